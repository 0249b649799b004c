"""The words by which documents are found: folded, stemmed, and the same on every back end.

Both databases have tokenizers of their own that differ in accents, hyphens and endings ("S-400" is one of
them's letter and a negative number). So the words are made here, and the databases store and rank them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

# Letters, digits and the marks that belong to them; an underscore parts words.
_WORD: Final = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
_QUERY: Final = re.compile(r'"([^"]*)"|(\S+)')
# Letters that Unicode does not take for another with a mark, as the English press writes them.
_PLAIN: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
_LONGEST: Final = 100
# PostgreSQL holds at most 1 MiB of words and places for a document; 8 bytes are more than a place takes.
_MOST_BYTES: Final = 500_000
# Plain letters that never come to that: a word of one letter and its space count for nine bytes.
_SHORT: Final = _MOST_BYTES // 5
_MOST_PHRASES: Final = 50


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a text as it is searched for, and where it stands there."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must stand next to each other; ``prefix``: the last one may go on."""

    words: tuple[str, ...]
    prefix: bool = False


def terms(text: str) -> Iterator[Term]:
    """Every word of a text with its extent, up to half a megabyte of them (about 40,000)."""
    spent = 0
    for match in _WORD.finditer(text):
        word = stem(_folded(match[0]))
        spent += len(word.encode("utf-8", "replace")) + 8
        if spent > _MOST_BYTES:
            return
        if word:
            yield Term(word, match.start(), match.end())


def joined(text: str) -> str:
    """The words of :func:`terms` with a space between each two: what a database takes that counts places itself."""
    if text.isascii() and len(text) <= _SHORT:
        words = _WORD.findall(text.lower())
        if max(map(len, words), default=0) > _LONGEST:
            words = [word[:_LONGEST] for word in words]
        return " ".join([word if word[-1] != "s" else stem(word) for word in words])
    return " ".join(term.word for term in terms(text))


def phrases(query: str) -> list[Phrase]:
    """What a user's words ask for: each word or quoted phrase once; any text at all is a query.

    A hyphened word is a phrase (``S-400``); an asterisk at the end asks for words that begin so. Parts
    without a letter or digit ask for nothing.
    """
    found: dict[Phrase, None] = {}
    for match in _QUERY.finditer(query):
        part = match[1] or match[2] or ""
        prefix = part.endswith("*")
        folded = [_folded(word[0]) for word in _WORD.finditer(part)]
        words = [stem(word) for word in folded]
        if prefix and words:
            words[-1] = folded[-1]
        if any(words):
            found.setdefault(Phrase(tuple(word for word in words if word), prefix))
    return list(found)[:_MOST_PHRASES]


def places(wanted: list[Phrase], found: list[Term]) -> list[tuple[int, int, int]]:
    """Where phrases stand in a text: start, end, and which phrase; in order of the text."""
    hits: list[tuple[int, int, int]] = []
    for at, term in enumerate(found):
        for which, phrase in enumerate(wanted):
            run = found[at : at + len(phrase.words)]
            if _agrees(phrase, run):
                hits.append((term.start, run[-1].end, which))
    return hits


def stem(word: str) -> str:
    """The English plural taken off, and nothing else (Harman's S-stemmer, JASIS 42:1, 1991)."""
    if len(word) <= 3 or not word.endswith("s"):
        return word
    if word.endswith("ies"):
        return word if word.endswith(("eies", "aies")) else f"{word[:-3]}y"
    if word.endswith("es"):
        return word if word.endswith(("aes", "ees", "oes")) else word[:-1]
    return word if word.endswith(("us", "ss")) else word[:-1]


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()[:_LONGEST]
    plain = unicodedata.normalize("NFKD", word).casefold().translate(_PLAIN)
    kept = "".join(char for char in plain if char.isalnum())
    return kept[:_LONGEST]


def _agrees(phrase: Phrase, run: list[Term]) -> bool:
    if len(run) != len(phrase.words):
        return False
    *first, last = zip(phrase.words, run, strict=True)
    if any(word != term.word for word, term in first):
        return False
    return last[1].word.startswith(last[0]) if phrase.prefix else last[1].word == last[0]
