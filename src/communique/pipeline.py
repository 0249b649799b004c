"""The whole flow on one page: reports come in, are read and recorded; facts come out.

Each report is recorded in one transaction, and none is read twice by the same reader: stop it anywhere, run
it again, and it goes on where it stopped.
"""

from __future__ import annotations

import gc
import json
import re
import time
import zlib
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Final

from communique.assembly import Told, catalogue, made, novelty
from communique.assembly.keeping import UnreadableError, opened, pack, recipe, unpack
from communique.assembly.outcome import Made, pack_shared, unpack_shared
from communique.assembly.texts import Texts
from communique.errors import CommuniqueError
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
_WAY: Final = "way "
_TEXTS_OF: Final = "texts "
# Of fewer claims the sketches of their documents are loaded as soon one by one.
LEAST_TEXTS: Final = 1_000
# Sketches that are loaded in one go, and let go before the next are.
_TEXTS: Final = 2_000
_SIZE: Final = 8
_TWO: Final = 2
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
# What was read in a document; of anything else, what became of it.
_Found = tuple[Any, Read | None]
# Reports that are recorded in one transaction where many come, and seconds in which they come.
TOGETHER: Final = 64
_MOMENT: Final = 0.3


def ingest(
    register: Register,
    items: Iterable[Document | Refusal],
    reader: AnyReader,
    tell: Tell = lambda step: None,
    together: int = 1,
) -> Counter[str]:
    """Reads and records each document, records each refusal; says how many items had which outcome.

    ``tell`` hears of each step as it is done. A document that cannot be read or kept is refused and the rest
    goes on; RegisterError means that the register itself fails (full disk, lock), and ends the run. Up to ``together``
    reports that come within a moment are recorded in one transaction: with one for each, most of the time is
    spent waiting for the disk.
    """
    outcomes: Counter[str] = Counter()
    version = reader.version
    found = read_each(reader, (_looked(register, item, version) for item in items))
    for group in _grouped(found, together):
        for step in _recorded_together(register, group, version):
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

    store = Kept(register)
    if between is None and since is None and until is None and store.possible:
        return _kept(register, knowledge, _Scope(WHOLE, store.readings, store.read_in))
    cited = list(register.cited(between=between, since=since, until=until))
    return _facts(register, knowledge, cited, register.judgements())


def known_of(register: Register, knowledge: Knowledge, document_id: str) -> dict[str, Told]:
    """The claims of a document, each with whether it was new at its time, by their ids; as :func:`facts_around` has them."""
    return novelty(document_id, facts_around(register, knowledge, document_id))


def at_a_glance(register: Register) -> bool:
    """Whether a register is so small that all of it is made facts of as soon as one thing is asked."""
    return not Kept(register).more_than(_AT_A_GLANCE)


def facts_around(register: Register, knowledge: Knowledge, document_id: str) -> list[Fact]:
    """The facts that a document's claims belong to, among others.

    Of a register too large to be assembled at a glance, only claims about the same parties are looked at: of two as for
    their brief, else those of the same kind.
    """
    if at_a_glance(register):
        return assembled(register, knowledge)
    cited = register.claims_of(document_id)
    told: set[str] = set()
    found: list[Fact] = []

    def take(facts: Iterable[Fact]) -> None:
        for fact in facts:
            own = {item.claim_id for item in fact.cited if item.document_id == document_id}
            if not own <= told:
                found.append(fact)
                told.update(own)

    for one, other in sorted({item.claim.members for item in cited if len(item.claim.members) == _TWO}):
        take(assembled_about(register, knowledge, (one, other)))
    # What names one party alone mostly joined the facts of a pair.
    left = {(item.claim.kind, item.claim.members) for item in cited if item.claim_id not in told}
    for kind, members in sorted(one for one in left if one[1]):
        some = list(register.cited(kind, between=members))
        take(_facts(register, knowledge, some, register.judgements()))
    return found


def _facts(
    register: Register, knowledge: Knowledge, cited: Sequence[Cited], judgements: Sequence[Judgement]
) -> list[Fact]:
    with uncollected():
        return made(cited, knowledge, register.sketches(item.document_id for item in cited), judgements).facts


def _texts(register: Register, cited: Iterable[Cited], before: Texts) -> Texts:
    """The sketches of the documents of claims; of those that were there before none is loaded again."""
    wanted = dict.fromkeys(item.document_id for item in cited)
    if not before.keys() <= wanted.keys():
        before = Texts([])
    missing = [one for one in wanted if one not in before]
    more = before
    for start in range(0, len(missing), _TEXTS):
        more = more.plus(register.sketches(missing[start : start + _TEXTS]))
    return more


@dataclass(frozen=True, slots=True)
class _Scope:
    """What facts are kept of: the numbers of the rows that they are made from, and the claims of some of these rows."""

    name: str
    rows: Callable[[], Sequence[int]]
    cited: Callable[[Sequence[int]], list[Cited]]

    @property
    def way(self) -> str:
        """What is kept beside the facts, to make them anew sooner."""
        return f"{_WAY}{self.name}"

    @property
    def texts(self) -> str:
        """The sketches of their documents, kept for the same."""
        return f"{_TEXTS_OF}{self.name}"


@dataclass(frozen=True, slots=True)
class _Before:
    """The facts that were kept last, their pieces, from how many claims of which rows they were made, and their documents."""

    made: Made = field(default_factory=Made)
    pieces: Mapping[tuple[int, ...], bytes] = field(default_factory=dict)
    rows: Sequence[int] = ()
    claims: int = 0
    texts: Texts = field(default_factory=lambda: Texts([]))


