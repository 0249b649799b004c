"""Bans, vetoes, holds and curbs: what is kept back from somebody, told by a noun."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from communique.reading import pressers as sides
from communique.reading import pressure_breaks as breaks
from communique.reading.pressing import IMPOSING, Found, Frame, without
from communique.reading.pressure_levers import LIFTING, lever
from communique.reading.roles import arguments
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

_EXPORTS: Final = re.compile(r"\b(?:re-?)?exports?\b|\btransfers?\b|\bsales?\b")


def hold(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """A ban, veto, hold or curb counts where arms, exports or named equipment are in its phrase or sentence."""
    near = (
        " ".join(tree[k].text for k in tree.children(at, "compound", "amod", "poss"))
        + " "
        + re.split(r"[,;.]", scene.text[tree[at].end : min(tree.end, tree[at].end + 60)])[0]
    )
    head = (
        " ".join(tree[k].text for k in tree.children(tree[at].head, "compound"))
        if tree[at].dep == "pobj"
        else ""
    )
    if not re.search(
        r"\b(?:arms|weapons?|military|defen[cs]e|exports?|sales?|munitions?|bombs?|missiles?|shipments?|deliver(?:y|ies))\b|"
        r"\b[A-Z]{1,4}-\d",
        near + head,
    ):
        verb = arguments(tree, at).get("verb")
        if frame.lemma not in ("veto", "restriction") or scene.military < 1.5 or not verb:
            return None
        if tree[verb[0]].lemma not in LIFTING | {"impose", "place", "put"}:
            return None
    if frame.lemma == "control" and (
        scene.text[tree[at].end : tree[at].end + 4] == " Act" or not _EXPORTS.search(near + head)
    ):
        return None  # "an arms control group" keeps nothing back
    if frame.lemma == "hold" and (put := breaks.on_hold(scene, tree, at)) is not None:
        return put
    if frame.lemma == "hold" and not re.search(
        r"\b(?:a|the|its|his|their) (?:[\w-]+ ){0,2}hold on\b",
        scene.text[max(tree.start, tree[at].start - 20) : tree.end],
    ):
        return None
    if _own_rules(tree, at, frame) or _retold(scene, tree, at, frame):
        return None
    found = lever(scene, tree, at, frame)
    if found is None or not found.by:
        return found
    return (
        found
        if found.on
        else replace(
            found, on=sides.buyer(scene, found.by), inferred=(*found.inferred, ("on", "report: the buyer"))
        )
    )


_AIMED: Final = frozenset("on against upon to for toward towards from over".split())


def _aimed(tree: Tree, at: int) -> bool:
    """Whether behind the noun, or behind its verb, stands whom it is aimed at."""
    verbs = arguments(tree, at).get("verb", [])
    behind = [tree[p].lemma for p in tree.children(at, "prep")]
    return any(word in _AIMED for word in behind) or any(
        tree[p].lemma in ("on", "against", "to") for v in verbs for p in tree.children(v, "prep")
    )


def _own_rules(tree: Tree, at: int, frame: Frame) -> bool:
    """``its export curbs keep A from selling``: rules of one's own, aimed at nobody and newly laid on nobody."""
    if frame.lemma not in ("control", "curb", "restriction", "rule"):
        return False
    verbs = {tree[v].lemma for v in arguments(tree, at).get("verb", ())}
    return not _aimed(tree, at) and not verbs & (IMPOSING | LIFTING | {"tighten", "expand"})


_AFTER: Final = re.compile(
    r"\b(?:following|after|despite|since|amid|given) (?:the|its|that|this) (?:[\w-]+ ){0,2}$"
)


def _retold(scene: Scene, tree: Tree, at: int, frame: Frame) -> bool:
    """``following the Swiss veto``: named again, after it was told."""
    again = _AFTER.search(scene.text, tree.start, tree[at].start) is not None
    return frame.lemma in ("veto", "ban", "hold") and again and not _aimed(tree, at)


_BLACK: Final = re.compile(
    r"\b(?:put|puts|putting|add|adds|added|place[sd]?) [^.;]{1,80}\b(?:entity|entities|sanctions|export control|black)'? ?list$",
    re.IGNORECASE,
)


def listing(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """``puts B's firms on its entity list``: only lists of those with whom nobody may deal."""
    if not _BLACK.search(scene.text, tree.start, tree[at].end):
        return None
    verb = tree[tree[at].head].head
    if tree[at].dep == "pobj" and tree[verb].lemma in ("add", "put", "place"):
        args = arguments(tree, verb)
        on = sides.of_labels(scene, tree, args, ("obj",), refer=False)
        by = without(sides.of_labels(scene, tree, args, ("subj", "by")), on)
        by = by or without(
            sides.of_labels(scene, tree, arguments(tree, at), ("poss", "mod"), refer=False), on
        )
        if by and on:
            return Found(by, on)
    return lever(scene, tree, at, frame)
