"""What a sentence leaves open of an engagement, and the report fills: the other of its pair, or the pair spoken of."""

from __future__ import annotations

import re
from typing import Final

from communique.reading.at_home import named_near
from communique.reading.dealing import Dealing, person_at
from communique.reading.outsiders import pair_with
from communique.reading.relevance import AT_HOME
from communique.reading.roles import Args, is_passive
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

TOGETHER: Final = re.compile(
    r"\b(?:joint(?:ly)?|bilateral|trilateral|together|multinational|combined|the two|both|their "
    r"(?:militaries|armies|navies|forces))\b",
    re.IGNORECASE,
)
_GENERIC: Final = re.compile(
    r"\bwith (?:the|that) (?:country|kingdom|island|republic|emirate|government|neighbou?r)\b"
)
_ANYBODY: Final = frozenset(
    "official representative side ministry delegation company firm minister government team".split()
)
_RANKED: Final = frozenset(
    "counterpart minister president delegation side leader official chief colleague envoy ambassador "
    "prime secretary general admiral team guest host".split()
)


_ACROSS: Final = re.compile(
    r"\b(?:counterparts?|guests?|hosts?|hosted|visiting|visit|colleagues?|sides?|delegations?|bilateral|talks|both|two)\b"
)


_RETURNED: Final = re.compile(
    r"\b(?:[Aa]fter|[Ff]ollowing|[Uu]pon|[Oo]n|[Bb]ack from|[Rr]eturn\w* from) (?:his|her|their|the|a)(?: return from (?:his|her|an?|the))? "
    r"(?:[\w-]+ ){0,2}(?:visit|trip|tour) (?:to|of|in)\b|\breturn\w* from\b"
)


def _other_open(scene: Scene, tree: Tree, dealing: Dealing, args: Args) -> bool:
    """Whether the other party is left open, and not somebody at home ("met journalists")."""
    if dealing.type == "contract":
        return any(tree[k].lemma.lower() == "we" for k in args.get("subj", ()))
    if dealing.type == "ceremony":
        spans = [s for s in scene.layout.sentences if abs(s.start - tree.start) < 400]
        near = {p for s in spans for m in scene.inside(s.start, s.end, "party", "body") for p in m.parties}
        return set(scene.dyad) <= near
    if dealing.type not in ("meeting", "talks", "call"):
        return True
    if AT_HOME.search(scene.text, tree.start, tree.end):
        return False
    labels = ["with", "of", "on", "obj-of"] + (
        ["obj"] if dealing.lemma not in ("discuss", "hold", "chair") else []
    )
    everybody = [k for label in labels for k in args.get(label, ())]
    if not args.get("with") and _RETURNED.search(scene.text, tree.start, tree.end):
        return False  # whom he visited before has no part in what he does at home
    if _among_themselves(scene, tree, args, everybody):
        return False
    named = [n.person for n in scene.persons(tree.start, tree.end)]
    if (
        len(named) > 1
        and len({p.party for p in named}) == 1
        and not _ACROSS.search(scene.text, tree.start, tree.end)
    ):
        return False  # a leader and his own minister
    heads = [k for k in everybody if not scene.parties_at(tree, k, refer=False)]
    if everybody and not heads and _same_home(scene, tree, everybody):
        return False
    if (
        everybody
        and not heads
        and any(person_at(scene, tree[k].start) for k in everybody)
        and args.get("subj")
    ):
        return False  # both ends are named, and of one state
    return not heads or any(
        person_at(scene, tree[k].start) or tree[k].lemma in _RANKED or tree[k].pos == "PRON" for k in heads
    )


def _among_themselves(scene: Scene, tree: Tree, args: Args, met: list[int]) -> bool:
    """``The president met with officers of the Northern Fleet``: who meets and who is met are of one state."""
    doing = {p for k in args.get("subj", ()) for p in scene.parties_at(tree, k)}
    others = [set(scene.parties_at(tree, k, refer=False)) for k in met]
    return bool(doing) and bool(others) and all(one == doing for one in others)


def _same_home(scene: Scene, tree: Tree, met: list[int]) -> bool:
    """``The Greek minister resigned after a discussion with the Greek premier``: both are at home."""
    roots = [k for t in tree.tokens if t.dep == "ROOT" for k in tree.children(t.i, "nsubj", "nsubjpass")]
    doing = {p for k in roots for p in scene.parties_at(tree, k, refer=False)}
    return bool(doing) and doing == {p for k in met for p in scene.parties_at(tree, k, refer=False)}


_FROM: Final = re.compile(r"\bfrom (?:the )?$")


