"""Texts that no person wrote to be read are refused; characters that a reader does not see or that lie about the order of the others, and letters of two alphabets in
one word: the first are taken out of a text, the second are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from communique.model import Document
from communique.sources.base import Item, Notice, Refusal
from communique.sources.limits import DOCUMENT_CHARACTERS, WORD_CHARACTERS

# Controls but tab and new line; soft hyphens and what has no width; marks, embeddings, overrides and isolates of
# direction; the tags of Unicode, which spell hidden ASCII. Joiners stay where the letters about them are not Latin:
# Hindi and Persian are written with them.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]|(?<![^\x00-\u024f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\u024f])"
)
_TELLING: Final = re.compile("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f\x1b]")
_WORD: Final = re.compile(r"[^\W\d_]{3,40}")
_FOREIGN: Final = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f]")
# Scripts that are written without spaces have no long words by that.
_RUN: Final = re.compile(
    rf"[^\s\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uff00-\uffef]{{{WORD_CHARACTERS + 1}}}"
)
_SHOWN: Final = 3
_CLEANED: Final = ("text", "title", "publisher", "author", "release")


def seen(items: Iterator[Item]) -> Iterator[Item]:
    """The items, documents without what nobody sees; a notice goes before a document that has tricks in it."""
    for item in items:
        if not isinstance(item, Document):
            yield item
            continue
        if problem := _endless(item.text):
            yield Refusal(item.path, problem, "cut it into single reports")
            continue
        if not _is_plain(item.text) and (tricks := len(_TELLING.findall(item.text))):
            problem = f"{tricks:,} characters that hide text or turn its order were taken out"
            yield Notice(item.path, problem, "look at the source before you rely on it")
        document = without_unseen(item)
        if mixed := mixed_words(document.text):
            shown = ", ".join(repr(word) for word in mixed[:_SHOWN])
            problem = f"{len(mixed):,} words mix alphabets ({shown}) and may be made to look like others"
            yield Notice(item.path, problem, "they are read as they are written, and match no name")
        yield document


def mixed_words(text: str) -> list[str]:
    """The words that hold letters of Latin and of Cyrillic or Greek, each once, in their order."""
    if text.isascii() or not (_FOREIGN.search(text) and _LATIN.search(text)):
        return []
    words = (match[0] for match in _WORD.finditer(text))
    return list(dict.fromkeys(word for word in words if _FOREIGN.search(word) and _LATIN.search(word)))


def _endless(text: str) -> str:
    """Why a text is none that a person wrote to be read; empty where it may be one."""
    if len(text) > DOCUMENT_CHARACTERS:
        return f"a text of more than {DOCUMENT_CHARACTERS:,} characters"
    if any(len(part) > WORD_CHARACTERS for part in text.split()) and _RUN.search(text):
        return f"a word of more than {WORD_CHARACTERS:,} characters"
    return ""


def without_unseen(document: Document) -> Document:
    """The document without the characters that nobody sees."""
    said: dict[str, str] = {name: getattr(document, name) for name in _CLEANED}
    if not any(_UNSEEN.search(text) for text in said.values() if not _is_plain(text)):
        return document
    plain = {name: _UNSEEN.sub("", text) for name, text in said.items()}
    return replace(document, **plain) if plain["text"].strip() else document  # type: ignore[arg-type] # all are texts


def _is_plain(text: str) -> bool:
    """Whether all of a text is seen, told without looking at each character: most English news is of this kind."""
    return text.isascii() and text.replace("\n", "").replace("\t", "").isprintable()
