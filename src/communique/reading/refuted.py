"""Reports that somebody calls false: what they tell is denied, wherever the parse hangs their clause."""

from __future__ import annotations

from typing import Final

from communique.reading.syntax import Tree
from communique.reading.text import small_pattern

_HEARSAY: Final = r"(?:reports?|allegations?|claims?|rumou?rs?|accusations?|suggestions?|speculations?|information|assertions?|news|media reports)"
_THAT: Final = r"(?:that|according to which|which (?:say|said|claim(?:ed)?|allege[ds]?)|saying|claiming|alleging|of|about)"
# Where trouble with a deal is denied, the deal is not.
_TROUBLE: Final = r"critical|problems?|troubles?|difficult\w+|delay\w*|fail\w*|obstacles?|hitch\w*|snags?"
# "denied reports in the press that it had sold": wherever the parse hangs the clause.
_DENIED_THAT: Final = small_pattern(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:es|ed|ing|e)|rebuff(?:s|ed)?|debunk(?:s|ed)?)\b"
    rf"(?:(?!\b(?:but|while|although|though|said)\b)[^.;]){{0,60}}?\b{_HEARSAY}\b(?:(?!\bcritical\b)[^.;]){{0,60}}?\b{_THAT}\b(?:(?!\b(?:but|while|although|though|said|{_TROUBLE})\b)[^.;]){{0,110}}$"
)
# "Reports that B had bought rockets are untrue".
_HEARD_THAT: Final = small_pattern(
    rf"\b{_HEARSAY}\b(?:(?!\bcritical\b)[^.;]){{0,60}}?\b{_THAT}\b(?:(?!\b(?:{_TROUBLE})\b)[^.;]){{0,90}}$"
)
_IS_FALSE: Final = small_pattern(
    r"^[^.;]{0,110}?\b(?:is|are|was|were|as)(?: \w+ly)?(?: all| simply| not)* [\"' ]*(?:an? )?(?:(?:sheer|outright|complete|total|pure|utter|blatant|big) )?"
    r"(?:false|untrue|baseless|groundless|unfounded|fake|fabricat\w+|nonsense|absurd|misinformation|disinformation|lies?|fabrications?|true|incorrect|without (?:any )?(?:foundation|basis))\b"
)
_ASKED: Final = (" that ", "that ", "report", "rumour", "rumor", "claim", "allegation", "being said", "truth")
# "have been rejected by B".
_TURNED_DOWN: Final = small_pattern(
    r"^[^.;]{0,130}?\b(?:has|have|had|was|were|is|are)(?: \w+ly)?(?: been)?(?: \w+ly)? (?:denied|rejected|dismissed|refuted|rebuffed|debunked)\b"
)
# "There is no truth in reports of", "It is a lie that".
_UNTRUE: Final = small_pattern(
    r"\b(?:no truth (?:in|to)|a lie|untrue|false|not true|nonsense|not the case|wrong)(?: to (?:say|claim))?(?: \w+){0,3}? (?:that|of|about)\b[^.;]{0,90}$"
)
# "What is being said about drones that A delivers is untrue".
_BEING_SAID: Final = small_pattern(
    r"\bwhat (?:is|was|has been) (?:being )?(?:said|written|reported|claimed|spread)\b[^.;]{0,110}$"
)
# "That A has sold shells is a lie".
_FRONTED: Final = small_pattern(r"^[\"' ]*that\b[^.;]{0,110}$")
_TRUE: Final = small_pattern(r"\b(?:is|are|was|were|as) (?:\w+ly )?true$")


def refuted(tree: Tree, index: int) -> bool:
    """Whether the clause of a trigger is what somebody calls a false report."""
    if not any(word in tree.small for word in _ASKED):
        return False
    before = " ".join(token.text for token in tree.tokens[:index]).lower() + " "
    if _DENIED_THAT.search(before):
        return True
    after = " ".join(token.text for token in tree.tokens[index:]).lower()
    heard = _HEARD_THAT.search(before) is not None
    if _UNTRUE.search(before) or (heard and _TURNED_DOWN.search(after)):
        return True
    if not heard and _BEING_SAID.search(before) is None and _FRONTED.search(before) is None:
        return False
    false = _IS_FALSE.search(after)
    return false is not None and not _TRUE.search(false[0])
