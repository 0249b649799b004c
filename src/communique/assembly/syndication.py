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
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Generic, TypeVar
from zlib import crc32

from communique.assembly import dates
from communique.assembly.overlaps import array, common, overlapping, without
from communique.assembly.overlaps import union as united
from communique.assembly.sketches import Numbers, Sketch, numbers_of

if TYPE_CHECKING:
    from communique.assembly.overlaps import Array

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
# Of an agency that tells more in these days only neighbours are compared: they are found through one another.
_MOST_NEAR: Final = 40

_HEADING_RUNS: Final = 14
# What was found before is used where no more than one document of so many is new.
_FEW: Final = 20

Family = dict[str, str]
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


@dataclass(frozen=True, slots=True)
class Shared:
    """What documents were found to have in common: what need not be looked for again when a few more come.

    ``marks`` tell for each document what of it was compared; ``pairs`` are those with enough in common, with the number of
    runs; ``paragraphs`` those of documents that were of different ``family``.
    """

    marks: Mapping[str, int] = field(default_factory=dict)
    pairs: Sequence[tuple[str, str, int]] = ()
    paragraphs: Sequence[tuple[str, int, str, int]] = ()
    family: Mapping[str, str] = field(default_factory=dict)


def families(sources: Mapping[str, Source]) -> Family:
    """Document id -> its family, which is called by the least id of its members."""
    return _families(sources, Shared())[0]


def syndicated(sources: Mapping[str, Source], before: Shared | None = None) -> tuple[Family, Copies, Shared]:
    """The families, the copied paragraphs of other reports, and what to give as ``before`` when some more documents have
    come or gone: what comes out is the same with it or without it.
    """
    family, found = _families(sources, before or Shared())
    copied, paragraphs = _copies(sources, family, before or Shared())
    return family, copied, replace(found, paragraphs=paragraphs, family=family)


def _families(sources: Mapping[str, Source], before: Shared) -> tuple[Family, Shared]:
    documents = sorted(sources)
    runs = _telling_runs(sources, documents)
    marks = {one: crc32(runs[one].tobytes()) for one in documents}
    pairs = _pairs(documents, runs, marks, before)
    union: _Union[str] = _Union(documents)
    loose: list[tuple[float, str, str]] = []
    for one, other, shared in pairs:
        small, large = sorted((one, other), key=lambda d: (len(runs[d]), d))
        if len(runs[small]) >= _CUT * len(runs[large]):
            union.join(one, other)
        elif _is_cut(sources[small], sources[large]):
            loose.append((shared / len(runs[large]), small, large))
    for one, near in _reworded(sources):
        union.join(one, near)
    held: defaultdict[str, list[str]] = defaultdict(list)
    taken: set[str] = set()
    # A digest goes to the story that fills most of it, a short cut to the text that it fills most of.
    for _, small, large in sorted(loose, key=lambda pair: (-pair[0], pair[1:])):
        if small not in taken and all(_share(runs[small], runs[o]) >= _UNLIKE for o in held[large]):
            union.join(small, large)
            held[large].append(small)
            taken.add(small)
    return {document: union.root(document) for document in documents}, Shared(marks, pairs)


def _pairs(
    documents: Sequence[str], runs: Mapping[str, Array], marks: Mapping[str, int], before: Shared
) -> list[tuple[str, str, int]]:
    """The documents with enough in common; of those that are as they were, as it was found before."""
    new = [at for at, one in enumerate(documents) if before.marks.get(one) != marks[one]]
    few = _FEW * len(new) <= len(documents)
    stays = marks.keys() - {documents[at] for at in new} if few else set()
    known = [pair for pair in before.pairs if pair[0] in stays and pair[1] in stays]
    found = overlapping([runs[one] for one in documents], CONTAINMENT, among=new if few else None)
    return known + [(documents[one], documents[other], shared) for one, other, shared in found]


