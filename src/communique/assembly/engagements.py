"""Engagements by parties, kind of meeting, persons, place and day.

The most precise claims found a meeting, the vaguer ones are weighed against it (``data/identity.csv``): a day's
lag between two reports is one day, ``2018-12`` fits a day inside it, persons and places in common speak for
it, other persons against. A vague claim that fits two meetings equally well joins neither.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from communique.assembly import dates
from communique.assembly.ground import Ground, Group, in_order, order_of, sort
from communique.assembly.linking import Found, scale
from communique.assembly.people import Roster, common, roster, words_of
from communique.knowledge import fold
from communique.model import Cited, Claim, Link, Participant

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
FRESH: Final = dt.timedelta(days=10)
# More than any lag and than news stays fresh.
_AROUND: Final = dt.timedelta(days=16)
# Who is named there are guests as often as those who act.
_WITH_GUESTS: Final = ("agreement", "contract", "exercise", "ceremony")
_MOST_PERSONS: Final = 3
_SHORTEST_NAME: Final = 4
_EDITION: Final = re.compile(
    r"\b(\d{1,3})(?:st|nd|rd|th)\b(?= (?:[\w&-]+ ){0,6}?(?:session|meeting|round|edition|dialogue|consultation|summit|commission))",
    re.I,
)


@dataclass(slots=True)
class _Event:
    """A meeting while its claims are gathered; ``found`` is the span of days of its most precise claim."""

    date: str | None
    found: dates.Bounds | None
    number: int = -1
    cited: list[Cited] = field(default_factory=list)
    people: tuple[Participant, ...] = ()
    links: list[Link] = field(default_factory=list)

    def add(self, item: Cited) -> None:
        self.cited.append(item)
        self.people = tuple(dict.fromkeys((*self.people, *item.claim.participants)))


def engagements(cited: Iterable[Cited], ground: Ground) -> list[Group]:
    """The engagements that claims speak of."""
    blocks: defaultdict[tuple[str, tuple[str, ...]], list[Cited]] = defaultdict(list)
    for item in in_order(cited):
        blocks[block_of(item)].append(item)
    known = roster(ground.knowledge)
    return [group for (kind, _), items in sorted(blocks.items()) for group in _block(kind, items, known)]


def block_of(item: Cited) -> tuple[str, tuple[str, ...]]:
    """Claims of different blocks are never of one engagement."""
    parties = item.claim.parties
    return near_type(item.claim), parties if len(parties) < _MANY else ()


def lag(claim: Claim) -> int:
    """How many days two reports of such a thing may lie apart."""
    return _LAG.get(near_type(claim), _DAY_LAG)


def near_type(claim: Claim) -> str:
    """The type, with those folded together that reports use for the same thing."""
    return NEAR_TYPES.get(claim.type or "", claim.type or "")


class _Calendar:
    """The events so far, found by month and by report, so that a claim meets only those that it may be of."""

    def __init__(self) -> None:
        self.events: list[_Event] = []
        self._months: defaultdict[int, list[int]] = defaultdict(list)
        self._reports: defaultdict[str, list[int]] = defaultdict(list)

    def place(self, item: Cited, event: _Event) -> None:
        """Note a claim of an event, and the event itself if it is new."""
        if not event.cited:
            event.number = len(self.events)
            self.events.append(event)
            for month in _months(event.found or dates.bounds(item.published)):
                self._months[month].append(event.number)
        self._reports[item.document_id].append(event.number)
        event.add(item)

    def near(self, item: Cited) -> list[_Event]:
        """The events whose days a claim may mean, in the order in which they were founded."""
        if dates.yearless(item.claim.date) is not None:
            return self.events
        found = {
            number
            for month in _months(dates.bounds(item.claim.date) or dates.bounds(item.published))
            for number in self._months.get(month, ())
        }
        return [self.events[number] for number in sorted(found | set(self._reports[item.document_id]))]


def _months(days: dates.Bounds | None) -> range:
    """The months of a span of days and of a fortnight around it, numbered."""
    if days is None:
        return range(0)
    first, last = days[0] - _AROUND, days[1] + _AROUND
    return range(12 * first.year + first.month, 12 * last.year + last.month + 1)


def _block(kind: str, cited: Sequence[Cited], known: Roster) -> list[Group]:
    calendar = _Calendar()
    for item in sorted(cited, key=_precise_first):
        fit = _best(kind, item, calendar.near(item), known)
        if fit is None:
            event, found = _Event(item.claim.date, dates.bounds(item.claim.date)), [Found("first")]
        else:
            event, found = fit
        event.links.append(scale("engagement").link(item.claim_id, found))
        calendar.place(item, event)
    return _groups(kind, calendar.events)


def _precise_first(item: Cited) -> tuple[object, ...]:
    date, people = item.claim.date, item.claim.participants
    return (-dates.precision(date), date is None, date or "", -len(people), order_of(item))


def _best(
    kind: str, item: Cited, events: Sequence[_Event], known: Roster
) -> tuple[_Event, list[Found]] | None:
    """The event that a claim fits best; a vague claim that fits two equally well joins neither."""
    weigh = scale("engagement")
    tried = [(event, _found(kind, item, event, known)) for event in events]
    fitting = [(weigh.score(found), event, found) for event, found in tried if weigh.enough(found)]
    if not fitting:
        return None
    best = max(score for score, _, _ in fitting)
    winners = [(event, found) for score, event, found in fitting if score == best]
    vague = dates.precision(item.claim.date) < dates.DAY
    return None if len(winners) > 1 and vague else winners[0]


def same_parties(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Pairs must be equal; of three parties or more, half of the larger list must be common."""
    if min(len(one), len(other)) < _MANY:
        return set(one) == set(other)
    return 2 * len(set(one) & set(other)) >= max(len(one), len(other))


