"""A sketch: what is needed of a text to tell whether it is a copy, without the text.

:func:`sketch` is a pure function of the text, so that a register may keep its outcome (:meth:`Sketch.pack`)
and a brief need not load texts. It holds every run of five words as a number, by paragraph, so that shares
are exact and never estimated; MinHash (the library rensa) only says which texts are worth comparing.
"""

from __future__ import annotations

import csv
import json
import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import accumulate, pairwise
from typing import Final, Self

from rensa import RMinHash  # type: ignore[import-untyped]

# Raised whenever the same text would give another sketch: kept sketches of an older version are made anew.
VERSION: Final = 1
RUN_WORDS: Final = 5
# Thirty-two numbers in sixteen pairs: paragraphs of which half is common share a pair 99 times in 100.
_PERMUTATIONS: Final = 32
_ROWS: Final = 2
_SEED: Final = 20181005
# A text of more words than this is no report; what follows is not looked at.
_LONGEST: Final = 20_000

_WORD: Final = re.compile(r"\w+")
# Paragraphs end at an empty line, or where a line ends a sentence; else a line end is only a wrap.
_BREAK: Final = re.compile(r"\n[ \t]*\n\s*|(?<=[.!?:;\"”’)])[ \t]*\n\s*")
_SENTENCE: Final = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[A-Z\"“‘(])|\n")
# What tells one story from another in other words: numbers, and names inside a sentence.
_MARK: Final = re.compile(r"\d[\d.,]*\d|\d|(?<=[a-z,] )[A-Z][\w-]+")
# What NAME stands for in the table of credits: names of outlets, several joined by a comma, slash or "and".
_NAME: Final = (
    r"(?P<name>[A-Z][\w.’'-]*(?:(?: (?:and |of |de )?(?:the )?|/|, |-)[A-Z][\w’'-]*(?:\.[A-Z]\w*)*){0,7})"
)
_BANDS: Final = _PERMUTATIONS // _ROWS
# How a sketch is kept: a checksum; version and length of the part in JSON; that part; 32-bit numbers.
_CHECK: Final = struct.Struct("<I")
_LENGTHS: Final = struct.Struct("<II")


