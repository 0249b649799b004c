"""EDTF dates as the first and last day that they can mean, so that a database can sort and compare them."""

from __future__ import annotations

import calendar
import re
from typing import Final

from communique.model import Document

Span = tuple[str, str]

_FIRST: Final = "0000-01-01"
_LAST: Final = "9999-12-31"
_PARTS: Final = re.compile(r"(\d[\dX]{3})(?:-(\d\d))?(?:-(\d\d))?")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
# EDTF's codes in the place of the month: 21-24 are seasons (northern), 33-36 quarters.
_SEASONS: Final = {
    21: (3, 5),
    22: (6, 8),
    23: (9, 11),
    24: (12, 12),
    33: (1, 3),
    34: (4, 6),
    35: (7, 9),
    36: (10, 12),
}


def span(edtf: str | None) -> Span | None:
    """The first and the last day (ISO) of an EDTF date or interval; None where the year is open.

    ``2025-02`` is ``("2025-02-01", "2025-02-28")``; an interval open at one end reaches to the end of the
    calendar. Marks of doubt (``?``, ``~``, ``%``) do not widen a date. What is no EDTF gives None.
    """
    if not edtf:
        return None
    if "/" not in edtf:
        return _single(edtf)
    left, _, right = edtf.partition("/")
    start = (_FIRST, _FIRST) if left in {"", ".."} else _single(left)
    end = (_LAST, _LAST) if right in {"", ".."} else _single(right)
    if start is None or end is None or start[0] > end[1]:
        return None
    return start[0], end[1]


def day(document: Document) -> str | None:
    """The day of a report: when it was published, else its dateline where that is a full date, else None."""
    for value in (document.published, document.dateline.date):
        if value and _DAY.fullmatch(value[:10]) and span(value[:10]):
            return value[:10]
    return None


def _single(text: str) -> Span | None:
    match = _PARTS.fullmatch(text.rstrip("?~%"))
    if match is None:
        return None
    first, last = match[1].replace("X", "0"), match[1].replace("X", "9")
    if match[2] is None:
        return f"{first}-01-01", f"{last}-12-31"
    if first != last:
        return None
    return _within(first, int(match[2]), match[3])


def _within(year: str, month: int, day_text: str | None) -> Span | None:
    """The span of a month, season, quarter or day of a year; None if the calendar has no such thing."""
    if not 1 <= month <= 12:
        if month not in _SEASONS or day_text is not None:
            return None
        start, end = _SEASONS[month]
        return f"{year}-{start:02}-01", f"{year}-{end:02}-{_length(year, end):02}"
    if day_text is None:
        return f"{year}-{month:02}-01", f"{year}-{month:02}-{_length(year, month):02}"
    if not 1 <= int(day_text) <= _length(year, month):
        return None
    return (f"{year}-{month:02}-{day_text}",) * 2


def _length(year: str, month: int) -> int:
    return calendar.monthrange(max(int(year), 1), month)[1]
