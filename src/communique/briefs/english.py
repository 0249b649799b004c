"""Plain English: names with their articles, lists, numbers, plurals, and whole sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from communique.knowledge import Knowledge

_SMALL: Final = "no one two three four five six seven eight nine ten eleven twelve".split()
# States and organisations that carry an article, beside those whose name has a common noun in it.
_WITH_ARTICLE: Final = frozenset("Netherlands Philippines Bahamas Gambia Maldives Comoros EU UN".split())
_ARTICLE_WORDS: Final = re.compile(
    r"\b(?:United|Republic|Islands|Emirates|Territory|Territories|Union|Council)\b"
)
# Organisations whose short name is said as a word, or is a name, take none; other initials do.
_SAID_AS_WORDS: Final = frozenset(
    "NATO ASEAN BRICS AUKUS ANZUS BENELUX OPEC OPEC+ ECOWAS UNASUR MERCOSUR".split()
)
_INSTITUTIONS: Final = frozenset(
    "administration admiralty agency army bureau cabinet chancellery command commission committee company "
    "congress council department directorate embassy force forces government house institute kremlin "
    "manufacturer ministry navy office palace parliament pentagon police presidency secretariat senate "
    "service shipyard staff statement treasury union yard".split()
)
# One person in a role needs an article: "the head of", "a senior official"; several, and names, need none.
_ROLES: Final = re.compile(
    r"^(?:(head|chief|director|president|chairman|chairwoman|secretary|ambassador|minister)\b(?= of\b)"
    r"|(?:[a-z]\S* |[A-Z]\S*(?:n|i|sh|se|ch|ss|ek) |(?:South|North|Saudi|Sri|New|East|West|Western|U\.S\.|US|UK|EU|UN|NATO) )*"
    r"(?:official|spokesperson|spokesman|spokeswoman|report|source|diplomat|officer|aide|envoy|lawmaker|legislator"
    r"|minister|analyst|expert|advis[eo]r|general|statement)\b)"
)
_PEOPLE: Final = frozenset("analysts diplomats experts media officials officers reports sources".split())
_SAME_IN_PLURAL: Final = frozenset(
    "aircraft equipment armour hovercraft spacecraft craft artillery ammunition".split()
)
_VESSELS: Final = re.compile(
    r"(?:frigate|destroyer|cruiser|corvette|carrier|ship|submarine|cutter|boat|vessel)$"
)
_CODES: Final = re.compile(r"[A-Z0-9+]{2,}(?: [A-Z0-9+]+)*$")


@dataclass(frozen=True, eq=False)
class Names:
    """What parties are called in running text."""

    knowledge: Knowledge

    def plain(self, code: str) -> str:
        """``United States``."""
        return self.knowledge.name_of(code)

    def running(self, code: str) -> str:
        """``the United States``."""
        return the(self.plain(code))

    def all(self, codes: Iterable[str]) -> str:
        """``India, Russia and the United States``."""
        return join([self.running(code) for code in codes])


def the(name: str) -> str:
    """A state's or organisation's name with the article that it carries in a sentence, if any."""
    if name.lower().startswith("the "):
        return name
    initials = _CODES.match(name) is not None and name not in _SAID_AS_WORDS
    return f"the {name}" if initials or name in _WITH_ARTICLE or _ARTICLE_WORDS.search(name) else name


def join(items: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def possessive(name: str) -> str:
    """``India's``, ``the United States'``."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def number(value: float) -> str:
    """Words up to twelve, digits with separators above."""
    if value == int(value) and 0 < value <= 12:
        return _SMALL[int(value)]
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


def plural(noun: str) -> str:
    """The plural of a common noun of the equipment table."""
    head, _, tail = noun.partition(" (")
    rest = f" ({tail}" if tail else ""
    last = head.rsplit(maxsplit=1)[-1] if head else ""
    if not last or last in _SAME_IN_PLURAL or (last.isupper() and last.endswith("S")):
        return noun
    if re.search(r"[^aeiou]y$", last):
        return f"{head[:-1]}ies{rest}"
    return f"{head}es{rest}" if re.search(r"(?:s|x|ch|sh|edo)$", last) else f"{head}s{rest}"


def is_vessel(noun: str) -> bool:
    """True for ships and boats, which have names of their own."""
    return _VESSELS.search(noun) is not None


def article(phrase: str) -> str:
    """``a`` or ``an`` before a phrase."""
    return f"an {phrase}" if phrase[:1].lower() in "aeiou" else f"a {phrase}"


def speaker(attribution: str) -> str:
    """An attribution as printed, with the article that it needs: ``the Russian Defence Ministry``."""
    text = re.sub(r"^(?:Shri|Smt|Mr|Mrs|Ms)\.? ", "", attribution.strip())
    if re.match(r"(?:the|a|an|its|his|her|their)\b", text, re.IGNORECASE):
        return text
    last = text.rsplit(maxsplit=1)[-1] if text else ""
    if text.lower() in _PEOPLE:
        return text.lower()
    if last.lower() in _INSTITUTIONS:
        return f"the {text}"
    role = _ROLES.search(text)
    if role is not None and (text[:1].islower() or role.end() == len(text)):
        return f"the {text}" if role[1] else article(text)
    return text


def sentence(text: str) -> str:
    """A clause as a sentence: one space between words, a capital first, one full stop last."""
    plain = " ".join(text.split()).rstrip(".")
    return f"{plain[:1].upper()}{plain[1:]}." if plain else ""


def counted(count: int, noun: str) -> str:
    """``one report``, ``3 reports``."""
    return f"{number(count)} {noun if count == 1 else plural(noun)}"
