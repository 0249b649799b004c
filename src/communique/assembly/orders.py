"""The orders of one programme: a first contract, a second one years later, talks about more after that.

A contract that reports date apart from the others is an order of its own. What else is said of the type
goes to the order that its number names, or to the latest one signed before; approvals and talks to the
next one signed after. Talks without a later contract, or plans for "additional" items, are the follow-on.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from communique.assembly import dates
from communique.assembly.linking import Found, scale
from communique.model import Cited

EARLY: Final = ("proposed", "requested", "planned", "approved", "negotiating")
# Nobody proposes or negotiates what is already under contract.
_BEFORE_CONTRACT: Final = ("proposed", "requested", "negotiating")
_ARRIVED: Final = ("partly-delivered", "delivered", "in-service")
FOLLOW_ON: Final = "follow-on"
EARLIER: Final = "earlier"
# Reports date one contract up to half a year apart (agreed, signed), more if the number is the same.
_APART: Final = dt.timedelta(days=200)
_APART_SAME_NUMBER: Final = dt.timedelta(days=1200)
_NEWS: Final = dt.timedelta(days=10)
_PRELUDE: Final = dt.timedelta(days=800)
_SETTLED: Final = dt.timedelta(days=365)
# What is said longer before the first dated contract speaks of an earlier one that nobody dates.
_PREPARED: Final = dt.timedelta(days=5 * 365)

_ADDITIONAL: Final = re.compile(
    r"\b(?:additional|another|further|extra|follow-on|repeat|second (?:batch|lot|order|contract|tranche))\b"
)
# "Two more will arrive in 2026" is part of an order already made; "five more" without a day is not.
_MORE: Final = re.compile(r"\bmore(?! than\b)\b")
_REACH: Final = 60


@dataclass(slots=True)
class _Order:
    first: dt.date
    last: dt.date
    numbers: set[float] = field(default_factory=set)
    priced: bool = False
    fresh: bool = False
    more: bool = False


Placed = tuple[Cited, list[Found]]


def split_orders(cited: Sequence[Cited]) -> list[tuple[str, list[Placed]]]:
    """The claims of a programme by order, each with why it is there.

    Labels: empty for the first order, then its year, or follow-on; earlier for one before all that are dated.
    """
    orders = _anchors(cited)
    parts: defaultdict[int, list[Placed]] = defaultdict(list)
    for item in cited:
        place, why = _place(item, orders, cited)
        parts[place].append((item, why))
    return [(_label(index, orders), parts[index]) for index in sorted(parts)]


def _label(index: int, orders: Sequence[_Order]) -> str:
    if index == 0:
        return ""
    if index < 0:
        return EARLIER
    return FOLLOW_ON if index >= len(orders) else str(orders[index].first.year)


def _anchors(cited: Sequence[Cited]) -> list[_Order]:
    """The contracts that reports date, the most precise dates first, then joined in order of time."""
    signed = [(c, day) for c in cited if (day := _signed_on(c)) is not None]
    orders: list[_Order] = []
    for item, day in sorted(signed, key=lambda pair: (-dates.precision(pair[1]), pair[1])):
        found = dates.bounds(day)
        if found is None:
            continue
        number = item.claim.quantity.number if item.claim.quantity else None
        fresh = _is_news(item, found)
        more = says_more(item)
        order = next((o for o in orders if _same_order(o, found, number, fresh, more)), None)
        if order is None:
            order = _Order(*found)
            orders.append(order)
        order.more = order.more or more
        order.fresh = order.fresh or fresh
        if number is not None:
            order.numbers.add(number)
        order.priced = order.priced or item.claim.value is not None
    return _without_preludes(sorted(orders, key=lambda o: o.first))


def _without_preludes(orders: list[_Order]) -> list[_Order]:
    """Drop the dates that no number and no price goes with, where a full contract lies within two years.

    They are the agreement that led to it, or a year told from memory.
    """
    full = [order for order in orders if order.numbers or order.priced]
    return [
        order
        for order in orders
        if order in full or order.more or not any(_gap(order, other) <= _PRELUDE for other in full)
    ]


def _gap(one: _Order, other: _Order) -> dt.timedelta:
    return max(one.first - other.last, other.first - one.last, dt.timedelta())


def _signed_on(cited: Cited) -> str | None:
    """The day of a contract, where the claim dates an order: by its own date, or as news of more."""
    claim = cited.claim
    if claim.status != "contracted" or claim.denied:
        return None
    if claim.date and "date" not in dict(claim.inferred):
        return None if dates.after(claim.date, cited.published) else claim.date
    return cited.published if says_more(cited) else None


def _is_news(cited: Cited, found: dates.Bounds) -> bool:
    """True where a report tells of a contract within days of it: nobody can have the day wrong by years."""
    said = dates.day(cited.published)
    return said is not None and found[0] == found[1] and abs(said - found[0]) <= _NEWS


def _same_order(order: _Order, found: dates.Bounds, number: float | None, fresh: bool, more: bool) -> bool:
    """True where two dates can be one contract's; those of two contracts that were both news are not, nor
    that of a further contract and one long before it."""
    told_twice = number is not None and number in order.numbers and not (fresh and order.fresh)
    apart = _APART_SAME_NUMBER if told_twice and more == order.more else _APART
    return found[0] - apart <= order.last and order.first - apart <= found[1]


def _place(cited: Cited, orders: Sequence[_Order], everything: Sequence[Cited]) -> tuple[int, list[Found]]:
    """The index of the order for which most speaks, and why; one past the last for the follow-on, -1 for an
    earlier order."""
    for_each: defaultdict[int, list[Found]] = defaultdict(list)
    for place, found in _reasons(cited, orders, everything):
        for_each[place].append(found)
    weigh = scale("order")
    best = max(for_each, key=lambda place: (weigh.score(for_each[place]), -place))
    return best, for_each[best]


def _reasons(
    cited: Cited, orders: Sequence[_Order], everything: Sequence[Cited]
) -> Iterator[tuple[int, Found]]:
    """What speaks for which order: weights in ``data/identity.csv``, kind ``order``."""
    when = _when(cited)
    early = cited.claim.status in EARLY
    if early and says_more(cited):
        place = _next_after(when, orders) if orders else int(_has_contract(everything))
        yield place, Found("says-more")
    if not orders:
        yield 0, Found("only-one")
        return
    yield from _named(cited, orders)
    if when is not None and when < orders[0].first - _slack(cited, early):
        yield -1, Found("before-first")
    if cited.claim.status in _BEFORE_CONTRACT and when is not None and _settled(when, orders):
        yield _next_after(when, orders), Found("new-talks")
    if early and when is not None and when < orders[-1].first:
        yield _next_after(when, orders), Found("leads-up")
    latest = max((i for i, order in enumerate(orders) if when is None or order.first <= when), default=0)
    yield latest, Found("latest-before")


def _slack(cited: Cited, early: bool) -> dt.timedelta:
    """How long before the first contract on record a claim may still mean it: talks years, a delivery whose
    own day is told not at all, for nothing arrives before it is ordered."""
    if early:
        return _PREPARED
    told = cited.claim.date is not None and "date" not in dict(cited.claim.inferred)
    return dt.timedelta() if told and cited.claim.status in _ARRIVED else _APART


def _named(cited: Cited, orders: Sequence[_Order]) -> Iterator[tuple[int, Found]]:
    """The one order that the claim's number names, and that of which the day is nearest to its contract."""
    number = cited.claim.quantity.number if cited.claim.quantity else None
    named = [i for i, order in enumerate(orders) if number is not None and number in order.numbers]
    if len(named) == 1:
        yield named[0], Found("number", (str(orders[named[0]].first.year),))
    signed = dates.bounds(_signed_on(cited))
    if signed is None:
        return
    told = _Order(*signed)
    nearest = min(range(len(orders)), key=lambda i: (_gap(told, orders[i]), i))
    if _gap(told, orders[nearest]) <= _PRELUDE:
        yield nearest, Found("contract-day", (str(orders[nearest].first.year),))


