"""What is news: facts that new reports speak of, held against what was known and told before.

A fact is known again by its claims, because its own id may change when reports join it. What one rule tells of
one thing is a thread; in a thread each status is told once, whatever the order in which reports come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from communique.alerts.feed import source_of
from communique.alerts.rules import Rule, names_of
from communique.assembly import assemble
from communique.ids import content_id
from communique.knowledge import Knowledge
from communique.model import Fact
from communique.register.watching import Alert

# Quotes that an alert carries; the register has them all.
_QUOTES: Final = 3

Told = tuple[str, str, Mapping[str, Any]]
Words = Callable[[Fact], str]


@dataclass(frozen=True, slots=True)
class News:
    """What is to be told, and the threads that now rest on more claims: rule, thread, claims."""

    alerts: tuple[Alert, ...]
    resting: tuple[tuple[str, str, tuple[str, ...]], ...]


def news(
    facts: Iterable[Fact],
    fresh: frozenset[str],
    rules: Sequence[Rule],
    told: Callable[[Iterable[str]], Sequence[Told]],
    knowledge: Knowledge,
    words: Words,
) -> News:
    """The alerts that the ``fresh`` claims give rise to.

    ``facts`` are all facts with these claims in them; ``told`` finds rule, thread and data of the last alert
    of each thread that rests on some claims; ``words`` says a fact on one line.
    """
    names = names_of(knowledge)
    alerts: list[Alert] = []
    resting: list[tuple[str, str, tuple[str, ...]]] = []
    for fact in facts:
        claims = tuple(item.claim_id for item in fact.cited)
        if fresh.isdisjoint(claims):
            continue
        before = _before(fact, fresh, knowledge)
        threads = told(claims)
        for rule in rules:
            last = [one for one in threads if one[0] == rule.name]
            resting += [(rule.name, thread, claims) for _, thread, _ in last]
            event = _event(rule, fact, rule.holds(before, names) if before else None, before, last)
            if event and rule.holds(fact, names):
                thread = last[-1][1] if last else content_id("thread", rule.name, fact.kind, min(claims))
                status_before = last[-1][2].get("status") if last else state(before) if before else None
                data = _data(fact, rule, event, status_before, words(fact))
                key = content_id("alert", rule.name, thread, state(fact))
                alerts.append(Alert(key, rule.name, thread, claims, {"id": key, **data}))
    return News(tuple(alerts), tuple(resting))


def state(fact: Fact) -> str:
    """The status of a fact as alerts compare it; empty where its kind has none."""
    said = str(fact.slots.get("status") or "")
    return f"{said} (denied)".strip() if fact.slots.get("denied") else said


def _before(fact: Fact, fresh: frozenset[str], knowledge: Knowledge) -> Fact | None:
    """The fact as it was without the fresh claims: of what falls apart without them, the largest piece."""
    older = [item for item in fact.cited if item.claim_id not in fresh]
    pieces = assemble(older, knowledge) if older else []
    return max(pieces, key=lambda one: (len(one.cited), one.id), default=None)


def _event(rule: Rule, fact: Fact, held: bool | None, before: Fact | None, last: Sequence[Told]) -> str:
    """``new``, ``status`` or ``belief``: why the rule should speak now; empty where it should not."""
    if last:
        event = "status" if all(one[2].get("status") != state(fact) for one in last) else ""
    elif before is None:
        event = "new"
    elif state(before) != state(fact):
        event = "status"
    else:
        event = "" if held else "belief"
    if rule.only == "new":
        return event if event == "new" else ""
    return "" if rule.only == "changes" and event == "new" else event


def _data(fact: Fact, rule: Rule, event: str, before: str | None, words: str) -> dict[str, Any]:
    cited = sorted(fact.cited, key=lambda item: (item.published or "", item.claim_id), reverse=True)
    return {
        "rule": rule.name,
        "event": event,
        "kind": fact.kind,
        "parties": list(fact.members),
        "summary": words,
        "status": state(fact),
        "before": before or "",
        "belief": fact.belief,
        "confidence": max(item.claim.confidence for item in fact.cited),
        "voices": fact.voices,
        "fact": fact.id,
        "claims": len(fact.cited),
        "sources": [source_of(item) for item in cited[:_QUOTES]],
    }
