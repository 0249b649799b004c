"""Claims to facts, on one page: who is a voice, which claims speak of one thing, what they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, Protocol

from communique.assembly.belief import weighed
from communique.assembly.citing import voices
from communique.assembly.conflicts import conflicts
from communique.assembly.doubt import with_doubts
from communique.assembly.engagements import engagements
from communique.assembly.equipment import catalogue
from communique.assembly.ground import Ground, Group, in_order
from communique.assembly.judgements import Rulings
from communique.assembly.merge import merged, revised
from communique.assembly.outcome import Made, settled_by
from communique.assembly.programmes import programmes
from communique.assembly.sketches import Sketch
from communique.assembly.standing import mechanisms, postures, pressures, uses
from communique.ids import content_id
from communique.knowledge import Knowledge
from communique.model import Cited, Claim, Document, Fact, Feature, Judgement, Link
from communique.vocabulary import KINDS


class _Grouper(Protocol):
    def __call__(self, cited: Iterable[Cited], ground: Ground) -> list[Group]: ...


_GROUPERS: Final[Mapping[str, _Grouper]] = {
    "engagement": engagements,
    "mechanism": mechanisms,
    "programme": programmes,
    "use": uses,
    "pressure": pressures,
    "posture": postures,
}


def cite(document: Document, claims: Iterable[Claim]) -> list[Cited]:
    """The claims of a document as facts cite them; ids are unique across documents."""
    return [
        Cited(
            claim_id=content_id("cited", document.id, claim.id),
            document_id=document.id,
            claim=claim,
            publisher=document.publisher,
            published=document.published,
            title=document.title,
            url=document.url,
        )
        for claim in claims
    ]


def assemble(
    cited: Sequence[Cited],
    knowledge: Knowledge,
    sketches: Mapping[str, Sketch] | None = None,
    judgements: Iterable[Judgement] = (),
) -> list[Fact]:
    """The facts that many claims speak of, in a fixed order, whatever order the claims come in.

    ``sketches`` (document id -> :func:`sketch` of its text) let copies of one report count as one voice;
    without one a document is a voice of its own. ``judgements`` are those of analysts, all that were made.
    """
    return made(cited, knowledge, sketches, judgements).facts


def made(
    cited: Iterable[Cited],
    knowledge: Knowledge,
    sketches: Mapping[str, Sketch] | None = None,
    judgements: Iterable[Judgement] = (),
    before: Made | None = None,
) -> Made:
    """The same with what saves work when some claims have come or gone since: the outcome, given as ``before``.

    The facts are the same with it or without it. Which claims speak of one thing is found out anew; documents that were
    compared are not compared again, and what is the same thing with the same claims and voices is the fact that it was.
    """
    claims = in_order(cited)
    rulings = Rulings.of(judgements, claims)
    claims = rulings.claims(claims)
    known = before or Made()
    told, shared = voices(claims, sketches or {}, knowledge, known.shared)
    # Of thousands of documents they take a hundred megabytes, and nobody asks for them again.
    del sketches
    ground = Ground(knowledge, catalogue(knowledge), told)
    facts: list[Fact] = []
    settled: dict[str, str] = {}
    for kind in KINDS:
        groups = _GROUPERS[kind]([c for c in claims if c.claim.kind == kind], ground)
        groups = rulings.groups(groups, partial(_GROUPERS[kind], ground=ground))
        for group in groups:
            fact = _fact(group, ground, known)
            facts.append(fact)
            if group.slots:
                settled[fact.id] = settled_by(group)
    facts = rulings.facts(with_doubts(facts, ground), ground.catalogue)
    weighty = [known.weighed(fact) or weighed(fact, ground) for fact in facts]
    ordered = sorted(weighty, key=lambda fact: (KINDS.index(fact.kind), fact.id))
    return Made(ordered, shared, settled)


def _links(group: Group, ground: Ground) -> tuple[Link, ...]:
    """Why each claim is here; what a judgement brought has no link of ours."""
    known = {link.claim: link for link in group.links}
    judged = (Feature("judgement", 0.0, "an analyst decided that it belongs here"),)
    return tuple(
        replace(known.get(item.claim_id, Link(item.claim_id, 0.0, 0.0, judged)), voice=ground.voice(item))
        for item in group.cited
    )


def _fact(group: Group, ground: Ground, known: Made) -> Fact:
    id_, links = content_id("fact", group.kind, *group.key), _links(group, ground)
    old = known.unweighed(id_, group, links)
    if old is not None:
        return old
    asserted = [item for item in group.cited if not item.claim.denied] or list(group.cited)
    found = conflicts(group, ground)
    return Fact(
        id=id_,
        kind=group.kind,
        slots=revised(merged(group, ground), group, found),
        cited=group.cited,
        conflicts=found,
        voices=ground.count(asserted),
        links=links,
    )
