"""Where the relation is going: a direction, and the signals for and against it, each with its claims.

The direction is counted from signals, not felt: two thirds of their weight on one side decide. Recent is
what lies within two years of the latest report.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from communique.analysis import moments
from communique.analysis.rungs import Ladder, ladder
from communique.analysis.slip import Slip, slippage
from communique.assembly import dates
from communique.assembly.moments import last_asserted
from communique.model import Fact
from communique.vocabulary import LEVELS

RECENT: Final = dt.timedelta(days=731)
_HIGH: Final = LEVELS[: LEVELS.index("minister") + 1]
_RISING: Final = ("strengthening", "climbing")
# Fewer meetings before than this are no series that could thin out.
_A_SERIES: Final = 3
_FALLING: Final = ("weakening", "suspended")


@dataclass(frozen=True, slots=True)
class Reason:
    """A signal: which one, whether it speaks for (+1), against (-1) or presses on (0) a stronger relation."""

    signal: str
    sign: int
    facts: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """A direction of :data:`communique.vocabulary.DIRECTIONS`, ``mixed`` or ``unclear``; with its reasons."""

    direction: str
    reasons: tuple[Reason, ...]


def trend(
    facts: Sequence[Fact],
    pair: tuple[str, str] | None = None,
    known: tuple[Ladder, Sequence[Slip]] | None = None,
) -> Trend:
    """The trend that the facts show; ``pair`` tells pressure between the two from pressure by others.

    ``known`` are ladder and slippage of those facts that are not doubtful, where they are at hand. One signal alone says nothing: the direction is ``unclear``.
    """
    facts = [fact for fact in facts if not moments.is_doubtful(fact)]
    today = moments.today(facts)
    if today is None:
        return Trend("unclear", ())
    steps, slips = known or (ladder(facts), slippage(facts))
    signals: tuple[Callable[[Sequence[Fact], dt.date], Reason | None], ...] = (
        lambda *_: _climbing(steps),
        _new_programmes,
        _high_level,
        _said_to_rise,
        _said_to_fall,
        _stopped,
        lambda facts, today: _slipping(facts, today, slips),
        _pressed,
    )
    found = [signal(facts, today) for signal in signals]
    if pair is not None:
        found.append(_at_odds(facts, today, pair))
    reasons = tuple(reason for reason in found if reason is not None)
    return Trend(_direction(reasons), reasons)


def _direction(reasons: Sequence[Reason]) -> str:
    ups = [reason for reason in reasons if reason.sign > 0]
    downs = [reason for reason in reasons if reason.sign < 0]
    if len(ups) + len(downs) < 2:
        return "unclear"
    if len(ups) >= 2 * len(downs):
        return "climbing" if any(reason.signal == "climb" for reason in ups) else "strengthening"
    return "weakening" if len(downs) >= 2 * len(ups) else "mixed"


def _reason(signal: str, sign: int, facts: Sequence[Fact]) -> Reason | None:
    claims = [claim for fact in facts if (claim := last_asserted(fact)) is not None]
    ids = tuple(fact.id for fact in facts)
    return Reason(signal, sign, ids, tuple(dict.fromkeys(claims))) if claims else None


def _recent(day: dt.date | None, today: dt.date) -> bool:
    return day is not None and today - RECENT <= day <= today


def _climbing(steps: Ladder) -> Reason | None:
    """Lines of equipment that reached a higher rung, whenever that was: the ladder does not forget."""
    climbs = [climb for climb in steps.climbs if not climb.higher.stopped]
    ids = tuple(dict.fromkeys(climb.higher.fact for climb in climbs))
    claims = tuple(dict.fromkeys(claim for climb in climbs for claim in climb.claims))
    return Reason("climb", 1, ids, claims) if climbs else None


def _new_programmes(facts: Sequence[Fact], today: dt.date) -> Reason | None:
    new = [
        fact
        for fact in facts
        if fact.kind == "programme"
        and moments.is_firm(fact)
        and not moments.is_stopped(fact)
        and _recent(dates.day(moments.told(fact)), today)
    ]
    return _reason("new-programmes", 1, new)


def _high_level(facts: Sequence[Fact], today: dt.date) -> Reason | None:
    """Ministers and above met in the last two years: more often than before, as often, or less than half."""
    held = [
        fact
        for fact in facts
        if fact.kind == "engagement"
        and fact.slots.get("level") in _HIGH
        and fact.slots.get("status") in ("held", "under-way")
    ]
    now = [fact for fact in held if _recent(moments.began(fact), today)]
    before = [fact for fact in held if _recent(moments.began(fact), today - RECENT)]
    if now and len(now) >= len(before):
        return _reason("high-level", 1, now)
    fewer = len(before) >= _A_SERIES and 2 * len(now) < len(before)
    return _reason("fewer-high-level", -1, before) if fewer else None


def _said_to_rise(facts: Sequence[Fact], today: dt.date) -> Reason | None:
    return _reason("said-to-rise", 1, _postures(facts, today, _RISING))


def _said_to_fall(facts: Sequence[Fact], today: dt.date) -> Reason | None:
    return _reason("said-to-fall", -1, _postures(facts, today, _FALLING))


def _postures(facts: Sequence[Fact], today: dt.date, directions: tuple[str, ...]) -> list[Fact]:
    return [
        fact
        for fact in facts
        if fact.kind == "posture"
        and fact.slots.get("direction") in directions
        and not moments.is_denied(fact)
        and _recent(moments.latest(fact), today)
    ]


def _stopped(facts: Sequence[Fact], today: dt.date) -> Reason | None:
    stopped = [
        fact
        for fact in facts
        if fact.kind == "programme" and moments.is_stopped(fact) and _recent(moments.latest(fact), today)
    ]
    return _reason("stopped", -1, stopped)


def _slipping(facts: Sequence[Fact], today: dt.date, every: Sequence[Slip]) -> Reason | None:
    slips = [slip for slip in every if slip.outcome != "late" or slip.months > 0]
    recent = {fact.id for fact in facts if _recent(moments.latest(fact), today)}
    slips = [slip for slip in slips if slip.fact in recent]
    claims = tuple(dict.fromkeys(claim for slip in slips for claim in slip.claims))
    return Reason("slipping", -1, tuple(slip.fact for slip in slips), claims) if slips else None


def _pressed(facts: Sequence[Fact], today: dt.date) -> Reason | None:
    pressed = [
        fact
        for fact in facts
        if fact.kind == "pressure"
        and fact.slots.get("status") not in ("waived", "lifted")
        and not moments.is_denied(fact)
        and _recent(moments.latest(fact), today)
    ]
    return _reason("pressed", 0, pressed)


def _at_odds(facts: Sequence[Fact], today: dt.date, pair: tuple[str, str]) -> Reason | None:
    """One of the two presses the other."""
    between = [
        fact
        for fact in facts
        if fact.kind == "pressure"
        and set(fact.slots.get("by", [])) & set(pair)
        and set(fact.slots.get("on", [])) & set(pair)
        and fact.slots.get("status") not in ("waived", "lifted")
        and not moments.is_denied(fact)
        and _recent(moments.latest(fact), today)
    ]
    return _reason("at-odds", -1, between)