# A set of numbers as they are kept: 32 bits each, the least byte first, in their order. Thousands of sketches are at
# hand at once, and a set of Python takes twenty times as much.
Numbers = bytes
_SIZE: Final = 4


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of the text (characters, end exclusive) and the runs of words inside it."""

    start: int
    end: int
    runs: Numbers


@dataclass(frozen=True, slots=True)
class Cue:
    """A stretch of the text in which an outlet is named as the source, and the name as printed.

    ``credit`` marks the lines that credit a whole report to an agency; else it is one sentence.
    """

    start: int
    end: int
    name: str
    credit: bool = False


@dataclass(frozen=True, slots=True)
class Sketch:
    """What syndication knows of a text; ``runs`` are all runs of words, also those across paragraphs.

    ``marks`` are its numbers and names. Texts that have much in common nearly always share one of ``bands``.
    """

    paragraphs: tuple[Paragraph, ...]
    seams: Numbers
    marks: Numbers
    cues: tuple[Cue, ...]
    bands: Numbers

    @property
    def runs(self) -> frozenset[int]:
        """Every run of the text."""
        return numbers_of(self.seams).union(*(numbers_of(one.runs) for one in self.paragraphs))

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where its paragraphs stand in the text."""
        return [(one.start, one.end) for one in self.paragraphs]

    def pack(self) -> bytes:
        """The sketch as bytes for keeping; :meth:`unpack` reads them."""
        sets = [paragraph.runs for paragraph in self.paragraphs] + [self.seams, self.marks]
        head = [
            [[p.start, p.end] for p in self.paragraphs],
            [len(numbers) // _SIZE for numbers in sets],
            [[c.start, c.end, c.name, int(c.credit)] for c in self.cues],
        ]
        said = json.dumps(head, separators=(",", ":")).encode("ascii")
        data = b"".join([_LENGTHS.pack(VERSION, len(said)), said, *sets, self.bands])
        return _CHECK.pack(zlib.crc32(data)) + data

    @classmethod
    def unpack(cls, kept: bytes) -> Self | None:
        """The sketch that :meth:`pack` made; None for one of another version or bytes that are none."""
        head = _CHECK.size + _LENGTHS.size
        if len(kept) < head or zlib.crc32(kept[_CHECK.size :]) != _CHECK.unpack_from(kept)[0]:
            return None
        version, length = _LENGTHS.unpack_from(kept, _CHECK.size)
        if version != VERSION:
            return None
        places, sizes, cues = json.loads(kept[head : head + length])
        ends = list(accumulate((_SIZE * size for size in sizes), initial=head + length))
        *runs, seams, marks = (kept[start:end] for start, end in pairwise(ends))
        return cls(
            tuple(Paragraph(start, end, some) for (start, end), some in zip(places, runs, strict=True)),
            seams,
            marks,
            tuple(Cue(start, end, name, bool(credit)) for start, end, name, credit in cues),
            kept[ends[-1] :],
        )


def sketch(text: str) -> Sketch:
    """The sketch of a text; the same on every machine and in every order."""
    words = [
        (found.start(), found.end(), found.group().casefold())
        for found, _ in zip(_WORD.finditer(text), range(_LONGEST), strict=False)
    ]
    plain = [word for _, _, word in words]
    strings = [" ".join(plain[i : i + RUN_WORDS]) for i in range(max(1, len(plain) - RUN_WORDS + 1))]
    inside: list[Paragraph] = []
    bands: set[int] = set()
    at, taken = 0, set[int]()
    for start, end in _paragraphs(text):
        first = at
        while at < len(words) and words[at][0] < end:
            at += 1
        whole = range(first, at - RUN_WORDS + 1)
        taken.update(whole)
        own = [strings[i] for i in whole]
        inside.append(Paragraph(start, end, packed(map(_number, own))))
        bands.update(_bands(own))
    seams = packed(_number(run) for i, run in enumerate(strings) if i not in taken and run)
    if not bands:
        bands.update(_bands([run for run in strings if run]))
    marks = packed(_number(found.group().casefold()) for found in _MARK.finditer(text))
    return Sketch(tuple(inside), seams, marks, tuple(_cues(text)), packed(bands))


def packed(numbers: Iterable[int]) -> Numbers:
    """A set of numbers of 32 bits."""
    unique = sorted(set(numbers))
    return struct.pack(f"<{len(unique)}I", *unique)


def numbers_of(some: Numbers) -> frozenset[int]:
    """The numbers of a set."""
    return frozenset(struct.unpack(f"<{len(some) // _SIZE}I", some))


def _number(words: str) -> int:
    return zlib.crc32(words.encode("utf-8", "surrogatepass"))


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _BREAK.finditer(text):
        if found.start() > start:
            yield start, found.start()
        start = found.end()
    if start < len(text):
        yield start, len(text)


def _bands(runs: list[str]) -> list[int]:
    if not runs:
        return []
    minhash = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    minhash.update([run.encode("utf-8", "replace").decode() for run in runs])
    digest = minhash.digest()
    return [_number(f"{band} {digest[band * _ROWS : (band + 1) * _ROWS]}") for band in range(_BANDS)]


def _cues(text: str) -> Iterator[Cue]:
    """Credits by line, and sentences that name an outlet as their source, by the table of patterns."""
    credits, sources = _patterns()
    for start, end in _lines(text):
        for pattern in credits:
            for found in pattern.finditer(text, start, end):
                yield Cue(start, end, _name(found), credit=True)
    for start, end in _sentences(text):
        for name in sorted({_name(hit) for pattern in sources for hit in pattern.finditer(text, start, end)}):
            yield Cue(start, end, name)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _SENTENCE.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def _name(found: re.Match[str]) -> str:
    return found["name"].rstrip(".'’-")


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """The patterns of credits, and those of outlets named as the source of a sentence."""
    table = resources.files("communique.assembly").joinpath("data", "credits.csv")
    made: dict[str, list[re.Pattern[str]]] = {"credit": [], "source": []}
    for row in csv.DictReader(table.read_text("utf-8").splitlines()):
        made[row["kind"]].append(re.compile(row["pattern"].replace("NAME", _NAME), re.MULTILINE))
    return tuple(made["credit"]), tuple(made["source"])
