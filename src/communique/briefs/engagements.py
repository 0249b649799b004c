"""Sentences about engagements: who met whom, with names and offices, where and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from communique.analysis.moments import asserted
from communique.assembly import dates
from communique.briefs.days import date_words, when
from communique.briefs.english import Names, join, number
from communique.briefs.stance import inferred, pick, say, told
from communique.knowledge import fold
from communique.model import Cited, Fact, Sentence

_NOUNS: Final = {
    "meeting": "a meeting",
    "talks": "a round of talks",
    "call": "a call",
    "visit": "a visit",
    "port-call": "a port call",
    "exercise": "a joint exercise",
    "agreement": "the signing of an agreement",
    "contract": "the signing of a contract",
    "ceremony": "a ceremony",
}
_HELD: Final = {
    "talks": "held talks",
    "call": "held a call",
    "exercise": "held a joint exercise",
    "agreement": "signed an agreement",
    "contract": "signed a contract",
    "ceremony": "held a ceremony",
}
_OTHER_STATES: Final = {
    "under-way": "was under way",
    "planned": "was planned",
    "postponed": "was postponed",
    "cancelled": "was cancelled",
}
# A building or a ground: one meets at it, not in it.
_GROUNDS: Final = re.compile(
    r"\b(?:centre|center|range|base|palace|house|yard|shipyard|airport|headquarters|ministry|academy|hall|station)$",
    re.IGNORECASE,
)
_MOST_PERSONS: Final = 6
_MOST_PARTIES: Final = 4
_PAIR: Final = 2

Person = dict[str, Any]


def engagement(fact: Fact, names: Names) -> Sentence:
    """One sentence for one engagement."""
    behind = list(asserted(fact)) or list(fact.cited)
    status = str(fact.slots.get("status") or "held")
    telling = [item for item in behind if item.claim.status == status] or behind
    text = _held(fact, names) if status == "held" else _other(fact, names, status)
    text = f"{text}{inferred(fact, ('date',))}{_reported(fact, telling)}"
    return say(told(text, telling, fact), (*pick(telling), *pick(_naming(fact, behind), 2)), fact)


def _naming(fact: Fact, behind: Sequence[Cited]) -> list[Cited]:
    """Claims that bring in persons whom the others do not name."""
    known: set[str] = set()
    telling = []
    for item in behind:
        new = {person.name for person in item.claim.participants} - known
        if new:
            telling.append(item)
            known |= new
    return telling


def _held(fact: Fact, names: Names) -> str:
    kind = str(fact.slots.get("type") or "meeting")
    where = _where_and_when(fact)
    people = list(fact.slots.get("participants", []))
    sides = _sides(fact, people)
    if kind == "meeting" and len(sides) == 2 and all(sides):
        return f"{_persons(sides[0], names)} met {_persons(sides[1], names)}{where}"
    if kind == "visit":
        return _visit(fact, people, names)
    if kind == "port-call":
        return f"a port call {_between(fact, names)} took place{where}{_taking_part(people, names)}"
    done = _HELD.get(kind, "held a meeting")
    return f"{_parties(fact, names)} {done}{where}{_taking_part(people, names)}"


def _visit(fact: Fact, people: Sequence[Person], names: Names) -> str:
    """Who came is known where those named are of one party, or where the place tells who was at home."""
    place = str(fact.slots.get("place") or "")
    came = _visitors(fact, people, names)
    if came:
        guest = str(came[0]["party"])
        host = next(code for code in fact.slots["parties"] if code != guest)
        goal = place if place and place != names.plain(guest) else names.running(host)
        hosts = [person for person in people if person not in came]
        return f"{_persons(came, names)} visited {goal}{_time(fact)}{_taking_part(hosts, names)}"
    return f"a visit {_between(fact, names)} took place{_where_and_when(fact)}{_taking_part(people, names)}"


def _visitors(fact: Fact, people: Sequence[Person], names: Names) -> list[Person]:
    """The persons of the party that came; none where neither place nor persons tell which of two it was."""
    parties = list(fact.slots.get("parties", []))
    named = {str(person.get("party") or "") for person in people}
    if len(parties) != _PAIR or not named or not named <= set(parties):
        return []
    host = names.knowledge.parties.get(fold(str(fact.slots.get("place") or "")))
    if host in parties:
        return [person for person in people if person["party"] != host]
    return list(people) if len(named) == 1 else []


def _other(fact: Fact, names: Names, status: str) -> str:
    """Planned, postponed, cancelled or under way: the engagement as a noun."""
    kind = str(fact.slots.get("type"))
    noun = _NOUNS.get(kind, "a meeting")
    people = list(fact.slots.get("participants", []))
    where = _where(fact)
    time = _time(fact)
    if status in ("planned", "postponed") and fact.slots.get("date"):
        time = f" for {date_words(fact.slots['date'])}"
    state = _OTHER_STATES.get(status, "was reported")
    if kind == "visit" and (came := _visitors(fact, people, names)):
        host = next(code for code in fact.slots["parties"] if code != came[0]["party"])
        goal = str(fact.slots.get("place") or "") or names.running(host)
        hosts = [person for person in people if person not in came]
        return f"a visit of {_persons(came, names)} to {goal} {state}{time}{_taking_part(hosts, names)}"
    return f"{noun} {_between(fact, names)}{where} {state}{time}{_taking_part(people, names)}"


def _sides(fact: Fact, people: Sequence[Person]) -> list[list[Person]]:
    """The persons of each of two parties, in the order of the parties."""
    parties = list(fact.slots.get("parties", []))
    if len(parties) != 2:
        return []
    return [[p for p in people if p.get("party") == code] for code in parties]


def _persons(people: Sequence[Person], names: Names) -> str:
    shown = [_person(person, names) for person in people[:_MOST_PERSONS]]
    left = len(people) - len(shown)
    if left:
        shown.append("one other" if left == 1 else f"{number(left)} others")
    return join(shown)


def _person(person: Person, names: Names) -> str:
    """``Aleksandr Fomin (Deputy Defence Minister, Russia)``."""
    party = person.get("party")
    notes = [str(person.get("office") or person.get("rank") or ""), names.plain(party) if party else ""]
    told_of = ", ".join(note for note in notes if note)
    return f"{person['name']} ({told_of})" if told_of else str(person["name"])


def _taking_part(people: Sequence[Person], names: Names) -> str:
    return f", with {_persons(people, names)} taking part" if people else ""


def _parties(fact: Fact, names: Names) -> str:
    codes = list(fact.slots.get("parties", []))
    if len(codes) <= _MOST_PARTIES:
        return names.all(codes) or "the parties"
    shown = [names.running(code) for code in codes[:_MOST_PARTIES]]
    left = len(codes) - len(shown)
    return join([*shown, "one other" if left == 1 else f"{number(left)} others"])


def _between(fact: Fact, names: Names) -> str:
    return f"{'between' if len(fact.slots.get('parties', [])) == 2 else 'of'} {_parties(fact, names)}"


def _where_and_when(fact: Fact) -> str:
    return f"{_where(fact)}{_time(fact)}"


def _where(fact: Fact) -> str:
    """`` in Moscow``, `` at Manekshaw Centre``."""
    place = str(fact.slots.get("place") or "")
    if not place or fact.slots.get("type") == "call":  # whoever calls is in two places
        return ""
    return f" at {place}" if _GROUNDS.search(place) else f" in {place}"


def _time(fact: Fact) -> str:
    date = fact.slots.get("date")
    return f" {when(date)}" if date else ""


def _reported(fact: Fact, telling: Sequence[Cited]) -> str:
    """Where no date is told: the day of the first report."""
    if fact.slots.get("date"):
        return ""
    said = sorted(item.published for item in telling if item.published)
    note = f"; reported {date_words(said[0])}" if said and dates.bounds(said[0]) else ""
    return f" (date not stated{note})"
