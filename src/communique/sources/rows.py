"""Reports as rows: JSON Lines, a JSON array of objects, CSV. Each row with a text is a document.

Columns and keys are told by the names in common use; what else a row holds is passed over.
"""

from __future__ import annotations

import codecs
import csv
import json
import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import PurePath
from typing import Any, BinaryIO, Final

from communique.errors import SourceError
from communique.model import Document
from communique.sources.archives import unpacked_head, unpacked_rows
from communique.sources.base import Item, Notice, Refusal
from communique.sources.dates import page_day
from communique.sources.encoding import decode, storable
from communique.sources.limits import HEAD_BYTES, NAME_CHARACTERS, ROW_BYTES, ROWS, TEXT_BYTES
from communique.sources.pieces import sound
from communique.sources.titles import language_code, member, web_address, with_title

# Names of columns and keys, in lower case without spaces, hyphens and underscores, by what they hold.
NAMES: Final = {
    "text": (
        "text",
        "body",
        "content",
        "article",
        "articletext",
        "articlebody",
        "story",
        "fulltext",
        "maintext",
        "paragraphs",
    ),
    "lead": ("lead", "summary", "description", "abstract", "standfirst"),
    "title": ("title", "headline", "heading", "name"),
    "publisher": ("publisher", "outlet", "source", "sourcename", "publication", "site", "sitename"),
    "url": ("url", "link", "address", "weburl", "sourceurl", "canonicalurl"),
    "published": (
        "published",
        "datepublished",
        "publishedat",
        "publicationdate",
        "publishdate",
        "pubdate",
        "date",
        "datetime",
        "day",
    ),
    "language": ("language", "lang"),
    "author": ("author", "byline", "creator", "authors"),
    "modified": ("modified", "datemodified", "updated", "updatedat", "lastmodified"),
    "release": ("release", "releaseid", "releaseno", "releasenumber"),
}
_MEANING: Final = {name: meaning for meaning, names in NAMES.items() for name in names}
_CELL: Final = re.compile(r"\w[\w .-]{0,39}")
_JSON_OPENING: Final = re.compile(r"\s*(?:\[\s*)?\{\s*\"")
_KEY: Final = re.compile(r'"([A-Za-z_ -]{2,20})"\s*:')
_LINES: Final = frozenset({".jsonl", ".ndjson", ".jsonlines"})
_MEND_ROW: Final = "give the row a column or key named text"


class JsonRows:
    """JSON Lines, or one JSON value that is an object or an array of objects."""

    def recognises(self, name: str, head: bytes) -> bool:
        """Whether the file opens an object that names a text; by its name where its head does not tell."""
        text = head.decode("utf-8-sig", "ignore")
        if not _JSON_OPENING.match(text):
            return False
        keys = {_meaning(key) for key in _KEY.findall(text)}
        return "text" in keys or PurePath(name).suffix.lower() in _LINES

    def pieces(self, path: str, file: BinaryIO) -> Iterator[Item]:
        """A document for each row, or why it makes none."""
        if file.read(HEAD_BYTES).removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"[":
            file.seek(0)
            yield from _array(path, file)
            return
        file.seek(0)
        for number, line in enumerate(_lines(path, file), start=1):
            place = member(path, f"line {number}")
            if line is None:
                yield Refusal(place, f"a line of more than {ROW_BYTES:,} bytes", "cut it into smaller ones")
            elif line.strip():
                yield from _json_line(place, line)


class Table:
    """CSV whose first row names its columns; commas, semicolons or tabs between the cells."""

    def recognises(self, name: str, head: bytes) -> bool:
        """Whether the first line names a column of texts and one more that we know, and nothing but columns."""
        decoded = decode(head)
        line = decoded.text.split("\n", 1)[0] if decoded else ""
        return len(line) < HEAD_BYTES and _columns(line) is not None

    def pieces(self, path: str, file: BinaryIO) -> Iterator[Item]:
        """A document for each row, or why it makes none."""
        csv.field_size_limit(ROW_BYTES)
        texts = _texts(path, file)
        first = next(texts, "")
        found = _columns(first)
        if found is None:
            raise SourceError(path, "has no column named text", _MEND_ROW)
        mark, columns = found
        rows = csv.reader(texts, delimiter=mark)
        while True:
            place = member(path, f"line {rows.line_num + 2}")
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                raise SourceError(place, f"is no CSV: {error}", "save the table again") from error
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != len(columns):
                problem = f"has {len(row)} cells where the first line names {len(columns)}"
                yield Refusal(place, problem, "put quotation marks around cells with commas or new lines")
                continue
            yield from _document(place, dict(zip(columns, row, strict=True)))


class PackedRows:
    """JSON Lines or CSV packed by gzip, as corpora are handed on: row after row, never the whole in memory."""

    def recognises(self, name: str, head: bytes) -> bool:
        """Whether what is packed opens as rows do."""
        return self._inside(name, head) is not None

    def pieces(self, path: str, file: BinaryIO) -> Iterator[Item]:
        """A document for each row, or why it makes none."""
        head = file.read(HEAD_BYTES)
        file.seek(0)
        rows = self._inside(path, head)
        if rows is None:
            raise SourceError(path, "holds no rows", "name a file that does")
        place, stream = unpacked_rows(path, file)
        with sound(path):
            yield from rows.pieces(place, stream)

    def _inside(self, name: str, head: bytes) -> JsonRows | Table | None:
        opening = unpacked_head(head, HEAD_BYTES)
        bare = name.removesuffix(".gz")
        kinds = (JsonRows(), Table())
        return next((kind for kind in kinds if opening and kind.recognises(bare, opening)), None)


