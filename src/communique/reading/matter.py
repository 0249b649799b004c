"""Whether an engagement is a defence matter: by who takes part, by the words around it, by the report."""

from __future__ import annotations

import re
from typing import Final

from communique.reading.dealers import FORA
from communique.reading.dealing import Dealing
from communique.reading.relevance import defence_near, defence_report, is_trade, leaders_lead, strong_words
from communique.reading.scene import Scene
from communique.reading.syntax import Tree


def relevant(scene: Scene, tree: Tree, dealing: Dealing) -> bool:
    """Whether the engagement is a defence matter: the people, the words near, or the report."""
    if dealing.stance.denied and not dealing.persons:
        return False
    if dealing.type in ("exercise", "port-call"):
        return True
    if len(dealing.parties) == _TWO and set(dealing.parties) & set(FORA):
        return False  # a call from the head of UNESCO
    if dealing.type in ("agreement", "contract"):
        signers = [p for p in dealing.persons if is_trade([p])]
        both = len({p.party for p in signers}) > 1 and not _CIVIL.search(scene.text, tree.start, tree.end)
        return both or _defence_pact(scene, tree) or _pact_of_the_two(scene, tree, dealing)
    if dealing.type in ("meeting", "talks") and _TWO_PLUS_TWO.search(scene.text, tree.start, tree.end):
        return True
    if is_trade(dealing.persons) or leaders_lead(scene, tree, dealing.persons):
        return True
    if dealing.type == "visit" and not dealing.persons and _trade_goes(scene, tree):
        return True
    if _of_the_two(scene, dealing) or _for_talks(scene, dealing) or _for_arms(scene, tree, dealing):
        return True
    return (
        defence_near(scene, tree)
        and (bool(dealing.persons) or dealing.type in ("talks", "meeting", "ceremony", "call"))
        and defence_report(scene)
    )


_TWO: Final = 2
_TWO_PLUS_TWO: Final = re.compile(r"\b2 ?\+ ?2\b|\b[Tt]wo-plus-two\b")
_HIGH: Final = ("head-of-state", "head-of-government", "minister", "ambassador")
# How many military words in a hundred make a report one of arms from end to end.
_MARTIAL: Final = 2.0


def _of_the_two(scene: Scene, dealing: Dealing) -> bool:
    """Leaders or envoys of the very two that a report of arms is about: what they speak of is its matter."""
    sides = {p.party for p in dealing.persons if p.level in _HIGH}
    return (
        dealing.type in ("meeting", "talks", "call")
        and sides == set(scene.dyad) == set(dealing.parties)
        and scene.military >= _MARTIAL
    )


def _pact_of_the_two(scene: Scene, tree: Tree, dealing: Dealing) -> bool:
    """``The two governments reached a formal agreement``, in a report of arms that is about those two."""
    of_two = set(dealing.parties) == set(scene.dyad) and scene.military >= _MARTIAL
    return of_two and not _CIVIL.search(scene.text, tree.start, tree.end)


def _for_talks(scene: Scene, dealing: Dealing) -> bool:
    """The visit of a leader who is told to meet those whom he visits, over matters of defence."""
    return (
        dealing.type == "visit"
        and any(p.level in _HIGH for p in dealing.persons)
        and any(pair == dealing.parties and kind in ("meeting", "talks") for _, pair, kind in scene.dealt)
    )


_ORDERED: Final = re.compile(
    r"\b(?:sign(?:ed|s|ing)?|ink(?:ed|s)|order(?:ed|s)?|agreed|contract(?:s|ed)?|deals?|bought|purchas\w+|conclud\w+|seal(?:ed|s))\b"
)
_DURING: Final = re.compile(r"\b(?:during|on|at the time of|as part of) (?:[\w'.-]+ ){0,8}$")


def _for_arms(scene: Scene, tree: Tree, dealing: Dealing) -> bool:
    """``ordered 12 Caracals during the French president's visit``: a visit on which arms are dealt in."""
    at = tree[dealing.trigger].start
    during = _DURING.search(scene.text[tree.start : at]) is not None
    named = bool(scene.inside(tree.start, tree.end, "equipment"))
    return (
        dealing.type == "visit"
        and during
        and named
        and _ORDERED.search(scene.text, tree.start, at) is not None
    )


_TRADE_GOES: Final = re.compile(
    r"\b(?:defen[cs]e|military|army|navy|naval|air force|armed forces|coast guard|(?:security|intelligence)(?= chief))"
    r" (?:[\w-]+ ){0,2}?(?:ministers?|chiefs?|secretary|delegation|officers?|officials?|commanders?|team|leaders?|head|boss)\b|"
    r"\b(?:delegation|team|group|party|head|chief|commander)s? (?:of|from) (?:the )?(?:[\w'-]+ ){0,3}?(?:army|navy|air force|"
    r"military|officers|forces|general staff|defen[cs]e)\b|\b(?:[Gg]enerals?|[Aa]dmirals?|chiefs? of (?:the )?(?:general |defen[cs]e |army )?staff)\b",
    re.IGNORECASE,
)


_DELEGATION: Final = re.compile(r"\b(?:delegation|industry executives?)\b")


def _trade_goes(scene: Scene, tree: Tree) -> bool:
    """``Mali's army chief ended a visit``, ``a delegation visits B to boost military ties``: not named, but of the trade."""
    if _TRADE_GOES.search(scene.text, tree.start, tree.end) is not None:
        return True
    return (
        _DELEGATION.search(scene.text, tree.start, tree.end) is not None
        and strong_words(scene.text, tree.start, tree.end) > 0
    )


_CIVIL: Final = re.compile(
    r"\b(?:nuclear energy|earth sciences?|medicine|customs|tourism|culture|cultural|education|agricultur\w+|visa|railways?|"
    r"airlines?|airliners?|passenger (?:jets?|planes?|aircraft)|free trade|double taxation|gas|oil|electricity|sports?|health|space exploration|climate|extradition|pipelines?|cables?|power grids?|(?<!defence )(?<!defense )(?<!military )budgets?|financial document|tax(?:es|ation)?)\b"
)


def _defence_pact(scene: Scene, tree: Tree) -> bool:
    """Whether what is signed is a defence matter: by its sentence, its neighbours, or the report."""
    if strong_words(scene.text, tree.start, tree.end) > 0:
        return True
    if _CIVIL.search(scene.text, tree.start, tree.end):
        return False
    if scene.inside(tree.start, tree.end, "equipment", "noun", "mechanism") and (
        defence_report(scene) or len(scene.text) < 600
    ):
        return True
    return defence_near(scene, tree, 1) and defence_report(scene)
