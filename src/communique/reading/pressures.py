"""Pressures: one party makes a dealing costly for another, by sanctions, tariffs, embargo, warning, demand.

The triggers are a table (``pressing``); the sense of each says where to look for the two sides; status and the
third party are settled here, once for all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from communique.reading import pressers as sides
from communique.reading import pressure_advice as advice
from communique.reading import pressure_breaks as breaks
from communique.reading import pressure_holds as holds
from communique.reading import pressure_laws as laws
from communique.reading import pressure_levers as levers
from communique.reading import pressure_voices as voices
from communique.reading import pressure_waivers as waivers
from communique.reading.pressing import DEALING, IMPOSING, Found, Frame, frames, trigger_words
from communique.reading.relevance import STRONG
from communique.reading.roles import arguments
from communique.reading.scene import Scene
from communique.reading.sought import part
from communique.reading.stance import Stance, stance
from communique.reading.syntax import Tree

_THREAT: Final = re.compile(
    r"\b(?:threat\w*|could|may|might|would|risk\w*|potential|possible|warn\w*|fac(?:e|ing)|consider\w*|fear\w*|propos\w+|plan\w*|if)\b",
    re.IGNORECASE,
)
_DONE: Final = re.compile(r"\b(?:imposed|slapped|has put|have put|placed|levied|laid)\b")


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


_SENSES: Final[dict[str, Callable[[Scene, Tree, int, Frame], Found | None]]] = {
    "strike": levers.strike, "warn": voices.warn, "ask": voices.ask, "demand": voices.demand, "complain": voices.complain, "brand": voices.brand, "envoy": voices.envoy,
    "expel": levers.expel, "cut": levers.cut, "lever": levers.lever, "listing": holds.listing, "hold": holds.hold, "waiver": waivers.waiver, "speech": voices.speech,
    "spare": waivers.spare, "refuse": levers.refuse, "accuse": voices.accuse, "bidding": voices.bidding, "reprisal": voices.reprisal,
    "law": laws.law, "ties": breaks.ties,
}  # fmt: skip


_POS: Final = {"VERB": "v", "NOUN": "n", "PROPN": "n"}
_SHARED: Final = re.compile(r"\b(?:program(?:me)?|project|consortium)\b", re.IGNORECASE)


def find_pushes(scene: Scene, tree: Tree) -> list[Push]:
    """Every pressure of one party on another that a sentence tells of."""
    known, lemmas = frames(), trigger_words()
    triggers = [
        (token.i, frame)
        for token in tree.tokens
        if token.lemma in lemmas
        and (
            frame := known.get((token.lemma, _POS.get(token.pos, "")))
            or (known.get((token.lemma, "v")) if token.tag.startswith("VB") else None)
        )
        is not None
        and not _of_name(scene, token.start)
    ]
    told = advice.advised(scene, tree)
    if not triggers and not told:
        return []
    words = part(scene.text, tree.start, tree.end)
    body = [m for m in scene.inside(tree.start, tree.end, "mechanism") if _SHARED.search(m.text)]
    arms = scene.inside(tree.start, tree.end, "equipment")
    if scene.military < 2.5 and not (arms or body or DEALING.search(words)):
        return []
    if (
        scene.military < 1.0
        and not STRONG.search(words)
        and not (body or scene.inside(tree.start, tree.end, "equipment", "noun"))
    ):
        return []
    found: list[Push] = []
    for at, frame in triggers:
        if frame.sense in _LEVERS and (_called_for(tree, at) or _stayed_out(tree, at)):
            continue
        if frame.sense == "cut" and any(tree[k].lemma == "if" for k in tree.children(at, "mark")):
            continue  # "if A stops its supplies": somebody's guess
        if _alleged(tree, at) or (frame.sense == "lever" and _opposed(tree, at)):
            continue
        if any(at == one for one, _ in told):
            continue  # "B should stop arming C": asked of B, not done by B
        if frame.sense == "hold" and _of_sessions(tree, at):
            continue
        sense = _SENSES[frame.sense](scene, tree, at, frame)
        if sense is None:
            continue
        push = _push(scene, tree, at, frame, sense)
        if push.by and push.on and not set(push.by) & set(push.on):
            found.append(push)
    found += [_push(scene, tree, at, advice.ADVICE, one) for at, one in told if one is not None]
    return _distinct(found)


def _of_sessions(tree: Tree, at: int) -> bool:
    """``the suspension of joint drills``: what two do together and stop doing; nothing is withheld from either."""
    heads = arguments(tree, at).get("of", [])
    return bool(heads) and all(sides.only_sessions(tree[k].text) for k in heads)


def _of_name(scene: Scene, at: int) -> bool:
    """Whether a word is part of a person's name: "Ban Ki-moon" forbids nothing."""
    return any(p.start <= at < p.end for p in scene.people) or any(
        m.start <= at < m.end for m in scene.inside(max(0, at - 30), at + 40, "person")
    )


_LEVERS: Final = ("strike", "cut", "lever", "listing", "hold", "refuse")
_REFUSING: Final = frozenset("refuse decline resist oppose avoid reject".split())
_SHARING: Final = frozenset("join impose follow adopt support back apply enforce introduce".split())


