"""Which documents are copies of one another: a family of copies is one voice.

Two documents belong together when the shorter one's runs of eight words are found in the longer one for
the greater part (containment of at least one half). Exact, no sketching.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

SHINGLE_WORDS: Final = 8
CONTAINMENT: Final = 0.5
# A run that very many documents share is a boilerplate line; it makes no pair of them copies.
_COMMON: Final = 200

Shingle = tuple[str, ...]


def shingles(text: str) -> frozenset[Shingle]:
    """All runs of eight words, case and punctuation aside; one shorter run for a very short text."""
    words = re.findall(r"\w+", text.casefold())
    if not words:
        return frozenset()
    last = max(1, len(words) - SHINGLE_WORDS + 1)
    return frozenset(tuple(words[start : start + SHINGLE_WORDS]) for start in range(last))


def containment(one: frozenset[Shingle], other: frozenset[Shingle]) -> float:
    """Share of the smaller set that the two have in common, 0 to 1."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def voices(document_ids: Iterable[str], texts: Mapping[str, str] | None = None) -> dict[str, str]:
    """Document id -> its voice: the least id among the copies. A document without text is its own voice."""
    parent = {document_id: document_id for document_id in sorted(set(document_ids))}
    known = {d: shingles(texts[d]) for d in parent if texts is not None and d in texts}
    for one, other in _pairs(known):
        if containment(known[one], known[other]) >= CONTAINMENT:
            first, second = sorted((_root(parent, one), _root(parent, other)))
            parent[second] = first
    return {document_id: _root(parent, document_id) for document_id in parent}


def _pairs(known: Mapping[str, frozenset[Shingle]]) -> list[tuple[str, str]]:
    """Pairs that share a run at all, found through an index of runs."""
    index: defaultdict[Shingle, list[str]] = defaultdict(list)
    for document_id, runs in known.items():
        for run in runs:
            index[run].append(document_id)
    together: Counter[tuple[str, str]] = Counter()
    for holders in index.values():
        if len(holders) <= _COMMON:
            together.update((a, b) for i, a in enumerate(holders) for b in holders[i + 1 :])
    return sorted(together)


def _root(parent: dict[str, str], document_id: str) -> str:
    while parent[document_id] != document_id:
        parent[document_id] = parent[parent[document_id]]
        document_id = parent[document_id]
    return document_id
