"""Step seven, time: date expressions of a sentence, resolved against the day of publication, as EDTF.

Precision is kept (``2025-05`` where only the month is known); without a day of publication the year stays
open and visible (``XXXX-08-06``). Ranges are ``2022-12-15/2022-12-28``; Indian fiscal years ``2026-04-01/2027-03-31``.
Libraries that search free text for dates misread modal "may", "10 of 26" and fiscal years, so this is a grammar.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ahocorasick_rs import AhoCorasick

from communique.reading.sought import Sought

MONTHS: Final = (
    "january february march april may june july august september october november december".split()
)
_DAYS: Final = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_D: Final = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_Y: Final = r"(?:19[4-9]\d|20[0-6]\d)"
_WEEKDAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"


@dataclass(frozen=True, slots=True)
class When:
    """A date expression: its extent in the text, its EDTF value, and how it was said.

    ``form``: day, range, month, year, relative, weekday, season.
    """

    start: int
    end: int
    edtf: str
    form: str


def _begun(pattern: str) -> re.Pattern[str] | Sought:
    """A pattern that is asked only where its words begin, if they are known; many begin with a number."""
    try:
        return Sought(pattern)
    except ValueError:
        return re.compile(pattern)


_PATTERNS: Final = tuple(
    (form, _begun(pattern))
    for form, pattern in (
        ("iso", rf"\b(?P<y>{_Y})-(?P<m>0\d|1[0-2])-(?P<d>[0-3]\d)\b"),
        (
            "range",
            rf"\b(?P<m1>{_MONTH}) (?P<d1>{_D}) ?(?:-|to|until|through|and) ?(?:(?P<m2>{_MONTH}) )?(?P<d2>{_D})\b(?!,\d)(?:,? (?P<y>{_Y}))?",
        ),
        (
            "range2",
            rf"\b(?P<d1>{_D}) ?(?:-|to|until|through|and) ?(?P<d2>{_D}) (?P<m1>{_MONTH})\b(?:,? (?P<y>{_Y}))?",
        ),
        (
            "range3",
            rf"\b(?P<d1>{_D}) (?P<m1>{_MONTH})(?: (?P<y1>{_Y}))? ?(?:-|to|until) ?(?P<d2>{_D}) (?P<m2>{_MONTH})\b(?:,? (?P<y>{_Y}))?",
        ),
        ("day", rf"\b(?P<m>{_MONTH}) (?P<d>{_D})\b(?![,.]\d)(?:,? (?P<y>{_Y}))?"),
        ("day", rf"\b(?P<d>{_D}) (?:of )?(?P<m>{_MONTH})\b(?:,? (?P<y>{_Y}))?"),
        ("month", rf"\b(?P<m>{_MONTH}),? (?:of )?(?P<y>{_Y})\b"),
        ("month-year", rf"\b(?P<m>{_MONTH})(?: of)? (?P<rel>last|this|next) year\b"),
        (
            "month",
            rf"\b(?:[Ii]n|[Ll]ast|[Nn]ext|[Ss]ince|[Ff]rom|[Bb]y|[Uu]ntil|[Ee]arly|[Ll]ate|mid|this|every|the|of|in the)[ -](?P<m>{_MONTH})\b(?! \d)",
        ),
        ("fiscal", r"\b(?:FY ?|fiscal(?: year)? )(?P<y>20\d\d)-(?P<y2>\d\d)\b"),
        ("season-years", r"\b(?P<y>20\d\d)-(?P<y2>\d\d)\b(?!-)"),
        ("relative-weekday", rf"\b(?P<rel>last|next|this|coming) (?P<w>{_WEEKDAY})\b"),
        ("weekday", rf"\b(?P<w>{_WEEKDAY})\b"),
        (
            "relative",
            r"\b(?P<word>[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight|this (?:morning|evening|afternoon)|[Ll]ast night)\b",
        ),
        (
            "period",
            r"\b(?P<rel>[Ll]ast|[Tt]his|[Nn]ext|[Ee]arlier this|[Ll]ater this|the previous|the following|end of next|end of this|end of the|the coming) (?P<unit>week|month|year|weekend)\b",
        ),
        ("season", r"\b(?:(?P<rel>[Ll]ast|[Tt]his|[Nn]ext) )(?P<s>spring|summer|autumn|fall|winter)\b"),
        (
            "story",
            r"\b(?P<n>[Aa]|[Aa]n|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Hh]alf an?|\d{1,2}) "
            r"(?P<unit>day|week|month|year)s? (?P<way>earlier|before(?! (?:the|an?|its|his|[A-Z])\b)|later|afterwards)\b(?! than\b)",
        ),
        (
            "story",
            r"\b[Tt]he (?:(?P<eve>day|evening|night) before)\b(?! the\b)|\b(?:[Tt]hat|[Tt]he same) (?P<that>year|month|week|day|morning|evening|night|afternoon)\b",
        ),
        (
            "ago",
            r"\b(?P<n>a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) (?P<unit>day|week|month|year)s? ago\b",
        ),
        (
            "year",
            rf"\b(?P<y>{_Y})\b(?!-|\d|,\d| (?:of|units|rounds|tanks|missiles|troops|soldiers|vehicles|km|metres))",
        ),
    )
)
_NUMBERS: Final = {
    w: i for i, w in enumerate("zero one two three four five six seven eight nine ten".split())
} | {"a": 1, "an": 1}


def find(
    text: str, start: int, end: int, published: str | None, future: bool = False, told: str | None = None
) -> list[When]:
    """Every date expression between two offsets of a folded text, leftmost first.

    ``published`` (ISO) anchors what is relative; ``future`` says that the sentence looks ahead, which
    decides between the last and the next May. ``told`` is the date that the text told last, from which
    "the evening before", "a month earlier" and "that year" start; without it they start from ``published``.
    """
    return list(found_between(text, start, end, published, future, told))


@lru_cache(maxsize=512)
def found_between(
    text: str, start: int, end: int, published: str | None, future: bool, told: str | None
) -> tuple[When, ...]:
    """As :func:`find`; every claim of a sentence, and those below it, ask for the same."""
    matched = _matched(text, start, end)
    if not matched:
        return ()
    anchor = _anchor(published)
    story = _story(told) or (anchor, 10)
    taken: list[When] = []
    for form, matches in matched:
        for match in matches:
            if any(match.start() < w.end and w.start < match.end() for w in taken):
                continue
            if form == "year" and _is_name(text, match.start(), start):
                continue
            edtf = _from_story(match, *story) if form == "story" else _resolve(form, match, anchor, future)
            if edtf:
                taken.append(When(match.start(), match.end(), edtf, form.split("-")[0].rstrip("23")))
    return tuple(sorted(taken, key=lambda w: w.start))


# What must stand in a stretch for an expression of a form to stand there; asked first, since it rarely does.
_DIGIT: Final = re.compile("[0-9]")
_BY_MONTH: Final = tuple(month[:3].capitalize() for month in MONTHS)
_NEEDED: Final = {
    "iso": ("-",),
    "range": _BY_MONTH,
    "range2": _BY_MONTH,
    "range3": _BY_MONTH,
    "day": _BY_MONTH,
    "month": _BY_MONTH,
    "month-year": _BY_MONTH,
    "fiscal": ("20",),
    "season-years": ("20",),
    "relative-weekday": ("day",),
    "weekday": ("day",),
    "relative": ("day", "morrow", "night", "this "),
    "period": ("week", "month", "year"),
    "season": ("spring", "summer", "autumn", "fall", "winter"),
    "story": ("day", "week", "month", "year", "night", "evening", "morning", "afternoon"),
    "ago": (" ago",),
    "year": ("19", "20"),
}
_NEEDLES: Final = sorted({needed for some in _NEEDED.values() for needed in some})
_HERE: Final = AhoCorasick(_NEEDLES)


@lru_cache(maxsize=128)
def _matched(text: str, start: int, end: int) -> tuple[tuple[str, tuple[re.Match[str], ...]], ...]:
    """What each pattern finds between two offsets, whatever day it is."""
    piece = text[start:end]
    here = {_NEEDLES[at] for at, *_ in _HERE.find_matches_as_indexes(piece, overlapping=True)}
    numbered = _DIGIT.search(piece) is not None
    found = []
    for form, pattern in _PATTERNS:
        if form in _NUMBERED and not numbered:
            continue
        if form not in _NEEDED or not here.isdisjoint(_NEEDED[form]):
            matches = tuple(pattern.finditer(text, start, end))
            if matches:
                found.append((form, matches))
    return tuple(found)


_NUMBERED: Final = ("iso", "range", "range2", "range3", "day", "fiscal", "season-years", "year")


def forget() -> None:
    """Lets go of what is remembered of a text."""
    found_between.cache_clear()
    _matched.cache_clear()


_BEFORE_YEAR: Final = re.compile(
    r"(?:^|[\s(\"'])(?:In|Since|By|Until|From|After|Before|During|The|Early|Late|Of|Mid|"
    + _MONTH
    + r"|Q[1-4]),? $"
)


def _is_name(text: str, at: int, floor: int) -> bool:
    """Whether the number belongs to a name ("Peace Unity 2024", "Vision 2030", "Army-2016") rather than to a date."""
    before = text[max(floor, at - 16) : at]
    if before.endswith("-"):
        return True
    return re.search(r"[A-Z][\w']* $", before) is not None and _BEFORE_YEAR.search(before) is None


def _story(told: str | None) -> tuple[dt.date, int] | None:
    """A told date as a day, and how many characters of it are known."""
    if not told or not told[:4].isdigit():
        return None
    known = told.split("/")[0]
    try:
        parts = [int(p) for p in known.split("-")]
        return dt.date(parts[0], parts[1] if len(parts) > 1 else 7, parts[2] if len(parts) > 2 else 1), len(
            known
        )
    except ValueError:
        return None


def _from_story(match: re.Match[str], base: dt.date | None, known: int) -> str | None:
    """``a week later``, ``the evening before``, ``that year``: from the date told last, no finer than it is known."""
    if base is None:
        return None
    part = match.groupdict()
    if part.get("that"):
        size = {"year": 4, "month": 7, "week": 7}.get(part["that"], 10)
        return base.isoformat()[: min(size, known)]
    if part.get("eve"):
        return (base - dt.timedelta(days=1)).isoformat() if known == 10 else base.isoformat()[:known]
    half = (part.get("n") or "").lower().startswith("half")
    count = (
        6
        if half
        else _NUMBERS.get((part["n"] or "").lower(), 0) or (int(part["n"]) if part["n"].isdigit() else 0)
    )
    sign = 1 if part["way"] in ("later", "afterwards") else -1
    unit = "month" if half else part["unit"]
    if unit == "day":
        return (
            (base + dt.timedelta(days=sign * count)).isoformat() if known == 10 else base.isoformat()[:known]
        )
    if unit == "week":
        return (base + dt.timedelta(days=sign * 7 * count)).isoformat()[: min(7, known)]
    if unit == "month":
        moved = _shift_month(base, sign * count)
        return moved if known >= 7 and not half else moved[:4]
    return str(base.year + sign * count)


def _anchor(published: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _month(name: str) -> int:
    return next(i + 1 for i, m in enumerate(MONTHS) if m.startswith(name.lower().rstrip(".")[:3]))


def _day(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _resolve(form: str, match: re.Match[str], anchor: dt.date | None, future: bool) -> str | None:
    part = match.groupdict()
    if form == "iso":
        return f"{part['y']}-{part['m']}-{part['d']}"
    if form.startswith("range"):
        return _range(part, anchor, future)
    if form == "day":
        return _full(part.get("y"), _month(part["m"]), _day(part["d"]), anchor, future)
    if form == "month":
        return _of_month(part.get("y"), _month(part["m"]), anchor, future, match[0].lower())
    if form == "year":
        return str(part["y"])
    if form == "season-years":
        # "2026-27" without a word of whose year it is: the two calendar years.
        later = int(part["y"][:2] + part["y2"])
        return f"{part['y']}/{later}" if later == int(part["y"]) + 1 else None
    if form == "fiscal":
        return f"{part['y']}-04-01/{part['y'][:2]}{part['y2']}-03-31"
    if anchor is None:
        return f"XXXX-{_month(part['m']):02d}" if part.get("m") else None
    if form == "month-year":
        shift = {"last": -1, "this": 0, "next": 1}[part["rel"]]
        return f"{anchor.year + shift}-{_month(part['m']):02d}"
    return _relative(form, part, anchor, future)


def _relative(form: str, part: dict[str, str], anchor: dt.date, future: bool) -> str | None:
    if form in ("weekday", "relative-weekday"):
        ahead = future if form == "weekday" else part["rel"] in ("next", "coming")
        return _weekday(part["w"], anchor, ahead)
    if form == "relative":
        word = part["word"].lower()
        shift = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(word, 0)
        return (anchor + dt.timedelta(days=shift)).isoformat()
    if form == "season":
        return _season(part["rel"].lower(), part["s"], anchor)
    if form == "period":
        return _period(part["rel"].lower(), part["unit"], anchor)
    count = (
        _NUMBERS.get(part["n"], 0) or int(part["n"]) if part["n"].isdigit() or part["n"] in _NUMBERS else 0
    )
    if part["unit"] in ("day", "week"):
        day = anchor - dt.timedelta(days=count * (7 if part["unit"] == "week" else 1))
        return day.isoformat() if part["unit"] == "day" else day.isoformat()[:7]
    if part["unit"] == "month":
        return _shift_month(anchor, -count)
    return str(anchor.year - count)


def _period(rel: str, unit: str, anchor: dt.date) -> str | None:
    back = rel in ("last", "the previous")
    ahead = rel in ("next", "the following", "end of next", "the coming")
    if unit == "year":
        return str(anchor.year + (1 if ahead else -1 if back else 0))
    if unit == "month":
        return _shift_month(anchor, 1 if ahead else -1 if back else 0)
    monday = anchor - dt.timedelta(days=anchor.weekday())
    first = monday + dt.timedelta(days=7 if ahead else -7 if back else 0)
    if first.month != (first + dt.timedelta(days=6)).month:
        return f"{first.isoformat()}/{(first + dt.timedelta(days=6)).isoformat()}"
    return first.isoformat()[:7]


_SEASONS: Final = {
    "spring": (21, 5),
    "summer": (22, 8),
    "autumn": (23, 11),
    "fall": (23, 11),
    "winter": (24, 2),
}


def _season(rel: str, name: str, anchor: dt.date) -> str:
    """``last autumn`` as EDTF season (21 spring to 24 winter) of the northern year; a winter is of the year it ends in."""
    code, end = _SEASONS[name]
    year = anchor.year + (1 if rel == "next" and anchor.month >= end else 0)
    if rel == "last" and anchor.month <= end:
        year -= 1
    return f"{year}-{code}"


def _shift_month(anchor: dt.date, by: int) -> str:
    index = anchor.year * 12 + anchor.month - 1 + by
    return f"{index // 12}-{index % 12 + 1:02d}"


def _weekday(name: str, anchor: dt.date, ahead: bool) -> str:
    wanted = _DAYS.index(name.lower())
    shift = (wanted - anchor.weekday()) % 7 if ahead else -((anchor.weekday() - wanted) % 7)
    return (anchor + dt.timedelta(days=shift)).isoformat()


def _full(year: str | None, month: int, day: int, anchor: dt.date | None, future: bool) -> str | None:
    if year is None and anchor is None:
        return f"XXXX-{month:02d}-{day:02d}"
    chosen = int(year) if year else _near_year(month, day, anchor, future)
    try:
        return dt.date(chosen, month, day).isoformat()
    except ValueError:
        return None


def _near_year(month: int, day: int, anchor: dt.date | None, future: bool) -> int:
    """The year that puts this day nearest to the anchor, on the side that the tense asks for."""
    if anchor is None:
        return 0
    best, best_cost = anchor.year, 10_000.0
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        try:
            distance = (dt.date(year, month, day) - anchor).days
        except ValueError:
            continue
        wrong_side = distance < -3 if future else distance > 3
        cost = abs(distance) * (4.0 if wrong_side else 1.0)
        if cost < best_cost:
            best, best_cost = year, cost
    return best


def _of_month(year: str | None, month: int, anchor: dt.date | None, future: bool, said: str) -> str | None:
    if year:
        return f"{year}-{month:02d}"
    if anchor is None:
        return f"XXXX-{month:02d}"
    if said.startswith(("next", "by", "until")):
        future = True
    if said.startswith(("last", "since")):
        return f"{anchor.year if month < anchor.month else anchor.year - 1}-{month:02d}"
    if future:
        return f"{anchor.year if month >= anchor.month else anchor.year + 1}-{month:02d}"
    return f"{anchor.year if month <= anchor.month else anchor.year - 1}-{month:02d}"


def _range(part: dict[str, str | None], anchor: dt.date | None, future: bool) -> str | None:
    month1 = _month(part["m1"] or "")
    month2 = _month(part["m2"] or "") if part.get("m2") else month1
    first = _full(part.get("y1") or part.get("y"), month1, _day(part["d1"] or ""), anchor, future)
    last = _full(part.get("y"), month2, _day(part["d2"] or ""), anchor, future)
    if not first or not last:
        return None
    if first[:4] == "XXXX" or first <= last:
        return f"{first}/{last}"
    return first
