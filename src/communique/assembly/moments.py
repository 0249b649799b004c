"""When a fact is about: the days that its reports tell, and the days of the reports where they tell none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from communique.assembly import dates
from communique.assembly.late import LateFact
from communique.model import Cited, Fact

# From here on a programme is more than an intention.
FIRM = ("contracted", "in-production", "partly-delivered", "delivered", "in-service")


def told(fact: Fact) -> str | None:
    """The date that reports tell of a fact (EDTF), of a programme its contract's, else that of its first firm step.

    A step that bears the day of its report only has none.
    """
    if isinstance(fact, LateFact):
        return fact.gist.told
    if fact.kind != "programme":
        date = fact.slots.get("date")
        return date if isinstance(date, str) else None
    signed = fact.slots.get("date")
    if isinstance(signed, str):
        return signed
    steps = [step for step in fact.slots.get("history", []) if tells_day(fact, step[0], step[2])]
    firm = [when for when, status, _ in steps if status in FIRM]
    if firm or is_firm(fact):
        return firm[0] if firm else None
    return next((when for when, _, _ in steps), None)


def tells_day(fact: Fact, when: str | None, claims: Sequence[str]) -> bool:
    """True where one of these claims tells the day of a step; else the step bears the day of the report."""
    if not when:
        return False
    if isinstance(fact, LateFact):
        for (day, _, said), tells in zip(fact.slots.get("history", []), fact.gist.telling, strict=False):
            if day == when and said == claims:
                return tells
    telling = set(claims)
    return any(
        item.claim.date == when and item.claim_id in telling and "date" not in dict(item.claim.inferred)
        for item in fact.cited
    )


def began(fact: Fact) -> dt.date | None:
    """The first day that the fact can be about; of the first report where none is told.

    A programme begins when it is contracted: plans for it, years before, are no beginning.
    """
    if isinstance(fact, LateFact):
        return fact.gist.began
    day = dates.day(told(fact))
    if day is not None:
        return day
    firm = [item for item in asserted(fact) if item.claim.status in FIRM]
    return _first(dates.day(item.published) for item in firm or fact.cited)


def latest(fact: Fact) -> dt.date | None:
    """The day of the latest report of a fact, or the day that it is about where no report is dated."""
    if isinstance(fact, LateFact):
        return fact.gist.latest
    published = {item.published for item in fact.cited}
    days = [day for said in published if (day := dates.day(said)) is not None]
    return max(days) if days else dates.day(told(fact))


def today(facts: Iterable[Fact]) -> dt.date | None:
    """The day of the latest report of all: analysis has no other clock."""
    days = [day for fact in facts if (day := latest(fact)) is not None]
    return max(days) if days else None


def asserted(fact: Fact) -> tuple[Cited, ...]:
    """The claims that say so, without those that deny it."""
    return tuple(item for item in fact.cited if not item.claim.denied)


def last_asserted(fact: Fact) -> str | None:
    """The last of the claims that say so, by its id."""
    if isinstance(fact, LateFact):
        return fact.gist.last
    return next((item.claim_id for item in reversed(fact.cited) if not item.claim.denied), None)


def is_denied(fact: Fact) -> bool:
    """True where every claim denies the fact."""
    return bool(fact.slots.get("denied"))


def is_doubtful(fact: Fact) -> bool:
    """True for what assembly holds for a misreading: kept and shown as doubtful, counted nowhere."""
    return bool(fact.slots.get("doubtful"))


def is_firm(fact: Fact) -> bool:
    """True for a programme that was contracted or more, whatever became of it."""
    return fact.slots.get("reached") in FIRM


def is_stopped(fact: Fact) -> bool:
    """True for a programme that was suspended or cancelled."""
    return fact.slots.get("status") in ("suspended", "cancelled")


def _first(days: Iterable[dt.date | None]) -> dt.date | None:
    known = [day for day in days if day is not None]
    return min(known) if known else None
