"""Who and what is named in the register: people, mechanisms, equipment, publishers, each with what tells of it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from communique.analysis import moments
from communique.assembly.publishers import Publisher, Publishers
from communique.faces.web.plain import listed, order, plain
from communique.ids import content_id
from communique.knowledge import Knowledge, fold, split
from communique.model import Cited, Fact

SORTS: Final = ("people", "mechanisms", "equipment", "publishers")

# What each letter of the Admiralty scale says of a source (STANAG 2511).
RELIABILITY: Final = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
_NO_PUBLISHER: Final = "No publisher"

# What makes two mentions one: a name, and where the name is not enough (two ministers Singh) what it goes with.
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Named:
    """A person, a mechanism, a line of equipment or a publisher, with the facts that name it.

    ``key`` is its address and stays for the same name. ``note`` says in a few words who or what it is; ``details``
    are more of that, each under its heading. ``first`` are the facts that a publisher was the first to tell.
    """

    sort: str
    key: str
    name: str
    note: str
    facts: tuple[Fact, ...]
    details: tuple[tuple[str, str], ...] = ()
    first: tuple[Fact, ...] = ()
    reports: tuple[Cited, ...] = ()

    @property
    def count(self) -> int:
        """How many facts name it."""
        return len(self.facts)

    @property
    def years(self) -> list[tuple[str, int]]:
        """The years that its facts are about (or were reported in) with how many in each, the first year first."""
        found = Counter(year for fact in self.facts if (year := order(fact)[0][:4]))
        return sorted(found.items())

    @property
    def pairs(self) -> list[tuple[tuple[str, str], int]]:
        """The pairs of parties that its facts relate, those with most of them first."""
        found = Counter(ends for fact in self.facts for ends in combinations(fact.members, 2))
        return sorted(found.items(), key=lambda one: (-one[1], one[0]))


@dataclass(slots=True)
class _Found:
    """What was gathered under one key."""

    name: str
    facts: list[Fact] = field(default_factory=list)
    spelt: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    details: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


def named(sort: str, facts: Sequence[Fact], knowledge: Knowledge) -> list[Named]:
    """All of a sort, those that most facts name first."""
    made = _MAKERS[sort]([fact for fact in facts if not moments.is_doubtful(fact)], knowledge)
    return sorted(made, key=lambda one: (-one.count, one.name, one.key))


def with_key(found: Sequence[Named], key: str) -> Named | None:
    """The one of that key. The words in a key are for people: what comes after them finds it, however it is spelt."""
    end = key.rpartition("-")[2]
    return next((one for one in found if one.key.rpartition("-")[2] == end), None)


def beside(one: Named, everything: Iterable[Named]) -> list[tuple[Named, int]]:
    """Those of a list that share facts with one of its sort, and how many; those with most first."""
    ids = {fact.id for fact in one.facts}
    found = [
        (other, shared)
        for other in everything
        if (other.sort, other.key) != (one.sort, one.key)
        and (shared := sum(fact.id in ids for fact in other.facts))
    ]
    return sorted(found, key=lambda pair: (-pair[1], pair[0].name))


def _people(facts: Sequence[Fact], knowledge: Knowledge) -> Iterator[Named]:
    known = _spellings(knowledge)
    held: dict[_Key, _Found] = {}
    for fact in facts:
        seen = set()
        for person in fact.slots.get("participants", ()):
            party = str(person.get("party") or "")
            name = known.get((fold(str(person["name"])), party), str(person["name"]))
            key = (fold(name), party)
            found = held.setdefault(key, _Found(name))
            found.spelt[name] += 1
            if key not in seen:
                seen.add(key)
                found.facts.append(fact)
            if person.get("office"):
                found.words[str(person["office"])] += 1
            if person.get("rank"):
                found.details["Rank"][str(person["rank"])] += 1
    for (_, party), found in held.items():
        office = next((office for office, _ in found.words.most_common(1)), "")
        of = knowledge.name_of(party) if party else ""
        found.details["Offices"].update(found.words)
        if of:
            found.details["For"][of] += 1
        yield _made("people", found, _commas(office, of), party)


def _spellings(knowledge: Knowledge) -> dict[_Key, str]:
    """The name that the table of persons gives to each spelling, by the spelling and the party."""
    return {
        (fold(spelt), row["state"]): row["name"]
        for row in knowledge.rows("persons")
        for spelt in (row["name"], *split(row.get("aliases", "")))
    }


def _mechanisms(facts: Sequence[Fact], knowledge: Knowledge) -> Iterator[Named]:
    held: dict[_Key, _Found] = {}
    for fact in facts:
        if fact.kind != "mechanism":
            continue
        name = str(fact.slots.get("name") or fact.slots.get("acronym") or "Unnamed mechanism")
        parties = listed(knowledge.name_of(code) for code in fact.slots.get("parties", ()))
        found = held.setdefault((fold(name), parties), _Found(name))
        found.facts.append(fact)
        found.words[parties] += 1
        for heading, slot in (("Acronym", "acronym"), ("Sessions", "edition"), ("Stage", "status")):
            if value := fact.slots.get(slot):
                found.details[heading][plain(value) if slot == "status" else str(value)] += 1
        found.details["Chaired by"].update(str(one) for one in fact.slots.get("chairs", ()))
    for (_, parties), found in held.items():
        yield _made("mechanisms", found, parties, parties)


def _equipment(facts: Sequence[Fact], knowledge: Knowledge) -> Iterator[Named]:
    rows = {fold(row["designation"]): row for row in knowledge.rows("equipment")}
    held: dict[_Key, _Found] = {}
    for fact in facts:
        name = str(fact.slots.get("line") or fact.slots.get("equipment") or "")
        if fact.kind not in ("programme", "use") or fact.slots.get("unnamed") or not name:
            continue
        found = held.setdefault((fold(name), ""), _Found(name))
        found.facts.append(fact)
        found.words[plain(fact.slots.get("family"))] += 1
        for heading, slot in (("Supplied by", "supplier"), ("Supplied to", "recipient"), ("Used by", "by")):
            found.details[heading].update(knowledge.name_of(code) for code in fact.slots.get(slot, ()))
        variant = str(fact.slots.get("equipment") or name)
        if variant != name:
            found.details["Variants"][variant] += 1
    for (key, _), found in held.items():
        row = rows.get(key)
        if row is not None:
            found.details["Made by"].update(part for part in row.get("makers", "").split(";") if part)
        kind = row["kind"] if row is not None and row.get("kind") else next(iter(found.words), "")
        yield _made("equipment", found, kind, "")


def _publishers(facts: Sequence[Fact], knowledge: Knowledge) -> Iterator[Named]:
    known = Publishers(knowledge)
    held: dict[str, tuple[Publisher, _Found]] = {}
    first: defaultdict[str, list[Fact]] = defaultdict(list)
    reports: defaultdict[str, dict[str, Cited]] = defaultdict(dict)
    for fact in facts:
        tellers: dict[str, list[Cited]] = defaultdict(list)
        for item in fact.cited:
            publisher = known.of(item)
            held.setdefault(publisher.key, (publisher, _Found(publisher.name or _NO_PUBLISHER)))
            tellers[publisher.key].append(item)
            reports[publisher.key][item.document_id] = item
        for key in tellers:
            held[key][1].facts.append(fact)
        for key in _first_of(tellers):
            first[key].append(fact)
    for key, (publisher, found) in held.items():
        owner = knowledge.name_of(publisher.owner) if publisher.owner else ""
        words = f"{publisher.reliability}: {RELIABILITY[publisher.reliability]}"
        found.details["Reliability"][words] += 1
        for heading, value in (("Sort", plain(publisher.kind)), ("Belongs to", owner)):
            if value:
                found.details[heading][value] += 1
        note = ", ".join(part for part in (plain(publisher.kind), RELIABILITY[publisher.reliability]) if part)
        yield _made(
            "publishers",
            found,
            note,
            "",
            tuple(first[key]),
            tuple(sorted(reports[key].values(), key=_newest)),
        )


def _first_of(tellers: dict[str, list[Cited]]) -> list[str]:
    """The publishers whose reports of a fact bear the earliest day.

    Where several told it on one day, all of them were first: which hour it was is not known.
    """
    days = {
        key: min((one.published[:10] for one in items if one.published), default="")
        for key, items in tellers.items()
    }
    dated = {key: day for key, day in days.items() if day}
    earliest = min(dated.values(), default="")
    return [key for key, day in dated.items() if day == earliest]


def _newest(item: Cited) -> tuple[str, str]:
    # Day by day from the latest on: the complement of each figure turns the order of text round.
    turned = str.maketrans("0123456789", "9876543210")
    return ((item.published or "0000").translate(turned), item.document_id)


def _made(
    sort: str,
    found: _Found,
    note: str,
    apart: str,
    first: tuple[Fact, ...] = (),
    reports: tuple[Cited, ...] = (),
) -> Named:
    details = tuple(
        (heading, ", ".join(word for word, _ in counted.most_common()))
        for heading, counted in found.details.items()
        if counted
    )
    ascii_name = unicodedata.normalize("NFKD", found.name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_name)[:48].strip("-") or "unnamed"
    key = f"{slug}-{content_id('named', sort, fold(found.name), apart)[:8]}"
    # Of several spellings the one with its accents: who left them out may have had no such keys.
    name = max(found.spelt, key=lambda one: (not one.isascii(), found.spelt[one], one), default=found.name)
    ordered = sorted(found.facts, key=order, reverse=True)
    return Named(sort, key, name[:1].upper() + name[1:], note, tuple(ordered), details, first, reports)


def _commas(*parts: str) -> str:
    """Parts that are there, with commas."""
    return ", ".join(part for part in parts if part)


_MAKERS: Final[dict[str, Callable[[Sequence[Fact], Knowledge], Iterator[Named]]]] = {
    "people": _people,
    "mechanisms": _mechanisms,
    "equipment": _equipment,
    "publishers": _publishers,
}
