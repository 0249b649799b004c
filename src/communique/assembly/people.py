"""Whether two names are one person: family names that sound alike, first names that do not differ."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from communique.model import Participant

# Transliterations differ by a letter or two (Belousov/Belousow, Andrei/Andrey): percent of likeness.
_ALIKE: Final = 82.0
_HONORIFICS: Final = frozenset("mr mrs ms dr shri smt sri gen general adm admiral col colonel lt maj".split())


@lru_cache(maxsize=16384)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, plain and in lower case, forms of address left out."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return tuple(word for word in re.findall(r"[a-z]+", plain) if word not in _HONORIFICS)


def same_person(one: Participant, other: Participant) -> bool:
    """True where the names can be one person's and the parties, if both known, agree."""
    left, right = words_of(one.name), words_of(other.name)
    if not left or not right:
        return False
    if len(left) > 1 and left == right:
        return True  # a party that one report gets wrong makes no second person
    if one.party and other.party and one.party != other.party:
        return False
    if len(left) == 1 or len(right) == 1:
        single, full = (left[0], right) if len(left) == 1 else (right[0], left)
        return single in full or _alike(single, full[-1])
    return _alike(left[-1], right[-1]) and _first_names(left[0], right[0])


def _first_names(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return _alike(one, other)


def _alike(one: str, other: str) -> bool:
    return one == other or (one[0] == other[0] and fuzz.ratio(one, other) >= _ALIKE)


def shared(ones: tuple[Participant, ...], others: tuple[Participant, ...]) -> int:
    """How many persons of the first are among the second."""
    return sum(any(same_person(one, other) for other in others) for one in ones)


def merge_people(people: list[Participant]) -> list[Participant]:
    """One entry for each person: the fullest name, the first office, rank and party told of them.

    ``people`` come in order of weight; the result is sorted by party and family name.
    """
    groups: list[list[Participant]] = []
    for person in sorted(people, key=lambda p: -len(words_of(p.name))):
        group = next((g for g in groups if same_person(g[0], person)), None)
        if group is None:
            groups.append([person])
        else:
            group.append(person)
    merged = [_merge(sorted(group, key=people.index)) for group in groups]
    return sorted(merged, key=lambda p: (p.party or "", words_of(p.name)[-1:], p.name))


def _fullness(name: str) -> tuple[int, int, int, str]:
    """More words, then longer ones, then fewer forms of address."""
    words = words_of(name)
    return (len(words), sum(map(len, words)), -len(name), name)


def _merge(group: list[Participant]) -> Participant:
    return Participant(
        name=max((p.name for p in group), key=_fullness),
        office=next((p.office for p in group if p.office), None),
        rank=next((p.rank for p in group if p.rank), None),
        party=next((p.party for p in group if p.party), None),
    )
