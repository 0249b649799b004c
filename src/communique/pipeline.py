"""The whole flow on one page: reports come in, are read and recorded; facts come out.

Each report is recorded in one transaction, and none is read twice by the same reader: stop it anywhere, run
it again, and it goes on where it stopped.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from communique.assembly import Told, assemble, catalogue, novelty
from communique.knowledge import Knowledge
from communique.model import Cited, Document, Fact
from communique.reading.attempts import AnyReader, Read, is_readable, read_each
from communique.register import Register, UnfitError
from communique.sources import Refusal

# How many claims are made facts of in about a second.
_AT_A_GLANCE: Final = 20_000


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one item: ``added``, ``known`` or ``refused``, and then why.

    ``unread`` is the language of a document that was recorded without being read, because no reader knows it.
    """

    path: str
    outcome: str
    claims: int = 0
    refusal: Refusal | None = None
    unread: str = ""


Tell = Callable[[Step], None]


def ingest(
    register: Register, items: Iterable[Document | Refusal], reader: AnyReader, tell: Tell = lambda step: None
) -> Counter[str]:
    """Reads and records each document, records each refusal; says how many items had which outcome.

    ``tell`` hears of each step as it is done. A document that cannot be read or kept is refused and the rest
    goes on; RegisterError means that the register itself fails (full disk, lock), and ends the run.
    """
    outcomes: Counter[str] = Counter()
    version = reader.version
    for item, read in read_each(reader, (_looked(register, item, version) for item in items)):
        step = item if isinstance(item, Step) else _recorded(register, item, read or Read(), version)
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
    with _uncollected():
        sketches = register.sketches(item.document_id for item in cited)
        return assemble(cited, knowledge, sketches, register.judgements())


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cyclic garbage meanwhile: there is hardly any, and each search walks all sketches anew."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def assembled_about(register: Register, knowledge: Knowledge, pair: tuple[str, str]) -> list[Fact]:
    """The facts that the claims speak of which have a say in what is told of a pair of parties (codes).

    The rest of the register is left where it is, so the cost is that of the pair. Copies are told among the
    reports of these claims; some facts are about others than the two.
    """
    return _facts(register, knowledge, register.about(pair, catalogue(knowledge)))


def _looked(register: Register, item: Document | Refusal, version: str) -> Document | Step:
    """What has still to be read; of anything else, what became of it."""
    if isinstance(item, Refusal):
        return Step(item.path, "refused", refusal=item)
    if register.known(item, version):
        register.settle(item.path)
        return Step(item.path, "known")
    return item


def _recorded(register: Register, document: Document, read: Read, version: str) -> Step:
    """Records what was read; what cannot be read or kept is refused."""
    path = document.path or document.title
    if read.failure:
        problem = f"the reader {version} fails on it: {read.failure}"
        return Step(path, "refused", refusal=Refusal(path, problem, "please report it"))
    try:
        new = register.add(document, read.claims, reader=version)
    except UnfitError as error:
        refusal = Refusal.of(error)
        return Step(refusal.path, "refused", refusal=refusal)
    unread = "" if is_readable(document) else document.language
    # Where several are in hand at once, one may be there by the time that its twin has been read.
    return Step(document.path, "added" if new else "known", len(read.claims) if new else 0, None, unread)
