"""Claims to facts, on one page: who is a voice, which claims speak of one thing, what they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, Protocol

from communique.assembly.belief import weighed
from communique.assembly.blocks import around
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
from communique.assembly.standing import mechanisms, postures, pressures, uses
from communique.assembly.texts import AnySketch
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


# Where more than one claim of so many has changed, all are grouped anew.
_MANY: Final = 4


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
    sketches: Mapping[str, AnySketch] | None = None,
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
    sketches: Mapping[str, AnySketch] | None = None,
    judgements: Iterable[Judgement] = (),
    before: Made | None = None,
) -> Made:
    """The same with what saves work when some claims have come or gone since: the outcome, given as ``before``.

    The facts are the same with it or without it. Documents that were compared are not compared again; claims are grouped
    anew where something that changed could have to do with them (:mod:`communique.assembly.blocks`), and what is the
    same thing with the same claims and voices is the fact that it was.
    """
    claims = in_order(cited)
    rulings = Rulings.of(judgements, claims)
    claims = rulings.claims(claims)
    known = before or Made()
    told, shared = voices(claims, sketches or {}, knowledge, known.shared)
    # Of thousands of documents they take a hundred megabytes, and nobody asks for them again.
    del sketches
    ground = Ground(knowledge, catalogue(knowledge), told)
    facts, part = _as_they_were(claims, ground, rulings, known)
    settled = {fact.id: known.settled[fact.id] for fact in facts if fact.id in known.settled}
    for kind in KINDS:
        groups = _GROUPERS[kind]([c for c in part if c.claim.kind == kind], ground)
        groups = rulings.groups(groups, partial(_GROUPERS[kind], ground=ground))
        for group in groups:
            fact = _fact(group, ground, known)
            facts.append(fact)
            if group.slots:
                settled[fact.id] = settled_by(group)
    facts.sort(key=lambda fact: (KINDS.index(fact.kind), fact.id))
    facts = rulings.facts(with_doubts(facts, ground), ground.catalogue)
    weighty = [known.weighed(fact) or weighed(fact, ground) for fact in facts]
    return Made(weighty, shared, settled)


def _as_they_were(
    claims: Sequence[Cited], ground: Ground, rulings: Rulings, known: Made
) -> tuple[list[Fact], Sequence[Cited]]:
    """The facts that no change can have to do with, and the claims of which facts are made anew."""
    changed = None if rulings.judgements else known.changed(claims, ground)
    if changed is None or _MANY * len(changed) > len(claims):
        return [], claims
    touched = around(claims, changed, ground)
    kept = known.apart(touched)
    if kept is None:
        return [], claims
    return kept, [item for item in claims if item.claim_id in touched]


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