def _settled(when: dt.date, orders: Sequence[_Order]) -> bool:
    """True a year or more after the contract that was the latest then."""
    before = [order.last for order in orders if order.first <= when]
    return bool(before) and when - max(before) > _SETTLED


def _next_after(when: dt.date | None, orders: Sequence[_Order]) -> int:
    if when is None:
        return len(orders)
    return next((i for i, order in enumerate(orders) if order.last >= when), len(orders))


def _has_contract(cited: Sequence[Cited]) -> bool:
    return any(c.claim.status not in EARLY and not says_more(c) for c in cited)


def _when(cited: Cited) -> dt.date | None:
    """When it was so: the last day that the claim's date can mean, but no later than the report."""
    said = dates.bounds(cited.published)
    told = dates.bounds(cited.claim.date)
    if told is None or (said is not None and told[1] > said[1]):
        return said[1] if said else None
    return told[1]


def says_more(cited: Cited) -> bool:
    """True where the quote says that these items come on top of others: "five additional S-400"."""
    name = (cited.claim.equipment or "").casefold()
    if not name:
        return False
    promised = dates.after(cited.claim.date, cited.published)
    quotes = [span.quote.casefold() for span in cited.claim.evidence]
    reaches = [
        quote[max(0, found.start() - _REACH) : found.start()]
        for quote in quotes
        for found in re.finditer(re.escape(name), quote)
    ]
    if "equipment" in dict(cited.claim.inferred):
        # The name stands elsewhere in the report: "a second lot of about 73,000 rifles".
        reaches += [quote[:_REACH] for quote in quotes]
    return any(_ADDITIONAL.search(r) or (not promised and _MORE.search(r)) for r in reaches)