def _source(scene: Scene, tree: Tree, dealing: Dealing) -> list[str]:
    """``signed for 24 jets from B``: the one from whom what is signed for comes."""
    if dealing.type not in ("agreement", "contract"):
        return []
    marks = scene.inside(tree[dealing.trigger].end, tree.end, "party", "body")
    named = [m for m in marks if _FROM.search(scene.text[max(tree.start, m.start - 12) : m.start])]
    arms = scene.inside(tree[dealing.trigger].end, tree.end, "equipment", "noun")
    if len(named) == 1 and arms and arms[0].start < named[0].start:
        return list(named[0].parties)
    if dealing.type != "agreement":
        return []  # of a contract's text other makers may be named
    makers = {
        m.parties
        for m in marks
        if _MAKER.fullmatch(m.form) and any(0 <= a.start - m.end <= _NEAR for a in arms)
    }
    return list(makers.pop()) if len(makers) == 1 and not named else []


# "a deal for Swedish warplanes", "an agreement for Saab jets": who makes them.
_MAKER: Final = re.compile(r"demonym|company|yard")
_NEAR: Final = 20


_THREE: Final = re.compile(r"\b(?:trilateral|tripartite|three-way|three-party) (?:[\w-]+ ){0,2}$")


def of_three(scene: Scene, tree: Tree, at: int, found: list[str]) -> list[str]:
    """``B will host the ministers' next trilateral meeting``: of the three last told of together, B being one."""
    if not 0 < len(found) < 3 or not _THREE.search(scene.text[tree.start : tree[at].start]):
        return found
    three = scene.pair_before(tree.start, 3)
    return list(three) if len(three) == 3 and set(found) <= set(three) else found


def of_report(scene: Scene, tree: Tree, dealing: Dealing, args: Args, found: list[str]) -> list[str]:
    """What the sentence leaves open the report fills: the other of its pair, or the pair spoken of."""
    dyad = _pair(scene, dealing, found)
    # Troops who meet in a report of drills meet for one.
    together = TOGETHER.search(scene.text[tree.start : tree.end]) is not None or (
        dealing.type == "exercise" and dealing.lemma == "meet"
    )
    source = _source(scene, tree, dealing) if len(found) == 1 else []
    if source and source[0] not in found:
        dealing.inferred["parties"] = "sentence: the other party"
        return [*found, *source]
    if dealing.type == "exercise" and not together and not scene.inside(tree.start, tree.end, "exercise"):
        return found
    if (
        len(found) == 1
        and found[0] not in dyad
        and dyad
        and _GENERIC.search(scene.text[tree.start : tree.end])
    ):
        dealing.inferred["parties"] = "report: the country that it is about"
        return [*found, dyad[0]]
    if (
        not found
        and dealing.type in ("agreement", "contract")
        and len(dyad) == 2
        and _open(scene, tree, dealing)
    ):
        dealing.inferred["parties"] = "report: its pair"
        return list(dyad)
    if len(found) == 1 and found[0] in dyad and len(dyad) == 2 and _other_open(scene, tree, dealing, args):
        other = next(p for p in dyad if p != found[0])
        if dealing.type in ("meeting", "talks", "call") and not named_near(scene, tree, other):
            return found
        dealing.inferred["parties"] = "report: the other party of the pair"
        return [*found, other]
    if not found and together:
        dealing.inferred["parties"] = "report: the pair spoken of"
        size = (
            3
            if re.search(
                r"\b(?:three(?![- ](?:day|week|month|year|time|hour))|trilateral)\b",
                scene.text[tree.start : tree.end],
            )
            else 2
        )
        return list(scene.pair_before(tree.start, size))
    return found


def _pair(scene: Scene, dealing: Dealing, found: list[str]) -> tuple[str, ...]:
    """The pair of the report; of a deal or a visit, the pair without whoever presses it."""
    if dealing.type not in ("agreement", "contract", "visit"):
        return scene.dyad
    if len(found) == 1:
        return pair_with(scene, found[0])
    outside = [p for p in scene.dyad if p in scene.pressed]
    return (
        pair_with(scene, next(p for p in scene.dyad if p not in outside)) if len(outside) == 1 else scene.dyad
    )


def _open(scene: Scene, tree: Tree, dealing: Dealing) -> bool:
    """Signed by nobody in particular: a passive, or "officials will sign"."""
    at = dealing.trigger
    if tree[at].pos in ("VERB", "AUX") and is_passive(tree, at):
        return True
    return any(tree[k].lemma in _ANYBODY for k in tree.children(at, "nsubj"))
