"""Styles that make text invisible: what an inline style or a class of the page's own style sheet hides.

No style sheet is fetched and none is worked through in full; this knows the ways in which text is hidden on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

# How much of the style sheets in a page is looked at.
_MOST: Final = 400_000
_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_NAME: Final = re.compile(r"[a-z]*([.#])([A-Za-z_][\w-]*)")
_FAR: Final = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|em|rem|pt|%|vw|vh)?")
_NOTHING: Final = re.compile(r"0*\.?0*(?:[a-z]{2,4}|%)?")
_TINY: Final = re.compile(r"0?\.\d+(?:px|pt)?|0?\.[0-2]\d*r?em|[01](?:\.\d+)?(?:px|pt|%)")
_ALPHA: Final = re.compile(r"(?:rgb|hsl)a?\((?:[^,/]*,[^,/]*,[^,/]*,|[^/]*/)\s*0*\.?0+%?\s*\)")
_CLIPPED: Final = re.compile(r"rect\(\s*0[\s,a-z]*0.*\)|rect\(\s*1px[\s,]*1px.*\)|inset\(\s*(?:50|100)%.*\)")
_WHITES: Final = frozenset(
    {"white", "#fff", "#ffffff", "#ffff", "#ffffffff", "rgb(255,255,255)", "rgba(255,255,255,1)"}
)


def hides(style: str) -> bool:
    """Whether the declarations of a style make the text of their element invisible."""
    said = _declarations(style)
    return _gone(said) or _faint(said) or _aside(said)


def hidden_names(sheets: Iterable[str]) -> frozenset[str]:
    """Classes (``.name``) and ids (``#name``) that the page's own style sheets hide on every screen."""
    found: set[str] = set()
    left = _MOST
    for sheet in sheets:
        text = _everywhere(_COMMENT.sub("", sheet[:left]))
        left -= len(sheet)
        for rule in text.split("}"):
            selectors, opened, style = rule.rpartition("{")
            if opened and hides(style):
                names = (_NAME.fullmatch(one.strip()) for one in selectors.split(","))
                found.update(match[1] + match[2] for match in names if match)
        if left <= 0:
            break
    return frozenset(found)


def is_white(color: str) -> bool:
    """Whether a colour is the white of a page without a background of its own."""
    return re.sub(r"\s", "", color.lower()) in _WHITES


def _declarations(style: str) -> dict[str, str]:
    said: dict[str, str] = {}
    for part in _COMMENT.sub("", style).lower().split(";"):
        name, found, value = part.partition(":")
        if found:
            said[name.strip()] = value.replace("!important", "").strip()
    return said


def _gone(said: dict[str, str]) -> bool:
    return (
        said.get("display") == "none"
        or said.get("visibility") in {"hidden", "collapse"}
        or _is_nothing(said.get("opacity"))
        or said.get("transform", "").replace(" ", "") in {"scale(0)", "scale(0,0)"}
    )


def _faint(said: dict[str, str]) -> bool:
    """Too small to be seen, or of the colour of what it stands on."""
    size, color = said.get("font-size"), said.get("color", "")
    if size is not None and (_is_nothing(size) or _TINY.fullmatch(size)):
        return True
    ground = said.get("background-color") or said.get("background", "")
    if color and (color == "transparent" or _ALPHA.fullmatch(color) or color == ground):
        return True
    return is_white(color) and not ground and "background-image" not in said


def _aside(said: dict[str, str]) -> bool:
    """Cut off, or moved out of the page."""
    if any(
        _FAR.fullmatch(said.get(name, ""))
        for name in ("text-indent", "left", "top", "right", "bottom", "margin-left")
    ):
        return True
    if _CLIPPED.fullmatch(said.get("clip", "")) or _CLIPPED.fullmatch(said.get("clip-path", "")):
        return True
    sizes = (said.get(name) for name in ("width", "height", "max-width", "max-height"))
    return said.get("overflow", "").startswith("hidden") and any(_is_nothing(size) for size in sizes)


def _is_nothing(value: str | None) -> bool:
    return bool(value) and value is not None and value[:1] in "0." and _NOTHING.fullmatch(value) is not None


def _everywhere(sheet: str) -> str:
    """A style sheet without its blocks for some screens or for print (``@media``)."""
    kept: list[str] = []
    at = 0
    while (start := sheet.find("@", at)) >= 0:
        kept.append(sheet[at:start])
        opened = sheet.find("{", start)
        ended = sheet.find(";", start)
        if opened < 0 or 0 <= ended < opened:
            at = ended + 1 if ended >= 0 else len(sheet)
            continue
        at = _past_block(sheet, opened)
    return "".join([*kept, sheet[at:]])


def _past_block(sheet: str, opened: int) -> int:
    depth = 0
    for mark in re.finditer(r"[{}]", sheet[opened:]):
        depth += 1 if mark[0] == "{" else -1
        if depth == 0:
            return opened + mark.end()
    return len(sheet)
