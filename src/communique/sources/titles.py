"""Small rules that text files and pages share: titles, languages, addresses."""

from __future__ import annotations

import re
from typing import Final

_LANGUAGE: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9_-]{1,20})?")
_ADDRESS: Final = re.compile(r"https?://[^\s/?#]+[^\s]*", re.IGNORECASE)


def with_title(title: str, body: str) -> str:
    """The text that evidence counts in: the body, with the title before it unless it opens with it."""
    first = next((line for line in body.splitlines() if line.strip()), "")
    if not title or _letters(first) == _letters(title):
        return body
    return f"{title}\n\n{body}"


def language_code(text: str) -> str:
    """The language of a tag such as ``en-GB`` (``en``); empty where it is none."""
    match = _LANGUAGE.fullmatch(text.strip())
    return match[1].lower() if match else ""


def web_address(text: str) -> str:
    """The address if it is one of the web, else empty: no ``javascript:`` and no ``file:``."""
    text = text.strip()
    return text if len(text) <= 2_000 and _ADDRESS.fullmatch(text) else ""


def member(container: str, name: str) -> str:
    """The path of something inside a container: ``container!name``, on one line."""
    return f"{container}!{' '.join(name.split())}"


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
