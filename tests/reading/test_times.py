"""Date expressions: what they resolve to, and what only looks like a date."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.reading.times import find

WEDNESDAY = "2025-06-18"


def resolved(
    text: str, *, ahead: bool = False, published: str | None = WEDNESDAY, told: str | None = None
) -> list[str]:
    return [when.edtf for when in find(text, 0, len(text), published, ahead, told)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("signed on Dec. 4, 2025 in Hanoi", "2025-12-04"),
        ("signed on 14th December", "2024-12-14"),
        ("signed on the 21st of March", "2025-03-21"),
        ("handed over on Sept 15", "2024-09-15"),
        ("delivered on 2024-05-01", "2024-05-01"),
        ("held from July 3 to 16, 2024", "2024-07-03/2024-07-16"),
        ("held from 3 to 16 July 2024", "2024-07-03/2024-07-16"),
        ("ran from April 21 to May 9", "2025-04-21/2025-05-09"),
        ("ran from May 30 to June 2, 2024", "2024-05-30/2024-06-02"),
        ("ordered in March 2019", "2019-03"),
        ("ordered since 2018", "2018"),
        ("ordered last October", "2024-10"),
        ("signed in December of last year", "2024-12"),
        ("met in September last year", "2024-09"),
        ("met yesterday", "2025-06-17"),
        ("met on Friday", "2025-06-13"),
        ("met on Wednesday", "2025-06-18"),
        ("came last month", "2025-05"),
        ("came last year", "2024"),
        ("came three months ago", "2025-03"),
        ("came two years ago", "2023"),
        ("fought last autumn", "2024-23"),
        ("fought last winter", "2025-24"),
        ("in the fiscal year 2026-27", "2026-04-01/2027-03-31"),
        ("by 2026-27", "2026/2027"),
    ],
)
def test_a_date_expression_resolves_against_the_day_of_publication(text: str, expected: str) -> None:
    assert resolved(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "the deal may be signed soon",
        "10 of 26 jets",
        "2,000 troops and 1,200 mines",
        "the Il-38 May aircraft",
        "exercise Peace Unity 2024 began",
        "a forum called Army-2016",
        "under Vision 2030",
        "at 1930 hours the ship sailed with 2024-X stores",
    ],
)
def test_modals_counts_and_names_are_no_dates(text: str) -> None:
    assert resolved(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("will begin on Friday", "2025-06-20"),
        ("will begin next Monday", "2025-06-23"),
        ("will begin in March", "2026-03"),
        ("will begin on 3 February", "2026-02-03"),
        ("will begin next month", "2025-07"),
        ("will begin tomorrow", "2025-06-19"),
    ],
)
def test_what_lies_ahead_is_sought_after_publication(text: str, expected: str) -> None:
    assert resolved(text, ahead=True) == [expected]


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        ("A week later the ban fell.", "2024-10-31", "2024-11"),
        ("The evening before they had spoken.", "2024-03-18", "2024-03-17"),
        ("A month earlier they had met.", "2021-07", "2021-06"),
        ("Three frigates were ordered that year.", "2021-09-28", "2021"),
        ("Half a year earlier it bought thirty.", "2024-11", "2024"),
        ("Two years later it bought more.", "2015", "2017"),
        ("The two met the same day.", "2015-06-01", "2015-06-01"),
    ],
)
def test_story_time_starts_from_the_date_told_last(text: str, told: str, expected: str) -> None:
    assert resolved(text, told=told) == [expected]


def test_without_publication_the_year_stays_open() -> None:
    assert resolved("met on August 6", published=None) == ["XXXX-08-06"]
    assert resolved("met in August", published=None) == ["XXXX-08"]
    assert resolved("met on Friday", published=None) == []


def test_a_day_that_the_calendar_lacks_is_not_resolved_to_a_day() -> None:
    assert "2023-02-29" not in resolved("on 29 February 2023")
    assert "2024-04-31" not in resolved("on 31 April 2024")


@given(
    st.text(max_size=200), st.sampled_from([None, "2024-02-29", "2025-06-18", "not a date"]), st.booleans()
)
def test_any_text_yields_spans_inside_it(text: str, published: str | None, ahead: bool) -> None:
    for when in find(text, 0, len(text), published, ahead):
        assert 0 <= when.start < when.end <= len(text)


@given(
    st.dates(dt.date(1990, 1, 1), dt.date(2059, 12, 31)),
    st.sampled_from(["{d} {m} {y}", "{m} {d}, {y}", "{d}th of {m} {y}", "{m} {d} {y}"]),
)
def test_a_full_date_in_words_is_that_day(day: dt.date, form: str) -> None:
    text = "They met on " + form.format(d=day.day, m=day.strftime("%B"), y=day.year) + "."
    assert resolved(text) == [day.isoformat()]


@given(st.dates(dt.date(2000, 1, 1), dt.date(2050, 12, 31)))
def test_a_weekday_is_never_more_than_a_week_from_publication(day: dt.date) -> None:
    for name in ("Monday", "Thursday", "Sunday"):
        for ahead in (False, True):
            (value,) = resolved(f"on {name}", published=day.isoformat(), ahead=ahead)
            distance = (dt.date.fromisoformat(value) - day).days
            assert (0 <= distance < 7) if ahead else (-7 < distance <= 0)
