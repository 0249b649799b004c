"""Step three, the gate: which documents and which sentences are worth parsing.

A document passes if it names two parties and a defence word that a frame could start from; a sentence
passes if it holds equipment, a mechanism, an exercise or an operation, or a party or person beside a
trigger. Everything else, which is most of the world's news, stops here at the cost of one look.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from ahocorasick_rs import AhoCorasick

from communique.reading.mentions import Mention
from communique.reading.relevance import STRONG
from communique.reading.seeking import beginnings
from communique.reading.ships import flag
from communique.reading.sought import Sought, hold, small_sought
from communique.reading.text import Layout, Span, lowered, small_pattern

_ARMS: Final = (
    r"\b(?:defen[cs]e|militar\w+|army|armies|nav(?:y|ies|al)|air force|armed forces|troops|soldiers?|weapon\w*|arms|armed|missiles?|warplanes?|"
    r"warships?|corvettes?|destroyers?|radars?|sonars?|torpedo\w*|armou?red|patrol (?:boats?|ships?|vessels?|craft|aircraft|planes?|cutters?)|gunships?|reconnaissance|early[- ]warning|electronic[- ]warfare|surveillance (?:aircraft|planes?|drones?)|spy planes?|jets?|fighters?|tanks?|drones?|submarines?|frigates?|helicopters?|ammunition|munitions|bombs?|howitzers?|exercises?|drills?|"
    r"sanctions?|embargo|CAATSA|combat|artillery|rockets?|rifles?|peacekeep\w+|alliance|terroris\w+|counter-?terror\w*|"
    r"visiting forces|reciprocal access|status of forces|coast ?guards?|marines?|forces|shells|body armou?r|demining|guns|re-export\w*|warheads?|grenades?|mortars?|night[- ]vision)\b"
)
_DEFENCE_WORDS: Final = rf"{_ARMS}|\b(?:treat(?:y|ies)|security|strategic)\b"
_DEFENCE: Final = small_pattern(_DEFENCE_WORDS)
_TRIGGER: Final = small_sought(
    r"\b(?:customers?|buyers?|met|meet\w*|talk\w*|visit\w*|held|hold\w*|host\w*|receiv\w+|call\w*|phon\w+|spoke\w*|speak\w*|convers\w+|discuss\w*|sign\w*|ink\w*|agree\w*|pact|treaty|"
    r"accord|memorandum|MoU|deal|contract\w*|exercis\w+|drill\w*|manoeuv\w+|maneuv\w+|dock\w*|port call|harbou?rs?|ceremon\w+|commission\w*|inaugurat\w+|"
    r"suppl\w+|s[eo]l[ld]\w*|sale\w*|deliver\w*|provid\w+|send\w*|sent|ship\w*|export\w*|donat\w+|gift\w*|transfer\w*|g[ai]v\w+|hand\w*|len[dt]\w*|lease\w*|"
    r"b[uo][yu]\w*|purchas\w+|acqui\w+|procur\w+|order\w*|import\w*|obtain\w*|induct\w*|select\w*|"
    r"produc\w+|manufactur\w+|buil[dt]\w*|assembl\w+|develop\w*|licen[cs]\w+|train\w*|upgrad\w+|moderni[sz]\w+|overhaul\w*|repair\w*|maint\w+|"
    r"use[ds]?|using|deploy\w*|fir(?:e|ed|ing)|shot|launch\w*|sanction\w*|tariff\w*|embargo\w*|ban\w*|block\w*|suspend\w*|halt\w*|paus\w+|freez\w+|froze\w*|"
    r"fl(?:y|ies|ew|own)|prove[dns]?|struck|strik\w+|attack\w*|destroy\w*|down(?:ed|ing|s)|object\w*|oppos\w+|accus\w+|lift\w*|waiv\w+|revok\w+|eas(?:e|ed|es|ing)|"
    r"veto\w*|critici\w+|denounc\w+|fum(?:e|es|ed)|retaliat\w+|restrict\w*|relations(?:hips?)?|deteriorat\w*|worsen\w*|relian\w*|rel(?:y|ies|ied)|dependen\w*|falter\w*|reception|friendship|ties|bonds?|allies|alliance|"
    r"threat\w*|warn\w*|concerns?|convey\w*|complain\w*|urg\w+|demand\w*|condemn\w*|protest\w*|summon\w*|expel\w*|remov\w+|cooperat\w+|co-operat\w+|partner\w*|strengthen\w*|deepen\w*|"
    r"boost\w*|expand\w*|downgrad\w+|sever\w*|approv\w+|pledg\w+|promis\w+|announc\w+|cancel\w*|scrap\w*|postpon\w+|delay\w*|visit|trip|arriv\w+|travel\w*|"
    r"summit|dialogue|consult\w+|negotiat\w+|commit\w*|join\w*|welcom\w+|tour\w*|closer|rapprochement|mend(?:ed|ing|s)?|drift(?:ed|ing)?|estrang\w*|strain(?:ed|s)?|sour(?:ed|s)?|cooled|rift|attend\w*|co-chair\w*|chair\w*|equip\w*|arm(?:ed|ing)?|receive[ds]?|offer\w*)\b",
)


# Words that tell of a dealing only where somebody of rank, a party or a body stands beside them.
_WEAK: Final = Sought(
    r"\b(?:s[ae][wt]|see|seen|sees|sit(?:s|ting)?|went|go(?:es|ing)?|c[ao]m(?:e|es|ing)|told|tells?|ask(?:s|ed)?|put|guest|landed|flew|fl(?:y|ies|ying)|left|leav(?:e|es|ing)|"
    r"telephon\w*|tak(?:e|es|ing) part|took part|participat\w*|contingents?|sail\w*|moor\w*|berth\w*|anchor\w*|enter\w*|steam\w*|ratif\w*|initial\w*|conclud\w*|led|brought|"
    r"patrol\w*|due|expected|awaited|here|unveil\w*|present\w*|names?|stay\w*|touched|(?:is|was|were|been)(?: also| now| currently| then)? in|paid|embark\w*|together)\b"
)
# Verbs and nouns of talk and of pressure beside those: the frames' words that no sentence needs a weapon for.
_TOLD: Final = small_pattern(
    r"\b(?:confer\w*|consult\w*|convene[ds]?|convening|deliberat\w+|huddle\w*|interact\w*|parley\w*|round|session\w*|sitting|stopover|"
    r"(?:tele|video)conferenc\w+|telecon|exchang\w+|views|greet\w*|brief(?:ed|s|ing)?|inform(?:ed|s|ing)?|assur\w+|clinch\w*|seal(?:ed|s|ing)?|finali[sz]\w+|renew\w*|"
    r"extend(?:ed|s|ing)?|adopt\w*|endors\w+|reached|expire[ds]?|lapse[ds]?|terminat\w+|annul\w*|abrogat\w+|rescind\w*|repudiat\w+|renounc\w+|withdr[ae]w\w*|"
    r"quit|arrangements?|protocols?|conventions?|conclusion|depart\w*|journey\w*|dispatch\w*|"
    r"press(?:ed|es|ing|ure[ds]?|uring)?|push(?:ed|es|ing)?|lean(?:ed|s|ing|t)?|lobb(?:y|ied|ies|ying)|nudg\w+|prod(?:ded|s)?|implor\w+|exhort\w*|appeal\w*|beseech\w*|caution\w*|admonish\w*|"
    r"advis\w+|remind\w*|discourag\w+|dissuad\w+|deter(?:red|s)?|insist\w*|slam\w*|blast\w*|decr(?:y|ied|ies)|deplor\w+|lambast\w*|berat\w+|rebuk\w+|upbraid\w*|chid\w+|reprov\w+|"
    r"rap(?:ped|s)?|rail(?:ed|s)?|rejec\w+|refus\w+|den(?:y|ied|ies)|declin\w+|forb[ai]d\w*|prohibit\w*|barred|bars|curb\w*|exempt\w*|penal(?:ty|ties|i[sz]\w+)|punish\w*|repris\w+|"
    r"blacklist\w*|designat\w+|exclud\w+|evict\w*|eject\w*|oust\w*|recall\w*|disinvit\w+|withh[eo]ld\w*|tighten\w*|permit\w*|allow\w*|authori[sz]\w+|"
    r"anger\w*|ire|fury|outrage\w*|backlash|dismay\w*|disquiet|unease|misgivings?|qualms?|displeas\w+|disapprov\w+|discontent|alarm\w*|grievances?|reservations?|representations?|"
    r"demarches?|ultimatum|moratorium|countermeasures?|(?:previous|earlier|past|similar) (?:deals?|contracts?|orders?|sales?))\b"
)
_PEOPLE: Final = ("party", "body", "office", "rank", "person")


# Families whose common nouns are martial by themselves; an engine, a truck or a vessel is not.
_MARTIAL: Final = frozenset(
    {
        "naval",
        "armour",
        "artillery",
        "missiles",
        "air-defence",
        "munitions",
        "small-arms",
        "drones",
        "combat-aircraft",
    }
)
_CIVIL: Final = frozenset(
    {
        "vessel",
        "aircraft",
        "plane",
        "airplane",
        "aeroplane",
        "mine",
        "shell",
        "gun",
        "icebreaker",
        "cutter",
        "trainer",
        "bullet",
        "explosive",
    }
)


def is_martial(mention: Mention) -> bool:
    """Whether a mention is of arms."""
    return mention.kind == "equipment" or (
        mention.kind == "noun"
        and mention.row.get("family") in _MARTIAL
        and mention.row.get("noun") not in _CIVIL
    )


_HIGH: Final = re.compile(r"General|Admiral|Marshal|Commodore|Brigadier")


def is_of_trade(mention: Mention) -> bool:
    """Whether a mention is of somebody who deals in defence: by office, by high rank, or as the tables know them."""
    if mention.kind == "rank":
        return _HIGH.search(mention.text) is not None
    if mention.kind == "office":
        return mention.row.get("portfolio") in ("defence", "military")
    return mention.kind == "person" and "efen" in mention.row.get("office", "")


def passes(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether a document can hold a claim at all: two parties, and a word of defence."""
    parties = {p for m in mentions for p in m.parties}
    if len(parties) < 2 and not any(m.kind == "equipment" for m in mentions):
        # A ship's name tells its state as well: "the frigate HMAS Anzac in Manila".
        parties.update(flag(text))
        if len(parties) < 2:
            return False
    return speaks_of_defence(text) or any(is_martial(m) or is_of_trade(m) for m in mentions)