def _columns(line: str) -> tuple[str, list[str]] | None:
    """The mark between cells and what each column holds (empty where nothing); None where it is no header."""
    for mark in (",", ";", "\t"):
        try:
            cells = [cell.strip() for cell in next(csv.reader([line], delimiter=mark), [])]
        except csv.Error:
            continue
        if len(cells) < 2 or not all(_CELL.fullmatch(cell) for cell in cells):
            continue
        columns = [_meaning(cell) for cell in cells]
        if "text" in columns and len(set(columns) - {""}) > 1:
            return mark, columns
    return None


def _meaning(name: str) -> str:
    return _MEANING.get(re.sub(r"[\s_-]", "", name.lower()), "")


def _array(path: str, file: BinaryIO) -> Iterator[Item]:
    raw = file.read(TEXT_BYTES + 1)
    if len(raw) > TEXT_BYTES:
        raise SourceError(path, f"a JSON array of more than {TEXT_BYTES:,} bytes", "save it as JSON Lines")
    data = _json(path, raw)
    for number, row in enumerate(data if isinstance(data, list) else [data], start=1):
        yield from row_items(member(path, f"item {number}"), row)


def _json_line(place: str, line: bytes) -> Iterator[Item]:
    try:
        yield from row_items(place, _json(place, line))
    except SourceError as error:
        yield Refusal.of(error)


def _json(place: str, raw: bytes) -> Any:
    decoded = decode(raw)
    try:
        return json.loads(decoded.text.strip() if decoded else "", parse_constant=str)
    except (ValueError, RecursionError) as error:
        told = f"{error.msg}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else "too deep"
        raise SourceError(place, f"is no JSON: {told}", "write one object on each line") from error


def row_items(place: str, row: Any) -> Iterator[Item]:
    """The document in a row, by what its columns mean, with what is to be said of it."""
    if not isinstance(row, dict):
        yield Refusal(place, "is no JSON object", "write one object on each line")
        return
    said: dict[str, str] = {}
    for key, value in row.items():
        meaning = _meaning(key)
        if meaning and (text := _plain(value)):
            said.setdefault(meaning, text)
    yield from _document(place, said)


def _plain(value: Any) -> str:
    """Text as it is, a list of texts as paragraphs or names; anything else is none."""
    if isinstance(value, list):
        return "\n".join(part for part in value if isinstance(part, str))
    return value if isinstance(value, str) else ""


def _document(place: str, said: Mapping[str, str]) -> Iterator[Item]:
    body = storable(said.get("text", "").replace("\r\n", "\n").strip("\n"))
    if not body.strip():
        yield Refusal(place, "a row without a text", _MEND_ROW)
        return
    lead = " ".join(storable(said.get("lead", "")).split())
    if lead and not body.startswith(lead):
        body = f"{lead}\n{body}"
    published, address = said.get("published", "").strip(), said.get("url", "").strip()
    day, url = page_day(published), web_address(address)
    if published and day is None:
        yield Notice(
            place,
            f"published {published[:40]!r} is no date; the date stays open",
            "write 2025-08-06",
            lost=True,
        )
    if address and not url:
        yield Notice(
            place, f"url {address[:40]!r} is no web address; left out", "begin it with https://", lost=True
        )
    title = " ".join(storable(said.get("title", ""))[:2_000].split())
    yield Document(
        text=with_title(title, body),
        title=title,
        publisher=" ".join(storable(said.get("publisher", ""))[:300].split()),
        url=storable(url),
        published=day,
        language=language_code(said.get("language", "")) or "en",
        path=place,
        media_type="text/plain",
        author=_short(said, "author", ", "),
        modified=page_day(said.get("modified", "").strip()) if said.get("modified") else None,
        release=_short(said, "release", " "),
    )


def _short(said: Mapping[str, str], name: str, between: str) -> str:
    """A value on one line; what came as a list of names has a mark between them."""
    parts = (" ".join(part.split()) for part in storable(said.get(name, ""))[:2_000].split("\n"))
    return between.join(part for part in parts if part)[:NAME_CHARACTERS]


def _lines(path: str, file: BinaryIO) -> Iterator[bytes | None]:
    """The lines of a file; None for one beyond the limit, which is read past."""
    number = 0
    while line := file.readline(ROW_BYTES + 1):
        number += 1
        if number > ROWS:
            raise SourceError(path, f"has more than {ROWS:,} lines", "cut it into smaller ones")
        if len(line) <= ROW_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(ROW_BYTES)
        yield None


def _texts(path: str, file: BinaryIO) -> Iterator[str]:
    """The lines of a table as text: UTF-8, else what the bytes show them to be."""
    head = file.read(HEAD_BYTES)
    file.seek(0)
    source: BinaryIO = file
    if b"\0" in head:
        raw = file.read(TEXT_BYTES + 1)
        decoded = decode(raw) if len(raw) <= TEXT_BYTES else None
        if decoded is None:
            raise SourceError(path, "is no table of text", "save it as CSV in UTF-8")
        source = BytesIO(decoded.text.encode("utf-8", "replace"))
    for number, line in enumerate(_lines(path, source), start=1):
        if line is None:
            raise SourceError(
                path, f"line {number} has more than {ROW_BYTES:,} bytes", "cut it into smaller ones"
            )
        plain = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
        yield _line_text(plain)


def _line_text(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        found = decode(line)
        return found.text if found else line.decode("latin-1")
