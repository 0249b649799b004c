"""Which documents are copies of one another, whole or in a paragraph: a family of copies is one voice.

Two documents belong together when the shorter one's runs of words are found in the longer one for the
greater part, or when both are credited to one agency on the same days and tell the same names and numbers in
other words. A copied paragraph in a report that is otherwise its own is the voice of whoever had it first.
Shares are exact. Paragraphs that very many reports bear which have nothing else in common (a notice, a description
of the paper) make no documents copies.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Generic, TypeVar

from communique.assembly import dates
from communique.assembly.alike import UNLIKE, Shared, SharedParagraph, share, shared_paragraphs, shared_runs
from communique.assembly.sketches import numbers_of
from communique.assembly.texts import AnySketch, Texts

# Texts of less than this share of another may be stories of a digest: those that it holds must be alike.
_CUT: Final = 0.5
# Reworded: two reports of one agency, this near in days, with this share of names and numbers in common.
_SAME_STORY_DAYS: Final = 2
_SAME_MARKS: Final = 0.6
_FEWEST_MARKS: Final = 6
# Of an agency that tells more in these days only neighbours are compared: they are found through one another.
_MOST_NEAR: Final = 40

_HEADING_RUNS: Final = 14

Family = dict[str, str]
Node = TypeVar("Node", str, tuple[str, int])


@dataclass(frozen=True, slots=True)
class Source:
    """A document as syndication sees it: its sketch, day and the agencies behind it; ``agency``: it is one's own."""

    sketch: AnySketch
    published: str | None = None
    outlets: frozenset[str] = frozenset()
    agency: bool = False


