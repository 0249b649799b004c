"""Facts as bytes and back, so that a register may keep what was assembled instead of assembling it anew.

What comes back is equal to what went in, slot by slot. The form is our own and stays inside a register: JSON in
pieces, compressed, each in two parts: what is asked of every fact, and what is read when somebody asks for it
(:mod:`communique.assembly.late`). :func:`recipe` names the program and the tables that facts are made with: facts that others
made are not to be had for ours.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from typing import Any, Final

import rapidfuzz

import communique
from communique.assembly.gists import gist
from communique.assembly.late import (
    EMPTY,
    LATER,
    SHARED,
    Body,
    Gist,
    LateClaim,
    LateFact,
    Promise,
    Shelf,
    judged,
    starts_of,
    voices_of,
)
from communique.errors import RegisterError
from communique.knowledge import Knowledge
from communique.model import Cited, Claim, Fact, Judgement, Link, Source, Weighing

# Of so many facts one ends a piece: what is read at once stays small, whatever the number of facts.
_PIECE: Final = 16
_QUICK: Final = 1
# Where what makes facts is written: all files of a folder, or those named.
_HOME: Final = Path(communique.__file__).parent
_WRITTEN: Final = (".py", ".csv", ".txt", ".html")
_MAKERS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (".", ("ids.py", "model.py", "vocabulary.py", "pipeline.py")),
    ("assembly", ()),
    ("assembly/data", ()),
    ("knowledge", ()),
    ("register", ("newer.py", "pairs.py", "queries.py", "remembered.py", "rows.py")),
)
_HEAD: Final = 4
_PROMISE: Final = attrgetter("due", "said", "now", "outcome", "claims")
_SHARED: Final = attrgetter(*SHARED)
_LATER: Final = attrgetter(*LATER)
_EMPTIES: Final = tuple(EMPTY.get(name) for name in LATER)


class UnreadableError(Exception):
    """Bytes that are no facts of this form."""


def pack(facts: Iterable[Fact], known: Mapping[tuple[int, ...], bytes] | None = None) -> list[bytes]:
    """The facts in pieces, in their order; ``known`` are pieces that :func:`opened` told, used where they hold the very same."""
    there = known or {}
    return [there.get(_alike(some)) or _written(some) for some in _portions(facts)]


def unpack(pieces: Iterable[bytes]) -> list[Fact]:
    """The facts that :func:`pack` was given. Raises UnreadableError for bytes that it did not make."""
    return opened(pieces)[0]


def opened(pieces: Iterable[bytes]) -> tuple[list[Fact], dict[tuple[int, ...], bytes]]:
    """The facts, and which of these very ones each piece holds, for as long as they are there. Raises UnreadableError."""
    try:
        parts = [(piece, list(_read(piece))) for piece in pieces]
    except (zlib.error, ValueError, TypeError, LookupError, RegisterError) as error:
        raise UnreadableError(str(error)) from error
    return [fact for _, some in parts for fact in some], {_alike(some): piece for piece, some in parts}


def _alike(facts: Iterable[Fact]) -> tuple[int, ...]:
    return tuple(map(id, facts))


@lru_cache(maxsize=8)
def recipe(knowledge: Knowledge, *more: str) -> str:
    """What facts are made with, as a hash: the program's own text, its libraries, the tables of knowledge.

    ``more`` are further folders of the program, for what is made of facts.
    """
    libraries = [sys.version_info[:2], rapidfuzz.__version__]
    sha = sha256(f"{libraries} {knowledge.digest}".encode())
    for folder, names in (*_MAKERS, *((folder, ()) for folder in more)):
        for file in sorted((_HOME / folder).iterdir()):
            if file.suffix in _WRITTEN and (not names or file.name in names):
                sha.update(file.read_bytes())
    return sha.hexdigest()


def _portions(facts: Iterable[Fact]) -> Iterator[list[Fact]]:
    """About as many facts to a piece, ended by some ids: a fact more or fewer moves no other to another piece."""
    some: list[Fact] = []
    for fact in facts:
        some.append(fact)
        if zlib.crc32(fact.id.encode()) % _PIECE == 0:
            yield some
            some = []
    if some:
        yield some


@dataclass(slots=True)
class _Table:
    """What many facts share, each once, with its number."""

    rows: list[Any] = field(default_factory=list)
    numbers: dict[Any, int] = field(default_factory=dict)

    def number(self, key: Any, row: Any) -> int:
        found = self.numbers.setdefault(key, len(self.rows))
        if found == len(self.rows):
            self.rows.append(row)
        return found


def _written(facts: Sequence[Fact]) -> bytes:
    documents, shared, voices = _Table(), _Table(), _Table()
    rows = [_row(fact, documents, shared, voices) for fact in facts]
    light = _packed(_json([documents.rows, shared.rows, voices.rows, rows]))
    return len(light).to_bytes(_HEAD, "little") + light + _packed(b"\n".join([_line(fact) for fact in facts]))


def _packed(said: bytes) -> bytes:
    return zlib.compress(said, _QUICK)


def _json(said: Any) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _row(fact: Fact, documents: _Table, shared: _Table, voices: _Table) -> list[Any]:
    """What is asked of every fact, its claims in columns."""
    ids, homes, kinds, days, places = [], [], [], [], list[int | Sequence[int]]()
    for item in fact.cited:
        about = (item.document_id, item.publisher, item.published, item.title, item.url)
        told = _SHARED(item.claim)
        ids.append(item.claim_id)
        homes.append(documents.number(about, about))
        kinds.append(shared.number(told, told))
        days.append(item.claim.date)
        starts = starts_of(item.claim)
        places.append(starts[0] if len(starts) == 1 else starts)
    spoken = [voices.number(one, one) for one in voices_of(fact)] if _is_told_in_order(fact) else []
    differs = fact.differs if isinstance(fact, LateFact) else bool(fact.conflicts)
    at_once = (_is_judged(fact), differs)
    known = (fact.id, fact.kind, dict(fact.slots), fact.voices, fact.belief, *at_once, _gist_row(gist(fact)))
    return [*known, ids, homes, kinds, days, places, spoken]


def _is_told_in_order(fact: Fact) -> bool:
    """Whether there is a link for each claim, in their order, as assembly makes them."""
    if isinstance(fact, LateFact):
        return bool(fact.spoken)
    return [link.claim for link in fact.links] == [item.claim_id for item in fact.cited]


def _is_judged(fact: Fact) -> bool:
    return bool(fact.judgements) or any(item.judgements or item.said for item in fact.cited)


def _line(fact: Fact) -> bytes:
    """What is read later of a fact; what was kept of it is taken over as it stands."""
    if isinstance(fact, LateFact):
        return fact.body.line
    in_order = _is_told_in_order(fact)
    changed = [
        [at, None if i.said is None else _whole_row(i.said), [_judgement_row(one) for one in i.judgements]]
        for at, i in enumerate(fact.cited)
        if i.judgements or i.said is not None
    ]
    row = [
        [_claim_row(item.claim) for item in fact.cited],
        [[one.slot, one.values, one.stands] for one in fact.conflicts],
        [_link_row(one, in_order=in_order) for one in fact.links],
        None if fact.weighing is None else _weighing_row(fact.weighing),
        [_judgement_row(one) for one in fact.judgements],
        changed,
    ]
    return _json(row)


def _read(piece: bytes) -> Iterator[LateFact]:
    start = _HEAD + int.from_bytes(piece[:_HEAD], "little")
    documents, shared, voices, rows = json.loads(zlib.decompress(piece[_HEAD:start]))
    shelf, told = Shelf(piece[start:]), [[_tupled(value) for value in row] for row in shared]
    for at, row in enumerate(rows):
        (
            id_,
            kind,
            slots,
            many,
            belief,
            is_judged,
            differs,
            known,
            ids,
            homes,
            kinds,
            days,
            places,
            spoken,
        ) = row
        body, late = Body(shelf, at), _blank(LateFact)
        late.id, late.kind, late.slots, late.voices, late.belief = id_, kind, slots, many, belief
        late.body, late.gist, late.spoken = body, _gist(known), [voices[one] for one in spoken]
        late.judgements, late.differs = (), differs
        if not differs:
            late.conflicts = ()
        claims = zip(ids, homes, kinds, days, places, strict=True)
        late.cited = tuple(
            [
                _cited(claim, documents[home], _claim(told[said], day, starts, body, place))
                for place, (claim, home, said, day, starts) in enumerate(claims)
            ]
        )
        if is_judged:
            judged(late)
        yield late


def _tupled(value: Any) -> Any:
    return tuple(value) if value.__class__ is list else value


class _Cited(Cited):
    """A claim as facts cite it while it is made: to set what is frozen one by one takes five times as long."""

    __slots__ = ()
    __setattr__ = object.__setattr__
    __delattr__ = object.__delattr__


def _blank(kind: type[Any]) -> Any:
    return object.__new__(kind)


def _cited(claim_id: str, document: list[Any], claim: Claim) -> Cited:
    made = _blank(_Cited)
    made.claim_id, made.claim, made.said, made.judgements = claim_id, claim, None, ()
    made.document_id, made.publisher, made.published, made.title, made.url = document
    made.__class__ = Cited
    found: Cited = made
    return found


def _claim(said: Sequence[Any], day: str | None, starts: Any, body: Body, place: int) -> LateClaim:
    made: LateClaim = _blank(LateClaim)
    late: Any = made
    late.kind, late.type, late.parties, late.name, late.acronym, late.equipment, *more = said
    late.supplier, late.recipient, late.by, late.on, late.instrument, late.direction, *more = more
    late.attribution, late.status, late.mode, late.denied = more
    late.date, late._body, late._place = day, body, place
    late.starts = starts if starts.__class__ is list else (starts,)
    return made


def _gist_row(one: Gist) -> list[Any]:
    days = [0 if day is None else day.toordinal() for day in (one.began, one.latest)]
    row = [one.told, *days, one.last]
    if one == Gist(one.told, one.began, one.latest, one.last):
        return row
    due = None
    if one.promise is not None:
        due = list(_PROMISE(one.promise))
    telling = "".join("01"[tells] for tells in one.telling)
    return [*row, telling, one.sure, one.naming, due, one.weight, one.guessed, one.unsure, one.contested]


def _gist(row: list[Any]) -> Gist:
    told, began, latest, last, *more = row
    days = (dt.date.fromordinal(began) if began else None, dt.date.fromordinal(latest) if latest else None)
    if not more:
        return Gist(told, *days, last)
    telling, sure, naming, due, *rest = more
    promise = None
    if due is not None:
        day, said, now, outcome, claims = due
        promise = Promise(day, said, now, outcome, tuple(claims))
    flags = tuple([one == "1" for one in telling])
    return Gist(told, *days, last, flags, sure, tuple(naming), promise, *rest)


def _claim_row(claim: Claim) -> dict[str, Any]:
    """The slots that are not empty, of those that are read later, by name."""
    told = zip(LATER, _LATER(claim), _EMPTIES, strict=True)
    row = {name: value for name, value, empty in told if value is not empty and value != empty}
    row["evidence"] = [[one.start, one.end, one.quote] for one in claim.evidence]
    if claim.participants:
        row["participants"] = [[one.name, one.office, one.rank, one.party] for one in claim.participants]
    if (number := claim.quantity) is not None:
        parts = (number.number, number.low, number.high, number.unit, number.qualifier)
        row["quantity"] = [number.text, *parts]
    if (money := claim.value) is not None:
        row["value"] = [money.text, money.amount, money.currency, money.high, money.qualifier]
    return row


def _whole_row(claim: Claim) -> dict[str, Any]:
    """The same of all slots."""
    told = ((name, getattr(claim, name)) for name in (*SHARED, "date"))
    return {name: value for name, value in told if value != EMPTY.get(name)} | _claim_row(claim)


def _link_row(one: Link, *, in_order: bool) -> list[Any]:
    row = [one.score, one.least, [[each.name, each.weight, each.words] for each in one.features]]
    return row if in_order else [*row, one.claim, one.voice]


def _source_row(one: Source) -> list[Any]:
    return [one.publishers, one.reliability, one.party, one.voices, one.error]


def _weighing_row(one: Weighing) -> list[Any]:
    sides = [[_source_row(source) for source in side] for side in (one.sources, one.against)]
    return [one.likelihood, one.reliability, one.credibility, *sides, one.denial]


def _judgement_row(one: Judgement) -> list[Any]:
    anchors = [[each.claim_id, each.document_id, _whole_row(each.claim), each.part] for each in one.anchors]
    signed = (one.action, one.scope, one.subject, one.actor, one.at, one.reason)
    return [*signed, anchors, dict(one.sets), dict(one.was)]
