"""Postures: where a relation is said to be going, and the climb from one rung of the ladder to another.

A *bond* (ties, partnership, friendship ...) and a word of *change* near it make a posture; so do the phrases
of ``data/posture_phrases.csv`` that say it whole ("drew closer", "allies as of today"). The parties are those
the bond itself names ("ties between X and Y", "X's partnership with Y"), else those that "both", "the two",
"their" stand for, else the two that the sentence is about; where that is open, no posture is claimed.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import Final

from communique.reading import pressers
from communique.reading.bonds import bonded
from communique.reading.relevance import STRONG
from communique.reading.roles import arguments
from communique.reading.scene import Scene
from communique.reading.seeking import Sieve
from communique.reading.sought import part
from communique.reading.syntax import Tree


@dataclass(frozen=True, slots=True)
class Course:
    """A posture in the making."""

    start: int
    end: int
    parties: tuple[str, ...]
    direction: str
    from_: str | None = None
    to: str | None = None


_BOND: Final = re.compile(
    r"\b(?:ties|relations(?:hips?)?|cooperation|co-operation|partnerships?|collaboration|alliances?|links|engagement|bonds?|"
    r"coordination|contacts|solidarity|relationship|axis|interoperability|friendship|fraternity|brotherhood|rapport|trust|military-technical cooperation|exchanges)\b",
    re.IGNORECASE,
)
# A bond of these fields is no matter of defence.
_OTHER_FIELD: Final = re.compile(
    r"\b(?:economic|trade|cultural|commercial|business|energy|education\w*|tourism|nuclear (?:power|energy)|agricultur\w+|labou?r|public|academic|people-to-people|\w+-led(?: military| security| defen[cs]e)?) (?:and (?!defen[cs]e|security|military)\w+ )?$",
    re.IGNORECASE,
)
_CLIMB: Final = re.compile(
    r"\b(?:from|beyond) (?:an? |the )?(?:simple |mere |traditional |pure(?:ly)? |conventional )*"
    r"(?P<low>buyer[- ]seller|seller[- ]buyer|vendor[- ]\w+|procure\w+|purchas\w+|imports?|off-the-shelf)"
    r"[^.]{0,60}?\b(?:to|into|towards)\b[^.]{0,80}?(?P<high>(?:joint|collaborative|co-?)[ -]?\w*(?:[^.]{0,40}))",
    re.IGNORECASE,
)
_JOINT: Final = re.compile(
    r"\b(?:both|the two|two (?:nations|countries|sides|states|navies|armies|militaries|air forces|peoples)|their|bilateral|our two|mutual|each other|between us|our)\b",
    re.IGNORECASE,
)
_THREE: Final = re.compile(
    r"\b(?:the three|all three|three (?:nations|countries|sides|states|navies|armies)|trilateral)\b",
    re.IGNORECASE,
)
_HYPOTHETICAL: Final = re.compile(
    r"\b(?:could|would|might|may|risks?|if|unless|threaten\w*|fear\w*|without|not|never|no|denied|avoid\w*|prevent\w*|lest|instead of|rather than)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_MEANT: Final = re.compile(
    r"\b(?:was|were|had been) (?:meant|intended|supposed|billed)\b[^.;]{0,60}$", re.IGNORECASE
)
# What somebody else is asked to do to a bond is not done.
_ASKED: Final = re.compile(
    r"\b(?:urg(?:e|es|ed|ing)|demand(?:s|ed|ing)?|call(?:s|ed|ing)? (?:up)?on|press(?:es|ed|ing)?|appeal(?:s|ed|ing)? to|told|tell(?:s|ing)?|asked|asks|want(?:s|ed)|exhort\w*)\b(?:[^.;]| \.){0,80}\bto (?:[\w,.-]+ ){0,12}?$",
    re.IGNORECASE,
)
# Closer ties that a crowd or an opposition calls for are not growing.
_STREET: Final = re.compile(
    r"\b(?:protest(?:e?rs)?|demonstrators?|crowds?|marchers|opposition|analysts?|experts?|critics|campaigners?|lawmakers|senators?)\b[^.;]{0,60}\b(?:call|press|push|argu|shout|chant|demand|urg|want)\w*\b[^.;]{0,40}$",
    re.IGNORECASE,
)
# "the relationship that it has developed over years": how it came to be, not where it goes.
_SO_FAR: Final = re.compile(
    r"\b(?:ties|relations(?:hips?)?|cooperation|partnerships?|alliance|links) (?:that |which )?(?:it|they|we|he|she|both) (?:has|have|had) $",
    re.IGNORECASE,
)
_GAP: Final = 60
# "Drifting towards Russia", not "towards authoritarian rule": a name begins with a capital, whatever the case of the rest.
_CAPITAL: Final = "(?-i:[A-Z])"
_OPEN: Final = r"(?<![\w-])(?:"
_SHUT: Final = r")\b"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One row of the table: a pattern, the direction that it says, and whether it needs a bond beside it."""

    pattern: re.Pattern[str]
    direction: str
    needs_bond: bool


