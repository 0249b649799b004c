"""Names of exercises that no table has: "Exercise Alon", "the Hamkorlik-2021 drill", 'the exercise "Morgan 17"'.

A name counts as that of a series where it bears a number or a year, or where its sentence says that it recurs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from communique.reading.scene import Scene
from communique.reading.sought import Sought
from communique.reading.text import Span

_NAME: Final = r"[A-Z][\w'-]*[a-z][\w']*(?:[ -][A-Z][\w'-]*[a-z][\w']*){0,2}"
_NUMBER: Final = r"(?:(?:[ -]|’)?(?:(?:19|20)\d\d|'?\d{1,2}|[IVX]{1,5})\b)"
_KIND: Final = r"(?:[Ee]xercises?|[Dd]rills?|[Mm]anoeuvres?|[Mm]aneuvers?|[Ww]ar ?games?)"
_OF_KIND: Final = r"(?:(?:the|joint|military|naval|army|air|maritime|annual|bilateral|trilateral|biennial|combined|field|training|command|command-staff|command-post|and|staff|post|peacekeeping|peacekeepers'|strategic|counter-terrorism|anti-terrorist|special forces|tactical|multinational|defen[cs]e|live-fire) )*"
# "the naval exercise "Morgan 17"", "Exercise Alon", "the drill, Orruda-2024,"
_AFTER: Final = re.compile(
    rf"\b{_KIND}(?:,)?(?: (?:code-?named|named|called|dubbed|known as|titled))? [\"']?(?P<name>{_NAME})(?P<number>{_NUMBER})?[\"']?(?![\w-])"
)
# "the Hamkorlik-2021 military exercise"
_BEFORE: Final = re.compile(
    rf"(?<![\w.-])[\"']?(?P<name>{_NAME})(?P<number>{_NUMBER})?[\"']? {_OF_KIND}{_KIND}\b"
)
_KIND_WORD: Final = Sought(rf"\b{_KIND}")
_OF_MANY: Final = Sought(r"\b[Mm]ulti(?:national|lateral)\b")
_RECURRING: Final = re.compile(
    r"\b(?:annual\w*|edition|series|every (?:year|two years)|each year|biennial|biannual|since (?:19|20)\d\d|\d+(?:st|nd|rd|th)|yearly|regular|held alternately)\b"
)
# Words with capitals that name no exercise.
_OTHER: Final = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|\w+day|Army|Navy|Naval|Air|Force|Forces|Marine|Marines|"
    r"Royal|National|Defen[cs]e|Military|Ministry|Minister|President|General|Admiral|The|This|In|On|At|After|During|Sea|Ocean|Bay|Gulf|Strait|Island|Joint|Annual|"
    r"Coast|Guard|Special|Operations?|Command|Corps|Staff|Chief|Commander|State|United|North|South|East|West|Control|Director|Planning|Area|Both|Their|Our|It|He|She|They)\b"
)

# "a deputy minister-level consultative body", "the vice-ministerial steering committee"
LEVEL: Final = re.compile(
    r"\b(?P<name>(?:(?:defen[cs]e|military|security|maritime|bilateral|joint|high-level|annual|army-to-army|navy-to-navy|strategic) )*"
    r"(?:(?:deputy |vice[- ]|deputy-)?minister(?:ial)?(?:-level)? |vice-ministerial |director-general-level |(?:defen[cs]e|military|security|maritime|strategic) )"
    r"(?:(?:defen[cs]e|military|security|maritime|strategic|policy) )*(?:consultative body|consultation mechanism|coordination mechanism|cooperation mechanism|steering committee|"
    r"dialogue mechanism|policy dialogue|co-?operation committee|co-?ordination committee|hotline))\b"
)


def named_exercises(scene: Scene, span: Span) -> Iterator[tuple[int, int]]:
    """The offsets of the names of exercises in a sentence that no table knows and that are of a series."""
    if _KIND_WORD.search(scene.text, span.start, span.end) is None:
        return
    if _OF_MANY.search(scene.text, span.start, span.end):
        return  # of whom such a one is, no sentence tells in full
    recurring = _RECURRING.search(scene.text, span.start, span.end) is not None
    for pattern in (_AFTER, _BEFORE):
        for match in pattern.finditer(scene.text, span.start, span.end):
            start, end = match.span("name")
            if not (match["number"] or recurring) or _OTHER.search(match["name"]):
                continue
            if scene.inside(max(0, start - 1), end + 1) or scene.persons(start, end):
                continue
            yield start, end
