"""Where reports of one thing differ: every value kept beside the claims that say it, none averaged away.

Two values conflict when they cannot both be so. A vaguer date, a rounded amount, an amount in another
currency, a later stage, a growing number of deliveries do not conflict.

Where a value is told only later than all others, by whoever told the others before or by an official, it stands and
they are what it was revised from: both sides stay.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from communique.assembly import dates
from communique.assembly.ground import Ground, Group
from communique.assembly.merge import ARRIVING, SLOT_OF, orders_number
from communique.assembly.publishers import Publishers, publishers
from communique.assembly.telling import is_official
from communique.model import Cited, Claim, Conflict, Money, Quantity

# Amounts within a fiftieth are one amount rounded differently; with "about" or "more than", within a tenth.
_ROUNDED: Final = 0.02
_APPROXIMATE: Final = 0.1
# Reports this near to each other that call a programme both alive and ended contradict each other.
_SAME_TIME_DAYS: Final = 60
# What two reports count as delivered within as many days, they count at one time.
_AT_ONCE_DAYS: Final = 3
# A governments' agreement that precedes its contract by more than this is another paper, not another date.
_PRELUDE: Final = dt.timedelta(days=200)
_ENDED: Final = ("cancelled", "ended")


def conflicts(group: Group, ground: Ground) -> tuple[Conflict, ...]:
    """The conflicts within a group, in a fixed order of slots."""
    known = publishers(ground.knowledge)
    asserted = [item for item in group.cited if not item.claim.denied]
    found = [_denial(group.cited), _status(asserted)]
    if group.kind == "programme":
        ordered = [i for i in asserted if orders_number(i)]
        signed = [i for i in asserted if i.claim.status == "contracted" and not _ahead(i)]
        found += [
            _differing("quantity", ordered, NUMBER, known),
            _differing("delivered", _counted_at_once(asserted), NUMBER, known),
            _differing("value", asserted, AMOUNT, known),
            _differing("mode", asserted, _MODE, known),
            _differing("date", _full_contracts(signed), _DATE, known),
        ]
    if group.kind in ("engagement", "use"):
        found.append(_differing("date", [i for i in asserted if not _ahead(i)], _DATE, known))
    return tuple(conflict for conflict in found if conflict is not None)


def _counted_at_once(asserted: Sequence[Cited]) -> list[Cited]:
    """What has arrived as reports of the same days count it: later ones may count more and contradict nobody."""
    counted = [i for i in asserted if i.claim.status in ARRIVING and dates.day(i.published)]
    return [one for one in counted if any(_same_days(one, other) for other in counted)]


def _same_days(one: Cited, other: Cited) -> bool:
    """Told by two reports within days of each other, of one stage and not of two days."""
    first, second = dates.day(one.published), dates.day(other.published)
    if first is None or second is None or one.document_id == other.document_id:
        return False
    same = one.claim.status == other.claim.status and dates.agree(one.claim.date, other.claim.date)
    return same and abs((first - second).days) <= _AT_ONCE_DAYS


def _full_contracts(signed: Sequence[Cited]) -> list[Cited]:
    """Contracts without an agreement that led up to them: dated before those that bear a number or price."""
    full = [i for i in signed if i.claim.quantity or i.claim.value]
    first = min((day for i in full if (day := dates.bounds(i.claim.date))), default=None)
    if first is None:
        return list(signed)
    known = [(i, dates.bounds(i.claim.date)) for i in signed]
    return [i for i, day in known if i in full or day is None or day[1] >= first[0] - _PRELUDE]


def _ahead(item: Cited) -> bool:
    return dates.after(item.claim.date, item.published)


def _differing(slot: str, items: Sequence[Cited], kind: Comparison, known: Publishers) -> Conflict | None:
    """Values in the order of their first report; a value joins the first one that it does not contradict."""
    show, same = kind
    classes: list[tuple[Claim, list[Cited]]] = []
    name = SLOT_OF.get(slot, slot)
    told = [item for item in items if show(item.claim) and name not in dict(item.claim.inferred)]
    for item in sorted(told, key=lambda i: (-_detail(slot, i.claim), i.published or "9999", i.claim_id)):
        home = next((members for first, members in classes if same(first, item.claim)), None)
        if home is None:
            classes.append((item.claim, [item]))
        else:
            home.append(item)
    classes = [
        (first, members) for first, members in classes if name != "quantity" or not _part(members, classes)
    ]
    if len(classes) < 2:
        return None
    by_day = sorted(classes, key=lambda c: (min(i.published or "9999" for i in c[1]), show(c[0])))
    values = tuple((show(first), _ids(members)) for first, members in by_day)
    revised = _revises([members for _, members in by_day], known)
    return Conflict(slot, values, values[-1][0] if revised else None)


def _revises(sides: Sequence[Sequence[Cited]], known: Publishers) -> bool:
    """Whether the last value takes the place of the others: told after all of them, by one who may revise them."""
    *others, last = sides
    begins = min(item.published or "" for item in last)
    if not begins or any(not item.published or item.published >= begins for side in others for item in side):
        return False
    if any(_is_official(item, known) for item in last):
        return True
    tellers = {key for item in last if (key := known.of(item).key)}
    return all(tellers & {known.of(item).key for item in side} for side in others)


def _is_official(item: Cited, known: Publishers) -> bool:
    """Told by a ministry or government itself, or in the name of one who holds office."""
    return known.of(item).is_official or is_official(item.claim, known.knowledge)


def _part(members: Sequence[Cited], classes: Sequence[tuple[Claim, list[Cited]]]) -> bool:
    """True for a number whose every report gives a larger one too: twelve of sixteen is no contradiction."""
    number = _highest(members)
    reports = {item.document_id for item in members}
    larger = [others for _, others in classes if _highest(others) > number]
    return any(reports <= {item.document_id for item in others} for others in larger)


def _highest(members: Sequence[Cited]) -> float:
    numbers = [item.claim.quantity.number for item in members if item.claim.quantity]
    return max((number for number in numbers if number is not None), default=float("inf"))


def _detail(slot: str, claim: Claim) -> int:
    return dates.precision(claim.date) if slot == "date" else 0


def _ids(items: Sequence[Cited]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.claim_id for item in items))


def _denial(cited: Sequence[Cited]) -> Conflict | None:
    """A denial and what it denies."""
    denied = [i for i in cited if i.claim.denied]
    pairs = [(no, yes) for no in denied for yes in cited if not yes.claim.denied and denies(no, yes)]
    if not pairs:
        return None
    asserted = list(dict.fromkeys(yes.claim_id for _, yes in pairs))
    return Conflict("denied", (("asserted", tuple(asserted)), ("denied", _ids([no for no, _ in pairs]))))


def denies(no: Cited, yes: Cited) -> bool:
    """Whether a denial contradicts a claim: the same stage, said to have been reached by then.

    Where the reader guessed which equipment a denial is about, it disputes nothing.
    """
    if "equipment" in dict(no.claim.inferred):
        return False
    if no.claim.status and yes.claim.status and no.claim.status != yes.claim.status:
        return False
    told = dates.day(yes.claim.date) or dates.day(yes.published)
    said = dates.day(no.published)
    return told is None or said is None or (told - said).days <= _SAME_TIME_DAYS


def _status(asserted: Sequence[Cited]) -> Conflict | None:
    """An end that reports of the same weeks do not share."""
    ended = [i for i in asserted if i.claim.status in _ENDED]
    alive = [i for i in asserted if i.claim.status and i.claim.status not in _ENDED]
    clashing = [i for i in alive if any(_same_weeks(i, end) for end in ended)]
    if not ended or not clashing:
        return None
    values: dict[str, list[Cited]] = {}
    for item in [*ended, *clashing]:
        values.setdefault(item.claim.status or "", []).append(item)
    return Conflict("status", tuple((status, _ids(items)) for status, items in sorted(values.items())))


def _same_weeks(item: Cited, end: Cited) -> bool:
    """Told within weeks of the end, after it: what was before the end is history."""
    said, ended = dates.day(item.published), dates.day(end.published)
    if said is None or ended is None or item.document_id == end.document_id:
        return False
    past = item.claim.date is not None and not dates.agree(item.claim.date, end.published)
    return not past and 0 <= (said - ended).days <= _SAME_TIME_DAYS


def _show_quantity(quantity: Quantity | None) -> str:
    if quantity is None or (quantity.number is None and quantity.low is None and quantity.high is None):
        return ""
    if quantity.number is not None:
        return f"{quantity.number:g} {quantity.unit or ''}".strip()
    return f"{_bound(quantity.low)}-{_bound(quantity.high)} {quantity.unit or ''}".strip()


def _bound(number: float | None) -> str:
    return "" if number is None else f"{number:g}"


def _same_quantity(one: Claim, other: Claim) -> bool:
    left, right = one.quantity, other.quantity
    if left is None or right is None:
        return True
    if left.unit and right.unit and left.unit != right.unit and left.number != right.number:
        return True  # five squadrons and ten batteries cannot be compared
    low, high = _range(left)
    other_low, other_high = _range(right)
    slack = _APPROXIMATE if left.qualifier or right.qualifier else 0.0
    return low <= other_high * (1 + slack) and other_low <= high * (1 + slack)


def _range(quantity: Quantity) -> tuple[float, float]:
    if quantity.number is not None:
        return quantity.number, quantity.number
    low = quantity.low if quantity.low is not None else 0.0
    return low, quantity.high if quantity.high is not None else float("inf")


def _show_money(money: Money | None) -> str:
    return "" if money is None else f"{money.currency or ''} {money.amount:.0f}".strip()


def _same_money(one: Claim, other: Claim) -> bool:
    left, right = one.value, other.value
    if left is None or right is None or left.currency != right.currency:
        return True
    slack = _APPROXIMATE if left.qualifier or right.qualifier else _ROUNDED
    low, high = left.amount, left.high or left.amount
    other_low, other_high = right.amount, right.high or right.amount
    return low <= other_high * (1 + slack) and other_low <= high * (1 + slack)


class Comparison(NamedTuple):
    """How the values of a slot are printed, and when two of them can both be so."""

    show: Callable[[Claim], str]
    same: Callable[[Claim, Claim], bool]


NUMBER: Final = Comparison(lambda c: _show_quantity(c.quantity), _same_quantity)
AMOUNT: Final = Comparison(lambda c: _show_money(c.value), _same_money)
_MODE: Final = Comparison(lambda c: c.mode or "", lambda a, b: a.mode == b.mode)
_DATE: Final = Comparison(lambda c: c.date or "", lambda a, b: dates.agree(a.date, b.date))
# The figures of a fact whose change is news.
FIGURES: Final = {"quantity": NUMBER, "value": AMOUNT, "date": _DATE}