@lru_cache(maxsize=1)
def phrases() -> tuple[Phrase, ...]:
    """The table of phrases, suspended before weakening before strengthening before steady."""
    table = resources.files("communique.reading").joinpath("data", "posture_phrases.csv")
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    return tuple(
        Phrase(
            re.compile(f"{_OPEN}{r['pattern'].replace('[A-Z]', _CAPITAL)}{_SHUT}", re.IGNORECASE),
            r["direction"],
            r["bond"] == "yes",
        )
        for r in rows
    )


@lru_cache(maxsize=1)
def _sieve() -> Sieve:
    """Which phrases may be there at all, in one look at the lowered text; nearly always none is."""
    return Sieve([phrase.pattern.pattern.replace(_CAPITAL, "[A-Z]") for phrase in phrases()])


def find_courses(scene: Scene, tree: Tree) -> list[Course]:
    """The postures that a sentence states; a bond without a word of defence near is none."""
    words = part(scene.text, tree.start, tree.end)
    small = scene.small[tree.start : tree.end]
    climb = _CLIMB.search(words) if "from" in small or "beyond" in small else None
    if climb:
        high = climb["high"].lower()
        to = "co-development" if re.search(r"develop|research|design", high) else "co-production"
        parties = _parties(scene, tree, climb.start(), climb.end())
        start, end = tree.start + climb.start(), tree.start + climb.end()
        return [Course(start, end, parties, "climbing", "transfer", to)] if len(parties) == 2 else []
    found: list[Course] = []
    possible = sorted(_sieve().counted(small))
    if not possible:
        return found
    near = scene.military >= 2.0 or STRONG.search(words) is not None or _of_alliance(scene)
    for phrase in (phrases()[number] for number in possible):
        if not near and (phrase.needs_bond or scene.military < 1.0):
            continue
        for match in phrase.pattern.finditer(words):
            for course in _courses(scene, tree, phrase, match):
                if not any(set(c.parties) == set(course.parties) for c in found):
                    found.append(course)
    return found


def _of_alliance(scene: Scene) -> bool:
    """Whether a report is about a military alliance: whose ties go where is then a matter of defence."""
    return scene.military >= 1.0 and any(
        party in ("NATO", "CSTO") for party, _ in scene.weights.most_common(3)
    )


