"""Old or new: for each claim of a report, whether it was new when it was published, an update, or retold.

Another document told it earlier where a claim of that document stands in the same fact and the document was
published on an earlier day. Only what the register holds can have been told before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from communique.assembly import dates
from communique.assembly.conflicts import AMOUNT, NUMBER, Comparison
from communique.assembly.history import RANKS
from communique.model import Cited, Claim, Fact

Verdict = Literal["new", "update", "retold", "undated"]

# What a report tells of longer ago than this is an old story, even if no earlier report of it is at hand.
_OLD_DAYS: Final = 180


@dataclass(frozen=True, slots=True)
class Change:
    """A slot that no earlier report gave this value: what the last one before said, if any, and what is said now."""

    slot: str
    before: str | None
    now: str


@dataclass(frozen=True, slots=True)
class Told:
    """What became known by a claim.

    ``new``: no earlier document tells of it. ``update``: earlier ones do, but not with this status, number, value or
    day. ``retold``: they told the same. ``undated``: the report bears no day, so nothing is earlier or later.
    ``first`` is the earliest claim of another document that told it, ``same_day`` are claims of other documents of the day.
    ``old`` is the day that the claim tells, where that lay long before the report.
    """

    claim_id: str
    fact_id: str
    verdict: Verdict
    first: Cited | None = None
    changes: tuple[Change, ...] = ()
    same_day: tuple[Cited, ...] = ()
    old: str | None = None


def novelty(document_id: str, facts: Iterable[Fact]) -> dict[str, Told]:
    """Each claim of a document, by its id, with what was known of its fact before."""
    return {
        item.claim_id: _told(item, fact)
        for fact in facts
        for item in fact.cited
        if item.document_id == document_id
    }


def _told(item: Cited, fact: Fact) -> Told:
    others = [other for other in fact.cited if other.document_id != item.document_id]
    dated = sorted((o for o in others if o.published), key=_in_time)
    if not item.published:
        return Told(item.claim_id, fact.id, "undated", _first(item, dated))
    earlier = [other for other in dated if (other.published or "") < item.published]
    same_day = tuple(_one_each(other for other in dated if other.published == item.published))
    if not earlier:
        return Told(item.claim_id, fact.id, "new", same_day=same_day, old=_old(item))
    changes = tuple(_changes(item.claim, earlier, fact.kind))
    first = earlier[0] if changes else _first(item, earlier)
    verdict: Verdict = "update" if changes else "retold"
    return Told(item.claim_id, fact.id, verdict, first, changes, same_day, _old(item))


def _in_time(item: Cited) -> tuple[str, str, str]:
    return (item.published or "", item.document_id, item.claim_id)


def _one_each(items: Iterable[Cited]) -> list[Cited]:
    return list({item.document_id: item for item in items}.values())


def _first(item: Cited, earlier: Sequence[Cited]) -> Cited | None:
    """The earliest claim that says the same stage, else the earliest of all."""
    same = [e for e in earlier if (e.claim.status, e.claim.denied) == (item.claim.status, item.claim.denied)]
    return next(iter(same or earlier), None)


def _old(item: Cited) -> str | None:
    told, said = dates.bounds(item.claim.date), dates.day(item.published)
    if told is None or said is None or "date" in dict(item.claim.inferred):
        return None
    return item.claim.date if (said - told[1]).days > _OLD_DAYS else None


def _changes(claim: Claim, earlier: Sequence[Cited], kind: str) -> Iterable[Change]:
    """What the claim says in its own words and no earlier report did."""
    before = [other.claim for other in earlier]
    if claim.denied and not any(one.denied for one in before):
        yield Change("denied", "asserted", "denied")
        return
    if claim.status and _is_step(claim.status, [one.status for one in before], kind):
        yield Change("status", _last(before, lambda one: one.status or ""), claim.status)
    for slot, comparison in (("quantity", NUMBER), ("value", AMOUNT)):
        yield from _figure(slot, comparison, claim, before)
    stage = [one for one in before if one.status == claim.status and one.date]
    told = claim.date and "date" not in dict(claim.inferred)
    if told and stage and not any(dates.agree(one.date, claim.date) for one in stage):
        yield Change("date", stage[-1].date, claim.date or "")


def _is_step(status: str, before: Sequence[str | None], kind: str) -> bool:
    """A status that nobody told yet; of a programme none that it had left behind already."""
    if status in before:
        return False
    reached = [RANKS[one] for one in before if one in RANKS]
    return kind != "programme" or status not in RANKS or not reached or RANKS[status] > max(reached)


def _figure(slot: str, comparison: Comparison, claim: Claim, before: Sequence[Claim]) -> Iterable[Change]:
    now = comparison.show(claim)
    if not now or slot in dict(claim.inferred):
        return
    known = [one for one in before if comparison.show(one)]
    if not any(comparison.same(one, claim) for one in known):
        yield Change(slot, _last(known, comparison.show), now)


def _last(claims: Sequence[Claim], show: Callable[[Claim], Any]) -> str | None:
    """The latest thing said, if any."""
    return next((str(said) for one in reversed(claims) if (said := show(one))), None)
