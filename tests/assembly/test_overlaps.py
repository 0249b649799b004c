"""What is found without comparing each with each is what comparing each with each finds."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from communique.assembly import overlaps
from communique.assembly.overlaps import array, common, overlapping, union, without
from communique.assembly.sketches import packed
from communique.assembly.syndication import containment


def _some(chance: Random, many: int) -> list[frozenset[int]]:
    """Sets of few and of many numbers, common ones and rare ones, with copies and halves of one another."""
    made = [frozenset[int](), frozenset([7])]
    while len(made) < many:
        numbers = frozenset(int(2000 ** chance.random()) for _ in range(chance.randint(1, 120)))
        parts = chance.sample(sorted(numbers), len(numbers) // 2)
        made += [numbers, frozenset(parts) | {chance.randint(3000, 2**32 - 1)}]
    return made


@pytest.mark.parametrize("at_once", [1, 50, 2_000_000])
@pytest.mark.parametrize(("share", "fewest"), [(0.5, 1), (0.6, 8), (1.0, 1)])
def test_all_pairs_that_have_the_share_and_no_others(
    share: float, fewest: int, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overlaps, "_AT_ONCE", at_once)
    sets = _some(Random(fewest), 90)  # noqa: S311 - nothing secret
    groups = [number % 3 for number in range(len(sets))]
    wanted = {
        (one, other, len(sets[one] & sets[other]))
        for one, other in combinations(range(len(sets)), 2)
        if len(sets[one] & sets[other]) >= fewest and containment(sets[one], sets[other]) >= share
    }
    assert wanted
    arrays = [array(packed(numbers)) for numbers in sets]
    found = list(overlapping(arrays, share, fewest))
    assert set(found) == wanted
    assert len(found) == len(wanted)
    apart = set(overlapping(arrays, share, fewest, groups))
    assert apart == {pair for pair in wanted if groups[pair[0]] != groups[pair[1]]}
    some = Random(3).sample(range(len(sets)), 9)  # noqa: S311 - nothing secret
    with_some = {pair for pair in wanted if set(pair[:2]) & set(some)}
    assert sorted(overlapping(arrays, share, fewest, among=some)) == sorted(with_some)
    assert set(overlapping(arrays, share, fewest, groups, some)) == with_some & apart


def test_nothing_overlaps_where_nothing_is() -> None:
    assert list(overlapping([], 0.5)) == []
    assert list(overlapping([array(b"")] * 3, 0.5)) == []
    assert list(overlapping([array(b""), array(packed([1]))], 0.5, among=[0])) == []
    assert list(overlapping([array(packed([1]))] * 2, 0.5, among=[])) == []
    assert list(overlapping([array(packed([1, 2]))] * 2, 0.5, 8)) == []


def test_sets() -> None:
    one, other = packed([5, 1, 2**32 - 1, 5]), packed([1, 7])
    assert array(one).tolist() == [1, 5, 2**32 - 1]
    assert union([one, other, b""]).tolist() == [1, 5, 7, 2**32 - 1]
    assert without(array(one), array(other)).tolist() == [5, 2**32 - 1]
    assert common(array(one), array(other)) == 1
