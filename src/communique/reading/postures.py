"""Postures: where a relation is said to be going, and the climb from one rung of the ladder to another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from communique.reading.relevance import STRONG
from communique.reading.scene import Scene
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


_UP: Final = re.compile(
    r"\b(?:strengthen\w*|deepen\w*|boost\w*|enhanc\w*|expand\w*|bolster\w*|cement\w*|elevat\w*|upgrad\w* (?:ties|relations)|intensif\w*|step(?:ping|ped)? up|rais\w+|"
    r"further(?:ing)?|grow\w*|advanc\w*|stronger|closer|broaden\w*|consolidat\w*|develop\w*)\b",
    re.IGNORECASE,
)
_DOWN: Final = re.compile(
    r"\b(?:downgrad\w*|sever\w*|weaken\w*|strain\w*|scal\w+ (?:back|down)|freez\w*|froze\w*|suspend\w*|cut(?:ting)? ties|deteriorat\w*|worsen\w*|cool(?:ed|ing))\b",
    re.IGNORECASE,
)
_BOND: Final = re.compile(
    r"\b(?:ties|relations(?:hips?)?|cooperation|co-operation|partnership|collaboration|alliance|links|engagement|bonds?|interoperability)\b",
    re.IGNORECASE,
)
_CLIMB: Final = re.compile(
    r"\b(?:from|beyond) (?:an? |the )?(?:simple |mere |traditional |pure(?:ly)? |conventional )*(?P<low>buyer[- ]seller|seller[- ]buyer|vendor[- ]\w+|procure\w+|purchas\w+|imports?|off-the-shelf)"
    r"[^.]{0,60}?\b(?:to|into|towards)\b[^.]{0,80}?(?P<high>(?:joint|collaborative|co-?)[ -]?\w*(?:[^.]{0,40}))",
    re.IGNORECASE,
)


def find_courses(scene: Scene, tree: Tree) -> list[Course]:
    """The postures that a sentence states; a bond without a word of defence near is none."""
    words = scene.text[tree.start : tree.end]
    climb = _CLIMB.search(words)
    if climb:
        high = climb["high"].lower()
        to = "co-development" if re.search(r"develop|research|design", high) else "co-production"
        parties = _parties(scene, tree)
        return (
            [
                Course(
                    tree.start + climb.start(), tree.start + climb.end(), parties, "climbing", "transfer", to
                )
            ]
            if len(parties) == 2
            else []
        )
    bond = _BOND.search(words)
    if not bond or not (STRONG.search(words) or scene.military >= 3):
        return []
    for pattern, direction in ((_UP, "strengthening"), (_DOWN, "weakening")):
        for match in pattern.finditer(words):
            gap = bond.start() - match.end() if match.end() <= bond.start() else match.start() - bond.end()
            if gap <= 60:
                parties = _parties(scene, tree)
                if len(parties) == 2:
                    start, end = min(match.start(), bond.start()), max(match.end(), bond.end())
                    return [Course(tree.start + start, tree.start + end, parties, direction)]
    return []


def _parties(scene: Scene, tree: Tree) -> tuple[str, ...]:
    named = list(
        dict.fromkeys(p for m in scene.inside(tree.start, tree.end, "party", "body") for p in m.parties)
    )
    if len(named) == 2:
        return tuple(sorted(named))
    if len(named) > 2:
        return tuple(sorted(scene.dyad)) if set(scene.dyad) <= set(named) else ()
    pair = scene.pair_before(tree.start)
    return pair if not named or named[0] in pair else ()
