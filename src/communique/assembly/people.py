"""Whether two names are one person: by the table of persons, by names that sound alike, by offices.

The table knows who held which office when, so that "the defence minister" and "Singh" of one state and day
are Rajnath Singh; a namesake in another office is not. What the table does not know is compared by name.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from rapidfuzz import fuzz

from communique.assembly import dates
from communique.assembly.linking import Found, scale
from communique.knowledge import Knowledge, Row, fold, split
from communique.model import Participant

# Transliterations differ by a letter or two (Belousov/Belousow, Andrei/Andrey): percent of likeness.
_ALIKE: Final = 82.0
# Names of which the consonants agree may differ more (Mohammed/Muhammad).
_SAME_CONSONANTS: Final = 70.0
_LONG: Final = 6
_HONORIFICS: Final = frozenset("mr mrs ms dr shri smt sri gen general adm admiral col colonel lt maj".split())
_THE: Final = re.compile(r"^the\s+", re.I)
_VOWELS: Final = re.compile(r"[aeiouyhw]|(?<=(.))\1")


@lru_cache(maxsize=16384)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, plain and in lower case, forms of address left out."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    plain = re.sub(r"['’`]", "", plain)
    return tuple(word for word in re.findall(r"[a-z]+", plain) if word not in _HONORIFICS)


@dataclass(frozen=True, eq=False)
class Roster:
    """The tables of persons and offices, for telling who is meant."""

    knowledge: Knowledge

    def known(self, person: Participant, day: str | None = None) -> str | None:
        """The table's name of a person: by the whole name, else by family name or office of that party and day."""
        words = () if self.is_office(person.name) else words_of(person.name)
        if len(words) > 1:
            rows = self._by_name.get("".join(sorted(words)), [])
            names = {row["name"] for row in rows if not person.party or row["state"] == person.party}
            return names.pop() if len(names) == 1 else None
        office = person.office or ("" if words else person.name)
        if not person.party or not office:
            return None
        holders = self._holders.get((person.party, self.office(office)), [])
        fitting = {row["name"] for row in holders if _held_on(row, day)}
        if words:
            fitting = {name for name in fitting if words[0] in words_of(name)}
        return fitting.pop() if len(fitting) == 1 else None

    def office(self, text: str) -> str:
        """The table's name of an office, folded; "Raksha Mantri" is the Defence Minister."""
        plain = fold(_THE.sub("", text))
        return self._offices.get(plain, plain)

    def is_office(self, name: str) -> bool:
        """True where a participant bears an office for a name."""
        return fold(_THE.sub("", name)) in self._offices

    @cached_property
    def _by_name(self) -> dict[str, list[Row]]:
        found: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self.knowledge.rows("persons"):
            for key in {
                "".join(sorted(words_of(name))) for name in (row["name"], *split(row.get("aliases", "")))
            }:
                found[key].append(row)
        return dict(found)

    @cached_property
    def _holders(self) -> dict[tuple[str, str], list[Row]]:
        found: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.knowledge.rows("persons"):
            found[row["state"], self.office(row["office"])].append(row)
        return dict(found)

    @cached_property
    def _offices(self) -> dict[str, str]:
        found: dict[str, str] = {}
        rows = self.knowledge.rows("offices")
        for row in rows:
            found.setdefault(fold(row["office"]), fold(row["office"]))
        for row in rows:
            for alias in split(row.get("aliases", "")):
                found.setdefault(fold(alias.removeprefix("~")), fold(row["office"]))
        return found


def _held_on(row: Row, day: str | None) -> bool:
    """True where the holder was in office on a day, give or take what the table leaves open."""
    when = dates.bounds(day)
    if when is None:
        return True
    start, end = dates.bounds(row.get("from")), dates.bounds(row.get("to"))
    if start is None and end is None:
        return False  # a name without dates may be anyone's time
    return (start is None or start[0] <= when[1]) and (end is None or end[1] >= when[0])