def _courses(scene: Scene, tree: Tree, phrase: Phrase, match: re.Match[str]) -> list[Course]:
    """The postures that one phrase states, if a bond is in reach, it is meant as fact and its parties are known."""
    words = scene.text[tree.start : tree.end]
    extent = _extent(words, match) if phrase.needs_bond else (match.start(), match.end())
    if extent is None and phrase.needs_bond:
        extent = _own_subject(scene, tree, match)
    elif extent is not None and phrase.needs_bond and _of_another(tree, match, extent):
        return []
    if extent is None or _MEANT.search(words[: match.start()]):
        return []
    before = words[: match.start()]
    if phrase.direction != "strengthening" and (_HYPOTHETICAL.search(before) or _asked(tree, match, before)):
        return []
    if phrase.direction == "strengthening" and (_STREET.search(before) or _SO_FAR.search(before)):
        return []
    pairs = _toward(scene, tree, match) if not phrase.needs_bond else []
    start, end = tree.start + extent[0], tree.start + extent[1]
    pairs = pairs or (bonded(scene, tree, start, end, _BOND) if phrase.needs_bond else [])
    pairs = pairs or [_parties(scene, tree, *extent)]
    return [Course(start, end, pair, phrase.direction) for pair in pairs if len(pair) in (2, 3)]


_ASKING: Final = frozenset("urge demand call press appeal ask want exhort warn".split())


def _asked(tree: Tree, match: re.Match[str], before: str) -> bool:
    """Whether a change is only asked of somebody: ``urged A to suspend its ties``."""
    if _ASKED.search(before):
        return True
    at = tree.at(tree.start + match.start(), tree.start + match.end())
    while at is not None and tree[at].dep in ("conj", "xcomp", "ccomp") and tree[at].head != at:
        at = tree[at].head
        if tree[at].lemma in _ASKING and tree[at].pos == "VERB":
            return True
    return False


_UP_TO: Final = re.compile(
    r"(?: (?:to|with|from|of|the|its|their|an?|old|former|long-time|traditional|[Ww]estern|historic|closest|key|allies|ally|partners?|friends?|such|as|like|countries|close|closer|cooperation|ties|relations|partnership|alliance|military|security|defen[cs]e))* ?"
)
_AND: Final = re.compile(r"(?:,| and|, and| or)(?: the)? ?")


def _toward(scene: Scene, tree: Tree, match: re.Match[str]) -> list[tuple[str, ...]]:
    """``moved closer to Y``, ``turned its back on Y and Z``: who moves, with each party that stands right after."""
    end = tree.start + match.end()
    after: list[str] = []
    last = end
    for mention, group in pressers.named(scene, end, min(tree.end, end + 90)):
        gap = _AND if after else _UP_TO
        if not gap.fullmatch(scene.text[last : mention.start]):
            break
        after += group[:1]
        last = mention.end
    at = tree.at(tree.start + match.start(), end)
    if not after or at is None:
        return []
    if match[0].lower().endswith(("between", "among")):
        return [tuple(sorted(after))]  # "would ease tensions between B and C": theirs, whoever speaks
    for verb in [k for k in (at, *tree.ancestors(at)) if tree[k].pos in ("VERB", "AUX")]:
        subject = pressers.of_labels(scene, tree, arguments(tree, verb), ("subj",))
        if subject and not set(subject) & set(after):
            return [tuple(sorted({subject[0], party})) for party in after]
    for token in reversed([t for t in tree.tokens if t.i < at and t.pos in ("VERB", "AUX")]):
        subject = pressers.of_labels(scene, tree, arguments(tree, token.i), ("subj",))
        if subject and not set(subject) & set(after):
            return [tuple(sorted({subject[0], party})) for party in after]
    # "The junta, led by General A, turned its back on": whoever is named before it, else whom the report spoke of
    people = [n.person.party for n in scene.persons(tree.start, tree.start + match.start())]
    subject = tuple(p for p in (*people, *scene.topic_before(tree.start)) if p and p not in after)
    return [tuple(sorted({subject[0], party})) for party in after] if subject else []


