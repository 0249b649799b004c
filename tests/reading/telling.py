"""What the tests of the reader share: one reader, and the claims that it reads from a few lines."""

from __future__ import annotations

from functools import lru_cache

from communique.model import Claim, Document
from communique.reading.people import Person
from communique.reading.reader import Reader


@lru_cache(maxsize=1)
def reader() -> Reader:
    """The rules, compiled once for all tests."""
    return Reader()


def claims(text: str, kind: str, title: str = "", published: str | None = "2024-05-15") -> list[Claim]:
    """The claims of one kind that a text makes, in order."""
    body = f"{title}\n\n{text}" if title else text
    found = reader().read(Document(text=body, title=title, published=published))
    return [claim for claim in found if claim.kind == kind]


def people(text: str) -> dict[str, Person]:
    """The persons of a text by name, with what the reader makes of them."""
    scene = reader().scene(Document(text=text))
    return {named.person.name: named.person for named in scene.people}


def surnames(claim: Claim) -> set[str]:
    """The last names of those who take part."""
    return {person.name.split()[-1] for person in claim.participants}
