"""The whole flow on one page: reports come in, are read and recorded; facts come out.

Each report is recorded in one transaction, and none is read twice by the same reader: stop it anywhere, run
it again, and it goes on where it stopped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from communique.assembly import Told, assemble, novelty
from communique.knowledge import Knowledge
from communique.model import Cited, Claim, Document, Fact
from communique.register import Register, UnfitError
from communique.sources import Refusal

# How many claims are made facts of in about a second.
_AT_A_GLANCE: Final = 20_000


class Reader(Protocol):
    """What turns a document into claims; a newer version (``rules-2``) replaces the claims of an older."""

    @property
    def version(self) -> str: ...  # noqa: D102 - the line above says it

    def read(self, document: Document) -> list[Claim]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one item: ``added``, ``known`` or ``refused``, and then why."""

    path: str
    outcome: str
    claims: int = 0
    refusal: Refusal | None = None


Tell = Callable[[Step], None]


def ingest(
    register: Register, items: Iterable[Document | Refusal], reader: Reader, tell: Tell = lambda step: None
) -> Counter[str]:
    """Reads and records each document, records each refusal; says how many items had which outcome.

    ``tell`` hears of each step as it is done. A document that cannot be read or kept is refused and the rest
    goes on; RegisterError means that the register itself fails (full disk, lock), and ends the run.
    """
    outcomes: Counter[str] = Counter()
    for item in items:
        step = _step(register, item, reader)
        if step.refusal is not None:
            register.refuse(step.path, step.refusal.problem, step.refusal.mend)
        outcomes[step.outcome] += 1
        tell(step)
    return outcomes


def assembled(
    register: Register,
    knowledge: Knowledge,
    between: Sequence[str] | None = None,
    since: str | None = None,
    until: str | None = None,
) -> list[Fact]:
    """The facts that the register's claims speak of; the filters are those of :meth:`Register.cited`."""
    return _facts(register, knowledge, list(register.cited(between=between, since=since, until=until)))


def known_of(register: Register, knowledge: Knowledge, document_id: str) -> dict[str, Told]:
    """The claims of a document, each with whether it was new at its time, by their ids.

    Of a register too large to be assembled at a glance, only claims about the same parties are looked at.
    """
    if register.counts()["claims"] <= _AT_A_GLANCE:
        return novelty(document_id, assembled(register, knowledge))
    members = {item.claim.members for item in register.claims_of(document_id)}
    around = [item for parties in sorted(members) if parties for item in register.cited(between=parties)]
    return novelty(document_id, _facts(register, knowledge, around))


def _facts(register: Register, knowledge: Knowledge, cited: Sequence[Cited]) -> list[Fact]:
    sketches = register.sketches(item.document_id for item in cited)
    return assemble(cited, knowledge, sketches, register.judgements())


def _step(register: Register, item: Document | Refusal, reader: Reader) -> Step:
    if isinstance(item, Refusal):
        return Step(item.path, "refused", refusal=item)
    if register.known(item, reader.version):
        register.settle(item.path)
        return Step(item.path, "known")
    try:
        claims = reader.read(item)
    except Exception as error:  # noqa: BLE001 - a reader may be anyone's; the rest must go on
        problem = f"the reader {reader.version} fails on it: {type(error).__name__}: {error}"
        return _step(register, Refusal(item.path or item.title, problem, "please report it"), reader)
    try:
        register.add(item, claims, reader=reader.version)
    except UnfitError as error:
        return _step(register, Refusal.of(error), reader)
    return Step(item.path, "added", len(claims))
