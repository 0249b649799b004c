"""What only looks like a dealing between states: truces, feasts, tankers in port, drills against a neighbour.

News in a paragraph names two states and an army word in most items of the day. A pact, a visit or an exercise that is
read there by its word alone is kept only where the sentence tells of what makes it one between the two.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from communique.model import Claim
from communique.reading.scene import Scene
from communique.reading.sought import Sought

# What is agreed to end a fight, or about goods and germs, is no pact of defence.
_TRUCE: Final = Sought(
    r"\b(?:cease-?fires?|truces?|armistice|stand-?offs?|disengage\w*|de-?escalat\w+|safe zones?|hostages?|prisoners?|prisoner swap|chemical weapons?|chemical arsenal|"
    r"peace (?:deal|accord|agreement|treaty|talks|plan|process)|vaccines?|inoculation|COVID-19|pandemic|denuclearis\w+|denucleariz\w+|hostilities|reparations|"
    r"(?:coal|free|preferential) trade|trade (?:deal|agreement|terms|talks)|trade and cooperation|rail links?)\b",
    re.IGNORECASE,
)
_TOGETHER: Final = re.compile(
    r"\b(?:(?:military|defen[cs]e|security|intelligence|arms|strategic)(?:[- ]technical)? (?:and \w+ )?(?:co-?operation|ties|relations|pact|agreements?|treaty|partnership|deals?|accords?|aid|"
    r"assistance|talks|dialogue|exercises?|drills?|alliance|coordination|hotlines?|cooperation)|mutual defen[cs]e|joint (?:exercise|drill|patrol|production)s?|"
    r"arms|weapons? (?:sale|deal|deliver)\w*|military-to-military|defen[cs]e (?:minister|secretary|chief)s?|hotlines?|bases?|submarines?|jets?|drones?|fighters?|exercises|drills)\b",
    re.IGNORECASE,
)
# A ceremony between two states passes, shows or begins something.
_PASSED: Final = re.compile(
    r"\b(?:hand(?:s|ed|ing)?[- ]?over|handover|deliver\w*|commission\w*|decommission\w*|induct\w*|launch\w*|keel|steel|roll(?:s|ed|ing)?[- ]?(?:out|off)|sign\w*|receiv\w*|transfer\w*|"
    r"christen\w*|nam(?:ed|ing)|flag|base|centres?|centers?|factory|plants?|facilit\w+|production|ground-?breaking|exercises?|drills?|unveil\w*|accept\w*|donat\w*|acceptance|open\w*|inaugurat\w*|"
    r"(?:war)?ships?|took over|tak(?:es?|ing) over|vessels?|jets?|aircraft|helicopters?|submarines?|frigates?|corvettes?|tanks?|vehicles|missiles?|systems?|NATO|accession|honou?r|guard)\b",
    re.IGNORECASE,
)
_MOURNING: Final = re.compile(
    r"\b(?:bod(?:y|ies)|coffins?|remains|funerals?|buri(?:al|ed)|victims|fallen|anniversary|[Rr]emembrance|memorial|commemorat\w+|rail(?:way)?|roads?|torch|pipeline|marr(?:y|ies|ied)|wedding)\b"
)
# Who calls at a port is of a navy; tankers, wrecks and ferries are not.
_NAVAL: Final = re.compile(
    r"\b(?:[Ww]arships?|[Nn]av(?:y|al|ies)|[Ff]rigates?|[Dd]estroyers?|[Cc]arriers?|[Ss]ubmarines?|[Cc]orvettes?|[Cc]ruisers?|[Ff]lotillas?|[Ss]quadrons?|[Gg]unboats?|[Pp]atrol (?:ships?|boats?|vessels?)|"
    r"[Bb]ombers?|[Ff]leets?|[Ss]trike [Gg]roups?|[Mm]ilitary (?:ships?|vessels?)|[Tt]raining ships?|[Cc]oast [Gg]uard|port (?:call|visit)s?|goodwill|[Mm]inesweepers?|USS|HMS|HMAS|HMCS|INS|JS|ROKS|PNS|BRP|KRI|TCG|FGS|HNLMS|FS)\b"
)
_MISHAP: Final = re.compile(
    r"\b(?:search(?:es|ing)? for|missing|hijack\w*|seiz\w+|detain\w*|crash\w*|commercial|cargo ship|oil tankers?|quarantin\w*|coronavirus|COVID-19|migrants|went (?:missing|down)|airspace|air defen[cs]e identification|incursions?)\b",
    re.IGNORECASE,
)
# At whom an exercise is aimed, or who decries it, has no part in it.
_AGAINST: Final = re.compile(
    r"\b(?:describ|condemn|denounc|decri|criticis|criticiz|encircl|surround|blockad|simulat|threaten|warn|around|near|off|against|border)\w*\b"
)
# What makes an exercise one of several.
_JOINED: Final = re.compile(
    r"\b(?:joint\w*|with|together|alongside|bilateral|trilateral|multinational|multilateral|combined|both|between|shared|participa\w+|tak\w+ part|took part|join\w*|invit\w+|"
    r"host\w*|allied|allies|partners?|countries|nations|respective|friendly|international)\b",
    re.IGNORECASE,
)
# A body of one state alone, by its name.
_OWN_BODY: Final = re.compile(
    r"(?:\b(?:National|State|Supreme|Central|House|Senate|Federal|People's|Cabinet|Politburo|Parliamentary|Presidential)\b.{0,40}"
    r"\b(?:Committee|Commission|Council|Board|Bureau|Court)$|\bCourt\b)"
)
_ECONOMIC: Final = re.compile(
    r"\b(?:Economic|Trade|Investment|Financial|Free Trade|Climate|Energy|Commerce)\b"
)
_ARMED_NAME: Final = re.compile(
    r"\b(?:Defen[cs]e|Military|Security|Arms|Naval|Strategic and Economic|2\+2|Technical)\b"
)

# States and what lies under their own flag: nobody goes abroad there.
_UNDER: Final = {
    "USA": frozenset({"GUM", "PRI", "ASM", "VIR", "MNP"}),
    "GBR": frozenset({"GIB", "FLK", "BMU", "CYM", "IOT", "SHN", "IMN", "JEY", "GGY", "VGB", "TCA", "MSR", "AIA"}),
    "FRA": frozenset({"NCL", "PYF", "GUF", "REU", "MYT", "GLP", "MTQ", "SPM", "WLF"}),
    "DNK": frozenset({"GRL", "FRO"}),
    "NLD": frozenset({"ABW", "CUW", "SXM", "BES"}),
    "CHN": frozenset({"HKG", "MAC"}),
    "NZL": frozenset({"COK", "NIU", "TKL"}),
}  # fmt: skip


# "The suspension covers bilateral meetings and port visits": what is not held any more.
_SUSPENDED: Final = re.compile(
    r"\b(?:suspension|freeze|halt|moratorium|pause) (?:of [^.;,]{0,40} )?(?:covers?|covered|includes?|included|affects?|affected|applies to|applied to|extends to|concerns?)\b"
)


# "will boycott the alliance's meetings": whoever stays away meets nobody.
_SHUNNED: Final = re.compile(
    r"\b(?:skip(?:s|ped|ping)?|boycott(?:s|ed|ing)?|shun(?:s|ned|ning)?|snub(?:s|bed|bing)?|stay(?:s|ed|ing)? away from|pull(?:s|ed|ing)? out of|"
    r"(?:not|refus\w+ to|declin\w+ to) (?:attend|take part in|join))\b[^.;,]{0,40}\b(?:meetings?|summits?|sessions?|talks|gatherings?)\b"
)


def only_looks(scene: Scene, claim: Claim, words: str) -> bool:
    """Whether an engagement or mechanism of this sentence is one in its words only."""
    if claim.kind == "mechanism":
        return _no_framework(claim)
    return (
        _at_home(claim)
        or _SUSPENDED.search(words) is not None
        or (claim.type in ("meeting", "talks") and _SHUNNED.search(words) is not None)
        or _leaders_on_other_matters(scene, claim)
        or _TESTS.get(claim.type or "", _never)(scene, claim, words)
    )


# A leader who telephones or visits over a war or an outrage speaks of that, where nothing says that he dealt in arms.
_OTHER_MATTER: Final = re.compile(
    r"\b(?:shell(?:s|ed|ing)|bombard\w*|clashes|fighting|massacres?|cease-?fires?|truce|attacks?|attacked|killed|hostages?|disappearance|oil prices?|trade deals?|COVID-19|"
    r"elections?|earthquake|refugees?|migrants?|human rights|peace (?:initiative|plan|process|talks)|[Cc]ivil [Ww]ar|denuclearis\w+|denucleariz\w+)\b"
)
_DEALT: Final = re.compile(
    r"\b(?:arms|weapons?|weaponry|militar(?:y|ies)|defen[cs]e|security|(?:air|missile) defen[cs]e|drones?|jets?|tanks?|missiles?|ammunition|artillery|helicopters?|warships?|submarines?|frigates?|"
    r"exercises?|drills?|alliance|NATO|pact|bases?|troops|forces|deployments?|sanctions|support|assistance|guarantees?|[A-Z][A-Za-z]{0,2}-\d{1,3})\b"
)


def _leaders_on_other_matters(scene: Scene, claim: Claim) -> bool:
    """Whether only leaders meet, in a paragraph that tells of a war or of trade and of no dealing in arms."""
    short = len(scene.text) < _PARAGRAPH and claim.type in ("call", "meeting", "talks", "visit")
    trade = any(_OFFICE.search(person.office or "") for person in claim.participants)
    if not short or trade or not claim.participants:
        return False
    return bool(_OTHER_MATTER.search(scene.text)) and not _DEALT.search(_NAMES.sub(" ", scene.text))


# Ministries and forces that only speak or fight are no matter of a meeting.
_NAMES: Final = re.compile(r"\b(?:[Dd]efen[cs]e|[Ff]oreign) [Mm]inist\w+|\b(?:Security|NATO) Council\b")
_OFFICE: Final = re.compile(
    r"\b(?:[Dd]efen[cs]e|[Aa]rm(?:y|ed)|[Nn]avy|[Aa]ir [Ff]orce|[Ss]taff|[Gg]eneral|[Ss]ecurity|[Ii]ntelligence|[Aa]dmiral)\b"
)
# So many characters make a paragraph of news.
_PARAGRAPH: Final = 700


def _never(scene: Scene, claim: Claim, words: str) -> bool:
    return False


def _guessed(claim: Claim) -> bool:
    """Whether the report, not the sentence, gave the parties."""
    return any(slot == "parties" and how.startswith("report") for slot, how in claim.inferred)


def _at_home(claim: Claim) -> bool:
    """``docked in Guam``: the parties are a state and its own territory."""
    return len(claim.parties) == 2 and any(
        set(claim.parties) - {at} <= under for at, under in _UNDER.items() if at in claim.parties
    )


def _pact(scene: Scene, claim: Claim, words: str) -> bool:
    return bool(_TRUCE.search(words)) and not _TOGETHER.search(words)


def _ceremony(scene: Scene, claim: Claim, words: str) -> bool:
    sides = {person.party for person in claim.participants} - {None}
    mourning = bool(_MOURNING.search(words)) and not _GIVEN.search(words)
    return mourning or (len(sides) < 2 and not _PASSED.search(words))


# A hand-over stays one on an anniversary, too.
_GIVEN: Final = re.compile(
    r"\b(?:hand(?:s|ed|ing)?[- ]?over|handover|deliver(?:y|ed|ies)|(?:de)?commission(?:ed|ing)|induct\w*|keel|rolled? out|roll-?out|donat\w+|"
    r"accept\w*|inaugurat\w+|took delivery|frigates?|submarines?|corvettes?|patrol (?:boats?|vessels?|ships?)|helicopters?|aircraft)\b"
)


# Warplanes that fly near call at no port.
_ALOFT: Final = re.compile(r"\b(?:air defen[cs]e identification zone|incursions?|its airspace)\b")


def _port(scene: Scene, claim: Claim, words: str) -> bool:
    # A longer report of ships of war says "the ship" where it calls.
    naval = _NAVAL.search(words) or (len(scene.text) >= _PARAGRAPH and _NAVAL.search(scene.text))
    return (
        _guessed(claim)
        and claim.rule != "engagement:call"
        and (not naval or bool(_MISHAP.search(words)) or bool(_ALOFT.search(scene.text)))
    )


def _visit(scene: Scene, claim: Claim, words: str) -> bool:
    unnamed = not claim.participants and (_guessed(claim) or "UN" in claim.parties)
    return "crash" in words or (unnamed and not _GOERS.search(words))


_GOERS: Final = re.compile(
    r"\b(?:delegations?|officials?|officers?|chiefs?|generals?|admirals?|[Mm]inisters?|[Ss]ecretary|[Pp]resident|commanders?|leaders?|envoys?|trip|visits?|visited|visiting)\b"
)


def _exercise(scene: Scene, claim: Claim, words: str) -> bool:
    """``Russia drilled at the border with Ukraine``: who is only near, or watched, takes no part."""
    how = dict(claim.inferred).get("parties", "")
    guessed = how.endswith(("the other party of the pair", "the persons in it")) and not (
        len(scene.text) >= _PARAGRAPH and _DRILL_OF_BOTH.search(scene.text)
    )
    against = (
        len(claim.parties) == 2 and _AGAINST.search(words) is not None and not _side_by_side(scene, claim)
    )
    return (guessed or against) and not _JOINED.search(words)


# A longer report of a joint exercise does not say so in each sentence.
_DRILL_OF_BOTH: Final = re.compile(
    r"\b(?:[Jj]oint|[Bb]ilateral|[Cc]ombined|[Tt]rilateral|[Mm]ultinational) (?:[\w-]+ ){0,3}(?:exercises?|drills?|training|man(?:oeuv|euv)(?:re|er)s?)\b|"
    r"\b(?:exercises?|drills?) (?:with|between)\b"
)


def _side_by_side(scene: Scene, claim: Claim) -> bool:
    """Whether the words name both in one breath: "A and B", "A's navy and B's"."""
    found = claim.evidence[0]
    marks = [
        m
        for m in scene.inside(found.start, found.end, "party", "body")
        if set(m.parties) & set(claim.parties)
    ]
    return any(
        set(a.parties) != set(b.parties)
        and re.fullmatch(r".{0,30}?(?:,| and |-|\u2013|/).{0,12}", scene.text[a.end : b.start])
        for a, b in pairwise(marks)
    )


_TESTS: Final = {
    "agreement": _pact,
    "talks": _pact,
    "ceremony": _ceremony,
    "port-call": _port,
    "visit": _visit,
    "exercise": _exercise,
}


def _no_framework(claim: Claim) -> bool:
    """``the National Defence Commission``, ``Trade and Cooperation Agreement``: of one state, or not of arms."""
    name = claim.name or ""
    return (len(claim.parties) == 2 and bool(_OWN_BODY.search(name)) and "Joint" not in name) or bool(
        _ECONOMIC.search(name) and not _ARMED_NAME.search(name)
    )
