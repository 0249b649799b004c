"""Which claims can come to be of another thing when some are new, or speak with another voice.

Claims that have nothing in common by which grouping could ever bring them together, even through others, are grouped apart
without a difference. So each claim gets ties, drawn more widely than any rule needs; what hangs together by them is a block, and
only blocks with a changed claim are grouped anew. A tie too many costs time; one too few would change an answer, and
``tests/assembly/test_blocks.py`` holds each against the rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from communique.assembly import dates
from communique.assembly.engagements import FRESH, block_of, lag
from communique.assembly.equipment import Item
from communique.assembly.ground import Ground
from communique.assembly.standing import body_of, year_of
from communique.knowledge import fold
from communique.model import Cited

Tie = Hashable
# Of claim ids the voices that they had before, or "" for one that is new.
Changed = Mapping[str, str]


def around(claims: Iterable[Cited], changed: Changed, ground: Ground) -> set[str]:
    """The ids of the changed claims and of all that hang together with them, before the change or after it."""
    by_kind: defaultdict[str, list[Cited]] = defaultdict(list)
    for item in claims:
        by_kind[item.claim.kind].append(item)
    found: set[str] = set()
    for kind, some in by_kind.items():
        if any(item.claim_id in changed for item in some):
            found |= _reached(some, list(_TIES[kind](some, changed, ground)), changed)
    return found


def _reached(claims: Sequence[Cited], ties: Sequence[Sequence[Tie]], changed: Changed) -> set[str]:
    """The claims that share a tie with a changed one, or with one that does."""
    parent: dict[Tie, Tie] = {}

    def root(tie: Tie) -> Tie:
        while (above := parent.setdefault(tie, tie)) != tie:
            parent[tie] = parent[above]
            tie = above
        return tie

    for some in ties:
        for tie in some[1:]:
            parent[root(tie)] = root(some[0])
    hit = {root(some[0]) for item, some in zip(claims, ties, strict=True) if item.claim_id in changed}
    return {item.claim_id for item, some in zip(claims, ties, strict=True) if root(some[0]) in hit}


def _voices(item: Cited, changed: Changed, ground: Ground) -> set[str]:
    """The voice of a claim, and the one that it had."""
    return {ground.voice(item), changed.get(item.claim_id) or ground.voice(item)}


def _engagements(claims: Sequence[Cited], changed: Changed, ground: Ground) -> Iterator[list[Tie]]:
    """Meetings of one kind and of the same parties: by overlapping days; what has no day by the day and the report that tell it."""
    del changed, ground
    whole = {block_of(item) for item in claims if _is_anytime(item)}
    open_day = {
        (block_of(item), item.document_id) for item in claims if dates.bounds(item.claim.date) is None
    }
    spans = defaultdict[Tie, list[tuple[int, int]]](list)
    for item in claims:
        if (span := _span(item)) is not None:
            spans[block_of(item)].append(span)
    stretches = {block: _stretches(some) for block, some in spans.items()}
    for item in claims:
        block, span = block_of(item), _span(item)
        ties: list[Tie] = [("all", block)] if block in whole else []
        if span is not None:
            ties.append((block, stretches[block][span]))
        if (block, item.document_id) in open_day:
            ties.append((block, item.document_id))
        yield ties


def _is_anytime(item: Cited) -> bool:
    """Whether a claim tells a day of any year, or one that is no day."""
    return bool(item.claim.date) and dates.bounds(item.claim.date) is None


def _span(item: Cited) -> tuple[int, int] | None:
    """The days with which a claim can have to do, numbered."""
    found, slack = dates.bounds(item.claim.date), lag(item.claim)
    if found is None:
        found, slack = dates.bounds(item.published), FRESH.days
    return None if found is None else (found[0].toordinal() - slack, found[1].toordinal() + slack)


def _stretches(spans: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """For each span the number of the stretch of overlapping spans that it is part of."""
    found: dict[tuple[int, int], int] = {}
    number, end = 0, 0
    for span in sorted(set(spans)):
        if span[0] > end:
            number, end = number + 1, span[1]
        end = max(end, span[1])
        found[span] = number
    return found


def _mechanisms(claims: Sequence[Cited], changed: Changed, ground: Ground) -> Iterator[list[Tie]]:
    """By the body that a claim names, and by the acronym that it has among these parties."""
    del changed
    identify = body_of(ground)
    for item in claims:
        key = identify(item)
        # A generic name is one body inside one voice; for ties it may as well be one everywhere.
        ties: list[Tie] = [("body", key[0] == "table", *key[1:])]
        if item.claim.acronym:
            ties.append(("acronym", fold(item.claim.acronym), item.claim.parties))
        yield ties


def _programmes(claims: Sequence[Cited], changed: Changed, ground: Ground) -> Iterator[list[Tie]]:
    """By line of equipment; what has no name by voice and kind, and with what its report names of that kind."""
    items = [ground.catalogue.item(item.claim.equipment or "") for item in claims]
    known = {one.line for one in items if one.known}
    nouns = defaultdict[str, set[str]](set)
    asked = defaultdict[str, set[str]](set)
    for item, one in zip(claims, items, strict=True):
        if one.generic:
            asked[item.document_id].add(_last(one.name))
        else:
            nouns[one.line].add(_last(one.noun))
    for item, one in zip(claims, items, strict=True):
        document = item.document_id
        if one.generic:
            yield [
                *_generic(item, one, _voices(item, changed, ground)),
                *([one.line] if one.line in known else []),
            ]
        else:
            meant = asked[document] & nouns[one.line] - {""} if document in asked else ()
            yield [one.line, *((document, noun) for noun in meant)]


def _generic(item: Cited, one: Item, voices: Iterable[str]) -> list[Tie]:
    return [(item.document_id, _last(one.name)), *(("voice", voice, one.key) for voice in voices)]


def _last(words: str) -> str:
    """The last word of a name in the singular: by it "the helicopters" are the Ka-226T helicopter."""
    found = words.casefold().split()
    return found[-1].removesuffix("s") if found else ""


def _uses(claims: Sequence[Cited], changed: Changed, ground: Ground) -> Iterator[list[Tie]]:
    del changed
    for item in claims:
        yield [(ground.catalogue.item(item.claim.equipment or "").key, item.claim.by)]


def _pressures(claims: Sequence[Cited], changed: Changed, ground: Ground) -> Iterator[list[Tie]]:
    del changed, ground
    for item in claims:
        yield [(item.claim.by, item.claim.on, item.claim.instrument)]


def _postures(claims: Sequence[Cited], changed: Changed, ground: Ground) -> Iterator[list[Tie]]:
    del changed, ground
    for item in claims:
        yield [(item.claim.parties, item.claim.direction, year_of(item))]


_Ties = Callable[[Sequence[Cited], Changed, Ground], Iterator[list[Tie]]]
_TIES: Final[Mapping[str, _Ties]] = {
    "engagement": _engagements,
    "mechanism": _mechanisms,
    "programme": _programmes,
    "use": _uses,
    "pressure": _pressures,
    "posture": _postures,
}
