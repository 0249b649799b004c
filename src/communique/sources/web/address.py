"""What a user means by a word: an address of the web, or a path."""

from __future__ import annotations

import re
from typing import Final

_WEB: Final = re.compile(r"https?:", re.IGNORECASE)


def is_address(text: str) -> bool:
    """Whether the word is meant as a web address: it begins with http: or https:."""
    return _WEB.match(text) is not None
