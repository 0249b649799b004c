"""Who says it, how sure they are, and what was inferred: the words around a clause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from communique.briefs.days import date_words
from communique.briefs.english import join, sentence, speaker
from communique.model import Cited, Fact, Sentence

_CITED: Final = 3
_HEDGES: Final = {
    "reported": "reportedly, {0}",
    "possible": "it is said to be possible that {0}",
    "likely": "it is said to be expected that {0}",
    "conditional": "on conditions that are yet to be met, {0}",
}
# Slots of which it matters who is meant; a day that is inferred is marked where the day is said.
_MARKED: Final = ("supplier", "recipient", "parties", "by", "on", "about", "mode")
_SLOT_WORDS: Final = {"by": "actor", "on": "target", "about": "subject", "mode": "form"}


def pick(cited: Iterable[Cited], limit: int = _CITED) -> tuple[str, ...]:
    """The claims to cite: one for each document, the earliest first, then the latest."""
    documents: dict[str, Cited] = {}
    for item in cited:
        documents.setdefault(item.document_id, item)
    chosen = list(documents.values())
    if len(chosen) > limit:
        chosen = [chosen[0], *chosen[len(chosen) - limit + 1 :]]
    return tuple(item.claim_id for item in chosen)


def told(clause: str, cited: Sequence[Cited], fact: Fact) -> str:
    """A clause with attribution, hedge, denial and inferred slots said, where all claims have them."""
    if cited and all(item.claim.denied for item in cited):
        return _denial(clause, cited) + inferred(fact)
    speakers = list(dict.fromkeys(speaker(i.claim.attribution or "") for i in cited))
    attributed = "" not in speakers and not all(name in clause for name in speakers)
    hedges = [item.claim.hedge or "" for item in cited]
    if all(hedges):
        hedge = max(hedges, key=lambda h: (hedges.count(h), h))
        if hedge != "reported" or not attributed:
            clause = _HEDGES.get(hedge, "{0}").format(clause)
    if attributed and cited:
        clause = f"according to {_speakers(speakers)}, {clause}"
    return f"{clause}{inferred(fact)}"


def _denial(clause: str, cited: Sequence[Cited]) -> str:
    """Who denies it, and when: a denial is true of its day only."""
    speakers = list(dict.fromkeys(speaker(i.claim.attribution or "") for i in cited))
    days = sorted({item.published for item in cited if item.published})
    when = f" ({date_words(days[-1])})" if days else ""
    named = [name for name in speakers if name]
    who = f"according to {_speakers(named)}{when}, it is not the case" if named else f"reports{when} deny"
    if len(cited) == 1 and not named:
        who = f"a report{when} denies"
    return f"{who} that {clause}"


def _speakers(names: Sequence[str]) -> str:
    return join(names) if len(names) <= 2 else f"{names[0]} and others"


def inferred(fact: Fact, slots: Sequence[str] = _MARKED) -> str:
    """`` (supplier and recipient inferred)``: not in the words quoted; the fact's slots say from what."""
    found = [_SLOT_WORDS.get(slot, slot) for slot in slots if slot in fact.slots.get("inferred", {})]
    return f" ({join(found)} inferred)" if found else ""


def say(clause: str, claims: Sequence[str], *facts: Fact) -> Sentence:
    """A clause as a sentence with the claims behind it and the facts that it speaks of."""
    return Sentence(sentence(clause), tuple(dict.fromkeys(claims)), tuple(fact.id for fact in facts))
