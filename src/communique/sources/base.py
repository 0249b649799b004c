"""What every source speaks: the protocol, and the two ways in which it says that something is amiss."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, TypeAlias, runtime_checkable

from communique.errors import CommuniqueError, SourceError
from communique.model import Document


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that was not taken in: where it is, what is wrong, what the user can do about it."""

    path: str
    problem: str
    mend: str = ""

    def __str__(self) -> str:
        return str(SourceError(self.path, self.problem, self.mend))

    @classmethod
    def of(cls, error: CommuniqueError) -> Refusal:
        """The refusal that an error amounts to."""
        return cls(error.place, error.problem, error.mend)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know about a document that was taken in all the same.

    ``lost`` is true where a statement of the file could not be taken over, such as a date that is none.
    """

    path: str
    problem: str
    mend: str = ""
    lost: bool = False

    def __str__(self) -> str:
        return str(SourceError(self.path, self.problem, self.mend))


Item: TypeAlias = Document | Refusal | Notice


@runtime_checkable
class Source(Protocol):
    """One kind of file. Objects of this shape are what the entry points of ``communique.sources`` make.

    ``limit`` is the size in bytes above which a file is refused unread.
    """

    limit: int

    def recognises(self, name: str, head: bytes) -> bool:
        """Whether a file is of this kind, by its first 4,096 bytes; by its name where they leave it open."""
        ...

    def documents(self, path: str, raw: bytes) -> Iterator[Item]:
        """The documents in the bytes of one file, with refusals and notices; may raise SourceError."""
        ...