def speaks_of_defence(text: str) -> bool:
    """Whether a folded text holds a word that any defence matter could be told with."""
    small = lowered(text)
    # The pattern is asked only where a word begins as one of its words does: ten times as fast over idle text.
    return any(
        _DEFENCE.match(small, start) is not None
        for _, start, _ in _BEGINNINGS.find_matches_as_indexes(small, overlapping=True)
    )


_SIGNAL_WORDS: Final = (
    rf"{STRONG.pattern}|{_ARMS}|\b(?:sanction\w*|embargo\w*|tariff\w*|export controls?|expel\w*|threat\w*|terroris\w+|"
    r"detente|ties|(?:council|meeting|summit|session)s? of (?:the )?(?:heads|presidents|leaders|chiefs))\b"
)
_SIGNAL: Final = small_sought(_SIGNAL_WORDS)
# So far from a sentence that speaks of defence or arms, another can tell more of the same; and so much of the
# beginning is read in any case where anything below speaks of them.
_REACH: Final = 4
_LEAD: Final = 6
_SOON: Final = 3
# Mentions that speak of arms or forces wherever they stand.
_THINGS: Final = ("equipment", "noun", "mechanism", "exercise", "operation", "rank")


def wanted(layout: Layout, mentions: Sequence[Mention]) -> list[Span]:
    """The sentences to parse: they could tell of a dealing, and what they stand near speaks of defence."""
    spans = layout.sentences
    small = hold(layout.folded)
    inside = _by_sentence(spans, mentions)
    spoken = _spoken(small, spans)
    signals = [at in spoken or _signals(found) for at, found in enumerate(inside)]
    # A text that speaks of defence in one passing word ("exercise", "ties") is read around that word only.
    passing = sum(signals) == 1 and _is_passing(small, spans[signals.index(True)], mentions)
    near = _near(signals, 1 if passing else _REACH)
    # What is told at the beginning, the passing word may be about, if it comes soon.
    if not passing or any(signals[:_SOON]):
        near[:_LEAD] = [any(signals)] * len(near[:_LEAD])
    beside = _near(signals, 1)
    speech = next((block.start for block in layout.blocks if block.role == "speech"), len(small))
    return [
        span
        for at, (span, found) in enumerate(zip(spans, inside, strict=True))
        # Speakers talk of many things: in a transcript only what stands right beside is looked into.
        if (near[at] if span.start < speech else beside[at] or _VISIT.search(small, span.start, span.end))
        and _tells(layout.folded, small, span, found)
    ]


