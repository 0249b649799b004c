"""PLOVER event records, and the same as dyads with ISO, COW and GW codes for a panel.

``plover.jsonl`` holds one record for each fact, with lists of actors and recipients as the manual asks (a
meeting of twenty states is one record); ``plover.csv`` has a row for each dyad in it. What PLOVER calls the
auxiliary modes historical, future, hypothetical and negation are columns of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from communique.analysis import moments
from communique.assembly import dates
from communique.exports.base import View
from communique.exports.codes import codes_of, number
from communique.exports.crosswalk import Coding, coding
from communique.exports.files import write_csv, write_lines
from communique.knowledge import fold
from communique.model import Fact

_SECTORS: Final = {
    "chief-of-defence": "MIL",
    "service-chief": "MIL",
    "military-officer": "MIL",
    "legislator": "LEG",
    "executive": "BUS",
}
_FUTURE: Final = ("planned", "proposed", "requested", "approved", "threatened")
# A report of what lies more than this many days back tells history.
_HISTORY: Final = 366

DYAD_COLUMNS: Final = (
    *("fact", "date", "actor", "actor_cow", "actor_gw", "actor_sector", "recipient", "recipient_cow"),
    *(
        "recipient_gw",
        "recipient_sector",
        "reciprocal",
        "event",
        "mode",
        "contexts",
        "quad_code",
        "event_scale",
    ),
    *("cameo", "historical", "future", "hypothetical", "negation", "voices", "belief", "link"),
)


@dataclass(frozen=True, slots=True)
class Event:
    """A fact as PLOVER codes it: who acts on whom; ``day`` is EDTF."""

    fact: Fact
    coding: Coding
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    day: str | None
    sector: str

    @property
    def dyads(self) -> list[tuple[str, str, bool]]:
        """Actor, recipient, and whether it holds both ways (then each pair stands once, in order of code)."""
        if self.coding.ends == "both":
            ordered = sorted(self.actors)
            return [(one, other, True) for i, one in enumerate(ordered) for other in ordered[i + 1 :]]
        return [(one, other, False) for one in self.actors for other in self.recipients if one != other]


class Plover:
    """Writes ``plover.jsonl`` and ``plover.csv``."""

    def write(self, view: View, folder: Path) -> list[Path]:
        """The two files."""
        found = list(events(view))
        return [
            write_lines(folder / "plover.jsonl", (_record(event, view) for event in found)),
            write_csv(
                folder / "plover.csv", DYAD_COLUMNS, (row for event in found for row in _rows(event, view))
            ),
        ]


def events(view: View) -> Iterator[Event]:
    """The facts that PLOVER has an event for and that name the ends it asks for; doubtful ones left out."""
    for fact in view.facts:
        coded = coding(fact)
        if coded is None or moments.is_doubtful(fact):
            continue
        actors, recipients = _ends(fact, coded, view)
        if not actors or (len(set(actors) | set(recipients)) < 2):
            continue
        yield Event(fact, coded, actors, recipients, moments.told(fact), _sector(fact))


def _ends(fact: Fact, coded: Coding, view: View) -> tuple[tuple[str, ...], tuple[str, ...]]:
    slots = fact.slots
    acts = tuple(slots.get("supplier") or slots.get("by") or slots.get("parties") or ())
    meets = tuple(slots.get("recipient") or slots.get("on") or slots.get("against") or ())
    everyone = tuple(dict.fromkeys((*acts, *meets)))
    match coded.ends:
        case "back":
            return meets, acts
        case "ends":
            return acts, meets
        case "guest":
            host = _host(fact, view)
            if host in everyone and len(everyone) > 1:
                return tuple(code for code in everyone if code != host), (host,)
    # Where PLOVER wants a recipient, what both do stands on both sides.
    return everyone, everyone if coded.needs_recipient else ()


def _host(fact: Fact, view: View) -> str:
    """The state of the place of a visit, if a table knows it."""
    place = str(fact.slots.get("place") or "")
    for part in (place, *(piece.strip() for piece in place.split(","))):
        code = view.knowledge.parties.get(fold(part))
        if code:
            return code
    return next((row["iso3"] for row in view.knowledge.rows("places") if row["place"] == place), "")


def _sector(fact: Fact) -> str:
    if fact.slots.get("type") in ("exercise", "port-call"):
        return "MIL"
    return _SECTORS.get(str(fact.slots.get("level")), "GOV")


def _entity(code: str, event: Event, view: View) -> dict[str, Any]:
    codes = codes_of(code, view.knowledge)
    return {
        "entity_name": view.knowledge.name_of(code),
        "country_name": code,
        "wikidata_id": codes["wikidata"],
        "sector_code": event.sector if codes["iso2"] else "IGO",
        "cow": number(code, "COW", event.day, view.knowledge),
        "gw": number(code, "GW", event.day, view.knowledge),
    }


def _record(event: Event, view: View) -> dict[str, Any]:
    fact = event.fact
    first = min(fact.cited, key=lambda item: (item.published or "9", item.claim_id))
    return {
        "id": fact.id,
        "has_event": True,
        "date": event.day,
        "actor": [_entity(code, event, view) for code in event.actors],
        "recipient": [_entity(code, event, view) for code in event.recipients],
        "event": [event.coding.event],
        "mode": [event.coding.mode] if event.coding.mode else [],
        "context": list(event.coding.contexts),
        "quad_code": event.coding.quad,
        "event_scale": event.coding.scale,
        "cameo": event.coding.cameo,
        "event_loc": fact.slots.get("place"),
        "event_text": [view.shown(span.quote) for span in first.claim.evidence],
        "link": first.url,
        "cite_info": {
            "publisher": first.publisher,
            "published": first.published,
            "document": first.document_id,
        },
        "coder": f"communique {view.version}",
        "coded_date": view.made[:10],
        "coded_time": view.made[11:19],
        **modality(event),
        **({"tlp": view.marking} if view.marking else {}),
    }


def modality(event: Event) -> dict[str, bool]:
    """PLOVER's auxiliary modes: historical, future, hypothetical, negation."""
    slots = event.fact.slots
    return {
        "historical": _is_history(event),
        "future": slots.get("status") in _FUTURE,
        "hypothetical": slots.get("hedge") in ("possible", "conditional"),
        "negation": moments.is_denied(event.fact),
    }


def _is_history(event: Event) -> bool:
    bounds = dates.bounds(event.day) if event.day else None
    reports = [day for item in event.fact.cited if (day := dates.day(item.published)) is not None]
    return bool(bounds and reports and (min(reports) - bounds[1]).days > _HISTORY)


def _rows(event: Event, view: View) -> Iterator[list[Any]]:
    fact, coded = event.fact, event.coding
    modes = modality(event)
    link = next((item.url for item in fact.cited if item.url), "")
    for one, other, reciprocal in event.dyads:
        ends: list[Any] = []
        for code in (one, other):
            entity = _entity(code, event, view)
            ends += [code, entity["cow"], entity["gw"], entity["sector_code"]]
        yield [
            *(fact.id, event.day, *ends, reciprocal),
            *(coded.event, coded.mode, list(coded.contexts), coded.quad, coded.scale, coded.cameo),
            *(modes["historical"], modes["future"], modes["hypothetical"], modes["negation"]),
            *(fact.voices, fact.belief, link),
        ]
