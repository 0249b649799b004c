"""The words that can tell of an engagement, and what each of them needs around it to do so.

``data/engagement_frames.csv`` says which verb or noun tells of which type, and names what it needs: an
object that is a pact, a person of rank, a place, a telephone. What only looks like an engagement is told
apart here too: margins of a forum, meetings asked for, bodies that meet by habit.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib import resources
from typing import Final

from communique.reading.relevance import strong_words
from communique.reading.roles import Args
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

PACT: Final = frozenset(
    "agreement memorandum memoranda mou mous pact deal contract accord treaty protocol declaration "
    "letter framework roadmap map document statement "
    "convention arrangement package order charter communique plan loi understanding paper amendment "
    "mandate".split()
)
# What is signed as a pact is, though one also reaches, extends or strikes others of that name.
SIGNED: Final = PACT | frozenset("partnership programme program cooperation".split())
ORDERS: Final = frozenset("contract order".split())
_FORUM: Final = re.compile(r"\b(?:sidelines?|margins?|fringes?) of [^,;.]*$", re.IGNORECASE)


@lru_cache(maxsize=1)
def frames() -> dict[tuple[str, str], list[tuple[str, str]]]:
    """(lemma, pos) -> the types of engagement that it can tell of, each with what it needs."""
    text = (
        resources.files("communique.reading")
        .joinpath("data", "engagement_frames.csv")
        .read_text(encoding="utf-8")
    )
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in csv.DictReader(text.splitlines()):
        found.setdefault((row["lemma"], row["pos"]), []).append((row["type"], row["needs"]))
    return found


@lru_cache(maxsize=1)
def trigger_words() -> frozenset[str]:
    """The words of the table, whatever they are: few words of a sentence are among them."""
    return frozenset(lemma for lemma, _ in frames())


_FORCES: Final = frozenset(
    "warship ship troop soldier force navy army fleet unit frigate destroyer jet airman sailor".split()
)
_BODIES: Final = frozenset(
    "government cabinet ministry faction coalition lawmaker party committee commission group council body forum panel board parliament congress".split()
)
# What is met and is nobody.
_MET_THINGS: Final = frozenset(
    "need demand requirement goal target deadline obligation standard threat challenge criterion criteria commitment condition "
    "expectation interest quota schedule timeline aspiration resistance opposition aim objective response reaction reply criticism condemnation disapproval countermeasure silence bill cost shortage order request".split()
)
_ASKED: Final = re.compile(
    r"\b(?:calls?|called|calling|demand\w*|ask\w*|press\w*|request\w*|sought|seeks?) (?:for )?(?:an? |"
    r"the )?(?:\w+ ){0,3}$"
)
_OTHER_TRADE: Final = re.compile(
    r"\b(?:free trade|trade|climate|tariff|peace|ceasefire|cease-fire|truce|energy|gas|hostage|nuclear "
    r"(?:deal|talks|program\w*))\b",
    re.IGNORECASE,
)


_AHEAD: Final = re.compile(r"\b(?:ahead of|prior to) (?:the |an? )?(?:[\w'-]+ ){0,4}$")
_AWAITED: Final = re.compile(
    r"\b(?:forward to(?: the \w+ and to)?|plans? for|possibility of|prospect of) (?:an? |the |his |her |their )?$"
)
_HABIT: Final = re.compile(r"^ (?:annually|regularly|every|once|twice|each|yearly|quarterly)\b")


_INVITING: Final = frozenset("invite ask urge".split())
_STOPPING: Final = frozenset("ban bar block prohibit forbid refuse deny deter".split())
# Who speaks to a session or writes to it has met nobody by that.
_ADDRESSING: Final = frozenset("address greet message".split())
_TROOPS: Final = frozenset(
    "troop soldier force militia fighter refugee migrant student tourist citizen".split()
)


def _stopped(tree: Tree, at: int, kind: str, args: Args) -> bool:
    """``bans visits by warships``; ``troops will go to Iraq``, who are no guests; ``addressed a meeting``."""
    noun = tree[at].pos in ("NOUN", "PROPN")
    if kind in ("meeting", "talks"):
        return noun and tree[tree[at].head].lemma in _ADDRESSING
    if kind not in ("visit", "port-call"):
        return False
    if not noun and tree[at].dep in ("xcomp", "ccomp", "advcl") and tree[tree[at].head].lemma in _INVITING:
        return True  # "invited the minister to visit B"
    if noun and tree[at].dep in ("dobj", "nsubjpass") and tree[tree[at].head].lemma in _STOPPING:
        return True
    return not noun and any(tree[k].lemma in _TROOPS for k in args.get("subj", ()))


def words_after(scene: Scene, tree: Tree, at: int) -> str:
    """What follows a trigger in its sentence."""
    return scene.text[tree[at].end : tree.end]


def are_forces(tree: Tree, args: Args) -> bool:
    """Whether those who meet or are met are troops or ships, who meet to drill and not to talk."""
    return any(tree[k].lemma in _FORCES for label in ("subj", "obj") for k in args.get(label, ()))


_PARTNERS: Final = re.compile(r"[- ]partners?\b")  # "dialogue partners" are states


_FEAST: Final = re.compile(r"\b(?:anniversary|jubilee) of (?:the )?(?:[\w'-]+ ){0,6}$")


def _feasted(scene: Scene, tree: Tree, at: int, kind: str) -> bool:
    """``the 25th anniversary of the treaty's signing``: what was signed long ago is only remembered."""
    before = scene.text[max(tree.start, tree[at].start - 70) : tree[at].start]
    return kind == "agreement" and _FEAST.search(before) is not None


