"""Days of publication as ISO dates: strict where a person writes them, lenient where pages do."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Final

_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:?\d{2}.{0,30})?")
_COMPACT: Final = re.compile(r"(\d{4})[/.]?(\d{2})[/.]?(\d{2})(?:[T ].{0,30})?")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME: Final = r"(?P<month>[A-Za-z]{3,9})\.?"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WORDS: Final = (
    re.compile(rf"(?:[A-Za-z]+,? )?{_DAY} {_NAME},? (?P<year>\d{{4}})\b.{{0,40}}"),
    re.compile(rf"(?:[A-Za-z]+,? )?{_NAME} {_DAY},? (?P<year>\d{{4}})\b.{{0,40}}"),
)
_IN_TEXT: Final = (
    re.compile(rf"\b{_DAY}[ -]{_NAME},?[ -](?P<year>(?:19|20)\d{{2}})\b"),
    re.compile(rf"\b{_NAME} {_DAY},? (?P<year>(?:19|20)\d{{2}})\b"),
    re.compile(r"\b(?P<year>(?:19|20)\d{2})-(?P<month>\d{2})-(?P<day>\d{2})\b"),
    # With strokes only where it is certain which figure is the day; with points it is the first, by custom.
    re.compile(r"\b(?P<day>1[3-9]|2\d|3[01])/(?P<month>\d{1,2})/(?P<year>(?:19|20)\d{2})\b"),
    re.compile(r"\b(?P<month>\d{1,2})/(?P<day>1[3-9]|2\d|3[01])/(?P<year>(?:19|20)\d{2})\b"),
    re.compile(r"\b(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d{2})\b"),
)
_PATH: Final = re.compile(r"/(\d{4})/(\d{1,2})/(\d{1,2})(?:/|$)")


def iso_day(text: str) -> str | None:
    """The day of an ISO date or date and time, as printed (no change of zone); None if it is no real day."""
    match = _ISO.fullmatch(text.strip())
    return _day(match[1], match[2], match[3]) if match else None


def page_day(text: str) -> str | None:
    """The day in the forms that pages use: ISO, 20181005, 2018/10/05, RFC 2822, October 5, 2018."""
    text = " ".join(text.split())[:80]
    if found := iso_day(text):
        return found
    if match := _COMPACT.fullmatch(text):
        return _day(match[1], match[2], match[3])
    for pattern in _WORDS:
        match = pattern.fullmatch(text)
        if match and match["month"][:3].lower() in _MONTHS:
            month = _MONTHS.index(match["month"][:3].lower()) + 1
            return _day(match["year"], str(month), match["day"])
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return written_day(text) if len(text) <= 40 else None


def written_day(line: str) -> str | None:
    """The first day written out in a line of text: ``05 OCT 2018 3:45PM``, ``October 5, 2018``, ``5.10.2018``."""
    for pattern in _IN_TEXT:
        for match in pattern.finditer(line[:400]):
            month = match["month"][:3].lower()
            number = str(_MONTHS.index(month) + 1) if month in _MONTHS else match["month"]
            if number.isdigit() and (day := _day(match["year"], number, match["day"])):
                return day
    return None


def address_day(url: str) -> str | None:
    """The day in the path of an address (``/2018/10/05/``), as many outlets file their reports."""
    match = _PATH.search(url)
    return _day(match[1], match[2], match[3]) if match else None


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
