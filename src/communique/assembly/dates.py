"""Arithmetic on the dates of claims: EDTF days, months, years and ranges, some without a year.

``2018`` and ``2018-12`` stand for every day inside them; ``XXXX-08-06`` is a day whose year nobody says.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache
from typing import Final

Bounds = tuple[dt.date, dt.date]

_DATE: Final = re.compile(r"(?P<y>\d{4}|XXXX)(?:-(?P<m>\d{2})(?:-(?P<d>\d{2}))?)?$")
DAY, MONTH, YEAR, NONE = 3, 2, 1, 0


# A busy pair of thirty years tells of more than ten thousand days.
@lru_cache(maxsize=65536)
def bounds(edtf: str | None) -> Bounds | None:
    """First and last day that a date can mean; None without a year, or where it is no date."""
    if not edtf:
        return None
    first, _, last = edtf.partition("/")
    start, end = _bounds(first), _bounds(last or first)
    if start is None or end is None or end[1] < start[0]:
        return start
    return start[0], end[1]


def _bounds(text: str) -> Bounds | None:
    match = _DATE.match(text)
    if match is None or match["y"] == "XXXX":
        return None
    year = int(match["y"])
    try:
        if match["d"]:
            day = dt.date(year, int(match["m"]), int(match["d"]))
            return day, day
        if match["m"]:
            month = int(match["m"])
            return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    except (ValueError, calendar.IllegalMonthError):
        return None


def precision(edtf: str | None) -> int:
    """DAY, MONTH or YEAR for a date with a year; NONE for one without."""
    if bounds(edtf) is None or edtf is None:
        return NONE
    first = edtf.partition("/")[0]
    return {10: DAY, 7: MONTH}.get(len(first), YEAR)


def yearless(edtf: str | None) -> str | None:
    """``08-06`` of ``XXXX-08-06`` and ``08`` of ``XXXX-08``; None for any other date."""
    return edtf[5:].partition("/")[0] if edtf and edtf.startswith("XXXX-") else None


def near(one: Bounds, other: Bounds, days: int = 0) -> bool:
    """True where the two can mean one day, give or take ``days``."""
    slack = dt.timedelta(days=days)
    return one[0] <= other[1] + slack and other[0] <= one[1] + slack


def agree(one: str | None, other: str | None) -> bool:
    """True where two dates do not contradict each other: one lies in the other, or one says nothing.

    A date without a year agrees with the same day and month of any year.
    """
    if not one or not other:
        return True
    open_one, open_other = yearless(one), yearless(other)
    if open_one is not None or open_other is not None:
        left = open_one if open_one is not None else one[5:10]
        right = open_other if open_other is not None else other[5:10]
        return left.startswith(right) or right.startswith(left)
    left_bounds, right_bounds = bounds(one), bounds(other)
    if left_bounds is None or right_bounds is None:
        return True
    return near(left_bounds, right_bounds)


def day(edtf: str | None) -> dt.date | None:
    """The first day that a date can mean: what claims and steps are put in order by."""
    found = bounds(edtf)
    return found[0] if found else None


def after(edtf: str | None, published: str | None) -> bool:
    """True where a date lies wholly after the day of the report: a plan or a promise."""
    told, said = bounds(edtf), bounds(published)
    return told is not None and said is not None and told[0] > said[1]
