"""Days of publication."""

from __future__ import annotations

import pytest

from communique.sources.dates import address_day, iso_day, page_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-08-06", "2025-08-06"),
        (" 2024-02-29 ", "2024-02-29"),
        ("2018-10-05T21:40:00+05:30", "2018-10-05"),
        ("2018-10-05 21:40", "2018-10-05"),
        ("2025-02-29", None),
        ("2025-13-01", None),
        ("2025-8-6", None),
        ("2025-08", None),
        ("yesterday", None),
        ("2025-08-06 or so", None),
        ("", None),
    ],
)
def test_iso_day(text: str, day: str | None) -> None:
    assert iso_day(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20181005", "2018-10-05"),
        ("2018/10/05", "2018-10-05"),
        ("Fri, 05 Oct 2018 21:40:00 GMT", "2018-10-05"),
        ("October 5, 2018", "2018-10-05"),
        ("5 October 2018, 17:40 CET", "2018-10-05"),
        ("Sept. 5, 2018", "2018-09-05"),
        ("Tuesday, June 3rd, 2025", "2025-06-03"),
        ("31 June 2018", None),
        ("05/10/2018", None),  # October or May: nobody can tell
        ("Friday", None),
        ("9" * 400, None),
    ],
)
def test_page_day(text: str, day: str | None) -> None:
    assert page_day(text) == day


def test_address_day() -> None:
    assert address_day("https://daily.example/2018/10/5/s400") == "2018-10-05"
    assert address_day("https://daily.example/2018/13/05/s400") is None
    assert address_day("https://daily.example/a/20181005/s400") is None
