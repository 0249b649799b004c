"""A programme's life: its steps with the evidence of each, what was promised against what was reported, where reports differ."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from communique.analysis import Slip
from communique.analysis.moments import asserted, tells_day
from communique.assembly import dates
from communique.assembly.history import RANKS, SETBACKS, states_number
from communique.assembly.merge import ARRIVING, orders_number
from communique.briefs.days import date_words
from communique.briefs.disputes import value_words
from communique.briefs.drawing import Band, Drawing, Mark, Rows, beside, scale
from communique.briefs.programmes import STATUS_WORDS
from communique.model import Cited, Fact

_WIDTH: Final = 1040.0
_LEFT: Final = 158.0
_RIGHT: Final = 1028.0
_ROW: Final = 19.0
_PAD: Final = 14.0
_AXIS: Final = 30.0
_ARRIVED: Final = ("partly-delivered", "delivered", "in-service")
_SLOTS: Final = {
    "quantity": "the number ordered",
    "delivered": "the number delivered",
    "value": "the value",
    "mode": "the form of cooperation",
    "date": "the day",
    "status": "how far it is",
    "denied": "whether it is so",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its day (EDTF), whether a report tells that day or only bears it, what it was, who says so."""

    when: str | None
    told: bool
    status: str
    claims: tuple[Cited, ...]

    @property
    def words(self) -> str:
        """The status in words."""
        return STATUS_WORDS.get(self.status, self.status.replace("-", " "))

    @property
    def shape(self) -> str:
        """The sign of the step, as on every drawing."""
        if self.status in SETBACKS:
            return "stopped"
        return "firm" if RANKS.get(self.status, 0) >= RANKS["contracted"] else "open"


@dataclass(frozen=True, slots=True)
class Said:
    """Something said of a programme, in words, with the claim that says it."""

    words: str
    cited: Cited


@dataclass(frozen=True, slots=True)
class Held:
    """What was promised or ordered, held against what was reported; ``verdict`` is what comes of it."""

    what: str
    promised: tuple[Said, ...]
    reported: tuple[Said, ...]
    verdict: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that reports give, with their claims; ``stands`` where it has replaced the others."""

    value: str
    stands: bool
    claims: tuple[Cited, ...]


def steps(fact: Fact) -> list[Step]:
    """The steps of a fact's history, each with its claims."""
    by_id = {item.claim_id: item for item in fact.cited}
    return [
        Step(when, tells_day(fact, when, claims), status, tuple(by_id[c] for c in claims if c in by_id))
        for when, status, claims in fact.slots.get("history", [])
    ]


def disputes(fact: Fact) -> list[tuple[str, list[Side]]]:
    """Where reports differ: what about, and every value with who says so."""
    by_id = {item.claim_id: item for item in fact.cited}
    made = []
    for conflict in fact.conflicts:
        sides = []
        for value, ids in conflict.values:
            cited = tuple(by_id[i] for i in ids if i in by_id)
            words = value_words(conflict.slot, cited) if cited and conflict.slot != "denied" else value
            sides.append(Side(words or value, conflict.stands == value, cited))
        made.append((_SLOTS.get(conflict.slot, conflict.slot), sides))
    return made


def held(fact: Fact, slips: Sequence[Slip]) -> list[Held]:
    """Numbers ordered against numbers that came, and each promised day against what came of it."""
    rows = [_numbers(fact), _days(fact, slips)]
    return [row for row in rows if row.promised]


def _numbers(fact: Fact) -> Held:
    claims = asserted(fact)
    ordered = [i for i in claims if i.claim.quantity and orders_number(i)]
    came = [i for i in claims if i.claim.status in ARRIVING and states_number(i.claim)]
    return Held(
        "Number",
        _one_each(ordered, lambda i: value_words("quantity", [i])),
        _one_each(came, lambda i: f"{value_words('quantity', [i])} {STATUS_WORDS[str(i.claim.status)]}"),
        _share(fact),
    )


