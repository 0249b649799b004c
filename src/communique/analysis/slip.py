"""Slippage: what reports promised for a day, and the day that later reports give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from communique.analysis import moments
from communique.assembly import dates
from communique.model import Cited, Fact

_ARRIVED = ("delivered", "in-service")
_INTENTIONS = ("proposed", "requested", "approved", "negotiating")


@dataclass(frozen=True, slots=True)
class Slip:
    """A promise that was not kept or was moved.

    ``due`` is the first day promised (told on ``said``), ``now`` the day that the latest report gives or
    on which delivery was reported, None where the day passed in silence; ``months`` between the two, or
    up to the latest report. ``outcome``: moved, late, overdue.
    """

    fact: str
    due: str
    said: str
    now: str | None
    months: int
    outcome: str
    claims: tuple[str, ...]


def slippage(facts: Sequence[Fact]) -> tuple[Slip, ...]:
    """The programmes whose promised days slipped, the longest slip first."""
    today = moments.today(facts)
    programmes = [f for f in facts if f.kind == "programme" and not moments.is_denied(f)]
    programmes = [fact for fact in programmes if not moments.is_doubtful(fact)]
    slips = [slip for fact in programmes if (slip := _slip(fact, today)) is not None]
    return tuple(sorted(slips, key=lambda s: (-s.months, s.fact)))


def _slip(fact: Fact, today: dt.date | None) -> Slip | None:
    promised = sorted((c for c in moments.asserted(fact) if _is_promise(c, fact)), key=_said)
    if not promised:
        return None
    first = promised[0]
    due = dates.bounds(first.claim.date)
    if due is None or first.claim.date is None:
        return None
    arrival = _arrival(fact, first)
    last = promised[-1]
    if arrival is not None:
        return _made(fact, first, arrival, arrival.claim.date or arrival.published, "late")
    if last.claim.date != first.claim.date:
        return _made(fact, first, last, last.claim.date, "moved")
    if today is not None and today > due[1] and not _has_arrived(fact):
        months = _months(due[1], today)
        claims = (first.claim_id,)
        return Slip(fact.id, first.claim.date, first.published or "", None, months, "overdue", claims)
    return None


def _made(fact: Fact, first: Cited, last: Cited, now: str | None, outcome: str) -> Slip | None:
    due, then = dates.bounds(first.claim.date), dates.bounds(now)
    if due is None or then is None or then[0] <= due[1]:
        return None
    claims = (first.claim_id, last.claim_id)
    months = _months(due[1], then[1])
    return Slip(fact.id, first.claim.date or "", first.published or "", now, months, outcome, claims)


def _is_promise(item: Cited, fact: Fact) -> bool:
    """A day ahead of the report for a delivery: told once there was a contract, not a day hoped for one."""
    claim = item.claim
    if claim.status in _INTENTIONS or not dates.after(claim.date, item.published):
        return False
    if claim.status != "planned":
        return True
    signed, said = dates.day(fact.slots.get("date")), dates.day(item.published)
    return signed is not None and said is not None and said >= signed


def _said(item: Cited) -> tuple[str, str, str]:
    return (item.published or "", item.claim.date or "", item.claim_id)


def _arrival(fact: Fact, first: Cited) -> Cited | None:
    """The first report, after the promise, that all of it has arrived."""
    later = [
        item
        for item in moments.asserted(fact)
        if item.claim.status in _ARRIVED and (item.published or "") > (first.published or "")
    ]
    return min(later, key=_said) if later and _has_arrived(fact) else None


def _has_arrived(fact: Fact) -> bool:
    return fact.slots.get("reached") in _ARRIVED


def _months(one: dt.date, other: dt.date) -> int:
    return (other.year - one.year) * 12 + other.month - one.month
