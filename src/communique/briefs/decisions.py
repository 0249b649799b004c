"""What analysts decided about the facts of a brief: what was changed, by whom, when and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from communique.briefs.days import when
from communique.briefs.disputes import name_of
from communique.briefs.english import join
from communique.briefs.programmes import Words
from communique.briefs.stance import pick, say
from communique.model import Fact, Judgement, Sentence

# What was done, by the name of the judgement.
DONE: Final = {
    "accept": "accepted",
    "reject": "rejected",
    "edit": "corrected",
    "merge": "merged",
    "split": "split",
    "undo": "undone",
}
_OF_FACT: Final = {
    "accept": "was confirmed",
    "edit": "was corrected",
    "merge": "was put together from several facts",
    "split": "was told apart from another fact",
}


def decisions(facts: Sequence[Fact], words: Words) -> list[Sentence]:
    """One sentence for each judgement on a fact, in the order of their times."""
    made = [(one.at, one.id, fact, one) for fact in facts for one in fact.judgements]
    return [_sentence(fact, one, words) for _, _, fact, one in sorted(made, key=lambda told: told[:2])]


def _sentence(fact: Fact, judgement: Judgement, words: Words) -> Sentence:
    judged = {anchor.claim_id for anchor in judgement.anchors}
    cited = [item for item in fact.cited if item.claim_id in judged] or list(fact.cited)
    what = f"{name_of(fact, words)} {_OF_FACT.get(judgement.action, DONE[judgement.action])}"
    if judgement.scope == "claim" and judgement.action in ("accept", "edit"):
        what = f"what a report says of {name_of(fact, words)} {_OF_FACT[judgement.action]}"
    changed = f": {changes(judgement)}" if judgement.sets else ""
    signed = f"by {judgement.actor} {when(judgement.at[:10])}"
    return say(f"{what} {signed}{changed} ({judgement.reason})", pick(cited, 2), fact)


def decided(judgement: Judgement) -> str:
    """A judgement in short: ``corrected by ana on 23 November 2026: status contracted → delivered (reason)``."""
    said = f"{DONE[judgement.action]} by {judgement.actor} {when(judgement.at[:10])}"
    if not judgement.sets:
        return f"{said}: {judgement.reason}"
    return f"{said}: {changes(judgement)} ({judgement.reason})"


def changes(judgement: Judgement) -> str:
    """What an edit changed: for each slot the value before and the value now."""
    return join(
        [f"{slot} {_value(one['was'])} → {_value(one['now'])}" for slot, one in judgement.changed.items()]
    )


def _value(value: Any) -> str:
    """A slot's value as it was printed, or ``nothing``."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return join([_value(item) for item in value]) or "nothing"
    if isinstance(value, dict):
        return str(value.get("name") or value.get("text") or value.get("number") or "nothing")
    return str(value) if value else "nothing"
