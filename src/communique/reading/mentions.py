"""Step two, the nouns: what a mention is, and how overlapping mentions are settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from communique.knowledge import Row

_NO_ROW: Row = {}


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of the text that names something.

    ``kind``: party, body, person, office, rank, honorific, equipment, noun (generic equipment), mechanism,
    exercise, operation, place, publisher, or mask (a name that hides another, such as *Times of India*).
    ``key`` is the canonical name or code, ``parties`` the parties that it speaks for, ``form`` how it was
    found (name, demonym, seat, table, open).
    """

    start: int
    end: int
    kind: str
    text: str
    key: str
    parties: tuple[str, ...] = ()
    form: str = "table"
    row: Row = field(default_factory=lambda: _NO_ROW)

    def moved(self, start: int, end: int, text: str) -> Mention:
        """The same mention over another extent."""
        return replace(self, start=start, end=end, text=text)


# Where two mentions of the same extent compete, the earlier kind wins.
PRIORITY = (
    "mask",
    "person",
    "mechanism",
    "exercise",
    "operation",
    "equipment",
    "body",
    "party",
    "office",
    "noun",
    "rank",
    "honorific",
    "publisher",
    "place",
)
_RANK = {kind: index for index, kind in enumerate(PRIORITY)}


def settle(found: Iterable[Mention]) -> list[Mention]:
    """The longest of overlapping mentions, leftmost first; of equal ones the kind named first in PRIORITY."""
    ordered = sorted(found, key=lambda m: (m.start - m.end, _RANK.get(m.kind, 99), m.start))
    taken: list[Mention] = []
    covered: set[int] = set()
    for mention in ordered:
        span = range(mention.start, mention.end)
        if covered.isdisjoint(span):
            covered.update(span)
            taken.append(mention)
    return sorted(taken, key=lambda m: m.start)
