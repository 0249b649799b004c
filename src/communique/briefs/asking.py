"""The question put to a register: what its claims say of a pair, as facts and as a brief."""

from __future__ import annotations

from communique.briefs.compose import compose
from communique.briefs.dyad import of_pair
from communique.knowledge import Knowledge
from communique.model import Brief, Fact
from communique.pipeline import assembled_about
from communique.register import Register


def facts_between(register: Register, knowledge: Knowledge, pair: tuple[str, str]) -> list[Fact]:
    """The facts about two parties (codes); only the claims with a say in the pair are loaded."""
    return of_pair(assembled_about(register, knowledge, pair), pair, knowledge)


def answer(
    register: Register,
    knowledge: Knowledge,
    pair: tuple[str, str],
    since: str | None = None,
    until: str | None = None,
) -> Brief:
    """The brief for two parties (codes) and a period."""
    facts = facts_between(register, knowledge, pair)
    documents = register.documents_of(item.document_id for fact in facts for item in fact.cited)
    sketches = register.sketches(documents) if since else None
    return compose(pair, facts, documents, knowledge, since, until, sketches)
