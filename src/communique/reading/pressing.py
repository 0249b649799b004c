"""The table of what presses, and what the two families of its senses share.

``data/pressure_frames.csv`` lists the triggers with their instrument and status; each belongs to a sense:
voices (``pressure_voices``: warn, ask, complain ...) or levers (``pressure_levers``: strike, cut, hold ...).
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Final

from communique.reading.roles import phrase
from communique.reading.scene import Scene
from communique.reading.syntax import Tree


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of the table of triggers: what it evokes and the instrument and status that it has when done."""

    lemma: str
    pos: str
    sense: str
    instrument: str
    status: str


@dataclass(frozen=True, slots=True)
class Found:
    """The sides of a pressure and its instrument, before status and the third party are settled."""

    by: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    instrument: str = ""
    status: str = ""
    inferred: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=1)
def frames() -> dict[tuple[str, str], Frame]:
    """(lemma, pos) -> frame, from the table."""
    table = resources.files("communique.reading").joinpath("data", "pressure_frames.csv")
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    return {
        (r["lemma"], r["pos"]): Frame(r["lemma"], r["pos"], r["sense"], r["instrument"], r["status"])
        for r in rows
    }


@lru_cache(maxsize=1)
def trigger_words() -> frozenset[str]:
    """The words of the table, whatever they are: few words of a sentence are among them."""
    return frozenset(lemma for lemma, _ in frames())


IMPOSING: Final = frozenset(
    "impose slap place put take levy apply announce introduce extend expand unveil issue enforce adopt renew clamp lay keep maintain "
    "declare order set threaten consider have face prolong tighten".split()
)
DEALING: Final = re.compile(
    r"\b(?:arms|armament|weapon\w*|missiles?|jets?|warplanes?|fighters?|aircraft|defen[cs]e|military|S-?\d00|purchas\w+|procure\w*|deals?|exports?|drones?|"
    r"tanks?|ballistic|nuclear|oil imports|submarines?|warships?|frigates?|exercises?|drills?|technology|troops|base|alliance|pact|treaty|"
    r"bombs?|shells|munitions?|rockets?|artillery|howitzers?|launchers?|armou?r\w*|rifles?|"
    r"(?:patrol|naval|survey) (?:vessels?|ships?|boats?)|corvettes?|destroyers?|radars?|mercenar(?:y|ies)|"
    r"U-boats?|components?|spares?|spare parts|"
    r"curbs?|permits?|licen[cs]es?|restrictions?|sanctions?|embargo|blockade|ammunition|helicopters?|sales?|package|visit|deployment|security)\b|\b[A-Z]{1,4}-\d{1,3}",
    re.IGNORECASE,
)
ARMS: Final = re.compile(
    r"\b(?:arms|weapons?|weaponry|military|defen[cs]e|munitions?|armaments?|lethal|offensive|ammunition|dual-use|components?|missiles?|bombs?|howitzers?|tanks?|drones?|warplanes?|fighter jets?)\b[^.;,]{0,40}"
    r"\b(?:exports?|sales?|deliver(?:y|ies)|shipments?|transfers?|suppl(?:y|ies)|equipment|trade)\b|"
    r"\b(?:exports?|sales?|deliver(?:y|ies)|shipments?|transfers?|suppl(?:y|ies|ying)|exporting|selling|shipping)\b[^.;,]{0,30}\b(?:arms|weapons?|weaponry|military|munitions?|armaments?|ammunition|bombs?|shells|missiles?)\b",
    re.IGNORECASE,
)
AID: Final = re.compile(
    r"\b(?:military|security|defen[cs]e|arms)[- ](?:\w+ )?(?:aid|assistance|funding|financing|support)\b|\b(?:aid|assistance) to the (?:army|military|armed forces)\b",
    re.IGNORECASE,
)


def without(parties: tuple[str, ...], out: tuple[str, ...]) -> tuple[str, ...]:
    """These parties, those left out."""
    return tuple(p for p in parties if p not in out)


def words_of(scene: Scene, tree: Tree, head: int) -> str:
    """The noun phrase of a head as the text has it."""
    words = phrase(tree, head)
    return scene.text[tree[words[0]].start : tree[words[-1]].end]


def instrument_in(words: str) -> str | None:
    """The instrument that a warning speaks of, if it names one."""
    table = (
        ("sanction", "sanctions"), ("tariff", "tariff"), ("embargo", "embargo"), ("military aid", "aid-cut"),
        ("security assistance", "aid-cut"), ("military assistance", "aid-cut"), ("security aid", "aid-cut"),
        ("export licen", "export-control"), ("expel", "expulsion"), ("remov", "expulsion"),
    )  # fmt: skip
    low = words.lower()
    return next((instrument for word, instrument in table if word in low), None)
