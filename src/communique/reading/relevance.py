"""What makes a dealing between states a defence matter: the people's trade, and the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from communique.reading.people import Person
from communique.reading.scene import Scene
from communique.reading.sought import Sought, in_small, small_sought
from communique.reading.syntax import Tree
from communique.reading.text import lowered

TRADE: Final = ("defence", "military", "security", "intelligence")
STRONG: Final = Sought(
    r"\b(?:defen[cs]e|military|militaries|military-technical|arms|weapon\w*|armed forces|army|armies|"
    r"navy|navies|coast ?guards?|naval|air force|troops|"
    r"security (?:cooperation|ties|partnerships?|pacts?|agreements?|assurances?|guarantees?|issues|relations|matters|"
    r"alliance|dialogue)|collective security|CSTO|reciprocal access|visiting forces|status of forces|"
    r"missiles?|fighter jets?|warplanes?|warships?|submarines?|frigates?|corvettes?|howitzers?|ammunition|patrol (?:boats?|vessels?|ships?)|armou?red vehicles?|joint "
    r"(?:exercise|drill|patrol)s?|peacekeep\w+|"
    r"counter-?terroris\w+|intelligence[- ]sharing|strategic (?:dialogue|partnership|cooperation))\b",
    re.IGNORECASE,
)
_STRONG_SMALL: Final = small_sought(STRONG.pattern)
# Words that look martial but are not about defence between states.
_FALSE: Final = Sought(
    r"\b(?:self-defen[cs]e lawyer|defen[cs]e (?:lawyer|attorney|counsel|team|witness|midfielder)|civil "
    r"defen[cs]e|Security Council|nuclear (?:weapons? )?(?:program(?:me)?s?|tests?|talks|deal|disarmament)|military (?:government|junta|rulers?|rule|regime|dictator\w*|coups?)|social security|food security|energy security|Salvation Army|submarine (?:power |internet |data )?cables?)\b"
)


# Who meets at home meets nobody abroad: a cabinet, a parliament, the press.
AT_HOME: Final = re.compile(
    r"\b(?:[Mm]eeting|[Ss]ession|talks|sitting|[Cc]onference|briefing)s? (?:of|with|at|before) (?:the |its |his |her |their |a |an )?(?:[\w'-]+ ){0,4}?"
    r"(?:National Security Council|Security Council|Defen[cs]e Council|Supreme Council|State Council|[Cc]abinet|[Pp]arliament\w*|"
    r"[Cc]ouncil of [Mm]inisters|[Gg]overnment|[Cc]ollegium|[Ll]awmakers|[Cc]ommand|[Pp]arty|[Jj]ournalists|[Rr]eporters|[Pp]ress|[Cc]ommanders|[Ss]hareholders|[Bb]oard|"
    r"[Mm]inistry|[Ss]enate|Duma|[Cc]ongress|[Vv]eterans|[Gg]raduates|[Oo]fficers|[Gg]overnors|[Bb]usinessmen|[Ii]ndustry)\b"
    r"|\b(?:[Mm]eeting|met|meets) with (?:the |its |his |her |their |a |an )?(?:[\w'-]+ ){0,5}?(?:[Ss]ervicemen|[Ss]ervice (?:members|personnel)|"
    r"[Pp]ersonnel|[Cc]adets|[Oo]fficers|[Cc]rews?|[Pp]ilots|[Vv]eterans|[Cc]ommanders|[Gg]overnors|[Cc]ongress|[Cc]hurches|[Cc]lergy|[Ss]tudents|[Ww]orkers|"
    r"Duma|(?:Defen[cs]e|Interior) Ministry|members of the (?:[Gg]overnment|[Cc]abinet))\b(?! of [A-Z]| from [A-Z])"
    r"|\b(?:[Cc]abinet|[Bb]roadcast|[Tt]elevised|[Ee]mergency [Cc]abinet|[Pp]ress|(?:[Nn]ational )?[Ss]ecurity [Cc]ouncil|COBRA|[Bb]oard|annual leadership|weekly|collegium|command) (?:meeting|conference|briefing|session)\b"
    r"|\b(?:[Cc]abinet(?: Committee)?|CCS|DAC|Acquisition Council)\b[^.;]{0,50}?\bmeeting\b",
)


# Offices of the trade as the tables print them, where the text gives the name alone.
_OFFICE: Final = re.compile(
    r"\b(?:[Dd]efen[cs]e|Armed Forces|Army|Navy|Air Force|Military|Chief of (?:the )?(?:General|Defen[cs]e|Naval|Air) Staff)\b"
)


# Who speaks for an alliance speaks of defence.
_ALLIANCES: Final = ("NATO", "CSTO")


def is_trade(persons: Iterable[Person]) -> bool:
    """Whether one of these persons is of the defence trade by office or rank."""
    return any(
        p.portfolio in TRADE or p.rank or p.party in _ALLIANCES or _OFFICE.search(p.office or "")
        for p in persons
    )


@lru_cache(maxsize=512)
def strong_words(text: str, start: int, end: int) -> int:
    """How many defence words stand between two offsets, look-alikes left out."""
    if _FALSE.search(text, start, end) is not None:
        return len(_STRONG_SMALL.plain.findall(lowered(_FALSE.plain.sub(" ", text[start:end]))))
    return sum(1 for _ in _STRONG_SMALL.finditer(in_small(text), start, end))


def defence_near(scene: Scene, tree: Tree, reach: int = 2) -> bool:
    """Whether this sentence or the next few speak of defence."""
    spans = scene.layout.sentences
    at = next((i for i, s in enumerate(spans) if s.start <= tree.start < s.end), 0)
    last = min(len(spans) - 1, at + reach)
    first = max(0, at - 1)
    if strong_words(scene.text, spans[first].start, spans[last].end) > 0:
        return True
    arms = scene.inside(spans[first].start, spans[last].end, "equipment")
    return bool(arms) or all_about_arms(scene)


def all_about_arms(scene: Scene) -> bool:
    """Whether the report is about arms and forces from end to end, so that every meeting in it is."""
    strong = strong_words(scene.text, 0, len(scene.text))
    arms = sum(m.kind == "equipment" for m in scene.mentions)
    return (scene.military >= 2.5 and strong >= 4) or (arms >= 3 and strong >= 1)


def defence_report(scene: Scene) -> bool:
    """Whether the report as a whole speaks of defence, in more than passing."""
    arms = sum(m.kind == "equipment" for m in scene.mentions)
    return strong_words(scene.text, 0, len(scene.text)) >= 2 or scene.military >= 2.0 or arms >= 2


_FIRM: Final = re.compile(
    r"\b(?:defen[cs]e|military|militaries|military-technical|arms|weapons?|armed forces|army|navy|naval|"
    r"air force|missiles?|peacekeep\w+|warships?|warplanes?|fighter jets?|special forces|(?:joint|anti-terrorist|naval) (?:exercise|drill)s?|CSTO|"
    r"(?:regional |collective |international )?security|counter-?terroris\w+|terroris\w+)\b",
    re.IGNORECASE,
)


# So many characters make a paragraph of news.
_PARAGRAPH: Final = 600
# So many sentences open a report.
_OPENING: Final = 5


_TOP: Final = frozenset({"President", "Prime Minister", "Chancellor", "King", "Emir", "Crown Prince"})


def leaders_lead(scene: Scene, tree: Tree, persons: Iterable[Person]) -> bool:
    """Whether the report opens with leaders or ministers who meet, and defence comes up in the text below."""
    order = next((i for i, s in enumerate(scene.layout.sentences) if s.start <= tree.start < s.end), 99)
    high = [
        p
        for p in persons
        if p.level in ("head-of-state", "head-of-government", "minister")
        or (
            p.level is None and p.office in _TOP
        )  # as the table knows him, where the text gives the bare name
    ]
    # A speech is the opening of a page of its own.
    spoken = order < 99 and scene.layout.sentences[order].role == "speech"
    if order > (_OPENING + 10 if spoken else _OPENING) or not high:
        return False
    piece = _FALSE.plain.sub(" ", scene.text)
    told = bool(_FIRM.search(piece)) and strong_words(scene.text, 0, len(scene.text)) >= 1
    # A paragraph that names a type of equipment is about arms, whatever else it says.
    return told or (
        len(scene.text) < _PARAGRAPH
        and any(m.form == "table" for m in scene.inside(tree.start, tree.end, "equipment"))
    )
