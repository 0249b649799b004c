"""The whole flow on one page: reports come in, are read and recorded; facts come out.

Each report is recorded in one transaction, and none is read twice by the same reader: stop it anywhere, run
it again, and it goes on where it stopped.
"""

from __future__ import annotations

import gc
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Final

from communique.assembly import Told, assemble, catalogue, novelty
from communique.assembly.keeping import UnreadableError, pack, recipe, unpack
from communique.knowledge import Knowledge
from communique.model import Cited, Document, Fact, Judgement
from communique.reading.attempts import AnyReader, Read, is_readable, read_each
from communique.register import Kept, Register, UnfitError
from communique.register.kept import WHOLE, key
from communique.sources import Refusal

# How many claims are made facts of in about a second.
_AT_A_GLANCE: Final = 20_000
# The facts of fewer claims are made sooner than they are looked up; those of more would fill the register.
LEAST_KEPT: Final = 200
MOST_KEPT: Final = 300_000
_PAIR: Final = re.compile(r"\S+ \S+")


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

    def make(judgements: Sequence[Judgement]) -> tuple[int, list[Fact]]:
        cited = list(register.cited(between=between, since=since, until=until))
        return len(cited), _facts(register, knowledge, cited, judgements)

    if between is None and since is None and until is None and Kept(register).possible:
        return _kept(register, knowledge, WHOLE, Kept(register).readings, make)
    return make(register.judgements())[1]


def known_of(register: Register, knowledge: Knowledge, document_id: str) -> dict[str, Told]:
    """The claims of a document, each with whether it was new at its time, by their ids.

    Of a register too large to be assembled at a glance, only claims about the same parties are looked at.
    """
    if register.counts()["claims"] <= _AT_A_GLANCE:
        return novelty(document_id, assembled(register, knowledge))
    members = {item.claim.members for item in register.claims_of(document_id)}
    around = [item for parties in sorted(members) if parties for item in register.cited(between=parties)]
    return novelty(document_id, _facts(register, knowledge, around, register.judgements()))


def _facts(
    register: Register, knowledge: Knowledge, cited: Sequence[Cited], judgements: Sequence[Judgement]
) -> list[Fact]:
    with uncollected():
        sketches = register.sketches(item.document_id for item in cited)
        return assemble(cited, knowledge, sketches, judgements)


def _kept(
    register: Register,
    knowledge: Knowledge,
    scope: str,
    rows: Callable[[], Sequence[int]],
    make: Callable[[Sequence[Judgement]], tuple[int, list[Fact]]],
) -> list[Fact]:
    """The facts of a scope as they were kept, where they were made of the very same; else made and kept.

    ``rows`` are the numbers of what they are made from; ``make`` says of how many claims.
    """
    store = Kept(register)
    judgements, there = register.judgements(), rows()
    made_of = key(recipe(knowledge), there, sorted(one.id for one in judgements))
    pieces = store.load(scope, made_of)
    if pieces is not None:
        with suppress(UnreadableError), uncollected():
            return unpack(pieces)
    claims, facts = make(judgements)
    if LEAST_KEPT <= claims <= MOST_KEPT and rows() == there:
        with uncollected():
            store.save(scope, made_of, pack(facts))
    return facts


@contextmanager
def uncollected() -> Iterator[None]:
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
    items, store = catalogue(knowledge), Kept(register)
    numbers = store.about(pair, items)

    def make(judgements: Sequence[Judgement]) -> tuple[int, list[Fact]]:
        return len(numbers), _facts(register, knowledge, store.cited(numbers), judgements)

    if len(numbers) < LEAST_KEPT or not store.possible:
        return make(register.judgements())[1]
    return _kept(register, knowledge, " ".join(sorted(pair)), lambda: numbers, make)


def kept_amiss(register: Register, knowledge: Knowledge) -> Iterator[str]:
    """What is kept of the register as it is now, and is not what its claims make: assembled anew, and compared.

    What was made of other claims or by another program is never used, so it is not looked at.
    """
    store = Kept(register)
    yield from store.forgotten(catalogue(knowledge))
    for scope, made_of in store.scopes().items():
        if not (scope == WHOLE or _PAIR.fullmatch(scope)):
            continue
        judgements = register.judgements()
        whole = scope == WHOLE
        rows = store.readings() if whole else store.found(_pair_of(scope), catalogue(knowledge))
        pieces = store.load(scope, made_of)
        now = key(recipe(knowledge), rows, sorted(one.id for one in judgements))
        if now == made_of and pieces is not None:
            cited = list(register.cited()) if whole else store.cited(rows)
            if not _are(pieces, _facts(register, knowledge, cited, judgements)):
                yield f"kept facts of {scope}: they are not what is assembled from the claims"


def _are(pieces: Sequence[bytes], facts: Sequence[Fact]) -> bool:
    try:
        return unpack(pieces) == facts
    except UnreadableError:
        return False


def _pair_of(scope: str) -> tuple[str, str]:
    one, _, other = scope.partition(" ")
    return one, other


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
