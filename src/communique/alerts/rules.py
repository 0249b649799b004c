"""What the user wants to hear of: rules over facts, from a TOML file or from options."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from communique.assembly.equipment import Catalogue, catalogue
from communique.errors import AlertError
from communique.knowledge import Knowledge
from communique.model import Fact
from communique.vocabulary import FAMILIES, KINDS, STATUSES

ONLY: Final = ("new", "changes")
_KEYS: Final = ("name", "pair", "kind", "equipment", "status", "only", "belief", "confidence")
_STATUSES: Final = tuple(dict.fromkeys(status for kind in KINDS for status in STATUSES[kind]))
_LARGEST: Final = 1_000_000
_LONGEST: Final = 100


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule speaks of a fact for which everything holds that it asks for; what is empty asks for nothing.

    ``pair`` are codes of parties that the fact must put into relation, ``equipment`` designations or families,
    ``status`` what its status must be, ``belief`` and ``confidence`` (of its surest claim) the least, from 0
    to 1. ``only`` is ``new`` or ``changes``: not of the other.
    """

    name: str
    pair: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    only: str = ""
    belief: float = 0.0
    confidence: float = 0.0

    def words(self) -> str:
        """What it asks for, on one line."""
        asked = [(key, getattr(self, key)) for key in _KEYS if key != "name"]
        told = (
            f"{key} {value if isinstance(value, str | float) else ' '.join(value)}"
            for key, value in asked
            if value
        )
        return ", ".join(told) or "everything"

    def holds(self, fact: Fact, names: Catalogue) -> bool:
        """Whether the rule speaks of this fact as it is. A fact without belief holds no bound on belief."""
        if self.kind and fact.kind not in self.kind:
            return False
        if not set(self.pair) <= set(fact.members):
            return False
        if self.status and fact.slots.get("status") not in self.status:
            return False
        if self.belief and (fact.belief is None or fact.belief < self.belief):
            return False
        if self.confidence and max(item.claim.confidence for item in fact.cited) < self.confidence:
            return False
        return not self.equipment or any(_is_it(wanted, fact, names) for wanted in self.equipment)


def load_rules(path: Path, knowledge: Knowledge) -> tuple[Rule, ...]:
    """The rules of a TOML file, each a table ``[[rule]]``.

    Raises AlertError, with the rule's number, where the file cannot be read or a rule asks for what there
    is not; PartyError for a party that nobody knows.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise AlertError(str(path), "is larger than any file of rules", "name a TOML file")
        data = tomllib.loads(path.read_bytes().decode("utf-8"))
    except OSError as error:
        raise AlertError(str(path), f"cannot be read: {error.strerror or error}", "check the name") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise AlertError(
            str(path), f"is no TOML: {error}", "docs/watch.md shows how rules are written"
        ) from error
    tables = data.get("rule")
    if set(data) != {"rule"} or not isinstance(tables, list) or not tables:
        raise AlertError(str(path), "has no rules", "begin each with a line [[rule]]")
    rules = [
        made_rule(one, f"{path}: rule {number}", knowledge) for number, one in enumerate(tables, start=1)
    ]
    names = [rule.name for rule in rules]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise AlertError(str(path), f"two rules are called {twice!r}", "a rule's name is what it is known by")
    return tuple(rules)


def made_rule(said: object, place: str, knowledge: Knowledge) -> Rule:
    """A rule from plain data. Raises AlertError or PartyError."""
    if not isinstance(said, Mapping):
        raise AlertError(place, "is no table", "begin it with a line [[rule]]")
    for key in said:
        if key not in _KEYS:
            near = get_close_matches(str(key), _KEYS, n=1)
            raise AlertError(
                place, f"knows no {key!r}", f"did you mean {near[0]}?" if near else ", ".join(_KEYS)
            )
    name = said.get("name")
    if not isinstance(name, str) or not name.strip() or len(name) > _LONGEST or not name.isprintable():
        raise AlertError(place, "has no name", f"give it one of at most {_LONGEST} characters")
    pair = tuple(dict.fromkeys(knowledge.party(one) for one in _words(said, "pair", place)))
    only = said.get("only", "")
    if only not in ("", *ONLY):
        raise AlertError(place, f"only = {only!r} is none of {', '.join(ONLY)}")
    return Rule(
        name=name,
        pair=pair,
        kind=_closed(said, "kind", KINDS, place),
        equipment=_words(said, "equipment", place),
        status=_closed(said, "status", _STATUSES, place),
        only=str(only),
        belief=_share(said, "belief", place),
        confidence=_share(said, "confidence", place),
    )


def names_of(knowledge: Knowledge) -> Catalogue:
    """What rules look equipment up in."""
    return catalogue(knowledge)


def _is_it(wanted: str, fact: Fact, names: Catalogue) -> bool:
    if wanted in FAMILIES:
        return fact.slots.get("family") == wanted
    said = fact.slots.get("equipment")
    if not isinstance(said, str):
        return False
    asked, found = names.item(wanted), names.item(said)
    return asked.key == found.key or names.item(found.line).key == asked.key


def _words(said: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
    value = said.get(key, ())
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list | tuple) or not all(
        isinstance(one, str) and one.strip() for one in values
    ):
        raise AlertError(place, f"{key} is no text and no list of texts", f'write {key} = ["..."]')
    return tuple(values)


def _closed(said: Mapping[str, Any], key: str, allowed: Iterable[str], place: str) -> tuple[str, ...]:
    words = _words(said, key, place)
    known = tuple(allowed)
    for word in words:
        if word not in known:
            near = get_close_matches(word, known, n=1)
            raise AlertError(place, f"there is no {key} {word!r}", f"did you mean {near[0]}?" if near else "")
    return words


def _share(said: Mapping[str, Any], key: str, place: str) -> float:
    value = said.get(key, 0.0)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise AlertError(place, f"{key} is no number from 0 to 1", f"write {key} = 0.6")
    return float(value)
