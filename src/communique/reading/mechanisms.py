"""Mechanisms: the standing bodies, treaties and formats that govern a relation, named or of a known shape."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from communique.reading.mentions import Mention
from communique.reading.relevance import STRONG
from communique.reading.scene import Scene
from communique.reading.text import Span


@dataclass(frozen=True, slots=True)
class Body:
    """A mechanism as a sentence names it."""

    start: int
    end: int
    name: str
    acronym: str | None
    parties: tuple[str, ...]
    edition: str | None
    chairs: tuple[str, ...]
    rule: str
    inferred: str = ""


_HEAD: Final = (
    r"(?:Commission|Committee|Working Group|Task Force|Dialogue|Treaty|Pact|Convention|Alliance|Initiative|Ministerial|Forum|Council|"
    r"Agreement|Consultations?|Partnership|Arrangements?|Treaty Organi[sz]ation|Framework|Memorandum|Steering Group|Contact Group|Meeting|Talks|Agency|Summit|"
    r"Mechanism|Accord|Protocol|Declaration)"
)
_WORD: Final = r"(?:[A-Z][\w'.+-]*|\d\+\d|of|on|for|and|the|in|with)"
_OPEN: Final = re.compile(
    rf"(?<![\w-])(?:[A-Z][\w'.+-]*|2\+2)(?: {_WORD}){{0,12}}? {_HEAD}(?:(?:-Plus)?(?: (?:on|for|of|in|between) (?:the )?[A-Z][\w'-]*(?:(?: |, )(?:and |of |on |the |for )?[A-Z][\w'-]*){{0,8}})?)(?: ?\((?P<acronym>[A-Z][\w&+/ -]{{1,20}})\))?"
)
_TOPIC: Final = re.compile(
    r"\b(?:Defen[cs]e|Military|Security|Strategic|Joint|Technical|Armed|Army|Navy|Naval|Air Force|2\+2|Inter-?[Gg]overnmental|Working Group|Reciprocal Access|"
    r"Visiting Forces|Status of Forces|Staff Talks|Counter-?Terror\w*|Maritime|Arms|Nuclear Consultative|Non-?[Aa]ggression|Mutual|Collective|Cooperation|Friendship)\b"
)
_NOT: Final = re.compile(
    r"\b(?:Security Council|Parliament|Congress|House|Senate|Ministry|Department|Chamber|Olympic|Economic Forum|Free Trade|Climate|Election|Electoral|Standing Committee|"
    r"Cabinet Committee|Trade Agreement|Foreign Relations Committee|Armed Services Committee|Appropriations|Central Military Commission|State Commission|"
    r"European Commission|European Council|National Security Council|National Defen[cs]e Council|Human Rights|Nuclear Agreement|Paris Agreement|Energy|Intelligence Committee|"
    r"Acquisition Council|Defence Council|Security Agency|Development Agency|Cooperation Agency|Defence Agency|Procurement Agency|Red Cross|Health|Football|Journalists)\b"
)
_ANNUAL: Final = re.compile(
    r"\b(?:the |an? )?(?P<name>(?:annual|yearly|regular)(?: (?:[A-Z][\w-]+|bilateral|defence|defense|military|joint|ministerial|trilateral|naval|army|maritime|strategic)){0,4} (?:summit|dialogue|consultations|staff talks|exercises?|drills?|meetings?))\b"
)
# Kinds of row whose name any pair can bear: they count only where the table ties them to parties.
_LOOSE: Final = ("partnership", "programme-body")
_EDITION: Final = re.compile(
    r"\b(?P<n>\d{1,3}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|inaugural)\b(?: \w+){0,2} (?:meeting|edition|session|round|iteration|in the series|of)\b"
)


def find_mechanisms(scene: Scene) -> list[Body]:
    """The mechanisms that a report names, each once, at its fullest naming."""
    found: list[Body] = []
    for span in scene.layout.sentences:
        if span.role in ("summary", "title"):
            continue
        found += _in_sentence(scene, span)
    best: dict[str, Body] = {}
    for body in found:
        twin = next((k for k, other in best.items() if _same(other, body)), None)
        if twin is None:
            best[body.name] = body
        elif len(body.parties) > len(best[twin].parties) or (
            body.acronym and not best[twin].acronym and len(body.name) >= len(twin)
        ):
            best[twin] = body
    return list(best.values())


def _same(a: Body, b: Body) -> bool:
    if a.acronym and b.acronym and a.acronym == b.acronym:
        return True
    x, y = a.name.casefold(), b.name.casefold()
    return (
        x in y
        or y in x
        or (a.acronym or "~").casefold() == y
        or (b.acronym or "~").casefold() == x
        or _initials(a.name) == b.name
        or _initials(b.name) == a.name
    )


def _initials(name: str) -> str:
    return "".join(w[0] for w in re.split(r"[ -]", name) if w and w[0].isupper())


def _in_sentence(scene: Scene, span: Span) -> list[Body]:
    text = scene.text
    found: list[Body] = []
    for mention in scene.inside(span.start, span.end, "mechanism"):
        if mention.form in _LOOSE and not mention.parties:
            continue
        if re.search(r"Program(?:me)?s?$", mention.text):
            continue
        found.append(_from_table(scene, span, mention))
    for mention in scene.inside(span.start, span.end, "exercise"):
        if re.search(
            r"\b(?:annual|edition|series|every year|biennial|since (?:19|20)\d\d|\d+(?:st|nd|rd|th)|created|yearly)\b",
            text[span.start : span.end],
        ):
            parties = mention.parties or _parties_near(scene, span, mention.start, mention.end)
            found.append(
                Body(
                    mention.start,
                    mention.end,
                    mention.text,
                    None,
                    parties,
                    None,
                    (),
                    "mechanism:exercise-series",
                )
            )
    for match in _OPEN.finditer(text, span.start, span.end):
        name = re.sub(r" ?\([^)]*\)$", "", match[0])
        name = re.sub(r"^(?:The|Under the|In|At|During|And|By|On) (?:the )?", "", name)
        start = match.start() + match[0].find(name)
        if (
            _NOT.search(name)
            or not _TOPIC.search(name)
            or len(name.split()) < 2
            or any(b.start < match.end() and match.start() < b.end for b in found)
        ):
            continue
        if name.split()[-1] in (
            "Talks",
            "Meeting",
            "Summit",
            "Agency",
            "Council",
            "Declaration",
            "Forum",
        ) and not re.search(r"Defen[cs]e|Military|2\+2|Ministers|Consultative|Strategic", name):
            continue
        parties = _parties_near(scene, span, start, match.end())
        if len(parties) >= 2:
            acronym = match["acronym"] if match["acronym"] and match["acronym"][0].isupper() else None
            found.append(
                Body(
                    start,
                    match.end(),
                    scene.document.text[start : start + len(name)],
                    acronym,
                    parties,
                    None,
                    (),
                    "mechanism:open",
                )
            )
    for match in _ANNUAL.finditer(text, span.start, span.end):
        parties = _parties_near(scene, span, match.start(), match.end())
        if (
            len(parties) == 2
            and (STRONG.search(match[0]) or "summit" in match[0])
            and not any(b.start < match.end() and match.start() < b.end for b in found)
        ):
            found.append(
                Body(
                    match.start("name"),
                    match.end("name"),
                    scene.document.text[match.start("name") : match.end("name")],
                    None,
                    parties,
                    None,
                    (),
                    "mechanism:annual",
                )
            )
    return [_with_edition(scene, span, body) for body in found]


def _from_table(scene: Scene, span: Span, mention: Mention) -> Body:
    parties = mention.parties or _parties_near(scene, span, mention.start, mention.end)
    acronym = None
    bracket = re.match(r" ?\(([A-Z][\w&+/-]{1,15})\)", scene.text[mention.end : mention.end + 20])
    if bracket:
        acronym = bracket[1]
    inferred = "table: parties of the mechanism" if mention.parties else ""
    return Body(
        mention.start,
        mention.end,
        mention.text,
        acronym,
        tuple(sorted(parties)),
        None,
        (),
        "mechanism:table",
        inferred,
    )


def _parties_near(scene: Scene, span: Span, start: int, end: int) -> tuple[str, ...]:
    """Parties in the name itself, else the two of the sentence, else the pair of the report."""
    inside = list(
        dict.fromkeys(
            p
            for m in scene.mentions
            if m.kind == "party" and m.start < end and m.end > start
            for p in m.parties
        )
    )
    if len(inside) >= 2:
        return tuple(sorted(inside))
    before = scene.inside(max(span.start, start - 25), start, "party")
    inside = list(dict.fromkeys([*(p for m in before for p in m.parties), *inside]))
    if len(inside) >= 2:
        return tuple(sorted(inside))
    sentence = list(
        dict.fromkeys(p for m in scene.inside(span.start, span.end, "party", "body") for p in m.parties)
    )
    if len(sentence) == 2:
        return tuple(sorted(sentence))
    if len(sentence) > 2 and set(scene.dyad) <= set(sentence):
        return tuple(sorted(scene.dyad))
    return tuple(sorted(scene.dyad)) if len(scene.dyad) == 2 else ()


def _with_edition(scene: Scene, span: Span, body: Body) -> Body:
    before = scene.text[max(span.start, body.start - 50) : body.end]
    match = _EDITION.search(before)
    chairs: tuple[str, ...] = ()
    led = re.search(
        r"\b(?:led|headed|co-?chaired|chaired) by (?:the )?(?P<who>[\w' ]{3,40}?[Mm]inister)s?\b",
        scene.text[body.end : span.end],
    )
    if led:
        office = led["who"].strip()
        chairs = (
            (office, office)
            if scene.text[body.end + led.end() - 1] == "s" or "Ministers" in led[0]
            else (office,)
        )
    return Body(
        body.start,
        body.end,
        body.name,
        body.acronym,
        body.parties,
        match["n"] if match else None,
        chairs,
        body.rule,
        body.inferred,
    )
