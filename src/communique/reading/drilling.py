"""Who takes part in an exercise: the grammar, the roll of those who sent troops, the table of the exercise.

An exercise "of the SCO" is that of its members whose roll the report gives.
"""

from __future__ import annotations

import re
from typing import Final

from communique.reading.dealing import Dealing, join
from communique.reading.left_open import TOGETHER
from communique.reading.relevance import strong_words
from communique.reading.roles import Args
from communique.reading.scene import Scene
from communique.reading.syntax import Tree
from communique.reading.text import Span

BODIES: Final = ("CSTO", "CIS", "SCO", "NATO", "EU", "ASEAN", "GCC", "AU", "BRICS", "EAEU")

_AWAY: Final = re.compile(
    r"\b(?:in|off|near|at|over|from|against|to|into|around|outside|the|of|by) (?:the )?(?:(?:coast|"
    r"waters|port|city|capital|shores?|north|south|east|west)\w* of )?$"
)
_SEA_OF: Final = re.compile(
    r"\b(?:[Ss]ea|[Gg]ulf|[Bb]ay|[Ss]trait|coast|waters|[Nn]orth|[Ss]outh) of (?:the )?$"
)
_DRILLS: Final = frozenset("exercise drill manoeuvre maneuver manoeuvres maneuvers".split())


def _each_own(scene: Scene, tree: Tree, dealing: Dealing) -> list[str]:
    """``the exercises of A and B, and the coming A-C exercises``: whose this one is, in a sentence that tells of several."""
    at = dealing.trigger
    others = [t.i for t in tree.tokens if t.lemma in _DRILLS and abs(t.i - at) > _FAR_APART]
    if not others:
        return []
    behind = next((min(tree.subtree(k)) for k in others if k > at), len(tree.tokens))
    first = min([k for k in tree.subtree(at) if k <= at])
    before = scene.inside(tree[first].start, tree[at].start, "party")
    after = scene.inside(tree[at].end, tree[behind].start if behind < len(tree.tokens) else tree.end, "party")
    for marks in (before, after):
        fit = [m for m in marks if m.form != "seat" and not _SEA_OF.search(scene.text[: m.start][-30:])]
        own = join(*(m.parties for m in fit))
        if len(own) > 1:
            return own
    return []


# So many words apart are two exercises and not "exercise X, a drill".
_FAR_APART: Final = 6


def exercising(scene: Scene, tree: Tree, found: list[str], dealing: Dealing) -> list[str]:
    """Who takes part in an exercise: the grammar, all parties named beside it, or the table's."""
    led_by = join(
        *(
            scene.parties_at(tree, k, refer=False)
            for k in tree.children(dealing.trigger, "compound", "amod", "nmod")
        )
    )
    found = _without_observers(scene, tree, found) or list(_edition(scene, tree, dealing.trigger))
    own = _each_own(scene, tree, dealing)
    if len(own) > 1:
        return found if set(own) <= set(found) else own
    found = join(found, _joined(scene, tree, dealing.trigger))
    if any(p not in BODIES for p in found):
        found = [p for p in found if p not in BODIES or p not in led_by]  # "NATO drills": whose troops train
    named = next((m for m in scene.inside(tree.start, tree.end, "exercise")), None)
    listed = roll(scene, tree.start, tree.end)
    if len(listed) >= 3 and (len(found) < 2 or set(found) & set(listed)):
        found = join(found, listed)
    if named and len(named.parties) > 1 and found and not set(found) & set(named.parties):
        # "Australian troops joined Balikatan": those whose exercise it is take part all the same.
        found = join(found, named.parties)
    together = TOGETHER.search(scene.text[tree.start : tree.end])
    if len(found) < 2 and (
        together or named or _BETWEEN.search(scene.text, tree[dealing.trigger].end, tree.end)
    ):
        found = join(found, _takers(scene, tree))
    if named is None or len(named.parties) < 2 or len(found) >= 2:
        return found
    if set(found) <= set(named.parties) and any(scene.weights[p] for p in named.parties):
        dealing.inferred["parties"] = "table: parties of the exercise"
        return list(named.parties)
    return found