def _kept(register: Register, knowledge: Knowledge, scope: _Scope) -> list[Fact]:
    """The facts of a scope as they were kept, where they were made of the very same; else made and kept.

    They are made with the help of what was kept last, where the same program made it with the same tables.
    """
    store, way = Kept(register), recipe(knowledge)
    judgements, rows = register.judgements(), scope.rows()
    made_of = key(way, rows, sorted(one.id for one in judgements))
    pieces = store.load(scope.name, made_of)
    if pieces is not None:
        with suppress(UnreadableError), uncollected():
            return unpack(pieces)
    with uncollected():
        before = _before(store, scope, way)
        cited = _renewed(scope, before, rows) if before.claims and not judgements else scope.cited(rows)
        texts = _texts(register, cited, before.texts)
        found = made(cited, knowledge, texts, judgements, before.made)
        if LEAST_KEPT <= len(cited) <= MOST_KEPT and scope.rows() == rows:
            store.save(scope.name, made_of, pack(found.facts, before.pieces), amend=bool(before.claims))
            said = json.dumps([made_of, len(cited)]).encode()
            store.save(scope.way, way, [said, array("Q", rows).tobytes(), pack_shared(found)])
            if len(cited) >= LEAST_TEXTS:
                store.save(scope.texts, way, texts.packed, amend=bool(before.texts))
    return found.facts


def _before(store: Kept, scope: _Scope, way: str) -> _Before:
    """What was kept last of a scope by this program and with these tables; nothing where there is no such thing."""
    facts, beside = store.last(scope.name), store.load(scope.way, way)
    if facts is None or beside is None:
        return _Before()
    try:
        said, rows, shared = beside
        made_of, claims = json.loads(said)
        found, pieces = opened(facts[1])
        texts = Texts.read(store.load(scope.texts, way) or ())
    except (UnreadableError, ValueError, TypeError, zlib.error):
        return _Before()
    outcome = unpack_shared(found, shared)
    if outcome is None or made_of != facts[0] or len(rows) % _SIZE:
        return _Before()
    return _Before(outcome, pieces, array("Q", rows).tolist(), claims, texts)


def _renewed(scope: _Scope, before: _Before, rows: Sequence[int]) -> list[Cited]:
    """The claims of the rows; those that are cited already are not loaded again, unless some have gone."""
    there = [item for fact in before.made.facts for item in fact.cited]
    if len(there) != before.claims or not set(before.rows) <= set(rows):
        return scope.cited(rows)
    return there + scope.cited(sorted(set(rows) - set(before.rows)))


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
    if len(numbers) < LEAST_KEPT or not store.possible:
        return _facts(register, knowledge, store.cited(numbers), register.judgements())
    return _kept(register, knowledge, _Scope(" ".join(sorted(pair)), lambda: numbers, store.cited))


def kept_amiss(register: Register, knowledge: Knowledge) -> Iterator[str]:
    """What is kept of the register as it is now, and is not what its claims make: assembled anew, and compared.

    What was made of other claims or by another program is never used, so it is not looked at.
    """
    store = Kept(register)
    yield from store.forgotten(catalogue(knowledge))
    for scope, made_of in store.scopes().items():
        pair = pair_of(scope)
        if scope != WHOLE and pair is None:
            continue
        judgements = register.judgements()
        rows = store.readings() if pair is None else store.found(pair, catalogue(knowledge))
        pieces = store.load(scope, made_of)
        now = key(recipe(knowledge), rows, sorted(one.id for one in judgements))
        if now == made_of and pieces is not None:
            cited = list(register.cited()) if pair is None else store.cited(rows)
            if not _are(pieces, _facts(register, knowledge, cited, judgements)):
                yield f"kept facts of {scope}: they are not what is assembled from the claims"


def _are(pieces: Sequence[bytes], facts: Sequence[Fact]) -> bool:
    try:
        return unpack(pieces) == facts
    except UnreadableError:
        return False


def pair_of(scope: str) -> tuple[str, str] | None:
    """The pair whose facts are kept as this scope; None for anything else that is kept."""
    one, _, other = scope.partition(" ")
    return (one, other) if _PAIR.fullmatch(scope) else None


def _looked(register: Register, item: Document | Refusal, version: str) -> Document | Step:
    """What has still to be read; of anything else, what became of it."""
    if isinstance(item, Refusal):
        return Step(item.path, "refused", refusal=item)
    if register.known(item, version):
        register.settle(item.path)
        return Step(item.path, "known")
    return item


def _grouped(found: Iterable[_Found], most: int) -> Iterator[list[_Found]]:
    """What was read, some together; what comes slowly comes alone. An error comes after what was read before it."""
    group: list[_Found] = []
    given = time.monotonic()
    try:
        for one in found:
            group.append(one)
            if len(group) >= most or time.monotonic() - given > _MOMENT:
                yield group
                group, given = [], time.monotonic()
    except CommuniqueError:
        if group:
            yield group
        raise
    if group:
        yield group


def _recorded_together(register: Register, group: Sequence[_Found], version: str) -> Iterator[Step]:
    """What becomes of each of a group; those that can be kept are recorded at once."""
    fit = [(item, read.claims) for item, read in group if read is not None and not read.failure]
    new: Iterator[bool] | None = None
    if len(fit) > 1:
        with suppress(UnfitError):  # which of them it is, and why, comes out when each is recorded by itself
            new = iter(register.add_each(fit, reader=version))
    for item, read in group:
        if isinstance(item, Step):
            yield item
        elif new is None or read is None or read.failure:
            yield _recorded(register, item, read or Read(), version)
        else:
            yield _added(item, read, next(new))


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
    return _added(document, read, new)


def _added(document: Document, read: Read, new: bool) -> Step:
    unread = "" if is_readable(document) else document.language
    # Where several are in hand at once, one may be there by the time that its twin has been read.
    return Step(document.path, "added" if new else "known", len(read.claims) if new else 0, None, unread)