@lru_cache(maxsize=4)
def roster(knowledge: Knowledge) -> Roster:
    """The roster of some tables, indexed once and kept."""
    return Roster(knowledge)


def compared(
    one: Participant, other: Participant, known: Roster | None = None, day: str | None = None
) -> list[Found]:
    """What speaks for two participants being one person, and against it; nothing where nothing can be said."""
    if known is not None:
        first, second = known.known(one, day), known.known(other, day)
        if first and second:
            named = (
                Found("table-same", (first,)) if first == second else Found("table-other", (first, second))
            )
            return [named]
    left, right = words_of(one.name), words_of(other.name)
    if not left or not right:
        return []
    found = _names(one, other, known)
    equal = len(left) > 1 and left == right  # a party that one report gets wrong makes no second person
    if one.party and other.party and one.party != other.party and not equal:
        found.append(Found("other-party", (one.party, other.party)))
    return found


def _names(one: Participant, other: Participant, known: Roster | None) -> list[Found]:
    left, right = words_of(one.name), words_of(other.name)
    if left == right:
        return [Found("same-name"), *_offices(one, other, known, single=len(left) == 1)]
    if sorted(left) == sorted(right) or "".join(left) == "".join(right):
        return [Found("same-words", (one.name, other.name))]
    if len(left) == 1 or len(right) == 1:
        single, full = (left[0], right) if len(left) == 1 else (right[0], left)
        if single in full:
            return [Found("family-name", (single.title(),)), *_offices(one, other, known, single=True)]
        return _sound(single, full[-1])
    found = _family(left[-1], right[-1])
    if not found:
        return []
    if 1 in (len(left[0]), len(right[0])) and left[0][0] == right[0][0]:
        return [*found, Found("initial")]
    return found if _alike(left[0], right[0]) else [*found, Found("other-given", (left[0], right[0]))]


def _family(one: str, other: str) -> list[Found]:
    return [Found("family-name", (one.title(),))] if one == other else _sound(one, other)


def _sound(one: str, other: str) -> list[Found]:
    return [Found("family-sound", (one.title(), other.title()))] if _alike(one, other) else []


def _offices(one: Participant, other: Participant, known: Roster | None, *, single: bool) -> list[Found]:
    if known is None or not one.office or not other.office:
        return []
    left, right = known.office(one.office), known.office(other.office)
    if left == right:
        return [Found("same-office", (one.office,))]
    return [Found("other-office", (one.office, other.office))] if single else []


def same_person(
    one: Participant, other: Participant, known: Roster | None = None, day: str | None = None
) -> bool:
    """True where enough speaks for two participants being one person."""
    return scale("person").enough(compared(one, other, known, day))


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    likeness = fuzz.ratio(one, other)
    if one[0] == other[0] and likeness >= _ALIKE:
        return True
    long = min(len(one), len(other)) >= _LONG
    return long and likeness >= _SAME_CONSONANTS and _consonants(one) == _consonants(other)


def _consonants(word: str) -> str:
    return _VOWELS.sub("", word)


def common(
    ones: tuple[Participant, ...],
    others: tuple[Participant, ...],
    known: Roster | None = None,
    day: str | None = None,
) -> list[str]:
    """The persons of the first who are among the second, by their names."""
    return [one.name for one in ones if any(same_person(one, other, known, day) for other in others)]


def shared(ones: tuple[Participant, ...], others: tuple[Participant, ...]) -> int:
    """How many persons of the first are among the second."""
    return len(common(ones, others))


def merge_people(
    people: list[Participant], known: Roster | None = None, day: str | None = None
) -> list[Participant]:
    """One entry for each person: the fullest name, the first office, rank and party told of them.

    ``people`` come in order of weight; the result is sorted by party and family name.
    """
    groups: list[list[Participant]] = []
    for person in sorted(people, key=lambda p: -len(words_of(p.name))):
        group = next((g for g in groups if same_person(g[0], person, known, day)), None)
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
