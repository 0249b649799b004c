"""Engagements: meetings, talks, calls, visits, exercises, port calls, agreements, ceremonies between parties."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Final

from communique.reading.people import Named, Person
from communique.reading.relevance import defence_near, defence_report, is_trade, strong_words
from communique.reading.roles import Args, arguments, expand
from communique.reading.scene import Scene
from communique.reading.stance import Stance, stance
from communique.reading.syntax import Tree


@dataclass
class Dealing:
    """An engagement in the making."""

    type: str
    trigger: int
    lemma: str
    stance: Stance
    parties: tuple[str, ...]
    persons: list[Person] = field(default_factory=list)
    place: str | None = None
    status: str = "held"
    inferred: dict[str, str] = field(default_factory=dict)


@lru_cache(maxsize=1)
def frames() -> dict[tuple[str, str], str]:
    """(lemma, pos) -> type of engagement."""
    text = (
        resources.files("communique.reading")
        .joinpath("data", "engagement_frames.csv")
        .read_text(encoding="utf-8")
    )
    return {(row["lemma"], row["pos"]): row["type"] for row in csv.DictReader(text.splitlines())}


PACT: Final = frozenset(
    "agreement memorandum mou mous pact deal contract accord treaty protocol declaration letter framework roadmap document statement "
    "convention arrangement package order charter communique plan loi understanding".split()
)
_PHONE: Final = re.compile(
    r"\b(?:tele)?phon\w+|\bby (?:tele)?phone\b|\bcalled\b|\bvideo ?(?:call|conference|link)\w*|\bvirtual(?:ly)?\b",
    re.IGNORECASE,
)
_MULTI_PLACE: Final = ("to", "in", "at", "into", "for")


def find_dealings(scene: Scene, tree: Tree) -> list[Dealing]:
    """Every engagement that a sentence tells of and that is a defence matter."""
    found: list[Dealing] = []
    if _in_speech(scene, tree):
        return found
    for token in tree.tokens:
        pos = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n"}.get(token.pos)
        kind = frames().get((token.lemma, pos or ""))
        if kind is None and token.pos == "PROPN":
            kind = frames().get((token.text.lower(), "n"))
        if kind is None:
            continue
        dealing = _dealing(scene, tree, token.i, kind, pos or "")
        if dealing is not None and len(dealing.parties) >= 2 and _relevant(scene, tree, dealing):
            found.append(dealing)
    return _distinct(found)


def _in_speech(scene: Scene, tree: Tree) -> bool:
    """In a transcript the speakers talk of what they do; the report around it tells what took place."""
    return any(s.start <= tree.start < s.end and s.speaker for s in scene.layout.sentences)


def _dealing(scene: Scene, tree: Tree, at: int, kind: str, pos: str) -> Dealing | None:
    args = arguments(tree, at)
    kind = _refine(scene, tree, at, kind, pos, args) or ""
    if not kind:
        return None
    dealing = Dealing(kind, at, tree[at].lemma, stance(tree, at), ())
    dealing.place, host = _venue(scene, tree, args, at)
    if kind in ("visit", "port-call"):
        _visit(scene, tree, args, dealing, host, pos)
    else:
        _among(scene, tree, args, dealing, kind)
    dealing.persons = _persons(scene, tree, dealing)
    dealing.status = _status(scene, tree, dealing)
    return dealing


def _refine(scene: Scene, tree: Tree, at: int, kind: str, pos: str, args: Args) -> str | None:
    """The type in this use of the word, or None where the word is used for something else."""
    token, words = tree[at], scene.text[tree.start : tree.end]
    lemmas = {tree[k].lemma for k in args.get("obj", ())}
    if kind == "call":
        if token.lemma in ("speak", "conversation") and not _PHONE.search(words):
            return "talks" if token.lemma == "conversation" else None
        return "call"
    if kind == "agreement" and pos == "v":
        return "agreement" if lemmas & PACT or _pact_inside(tree, args) else None
    if token.lemma == "call":
        if any(tree[k].lemma == "on" for k in tree.children(at, "prep", "prt")):
            return "meeting"
        return "call" if _PHONE.search(words) and token.pos == "VERB" and args.get("obj") else None
    if token.lemma in ("receive", "host", "welcome"):
        persons = [
            k
            for k in args.get("obj", ())
            if _person_at(scene, tree, k)
            or tree[k].lemma in ("delegation", "counterpart", "minister", "president")
        ]
        return "meeting" if persons else None
    if token.lemma == "chair" and pos == "v":
        return "talks"
    if kind == "exercise":
        return "exercise" if _is_drill(tree, at, words) else None
    if kind == "ceremony":
        return "ceremony"
    if (
        pos == "n"
        and token.lemma in ("talk", "discussion", "negotiation", "dialogue")
        and _PHONE.search(words)
        and kind == "talks"
        and re.search(r"\bphone|telephon", words)
    ):
        return "call"
    return kind


def _pact_inside(tree: Tree, args: Args) -> bool:
    return any(
        tree[k].lemma in PACT
        for head in args.get("obj", ())
        for k in tree.children(head, "compound", "appos", "conj")
    )


_DRILL: Final = re.compile(
    r"\b(?:joint|military|naval|maritime|air|army|navy|live-fire|bilateral|trilateral|multinational|combined|counter-terror\w*|anti-terror\w*|field training|table-?top|command post|annual|war)\b",
    re.IGNORECASE,
)


def _is_drill(tree: Tree, at: int, words: str) -> bool:
    modifiers = " ".join(
        tree[k].text for k in tree.subtree(at) if k < at or tree[k].dep in ("compound", "amod")
    )
    return (
        bool(_DRILL.search(modifiers))
        or (tree[at].text[0].isupper() and at > 0)
        or bool(re.search(r"\b(?:joint|armies|navies|military|naval)\b", words))
    )


def _venue(scene: Scene, tree: Tree, args: Args, at: int) -> tuple[str | None, str | None]:
    """The place where it happens and the state that it lies in; a forum's margins are a place, not a party."""
    for label in _MULTI_PLACE:
        heads = args.get(label, [])
        found = scene.place_in(tree, heads)
        if found:
            return found
    verb = args.get("verb", [])
    for v in verb:
        for prep in tree.children(v, "prep"):
            if tree[prep].lemma in ("in", "at"):
                found = scene.place_in(tree, tree.children(prep, "pobj"))
                if found:
                    return found
    for token in tree.tokens:
        if token.lemma == "here" and scene.layout.dateline.place:
            return scene.layout.dateline.place, None
    return None, None


