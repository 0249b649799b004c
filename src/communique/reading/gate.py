"""Step three, the gate: which documents and which sentences are worth parsing.

A document passes if it names two parties and a defence word that a frame could start from; a sentence
passes if it holds equipment, a mechanism, an exercise or an operation, or a party or person beside a
trigger. Everything else, which is most of the world's news, stops here at the cost of one look.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from communique.reading.mentions import Mention
from communique.reading.text import Layout, Span

_DEFENCE: Final = re.compile(
    r"\b(?:defen[cs]e|militar\w+|army|armies|nav(?:y|ies|al)|air force|armed forces|troops|soldiers?|weapon\w*|arms|armed|missiles?|warplanes?|"
    r"warships?|corvettes?|destroyers?|radars?|sonars?|torpedo\w*|armou?red|patrol (?:boats?|ships?|vessels?)|jets?|fighters?|treat(?:y|ies)|tanks?|drones?|submarines?|frigates?|helicopters?|ammunition|munitions|bombs?|howitzers?|exercises?|drills?|security|"
    r"sanctions?|embargo|CAATSA|strategic|combat|artillery|rockets?|rifles?|peacekeep\w+|alliance|terroris\w+|counter-terror\w*|"
    r"visiting forces|reciprocal access|status of forces|coast ?guards?|marines?|forces)\b",
    re.IGNORECASE,
)
_TRIGGER: Final = re.compile(
    r"\b(?:customers?|buyers?|met|meet\w*|talk\w*|visit\w*|held|hold\w*|host\w*|receiv\w+|call\w*|phon\w+|spoke\w*|speak\w*|convers\w+|discuss\w*|sign\w*|ink\w*|agree\w*|pact|treaty|"
    r"accord|memorandum|MoU|deal|contract\w*|exercis\w+|drill\w*|manoeuv\w+|maneuv\w+|dock\w*|port call|harbou?rs?|ceremon\w+|commission\w*|inaugurat\w+|"
    r"suppl\w+|s[eo]l[ld]\w*|sale\w*|deliver\w*|provid\w+|send\w*|sent|ship\w*|export\w*|donat\w+|gift\w*|transfer\w*|g[ai]v\w+|hand\w*|len[dt]\w*|lease\w*|"
    r"b[uo][yu]\w*|purchas\w+|acqui\w+|procur\w+|order\w*|import\w*|obtain\w*|induct\w*|select\w*|"
    r"produc\w+|manufactur\w+|buil[dt]\w*|assembl\w+|develop\w*|licen[cs]\w+|train\w*|upgrad\w+|moderni[sz]\w+|overhaul\w*|repair\w*|maint\w+|"
    r"use[ds]?|using|deploy\w*|fir(?:e|ed|ing)|shot|launch\w*|sanction\w*|tariff\w*|embargo\w*|ban\w*|block\w*|suspend\w*|halt\w*|paus\w+|freez\w+|froze\w*|"
    r"fl(?:y|ies|ew|own)|prove[dns]?|struck|strik\w+|attack\w*|destroy\w*|down(?:ed|ing|s)|object\w*|oppos\w+|accus\w+|lift\w*|waiv\w+|revok\w+|eas(?:e|ed|es|ing)|"
    r"veto\w*|critici\w+|denounc\w+|fum(?:e|es|ed)|retaliat\w+|restrict\w*|relations|friendship|ties|bonds?|allies|alliance|"
    r"threat\w*|warn\w*|urg\w+|demand\w*|condemn\w*|protest\w*|summon\w*|expel\w*|remov\w+|cooperat\w+|co-operat\w+|partner\w*|strengthen\w*|deepen\w*|"
    r"boost\w*|expand\w*|downgrad\w+|sever\w*|approv\w+|pledg\w+|promis\w+|announc\w+|cancel\w*|scrap\w*|postpon\w+|delay\w*|visit|trip|arriv\w+|travel\w*|"
    r"summit|dialogue|consult\w+|negotiat\w+|commit\w*|join\w*|welcom\w+|tour\w*|attend\w*|co-chair\w*|chair\w*|equip\w*|arm(?:ed|ing)?|receive[ds]?|offer\w*)\b",
    re.IGNORECASE,
)


# Words that tell of a dealing only where somebody of rank, a party or a body stands beside them.
_WEAK: Final = re.compile(
    r"\b(?:s[ae][wt]|see|seen|sees|went|go(?:es|ing)?|c[ao]m(?:e|es|ing)|told|tells?|ask(?:s|ed)?|put|guest|landed|flew|fl(?:y|ies|ying)|left|leav(?:e|es|ing)|"
    r"telephon\w*|tak(?:e|es|ing) part|took part|participat\w*|contingents?|sail\w*|moor\w*|berth\w*|anchor\w*|enter\w*|steam\w*|ratif\w*|initial\w*|conclud\w*|led|brought|"
    r"patrol\w*|here|unveil\w*|present\w*|names?|stay\w*|paid|embark\w*|together)\b"
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


def _martial(mention: Mention) -> bool:
    return mention.kind == "equipment" or (
        mention.kind == "noun"
        and mention.row.get("family") in _MARTIAL
        and mention.row.get("noun") not in _CIVIL
    )


_HIGH: Final = re.compile(r"General|Admiral|Marshal|Commodore|Brigadier")


def _of_trade(mention: Mention) -> bool:
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
        return False
    return _DEFENCE.search(text) is not None or any(_martial(m) or _of_trade(m) for m in mentions)


def wanted(layout: Layout, mentions: Sequence[Mention]) -> list[Span]:
    """The sentences to parse."""
    chosen = []
    for span in layout.sentences:
        inside = [m for m in mentions if m.start >= span.start and m.end <= span.end]
        if (
            any(m.kind in ("equipment", "noun", "mechanism", "exercise", "operation") for m in inside)
            or _TRIGGER.search(layout.folded, span.start, span.end)
            or (any(m.kind in _PEOPLE for m in inside) and _WEAK.search(layout.folded, span.start, span.end))
        ):
            chosen.append(span)
    return chosen
