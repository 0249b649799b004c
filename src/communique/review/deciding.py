"""Judgements by the ids that were printed: what is meant is found, checked and recorded with its claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from communique.assembly import undone_by
from communique.assembly.edits import read_edits
from communique.errors import JudgementError, RegisterError
from communique.knowledge import Knowledge
from communique.model import Anchor, Cited, Document, Fact, Judgement
from communique.pipeline import assembled
from communique.register import NotFoundError, Register
from communique.review.doubts import Doubt, doubts
from communique.review.finding import Found, find

_SHOWN: Final = 12
# What is recorded as the cause where nobody gave one.
DEFAULT: Final = "reviewed"


class Desk:
    """A register and the facts in it, as an analyst sees them while deciding."""

    def __init__(
        self,
        register: Register,
        knowledge: Knowledge,
        reason: str = "",
        facts: Sequence[Fact] | None = None,
    ) -> None:
        """``facts`` are those of the register as it is now, where somebody has made them already."""
        self._given: Final = facts
        self._register: Final = register
        self._knowledge: Final = knowledge
        self._reason: Final = " ".join(reason.split()) or DEFAULT

    @cached_property
    def facts(self) -> list[Fact]:
        """The facts as they are now."""
        return assembled(self._register, self._knowledge) if self._given is None else list(self._given)

    @cached_property
    def doubts(self) -> list[Doubt]:
        """What is in doubt, the least sure first."""
        return doubts(self.facts, self._register.judgements())

    def find(self, wanted: str) -> Found:
        """The document, claim, judgement or fact whose id begins so."""
        return find(self._register, wanted, lambda: self.facts)

    def accept(self, wanted: str) -> Judgement:
        """A claim or fact is right; a pair in doubt is one fact, a claim in doubt belongs to its fact."""
        question = self._question(wanted)
        if question is not None:
            return self._record("merge", question.facts[0], _sides(question))
        found = self.find(wanted)
        if isinstance(found, Document | Judgement):
            raise RegisterError(_name(found), "cannot be accepted", "accept its claims or a fact")
        return self._record("accept", found, [_claims(found)])

    def reject(self, wanted: str) -> Judgement:
        """A claim, fact or document is wrong; a pair in doubt is two facts, a claim in doubt is of another fact."""
        question = self._question(wanted)
        if question is not None:
            return self._record("split", question.facts[0], _sides(question))
        found = self.find(wanted)
        if isinstance(found, Judgement):
            raise RegisterError(
                _name(found), "cannot be rejected", f"undo it: review undo {found.id[:_SHOWN]}"
            )
        return self._record("reject", found, [_claims(found)])

    def edit(self, wanted: str, words: Mapping[str, str]) -> Judgement:
        """Slots of a claim or fact set to what was typed; an empty value leaves a slot empty.

        Raises JudgementError for a slot or value that cannot be, PartyError for an unknown party.
        """
        found = self.find(wanted)
        if isinstance(found, Document | Judgement):
            raise RegisterError(_name(found), "has no slots to edit", "edit a claim or a fact")
        fact = isinstance(found, Fact)
        kind = found.kind if isinstance(found, Fact) else found.claim.kind
        sets = read_edits(kind, words, self._knowledge, fact=fact)
        before = dict(found.slots) if isinstance(found, Fact) else self._now(found).claim.to_json()
        was = {slot: before.get(slot) for slot in sets}
        if all((was[slot] or None) == (value or None) for slot, value in sets.items()):
            raise JudgementError(_name(found), "is so already", "nothing was recorded")
        return self._record("edit", found, [_claims(found)], sets=sets, was=was)

    def merge(self, wanted: Sequence[str]) -> Judgement:
        """Facts of one kind are one; it keeps the id of the first. Raises RegisterError where they cannot be."""
        facts = [self._fact(one) for one in wanted]
        if len({fact.id for fact in facts}) < len(facts):
            raise RegisterError(wanted[0], "is named twice", "name different facts")
        kinds = sorted({fact.kind for fact in facts})
        if len(kinds) > 1:
            raise RegisterError(wanted[0], f"cannot be one: {' and '.join(kinds)}", "merge facts of one kind")
        return self._merge(facts)

    def split(self, wanted: str, claims: Sequence[str]) -> Judgement:
        """Claims are not of this fact, but together of another one."""
        fact = self._fact(wanted)
        leaving = [self._member(fact, one) for one in claims]
        staying = [item for item in fact.cited if item not in leaving]
        if not staying:
            raise RegisterError(wanted, "would be left without a claim", "name some of its claims, not all")
        return self._record("split", fact, [staying, leaving])

    def undo(self, wanted: str) -> Judgement:
        """A judgement is taken back; an undo can be undone too. Raises RegisterError where it is already."""
        made = self._register.judgement(wanted)
        holding = undone_by(self._register.judgements()).get(made.id)
        if holding is not None:
            by = f"was undone by {holding.actor} on {holding.at[:10]}"
            raise RegisterError(_name(made), by, f"to bring it back: review undo {holding.id[:_SHOWN]}")
        return self._register.judge(Judgement("undo", "judgement", made.id, "", "", self._reason))

    def _merge(self, facts: Sequence[Fact]) -> Judgement:
        return self._record("merge", facts[0], [_claims(fact) for fact in facts])

    def _record(
        self,
        action: str,
        about: Found,
        parts: Iterable[Sequence[Cited]],
        sets: Mapping[str, Any] | None = None,
        was: Mapping[str, Any] | None = None,
    ) -> Judgement:
        scope, subject = _named(about)
        anchors = tuple(
            Anchor(item.claim_id, item.document_id, item.said or item.claim, part)
            for part, items in enumerate(parts)
            for item in items
        )
        return self._register.judge(
            Judgement(action, scope, subject, "", "", self._reason, anchors, sets or {}, was or {})
        )

    def _question(self, wanted: str) -> Doubt | None:
        """The pair or the link in doubt whose id begins so."""
        prefix = wanted.strip().lower()
        if len(prefix) < _SHOWN:
            return None
        own = (doubt for doubt in self.doubts if doubt.sort in ("link", "pair"))
        return next((doubt for doubt in own if doubt.id.startswith(prefix)), None)

    def _fact(self, wanted: str) -> Fact:
        found = self.find(wanted)
        if not isinstance(found, Fact):
            raise RegisterError(_name(found), "is no fact", "list prints the ids of facts")
        return found

    def _member(self, fact: Fact, wanted: str) -> Cited:
        """The one claim of a fact whose id begins so."""
        prefix = wanted.strip().lower()
        found = [item for item in fact.cited if prefix and item.claim_id.startswith(prefix)]
        if not found:
            mend = f"show {fact.id[:_SHOWN]} prints its claims"
            raise NotFoundError(wanted, f"no claim of fact {fact.id[:_SHOWN]} has an id that begins so", mend)
        if len(found) > 1:
            raise RegisterError(wanted, f"{len(found)} claims of the fact begin so", "give more of it")
        return found[0]

    def _now(self, item: Cited) -> Cited:
        """A claim as it was decided so far, where it is in a fact."""
        there = (one for fact in self.facts for one in fact.cited if one.claim_id == item.claim_id)
        return next(there, item)


def _sides(question: Doubt) -> list[Sequence[Cited]]:
    """What is one or two: the facts of a pair; or the rest of a fact, and the claim that may not be of it."""
    if question.sort == "pair":
        return [fact.cited for fact in question.facts]
    (fact,) = question.facts
    return [[item for item in fact.cited if item not in question.claims], question.claims]


def _claims(found: Found) -> Sequence[Cited]:
    if isinstance(found, Fact):
        return found.cited
    return [found] if isinstance(found, Cited) else []


def _named(found: Found) -> tuple[str, str]:
    """What a judgement is about, and its id."""
    match found:
        case Cited():
            return "claim", found.claim_id
        case Fact():
            return "fact", found.id
        case Document():
            return "document", found.id
        case _:
            return "judgement", found.id


def _name(found: Found) -> str:
    scope, subject = _named(found)
    return f"{scope} {subject[:_SHOWN]}"
