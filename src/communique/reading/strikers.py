"""Who struck: the state whose forces fire, drop or strike, in a sentence or in those before it; and bands of no state."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib import resources
from typing import Final

from communique.reading.items import Item
from communique.reading.roles import arguments
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

# Forces of no state.
BAND_NAMES: Final = (
    r"\b(?:rebels?|militants?|insurgents?|guerr?illas?|separatists?|gunmen|militias?|paramilitar(?:y|ies)|terrorists?|"
    r"Hezbollah|Hizbollah|Hamas|Houthis?|Taliban|Islamic State|ISIL|ISIS|al-Qaeda|[Aa]l-Shabaab|Boko Haram|fighters|jihadists?|PKK|YPG|FARC|RSF|M23|TPLF|Wagner)\b"
)
BANDS_NAMED: Final = re.compile(BAND_NAMES)
DONE_BY: Final = re.compile(
    r"\b(?:fired|dropped|launched|used|carried out|conducted|flown|operated|unleashed|wielded|employed) by (?:the )?"
)
_BLOWS: Final = frozenset(
    "strike attack airstrike raid bombardment shelling bombing assault barrage salvo offensive".split()
)
_NEAR: Final = 2
_STRIKING: Final = frozenset(
    "fire launch drop unleash use employ fly strafe bomb bombard shell strike hit attack pound raid blast pummel target destroy kill down shoot rain batter deploy".split()
)
_ANSWERS: Final = frozenset("respond retaliate reply answer hit strike attack".split())
_FORCES: Final = frozenset("military army junta force government regime".split())
_BACK: Final = 5  # sentences before the trace in which the one who struck is looked for


@lru_cache(maxsize=1)
def frames() -> dict[tuple[str, str], str]:
    """(lemma, pos) -> sense, from the table."""
    table = resources.files("communique.reading").joinpath("data", "use_frames.csv")
    return {
        (r["lemma"], r["pos"]): r["sense"]
        for r in csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    }


def striker(scene: Scene, tree: Tree, item: Item) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Who struck: told in the sentence, else in those before it, else who of the pair made nothing of it."""
    here = _striking(scene, tree, item)
    if here is not None:
        return here, ()
    before = [t for s, t in scene.trees.items() if s < tree.start][-_BACK:]
    for each in reversed(before):
        there = _striking(scene, each, item)
        if there is not None:
            return there, (("by", "report: who struck"),)
    rest = [p for p in scene.dyad if p not in (*item.origins, *item.said)]
    if len(rest) == 1 and len(scene.dyad) == 2 and not BANDS_NAMED.search(scene.text):
        return (rest[0],), (("by", "report: the other party of the pair"),)
    return (), ()


def struck_before(scene: Scene, tree: Tree, item: Item) -> tuple[str, ...] | None:
    """The state that one of the last two sentences tells to have struck; empty where it is a band; None where none tells."""
    for each in reversed([t for s, t in scene.trees.items() if s < tree.start][-_NEAR:]):
        there = _striking(scene, each, item)
        if there is not None:
            return there
    return None


def _answering(tree: Tree, at: int) -> list[int]:
    """``the army has responded with air strikes``: who answers with blows strikes."""
    prep = tree[at].head
    if tree[at].dep != "pobj" or tree[prep].lemma != "with" or tree[tree[prep].head].lemma not in _ANSWERS:
        return []
    return arguments(tree, tree[prep].head).get("subj", [])


def _striking(scene: Scene, tree: Tree, item: Item) -> tuple[str, ...] | None:
    """The state that a sentence tells to have struck; empty where it is a band; None where it tells of nobody."""
    words = scene.text[tree.start : tree.end]
    done = DONE_BY.search(words)
    if done:
        after = words[done.end() : done.end() + 40]
        if BANDS_NAMED.match(after):
            return ()
        named = scene.inside(tree.start + done.end(), tree.start + done.end() + 45, "party", "body")
        if named and named[0].start <= tree.start + done.end() + 12:
            return named[0].parties[:1]
    for token in tree.tokens:
        heads: list[int] = []
        if token.pos == "NOUN" and token.lemma in _BLOWS:
            args = arguments(tree, token.i)
            heads = [h for label in ("poss", "mod", "by", "light") for h in args.get(label, ())]
            heads += _answering(tree, token.i)
        elif token.pos == "VERB" and token.lemma in _STRIKING:
            args = arguments(tree, token.i)
            heads = [h for label in ("subj", "by") for h in args.get(label, ())]
            heads = [h for h in heads if not item.start <= tree[h].start < item.end]
        for head in heads:
            if BANDS_NAMED.search(tree[head].text):
                return ()
            forces = tree[head].lemma in _FORCES
            parties = scene.parties_at(tree, head, refer=forces)
            if parties and not any(
                m.kind == "equipment" for m in scene.inside(tree[head].start, tree[head].end)
            ):
                return parties[:1]
    return None
