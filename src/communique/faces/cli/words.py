"""A claim in words for a person: its slots in a fixed order, parties by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeAlias

from communique.faces.cli.screen import safe
from communique.model import Claim, Participant

Name: TypeAlias = Callable[[str], str]

HEADINGS: Final = {
    "engagement": "Engagements",
    "mechanism": "Mechanisms",
    "programme": "Programmes",
    "use": "Use",
    "pressure": "Pressures",
    "posture": "Postures",
}


def claim_words(claim: Claim, name: Name) -> str:
    """One claim on one line: ``S-400: Russia to India; transfer, contracted; five squadrons; 2018-10``."""
    slots = {key: value for key, value in claim.to_json().items() if key not in {"evidence", "inferred"}}
    words = slot_words(claim.kind, slots, name)
    marks = []
    if claim.denied:
        marks.append("denied")
    if claim.hedge:
        marks.append(claim.hedge)
    if claim.attribution:
        marks.append(f"says {claim.attribution}")
    return safe(f"{words} [{', '.join(marks)}]" if marks else words)


def slot_words(kind: str, slots: dict[str, Any], name: Name) -> str:
    """The slots of a claim or fact, in their JSON form, as words."""
    head = _HEADS[kind](slots, name)
    return safe("; ".join(part for part in [head, *_rest(kind, slots)] if part))


def _rest(kind: str, slots: dict[str, Any]) -> Iterable[str]:
    if kind == "programme":
        terms = f" ({slots['terms']})" if slots.get("terms") else ""
        yield _join([f"{slots.get('mode', '')}{terms}", slots.get("status")])
        yield amount_words(slots.get("quantity"))
        yield amount_words(slots.get("value"))
    elif kind not in {"use", "posture"}:
        yield _join([slots.get("level"), slots.get("status")])
    yield str(slots.get("date", ""))
    yield str(slots.get("place", ""))
    yield _join(_person(person) for person in slots.get("participants", ()))
    yield _join(slots.get("companies", ()))


def _parties(codes: Iterable[str], name: Name) -> str:
    return _join(name(code) for code in codes)


def _engagement(slots: dict[str, Any], name: Name) -> str:
    return f"{slots.get('type', 'engagement')}: {_parties(slots.get('parties', ()), name)}"


def _mechanism(slots: dict[str, Any], name: Name) -> str:
    names = [text for text in (slots.get("name"), slots.get("acronym")) if text]
    title = f"{names[0]} ({names[1]})" if len(names) == 2 and names[0] != names[1] else "".join(names[:1])
    chairs = f", chaired by {_join(slots['chairs'])}" if slots.get("chairs") else ""
    edition = f", {slots['edition']}" if slots.get("edition") else ""
    return f"{title}{edition}: {_parties(slots.get('parties', ()), name)}{chairs}"


def _programme(slots: dict[str, Any], name: Name) -> str:
    supplier = _parties(slots.get("supplier", ()), name)
    recipient = _parties(slots.get("recipient", ()), name)
    way = f"{supplier or 'unnamed supplier'} to {recipient}" if recipient else supplier
    return f"{slots.get('equipment', 'equipment')}: {way}"


def _use(slots: dict[str, Any], name: Name) -> str:
    against = _parties(slots.get("against", ()), name)
    parts = [
        f"{slots.get('equipment', 'equipment')}: used by {_parties(slots.get('by', ()), name) or 'someone'}"
    ]
    parts += [f"against {against}"] if against else []
    parts += [f"in {slots['operation']}"] if slots.get("operation") else []
    return " ".join(parts)


def _pressure(slots: dict[str, Any], name: Name) -> str:
    about = f" over {_parties(slots['about'], name)}" if slots.get("about") else ""
    by, on = (_parties(slots.get(key, ()), name) or "someone" for key in ("by", "on"))
    return f"{slots.get('instrument', 'pressure')}: {by} on {on}{about}"


def _posture(slots: dict[str, Any], name: Name) -> str:
    climb = f", from {slots['from']}" if slots.get("from") else ""
    climb += f" to {slots['to']}" if slots.get("to") else ""
    return f"{_parties(slots.get('parties', ()), name)}: {slots.get('direction', '')}{climb}"


_HEADS: Final[dict[str, Callable[[dict[str, Any], Name], str]]] = {
    "engagement": _engagement,
    "mechanism": _mechanism,
    "programme": _programme,
    "use": _use,
    "pressure": _pressure,
    "posture": _posture,
}


def _person(person: Any) -> str:
    if isinstance(person, Participant):
        name, office = person.name, person.office
    elif isinstance(person, dict):
        name, office = str(person.get("name", "")), person.get("office")
    else:
        return str(person)
    return f"{name} ({office})" if office else name


def amount_words(value: Any) -> str:
    """A quantity, a sum or any other value of a slot, as it was printed."""
    if isinstance(value, dict):
        unit = (
            f" {value['unit']}"
            if value.get("unit") and str(value["unit"]) not in str(value.get("text"))
            else ""
        )
        return f"{value.get('text') or value.get('number') or value.get('amount') or ''}{unit}"
    if isinstance(value, list | tuple):
        return ", ".join(amount_words(item) for item in value)
    return str(value) if value else ""


def slot_value(slot: str, value: Any, name: Name) -> str:
    """The value of one slot, in its JSON form, as words; codes of parties by name."""
    if slot in _PARTY_SLOTS:
        return safe(_parties(value, name))
    if slot == "participants":
        return safe(_join(_person(person) for person in value))
    return safe(
        "yes"
        if value is True
        else amount_words(value).replace("-", " ")
        if slot in _TERMS
        else amount_words(value)
    )


_PARTY_SLOTS: Final = ("parties", "supplier", "recipient", "by", "against", "on", "about", "chairs")
# Slots whose values are words of the vocabulary.
_TERMS: Final = (
    "type",
    "level",
    "status",
    "mode",
    "terms",
    "family",
    "instrument",
    "direction",
    "from",
    "to",
    "hedge",
)


def _join(parts: Iterable[Any]) -> str:
    return ", ".join(str(part) for part in parts if part)
