"""Short forms that a report makes for itself: "the Kenya Defence Force (KDF)" is the KDF from then on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from communique.reading.mentions import Mention, settle

# What a state's institution is called at the end of its name, or before "of" in it.
_INSTITUTION: Final = re.compile(
    r"\b(?:(?P<service>Forces?|Army|Navy|Military|Guards?|Corps|Marines|Militia|Police|Fleet|Aviation|Command)|"
    r"(?P<ministry>Ministry|Department|Secretariat|Directorate)|"
    r"(?P<firm>Industr(?:y|ies)|Corporation|Company|Group|Shipyards?|Systems|Works|Factory|Aerospace|Shipbuilders)|"
    r"(?P<agency>Agency|Administration|Authority|Organi[sz]ation|Council|Office|Cent(?:re|er)|Bureau|Institute|Board|Establishment|Service))"
    r"(?= of | for |$)"
)
_FORMS: Final = {"service": "service", "ministry": "ministry", "firm": "company", "agency": "agency"}
_SHORT: Final = re.compile(r" \((?:the )?[\"']?([A-Z][A-Za-z&-]{0,6}[A-Z])[\"']?\)")
# The name right before the bracket: words with capitals, and the small words that join them.
_NAME: Final = re.compile(
    r"(?:[A-Z][\w-]*(?:'s|')?|(?:of|and|for|the|de|da|do)(?= ))(?: (?:[A-Z][\w-]*(?:'s|')?|(?:of|and|for|the|de|da|do)(?= )))*$"
)
# So far back (characters) does a name reach.
_REACH: Final = 90


def short_forms(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """These mentions, and the short forms of institutions that the report introduces, wherever they stand in it."""
    found: list[Mention] = []
    for match in _SHORT.finditer(text):
        word = match[1]
        if any(m.start < match.end() and match.start(1) < m.end for m in mentions):
            continue
        made = _made(text, match.start(), mentions)
        if made is None:
            continue
        parties, form, name = made
        pattern = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
        found += [
            Mention(m.start(), m.end(), "body", word, name, parties, form)
            for m in pattern.finditer(text, match.end())
        ]
    return settle([*mentions, *found]) if found else list(mentions)


_BETWEEN: Final = re.compile(r" (?:[a-z][\w-]* ){0,4}")


def of_one_state(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """``the French company KNDS``: a firm of two states is, in this report, that of the one named before it."""
    own: dict[str, tuple[str, ...]] = {}
    for before, mention in pairwise(mentions):
        if mention.kind == "body" and len(mention.parties) > 1 and before.form == "demonym":
            near = before.end <= mention.start and _BETWEEN.fullmatch(text[before.end : mention.start])
            if near and len(before.parties) == 1 and before.parties[0] in mention.parties:
                own.setdefault(mention.key, before.parties)
    return (
        [replace(m, parties=own[m.key]) if m.kind == "body" and m.key in own else m for m in mentions]
        if own
        else list(mentions)
    )


_HALF: Final = re.compile(
    r"(?<=\b[Tt]he )(?P<half>North|South)(?![\w-]| [A-Z]| of\b| and south| or south)"
    r"|(?<=\b[Ii]ts )(?:northern|southern) neighbou?r\b"
)


def halves(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """``the North``, ``the South`` in a report that names North Korea: the two states of the peninsula."""
    if not any(m.parties == ("PRK",) and m.kind == "party" for m in mentions):
        return list(mentions)
    found = [
        Mention(m.start(), m.end(), "party", m[0], key, (key,), "name")
        for m in _HALF.finditer(text)
        for key in ("PRK" if m[0].startswith(("North", "north")) else "KOR",)
    ]
    return settle([*mentions, *found]) if found else list(mentions)


def _made(text: str, end: int, mentions: Sequence[Mention]) -> tuple[tuple[str, ...], str, str] | None:
    """Of which state and sort the institution is whose name ends here, and the name; None where none does."""
    start = max(0, end - _REACH)
    name = _NAME.search(text[start:end])
    if name is None:
        return None
    first = start + name.start() + name[0].rfind(" the ") + 1
    words = text[first:end]
    head = _INSTITUTION.search(words)
    if head is None:
        return None
    inside = [m for m in mentions if first <= m.start and m.end <= end]
    owners = {
        m.parties
        for m in inside
        if m.kind in ("party", "body") and len(m.parties) == 1 and m.form != "organisation"
    }
    form = next(_FORMS[key] for key, value in head.groupdict().items() if value)
    return (next(iter(owners)), form, words.removeprefix("the ")) if len(owners) == 1 else None
