"""Dates as sortable extents."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model import Dateline, Document
from communique.register.days import day, span


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2025", ("2025-01-01", "2025-12-31")),
        ("2025-08", ("2025-08-01", "2025-08-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2025-08-06", ("2025-08-06", "2025-08-06")),
        ("2025-08-06?", ("2025-08-06", "2025-08-06")),
        ("201X", ("2010-01-01", "2019-12-31")),
        ("2025-22", ("2025-06-01", "2025-08-31")),
        ("2025-33", ("2025-01-01", "2025-03-31")),
        ("2022-12-15/2022-12-28", ("2022-12-15", "2022-12-28")),
        ("2021/2025-10", ("2021-01-01", "2025-10-31")),
        ("2021/..", ("2021-01-01", "9999-12-31")),
        ("../2021", ("0000-01-01", "2021-12-31")),
    ],
)
def test_a_date_reaches_from_its_first_to_its_last_day(edtf: str, expected: tuple[str, str]) -> None:
    assert span(edtf) == expected


@pytest.mark.parametrize(
    "edtf",
    [
        None,
        "",
        "XXXX-08-06",
        "2025-13",
        "2025-02-30",
        "2025-08-06/2025-08-01",
        "soon",
        "2025-22-01",
        "20X5-01-01/?",
    ],
)
def test_what_names_no_day_has_no_extent(edtf: str | None) -> None:
    assert span(edtf) is None


@given(st.text(alphabet="0123456789-/X?~%. T", max_size=24) | st.text(max_size=12))
def test_any_text_has_an_extent_of_real_days_or_none(text: str) -> None:
    found = span(text)
    if found is not None:
        first, last = found
        assert first <= last
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", one) for one in found)


def test_the_day_of_a_report_is_that_of_its_publication_else_of_its_dateline() -> None:
    assert day(Document("x", published="2025-08-06")) == "2025-08-06"
    assert day(Document("x", published="2025-08-06T10:00:00Z")) == "2025-08-06"
    assert day(Document("x", dateline=Dateline(date="2025-08-05"))) == "2025-08-05"
    assert day(Document("x", dateline=Dateline(date="XXXX-08-05"))) is None
    assert day(Document("x", published="August", dateline=Dateline(date="2025-08-05"))) == "2025-08-05"
    assert day(Document("x", published="2025-02-31")) is None
