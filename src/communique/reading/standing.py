"""How far an engagement has gone: held, under way, planned, put off, cancelled."""

from __future__ import annotations

from typing import Final

from communique.reading.at_home import looks_ahead
from communique.reading.broken import broken_off
from communique.reading.dealing import Dealing
from communique.reading.scene import Scene
from communique.reading.sought import Sought
from communique.reading.syntax import Tree

# What ends a pact, or would.
ENDING: Final = frozenset(
    "cancel terminate denounce abrogate annul scrap revoke renounce rescind end void repudiate tear break withdraw quit lapse expire".split()
)


_DECIDING: Final = frozenset("decide decision resolve announce notify inform vote".split())


def decided(tree: Tree, at: int) -> bool:
    """``has decided to end its pact``, ``its decision to end it``: what is decided upon is at an end."""
    above = tree[tree[at].head]
    return tree[at].dep in ("xcomp", "acl", "ccomp") and above.lemma in _DECIDING


_SET: Final = frozenset("schedule plan slate due set".split())
_NOW: Final = frozenset("current ongoing present".split())
_ON_EVE: Final = Sought(
    r"\b(?:on the eve of|in preparation for|(?:up|forth)coming|impending|[Hh]osts? (?:the|its) next) (?:the |an? |his |her |their |its )?(?:[\w'-]+ ){0,3}$"
)

_PUT_OFF: Final = Sought(r"\b(?:postponed|deferred|put off)\b")
_CALLED_OFF: Final = Sought(
    r"\b(?:cancell?(?:ed|s)|called off|scrapped|disinvited|(?:exercises?|drills?|patrols?|talks|visit)\b[^.;]{0,50} (?:has|have) been suspended)\b"
)
_GOING_ON: Final = Sought(
    r"\b(?:is|are) (?:currently |now )?(?:on an? |in |visiting|holding|under ?way|training|flying|"
    r"at sea)\b|\bcurrently\b|\bwho is (?:in|on|here)\b"
)


def status_of(scene: Scene, tree: Tree, dealing: Dealing) -> str:
    """Whether an engagement was held, is under way, is planned, was put off or is off: by stance and the words around."""
    phase = dealing.stance.phase
    if dealing.type == "agreement" and dealing.lemma in ENDING:
        return "cancelled"
    if phase == "delayed" or _PUT_OFF.search(scene.text, tree.start, tree.end):
        return "postponed"
    if (
        phase == "cancelled"
        or (phase == "suspended" and dealing.type in ("exercise", "talks", "meeting", "visit"))
        or broken_off(scene, tree, dealing)
        or (dealing.type != "agreement" and _CALLED_OFF.search(scene.text, tree.start, tree.end))
    ):
        return "cancelled"
    if (
        dealing.type == "agreement"
        and tree[dealing.trigger].tag == "VBN"
        and tree[dealing.trigger].dep == "acl"
    ):
        return "held"  # "building on the pact signed last year"
    if dealing.type == "visit" and {tree[k].lemma for k in tree.children(dealing.trigger, "amod")} & _NOW:
        return "under-way"  # "the current visit would serve the two"
    if dealing.type == "exercise" and {tree[k].lemma for k in tree.children(dealing.trigger, "acl")} & _SET:
        return "planned"
    if phase in ("future", "planned", "proposed", "requested", "agreed") and not _past_auxiliary(
        tree, dealing.trigger
    ):
        return "planned"
    if looks_ahead(scene, tree) or _ON_EVE.search(scene.text, tree.start, tree[dealing.trigger].start):
        return "planned"
    if dealing.lemma == "leave" and tree[dealing.trigger].tag in ("VBP", "VBZ", "VBG"):
        return "planned"
    if phase in ("ongoing", "begun") or _GOING_ON.search(scene.text, tree.start, tree.end):
        return "under-way" if dealing.type in ("visit", "exercise", "talks", "meeting") else "held"
    return "held"


def _past_auxiliary(tree: Tree, at: int) -> bool:
    return tree[at].tag == "VBD" or any(
        tree[k].text.lower() in ("was", "were", "had", "has", "have")
        for k in tree.children(at, "aux", "auxpass")
    )
