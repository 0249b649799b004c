"""Where the claims that a judgement is about are now, after other readings and among copies.

A claim is found again by its id, else in the same document by kind, place and slots: its words must overlap
and what makes the claim that claim (the equipment, the parties) must agree. Claims of other documents in the
very same words, saying the very same, are copies, and what holds of one holds of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from communique.knowledge import fold
from communique.model import Anchor, Cited, Claim, Evidence

Place = tuple[str, str]
Places = Mapping[Place, tuple[Cited, ...]]

# The slots that say which thing a claim is about; at least one must agree, and none may contradict.
_CORE: Final = {
    "engagement": ("parties",),
    "mechanism": ("name", "acronym"),
    "programme": ("equipment",),
    "use": ("equipment",),
    "pressure": ("on", "by"),
    "posture": ("parties",),
}
_APART: Final = frozenset({"evidence", "reader", "rule", "inferred", "confidence", "kind"})
# So much of the shorter evidence must be in common, and so many of the slots; and so much of both together.
_LEAST: Final = 0.3
_ENOUGH: Final = 0.5


def place_of(item: Anchor | Cited) -> Place:
    """Document and claim: what an anchor is looked up by."""
    return item.document_id, item.claim_id


def locate(anchors: Iterable[tuple[Anchor, Sequence[Claim]]], cited: Sequence[Cited]) -> Places:
    """For each anchor the current claims that it stands for; none where it cannot be found.

    With each anchor come the forms in which the claim may be met: as it was read, and as it was corrected.
    """
    forms: dict[Place, list[Claim]] = defaultdict(list)
    for anchor, claims in anchors:
        known = forms[place_of(anchor)]
        known += [claim for claim in (anchor.claim, *claims) if claim not in known]
    if not forms:
        return {}
    present = {place_of(item): item for item in cited}
    reports = _by_document(cited, {document for document, _ in forms})
    homes = {
        place: present.get(place) or _survivor(place[0], claims, reports) for place, claims in forms.items()
    }
    copies = _Copies(forms, homes, cited)
    return {place: tuple(_unique(home, copies.of(place))) for place, home in homes.items()}


def _by_document(cited: Iterable[Cited], documents: set[str]) -> dict[str, list[Cited]]:
    found: dict[str, list[Cited]] = defaultdict(list)
    for item in cited:
        if item.document_id in documents:
            found[item.document_id].append(item)
    return found


def _unique(home: Cited | None, copies: Iterable[Cited]) -> list[Cited]:
    found = {place_of(item): item for item in ([home] if home else [])}
    found |= {place_of(item): item for item in copies}
    return list(found.values())


def _survivor(document_id: str, claims: Sequence[Claim], reports: Mapping[str, list[Cited]]) -> Cited | None:
    """The claim of the document's newer reading that is most like one of these, if any is like it."""
    scored = [
        (likeness(claim, item.claim), item) for item in reports.get(document_id, ()) for claim in claims
    ]
    fitting = [(score, item) for score, item in scored if score >= _ENOUGH]
    if not fitting:
        return None
    return min(fitting, key=lambda pair: (-pair[0], pair[1].claim_id))[1]


def likeness(one: Claim, other: Claim) -> float:
    """How surely two claims of one document are the same, 0 to 1: words and slots, half each."""
    if one.kind != other.kind or not _same_core(one, other):
        return 0.0
    words = _common_words(one.evidence, other.evidence)
    slots = _common_slots(one, other)
    return (words + slots) / 2 if min(words, slots) >= _LEAST else 0.0


def _common_words(one: Sequence[Evidence], other: Sequence[Evidence]) -> float:
    """Share of the shorter evidence that lies in both."""
    left, right = (set(_characters(spans)) for spans in (one, other))
    shorter = min(len(left), len(right))
    return len(left & right) / shorter if shorter else 0.0


def _characters(spans: Iterable[Evidence]) -> Iterator[int]:
    for span in spans:
        yield from range(span.start, span.end)


def _common_slots(one: Claim, other: Claim) -> float:
    left, right = _plain(one), _plain(other)
    names = left.keys() | right.keys()
    return sum(left.get(name) == right.get(name) for name in names) / len(names) if names else 1.0


def _plain(claim: Claim) -> dict[str, Any]:
    slots = {name: value for name, value in claim.to_json().items() if name not in _APART}
    return {name: fold(value) if isinstance(value, str) else value for name, value in slots.items()}


def _same_core(one: Claim, other: Claim) -> bool:
    """Equal, or one tells more than the other: S-400 and S-400 Triumf, two parties and three."""
    pairs = [(_parts(getattr(one, slot)), _parts(getattr(other, slot))) for slot in _CORE[one.kind]]
    told = [(left, right) for left, right in pairs if left and right]
    if not told:
        return not any(left or right for left, right in pairs)
    return all(left <= right or right <= left for left, right in told)


def _parts(value: str | tuple[str, ...] | None) -> frozenset[str]:
    if not value:
        return frozenset()
    return frozenset(map(fold, value.split())) if isinstance(value, str) else frozenset(value)


class _Copies:
    """Claims elsewhere in the very same words that say the very same."""

    def __init__(
        self,
        forms: Mapping[Place, Sequence[Claim]],
        homes: Mapping[Place, Cited | None],
        cited: Sequence[Cited],
    ) -> None:
        known = {
            place: [*claims, *(home.claim for home in (homes[place],) if home is not None)]
            for place, claims in forms.items()
        }
        self._meant = {place: {claim.said_id for claim in claims} for place, claims in known.items()}
        self._quotes = {place: {_quotes(claim) for claim in claims} for place, claims in known.items()}
        wanted = {quotes for some in self._quotes.values() for quotes in some}
        self._found: dict[tuple[str, ...], list[Cited]] = defaultdict(list)
        for item in cited:
            quotes = _quotes(item.claim)
            if quotes in wanted:
                self._found[quotes].append(item)

    def of(self, place: Place) -> list[Cited]:
        """The copies of one anchor, in the order of the claims given; those of its own document are none."""
        return [
            item
            for quotes in sorted(self._quotes[place])
            for item in self._found.get(quotes, ())
            if item.document_id != place[0] and item.claim.said_id in self._meant[place]
        ]


def _quotes(claim: Claim) -> tuple[str, ...]:
    return (claim.kind, *(" ".join(span.quote.split()).casefold() for span in claim.evidence))
