"""Which facts speak of a pair of parties, and of a period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from communique.analysis import moments
from communique.assembly import Catalogue, catalogue, dates
from communique.errors import BriefError
from communique.knowledge import Knowledge
from communique.model import Cited, Fact


def of_pair(facts: Sequence[Fact], pair: tuple[str, str], knowledge: Knowledge) -> list[Fact]:
    """The facts about the dealings of two parties.

    Engagements, mechanisms and postures of both; programmes in which one supplies or makes something with
    the other; one's use of what the other supplied; pressure between them, or of others on one of them
    over dealings with the other.
    """
    tables = catalogue(knowledge)
    supplied = {
        (str(fact.slots.get("line")), code)
        for fact in facts
        if _programme(fact, pair)
        for code in (*fact.slots.get("recipient", []), *fact.slots.get("supplier", []))
    }
    return [fact for fact in facts if _speaks_of(fact, pair, tables, supplied)]


def _speaks_of(fact: Fact, pair: tuple[str, str], tables: Catalogue, supplied: set[tuple[str, str]]) -> bool:
    if fact.kind == "programme":
        return _programme(fact, pair)
    if fact.kind == "use":
        return _use(fact, pair, tables, supplied)
    if fact.kind == "pressure":
        return _pressure(fact, pair)
    return set(pair) <= set(fact.slots.get("parties", []))


def _programme(fact: Fact, pair: tuple[str, str]) -> bool:
    """One of the two supplies, and the other gets it or makes it too."""
    if fact.kind != "programme":
        return False
    supplier = set(fact.slots.get("supplier", []))
    everyone = supplier | set(fact.slots.get("recipient", []))
    return set(pair) <= everyone and bool(supplier & set(pair))


def _use(fact: Fact, pair: tuple[str, str], tables: Catalogue, supplied: set[tuple[str, str]]) -> bool:
    by = set(fact.slots.get("by", [])) & set(pair)
    if len(by) != 1:
        return bool(by)
    user = by.pop()
    other = pair[1] if user == pair[0] else pair[0]
    if (str(fact.slots.get("line")), user) in supplied:
        return True
    return other in tables.origins(str(fact.slots.get("equipment", "")))


def _pressure(fact: Fact, pair: tuple[str, str]) -> bool:
    by, on = set(fact.slots.get("by", [])), set(fact.slots.get("on", []))
    about = set(fact.slots.get("about", []))
    for one, other in (pair, pair[::-1]):
        if one in on and (other in by or other in about or other in on):
            return True
    return False


def in_period(facts: Sequence[Fact], since: str | None, until: str | None) -> list[Fact]:
    """The facts with a moment in a period: a day that they are about, else the day of a report.

    Either end may be a day, a month or a year. What bears no date at all stays. Raises BriefError for an
    end that is no date, or for ends in the wrong order.
    """
    first, last = _end(since, 0), _end(until, 1)
    if first is not None and last is not None and first > last:
        raise BriefError(f"{since} to {until}", "the period ends before it begins", "exchange the two dates")
    if first is None and last is None:
        return list(facts)
    return [fact for fact in facts if _any_within(fact, first, last)]


def _end(date: str | None, side: int) -> dt.date | None:
    if date is None:
        return None
    found = dates.bounds(date)
    if found is None:
        raise BriefError(date, "is no date", "write it as 2025-08-06, 2025-08 or 2025")
    return found[side]


def _any_within(fact: Fact, first: dt.date | None, last: dt.date | None) -> bool:
    told = [_moment(item) for item in fact.cited]
    known = [moment for moment in told if moment is not None]
    if not known:
        return moments.began(fact) is None
    return any((first is None or m[1] >= first) and (last is None or m[0] <= last) for m in known)


def _moment(item: Cited) -> dates.Bounds | None:
    return dates.bounds(item.claim.date) or dates.bounds(item.published)
