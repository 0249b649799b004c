"""Pressures: one party makes a dealing costly for another, by sanctions, tariffs, embargo, warning, demand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from communique.reading.relevance import STRONG
from communique.reading.roles import Args, arguments
from communique.reading.scene import Scene
from communique.reading.stance import Stance, stance
from communique.reading.syntax import Tree


@dataclass(frozen=True, slots=True)
class Push:
    """A pressure in the making."""

    trigger: int
    by: tuple[str, ...]
    on: tuple[str, ...]
    about: tuple[str, ...]
    instrument: str
    status: str
    stance: Stance
    start: int
    end: int
    inferred: tuple[tuple[str, str], ...] = ()


# lemma -> (instrument, status when done); nouns act through a light verb or stand alone.
_VERBS: Final = {
    "sanction": ("sanctions", "imposed"), "blacklist": ("sanctions", "imposed"), "embargo": ("embargo", "imposed"),
    "warn": ("warning", "threatened"), "caution": ("warning", "threatened"), "threaten": ("warning", "threatened"),
    "urge": ("demand", "demanded"), "demand": ("demand", "demanded"), "press": ("demand", "demanded"), "pressure": ("demand", "demanded"),
    "condemn": ("diplomatic", "imposed"), "denounce": ("diplomatic", "imposed"), "criticise": ("diplomatic", "imposed"), "criticize": ("diplomatic", "imposed"),
    "protest": ("diplomatic", "imposed"), "summon": ("diplomatic", "imposed"), "expel": ("expulsion", "imposed"), "object": ("diplomatic", "imposed"),
    "remove": ("expulsion", "imposed"), "oust": ("expulsion", "imposed"), "exclude": ("expulsion", "imposed"),
    "ban": ("embargo", "imposed"), "penalise": ("sanctions", "imposed"), "penalize": ("sanctions", "imposed"), "recall": ("diplomatic", "imposed"),
    "punish": ("sanctions", "imposed"), "oppose": ("diplomatic", "imposed"),
}  # fmt: skip
_NOUNS: Final = {
    "sanction": ("sanctions", "imposed"), "sanctions": ("sanctions", "imposed"), "tariff": ("tariff", "imposed"), "embargo": ("embargo", "imposed"),
    "ban": ("embargo", "imposed"), "blacklist": ("sanctions", "imposed"), "warning": ("warning", "threatened"), "penalty": ("sanctions", "imposed"),
    "protest": ("diplomatic", "imposed"), "ultimatum": ("demand", "demanded"), "restriction": ("export-control", "imposed"),
}  # fmt: skip
_ON: Final = ("on", "against", "upon", "to", "for")
_LIFTING: Final = frozenset("lift waive ease remove end drop withdraw revoke rescind suspend cancel".split())
_IMPOSING: Final = frozenset(
    "impose slap place put levy apply announce introduce extend expand unveil issue enforce adopt renew".split()
)
_THREAT: Final = re.compile(
    r"\b(?:threat\w*|could|may|might|would|risk\w*|potential|possible|warn\w*|face|consider\w*|fear\w*|propos\w+|plan\w*)\b",
    re.IGNORECASE,
)
_LAW: Final = re.compile(
    r"\b(?:notwithstanding|despite|defying|regardless of|under threat of|in spite of)\b[^,.]{0,40}$",
    re.IGNORECASE,
)
_DEALING: Final = re.compile(
    r"\b(?:arms|weapon\w*|missiles?|jets?|warplanes?|fighters?|defen[cs]e|military|S-?\d00|purchas\w+|procure\w*|deal|exports?|drones?|tanks?|ballistic|nuclear|oil imports|submarines?|air[- ]defen[cs]e|exercises?|drills?|technology)\b",
    re.IGNORECASE,
)


def find_pushes(scene: Scene, tree: Tree) -> list[Push]:
    """Every pressure of one party on another that a sentence tells of."""
    words = scene.text[tree.start : tree.end]
    if not _DEALING.search(words) and not (scene.military > 3 and STRONG.search(words)):
        near = scene.military >= 2.5
        if not near:
            return []
    found: list[Push] = []
    for token in tree.tokens:
        if token.pos in ("VERB",) and token.lemma in _VERBS:
            push = _from_verb(scene, tree, token.i)
        elif token.pos in ("NOUN", "PROPN") and token.lemma.lower() in _NOUNS:
            push = _from_noun(scene, tree, token.i)
        else:
            continue
        if push and push.by and push.on and not set(push.by) & set(push.on):
            found.append(push)
    return _distinct(found)


def _first(
    scene: Scene, tree: Tree, args: Args, labels: tuple[str, ...], refer: bool = True
) -> tuple[str, ...]:
    for label in labels:
        for head in args.get(label, ()):
            named = scene.parties_at(tree, head, refer=refer)
            if named:
                return named
    return ()


def _from_verb(scene: Scene, tree: Tree, at: int) -> Push | None:
    lemma = tree[at].lemma
    instrument, status = _VERBS[lemma]
    args = arguments(tree, at)
    by = _first(scene, tree, args, ("subj", "by"))
    on = _first(scene, tree, args, ("obj", "iobj", "on", "against", "to", "at"))
    words = scene.text[tree[at].start : tree.end]
    if lemma in ("warn", "caution", "threaten"):
        instrument = _instrument_in(words) or "warning"
        on = on or _first(scene, tree, args, ("on", "with"))
        if not on:
            on = _named_after(scene, tree, at, by)
    elif lemma in ("urge", "demand", "press", "pressure"):
        if not on:
            on = _named_after(scene, tree, at, by)
        if lemma in ("urge", "demand") and not _DEALING.search(words):
            return None
    elif lemma in ("expel", "remove", "oust", "exclude"):
        if not re.search(r"\bprogram(?:me)?|F-35|project\b", words):
            return None
    elif lemma in (
        "condemn",
        "denounce",
        "criticise",
        "criticize",
        "protest",
        "oppose",
        "object",
        "summon",
        "recall",
    ):
        if not _DEALING.search(words):
            return None
        on = on or _named_after(scene, tree, at, by)
    elif lemma == "ban":
        if not re.search(r"\b(?:arms|weapons?|military|defen[cs]e|exports?|sales?|equipment)\b", words):
            return None
        on = _first(scene, tree, args, ("to", "from", "obj"))
    found = stance(tree, at)
    return _push(scene, tree, at, by, on, instrument, _status(tree, at, found.phase, status, scene), found)


def _from_noun(scene: Scene, tree: Tree, at: int) -> Push | None:
    instrument, status = _NOUNS[tree[at].lemma.lower()]
    if _LAW.search(scene.text[tree.start : tree[at].start]):
        pass
    args = arguments(tree, at)
    verb = args.get("verb", [])
    lemma = tree[verb[0]].lemma if verb else ""
    by = _first(scene, tree, args, ("poss", "by", "mod", "from"), refer=False) or (
        _first(scene, tree, args, ("light",))
        if lemma in _IMPOSING | _LIFTING or lemma in ("threaten", "consider", "have")
        else ()
    )
    on = tuple(p for p in _first(scene, tree, args, _ON) if p not in by)
    modifiers = " ".join(tree[k].lemma for k in args.get("mod", ()))
    if (
        instrument == "embargo"
        and tree[at].lemma == "ban"
        and not re.search(
            r"arms|weapon|military|export", modifiers + scene.text[tree[at].start : tree[at].end + 40]
        )
    ):
        return None
    if not on and lemma in ("face", "risk", "fear", "invite", "trigger", "attract", "draw", "avoid", "incur"):
        on = _first(scene, tree, args, ("light",))
    inferred: dict[str, str] = {}
    if not by:
        by = _author(scene, tree, on)
        inferred["by"] = "report: who imposes"
    if by and not on:
        rest = [p for p in _named_after(scene, tree, at, by)]
        on = tuple(rest[:1])
    found = stance(tree, at)
    if verb and lemma in _LIFTING:
        status = "waived" if lemma == "waive" else "lifted"
        return _push(scene, tree, at, by, on, instrument, status, found, inferred)
    return _push(
        scene, tree, at, by, on, instrument, _status(tree, at, found.phase, status, scene), found, inferred
    )


def _status(tree: Tree, at: int, phase: str, base: str, scene: Scene) -> str:
    if base != "imposed":
        return base
    if phase in ("future", "planned", "proposed", "requested", "negotiating"):
        return "threatened"
    near = scene.text[max(tree.start, tree[at].start - 60) : min(tree.end, tree[at].end + 30)]
    if (
        tree[at].pos != "VERB"
        and _THREAT.search(near)
        and not re.search(r"\b(?:imposed|slapped|has put|placed|levied)\b", near)
    ):
        return "threatened"
    return base


def _instrument_in(words: str) -> str | None:
    table = (
        ("sanction", "sanctions"),
        ("tariff", "tariff"),
        ("embargo", "embargo"),
        ("military aid", "aid-cut"),
        ("aid ", "aid-cut"),
        ("export licen", "export-control"),
        ("expel", "expulsion"),
        ("remov", "expulsion"),
    )
    low = words.lower()
    return next((instrument for word, instrument in table if word in low), None)


def _named_after(scene: Scene, tree: Tree, at: int, by: tuple[str, ...]) -> tuple[str, ...]:
    for mention in scene.inside(tree[at].end, tree.end, "party", "body"):
        rest = tuple(p for p in mention.parties if p not in by)
        if rest:
            return rest[:1]
    return ()


def _author(scene: Scene, tree: Tree, on: tuple[str, ...]) -> tuple[str, ...]:
    """Who imposes, where the sentence leaves it open: a named imposer elsewhere in it, else a law's state."""
    if "CAATSA" in scene.text[tree.start : tree.end] or re.search(
        r"Countering America", scene.text[tree.start : tree.end]
    ):
        return ("USA",)
    named = [p for m in scene.inside(tree.start, tree.end, "party", "body") for p in m.parties if p not in on]
    if len(set(named)) == 1:
        return (named[0],)
    if "USA" in named or "USA" in scene.weights:
        return ("USA",)
    return ()