def _person_at(scene: Scene, tree: Tree, at: int) -> Named | None:
    token = tree[at]
    return next((p for p in scene.people if p.start <= token.start < p.end), None)


def _among(scene: Scene, tree: Tree, args: Args, dealing: Dealing, kind: str) -> None:
    """The parties to a meeting, call, exercise, agreement: everyone in its subject, object and *with*."""
    found: list[str] = []
    labels = ["subj", "light", "with", "between", "among", "poss", "by"]
    if kind in ("meeting", "call", "talks") and tree[dealing.trigger].pos in ("VERB", "AUX"):
        labels += ["obj", "iobj", "to", "on"]
    if tree[dealing.trigger].pos not in ("VERB", "AUX"):
        labels += ["mod", "of"] if kind != "agreement" else ["mod"]
    if kind == "agreement":
        for head in args.get("obj", ()):
            for k in tree.children(head, "compound", "amod", "poss", "nmod"):
                found += [p for p in scene.parties_at(tree, k, refer=False) if p not in found]
    for label in labels:
        for head in args.get(label, ()):
            refer = label not in ("mod", "of")
            named = scene.parties_at(tree, head, refer=refer)
            if tree[head].lemma == "counterpart" or "counterpart" in tree[head].text.lower():
                named = named or ()
            found += [p for p in named if p not in found]
    if len(found) < 2:
        found += _counterparts(scene, tree, found)
    if len(found) == 1:
        near = [p.person.party for p in scene.persons(tree.start, tree.end) if p.person.party]
        extra = [p for p in dict.fromkeys(near) if p not in found]
        if len(extra) == 1:
            found += extra
            dealing.inferred["parties"] = "sentence: the other person"
    if len(found) == 1 and found[0] in scene.dyad and len(scene.dyad) == 2:
        other = next(p for p in scene.dyad if p != found[0])
        if kind in ("meeting", "talks", "agreement", "exercise", "call"):
            found.append(other)
            dealing.inferred["parties"] = "report: the other party of the pair"
    elif (
        not found
        and kind in ("exercise", "agreement", "talks", "meeting")
        and re.search(r"\b(?:joint|bilateral|the two|both)\b", scene.text[tree.start : tree.end])
    ):
        found += scene.pair_before(tree.start)
        dealing.inferred["parties"] = "report: the pair spoken of"
    dealing.parties = tuple(sorted(dict.fromkeys(found)))


def _counterparts(scene: Scene, tree: Tree, found: Sequence[str]) -> list[str]:
    """``his Turkish counterpart``: the demonym names the other party even where no name follows."""
    extra = []
    for match in re.finditer(r"\b(?:counterparts?|opposite numbers?)\b", scene.text[tree.start : tree.end]):
        for mention in scene.inside(
            tree.start + max(0, match.start() - 40), tree.start + match.start(), "party"
        ):
            extra += [p for p in mention.parties if p not in found and p not in extra]
    return extra


