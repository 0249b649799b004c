"""Reports that somebody calls false: what they tell is denied, wherever the parse hangs their clause."""

from __future__ import annotations

from typing import Final

from communique.reading.syntax import Tree
from communique.reading.text import small_pattern

_HEARSAY: Final = r"(?:reports?|allegations?|claims?|rumou?rs?|accusations?|suggestions?|speculations?|information|assertions?|news|media reports)"
# Where trouble with a deal is denied, the deal is not.
_TROUBLE: Final = r"problems?|troubles?|difficult\w+|delay\w*|fail\w*|obstacles?|hitch\w*|snags?"
# "denied reports in the press that it had sold": wherever the parse hangs the clause.
_DENIED_THAT: Final = small_pattern(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:es|ed|ing|e)|rebuff(?:s|ed)?|debunk(?:s|ed)?)\b"
    rf"(?:(?!\b(?:but|while|although|though|said)\b)[^.;]){{0,60}}?\b{_HEARSAY}\b[^.;]{{0,60}}?\bthat\b(?:(?!\b(?:but|while|although|though|said|{_TROUBLE})\b)[^.;]){{0,110}}$"
)
# "Reports that B had bought rockets are untrue".
_HEARD_THAT: Final = small_pattern(
    rf"\b{_HEARSAY}\b[^.;]{{0,60}}?\bthat\b(?:(?!\b(?:{_TROUBLE})\b)[^.;]){{0,90}}$"
)
_IS_FALSE: Final = small_pattern(
    r"^[^.;]{0,110}?\b(?:is|are|was|were|as)(?: \w+ly)?(?: all| simply| not)* [\"' ]*(?:an? )?(?:(?:sheer|outright|complete|total|pure|utter|blatant|big) )?"
    r"(?:false|untrue|baseless|groundless|unfounded|fake|fabricat\w+|nonsense|absurd|misinformation|disinformation|lies?|fabrications?|true|incorrect|without (?:any )?(?:foundation|basis))\b"
)
_TRUE: Final = small_pattern(r"\b(?:is|are|was|were|as) (?:\w+ly )?true$")


def refuted(tree: Tree, index: int) -> bool:
    """Whether the clause of a trigger is what somebody calls a false report."""
    if " that " not in tree.small:
        return False
    before = " ".join(token.text for token in tree.tokens[:index]).lower() + " "
    if _DENIED_THAT.search(before):
        return True
    if _HEARD_THAT.search(before) is None:
        return False
    false = _IS_FALSE.search(" ".join(token.text for token in tree.tokens[index:]).lower())
    return false is not None and not _TRUE.search(false[0])
