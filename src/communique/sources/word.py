"""Office documents (DOCX): their paragraphs and tables in order, and their core properties."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from communique.errors import SourceError
from communique.model import Document
from communique.sources.base import Item
from communique.sources.encoding import storable
from communique.sources.limits import WORD_BYTES, WORD_PARAGRAPHS, WORD_UNPACKED, megabytes
from communique.sources.pieces import check_ratio, sound
from communique.sources.releases import release
from communique.sources.titles import with_title

_ENTITIES: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_OTHERS: Final = (
    (b"xl/", "a spreadsheet", "save it as CSV"),
    (b"ppt/", "a presentation", "save its text"),
    (b"mimetypeapplication/epub", "a book", "save its text"),
    (b"mimetypeapplication/vnd.oasis", "an OpenDocument file", "save it as DOCX"),
)
_NAMESPACE: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Word:
    """Word documents as saved since 2007; other office documents are named and refused."""

    limit = WORD_BYTES

    def recognises(self, name: str, head: bytes) -> bool:
        """Whether a ZIP archive opens as an office document does."""
        return head.startswith(b"PK\x03\x04") and (
            b"[Content_Types].xml" in head or b"mimetypeapplication/" in head or b"word/document.xml" in head
        )

    def documents(self, path: str, raw: bytes) -> Iterator[Item]:
        """The one document of the file. Raises SourceError where it is beyond the limits, or none of Word."""
        for mark, kind, mend in _OTHERS:
            if mark in raw[:4096]:
                raise SourceError(path, f"is {kind}", mend)
        _check_parts(path, raw)
        found = _open(path, raw)
        lines = list(_lines(found, path))
        body = storable("\n".join(lines)).strip("\n")
        if not body.strip():
            raise SourceError(path, "a document without text", "save its text")
        printed = release(body)
        own = " ".join(storable(str(found.core_properties.title or ""))[:500].split())
        title = own or _heading(found) or printed.title
        yield Document(
            text=with_title(title, body),
            title=title,
            publisher=printed.publisher,
            published=printed.published,
            dateline=printed.dateline,
            path=path,
            media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            release=printed.number,
        )


def _check_parts(path: str, raw: bytes) -> None:
    """Sizes, entities and links of the parts, before the library opens any of them."""
    with sound(path), zipfile.ZipFile(BytesIO(raw)) as archive:
        members = archive.infolist()
        check_ratio(sum(info.file_size for info in members), len(raw), path)
        if "word/document.xml" not in archive.namelist():
            raise SourceError(path, "is an office document, but not of Word", "save it as DOCX")
        left = WORD_UNPACKED
        for info in members:
            if not info.filename.endswith((".xml", ".rels")):
                continue
            with archive.open(info) as part:
                xml = part.read(left + 1)
            left -= len(xml)
            if left < 0:
                problem = f"unpacks to more than {megabytes(WORD_UNPACKED)}"
                raise SourceError(path, problem, "save its text")
            if _ENTITIES.search(xml) or b"\0<\0!" in xml[:2000]:
                raise SourceError(path, "declares entities of its own, which can be a bomb", "save its text")
            if xml.count(b"<w:p ") + xml.count(b"<w:p>") > WORD_PARAGRAPHS:
                raise SourceError(path, f"has more than {WORD_PARAGRAPHS:,} paragraphs", "save its text")


def _open(path: str, raw: bytes) -> Any:
    import docx  # noqa: PLC0415 - takes 0.1 s to load, and most files are no office documents

    try:
        return docx.Document(BytesIO(raw))
    except Exception as error:  # whatever a foreign parser meets in a foreign file
        problem = f"is no Word document that can be read ({type(error).__name__})"
        raise SourceError(path, problem, "save it again, or save its text") from error


def _lines(document: Any, path: str) -> Iterator[str]:
    """Each paragraph as a line, each row of a table as one; hidden and struck-out words are left out."""
    try:
        for block in document.element.body.iter(f"{_NAMESPACE}p"):
            words = " ".join("".join(_runs(block)).split())
            if words:
                yield words
    except (ValueError, KeyError, AttributeError) as error:
        problem = f"its text cannot be taken out ({type(error).__name__})"
        raise SourceError(path, problem, "save its text") from error


def _runs(paragraph: Any) -> Iterator[str]:
    for node in paragraph.iter(f"{_NAMESPACE}t", f"{_NAMESPACE}tab", f"{_NAMESPACE}br"):
        if not _own(node, paragraph):
            continue
        if node.tag != f"{_NAMESPACE}t":
            yield " "
            continue
        look = node.getparent().find(f"{_NAMESPACE}rPr")
        if look is None or not any(
            _on(look.find(f"{_NAMESPACE}{mark}")) for mark in ("vanish", "webHidden", "strike")
        ):
            yield node.text or ""


def _own(node: Any, paragraph: Any) -> bool:
    """Whether a piece of text is the paragraph's and not that of a box in it, which comes by itself."""
    above = node.getparent()
    while above is not None and above is not paragraph:
        if above.tag == f"{_NAMESPACE}p" or above.tag.endswith("}Fallback"):
            return False
        above = above.getparent()
    return True


def _on(mark: Any) -> bool:
    return mark is not None and mark.get(f"{_NAMESPACE}val", "true").lower() not in {"false", "0", "off"}


def _heading(document: Any) -> str:
    """The first paragraph, where its style says that it is a title or heading."""
    for paragraph in document.paragraphs[:20]:
        words = " ".join(storable(paragraph.text).split())
        if words:
            style = str(getattr(paragraph.style, "name", "") or "")
            return words if style.startswith(("Title", "Heading")) and len(words) <= 300 else ""
    return ""
