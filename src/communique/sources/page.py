"""HTML pages as Documents: the report's text without the page around it, and what the page says of itself."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Final

import lxml.html

from communique.errors import SourceError
from communique.model import Document
from communique.sources.base import Item, Notice
from communique.sources.encoding import declared_charset, decode, storable
from communique.sources.furniture import (
    drop_furniture,
    lead_of,
    marked_body,
    unwrap_tables,
    without_furniture,
)
from communique.sources.kinds import is_page
from communique.sources.limits import HEAD_BYTES, HTML_BYTES
from communique.sources.markup import drop_unseen, parse
from communique.sources.metadata import Metadata, metadata
from communique.sources.releases import release_number
from communique.sources.titles import with_title

# Characters of the lead and the body that a page marks; with fewer, they may be a teaser, and the extractor decides.
_LEAST_MARKED: Final = 40
_SILENT: Final = logging.NullHandler()


class Page:
    """HTML, however broken; the main text is found by trafilatura, within our own limits."""

    limit = HTML_BYTES

    def recognises(self, name: str, head: bytes) -> bool:
        """Whether the file opens as a page does."""
        return is_page(name, head)

    def documents(self, path: str, raw: bytes) -> Iterator[Item]:
        """The one document of a page, after notices about its encoding and date."""
        decoded = decode(raw, declared_charset(raw[:HEAD_BYTES]))
        if decoded is None:
            raise SourceError(path, "is not text", "save the page again, as HTML in UTF-8")
        if decoded.note:
            yield Notice(path, decoded.note, "save it as UTF-8")
        tree = parse(decoded.text, path)
        # Held while the page is worked on: lxml makes the objects of elements anew whenever nobody holds them.
        held = list(tree.iter())
        about = metadata(tree)
        if about.bad_day:
            yield Notice(
                path,
                f"published {about.bad_day[:40]!r} is no date; the date stays open",
                "name it with --published",
                lost=True,
            )
        drop_unseen(tree)
        drop_furniture(tree)
        unwrap_tables(tree)
        yield _document(path, about, storable(_words(tree, path)))
        held.clear()


def _document(path: str, about: Metadata, body: str) -> Document:
    return Document(
        text=with_title(about.title, body),
        title=about.title,
        publisher=about.publisher,
        url=about.url,
        published=about.published,
        language=about.language or "en",
        path=path,
        media_type="text/html",
        author=about.author,
        modified=about.modified,
        release=release_number(body),
    )


def _words(tree: lxml.html.HtmlElement, path: str) -> str:
    """The words of the report: what the page marks as such, else what the extractor finds; the lead before it."""
    lead = lead_of(tree)
    body = marked_body(tree)
    if body is None or len(body) + len(lead) < _LEAST_MARKED:
        body = _main_text(tree, path)
    body = without_furniture(body)
    return body if not lead or lead in " ".join(body.split()) else f"{lead}\n{body}".rstrip("\n")


def _main_text(tree: lxml.html.HtmlElement, path: str) -> str:
    import trafilatura  # noqa: PLC0415 - takes 0.2 s to load, and most files are no pages

    # It warns of pages that it finds odd; without a handler that would land on the user's screen.
    logging.getLogger("trafilatura").addHandler(_SILENT)
    try:
        text = trafilatura.extract(tree, include_comments=False, include_tables=True)
    except Exception as error:  # whatever a foreign extractor meets in a foreign page
        raise SourceError(
            path, f"its text cannot be taken out ({type(error).__name__})", "save the text of the page"
        ) from error
    if not text or not text.strip():
        raise SourceError(path, "a page without the text of a report", "save the text of the page")
    return text.strip("\n")
