"""In which language a text is written: by its script, by its small words, and only then by a model.

Short texts tell too little: headlines in English pass for Latin. They keep the language that they say they have.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from communique.model import Document
from communique.sources.base import Item, Notice
from communique.sources.unseen import without_unseen

# The language that the rules read.
READ: Final = "en"
# Letters of a text before its language is asked for, and how much of a text is looked at.
LEAST: Final = 200
_MOST: Final = 4_000
# The share of words that are small English words, above which a text is English without further question.
_ENGLISH: Final = 0.15
# Other languages have "in", "is" and "of" too, but not "the".
_THE: Final = 0.02
_SMALL: Final = frozenset(
    "the of and to in a is that for on was with as it by at from has have be are were an which its this their will said"
    " not but they he or had been".split()
)
_WORD: Final = re.compile(r"[^\W\d_]+")
# Scripts that one language of the news nearly always means; the others are asked of the model.
_SCRIPTS: Final = {
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "CJK": "zh",
    "THAI": "th",
    "HEBREW": "he",
    "GREEK": "el",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
    "BENGALI": "bn",
    "TAMIL": "ta",
    "TELUGU": "te",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "SINHALA": "si",
    "KHMER": "km",
    "LAO": "lo",
    "MYANMAR": "my",
    "ETHIOPIC": "am",
}
# Scripts of more than one language, and those languages: the model may choose among these only.
_SHARED: Final = {
    "CYRILLIC": ("ru", ("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn")),
    "ARABIC": ("ar", ("ar", "fa", "ur", "ps", "ug")),
    "DEVANAGARI": ("hi", ("hi", "mr", "ne")),
}


def language_of(text: str, said: str = "en") -> str:
    """The language of a text as its ISO 639-1 code; ``said`` where the text is too short to tell."""
    part = text[:_MOST]
    if part.isascii():
        script, words = "LATIN", _WORD.findall(part.lower())
        letters = sum(map(len, words))
    else:
        counts = Counter(part)
        letters = sum(count for char, count in counts.items() if char.isalpha())
        script, words = _script(counts), [word.lower() for word in _WORD.findall(part)]
    if script != "LATIN" and letters >= LEAST // 10:
        return _by_script(script, part, said)
    if letters < LEAST:
        return said
    small = sum(map(_SMALL.__contains__, words))
    if small >= _ENGLISH * len(words) and words.count("the") >= _THE * len(words):
        return "en"
    found = str(_model().classify(part.lower())[0])
    return found if found in _NEWS else said


def with_language(item: Item) -> Item:
    """A document with the language that its text shows, without what nobody sees; anything else as it is."""
    if not isinstance(item, Document):
        return item
    document = without_unseen(item)
    found = language_of(document.text, document.language)
    return document if found == document.language else replace(document, language=found)


def with_languages(items: Iterator[Item]) -> Iterator[Item]:
    """The items, documents with the language that their text shows; before one that is not in English comes a notice."""
    for item in map(with_language, items):
        if isinstance(item, Document) and item.language != READ:
            yield Notice(item.path, f"is not in English ({item.language}): kept, and not read")
        yield item


# The languages in Latin letters that news is written in; the model knows rare ones that it sees in lists of names.
_NEWS: Final = frozenset(
    "az ca cs da de en es et eu fi fr ga gl hr hu id is it lt lv ms mt nl no pl pt ro sk sl sq sv sw tl tr uz vi".split()
)


def _by_script(script: str, text: str, said: str) -> str:
    if script in _SCRIPTS:
        return "ja" if script == "CJK" and re.search(r"[\u3040-\u30ff]", text) else _SCRIPTS[script]
    usual, codes = _SHARED.get(script, ("", ()))
    if not usual:
        return said if said != "en" else "und"
    if said in codes:
        return said
    found = str(_model().classify(text)[0])
    return found if found in codes else usual


def _script(characters: Counter[str]) -> str:
    """The script of most of the letters, by the first word of their Unicode names."""
    counts: Counter[str] = Counter()
    for char, count in characters.items():
        if char.isalpha():
            counts[
                "LATIN" if char < "\u0250" else unicodedata.name(char, "NONE").split()[0].split("-")[0]
            ] += count
    return counts.most_common(1)[0][0] if counts else "LATIN"


@lru_cache(maxsize=1)
def _model() -> Any:
    import py3langid  # type: ignore[import-untyped] # noqa: PLC0415 - takes a second to load, and English is told without it

    return py3langid
