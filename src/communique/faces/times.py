"""Days, periods and moments as people write them to any face."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final

_PERIOD: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DAY_LENGTH: Final = len("2025-08-06")


def is_period(text: str, *, coarse: bool = True) -> bool:
    """Whether a text is a real ISO day, or with ``coarse`` also a month (2025-08) or a year."""
    match = _PERIOD.fullmatch(text)
    if match is None or not (coarse or match[3]):
        return False
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


def moment_of(text: str) -> datetime:
    """A moment (UTC): of a day its end, else the time told, in UTC unless it names a zone. Raises ValueError."""
    try:
        found = datetime.fromisoformat(text)
        if len(text) <= _DAY_LENGTH:
            found += timedelta(days=1) - timedelta(microseconds=1)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError as error:
        raise ValueError(text) from error
