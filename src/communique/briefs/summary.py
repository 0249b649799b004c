"""The first lines: a synopsis that answers the question, and the key takeaways."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from communique.analysis import Ladder, Reason, Standing, Trend, ladder, slippage, trend
from communique.analysis.moments import began, is_denied, is_firm, latest, tells_day
from communique.briefs.days import by, date_words, when
from communique.briefs.disputes import disputed
from communique.briefs.engagements import engagement
from communique.briefs.english import join, possessive
from communique.briefs.programmes import Words, lead, order, stages
from communique.briefs.stance import pick, say
from communique.briefs.standing import pressure, use
from communique.model import Fact, Sentence
from communique.vocabulary import LEVELS

_MOST_NAMED: Final = 4
_MOST_RUNGS: Final = 3
_LEAST_TAKEAWAYS: Final = 4
_MOST_TAKEAWAYS: Final = 7
_BUILT: Final = 2  # the rung from which the recipient makes something itself
_TREND_WORDS: Final = {
    "climbing": "the signs point to a partnership that is climbing",
    "strengthening": "the signs point to a partnership that is growing stronger",
    "weakening": "the signs point to a partnership that is growing weaker",
    "mixed": "the signs are mixed",
}
_SIGNALS: Final = {
    "climb": "equipment has moved from one rung to a higher one",
    "new-programmes": "new programmes have been agreed in the last two years",
    "high-level": "ministers and leaders keep meeting",
    "fewer-high-level": "ministers and leaders meet less often than before",
    "said-to-rise": "reports speak of closer ties",
    "said-to-fall": "reports speak of ties that loosen",
    "stopped": "programmes have been suspended or cancelled",
    "slipping": "promised dates have slipped",
    "at-odds": "one of the two presses the other",
    "pressed": "others press on it",
}
_STEP_NOUNS: Final = {
    "contracted": "the contract for",
    "in-production": "the production of",
    "partly-delivered": "a part delivery of",
    "delivered": "the delivery of",
    "in-service": "the entry into service of",
    "delayed": "a delay to",
    "suspended": "the suspension of",
    "cancelled": "the cancellation of",
}
_VERBS: Final = (
    "designed together",
    "built together",
    "built under licence",
    "supported in service",
    "supplied",
)


class Summary:
    """What the synopsis and the takeaways draw on, worked out once."""

    def __init__(self, facts: Sequence[Fact], pair: tuple[str, str], words: Words) -> None:
        self.facts = [fact for fact in facts if not is_denied(fact) and not fact.slots.get("unnamed")]
        self.everything = facts
        self.pair = pair
        self.words = words
        self.by_id = {fact.id: fact for fact in facts}
        self.ladder: Ladder = ladder(self.facts)
        self.trend: Trend = trend(self.facts, pair)

    def synopsis(self) -> list[Sentence]:
        """Two to four sentences: where the partnership stands, what moved last, what presses, the trend."""
        made = [self._stands(), self._moved(), self._pressed(), self._trend()]
        found = [sentence for sentence in made if sentence is not None]
        return found or [sentence for sentence in [self._latest_engagement()] if sentence is not None]

    def takeaways(self) -> list[Sentence]:
        """Four to seven points, the weightiest first; fewer where the reports do not carry more."""
        weighty = self._weightiest()
        made = [
            *self._climbs()[:2],
            *[lead(fact, self.words) for fact in weighty[:2]],
            self._latest_engagement(),
            self._used(),
            self._slipped(),
            *[pressure(fact, self.words.names) for fact in self._pressures()[1:2]],
            *disputed(weighty + self._others(), self.words)[:1],
        ]
        found = [sentence for sentence in made if sentence is not None][:_MOST_TAKEAWAYS]
        more = [lead(fact, self.words) for fact in weighty[2:]]
        return [*found, *more[: max(0, _LEAST_TAKEAWAYS - len(found))]]

    def _stands(self) -> Sentence | None:
        """The rungs on which programmes stand, from the highest down."""
        standing = [s for s in self.ladder.standings if s.firm and not s.stopped]
        if not standing:
            return None
        parts: list[str] = []
        claims: list[str] = []
        facts: list[Fact] = []
        told_of: set[str] = set()
        for rung in sorted({s.rung for s in standing}, reverse=True):
            named = self._most_reported([s for s in standing if s.rung == rung and s.line not in told_of])
            told_of |= {s.line for s in named}
            if not named or len(parts) == _MOST_RUNGS:
                continue
            parts.append(
                f"{join([s.equipment for s in named])} {_are(named)} {_VERBS[len(_VERBS) - 1 - rung]}"
            )
            claims += [s.claims[0] for s in named if s.claims]
            facts += [self.by_id[s.fact] for s in named]
        top = max(s.rung for s in standing)
        opening = f"{possessive(self.words.names.all(self.pair))} defence partnership {_reach(top)}"
        return say(f"{opening}: {join(parts)}", claims, *facts)

    def _most_reported(self, standings: Sequence[Standing]) -> list[Standing]:
        """One standing for each line, those with most independent voices."""
        lines: dict[str, Standing] = {}
        for standing in sorted(standings, key=self._weight):
            lines.setdefault(standing.line, standing)
        return list(lines.values())[:_MOST_NAMED]

    def _weight(self, standing: Standing) -> tuple[int, str]:
        return (-self.by_id[standing.fact].voices, standing.fact)

    def _moved(self) -> Sentence | None:
        """The programme whose stage moved last, by the day on which it did."""
        firm = [f for f in self.facts if f.kind == "programme" and is_firm(f) and _news(f)]
        if not firm:
            return None
        last = max(firm, key=lambda f: (_last_step(f), f.voices, f.id))
        day, status, ids = max(_news(last), key=lambda step: str(step[0]))
        cited = [item for item in last.cited if item.claim_id in ids]
        equipment = self.words.equipment(str(last.slots.get("equipment", "")))
        clause = f"the latest dated step is {_STEP_NOUNS[status]} {equipment}, {when(day)}"
        return say(clause, pick(cited), last)

    def _pressures(self) -> list[Fact]:
        live = [f for f in self.facts if f.kind == "pressure"]
        return sorted(live, key=lambda f: (latest(f) or dt.date.min, f.voices, f.id), reverse=True)

    def _pressed(self) -> Sentence | None:
        pressures = self._pressures()
        return pressure(pressures[0], self.words.names) if pressures else None

    def _trend(self) -> Sentence | None:
        """The direction with its reasons; only where it can be said."""
        said = _TREND_WORDS.get(self.trend.direction)
        if said is None:
            return None
        ups = [r for r in self.trend.reasons if r.sign > 0]
        downs = [r for r in self.trend.reasons if r.sign < 0]
        sides = [_because(side) for side in (ups, downs) if side]
        text = ", while ".join(sides) if self.trend.direction != "weakening" else ", while ".join(sides[::-1])
        reasons = [*ups, *downs]
        claims = [claim for reason in reasons for claim in reason.claims[:2]]
        facts = [self.by_id[reason.facts[0]] for reason in reasons]
        return say(f"on balance {said}: {text}", claims, *facts)

    def _climbs(self) -> list[Sentence]:
        """Lines that moved up, the best attested first, then the longest climb."""
        ordered = sorted(
            self.ladder.climbs,
            key=lambda c: (
                -min(self.by_id[c.lower.fact].voices, self.by_id[c.higher.fact].voices),
                c.lower.rung - c.higher.rung,
                c.higher.fact,
            ),
        )
        made = []
        for climb in ordered:
            low, high = climb.lower, climb.higher
            if high.rung < _BUILT or high.stopped:
                continue
            start, end = _since(low), _since(high)
            name = (
                low.equipment if low.equipment == high.equipment else f"{low.equipment} and {high.equipment}"
            )
            clause = f"{name} moved up from {_noun(low)}{start} to {_noun(high)}{end}"
            made.append(say(clause, climb.claims, self.by_id[high.fact], self.by_id[low.fact]))
        return made

    def _weightiest(self) -> list[Fact]:
        """Programmes by independent voices, then by the latest report."""
        programmes = [f for f in self.facts if f.kind == "programme"]
        return sorted(programmes, key=lambda f: (-f.voices, -(latest(f) or dt.date.min).toordinal(), f.id))

    def _others(self) -> list[Fact]:
        return [fact for fact in self.everything if fact.kind != "programme"]

    def _latest_engagement(self) -> Sentence | None:
        """The latest meeting of the highest level in the last year of reports, or the latest of all."""
        held = [
            f for f in self.facts if f.kind == "engagement" and f.slots.get("status") in ("held", "under-way")
        ]
        if not held:
            return None
        last = max((began(f) or dt.date.min) for f in held)
        recent = [f for f in held if (last - (began(f) or dt.date.min)).days <= 365]
        ranks = {level: place for place, level in enumerate(LEVELS)}
        best = min(
            recent,
            key=lambda f: (
                ranks.get(str(f.slots.get("level")), len(ranks)),
                -(began(f) or dt.date.min).toordinal(),
                f.id,
            ),
        )
        return engagement(best, self.words.names)

    def _used(self) -> Sentence | None:
        uses = sorted((f for f in self.facts if f.kind == "use"), key=lambda f: (-f.voices, f.id))
        return use(uses[0], self.words) if uses else None

    def _slipped(self) -> Sentence | None:
        """The longest slip of a promised day."""
        slips = slippage(self.facts)
        if not slips:
            return None
        slip = slips[0]
        fact = self.by_id[slip.fact]
        promise = f"was promised {by(slip.due)} (reported {date_words(slip.said)})"
        outcome = {
            "moved": f"and is now expected {when(slip.now)}",
            "late": f"and was reported {when(slip.now)}",
            "overdue": "and has not been reported since",
        }[slip.outcome]
        what = f"{self.words.equipment(str(fact.slots.get('equipment', '')))}{order(fact)}"
        return say(f"delivery of {what} {promise} {outcome}", slip.claims, fact)


def _are(named: Sequence[Standing]) -> str:
    return "is" if len(named) == 1 else "are"


def _reach(top: int) -> str:
    words = (
        "rests on sales",
        "has moved from sales to support in service",
        "has reached licensed production",
        "has reached joint production",
        "has reached joint development",
    )
    return words[top]


def _noun(standing: Standing) -> str:
    return ("purchase", "support in service", "licensed production", "joint production", "joint development")[
        standing.rung
    ]


def _since(standing: Standing) -> str:
    return f" ({date_words(standing.since)})" if standing.since else ""


def _because(reasons: Sequence[Reason]) -> str:
    return join([_SIGNALS[reason.signal] for reason in reasons])


def _news(fact: Fact) -> list[tuple[str | None, str, list[str]]]:
    """The steps of a programme from the contract on, setbacks among them, whose day a report tells."""
    return [step for step in stages(fact) if step[1] in _STEP_NOUNS and tells_day(fact, step[0], step[2])]


def _last_step(fact: Fact) -> str:
    return max((str(day) for day, _, _ in _news(fact)), default="")
