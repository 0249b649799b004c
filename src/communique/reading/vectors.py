"""Step four, the numbers of words: what spaCy's ``tok2vec`` computes, with each word's own vector kept.

The vector of a word alone depends on the word, its norm and whether a space follows; it is half of the work and
news repeats its words. Four layers of a window of three words follow: what a word adds in the first of them, to its
neighbours and to itself, depends on its vector alone and is kept too; the others are computed each time. What is kept
is computed for each word by itself and not among others, so it is the same whatever was read before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

# Layers of this shape are all that is known here; another model is left to spaCy.
_NAMES: Final = ["hashembed"] * 6 + ["maxout", "layernorm"] * 5
_WIDTH: Final = 96
_PIECES: Final = 3
# Rows of nothing before, between and after sentences: as many as the layers look to one side together.
_GAP: Final = 4
# Words remembered, 3,840 bytes each; once there are more, all are forgotten.
_MOST: Final = 20_000
_TINY: Final = 1e-08


class _Layer(NamedTuple):
    """A matrix with its bias, of which the greatest of three pieces is taken, and the scale of what comes out."""

    weights: Any
    bias: Any
    scale: Any
    shift: Any


def vectors(tok2vec: Any) -> Vectors | None:
    """What computes as this part of a pipeline does; None where it is built otherwise."""
    parts = [part for part in tok2vec.model.walk() if part.name in _NAMES]
    if sorted(part.name for part in parts) != sorted(_NAMES) or tok2vec.model.ops.name != "numpy":
        return None
    tables = [part for part in parts if part.name == "hashembed"]
    joins = [part for part in parts if part.name == "maxout"]
    scales = [part for part in parts if part.name == "layernorm"]
    shapes = [(_WIDTH, _PIECES, 6 * _WIDTH)] + [(_WIDTH, _PIECES, 3 * _WIDTH)] * 4
    if [part.get_param("W").shape for part in joins] != shapes:
        return None
    pads = [part.attrs["pad"] for part in tok2vec.model.walk() if part.attrs.get("pad")]
    if pads != [_GAP]:
        return None
    return Vectors(tables, [_layer(*pair) for pair in zip(joins, scales, strict=True)])


def _layer(join: Any, scale: Any) -> _Layer:
    weights = join.get_param("W")
    # The first pieces of all outputs, then the second, then the third: the greatest is taken of whole rows.
    turned = weights.transpose(2, 1, 0).reshape(weights.shape[2], -1).copy()
    return _Layer(
        turned, join.get_param("b").T.reshape(-1).copy(), scale.get_param("G"), scale.get_param("b")
    )


class Vectors:
    """The vectors of the words of sentences; remembers those of words alone."""

    def __init__(self, tables: Sequence[Any], layers: Sequence[_Layer]) -> None:
        import numpy  # noqa: PLC0415 - heavy, only when needed

        self._np = numpy
        self._tables = tables
        self._alone, self._first, *self._among = layers
        # What a word adds in the first layer to its neighbour behind it, to itself, and to the one before it.
        self._sides = self._first.weights.reshape(3, _WIDTH, -1).transpose(1, 0, 2).reshape(_WIDTH, -1).copy()
        self._known: dict[tuple[int, ...], int] = {}
        self._added: list[dict[int, Any]] = [{} for _ in tables]
        # The first row is that of the gaps.
        self._kept = numpy.zeros((1024, _WIDTH), dtype="float32")
        self._kept_sides = [numpy.zeros((1024, _PIECES * _WIDTH), dtype="float32") for _ in range(3)]

    def __call__(self, docs: Sequence[Any]) -> list[Any]:
        """One array for each sentence, a row for each word."""
        np = self._np
        words, places = self._rows(docs)
        rows = np.array(words)
        found = self._kept.take(rows, axis=0)
        behind, own, before = self._kept_sides
        added = own.take(rows, axis=0)
        added[1:] += behind.take(rows[:-1], axis=0)
        added[:-1] += before.take(rows[1:], axis=0)
        found += self._activated(added, self._first)
        wide = np.zeros((len(found), 3 * _WIDTH), dtype="float32")
        for layer in self._among:
            wide[1:, :_WIDTH] = found[:-1]
            wide[:, _WIDTH : 2 * _WIDTH] = found
            wide[:-1, 2 * _WIDTH :] = found[1:]
            found += self._activated(wide @ layer.weights, layer)
        return [found[start:end] for start, end in places]

    def _rows(self, docs: Sequence[Any]) -> tuple[list[int], list[tuple[int, int]]]:
        """For each word the row that is kept of it, gaps between sentences, and where each sentence lies."""
        from spacy.attrs import NORM, ORTH, SPACY  # type: ignore[import-not-found]  # noqa: PLC0415

        if len(self._known) > _MOST:
            self._known.clear()
            self._added = [{} for _ in self._tables]
        known = self._known
        keys = [list(map(tuple, doc.to_array([ORTH, NORM, SPACY]).tolist())) for doc in docs]
        new: dict[tuple[int, ...], Any] = {}
        for doc, words in zip(docs, keys, strict=True):
            for at, key in enumerate(words):
                if key not in known and key not in new:
                    new[key] = doc[at]
        if new:
            self._learn(new)
        rows = [0] * _GAP
        places = []
        for words in keys:
            start = len(rows)
            rows += [known[key] for key in words]
            places.append((start, len(rows)))
            rows += [0] * _GAP
        return rows, places

    def _learn(self, new: dict[tuple[int, ...], Any]) -> None:
        np, layer = self._np, self._alone
        traits = [
            (t.norm, t.prefix, t.suffix, t.shape, int(bool(t.whitespace_)), int(t.is_space))
            for t in new.values()
        ]
        shares = [self._shares(at, column) for at, column in enumerate(zip(*traits, strict=True))]
        parts = [[share[trait] for share, trait in zip(shares, some, strict=True)] for some in traits]
        found = self._activated(np.add.reduce(np.array(parts), axis=1), layer)
        last = len(self._known) + 1 + len(new)
        while last > len(self._kept):
            self._kept = self._twice(self._kept)
            self._kept_sides = [self._twice(side) for side in self._kept_sides]
        for key, row in zip(new, found, strict=True):
            place = len(self._known) + 1
            self._kept[place] = row
            # One product for each word, here too.
            for side, some in zip(self._kept_sides, (row @ self._sides).reshape(3, -1), strict=True):
                side[place] = some
            self._known[key] = place

    def _twice(self, table: Any) -> Any:
        """A table of twice as many rows; of those that are not used yet the system takes no memory."""
        wider = self._np.zeros((2 * len(table), table.shape[1]), dtype="float32")
        wider[: len(table)] = table
        return wider

    def _shares(self, at: int, traits: Sequence[int]) -> dict[int, Any]:
        """What each of these values of a trait adds to its word; few are new but those that tell words apart."""
        known = self._added[at] if at else {}
        new = [trait for trait in dict.fromkeys(traits) if trait not in known]
        if new:
            weights = self._alone.weights[at * _WIDTH : (at + 1) * _WIDTH]
            rows = self._tables[at].predict(self._np.array(new, dtype="uint64"))
            # One product for each: the sums of a product of many depend on how many they are.
            known.update({trait: row @ weights for trait, row in zip(new, rows, strict=True)})
        return known

    def _activated(self, found: Any, layer: _Layer) -> Any:
        """The greatest of each three pieces, scaled row by row."""
        np = self._np
        found += layer.bias
        best = np.maximum(found[:, :_WIDTH], found[:, _WIDTH : 2 * _WIDTH])
        np.maximum(best, found[:, 2 * _WIDTH :], out=best)
        best -= np.add.reduce(best, axis=1, keepdims=True) / np.float32(_WIDTH)
        spread = np.vecdot(best, best)
        spread /= _WIDTH
        spread += _TINY
        best *= (1 / np.sqrt(spread))[:, None]
        best *= layer.scale
        best += layer.shift
        return best
