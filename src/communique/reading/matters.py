"""What a report is about, where that is no dealing in arms: sport, the screen, airlines, crime, relief, museums, obituaries.

Such copy is full of the words of defence. A matter is told by how many different words of it a report has,
never by one of them; what it silences are the kinds of claim that its words feign.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from communique.reading.relevance import strong_words
from communique.reading.scene import Scene
from communique.reading.seeking import Sieve


@dataclass(frozen=True, slots=True)
class Matter:
    """Words of a matter, how many different ones it takes, the kinds of claim it silences, and the most words of defence it bears."""

    words: re.Pattern[str]
    least: int
    kinds: frozenset[str]
    strong: int


_ALL: Final = frozenset({"programme", "engagement", "use", "mechanism", "pressure"})
_GOODS: Final = frozenset({"programme", "use"})
MATTERS: Final = (
    Matter(  # sport
        re.compile(
            r"\b(?:finals?|semi-?finals?|tournament|league|coach|goals?|scored|scoring|striker|midfield\w*|goalkeeper|keeper|World Cup|Asia Cup|championships?|"
            r"medals?|golds|athletes?|Olympics?|innings|wickets?|batting|bowler|penalty|half-time|match(?:es)?|players?|fans|stadium|hockey|football|cricket|rugby|"
            r"basketball|tennis|captain|quarter-?finals?|holders|spell|orienteering|Military World Games)\b"
        ),
        4, _ALL, 99,
    ),
    Matter(  # the screen, the console
        re.compile(
            r"\b(?:films?|movies?|box office|charts|actors?|actress|starr(?:ing|ed)|theatres|cinemas?|Hollywood|Bollywood|screenplay|sequel|premiere|trailer|hero|"
            r"video game|online game|gamers?|players?|forum|studio|series|season|episode|viewers|Netflix)\b"
        ),
        3, _ALL, 99,
    ),
    Matter(  # airlines
        re.compile(
            r"\b(?:airlines?|Airlines|Airways|flag carrier|national carrier|aviation|airliners?|passengers?|low-cost|list prices|A220|A3[2-8]0(?:neo)?|7[3-8]7|jetliners?|Airbus|Boeing|Rolls-Royce|Embraer E\d+)\b"
        ),
        3, frozenset({"programme"}), 0,
    ),
    Matter(  # crime
        re.compile(
            r"\b(?:police|arrest(?:s|ed)?|smuggl(?:e|ed|ing|ers?)|sentenced|jailed|prison|suspects?|gangs?|cartels?|crime(?: scenes?)?|convicted|traffick\w+|front company|indict\w+)\b"
        ),
        3, frozenset({"programme", "use", "engagement"}), 3,
    ),
    Matter(  # relief
        re.compile(r"\b(?:earthquake|quake|floods?|rescue\w*|tents|blankets|field hospital|victims|survivors|humanitarian|relief|cyclone|hurricane|typhoon|tsunami)\b"),
        4, _GOODS, 6,
    ),
    Matter(  # museums, old wars
        re.compile(r"\b(?:[Mm]useum|restored|restoration|vintage|exhibit\w*|veterans|wartime|World War|after the war|19[1-4]\d|anniversary|airworthy|wreath\w*)\b"),
        3, frozenset({"programme", "use", "engagement"}), 4,
    ),
    Matter(  # the dead
        re.compile(r"\b(?:[Oo]bituary|has died|died (?:in|on|at|aged)|dies at|was born|born in|memoirs|widow|survived by|condolences|funeral)\b"),
        3, frozenset({"programme", "engagement", "use"}), 6,
    ),
)  # fmt: skip


_SIEVE: Final = Sieve([matter.words.pattern for matter in MATTERS])


def silenced(scene: Scene) -> frozenset[str]:
    """The kinds of claim that a report makes in words only, because it is about another matter."""
    found: set[str] = set()
    strong = strong_words(scene.text, 0, len(scene.text))
    possible = _SIEVE.counted(scene.small)
    for number, matter in enumerate(MATTERS):
        if possible[number] < matter.least:
            continue
        told = {m[0].casefold() for m in matter.words.finditer(scene.text)}
        if len(told) >= matter.least and strong <= matter.strong:
            found |= matter.kinds
    return frozenset(found)
