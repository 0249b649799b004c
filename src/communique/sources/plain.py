"""Plain text and Markdown, with or without front matter, as Documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Final

from communique.errors import SourceError
from communique.model import Document
from communique.sources.base import Item, Notice
from communique.sources.dates import iso_day
from communique.sources.encoding import decode
from communique.sources.frontmatter import FrontMatter, split_front_matter
from communique.sources.kinds import binary_kind
from communique.sources.limits import NAME_CHARACTERS, TEXT_BYTES
from communique.sources.titles import language_code, web_address, with_title

_HEADING: Final = re.compile(r"\s*# +([^\n]{1,300})\n")


class PlainText:
    """The source of last resort: whatever can be decoded as text and is not another thing."""

    limit = TEXT_BYTES

    def recognises(self, name: str, head: bytes) -> bool:
        """Every file that is not plainly something else; whether it is text shows when it is decoded."""
        return binary_kind(head) is None

    def documents(self, path: str, raw: bytes) -> Iterator[Item]:
        """The one document of a text file, after notices about its encoding, date and address."""
        decoded = decode(raw)
        if decoded is None:
            raise SourceError(path, "is not text", "give text in UTF-8, or HTML")
        if not decoded.text.strip():
            raise SourceError(path, "is empty", "give a file that holds a report")
        if decoded.note:
            yield Notice(path, decoded.note, "save it as UTF-8")
        block = split_front_matter(decoded.text, path)
        body = block.body.strip("\n")
        if not body.strip():
            raise SourceError(path, "holds front matter and no text", "put the report below the second ---")
        yield from _notices(path, block)
        yield _document(path, block, body)


def _document(path: str, block: FrontMatter, body: str) -> Document:
    heading = _HEADING.match(body)
    title = " ".join(block.values.get("title", heading[1].strip() if heading else "").split())
    markdown = PurePath(path).suffix.lower() in {".md", ".markdown"}
    return Document(
        text=with_title(title, body),
        title=title,
        publisher=" ".join(block.values.get("publisher", "").split()),
        url=web_address(block.values.get("url", "")),
        published=iso_day(block.values.get("published", "")),
        language=language_code(block.values.get("language", "")) or "en",
        path=path,
        media_type="text/markdown" if markdown else "text/plain",
        author=" ".join(block.values.get("author", "").split())[:NAME_CHARACTERS],
        modified=iso_day(block.values.get("modified", "")),
        release=" ".join(block.values.get("release", "").split())[:NAME_CHARACTERS],
    )


def _notices(path: str, block: FrontMatter) -> Iterator[Notice]:
    """What the block says that is none of what it should be; the document does without it."""
    checks = (
        ("published", iso_day, "is no date; the date stays open", "write it as 2025-08-06"),
        ("modified", iso_day, "is no date; left out", "write it as 2025-08-06"),
        ("url", web_address, "is no web address; left out", "begin it with https://"),
        ("language", language_code, "is no language code; taken as English", "write it as en"),
    )
    for key, check, problem, mend in checks:
        value = block.values.get(key, "")
        if value and not check(value):
            shown = value if len(value) <= 40 else value[:40] + "…"
            where = f"front matter: line {block.lines[key]}: {key}"
            yield Notice(path, f"{where} {shown!r} {problem}", mend, lost=True)
