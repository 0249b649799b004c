"""Which of many sets of numbers have a share in common, without comparing each with each.

Sets are sorted arrays. Of a set of m numbers of which n must be in another, any m - n + k numbers hold k that are there
too. The rarest are taken: hardly any other set has k of these by chance, so the cost is that of the pairs found.
What is found is exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from communique.assembly.sketches import Numbers

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Array = npt.NDArray[np.uint32]
    Indices = npt.NDArray[np.int64]
    _Any = npt.NDArray[Any]

# Of the numbers that must be in common, so many are asked of the rarest: an eighth, and at least one.
_ASKED: Final = 8
# So many pairs of a number and another set that has it are looked at in one go, which bounds the memory.
_AT_ONCE: Final = 1_000_000
# The last twenty bits of a number.
_SIEVE: Final = 1 << 20
# A hair less than the share: what a computer makes of 0.6 times 15 must not lose a pair.
_HAIR: Final = 1e-6


def _numpy() -> Any:
    import numpy  # noqa: PLC0415 - heavy, and no command but those that assemble needs it

    return numpy


def array(some: Numbers) -> Array:
    """The numbers as an array, in their order."""
    np = _numpy()
    found: Array = np.frombuffer(some, "<u4").astype(np.uint32, copy=False)
    return found


def union(sets: Iterable[Numbers]) -> Array:
    """What is in any of the sets."""
    np = _numpy()
    return _once(np.sort(array(b"".join(sets))))


def _once(found: Array) -> Array:
    """Numbers in order without those that are there twice; NumPy's own way takes three times as long on so few."""
    np = _numpy()
    once: Array = found[np.append(found[1:] != found[:-1], True)] if len(found) else found
    return once


def _within(values: Array, some: Array) -> _Any:
    """Which of the values are among some numbers in order."""
    np = _numpy()
    places = np.minimum(np.searchsorted(some, values), max(len(some) - 1, 0))
    found: _Any = some[places] == values if len(some) else np.zeros(len(values), dtype=bool)
    return found


def without(one: Array, other: Array) -> Array:
    """What is in one set and not in the other."""
    np = _numpy()
    found: Array = np.setdiff1d(one, other, assume_unique=True)
    return found


def common(one: Array, other: Array) -> int:
    """How many numbers two sets have in common."""
    np = _numpy()
    return int(np.intersect1d(one, other, assume_unique=True).size)


def least_shared(sizes: Indices, share: float, fewest: int = 1) -> Indices:
    """How many numbers sets of these sizes must have in common with a larger one."""
    np = _numpy()
    found: Indices = np.maximum(max(fewest, 1), np.ceil(share * sizes - _HAIR)).astype(np.int64)
    return found


def overlapping(
    sets: Sequence[Array],
    share: float,
    fewest: int = 1,
    group: Sequence[int] | None = None,
    among: Sequence[int] | None = None,
) -> Iterator[tuple[int, int, int]]:
    """The pairs of sets (by their places, the first before the second) that have ``share`` of the smaller one and at
    least ``fewest`` numbers in common, and how many these are; in no order, each pair once.

    With ``group`` (a number for each set) only pairs of different groups; with ``among`` (places) only those of which one
    is among these, which for a few of them takes no longer than to look through all sets once.
    """
    np = _numpy()
    sizes = np.array([len(one) for one in sets], dtype=np.int64)
    least = least_shared(sizes, share, fewest)
    if not (sizes >= least).any():
        return
    groups = None if group is None else np.array(group, dtype=np.int64)
    if among is not None:
        yield from _with(sets, sizes, least, groups, among)
        return
    for one, others in _candidates(sets, sizes, least):
        for other in others if groups is None else others[groups[others] != groups[one]]:
            there = int(other)
            # The larger one finds many, but the share is that of the smaller one, which finds all that count.
            if (sizes[one], one) < (sizes[there], there):
                shared = common(sets[one], sets[there])
                if shared >= least[one]:
                    yield min(one, there), max(one, there), shared


def _with(
    sets: Sequence[Array], sizes: Indices, least: Indices, groups: Indices | None, among: Sequence[int]
) -> Iterator[tuple[int, int, int]]:
    """The pairs of some sets with any: what these hold is looked for in all."""
    np = _numpy()
    seen: set[int] = set()
    for one, counts in zip(
        among, held([np.concatenate(sets)], np.cumsum(sizes), [sets[at] for at in among]), strict=True
    ):
        seen.add(one)
        smaller = np.where(sizes < sizes[one], least, least[one])
        # Of equals the first one counts, and their least numbers are equal too.
        good = (counts >= smaller) & (counts > 0)
        if groups is not None:
            good &= groups != groups[one]
        for other in np.flatnonzero(good).tolist():
            if other not in seen:
                yield min(one, other), max(one, other), int(counts[other])


