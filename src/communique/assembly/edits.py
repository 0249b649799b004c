"""The values that an analyst types for a slot, read and held against the vocabularies.

A value is kept in the public JSON form, the same as a reader's: codes of parties, EDTF dates, numbers with
their unit. An empty value leaves the slot empty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from communique.assembly import dates
from communique.errors import JudgementError
from communique.knowledge import Knowledge
from communique.model import Claim, Money, Participant, Quantity
from communique.reading.amounts import money, number
from communique.vocabulary import (
    DIRECTIONS,
    FAMILIES,
    HEDGES,
    INSTRUMENTS,
    LEVELS,
    MODES,
    SLOTS,
    STATUSES,
    TERMS,
    TYPES,
)

_CLOSED: Final[Mapping[str, tuple[str, ...]]] = {
    "type": TYPES,
    "mode": MODES,
    "terms": TERMS,
    "instrument": INSTRUMENTS,
    "direction": DIRECTIONS,
    "hedge": HEDGES,
    "level": LEVELS,
    "family": FAMILIES,
}
_PARTIES: Final = frozenset({"parties", "supplier", "recipient", "by", "on", "about", "against"})
_LISTS: Final = frozenset({"companies", "chairs"})
# Beside the slots of its kind: what every claim may have, and what of it a fact may have too.
_OF_CLAIMS: Final = ("attribution", "denied", "hedge")
_OF_FACTS: Final = ("denied", "hedge")
_TYPES: Final[Mapping[str, type]] = {"denied": bool, "participants": list, "quantity": dict, "value": dict}
_YES_NO: Final = {"true": True, "yes": True, "false": False, "no": False}

_LONGEST: Final = 300
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_OPEN_YEAR: Final = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")
_COUNT: Final = re.compile(
    r"(?P<low>\d[\d,]*(?:\.\d+)?)(?:\s*(?:-|to)\s*(?P<high>\d[\d,]*(?:\.\d+)?))?\s*(?P<unit>[^\d\s].*)?"
)
_SUM: Final = re.compile(
    r"(?:(?P<before>[A-Z]{3})\s*)?(?P<amount>\d[\d,]*(?:\.\d+)?)(?:\s*(?P<after>[A-Z]{3}))?"
)
_PERSON: Final = re.compile(r"(?P<name>[^()]+?)\s*(?:\((?P<office>[^()]*)\))?")


def slots_of(kind: str, *, fact: bool) -> tuple[str, ...]:
    """The slots of a kind that can be edited, on a claim or on a fact."""
    return (*SLOTS[kind], *(_OF_FACTS if fact else _OF_CLAIMS))


def values_of(kind: str, slot: str) -> tuple[str, ...]:
    """The values that a slot of a kind may take, where these are listed; empty where any text may stand."""
    return ("true",) if slot == "denied" else _allowed(kind, slot) or ()


def typed(value: Any) -> str:
    """A value in the public JSON form as an analyst would type it; :func:`read_edits` reads it back."""
    match value:
        case None | False:
            return ""
        case True:
            return "true"
        case {"amount": amount, "currency": currency}:
            return f"{amount:.15g} {currency}"
        case {"low": low, "high": high}:
            return f"{low:.15g}-{high:.15g} {value.get('unit') or ''}".strip()
        case {"number": count}:
            return f"{count:.15g} {value.get('unit') or ''}".strip()
        case {"text": text}:
            return str(text)
        case [{"name": _}, *_]:
            return "; ".join(_person(one) for one in value)
        case list() | tuple():
            return ("; " if any("," in str(one) for one in value) else ", ").join(map(str, value))
    return str(value)


def _person(one: Mapping[str, Any]) -> str:
    return f"{one['name']} ({one['office']})" if one.get("office") else str(one["name"])


def read_edits(kind: str, words: Mapping[str, str], knowledge: Knowledge, *, fact: bool) -> dict[str, Any]:
    """What was typed for each slot, as values of the public JSON form; None leaves a slot empty.

    Raises JudgementError for a slot that the kind does not have and for a value that it cannot take, and
    PartyError for a party that nobody knows.
    """
    return {slot: _read(kind, slot, text.strip(), knowledge, fact) for slot, text in words.items()}


def wrong_edits(kind: str, sets: Mapping[str, Any], *, fact: bool) -> list[str]:
    """What is wrong with values in the public JSON form; for judgements that did not come from typing."""
    found = [f"a {kind} has no slot {slot!r}" for slot in sets if slot not in slots_of(kind, fact=fact)]
    for slot, value in sets.items():
        allowed = _allowed(kind, slot)
        if value is not None and not (value in allowed if allowed else _is_of_type(slot, value)):
            found.append(f"{slot} {value!r}")
    if not found:
        try:
            made = Claim.from_json({"kind": kind, **{s: v for s, v in sets.items() if v is not None}})
            shown = made.to_json()
            found += [f"{s} {v!r}" for s, v in sets.items() if v not in (None, False) and shown.get(s) != v]
        except (TypeError, ValueError, AttributeError) as error:
            found.append(str(error))
    return found


def _allowed(kind: str, slot: str) -> tuple[str, ...] | None:
    return STATUSES[kind] if slot == "status" else _CLOSED.get(slot)


def _is_of_type(slot: str, value: Any) -> bool:
    if slot in _PARTIES | _LISTS:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return isinstance(value, _TYPES.get(slot, str))


def _read(kind: str, slot: str, text: str, knowledge: Knowledge, fact: bool) -> Any:
    known = slots_of(kind, fact=fact)
    if slot not in known:
        raise JudgementError(slot, f"is no slot of a {kind}", f"its slots are {', '.join(known)}")
    if not text:
        return None
    if len(text) > _LONGEST or _CONTROL.search(text):
        raise JudgementError(slot, "takes one line of text", f"at most {_LONGEST} characters")
    allowed = _allowed(kind, slot)
    if allowed is not None:
        if text not in allowed:
            raise JudgementError(f"{slot}={text}", "is no value of this slot", f"one of {', '.join(allowed)}")
        return text
    if slot in _PARTIES:
        return sorted({knowledge.party(name) for name in _items(text)})
    if slot in _LISTS:
        return _items(text)
    read = _READ.get(slot)
    return text if read is None else read(slot, text)


def _items(text: str) -> list[str]:
    """What commas or semicolons part; where there is a semicolon, a comma belongs to the item."""
    parts = re.split(r";" if ";" in text else r",", text)
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _yes_no(slot: str, text: str) -> bool:
    if text.lower() not in _YES_NO:
        raise JudgementError(f"{slot}={text}", "is neither yes nor no", "write true or false")
    return _YES_NO[text.lower()]


def _date(slot: str, text: str) -> str:
    year_open = _OPEN_YEAR.fullmatch(text)
    whole = f"2024-{year_open[1]}{'-' + year_open[2] if year_open[2] else ''}" if year_open else text
    ends = whole.split("/")
    if len(ends) > 2 or any(dates.bounds(end) is None for end in ends):
        raise JudgementError(f"{slot}={text}", "is no date", "write 2025-08-06, 2025-08, 2025 or XXXX-08-06")
    return text


def _quantity(slot: str, text: str) -> dict[str, Any]:
    match = _COUNT.fullmatch(text)
    if match is None:
        raise JudgementError(f"{slot}={text}", "is no quantity", "write 5, 5 squadrons or 10-12 aircraft")
    low, high = (number(match[name]) if match[name] else None for name in ("low", "high"))
    unit = match["unit"].strip() if match["unit"] else None
    made = (
        Quantity(text, number=low, unit=unit)
        if high is None
        else Quantity(text, low=low, high=high, unit=unit)
    )
    return _json("quantity", made)


def _value(slot: str, text: str) -> dict[str, Any]:
    match = _SUM.fullmatch(text)
    currency = match and (match["before"] or match["after"])
    if match and currency:
        return _json("value", Money(text, amount=float(match["amount"].replace(",", "")), currency=currency))
    found = money(text)
    if len(found) != 1 or (found[0][0], found[0][1]) != (0, len(text)):
        raise JudgementError(f"{slot}={text}", "is no sum of money", "write $5.43 billion or 5430000000 USD")
    return _json("value", found[0][2])


def _people(slot: str, text: str) -> list[dict[str, Any]]:
    found = []
    for part in text.split(";"):
        match = _PERSON.fullmatch(part.strip())
        if match is None:
            raise JudgementError(
                f"{slot}={text}", "is no list of persons", "write Name (office); Name (office)"
            )
        found.append(Participant(match["name"], office=(match["office"] or "").strip() or None))
    made: list[dict[str, Any]] = Claim("engagement", (), participants=tuple(found)).to_json()["participants"]
    return made


def _json(slot: str, made: Quantity | Money) -> dict[str, Any]:
    """The value as a claim would print it."""
    shown: dict[str, Any] = (
        Claim("programme", (), quantity=made)
        if isinstance(made, Quantity)
        else Claim("programme", (), value=made)
    ).to_json()[slot]
    return shown


_READ: Final[Mapping[str, Callable[[str, str], Any]]] = {
    "date": _date,
    "denied": _yes_no,
    "quantity": _quantity,
    "value": _value,
    "participants": _people,
}
