"""The merged slots of a fact: for each slot the value that most independent voices give, then the latest.

Values that a report states outweigh values that the reader inferred; a denied claim gives no value. What
differs is kept beside it by :mod:`communique.assembly.conflicts`; how the status moved, by
:mod:`communique.assembly.history`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from communique.assembly import dates
from communique.assembly.ground import Ground, Group, order_of
from communique.assembly.history import current, history, promises, states_number
from communique.assembly.people import merge_people, roster
from communique.model import Cited, Claim, Conflict
from communique.vocabulary import LEVELS, SLOTS

# Slots that gather what every report tells instead of choosing one report's value.
_GATHERED: Final = ("parties", "chairs", "companies")
# A number reported with these is what has arrived, not what was ordered.
ARRIVING: Final = ("in-production", "partly-delivered", "delivered", "in-service")

# Where the value of a conflict stands in a claim, if not under its own name.
SLOT_OF: Final = {"delivered": "quantity"}

_PART: Final = re.compile(
    r"\b(?:remaining|outstanding|balance|last|final|first|initial|of them|of these|still|awaited|pending)\b",
    re.I,
)
_DUE: Final = re.compile(r"\b(?:remaining|outstanding|still to come|awaited|pending)\b", re.I)
_REACH: Final = 14

# The encoder is kept: to make one for each value costs more than its use.
_KEY: Final = json.JSONEncoder(sort_keys=True, ensure_ascii=False).encode

Slots = dict[str, Any]


def merged(group: Group, ground: Ground) -> Slots:
    """All merged slots of a group, in the public JSON form, empty ones left out.

    Beside the slots of its kind: ``line`` (programme, use), ``history`` and ``promises``, ``reached`` (the
    furthest stage), ``delivered`` (the latest number reported to have arrived), ``attribution`` and
    ``hedge`` where every claim has one, ``denied`` where every claim denies, ``inferred``.
    """
    asserted = [item for item in group.cited if not item.claim.denied] or list(group.cited)
    slots: Slots = {}
    inferred: dict[str, str] = {}
    for name in SLOTS[group.kind]:
        value, source = _chosen(name, asserted, ground)
        if value not in (None, "", [], {}):
            slots[name] = value
            if source:
                inferred[name] = source
    slots.update(group.slots)
    if group.kind == "engagement" and "participants" in slots:
        slots["participants"] = _people(asserted, ground)
    _set_progress(group, asserted, slots, ground)
    _set_stance(group, asserted, slots)
    if inferred:
        slots["inferred"] = inferred
    return slots


def revised(slots: Slots, group: Group, found: Iterable[Conflict]) -> Slots:
    """The slots with the value that stands, where a later report revised it, whatever most voices say."""
    by_id = {item.claim_id: item for item in group.cited}
    for conflict in found:
        if conflict.stands is None:
            continue
        claims = next(ids for value, ids in conflict.values if value == conflict.stands)
        value = by_id[claims[0]].claim.slot(SLOT_OF.get(conflict.slot, conflict.slot))
        slots[conflict.slot] = value
        slots.get("inferred", {}).pop(conflict.slot, None)
    return {name: value for name, value in slots.items() if value != {}}


def _people(asserted: Sequence[Cited], ground: Ground) -> list[dict[str, str]]:
    names = [person for item in asserted for person in item.claim.participants]
    weight = {person.name: _voices_naming(person.name, asserted, ground) for person in names}
    by_weight = sorted(names, key=lambda p: (-weight[p.name], p.name, str(p.office)))
    fields = ("name", "office", "rank", "party")
    known, day = roster(ground.knowledge), next((i.claim.date or i.published for i in asserted), None)
    return [{k: getattr(p, k) for k in fields if getattr(p, k)} for p in merge_people(by_weight, known, day)]


def _voices_naming(name: str, asserted: Sequence[Cited], ground: Ground) -> int:
    return ground.count(item for item in asserted if any(p.name == name for p in item.claim.participants))


def _chosen(name: str, asserted: Sequence[Cited], ground: Ground) -> tuple[Any, str]:
    """The merged value of one slot, and where it comes from if every report leaves it open."""
    attribute = "from_" if name == "from" else name
    stated = [item for item in asserted if name not in dict(item.claim.inferred)]
    if name in _GATHERED:
        gathered = sorted({value for item in asserted for value in getattr(item.claim, attribute)})
        if gathered:
            source = "" if any(getattr(i.claim, attribute) for i in stated) else _source(name, asserted)
            return gathered, source
        return None, ""
    if name == "level":
        levels = [item.claim.level for item in asserted if item.claim.level in LEVELS]
        return (min(levels, key=lambda level: LEVELS.index(level or "")), "") if levels else (None, "")
    if name == "quantity":
        stated = asserted = _ordering(asserted)
    for pool, inferred in ((stated, False), (asserted, True)):
        value = most_said(pool, lambda claim: claim.slot(name), ground)
        if value is not None:
            return value, _source(name, asserted) if inferred else ""
    return None, ""


def _source(name: str, asserted: Sequence[Cited]) -> str:
    return min((dict(item.claim.inferred).get(name, "") for item in asserted), key=lambda s: (s == "", s))


def orders_number(item: Cited) -> bool:
    """True where a claim's number is that of the order: none that arrived, remains, or is due on a day."""
    claim = item.claim
    due = claim.status in ("planned", "delayed") and claim.date is not None
    if claim.status in ARRIVING or due or dates.after(claim.date, item.published):
        return False
    text = claim.quantity.text if claim.quantity else ""
    return not any(_says_part(text, span.quote) for span in claim.evidence)


