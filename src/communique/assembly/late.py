"""Facts that were kept and of which most is read only when somebody asks for it.

A brief on a busy pair goes through twenty thousand facts and shows some hundreds. Of all of them it needs the slots, who says it and
what follows from that (:class:`Gist`); the quotes, links and details of the others stay packed. Whoever reads an attribute that
is not there yet gets it all the same, so nothing else need know: such a fact equals the one that was kept.
"""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from typing import Any, Final

from communique.errors import RegisterError
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

# What claims are grouped and found by: read at once, and the same for many claims.
SHARED: Final = (
    *("kind", "type", "parties", "name", "acronym", "equipment", "supplier", "recipient", "by", "on"),
    *("instrument", "direction", "attribution", "status", "mode", "denied"),
)
AT_ONCE: Final = (*SHARED, "date")
EMPTY: Final[dict[str, Any]] = {
    item.name: item.default for item in fields(Claim) if item.default is not MISSING
}
LATER: Final = tuple(item.name for item in fields(Claim) if item.name not in AT_ONCE)
_PARTS: Final = ("evidence", "participants", "quantity", "value", "inferred")
LISTS: Final = frozenset(name for name, empty in EMPTY.items() if empty == () and name not in _PARTS)
_FACT: Final = tuple(item.name for item in fields(Fact))
_CLAIM: Final = tuple(item.name for item in fields(Claim))
_NEWLINE: Final = b"\n"


@dataclass(frozen=True, slots=True)
class Promise:
    """The first day promised for a delivery and when that was said; what became of it (``late``, ``moved``), with the day
    that is given now, or nothing yet; and the claims.
    """

    due: str
    said: str
    now: str | None
    outcome: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gist:
    """What follows from a fact's claims and is asked of every fact: by :mod:`communique.assembly.gists`, who tells each of them."""

    told: str | None
    began: dt.date | None
    latest: dt.date | None
    last: str | None
    telling: tuple[bool, ...] = ()
    sure: bool = False
    naming: tuple[str, ...] = ()
    promise: Promise | None = None
    weight: float = 0.0
    guessed: bool = False
    unsure: bool = False
    contested: bool = False


class Shelf:
    """What is read later of some facts: a line of JSON for each, compressed together."""

    __slots__ = ("_lines", "packed")

    def __init__(self, packed: bytes) -> None:
        self.packed = packed
        self._lines: list[bytes] | None = None

    def line(self, at: int) -> bytes:
        """The line of a fact. Raises RegisterError where it is none."""
        try:
            if self._lines is None:
                self._lines = zlib.decompress(self.packed).split(_NEWLINE)
            return self._lines[at]
        except (zlib.error, IndexError) as error:
            raise _damaged(error) from error


class Body:
    """What is read later of one fact."""

    __slots__ = ("_at", "_row", "_shelf")

    def __init__(self, shelf: Shelf, at: int) -> None:
        self._shelf, self._at = shelf, at
        self._row: list[Any] | None = None

    @property
    def line(self) -> bytes:
        """As it is kept."""
        return self._shelf.line(self._at)

    def row(self) -> list[Any]:
        """Its claims' rows, conflicts, links, weighing, judgements, and what judgements changed. Raises RegisterError."""
        if self._row is None:
            try:
                self._row = json.loads(self.line)
            except ValueError as error:
                raise _damaged(error) from error
        return self._row


class LateClaim(Claim):
    """A claim of which what it is found by is there; the rest is read when one asks for it."""

    __slots__ = ("_body", "_place", "starts")
    # As of an object that may be changed: to set what is frozen one by one takes five times as long.
    __setattr__ = object.__setattr__
    __delattr__ = object.__delattr__
    __hash__ = Claim.__hash__
    _body: Body
    _place: int
    # Where its words begin in the text.
    starts: Sequence[int]

    def __new__(cls, *values: Any, **named: Any) -> Any:
        """A claim like any other, as when another is made of this one."""
        return Claim(*values, **named)

    def __getattr__(self, name: str) -> Any:
        if name not in LATER:
            raise AttributeError(name)
        try:
            fill(self, self._body.row()[0][self._place])
        except (LookupError, TypeError, ValueError) as error:
            raise _damaged(error) from error
        return object.__getattribute__(self, name)

    def __eq__(self, other: object) -> bool:
        if self is other or not isinstance(other, Claim):
            return self is other
        return all(getattr(self, name) == getattr(other, name) for name in _CLAIM)

    def __reduce__(self) -> Any:
        return Claim, tuple(getattr(self, name) for name in _CLAIM)


