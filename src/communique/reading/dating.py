"""Step seven, time in its place: which date expression belongs to an event, and the day of the story.

A date belongs to the event whose verb governs it: "said on Monday" dates the saying, "the missiles ordered in
2018" the order. Expressions such as "the evening before" and "that year" start from the date told last. What
the lead tells without a date is of the day that the story is about, which its next sentences often name.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from communique.model import Claim
from communique.reading.scene import Scene
from communique.reading.sought import Sought
from communique.reading.syntax import Tree
from communique.reading.times import MONTHS, When, find

_SAYING: Final = frozenset(
    "say tell announce state add report confirm claim note write declare reveal disclose quote explain stress tweet post inform".split()
)
# "the meeting held on Tuesday": the day of the meeting, though the clause hangs on a noun.
_HOLDING: Final = frozenset("hold sign begin start open conclude conduct launch organise organize".split())
_DAY_FORMS: Final = ("day", "weekday", "relative", "iso")
_EARLIER: Final = re.compile(
    r"\bhad (?!an? |the |talks|several|separate|to |his |her |its |their )\w+|\b(?:earlier|already|previous(?:ly)?|ago|formerly|annual|yearly|"
    r"last (?:year|month|week|\w+day|time|spring|summer|autumn|winter)|(?:every|each) (?:year|other|second))\b",
    re.IGNORECASE,
)
_DATELINE: Final = re.compile(
    r"(?P<m>[A-Z][a-z]{2,8})\.? (?P<d>\d{1,2}),? (?P<y>\d{4})|(?P<d2>\d{1,2}) (?P<m2>[A-Z][a-z]{2,8})\.? (?P<y2>\d{4})"
)
# How many sentences of the body open a report, and in how many a finite past or present tense still tells its story.
_LEAD: Final = 3
_STORY: Final = 7


def anchor(scene: Scene) -> str | None:
    """The day that relative expressions start from: that of publication, else a dateline with its year."""
    if scene.document.published:
        return scene.document.published
    match = _DATELINE.search(scene.layout.dateline.date or "")
    if match is None:
        return None
    month, day, year = match["m"] or match["m2"], match["d"] or match["d2"], match["y"] or match["y2"]
    number = next((i + 1 for i, name in enumerate(MONTHS) if name.startswith(month.lower()[:3])), 0)
    try:
        return dt.date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None


def when(scene: Scene, tree: Tree, trigger: int, ahead: bool, *, agreed: bool = False) -> When | None:
    """The date expression of the sentence that belongs to a trigger; None where each belongs to something else.

    ``agreed`` leaves out the day of what was agreed on: "agreed to meet in May" was agreed before.
    """
    found = [
        w
        for w in _expressions(scene, tree, ahead)
        if (ahead or not _VAGUE.fullmatch(scene.text, w.start, w.end))
        and not (agreed and _is_of_plan(tree, trigger, w))
    ]
    ranked = sorted(((_cost(tree, trigger, w), w) for w in found), key=lambda pair: pair[0])
    return ranked[0][1] if ranked and ranked[0][0] < FAR else None


def _is_of_plan(tree: Tree, trigger: int, sight: When) -> bool:
    """Whether a date stands with the infinitive that a trigger governs."""
    head = _head(tree, sight)
    verb = trigger if head is None else _governor(tree, head)
    return verb != trigger and tree[verb].dep == "xcomp" and trigger in tree.ancestors(verb)


_AND_AGAIN: Final = re.compile(
    r"(?:, and|,| and)(?: (?:then|again|most recently|once more))?(?: (?:in|on|from))? "
)


def rounds(scene: Scene, tree: Tree, trigger: int, ahead: bool) -> list[str | None]:
    """The days of what took place several times: "in February and July", "in 2014, 2019 and last September".

    A list with nothing but None where one date or none is told, which is found as for any other.
    """
    first = when(scene, tree, trigger, ahead)
    if first is None:
        return [None]
    found = _expressions(scene, tree, ahead)
    listed = [first]
    for sight in found:
        if sight.start > listed[-1].end and _AND_AGAIN.fullmatch(scene.text, listed[-1].end, sight.start):
            listed.append(sight)
    for sight in reversed(found):
        if sight.end < listed[0].start and _AND_AGAIN.fullmatch(scene.text, sight.end, listed[0].start):
            listed.insert(0, sight)
    return [sight.edtf for sight in listed] if len(listed) > 1 else [None]


_VAGUE: Final = re.compile(r"this year|the coming year", re.IGNORECASE)


# The cost from which a phrase belongs to another event.
FAR: Final = 400.0


def _expressions(scene: Scene, tree: Tree, ahead: bool) -> Sequence[When]:
    """The dates of a sentence, each resolved by the tense of its own verb; every claim of it asks for the same."""
    if ahead not in tree.dates:
        tree.dates[ahead] = _resolved(scene, tree, ahead)
    return tree.dates[ahead]


def _resolved(scene: Scene, tree: Tree, ahead: bool) -> list[When]:
    base = anchor(scene)
    before = told_last(scene, tree.start) or base
    past, coming = (find(scene.text, tree.start, tree.end, base, future, before) for future in (False, True))
    later = {sight.start: sight for sight in coming}
    return [
        later.get(sight.start, sight) if _tense(tree, sight, ahead) else sight
        for sight in past
        if not _OFFICE.search(scene.text, tree.start, sight.start)
        and not (
            scene.text.find(" since ", tree.start, sight.start) >= 0
            and _COUNTED.search(scene.text, tree.start, sight.start)
        )
    ]


# "the fifth meeting of the two since 2001": from when they are counted, not when this one was.
_COUNTED: Final = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)|several|many|number of|\d+)\b"
    r" (?:[\w-]+ ){0,2}?(?:meetings?|times?|visits?|rounds?|talks|calls?)\b[^.;]{0,90}\bsince (?:early |late |the )?(?:\w+ )?$"
)


# "since he assumed office on November 24": the day of another matter, whatever the sentence tells.
_OFFICE: Final = Sought(
    r"\b(?:assum\w+ (?:the )?(?:office|post|duties|presidency|power)|t(?:oo|a)k\w+ (?:up )?(?:office|his|her|the post)|elected|inaugurated|inauguration|sworn in|"
    r"appointed|elections?|coronation|independence)\b[^.;,]{0,60}$"
)


def told_last(scene: Scene, offset: int) -> str | None:
    """The last full date or year told before an offset, in this paragraph or the one above."""
    spans = [s for s in scene.layout.sentences if s.end <= offset][-3:]
    for span in reversed(spans):
        found = [w for w in find(scene.text, span.start, span.end, anchor(scene)) if w.edtf[:4].isdigit()]
        if found:
            return max(found, key=lambda w: (min(len(w.edtf), 10), w.start)).edtf
    return None


def _governor(tree: Tree, index: int) -> int:
    """The verb that governs a token, itself if it is one."""
    if tree[index].pos in ("VERB", "AUX"):
        return index
    return next((k for k in tree.ancestors(index) if tree[k].pos in ("VERB", "AUX")), index)


def clause_cost(tree: Tree, trigger: int, start: int, end: int) -> float:
    """How far a phrase between two offsets stands from a trigger, clauses counted."""
    return _cost(tree, trigger, When(start, end, "", "place"))


def _head(tree: Tree, sight: When) -> int | None:
    return tree.at(sight.start, sight.end)


def _tense(tree: Tree, sight: When, ahead: bool) -> bool:
    """Whether a date looks ahead: by the tense of its own verb rather than of the claim's."""
    head = _head(tree, sight)
    if head is None:
        return ahead
    verb = _governor(tree, head)
    if tree[verb].pos not in ("VERB", "AUX"):
        return ahead
    auxiliaries = {tree[k].text.lower() for k in tree.children(verb, "aux", "auxpass")}
    if auxiliaries & {"will", "would", "shall", "'ll", "may", "might"} or (
        tree[verb].tag == "VB" and "to" in auxiliaries
    ):
        return True
    if tree[verb].tag == "VBD" or auxiliaries & {"was", "were", "had", "has", "have"}:
        return False
    return ahead


