"""The first lines: a synopsis that answers the question, and the key takeaways."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from communique.analysis import RECENT, Ladder, Reason, Slip, Standing, Trend, ladder, slippage, trend
from communique.analysis.moments import began, is_denied, is_doubtful, is_firm, latest, tells_day, today
from communique.assembly import dates
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
_FEW: Final = 3
_DONE: Final = frozenset(
    {"approved", "contracted", "in-production", "partly-delivered", "delivered", "in-service"}
)
_MOST_RUNGS: Final = 3
_LEAST_TAKEAWAYS: Final = 4
_MOST_TAKEAWAYS: Final = 7
# Of one day and level, what was signed says more than that they met; a ceremony says least.
_WEIGHTS: Final = {"contract": 0, "agreement": 0, "ceremony": 2}
_CURRENT_DAYS: Final = 3653
_BUILT: Final = 2  # the rung from which the recipient makes something itself
_TREND_WORDS: Final = {
    "climbing": "by most signs {0} is climbing",
    "strengthening": "by most signs {0} is growing stronger",
    "weakening": "by most signs {0} is growing weaker",
    "mixed": "the signs of {0} are mixed",
}
# What each signal of the trend is in words.
SIGNALS: Final = {
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
        told = [fact for fact in facts if not is_denied(fact) and not is_doubtful(fact)]
        self.facts = [fact for fact in told if not fact.slots.get("unnamed")]
        self.nameless = [fact for fact in told if fact.kind == "programme" and fact.slots.get("unnamed")]
        self.everything = facts
        self.pair = pair
        self.words = words
        self.by_id = {fact.id: fact for fact in facts}
        self.ladder: Ladder = ladder(self.facts)
        slips = slippage(self.facts)
        self.trend: Trend = trend(self.facts, pair, (self.ladder, slips))
        self.today = today(facts)
        self.slips = {slip.fact: slip for slip in slips}

    def synopsis(self) -> list[Sentence]:
        """Two to four sentences, the answer first: the trend, where it stands, what moved last, what presses."""
        course = self._trend()
        stands = self._stands(opened=course is not None) or self._supplied()
        made = [course, stands, self._moved(), self._pressed()]
        found = [sentence for sentence in made if sentence is not None]
        return found or [sentence for sentence in [self._latest_engagement()] if sentence is not None]

    def takeaways(self) -> list[Sentence]:
        """Four to seven points, fewer where the reports do not carry more; one only for a line of equipment.

        A climb, the weightiest programmes with what slipped of them, the latest meeting of the highest
        level, use in operations, the longest recent slip, more pressure, a dispute.
        """
        lines: set[str] = set()
        weighty = self._weightiest()
        made = [
            *self._new(self._climbs(), lines, 1),
            *self._new((self._programme(fact) for fact in weighty), lines, 2),
            self._latest_engagement(),
            self._used(),
            *self._new(self._slipped(), lines, 1),
            *[pressure(fact, self.words.names) for fact in self._pressures()[1:2]],
            *self._new(self._disputed(weighty), lines, 1),
        ]
        found = [sentence for sentence in made if sentence is not None][:_MOST_TAKEAWAYS]
        rest = (self._programme(fact) for fact in weighty)
        return [*found, *self._new(rest, lines, max(0, _LEAST_TAKEAWAYS - len(found)))]

    def _new(self, sentences: Iterable[Sentence], lines: set[str], most: int) -> list[Sentence]:
        """The first sentences about lines of equipment that nothing was said of yet; ``lines`` grows.

        Of a busy pair only the sentences are made that are looked at.
        """
        chosen: list[Sentence] = []
        if most == 0:
            return chosen
        for sentence in sentences:
            named = {str(self.by_id[fact].slots.get("line") or fact) for fact in sentence.facts}
            if not named & lines:
                chosen.append(sentence)
                lines |= named
                if len(chosen) == most:
                    break
        return chosen

    def _disputed(self, weighty: Sequence[Fact]) -> Iterator[Sentence]:
        """What is disputed of the weightiest programmes, then of everything else."""
        for fact in (*weighty, *self._others()):
            if not is_doubtful(fact):
                yield from disputed([fact], self.words)

    def _stands(self, opened: bool) -> Sentence | None:
        """The rungs on which programmes stand, from the highest down; ``opened`` where a sentence goes before."""
        standing = [s for s in self.ladder.standings if s.firm and not s.stopped and self._is_current(s)]
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
        subject = "it" if opened else f"{possessive(self.words.names.all(self.pair))} defence partnership"
        opening = f"{subject} {_reach(top)}"
        return say(f"{opening}: {join(parts)}", claims, *facts)

    def _supplied(self) -> Sentence | None:
        """Where no programme with a name stands: the latest that reports leave without one, as "arms"."""
        done = [fact for fact in self.nameless if fact.slots.get("status") in _DONE] or self.nameless
        if not done:
            return None
        return self._programme(max(done, key=lambda fact: (latest(fact) or dt.date.min, fact.id)))

    def _is_current(self, standing: Standing) -> bool:
        """True where a report of the last ten years tells of it: what stood longer ago need not stand."""
        said, today = latest(self.by_id[standing.fact]), self.today
        return said is None or today is None or (today - said).days <= _CURRENT_DAYS

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
        """Pressures, lately told of before older ones, imposed before threatened, stated before inferred."""

        def weight(fact: Fact) -> tuple[object, ...]:
            lasting = fact.slots.get("status") == "imposed"
            said = latest(fact) or dt.date.min
            return (
                self._is_recent(fact),
                lasting,
                not fact.slots.get("inferred"),
                said,
                fact.voices,
                fact.id,
            )

        return sorted((f for f in self.facts if f.kind == "pressure"), key=weight, reverse=True)

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
        subject = f"{possessive(self.words.names.all(self.pair))} defence partnership"
        return say(f"{said.format(subject)}: {text}", claims, *facts)

    def _climbs(self) -> Iterator[Sentence]:
        """Lines that moved up, the best attested first, then the longest climb."""
        ordered = sorted(
            self.ladder.climbs,
            key=lambda c: (
                -min(self.by_id[c.lower.fact].voices, self.by_id[c.higher.fact].voices),
                c.lower.rung - c.higher.rung,
                c.higher.fact,
            ),
        )
        for climb in ordered:
            low, high = climb.lower, climb.higher
            if high.rung < _BUILT or high.stopped:
                continue
            start, end = _since(low), _since(high)
            name = (
                low.equipment if low.equipment == high.equipment else f"{low.equipment} and {high.equipment}"
            )
            clause = f"{name} moved up from {_noun(low)}{start} to {_noun(high)}{end}"
            yield say(clause, climb.claims, self.by_id[high.fact], self.by_id[low.fact])

    def _weightiest(self) -> list[Fact]:
        """Programmes that came furthest in report: firm ones first, recent voices double, then the rung."""
        programmes = [f for f in self.facts if f.kind == "programme"]
        rungs = {standing.fact: standing.rung for standing in self.ladder.standings}
        return sorted(
            programmes,
            key=lambda f: (
                not is_firm(f),
                -f.voices * (2 if self._moved_lately(f) else 1),
                -rungs.get(f.id, -1),
                -(latest(f) or dt.date.min).toordinal(),
                f.id,
            ),
        )

    def _moved_lately(self, fact: Fact) -> bool:
        """True where a step of the last two years is on record."""
        days = [day for when, _, _ in fact.slots.get("history", []) if (day := dates.day(when)) is not None]
        return bool(days) and self.today is not None and self.today - max(days) <= RECENT

    def _is_recent(self, fact: Fact) -> bool:
        said = latest(fact)
        return said is not None and self.today is not None and self.today - said <= RECENT

    def _programme(self, fact: Fact) -> Sentence:
        """What a programme is, and what slipped of it in the same breath."""
        first, slip = lead(fact, self.words), self.slips.get(fact.id)
        first = self._with_contract(first, fact)
        if slip is None or not self._is_recent(fact):
            return first
        text = f"{first.text.removesuffix('.')}; its delivery {_slip_words(slip)}"
        return say(text, (*first.claims, *slip.claims), fact)

    def _others(self) -> list[Fact]:
        return [fact for fact in self.everything if fact.kind != "programme"]

    def _latest_engagement(self) -> Sentence | None:
        """The latest meeting of the highest level in the last year of reports, or the latest of all.

        What the two did by themselves comes before the meetings of many at which both were.
        """
        every = [
            f for f in self.facts if f.kind == "engagement" and f.slots.get("status") in ("held", "under-way")
        ]
        held = [f for f in every if len(f.slots.get("parties", [])) <= _FEW] or every
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
                _WEIGHTS.get(str(f.slots.get("type")), 1),
                f.id,
            ),
        )
        return engagement(best, self.words.names)

    def _used(self) -> Sentence | None:
        uses = sorted((f for f in self.facts if f.kind == "use"), key=lambda f: (-f.voices, f.id))
        return use(uses[0], self.words) if uses else None

    def _with_contract(self, first: Sentence, fact: Fact) -> Sentence:
        """The sentence with the day of the contract, where it tells no day."""
        signed = fact.slots.get("date")
        telling = [i for i in fact.cited if i.claim.status == "contracted" and i.claim.date == signed]
        if len(stages(fact)) == 1 or not signed or not telling:
            return first
        text = f"{first.text.removesuffix('.')} (contract: {date_words(str(signed))})"
        return say(text, (*first.claims, *pick(telling, 1)), fact)

    def _slipped(self) -> Iterator[Sentence]:
        """The slips of promised days: those lately told of first, then the longest."""
        for slip in sorted(self.slips.values(), key=lambda s: not self._is_recent(self.by_id[s.fact])):
            fact = self.by_id[slip.fact]
            said = latest(fact)
            if said and self.today and (self.today - said).days > _CURRENT_DAYS:
                continue
            what = f"{self.words.equipment(str(fact.slots.get('equipment', '')))}{order(fact)}"
            yield say(f"delivery of {what} {_slip_words(slip)}", slip.claims, fact)


def _slip_words(slip: Slip) -> str:
    outcome = {
        "moved": f"and is now expected {when(slip.now)}",
        "late": f"and was reported {when(slip.now)}",
        "overdue": "and has not been reported since",
    }[slip.outcome]
    return f"was promised {by(slip.due)} (reported {date_words(slip.said)}) {outcome}"


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
    if standing.since:
        return f" ({date_words(standing.since)})"
    return f" (by {standing.start.year}, the year of the report)" if standing.start else ""


def _because(reasons: Sequence[Reason]) -> str:
    return join([SIGNALS[reason.signal] for reason in reasons])


def _news(fact: Fact) -> list[tuple[str | None, str, list[str]]]:
    """The steps of a programme from the contract on, setbacks among them, whose day a report tells."""
    return [step for step in stages(fact) if step[1] in _STEP_NOUNS and tells_day(fact, step[0], step[2])]


def _last_step(fact: Fact) -> str:
    return max((str(day) for day, _, _ in _news(fact)), default="")
