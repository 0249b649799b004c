"""Where it happened: a city, base or building named in the clause of an engagement, known to the tables or not.

A city goes before its state; a place in another clause ("a deal to build frigates in Goa") is none of the
venue's. What a report tells of one meeting in several sentences happened in one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from communique.model import Claim
from communique.reading.dating import FAR, clause_cost
from communique.reading.scene import Scene
from communique.reading.sought import Sought
from communique.reading.syntax import Tree
from communique.reading.times import find

_SITE: Final = (
    r"(?:[Aa]ir [Bb]ase|[Nn]aval [Bb]ase|[Bb]ase|[Pp]alace|[Hh]eadquarters|[Aa]cademy|[Aa]irport|[Pp]ort|[Ss]hipyard|[Tt]raining [Aa]rea|[Rr]anges?|"
    r"[Mm]ountains|[Hh]ouse|[Cc]amp|[Bb]arracks|[Mm]ansion|[Ff]orest|[Dd]esert|[Ss]ea|[Oo]cean|[Bb]ay|[Ii]slands?|[Pp]rovince)"
)
_NAME: Final = r"[A-Z][\w'-]*[\w](?: (?:of|de|da|do|al|el|la) [A-Z][\w'-]*| [A-Z][\w'-]*)*"
_VENUE: Final = re.compile(
    rf"\b(?P<prep>in|at|near|off|aboard|outside|into|to|on) (?:the |an? )?(?:(?:capital|city|port|town|resort|village|island|base|air base|capital city) of |(?:[a-z]+ )?(?:capital|city|port|town|resort|village|base|island),? )?"
    rf"(?P<name>{_NAME}(?: {_SITE})?)"
)
_DAY: Final = re.compile(r" (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b.*")
_CITY: Final = re.compile(r"[,;] (?P<city>[A-Z][\w'-]+)\b")
_NEVER: Final = re.compile(
    r"(?:Twitter|X|Facebook|Telegram|Parliament|Congress|English|Operation|Exercise|Phase|Project|Rs|USD|EU|UN|NATO|Minister|President|Defen[cs]e Minister|"
    r"Prime Minister|Secretary|General|Admiral|Captain|Friday|Monday|Tuesday|Wednesday|Thursday|Saturday|Sunday|January|"
    r"February|March|April|May|June|July|August|September|October|November|December)\b"
)
_EVENT: Final = re.compile(
    r"(?:Forum|Summit|Expo|Show|Conference|Meeting|Dialogue|Festival|Council|Commission|Fair|Exhibition|'s?)$"
)
_HELD: Final = r"\b(?:meeting|talks|summit|ceremony|signing|exercise|drills?|event|conversation|session)\b[^.;]{0,40}\b(?:held|took place|takes place|taking place|hosted)\b"
_TOLD_HELD: Final = Sought(_HELD)
_HELD_HERE: Final = Sought(rf"{_HELD}[^.;]{{0,30}}$")
_OTHER_KINDS: Final = (
    "person",
    "office",
    "exercise",
    "operation",
    "mechanism",
    "equipment",
    "publisher",
    "rank",
    "honorific",
    "mask",
)
_POST: Final = Sought(
    r"\b(?:ambassadors?|envoys?|high commissioners?|attach[eé]s?|representatives?) (?:in|to|at|for) (?:the )?$",
    re.IGNORECASE,
)
_STATE_COST: Final = 60.0
_LIMIT: Final = 180.0


def venue(scene: Scene, tree: Tree, trigger: int, known: str | None) -> str | None:
    """The place of an engagement: ``known`` (from its arguments) unless that is a bare state and a nearer city is named."""
    if known and (_elsewhere(scene, tree, trigger, known) or _posted(scene, tree, known)):
        known = None
    if known and not _is_state(scene, known):
        return known
    best: tuple[float, str] | None = None
    for match in _VENUE.finditer(scene.text, tree.start, tree.end):
        start, end = match.start("name"), match.end("name")
        day = _DAY.search(scene.text, start, end)
        end = day.start() if day else end
        name = scene.document.text[start:end]
        if _POST.search(scene.text, tree.start, match.start("name")) or not _fits(
            scene, match["prep"], start, end
        ):
            continue
        cost = clause_cost(tree, trigger, start, end) + (_STATE_COST if _is_state(scene, name) else 0.0)
        if match["prep"] in ("to", "into", "on"):
            cost += 40.0
        if cost < _LIMIT and (best is None or cost < best[0]):
            best = (cost, name)
    if best and known and _is_state(scene, best[1]):
        return known
    return best[1] if best else known


def _posted(scene: Scene, tree: Tree, name: str) -> bool:
    """Whether a place is only where an envoy is accredited: "India's Ambassador to Russia"."""
    return any(
        _POST.search(scene.text, tree.start, m.start())
        for m in re.compile(re.escape(name)).finditer(scene.document.text, tree.start, tree.end)
    )


def _elsewhere(scene: Scene, tree: Tree, trigger: int, name: str) -> bool:
    """Whether a place stands in a clause that tells of something else."""
    at = scene.document.text.find(name, tree.start, tree.end)
    return at >= 0 and clause_cost(tree, trigger, at, at + len(name)) >= FAR


def _fits(scene: Scene, prep: str, start: int, end: int) -> bool:
    """Whether a capitalised name after a preposition can be a place."""
    if (
        _NEVER.match(scene.text, start)
        or _EVENT.search(scene.text[start:end])
        or scene.text[end : end + 2] == "'s"
        or find(scene.text, start, end, None)
    ):
        return False
    marks = [m for m in scene.mentions if m.start < end and m.end > start]
    if any(p.start < end and p.end > start for p in scene.people):
        return False
    if any(m.kind in _OTHER_KINDS or m.form in ("demonym", "organisation", "company") for m in marks):
        return False
    if any(m.kind in ("place", "party") for m in marks):
        return True
    site = re.search(rf"{_SITE}$|Pentagon$|Kremlin$|White House$", scene.text[start:end]) is not None
    return site or (
        prep in ("in", "at", "near", "off", "outside") and not marks and len(scene.text[start:end]) > 3
    )


def _is_state(scene: Scene, name: str) -> bool:
    row = next((m for m in scene.mentions if m.text == name and m.kind == "party"), None)
    return row is not None and row.form == "name"


def _held_at(scene: Scene) -> str | None:
    """The place that the opening gives in a sentence of its own: "The meeting was held in X"."""
    for span in scene.layout.sentences[:8]:
        if _TOLD_HELD.search(scene.text, span.start, span.end) is None:
            continue
        for match in _VENUE.finditer(scene.text, span.start, span.end):
            if _HELD_HERE.search(scene.text, span.start, match.start()) and _fits(
                scene, match["prep"], match.start("name"), match.end("name")
            ):
                return scene.document.text[match.start("name") : match.end("name")]
    return None


def share_places(scene: Scene, claims: Iterable[Claim]) -> list[Claim]:
    """Engagements of the same parties on the same day share the one place that is told."""
    known = list(claims)
    first = next(
        (
            i
            for i, c in enumerate(known)
            if c.kind == "engagement" and c.type in ("meeting", "talks", "ceremony", "exercise")
        ),
        None,
    )
    held = _held_at(scene) if first is not None and known[first].place is None else None
    if held and first is not None:
        note = ("place", "report: a sentence on where it was held")
        known[first] = replace(known[first], place=held, inferred=(*known[first].inferred, note))
    return [_shared(claim, known) for claim in known]


def _shared(claim: Claim, known: list[Claim]) -> Claim:
    if claim.kind != "engagement" or claim.place or claim.type in ("call", "visit") or not claim.date:
        return claim
    places = {
        other.place
        for other in known
        if other.kind == "engagement" and other.place and other.type != "call"
        if other.parties == claim.parties and other.date == claim.date
    }
    if len(places) != 1:
        return claim
    note = ("place", "report: told of the same parties and day")
    return replace(claim, place=next(iter(places)), inferred=(*claim.inferred, note))