class LateFact(Fact):
    """A fact of which claims, slots and gist are there; links, weighing, conflicts are read when one asks for them."""

    __slots__ = ("body", "differs", "gist", "spoken")
    __setattr__ = object.__setattr__
    __delattr__ = object.__delattr__
    __hash__ = Fact.__hash__
    body: Body
    gist: Gist
    # Whether reports differ on a slot.
    differs: bool
    # The voice of each claim.
    spoken: Sequence[str]

    def __new__(cls, *values: Any, **named: Any) -> Any:
        """A fact like any other, as when another is made of this one."""
        return Fact(*values, **named)

    def __getattr__(self, name: str) -> Any:
        if name not in _FACT:
            raise AttributeError(name)
        try:
            _, conflicts, links, weighing, _, _ = self.body.row()
            late: Any = self
            late.conflicts = tuple([_conflict(row) for row in conflicts])
            named = [(item.claim_id, voice) for item, voice in zip(self.cited, self.spoken, strict=False)]
            if not named:
                named = [(claim, voice) for *_, claim, voice in links]
            late.links = tuple([_link(*one, row) for one, row in zip(named, links, strict=True)])
            late.weighing = None if weighing is None else _weighing(weighing)
        except (LookupError, TypeError, ValueError) as error:
            raise _damaged(error) from error
        return object.__getattribute__(self, name)

    def __eq__(self, other: object) -> bool:
        if self is other or not isinstance(other, Fact):
            return self is other
        return all(getattr(self, name) == getattr(other, name) for name in _FACT)

    def __reduce__(self) -> Any:
        return Fact, tuple(getattr(self, name) for name in _FACT)


def voices_of(fact: Fact) -> Sequence[str]:
    """Who speaks in each of the claims of a fact."""
    if isinstance(fact, LateFact) and fact.spoken:
        return fact.spoken
    return [link.voice for link in fact.links]


def starts_of(claim: Claim) -> Sequence[int]:
    """Where the words of a claim begin in the text."""
    return claim.starts if isinstance(claim, LateClaim) else [one.start for one in claim.evidence]


def fill(claim: LateClaim, row: Mapping[str, Any]) -> None:
    """Reads the rest of a claim from its row."""
    late: Any = claim
    for name in LATER:
        setattr(late, name, EMPTY.get(name))
    for name, value in row.items():
        setattr(late, name, tuple(value) if name in LISTS else value)
    late.evidence = tuple([Evidence(*one) for one in row["evidence"]])
    if "participants" in row:
        late.participants = tuple([Participant(*one) for one in row["participants"]])
    if "quantity" in row:
        late.quantity = Quantity(*row["quantity"])
    if "value" in row:
        late.value = Money(*row["value"])
    if "inferred" in row:
        late.inferred = tuple([(slot, source) for slot, source in row["inferred"]])


def whole_claim(row: dict[str, Any]) -> Claim:
    """A claim of which all slots stand in its row."""
    for name, value in row.items():
        if name in LISTS:
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


def judged(fact: LateFact) -> None:
    """Reads the judgements of a fact, and what they changed of its claims."""
    *_, judgements, changed = fact.body.row()
    late: Any = fact
    late.judgements = tuple([_judgement(row) for row in judgements])
    cited = list(fact.cited)
    for at, said, rows in changed:
        item = cited[at]
        about = (item.publisher, item.published, item.title, item.url)
        before = None if said is None else whole_claim(said)
        found = tuple([_judgement(row) for row in rows])
        cited[at] = Cited(item.claim_id, item.document_id, item.claim, *about, before, found)
    late.cited = tuple(cited)


def _damaged(error: Exception) -> RegisterError:
    return RegisterError(
        "kept facts", f"they are not what was kept: {error}", "run communique verify on the register"
    )


def _link(claim: str, voice: str, row: list[Any]) -> Link:
    score, least, features, *_ = row
    return Link(claim, score, least, tuple([Feature(*one) for one in features]), voice)


def _conflict(row: list[Any]) -> Conflict:
    slot, values, stands = row
    return Conflict(slot, tuple([(value, tuple(claims)) for value, claims in values]), stands)


def _weighing(row: list[Any]) -> Weighing:
    likelihood, reliability, credibility, sources, against, denial = row
    told, denied = (tuple([Source(tuple(one[0]), *one[1:]) for one in side]) for side in (sources, against))
    return Weighing(likelihood, reliability, credibility, told, denied, denial)


def _judgement(row: list[Any]) -> Judgement:
    action, scope, subject, actor, at, reason, anchors, sets, was = row
    found = tuple(
        [Anchor(claim, document, whole_claim(said), part) for claim, document, said, part in anchors]
    )
    return Judgement(action, scope, subject, actor, at, reason, found, sets, was)
