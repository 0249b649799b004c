"""Facts as bytes and back, so that a register may keep what was assembled instead of assembling it anew.

What comes back is equal to what went in, slot by slot. The form is our own and stays inside a register: JSON in
pieces, compressed, each with everything that its facts cite. :func:`recipe` names the program and the tables that
facts are made with: facts that others made are not to be had for ours.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from functools import lru_cache
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from typing import Any, Final

import rapidfuzz

import communique
from communique.knowledge import Knowledge
from communique.model import (
    Anchor,
    Cited,
    Claim,
    Conflict,
    Evidence,
    Fact,
    Feature,
    Judgement,
    Link,
    Money,
    Participant,
    Quantity,
    Source,
    Weighing,
)

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
_EMPTY: Final[dict[str, Any]] = {
    item.name: item.default for item in fields(Claim) if item.default is not MISSING
}
_NAMES: Final = tuple(item.name for item in fields(Claim))
_VALUES: Final = attrgetter(*_NAMES)
_EMPTIES: Final = tuple(_EMPTY.get(name, MISSING) for name in _NAMES)
_PARTS: Final = ("evidence", "participants", "quantity", "value", "inferred")
_LISTS: Final = frozenset(name for name, empty in _EMPTY.items() if empty == () and name not in _PARTS)


class UnreadableError(Exception):
    """Bytes that are no facts of this form."""


def pack(facts: Iterable[Fact], known: Mapping[tuple[int, ...], bytes] | None = None) -> list[bytes]:
    """The facts in pieces, in their order; ``known`` are pieces that :func:`opened` told, used where they hold the very same."""
    there = known or {}
    return [there.get(_alike(some)) or zlib.compress(_written(some), _QUICK) for some in _portions(facts)]


def unpack(pieces: Iterable[bytes]) -> list[Fact]:
    """The facts that :func:`pack` was given. Raises UnreadableError for bytes that it did not make."""
    return opened(pieces)[0]


def opened(pieces: Iterable[bytes]) -> tuple[list[Fact], dict[tuple[int, ...], bytes]]:
    """The facts, and which of these very ones each piece holds, for as long as they are there. Raises UnreadableError."""
    try:
        parts = [(piece, list(_read(json.loads(zlib.decompress(piece))))) for piece in pieces]
    except (zlib.error, ValueError, TypeError, KeyError, IndexError) as error:
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
    documents, features, judgements = _Table(), _Table(), _Table()

    def judged(found: Iterable[Judgement]) -> list[int]:
        return [judgements.number(one.id, _judgement_row(one)) for one in found]

    def cited(item: Cited) -> list[Any]:
        about = (item.document_id, item.publisher, item.published, item.title, item.url)
        row = [item.claim_id, documents.number(about, about), _claim_row(item.claim)]
        said = None if item.said is None else _claim_row(item.said)
        return [*row, said, judged(item.judgements)] if said or item.judgements else row

    def link(one: Link) -> list[Any]:
        told = [features.number(each, [each.name, each.weight, each.words]) for each in one.features]
        return [one.claim, one.score, one.least, told, one.voice]

    rows = [
        [
            fact.id,
            fact.kind,
            dict(fact.slots),
            [cited(item) for item in fact.cited],
            [[one.slot, one.values, one.stands] for one in fact.conflicts],
            fact.voices,
            fact.belief,
            judged(fact.judgements),
            None if fact.weighing is None else _weighing_row(fact.weighing),
            [link(one) for one in fact.links],
        ]
        for fact in facts
    ]
    whole = [documents.rows, features.rows, judgements.rows, rows]
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _read(whole: list[Any]) -> Iterator[Fact]:
    documents, told, decided, rows = whole
    features = [Feature(*row) for row in told]
    judgements = [_judgement(row) for row in decided]

    def cited(row: list[Any]) -> Cited:
        document_id, publisher, published, title, url = documents[row[1]]
        about = (row[0], document_id, _claim(row[2]), publisher, published, title, url)
        if len(row) == 3:
            return Cited(*about)
        said = None if row[3] is None else _claim(row[3])
        return Cited(*about, said, tuple(judgements[at] for at in row[4]))

    for id_, kind, slots, citing, conflicts, voices, belief, judged, weighing, links in rows:
        yield Fact(
            id_,
            kind,
            slots,
            tuple([cited(row) for row in citing]),
            tuple([_conflict(row) for row in conflicts]),
            voices,
            belief,
            tuple([judgements[at] for at in judged]),
            None if weighing is None else _weighing(weighing),
            tuple(
                [
                    Link(claim, score, least, tuple([features[at] for at in found]), voice)
                    for claim, score, least, found, voice in links
                ]
            ),
        )


def _claim_row(claim: Claim) -> dict[str, Any]:
    """The slots that are not empty, by name."""
    told = zip(_NAMES, _VALUES(claim), _EMPTIES, strict=True)
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


def _claim(row: dict[str, Any]) -> Claim:
    for name, value in row.items():
        if value.__class__ is list and name in _LISTS:
            row[name] = tuple(value)
    row["evidence"] = tuple([Evidence(*one) for one in row["evidence"]])
    if "participants" in row:
        row["participants"] = tuple([Participant(*one) for one in row["participants"]])
    if "quantity" in row:
        row["quantity"] = Quantity(*row["quantity"])
    if "value" in row:
        row["value"] = Money(*row["value"])
    if "inferred" in row:
        row["inferred"] = tuple([(slot, source) for slot, source in row["inferred"]])
    return Claim(**row)


def _conflict(row: list[Any]) -> Conflict:
    slot, values, stands = row
    return Conflict(slot, tuple([(value, tuple(claims)) for value, claims in values]), stands)


def _source_row(one: Source) -> list[Any]:
    return [one.publishers, one.reliability, one.party, one.voices, one.error]


def _weighing_row(one: Weighing) -> list[Any]:
    sides = [[_source_row(source) for source in side] for side in (one.sources, one.against)]
    return [one.likelihood, one.reliability, one.credibility, *sides, one.denial]


def _weighing(row: list[Any]) -> Weighing:
    likelihood, reliability, credibility, sources, against, denial = row
    told, denied = (tuple([Source(tuple(one[0]), *one[1:]) for one in side]) for side in (sources, against))
    return Weighing(likelihood, reliability, credibility, told, denied, denial)


def _judgement_row(one: Judgement) -> list[Any]:
    anchors = [[each.claim_id, each.document_id, _claim_row(each.claim), each.part] for each in one.anchors]
    signed = (one.action, one.scope, one.subject, one.actor, one.at, one.reason)
    return [*signed, anchors, dict(one.sets), dict(one.was)]


def _judgement(row: list[Any]) -> Judgement:
    action, scope, subject, actor, at, reason, anchors, sets, was = row
    found = tuple([Anchor(claim, document, _claim(said), part) for claim, document, said, part in anchors])
    return Judgement(action, scope, subject, actor, at, reason, found, sets, was)
