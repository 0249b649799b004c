"""A mechanism as a sentence names it, and which names are none: a single sitting, plain words for a treaty named."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from communique.reading.mentions import Mention
from communique.reading.scene import Scene


@dataclass(frozen=True, slots=True)
class Body:
    """A mechanism as a sentence names it."""

    start: int
    end: int
    name: str
    acronym: str | None
    parties: tuple[str, ...]
    edition: str | None
    chairs: tuple[str, ...]
    rule: str
    inferred: str = ""


_SITTING: Final = re.compile(
    r" (?:[Mm]eetings?|[Tt]alks|[Cc]onference|[Tt]elephone|[Vv]ideo|[Cc]onsultations?)\b"
)
_STANDING: Final = re.compile(r"2\+2|\bForeign\b|\b[Tt]rilateral\b|-Plus\b")
_OF_MINISTERS: Final = re.compile(r"\b(?:Ministerial|Ministers'|Ministers)(?: Meeting)?$")
_SUMMIT: Final = re.compile(r"\bSummit(?: of\b|$)")
# A body of more members than this is told of without them: those count that the report names.
_FEW: Final = 4
_MEETS: Final = re.compile(
    r"(?: of (?:the )?[^.;]{0,80}?)? (?:met|meets|will meet|convene[sd]?|gather(?:s|ed)?|assembled)\b"
)
# So many words at most are "the defence agreement", "a military pact".
_PLAIN: Final = 3


def once(scene: Scene, start: int, name: str, parties: int) -> bool:
    """``the Japan-Fiji Defense Ministerial Meeting``, ``the Astana Summit of C``: they meet; no format is told."""
    if _SUMMIT.search(name):
        lead = scene.inside(start, start + len(name.split()[0]), "place", "party")
        return any(m.form == "seat" or m.kind == "place" for m in lead)
    if parties < 2 or not _OF_MINISTERS.search(name) or _STANDING.search(name):
        return False
    return name.endswith("Meeting") or _SITTING.match(scene.text, start + len(name)) is not None


def present(scene: Scene, members: tuple[str, ...], end: int) -> tuple[str, ...]:
    """The members of a body that have a part in what is told: of a great one those named, or all if it meets."""
    if len(members) <= _FEW or _MEETS.match(scene.text, end):
        return members
    told = {p for m in scene.mentions if m.kind == "party" for p in m.parties}
    told |= {p.person.party or "" for p in scene.people}
    named = tuple(p for p in members if p in told)
    return named if len(named) > 1 else ()


def stranger(scene: Scene, mention: Mention) -> bool:
    """``the twelfth JMCC`` of A and B, where the table knows a body of that short name of two others: none of those is here."""
    short = mention.text.isupper() and len(mention.parties) == _TWO
    return short and not any(scene.weights[p] for p in mention.parties) and len(scene.dyad) == _TWO


_TWO: Final = 2


def plain(body: Body, found: Iterable[Body]) -> bool:
    """``the defence agreement`` of two of whom one is named in full: the plain words stand for it."""
    words = body.name.split()
    if body.rule != "mechanism:pact" or len(words) > _PLAIN:
        return False
    return any(
        other.rule in ("mechanism:table", "mechanism:open")
        and other.parties == body.parties
        and other.name.split()[-1].casefold() == words[-1].casefold()
        for other in found
    )


def same(a: Body, b: Body) -> bool:
    """Whether two namings are of one body: by acronym, by initials, or one inside the other."""
    if a.acronym and b.acronym and a.acronym == b.acronym:
        return True
    x, y = a.name.casefold(), b.name.casefold()
    return (
        x in y
        or y in x
        or (a.acronym or "~").casefold() == y
        or (b.acronym or "~").casefold() == x
        or _initials(a.name) == b.name
        or _initials(b.name) == a.name
    )


def _initials(name: str) -> str:
    return "".join(w[0] for w in re.split(r"[ -]", name) if w and w[0].isupper())
