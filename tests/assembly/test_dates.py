from __future__ import annotations

import datetime as dt

import pytest

from communique.assembly import dates


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2025-08-06", dt.date(2025, 8, 6), dt.date(2025, 8, 6)),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2018", dt.date(2018, 1, 1), dt.date(2018, 12, 31)),
        ("2026-04-01/2027-03-31", dt.date(2026, 4, 1), dt.date(2027, 3, 31)),
    ],
)
def test_bounds_are_the_first_and_last_day(edtf: str, first: dt.date, last: dt.date) -> None:
    assert dates.bounds(edtf) == (first, last)


@pytest.mark.parametrize("edtf", [None, "", "XXXX-08-06", "soon", "2025-13", "2025-02-30", "0000-01-01"])
def test_no_bounds_without_a_year_or_a_date(edtf: str | None) -> None:
    assert dates.bounds(edtf) is None
    assert dates.precision(edtf) == dates.NONE


def test_a_range_that_runs_backwards_keeps_its_start() -> None:
    assert dates.bounds("2025-08-06/2025-08-01") == (dt.date(2025, 8, 6), dt.date(2025, 8, 6))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2018", "2018-10-05", True),
        ("2018-10", "2018-10-05", True),
        ("2018-10-05", "2018-10-06", False),
        ("XXXX-08-06", "2025-08-06", True),
        ("XXXX-08", "2025-08-06", True),
        ("XXXX-08-06", "2025-08-07", False),
        ("XXXX-08-06", "2025", True),
        (None, "2025", True),
    ],
)
def test_agree_both_ways(one: str | None, other: str | None, same: bool) -> None:
    assert dates.agree(one, other) is same
    assert dates.agree(other, one) is same


def test_after_means_wholly_after() -> None:
    assert dates.after("2026", "2025-08-06")
    assert not dates.after("2025", "2025-08-06")
    assert not dates.after("2026", None)
