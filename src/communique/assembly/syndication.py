"""Which documents are copies of one another, whole or in a paragraph: a family of copies is one voice.

Two documents belong together when the shorter one's runs of words are found in the longer one for the
greater part, or when both are credited to one agency on the same days and tell the same names and numbers in
other words. A copied paragraph in a report that is otherwise its own is the voice of whoever had it first.
Shares are exact; sketches only say which texts to compare. Paragraphs that very many reports bear which have
nothing else in common (a notice, a description of the paper) make no documents copies.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain, combinations, pairwise
from typing import Final, Generic, TypeVar

from communique.assembly import dates
from communique.assembly.sketches import Sketch

CONTAINMENT: Final = 0.5
# Texts of less than this share of another may be stories of a digest: those that it holds must be alike.
_CUT: Final = 0.5
# Copied paragraphs: of the shorter one, at least this share and this many runs (twelve words in a row or more).
_PARAGRAPH_SHARE: Final = 0.6
_PARAGRAPH_RUNS: Final = 8
# A paragraph of this many documents whose rests have less than this in common is boilerplate.
_MANY: Final = 5
_UNLIKE: Final = 0.2
_WINDOW: Final = 12
# Reworded: two reports of one agency, this near in days, with this share of names and numbers in common.
_SAME_STORY_DAYS: Final = 2
_SAME_MARKS: Final = 0.6
_FEWEST_MARKS: Final = 6
# In a larger bucket only neighbours are compared: copies are found all the same, through one another.
_BUCKET: Final = 40

_HAIR: Final = 1e-6
_HEADING_RUNS: Final = 14

Family = dict[str, str]
Pairs = frozenset[tuple[str, str]]
Node = TypeVar("Node", str, tuple[str, int])


@dataclass(frozen=True, slots=True)
class Source:
    """A document as syndication sees it: its sketch, day and the agencies behind it; ``agency``: it is one's own."""

    sketch: Sketch
    published: str | None = None
    outlets: frozenset[str] = frozenset()
    agency: bool = False