def _stayed_out(tree: Tree, at: int) -> bool:
    """``refused to join sanctions``: whoever stays out of them imposes none."""
    verbs = [k for k in (at, *tree.ancestors(at)) if tree[k].pos == "VERB"][:3]
    shared = next((k for k in verbs if tree[k].lemma in _SHARING), None)
    if shared is None or tree[shared].dep not in ("xcomp", "pcomp"):
        return False
    above = next((k for k in tree.ancestors(shared) if tree[k].pos == "VERB"), shared)
    return tree[above].lemma in _REFUSING


def _alleged(tree: Tree, at: int) -> bool:
    """``accused A of pressing B``: what somebody is accused of, he is not told to have done."""
    prep = tree[at].head
    return tree[at].dep == "pcomp" and tree[prep].lemma == "of" and tree[tree[prep].head].lemma == "accuse"


_AGAINST: Final = frozenset(
    "oppose reject resist criticise criticize condemn denounce dismiss slam decry".split()
)


def _opposed(tree: Tree, at: int) -> bool:
    """``opposes sanctions on B``, ``would oppose a decision to extend them``: whoever opposes a lever does not pull it."""
    if tree[at].dep != "dobj":
        return False
    verb = tree[at].head
    noun = tree[verb].head if tree[verb].dep == "acl" and tree[tree[verb].head].dep == "dobj" else None
    above = [verb, *([tree[noun].head] if noun is not None else [])]
    return any(tree[k].lemma in _AGAINST for k in above)


_CALLS: Final = frozenset("call urge ask press lobby beg plead appeal implore exhort encourage".split())


def _called_for(tree: Tree, at: int) -> bool:
    """``called on B to stop arms sales``, ``urges the EU to impose sanctions``: asked of another, not done."""
    verb = at
    if tree[at].pos != "VERB":
        verb = next((k for k in tree.ancestors(at) if tree[k].pos == "VERB"), at)
        if tree[verb].lemma == "call" and tree[tree[at].head].lemma == "for":
            return True
    steps = 0
    while steps < 3 and tree[verb].dep in ("xcomp", "ccomp", "conj", "advcl") and tree[verb].head != verb:
        infinitive = any(tree[k].lemma == "to" for k in tree.children(verb, "aux"))
        verb, steps = tree[verb].head, steps + 1
        if (infinitive and tree[verb].lemma in _CALLS) or tree[verb].lemma == "demand":
            return True
    return False


def _status(scene: Scene, tree: Tree, at: int, phase: str, base: str) -> str:
    if base != "imposed":
        return base
    if phase in ("future", "planned", "proposed", "requested", "negotiating"):
        return "threatened"
    near = scene.text[max(tree.start, tree[at].start - 60) : min(tree.end, tree[at].end + 30)]
    if tree[at].pos != "VERB" and _THREAT.search(near) and not _DONE.search(near):
        return "threatened"
    return base


_OF_DEALS: Final = ("complain", "ask", "demand", "speech", "brand", "accuse", "advice", "warn", "envoy")


def _push(scene: Scene, tree: Tree, at: int, frame: Frame, found: Found) -> Push:
    by, on = tuple(sorted(set(found.by))), tuple(sorted(set(found.on)))
    about = tuple(p for p in found.about if p not in (*by, *on)) or sides.third(scene, tree, by, on)
    if not about and frame.sense in _OF_DEALS:
        about = sides.buyer_of(scene, tree, by, on)
    read = stance(tree, at)
    instrument = found.instrument or frame.instrument
    status = found.status or _status(scene, tree, at, read.phase, frame.status)
    if status in ("lifted", "waived") and read.denied:
        status, read = "imposed", replace(read, denied=False)
    verb = arguments(tree, at).get("verb", [])
    if frame.sense in ("refuse", "advice") or (
        frame.pos == "n" and verb and tree[verb[0]].lemma not in IMPOSING
    ):
        read = replace(read, denied=False)
    return Push(at, by, on, about[:1], instrument, status, read, tree.start, tree.end, found.inferred)


def note_pressers(scene: Scene, pushes: list[Push]) -> None:
    """Remember who presses whom over a dealing with a third; who deals with both in the report is no outsider."""
    for push in pushes:
        for party in push.by:
            ends = {*push.on, *push.about}
            told = {p for m in scene.inside(push.start, push.end) for p in m.parties}
            if push.about and set(push.about) <= told:
                scene.pressed.setdefault(party, set()).update(ends)


_SOFT: Final = ("warning", "demand", "diplomatic")


def _distinct(found: list[Push]) -> list[Push]:
    """One pressure for a pair and status in a sentence: a named instrument goes before a mere warning."""
    best: dict[tuple[tuple[str, ...], tuple[str, ...], bool], Push] = {}
    for push in sorted(found, key=lambda p: p.trigger):
        mirrored = any(
            push.by == other.by and push.on == other.about and push.about == other.on
            for other in best.values()
        )
        backwards = any(
            push.on and set(push.by) <= {*other.on, *other.about} and set(push.about) <= set(other.by)
            and set(push.on) <= {*other.on, *other.about} and push.about
            for other in best.values()
        )  # fmt: skip
        if mirrored or backwards:
            continue
        key = (push.by, push.on, push.status in ("lifted", "waived"))
        known = best.get(key)
        if known is None or (push.instrument not in _SOFT and known.instrument in _SOFT):
            best[key] = push
    return list(best.values())
