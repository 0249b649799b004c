"""What a file holds, by its content: the one place where bytes become documents, refusals and notices.

It runs in the process that parses (:mod:`communique.sources.sandbox`); nothing here waits, writes or fetches.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import BinaryIO, Final, Protocol, TypeAlias

from communique.errors import SourceError
from communique.model import Document
from communique.sources.archives import Gzip, Tar, Zip
from communique.sources.base import Item, Notice, Refusal, Source
from communique.sources.feeds import Feeds
from communique.sources.kinds import binary_kind, is_companion
from communique.sources.limits import ARCHIVE_BYTES, HEAD_BYTES, HELD_BYTES, megabytes
from communique.sources.mail import Mail
from communique.sources.opml import Opml
from communique.sources.page import Page
from communique.sources.pdf import Pdf
from communique.sources.pieces import Piece
from communique.sources.plain import PlainText
from communique.sources.rows import JsonRows, PackedRows, Table
from communique.sources.webarchive import WebArchive
from communique.sources.word import Word


class Container(Protocol):
    """A kind of file that holds several things, read from a stream that can be wound back."""

    def recognises(self, name: str, head: bytes) -> bool: ...  # noqa: D102 - as of a source

    def pieces(self, path: str, file: BinaryIO) -> Iterator[Piece | Item]:
        """What it holds, in its order."""
        ...


@dataclass(frozen=True, slots=True)
class At:
    """The next member is taken in hand: its number from 0, and its place; no place once it is done with."""

    number: int
    path: str


Found: TypeAlias = Item | At

# In the order in which they are asked. What holds archives in archives is refused; rows hold documents only.
ARCHIVES: Final[tuple[Container, ...]] = (WebArchive(), Tar(), Zip(), PackedRows(), Gzip())
HOLDERS: Final[tuple[Container, ...]] = (Mail(), JsonRows(), Table())
SINGLES: Final[tuple[Source, ...]] = (Word(), Pdf(), Feeds(), Opml(), Page(), PlainText())


def found_in(path: str, name: str, file: BinaryIO, skip: int = 0) -> Iterator[Found]:
    """Everything in a file. Before each member of a container comes its :class:`At`; the first ``skip`` are not read.

    Raises SourceError where the file as a whole is refused.
    """
    head = file.read(HEAD_BYTES)
    if not head:
        raise SourceError(path, "is empty", "give a file that holds a report")
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    single = _single(name, head)
    container = None if isinstance(single, Word) else _container(name, head)
    if container is None:
        yield from _documents(single, Piece(path, name, file))
        return
    if size > ARCHIVE_BYTES:
        raise SourceError(path, f"has more than {megabytes(ARCHIVE_BYTES)}", "cut it into smaller ones")
    yield from _members(container, path, file, skip)


def is_ours(name: str, head: bytes) -> bool:
    """Whether the content shows a kind that is read, plain text apart."""
    if _container(name, head) is not None:
        return True
    return any(kind.recognises("", head) for kind in SINGLES[:-1])


def is_plain(name: str, head: bytes) -> bool:
    """Whether a file is of plain text, which needs no parser."""
    return _container(name, head) is None and isinstance(_single(name, head), PlainText)


def is_passed_over(path: PurePath, head: bytes) -> bool:
    """Whether a file among reports is none and need not be told of; a table is one only if it holds texts."""
    if path.suffix.lower() in {".csv", ".tsv"}:
        return not Table().recognises(path.name, head)
    return is_companion(path, head)


def _container(name: str, head: bytes) -> Container | None:
    return next((kind for kind in (*ARCHIVES, *HOLDERS) if kind.recognises(name, head)), None)


def _single(name: str, head: bytes) -> Source | None:
    return next((kind for kind in SINGLES if kind.recognises(name, head)), None)


def _members(container: Container, path: str, file: BinaryIO, skip: int) -> Iterator[Found]:
    read = refused = passed = 0
    for number, piece in enumerate(container.pieces(path, file)):
        if number < skip or isinstance(piece, Notice):
            if isinstance(piece, Notice):
                yield piece
            continue
        yield At(number, piece.path)
        if isinstance(piece, Piece) and is_passed_over(PurePath(piece.name), piece.head):
            passed += 1
            continue
        for item in _member(piece):
            yield item
            read += isinstance(item, Document)
            refused += isinstance(item, Refusal)
        yield At(number, "")
    if not read and not refused:
        raise SourceError(path, "holds no report", "name one that does")
    if container in ARCHIVES:
        told = f"{read:,} read, {refused:,} refused"
        yield Notice(path, f"{told}, {passed:,} companions passed over" if passed else told)


def _member(piece: Piece | Item) -> Iterator[Item]:
    if not isinstance(piece, Piece):
        yield piece
        return
    try:
        yield from _inside(piece)
    except SourceError as error:
        yield Refusal.of(error)


def _inside(piece: Piece) -> Iterator[Item]:
    """A member of a container, itself no archive; of a mail or a table in it, the words only."""
    if not piece.head:
        raise SourceError(piece.path, "is empty", "leave it out")
    single = _single(piece.name, piece.head)
    if not isinstance(single, Word) and (container := _container(piece.name, piece.head)):
        if container in ARCHIVES:
            raise SourceError(piece.path, "is an archive inside an archive", "unpack it, and name it itself")
        for inner in container.pieces(piece.path, piece.whole(HELD_BYTES)):
            if isinstance(inner, Piece):
                yield Refusal(
                    inner.path, "is attached to a mail in an archive", "unpack it, and name it itself"
                )
            else:
                yield inner
        return
    for item in _documents(single, piece):
        yield replace(item, url=piece.url) if piece.url and isinstance(item, Document) else item


def _documents(source: Source | None, piece: Piece) -> Iterator[Item]:
    if source is None:
        kind, mend = binary_kind(piece.head) or ("of no kind that is read", "")
        raise SourceError(piece.path, f"is {kind}, not a report", mend or "name a file that holds a report")
    yield from source.documents(piece.path, piece.all(source.limit))
