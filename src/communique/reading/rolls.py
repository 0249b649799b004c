"""Who takes part: the lists of parties that a sentence gives, and the roll that is called after a session is told.

``The council met in A. Delegations from B, C and D took part``: B, C and D meet; the council is their framework.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from communique.reading.dealing import join
from communique.reading.drilling import roster
from communique.reading.roles import Args
from communique.reading.scene import Scene
from communique.reading.syntax import Tree
from communique.reading.text import Span

_ATTENDED: Final = re.compile(
    r"\b(?:took part|tak(?:e|es|ing) part|participa(?:te|ted|tes|ting|nts)|attend(?:ed|s|ing)?|represented|present|"
    r"(?:brings|brought|bringing) together|gathered|(?:delegations?|ministers|chiefs|heads|officials|secretaries) (?:from|of))\b"
)
# What a claim says of parties that were found so.
ROLL: Final = "roll: those who came to the session"
# So many parties at least make a roll, and so many sentences behind that of the session it may stand.
_FEWEST: Final = 3
_BEHIND: Final = 2
# An alliance of more members is a party of its own.
_SMALL: Final = 6
_ITS_GUESTS: Final = re.compile(
    r"\b(?:[Tt]he (?:meeting|session|talks|event|gathering|conference|summit|dialogue)|[Ii]t) (?:is|was|will be|has been|were) (?:also )?(?:co-?)?(?:chaired|attended|led|headed|hosted)\b"
)


def hosted(tree: Tree, args: Args) -> bool:
    """``A hosted a meeting of the council``: the subject gives the room."""
    return any(tree[k].lemma == "host" for k in args.get("verb", ()))


def rolled(scene: Scene, tree: Tree, found: Sequence[str], at_host: bool) -> list[str]:
    """Those who came to a session, told in its own sentence or in one of the next; empty where no roll is called.

    Whom the sentence itself gives as meeting must be on the roll, but for a host who only lends the room. Where
    no list is given, those count who are named as chair or guest.
    """
    spans: list[Tree | Span] = [tree]
    spans += [s for s in scene.layout.sentences if s.start >= tree.end][:_BEHIND]
    named: list[str] = []
    for span in spans:
        if not _ATTENDED.search(scene.text, span.start, span.end):
            continue
        listed = roster(scene, span.start, span.end)
        if len(listed) >= _FEWEST and (at_host or set(found) <= set(listed)):
            return listed
        if span is not tree and _ITS_GUESTS.search(scene.text, span.start, span.end):
            named = named or [n.person.party for n in scene.persons(span.start, span.end) if n.person.party]
    return join(found, named) if len({*found, *named}) > 1 and named else []


def members(scene: Scene, found: Sequence[str]) -> list[str]:
    """The members of a small alliance that alone is found, or beside its own members: "the Quad's ministers met".

    Empty where another has a part, or where somebody speaks for the alliance as such.
    """
    for row in scene.knowledge.rows("organisations"):
        states = row["members"].split(";")
        if row["code"] in found and 1 < len(states) <= _SMALL and set(found) <= {row["code"], *states}:
            own = any(named.person.party == row["code"] for named in scene.people)
            return [] if own else states
    return []
