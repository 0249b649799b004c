"""The sketches of many documents, laid out so that what they share with a few new ones is found by one walk through numbers.

A sketch by itself is read when somebody asks for it. The bytes are for keeping: some hundreds of documents a piece, so that a
document more adds to the last piece and leaves the others as they are.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, Final, Self

from communique.assembly.overlaps import array
from communique.assembly.sketches import Cue, Numbers, Paragraph, Sketch

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from communique.assembly.overlaps import Array

_MOST: Final = 512
_SIZE: Final = 4
_HEAD: Final = 4
_QUICK: Final = 1


class _Piece:
    """Some documents: what is said of each, then the runs of all, then the marks of all."""

    def __init__(self, heads: list[Any], runs: bytes, marks: bytes, packed: bytes = b"") -> None:
        self.heads: Final = heads
        self.runs: Final = runs
        self.marks: Final = marks
        self._packed = packed

    @property
    def packed(self) -> bytes:
        """The piece as bytes."""
        if not self._packed:
            said = zlib.compress(json.dumps(self.heads, separators=(",", ":")).encode(), _QUICK)
            lengths = [len(said), len(self.runs)]
            self._packed = b"".join(
                [*(n.to_bytes(_HEAD, "little") for n in lengths), said, self.runs, self.marks]
            )
        return self._packed

    @classmethod
    def of(cls, sketches: Mapping[str, Sketch]) -> Self:
        heads, runs, marks = [], [], []
        for id_, one in sketches.items():
            sets = [*(paragraph.runs for paragraph in one.paragraphs), one.seams]
            spans = [[paragraph.start, paragraph.end] for paragraph in one.paragraphs]
            cues = [[cue.start, cue.end, cue.name, int(cue.credit)] for cue in one.cues]
            sums = [zlib.crc32(some) for some in sets[:-1]]
            heads.append([id_, spans, [len(some) // _SIZE for some in sets], sums, cues, len(one.marks)])
            runs += sets
            marks.append(one.marks)
        return cls(heads, b"".join(runs), b"".join(marks))

    @classmethod
    def read(cls, packed: bytes) -> Self:
        said, runs = (int.from_bytes(packed[at : at + _HEAD], "little") for at in (0, _HEAD))
        start = 2 * _HEAD
        heads = json.loads(zlib.decompress(packed[start : start + said]))
        middle = start + said + runs
        return cls(heads, packed[start + said : middle], packed[middle:], packed)


class Shelved:
    """One of the sketches, as :class:`Sketch` has it; its parts are made when they are asked for."""

    __slots__ = ("_head", "_marks", "_piece", "_runs")

    def __init__(self, piece: _Piece, head: list[Any], runs: int, marks: int) -> None:
        self._piece = piece
        self._head = head
        self._runs = runs
        self._marks = marks

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where its paragraphs stand in the text."""
        return [(start, end) for start, end in self._head[1]]

    def _sets(self) -> list[Numbers]:
        ends = list(accumulate((_SIZE * size for size in self._head[2]), initial=self._runs))
        return [self._piece.runs[start:end] for start, end in pairwise(ends)]

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Its paragraphs with their runs."""
        return tuple(
            Paragraph(start, end, some)
            for (start, end), some in zip(self._head[1], self._sets()[:-1], strict=True)
        )

    @property
    def seams(self) -> Numbers:
        """The runs across paragraphs."""
        return self._sets()[-1]

    @property
    def marks(self) -> Numbers:
        """Its numbers and names."""
        return self._piece.marks[self._marks : self._marks + self._head[5]]

    @property
    def cues(self) -> tuple[Cue, ...]:
        """Where outlets are named."""
        return tuple(Cue(start, end, name, bool(credit)) for start, end, name, credit in self._head[4])


class Texts(Mapping[str, "Shelved"]):
    """Sketches by the ids of their documents."""

    def __init__(self, pieces: Sequence[_Piece]) -> None:
        self._pieces: Final = pieces
        self._found: Final[dict[str, Shelved]] = {}
        for piece in pieces:
            runs = marks = 0
            for head in piece.heads:
                self._found[head[0]] = Shelved(piece, head, runs, marks)
                runs += _SIZE * sum(head[2])
                marks += head[5]

    @classmethod
    def of(cls, sketches: Iterable[tuple[str, Sketch]]) -> Self:
        """The sketches of these documents, which are let go on the way."""
        pieces, some = list[_Piece](), dict[str, Sketch]()
        for id_, one in sketches:
            some[id_] = one
            if len(some) == _MOST:
                pieces.append(_Piece.of(some))
                some = {}
        return cls([*pieces, *([_Piece.of(some)] if some else [])])

    @classmethod
    def read(cls, packed: Iterable[bytes]) -> Self:
        """Those that were :attr:`packed`. Raises ValueError, zlib.error or another for bytes that are none."""
        return cls([_Piece.read(one) for one in packed])

    @property
    def packed(self) -> list[bytes]:
        """All of them as bytes, in pieces."""
        return [piece.packed for piece in self._pieces]

    def plus(self, more: Mapping[str, Sketch]) -> Texts:
        """These and more, which are not among them."""
        pieces, rest = list(self._pieces), dict(more)
        if pieces and len(pieces[-1].heads) < _MOST:
            last = pieces.pop()
            added = _Piece.of(rest)
            pieces.append(_Piece(last.heads + added.heads, last.runs + added.runs, last.marks + added.marks))
        elif rest:
            pieces.append(_Piece.of(rest))
        return Texts(pieces)

    def __getitem__(self, id_: str) -> Shelved:
        return self._found[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    @cached_property
    def ids(self) -> list[str]:
        """The documents in the order of the arrays below."""
        return list(self._found)

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each document in that order."""
        return {id_: place for place, id_ in enumerate(self.ids)}

    @property
    def numbers(self) -> list[Array]:
        """The runs of all, some documents after the others: of each its paragraphs, then what lies across them."""
        return [array(piece.runs) for piece in self._pieces]

    @cached_property
    def sizes(self) -> npt.NDArray[np.int64]:
        """How many runs each stretch has: each paragraph, and then what lies across paragraphs."""
        return _array([size for piece in self._pieces for head in piece.heads for size in head[2]])

    @cached_property
    def owners(self) -> npt.NDArray[np.int64]:
        """The document that each stretch is of, by its place."""
        return _repeat([len(head[2]) for piece in self._pieces for head in piece.heads])

    @cached_property
    def firsts(self) -> list[int]:
        """The first stretch of each document."""
        counts = (len(head[2]) for piece in self._pieces for head in piece.heads)
        return list(accumulate(counts, initial=0))

    @cached_property
    def _sums(self) -> npt.NDArray[np.int64]:
        """A checksum of each paragraph; -1 for what lies across paragraphs."""
        return _array([one for piece in self._pieces for head in piece.heads for one in (*head[3], -1)])

    def holders(self, runs: Numbers) -> list[str]:
        """The documents with the very same paragraph."""
        stretches = (self._sums == zlib.crc32(runs)).nonzero()[0].tolist()
        found = dict.fromkeys(self.ids[self.owners[at]] for at in stretches)
        return [id_ for id_ in found if any(one.runs == runs for one in self[id_].paragraphs)]


AnySketch = Sketch | Shelved


def _array(numbers: list[int]) -> npt.NDArray[np.int64]:
    import numpy as np  # noqa: PLC0415 - heavy, and no command but those that assemble needs it

    return np.array(numbers, dtype=np.int64)


def _repeat(counts: list[int]) -> npt.NDArray[np.int64]:
    import numpy as np  # noqa: PLC0415 - as above

    return np.repeat(np.arange(len(counts), dtype=np.int64), counts)
