"""Slippage: what reports promised for a day, and the day that later reports give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from communique.analysis import moments
from communique.assembly import dates, gists
from communique.model import Fact


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
    promise = gists.promise(fact)
    due = None if promise is None else dates.bounds(promise.due)
    if promise is None or due is None:
        return None
    told = (fact.id, promise.due, promise.said, promise.now)
    then = dates.bounds(promise.now)
    if then is not None:
        return Slip(*told, _months(due[1], then[1]), promise.outcome, promise.claims)
    if today is not None and today > due[1]:
        return Slip(*told, _months(due[1], today), "overdue", promise.claims)
    return None


def _months(one: dt.date, other: dt.date) -> int:
    return (other.year - one.year) * 12 + other.month - one.month
