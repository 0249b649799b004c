"""Whose page it is: what a headline without a subject leaves unsaid, and who only meets his own people.

"Meeting with President of B X" over a report that opens "President A met with" is a meeting of A's state and B's.
"Meeting with permanent members of the Security Council" is one of nobody abroad, and what "the participants"
discussed there (B, C) has no part in it.
"""

from __future__ import annotations

import re
from typing import Final

from communique.reading.dealing import Dealing
from communique.reading.people import Person
from communique.reading.relevance import AT_HOME
from communique.reading.roles import Args
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

_SUBJECTS: Final = ("subj", "light", "poss", "by", "between")
_HERE: Final = frozenset("they participant member attendee official we president minister".split())
# How far (characters) before and after a sentence the other of its pair must be named, where nobody in it is placed.
_BEFORE: Final = 700
_BEHIND: Final = 300
# Those at a session, a host, an agenda: the words tell of them and not that anybody met.
_OF_MEETING: Final = frozenset(
    "participant attendee member delegate agenda room hall table host organiser organizer venue guest minute".split()
)
_GREETED: Final = re.compile(
    r"\b(?:greetings?|greeted|message|congratulat\w+|address|welcome)\b[^.;]{0,40}\b(?:participants?|delegates|guests|organi[sz]ers|attendees|members)\b[^.;]{0,30}$",
    re.IGNORECASE,
)


def of_title(scene: Scene, tree: Tree) -> bool:
    """Whether a sentence is the headline."""
    title = next((b for b in scene.layout.blocks if b.role == "title"), None)
    return title is not None and title.start <= tree.start < title.end


def looks_ahead(scene: Scene, tree: Tree) -> bool:
    """``India, Malaysia to co-chair the meeting``: in a headline the bare infinitive tells of what is to come."""
    first = next((t for t in tree.tokens if t.pos in ("VERB", "AUX") or t.text.lower() == "to"), None)
    if (
        first is None
        or first.text.lower() != "to"
        or first.i + 1 >= len(tree.tokens)
        or not of_title(scene, tree)
    ):
        return False
    return tree[first.i + 1].tag == "VB" and first.i > 0


def headless(scene: Scene, tree: Tree, args: Args, dealing: Dealing) -> bool:
    """Whether a headline tells of a meeting and not of who it is that meets ("Telephone conversation with X")."""
    return (
        of_title(scene, tree)
        and dealing.type in ("meeting", "talks", "call")
        and not any(args.get(label) for label in _SUBJECTS)
        and not any(scene.parties_at(tree, k, refer=False) for k in args.get("mod", ()))
        and bool(args.get("with") or args.get("obj"))
    )


def of_page(scene: Scene, tree: Tree, found: list[str]) -> list[str] | None:
    """The two of a headline without a subject: whom it names, and whoever the lead opens with; empty if those are one.

    None where the lead names nobody either.
    """
    first = _lead(scene)
    named = [p.person.party for p in scene.persons(*first) if p.person.party]
    if not named:
        return None
    own = next((p for p in named if p not in found), None)
    if own is None:
        if len(found) > 1:
            return found
        # Somebody else of the party that the headline names: he met his own people.
        above = {p.person.name for p in scene.persons(0, tree.end)}
        return [] if any(p.person.name not in above for p in scene.persons(*first)) else None
    # "Conversation with A and B" is one of three; "meetings with A and B" are each with one of them.
    together = any(t.tag == "NN" and t.dep == "ROOT" for t in tree.tokens)
    return [own, *found] if len(found) == 1 or (found and together) else []


def speakers(scene: Scene, tree: Tree, dealing: Dealing) -> list[Person]:
    """Who speaks for the parties in the transcript under a headline that names nobody ("Russian-Armenian talks")."""
    found: dict[str, Person] = {}
    if dealing.type not in ("meeting", "talks", "call") or not of_title(scene, tree):
        return []
    for block in scene.layout.blocks:
        start = scene.text.rfind(block.speaker, 0, block.start) if block.speaker else -1
        for named in scene.persons(start, block.start) if start >= 0 else []:
            if named.person.party in dealing.parties:
                found.setdefault(named.person.party or "", named.person)
    return list(found.values()) if len(found) > 1 else []


def _lead(scene: Scene) -> tuple[int, int]:
    body = [s for s in scene.layout.sentences if s.role == "body"][:1]
    return (body[0].start, body[0].end) if body else (0, 0)


def at_home(scene: Scene, tree: Tree, args: Args) -> bool:
    """``The participants discussed B and C``, in a report of a session at home: B and C are what it was about."""
    heads = [k for label in ("subj", "light", "with", "between") for k in args.get(label, ())]
    if any(scene.parties_at(tree, k, refer=False) for k in heads):
        return False
    if heads and not all(tree[k].lemma in _HERE for k in heads):
        return False
    title = next((b for b in scene.layout.blocks if b.role == "title"), None)
    above = scene.inside(title.start, title.end, "party") if title else []
    if len({p for m in above for p in m.parties}) > 1:
        return False  # a sitting of two states
    words = scene.text[title.start : title.end] if title else ""
    return AT_HOME.search(words) is not None or AT_HOME.search(scene.text, *_lead(scene)) is not None


def named_near(scene: Scene, tree: Tree, party: str) -> bool:
    """Whether a party is named in the headline, or not far from a sentence that leaves it open."""
    start, end = tree.start - _BEFORE, tree.end + _BEHIND
    title = next((b.end for b in scene.layout.blocks if b.role == "title"), 0)
    marks = [m.start for m in scene.mentions if party in m.parties and m.kind in ("party", "body", "place")]
    marks += [p.start for p in scene.people if p.person.party == party]
    return any(at < title or start <= at < end for at in marks)


def only_mentioned(scene: Scene, tree: Tree, at: int) -> bool:
    """``the meeting participants``, ``sent greetings to participants in the 10th meeting``: nobody of these met by that."""
    token = tree[at]
    if token.pos not in ("NOUN", "PROPN"):
        return False
    if token.dep in ("compound", "nmod") and tree[token.head].lemma in _OF_MEETING:
        return True
    return _GREETED.search(scene.text[max(tree.start, token.start - 120) : token.start]) is not None
