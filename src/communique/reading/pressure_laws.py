"""Sanctions by law: who may impose, where the sentence leaves it open, and a law told by its name alone."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from communique.reading import pressers as sides
from communique.reading.pressing import Found, Frame
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

# What follows says why; nobody named there imposes.
_CAUSE: Final = re.compile(
    r"\b(?:over|for|because of|due to|after) (?:its|their|the|his|buying|purchas\w+|acquir\w+|using)\b"
)


def law(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """``risks falling foul of CAATSA``: the law by its name, where no lever of the sentence tells of it."""
    words = scene.text[tree.start : tree.end]
    if re.search(r"\b(?:sanctions?|sanctioned|waive\w*|penalt\w+|exempt\w*)\b", words) or not _EXPOSED.search(
        words
    ):
        return None
    makers = {p for m in scene.inside(tree.start, tree.end, "equipment") for p in m.parties}
    near = [p for _, group in sides.named(scene, tree.start, tree.end) for p in group]
    fit = [p for p in (*near, *scene.dyad) if p not in (*makers, "USA") and p not in _TARGETS_OF_LAW]
    return Found(("USA",), tuple(fit[:1]), instrument="sanctions", status="threatened")


_EXPOSED: Final = re.compile(
    r"\b(?:foul|risk\w*|expos\w+|trigger\w*|violat\w+|invok\w+|invit\w+|under|threat\w*|fear\w*|fac(?:e|es|ing)|shadow|spectre|specter|danger|because of|due to|wary)\b"
)
_TARGETS_OF_LAW: Final = ("RUS", "IRN", "PRK")


def buyers(scene: Scene, by: tuple[str, ...]) -> tuple[str, ...]:
    """Whom a law against dealing with a state hits, where nobody is named: the one of the pair that deals."""
    fit = tuple(p for p in scene.dyad if p not in by and p not in _TARGETS_OF_LAW)
    return fit if len(fit) == 1 else ()


def author(scene: Scene, tree: Tree, found: Found, at: int | None = None) -> Found:
    """Who imposes, where the sentence leaves it open: the law's state, a body that imposes, or the one other party."""
    if found.by:
        return found
    words = scene.text[tree.start : tree.end]
    if "CAATSA" in words or "Countering America" in words:
        return replace(found, by=("USA",), inferred=(("by", "table: state of the law"),))
    cause = _CAUSE.search(scene.text, tree[at].end if at is not None else tree.start, tree.end)
    rest = [
        p
        for m, group in sides.named(scene, tree.start, tree.end)
        for p in group
        if p not in found.on and not (cause and m.start >= cause.end())
    ]
    imposing = [p for p in dict.fromkeys(rest) if p in ("UN", "EU", "USA")]
    if found.on and (imposing or len(set(rest)) == 1):
        return replace(found, by=((imposing or rest)[0],), inferred=(("by", "sentence: who may impose"),))
    return found
