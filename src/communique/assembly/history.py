"""How the status of one thing moved: its steps, each with the day it was reached and the claims that say so.

A report that retells an old step adds its claim to that step and no new one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from communique.assembly import dates
from communique.model import Cited, Claim

# How far a programme has come; a setback has no rank.
RANKS: Final = {
    "proposed": 0,
    "requested": 1,
    "negotiating": 2,
    "planned": 3,
    "approved": 4,
    "contracted": 5,
    "in-production": 6,
    "partly-delivered": 7,
    "delivered": 8,
    "in-service": 9,
}
SETBACKS: Final = ("delayed", "suspended", "cancelled")
_ARRIVED: Final = ("delivered", "in-service")


class Step(NamedTuple):
    """A status, the day it was reached (of the report where no day is told), and who says so."""

    date: str | None
    status: str
    claims: tuple[str, ...]


class Promise(NamedTuple):
    """A day still to come when it was told: the day, the day of the report, the claims."""

    due: str
    said: str
    claims: tuple[str, ...]


def history(cited: Sequence[Cited]) -> list[Step]:
    """The steps in order of their days; claims without a status make none."""
    steps: list[tuple[str | None, str, list[str]]] = []
    for item in sorted((c for c in cited if c.claim.status), key=_told_first):
        when, told = _day(item)
        status = item.claim.status or ""
        home = next((s for s in steps if s[1] == status and _same_step(s[0], when, told)), None)
        if home is None:
            steps.append((when, status, [item.claim_id]))
        else:
            home[2].append(item.claim_id)
    made = [Step(when, status, tuple(dict.fromkeys(ids))) for when, status, ids in steps]
    return sorted(made, key=_in_time)


def _in_time(step: Step) -> tuple[object, ...]:
    """By day; of a vague date an early stage takes the first day and a delivery the last."""
    found = dates.bounds(step.date)
    if found is None:
        return (True, step.date or "", _rank(step.status), step.claims)
    early = _rank(step.status) <= RANKS["contracted"]
    return (False, (found[0] if early else found[1]).isoformat(), _rank(step.status), step.claims)


def _told_first(item: Cited) -> tuple[object, ...]:
    """Claims with a day of their own first, the most precise before the vague, then in order of report."""
    when, told = _day(item)
    precision = -dates.precision(when) if told else 0
    return (not told, precision, when or "9999", item.published or "9999", item.document_id, item.claim_id)


def _day(item: Cited) -> tuple[str | None, bool]:
    """The day of a step and whether the report tells it; a day still to come is not one that was reached."""
    claim = item.claim
    if claim.date and not dates.after(claim.date, item.published):
        return claim.date, "date" not in dict(claim.inferred)
    if claim.date and claim.kind == "engagement":
        return item.published or claim.date, False
    return item.published, False


def _same_step(known: str | None, when: str | None, told: bool) -> bool:
    """A dated claim joins a step of its day; an undated one any step that was there when it was written."""
    if told or known is None or when is None:
        return dates.agree(known, when)
    there, now = dates.day(known), dates.day(when)
    return there is None or now is None or there <= now


def _rank(status: str) -> int:
    return RANKS.get(status, len(RANKS))


def current(kind: str, steps: Sequence[Step], cited: Sequence[Cited]) -> tuple[str, str]:
    """The status as it stands and the furthest stage reached.

    Programmes: the furthest stage, unless a suspension, cancellation or delay was reported no earlier.
    Engagements: what was held was held. Anything else: the latest report.
    """
    if kind == "engagement":
        return _engagement(steps)
    if kind != "programme":
        latest = max(steps, key=lambda s: (_last_said(s, cited), s.status))
        return latest.status, latest.status
    progress = [step for step in steps if step.status in RANKS]
    setbacks = [step for step in steps if step.status in SETBACKS]
    reached = _furthest(progress, cited)
    if not setbacks:
        return reached.status if reached else steps[-1].status, reached.status if reached else ""
    setback = max(setbacks, key=lambda s: (_last_said(s, cited), s.status))
    if reached is None:
        return setback.status, ""
    over = setback.status == "delayed" and RANKS[reached.status] >= RANKS["delivered"]
    if over or _last_said(setback, cited) < _first_day(reached):
        return reached.status, reached.status
    return setback.status, reached.status


def _engagement(steps: Sequence[Step]) -> tuple[str, str]:
    statuses = [step.status for step in steps]
    for status in ("held", "cancelled", "under-way"):
        if status in statuses:
            return status, status
    return statuses[-1], statuses[-1]


def _furthest(progress: Sequence[Step], cited: Sequence[Cited]) -> Step | None:
    """The highest stage. Where any report has a part delivered, "delivered" without a number is that part:
    only a report that counts what came can say, later, that all of it has."""
    if not progress:
        return None
    best = max(progress, key=lambda s: (RANKS[s.status], _first_day(s)))
    parts = [step for step in progress if step.status == "partly-delivered"]
    if best.status not in _ARRIVED or not parts:
        return best
    counted = [step for step in progress if step.status in _ARRIVED and _counts(step, cited)]
    return max([*parts, *counted], key=lambda s: (_last_said(s, cited), s.status))


def _counts(step: Step, cited: Sequence[Cited]) -> bool:
    """True where a report of the step states in its own words how many."""
    return any(item.claim_id in step.claims and states_number(item.claim) for item in cited)


def states_number(claim: Claim) -> bool:
    """True for a claim whose own words give a number of items; a number counted elsewhere is none."""
    return claim.quantity is not None and "quantity" not in dict(claim.inferred)


def _first_day(step: Step) -> str:
    day = dates.day(step.date)
    return day.isoformat() if day else ""


def _last_said(step: Step, cited: Sequence[Cited]) -> str:
    """The day of the last report of a step; its own day where no report is dated."""
    said = [item.published or "" for item in cited if item.claim_id in step.claims]
    return max([*said, _first_day(step)])


def promises(cited: Sequence[Cited]) -> list[Promise]:
    """The delivery days that reports told ahead of time, in the order in which they were told."""
    told: dict[tuple[str, str], list[str]] = {}
    for item in sorted(cited, key=lambda c: (c.published or "", c.claim.date or "", c.claim_id)):
        if item.published and item.claim.date and dates.after(item.claim.date, item.published):
            told.setdefault((item.published, item.claim.date), []).append(item.claim_id)
    return [Promise(due, said, tuple(ids)) for (said, due), ids in told.items()]
