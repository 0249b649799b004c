"""What changed since a day: what is new, what moved, what slipped, what fell silent.

The reports before that day make the facts as they stood; all reports up to the end of the period make the facts as
they stand. A fact that shares claims with one of before is the same fact, whatever became of its name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from communique.analysis import Slip, slippage
from communique.analysis.moments import asserted, began, is_doubtful, latest, told
from communique.assembly import Sketch, assemble, dates, sketch
from communique.assembly.conflicts import FIGURES
from communique.briefs.days import by, date_words, when
from communique.briefs.disputes import ON, name_of, plain, value_words
from communique.briefs.english import number
from communique.briefs.programmes import STATUS_WORDS, Words, order
from communique.briefs.stance import pick, say
from communique.model import Cited, Document, Fact, Sentence
from communique.vocabulary import KINDS

# As many are told at length; the rest are named in one sentence.
_MOST_NEW: Final = 12
_MOST_NAMED: Final = 8
# What is told of so long before the period is no news, even where no earlier report of it is at hand.
_OLD: Final = dt.timedelta(days=180)
_NOT_TOLD: Final = "no stated stage"


@dataclass(frozen=True)
class Then:
    """The facts as they stand and as they stood, and the days between."""

    first: dt.date
    last: dt.date | None
    now: Sequence[Fact]
    before: Mapping[str, Fact]

    def inside(self, item: Cited) -> bool:
        """True for a claim that a report of the period makes."""
        day = dates.day(item.published)
        return day is not None and self.first <= day and (self.last is None or day <= self.last)


def changes(
    facts: Sequence[Fact],
    documents: Mapping[str, Document],
    words: Words,
    since: str,
    until: str | None = None,
    sketches: Mapping[str, Sketch] | None = None,
) -> list[Sentence]:
    """Sentences on what changed in a period: new facts, then what moved, slipped and fell silent.

    ``sketches`` are those of the documents, by their ids, where somebody has them; others are made of ``documents``.
    """
    then = _compared(facts, documents, words, (since, until), sketches or {})
    if then is None:
        return []
    made = [*_new(then, words), *_moved(then, words), *_slipped(then, words), *_silent(then, words)]
    # Facts of a shorter period may be cut otherwise than those of the brief: the claims tell which is meant.
    homes = {item.claim_id: fact.id for fact in facts for item in fact.cited}
    return [replace(one, facts=tuple(dict.fromkeys(homes[claim] for claim in one.claims))) for one in made]


def _compared(
    facts: Sequence[Fact],
    documents: Mapping[str, Document],
    words: Words,
    period: tuple[str, str | None],
    known_sketches: Mapping[str, Sketch],
) -> Then | None:
    opening, closing = map(dates.bounds, period)
    if opening is None:
        return None
    first, last = opening[0], closing[1] if closing else None
    cited = [item for fact in facts for item in fact.cited]
    told_in = {
        item.document_id
        for item in cited
        if item.document_id in documents or item.document_id in known_sketches
    }
    sketches = {one: known_sketches.get(one) or sketch(documents[one].text) for one in sorted(told_in)}
    known = words.names.knowledge
    judgements = {one.id: one for fact in facts for one in fact.judgements}

    def as_of(belongs: Callable[[dt.date], bool]) -> list[Fact]:
        told_by = [item for item in cited if (day := dates.day(item.published)) and belongs(day)]
        return [
            fact for fact in assemble(told_by, known, sketches, judgements.values()) if not is_doubtful(fact)
        ]

    now = [fact for fact in facts if not is_doubtful(fact)]
    if last is not None:
        now = as_of(lambda day: day <= last)
    return Then(first, last, now, _matched(now, as_of(lambda day: day < first)))


def _matched(now: Sequence[Fact], before: Sequence[Fact]) -> dict[str, Fact]:
    """For each fact of now the one of before with which it shares most claims, by the fact's id."""
    homes = {item.claim_id: fact for fact in before for item in fact.cited}
    found = {}
    for fact in now:
        shared = [homes[item.claim_id] for item in fact.cited if item.claim_id in homes]
        if shared:
            found[fact.id] = max(shared, key=lambda one: (shared.count(one), one.id))
    return found


def _new(then: Then, words: Words) -> list[Sentence]:
    """Facts that no report before the period tells of, programmes first, each kind newest first."""
    fresh = [
        fact
        for fact in then.now
        if fact.id not in then.before
        and fact.kind != "posture"
        and not fact.slots.get("unnamed")
        and any(then.inside(item) for item in fact.cited)
    ]
    kinds = ("programme", *(kind for kind in KINDS if kind != "programme"))
    fresh.sort(key=lambda f: (kinds.index(f.kind), -(began(f) or dt.date.min).toordinal(), f.id))
    made = [_fresh(fact, then, words) for fact in fresh[:_MOST_NEW]]
    rest = fresh[_MOST_NEW:]
    if rest:
        shown = rest[:_MOST_NAMED]
        named = list(dict.fromkeys(name_of(fact, words) for fact in shown))
        named += [f"{number(len(rest) - len(shown))} more"] if len(rest) > len(shown) else []
        claims = [claim for fact in shown for claim in pick(_inside(fact, then), 1)]
        made.append(say(f"new as well: {'; '.join(named)}", claims, *shown))
    return made


def _fresh(fact: Fact, then: Then, words: Words) -> Sentence:
    said = plain(fact, words)
    day = dates.bounds(told(fact))
    old = day is not None and day[1] < then.first - _OLD
    opening = "First told of now, though older" if old else "New"
    claims = (*said.claims, *pick(_inside(fact, then), 1))
    return Sentence(f"{opening}: {said.text}", tuple(dict.fromkeys(claims)), said.facts)


