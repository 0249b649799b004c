"""Step two: one automaton over all knowledge tables, and what it finds in a folded text.

All overlapping matches are taken, then word boundaries are checked, then the longest wins
(the other order loses matches).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from communique.knowledge import Knowledge, Row, split
from communique.reading.gate import is_martial, is_of_trade, speaks_of_defence
from communique.reading.mentions import Mention, settle
from communique.reading.text import shadow


@dataclass(frozen=True, slots=True)
class Entry:
    """What one surface form may mean."""

    kind: str
    key: str
    parties: tuple[str, ...] = ()
    form: str = "table"
    row: Row = field(default_factory=dict)
    risky: bool = False


# Names that are safe only in capitals or beside other proof are marked with ~ in the tables.
_RISK: Final = "~"
_DIGIT_JOIN: Final = re.compile(r"(?<=[A-Za-z])[- ](?=\d)|(?<=\d)[- ](?=[A-Z])")
_CAPITAL_SEAM: Final = re.compile(r"(?<=^[A-Z])(?=\d)|(?<=^[A-Z]{2})(?=\d)")
# Papers print "Iris-T" for IRIS-T as they print "Nato".
_CAPITALS: Final = re.compile(r"^[A-Z]{4,}(?=[- ][A-Z\d])")
# "Scorpene class" in a table, "Scorpene-class" where papers print it before a noun.
_CLASS: Final = re.compile(r" class(?= |$)")
_SEAM: Final = re.compile(r"(?<=\d)(?=[A-Z]{2,})|(?<=[a-z])(?=\d)")


def spellings(designation: str) -> set[str]:
    """The ways a designation is printed: Su-30MKI, Su-30 MKI, Su 30MKI, Su30MKI ..."""
    base = shadow(designation)
    found = {base, _DIGIT_JOIN.sub("", base), _DIGIT_JOIN.sub("-", base), _DIGIT_JOIN.sub(" ", base)}
    found |= {_CAPITAL_SEAM.sub("-", form) for form in list(found)}
    found |= {_SEAM.sub(" ", form) for form in list(found)} | {_SEAM.sub("-", form) for form in list(found)}
    if len(base) > 3 and base[0].isupper() and base.isascii() and base.replace(" ", "").isalpha():
        found.add(base.upper())
        found.add(base.capitalize() if " " not in base else base)
    found |= {_CAPITALS.sub(lambda m: m[0].capitalize(), form) for form in list(found)}
    found |= {_CLASS.sub("-class", form) for form in list(found)}
    return {form for form in found if len(form) > 1}


class Sight(NamedTuple):
    """What a form could count for at the gate: the parties, whether it may be equipment, or a word of defence."""

    parties: frozenset[str]
    equipment: bool
    defence: bool


def _sight(surface: str, entries: Sequence[Entry]) -> Sight:
    mentions = [Mention(0, len(surface), e.kind, surface, e.key, e.parties, e.form, e.row) for e in entries]
    return Sight(
        frozenset(party for mention in mentions for party in mention.parties),
        any(mention.kind == "equipment" for mention in mentions),
        any(is_martial(mention) or is_of_trade(mention) for mention in mentions),
    )


class _Table:
    """An automaton over surface forms, and what each of them may mean."""

    __slots__ = ("_automaton", "_entries", "_sights")

    def __init__(self, forms: Iterable[tuple[str, Entry]]) -> None:
        table: dict[str, list[Entry]] = {}
        for surface, entry in forms:
            form = shadow(surface).strip()
            if len(form) > 1:
                table.setdefault(form, []).append(entry)
        self._entries = list(table.values())
        self._automaton = AhoCorasick(list(table), matchkind=MatchKind.Standard)
        self._sights: dict[int, Sight] = {}

    def sights(self, text: str) -> Iterator[Sight]:
        """What each form that stands in a folded text as a word could count for at the gate, once for each."""
        seen: set[int] = set()
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if index in seen or _boundary(text, start, end) is None:
                continue
            seen.add(index)
            sight = self._sights.get(index)
            if sight is None:
                sight = self._sights[index] = _sight(text[start:end], self._entries[index])
            yield sight

    def matches(self, text: str) -> Iterator[tuple[list[Entry], int, int]]:
        """What each match may mean, and where it lies; overlapping ones, at whatever boundaries."""
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            yield self._entries[index], start, end


# So many texts are looked through with a table of only the names that can be in them; then all are compiled.
_SINGLE: Final = 4
# Characters; a text of more is worth the whole automaton.
_LONG: Final = 50_000


class Lexicon:
    """The automaton compiled from the tables; make it once and share it, what it finds depends on nothing else.

    Compiling it takes a second, so the first few texts get one of their own, with the same result.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._rules = _ambiguities(knowledge)
        self._whole: _Table | None = None
        self._looked = 0

    def compile(self) -> None:
        """Compiles the tables now; a process that is to read much, or to divide, does it first."""
        if self._whole is None:
            self._whole = _Table(_entries(self.knowledge))

    def _table(self, text: str) -> _Table:
        self._looked += 1
        if self._looked > _SINGLE or len(text) > _LONG:
            self.compile()
        return self._whole or _Table(_entries(self.knowledge, Presence(text)))

    def promising(self, text: str) -> bool:
        """False only where the gate cannot let a folded text pass; made for the many of which that is so."""
        if self._whole is None:
            return True
        parties: set[str] = set()
        equipment = defence = False
        for sight in self._whole.sights(text):
            parties |= sight.parties
            equipment = equipment or sight.equipment
            defence = defence or sight.defence
            if defence and (equipment or len(parties) > 1):
                return True
        return (equipment or len(parties) > 1) and speaks_of_defence(text)

    def find(self, text: str) -> list[Mention]:
        """Every mention of a table row in a folded text, overlaps settled, in order."""
        found: list[Mention] = []
        doubtful: list[Mention] = []
        for entries, start, end in self._table(text).matches(text):
            stop = _boundary(text, start, end)
            if stop is None:
                continue
            surface = text[start:end]
            for entry in entries:
                if surface in ("US", "U.S.", "AU") and text[end : end + 1] == "$":
                    continue  # a currency
                if entry.form == "demonym-paper" and not _PAPER.match(text, end):
                    continue  # "The Australian government"
                if entry.kind == "body" and surface.endswith(" military") and _MILITARY_AID.match(text, end):
                    continue
                named = entry.kind == "noun" and surface[0].isupper() and not _opens(text, start)
                if named and not _capitalised(text, start, stop):
                    continue
                if self._is_other(text, start, stop, surface, entry):
                    continue
                mention = Mention(
                    start, end, entry.kind, surface, entry.key, entry.parties, entry.form, entry.row
                )
                backed = not entry.risky or _backed(text, start, stop)
                (found if backed else doubtful).append(mention)
        # A doubtful name that is proved once in a text is that name wherever it has a digit ("the K9s").
        proved = {m.key for m in found if m.kind == "equipment"}
        found += [m for m in doubtful if m.key in proved and any(c.isdigit() for c in m.text)]
        return settle(found)

    def _is_other(self, text: str, start: int, end: int, surface: str, entry: Entry) -> bool:
        """Whether the words around say that this name means something else (Michael Jordan, New Guinea)."""
        if entry.kind != "party":
            return False
        for when, words in self._rules.get(surface, ()):
            before = text[max(0, start - 40) : start].split()
            after = text[end : end + 40].split()
            near = {"before": before[-2:], "after": after[:2], "near": before[-6:] + after[:6]}.get(when, [])
            if any(word.strip(".,;:()'\"") in words for word in near):
                return True
        return False


