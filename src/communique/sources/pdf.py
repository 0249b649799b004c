"""PDFs as Documents: words in the order of reading, lines joined to paragraphs, what a ministry prints on top."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from communique.errors import SourceError
from communique.model import Document
from communique.sources.base import Item, Notice
from communique.sources.encoding import storable
from communique.sources.limits import PDF_BYTES, PDF_PAGES, PDF_SECONDS
from communique.sources.printed import Fragment, page_lines, paragraphs
from communique.sources.releases import release
from communique.sources.titles import with_title

_SILENT: Final = logging.NullHandler()


class Pdf:
    """PDF with a text in it; pictures of text are refused."""

    limit = PDF_BYTES

    def recognises(self, name: str, head: bytes) -> bool:
        """Whether the file opens as a PDF does; some programs write a line of their own before."""
        return b"%PDF-" in head[:1024] and not head.lstrip().startswith(b"<")

    def documents(self, path: str, raw: bytes) -> Iterator[Item]:
        """The one document of the file, after a notice where pages were left unread."""
        pages, left = _pages(path, raw)
        body = "\n".join(paragraphs(pages))
        if not body.strip():
            problem = "a PDF without text" + (", perhaps a picture of it" if pages else "")
            raise SourceError(path, problem, "give its text, or the page that it was printed from")
        if left:
            problem = (
                f"the last {left} of {left + len(pages)} pages were not read, because they take too long"
            )
            yield Notice(path, problem, "cut it into single reports", lost=True)
        about = release(body)
        yield Document(
            text=with_title(about.title, body),
            title=about.title,
            publisher=about.publisher,
            published=about.published,
            dateline=about.dateline,
            path=path,
            media_type="application/pdf",
            release=about.number,
        )


def _pages(path: str, raw: bytes) -> tuple[list[list[str]], int]:
    """The lines of each page that could be read in time, and how many pages were left."""
    import pypdf  # noqa: PLC0415 - takes 0.2 s to load, and most files are no PDFs

    logger = logging.getLogger("pypdf")
    logger.addHandler(_SILENT)
    logger.propagate = False
    begun = time.process_time()
    try:
        reader = pypdf.PdfReader(BytesIO(raw), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError(path, "a PDF that needs a password", "save it without one")
        count = len(reader.pages)
        if count > PDF_PAGES:
            raise SourceError(path, f"a PDF of more than {PDF_PAGES:,} pages", "cut it into single reports")
        found: list[list[str]] = []
        for number in range(count):
            if time.process_time() - begun > PDF_SECONDS:
                return found, count - number
            found.append(_page(reader.pages[number]))
    except SourceError:
        raise
    except Exception as error:  # whatever a foreign parser meets in a foreign file
        problem = f"is no PDF that can be read ({type(error).__name__})"
        raise SourceError(path, problem, "save it again, or save its text") from error
    return found, 0


def _page(page: Any) -> list[str]:
    fragments: list[Fragment] = []

    def collect(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        words = storable(text).replace("\n", " ")
        if words.strip():
            across = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            up = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            height = abs(size * tm[3] * cm[3]) or abs(size) or 10.0
            fragments.append(Fragment(across, up, height, words))

    text = page.extract_text(visitor_text=collect)
    return page_lines(fragments) or storable(text).splitlines()
