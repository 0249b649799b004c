"""Judgements for tests: on claims and facts as they are now, signed at a time that the test gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from communique.model import Anchor, Cited, Fact, Judgement


def on(action: str, subject: Cited | Fact, at: int, *, actor: str = "ana", **sets: Any) -> Judgement:
    """A judgement on one claim or one fact; ``at`` is the minute."""
    if isinstance(subject, Cited):
        return _made(action, "claim", subject.claim_id, at, [[subject]], actor, sets)
    return _made(action, "fact", subject.id, at, [subject.cited], actor, sets)


def merge(at: int, *facts: Fact) -> Judgement:
    """The facts are one; the first one gives it its id."""
    return _made("merge", "fact", facts[0].id, at, [fact.cited for fact in facts])


def split(at: int, fact: Fact, *claims: Cited) -> Judgement:
    """The claims are not of this fact, but of one that they are together."""
    rest = [item for item in fact.cited if item not in claims]
    return _made("split", "fact", fact.id, at, [rest, claims])


def undo(at: int, judgement: Judgement) -> Judgement:
    """The judgement is taken back."""
    return _made("undo", "judgement", judgement.id, at, [])


def _made(
    action: str,
    scope: str,
    subject: str,
    at: int,
    parts: Sequence[Sequence[Cited]],
    actor: str = "ana",
    sets: dict[str, Any] | None = None,
) -> Judgement:
    anchors = tuple(
        Anchor(item.claim_id, item.document_id, item.said or item.claim, part)
        for part, items in enumerate(parts)
        for item in items
    )
    return Judgement(
        action, scope, subject, actor, f"2026-01-01T00:{at:02}:00Z", "because", anchors, sets or {}
    )
