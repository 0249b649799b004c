"""Printed words with their places on a page: lines in the order of reading, and the paragraphs they make."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Final

# A letter is about half as wide as it is high.
_WIDTH: Final = 0.5
# Lines on both sides of a gutter before it is one, and the share of lines that may cross it (headings).
_COLUMN_LINES: Final = 6
_CROSSING: Final = 0.25
# A line shorter than this share of the full ones ends a paragraph.
_SHORT: Final = 0.8
# Lines at the top and bottom of pages that may be running heads.
_EDGE: Final = 2
_ITEM: Final = re.compile(r"(?:[•●▪–—*-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])\s")
_PAGE_NUMBER: Final = re.compile(
    r"(?:page\s*)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE
)
_BROKEN: Final = re.compile(r"(\w+)-$")
_WORD: Final = re.compile(r"\w+(?:-\w+)*")
_END: Final = re.compile(r"[.!?:;]['\"”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Fragment:
    """Some words as they were drawn: where they begin, in points from the lower left, how high they are."""

    across: float
    up: float
    height: float
    words: str

    @property
    def end(self) -> float:
        """About where the words end."""
        return self.across + len(self.words.rstrip()) * self.height * _WIDTH


def page_lines(fragments: Sequence[Fragment]) -> list[str]:
    """The lines of a page as they are read: from the top, and column by column where there are two."""
    if not _disordered(fragments) and not _gutter(rows := _rows(fragments)):
        return [_joined(row) for row in _runs(fragments)]
    rows = _rows(fragments)
    gutter = _gutter(rows)
    if not gutter:
        return [_joined(row) for row in rows]
    lines: list[str] = []
    left: list[str] = []
    right: list[str] = []
    for row in rows:
        if any(part.across < gutter - 2 and part.end > gutter + 2 for part in row):
            lines += [*left, *right, _joined(row)]
            left, right = [], []
            continue
        here = [part for part in row if part.across < gutter]
        there = [part for part in row if part.across >= gutter]
        left += [_joined(here)] if here else []
        right += [_joined(there)] if there else []
    return [*lines, *left, *right]


def paragraphs(pages: Sequence[Sequence[str]]) -> list[str]:
    """The lines of all pages as paragraphs: running heads and page numbers out, broken words joined."""
    lines = [line for page in _without_running(pages) for line in page]
    if not lines:
        return []
    lengths = sorted(len(line) for line in lines)
    full = lengths[ceil(0.9 * (len(lengths) - 1))]
    known = Counter(word.lower() for line in lines for word in _WORD.findall(line))
    found: list[str] = []
    previous = ""
    for line in lines:
        if found and _goes_on(previous, line, full):
            found[-1] = _glued(found[-1], line, known)
        else:
            found.append(line)
        previous = line
    return found


def _rows(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """Fragments at one height, from the top down, each row from the left."""
    rows: list[list[Fragment]] = []
    for part in sorted(fragments, key=lambda part: (-part.up, part.across)):
        if rows and abs(rows[-1][0].up - part.up) <= 0.4 * min(part.height, rows[-1][0].height):
            rows[-1].append(part)
        else:
            rows.append([part])
    return [sorted(row, key=lambda part: part.across) for row in rows]


def _runs(fragments: Sequence[Fragment]) -> Iterator[list[Fragment]]:
    """Fragments at one height in the order in which they were drawn."""
    row: list[Fragment] = []
    for part in fragments:
        if row and abs(row[-1].up - part.up) > 0.4 * min(part.height, row[-1].height):
            yield row
            row = []
        row.append(part)
    if row:
        yield row


def _disordered(fragments: Sequence[Fragment]) -> bool:
    """Whether the drawing jumps up the page more often than the beginning of a column or a box explains."""
    ups = sum(1 for one, other in pairwise(fragments) if other.up > one.up + one.height)
    return ups > 3


def _gutter(rows: Sequence[Sequence[Fragment]]) -> float:
    """Where the white between two columns is; 0 where there is none."""
    if len(rows) < _COLUMN_LINES:
        return 0.0
    left = min(part.across for row in rows for part in row)
    right = max(part.end for row in rows for part in row)
    for share in range(40, 61, 2):
        place = left + (right - left) * share / 100
        crossing = sum(
            1 for row in rows if any(part.across < place - 2 and part.end > place + 2 for part in row)
        )
        both = sum(1 for row in rows if row[0].across < place <= row[-1].across)
        starts = Counter(round(part.across) for row in rows for part in row if part.across >= place)
        aligned = max(starts.values(), default=0)
        if both >= _COLUMN_LINES and crossing <= _CROSSING * len(rows) and aligned >= 0.7 * both:
            return place
    return 0.0


def _joined(row: Sequence[Fragment]) -> str:
    pieces: list[str] = []
    for before, part in zip([None, *row], row, strict=False):
        apart = before is not None and part.across - before.end > 0.1 * part.height
        pieces.append(f" {part.words}" if apart else part.words)
    return " ".join("".join(pieces).split())


def _without_running(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pages without page numbers and without lines that stand at the same edge of most of them."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_bare(line) for line in (*page[:_EDGE], *page[-_EDGE:])})
    most = max(2, len(pages) // 2)
    return [
        [
            line
            for at, line in enumerate(page)
            if line.strip() and not ((at < _EDGE or at >= len(page) - _EDGE) and _running(line, edges, most))
        ]
        for page in pages
    ]


def _running(line: str, edges: Counter[str], most: int) -> bool:
    return _PAGE_NUMBER.fullmatch(line.strip()) is not None or edges[_bare(line)] >= most


def _bare(line: str) -> str:
    return re.sub(r"\d+", "0", line.strip().casefold())


def _goes_on(before: str, line: str, full: int) -> bool:
    """Whether a line goes on with the paragraph of the one before it."""
    if _ITEM.match(line):
        return False
    if _BROKEN.search(before) or line[:1].islower():
        return True
    if len(before) < _SHORT * full:
        return False
    return not (_END.search(before) and len(before) < 0.93 * full)


def _glued(text: str, line: str, known: Counter[str]) -> str:
    """Two lines as one; the hyphen of a broken word goes, unless the document writes the word with it."""
    broken = _BROKEN.search(text)
    rest = _WORD.match(line)
    if broken is None or rest is None or not rest[0][0].islower():
        return f"{text} {line}" if broken is None else f"{text}{line}"
    if known[f"{broken[1]}-{rest[0]}".lower()] > known[f"{broken[1]}{rest[0]}".lower()]:
        return f"{text}{line}"
    return f"{text[:-1]}{line}"