_NAMED: Final = re.compile(r"\b[Ee]xercise (?:[A-Z][\w'-]+ ?){1,3}|(?:\b[A-Z][\w'-]+ ){1,3}[Ee]xercise\b")


_OBSERVERS: Final = re.compile(r"\bobservers? (?:from|of) ")


def _without_observers(scene: Scene, tree: Tree, found: list[str]) -> list[str]:
    """``the forces of A and B along with observers from C and D``: who looks on takes no part."""
    match = _OBSERVERS.search(scene.text, tree.start, tree.end)
    rest = [p for p in found if p not in _named_behind(scene, match.end(), tree.end)] if match else found
    return rest if len(rest) > 1 else found


def _named_behind(scene: Scene, start: int, end: int) -> list[str]:
    """The parties of the list that starts right here."""
    named: list[str] = []
    last = start
    for mark in scene.inside(start, end, "party"):
        gap = scene.text[last : mark.start]
        if gap not in ("", "the ") and not _COMMA.fullmatch(gap):
            break
        named += mark.parties
        last = mark.end
    return named


_EDITION: Final = re.compile(
    r"\b(?:first|second|third|fourth|fifth|last|previous|earlier|next|\d+(?:st|nd|rd|th)) (?:edition|round|iteration) of (?:the|this) (?:[\w-]+ ){0,3}$"
)


def _edition(scene: Scene, tree: Tree, at: int) -> tuple[str, ...]:
    """``The first edition of the exercise was held in May``: those whose exercise was told right above."""
    if not _EDITION.search(scene.text, tree.start, tree[at].start) or not scene.dealt:
        return ()
    told = [pair for start, pair, kind in scene.dealt if kind == "exercise" and start < tree.start]
    return told[-1] if told else ()


_FORCES: Final = re.compile(
    r"\b(?:nav(?:y|ies)|arm(?:y|ies)|air forces?|troops|soldiers|marines|paratroopers|commandos|sailors|pilots|crews|forces|warships?|ships?|frigates?|destroyers?|"
    r"corvettes?|submarines?|jets|fighters|bombers|strike group|squadron|brigade|battalion|coast ?guards?)\b"
)


_PUPILS: Final = frozenset(
    "crew pilot sailor officer cadet personnel student technician instructor engineer recruit".split()
)


