"""The one thing whose id begins as somebody typed it: a document, a claim, a judgement or a fact."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from communique.errors import RegisterError
from communique.model import Cited, Document, Fact, Judgement
from communique.register import NotFoundError, Register

Found = Document | Cited | Judgement | Fact

# An id of this length that is found in one table begins no other id.
_SURE: Final = 12


def find(register: Register, wanted: str, facts: Callable[[], Sequence[Fact]]) -> Found:
    """The document, claim, judgement or fact whose id begins so.

    ``facts`` gives those of the register; they are made from all claims, which takes a while, and are asked
    for only where they may be meant. Raises NotFoundError, or RegisterError where several ids begin so.
    """
    found: list[Found] = []
    looks: tuple[Callable[[str], Found], ...] = (register.document, register.claim, register.judgement)
    for look in looks:
        try:
            found.append(look(wanted))
        except NotFoundError:
            continue
    if not found or len(wanted) < _SURE:
        prefix = wanted.strip().lower()
        found += [fact for fact in facts() if prefix and fact.id.startswith(prefix)]
    if not found:
        raise NotFoundError(
            wanted,
            "no fact, claim, document or judgement has an id that begins so",
            "list, search and review print the ids",
        )
    if len(found) > 1:
        raise RegisterError(wanted, f"{len(found)} ids begin so", "give more of it")
    return found[0]
