"""Slips that the small model makes again and again, mended in the parse before anything is read from it.

"Tanks and wheeled vehicles" comes out as two verbs: a participle that stands as an adjective before a noun,
after *and* or a comma, is taken for a verb joined to the one above. The noun then joins the list it stands in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from communique.reading.syntax import Token

# Participles that news copy uses of equipment as adjectives.
_ADJECTIVAL: Final = frozenset(
    "wheeled tracked armored armoured guided unguided towed manned unmanned crewed uncrewed used refurbished upgraded modernised modernized armed mounted "
    "propelled tethered loitering bridging jamming targeting guided-missile second-hand secondhand mothballed".split()
)
_INSIDE: Final = frozenset({"amod", "compound", "nmod", "nummod", "punct", "npadvmod", "advmod", "det"})


def mended(tokens: Sequence[Token]) -> Sequence[Token]:
    """These tokens; lists that such a slip broke made whole again."""
    slips = [t for t in tokens if t.dep == "conj" and t.pos == "VERB" and t.text.lower() in _ADJECTIVAL]
    if not slips:
        return tokens
    mended = list(tokens)
    for slip in slips:
        _mend(mended, slip)
    return mended


def _mend(tokens: list[Token], slip: Token) -> None:
    """Make the object of a participle that is none a further member of the list before it."""
    nouns = [t for t in tokens if t.head == slip.i and t.dep == "dobj" and t.i > slip.i]
    above = tokens[slip.head]
    lists = [t for t in tokens if t.head == above.i and t.dep in ("dobj", "pobj") and t.i < slip.i]
    if not nouns or not lists or above.pos not in ("VERB", "ADP"):
        return
    noun = nouns[0]
    if any(t.head != noun.i or t.dep not in _INSIDE for t in tokens[slip.i + 1 : noun.i]):
        return
    for at, token in enumerate(tokens):
        if token.head == slip.i and token.i not in (slip.i, noun.i):
            tokens[at] = token._replace(head=above.i)
    tokens[noun.i] = noun._replace(dep="conj", head=lists[-1].i)
    tokens[slip.i] = slip._replace(dep="amod", pos="ADJ", tag="JJ", head=noun.i)
