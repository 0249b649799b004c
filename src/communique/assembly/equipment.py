"""Which equipment a claim speaks of: the designation that the tables give it, or its own proper name.

A name made of generic words alone ("drones", "missile deal") identifies nothing outside its own report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from typing import Final

from communique.knowledge import Knowledge, Row, fold, split

_RISK: Final = "~"
_WORD: Final = re.compile(r"[^\W_][\w./+'’-]*")
# The s of "T-90s" and "MiGs" is a plural; that of "T-90S" is a designation.
_PLURAL: Final = re.compile(r"(?<=[0-9A-Z])s\b")
_DESIGNATION: Final = re.compile(r"[A-Za-z].*\d|\d+[A-Z]")
_LONGEST_PHRASE: Final = 6
_MOST_FOUND: Final = 20_000


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of equipment as assembly knows it.

    ``key`` is what two claims must share; ``line`` is the designation of which this is a variant
    (Su-30 for Su-30MKI), the row of the ladder; ``noun`` its common noun in the singular, if known.
    """

    key: str
    name: str
    line: str
    family: str | None = None
    noun: str = ""
    origins: tuple[str, ...] = ()
    known: bool = False
    joint: bool = False
    generic: bool = False


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The equipment table, indexed by every spelling that is safe to look up."""

    knowledge: Knowledge

    def item(self, text: str) -> Item:
        """The equipment that a name as printed stands for; never fails."""
        known = self._found.get(text)
        if known is None:
            if len(self._found) >= _MOST_FOUND:
                self._found.clear()
            known = self._found[text] = self._looked_up(text)
        return known

    @cached_property
    def _found(self) -> dict[str, Item]:
        """What was looked up: reports call the same thing by few names."""
        return {}

    def _looked_up(self, text: str) -> Item:
        plain = _PLURAL.sub("", text)
        row = self._row(plain)
        if row is not None:
            return self._known(row)
        proper = self._proper_words(plain)
        if not proper:
            return Item(fold(text), text, text, generic=True)
        return Item(fold(" ".join(proper)), text, " ".join(proper))

    def origins(self, text: str) -> tuple[str, ...]:
        """The states that the equipment comes from, as far as the table says."""
        return self.item(text).origins

    def is_generic(self, text: str) -> bool:
        """True where no word of a name is proper to one thing."""
        return not self._proper_words(text)

    def _row(self, text: str) -> Row | None:
        exact = self._exact.get(fold(text))
        if exact is not None:
            return exact
        words = _WORD.findall(text)
        for length in range(min(len(words), _LONGEST_PHRASE), 0, -1):
            for start in range(len(words) - length + 1):
                row = self._safe.get(fold(" ".join(words[start : start + length])))
                if row is not None:
                    return row
        return None

    def _known(self, row: Row) -> Item:
        name = row["designation"]
        return Item(
            key=fold(name),
            name=name,
            line=self._lines[name],
            family=row.get("family") or None,
            noun=row.get("kind", ""),
            origins=split(row.get("origins", "")),
            known=True,
            joint=row.get("joint") == "yes",
        )

    def _proper_words(self, text: str) -> list[str]:
        return [word for word in _WORD.findall(text) if self._is_proper(word)]

    def _is_proper(self, word: str) -> bool:
        word = word.removesuffix("'s").removesuffix("’s")
        if re.fullmatch(r"\d+(?:st|nd|rd|th|mm)?", word):
            return False
        if _DESIGNATION.match(word):
            return True
        if not word[:1].isupper() or fold(word) in self.knowledge.parties:
            return False
        parts = [fold(part) for part in re.split(r"[-/]", word) if part]
        return any(part not in self._generic and _singular(part) not in self._generic for part in parts)

    @cached_property
    def _exact(self) -> dict[str, Row]:
        return self._spellings(risky=True)

    @cached_property
    def _safe(self) -> dict[str, Row]:
        """Spellings that may be found inside a longer phrase: no risky ones, nothing shorter than three."""
        return {key: row for key, row in self._spellings(risky=False).items() if len(key) > 2}

    def _spellings(self, risky: bool) -> dict[str, Row]:
        found: dict[str, Row] = {}
        rows = self.knowledge.rows("equipment")
        for row in rows:
            if risky or row.get("status") != "risky":
                found.setdefault(fold(row["designation"]), row)
        for row in rows:
            for alias in split(row.get("aliases", "")):
                if risky or not alias.startswith(_RISK):
                    found.setdefault(fold(alias), row)
        found.pop("", None)
        return found

    @cached_property
    def _lines(self) -> dict[str, str]:
        """Designation -> the shortest designation of the same family of which it is a variant."""
        families = {row["designation"]: row.get("family", "") for row in self.knowledge.rows("equipment")}
        lines: dict[str, str] = {}
        for name, family in families.items():
            bases = (base for base in heads(name) if families.get(base) == family)
            lines[name] = next(bases, name)
        return lines

    @cached_property
    def nouns(self) -> frozenset[str]:
        """What equipment is called in the singular, by the last word: system, aircraft, frigate."""
        kinds = [row.get("kind", "") for row in self.knowledge.rows("equipment")]
        kinds += [row["noun"] for row in self.knowledge.rows("equipment_kinds")]
        return frozenset(kind.lower().split()[-1] for kind in kinds if kind) - {""}

    @cached_property
    def _generic(self) -> frozenset[str]:
        text = resources.files("communique.assembly").joinpath("data", "generic_words.txt").read_text("utf-8")
        words = {word for line in text.splitlines() if not line.startswith("#") for word in line.split()}
        for row in self.knowledge.rows("equipment"):
            words |= set(re.split(r"[\s-]+", row.get("kind", "").lower()))
        for row in self.knowledge.rows("equipment_kinds"):
            words |= set(re.split(r"[\s-]+", row["noun"].lower()))
        return frozenset(fold(word) for word in words)


@lru_cache(maxsize=4)
def catalogue(knowledge: Knowledge) -> Catalogue:
    """The catalogue of some tables, indexed once and kept."""
    return Catalogue(knowledge)


def heads(name: str) -> list[str]:
    """The beginnings of a designation at which a variant letter, mark or word starts, shortest first."""
    return [
        name[:index].rstrip(" -")
        for index in range(2, len(name))
        if (name[index - 1].isdigit() and name[index].isalpha()) or name[index] in " -"
    ]


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") else word
