"""The whole flow on one page: reports come in, are read and recorded; facts come out.

Each report is recorded in one transaction, and one that is recorded already is not read again: stop it
anywhere, run it again, and it goes on where it stopped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from communique.assembly import assemble
from communique.knowledge import Knowledge
from communique.model import Claim, Document, Fact
from communique.register import Register, UnfitError
from communique.sources import Notice, Refusal


class Reader(Protocol):
    """What turns a document into claims; a newer ``version`` (``rules-2``) replaces the claims of an older."""

    @property
    def version(self) -> str:
        """The reader's name and version."""
        ...

    def read(self, document: Document) -> list[Claim]:
        """The claims that a document makes."""
        ...


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one item: ``added``, ``known``, ``refused`` or ``noticed``; ``said`` tells why."""

    path: str
    outcome: str
    claims: int = 0
    said: str = ""


def ingest(
    register: Register,
    items: Iterable[Document | Refusal | Notice],
    reader: Reader,
    tell: Callable[[Step], None] = lambda step: None,
) -> Counter[str]:
    """Reads and records each document, records each refusal; says how many items had which outcome.

    ``tell`` hears of each step as it is done. A document that cannot be read or kept is refused and the rest
    goes on; RegisterError means that the register itself fails (full disk, lock), and ends the run.
    """
    steps: Counter[str] = Counter()
    for item in items:
        step = _take(register, item, reader)
        if step.outcome == "refused":
            register.refuse(step.path, step.said)
        steps[step.outcome] += 1
        tell(step)
    return steps


def assembled(
    register: Register,
    knowledge: Knowledge,
    between: Sequence[str] | None = None,
    since: str | None = None,
    until: str | None = None,
) -> list[Fact]:
    """The facts that the register's claims speak of; the filters are those of :meth:`Register.cited`."""
    cited = list(register.cited(between=between, since=since, until=until))
    return assemble(cited, knowledge, register.texts(item.document_id for item in cited))


def _take(register: Register, item: Document | Refusal | Notice, reader: Reader) -> Step:
    if not isinstance(item, Document):
        outcome = "noticed" if isinstance(item, Notice) else "refused"
        return Step(item.path, outcome, said=_said(item.problem, item.mend))
    if register.known(item, reader.version):
        register.settle(item.path)
        return Step(item.path, "known")
    try:
        claims = _read(reader, item)
        register.add(item, claims, reader=reader.version)
    except UnfitError as error:
        return Step(item.path, "refused", said=_said(error.problem, error.mend))
    return Step(item.path, "added", len(claims))


def _read(reader: Reader, document: Document) -> list[Claim]:
    try:
        return reader.read(document)
    except Exception as error:  # noqa: BLE001 - a reader may be anyone's; one report must not stop the rest
        problem = f"the reader {reader.version} fails on it: {type(error).__name__}: {error}"
        raise UnfitError(document.path, problem, "please report it") from error


def _said(problem: str, mend: str) -> str:
    return f"{problem} ({mend})" if mend else problem
