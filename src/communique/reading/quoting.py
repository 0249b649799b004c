"""Who speaks in a quotation: named after it ("... ," Fidan said), or before it (a US official said: "We ...")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from communique.reading.mentions import Mention
from communique.reading.people import Named

_SAID: Final = re.compile(r"\b(?:said|says|told|added|wrote|tweeted|quoted)\b")
_SAID_THEN: Final = re.compile(
    r"\b(?:official|spokes\w+|statement|ministry|department|embassy|diplomat|envoy|ambassador|government) (?:\w+ ){0,2}?"
    r"(?:said|says|told|wrote|added|stated)[:,]? \""
)
_SAYS: Final = re.compile(r" (?:\w+ )?(?:said|says|told|added|stressed|noted|explained|wrote|tweeted)\b")


def quoted_by(text: str, after: Sequence[Named], offset: int) -> str | None:
    """``"We have a deal," Fidan said``: the party of the speaker named after the quotation."""
    for named in after:
        said = _SAID.search(text, offset, named.start) or _SAYS.match(text, named.end)
        if named.person.party and '"' in text[offset : named.start] and said:
            return named.person.party
    return None


# How far (characters) a quotation may go on over further sentences before its speaker is named.
_LONG: Final = 600


def closed_by(text: str, people: Sequence[Named], start: int, offset: int, end: int) -> str | None:
    """``"We signed. We are glad," A wrote``: who is named right behind the end of a quotation that goes on."""
    if text.count('"', start, offset) % 2 == 0 or '"' in text[offset:end]:
        return None
    close = text.find('"', end, end + _LONG)
    if close < 0 or "\n" in text[end:close]:
        return None
    after = [n for n in people if 0 < n.start - close < _AFTER]
    return after[0].person.party if after and _SAYS.match(text, after[0].end) else None


# So far (characters) behind the closing mark the speaker's name may stand, an office before it.
_AFTER: Final = 60


def introduced(
    text: str, persons: Sequence[Named], speaking: Sequence[Mention], start: int, offset: int
) -> str | None:
    """``a US official said: "We ..."``: the party of whoever is said to speak before the quotation, and is not named."""
    said = None if persons else _SAID_THEN.search(text, start, offset)
    named = [m for m in speaking if m.parties and m.end <= said.start()] if said else []
    return named[-1].parties[0] if named and said and said.start() - named[-1].end < 60 else None
