"""FollowTheMoney entities, for Aleph and what reads its format; one JSON object on a line.

https://followthemoney.tech. It has no schema for a treaty or a weapons programme: a programme is a Project with
participants (and a Contract once it is signed), a mechanism an Organization with members, a use or a posture a
Note. Ids are ours, so that an import twice changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from communique.analysis.moments import is_firm, told
from communique.exports.base import View
from communique.exports.codes import codes_of
from communique.exports.files import write_lines
from communique.model import Document, Fact

# Days as FollowTheMoney takes them: an EDTF date without its year is none.
_DAY: Final = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_SANCTIONS: Final = ("tariff", "sanctions", "embargo", "export-control", "aid-cut", "expulsion")

Entity = dict[str, Any]


class FollowTheMoney:
    """Writes ``entities.ftm.json``, one entity on each line."""

    def write(self, view: View, folder: Path) -> list[Path]:
        """The file."""
        return [write_lines(folder / "entities.ftm.json", entities(view))]


def entities(view: View) -> Iterator[Entity]:
    """Parties, reports, then what each fact says; every id once."""
    seen: set[str] = set()
    for entity in _all(view):
        if entity["id"] not in seen:
            seen.add(entity["id"])
            yield entity


def _all(view: View) -> Iterator[Entity]:
    for code in view.parties:
        yield _party(code, view)
    for document in sorted(view.documents.values(), key=lambda one: one.id):
        yield _article(document)
    for fact in view.facts:
        yield from _MAKERS[fact.kind](fact, view)


def _entity(identity: str, schema: str, properties: Mapping[str, Any]) -> Entity:
    """An entity with its properties as lists of strings, empty ones left out."""
    listed = {name: value if isinstance(value, list) else [value] for name, value in properties.items()}
    kept = {name: [str(v) for v in values if v not in (None, "")] for name, values in listed.items()}
    return {"id": identity, "schema": schema, "properties": {k: v for k, v in kept.items() if v}}


def _party(code: str, view: View) -> Entity:
    codes = codes_of(code, view.knowledge)
    country = (codes["iso2"] or "").lower()
    schema = "PublicBody" if country else "Organization"
    name = view.knowledge.name_of(code)
    return _entity(
        f"party-{code}",
        schema,
        {"name": name, "country": country, "jurisdiction": country, "wikidataId": codes["wikidata"]},
    )


def _article(document: Document) -> Entity:
    return _entity(
        f"document-{document.id}",
        "Article",
        {
            "title": document.title or document.id[:12],
            "publisher": document.publisher,
            "publishedAt": document.published,
            "modifiedAt": document.modified,
            "author": document.author,
            "sourceUrl": document.url if document.url.startswith(("http://", "https://")) else None,
            "language": "eng" if document.language == "en" else None,
        },
    )


def _common(fact: Fact, view: View) -> dict[str, Any]:
    """What every entity of a fact carries: its day, its reports, the first words that say so."""
    day = told(fact)
    words = [view.shown(span.quote) for item in fact.cited[:3] for span in item.claim.evidence[:1]]
    return {
        "date": day if day and _DAY.fullmatch(day) else None,
        "status": "denied" if fact.slots.get("denied") else fact.slots.get("status"),
        "proof": sorted({f"document-{item.document_id}" for item in fact.cited}),
        "description": words,
        "recordId": fact.id,
    }


def _without(properties: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if name not in names}


def _engagement(fact: Fact, view: View) -> Iterator[Entity]:
    slots = fact.slots
    people = list(slots.get("participants", ()))
    ids = [_person_id(person) for person in people]
    parties = list(slots.get("parties", ()))
    yield _entity(
        f"fact-{fact.id}",
        "Event",
        _without(_common(fact, view), "status")
        | {
            "name": f"{slots.get('type', 'engagement')}: {', '.join(view.knowledge.name_of(p) for p in parties)}",
            "involved": [*(f"party-{code}" for code in parties), *ids],
            "location": slots.get("place"),
            "keywords": [slots.get("level"), slots.get("status")],
        },
    )
    for person, identity in zip(people, ids, strict=True):
        iso2 = (codes_of(str(person.get("party", "")), view.knowledge)["iso2"] or "").lower()
        yield _entity(
            identity, "Person", {"name": person["name"], "position": person.get("office"), "country": iso2}
        )


def _person_id(person: Mapping[str, Any]) -> str:
    key = re.sub(r"\W+", "-", str(person["name"]).casefold()).strip("-")
    return f"person-{person.get('party', 'xx')}-{key}"


def _mechanism(fact: Fact, view: View) -> Iterator[Entity]:
    slots = fact.slots
    identity = f"fact-{fact.id}"
    yield _entity(
        identity,
        "Organization",
        _without(_common(fact, view), "date", "recordId")
        | {
            "name": slots.get("name") or slots.get("acronym"),
            "abbreviation": slots.get("acronym"),
            "classification": "mechanism of cooperation between states",
        },
    )
    for code in slots.get("parties", ()):
        yield _entity(
            f"{identity}-{code}",
            "Membership",
            {"member": f"party-{code}", "organization": identity, "role": "party"},
        )


def _programme(fact: Fact, view: View) -> Iterator[Entity]:
    slots = fact.slots
    identity = f"fact-{fact.id}"
    value = slots.get("value") or {}
    money = {"amount": value.get("amount"), "currency": value.get("currency")}
    yield _entity(
        identity,
        "Project",
        _common(fact, view)
        | money
        | {
            "name": slots.get("equipment"),
            "phase": slots.get("mode"),
            "keywords": [slots.get("family"), slots.get("terms")],
        },
    )
    for role in ("supplier", "recipient"):
        for code in slots.get(role, ()):
            yield _entity(
                f"{identity}-{role}-{code}",
                "ProjectParticipant",
                {"project": identity, "participant": f"party-{code}", "role": role},
            )
    if is_firm(fact):
        yield from _contract(fact, view, money)


def _contract(fact: Fact, view: View, money: dict[str, Any]) -> Iterator[Entity]:
    slots, identity = fact.slots, f"contract-{fact.id}"
    common = _common(fact, view)
    yield _entity(
        identity,
        "Contract",
        {
            "title": slots.get("equipment"),
            "name": slots.get("equipment"),
            "project": f"fact-{fact.id}",
            "authority": [f"party-{code}" for code in slots.get("recipient", ())],
            "contractDate": common["date"],
            "status": slots.get("status"),
            "cancelled": "true" if slots.get("status") == "cancelled" else None,
            "proof": common["proof"],
        }
        | money,
    )
    for code in slots.get("supplier", ()):
        yield _entity(
            f"{identity}-{code}", "ContractAward", {"contract": identity, "supplier": f"party-{code}"} | money
        )


def _pressure(fact: Fact, view: View) -> Iterator[Entity]:
    slots = fact.slots
    if slots.get("instrument") not in _SANCTIONS:
        yield from _note(fact, view)
        return
    name = view.knowledge.name_of
    common = _common(fact, view)
    yield _entity(
        f"fact-{fact.id}",
        "Sanction",
        common
        | {
            "entity": [f"party-{code}" for code in slots.get("on", ())],
            "authority": [name(code) for code in slots.get("by", ())],
            "program": slots.get("instrument"),
            "reason": [f"over dealings with {name(code)}" for code in slots.get("about", ())],
            "startDate": common["date"] if slots.get("status") == "imposed" else None,
        },
    )


def _note(fact: Fact, view: View) -> Iterator[Entity]:
    slots = fact.slots
    words = [
        fact.kind,
        slots.get("direction"),
        slots.get("instrument"),
        slots.get("equipment"),
        slots.get("status"),
    ]
    yield _entity(
        f"fact-{fact.id}",
        "Note",
        _without(_common(fact, view), "date", "status", "recordId")
        | {
            "name": " ".join(str(word) for word in words if word),
            "entity": [f"party-{code}" for code in fact.members],
        },
    )


_MAKERS: Final = {
    "engagement": _engagement,
    "mechanism": _mechanism,
    "programme": _programme,
    "use": _note,
    "pressure": _pressure,
    "posture": _note,
}
