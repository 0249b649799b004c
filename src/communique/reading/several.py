"""Several engagements in one sentence: which are one, which stand apart, who belongs to which."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from communique.reading.dealers import clause_subjects
from communique.reading.dealing import Dealing, join, referents, voices
from communique.reading.drilling import BODIES
from communique.reading.roles import Args, expand, is_passive
from communique.reading.rolls import ROLL
from communique.reading.scene import Scene
from communique.reading.syntax import Tree
from communique.reading.triggers import PACT

_AT_ONE_TABLE: Final = re.compile(
    r"\b(?:trilateral|quadrilateral|three-way|four-way|all three|the three|together|jointly|summit|conference|multilateral)\b",
    re.IGNORECASE,
)
# Whoever meets more than so many is at a conference, unless it is said that he met each.
_SEVERALLY: Final = 4
_ONE_TO_ONE: Final = re.compile(
    r"\b(?:separate(?:ly)?|bilateral|each|individual(?:ly)?|respective(?:ly)?|one-on-one|in turn)\b",
    re.IGNORECASE,
)


_MARGINS: Final = re.compile(r"\b(?:on|at|in) the (?:sidelines?|margins?|fringes?) of [^,.;]*")
# So far (characters) before a trigger its own adjectives reach.
_BEFORE: Final = 30


# "A telephone conversation with B and C" is one of three.
_SINGLE: Final = frozenset("conversation call conference".split())
_ONE: Final = re.compile(r"\b(?:an?|the) (?:[\w-]+ )?$")


def one_by_one(scene: Scene, tree: Tree, args: Args, dealing: Dealing) -> None:
    """``A met B of X and C of Y``: one meeting with each of them, unless all sat at one table."""
    if dealing.type not in ("meeting", "talks", "call") or len(dealing.parties) < 3:
        return
    if dealing.inferred.get("parties") == ROLL:
        return
    own = join(
        *(voices(scene, tree, k) for label in ("subj", "light", "poss", "mod") for k in args.get(label, ()))
    )
    if not own and tree[dealing.trigger].pos == "VERB":
        own = join([n.person.party or "" for n in scene.persons(tree.start, tree[dealing.trigger].start)])
    if not own:
        own = join(*(voices(scene, tree, k) for k in clause_subjects(tree, dealing.trigger)))
    if len(own) > 1 and is_passive(tree, dealing.trigger):
        # "was received by B of X and C of Y": who is received met each of them
        own = join(*(voices(scene, tree, k) for k in args.get("obj", ()))) or own
    heads = {p.party for p in dealing.persons}
    others = [p for p in dealing.parties if p not in own and (p not in BODIES or p in heads)]
    if len(others) == 1 and len(own) > 1 and _apart_told(scene, tree, dealing.trigger):
        own, others = others, own  # "the ministers of B and C will hold separate meetings with A"
    if len(own) != 1 or len(others) < 2 or not _severally(scene, tree, dealing.trigger, len(others)):
        return
    pairs = [tuple(sorted((own[0], p))) for p in others]
    everybody = dealing.persons
    circles = [[p for p in everybody if p.party in pair] for pair in pairs]
    dealing.parties, dealing.persons = pairs[0], circles[0]
    dealing.others = list(zip(pairs[1:], circles[1:], strict=True))


def _apart_told(scene: Scene, tree: Tree, at: int) -> bool:
    return (
        _ONE_TO_ONE.search(scene.text, max(tree.start, tree[at].start - _BEFORE), tree[at].start) is not None
    )


def each_pact(scene: Scene, tree: Tree, args: Args, dealing: Dealing) -> None:
    """``A had concluded such pacts with B and C``: one pact with each of them."""
    if (
        dealing.type != "agreement"
        or len(dealing.parties) < _THREE
        or _AT_ONE_TABLE.search(scene.text, tree.start, tree.end)
    ):
        return
    plural = any(tree[k].tag == "NNS" and tree[k].lemma in PACT for k in args.get("obj", ()))
    own = join(*(voices(scene, tree, k) for label in ("subj", "light") for k in args.get(label, ())))
    others = [p for p in dealing.parties if p not in own]
    if not plural or len(own) != 1 or len(others) + 1 < _THREE:
        return
    pairs = [tuple(sorted((own[0], p))) for p in others]
    dealing.parties = pairs[0]
    dealing.others = [(pair, [p for p in dealing.persons if p.party in pair]) for pair in pairs[1:]]


_THREE: Final = 3


def _severally(scene: Scene, tree: Tree, at: int, size: int) -> bool:
    """Whether so many were met one by one rather than at one table; what stands before the trigger decides."""
    words = _MARGINS.sub(" ", scene.text[tree.start : tree.end])
    own = scene.text[max(tree.start, tree[at].start - _BEFORE) : tree[at].start]
    if tree[at].lemma in _SINGLE and tree[at].tag == "NN" and _ONE.search(own):
        return False
    if _ONE_TO_ONE.search(own):
        return True
    return (size <= _SEVERALLY or _ONE_TO_ONE.search(words) is not None) and not _AT_ONE_TABLE.search(words)


def apart(scene: Scene, tree: Tree, found: list[Dealing]) -> None:
    """``besides meeting B he will hold talks with C``: whom one of them is with has no part in the other."""
    circles = {id(d): _across(scene, tree, d) for d in found if d.type in ("meeting", "talks", "call")}
    for dealing in found:
        own = circles.get(id(dealing), set())
        rest = {name for d in found if d is not dealing for name in circles.get(id(d), set())} - own
        if own and rest and own.isdisjoint(rest):
            dealing.persons = [p for p in dealing.persons if p.name not in rest]


def _across(scene: Scene, tree: Tree, dealing: Dealing) -> set[str]:
    """The names of those whom the words right behind a trigger give as met."""
    at = dealing.trigger
    heads = tree.children(at, "dobj") if tree[at].pos == "VERB" else []
    heads += [
        k
        for p in tree.children(at, "prep")
        if tree[p].lemma in ("with", "between")
        for k in tree.children(p, "pobj")
    ]
    return {p.name for head in heads for k in expand(tree, head) for p in referents(scene, tree, k)}


def distinct(found: Iterable[Dealing]) -> list[Dealing]:
    """One engagement for a verb and its noun ("held talks", "met ... for a meeting") of the same parties."""
    near = ({"meeting", "talks", "call"}, {"agreement", "contract"}, {"visit", "port-call"})
    kept: list[Dealing] = []
    for dealing in sorted(found, key=lambda d: (-len(d.persons), d.trigger)):
        twin = next(
            (
                k
                for k in kept
                if k.parties == dealing.parties
                and _one_circle(k, dealing)
                and (k.type == dealing.type or any({k.type, dealing.type} <= group for group in near))
            ),
            None,
        )
        if twin is None:
            kept.append(dealing)
        else:
            twin.place = twin.place or dealing.place
    return [k for k in kept if not any(_within(k, other) for other in kept)]


def _one_circle(a: Dealing, b: Dealing) -> bool:
    """Whether somebody is in both, of each party that has somebody in both."""
    for party in a.parties:
        mine, other = ({p.name for p in d.persons if p.party == party} for d in (a, b))
        if mine and other and mine.isdisjoint(other):
            return False
    return True


def _within(part: Dealing, whole: Dealing) -> bool:
    """``a bilateral exercise with ships of B, C and D``: the roll of some is part of that of all."""
    return part.type == whole.type == "exercise" and set(part.parties) < set(whole.parties)
