from __future__ import annotations

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from communique.briefs.drawing import Rows, beside, scale


def test_a_scale_runs_over_whole_years_and_at_least_three() -> None:
    axis = scale([dt.date(2025, 8, 6)], 100, 1000)
    assert axis is not None
    assert (axis.first, axis.last) == (2024, 2026)
    assert axis.x(dt.date(2024, 1, 1)) == 100
    assert axis.x(dt.date(2026, 12, 31)) == 1000
    assert scale([], 0, 1) is None


def test_later_is_further_right() -> None:
    axis = scale([dt.date(1998, 1, 1), dt.date(2025, 1, 1)], 0, 1000)
    assert axis is not None
    assert axis.x(dt.date(2001, 5, 1)) < axis.x(dt.date(2001, 6, 1))


def test_years_are_told_so_that_they_can_be_read() -> None:
    short = scale([dt.date(2020, 1, 1), dt.date(2025, 1, 1)], 0, 1000)
    long = scale([dt.date(1950, 1, 1), dt.date(2025, 1, 1)], 0, 1000)
    assert short is not None
    assert long is not None
    assert [tick.label for tick in short.ticks()] == ["2020", "2021", "2022", "2023", "2024", "2025"]
    assert [tick.label for tick in long.ticks()] == [
        "1950",
        "1960",
        "1970",
        "1980",
        "1990",
        "2000",
        "2010",
        "2020",
    ]


@given(st.lists(st.tuples(st.floats(0, 1000), st.floats(1, 200)), max_size=40))
def test_nothing_in_a_row_overlaps(things: list[tuple[float, float]]) -> None:
    rows = Rows()
    for start, width in things:
        rows.place(start, start + width)
    for row in rows.taken:
        ordered = sorted(row)
        assert all(before[1] < after[0] for before, after in pairwise(ordered))
    assert sum(len(row) for row in rows.taken) == len(things)


def test_a_label_turns_back_at_the_edge() -> None:
    inside, edge = beside(100, "S-400", 1000), beside(990, "S-400", 1000)
    assert inside.anchor == "start"
    assert edge.anchor == "end"
    assert edge.end <= 1000
    assert inside.start < 100 < inside.label_x < inside.end
