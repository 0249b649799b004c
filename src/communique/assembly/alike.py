"""What documents have in common: runs of words without boilerplate, and paragraphs.

When few documents are new, these alone are compared with all; what is found is what comparing all would find.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from communique.assembly.overlaps import array, common, held, least_shared, overlapping, without
from communique.assembly.overlaps import union as united
from communique.assembly.sketches import Numbers
from communique.assembly.texts import AnySketch, Texts

if TYPE_CHECKING:
    from communique.assembly.overlaps import Array

CONTAINMENT: Final = 0.5
# Copied paragraphs: of the shorter one, at least this share and this many runs (twelve words in a row or more).
_PARAGRAPH_SHARE: Final = 0.6
_PARAGRAPH_RUNS: Final = 8
# A paragraph of this many documents whose rests have less than this in common is boilerplate.
_MANY: Final = 5
UNLIKE: Final = 0.2
_WINDOW: Final = 12
# What was found before is used where no more than one document of so many is new.
_FEW: Final = 20
_DIGITS: Final = 32

# A document and the place of a paragraph, twice.
SharedParagraph = tuple[str, int, str, int]


@dataclass(frozen=True, slots=True)
class Shared:
    """What documents were found to have in common: what need not be looked for again when a few more come.

    ``sizes`` tell for each document how many runs of it were compared; ``pairs`` are those with enough in common, with the
    number of runs; ``paragraphs`` those of documents that were of different ``family``; ``boilerplate`` paragraphs, as hashes.
    """

    sizes: Mapping[str, int] = field(default_factory=dict)
    pairs: Sequence[tuple[str, str, int]] = ()
    paragraphs: Sequence[SharedParagraph] = ()
    family: Mapping[str, str] = field(default_factory=dict)
    boilerplate: Sequence[str] = ()


class Telling:
    """The runs of documents, with and without boilerplate; made when they are asked for."""

    def __init__(self, sketches: Mapping[str, AnySketch]) -> None:
        self.sketches: Final = sketches
        self.boilerplate: frozenset[str] = frozenset()
        self._raw: Final[dict[str, Array]] = {}
        self._telling: Final[dict[str, Array]] = {}

    def paragraphs(self, document: str) -> list[Numbers]:
        """The different paragraphs of a document that have runs."""
        return list(dict.fromkeys(one.runs for one in self.sketches[document].paragraphs if one.runs))

    def raw(self, document: str) -> Array:
        """All runs of a document."""
        found = self._raw.get(document)
        if found is None:
            seams = self.sketches[document].seams
            found = self._raw[document] = united([seams, *self.paragraphs(document)])
        return found

    def __getitem__(self, document: str) -> Array:
        found = self._telling.get(document)
        if found is None:
            dropped = [some for some in self.paragraphs(document) if self._is_dropped(some)]
            raw = self.raw(document)
            found = self._telling[document] = without(raw, united(dropped)) if dropped else raw
        return found

    def _is_dropped(self, some: Numbers) -> bool:
        return bool(self.boilerplate) and _hash(some) in self.boilerplate


def shared_runs(
    sketches: Mapping[str, AnySketch], before: Shared, texts: Texts | None
) -> tuple[Shared, Telling]:
    """Sizes, pairs and boilerplate of documents, and their telling runs."""
    documents = sorted(sketches)
    runs = Telling(sketches)
    added = {one for one in documents if one not in before.sizes}
    few = _FEW * len(added) <= len(documents)
    grew = few and texts is not None and len(before.sizes) + len(added) == len(documents) == len(texts)
    quick = texts if grew else None
    runs.boilerplate, new = _boilerplate(runs, documents, added, before, quick)
    few = _FEW * len(new) <= len(documents)
    sizes = {one: len(runs[one]) if one in new else before.sizes[one] for one in documents}
    stays = sizes.keys() - new if few else set[str]()
    known = [pair for pair in before.pairs if pair[0] in stays and pair[1] in stays]
    found: Iterable[tuple[str, str, int]]
    if few and quick is not None:
        found = _alike(quick, runs, sizes, sorted(new))
    else:
        among = [at for at, one in enumerate(documents) if one in new] if few else None
        every = overlapping([runs[one] for one in documents], CONTAINMENT, among=among)
        found = ((documents[one], documents[other], shared) for one, other, shared in every)
    return Shared(sizes, [*known, *found], boilerplate=sorted(runs.boilerplate)), runs


def share(one: Array, other: Array) -> float:
    """Share of the smaller set that the two have in common, 0 to 1."""
    smaller = min(len(one), len(other))
    return common(one, other) / smaller if smaller else 0.0


def _boilerplate(
    runs: Telling, documents: Sequence[str], added: AbstractSet[str], before: Shared, texts: Texts | None
) -> tuple[frozenset[str], set[str]]:
    """The boilerplate, and the documents that are new or lost some or got some back."""
    holders: Mapping[Numbers, Sequence[str]]
    if texts is not None:
        # Of a paragraph that no new document bears nothing has changed.
        holders = {some: sorted(texts.holders(some)) for one in added for some in runs.paragraphs(one)}
    else:
        holders = _holders(runs, documents)
    was = frozenset(before.boilerplate)
    found, new = set(was) if texts is not None else set[str](), set(added)
    for some, bearing in holders.items():
        if len(bearing) < _MANY and not was:
            continue
        name = _hash(some)
        now = len(bearing) >= _MANY and _is_boilerplate(array(some), bearing, runs)
        (found.add if now else found.discard)(name)
        if now != (name in was):
            new.update(bearing)
    return frozenset(found), new


def _holders(runs: Telling, documents: Sequence[str]) -> Mapping[Numbers, list[str]]:
    found: defaultdict[Numbers, list[str]] = defaultdict(list)
    for document in documents:
        for some in runs.paragraphs(document):
            found[some].append(document)
    return found


def _hash(some: Numbers) -> str:
    return sha256(some).hexdigest()[:_DIGITS]


def _is_boilerplate(runs: Array, bearing: Sequence[str], everything: Telling) -> bool:
    """True where most documents that bear a paragraph are like no other of them in what else they say."""
    rests = [rest for document in bearing if len(rest := without(everything.raw(document), runs))]
    alike = [False] * len(rests)
    for here, one in enumerate(rests):
        for there in range(here + 1, min(here + _WINDOW, len(rests))):
            if share(one, rests[there]) >= UNLIKE:
                alike[here] = alike[there] = True
    return len(rests) >= _MANY and 2 * sum(alike) < len(rests)


def _alike(
    texts: Texts, runs: Telling, sizes: Mapping[str, int], new: Sequence[str]
) -> Iterator[tuple[str, str, int]]:
    """The pairs of a new document and any with enough in common: held against all by one walk, then exactly."""
    every = _numpy().array([sizes[one] for one in texts.ids])
    seen: set[str] = set()
    for one, inside in zip(new, _held(texts, [runs[one] for one in new]), strict=True):
        seen.add(one)
        # A run that a document has in two paragraphs counts twice here, so this is no less than what is common.
        counts = _numpy().bincount(texts.owners, weights=inside, minlength=len(every))
        least = least_shared(_numpy().minimum(every, sizes[one]), CONTAINMENT)
        for place in _numpy().flatnonzero(counts >= least).tolist():
            other = texts.ids[place]
            shared = common(runs[one], runs[other]) if other not in seen else 0
            if shared >= least[place]:
                yield min(one, other), max(one, other), shared


def _held(texts: Texts, some: Sequence[Array]) -> Iterator[Any]:
    return held(texts.numbers, _numpy().cumsum(texts.sizes), some)


def shared_paragraphs(
    sketches: Mapping[str, AnySketch], family: Mapping[str, str], before: Shared, texts: Texts | None
) -> list[SharedParagraph]:
    """The paragraphs that documents of different families share."""
    new = sketches.keys() - before.family.keys()
    few = _FEW * len(new) <= len(sketches) and _only_grew(before.family, family)
    known = [
        pair
        for pair in (before.paragraphs if few else ())
        if pair[0] in sketches and pair[2] in sketches and family[pair[0]] != family[pair[2]]
    ]
    if few and texts is not None and len(texts) == len(sketches):
        return known + list(_alike_paragraphs(texts, family, sorted(new)))
    nodes = [
        (document, place, runs)
        for document in sorted(sketches)
        for place, paragraph in enumerate(sketches[document].paragraphs)
        if len(runs := array(paragraph.runs)) >= _PARAGRAPH_RUNS
    ]
    names = {name: number for number, name in enumerate(sorted(set(family.values())))}
    apart = [names[family[document]] for document, _, _ in nodes]
    among = [at for at, (document, _, _) in enumerate(nodes) if document in new] if few else None
    found = overlapping([runs for _, _, runs in nodes], _PARAGRAPH_SHARE, _PARAGRAPH_RUNS, apart, among)
    return known + [(*nodes[one][:2], *nodes[other][:2]) for one, other, _ in found]


def _alike_paragraphs(
    texts: Texts, family: Mapping[str, str], new: Sequence[str]
) -> Iterator[SharedParagraph]:
    """Those of new documents with any."""
    nodes = [
        (document, place, runs)
        for document in new
        for place, paragraph in enumerate(texts[document].paragraphs)
        if len(runs := array(paragraph.runs)) >= _PARAGRAPH_RUNS
    ]
    sizes, lasts = texts.sizes, set(texts.firsts[1:])
    for (document, place, runs), counts in zip(
        nodes, _held(texts, [runs for *_, runs in nodes]), strict=True
    ):
        least = least_shared(_numpy().minimum(sizes, len(runs)), _PARAGRAPH_SHARE, _PARAGRAPH_RUNS)
        for stretch in _numpy().flatnonzero((counts >= least) & (sizes >= _PARAGRAPH_RUNS)).tolist():
            at = int(texts.owners[stretch])
            other, there = texts.ids[at], stretch - texts.firsts[at]
            # The last stretch of a document is no paragraph; and of two new ones the second finds the first.
            if stretch + 1 in lasts or family[other] == family[document]:
                continue
            if other not in new or other < document:
                first, second = sorted(((document, place), (other, there)))
                yield (*first, *second)


def _only_grew(before: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """Whether all that were of one family are: of what came apart, nobody has looked which paragraphs it shares."""
    homes: dict[str, str] = {}
    return all(homes.setdefault(old, now[one]) == now[one] for one, old in before.items() if one in now)


def _numpy() -> Any:
    import numpy  # noqa: PLC0415 - heavy, and no command but those that assemble needs it

    return numpy