def held(values: Sequence[Array], ends: Indices, some: Sequence[Array]) -> Iterator[Indices]:
    """How many of the numbers of each of some sets every stretch of ``values`` holds, which are looked through one after the
    other; the stretches end at ``ends``.
    """
    np = _numpy()
    wanted = _once(np.sort(np.concatenate(some))) if some else np.empty(0, np.uint32)
    # Most numbers of the others are left out by their last bits.
    sieve = np.zeros(_SIEVE, dtype=bool)
    sieve[wanted & (_SIEVE - 1)] = True
    found, places, start = [np.empty(0, np.uint32)], [np.empty(0, np.int64)], 0
    for part in values:
        maybe = np.flatnonzero(sieve[part & (_SIEVE - 1)])
        there = maybe[_within(part[maybe], wanted)]
        found.append(part[there])
        places.append(there + start)
        start += len(part)
    owners = np.searchsorted(ends, np.concatenate(places), side="right")
    inside = np.concatenate(found)
    for one in some:
        yield np.bincount(owners[_within(inside, one)], minlength=len(ends))


def _candidates(sets: Sequence[Array], sizes: Indices, least: Indices) -> Iterator[tuple[int, Indices]]:
    """Each set with the sets that have enough of its rarest numbers, itself left out."""
    np = _numpy()
    values = np.concatenate(sets)
    owners = np.repeat(np.arange(len(sets), dtype=np.int32), sizes)
    by_value = np.argsort(values, kind="stable").astype(np.int32)
    holders = owners[by_value]
    ranked = values[by_value]
    del values
    begins = np.flatnonzero(np.append(True, ranked[1:] != ranked[:-1])).astype(np.int32)
    del ranked
    counts = np.diff(np.append(begins, len(holders))).astype(np.int32)
    # For each number in each set: which of the different numbers it is.
    which = np.empty(len(holders), dtype=np.int32)
    which[by_value] = np.repeat(np.arange(len(begins), dtype=np.int32), counts)
    del by_value
    asked = np.maximum(1, least // _ASKED)
    taken = np.where(sizes >= least, np.minimum(sizes, sizes - least + asked), 0)
    chosen = _rarest(counts[which], sizes, taken)
    # What is not needed any more is half of the memory.
    owners, which = owners[chosen], which[chosen]
    yield from _sharing(owners, which, (holders, begins, counts), asked)


def _rarest(counts: _Any, sizes: Indices, taken: Indices) -> _Any:
    """The places of the rarest numbers of each set, as many as are taken, those that no other set has left out."""
    np = _numpy()
    ends = np.cumsum(sizes)
    chosen = []
    first = begin = 0
    while first < len(sizes):
        last = max(first + 1, int(np.searchsorted(ends, begin + _AT_ONCE, side="right")))
        end, some = int(ends[last - 1]), sizes[first:last]
        inside = counts[begin:end]
        owners = np.repeat(np.arange(last - first), some)
        # Within each set its numbers stand where they stood, but the rarest first.
        order = np.argsort((owners << 32) | inside, kind="stable")
        rank = np.arange(end - begin) - np.repeat(np.cumsum(some) - some, some)
        here = order[rank < np.repeat(taken[first:last], some)]
        chosen.append((here[inside[here] > 1] + begin).astype(np.int32))
        first, begin = last, end
    found: _Any = np.concatenate(chosen)
    return found


def _sharing(
    owners: _Any, which: _Any, holding: tuple[_Any, _Any, _Any], asked: Indices
) -> Iterator[tuple[int, Indices]]:
    """For each owner the others that hold enough of its numbers; owners are looked at some at a time."""
    np = _numpy()
    holders, begins, counts = holding
    ends = np.cumsum(counts[which], dtype=np.int64)
    edges = np.append(np.flatnonzero(np.append(True, owners[1:] != owners[:-1])), len(owners))
    at = 0
    while at < len(owners):
        upto = int(np.searchsorted(ends, (ends[at - 1] if at else 0) + _AT_ONCE, side="right"))
        # Whole owners, and at least one.
        last = max(int(np.searchsorted(edges, upto, side="right")) - 1, int(np.searchsorted(edges, at)) + 1)
        upto = int(edges[last])
        some, many = which[at:upto], counts[which[at:upto]]
        mine = np.repeat(owners[at:upto], many).astype(np.int64)
        inside = np.arange(len(mine)) - np.repeat(np.cumsum(many) - many, many)
        other = holders[np.repeat(begins[some], many) + inside]
        pairs, times = np.unique((mine << 32) | other, return_counts=True)
        one, other = pairs >> 32, pairs & 0xFFFFFFFF
        good = (times >= asked[one]) & (one != other)
        one, other = one[good], other[good]
        cuts = np.flatnonzero(one[1:] != one[:-1]) + 1
        for start, end in pairwise([0, *cuts.tolist(), len(one)]):
            if end > start:
                yield int(one[start]), other[start:end]
        at = upto