def _found(kind: str, item: Cited, event: _Event, known: Roster) -> list[Found]:
    """What speaks for a claim being of an event, and against it; nothing where the time does not fit."""
    claim, first = item.claim, event.cited[0].claim
    time = _time(kind, item, event) if same_parties(claim.parties, first.parties) else None
    if time is None:
        return []
    found = [time, *_persons(item, event, known), *_places(item, event), *_series(item, event)]
    if any(c.document_id == item.document_id for c in event.cited):
        found.append(Found("report"))
    if claim.type and any(c.claim.type == claim.type for c in event.cited):
        found.append(Found("type", (claim.type,)))
    return found


def _persons(item: Cited, event: _Event, known: Roster) -> list[Found]:
    claim = item.claim
    day = claim.date or item.published
    same = common(claim.participants, event.people, known, day)
    if same:
        found = [Found("person", (", ".join(same),), min(len(same), _MOST_PERSONS))]
        others = _counterparts(claim, event, known, day)
        return [*found, Found("other-counterpart", others)] if others else found
    quoted = sorted(
        _quoted(claim, event.people) | {n for c in event.cited for n in _quoted(c.claim, claim.participants)}
    )
    found = [Found("person-quoted", (", ".join(quoted),))] if quoted else []
    if claim.participants and event.people and claim.type not in _WITH_GUESTS:
        found.append(Found("other-persons"))
    return found


def _counterparts(claim: Claim, event: _Event, known: Roster, day: str | None) -> tuple[str, ...]:
    """Whom each names of one party, where these are different people: the minister met one, then another."""
    if len(claim.parties) >= _MANY or claim.type in _WITH_GUESTS:
        return ()
    for party in claim.parties:
        mine = tuple(p for p in claim.participants if p.party == party)
        theirs = tuple(p for p in event.people if p.party == party)
        offices = {p.office for p in mine} & {p.office for p in theirs} - {None}
        spoken = _quoted(claim, theirs) or any(_quoted(c.claim, mine) for c in event.cited)
        if mine and theirs and not (offices or spoken or common(mine, theirs, known, day)):
            return mine[0].name, theirs[0].name
    return ()


def _quoted(claim: Claim, people: Iterable[Participant]) -> set[str]:
    """The persons whose family name stands in the quotes of a claim, whoever the reader made of them."""
    people = tuple(people)
    said = {word for span in claim.evidence for word in words_of(span.quote)} if people else set[str]()
    return {
        p.name
        for p in people
        if (words := words_of(p.name)) and len(words[-1]) >= _SHORTEST_NAME and words[-1] in said
    }


def _places(item: Cited, event: _Event) -> list[Found]:
    place = item.claim.place
    if not place:
        return []
    there = {fold(c.claim.place): c.claim.place for c in event.cited if c.claim.place}
    if not there:
        return []
    if fold(place) in there:
        return [Found("place", (place,))]
    return [Found("other-place", (place, there[min(there)]))]


def _series(item: Cited, event: _Event) -> list[Found]:
    """The number of a session, where both tell one."""
    mine = _editions(item)
    theirs = {edition for c in event.cited for edition in _editions(c)} if mine else set[str]()
    if not theirs:
        return []
    if mine & theirs:
        return [Found("series", (min(mine & theirs),))]
    return [Found("other-series", (min(mine), min(theirs)))]


def _editions(item: Cited) -> set[str]:
    return {found.group(1) for span in item.claim.evidence for found in _EDITION.finditer(span.quote)}


def _time(kind: str, item: Cited, event: _Event) -> Found | None:
    """How the days fit; None where they exclude each other."""
    claim = item.claim
    found = dates.bounds(claim.date)
    told = (claim.date or "", event.date or "no day")
    if found is None:
        return Found("open-day") if _open_date_fits(item, event) else None
    if event.found is None:
        return Found("open-day") if dates.agree(claim.date, event.date) else None
    if found == event.found:
        return Found("same-day", told)
    if dates.near(found, event.found):
        return Found("fitting-day", told)
    other_day = any(c.document_id == item.document_id and c.claim.date for c in event.cited)
    lag = _LAG.get(kind, _DAY_LAG)
    precise = dates.precision(claim.date) == dates.precision(event.date) == dates.DAY
    return (
        Found("day-lag", told) if precise and not other_day and dates.near(found, event.found, lag) else None
    )


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
        said is not None and event.found[0] <= said + dt.timedelta(days=1) and said <= event.found[1] + FRESH
    )


def _fresh(item: Cited, other: Cited) -> bool:
    one, two = dates.day(item.published), dates.day(other.published)
    return one is not None and two is not None and abs(one - two) <= FRESH


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
        groups.append(Group("engagement", key, sort(event.cited), links=tuple(event.links)))
    return groups
