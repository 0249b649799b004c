"""Equipment that a sentence leaves unsaid: "the next eight", "75 of them", "they will be delivered"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from communique.model import Quantity
from communique.reading.amounts import number as _number
from communique.reading.item import Item, ends_after
from communique.reading.scene import Scene
from communique.reading.ships import flag
from communique.reading.syntax import Tree

_PRONOUNS: Final = frozenset({"it", "they", "them", "these", "one", "ones", "some", "theirs", "more"})


def elliptic(scene: Scene, tree: Tree, items: Sequence[Item]) -> list[Item]:
    """``the next eight``, ``75 of them``, ``they will be delivered``: the equipment spoken of last."""
    found = []
    for token in tree.tokens:
        counted = (
            token.pos == "NUM"
            and token.dep in ("dobj", "nsubjpass", "nsubj", "pobj", "conj", "appos")
            and not tree.children(token.i, "compound", "quantmod")
        )
        pronoun = token.lemma in _PRONOUNS and token.dep in ("dobj", "nsubjpass", "pobj", "dative")
        if not (counted or pronoun) or (pronoun and _of_noun(tree, token.i)):
            continue
        source, meant_for = ends_after(scene, tree, token.end, counted)
        counted = counted and (bool(source or meant_for) or not tree.children(token.i, "prep"))
        if counted and token.dep == "appos" and not (source or meant_for):
            continue
        if not (counted or pronoun) or any(i.start <= token.start < i.end for i in items):
            continue
        model = scene.last_item
        before = [i for i in items if i.end <= token.start]
        if before and not before[-1].vague:
            model = before[-1]
        if not isinstance(model, Item) or flag(model.name) or _dated(scene.text, token.start, token.end):
            continue
        if token.lemma == "more" and source and model.origins and not set(source) & set(model.origins):
            continue  # "buys more from B": more of other things
        number = _number(token.text)
        if counted and number is None:
            continue
        quantity = Quantity(token.text, number) if counted else None
        model = _first_named(scene, model)
        found.append(
            replace(
                model,
                start=token.start,
                end=token.end,
                head=token.i,
                quantity=quantity,
                elliptic=True,
                said=(),
                source=source,
                meant_for=meant_for,
            )
        )
    return found


def _of_noun(tree: Tree, at: int) -> bool:
    """``some of the equipment``: the noun behind says what it is some of."""
    preps = [k for k in tree.children(at, "prep") if tree[k].lemma == "of"]
    return any(tree[k].pos in ("NOUN", "PROPN") for p in preps for k in tree.children(p, "pobj"))


def _first_named(scene: Scene, item: Item) -> Item:
    """The same equipment under the name that the report gave it first ("Gripen" before the buyer's "F-39E")."""
    mine = next(
        (m for m in scene.mentions if m.kind == "equipment" and m.start >= item.start and m.end <= item.end),
        None,
    )
    first = next(
        (
            m
            for m in scene.mentions
            if mine and m.kind == "equipment" and (m.key == mine.key or mine.key.startswith(f"{m.key} "))
        ),
        None,
    )
    return replace(item, name=scene.document.text[first.start : first.end]) if first else item


def _dated(text: str, start: int, end: int) -> bool:
    """Whether a number is a year, a day, a sum or a share rather than a count."""
    around = text[max(0, start - 12) : end + 14]
    return (
        re.search(
            r"\b(?:19|20)\d\d\b|[$€£%]|percent|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|million|billion|crore|people|years?\b",
            around,
        )
        is not None
    )
