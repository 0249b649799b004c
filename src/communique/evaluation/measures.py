"""Precision, recall and F1 of the reader on one article and on many.

*Lenient* asks that two claims have the same identity, *strict* that all key slots agree. Beside these stand
the pairs of parties that an article puts into relation, the slots that are right on claims that match, and
the false alarms on articles with nothing to find. Counts of articles add up; rates are made of the sums.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from communique.evaluation.agreement import COUNTED, IDENTITY, STRICTER, Data, agrees, states
from communique.evaluation.gold import Case
from communique.evaluation.matching import Matching, match
from communique.evaluation.spelling import is_empty
from communique.vocabulary import KINDS

ALL: Final = "all"
_RELATED: Final = ("parties", "supplier", "recipient", "by", "on")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were right, how many there were to find, and how many were read."""

    hit: int = 0
    gold: int = 0
    read: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hit + other.hit, self.gold + other.gold, self.read + other.read)

    @property
    def precision(self) -> float:
        """The share of what was read that is right; of nothing read, 1 if there was nothing to find."""
        return self.hit / self.read if self.read else float(not self.gold)

    @property
    def recall(self) -> float:
        """The share of what there was to find that was read; 1 if there was nothing."""
        return self.hit / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class KindOutcome:
    """The claims of one kind in one article, of gold and read, and how they agree."""

    kind: str
    golds: tuple[Data, ...]
    reads: tuple[Data, ...]
    lenient: Matching
    strict: Matching

    def tally(self, matching: Matching) -> Tally:
        """The counts under one of the two matchings."""
        firm = sum(not gold.get("optional") for gold in self.golds)
        return Tally(len(matching.hits), firm, len(self.reads) - len(matching.excused))

    def slots(self) -> Iterable[tuple[str, bool]]:
        """Each slot that gold fills on the claims that match leniently, and whether it is right."""
        for i, j in self.lenient.hits:
            for slot in (*COUNTED, *STRICTER[self.kind]):
                if not is_empty(self.golds[i].get(slot)):
                    yield slot, agrees(slot, self.golds[i], self.reads[j])


@dataclass(frozen=True, slots=True)
class Outcome:
    """One article: its claims kind by kind, its pairs of parties, and whether there was anything to find."""

    name: str
    kinds: tuple[KindOutcome, ...]
    pairs: Tally
    quiet: bool
    false_alarm: bool
    unread: bool = False

    def tally(self, strict: bool) -> Tally:
        """The counts over all kinds."""
        return sum((kind.tally(kind.strict if strict else kind.lenient) for kind in self.kinds), Tally())


@dataclass(frozen=True, slots=True)
class Scores:
    """The figures of a folder. Tables are by kind, with ``all`` last; ``slots`` hold (right, of)."""

    articles: int
    lenient: Mapping[str, Tally]
    strict: Mapping[str, Tally]
    pairs: Tally
    slots: Mapping[str, tuple[int, int]]
    unread: tuple[str, ...]
    quiet: int
    false_alarms: int
    outcomes: tuple[Outcome, ...] = field(repr=False, default=())


def assess(case: Case, reads: Sequence[Data] | None) -> Outcome:
    """How the claims read from one article compare with its gold; None if it was not read at all."""
    found = [claim for claim in reads or () if claim.get("kind") not in case.unscored]
    golds = [claim for claim in case.claims if claim["kind"] not in case.unscored]
    firm = [claim for claim in golds if not claim.get("optional")]
    wanted, allowed, read = pairs_of(firm), pairs_of(golds), pairs_of(found)
    return Outcome(
        name=case.name,
        kinds=tuple(_of_kind(kind, golds, found) for kind in KINDS),
        pairs=Tally(len(wanted & read), len(wanted), len(read - (allowed - wanted))),
        quiet=not firm,
        false_alarm=bool(found) and not golds,
        unread=reads is None,
    )


def total(outcomes: Iterable[Outcome]) -> Scores:
    """The figures of many articles."""
    articles = tuple(outcomes)
    return Scores(
        articles=len(articles),
        lenient=_table(articles, strict=False),
        strict=_table(articles, strict=True),
        pairs=sum((article.pairs for article in articles), Tally()),
        slots=_slots(articles),
        unread=tuple(article.name for article in articles if article.unread),
        quiet=sum(article.quiet for article in articles),
        false_alarms=sum(article.false_alarm for article in articles),
        outcomes=articles,
    )


def score(cases: Iterable[Case], reads: Mapping[str, Sequence[Data]]) -> Scores:
    """The figures of the claims read, by the name of the article, against gold."""
    return total(assess(case, reads.get(case.name)) for case in cases)


def pairs_of(claims: Iterable[Data]) -> set[tuple[str, str]]:
    """The pairs of parties that claims put into relation; who uses equipment stands in none by that."""
    found: set[tuple[str, str]] = set()
    for claim in claims:
        if claim.get("kind") != "use":
            members = set().union(*(states(claim.get(slot)) for slot in _RELATED))
            found.update(combinations(sorted(members), 2))
    return found


def _of_kind(kind: str, golds: Iterable[Data], reads: Iterable[Data]) -> KindOutcome:
    ours = tuple(claim for claim in golds if claim["kind"] == kind)
    theirs = tuple(claim for claim in reads if claim.get("kind") == kind)
    lenient = match(ours, theirs, IDENTITY[kind])
    strict = match(ours, theirs, IDENTITY[kind] + STRICTER[kind])
    return KindOutcome(kind, ours, theirs, lenient, strict)


def _table(articles: Sequence[Outcome], *, strict: bool) -> dict[str, Tally]:
    table = dict.fromkeys(KINDS, Tally())
    for article in articles:
        for kind in article.kinds:
            table[kind.kind] += kind.tally(kind.strict if strict else kind.lenient)
    return {**table, ALL: sum(table.values(), Tally())}


def _slots(articles: Sequence[Outcome]) -> dict[str, tuple[int, int]]:
    counts: dict[str, tuple[int, int]] = {}
    for article in articles:
        for kind in article.kinds:
            for slot, right in kind.slots():
                hits, of = counts.get(slot, (0, 0))
                counts[slot] = hits + right, of + 1
    return counts