def _cost(tree: Tree, trigger: int, sight: When) -> float:
    """How far a date stands from a trigger: in words, and much more across the borders of a clause."""
    cost = abs(sight.start - tree[trigger].start) / 2.0 + (60.0 if sight.form == "year" else 0.0)
    head = _head(tree, sight)
    if head is None:
        return cost
    own, verb = _governor(tree, trigger), _governor(tree, head)
    if verb == own:
        return cost
    if trigger in tree.ancestors(verb) and tree[verb].dep in ("acl", "advcl") and tree[verb].tag == "VB":
        return cost + FAR  # "signed a deal to build frigates in Goa"
    if trigger in (head, *tree.ancestors(head)):
        return cost
    if tree[verb].lemma in _SAYING and tree[trigger].lemma not in _SAYING:
        return cost + (
            150.0
            if verb in tree.ancestors(trigger) or tree[verb].dep in ("ROOT", "parataxis", "ccomp")
            else 250.0
        )
    if _inside_noun(tree, verb, own):
        return cost + FAR  # "condemned its launch of what it called a satellite last month"
    if tree[verb].dep in ("relcl", "acl", "advcl") and verb not in tree.ancestors(trigger):
        return cost + (120.0 if tree[verb].dep == "advcl" and tree[verb].tag != "VB" else FAR)
    if tree[own].dep in ("relcl", "acl") and own != trigger and own not in tree.ancestors(head):
        return cost + 150.0
    return cost + 40.0