def _visit(scene: Scene, tree: Tree, args: Args, dealing: Dealing, host: str | None, pos: str) -> None:
    """A visitor (person, delegation, ship) and a host: the state of the place."""
    visitors: list[str] = []
    for label in ("subj", "poss", "light", "by", "mod", "of") if pos == "n" else ("subj",):
        for head in args.get(label, ()):
            for party in scene.parties_at(tree, head, refer=label in ("subj", "poss", "light")):
                if party not in visitors:
                    visitors.append(party)
        if visitors:
            break
    hosts: list[str] = [host] if host else []
    if not hosts:
        for label in ("obj", "to", "in"):
            for head in args.get(label, ()):
                hosts += [p for p in scene.parties_at(tree, head, refer=False) if p not in hosts]
    hosts = [h for h in hosts if h not in visitors]
    if (
        visitors
        and not hosts
        and tree[dealing.trigger].lemma in ("visit", "trip", "come", "arrive")
        and visitors[0] in scene.dyad
        and len(scene.dyad) == 2
    ):
        hosts = [p for p in scene.dyad if p != visitors[0]]
        dealing.inferred["parties"] = "report: the other party of the pair"
    if dealing.place is None and hosts:
        dealing.place = scene.knowledge.name_of(hosts[0])
    dealing.parties = tuple(sorted({*visitors[:1], *hosts[:1]})) if visitors and hosts else ()


def _persons(scene: Scene, tree: Tree, dealing: Dealing) -> list[Person]:
    """Those in the sentence who belong to the parties, in order, each once."""
    found: dict[str, Person] = {}
    for named in scene.persons(tree.start, tree.end):
        person = named.person
        if person.party is None or person.party in dealing.parties:
            found.setdefault(person.name, person)
    if not found and tree[dealing.trigger].pos in ("VERB", "AUX", "NOUN"):
        for at in expand(tree, dealing.trigger):
            for kid in (*tree.children(at, "nsubj"),):
                if tree[kid].lemma in ("he", "she"):
                    named_before = scene.person_before(tree[kid].start)
                    if named_before:
                        found[named_before.person.name] = named_before.person
    return list(found.values())


def _status(scene: Scene, tree: Tree, dealing: Dealing) -> str:
    words = scene.text[tree.start : tree.end]
    phase = dealing.stance.phase
    if phase == "delayed" or re.search(r"\b(?:postponed|deferred|put off)\b", words):
        return "postponed"
    if (
        phase == "cancelled"
        or re.search(r"\b(?:cancell?ed|called off|scrapped)\b", words)
        and dealing.type != "agreement"
    ):
        return "cancelled"
    if phase in ("future", "planned", "proposed", "requested", "agreed") and not _past_auxiliary(
        tree, dealing.trigger
    ):
        return "planned"
    if phase in ("ongoing", "begun") or re.search(
        r"\b(?:is|are) (?:currently |now )?(?:on an? |in |visiting|holding|under ?way)\b|\bcurrently\b|\bwho is (?:in|on)\b",
        words,
    ):
        return "under-way" if dealing.type in ("visit", "exercise", "talks", "meeting") else "held"
    return "held"


def _past_auxiliary(tree: Tree, at: int) -> bool:
    return tree[at].tag == "VBD" or any(
        tree[k].text.lower() in ("was", "were", "had", "has", "have")
        for k in tree.children(at, "aux", "auxpass")
    )


def _relevant(scene: Scene, tree: Tree, dealing: Dealing) -> bool:
    """Whether the engagement is a defence matter: the people, the words near, or the report."""
    if dealing.type == "exercise":
        return True
    if dealing.type in ("agreement", "contract"):
        return strong_words(scene.text, tree.start, tree.end) > 0 or (
            defence_near(scene, tree, 1) and defence_report(scene)
        )
    if is_trade(dealing.persons):
        return True
    return (
        defence_near(scene, tree)
        and (bool(dealing.persons) or dealing.type in ("talks", "meeting"))
        and defence_report(scene)
    )


def _distinct(found: Iterable[Dealing]) -> list[Dealing]:
    """One engagement for a verb and its noun ("held talks", "met ... for a meeting") with the same parties."""
    near = ({"meeting", "talks", "call"}, {"agreement", "contract"}, {"visit", "port-call"})
    kept: list[Dealing] = []
    for dealing in sorted(found, key=lambda d: (-len(d.persons), d.trigger)):
        twin = next(
            (
                k
                for k in kept
                if k.parties == dealing.parties
                and (k.type == dealing.type or any({k.type, dealing.type} <= group for group in near))
            ),
            None,
        )
        if twin is None:
            kept.append(dealing)
        else:
            twin.place = twin.place or dealing.place
    return kept
