"""How well claims of many reports are brought together, against gold that says which speak of one thing.

Measured are pairs, of claims that the reader made on words that gold knows, and of reports: two that belong
together, two that were brought together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from communique.assembly import Sketch, assemble, cite, sketch
from communique.assembly.citing import voices
from communique.evaluation.merging_gold import Anchor, Gold
from communique.knowledge import Knowledge, load
from communique.model import Cited, Claim, Fact
from communique.reading import Reader
from communique.vocabulary import KINDS


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs that belong together, were brought together, and both."""

    gold: int
    made: int
    both: int

    @property
    def precision(self) -> float:
        """Of the pairs brought together, the share that belongs so; 1 where none was."""
        return self.both / self.made if self.made else 1.0

    @property
    def recall(self) -> float:
        """Of the pairs that belong together, the share that was brought; 1 where there are none."""
        return self.both / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Merging:
    """The figures: ``across`` counts only pairs of different reports; ``unread`` anchors bear no claim."""

    merging: Pairs
    across: Pairs
    families: Pairs
    kinds: Mapping[str, Pairs]
    anchors: int
    unread: int
    labelled: int
    claims: int
    wrong: tuple[str, ...] = ()


def measure(gold: Gold, read: Mapping[str, Sequence[Claim]] | None = None) -> Merging:
    """Assembles the claims of a folder of gold, and compares what was brought together.

    ``read`` (document id -> claims) are claims read before; without them the reports are read.
    """
    known = load()
    claims = read if read is not None else read_gold(gold)
    cited = [item for document in gold.documents.values() for item in cite(document, claims[document.id])]
    sketches = {document.id: sketch(document.text) for document in gold.documents.values()}
    return compare(gold, cited, assemble(cited, known, sketches), _families(gold, cited, sketches, known))


def read_gold(gold: Gold) -> dict[str, list[Claim]]:
    """Document id -> what the reader reads in it."""
    reader = Reader(load())
    return {document.id: reader.read(document) for document in gold.documents.values()}


def _families(
    gold: Gold, cited: Sequence[Cited], sketches: Mapping[str, Sketch], knowledge: Knowledge
) -> dict[str, str]:
    """Report -> its family as found; a report without a claim is compared as well."""
    bare = [Cited("", d.id, Claim("posture", ()), d.publisher, d.published) for d in gold.documents.values()]
    found = voices([*cited, *bare], sketches, knowledge)[0].documents
    return {name: found[document.id] for name, document in gold.documents.items()}


def compare(
    gold: Gold, cited: Sequence[Cited], facts: Iterable[Fact], families: Mapping[str, str]
) -> Merging:
    """The figures for claims as they were brought together in facts, and reports in families."""
    names = {document.id: name for name, document in gold.documents.items()}
    things = {item.claim_id: thing for item in cited if (thing := _thing(gold, names, item))}
    fact_of = {item.claim_id: fact.id for fact in facts for item in fact.cited}
    told = [item for item in cited if item.claim_id in things]
    read = {anchor for item in told for anchor in _anchors_of(gold, names, item)}
    made = {item.claim_id: fact_of.get(item.claim_id, item.claim_id) for item in told}
    pairs = list(combinations(sorted(told, key=lambda i: (names[i.document_id], i.claim_id)), 2))
    apart = [(one, two) for one, two in pairs if one.document_id != two.document_id]
    single = {name: gold.families.get(name, f" {name}") for name in gold.documents}
    return Merging(
        merging=_pairs(pairs, things, made),
        across=_pairs(apart, things, made),
        families=_counted(
            (single[a] == single[b], families[a] == families[b]) for a, b in combinations(single, 2)
        ),
        kinds={
            kind: _pairs([(a, b) for a, b in pairs if a.claim.kind == b.claim.kind == kind], things, made)
            for kind in KINDS
            if any(item.claim.kind == kind for item in told)
        },
        anchors=len(gold.anchors),
        unread=len(set(gold.anchors) - read),
        labelled=len(told),
        claims=len(cited),
        wrong=tuple(_wrong(pairs, things, made, names)) + tuple(_wrong_families(single, families)),
    )


def _anchors_of(gold: Gold, names: Mapping[str, str], item: Cited) -> list[Anchor]:
    name = names.get(item.document_id)
    return [anchor for anchor in gold.anchors if anchor.document == name and anchor.overlap(item.claim)]


def _thing(gold: Gold, names: Mapping[str, str], item: Cited) -> str | None:
    """The thing that gold has a claim speak of; None where it says nothing, or two things alike."""
    shares: Counter[str] = Counter()
    for anchor in _anchors_of(gold, names, item):
        shares[anchor.thing] = max(shares[anchor.thing], anchor.overlap(item.claim))
    best = shares.most_common(2)
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        return None
    return best[0][0]


Of = Mapping[str, Hashable]


def _pairs(pairs: Iterable[tuple[Cited, Cited]], things: Of, made: Of) -> Pairs:
    return _counted(
        (things[a.claim_id] == things[b.claim_id], made[a.claim_id] == made[b.claim_id]) for a, b in pairs
    )


def _counted(verdicts: Iterable[tuple[bool, bool]]) -> Pairs:
    seen = Counter(verdicts)
    both = seen[True, True]
    return Pairs(both + seen[True, False], both + seen[False, True], both)


def _wrong(
    pairs: Iterable[tuple[Cited, Cited]], things: Of, made: Of, names: Mapping[str, str]
) -> Iterator[str]:
    for one, two in pairs:
        belong = things[one.claim_id] == things[two.claim_id]
        if belong != (made[one.claim_id] == made[two.claim_id]):
            told = [
                f"{names[i.document_id]} “{i.claim.evidence[0].quote}” ({things[i.claim_id]})"
                for i in (one, two)
            ]
            yield f"{'kept apart' if belong else 'brought together'}: {' / '.join(told)}"


def _wrong_families(gold: Mapping[str, str], made: Mapping[str, str]) -> Iterator[str]:
    for one, two in combinations(gold, 2):
        if (gold[one] == gold[two]) != (made[one] == made[two]):
            yield f"{'no copies of each other' if gold[one] == gold[two] else 'called copies'}: {one} / {two}"
