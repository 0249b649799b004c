"""Pressure not used: waivers and exemptions from sanctions and tariffs, as nouns and as verbs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from communique.reading import pressers as sides
from communique.reading.pressing import Found, Frame, instrument_in, without
from communique.reading.pressure_laws import author
from communique.reading.roles import arguments
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

_NOT_SURE: Final = re.compile(r" (?:(?:very|highly|by no means) )?(?:unlikely|not|improbable|uncertain)\b")


def waiver(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """A waiver or exemption from sanctions or tariffs."""
    if not re.search(
        r"\b(?:sanctions?|CAATSA|tariffs?|embargo|penalt\w+)\b", scene.text[tree.start : tree.end]
    ):
        return None
    args = arguments(tree, at)
    verb = args.get("verb", [])
    if verb and tree[verb[0]].lemma == "be" and _NOT_SURE.match(scene.text, tree[verb[0]].end):
        return None
    by = sides.of_labels(scene, tree, args, ("poss", "by", "from", "mod"), refer=False)
    by = by or sides.of_labels(scene, tree, args, ("light",))
    on = without(sides.of_labels(scene, tree, args, ("for", "to", "iobj")), by)
    on = on or without(
        tuple(p for v in verb for p in sides.of_labels(scene, tree, arguments(tree, v), ("iobj",))), by
    )
    found = author(scene, tree, Found(by, on or sides.after(scene, tree, tree[at].end, by)[:1]), at)
    return replace(found, instrument=instrument_in(scene.text[tree.start : tree.end]) or "sanctions")


def spare(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """``exempted India from sanctions for buying``: who is spared what a law threatens."""
    words = scene.text[tree[at].end : tree.end]
    if not re.search(r"\b(?:sanctions?|CAATSA|tariffs?|embargo)\b", words):
        return None
    args = arguments(tree, at)
    by = sides.speaker(scene, tree, args)
    on = without(sides.of_labels(scene, tree, args, ("obj",), refer=False), by)
    return author(scene, tree, Found(by, on, instrument=instrument_in(words) or "sanctions", status="waived"))