# The visit during which a transcript was taken is told where it was opened.
_VISIT: Final = re.compile(r"\bvisit\b")


def _is_passing(small: str, span: Span, mentions: Sequence[Mention]) -> bool:
    """Whether the only sentence that speaks of defence does so in one word, and no thing or officer is named."""
    if any(m.kind in _THINGS or is_of_trade(m) for m in mentions):
        return False
    if _FIELD.search(small, span.start, span.end):
        return False
    return sum(1 for _ in islice(_SIGNAL.finditer(small, span.start, span.end), 2)) == 1


# Words that name defence as a field of what two do together are never said in passing.
_FIELD: Final = small_pattern(
    r"\bmilitary[- ](?:and )?(?:technical|technology|technological|industrial)\b|\b(?:military|defen[cs]e)(?:,? (?:and )?[\w-]+){0,2} "
    r"(?:cooperation|co-operation|ties|relations|contacts|partnership)\b|\bdefen[cs]e industr(?:y|ies)\b"
)


def _near(signals: Sequence[bool], reach: int) -> list[bool]:
    """Which sentences stand no farther than ``reach`` from one with a signal."""
    near = [False] * len(signals)
    for at, signal in enumerate(signals):
        if signal:
            for other in range(max(0, at - reach), min(len(signals), at + reach + 1)):
                near[other] = True
    return near