def _extent(words: str, match: re.Match[str]) -> tuple[int, int] | None:
    """From the word of change to the bond nearest to it; None where no bond of this field is in reach."""
    best: tuple[int, int, int] | None = None
    for bond in _BOND.finditer(words):
        if _OTHER_FIELD.search(words[: bond.start()]) and not STRONG.search(words):
            continue
        gap = bond.start() - match.end() if bond.start() >= match.end() else match.start() - bond.end()
        between = words[min(match.end(), bond.end()) : max(match.start(), bond.start())]
        if gap > _GAP or ";" in between:
            continue
        if best is None or gap < best[0]:
            best = (gap, min(match.start(), bond.start()), max(match.end(), bond.end()))
    return (best[1], best[2]) if best else None


def _own_subject(scene: Scene, tree: Tree, match: re.Match[str]) -> tuple[int, int] | None:
    """``Cooperation between A and B, which began in 2010, continues to develop``: the bond is what grows, however far off."""
    at = tree.at(tree.start + match.start(), tree.start + match.end())
    if at is None or tree[at].pos != "VERB" or tree.children(at, "dobj"):
        return None
    for verb in (at, tree[at].head):
        for head in tree.children(verb, "nsubj", "nsubjpass"):
            if _BOND.fullmatch(tree[head].text):
                return tree[head].start - tree.start, match.end()
    return None


# What is raised or furthered without the bond being so.
_TOPICS: Final = frozenset("subject question issue matter topic point concern possibility prospect".split())


def _of_another(tree: Tree, match: re.Match[str], extent: tuple[int, int]) -> bool:
    """Whether the word of change has an object of its own, the bond being none of it: "a partnership to promote trade"."""
    at = tree.at(tree.start + match.start(), tree.start + match.end())
    if at is None:
        return False
    if tree[at].pos == "ADV" and tree[at].lemma == "further":
        return tree[tree[at].head].pos == "VERB" and not _BOND.search(
            " ".join(tree[k].text for k in tree.subtree(tree[at].head))
        )
    objects = tree.children(at, "dobj") if tree[at].pos == "VERB" else []
    if not objects or tree[objects[0]].start < tree.start + match.end():
        return False
    if tree[objects[0]].lemma in _TOPICS:
        return True
    inside = {tree[k].text.lower() for head in objects for k in tree.subtree(head)}
    after = extent[0] < match.start()
    return after and not any(_BOND.fullmatch(word) for word in inside)


_SETTING: Final = re.compile(r",? (?:since|after|amid|despite|following|as|while|because|until|unless) ")


def _main_end(scene: Scene, tree: Tree, end: int) -> int:
    """Where the clause of the bond ends: what follows "since" or "after" tells of when and why."""
    setting = _SETTING.search(scene.text, tree.start + end, tree.end)
    return setting.start() if setting else tree.end


def _parties(scene: Scene, tree: Tree, start: int, end: int) -> tuple[str, ...]:
    """The parties of the bond that stands between two offsets of the sentence."""
    named = list(dict.fromkeys(
        p for m, group in pressers.named(scene, tree.start, _main_end(scene, tree, end)) if m.form != "organisation" for p in group
    ))  # fmt: skip
    words = scene.text[tree.start : tree.end]
    if _THREE.search(words):
        three = named if len(named) == 3 else list(scene.pair_before(tree.start, 3))
        return tuple(sorted(three)) if len(three) == 3 else ()
    told = _among(scene, tree, tree.start + end)
    if told:
        return told
    own = _between(scene, tree, tree.start + start, tree.start + end)
    if len(own) == 2:
        return own
    partner = _with_whom(scene, tree, tree.start + end)
    if partner and partner not in scene.dyad and len(named) > 2:
        return ()  # "ties with C", beside A and B: whose they are stays open
    if len(named) == 2:
        return tuple(sorted(named))
    if len(named) > 2:
        return tuple(sorted(scene.dyad)) if set(scene.dyad) <= set(named) and not own else ()
    if len(named) == 1:
        pairs = (
            (_two(scene, tree), tuple(sorted(scene.dyad)))
            if _JOINT.search(words)
            else (scene.pair_before(tree.start), tuple(sorted(scene.dyad)))
        )
        return next((pair for pair in pairs if len(pair) == 2 and named[0] in pair), ())
    return _two(scene, tree) if _JOINT.search(words) else _last_pair(scene, tree)