def containment(one: AbstractSet[int], other: AbstractSet[int]) -> float:
    """Share of the smaller set that the two have in common, 0 to 1."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def families(sources: Mapping[str, Source]) -> Family:
    """Document id -> its family, which is called by the least id of its members."""
    return _families(sources, Shared(), None)[0]


def syndicated(
    sources: Mapping[str, Source], before: Shared | None = None, texts: Texts | None = None
) -> tuple[Family, Copies, Shared]:
    """The families, the copied paragraphs of other reports, and what to give as ``before`` when some more documents have
    come or gone: what comes out is the same with it or without it, and with the sketches laid out as ``texts`` or without.
    """
    family, found = _families(sources, before or Shared(), texts)
    copied, paragraphs = _copies(sources, family, before or Shared(), texts)
    return family, copied, replace(found, paragraphs=paragraphs, family=family)


def _families(sources: Mapping[str, Source], before: Shared, texts: Texts | None) -> tuple[Family, Shared]:
    found, runs = shared_runs({one: source.sketch for one, source in sources.items()}, before, texts)
    sizes = found.sizes
    union: _Union[str] = _Union(sorted(sources))
    loose: list[tuple[float, str, str]] = []
    for one, other, shared in found.pairs:
        small, large = sorted((one, other), key=lambda d: (sizes[d], d))
        if sizes[small] >= _CUT * sizes[large]:
            union.join(one, other)
        elif _is_cut(sources[small], sources[large]):
            loose.append((shared / sizes[large], small, large))
    for one, near in _reworded(sources):
        union.join(one, near)
    held: defaultdict[str, list[str]] = defaultdict(list)
    taken: set[str] = set()
    # A digest goes to the story that fills most of it, a short cut to the text that it fills most of.
    for _, small, large in sorted(loose, key=lambda pair: (-pair[0], pair[1:])):
        if small not in taken and all(share(runs[small], runs[o]) >= UNLIKE for o in held[large]):
            union.join(small, large)
            held[large].append(small)
            taken.add(small)
    return {document: union.root(document) for document in union.members}, found


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
        self.members: Final[list[Node]] = list(members)
        self.parent: dict[Node, Node] = {member: member for member in self.members}

    def root(self, member: Node) -> Node:
        self.parent.setdefault(member, member)
        while self.parent[member] != member:
            self.parent[member] = self.parent[self.parent[member]]
            member = self.parent[member]
        return member

    def join(self, one: Node, other: Node) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self.parent[second] = first


def _reworded(sources: Mapping[str, Source]) -> Iterator[tuple[str, str]]:
    """Pairs with one agency behind them that tell the same story in other words."""
    by_outlet: defaultdict[str, list[str]] = defaultdict(list)
    for document in sorted(sources):
        for outlet in sources[document].outlets:
            by_outlet[outlet].append(document)
    marks: dict[str, frozenset[int]] = {}
    for _, held in sorted(by_outlet.items()):
        for pair in _neighbours(held, sources):
            for one in pair:
                marks.setdefault(one, numbers_of(sources[one].sketch.marks))
            if _same_story(marks[pair[0]], marks[pair[1]]):
                yield pair


def _neighbours(held: Sequence[str], sources: Mapping[str, Source]) -> Iterator[tuple[str, str]]:
    """Pairs of documents that lie no more than a few days apart; undated ones are left out."""
    dated = sorted((day.toordinal(), d) for d in held if (day := dates.day(sources[d].published)))
    for place, (said, one) in enumerate(dated):
        for later, other in dated[place + 1 : place + 1 + _MOST_NEAR]:
            if later - said > _SAME_STORY_DAYS:
                break
            yield one, other


def _same_story(one: frozenset[int], other: frozenset[int]) -> bool:
    return min(len(one), len(other)) >= _FEWEST_MARKS and containment(one, other) >= _SAME_MARKS


@dataclass(frozen=True)
class Copies:
    """Which paragraphs stand in several reports that are no copies of one another, and who had them first."""

    voices: Mapping[tuple[str, int], str]

    def touch(self, document: str) -> bool:
        """Whether a paragraph of a document is among them."""
        return document in self._documents

    @cached_property
    def _documents(self) -> frozenset[str]:
        return frozenset(document for document, _ in self.voices)

    @cached_property
    def _outlines(self) -> dict[str, tuple[Sequence[tuple[int, int]], bool]]:
        """Where the paragraphs of a document stand and whether the first is a heading, of those that were asked about."""
        return {}

    def voice(self, document: str, sketch: AnySketch, spans: Iterable[int]) -> str | None:
        """Whose words these places of a document are, where all of them lie in paragraphs copied from one."""
        if not self.touch(document):
            return None
        outline = self._outlines.get(document)
        if outline is None:
            outline = self._outlines[document] = (sketch.spans, _has_heading(sketch))
        paragraphs, headed = outline
        places = {place for start in spans if (place := _place(paragraphs, start)) is not None}
        told = (places - {0} if headed else places) or places
        found = {self.voices.get((document, place)) for place in told}
        return found.pop() if len(found) == 1 else None


def _copies(
    sources: Mapping[str, Source], family: Family, before: Shared, texts: Texts | None
) -> tuple[Copies, list[SharedParagraph]]:
    """The paragraphs that reports of different families share, and in which pairs."""
    union: _Union[tuple[str, int]] = _Union([])
    sketches = {one: source.sketch for one, source in sources.items()}
    pairs = shared_paragraphs(sketches, family, before, texts)
    for one, place, other, there in pairs:
        union.join((one, place), (other, there))
    members: defaultdict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
    for node in sorted(union.parent):
        members[union.root(node)].append(node)
    size = Counter(family.values())
    voices = {}
    for held in members.values():
        first = min(held, key=lambda node: _priority(sources[node[0]], size[family[node[0]]], node))
        voices.update(dict.fromkeys(held, family[first[0]]))
    return Copies(voices), pairs


def _priority(source: Source, copied: int, node: tuple[str, int]) -> tuple[object, ...]:
    """Who had a paragraph first: by day, of one day an agency, then the report that others copy whole."""
    return (source.published or "9999", not source.agency, -copied, node)


def _place(paragraphs: Iterable[tuple[int, int]], start: int) -> int | None:
    for place, (first, end) in enumerate(paragraphs):
        if first <= start < end:
            return place
    return None


def _has_heading(sketch: AnySketch) -> bool:
    """Whether the first paragraph is too short to be one."""
    paragraphs = sketch.paragraphs
    return bool(paragraphs) and len(numbers_of(paragraphs[0].runs)) < _HEADING_RUNS
