"""How a report comes to say what it says: by itself, by a named speaker, by an unnamed one, by hearsay."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from communique.knowledge import Knowledge, fold
from communique.model import Claim

_MEDIA: Final = re.compile(
    r"\b(?:media|press|reports?|newspapers?|rumou?rs?|television|channels?|outlets?)\b", re.IGNORECASE
)
_NO_NAME: Final = re.compile(
    r"\b(?:sources?|officials?|officers?|diplomats?|insiders?|analysts?|experts?|observers?|authorities|people)\b",
    re.IGNORECASE,
)
_BODY: Final = re.compile(
    r"\b(?:ministry|ministries|ministers?|embassy|presidency|government|cabinet|parliament|department|pentagon|white house|"
    r"kremlin|press information bureau|press (?:service|office|secretary)|command|headquarters|air force|army|navy|"
    r"spokes\w+|agency|office|statement)\b",
    re.IGNORECASE,
)


def directness(claim: Claim) -> str:
    """How a report comes to say it: ``own`` words, a ``named`` speaker, an ``unnamed`` one, or ``hearsay``."""
    if claim.attribution:
        return _told_by(claim.attribution)
    return "hearsay" if claim.hedge == "reported" else "own"


@lru_cache(maxsize=16384)
def _told_by(said: str) -> str:
    if _is_body(said):
        return "named"
    if _MEDIA.search(said):
        return "hearsay"
    return "unnamed" if _NO_NAME.search(said) else "named"


def _is_body(said: str) -> bool:
    """True for a ministry, an office, a force or whoever speaks for one; "defence officials" are nobody."""
    return _BODY.search(said) is not None and not _NO_NAME.search(said)


def is_official(claim: Claim, knowledge: Knowledge) -> bool:
    """True where a body of a state is named as the speaker, or a person who held public office."""
    return _is_body(claim.attribution or "") or fold(claim.attribution or "") in _office_holders(knowledge)


@lru_cache(maxsize=4)
def _office_holders(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(fold(row["name"]) for row in knowledge.rows("persons"))
