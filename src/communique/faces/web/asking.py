"""What the pages of review show: a question with the words behind it, a thing with its slots, a judgement told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from communique.assembly.edits import slots_of, typed, values_of
from communique.briefs.days import date_words
from communique.briefs.decisions import DONE, changes
from communique.faces.cli.words import Name
from communique.faces.web.plain import claim_words, slot_words
from communique.model import Cited, Document, Fact
from communique.review import Doubt, Ruled
from communique.review.finding import Found

# What the two buttons say, for each sort of question.
_ANSWERS: Final = {
    "claim": ("It is right", "It is wrong"),
    "fact": ("It is right", "It is wrong"),
    "conflict": ("It is one fact", "All of it is wrong"),
    "link": ("It belongs there", "It is of another fact"),
    "pair": ("They are one", "They are two"),
}
_ASKED: Final = {
    "claim": "Is this what the report says?",
    "fact": "Is this so?",
    "conflict": "Is this one fact?",
    "link": "Does this claim belong to this fact?",
    "pair": "Are these two one?",
}
_AROUND: Final = 140
_MOST_CLAIMS: Final = 3
_MOST_NEAR: Final = 12

Around = list[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is shown: what is asked and why, the claim that is meant, the facts with some of their
    claims, and the answers; each claim with what it says, and its words in the text around them."""

    doubt: Doubt
    asked: str
    why: str
    claims: list[tuple[Cited, str, Around]]
    sides: list[tuple[Fact, str, list[tuple[Cited, str, Around]]]]
    yes: str
    no: str
    open: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot that may be edited: its value as one would type it, and the values it may take where these are listed."""

    name: str
    value: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """A claim, a fact or a report with what may be decided about it."""

    scope: str
    id: str
    kind: str
    words: str
    claims: Sequence[Cited]
    slots: list[Slot]
    near: list[tuple[Fact, str]]
    document: Document | None = None
    home: Fact | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A judgement in words, and what became of it."""

    id: str
    done: str
    about: str
    subject: str
    actor: str
    at: str
    reason: str
    changed: str
    state: str


def counts(doubts: Sequence[Doubt]) -> dict[str, Counter[str]]:
    """How many questions there are of each sort and of each kind."""
    return {
        "sort": Counter(one.sort for one in doubts),
        "kind": Counter(one.kind for one in doubts),
    }


def quoted(doubt: Doubt) -> list[Cited]:
    """The claims whose words are shown with a question."""
    return [*_meant(doubt), *(item for fact in doubt.facts for item in _some(doubt, fact))]


def _meant(doubt: Doubt) -> tuple[Cited, ...]:
    return doubt.claims if doubt.sort in ("claim", "link") else ()


def _some(doubt: Doubt, fact: Fact) -> list[Cited]:
    """The claims of a fact that are shown with a question: other ones than that which is meant."""
    if doubt.sort == "claim":
        return []
    most = 1 if doubt.sort == "link" else _MOST_CLAIMS
    return [item for item in fact.cited if item not in _meant(doubt)][:most]


def question(doubt: Doubt, texts: Mapping[str, str], name: Name) -> Question:
    """One question of the queue."""

    def shown(items: Sequence[Cited]) -> list[tuple[Cited, str, Around]]:
        return [(item, said(item, name), around(item, texts)) for item in items]

    yes, no = _ANSWERS[doubt.sort]
    facts = () if doubt.sort == "claim" else doubt.facts
    sides = [(fact, fact_words(fact, name), shown(_some(doubt, fact))) for fact in facts]
    about = doubt.claims[0].claim_id if doubt.sort == "claim" else doubt.facts[0].id
    why = doubt.why[:1].upper() + doubt.why[1:]
    return Question(doubt, _ASKED[doubt.sort], why, shown(_meant(doubt)), sides, yes, no, about)


def said(item: Cited, name: Name) -> str:
    """What a claim says, in words."""
    return claim_words(item.claim, name)


def fact_words(fact: Fact, name: Name) -> str:
    """What a fact says, in words."""
    return slot_words(fact.kind, dict(fact.slots), name)


def around(item: Cited, texts: Mapping[str, str]) -> Around:
    """The words of a claim in the text around them, in pieces, each with whether it is of the claim."""
    text = texts.get(item.document_id, "")
    spans = sorted((span.start, span.end) for span in item.claim.evidence)
    if not text or not spans:
        return [(span.quote, True) for span in item.claim.evidence]
    at, past = spans[0][0], max(end for _, end in spans)
    pieces: Around = [(_before(text, at), False)]
    for start, end in spans:
        if start > at:
            gap = text[at:start]
            pieces.append((gap if len(gap) <= _AROUND else f"{gap[:60]} … {gap[-60:]}", False))
        if end > at:
            pieces.append((text[max(at, start) : end], True))
            at = end
    pieces.append((_after(text, past), False))
    return [(piece.replace("\n", " "), ours) for piece, ours in pieces if piece]


def _before(text: str, at: int) -> str:
    """What stands before, from the beginning of a word on."""
    if at <= _AROUND:
        return text[:at]
    return "… " + text[at - _AROUND : at].partition(" ")[2]


def _after(text: str, at: int) -> str:
    """What stands behind, up to the end of a word."""
    if len(text) - at <= _AROUND:
        return text[at:]
    return text[at : at + _AROUND].rpartition(" ")[0] + " …"


def thing(found: Found, facts: Sequence[Fact], name: Name) -> Thing:
    """What may be decided about a claim, a fact or a report."""
    match found:
        case Fact():
            slots = _slots(found.kind, found.slots, fact=True)
            near = [(one, fact_words(one, name)) for one in _near(found, facts)]
            return Thing("fact", found.id, found.kind, fact_words(found, name), found.cited, slots, near)
        case Cited():
            homes = [(fact, item) for fact in facts for item in fact.cited if item.claim_id == found.claim_id]
            home, item = homes[0] if homes else (None, found)
            kind = item.claim.kind
            slots = _slots(kind, item.claim.to_json(), fact=False)
            return Thing("claim", found.claim_id, kind, said(item, name), [item], slots, [], home=home)
        case Document():
            claims = [item for fact in facts for item in fact.cited if item.document_id == found.id]
            title = found.title or "A report without a title"
            return Thing("document", found.id, "report", title, claims, [], [], document=found)
    raise TypeError(found)  # a judgement is shown by the log


def _slots(kind: str, values: Mapping[str, Any], *, fact: bool) -> list[Slot]:
    return [Slot(name, typed(values.get(name)), values_of(kind, name)) for name in slots_of(kind, fact=fact)]


def _near(fact: Fact, facts: Sequence[Fact]) -> list[Fact]:
    """Facts that it may be one with: of its kind, with its line and parties, else with its parties."""
    alike = [
        one for one in facts if one.kind == fact.kind and one.id != fact.id and one.members == fact.members
    ]
    line = fact.slots.get("line")
    first = [one for one in alike if line and one.slots.get("line") == line]
    rest = [one for one in alike if one not in first]
    return [*first, *rest][:_MOST_NEAR]


def ruled(found: Ruled) -> Told:
    """A judgement for a page."""
    made = found.judgement
    at = f"{date_words(made.at[:10])}, {made.at[11:16]} UTC"
    return Told(
        made.id, DONE[made.action], made.scope, made.subject, made.actor, at, made.reason,
        changes(made) if made.sets else "", found.state,
    )  # fmt: skip