def _inside_noun(tree: Tree, verb: int, own: int) -> bool:
    """Whether the verb of a date stands in a clause that a preposition hangs on a noun, away from the trigger's own verb."""
    for k in (verb, *tree.ancestors(verb)):
        if k == own:
            return False
        if tree[k].dep == "pcomp" and tree[tree[tree[k].head].head].pos == "NOUN":
            return own not in (tree[tree[k].head].head, *tree.subtree(k))
    return False


def story_day(scene: Scene) -> str | None:
    """The day that the report is about: the first day its opening dates an event with, else the day of publication."""
    said: str | None = None
    for start in _opening(scene):
        tree = scene.trees.get(start)
        if tree is None:
            continue
        for sight in _expressions(scene, tree, False):
            head = _head(tree, sight)
            if (
                sight.form not in _DAY_FORMS
                or len(sight.edtf) != 10
                or head is None
                or not _near(scene, sight.edtf)
            ):
                continue
            verb = _governor(tree, head)
            if (
                _tense(tree, sight, False)
                or tree[verb].dep == "relcl"
                or (tree[verb].dep == "acl" and tree[verb].lemma not in _HOLDING)
            ):
                continue
            if tree[verb].lemma in _SAYING:
                said = said or sight.edtf
            else:
                return sight.edtf
    return said or anchor(scene)


def _near(scene: Scene, day: str) -> bool:
    base = anchor(scene)
    if base is None or not day[:4].isdigit():
        return False
    return 0 <= (dt.date.fromisoformat(base[:10]) - dt.date.fromisoformat(day)).days <= 8


def _opening(scene: Scene) -> list[int]:
    """Where the first sentences of the body start."""
    return [s.start for s in scene.layout.sentences if s.role not in ("title", "summary")][:_LEAD]


def settle(scene: Scene, claims: Iterable[Claim]) -> list[Claim]:
    """Give what the opening tells as done, and does not date, the day of the story (marked as inferred)."""
    day = story_day(scene)
    return [_settled(scene, claim, day) for claim in claims] if day else list(claims)


def _settled(scene: Scene, claim: Claim, day: str) -> Claim:
    done = {
        "engagement": claim.status in ("held", "under-way"),
        "use": claim.operation is None,
        "programme": claim.status in ("delivered", "contracted", "partly-delivered"),
    }
    if claim.date or not done.get(claim.kind) or claim.denied:
        return claim
    body = [s for s in scene.layout.sentences if s.role not in ("title", "summary")]
    spans = [s for s in scene.layout.sentences for e in claim.evidence if s.start <= e.start < s.end]
    if not spans or any(_EARLIER.search(scene.text, s.start, s.end) for s in spans):
        return claim
    order = min((i for i, s in enumerate(body) if s.start >= spans[0].start), default=len(body))
    if claim.status == "under-way":
        day = anchor(scene) or day
    elif order >= (1 if claim.kind == "use" else _LEAD) and not (
        claim.kind == "engagement" and order < _STORY and _tells(scene, spans[0].start)
    ):
        return claim
    return replace(
        claim, date=day, inferred=(*claim.inferred, ("date", "report: the day that its opening tells of"))
    )


def _tells(scene: Scene, start: int) -> bool:
    """Whether the main verb of a sentence is a plain past or present: the story going on."""
    tree = scene.trees.get(start)
    root = next((t for t in tree.tokens if t.dep == "ROOT"), None) if tree else None
    return root is not None and root.tag in ("VBD", "VBZ", "VBP")
