"""Reports that somebody calls false: what they tell is denied, wherever the parse hangs their clause."""

from __future__ import annotations

from typing import Final

from communique.reading.syntax import Tree
from communique.reading.text import small_pattern

_HEARSAY: Final = r"(?:reports?|allegations?|claims?|rumou?rs?|accusations?|suggestions?|speculations?|information|assertions?|news|media reports)"
# "denied reports in the press that it had sold": wherever the parse hangs the clause.
_DENIED_THAT: Final = small_pattern(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:es|ed|ing|e)|rebuff(?:s|ed)?|debunk(?:s|ed)?)\b"
    rf"(?:(?!\b(?:but|while|although|though|said)\b)[^.;]){{0,60}}?\b{_HEARSAY}\b[^.;]{{0,60}}?\bthat\b(?:(?!\b(?:but|while|although|though|said)\b)[^.;]){{0,110}}$"
)
# "Reports that B had bought rockets are untrue".
_HEARD_THAT: Final = small_pattern(rf"\b{_HEARSAY}\b[^.;]{{0,60}}?\bthat\b[^.;]{{0,90}}$")
_IS_FALSE: Final = small_pattern(
    r"^[^.;]{0,110}?\b(?:is|are|was|were|as)(?: \w+ly)?(?: all| simply| not)* "
    r"(?:false|untrue|baseless|groundless|unfounded|fake|fabricat\w+|nonsense|absurd|misinformation|disinformation|lies|a lie|true|incorrect|without (?:any )?(?:foundation|basis))\b"
)
_TRUE: Final = small_pattern(r"\b(?:is|are|was|were|as) (?:\w+ly )?true$")


def refuted(tree: Tree, index: int) -> bool:
    """Whether the clause of a trigger is what somebody calls a false report."""
    words = tree.small
    if " that " not in words:
        return False
    at = tree[index].start - tree.start
    before = words[:at]
    if _DENIED_THAT.search(before):
        return True
    false = _IS_FALSE.search(words[at:]) if _HEARD_THAT.search(before) else None
    return false is not None and not _TRUE.search(false[0])
