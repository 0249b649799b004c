"""Sentences about what stands longer than a day: mechanisms, uses, pressures and postures."""

from __future__ import annotations

import re
from typing import Final

from communique.analysis.moments import asserted
from communique.briefs.days import date_words, when
from communique.briefs.english import Names, article, join
from communique.briefs.phrases import fill, pattern
from communique.briefs.programmes import Words
from communique.briefs.stance import pick, say, told
from communique.model import Cited, Fact, Sentence

_STATES: Final = {
    "proposed": "has been proposed",
    "negotiating": "is being negotiated",
    "in-force": "is in force",
    "suspended": "has been suspended",
    "ended": "has ended",
}
_MOST_STEPS: Final = 6
RUNG_WORDS: Final = {
    "transfer": "buying and selling",
    "sustainment": "sustainment",
    "licensed-production": "licensed production",
    "co-production": "joint production",
    "co-development": "joint development",
}


def mechanism(fact: Fact, names: Names) -> list[Sentence]:
    """The body or treaty, its chairs, its latest edition and its state."""
    behind = list(asserted(fact)) or list(fact.cited)
    slots = fact.slots
    acronym = slots.get("acronym")
    title = the_name(str(slots.get("name", "")))
    if acronym and str(acronym) not in title:
        title = f"{title} ({acronym})"
    parties = names.all(slots.get("parties", []))
    kind = _kind(str(slots.get("name", "")), names)
    clause = f"{parties} have {article(kind)}, {title}" if kind else f"{title} joins {parties}"
    made = [say(told(clause, behind, fact), pick(behind), fact)]
    chairs = [item for item in behind if item.claim.chairs]
    if chairs:
        made.append(say(_chairs(list(slots.get("chairs", []))), pick(chairs, 2), fact))
    edition = [item for item in behind if item.claim.edition]
    if edition:
        latest = edition[-1]
        clause = f"the latest edition on record is the {latest.claim.edition}{_on(latest)}"
        made.append(say(clause, (latest.claim_id,), fact))
    status = str(slots.get("status") or "")
    saying = [item for item in behind if item.claim.status == status]
    if status in _STATES and saying:
        made.append(say(told(f"it {_STATES[status]}", saying, fact), pick(saying, 2), fact))
    return made


def _kind(name: str, names: Names) -> str:
    """What the table of mechanisms says that the body is: a commission, a working group, a treaty."""
    rows = names.knowledge.rows("mechanisms")
    found = next((row.get("type", "") for row in rows if row["name"] == name), "")
    return found.replace("-", " ")


_ANY: Final = re.compile(r"^An? (?=[A-Z])")


def the_name(name: str) -> str:
    """The name of a body with its article; exercises and operations carry none."""
    name = _ANY.sub("", name)
    bare = name.lower().startswith(("the ", "exercise ", "operation ", "project "))
    return name if bare else f"the {name}"


def _chairs(chairs: list[str]) -> str:
    if len(chairs) == 1:
        return f"it is chaired at the level of {chairs[0]}"
    return f"its chairs are {join(chairs)}"


def _on(item: Cited) -> str:
    return f" (reported {date_words(item.published)})" if item.published else ""


def use(fact: Fact, words: Words) -> Sentence:
    """Who used what, in which operation, when."""
    behind = list(asserted(fact)) or list(fact.cited)
    slots = fact.slots
    who = words.names.all(slots.get("by", [])) or "the user"
    clause = f"{who} used {words.equipment(str(slots.get('equipment', '')))}"
    operation = slots.get("operation")
    if operation:
        clause += f" in {operation}"
    against = slots.get("against")
    if against:
        clause += f" against {join([_party_or_words(text, words.names) for text in against])}"
    if slots.get("date"):
        clause += f" {when(slots['date'])}"
    return say(told(clause, behind, fact), pick(behind), fact)


def _party_or_words(text: str, names: Names) -> str:
    return names.running(text) if text in names.knowledge.names else text


def pressure(fact: Fact, names: Names) -> Sentence:
    """Who presses whom with what, about what, and how it stands."""
    status = str(fact.slots.get("status") or "")
    behind = list(asserted(fact)) or list(fact.cited)
    telling = [item for item in behind if item.claim.status == status] or behind
    return say(told(_pressing(fact, names, status), telling, fact), pick(telling), fact)


def _pressing(fact: Fact, names: Names, status: str) -> str:
    slots = fact.slots
    by, on = list(slots.get("by", [])), list(slots.get("on", []))
    about = [_party_or_words(text, names) for text in slots.get("about", []) if text not in on]
    dealings = all(text in names.knowledge.names for text in slots.get("about", []))
    over = f" over {'dealings with ' if dealings else ''}{join(about)}" if about else ""
    filled = {"B": names.all(by) or "an unnamed party", "O": names.all(on) or "others", "A": over}
    many = {"B": len(by) > 1, "O": len(on) > 1}
    clause = fill(pattern("pressures", (str(slots.get("instrument") or ""), status)), filled, many)
    date = slots.get("date")
    return f"{clause} ({date_words(date)})" if date else clause


def pressure_steps(fact: Fact) -> Sentence | None:
    """How a pressure moved, where more than one step of it is told."""
    history = fact.slots.get("history", [])
    steps = [step for place, step in enumerate(history) if not place or history[place - 1][1] != step[1]]
    if len(steps) < 2:
        return None
    said = join([f"{status} ({date_words(day)})" for day, status, _ in steps[:_MOST_STEPS]])
    claims = [claim for _, _, ids in steps[:_MOST_STEPS] for claim in ids[:1]]
    return say(f"the steps on record are: {said}", claims, fact)


def posture(fact: Fact, names: Names) -> Sentence:
    """Where the relation was said to be going, and by whom."""
    behind = list(asserted(fact)) or list(fact.cited)
    slots = fact.slots
    start, end = str(slots.get("from") or ""), str(slots.get("to") or "")
    climb = " the ladder of cooperation"
    if start or end:
        climb = f"{f' from {_rung(start)}' if start else ''}{f' to {_rung(end)}' if end else ''}"
    filled = {"P": names.all(slots.get("parties", [])), "F": climb}
    clause = fill(pattern("postures", (str(slots.get("direction")),)), filled, {})
    said = behind[-1].published
    clause += f" (reported {date_words(said)})" if said else ""
    return say(told(clause, behind, fact), pick(behind), fact)


def _rung(text: str) -> str:
    return RUNG_WORDS.get(text, text)
