"""What a claim must bear on: defence dealings between states, not their wars, courts and quarrels.

News of conflict shares its words with news of partnership: bombers are intercepted, aircraft crash, ministers
condemn a massacre and warn of a coup. A protest, a warning or a demand is a pressure *on a defence
relationship* only where the words about it speak of arms, of their trade or of military ties; equipment in the
air over a border was not handed to the state that watched it pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from communique.model import Claim
from communique.reading.matters import silenced
from communique.reading.scene import Scene
from communique.reading.semblance import only_looks
from communique.reading.sought import Sought, part

_VOICED: Final = frozenset({"diplomatic", "demand", "warning", "tariff"})
_TRADE: Final = re.compile(
    r"\b(?:arms|armaments?|weapons?|weaponry|ammunition|munitions?|bombs(?! (?:attack|blast|explosion))|shells|rockets|missiles?|missile shield|launchers?|batter(?:y|ies)|radars?|jets?|fighters?|warplanes?|"
    r"aircraft|helicopters?|tanks?|howitzers?|artillery|submarines?|warships?|frigates?|corvettes?|destroyers?|carriers?|drones?|engines?|spare parts|"
    r"(?:patrol|naval|survey|research|spy) (?:vessels?|ships?|boats?)|mercenar(?:y|ies)|Wagner|military (?:instructors|trainers)|"
    r"cooperat\w+ with [^.;]{0,30}?(?:military|army|armed forces)|(?:air|missile) defen[cs]e|"
    r"(?:military|defen[cs]e|security|strategic|arms|nuclear)[- ](?:\w+[- ])?"
    r"(?:aid|assistance|support|co-?operation|ties|relations|relationship|partnership|pact|deals?|agreements?|alliance|sales?|trade|exports?|"
    r"imports?|purchases?|procurement|orders?|contracts?|equipment|hardware|technology|supplies|imports|industry|exercises?|drills?|"
    r"manoeuv\w+|maneuv\w+|bases?|treaty|training|programmes?|programs?|spending|transfers?)|"
    r"exercises?|drills|war games|port call|alliance|AUKUS|military bases?|dual-use|export (?:licen[cs]es?|controls?|permits?|ban)|"
    r"(?:purchases?|acquisitions?|procurement|sales?|deliver(?:y|ies)|deployments?) of)\b|\b[A-Z][A-Za-z]{0,2}-\d{2,3}\b"
)
_WAR: Final = Sought(
    r"\b(?:massacres?|coups?|warning shots|protest(?:s|ers)\b.{0,40}\bstreets?|cease-?fires?|truce|airstrikes?|air strikes?|drone (?:strike|attack)s?|air ?raids?|"
    r"bomb(?:ing|ings|ed)|shell(?:ing|ed)|killing|killed|deaths?|war crimes?|executions?|hostages?|asylum|elections?|detain\w*|arrest\w*|"
    r"sovereignty|human rights|migra\w+|refugees?|terror\w*|militants?|rebels?|spied|spying|annex\w+|invasion|invad\w+|travel ban)\b",
    re.IGNORECASE,
)
_DEAL: Final = Sought(
    r"\b(?:sales?|sell\w*|sold|bu(?:y|ys|ying)|bought|purchas\w+|procur\w+|suppl(?:y|ies|ied|ying)|deliver\w*|shipments?|exports?|embargo|"
    r"transfers?|licen[cs]\w+|deals?|contracts?|co-?operat\w+|partnership|pact|exercises?|drills?|deploy\w*|acquisition|acquir\w+|"
    r"arming|military aid|military assistance|(?:provid\w+|send\w*|giv\w+|ship\w+) [^.;]{0,40}?(?:weapon\w*|arms|drones?|missiles?|ammunition|tanks?|lethal|military))\b",
    re.IGNORECASE,
)
_MEN: Final = re.compile(r"^(?!.*(?:jet|aircraft|\d)).*\b(?:fighters|bombers)$", re.IGNORECASE)
_CIVIL: Final = re.compile(
    r"\b(?:migrants?|refugees?|asylum|hijack\w*|rescue (?:ships?|vessels?)|merchant ships?|cruise ships?|commercial tankers?|defect(?:s|ed)|"
    r"court-martial|desert(?:ed|ion)|smuggl\w+)\b",
    re.IGNORECASE,
)
# Who is driven out of office, or stands before a court, pays no visit.
_EXILE: Final = re.compile(
    r"\b(?:in(?:to)? exile|ousted|deposed|overthrown|toppled|fled|flees|flee(?:ing)?|extradit\w+|trial|tribunal|state funeral|medical treatment)\b"
)
_IN_PORT: Final = re.compile(r"\b(?:migrants?|refugees?|dock(?:s|ed|ing)?)\b", re.IGNORECASE)
# A format of many states beside which two of them met is the occasion, not what ties the two.
_ASIDE: Final = re.compile(r"\b(?:sidelines|margins|fringes|side) of (?:[\w'-]+ ){0,4}$")
_BASE: Final = re.compile(r" (?:[A-Z]\w+ )?(?:military|air|naval|army) base\b")
_PREVENTED: Final = re.compile(
    r"\bprevent\w*\b[^.;]{0,80} from (?:being (?:deliver|suppl|ship|transfer|transport|sent)|(?:reach|arriv|gett)ing)"
)
# A ship is launched into the water, not at somebody.
_BUILT: Final = re.compile(
    r"\b(?:buil[dt]|shipyards?|keel|commission\w*|induct\w*|christen\w*|afloat|hull|class)\b", re.IGNORECASE
)
_CARRIER: Final = re.compile(r"\bdelivery (?:systems?|vehicles?|means)\b")
# A duty bears on the partnership where the report is about one: it is laid for the arms or the oil bought.
_MATTER: Final = re.compile(r"\b(?:defen[cs]e|arms|weapons|military|oil|crude)\b", re.IGNORECASE)
_SHOTS: Final = re.compile(r"\b(?:missiles?|drones?|rockets?)\b", re.IGNORECASE)
_CRASH: Final = Sought(r"\b(?:crash(?:es|ed|ing)?|collid\w+|collisions?)\b", re.IGNORECASE)
_MET_ALOFT: Final = re.compile(
    r"\b(?:intercept(?:s|ed|ing)?|scrambl(?:e|es|ed|ing)|shad(?:ow|owed|ows|owing)|escort(?:s|ed|ing)?)\b[^.]{0,90}"
    r"\b(?:bombers?|(?:spy|reconnaissance|surveillance|patrol)? ?(?:planes?|aircraft|jets?)|Tu-?\d+\w*|airspace|destroyers?|warships?)\b|"
    r"\b(?:international|national|neutral) (?:airspace|waters)\b[^.]{0,90}\bintercept",
    re.IGNORECASE,
)
_ALOFT: Final = Sought(
    r"\b(?:shoots? down|shot[- ]down|downs|intercepts?|intercepted|crash(?:es|ed)?|airspace|fl(?:y|ies|ew|own|ying) (?:over|near|into|close)|"
    r"heading (?:to|towards?)|(?:fir(?:e|es|ed|ing)|launch(?:es|ed|ing)?)\b.{0,60}\b(?:at|into|onto|on|towards?)|land(?:s|ed)? (?:in|on|outside|away)|scrambl(?:e|es|ed|ing)|"
    r"test-?fir\w+|tests? (?:a|an|its|two|three)|could reach|capable of reaching|range of)\b",
    re.IGNORECASE,
)


def bearing(scene: Scene, claims: Sequence[Claim]) -> list[Claim]:
    """These claims without those whose words tell of war or quarrel and of no dealing in arms."""
    kept = _without_berths([claim for claim in claims if _bears(scene, claim)])
    silent = silenced(scene) if kept else frozenset()
    return [claim for claim in kept if claim.kind not in silent]


_ARRIVING: Final = re.compile(r":(?:arriv\w+|reach|land|come|enter|dock|sail)\b")


def _without_berths(claims: list[Claim]) -> list[Claim]:
    """A ship that calls at a port is not handed over there; a ship that is bought and will arrive pays no visit."""
    calls = {(c.parties, c.evidence[0].start) for c in claims if c.type == "port-call"}
    bought = {
        tuple(sorted((*c.supplier, *c.recipient)))
        for c in claims
        if c.kind == "programme" and c.family == "naval" and not _ARRIVING.search(c.rule)
    }
    return [
        c
        for c in claims
        if not (
            c.kind == "programme"
            and c.family == "naval"
            and _ARRIVING.search(c.rule)
            and (tuple(sorted((*c.supplier, *c.recipient))), c.evidence[0].start) in calls
        )
        and not (
            c.type == "port-call"
            and c.status == "planned"
            and _ARRIVING.search(c.rule)
            and c.parties in bought
        )
    ]


def _bears(scene: Scene, claim: Claim) -> bool:
    test = _TESTS.get(claim.kind)
    return test is None or test(scene, claim, _sentence(scene, claim))


_ECONOMIC: Final = re.compile(
    r"\b(?:economic|financial|oil|energy|trade|banking|travel|gas|individual|visa)\b(?: \w+){0,2} sanctions\b|"
    r"\bsanctions\b[^.;]{0,40}\b(?:oil|gas|energy|banks?|travel)\b"
)
_ARMS: Final = re.compile(
    r"\b(?:weapon\w*|militar\w+|defen[cs]e|missiles?|drones?|jets?|aircraft|helicopters?|nuclear|warships?|tanks?|[A-Z][A-Za-z]{0,2}-\d{1,3}\w*)\b"
)


# Sanctions bear on a partnership where arms, those who make or buy them, or the law against buying them are spoken of.
_ARMS_DEALING: Final = re.compile(
    r"\b(?:CAATSA|Countering America|[A-Z][A-Za-z]{0,2}-\d{1,3}\w*|(?:missile|drone|weapons) (?:makers?|manufacturers?|producers?|industry)|(?:aid|help|support|suppl|assist)\w*[^.;]{0,50} (?:missile|drone|weapons) program(?:me)?s?|arms|armaments?|weaponry|munitions?|ammunition|warplanes?|fighter jets?|drones?|missile systems?|"
    r"(?:defen[cs]e|military|aerospace|missile)[- ](?:\w+ )?(?:firms?|compan\w+|contractors?|manufacturers?|makers?|industr\w+|sector|ministry|ministries|minister|officials?|"
    r"procurement|agenc\w+|equipment|hardware|deals?|sales?|purchases?|exports?|imports?|goods|co-?operation|ties|relations|aid|exercises?|technology|partnership|"
    r"transfers?|transactions?|systems?)|"
    r"weapons? (?:deals?|sales?|purchases?|exports?|shipments?|deliver\w+|suppl\w+|transfers?|procurement|systems?)|"
    r"(?:sales?|purchases?|exports?|shipments?|deliver(?:y|ies)|suppl(?:y|ies|ying)|transfers?|sell(?:s|ing)?|buy(?:s|ing)?|sending|providing|acquisition) (?:[\w'-]+ ){0,6}?(?:weapons|missiles?|jets|aircraft|helicopters|submarines|frigates|tanks|shells|rockets|bombs|howitzers))\b"
)
_ARMS_TRADE: Final = re.compile(
    r"\b(?:arms|weapon\w*|armaments?|militar\w+|defen[cs]e|munitions?|ammunition|missiles?|jets?|warplanes?|aircraft|helicopters?|tanks?|"
    r"warships?|submarines?|frigates?|drones?|bombs|shells|rockets|howitzers?|armou?r\w*|lethal|dual-use|components?|parts|U-boats?)\b|\b[A-Z][A-Za-z]{0,2}-\d{1,3}\b"
)
# A quarrel at a border or in the air is none over a dealing.
_BORDER: Final = re.compile(
    r"\b(?:airspace|territorial waters|incursions?|intrusions?|border (?:clash\w*|violations?)|violations? of (?:its|their|the) (?:borders?|territory)|"
    r"(?:helicopters?|jets?|aircraft|warplanes?|drones?|forces|troops) (?:struck|strikes?|attacked|hit|bombed|killed|crossed|entered))\b",
    re.IGNORECASE,
)


# What forces do to each other at sea and in the air.
_BRUSH: Final = re.compile(
    r"\b(?:water cannon|scrambl\w+|airspace|territorial waters|ramm\w+|collid\w+|laser|flares|intercept\w*|shadow\w*|buzz\w*|fired (?:a|on|at|warning)|coast guard ships?)\b",
    re.IGNORECASE,
)


# A missile fired for trial, a bomb in the making: a quarrel over what one state does alone.
_ALONE: Final = re.compile(
    r"\b(?:(?:missile|rocket|nuclear|bomb|weapons?) (?:\w+ )?(?:tests?|launch(?:es)?|development|programmes?|programs?|facilit\w+)|"
    r"(?:test|launch|firing)(?:s|es|ed|ing)? (?:of )?(?:\w+ ){0,4}(?:missiles?|rockets?|satellites?|bombs?)|nuclear (?:weapons?|bombs?|warheads?|material|arms|capabilit\w+)|"
    r"(?:chemical|biological) weapons?|uranium enrichment|projectiles?)\b",
    re.IGNORECASE,
)
_PASSED: Final = re.compile(
    r"\b(?:sales?|sell\w*|sold|bu(?:y|ys|ying)|bought|purchas\w+|suppl(?:y|ies|ied|ying)|deliver\w*|shipments?|exports?|embargo|transfers?|licen[cs]\w+|"
    r"contracts?|co-?operation|pact|alliance|exercises?|drills?|deployment|arming|military aid|submarines?|missile (?:shield|defen[cs]e))\b",
    re.IGNORECASE,
)
_TIES: Final = re.compile(
    r"\b(?:alliance|membership|bases?|treaty|treaties|pacts?|missile (?:shield|defen[cs]e)|[A-Z][A-Za-z]{0,2}-?\d{2,3}[A-Z]?s?|"
    r"mercenar(?:y|ies)|Wagner|(?:military|defen[cs]e|security|strategic) (?:\w+ )?(?:ties|relations|co-?operation|partnership|presence|activit\w+|assistance|aid|support|agreements?|equipment))\b|"
    r"\b(?:send(?:s|ing)?|sent) (?:[\w-]+ ){0,5}(?:equipment|weapons|arms|missiles|jets|aircraft|tanks|helicopters)\b|\b(?:submarines?|dock\w*|berth\w*|port calls?)\b"
)
# Hitting the strong for what they do to their people bears on no dealing in arms.
_WRONGS: Final = re.compile(
    r"\b(?:crackdown|human rights|coup|suppress\w+|protest(?:s|ers)|killings?|genocide|massacres?|corruption|elections?|abuses|civilians|ethnic cleansing)\b",
    re.IGNORECASE,
)
_ARMS_SOLD: Final = re.compile(
    r"\b(?:arms|weapon\w*|CAATSA|[A-Z][A-Za-z]{0,2}-\d{2,3}[A-Z]?s?|jets?|drones?|missiles?|procure\w*|purchas\w+|suppl(?:y|ies|ied|ying)|(?:defen[cs]e|arms) (?:firms?|compan\w+|contractors?|industry))\b"
)


def _voiced(scene: Scene, claim: Claim, words: str, before: str) -> bool:
    """Whether what is complained of, warned of or demanded is a dealing, not a deed of one state alone."""
    if _ALONE.search(words) and not _PASSED.search(words):
        return False
    if claim.instrument == "demand":
        return True
    found = claim.evidence[0]
    named = scene.inside(found.start, found.end, "equipment")
    return bool(named) or any(test.search(text) for text in (words, before) for test in (_DEAL, _TIES))


def _around(scene: Scene, claim: Claim) -> str:
    """The report some way before and after the words of a claim."""
    found = claim.evidence[0]
    return scene.text[max(0, found.start - 500) : found.end + 400]


def _pressure(scene: Scene, claim: Claim, words: str) -> bool:
    if claim.instrument == "sanctions":
        near = words + " " + _around(scene, claim)
        found = claim.evidence[0]
        armed = _ARMS_DEALING.search(near) or scene.inside(
            max(0, found.start - 500), found.end + 400, "equipment"
        )
        if (_ECONOMIC.search(words) and not _ARMS.search(words)) or not armed:
            return False
        if _WRONGS.search(words) and not _ARMS_SOLD.search(near):
            return False
    if claim.instrument == "embargo" and not _ARMS_TRADE.search(words + " " + _around(scene, claim)):
        return False
    if claim.instrument not in _VOICED:
        return True
    if claim.instrument != "tariff" and not _voiced(scene, claim, words, _before(scene, claim)):
        return False
    if (_WAR.search(words) or _BORDER.search(words)) and not _DEAL.search(words):
        return False
    if claim.instrument == "tariff" and _MATTER.search(scene.text):
        return True
    if _TRADE.search(words):
        return True
    before = _before(scene, claim)
    return bool(_TRADE.search(before)) and not (_BRUSH.search(before) and not _DEAL.search(words))


# So many characters make a paragraph of news.
_PARAGRAPH: Final = 600
_PLOT: Final = re.compile(r"\b(?:plots?|plotted|plotting|conspir\w+|foiled (?:a|an) (?:plan|attempt))\b")


_AIRLINER: Final = re.compile(
    r"\b(?:airliners?|passenger (?:jets?|planes?|aircraft)|civilian (?:jets?|planes?|aircraft)|Airlines|Airways|MH17)\b"
)


_BANDS_OWN: Final = re.compile(r"(?:Q|K)ass[ae]m\b|Katyusha\b")
_BANDS: Final = re.compile(
    r"\b(?:Hezbollah|Hizbollah|Hamas|Houthis?|Taliban|Gaza|al-Qaeda|ISIL|ISIS|Islamic State|militants?|rebels?|insurgents?|separatists?|militias?|claim\w* responsibility)\b"
)


def _use(scene: Scene, claim: Claim, words: str) -> bool:
    if _MEN.search(claim.equipment or "") or _CRASH.search(words) or _PLOT.search(words):
        return False
    if claim.rule == "use:send" and _ON_GUARD.search(words):
        return False
    if claim.family == "space" or claim.by == ("PSE",) or _POSTED.search(claim.equipment or ""):
        return False  # fired by bands, whatever their flag
    if _BANDS_OWN.match(claim.equipment or "") or (
        _BANDS.search(words) and any(slot == "by" for slot, _ in claim.inferred)
    ):
        return False
    guessed = any(slot == "by" for slot, _ in claim.inferred)
    if guessed and len(scene.text) < _PARAGRAPH and _CRASH.search(scene.text):
        return False  # what a paragraph of a crash tells of struck a wall or the sea
    if _AIRLINER.search(words) and guessed:
        return False  # who shot it down is the question
    return not _MET_ALOFT.search(words) or bool(_SHOTS.search(words))


def _engagement(scene: Scene, claim: Claim, words: str) -> bool:
    if only_looks(scene, claim, words):
        return False
    return claim.type not in ("visit", "port-call") or not (_CIVIL.search(words) or _EXILE.search(words))


def _mechanism(scene: Scene, claim: Claim, words: str) -> bool:
    if only_looks(scene, claim, words):
        return False
    found = claim.evidence[0]
    aside = _ASIDE.search(scene.text[max(0, found.start - 60) : found.start])
    great = any(len(m.parties) > 4 for m in scene.inside(found.start, found.end, "mechanism"))
    return not _BASE.match(scene.text, found.end) and not (aside and (great or len(claim.parties) > 4))


# What serves power stations and warheads is no equipment of forces.
_NUCLEAR: Final = Sought(
    r"\bnuclear\b(?!(?:[- ](?:powered|capable|armed))? ?(?:attack |ballistic )?(?:submarine|missile|bomber|carrier|SSN))",
    re.IGNORECASE,
)
_CARRIERS: Final = (
    "transport-aircraft",
    "helicopters",
    "naval",
    "combat-aircraft",
    "trainer-aircraft",
    "special-mission-aircraft",
)
# Aircraft and ships that bring relief are the means, not the goods.
_RELIEF: Final = re.compile(
    r"\b(?:deliver|carr(?:y|ies|ied)|bring|brought|transport|airlift|ferr(?:y|ied)|distribut|drop)\w* (?:[\w-]+ ){0,3}?"
    r"(?:humanitarian|relief|aid|food|water|medicines?|medical|tents|blankets|survivors|evacuees|vaccines?|supplies)\b"
)
_FOR_DRILLS: Final = re.compile(
    r"\b(?:to (?:carry out|conduct|take part|participate|train|join|hold|perform)|for (?:\w+ ){0,2}(?:exercises?|drills?|manoeuvres|training|flights|patrols?|an air show))\b"
)


# Goods that land are told of as goods: a lot, an order, a delivery.
_BROUGHT: Final = re.compile(
    r"\b(?:first|second|third|final|last|remaining|more|batch|consignment|shipment|deliver\w*|order\w*|bought|purchas\w+|contract\w*|new|of \d+|carrying|donat\w+|"
    r"suppl\w+|two|three|four|five|six|ten)\b"
)
_POSTED: Final = re.compile(
    r"\b(?:mail|letter|parcel|car|truck|pipe|nail|suicide) bombs?\b|\b(?:chemical|biological) (?:weapons?|agents?)\b",
    re.IGNORECASE,
)
_AIRLINE: Final = re.compile(
    r"(?:Boeing 7[0-8]7|Airbus A3[1-8]\d|A3(?:00|10|18|19|20|21|30|40|50|80)|Cessna|Piper)\b|(?:air)?planes?$"
)
_FORCES: Final = re.compile(
    r"\b(?:air force|military|navy|army|tankers?|defen[cs]e|presidential|patrol|warning|surveillance|forces)\b",
    re.IGNORECASE,
)
_FLOWN: Final = re.compile(r"\b(?:took|take|taking|takes) off and land")
_TAKEN: Final = re.compile(
    r"\b(?:seiz\w+|captur\w+|commandeer\w*|destroy\w*|wreck\w*|loot\w*|downed|shot[- ]down|shoot\w* down|knocked out|blown up|hijack\w*|stolen|raid\w*)\b"
)
# Forces sent to stand watch abroad stay those of who sends them.
_ON_GUARD: Final = re.compile(
    r"\bto (?:help )?(?:guard|deter|protect|patrol|police|monitor|reinforce|bolster (?:its|the) (?:presence|eastern flank)|watch over|secure)\b"
)


# A service is no equipment.
_FORCE_ONLY: Final = re.compile(r"^(?:the )?(?:[A-Z][\w-]+ )?(?:Air Force|Army|Navy|Armed Forces)$")


# A blow that is delivered, mines that are cleared.
_OTHER_MATTER: Final = Sought(
    r"\bdeliver\w* (?:[\w-]+ ){0,4}(?:(?:blows?|strikes?)(?! (?:\w+ )?(?:missiles?|weapons?|aircraft|fighters?|drones?|systems?|capabilit\w+|group|packages?))|speech|address|lecture|remarks|statement|sermon)\b",
    re.IGNORECASE,
)
_CLEARED: Final = re.compile(r"\b(?:clear(?:ed|s|ing)?|demin\w+|mine[- ]clear\w*|defus\w+|neutrali[sz]\w+)\b")
_GETTING: Final = (
    "programme:told",
    "programme:receive/v",
    "programme:get/v",
    "programme:give/v",
    "programme:use/v",
)


_FORCES_OF_OURS: Final = re.compile(
    r"\b(?:(?:ground|air|naval|land|armed|special|airborne|missile|our) (?:and \w+ )?forces|army|navy|fleet|air force|troops|servicem[ae]n|units|regiments?|brigades?)\b",
    re.IGNORECASE,
)


def _own_arms(scene: Scene, claim: Claim) -> bool:
    """``The ground forces will receive new tanks``, said by a leader of those who make them: they are his own."""
    start = claim.evidence[0].start
    if claim.rule not in _GETTING or len(claim.supplier) != 1:
        return False
    spoken = any(b.role == "speech" and b.start <= start < b.end for b in scene.layout.blocks)
    span = next((s for s in scene.layout.sentences if s.start <= start < s.end), None)
    if not spoken or span is None or scene.speaker_at(start) != claim.supplier[0]:
        return False
    named = {p for m in scene.inside(span.start, span.end, "party", "body", "place") for p in m.parties}
    ours = _FORCES_OF_OURS.search(scene.text, span.start, span.end) is not None
    return ours and not named & set(claim.recipient)


def _programme(scene: Scene, claim: Claim, words: str) -> bool:
    name = claim.equipment or ""
    if _FORCE_ONLY.search(name) or _OTHER_MATTER.search(words) or _own_arms(scene, claim):
        return False
    if name.endswith(("mine", "mines")) and _CLEARED.search(words):
        return False
    if "land" in claim.rule and (_FLOWN.search(words) or not _BROUGHT.search(words)):
        return False
    if _POSTED.search(name) or (_AIRLINE.match(name) and not _FORCES.search(words)):
        return False
    if _CIVIL.search(name) and _IN_PORT.search(words):
        return False
    at = words.find(name)
    if _NUCLEAR.search(words[max(0, at - 30) : at + len(name)] if at >= 0 else name) or (
        claim.family == "space" and "atellite" not in name
    ):
        return False
    if (claim.family in _CARRIERS and _RELIEF.search(words)) or (
        "arrive" in claim.rule and _FOR_DRILLS.search(words)
    ):
        return False
    if _PREVENTED.search(words) or ("delivery" in claim.rule and _CARRIER.search(words)):
        return False
    if claim.rule == "programme:told" and _TAKEN.search(words):
        return False
    if claim.rule.split(":")[1].startswith(("send", "deploy", "fly", "move")) and _ON_GUARD.search(words):
        return False
    if _DEAL.search(words) or (claim.family == "naval" and _BUILT.search(words)):
        return True
    return not _ALOFT.search(words) and not _CRASH.search(_before(scene, claim)[-200:])


_TESTS: Final[dict[str, Callable[[Scene, Claim, str], bool]]] = {
    "pressure": _pressure,
    "use": _use,
    "engagement": _engagement,
    "mechanism": _mechanism,
    "programme": _programme,
}


def _sentence(scene: Scene, claim: Claim) -> str:
    """The sentence of a claim's words."""
    at = claim.evidence[0].start
    for tree in scene.trees.values():
        if tree.start <= at < tree.end:
            return part(scene.text, tree.start, tree.end)
    return scene.text[at : claim.evidence[0].end]


def _before(scene: Scene, claim: Claim) -> str:
    """What stands in the report before the sentence: the matter that a protest answers."""
    start = claim.evidence[0].start
    return part(scene.text, max(0, start - 600), start)