def _push(
    scene: Scene,
    tree: Tree,
    at: int,
    by: tuple[str, ...],
    on: tuple[str, ...],
    instrument: str,
    status: str,
    found: Stance,
    inferred: dict[str, str] | None = None,
) -> Push:
    about: list[str] = []
    for mention in scene.inside(tree.start, tree.end, "party", "body"):
        about += [
            p for p in mention.parties if p not in (*by, *on, *about) and mention.form != "organisation"
        ]
    if not about:
        for mention in scene.inside(tree.start, tree.end, "equipment"):
            about += [p for p in mention.parties if p not in (*by, *on, *about)]
    return Push(
        at,
        tuple(sorted(set(by))),
        tuple(sorted(set(on))),
        tuple(sorted(about[:1])),
        instrument,
        status,
        found,
        tree.start,
        tree.end,
        tuple(sorted((inferred or {}).items())),
    )


def _distinct(found: list[Push]) -> list[Push]:
    """One pressure for a pair in a sentence: a named instrument goes before a mere warning."""
    best: dict[tuple[tuple[str, ...], tuple[str, ...]], Push] = {}
    for push in found:
        key = (push.by, push.on)
        known = best.get(key)
        if known is None or (
            known.instrument in ("warning", "demand", "diplomatic")
            and push.instrument not in ("warning", "demand", "diplomatic")
        ):
            best[key] = push
    return list(best.values())
