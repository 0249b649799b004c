"""Mechanisms as they stand in a sentence: of whom the words behind a name say that they are, and which only say another again."""

from __future__ import annotations

import re
from typing import Final

from communique.reading.named_bodies import Body
from communique.reading.scene import Scene
from communique.reading.text import Span

_BETWEEN: Final = re.compile(r" (?:between|among|involving|comprising) (?:the )?")
_GOES_ON: Final = re.compile(r"(?:,|,? and|,? as well as)(?: the)? ")


def between(scene: Scene, span: Span, end: int) -> tuple[str, ...]:
    """``the pact between A, B and C``: all that the words right behind a name list."""
    opened = _BETWEEN.match(scene.text, end, span.end)
    found: list[str] = []
    at = opened.end() if opened else span.end
    for mention in scene.inside(at, span.end, "party"):
        if mention.start != at:
            break
        found += [p for p in mention.parties if p not in found]
        more = _GOES_ON.match(scene.text, mention.end, span.end)
        at = more.end() if more else span.end
    return tuple(sorted(found))


_APPOSED: Final = re.compile(r"(?: \([A-Z][\w-]*\))?, (?:an?|the|their|its) (?:[\w-]+ ){0,3}")
_KNOWN_AS: Final = re.compile(
    r"(?: (?:between|with|on|in) [^,;.]{3,60})?,? (?:also |commonly |formally )?(?:known as|called|named|dubbed|titled|that is called) (?:the )?"
)
_SAID: Final = re.compile(
    r" (?:said|says|announce[sd]|report(?:s|ed)|confirm(?:s|ed)|detect(?:s|ed)|scramble[sd]|intercept(?:s|ed))\b"
)


_DRILLS: Final = re.compile(r"\b(?:exercises?|drills?)$")


def single(scene: Scene, bodies: list[Body]) -> list[Body]:
    """These without a pact in common nouns that only says what a named one is, and without commands that only speak."""
    named = [b for b in bodies if b.rule != "mechanism:pact"]

    def said_of_another(body: Body) -> bool:
        end = body.start + len(body.name)
        return body.rule == "mechanism:pact" and any(
            _APPOSED.fullmatch(scene.text, other.start + len(other.name), body.start)
            or _KNOWN_AS.fullmatch(scene.text, end, other.start)
            for other in named
        )

    def only_speaks(body: Body) -> bool:
        before = scene.text[max(0, body.start - 20) : body.start]
        after = _SAID.match(scene.text, body.start + len(body.name))
        return body.name.endswith(" Command") and bool(
            after or re.search(r"[Aa]ccording to (?:the )?$", before)
        )

    series = any(b.rule == "mechanism:exercise-series" for b in bodies)

    def only_yearly(body: Body) -> bool:
        return series and body.rule == "mechanism:annual" and _DRILLS.search(body.name) is not None

    return [b for b in bodies if not (said_of_another(b) or only_speaks(b) or only_yearly(b))]