# What a newspaper does whose name is an article and a demonym ("The Australian reported").
_PAPER: Final = re.compile(r" (?:newspaper|daily|report(?:ed|s)|said|says|wrote|writes|quoted)\b|[.,]")


def _opens(text: str, start: int) -> bool:
    """Whether a capital is that of a sentence's first word; elsewhere it makes a name ("Jet Airways")."""
    before = text[:start].rstrip(" \"'(")
    return not before or before[-1] in ".!?:\n-" or text[:start].endswith("\n")


_COUNTED: Final = re.compile(
    r"(?:\b\d[\d,]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|more|additional|further|new))[ -]$"
)


def _capitalised(text: str, start: int, end: int) -> bool:
    """``12 Armoured Personnel Carriers``: equipment in capitals, no part of a longer name ("Fighter Jet Wing")."""
    words = re.split(r"[ -]", text[start:end])
    if re.match(r"(?:[ -][A-Z]|'s )", text[end : end + 3]):
        return False
    if len(words) > 1 and all(word[:1].isupper() or word in ("to", "of") for word in words):
        return True
    return len(words) == 1 and _COUNTED.search(text[max(0, start - 14) : start]) is not None


def _boundary(text: str, start: int, end: int) -> int | None:
    """The end of the match with a plural s, if it stands as a word of its own; else None."""
    if start and (
        text[start - 1].isalnum() or (text[start - 1] == "-" and start > 1 and text[start - 2].isdigit())
    ):
        return None
    if end < len(text) and text[end] == "s" and text[end - 1] != "s" and not text[end : end + 2].isalnum():
        end += 1
    if end < len(text) and text[end].isalnum():
        return None
    if end + 1 < len(text) and text[end] == "-" and text[end + 1].isdigit() and text[end - 1].isalpha():
        return None
    return end