def containment(one: AbstractSet[int], other: AbstractSet[int]) -> float:
    """Share of the smaller set that the two have in common, 0 to 1."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def alike(sources: Mapping[str, Source]) -> Pairs:
    """The pairs of documents worth comparing: those that share a band."""
    documents = sorted(sources)
    buckets: defaultdict[int, list[str]] = defaultdict(list)
    for document in documents:
        for band in sources[document].sketch.bands:
            buckets[band].append(document)
    return frozenset(pair for held in buckets.values() for pair in _some_pairs(held))


def families(sources: Mapping[str, Source], worth: Pairs | None = None) -> Family:
    """Document id -> its family, which is called by the least id of its members.

    ``worth`` is what :func:`alike` finds, for who has it already.
    """
    worth = alike(sources) if worth is None else worth
    runs = _telling_runs(sources)
    union: _Union[str] = _Union(sources)
    loose: list[tuple[float, str, str]] = []
    for one, other in overlapping(runs, CONTAINMENT) & worth:
        share = containment(runs[one], runs[other])
        if share < CONTAINMENT:
            continue
        small, large = sorted((one, other), key=lambda d: (len(runs[d]), d))
        if len(runs[small]) >= _CUT * len(runs[large]):
            union.join(one, other)
        elif _is_cut(sources[small], sources[large]):
            loose.append((share * len(runs[small]) / len(runs[large]), small, large))
    for one, other in _reworded(sources):
        union.join(one, other)
    held: defaultdict[str, list[str]] = defaultdict(list)
    taken: set[str] = set()
    # A digest goes to the story that fills most of it, a short cut to the text that it fills most of.
    for _, small, large in sorted(loose, key=lambda pair: (-pair[0], pair[1:])):
        if small not in taken and all(containment(runs[small], runs[o]) >= _UNLIKE for o in held[large]):
            union.join(small, large)
            held[large].append(small)
            taken.add(small)
    return {document: union.root(document) for document in sorted(sources)}


def _is_cut(small: Source, large: Source) -> bool:
    """True where the short text can be a piece of the long one: what came later is no source of what was
    there, and of one day an agency's report is no piece of a paper's."""
    short, full = small.published or "", large.published or ""
    if short and full and short != full:
        return full < short
    return large.agency or not small.agency


class _Union(Generic[Node]):
    """Sets that grow together; the least member names a set."""

    def __init__(self, members: Iterable[Node]) -> None:
        self.parent: dict[Node, Node] = {member: member for member in members}

    def root(self, member: Node) -> Node:
        self.parent.setdefault(member, member)
        while self.parent[member] != member:
            self.parent[member] = self.parent[self.parent[member]]
            member = self.parent[member]
        return member

    def join(self, one: Node, other: Node) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self.parent[second] = first


def overlapping(sets: Mapping[Node, frozenset[int]], share: float, fewest: int = 1) -> set[tuple[Node, Node]]:
    """All pairs of sets of which the smaller has ``share`` of it in the other, and some that nearly have.

    Of a set of m numbers of which n must be found elsewhere, one is among any m - n + 1. The rarest are taken:
    whoever has those too is a copy nearly always, so the cost is that of the copies and not of all pairs.
    """
    held = Counter(chain.from_iterable(sets.values()))
    rarest: dict[Node, list[int]] = {}
    for node, numbers in sets.items():
        # A hair less than the share: what a computer makes of 0.6 times 15 must not lose a pair.
        least = max(fewest, 1, math.ceil(share * len(numbers) - _HAIR))
        if len(numbers) >= least:
            some = sorted(numbers, key=held.__getitem__)[: len(numbers) - least + 1]
            rarest[node] = [number for number in some if held[number] > 1]
    wanted = frozenset(chain.from_iterable(rarest.values()))
    holders: defaultdict[int, list[Node]] = defaultdict(list)
    for node, numbers in sets.items():
        for number in numbers & wanted:
            holders[number].append(node)
    return {
        (node, other) if node < other else (other, node)
        for node, some in rarest.items()
        for other in {other for number in some for other in holders[number]}
        if other != node
    }


def _some_pairs(held: list[str]) -> Iterator[tuple[str, str]]:
    if len(held) <= _BUCKET:
        return combinations(held, 2)
    return chain(pairwise(held), ((held[0], other) for other in held[2:]))


def _telling_runs(sources: Mapping[str, Source]) -> dict[str, frozenset[int]]:
    """The runs of each document without its boilerplate."""
    holders: defaultdict[frozenset[int], list[str]] = defaultdict(list)
    for document in sorted(sources):
        for runs in {p.runs for p in sources[document].sketch.paragraphs if p.runs}:
            holders[runs].append(document)
    everything = {document: source.sketch.runs for document, source in sources.items()}
    dropped: defaultdict[str, set[int]] = defaultdict(set)
    for runs, held in holders.items():
        if len(held) >= _MANY and _is_boilerplate(runs, held, everything):
            for document in held:
                dropped[document] |= runs
    return {
        document: runs - dropped[document] if document in dropped else runs
        for document, runs in everything.items()
    }


def _is_boilerplate(runs: frozenset[int], held: list[str], everything: Mapping[str, frozenset[int]]) -> bool:
    """True where most documents that bear a paragraph are like no other of them in what else they say."""
    rests = [rest for document in held if (rest := everything[document] - runs)]
    alike = [False] * len(rests)
    for here, one in enumerate(rests):
        for there in range(here + 1, min(here + _WINDOW, len(rests))):
            if containment(one, rests[there]) >= _UNLIKE:
                alike[here] = alike[there] = True
    return len(rests) >= _MANY and 2 * sum(alike) < len(rests)


def _reworded(sources: Mapping[str, Source]) -> Iterator[tuple[str, str]]:
    """Pairs with one agency behind them that tell the same story in other words."""
    by_outlet: defaultdict[str, list[str]] = defaultdict(list)
    for document in sorted(sources):
        for outlet in sources[document].outlets:
            by_outlet[outlet].append(document)
    for _, held in sorted(by_outlet.items()):
        for one, other in _neighbours(held, sources):
            if _same_story(sources[one].sketch, sources[other].sketch):
                yield one, other


def _neighbours(held: Sequence[str], sources: Mapping[str, Source]) -> Iterator[tuple[str, str]]:
    """Pairs of documents that lie no more than a few days apart; undated ones are left out."""
    dated = sorted((day.toordinal(), d) for d in held if (day := dates.day(sources[d].published)))
    for place, (said, one) in enumerate(dated):
        for later, other in dated[place + 1 : place + 1 + _BUCKET]:
            if later - said > _SAME_STORY_DAYS:
                break
            yield one, other


def _same_story(one: Sketch, other: Sketch) -> bool:
    if min(len(one.marks), len(other.marks)) < _FEWEST_MARKS:
        return False
    return containment(one.marks, other.marks) >= _SAME_MARKS


@dataclass(frozen=True, slots=True)
class Copies:
    """Which paragraphs stand in several reports that are no copies of one another, and who had them first."""

    voices: Mapping[tuple[str, int], str]

    def voice(self, document: str, sketch: Sketch, spans: Iterable[int]) -> str | None:
        """Whose words these places of a document are, where all of them lie in paragraphs copied from one."""
        places = {place for start in spans if (place := _place(sketch, start)) is not None}
        told = {place for place in places if not _is_heading(sketch, place)} or places
        found = {self.voices.get((document, place)) for place in told}
        return found.pop() if len(found) == 1 else None


def copies(sources: Mapping[str, Source], family: Family, worth: Pairs | None = None) -> Copies:
    """The paragraphs that reports of different families share."""
    union: _Union[tuple[str, int]] = _Union([])
    worth = alike(sources) if worth is None else worth
    runs = {
        (document, place): paragraph.runs
        for document, source in sources.items()
        for place, paragraph in enumerate(source.sketch.paragraphs)
    }
    for one, other in overlapping(runs, _PARAGRAPH_SHARE, _PARAGRAPH_RUNS):
        apart = family[one[0]] != family[other[0]] and (one[0], other[0]) in worth
        if apart and _is_shared(runs[one], runs[other]):
            union.join(one, other)
    members: defaultdict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
    for node in sorted(union.parent):
        members[union.root(node)].append(node)
    size = Counter(family.values())
    voices = {}
    for held in members.values():
        first = min(held, key=lambda node: _priority(sources[node[0]], size[family[node[0]]], node))
        voices.update(dict.fromkeys(held, family[first[0]]))
    return Copies(voices)


def _priority(source: Source, copied: int, node: tuple[str, int]) -> tuple[object, ...]:
    """Who had a paragraph first: by day, of one day an agency, then the report that others copy whole."""
    return (source.published or "9999", not source.agency, -copied, node)


def _is_shared(one: frozenset[int], other: frozenset[int]) -> bool:
    """True for two paragraphs that are the same for the greater part."""
    shared = len(one & other)
    return shared >= _PARAGRAPH_RUNS and shared >= _PARAGRAPH_SHARE * min(len(one), len(other))


def _place(sketch: Sketch, start: int) -> int | None:
    return next((i for i, p in enumerate(sketch.paragraphs) if p.start <= start < p.end), None)


def _is_heading(sketch: Sketch, place: int) -> bool:
    """The first paragraph, where it is too short to be one."""
    return place == 0 and len(sketch.paragraphs[0].runs) < _HEADING_RUNS
