"""Step four: the parse of a sentence as a plain tree, independent of the parser that made it.

The small English model of spaCy gives tags, lemmas and dependencies (ClearNLP labels). Bracketed asides
are left out of what is parsed, since they break long sentences; offsets stay those of the document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from communique.reading.parsing import Word, analyse
from communique.reading.slips import mended
from communique.reading.times import When

_ASIDE: Final = re.compile(
    r" ?\((?!(?:including|plus|as well as|along with) )[^()]{1,80}\)| ?\[[^\[\]]{1,60}\]"
)
# A sentence longer than this (characters) is parsed in pieces no longer than it.
MAX_SENTENCE: Final = 1200


_BEARING: Final = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ"})


class Token(NamedTuple):
    """One word: its place in the tree and in the document's text (characters)."""

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int


class Tree:
    """A parsed sentence; all indices are token indices of this sentence."""

    __slots__ = ("_small", "args", "bearing", "dates", "end", "kids", "members", "start", "tokens", "verbs")

    def __init__(self, tokens: Sequence[Token], start: int, end: int) -> None:
        self.tokens = tuple(tokens)
        self.start, self.end = start, end
        self._small = ""
        # Those words that can carry a meaning of their own: verbs, nouns, names, adjectives.
        self.bearing = tuple([token for token in self.tokens if token.pos in _BEARING])
        # What was found out about the verb or trigger at an index, and what is coordinated with it; kept by whoever asks.
        self.verbs: dict[int, dict[str, list[int]]] = {}
        self.args: dict[int, dict[str, list[int]]] = {}
        self.members: dict[int, list[int]] = {}
        # Its dates, resolved as of what lies ahead or not.
        self.dates: dict[bool, Sequence[When]] = {}
        kids: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                kids[token.head].append(token.i)
        self.kids = tuple(tuple(k) for k in kids)

    @property
    def small(self) -> str:
        """The words in small letters, a space between each two."""
        self._small = self._small or " ".join(token.text for token in self.tokens).lower()
        return self._small

    def __getitem__(self, index: int) -> Token:
        return self.tokens[index]

    def __len__(self) -> int:
        return len(self.tokens)

    def children(self, index: int, *deps: str) -> list[int]:
        """The children of a token with one of these labels (all, where none is given)."""
        kids = self.kids[index]
        if not deps or not kids:
            return list(kids)
        tokens = self.tokens
        return [k for k in kids if tokens[k].dep in deps]

    def subtree(self, index: int, stop: Callable[[Token], bool] | None = None) -> list[int]:
        """All tokens under and including a token, in order; branches where ``stop`` holds are cut."""
        found, stack = [], [index]
        while stack:
            at = stack.pop()
            found.append(at)
            kids = self.kids[at]
            if kids:
                stack += kids if stop is None else [k for k in kids if not stop(self.tokens[k])]
        found.sort()
        return found

    def ancestors(self, index: int) -> Iterator[int]:
        """The heads of a token, nearest first."""
        while self.tokens[index].head != index:
            index = self.tokens[index].head
            yield index

    def beside(self, index: int, head: int) -> bool:
        """Whether a token stands in an apposition below a head: "the armies of A and B, two of C's allies"."""
        for up in (index, *self.ancestors(index)):
            if up == head or self.tokens[up].dep == "appos":
                return up != head
        return False

    def at(self, start: int, end: int) -> int | None:
        """The head token of a stretch of text: the one whose own head lies outside it."""
        inside = [t for t in self.tokens if t.start < end and t.end > start]
        if not inside:
            return None
        ids = {t.i for t in inside}
        heads = [t for t in inside if t.head not in ids or t.head == t.i]
        return (heads[-1] if heads else inside[-1]).i


class Piece(NamedTuple):
    """A stretch of a text as the model gets it, and for each of its characters its offset in the document."""

    start: int
    end: int
    text: str
    offsets: Sequence[int]


def parse(text: str, spans: Iterable[tuple[int, int]]) -> list[Tree]:
    """Parse these stretches of a folded text, each taken as one sentence."""
    pieces = prepared(text, spans)
    return grown(pieces, analyse([piece.text for piece in pieces]))


def prepared(text: str, spans: Iterable[tuple[int, int]]) -> list[Piece]:
    """These stretches, cut where they are too long, without bracketed asides."""
    cut = [piece for span in spans for piece in _pieces(text, *span)]
    return [_piece(text, start, end) for start, end in cut]


# Split at its hyphen, "Russian-made missiles" loses its noun to the verb: the model gets a plain adjective instead;
# "co-operation" and "re-export" it gets without theirs.
_MADE: Final = re.compile(
    r"\b(?:(?:North|South|Saudi) )?[A-Z][\w.]*-(?:made|built|supplied|designed|produced|manufactured|donated|developed|provided|delivered|backed|led|origin)\b"
    r"|\b(?:[Cc]o-(?=operat)|[Rr]e-(?=export))"
)
_PLAIN: Final = "foreign"


def _piece(text: str, start: int, end: int) -> Piece:
    """What the model gets of a stretch; each of its characters knows its place in the document."""
    kept, offsets = _without_asides(text, start, end)
    if "-" not in kept or _MADE.search(kept) is None:
        return Piece(start, end, kept, offsets)
    words: list[str] = []
    places: list[int] = []
    at = 0
    for match in _MADE.finditer(kept):
        joined = match[0].endswith("-")
        words += [kept[at : match.start()], match[0][:-1] if joined else _PLAIN]
        places += offsets[at : match.start()]
        if joined:
            places += offsets[match.start() : match.end() - 1]
        else:
            places += [*offsets[match.start() : match.start() + len(_PLAIN) - 1], offsets[match.end() - 1]]
        at = match.end()
    return Piece(start, end, "".join([*words, kept[at:]]), [*places, *offsets[at:]])


def grown(pieces: Iterable[Piece], analysed: Iterable[Sequence[Word]]) -> list[Tree]:
    """The trees of the words that the model found, with their places in the document."""
    return [
        Tree(mended(_tokens(words, piece.offsets)), piece.start, piece.end)
        for piece, words in zip(pieces, analysed, strict=True)
    ]


def _tokens(words: Iterable[Word], offsets: Sequence[int]) -> list[Token]:
    # Made as tuples are: half the time of a call by name, for every word that is read.
    return [
        tuple.__new__(Token, (i, offsets[start], offsets[end - 1] + 1, *rest))
        for i, (start, end, *rest) in enumerate(words)
    ]


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > MAX_SENTENCE:
        cut = text.rfind(" ", start, start + MAX_SENTENCE)
        cut = cut if cut > start else start + MAX_SENTENCE
        yield start, cut
        start = cut
    yield start, end


def _without_asides(text: str, start: int, end: int) -> tuple[str, Sequence[int]]:
    """The stretch without bracketed asides, and for each kept character its offset in the document."""
    piece = text[start:end]
    if "(" not in piece and "[" not in piece:
        return piece, range(start, end)
    kept = list(range(start, end))
    pieces, at, cut = [], start, 0
    for match in _ASIDE.finditer(text, start, end):
        pieces.append(text[at : match.start()])
        del kept[match.start() - start - cut : match.end() - start - cut]
        cut += match.end() - match.start()
        at = match.end()
    if not kept:
        return piece, range(start, end)
    pieces.append(text[at:end])
    return "".join(pieces), kept
