"""A relation in figures: what happened between two parties in a period, each figure with the facts behind it.

Two figures can be held against each other where they count the same: of two periods of one length, or of two pairs in
one period. What few reports were read about cannot be compared with what many were, so the reports are counted too.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from communique.analysis import moments
from communique.analysis.signals import RECENT
from communique.assembly import dates
from communique.model import Fact
from communique.vocabulary import LEVELS, MODES

_HIGH: Final = LEVELS[: LEVELS.index("minister") + 1]
_SIGNED: Final = ("agreement", "contract")
_ARRIVING: Final = ("partly-delivered", "delivered", "in-service")
_SETBACKS: Final = ("delayed", "suspended", "cancelled")


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the first to the last, both counted."""

    first: dt.date
    last: dt.date

    def holds(self, day: dt.date | None) -> bool:
        """True for a day inside."""
        return day is not None and self.first <= day <= self.last

    def before(self) -> Span:
        """The time of the same length that ends the day before: whole years or months where this one is."""
        end = self.first - dt.timedelta(days=1)
        after = self.last + dt.timedelta(days=1)
        if self.first.day == 1 and after.day == 1:
            months = (after.year - self.first.year) * 12 + after.month - self.first.month
            number = self.first.year * 12 + self.first.month - 1 - months
            return Span(dt.date(max(1, number // 12), number % 12 + 1, 1), end)
        return Span(self.first - (after - self.first), end)


@dataclass(frozen=True, slots=True)
class Figure:
    """A count with its name, and the facts that are counted; ``reports`` counts documents and has none.

    ``rung`` is no count: the highest rung under contract by the end of the period, from 1, 0 for none.
    """

    name: str
    value: int
    facts: tuple[str, ...] = ()


def span(facts: Sequence[Fact], since: str | None, until: str | None) -> Span | None:
    """The period asked for; where it has no end that of the latest report, where no beginning the two years before.

    None where there is neither an end nor a dated report.
    """
    closing, opening = dates.bounds(until), dates.bounds(since)
    last = closing[1] if closing else moments.today(facts)
    if last is None:
        return None
    first = opening[0] if opening else last - RECENT + dt.timedelta(days=1)
    return Span(first, last) if first <= last else None


def figures(facts: Sequence[Fact], period: Span) -> tuple[Figure, ...]:
    """What the facts about a pair count up to in a period, in a fixed order; doubtful and denied ones are left out."""
    sound = [fact for fact in facts if not (moments.is_doubtful(fact) or moments.is_denied(fact))]
    held = [f for f in sound if _held(f) and period.holds(dates.day(moments.told(f)))]
    programmes = [f for f in sound if f.kind == "programme"]
    firm = [f for f in programmes if moments.is_firm(f) and _begun(f, period.last)]
    counted: tuple[tuple[str, Sequence[Fact]], ...] = (
        ("engagements", held),
        ("high-level", [f for f in held if f.slots.get("level") in _HIGH]),
        ("signed", [f for f in held if f.slots.get("type") in _SIGNED]),
        ("new-programmes", [f for f in firm if period.holds(moments.began(f))]),
        ("deliveries", [f for f in programmes if _step(f, _ARRIVING, period)]),
        ("setbacks", [f for f in programmes if _step(f, _SETBACKS, period)]),
        ("mechanisms", [f for f in sound if f.kind == "mechanism" and _reported(f, period)]),
        ("pressures", [f for f in sound if f.kind == "pressure" and _reported(f, period)]),
    )
    made = [Figure(name, len(found), tuple(fact.id for fact in found)) for name, found in counted]
    return (*made, _rung(firm), _families(firm), _reports(facts, period))


def _held(fact: Fact) -> bool:
    return fact.kind == "engagement" and fact.slots.get("status") in ("held", "under-way")


def _begun(fact: Fact, last: dt.date) -> bool:
    day = moments.began(fact)
    return day is not None and day <= last


def _step(fact: Fact, statuses: Sequence[str], period: Span) -> bool:
    """A step of one of these statuses on a day of the period; of the report where none is told."""
    return any(
        status in statuses and period.holds(dates.day(when))
        for when, status, _ in fact.slots.get("history", [])
    )


def _reported(fact: Fact, period: Span) -> bool:
    return any(period.holds(dates.day(item.published)) for item in fact.cited)


def _rung(firm: Sequence[Fact]) -> Figure:
    """The highest rung, and the programmes that stand on it."""
    on: defaultdict[int, list[str]] = defaultdict(list)
    for fact in firm:
        if fact.slots.get("mode") in MODES:
            on[MODES.index(str(fact.slots["mode"])) + 1].append(fact.id)
    top = max(on, default=0)
    return Figure("rung", top, tuple(on[top]) if top else ())


def _families(firm: Sequence[Fact]) -> Figure:
    """How many families of equipment are under contract; a fact for each."""
    found = {str(fact.slots["family"]): fact.id for fact in reversed(firm) if fact.slots.get("family")}
    return Figure("families", len(found), tuple(found[name] for name in sorted(found)))


def _reports(facts: Sequence[Fact], period: Span) -> Figure:
    told = {i.document_id for f in facts for i in f.cited if period.holds(dates.day(i.published))}
    return Figure("reports", len(told))