_OVER: Final = re.compile(r"\b(?:[Cc]ompletion|[Cc]onclusion|[Cc]lose) of (?:the )?(?:[\w'-]+ ){0,5}$")


def _over(scene: Scene, tree: Tree, at: int) -> bool:
    """``upon the completion of the summits``: when something else was, and not who sat there."""
    return (
        tree[at].lemma == "summit"
        and _OVER.search(scene.text[max(tree.start, tree[at].start - 60) : tree[at].start]) is not None
    )


_TWO: Final = 2
_OF_TWO: Final = re.compile(r"\b[A-Z]\w+-[A-Z]\w+ $")


def _of_others(scene: Scene, tree: Tree, at: int, kind: str) -> bool:
    """``in the wake of the Trump-Kim summit``: of two who are named in one word, and of no others."""
    two = _OF_TWO.search(scene.text, tree.start, tree[at].start) if kind in ("meeting", "talks") else None
    return two is not None and not scene.inside(two.start(), two.end(), "party", "body")


def _at_summit(tree: Tree, at: int) -> bool:
    return tree[at].lemma == "summit" and tree[tree[at].head].lemma == "at"


def _named_drill(tree: Tree, at: int, kind: str) -> bool:
    """``the joint naval exercise - Interaction 2024``: a word of the name of a drill."""
    token = tree[at]
    if kind == "exercise" or at == 0 or not token.text[0].isupper() or token.tag not in ("NNP", "NNPS"):
        return False
    after = tree[at + 1].text if at + 1 < len(tree) else ""
    return (after[:1].isupper() or after.isdigit()) and "exercise" in tree.small


def is_passing(scene: Scene, tree: Tree, at: int, kind: str, args: Args) -> bool:
    """Words that only look like an engagement: forums' margins, meetings asked for, habits, trade talks."""
    if _FORUM.search(scene.text[tree.start : tree[at].start]):
        return True
    noun = tree[at].pos in ("NOUN", "PROPN")
    if any(tree[k].lemma == "if" for k in tree.children(at, "mark")) or _AWAITED.search(
        scene.text[max(tree.start, tree[at].start - 30) : tree[at].start]
    ):
        return True
    if (
        noun
        and tree[at].lemma != "arrival"
        and _AHEAD.search(scene.text[max(tree.start, tree[at].start - 60) : tree[at].start])
    ):
        return True
    if noun and (
        _over(scene, tree, at)
        or _feasted(scene, tree, at, kind)
        or _at_summit(tree, at)
        or _of_others(scene, tree, at, kind)
        or _named_drill(tree, at, kind)
        or _PARTNERS.match(scene.text, tree[at].end)
    ):
        return True
    if (
        noun
        and kind in ("meeting", "talks", "visit")
        and _ASKED.search(scene.text[max(tree.start, tree[at].start - 40) : tree[at].start])
    ):
        return True
    if tree[at].lemma == "discuss" and not noun:
        heads = args.get("subj", [])
        several = len(heads) > 1 or any(
            tree[k].tag in ("NNS", "NNPS") or tree[k].lemma in ("they", "two", "both", "we", "pair")
            for k in heads
        )
        people = {n.person.party for n in scene.persons(tree.start, tree[at].start) if n.person.party}
        together = len(people) == _TWO and " and " in scene.text[tree.start : tree[at].start]
        if heads and not several and not args.get("with") and not together:
            return True
    if _stopped(tree, at, kind, args):
        return True
    if tree[at].lemma == "meet" and (
        any(tree[k].lemma in _MET_THINGS for label in ("obj", "with") for k in args.get(label, ()))
        or any(
            tree[k].lemma in _BODIES and len(scene.parties_at(tree, k, refer=False)) < 2
            for k in args.get("subj", ())
        )
        or _HABIT.search(words_after(scene, tree, at))
    ):
        return True
    if noun and kind == "talks":
        words = tree.subtree(at)
        piece = scene.text[tree[words[0]].start : tree[words[-1]].end]
        if _OTHER_TRADE.search(piece[:60]) and not strong_words(piece, 0, 60):
            return True
        return bool(_OTHER_TRADE.search(piece)) and not strong_words(piece, 0, len(piece))
    return False
