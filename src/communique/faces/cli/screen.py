"""What reaches the terminal: nothing that it would obey, wrapped to its width, colour where it helps."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import textwrap
from typing import Any, Final

import click

# Controls of terminals (C0, DEL, C1), of writing direction, and what is no character.
_CONTROLS: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_BREAKS: Final = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
# What JSON allows raw and a terminal may obey.
_RAW_IN_JSON: Final = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

_WIDEST: Final = 160
_NARROWEST: Final = 40
# From this width on, a quote has room beside its claim.
_TWO_COLUMNS: Final = 100
_GAP: Final = 3


def safe(text: str) -> str:
    """Text from outside as one line that a terminal only prints: line ends become spaces, controls ``␡``."""
    return _CONTROLS.sub("␡", _BREAKS.sub(" ", text))


def json_line(data: Any) -> str:
    """The data as JSON on one line that a terminal only prints."""
    ascii_only = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    return json_safe(json.dumps(data, ensure_ascii=ascii_only))


def json_safe(text: str) -> str:
    """JSON that means the same, with whatever a terminal might obey as ``\\u`` escapes."""
    return _RAW_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def counted(number: int, noun: str) -> str:
    """``1 report``, ``2 reports``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def width() -> int:
    """The columns to fill: those of the terminal, or COLUMNS, or 100, within what can be read."""
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((_TWO_COLUMNS, 24)).columns))


def paint(text: str, **style: Any) -> str:
    """The text in a style, if standard output is a terminal and NO_COLOR is not set."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    return click.style(text, **style)


def wrapped(text: str, indent: str = "", hang: str | None = None, columns: int | None = None) -> list[str]:
    """The text in lines of the terminal's width; ``hang`` opens all lines but the first."""
    lines = textwrap.wrap(
        text,
        columns or width(),
        initial_indent=indent,
        subsequent_indent=indent if hang is None else hang,
        break_on_hyphens=False,
    )
    return lines or [indent]


def beside(left: str, right: str, indent: str = "  ") -> list[str]:
    """Two texts in two columns where the terminal is wide enough, else the second below the first.

    The left is plain, the right dim.
    """
    columns = width()
    if columns < _TWO_COLUMNS:
        lines = wrapped(left, indent, f"{indent}  ")
        return [*lines, *(paint(line, dim=True) for line in wrapped(right, f"{indent}      "))]
    half = (columns - len(indent) - _GAP) // 2
    lefts = wrapped(left, "", "  ", half)
    rights = wrapped(right, "", None, half)
    rows = max(len(lefts), len(rights))
    lefts += [""] * (rows - len(lefts))
    rights += [""] * (rows - len(rights))
    gap = " " * _GAP
    pairs = zip(lefts, rights, strict=True)
    return [f"{indent}{one:<{half}}{gap}{paint(other, dim=True)}".rstrip() for one, other in pairs]
