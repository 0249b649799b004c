"""Ties cut over a dealing, sales put on hold, objections dropped: steps against somebody that name no sanction."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from communique.reading import pressers as sides
from communique.reading.pressing import DEALING, Found, Frame, without
from communique.reading.roles import arguments
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

_DIPLOMATIC: Final = re.compile(r"\b(?:diplomatic|embass(?:y|ies)|ambassadors?)\b")
_OVER: Final = re.compile(r"\b(?:over|in response|in protest|because of|after|following|for)\b")
_ARMED: Final = re.compile(
    r"\b(?:suppl|sale|sell|sold|deliver|arms\b|arming|weapon|drone|missile|jets?\b|shipment)"
)
_TIES: Final = frozenset("tie relation link contact".split())


def of_ties(tree: Tree, heads: list[int]) -> bool:
    """Whether what is cut are ties."""
    return any(tree[h].lemma in _TIES for h in heads)


def ties(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """``will downgrade diplomatic ties with B over its drones for C``: only diplomatic ones, and only over a dealing."""
    words = scene.text[tree[at].end : tree.end]
    args = arguments(tree, at)
    over = _OVER.search(words)
    if not of_ties(tree, args.get("obj", [])) or not _DIPLOMATIC.search(words) or over is None:
        return None
    if not _ARMED.search(words[over.end() :]):
        return None
    by = sides.speaker(scene, tree, args)
    behind = [
        k for h in args.get("obj", ()) for p in tree.children(h, "prep") for k in tree.children(p, "pobj")
    ]
    on = [p for k in behind for p in scene.parties_at(tree, k, refer=False) if p not in by]
    on = on or list(without(sides.of_labels(scene, tree, args, ("with", "to"), refer=False), by))
    return Found(by, tuple(on[:1]), instrument="diplomatic", status="imposed")


_ON_HOLD: Final = re.compile(r"\bput(?:s|ting)? (?:[^.;]{0,60} )?on $")
_RETRACTED: Final = frozenset("lift drop withdraw remove end".split())


def on_hold(scene: Scene, tree: Tree, at: int) -> Found | None:
    """``put on hold a sale of helicopters to B``: whoever holds it back, and the buyer."""
    words = scene.text[tree.start : tree.end]
    held = _ON_HOLD.search(scene.text, tree.start, tree[at].start)
    if held is None or not DEALING.search(words):
        return None
    verb = tree.at(held.start(), held.start() + 3)
    by = sides.speaker(scene, tree, arguments(tree, verb)) if verb is not None else ()
    on = sides.after(scene, tree, held.start(), by)[:1] or sides.buyer(scene, by)
    return Found(by, on, instrument="export-control", status="imposed")


def retracted(scene: Scene, tree: Tree, at: int) -> Found | None:
    """``lifted objections to the sale to B``: whoever had held it back lets it go."""
    args = arguments(tree, at)
    verb = args.get("verb", [])
    if (
        not verb
        or tree[verb[0]].lemma not in _RETRACTED
        or not DEALING.search(scene.text, tree.start, tree.end)
    ):
        return None
    by = sides.of_labels(scene, tree, args, ("poss", "light", "mod"), refer=False)
    by = by or ((scene.seller,) if scene.seller else ())
    on = sides.after(scene, tree, tree[at].end, by)[:1] or sides.before(scene, tree, tree[at].start, by)
    found = Found(by, on[:1], instrument="export-control", status="lifted")
    return found if on else replace(found, on=sides.buyer(scene, by))
