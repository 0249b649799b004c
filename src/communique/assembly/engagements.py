"""Engagements by parties, kind of meeting, persons and day.

The most precise claims found a meeting, the vaguer ones join it: a day's lag between two reports is one
day, ``2018-12`` fits a day inside it. A claim without a year or a date joins a dated one only where a
person is named in both (or the report is the same and nothing else fits); else it stays by itself.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from communique.assembly import dates
from communique.assembly.ground import Group, in_order, order_of, sort
from communique.assembly.people import shared
from communique.knowledge import fold
from communique.model import Cited, Claim, Participant

# Types that reports use for one and the same thing.
NEAR_TYPES: Final = {
    "meeting": "talks",
    "talks": "talks",
    "agreement": "agreement",
    "contract": "agreement",
    "visit": "visit",
    "port-call": "visit",
}
# How many days two reports of one thing may lie apart: what lasts is reported from its first to its last day.
_LAG: Final = {"exercise": 15, "visit": 3}
_DAY_LAG: Final = 1
# From three parties on, reports rarely list the same ones.
_MANY: Final = 3
# A report without a date speaks of what happened not long before it.
_FRESH: Final = dt.timedelta(days=10)


@dataclass(slots=True)
class _Event:
    """A meeting while its claims are gathered; ``found`` is the span of days of its most precise claim."""

    date: str | None
    found: dates.Bounds | None
    cited: list[Cited] = field(default_factory=list)
    people: tuple[Participant, ...] = ()

    def add(self, item: Cited) -> None:
        self.cited.append(item)
        self.people = tuple(dict.fromkeys((*self.people, *item.claim.participants)))


def engagements(cited: Iterable[Cited]) -> list[Group]:
    """The engagements that claims speak of."""
    blocks: defaultdict[tuple[str, tuple[str, ...]], list[Cited]] = defaultdict(list)
    for item in in_order(cited):
        parties = item.claim.parties
        blocks[near_type(item.claim), parties if len(parties) < _MANY else ()].append(item)
    return [group for (kind, _), items in sorted(blocks.items()) for group in _block(kind, items)]


def near_type(claim: Claim) -> str:
    """The type, with those folded together that reports use for the same thing."""
    return NEAR_TYPES.get(claim.type or "", claim.type or "")


def _block(kind: str, cited: Sequence[Cited]) -> list[Group]:
    events: list[_Event] = []
    for item in sorted(cited, key=_precise_first):
        event = _best(kind, item, events)
        if event is None:
            event = _Event(item.claim.date, dates.bounds(item.claim.date))
            events.append(event)
        event.add(item)
    return _groups(kind, events)


def _precise_first(item: Cited) -> tuple[object, ...]:
    date, people = item.claim.date, item.claim.participants
    return (-dates.precision(date), date is None, date or "", -len(people), order_of(item))


def _best(kind: str, item: Cited, events: Sequence[_Event]) -> _Event | None:
    """The event that a claim fits best; a vague claim that fits two equally well joins neither."""
    scored = [(_score(kind, item, event), event) for event in events if _compatible(item.claim, event)]
    fitting = [(score, event) for score, event in scored if score > 0]
    if not fitting:
        return None
    best = max(score for score, _ in fitting)
    winners = [event for score, event in fitting if score == best]
    vague = dates.precision(item.claim.date) < dates.DAY
    return None if len(winners) > 1 and vague else winners[0]


def _compatible(claim: Claim, event: _Event) -> bool:
    """Parties agree, and the persons named do not exclude each other."""
    if not same_parties(claim.parties, event.cited[0].claim.parties):
        return False
    if claim.type in ("agreement", "contract", "exercise", "ceremony"):
        return True  # who is named there are guests as often as signatories
    if not claim.participants or not event.people:
        return True
    return shared(claim.participants, event.people) > 0


def same_parties(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Pairs must be equal; of three parties or more, half of the larger list must be common."""
    if min(len(one), len(other)) < _MANY:
        return set(one) == set(other)
    return 2 * len(set(one) & set(other)) >= max(len(one), len(other))


def _score(kind: str, item: Cited, event: _Event) -> int:
    """How well the time fits, and what else speaks for it; 0 where it cannot be the same."""
    time = _time(kind, item, event)
    if time == 0:
        return 0
    claim = item.claim
    persons = shared(claim.participants, event.people)
    places = {fold(c.claim.place) for c in event.cited if c.claim.place}
    place = int(bool(claim.place) and fold(claim.place or "") in places)
    report = int(any(c.document_id == item.document_id for c in event.cited))
    exact = int(any(c.claim.type == claim.type for c in event.cited))
    if time == 1 and not persons and not report:
        return 0
    return 8 * time + 4 * min(persons, 3) + 2 * place + report + exact


def _time(kind: str, item: Cited, event: _Event) -> int:
    """3 the same day, 2 a day that fits, 1 not excluded (needs a person or the report in common), 0 not."""
    claim = item.claim
    found = dates.bounds(claim.date)
    if found is None:
        return int(_open_date_fits(item, event))
    if event.found is None:
        return int(dates.agree(claim.date, event.date))
    if found == event.found:
        return 3
    if dates.near(found, event.found):
        return 2
    other_day = any(c.document_id == item.document_id and c.claim.date for c in event.cited)
    lag = _LAG.get(kind, _DAY_LAG)
    precise = dates.precision(claim.date) == dates.precision(event.date) == dates.DAY
    return 2 if precise and not other_day and dates.near(found, event.found, lag) else 0


def _open_date_fits(item: Cited, event: _Event) -> bool:
    """Whether a claim without a date, or without a year, can be this event."""
    claim = item.claim
    if dates.yearless(claim.date) is not None:
        return event.date is not None and dates.agree(claim.date, event.date)
    same_report = any(c.document_id == item.document_id for c in event.cited)
    if same_report or event.found is None:
        return same_report or _fresh(item, event.cited[0])
    said = dates.day(item.published)
    return (
        said is not None and event.found[0] <= said + dt.timedelta(days=1) and said <= event.found[1] + _FRESH
    )


def _fresh(item: Cited, other: Cited) -> bool:
    one, two = dates.day(item.published), dates.day(other.published)
    return one is not None and two is not None and abs(one - two) <= _FRESH


def _groups(kind: str, events: Sequence[_Event]) -> list[Group]:
    """Groups with keys that do not depend on arrival; events of one day are told apart by their persons."""
    groups = []
    seen: set[tuple[object, ...]] = set()
    for event in events:
        first = event.cited[0]
        key: tuple[object, ...] = (kind, first.claim.parties, event.date or f"undated {first.document_id}")
        if key in seen:
            key = (*key, tuple(sorted({fold(p.name) for p in event.people})))
        if key in seen:
            key = (*key, first.document_id, first.claim_id)
        seen.add(key)
        groups.append(Group("engagement", key, sort(event.cited)))
    return groups