def _share(one: Array, other: Array) -> float:
    """Share of the smaller set that the two have in common, 0 to 1."""
    smaller = min(len(one), len(other))
    return common(one, other) / smaller if smaller else 0.0


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


def _telling_runs(sources: Mapping[str, Source], documents: Sequence[str]) -> dict[str, Array]:
    """The runs of each document without its boilerplate."""
    holders: defaultdict[Numbers, list[str]] = defaultdict(list)
    runs = {}
    for document in documents:
        sketch = sources[document].sketch
        inside = [paragraph.runs for paragraph in sketch.paragraphs if paragraph.runs]
        runs[document] = united([sketch.seams, *inside])
        for some in set(inside):
            holders[some].append(document)
    dropped: defaultdict[str, list[Numbers]] = defaultdict(list)
    for some, held in holders.items():
        if len(held) >= _MANY and _is_boilerplate(array(some), held, runs):
            for document in held:
                dropped[document].append(some)
    return runs | {document: without(runs[document], united(some)) for document, some in dropped.items()}


def _is_boilerplate(runs: Array, held: list[str], everything: Mapping[str, Array]) -> bool:
    """True where most documents that bear a paragraph are like no other of them in what else they say."""
    rests = [rest for document in held if len(rest := without(everything[document], runs))]
    alike = [False] * len(rests)
    for here, one in enumerate(rests):
        for there in range(here + 1, min(here + _WINDOW, len(rests))):
            if _share(one, rests[there]) >= _UNLIKE:
                alike[here] = alike[there] = True
    return len(rests) >= _MANY and 2 * sum(alike) < len(rests)


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


def _copies(
    sources: Mapping[str, Source], family: Family, before: Shared
) -> tuple[Copies, list[tuple[str, int, str, int]]]:
    """The paragraphs that reports of different families share, and in which pairs."""
    union: _Union[tuple[str, int]] = _Union([])
    pairs = _shared_paragraphs(sources, family, before)
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


def _shared_paragraphs(
    sources: Mapping[str, Source], family: Family, before: Shared
) -> list[tuple[str, int, str, int]]:
    nodes = [
        (document, place, runs)
        for document in sorted(sources)
        for place, paragraph in enumerate(sources[document].sketch.paragraphs)
        if len(runs := array(paragraph.runs)) >= _PARAGRAPH_RUNS
    ]
    names = {name: number for number, name in enumerate(sorted(set(family.values())))}
    apart = [names[family[document]] for document, _, _ in nodes]
    new = sources.keys() - before.family.keys()
    few = _FEW * len(new) <= len(sources) and _only_grew(before.family, family)
    known = [
        pair
        for pair in (before.paragraphs if few else ())
        if pair[0] in sources and pair[2] in sources and family[pair[0]] != family[pair[2]]
    ]
    among = [at for at, (document, _, _) in enumerate(nodes) if document in new] if few else None
    found = overlapping([runs for _, _, runs in nodes], _PARAGRAPH_SHARE, _PARAGRAPH_RUNS, apart, among)
    return known + [(*nodes[one][:2], *nodes[other][:2]) for one, other, _ in found]


def _only_grew(before: Family | Mapping[str, str], now: Family) -> bool:
    """Whether all that were of one family are: of what came apart, nobody has looked which paragraphs it shares."""
    homes: dict[str, str] = {}
    return all(homes.setdefault(old, now[one]) == now[one] for one, old in before.items() if one in now)


def _priority(source: Source, copied: int, node: tuple[str, int]) -> tuple[object, ...]:
    """Who had a paragraph first: by day, of one day an agency, then the report that others copy whole."""
    return (source.published or "9999", not source.agency, -copied, node)


def _place(sketch: Sketch, start: int) -> int | None:
    return next((i for i, p in enumerate(sketch.paragraphs) if p.start <= start < p.end), None)


def _is_heading(sketch: Sketch, place: int) -> bool:
    """The first paragraph, where it is too short to be one."""
    return place == 0 and len(numbers_of(sketch.paragraphs[0].runs)) < _HEADING_RUNS
