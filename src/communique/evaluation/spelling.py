"""How two names are compared: folded forms, designations without common nouns, initials, shared words.

Measures of other tools are only comparable if spelling is forgiven in the same way; the rules here are those
of the public scorer, and ``tests/evaluation/test_same_figures.py`` holds the two together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, Final

_JOINERS: Final = re.compile(r"[-_/.]")
_NOT_WORDS: Final = re.compile(r"[^a-z0-9 ]")
_NOT_SIGNS: Final = re.compile(r"[^a-z0-9]")
# Words that say what sort of thing it is, not which: they may stand or be missing.
_COMMON_NOUNS: Final = re.compile(
    r"\b("
    r"missiles?|rockets?|launchers?|rifles?|assault|howitzers?|self|propelled|"
    r"systems?|air|defen[cs]e|surface|to|anti|ship|cruise|supersonic|stealth|multirole|combat|"
    r"tanks?|main|battle|vehicles?|"
    r"jets?|fighters?|aircraft|planes?|helicopters?|drones?|uavs?|unmanned|aerial|"
    r"submarines?|frigates?|corvettes?|ships?|warships?|class|series|"
    r"the|of|and"
    r")\b"
)
_SMALL_WORDS: Final = frozenset({"and", "of", "the", "on", "for"})

_SHORTEST_PART: Final = 3
_SHORTEST_WHOLE: Final = 6
_SHARED_WORDS: Final = 0.75


def is_empty(value: object) -> bool:
    """Whether a slot holds nothing; false and zero are values."""
    return value is None or value == "" or value == [] or value == {}


def items(value: object) -> list[Any]:
    """The alternatives or members that a slot holds: a single value is a list of one."""
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, (list, tuple, set)) else [value]


def words(text: object) -> str:
    """Case, accents and punctuation away, spaces kept: ``Su-30 MKI`` and ``su‑30mki`` differ by a space."""
    return _NOT_WORDS.sub("", _JOINERS.sub("", _ascii(text))).strip()


def signs(text: object) -> str:
    """Letters and digits alone."""
    return _NOT_SIGNS.sub("", _ascii(text))


def designation(text: object) -> str:
    """What is left of a name without common nouns; the whole where nothing is left."""
    return signs(_COMMON_NOUNS.sub(" ", _ascii(text))) or signs(text)


def same_equipment(wanted: object, read: object) -> bool:
    """Whether any wanted name is the equipment read: equal designations, or one within the other."""
    pairs = _crossed({designation(w) for w in items(wanted)}, {designation(r) for r in items(read)})
    if any(w == r or _within(w, r, _SHORTEST_PART) for w, r in pairs):
        return True
    wholes = _crossed({_singular(w) for w in items(wanted)}, {_singular(r) for r in items(read)})
    return any(_within(w, r, _SHORTEST_WHOLE) for w, r in wholes)


def same_name(wanted: object, read: object) -> bool:
    """Whether any wanted name is the name read: one within the other, its initials, or most words shared."""
    pairs = _crossed({words(w) for w in items(wanted)}, {words(r) for r in items(read)})
    return any(_alike(w, r) for w, r in pairs)


def _ascii(text: object) -> str:
    return unicodedata.normalize("NFKD", str(text)).encode("ascii", "ignore").decode().casefold()


def _crossed(left: set[str], right: set[str]) -> Iterator[tuple[str, str]]:
    """Every pairing of names that are not blank."""
    return ((one, other) for one in left - {""} for other in right - {""})


def _singular(text: object) -> str:
    return signs(text).rstrip("s")


def _within(one: str, other: str, shortest: int) -> bool:
    return min(len(one), len(other)) >= shortest and (one in other or other in one)


def _alike(one: str, other: str) -> bool:
    if one in other or other in one:
        return True
    initials = {_initials(one), _initials(other)}
    if one in initials or other in initials:
        return True
    ones, others = set(one.split()), set(other.split())
    return len(ones & others) / min(len(ones), len(others)) >= _SHARED_WORDS


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word not in _SMALL_WORDS)
