"""Dates in words: "on 6 August 2025", "in May 2025", "on 6 August (year not stated)"."""

from __future__ import annotations

import calendar
import re
from typing import Final

_DATE: Final = re.compile(r"(\d{4}|XXXX)(?:-(\d{2}))?(?:-(\d{2}))?$")
NO_YEAR: Final = "(year not stated)"


def date_words(edtf: str | None) -> str:
    """``6 August 2025``, ``May 2025``, ``2018``; ranges with "to"; ``date not stated`` for none."""
    if not edtf:
        return "date not stated"
    first, _, last = edtf.partition("/")
    if not last or last == first:
        return _words(first)
    return _span(first, last)


def when(edtf: str | None) -> str:
    """The date with its preposition: ``on 6 August 2025``, ``in 2018``, ``from 5 to 8 August 2025``."""
    if not edtf:
        return "(date not stated)"
    first, _, last = edtf.partition("/")
    if last and last != first:
        return f"from {_span(first, last)}"
    return f"on {_words(first)}" if _is_day(first) else f"in {_words(first)}"


def by(edtf: str) -> str:
    """A day that something is promised for: ``by August 2026``."""
    return f"by {date_words(edtf.partition('/')[2] or edtf)}"


def _is_day(text: str) -> bool:
    return len(text) == len("2025-08-06")


def _words(text: str) -> str:
    match = _DATE.match(text)
    if match is None:
        return text
    year, month, day = match.groups()
    name = calendar.month_name[int(month)] if month and 1 <= int(month) <= 12 else ""
    said = [str(int(day)) if day and name else "", name, NO_YEAR if year == "XXXX" else year]
    return " ".join(part for part in said if part)


def _span(first: str, last: str) -> str:
    """Two ends; what they have in common is said once."""
    if _is_day(first) and _is_day(last) and first[:4] == last[:4]:
        start, end = _DATE.match(first), _words(last)
        if start and first[:7] == last[:7]:
            return f"{int(start[3])} to {end}"
        if start:
            return f"{int(start[3])} {calendar.month_name[int(start[2])]} to {end}"
    return f"{_words(first)} to {_words(last)}"
