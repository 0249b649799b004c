"""Any reader put to work on a stream: what it fails on is told and stops nothing, what it does not know is left.

Light to import: here stands what readers have in common, not how ours reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from communique.model import Claim, Document


class AnyReader(Protocol):
    """What turns a document into claims; a newer version (``rules-2``) replaces the claims of an older."""

    @property
    def version(self) -> str: ...  # noqa: D102 - the line above says it

    def read(self, document: Document) -> list[Claim]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Read:
    """What came of reading a document: its claims, or why it could not be read."""

    claims: tuple[Claim, ...] = ()
    failure: str = ""


@runtime_checkable
class ReadsAhead(Protocol):
    """A reader that has several documents in hand at once; see :class:`communique.scale.crew.Crew`."""

    def read_all(self, items: Iterable[Any]) -> Iterator[tuple[Any, Read | None]]:
        """Each item in its order, a document with what was read in it; whatever else comes by is passed on."""
        ...


def read_each(reader: AnyReader, items: Iterable[Any]) -> Iterator[tuple[Any, Read | None]]:
    """Each item in its order, a document with what was read in it, by as many as the reader is."""
    if isinstance(reader, ReadsAhead):
        yield from reader.read_all(items)
        return
    for item in items:
        yield item, attempt(reader, item) if isinstance(item, Document) else None


def attempt(reader: AnyReader, document: Document) -> Read:
    """What a reader makes of a document; that it fails is told, and stops nothing."""
    if not is_readable(document):
        return Read()
    try:
        return Read(tuple(reader.read(document)))
    except Exception as error:  # noqa: BLE001 - a reader may be anyone's; the rest must go on
        return Read(failure=f"{type(error).__name__}: {error}")


def is_readable(document: Document) -> bool:
    """Whether a document is in the language that our readers know; others are kept, unread."""
    return document.language.partition("-")[0] in ("en", "")
