"""Patterns that are asked only where a word of the text in hand begins as they do.

The rules ask some two hundred patterns about every sentence, and nearly all find nothing. So the words of a text
are looked up once (:func:`hold`), each in a table of what patterns may begin there, which is remembered
from text to text; a pattern then knows its places, and is asked there and nowhere else. It finds what it would
have found: about any other text than the one in hand it is asked as patterns are.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from communique.reading.seeking import alternatives, beginnings
from communique.reading.text import lowered, small_form

_WORD: Final = re.compile(r"\w+")
_LETTERS: Final = re.compile(r"\w*")
_WITHIN: Final = re.compile(r"(?<=\w)(?=\w)")
_NAMED: Final = re.compile(r"\(\?P<\w+>")
# What an alternative must open with: it begins where a word does.
_OPENINGS: Final = (r"\b", r"(?<!\w)", r"(?<![\w-])", r"(?<![\w.-])")
# Words remembered; once there are more, all are forgotten.
_MOST: Final = 50_000


class _Held:
    """The text in hand, folded and in small letters, where in it which pattern may begin, and pieces cut from it."""

    __slots__ = ("extents", "parts", "places", "small", "text")

    def __init__(self, text: str, small: str, places: dict[int, list[int]]) -> None:
        self.text, self.small, self.places = text, small, places
        self.parts: dict[tuple[int, int], str] = {}
        # By the identity of a piece, which stays its own as long as it is kept here.
        self.extents: dict[int, tuple[int, int]] = {}


_NONE: Final = _Held("", "", {})


class _Table:
    """Which patterns, by their numbers, begin with which words."""

    def __init__(self) -> None:
        self.held = _NONE
        self._count = 0
        self._begun: dict[str, set[int]] = {}
        self._whole: dict[str, set[int]] = {}
        self._known: dict[str, tuple[int, ...]] = {}

    def add(self, pattern: str) -> int:
        """The number of one more pattern. Raises ValueError where it may begin with anything."""
        bare = _NAMED.sub("(?:", pattern)
        found = {one.lower() for one in beginnings(bare)}
        if not all(one.startswith(_OPENINGS) for one in alternatives(bare)) or not all(
            one and _WORD.match(one) for one in found
        ):
            raise ValueError(f"a pattern that may begin anywhere: {pattern}")
        for one in found:
            first = _LETTERS.match(one)[0]  # type: ignore[index] # it matches nothing at the least
            # What goes on behind a whole word, a word must be; what does not, it must begin with.
            table = self._begun if first == one else self._whole
            table.setdefault(first, set()).add(self._count)
        self._count += 1
        self._known.clear()
        self.held = _NONE
        return self._count - 1

    def hold(self, text: str) -> str:
        """Takes a folded text in hand; the same in small letters."""
        held = self.held
        if text is held.text:
            return held.small
        small, known = lowered(text), self._known
        places: dict[int, list[int]] = {}
        for match in _WORD.finditer(small):
            word = match[0]
            numbers = known.get(word)
            if numbers is None:
                numbers = self._learn(word)
            if numbers:
                start = match.start()
                for number in numbers:
                    if number in places:
                        places[number].append(start)
                    else:
                        places[number] = [start]
        self.held = _Held(text, small, places)
        return small

    def _learn(self, word: str) -> tuple[int, ...]:
        if len(self._known) >= _MOST:
            self._known.clear()
        found = set(self._whole.get(word, ()))
        for size in range(1, len(word) + 1):
            found |= self._begun.get(word[:size], set())
        self._known[word] = tuple(found)
        return self._known[word]


_TABLE: Final = _Table()
hold: Final = _TABLE.hold


def part(text: str, start: int, end: int) -> str:
    """The words between two offsets of a text; of the one in hand, patterns know where they may stand in it."""
    held = _TABLE.held
    if text is not held.text:
        return text[start:end]
    known = held.parts.get((start, end))
    if known is None:
        known = text[start:end]
        # A piece that begins or ends within a word has a word that the text does not have.
        if _WITHIN.match(text, start) is None and _WITHIN.match(text, end) is None:
            held.parts[start, end] = known
            held.extents[id(known)] = start, min(end, len(text))
    return known


def in_small(text: str) -> str:
    """A text in small letters, of the same length; that of the text in hand is known."""
    held = _TABLE.held
    return held.small if text is held.text else lowered(text)


def let_go() -> None:
    """Forgets the text in hand."""
    _TABLE.held = _NONE


class Sought:
    """A pattern of which every alternative begins with a word that is known; finds what the pattern finds.

    Offsets between which it is asked should not end within a word of the text in hand.
    """

    __slots__ = ("_iterate", "_match", "_number", "_search", "pattern", "plain")

    def __init__(self, pattern: str, flags: re.RegexFlag | int = 0) -> None:
        """Raises ValueError where an alternative may begin with anything, or within a word."""
        self.plain = made = re.compile(pattern, flags)
        self.pattern = pattern
        self._number = _TABLE.add(pattern)
        self._search, self._match, self._iterate = made.search, made.match, made.finditer

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match between two offsets."""
        held = _TABLE.held
        if text is not held.text and text is not held.small:
            return self._search(text, start, end) if self._may_stand(held, text) else None
        places = held.places.get(self._number)
        if places is None or places[-1] < start:
            return None
        for at in places[bisect_left(places, start) :] if start else places:
            if at >= end:
                return None
            found = self._match(text, at, end)
            if found is not None:
                return found
        return None

    def _may_stand(self, held: _Held, text: str) -> bool:
        """False only where a piece of the text in hand has no word that this begins with."""
        extent = held.extents.get(id(text))
        if extent is None:
            return True
        places = held.places.get(self._number)
        if places is None or places[-1] < extent[0]:
            return False
        return places[bisect_left(places, extent[0])] < extent[1]

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """The matches between two offsets, none within another."""
        held = _TABLE.held
        if text is not held.text and text is not held.small:
            return self._iterate(text, start, end) if self._may_stand(held, text) else iter(())
        places = held.places.get(self._number)
        return self._among(places, text, start, end) if places and places[-1] >= start else iter(())

    def _among(self, places: list[int], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        for at in places[bisect_left(places, start) :] if start else places:
            if at >= end:
                return
            found = self._match(text, at, end) if at >= start else None
            if found is not None:
                start = found.end()
                yield found

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match at an offset."""
        return self._match(text, start, end)


def small_sought(pattern: str) -> Sought:
    """The same for a text in small letters, as :func:`communique.reading.text.small_pattern` makes them."""
    return Sought(small_form(pattern))
