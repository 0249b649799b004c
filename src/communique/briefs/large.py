"""The facts of a register too large to be assembled at once: pair by pair, so that memory is that of the busiest pair.

Each fact is told once, as the brief of the first pair tells it that it is about. A fact about one party alone (a programme whose
other end no report names) is about no pair and is not among them.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.briefs.asking import asked_before, facts_between
from communique.knowledge import Knowledge
from communique.model import Fact
from communique.pipeline import MOST_KEPT, uncollected
from communique.register import Kept, Register


def too_large(register: Register) -> bool:
    """Whether a register has more claims than are assembled at once."""
    return register.counts()["claims"] > MOST_KEPT


def facts_by_pair(
    register: Register, knowledge: Knowledge, first: tuple[tuple[str, str], ...] = ()
) -> Iterator[list[Fact]]:
    """The facts of each pair that claims relate, without those that an earlier pair told; ``first`` are looked at first."""
    told: set[str] = set()
    for pair in dict.fromkeys((*first, *Kept(register).all_pairs())):
        with uncollected():
            found = facts_between(register, knowledge, pair)
        fresh = [fact for fact in found if fact.id not in told]
        told |= {fact.id for fact in fresh}
        yield fresh


def facts_named(register: Register, knowledge: Knowledge, prefix: str) -> list[Fact]:
    """The facts of the first pair that has one whose id begins so; pairs that were asked about before are looked at first."""
    asked = tuple((min(pair), max(pair)) for pair in asked_before(register))
    for facts in facts_by_pair(register, knowledge, asked):
        found = [fact for fact in facts if fact.id.startswith(prefix)]
        if found:
            return found
    return []