def _ordering(asserted: Sequence[Cited]) -> list[Cited]:
    """The claims that give the number ordered: those of a contract, where there are any with a number."""
    numbers = [item for item in asserted if item.claim.quantity and orders_number(item)]
    signed = [item for item in numbers if item.claim.status == "contracted"]
    return signed or numbers


def _says_part(number: str, quote: str) -> bool:
    """True for "the remaining two", "two outstanding units", "the first 124": a part of an order."""
    if not number:
        return False
    place = quote.find(number)
    around = quote[max(0, place - _REACH) : place + len(number) + _REACH] if place >= 0 else ""
    return _PART.search(around) is not None


def most_said(items: Iterable[Cited], pick: Callable[[Claim], Any], ground: Ground) -> Any:
    """The value with most voices; of equals the one reported last, then the first in canonical order."""
    said: dict[str, list[Cited]] = {}
    values: dict[str, Any] = {}
    for item in items:
        value = pick(item.claim)
        if value in (None, "", [], {}):
            continue
        key = _KEY(_weighed(value))
        said.setdefault(key, []).append(item)
        values.setdefault(key, value)
    if not said:
        return None
    best = sorted(said, key=lambda k: (-ground.count(said[k]), _age(said[k]), k))[0]
    return values[best]


def _weighed(value: Any) -> Any:
    """A number or an amount counts as what it is, not as it was printed."""
    if isinstance(value, dict) and ("number" in value or "amount" in value):
        return {k: v for k, v in value.items() if k not in ("text", "qualifier", "unit")}
    return value


def _age(items: Sequence[Cited]) -> int:
    days = [dates.day(item.published) for item in items]
    return -max((day.toordinal() for day in days if day), default=0)


def _set_progress(group: Group, asserted: Sequence[Cited], slots: Slots, ground: Ground) -> None:
    """History, the status as it stands, and for programmes the contract's day, promises and arrivals."""
    steps = history(asserted)
    if steps:
        slots["history"] = [[step.date, step.status, list(step.claims)] for step in steps]
        slots["status"], reached = current(group.kind, steps, asserted)
        if group.kind == "programme":
            slots["reached"] = reached
    if group.kind == "pressure" and steps:
        now = [i for i in asserted if i.claim.status == slots["status"] and tells_day(i)]
        slots["date"] = min((i.claim.date or "" for i in now), default=None)
        if slots["date"] is None:
            del slots["date"]
    if group.kind != "programme":
        return
    slots.pop("date", None)
    signed = _contract_day(asserted, ground)
    if signed:
        slots["date"] = signed
    told = promises(asserted)
    if told:
        slots["promises"] = [[promise.due, promise.said, list(promise.claims)] for promise in told]
    arrived = [item for item in asserted if item.claim.status in ARRIVING and states_number(item.claim)]
    if arrived:
        latest = max(arrived, key=lambda i: (_reach(i), i.published or "", i.claim_id))
        slots["delivered"] = latest.claim.slot("quantity")
    if "delivered" in slots or _outstanding(asserted):
        _part_only(slots)


def _contract_day(asserted: Sequence[Cited], ground: Ground) -> str | None:
    """The day of the contract that most voices tell, as precisely as any of them does."""
    told = [i for i in asserted if i.claim.status == "contracted" and tells_day(i)]
    classes: list[list[Cited]] = []
    for item in sorted(told, key=lambda i: (-dates.precision(i.claim.date), i.claim.date or "", order_of(i))):
        home = next((c for c in classes if dates.agree(c[0].claim.date, item.claim.date)), None)
        if home is None:
            classes.append([item])
        else:
            home.append(item)
    best = max(classes, key=ground.count, default=None)
    return best[0].claim.date if best else None


def tells_day(item: Cited) -> bool:
    """True where a claim's own words tell its day, and the day is not still to come."""
    claim = item.claim
    own = claim.date is not None and "date" not in dict(claim.inferred)
    return own and not dates.after(claim.date, item.published)


def _outstanding(asserted: Sequence[Cited]) -> bool:
    """True where, no earlier than the last report of a delivery, one speaks of what is still to come."""
    came = [item.published or "" for item in asserted if item.claim.status == "delivered"]
    return (
        any(_still_due(item) and (item.published or "") >= max(came) for item in asserted) if came else False
    )


def _still_due(item: Cited) -> bool:
    if item.claim.status not in ("planned", "delayed", "contracted", "in-production"):
        return False
    return dates.after(item.claim.date, item.published) or any(
        _DUE.search(span.quote) for span in item.claim.evidence
    )


def _part_only(slots: Slots) -> None:
    """What reports call delivered is part of the order where they count fewer than were ordered, or, without
    a count, where something is still to come."""
    came, ordered = slots.get("delivered", {}).get("number"), slots.get("quantity", {}).get("number")
    if came is not None and (ordered is None or came >= ordered):
        return
    for name in ("status", "reached"):
        if slots.get(name) == "delivered":
            slots[name] = "partly-delivered"


def _reach(item: Cited) -> int:
    when = dates.day(item.claim.date) or dates.day(item.published)
    return when.toordinal() if when else 0


def _set_stance(group: Group, asserted: Sequence[Cited], slots: Slots) -> None:
    """Who says it, how it is held back and whether it is denied: only where all claims are so."""
    if all(item.claim.denied for item in group.cited):
        slots["denied"] = True
    attributions = {item.claim.attribution for item in asserted}
    if None not in attributions:
        slots["attribution"] = sorted(str(name) for name in attributions)
    hedges = [item.claim.hedge for item in asserted]
    if all(hedges):
        slots["hedge"] = max(hedges, key=lambda hedge: (hedges.count(hedge), str(hedge)))