# "U.S. military aid" is aid from the United States, not the body "U.S. military".
_MILITARY_AID: Final = re.compile(
    r" (?:aid|assistance|equipment|hardware|support|supplies|vehicles?|helicopters?|drones?|aircraft|jets?|cooperation|technology|sales?|transport|exercises?|drills?)\b"
)
_BACKING: Final = re.compile(
    r"\b(?:missiles?|tanks?|jets?|fighters?|aircraft|planes?|helicopters?|drones?|UAVs?|systems?|launchers?|rockets?|batter(?:y|ies)|"
    r"torpedo(?:es)?|howitzers?|rifles?|submarines?|frigates?|corvettes?|vehicles?|interceptors?|radars?|engines?|anti-tank|"
    r"man-portable|air[- ]defen[cs]e|anti-aircraft|surface-to-air|weapons?|munitions?|gunships?|warplanes?|carriers?|"
    r"ships?|boats?|vessels?|pilots?|crews?|destroyers?|choppers?|trainers?|aircrafts?|squadrons?|regiments?|armou?red|military|arms)\b"
)


def _backed(text: str, start: int, end: int) -> bool:
    """A risky name counts only where an equipment noun stands near, or a number right before."""
    near = text[max(0, start - 60) : start] + " | " + text[end : end + 60]
    return bool(_BACKING.search(near)) or bool(re.search(r"\d[\d,]* $", text[max(0, start - 8) : start]))


_Rules = dict[str, list[tuple[str, frozenset[str]]]]


def _ambiguities(knowledge: Knowledge) -> _Rules:
    rules: _Rules = {}
    for row in knowledge.rows("ambiguous"):
        if row["when"] != "phrase" and row["reading"] == "other":
            rules.setdefault(shadow(row["term"]), []).append((row["when"], frozenset(split(row["words"]))))
    return rules


# Whether a name can be of use at all; one that cannot need not be spelled out.
_May = Callable[[str], bool]


def _any_name(name: str) -> bool:
    return True


class Presence:
    """Tells which names cannot stand in a text in any spelling: by letters and digits alone, whatever the case."""

    __slots__ = ("_openings", "_text")

    def __init__(self, folded: str) -> None:
        self._text = _squashed(folded)
        self._openings = {self._text[i : i + _OPENING] for i in range(len(self._text))}

    def __call__(self, name: str) -> bool:
        """False only where no spelling of the name is in the text."""
        key = _squashed(shadow(name))
        return (len(key) < _OPENING or key[:_OPENING] in self._openings) and key in self._text


_OPENING: Final = 4
_PUNCTUATION: Final = dict.fromkeys(code for code in range(128) if not chr(code).isalnum())


def _squashed(text: str) -> str:
    return text.translate(_PUNCTUATION).casefold()


def _entries(knowledge: Knowledge, may: _May = _any_name) -> Iterator[tuple[str, Entry]]:
    yield from _parties(knowledge, may)
    yield from _bodies(knowledge, may)
    yield from _people(knowledge, may)
    yield from _equipment(knowledge, may)
    yield from _named(knowledge, may)


def _parties(knowledge: Knowledge, may: _May) -> Iterator[tuple[str, Entry]]:
    for row in knowledge.rows("states"):
        code = row["iso3"]
        for name in filter(may, (row["name"], row["official_name"], *split(row["aliases"]))):
            yield name, Entry("party", code, (code,), "name", row)
        for demonym in filter(may, split(row["demonyms"])):
            yield demonym, Entry("party", code, (code,), "demonym", row)
        for seat in filter(may, {row["capital"], *split(row["seats"])}):
            yield seat, Entry("party", code, (code,), "seat", row)
    for row in knowledge.rows("organisations"):
        for name in filter(may, (row["code"], row["name"], *split(row["aliases"]))):
            yield name, Entry("party", row["code"], (row["code"],), "organisation", row)
    for row in knowledge.rows("ambiguous"):
        if row["when"] == "phrase" and row["reading"] == "other" and may(row["term"]):
            yield row["term"], Entry("mask", row["term"])


def _bodies(knowledge: Knowledge, may: _May) -> Iterator[tuple[str, Entry]]:
    for row in knowledge.rows("bodies"):
        for name in filter(may, (row["name"], *split(row["aliases"]))):
            yield name, Entry("body", row["name"], split(row["state"]), row["kind"], row)
    demonyms = {f"The {name}" for row in knowledge.rows("states") for name in split(row["demonyms"])}
    for row in knowledge.rows("publishers"):
        for name in filter(may, (row["name"], *split(row["aliases"]))):
            form = "demonym-paper" if name in demonyms else row["kind"]
            yield name, Entry("publisher", row["name"], (), form, row)