_AMONG: Final = re.compile(r" (?:between|among) (?:the )?")


def _among(scene: Scene, tree: Tree, end: int) -> tuple[str, ...]:
    """``ties among X, Y and Z``: the three that stand in one list behind a bond; empty where they are not three."""
    found = _AMONG.match(scene.text, end, tree.end)
    row: list[str] = []
    last = found.end() if found else tree.end
    for mention, group in pressers.named(scene, last, min(tree.end, last + 90)):
        if mention.start != last and not (row and _AND.fullmatch(scene.text[last : mention.start])):
            break
        row += [p for p in group if p not in row]
        last = mention.end
    return tuple(sorted(row)) if len(row) == 3 else ()


_WITH: Final = re.compile(
    r"(?: (?:ties|relations(?:hips?)?|cooperation|partnership|alliance|links|bonds))? with (?:the )?"
)


def _with_whom(scene: Scene, tree: Tree, end: int) -> str | None:
    """``ties with Y``: the party right behind a bond, with whom it is."""
    found = _WITH.match(scene.text, end, tree.end)
    near = scene.inside(found.end(), min(tree.end, found.end() + 30), "party") if found else []
    return near[0].parties[0] if found and near and near[0].start == found.end() and near[0].parties else None


def _between(scene: Scene, tree: Tree, start: int, end: int) -> tuple[str, ...]:
    """``X-Y ties``, ``cooperation between X and Y``, ``its partnership with Y``: the parties next to the bond."""
    left, right = max(tree.start, start - 45), min(tree.end, end + 55)
    near: list[str] = []
    around = pressers.named(scene, left, right)
    for (one, first), (other, second) in pairwise(around):
        if scene.text[one.end : other.start] in ("-", "–", "/") and other.end <= end:
            return tuple(sorted({*first[:1], *second[:1]}))  # "X-Y ties", whoever else stands before
    for mention, group in around:
        before = scene.text[max(tree.start, mention.start - 14) : mention.start]
        if mention.start >= end and not re.search(
            r"\b(?:between|with|and|of|to|towards)(?: the)? $|[-/]$", before
        ):
            continue
        if mention.form != "organisation" or mention.start >= end:
            near += [p for p in group if p not in near]
    return tuple(sorted(near)) if len(near) == 2 else ()


# How far back (characters) those who dealt with each other are still "both".
_LATELY: Final = 400


def _two(scene: Scene, tree: Tree) -> tuple[str, ...]:
    """Whom "both" and "the two" mean: the persons named just before, where they are of two parties; else the pair.

    The pair of the report goes before the last two parties named, where it outweighs every third.
    """
    if scene.dealt and scene.dealt[-1][0] - tree.start > -_LATELY:
        return scene.dealt[-1][1]
    people = [
        p.person.party
        for p in scene.people
        if tree.start - 500 <= p.start and p.end <= tree.start and p.person.party
    ]
    last = tuple(sorted(dict.fromkeys(people)))
    if len(last) == 2 and set(last) & set(scene.dyad):
        return last
    ranked = scene.weights.most_common(3)
    if len(ranked) == 2 or (len(ranked) == 3 and ranked[1][1] >= 2 * ranked[2][1]):
        return tuple(sorted(scene.dyad))
    return scene.pair_before(tree.start)


def _last_pair(scene: Scene, tree: Tree) -> tuple[str, ...]:
    """The two parties of the sentence just before, where it names exactly two."""
    above = [s for s in scene.layout.sentences if s.end <= tree.start]
    if not above:
        return ()
    named = {
        p
        for m, group in pressers.named(scene, above[-1].start, above[-1].end)
        if m.form != "organisation"
        for p in group
    }
    return tuple(sorted(named)) if len(named) == 2 else ()