def beside(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``The navy of A exercised with that of B``, ``its ships trained alongside B-ian frigates``: forces of one with those of another."""
    heads = args.get("subj", ())
    if any(tree[k].lemma in _PUPILS for k in (*heads, max(0, at - 1))):
        return False  # "crews train with the navy of B" that sells them its ships
    own = {p for k in heads for p in scene.parties_at(tree, k, refer=False)}
    others = [k for label in ("with", "alongside") for k in args.get(label, ())]
    other = {p for k in others for p in scene.parties_at(tree, k, refer=False)}
    return bool(own) and bool(other - own) and not args.get("obj") and _FORCES.search(tree.small) is not None


_ALONE: Final = re.compile(r"\b(?:on|of) (?:its|their) own\b|\balone\b")


def of_two(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``A and B wrapped up a two-week exercise``, ``the exercise Desert Shield between A and B``: of two states, in a martial text."""
    if _edition(scene, tree, at):
        return True
    heads = [
        k for label in ("light", "between", "with") for k in args.get(label, ()) if tree[k].lemma != "both"
    ]
    several = len({p for k in heads for p in scene.parties_at(tree, k, refer=False)}) > 1
    if (not several and not _NAMED.search(scene.text, tree.start, tree.end)) or _ALONE.search(tree.small):
        return False
    return (
        strong_words(scene.text, max(0, tree.start - _AROUND), min(len(scene.text), tree.end + _AROUND)) > 0
    )


# So far (characters) around an exercise the text must speak of forces, where the sentence does not.
_AROUND: Final = 400
_BETWEEN: Final = re.compile(r" (?:[A-Z][\w'-]+ )*(?:\d{4} )?(?:held )?between (?:the )?[A-Z]")
_COMPANY: Final = ("join", "accompany", "host", "train")


def _joined(scene: Scene, tree: Tree, at: int) -> list[str]:
    """``joined the forces of B for an exercise``: whom the verb above the exercise has in its object."""
    verb = next((k for k in tree.ancestors(at) if tree[k].pos == "VERB"), None)
    if verb is None or tree[verb].lemma not in _COMPANY:
        return []
    heads = [k for k in tree.children(verb, "dobj") if k != at and at not in tree.subtree(k)]
    return join(*(scene.parties_at(tree, k, refer=False) for k in heads))


def members_in(scene: Scene, tree: Tree, found: list[str]) -> list[str]:
    """``drills of the SCO``: whose troops of its members they are, where one of the next sentences has their roll."""
    states = {p for p in found if p not in BODIES}
    if not found or len(states) == len(found) or len(states) > 1:
        return found
    for span in [s for s in scene.layout.sentences if s.start >= tree.end and s.role != "title"][:2]:
        listed = roll(scene, span.start, span.end)
        if len(listed) > 2 and states <= set(listed):
            return listed
    return found


_COMMA: Final = re.compile(r"(?:,|;)? ?(?:and |as well as |& )?(?:the |from |of )?")
_ROLL: Final = re.compile(
    r"\b(?:tak(?:e|es|ing) part|took part|participat\w+|join\w*|involv\w+|includ\w+|train\w*|"
    r"(?:troops|soldiers|forces|ships|warships|aircraft|contingents?|units|delegations?|navies|armies|air forces|"
    r"servicemen|personnel|marines|sailors) (?:of|from)|(?:countries|nations|states|members|allies))\b"
)
_ONLOOKERS: Final = re.compile(
    r"\b(?:observ\w+|watch\w*|amid|despite|concern\w*|against|tension\w*|near|off|border\w*)\b"
)


def roll(scene: Scene, start: int, end: int) -> list[str]:
    """The longest list of parties in a sentence that says who takes part: "soldiers from A, B and C"."""
    return roster(scene, start, end) if _ROLL.search(scene.text, start, end) else []


def roster(scene: Scene, start: int, end: int) -> list[str]:
    """The longest list of parties between two offsets."""
    best: list[str] = []
    run: list[str] = []
    last = start
    watching = False
    marks = [
        m for m in scene.inside(start, end, "party") if m.form in ("name", "demonym") and len(m.parties) == 1
    ]
    for mark in marks:
        gap = scene.text[last : mark.start]
        listed = _COMMA.fullmatch(gap) is not None
        if watching and listed:
            last = mark.end
            continue  # "observers from A, B and C": all of them look on
        watching = False
        if not run or not listed:
            run = []
            if _ONLOOKERS.search(scene.text[max(start, mark.start - 40) : mark.start]):
                last, watching = mark.end, True
                continue
        run = [*run, mark.parties[0]]
        last = mark.end
        best = run if len(run) > len(best) else best
    return join(best)


_WARY: Final = re.compile(
    r"\b(?:amid|despite|concerns?|threats?|tensions?|fears?)\b[^,;]{0,50}$", re.IGNORECASE
)


def _takers(scene: Scene, tree: Tree) -> list[str]:
    """All parties of the sentence but those of places, targets and onlookers."""
    stop = re.search(
        r"\b(?:observers?|amid|despite|concern|against|watched)\b", scene.text[tree.start : tree.end]
    )
    end = tree.start + stop.start() if stop else tree.end
    fit = [
        m
        for m in scene.inside(tree.start, end, "party", "body")
        if m.form != "seat"
        and not _AWAY.search(scene.text[max(tree.start, m.start - 30) : m.start])
        and not _WARY.search(scene.text[max(tree.start, m.start - 60) : m.start])
    ]
    return join(*(m.parties for m in fit))


def trained(scene: Scene, span: Span) -> tuple[str, ...]:
    """The three or more whose troops a sentence about an exercise lists, or the next one, with those that this one names."""
    listed = roll(scene, span.start, span.end)
    if len(listed) > 2:
        return tuple(sorted(listed))
    named = {p for m in scene.inside(span.start, span.end, "party") for p in m.parties if len(p) == 3}
    after = [s for s in scene.layout.sentences if s.start >= span.end and s.role != "title"][:1]
    listed = [p for s in after for p in roll(scene, s.start, s.end)]
    return tuple(sorted(listed)) if len(listed) > 2 and named <= set(listed) else ()
