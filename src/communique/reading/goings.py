"""What a word of going, staying or receiving needs around it to tell of a visit or a guest."""

from __future__ import annotations

import re
from typing import Final

from communique.reading.dealers import spot
from communique.reading.dealing import referents
from communique.reading.relevance import is_trade
from communique.reading.roles import Args
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

# Where a soldier away from home is a guest.
_SITE: Final = frozenset("base headquarters shipyard camp yard barracks".split())
_GATHERING: Final = re.compile(
    r"\b(?:summit|conference|forum|dialogue|exhibition|air ?show|expo|fair|session|assembly|hearing|court|NATO|UN|United Nations|EU|interview)\b",
    re.IGNORECASE,
)
PARTY: Final = frozenset("delegation party team mission group".split())
_OFFICERS: Final = frozenset(
    "minister president chief commander general admiral envoy secretary member".split()
)


def place(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``flew to Lima``, ``left for Rome``: a place is gone to; a tour is one of states, not of a plant."""
    if tree[at].lemma == "tour" and tree[at].pos in ("NOUN", "PROPN"):
        return any(scene.parties_at(tree, k, refer=False) for k in (*args.get("of", ()), *args.get("in", ())))
    if tree[at].lemma == "tour":
        return False
    leaving = tree[at].lemma == "leave"
    labels = ("obj", "for", "to") if leaving else ("to", "in", "at", "into", "for", "on")
    return any(args.get(label) for label in labels) or any(
        tree[k].lemma in ("here", "there") for k in tree.children(at, "advmod")
    )


def stay(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``Admiral A is in Israel``, ``who is here for two days``: a person of rank away from home."""
    if (
        tree.children(at, "acomp", "neg")
        or tree.children(at, "attr")
        or tree[at].pos != "AUX"
        or tree[at].dep not in ("ROOT", "relcl", "conj", "advcl")
    ):
        return False
    people = [p for k in args.get("subj", ()) for p in referents(scene, tree, k)]
    going = any(tree[k].lemma in PARTY for k in args.get("subj", ()))
    return (going or any(p.office or p.rank for p in people)) and bool(
        args.get("in")
        or any(tree[k].lemma == "here" for k in tree.children(at, "advmod"))
        or any(tree[k].lemma in _SITE for k in args.get("at", ()))
    )


def abroad(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``Minister A told reporters in the B capital``: of the trade, in the other state of the report, at no gathering of many."""
    people = [p for k in args.get("subj", ()) for p in referents(scene, tree, k) if is_trade([p])]
    if (
        len(people) != 1
        or people[0].party not in scene.dyad
        or _GATHERING.search(scene.text, tree.start, tree.end)
    ):
        return False
    places = [found for k in args.get("in", ()) if (found := spot(scene, tree, k))]
    return any(state in scene.dyad and state != people[0].party for _, state in places)


def party(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``led a delegation to France``: who leads it goes there."""
    return bool({tree[k].lemma for k in args.get("obj", ())} & PARTY) and bool(args.get("to"))


def envoy(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``sent its minister to Honiara``: somebody of rank goes where he is sent."""
    sent = args.get("obj", ())
    return any(tree[k].pos == "PROPN" for k in args.get("to", ())) and any(
        referents(scene, tree, k) or tree[k].lemma in _OFFICERS or tree[k].lemma == "delegation" for k in sent
    )


def guest(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``was their guest``, ``the guest of the navy``: somebody who is, was or arrived as one."""
    verb = tree[at].head if tree[at].dep == "attr" else -1
    of = [k for k in args.get("of", ()) if tree[k].lemma not in _OCCASIONS]
    return verb >= 0 and tree[verb].lemma == "be" and bool(args.get("poss") or of)


# The guest of these is not abroad for that.
_OCCASIONS: Final = frozenset(
    "ceremony event function parade occasion programme program exercise drill honour honor".split()
)


def reception(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``a reception for Minister A``: a guest of rank, not a feast."""
    return any(
        referents(scene, tree, k) or tree[k].lemma in PARTY or tree[k].lemma in _OFFICERS
        for k in args.get("for", ())
    )
