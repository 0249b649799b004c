"""What makes a handover, a launch or a feast a ceremony between states: who is there, and what is shown or passed."""

from __future__ import annotations

import re
from typing import Final

from communique.reading.dealing import person_at, referents
from communique.reading.roles import Args
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

_LOOKING: Final = re.compile(
    r"\b(?:attend\w*|present|presided|in the presence of|chief guest|look(?:ed|ing) on|watch\w*|"
    r"witness\w*|took part|handed over|accept\w*|at the|cut the ribbon)\b"
)
_OCCASION: Final = re.compile(
    r"\b(?:inaugurat(?:ion|ed) (?:of|as|for)|swearing|sworn|oath|re-?election|elect(?:ed|ion)|anniversary|funeral|memorial|wreath|coronation|"
    r"graduation|award|prize|medal|Olympic\w*|opening ceremony of (?:the |an? )?(?:[\w'-]+ ){0,5}?(?:Olympic\w*|Games|World|exhibition|expo|fair|air ?show|salon|forum|conference)|wedding|Independence Day|Victory Day|National Day)\b"
)


# What an envoy or guest brings along.
_PAPERS: Final = frozenset(
    "letter invitation message note credential greeting list report copy presidency chairmanship".split()
)


_FROM_AFAR: Final = re.compile(r"\b[Cc]ongratulat\w+\b|\b[Gg]reet(?:ed|ings)\b")


_SHOT: Final = re.compile(
    r"\b(?:rockets?|satellites?|missiles?|ICBMs?|projectiles?|attacks?|offensive|operations?)\b"
)


def _shot(scene: Scene, tree: Tree, at: int) -> bool:
    """``condemned its launch of a rocket``: what is launched is fired, and nobody of the two was there."""
    return tree[at].lemma == "launch" and _SHOT.search(scene.text, tree[at].start - 30, tree.end) is not None


def attended(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """A handover or launch counts as a ceremony where persons of both or of either are told to be there."""
    persons = [p for p in scene.persons(tree.start, tree.end) if p.person.party]
    if _FROM_AFAR.search(scene.text, tree.start, tree.end) or _shot(scene, tree, at):
        return False
    if len({p.person.party for p in persons}) > 1:
        return True
    return bool(persons) and bool(_LOOKING.search(scene.text, tree.start, tree.end))


_ENVOYS: Final = re.compile(
    r" (?:[\w-]+ ){0,2}?(?:representatives?|officials|officers|embassy|ambassador|delegat\w+|side|diplomats|envoys?)\b"
)


def envoys(scene: Scene, tree: Tree, found: list[str]) -> list[str]:
    """``in the presence of Minister A and German representatives``: states of which only that is told."""
    own = list(
        dict.fromkeys(
            [*found, *(n.person.party for n in scene.persons(tree.start, tree.end) if n.person.party)]
        )
    )
    sent = [
        p
        for m in scene.inside(tree.start, tree.end, "party")
        if m.form == "demonym" and _ENVOYS.match(scene.text, m.end)
        for p in m.parties
        if p not in own
    ]
    return [*own, *dict.fromkeys(sent)] if len(own) == 1 and len(set(sent)) == 1 else []


def ship(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """A ship is commissioned while somebody of rank is there, or abroad."""
    return bool(tree.children(at, "nsubjpass")) and bool(
        re.search(
            r"\b(?:present|attended|in the presence of|chief guest|ceremony)\b",
            scene.text[tree.start : tree.end + 200],
        )
    )


def occasion(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """A ceremony of arms or pacts, not one of state: an oath, a funeral, a feast."""
    return not _OCCASION.search(scene.text, tree.start, tree.end)


def handing(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``The ambassador handed over the boats to the navy``: a person of rank gives what others take."""
    if not any(tree[k].lemma == "over" for k in tree.children(at, "prt", "advmod", "prep")):
        return False
    if any(tree[k].pos == "PRON" or person_at(scene, tree[k].start) for k in args.get("obj", ())):
        return False  # persons are handed over to courts
    if {tree[k].lemma for k in args.get("obj", ())} & _PAPERS:
        return False
    givers = [p for label in ("subj", "by") for k in args.get(label, ()) for p in referents(scene, tree, k)]
    return any(p.office or p.rank for p in givers)


def unveils(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """A ship floated, a jet rolled out, a base opened while people of rank of two states are there."""
    end = min(len(scene.text), tree.end + 220)
    around = scene.persons(tree.start, end)
    if len({p.person.party for p in around if p.person.party}) < 2:
        return False
    there = scene.persons(tree.start, tree.end)
    if not there:
        return bool(scene.inside(tree.start, tree.end, "equipment", "noun")) and bool(
            _LOOKING.search(scene.text, tree.end, end)
        )
    things = scene.inside(tree.start, tree.end, "equipment", "noun")
    presence = _LOOKING.search(scene.text, tree.start, tree.end) or len({p.person.party for p in there}) > 1
    return bool(things) and bool(presence)
