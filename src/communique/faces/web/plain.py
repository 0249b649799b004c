"""Facts in plain words for a reader of pages: no code and no hyphenated value of a vocabulary where words are known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from communique.analysis import moments
from communique.assembly import dates
from communique.briefs.days import date_words
from communique.briefs.programmes import MODE_NOUNS, STATUS_WORDS
from communique.faces.cli import words
from communique.model import Claim, Fact
from communique.vocabulary import FAMILIES, INSTRUMENTS, LEVELS, TYPES

_INSTRUMENTS: Final = {"aid-cut": "cut in aid", "diplomatic": "diplomatic step"}
_TYPES: Final = {"port-call": "port call"}
_DIRECTIONS: Final = {"climbing": "climbing the ladder"}

# Values of the vocabularies that are written with a hyphen; co-production and the like are words.
_HYPHENED: Final = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(
        sorted(
            {
                v
                for v in (*LEVELS, *TYPES, *INSTRUMENTS, *FAMILIES, *STATUS_WORDS, "licensed-production")
                if "-" in v
            }
        )
    )
    + r")(?![\w-])"
)
_DAY: Final = re.compile(
    r"(?<![\w./-])(?:19|20)\d{2}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?(?![\w./-])"
)
_ALONE: Final = re.compile(
    r"(?i)(?:(?:the|first|last|about|around|some|over|up to|at least|more than|another) )*"
    r"(?:[\d,.]*\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundreds?|dozens?)"
)
_YEAR: Final = re.compile(r"(?:19|20)\d{2}")

Name = Callable[[str], str]


def title(fact: Fact, name: Name) -> str:
    """What a fact is about, as a headline: ``S-400: supply from Russia to India``."""
    made = _TITLES[fact.kind](fact.slots, name)
    return made[:1].upper() + made[1:]


def stage(fact: Fact) -> str:
    """How far it has come, empty where its kind knows no stages."""
    said = plain(STATUS_WORDS.get(str(fact.slots.get("status")), fact.slots.get("status")))
    return f"{said}, denied".lstrip(", ") if fact.slots.get("denied") else said


def when(fact: Fact) -> str:
    """The day that reports tell, else that of the first report; ``undated`` where there is neither."""
    if told := moments.told(fact):
        return date_words(told)
    first = reported(fact)
    return f"reported {date_words(first)}" if first else "undated"


def reported(fact: Fact) -> str:
    """The day of its first report, empty where none bears a day."""
    return min((item.published[:10] for item in fact.cited if item.published), default="")


def order(fact: Fact) -> tuple[str, str]:
    """What puts facts in the order of the days that :func:`when` tells; of a month or a year, of its end."""
    bounds = dates.bounds(moments.told(fact))
    return (bounds[1].isoformat() if bounds else reported(fact), fact.id)


def plain(value: Any) -> str:
    """A value of a vocabulary as words."""
    return str(value or "").replace("-", " ")


def claim_words(claim: Claim, name: Name) -> str:
    """A claim on one line for a reader: as the command line has it, in plain words."""
    return spoken(words.claim_words(claim, name))


def slot_words(kind: str, slots: dict[str, Any], name: Name) -> str:
    """The slots of a fact on one line for a reader."""
    return spoken(words.slot_words(kind, slots, name))


def spoken(line: str) -> str:
    """A line of words and values: no hyphens of a vocabulary, days in words, and no number that stands alone."""
    parts = [_part(part) for part in line.split("; ") if part not in ("a", "an")]
    plain_words = _HYPHENED.sub(lambda match: match[0].replace("-", " "), "; ".join(parts))
    return _DAY.sub(lambda match: date_words(match[0]), plain_words)


def _part(part: str) -> str:
    return f"{part} in number" if _ALONE.fullmatch(part) and not _YEAR.fullmatch(part) else part


def listed(parts: Iterable[str]) -> str:
    """``India, France and Japan``."""
    *rest, last = [part for part in parts if part] or [""]
    return f"{', '.join(rest)} and {last}" if rest else last


def _parties(slots: Mapping[str, Any], key: str, name: Name) -> str:
    return listed(name(str(code)) for code in slots.get(key) or ())


def _engagement(slots: Mapping[str, Any], name: Name) -> str:
    place = f", in {slots['place']}" if slots.get("place") else ""
    sort = _TYPES.get(str(slots.get("type")), plain(slots.get("type")) or "engagement")
    return f"{sort}: {_parties(slots, 'parties', name)}{place}"


def _mechanism(slots: Mapping[str, Any], name: Name) -> str:
    called = str(slots.get("name") or slots.get("acronym") or "unnamed mechanism")
    edition = f", {slots['edition']}" if slots.get("edition") else ""
    return f"{called}{edition}: {_parties(slots, 'parties', name)}"


def _programme(slots: Mapping[str, Any], name: Name) -> str:
    noun = MODE_NOUNS.get(str(slots.get("mode")), "programme")
    supplier, recipient = _parties(slots, "supplier", name), _parties(slots, "recipient", name)
    if noun in ("supply", "support"):
        ways = [f"from {supplier}" if supplier else "", f"to {recipient}" if recipient else ""]
    else:
        ways = [f"by {supplier}" if supplier else "", f"with {recipient}" if recipient else ""]
    return " ".join(part for part in (f"{slots.get('equipment') or 'equipment'}: {noun}", *ways) if part)


def _use(slots: Mapping[str, Any], name: Name) -> str:
    against = f" against {_parties(slots, 'against', name)}" if slots.get("against") else ""
    operation = slots.get("operation")
    during = (
        f" in {listed(operation) if isinstance(operation, list | tuple) else operation}" if operation else ""
    )
    return f"{slots.get('equipment') or 'equipment'}: used by {_parties(slots, 'by', name) or 'someone'}{against}{during}"


def _pressure(slots: Mapping[str, Any], name: Name) -> str:
    sort = _INSTRUMENTS.get(str(slots.get("instrument")), plain(slots.get("instrument")) or "pressure")
    by, on = (_parties(slots, key, name) for key in ("by", "on"))
    over = f" over dealings with {_parties(slots, 'about', name)}" if slots.get("about") else ""
    return f"{sort}{f' by {by}' if by else ''}{f' on {on}' if on else ''}{over}"


def _posture(slots: Mapping[str, Any], name: Name) -> str:
    direction = _DIRECTIONS.get(str(slots.get("direction")), plain(slots.get("direction")))
    ends = [
        f"{word} {MODE_NOUNS.get(str(slots[key]), plain(slots[key]))}"
        for word, key in (("from", "from"), ("to", "to"))
        if slots.get(key)
    ]
    return " ".join([f"relations of {_parties(slots, 'parties', name)}: {direction}", *ends])


_TITLES: Final[Mapping[str, Callable[[Mapping[str, Any], Name], str]]] = {
    "engagement": _engagement,
    "mechanism": _mechanism,
    "programme": _programme,
    "use": _use,
    "pressure": _pressure,
    "posture": _posture,
}
