"""Sentences about programmes: what it is, how far it has come, how many, for how much."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from communique.analysis.moments import asserted, tells_day
from communique.analysis.moments import told as told_day
from communique.assembly import Catalogue, dates
from communique.assembly.history import RANKS, SETBACKS, states_number
from communique.briefs.amounts import count_words, is_one, money_words, unit_words
from communique.briefs.days import date_words
from communique.briefs.english import Names, is_vessel, join, number, plural, possessive
from communique.briefs.phrases import fill, pattern
from communique.briefs.stance import pick, say, told
from communique.model import Cited, Fact, Sentence

STATUS_WORDS: Final = {
    "proposed": "proposed",
    "requested": "requested",
    "planned": "planned",
    "approved": "approved",
    "negotiating": "under negotiation",
    "contracted": "contracted",
    "in-production": "in production",
    "partly-delivered": "partly delivered",
    "delivered": "delivered",
    "in-service": "in service",
    "delayed": "delayed",
    "suspended": "suspended",
    "cancelled": "cancelled",
}
MODE_NOUNS: Final = {
    "transfer": "supply",
    "sustainment": "support",
    "licensed-production": "licensed production",
    "co-production": "joint production",
    "co-development": "joint development",
}
_LONGEST_HISTORY: Final = 8
# A sentence names no more than these.
MOST_IN_PASSING: Final = 40
# Stages of which a number says how many have come.
_COUNTED: Final = ("delivered", "in-service")


@dataclass(frozen=True, eq=False)
class Words:
    """What the sentences are made with: the names of parties and of equipment."""

    names: Names
    catalogue: Catalogue

    def equipment(self, text: str) -> str:
        """``S-400 SAM systems``, ``the frigate INS Tamal``; a name that no table knows as it is printed."""
        item = self.catalogue.item(text)
        if not item.noun:
            return self._generic(text)
        if item.name.lower().split()[-1] == item.noun.lower().split()[-1]:
            return plural(item.name)
        if is_vessel(item.noun) and not (item.name.isupper() or re.search(r"\d|class\b|^Project", item.name)):
            return f"the {item.noun} {item.name}"
        if item.noun.split()[-1].lower() in item.name.lower():
            return item.name
        return f"{item.name} {plural(item.noun)}"

    def amount(self, text: str, quantity: Mapping[str, Any] | None) -> str:
        """The equipment with its number: ``five regiments of S-400 SAM systems``."""
        phrase = self.equipment(text)
        if not quantity or not count_words(quantity) or phrase.startswith("the "):
            return phrase
        unit = unit_words(quantity)
        if unit and unit.rstrip("s") not in phrase:
            return f"{count_words(quantity)} {unit} of {phrase}"
        item = self.catalogue.item(text)
        if is_one(quantity) and item.noun:
            return f"one {item.name} {item.noun}"
        return f"{count_words(quantity)} {phrase}"

    def _generic(self, text: str) -> str:
        """A common noun in the singular ("light helicopter") is put in the plural; anything else stays."""
        last = text.rsplit(maxsplit=1)[-1] if text else ""
        countable = last in self.catalogue.nouns and not last.endswith("s")
        return plural(text) if countable and self.catalogue.is_generic(text) else text


def about(fact: Fact, words: Words) -> str:
    """What a fact is called in passing: ``the supply of S-400 SAM systems to India``."""
    equipment = words.equipment(str(fact.slots.get("equipment", "")))
    _, recipient = _sides(fact)
    noun = MODE_NOUNS.get(str(fact.slots.get("mode")), "programme")
    if noun == "programme":
        return f"the programme for {equipment}"
    if noun == "support":
        return f"support for {equipment}"
    target = f" to {words.names.all(recipient)}" if noun == "supply" and recipient else ""
    return f"the {noun} of {equipment}{target}{order(fact)}"


def order(fact: Fact) -> str:
    """`` (order of 2018)`` where the year of the contract is told: one type may have been ordered twice."""
    year = str(fact.slots.get("date") or "")[:4]
    return f" (order of {year})" if year.isdigit() else ""


def _sides(fact: Fact) -> tuple[list[str], list[str]]:
    """Supplier and recipient; a partner that makes what it gets is its recipient alone."""
    supplier, recipient = list(fact.slots.get("supplier", [])), list(fact.slots.get("recipient", []))
    apart = [code for code in supplier if code not in recipient]
    return (apart, recipient) if apart else (supplier, [c for c in recipient if c not in supplier])


def clause(fact: Fact, words: Words, status: str, quantity: Mapping[str, Any] | None) -> str:
    """What the programme is, at one of its stages."""
    supplier, recipient = _sides(fact)
    mode = str(fact.slots.get("mode") or "")
    partners = sorted({*supplier, *recipient})
    if mode in ("transfer", "licensed-production", "sustainment") and not (supplier and recipient):
        mode = "co-production" if mode == "licensed-production" else ""
    equipment = str(fact.slots.get("equipment", ""))
    names = {
        "S": words.names.all(supplier),
        "R": words.names.all(recipient),
        "R_own": "" if words.equipment(equipment).startswith("the ") else _own(recipient, words),
        "P": words.names.all(partners),
        "E": words.equipment(equipment),
        "Q": words.amount(equipment, quantity),
    }
    many = {"S": len(supplier) > 1, "R": len(recipient) > 1, "P": len(partners) > 1}
    return fill(pattern("programmes", (mode, str(fact.slots.get("terms") or ""), status)), names, many)


def _own(codes: Sequence[str], words: Words) -> str:
    return possessive(words.names.all(codes))


def lead(fact: Fact, words: Words) -> Sentence:
    """The first sentence of a programme: the furthest stage that it reached, its day if it is the only one.

    The number ordered is said here where the reports of that stage tell it, else in a sentence of its own.
    """
    behind = _behind(fact)
    told_number = _number_told(fact, behind)
    text = clause(fact, words, _furthest(fact), fact.slots.get("quantity") if told_number else None)
    claims = (*pick(behind, 2), *pick(told_number, 1))
    steps = stages(fact)
    if len(steps) == 1 and not fact.slots.get("denied"):
        day, _, ids = steps[0]
        text = f"{text} ({_day(fact, day, ids)})"
        claims = (*claims, *_first_cited(fact, ids))
    return say(told(text, behind, fact), claims, fact)


def in_passing(facts: Sequence[Fact], words: Words) -> Sentence:
    """Programmes that reports mention without a name, a number or a price, in one sentence."""
    clause = "reports also mention, without a name, a number or a price"
    return _all_in_one(clause, facts, words)


def unsure_readings(facts: Sequence[Fact], words: Words) -> Sentence:
    """Programmes that one report alone was read to tell of, and that unsurely, in one sentence."""
    return _all_in_one("readings of one report each, held at less than even odds, tell of", facts, words)


def _all_in_one(clause: str, facts: Sequence[Fact], words: Words) -> Sentence:
    """The programmes named one after the other; of very many the first, and how many more there are."""
    shown = facts[:MOST_IN_PASSING]
    named = list(dict.fromkeys(_passing(fact, words) for fact in shown))
    named += [f"{number(len(facts) - len(shown))} more"] if len(facts) > len(shown) else []
    return say(f"{clause}: {'; '.join(named)}", [c for fact in shown for c in pick(fact.cited, 1)], *shown)


def _passing(fact: Fact, words: Words) -> str:
    supplier, recipient = (words.names.all(side) for side in _sides(fact))
    noun = MODE_NOUNS.get(str(fact.slots.get("mode")), "programme")
    route = f" from {supplier} to {recipient}" if noun == "supply" and supplier and recipient else ""
    stage = STATUS_WORDS.get(_furthest(fact), "at no stated stage")
    told_of = told_day(fact)
    said = next((item.published for item in fact.cited if item.published), None)
    day = told_of[:4] if told_of else f"reported {said[:4]}" if said else ""
    what = words.equipment(str(fact.slots.get("equipment", "")))
    return f"{what} ({', '.join(part for part in (f'{noun}{route}', stage, day) if part)})"


def statement(fact: Fact, words: Words) -> str:
    """What a programme is at its furthest stage as a bare clause, without numbers, days or stance."""
    return clause(fact, words, _furthest(fact), None)


def _furthest(fact: Fact) -> str:
    return str(fact.slots.get("reached") or fact.slots.get("status") or "")


def _behind(fact: Fact) -> list[Cited]:
    """The claims that say how far it has come; of a delivery in part also those that call it whole."""
    if fact.slots.get("denied"):
        return list(fact.cited)
    reached = _furthest(fact)
    wanted = (reached, "delivered") if reached == "partly-delivered" else (reached,)
    return [item for item in asserted(fact) if item.claim.status in wanted] or list(asserted(fact))


def _number_told(fact: Fact, behind: Sequence[Cited]) -> list[Cited]:
    """Claims that tell the merged number: of those behind a sentence, or of all if none is attributed."""
    number = fact.slots.get("quantity", {}).get("number")
    if number is None:
        return []
    telling = [i for i in asserted(fact) if i.claim.quantity and i.claim.quantity.number == number]
    among = [item for item in telling if item in behind]
    if _furthest(fact) in _COUNTED:
        # What was ordered is not what has come: only reports of the delivery itself count it.
        return [item for item in among if states_number(item.claim)]
    free = not any(item.claim.attribution or item.claim.hedge for item in behind)
    return among or (telling if free else [])


def _first_cited(fact: Fact, ids: Sequence[str]) -> tuple[str, ...]:
    return pick([item for item in fact.cited if item.claim_id in ids], 1)


def details(fact: Fact, words: Words) -> list[Sentence]:
    """The sentences after the first: stages and their days, deliveries, value, setback, differences."""
    made = [_stages(fact), _number(fact), _arrived(fact), _value(fact), _companies(fact), _setback(fact)]
    return [sentence for sentence in made if sentence is not None] + _differences(fact, words)


def stages(fact: Fact) -> list[tuple[str | None, str, list[str]]]:
    """The steps worth telling: of a run of one status the first (of contracts the merged day), no late plans.

    What was called delivered of an order that came in part is a part delivery here too.
    """
    kept: list[tuple[str | None, str, list[str]]] = []
    firm = False
    in_part = _furthest(fact) == "partly-delivered"
    for day, said, ids in fact.slots.get("history", []):
        status = "partly-delivered" if in_part and said == "delivered" else said
        if status not in STATUS_WORDS:
            continue
        firm = firm or RANKS.get(status, 0) >= RANKS["contracted"]
        early = status in RANKS and RANKS[status] < RANKS["contracted"]
        if firm and early:
            continue
        if not kept or kept[-1][1] != status:
            kept.append((day, status, list(ids)))
        elif status == "contracted" and day == fact.slots.get("date"):
            kept[-1] = (day, status, list(ids))
    return kept


def _stages(fact: Fact) -> Sentence | None:
    """Every stage on record with its day; where only the day of the report is known, that is said."""
    steps = stages(fact)[:_LONGEST_HISTORY]
    if len(steps) < 2 or fact.slots.get("denied"):
        return None
    told_of = [f"{STATUS_WORDS[stage]} ({_day(fact, day, ids)})" for day, stage, ids in steps]
    claims = [claim for _, _, ids in steps for claim in _first_cited(fact, ids)]
    return say(f"the stages on record are: {join(told_of)}", claims, fact)


def _day(fact: Fact, when: str | None, ids: Sequence[str]) -> str:
    if when is None:
        return "date not stated"
    return date_words(when) if tells_day(fact, when, ids) else f"reported {date_words(when)}"


def _number(fact: Fact) -> Sentence | None:
    """The number ordered, where the first sentence could not say it."""
    quantity = fact.slots.get("quantity")
    if not quantity or fact.slots.get("denied") or _number_told(fact, _behind(fact)):
        return None
    number = quantity.get("number")
    telling = [i for i in asserted(fact) if i.claim.quantity and i.claim.quantity.number == number]
    what = "number ordered" if _furthest(fact) in (*_COUNTED, "partly-delivered") else "number"
    clause_ = f"the {what} is put at {count_words(quantity)} {unit_words(quantity)}"
    return say(told(clause_, telling, _plain(fact)), pick(telling, 2), fact) if telling else None


def _arrived(fact: Fact) -> Sentence | None:
    delivered = fact.slots.get("delivered")
    if not delivered or fact.slots.get("reached") not in ("partly-delivered", "delivered", "in-production"):
        return None
    if delivered.get("number") == fact.slots.get("quantity", {}).get("number"):
        return None
    telling = [i for i in asserted(fact) if i.claim.quantity and i.claim.quantity.text == delivered["text"]]
    unit = unit_words(delivered)
    counted = f"{count_words(delivered)} {unit}".strip()
    verb = "built" if telling and telling[0].claim.status == "in-production" else "delivered"
    clause_ = f"the latest number reported as {verb} is {counted}"
    return say(told(clause_, telling, _plain(fact)), pick(telling, 2), fact)


def _plain(fact: Fact) -> Fact:
    """The fact without its marks of inference, which its first sentence has said."""
    slots = {name: value for name, value in fact.slots.items() if name != "inferred"}
    return Fact(fact.id, fact.kind, slots, fact.cited)


def _value(fact: Fact) -> Sentence | None:
    value = fact.slots.get("value")
    if not value:
        return None
    telling = [
        item
        for item in asserted(fact)
        if item.claim.value
        and (item.claim.value.amount, item.claim.value.currency) == (value["amount"], value.get("currency"))
    ]
    others = _other_currencies(fact, value)
    also = f", also given as {join([money_words(_json(item)) for item in others])}" if others else ""
    claims = (*pick(telling, 2), *(item.claim_id for item in others))
    return say(f"the value is put at {money_words(value)}{also}", claims, fact) if claims else None


def _other_currencies(fact: Fact, value: Mapping[str, Any]) -> list[Cited]:
    seen = {value.get("currency")}
    others = []
    for item in asserted(fact):
        if item.claim.value and item.claim.value.currency not in seen:
            seen.add(item.claim.value.currency)
            others.append(item)
    return others[:2]


def _json(item: Cited) -> Mapping[str, Any]:
    found: Mapping[str, Any] = item.claim.to_json()["value"]
    return found


def _companies(fact: Fact) -> Sentence | None:
    companies = fact.slots.get("companies")
    if not companies:
        return None
    telling = [item for item in asserted(fact) if item.claim.companies]
    noun = "company" if len(companies) == 1 else "companies"
    return say(f"the {noun} named: {join(companies[:6])}", pick(telling), fact)


def _setback(fact: Fact) -> Sentence | None:
    status = fact.slots.get("status")
    if status not in SETBACKS or fact.slots.get("reached") in (None, "", status):
        return None
    behind = [item for item in asserted(fact) if item.claim.status == status]
    clause_ = f"the programme has since been reported as {STATUS_WORDS[str(status)]}"
    due = [i for i in behind if dates.after(i.claim.date, i.published)]
    if due:
        clause_ += f", with a new date of {date_words(due[-1].claim.date)}"
    return say(told(clause_, behind, _plain(fact)), (*pick(behind, 2), *(i.claim_id for i in due[-1:])), fact)


def _differences(fact: Fact, words: Words) -> list[Sentence]:
    """What reports differ on, in short; the section on disputed points says who said which."""
    names = {
        "quantity": "number",
        "delivered": "number delivered",
        "value": "value",
        "mode": "form of cooperation",
        "date": "day of the contract",
    }
    slots = [c for c in fact.conflicts if c.slot in names and c.stands is None]
    if not slots:
        return []
    claims = [ids[0] for conflict in slots for _, ids in conflict.values]
    return [say(f"reports differ on the {join([names[c.slot] for c in slots])}", claims, fact)]
