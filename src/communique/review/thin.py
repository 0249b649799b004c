"""Claims that are only just held to be of their fact: what an analyst might tell apart.

The weights that made a claim part of a fact stay with the fact; how far their sum lies above what it had to
reach says how thin the merge is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import exp
from typing import Final

from communique.model import Cited, Fact, Judgement, Link

# The kinds whose claims are brought together by weights; the others agree in everything or are apart.
_WEIGHED: Final = ("engagement", "mechanism", "programme")
# What the others are held against has nothing to be certain of.
_FOUNDER: Final = ":first"
# A sum this near to what it must reach is thin; where something speaks against the merge, a wider margin is.
_NEAR: Final = 0.25
_DISPUTED: Final = 2.0


def thin_links(
    facts: Iterable[Fact], decided: Sequence[Judgement]
) -> Iterator[tuple[Fact, Cited, float, str]]:
    """Claims thinly held to a fact, with how sure that is (0 to 1) and why, one for each voice of a fact.

    The margin above what had to be reached is read as log-odds: at the bar itself the chances are even.
    """
    settled = [_parts(one) for one in decided if one.action == "merge"]
    for fact in facts:
        if fact.kind not in _WEIGHED or len(fact.cited) < 2:
            continue
        cited = {item.claim_id: item for item in fact.cited}
        thinnest: dict[str, Link] = {}
        for link in sorted(fact.links, key=lambda link: (_margin(link), link.claim)):
            if _is_thin(link) and link.claim in cited and not _is_settled(link.claim, cited, settled):
                thinnest.setdefault(link.voice, link)
        for link in thinnest.values():
            yield fact, cited[link.claim], 1 / (1 + exp(-_margin(link))), _words(link)


def _margin(link: Link) -> float:
    return link.score - link.least


def _is_thin(link: Link) -> bool:
    if not link.features or any(feature.name.endswith(_FOUNDER) for feature in link.features):
        return False
    disputed = any(feature.weight < 0 for feature in link.features)
    return _margin(link) <= (_DISPUTED if disputed else _NEAR)


def _words(link: Link) -> str:
    """What speaks for it and against it, the strongest first."""
    signs = [f for f in link.features if not f.name.startswith("order:")]
    told = [f"{f.weight:+g} {f.words}" for f in sorted(signs, key=lambda f: -abs(f.weight))]
    return f"{link.score:g} where {link.least:g} are needed: {'; '.join(dict.fromkeys(told))}"


def _parts(judgement: Judgement) -> dict[str, int]:
    return {anchor.claim_id: anchor.part for anchor in judgement.anchors}


def _is_settled(claim: str, cited: dict[str, Cited], settled: Sequence[dict[str, int]]) -> bool:
    """Whether somebody put this claim and another of the fact together by hand."""
    return any(
        claim in parts and any(parts[one] != parts[claim] for one in parts if one in cited)
        for parts in settled
    )
