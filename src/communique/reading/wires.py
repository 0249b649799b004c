"""Who spoke over the telephone or by video: calls told by their words, and meetings and talks that were calls."""

from __future__ import annotations

import re
from typing import Final

from communique.reading.dealing import Dealing, referents
from communique.reading.matter import relevant
from communique.reading.roles import Args
from communique.reading.scene import Scene
from communique.reading.stance import stance
from communique.reading.syntax import Tree
from communique.reading.text import small_pattern

__all__ = ["by_wire", "phone_calls", "rung"]

_CALL_ABOVE: Final = re.compile(r"\b(?:[Cc]alls?|[Pp]hone|[Tt]elephone)\b")
_PHONE_TALKS: Final = re.compile(
    r"\b(?:phone|telephon\w*) (?:talks?|conversation)|\b(?:over|by|on) (?:the )?(?:tele)?phone\b"
)
# "In a call on Monday", "during their phone talks": the clause tells how what its verb says was done; not a call with the press.
_IN_CALL: Final = re.compile(
    r"\b(?:[Ii]n|[Dd]uring|[Oo]n|[Bb]y|[Ee]arlier in) (?:an? |the (?=(?:\w+ )?(?:tele)?phone|video)|their |his |her )?"
    r"(?:(?!courtesy|port|the |this |that )[\w-]+ ){0,3}?(?:calls?\b(?! for| to | with (?:the )?(?:[\w.]+ )?(?:reporters|journalists|media|press|Reuters|AP|AFP|analysts|investors))|"
    r"(?:phone|telephone|telephonic|video) (?:talks|conversation|conference))"
)


def by_wire(scene: Scene, tree: Tree, at: int, kind: str) -> bool:
    """Whether a meeting or talks at this trigger were held over the telephone or by video."""
    verb = tree[at].pos in ("VERB", "AUX")
    if kind == "talks" and tree[at].lemma == "speak":
        return _CALL_ABOVE.search(scene.text, 0, tree.end) is not None
    if (
        scene.small.find("call", tree.start, tree.end) < 0
        and scene.small.find("phon", tree.start, tree.end) < 0
    ):
        return False
    if kind == "talks" and not verb:
        return _PHONE_TALKS.search(scene.text, tree.start, tree.end) is not None
    return (
        verb and tree[at].lemma in _SAYING and _IN_CALL.search(scene.text, tree.start, tree.end) is not None
    )


def rung(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``Secretary A called Minister B last night``: two of rank, of two parties; not "called him a friend", "called on him"."""
    if tree.children(at, "ccomp", "prt", "agent") or tree[at].tag not in ("VBD", "VBZ", "VBN"):
        return False
    ends = [
        {p.party for k in args.get(label, ()) for p in referents(scene, tree, k) if p.office or p.rank}
        for label in ("subj", "obj")
    ]
    on = any(tree[k].lemma in ("on", "upon", "for", "at") and k == at + 1 for k in tree.children(at, "prep"))
    called = (*args.get("obj", ()), *tree.children(at, "oprd"))
    known = all(referents(scene, tree, k) for k in called)
    return not on and known and all(ends) and not ends[0] & ends[1]


# What can be done over the telephone as well as face to face.
_SAYING: Final = frozenset(
    "tell ask assure inform brief discuss talk speak confer consult exchange share".split()
)

_TO_PRESS: Final = re.compile(
    r"\b(?:told|said to|informed|speaking to|spoke to|interview\w*)\b[^.;]{0,50}?(?:\bby (?:tele)?phone\b|\bover the (?:tele)?phone\b)(?= that\b)"
)


_PHONE: Final = small_pattern(r"\b(?:tele)?phone\b|\btelephonic\b")


def phone_calls(scene: Scene, tree: Tree, found: list[Dealing]) -> list[Dealing]:
    """Whatever the verb, two statesmen of different parties and a telephone make a call."""
    if scene.small.find("phon", tree.start, tree.end) < 0:
        return []
    match = _PHONE.search(scene.small[tree.start : tree.end])
    if not match or any(d.type == "call" for d in found):
        return []
    at = tree.at(tree.start + match.start(), tree.start + match.end())
    persons = {n.person.name: n.person for n in scene.persons(tree.start, tree.end) if n.person.party}
    for token in tree.tokens:
        if token.lemma in ("he", "she") and token.dep in ("nsubj", "nsubjpass"):
            for person in referents(scene, tree, token.i):
                persons.setdefault(person.name, person)
    parties = tuple(sorted({p.party for p in persons.values() if p.party}))
    if at is None or len(parties) != 2 or _TO_PRESS.search(scene.text, tree.start, tree.end):
        return []
    for dealing in [d for d in found if d.type in ("meeting", "talks") and d.parties == parties]:
        found.remove(dealing)
    call = Dealing("call", at, "telephone", stance(tree, at), parties, list(persons.values()))
    return [call] if relevant(scene, tree, call) else []