def _by_sentence(spans: Sequence[Span], mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The mentions that lie wholly in each sentence; both come in the order of the text."""
    found: list[list[Mention]] = []
    at = 0
    for span in spans:
        while at < len(mentions) and mentions[at].start < span.start:
            at += 1
        first = at
        while at < len(mentions) and mentions[at].start < span.end:
            at += 1
        found.append([m for m in mentions[first:at] if m.end <= span.end])
    return found


def _signals(inside: Sequence[Mention]) -> bool:
    """Whether a sentence names arms, forces or the trade's people."""
    return any(m.kind in _THINGS or is_of_trade(m) for m in inside)


def _spoken(small: str, spans: Sequence[Span]) -> set[int]:
    """Which sentences hold a word of defence, arms or pressure."""
    return {at for at, span in enumerate(spans) if _SIGNAL.search(small, span.start, span.end) is not None}


def _tells(text: str, small: str, span: Span, inside: Sequence[Mention]) -> bool:
    """Whether a sentence holds a thing, or a word that could tell of a dealing."""
    return (
        any(m.kind in _THINGS[:-1] for m in inside)
        or _TRIGGER.search(small, span.start, span.end) is not None
        or (
            any(m.kind in _PEOPLE for m in inside)
            and (
                _WEAK.search(text, span.start, span.end) is not None
                or _TOLD.search(small, span.start, span.end) is not None
            )
        )
    )


_BEGINNINGS: Final = AhoCorasick([one.lower() for one in beginnings(_DEFENCE_WORDS)])
