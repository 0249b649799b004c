"""The question put to a register: what its claims say of a pair, as facts and as a brief.

The brief of a busy pair, without a period, is kept like its facts: under a key over all that it follows from.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Final

from communique.assembly import catalogue
from communique.assembly.keeping import UnreadableError, pack, recipe, unpack
from communique.briefs.compose import compose
from communique.briefs.dyad import of_pair
from communique.knowledge import Knowledge
from communique.model import Brief, Fact, Section, Sentence
from communique.pipeline import assembled_about, pair_of, uncollected
from communique.register import Kept, Register
from communique.register.kept import key

# The brief of fewer claims is composed about as soon as it is loaded.
LEAST_KEPT: Final = 1_000
_MAKERS: Final = ("briefs", "briefs/data", "analysis")
_SCOPE: Final = "brief "


def facts_between(register: Register, knowledge: Knowledge, pair: tuple[str, str]) -> list[Fact]:
    """The facts about two parties (codes); only the claims with a say in the pair are loaded, or what was kept of them."""
    return of_pair(assembled_about(register, knowledge, pair), pair, knowledge)


def answer(
    register: Register,
    knowledge: Knowledge,
    pair: tuple[str, str],
    since: str | None = None,
    until: str | None = None,
) -> Brief:
    """The brief for two parties (codes) and a period."""
    with uncollected():
        return _answered(register, knowledge, pair, since, until)


def _answered(
    register: Register, knowledge: Knowledge, pair: tuple[str, str], since: str | None, until: str | None
) -> Brief:
    store = Kept(register)
    if since or until or not store.possible:
        return _composed(register, knowledge, pair, since, until)
    made_of = _made_of(register, knowledge, pair)
    if made_of is None:
        return _composed(register, knowledge, pair)
    scope = f"{_SCOPE}{pair[0]} {pair[1]}"
    pieces = store.load(scope, made_of)
    found = None if pieces is None else _read(register, pieces)
    if found is not None:
        return found
    made = _composed(register, knowledge, pair)
    if _made_of(register, knowledge, pair) == made_of:
        store.save(scope, made_of, _written(made))
    return made


def prepare(register: Register, knowledge: Knowledge, pair: tuple[str, str]) -> None:
    """Makes and keeps the facts of a pair and, of a busy one, its brief, where they are not kept as they are now."""
    with uncollected():
        if _made_of(register, knowledge, pair) is None:
            assembled_about(register, knowledge, pair)
        else:
            _answered(register, knowledge, pair, None, None)


def asked_before(register: Register) -> list[tuple[str, str]]:
    """The pairs of which a brief or facts are kept, outdated or not: each as its brief was asked for."""
    scopes = Kept(register).scopes()
    briefs = [pair_of(scope.removeprefix(_SCOPE)) for scope in scopes if scope.startswith(_SCOPE)]
    asked = [pair for pair in briefs if pair is not None]
    facts = [pair for scope in scopes if (pair := pair_of(scope)) is not None]
    known = {tuple(sorted(pair)) for pair in asked}
    return sorted([*asked, *(pair for pair in facts if tuple(sorted(pair)) not in known)])


def kept_amiss(register: Register, knowledge: Knowledge) -> Iterator[str]:
    """Kept briefs that a question of today would be answered with, and that are not what is composed anew."""
    store = Kept(register)
    for scope, made_of in store.scopes().items():
        if not scope.startswith(_SCOPE):
            continue
        one, _, other = scope.removeprefix(_SCOPE).partition(" ")
        if made_of == _made_of(register, knowledge, (one, other)):
            pieces = store.load(scope, made_of)
            if pieces and _read(register, pieces) != _composed(register, knowledge, (one, other)):
                yield f"kept {scope}: it is not what is composed of the facts"


def _composed(
    register: Register,
    knowledge: Knowledge,
    pair: tuple[str, str],
    since: str | None = None,
    until: str | None = None,
) -> Brief:
    facts = facts_between(register, knowledge, pair)
    if not since:
        return compose(pair, facts, register.documents_of, knowledge, since, until)
    sketches = register.sketches(item.document_id for fact in facts for item in fact.cited)
    return compose(pair, facts, register.documents_of, knowledge, since, until, sketches)


def _made_of(register: Register, knowledge: Knowledge, pair: tuple[str, str]) -> str | None:
    """The key of all that the brief of a pair follows from; None where it is not worth keeping."""
    numbers = Kept(register).about(pair, catalogue(knowledge))
    if len(numbers) < LEAST_KEPT:
        return None
    return key(recipe(knowledge, *_MAKERS), numbers, sorted(one.id for one in register.judgements()))


def _written(brief: Brief) -> list[bytes]:
    """The brief in pieces: what it says, then its facts; its documents are in the register."""
    sections = [
        [one.heading, one.key, [[said.text, said.claims, said.facts] for said in one.sentences]]
        for one in brief.sections
    ]
    documents = [document.id for document in brief.documents]
    said = [brief.question, brief.parties, brief.names, sections, documents]
    return [json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass"), *pack(brief.facts)]


def _read(register: Register, pieces: Sequence[bytes]) -> Brief | None:
    """The brief of these pieces; None where they hold none, or a document is not there."""
    try:
        question, parties, names, sections, ids = json.loads(pieces[0])
        facts = unpack(pieces[1:])
        made = tuple(
            Section(heading, tuple(Sentence(text, tuple(c), tuple(f)) for text, c, f in said), place)
            for heading, place, said in sections
        )
    except (UnreadableError, ValueError, TypeError, IndexError):
        return None
    documents = register.documents_of(ids)
    if len(documents) != len(ids):
        return None
    told = tuple(documents[one] for one in ids)
    return Brief(question, tuple(parties), tuple(names), None, None, made, tuple(facts), told)
