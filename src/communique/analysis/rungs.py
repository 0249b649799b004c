"""The ladder: each programme on its rung, the climbs of one line of equipment, and how the mix moved.

Rungs are the modes of :data:`communique.vocabulary.MODES`, from 0 (transfer) to 4 (co-development).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from communique.analysis import moments
from communique.assembly import dates, gists
from communique.model import Fact
from communique.vocabulary import MODES

_SPAN_YEARS = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """One programme on its rung.

    ``since`` is the day it got there (EDTF, None where no report tells a year), ``start`` the first day
    that this can mean, or the day of the first report; ``firm`` says that it was contracted or more,
    ``stopped`` that it was suspended or cancelled, ``contested`` that reports differ on the rung, ``sure``
    that two independent voices have it there, or one claim that leaves nothing but the tables to infer, at even odds or better.
    """

    fact: str
    line: str
    equipment: str
    family: str | None
    rung: int
    since: str | None
    start: dt.date | None
    firm: bool
    stopped: bool
    contested: bool
    sure: bool
    claims: tuple[str, ...]

    @property
    def mode(self) -> str:
        """The rung's name."""
        return MODES[self.rung]


@dataclass(frozen=True, slots=True)
class Climb:
    """One line of equipment that reached a higher rung after a lower one."""

    lower: Standing
    higher: Standing

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims for both ends."""
        return (*self.lower.claims, *self.higher.claims)


@dataclass(frozen=True, slots=True)
class Mix:
    """Programmes begun in a span of years, counted by rung, lowest first."""

    first: int
    last: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """Standings from the highest rung down, climbs, the mix over time, the highest rung of each family."""

    standings: tuple[Standing, ...]
    climbs: tuple[Climb, ...]
    mix: tuple[Mix, ...]
    highest: tuple[tuple[str, int], ...]

    @property
    def top(self) -> int | None:
        """The highest rung on which a programme that is firm and not stopped stands."""
        rungs = [s.rung for s in self.standings if s.firm and not s.stopped]
        return max(rungs) if rungs else None


def ladder(facts: Sequence[Fact]) -> Ladder:
    """The ladder of the programmes among the facts; what is denied, or has no name or mode, stands nowhere."""
    named = [f for f in facts if f.kind == "programme" and not f.slots.get("unnamed")]
    programmes = [f for f in named if f.slots.get("mode") in MODES]
    standings = [_standing(f) for f in programmes if not (moments.is_denied(f) or moments.is_doubtful(f))]
    ordered = tuple(sorted(standings, key=_order))
    highest: dict[str, int] = {}
    for standing in ordered:
        family = standing.family or ""
        if family and standing.firm and not standing.stopped:
            highest[family] = max(standing.rung, highest.get(family, 0))
    return Ladder(ordered, _climbs(ordered), _mix(ordered), tuple(sorted(highest.items())))


def _standing(fact: Fact) -> Standing:
    return Standing(
        fact=fact.id,
        line=str(fact.slots.get("line") or fact.slots.get("equipment") or ""),
        equipment=str(fact.slots.get("equipment") or ""),
        family=fact.slots.get("family"),
        rung=MODES.index(fact.slots["mode"]),
        since=moments.told(fact),
        start=moments.began(fact),
        firm=moments.is_firm(fact),
        stopped=moments.is_stopped(fact),
        contested=gists.is_contested(fact),
        sure=fact.voices > 1 or gists.is_sure(fact),
        claims=gists.naming(fact),
    )


def _order(standing: Standing) -> tuple[object, ...]:
    return (-standing.rung, standing.start or dt.date.max, standing.line, standing.equipment, standing.fact)


def _climbs(standings: Sequence[Standing]) -> tuple[Climb, ...]:
    """For each line, from its first standing to the first on each higher rung that came later."""
    lines: defaultdict[str, list[Standing]] = defaultdict(list)
    for standing in standings:
        if standing.firm and standing.sure and standing.start is not None:
            lines[standing.line].append(standing)
    climbs = []
    for line in sorted(lines):
        # Of what began on one day the highest counts: one deal told twice is no climb.
        first, *later = sorted(lines[line], key=lambda s: (s.start or dt.date.max, -s.rung, s.fact))
        here = first
        for step in later:
            if step.rung > here.rung and _is_climb(here, step):
                climbs.append(Climb(here, step))
                here = step
    return tuple(climbs)


def _is_climb(lower: Standing, higher: Standing) -> bool:
    """No climb: one design that is bought or made already is not designed together afterwards, and two
    words for the making of it, where reports differ on the word, are not two rungs."""
    same = lower.equipment == higher.equipment
    if same and higher.mode == "co-development":
        return False
    made = {lower.mode, higher.mode} == {"licensed-production", "co-production"}
    return not (made and (lower.contested or higher.contested))


def _mix(standings: Sequence[Standing]) -> tuple[Mix, ...]:
    """Programmes begun, by five years; only those whose year a report tells."""
    counts: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for standing in standings:
        day = dates.day(standing.since)
        if day is not None and standing.firm:
            counts[(day.year - 1) // _SPAN_YEARS * _SPAN_YEARS + 1][standing.rung] += 1
    rungs = range(len(MODES))
    return tuple(
        Mix(first, first + _SPAN_YEARS - 1, tuple(counts[first][rung] for rung in rungs))
        for first in sorted(counts)
    )
