"""The block of ``key: value`` lines between two ``---`` that may open a text.

A small, closed form of it: one line for each key, plain or quoted. Keys that mean nothing here (tags,
authors ...) are passed over with whatever hangs below them.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from communique.errors import SourceError
from communique.sources.limits import FRONT_MATTER_LINES

# Other names for the same thing that site generators use.
KEYS: Final = {
    "title": "title",
    "published": "published",
    "date": "published",
    "publisher": "publisher",
    "url": "url",
    "language": "language",
    "lang": "language",
}
# Keys that much else is written under: a value that is no plain text is passed over, and the first one stands.
ALSO: Final = {
    "author": "author",
    "modified": "modified",
    "lastmod": "modified",
    "updated": "modified",
    "release": "release",
}

_KEY: Final = re.compile(r"([A-Za-z_][\w.-]*):(?:\s+(.*))?")
_BELOW: Final = re.compile(r"\s+\S|-(?:\s|$)")
_COMMENT: Final = re.compile(r"\s+#.*")
_ENDS: Final = frozenset({"---", "..."})
_FREE: Final = frozenset({"title", "publisher", "author", "release"})


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values known to us, the line of each, and the text after the block."""

    values: dict[str, str]
    lines: dict[str, int]
    body: str


def split_front_matter(text: str, path: str) -> FrontMatter:
    """Cuts the block off a text; a text without one comes back whole.

    A ``---`` before a blank line or the end is a rule across the page, not a block. Raises SourceError,
    with the line, where a block is not closed or a line of it cannot be understood.
    """
    lines = text.split("\n", FRONT_MATTER_LINES + 2)
    if lines[0].rstrip() != "---" or len(lines) < 2 or not lines[1].strip():
        return FrontMatter({}, {}, text)
    values: dict[str, str] = {}
    numbers: dict[str, int] = {}
    inside = ""
    for index, line in enumerate(lines[1 : FRONT_MATTER_LINES + 1], start=2):
        if line.rstrip() in _ENDS:
            return FrontMatter(values, numbers, "\n".join(lines[index:]))
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _KEY.fullmatch(line.rstrip())
        if match is None:
            if not inside or inside in KEYS or not _BELOW.match(line):
                if not any(later.rstrip() in _ENDS for later in lines[index : FRONT_MATTER_LINES + 1]):
                    raise _unclosed(path)
                raise _broken(
                    path, index, "is no 'key: value'", "write one key, a colon and a value on each line"
                )
            continue
        inside = match[1].lower()
        key = KEYS.get(inside)
        if key is None:
            if inside in ALSO:
                _also(ALSO[inside], match[2] or "", path, index, values, numbers)
            continue
        if key in values:
            raise _broken(path, index, f"gives {key} a second time", "leave one of the two")
        values[key] = _value(match[2] or "", key, path, index)
        numbers[key] = index
    raise _unclosed(path)


def _also(key: str, text: str, path: str, line: int, values: dict[str, str], numbers: dict[str, int]) -> None:
    with suppress(SourceError):
        value = _value(text, key, path, line)
        if value and key not in values:
            values[key], numbers[key] = value, line


def _unclosed(path: str) -> SourceError:
    return _broken(path, 1, "opens a front matter that is not closed", "end the block with a line ---")


def _value(text: str, key: str, path: str, line: int) -> str:
    text = text.strip()
    if text[:1] in {'"', "'"}:
        return _quoted(text, key, path, line)
    if text[:1] and text[0] in "[{|>&*!%@`":
        raise _broken(
            path, line, f"gives {key} a value that is no plain text", "put the value in quotation marks"
        )
    return text if key in _FREE else _COMMENT.sub("", text)


def _quoted(text: str, key: str, path: str, line: int) -> str:
    mark = text[0]
    inner = r'(?:[^"\\]|\\.)*' if mark == '"' else r"(?:[^']|'')*"
    match = re.match(rf"{mark}({inner}){mark}", text)
    if match is None:
        raise _broken(
            path, line, f"opens a quotation mark for {key} and does not close it", f"close it with {mark}"
        )
    if _COMMENT.sub("", text[match.end() :]).strip():
        return text  # a value that merely begins with a quotation
    if mark == "'":
        return match[1].replace("''", "'")
    try:
        return str(json.loads(match[0], strict=False))
    except json.JSONDecodeError:
        return match[1].replace('\\"', '"')


def _broken(path: str, line: int, problem: str, mend: str) -> SourceError:
    return SourceError(path, f"front matter: line {line} {problem}", mend)
