"""What is spoken about and does not act: "the situation in B", "the importance of further interaction".

A state that is the matter of talks ("the crisis in B", "a settlement in C") is none of those who hold them, and
is not what "they" or "the two sides" means. A noun of dealing that is wished for, praised or kept up tells of no
meeting that took place.
"""

from __future__ import annotations

import re
from typing import Final

from communique.reading.sought import Sought

_ABOUT: Final = Sought(
    r"\b(?:situation|crisis|crises|developments|tensions|hostilities|unrest|violence|ceasefire|escalation|deployment|deployments|"
    r"[Pp]eace process|(?:military )?operations?|settlement(?: process)?|state of affairs) (?:[a-z-]+ )?"
    r"(?:in|on|over|around|across|regarding|concerning) (?:the )?(?:[A-Z][\w'-]+ )?$"
)
_WISHED: Final = re.compile(
    r"\b(?:importance|necessity|need|readiness|willingness|determination|desire|intention|prospects?|usefulness|value|importan\w+|ready|"
    r"promot\w+|develop\w*|strengthen\w*|enhanc\w+|intensif\w+|expand\w*|deepen\w*|encourag\w+|foster\w*|support\w*|continu\w+|engag\w+|advocat\w+)"
    r"(?: (?:for|of|to|in|a|an|the|their|its|our|further|meaningful|close|closer|more|active|constructive|mutual|mutually|beneficial|effective|regular|joint|"
    r"bilateral|political|inclusive|comprehensive|substantive|practical|open|direct|continued|continuing|continue|continuation|maintain|maintaining|and))* $",
    re.IGNORECASE,
)
_LOOSE: Final = frozenset("interaction dialogue contact".split())


def is_topic(text: str, start: int) -> bool:
    """Whether the party named at an offset of a text is what is spoken about ("the situation in B")."""
    if _ABOUT.search(text, max(0, start - 60), start) is not None:
        return True
    before = text[max(0, start - 60) : start]
    return before.endswith(("off ", "of ", "the ")) and _OFFSHORE.search(before) is not None


# "waters off B", "the coast of B": where it is, and nobody who acts.
_OFFSHORE: Final = re.compile(r"\b(?:waters off|off the coast of|coast of|shores of|waters of) (?:the )?$")
_WITHIN: Final = re.compile(r"\w* (?:within|in the framework|under the auspices)\b")


def only_wished(text: str, lemma: str, sentence: int, at: int) -> bool:
    """Whether a noun of dealing is told as a wish or a habit: "the importance of further interaction within C"."""
    if lemma not in _LOOSE:
        return False
    return (
        _WITHIN.match(text, at) is not None or _WISHED.search(text[max(sentence, at - 110) : at]) is not None
    )