def _owners(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """Names that may open an office and say whose it is: ``US Secretary of Defence``, ``CSTO Secretary General``."""
    owners: dict[str, tuple[str, ...]] = {}
    for row in knowledge.rows("states"):
        for name in (row["name"], *split(row["aliases"]), *split(row["demonyms"])):
            owners[name] = (row["iso3"],)
    for row in knowledge.rows("organisations"):
        for name in (row["code"], row["name"], *split(row["aliases"])):
            owners[name] = (row["code"],)
    for row in knowledge.rows("bodies"):
        for name in (row["name"], *split(row["aliases"])):
            owners.setdefault(name, split(row["state"]))
    return owners


def _owner(name: str, owners: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    words = name.split()
    for size in range(min(4, len(words) - 1), 0, -1):
        found = owners.get(" ".join(words[:size]))
        if found:
            return found
    last = re.search(r" of (?:the )?([A-Z][\w. ]+)$", name)
    return owners.get(last[1], ()) if last else ()


def _people(knowledge: Knowledge, may: _May) -> Iterator[tuple[str, Entry]]:
    owners = _owners(knowledge)
    for row in knowledge.rows("persons"):
        for name in filter(may, {row["name"], *split(row["aliases"])}):
            if " " in name or len(name) > 6 or name != row["name"]:
                yield name, Entry("person", row["name"], split(row["state"]), "table", row)
    for row in knowledge.rows("offices"):
        kind = row["level"] if row["level"] in ("rank", "honorific") else "office"
        for name in filter(may, {row["office"], *split(row.get("plural", "")), *split(row["aliases"])}):
            entry = Entry(kind, row["office"], _owner(name, owners), row["level"], row)
            yield name, entry
            if kind == "office" and name and not name.isupper():
                yield name.lower(), entry
                yield name[0].upper() + name[1:].lower(), entry
                # "Russian deputy Prime Minister": the office in capitals, what qualifies it not.
                if qualified := _QUALIFIED.match(name):
                    yield qualified[0].lower() + name[qualified.end() :], entry


_QUALIFIED: Final = re.compile(r"(?:(?:First|Senior|Executive) )?(?:Deputy|Vice|Assistant|Acting) (?=[A-Z])")
_EACH_WORD: Final = re.compile(r"(?<![\w])(?!to\b|of\b|the\b)[a-z]")


def _equipment(knowledge: Knowledge, may: _May) -> Iterator[tuple[str, Entry]]:
    for row in knowledge.rows("equipment"):
        origins = split(row["origins"])
        safe = [alias for alias in split(row["aliases"]) if not alias.startswith(_RISK)]
        risky = [alias.lstrip(_RISK) for alias in split(row["aliases"]) if alias.startswith(_RISK)]
        (risky if row["status"] == "risky" else safe).append(row["designation"])
        for names, risk in ((safe, False), (risky, True)):
            for name in filter(may, names):
                for form in spellings(name):
                    yield form, Entry("equipment", row["designation"], origins, "table", row, risk)
    for row in knowledge.rows("equipment_kinds"):
        for noun in filter(may, {row["noun"], row["plural"]}):
            entry = Entry("noun", row["noun"], (), row["level"], row)
            yield noun, entry
            if noun and noun[0].islower():
                yield noun[0].upper() + noun[1:], entry
                titled = _EACH_WORD.sub(lambda match: match[0].upper(), noun)
                if titled != noun[0].upper() + noun[1:]:
                    yield titled, entry


def _named(knowledge: Knowledge, may: _May) -> Iterator[tuple[str, Entry]]:
    for row in knowledge.rows("mechanisms"):
        for name in filter(may, (row["name"], *split(row["acronyms"]), *split(row["aliases"]))):
            yield name, Entry("mechanism", row["name"], split(row["parties"]), row["type"], row)
    for row in knowledge.rows("exercises"):
        for name in filter(may, (row["name"], *split(row["aliases"]))):
            # Names of exercises are often plain words; alone they count only as "Exercise X" or "X-22".
            whole = name if name.startswith("Exercise ") else f"Exercise {name}"
            entry = Entry("exercise", row["name"], split(row["parties"]), "table", row)
            yield whole, entry
            if " " in name or len(name) > 6 or name != row["name"]:
                yield name, entry
    for row in knowledge.rows("operations"):
        for name in filter(may, (row["name"], *split(row["aliases"]))):
            yield name, Entry("operation", row["name"], split(row["by"]), row["kind"], row)
    for row in knowledge.rows("places"):
        if may(row["place"]):
            yield row["place"], Entry("place", row["place"], split(row["iso3"]), row["kind"], row)


@lru_cache(maxsize=4)
def lexicon(knowledge: Knowledge) -> Lexicon:
    """The automaton of these tables, compiled once for as long as they are in use."""
    return Lexicon(knowledge)


def within(mentions: Iterable[Mention], start: int, end: int) -> list[Mention]:
    """The mentions that lie wholly between two offsets."""
    return [m for m in mentions if m.start >= start and m.end <= end]
