"""What is disputed and what is not known: conflicts, denials, and slots that no report fills."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from communique.analysis.moments import asserted, is_doubtful, is_firm, is_stopped
from communique.assembly import dates
from communique.briefs.amounts import count_words, money_words, unit_words
from communique.briefs.days import NO_YEAR, date_words, when
from communique.briefs.engagements import engagement
from communique.briefs.english import join, number
from communique.briefs.programmes import (
    MODE_NOUNS,
    STATUS_WORDS,
    Words,
    about,
    lead,
    statement,
    unsure_readings,
)
from communique.briefs.stance import pick, say
from communique.briefs.standing import RUNG_WORDS, mechanism, posture, pressure, use
from communique.model import Cited, Conflict, Fact, Sentence

ON: Final = {
    "quantity": "the number in",
    "delivered": "the number delivered in",
    "value": "the value of",
    "mode": "the form of",
    "date": "the day of",
    "status": "the state of",
}
_DOUBTS: Final = {
    "direction": ", as the words quoted were read: who supplies whom is inferred, and other reports have it the "
    "other way round",
    "hull": ", as the words quoted were read: she is one ship, and other reports have her handed over finished",
}
_MOST_VALUES: Final = 5
_MOST_NAMED: Final = 8
_OPEN: Final = ("a number", "a value", "the day of a contract", "a date of delivery")


def disputed(facts: Sequence[Fact], words: Words) -> list[Sentence]:
    """Every conflict and denial, each side with who says it and when, and what is probably misread."""
    made = []
    unsure = [fact for fact in facts if is_doubtful(fact) and fact.slots["doubtful"]["cause"] == "confidence"]
    against = {claim for fact in facts if is_doubtful(fact) for claim in fact.slots["doubtful"]["against"]}
    by_claim = (
        {i.claim_id: fact for fact in facts for i in fact.cited if i.claim_id in against} if against else {}
    )
    for fact in facts:
        if fact.slots.get("denied"):
            made.append(plain(fact, words))
        if is_doubtful(fact) and fact not in unsure:
            made.append(_doubt(fact, by_claim, words))
        made += [_conflict(fact, conflict, words) for conflict in fact.conflicts]
    return [*made, unsure_readings(unsure, words)] if unsure else made


def _doubt(fact: Fact, by_claim: Mapping[str, Fact], words: Words) -> Sentence:
    """What a doubtful reading says, and the reports that speak against it."""
    doubt = fact.slots["doubtful"]
    against = [claim for claim in doubt["against"] if claim in by_claim]
    others = list(dict.fromkeys(by_claim[claim].id for claim in against))
    facts = [next(by_claim[c] for c in against if by_claim[c].id == other) for other in others]
    clause = f"it is doubtful that {statement(fact, words)}{_DOUBTS[doubt['cause']]}"
    return say(clause, (*pick(fact.cited, 2), *against), fact, *facts)


def _conflict(fact: Fact, conflict: Conflict, words: Words) -> Sentence:
    by_id = {item.claim_id: item for item in fact.cited}
    sides = [(value, [by_id[i] for i in ids if i in by_id]) for value, ids in conflict.values]
    claims = [claim for _, cited in sides for claim in pick(cited, 2)]
    what = name_of(fact, words)
    if conflict.slot == "denied":
        said = dict(sides)
        clause = f"reports of {what} ({_sources(said['asserted'])}) are denied ({_sources(said['denied'])})"
        return say(clause, claims, fact)
    if conflict.stands is not None:
        return say(
            f"{ON.get(conflict.slot, 'the details of')} {what} {_revision(conflict, sides)}", claims, fact
        )
    shown = [f"{value_words(conflict.slot, cited)} ({_sources(cited)})" for _, cited in sides[:_MOST_VALUES]]
    return say(f"reports differ on {ON.get(conflict.slot, 'details of')} {what}: {join(shown)}", claims, fact)


def _revision(conflict: Conflict, sides: Sequence[tuple[str, list[Cited]]]) -> str:
    """What a slot is put at now and what it was revised from, each with who said so and when."""
    now = [cited for value, cited in sides if value == conflict.stands]
    before = [cited for value, cited in sides if value != conflict.stands][-_MOST_VALUES:]
    said = [f"{value_words(conflict.slot, cited)} ({_sources(cited)})" for cited in (*now, *before)]
    return f"is put at {said[0]}, revised from {join(said[1:])}"


def value_words(slot: str, cited: Sequence[Cited]) -> str:
    """A conflicting value in words, from a claim that says it."""
    claim = cited[0].claim
    data = claim.to_json()
    if slot in ("quantity", "delivered"):
        return f"{count_words(data['quantity'])} {unit_words(data['quantity'])}".strip()
    if slot == "value":
        return money_words(data["value"])
    if slot == "mode":
        return RUNG_WORDS.get(claim.mode or "", claim.mode or "")
    if slot == "date":
        return date_words(claim.date)
    return STATUS_WORDS.get(claim.status or "", claim.status or "")


def _sources(cited: Sequence[Cited]) -> str:
    """Who says so: the earliest publisher with the day, and how many more."""
    said = list(dict.fromkeys(_source(item) for item in cited))
    more = len(said) - 1
    return f"{said[0]}, and {number(more)} more" if more > 0 else "".join(said)


def _source(item: Cited) -> str:
    publisher = item.publisher or "a report without a publisher"
    return f"{publisher}, {date_words(item.published)}" if item.published else publisher


def name_of(fact: Fact, words: Words) -> str:
    """What any fact is called in passing."""
    slots = fact.slots
    if fact.kind == "programme":
        return about(fact, words)
    if fact.kind == "mechanism":
        return f"the {slots.get('acronym') or slots.get('name')}"
    if fact.kind == "use":
        return f"the use of {words.equipment(str(slots.get('equipment', '')))}"
    parties = words.names.all(slots.get("parties", []))
    if fact.kind == "engagement":
        date = slots.get("date")
        return f"the {slots.get('type', 'meeting')} of {parties}{f' ({date_words(date)})' if date else ''}"
    if fact.kind == "pressure":
        by, on = words.names.all(slots.get("by", [])), words.names.all(slots.get("on", []))
        instrument = str(slots.get("instrument") or "pressure").replace("-", " ")
        return f"the pressure of {by} on {on} ({instrument})"
    return f"the course of {parties}"


def unknown(facts: Sequence[Fact], words: Words) -> list[Sentence]:
    """What the reports leave open: for each slot the programmes without it, then dates without a year."""
    programmes = [fact for fact in facts if fact.kind == "programme" and not is_doubtful(fact)]
    missing = {fact.id: _missing(fact, words) for fact in programmes}
    without = {slot: [fact for fact in programmes if slot in missing[fact.id]] for slot in _OPEN}
    made = [_nobody_gives(slot, found) for slot, found in without.items() if found]
    return made + [sentence for fact in facts for sentence in _yearless(fact, words)]


def _nobody_gives(slot: str, facts: Sequence[Fact]) -> Sentence:
    """The programmes by name, each with the forms of cooperation that lack the slot."""
    forms: dict[str, list[str]] = {}
    for fact in facts:
        form = MODE_NOUNS.get(str(fact.slots.get("mode")), "programme")
        forms.setdefault(str(fact.slots.get("equipment")), []).append(form)
    named = [f"{name} ({join(list(dict.fromkeys(nouns)))})" for name, nouns in forms.items()]
    more = len(named) - _MOST_NAMED
    shown = [*named[:_MOST_NAMED], f"{number(more)} more"] if more > 0 else named
    claims = [claim for fact in facts[:_MOST_NAMED] for claim in pick(fact.cited, 1)]
    return say(f"no report gives {slot} for {join(shown)}", claims, *facts)


def _missing(fact: Fact, words: Words) -> list[str]:
    """The open slots of a programme that is under contract or further."""
    if not is_firm(fact) or is_stopped(fact) or fact.slots.get("denied"):
        return []
    missing = []
    single = words.equipment(str(fact.slots.get("equipment", ""))).startswith("the ")
    if "quantity" not in fact.slots and not single and fact.slots.get("mode") != "co-development":
        missing.append("a number")
    if "value" not in fact.slots:
        missing.append("a value")
    if not fact.slots.get("date"):
        missing.append("the day of a contract")
    if fact.slots.get("mode") == "transfer" and not _delivery_day(fact):
        missing.append("a date of delivery")
    return missing


def _delivery_day(fact: Fact) -> bool:
    """A day of delivery past or promised; the day of the report alone is none."""
    arriving = ("partly-delivered", "delivered", "in-service")
    told = any(i.claim.status in arriving and i.claim.date for i in asserted(fact))
    return told or bool(fact.slots.get("promises"))


def _yearless(fact: Fact, words: Words) -> list[Sentence]:
    date = fact.slots.get("date")
    if not isinstance(date, str) or dates.yearless(date) is None:
        return []
    telling = [item for item in fact.cited if item.claim.date == date]
    bare = replace(fact, slots={name: value for name, value in fact.slots.items() if name != "date"})
    what = f"{name_of(bare, words)} {when(date).removesuffix(f' {NO_YEAR}')}"
    return [say(f"the year of {what} is not stated", pick(telling or fact.cited), fact)]


def plain(fact: Fact, words: Words) -> Sentence:
    """The one sentence that says what a fact is."""
    if fact.kind == "programme":
        return lead(fact, words)
    if fact.kind == "engagement":
        return engagement(fact, words.names)
    if fact.kind == "mechanism":
        return mechanism(fact, words.names)[0]
    if fact.kind == "use":
        return use(fact, words)
    return pressure(fact, words.names) if fact.kind == "pressure" else posture(fact, words.names)