def _inside(fact: Fact, then: Then) -> list[Cited]:
    return [item for item in fact.cited if then.inside(item)]


def _moved(then: Then, words: Words) -> list[Sentence]:
    """Facts whose status, number, value or day the reports of the period put otherwise than those before."""
    made = []
    for fact in _latest_first(then.now):
        before = then.before.get(fact.id)
        if before is not None and _inside(fact, then):
            made += [s for s in (_status(fact, before, then, words),) if s is not None]
            made += _figures(fact, before, then, words)
    return made


def _status(fact: Fact, before: Fact, then: Then, words: Words) -> Sentence | None:
    was, now = str(before.slots.get("status") or ""), str(fact.slots.get("status") or "")
    saying = [item for item in asserted(fact) if item.claim.status == now and then.inside(item)]
    if was == now or not now or not saying:
        return None
    said_before = _still(fact, [i for i in asserted(before) if not was or i.claim.status == was])
    if not said_before:
        return None
    day = saying[0].claim.date or ""
    known = day and not dates.after(day, saying[0].published)
    on = f" {when(day)}" if known else f" (reported {date_words(saying[0].published)})"
    clause = f"changed: {name_of(fact, words)} went from {_stage(was)} to {_stage(now)}{on}"
    return say(clause, (*pick(said_before[-1:], 1), *pick(saying, 2)), fact)


def _still(fact: Fact, cited: Iterable[Cited]) -> list[Cited]:
    """The claims that are told of the same fact now: what has since turned out to be another order is left out."""
    own = {item.claim_id for item in fact.cited}
    return [item for item in cited if item.claim_id in own]


def _stage(status: str) -> str:
    return STATUS_WORDS.get(status, status.replace("-", " ")) or _NOT_TOLD


def _figures(fact: Fact, before: Fact, then: Then, words: Words) -> list[Sentence]:
    """A number, a value or a day that is put otherwise now; what was open before is told by the dossier."""
    made = []
    for slot, comparison in FIGURES.items():
        saying = [item for item in _telling(fact, slot) if then.inside(item)]
        earlier = _still(fact, _telling(before, slot))
        if not saying or not earlier or comparison.same(earlier[-1].claim, saying[0].claim):
            continue
        new, old = value_words(slot, saying), value_words(slot, earlier)
        clause = f"changed: {ON[slot]} {name_of(fact, words)} is now put at {new}, before at {old}"
        made.append(say(clause, (*pick(earlier, 1), *pick(saying, 2)), fact))
    return made


def _telling(fact: Fact, slot: str) -> list[Cited]:
    """The claims that give the figure that the fact was merged to."""
    merged = fact.slots.get(slot)
    return [
        item
        for item in asserted(fact)
        if merged and _figure(item.claim.to_json().get(slot)) == _figure(merged)
    ]


def _figure(value: object) -> object:
    """A figure without the words in which it is printed."""
    if not isinstance(value, Mapping):
        return value
    return {key: value.get(key) for key in ("number", "low", "high", "amount", "currency")}


def _slipped(then: Then, words: Words) -> list[Sentence]:
    """Promised days that reports of the period moved, or that they tell were not kept."""
    known = {slip.fact: slip for slip in slippage(list(then.before.values()))}
    facts = {fact.id: fact for fact in then.now}
    made = []
    for slip in slippage(then.now):
        fact = facts[slip.fact]
        before = then.before.get(fact.id)
        same = before is not None and before.id in known and known[before.id].now == slip.now
        if slip.outcome == "overdue" or same or not _inside(fact, then):
            continue
        verb = "is now expected" if slip.outcome == "moved" else "was reported"
        clause = f"slipped: {_promised(fact, slip, words)} and {verb} {when(slip.now)}"
        made.append(say(clause, slip.claims, fact))
    return made


def _promised(fact: Fact, slip: Slip, words: Words) -> str:
    what = f"{words.equipment(str(fact.slots.get('equipment', '')))}{order(fact)}"
    return f"delivery of {what} was promised {by(slip.due)} (reported {date_words(slip.said)})"


def _silent(then: Then, words: Words) -> list[Sentence]:
    """Programmes and meetings whose promised day passed in the period, and of which no report came since."""
    end = then.last or max((day for f in then.now if (day := latest(f))), default=then.first)
    facts = {fact.id: fact for fact in then.now}
    made = []
    for slip in slippage(then.now):
        due, said = dates.bounds(slip.due), latest(facts[slip.fact])
        if slip.outcome == "overdue" and _passed(due, said, then.first, end):
            fact = facts[slip.fact]
            clause = f"silent: {_promised(fact, slip, words)} and nothing has been reported since"
            made.append(say(clause, slip.claims, fact))
    for fact in then.now:
        if fact.kind == "engagement" and fact.slots.get("status") == "planned":
            due, said = dates.bounds(fact.slots.get("date")), latest(fact)
            if _passed(due, said, then.first, end):
                clause = f"silent: {name_of(fact, words)} was planned, and no report tells that it was held"
                made.append(say(clause, pick(fact.cited), fact))
    return made


def _passed(due: dates.Bounds | None, said: dt.date | None, first: dt.date, end: dt.date) -> bool:
    """A day inside the period that is over, with no report of the matter on it or since."""
    return due is not None and first <= due[1] < end and (said is None or said < due[1])


def _latest_first(facts: Iterable[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda f: (-(latest(f) or dt.date.min).toordinal(), f.id))
