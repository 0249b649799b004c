"""What ministries print around a release: who issues it, when, under which number, and its title."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from communique.model import Dateline
from communique.sources.dates import written_day

# How many lines from the top and from the end such things are looked for in.
_TOP: Final = 14
_END: Final = 6
_NUMBER: Final = re.compile(
    r"\b(?:(?:press |news |media )?release (?:id|no|number|nr)|(?:press )?(?:communiqu[eé]|statement) no|pr no)\b\.?\s*[:#.]?\s*"
    r"(?P<number>[A-Z]{0,4}[ -]?\d[\w/.-]{0,20})",
    re.IGNORECASE,
)
_BARE_NUMBER: Final = re.compile(r"(?:No\.?|Nr\.?)\s*(?P<number>\d[\w/.-]{0,20})")
_ISSUER: Final = re.compile(
    r"(?:Press Information Bureau|(?:Ministry|Department|Embassy|Office|Directorate|Government|Bureau) of [A-Z].{2,80}|"
    r"(?:[A-Z][\w.]+ ){1,4}(?:Ministry|Department|Command|Bureau|Secretariat|Directorate)(?: of [A-Z].{2,60})?|"
    r"(?:[A-Z][\w.]+ ){0,3}(?:Defence|Defense|Foreign) Ministry)"
)
_POSTED: Final = re.compile(
    r"\b(?:by|from)\s+(?P<agency>PIB|[A-Z][A-Z&]{1,7})\s+(?P<place>[A-Z][A-Za-z .]{2,30})$"
)
_LABEL: Final = re.compile(
    r"(?:press|news|media)\s+(?:release|note|statement)s?|(?:for )?immediate release|press information bureau|government of .{2,40}|"
    r"joint (?:press )?(?:statement|release|communiqu[eé])",
    re.IGNORECASE,
)
_HEAD: Final = re.compile(r"(?:press information bureau|government of|page \d)", re.IGNORECASE)
_BODY: Final = 200
_NUMBER_LINE: Final = 80


@dataclass(frozen=True, slots=True)
class Release:
    """What is printed around a text; each empty or None where it is not."""

    title: str = ""
    publisher: str = ""
    published: str | None = None
    number: str = ""
    dateline: Dateline = field(default_factory=Dateline)


def release(text: str) -> Release:
    """What the first and last lines of a text say of it."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    top = lines[:_TOP]
    edge = [*top, *lines[max(_TOP, len(lines) - _END) :]]
    day = next((found for line in edge if len(line) < _BODY and (found := written_day(line))), None)
    day = day or next((found for line in top if (found := written_day(line[:60]))), None)
    posted = next((match for line in edge if (match := _POSTED.search(line))), None)
    return Release(
        title=_title(top),
        publisher=_issuer(top),
        published=day,
        number=_number(edge),
        dateline=Dateline(posted["place"].strip(), day, posted["agency"]) if posted else Dateline(),
    )


def release_number(text: str) -> str:
    """The number on a short line at the top or the end that says that it is one of a release."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    edge = [*lines[:_TOP], *lines[max(_TOP, len(lines) - _END) :]]
    found = (_NUMBER.search(line) for line in edge if len(line) < _NUMBER_LINE)
    return next((match["number"].strip(" .-") for match in found if match), "")


def _number(lines: list[str]) -> str:
    for pattern in (_NUMBER, _BARE_NUMBER):
        for line in lines:
            match = pattern.search(line) if pattern is _NUMBER else pattern.fullmatch(line.strip("() "))
            if match:
                return match["number"].strip(" .-")
    return ""


def _issuer(lines: list[str]) -> str:
    """The most exact of the bodies on lines of their own: a ministry before its government."""
    found = [line for line in lines if len(line) < 100 and _ISSUER.fullmatch(line)]
    exact = [line for line in found if not line.startswith(("Government of", "Press Information"))]
    return next(iter(exact or found), "")


def _title(lines: list[str]) -> str:
    """The first line that is neither issuer, label, number nor day, and no sentence of the body."""
    for line in lines:
        if len(line) > _BODY or line.endswith((".", ";", ":")):
            break
        if (
            _ISSUER.fullmatch(line)
            or _HEAD.match(line)
            or _LABEL.fullmatch(line.strip(" :*-"))
            or _number([line])
            or _POSTED.search(line)
        ):
            continue
        if written_day(line) and len(line) < 80:
            continue
        if len(line) > 12 and " " in line:
            return line
    return ""