def _share(fact: Fact) -> str:
    wanted, here = _number(fact.slots.get("quantity")), _number(fact.slots.get("delivered"))
    if wanted is None or here is None:
        return "no report counts what came" if wanted is not None else ""
    units = {str(one.get("unit") or "") for one in (fact.slots["quantity"], fact.slots["delivered"])}
    if len(units) > 1:
        return "counted in different units"
    if here >= wanted:
        return "all of it"
    return f"{here:g} of {wanted:g}"


def _number(value: Any) -> float | None:
    number = value.get("number") if isinstance(value, dict) else None
    return float(number) if number is not None else None


def _days(fact: Fact, slips: Sequence[Slip]) -> Held:
    by_id = {item.claim_id: item for item in fact.cited}
    promised = [
        Said(f"for {date_words(due)}", by_id[claims[0]])
        for due, _, claims in fact.slots.get("promises", [])
        if claims and claims[0] in by_id
    ]
    came = [i for i in asserted(fact) if i.claim.status in _ARRIVED and _past(i)]
    reported = _one_each(
        sorted(came, key=lambda i: (i.claim.date or i.published or "", i.claim_id)),
        lambda i: f"{STATUS_WORDS[str(i.claim.status)]} {date_words(i.claim.date or i.published)}",
    )
    slip = next((one for one in slips if one.fact == fact.id), None)
    return Held("Delivery", tuple(promised), reported, _outcome(slip, bool(reported)))


def _past(item: Cited) -> bool:
    return not dates.after(item.claim.date, item.published)


def _outcome(slip: Slip | None, came: bool) -> str:
    if slip is None:
        return "no slip is told" if came else "still open"
    months = f"{slip.months} {'month' if slip.months == 1 else 'months'}"
    if slip.outcome == "overdue":
        return f"the day passed {months} before the latest report, and no report tells of delivery"
    return f"{months} {'late' if slip.outcome == 'late' else 'later than first promised'}"


def _one_each(cited: Sequence[Cited], words: Callable[[Cited], str]) -> tuple[Said, ...]:
    """Each thing said once, by who said it first."""
    found: dict[str, Said] = {}
    for item in sorted(cited, key=lambda i: (i.published or "9999", i.claim_id)):
        said = words(item)
        found.setdefault(said, Said(said, item))
    return tuple(found.values())


# A day on the life line: the day, its label, its words, its sign, and the number of its step.
_Placed = tuple[dt.date, str, str, str, int | None]


def line(fact: Fact) -> Drawing | None:
    """The life line: steps on the days that reports tell or bear, and the days that were promised; None without a day."""
    reported: list[_Placed] = [
        (day, step.words, f"{step.words}, {'' if step.told else 'reported '}{date_words(step.when)}", step.shape, n)
        for n, step in enumerate(steps(fact))
        if (day := dates.day(step.when)) is not None
    ]  # fmt: skip
    promised: list[_Placed] = [
        (bounds[1], f"due {date_words(due)}", f"promised on {date_words(said)} for {date_words(due)}", "open", None)
        for due, said, _ in fact.slots.get("promises", [])
        if (bounds := dates.bounds(due)) is not None
    ]  # fmt: skip
    axis = scale([one[0] for one in (*reported, *promised)], _LEFT + 14, _RIGHT - 8)
    if axis is None:
        return None
    bands, marks, y = [], [], 10.0
    for number, (title, lane) in enumerate((("Reported", reported), ("Promised", promised))):
        if not lane:
            continue
        rows = Rows()
        placed = []
        for day, label, words, shape, place in sorted(lane, key=lambda one: (one[0], one[1])):
            x = axis.x(day)
            at = beside(x, label, _RIGHT)
            placed.append((x, at, rows.place(at.start, at.end), label, words, shape, place))
        height = (rows.count - 1) * _ROW + 2 * _PAD
        bands.append(Band(y, height, title, "odd" if number % 2 else "even"))
        marks += [
            Mark(x, y + _PAD + row * _ROW, shape, words, "promised" if place is None else f"step{place}", label, at.label_x, at.anchor)
            for x, at, row, label, words, shape, place in placed
        ]  # fmt: skip
        y += height
    return Drawing(_WIDTH, y + _AXIS, _LEFT, _RIGHT, y, axis.ticks(), tuple(bands), tuple(marks))
