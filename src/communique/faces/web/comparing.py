"""A pair held against itself before, and against another pair: figures side by side, each with its facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from communique.analysis import Figure, Span, Standing, figures, ladder, moments, span
from communique.briefs.outline import RUNG_TITLES, year_of
from communique.errors import BriefError
from communique.faces.web.house import House, When
from communique.knowledge import Knowledge
from communique.model import Fact

TITLES: Final = {
    "engagements": "Engagements held",
    "high-level": "of these by ministers and above",
    "signed": "Agreements and contracts signed",
    "new-programmes": "Programmes put under contract",
    "deliveries": "Programmes with deliveries",
    "setbacks": "Programmes delayed, suspended or cancelled",
    "mechanisms": "Bodies and formats told of",
    "pressures": "Pressures on the two",
    "rung": "Highest rung under contract at the end",
    "families": "Families of equipment under contract at the end",
    "reports": "Reports that these figures stand on",
}
# Of these more is no closer tie, and less none either.
_PLAIN: Final = ("reports",)
_PARTS: Final = 2
_SIDES: Final = ("now", "beside")


@dataclass(frozen=True, slots=True)
class Column:
    """One side: whose figures, of what days, and the figures by name."""

    parties: tuple[str, str]
    period: Span
    figures: dict[str, Figure]

    def to_json(self) -> dict[str, Any]:
        """The public form."""
        return {
            "parties": list(self.parties),
            "since": self.period.first.isoformat(),
            "until": self.period.last.isoformat(),
            "figures": {
                name: {"value": one.value, "facts": list(one.facts)} for name, one in self.figures.items()
            },
        }


@dataclass(frozen=True, slots=True)
class Stood:
    """A line of equipment on a rung: its name, its fact, and the year with what is to be known of it."""

    equipment: str
    fact: str
    note: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Now, the time of the same length before, and the other pair now, where one was asked for.

    ``rungs`` are the two pairs' ladders side by side, the highest rung first; empty without another pair.
    """

    now: Column
    before: Column
    beside: Column | None
    facts: dict[str, Fact]
    rungs: tuple[tuple[str, tuple[tuple[Stood, ...], ...]], ...] = ()

    def columns(self) -> list[Column]:
        """All sides, from left to right."""
        return [self.now, self.before, *([self.beside] if self.beside else [])]

    def to_json(self) -> dict[str, Any]:
        """The public form."""
        beside = self.beside.to_json() if self.beside else None
        return {
            "now": self.now.to_json(),
            "before": self.before.to_json(),
            "beside": beside,
            "ladders": [
                {
                    "rung": title,
                    **{
                        side: [asdict(one) for one in stood]
                        for side, stood in zip(_SIDES, pairs, strict=True)
                    },
                }
                for title, pairs in self.rungs
            ],
        }


def pair_of(text: str, knowledge: Knowledge) -> tuple[str, str]:
    """The codes in ``India/France``. Raises BriefError, and PartyError with near names."""
    parts = [part.strip() for part in text.split("/")]
    if len(parts) != _PARTS or not all(parts):
        raise BriefError(text[:80], "names no pair", "write two parties as India/France")
    return knowledge.pair(*parts)


def compared(
    pair: tuple[str, str], facts: Sequence[Fact], when: When, here: House, beside: str | None
) -> Compared | None:
    """The figures of a pair (``facts`` are all of its facts, of any time), of before, and of another pair.

    None where no report is dated. Raises BriefError for another pair that is none.
    """
    other = pair_of(beside, here.knowledge) if beside else None
    period = span(facts, when.since, when.until)
    if period is None:
        return None
    known = {fact.id: fact for fact in facts}
    now, before = _column(pair, facts, period), _column(pair, facts, period.before())
    if other is None:
        return Compared(now, before, None, known)
    others = here.between(other, When(as_of=when.as_of))
    known |= {fact.id: fact for fact in others}
    return Compared(now, before, _column(other, others, period), known, _rungs(facts, others, period))


def _rungs(
    facts: Sequence[Fact], others: Sequence[Fact], period: Span
) -> tuple[tuple[str, tuple[tuple[Stood, ...], ...]], ...]:
    """For each rung from the highest what stands on it by the end of the period, for the one pair and the other."""
    ladders = [ladder([f for f in some if not moments.is_denied(f)]).standings for some in (facts, others)]
    return tuple(
        (RUNG_TITLES[rung], tuple(_standing_on(rung, standings, period) for standings in ladders))
        for rung in reversed(range(len(RUNG_TITLES)))
    )


def _standing_on(rung: int, standings: Sequence[Standing], period: Span) -> tuple[Stood, ...]:
    found: dict[str, Stood] = {}
    for one in standings:
        if one.rung == rung and one.start is not None and one.start <= period.last:
            state = "stopped" if one.stopped else "" if one.firm else "not under contract"
            note = ", ".join(part for part in (year_of(one), state) if part)
            found.setdefault(one.equipment, Stood(one.equipment, one.fact, note))
    return tuple(found.values())


def _column(pair: tuple[str, str], facts: Sequence[Fact], period: Span) -> Column:
    return Column(pair, period, {one.name: one for one in figures(facts, period)})


def shown(name: str, value: int) -> str:
    """A figure in words: a rung by its title, anything else as its number."""
    if name != "rung":
        return str(value)
    return f"{value}: {RUNG_TITLES[value - 1].lower()}" if value else "none"


def change(name: str, now: int, before: int) -> str:
    """``+3``, ``−2``, ``same``; how many rungs up or down."""
    step = now - before
    if not step or name in _PLAIN:
        return "" if name in _PLAIN else "same"
    said = f"+{step}" if step > 0 else f"−{-step}"
    return f"{said} {'rung' if abs(step) == 1 else 'rungs'}" if name == "rung" else said
