"""Who is told to have met by other words than of meeting: at whose side he spoke, what took him where, "when we met"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from communique.reading.dealing import Dealing
from communique.reading.people import Named, Person
from communique.reading.relevance import is_trade
from communique.reading.scene import Scene
from communique.reading.stance import stance
from communique.reading.syntax import Tree

_TAKEN: Final = re.compile(r"\b(?P<at>took|takes|taken|take|brought|brings|bring)\b")
_SIDE: Final = re.compile(
    r"\b(?P<at>at the side of|side by side with|alongside|flanked by|next to|beside|with) (?:his |her |the |a )?",
    re.IGNORECASE,
)
_SPOKE: Final = re.compile(
    r"\b(?:said|says|told|tells|spoke|speaks|speaking|announced|addressed|addressing|faced|appeared)\b|\bbefore the press\b|"
    r"\b(?:press|news) conference\b"
)
_WE_MET: Final = re.compile(
    r"\b(?:when|after|as) (?P<at>we) (?:have |had )?(?:just )?met\b|\b(?P<our>our) (?:meeting|talks) (?:today|here|just now)\b"
)
_I_WENT: Final = re.compile(
    r"\b(?:when|after) I (?:last )?(?P<at>visited|was in|came to|went to|travelled to|flew to) (?:the )?|\b(?:during|on) my (?:\w+ )?(?P<my>visit|trip) to (?:the )?"
)
_TWO_PLUS_TWO: Final = re.compile(
    r"\b(?P<at>two-plus-two|2 ?\+ ?2)\b(?=['\"’ ]{0,2}(?: [\w-]+){0,2}? (?:session|meeting|talks|consultations|summit)\b)",
    re.IGNORECASE,
)
_FAR: Final = 120
_LEMMAS: Final = {"meeting": "meet", "talks": "talk", "visit": "visit"}


def met_beside(scene: Scene, tree: Tree) -> Iterator[Dealing]:
    """Every encounter of these kinds that a sentence tells."""
    yield from _taken_to(scene, tree)
    yield from _at_the_side(scene, tree)
    yield from _we_met(scene, tree)
    yield from _i_went(scene, tree)
    yield from _two_plus_two(scene, tree)


def _made(
    scene: Scene, tree: Tree, kind: str, start: int, parties: Sequence[str | None], people: Sequence[Person]
) -> Iterator[Dealing]:
    at = tree.at(start, start + 3)
    pair = tuple(sorted({p for p in parties if p}))
    if at is None or len(pair) != 2:
        return
    read = stance(tree, at)
    dealing = Dealing(kind, at, _LEMMAS[kind], read, pair, list({p.name: p for p in people}.values()))
    dealing.status = "planned" if read.ahead else "held"
    yield dealing


def _place(scene: Scene, start: int, end: int) -> str | None:
    """The state whose name or city stands right here."""
    found = [
        m for m in scene.inside(start, end, "party", "place") if m.start - start < 3 and m.form != "demonym"
    ]
    return found[0].parties[0] if found and len(found[0].parties) == 1 else None


def _taken_to(scene: Scene, tree: Tree) -> Iterator[Dealing]:
    """``A fair is what took Minister A to B``: whoever is taken somewhere visits it."""
    for match in _TAKEN.finditer(scene.text, tree.start, tree.end):
        guest = next(iter(scene.persons(match.end(), min(tree.end, match.end() + _FAR))), None)
        if (
            guest is None
            or not is_trade([guest.person])
            or re.search(r"[.;,]", scene.text[match.end() : guest.left])
        ):
            continue
        to = re.match(r" (?:back )?to (?:the )?", scene.text[guest.end : guest.end + 16])
        host = _place(scene, guest.end + to.end(), tree.end) if to else None
        if host:
            yield from _made(
                scene, tree, "visit", match.start("at"), (guest.person.party, host), [guest.person]
            )


def _at_the_side(scene: Scene, tree: Tree) -> Iterator[Dealing]:
    """``He was speaking to the press at the side of B``: two who face the press together have met."""
    if not _SPOKE.search(scene.text, tree.start, tree.end):
        return
    for match in _SIDE.finditer(scene.text, tree.start, tree.end):
        if match["at"].lower() == "with" and not re.search(
            r"\b(?:press|news) conference (?:together |jointly )?$|\bjointly $",
            scene.text[tree.start : match.start()],
        ):
            continue
        other = next(iter(scene.persons(match.end() - 1, min(tree.end, match.end() + _FAR))), None)
        if other is None or not _close(scene, match.end(), other):
            continue
        own = _speaker(scene, tree, match.start(), other)
        if own and own.party != other.person.party and is_trade([own, other.person]):
            yield from _made(
                scene,
                tree,
                "meeting",
                match.start("at"),
                (own.party, other.person.party),
                [own, other.person],
            )


def _close(scene: Scene, start: int, named: Named) -> bool:
    return not re.search(r"[.;:]|\b(?:and|who|that|which)\b", scene.text[start : max(start, named.left)])


def _speaker(scene: Scene, tree: Tree, start: int, other: Named) -> Person | None:
    """Who stands there: the person named before in the sentence, else right behind, else the last one above it."""
    before = [n for n in scene.persons(tree.start, start) if n.person.party]
    after = [n for n in scene.persons(other.end, tree.end) if n.person.party]
    above = scene.person_before(tree.start)
    found = before[-1] if before else after[0] if after else above
    return found.person if found else None


def _quoted_other(scene: Scene, own: str) -> str | None:
    return (
        next((p for p in scene.dyad if p != own), None)
        if own in scene.dyad and len(scene.dyad) == 2
        else None
    )


def _we_met(scene: Scene, tree: Tree) -> Iterator[Dealing]:
    """``"when we met just now", Minister A said``: with the other of the two that the report is about."""
    match = _WE_MET.search(scene.text, tree.start, tree.end)
    own = scene.speaker_at(match.start()) if match else None
    if match and own:
        start = match.start("at") if match["at"] else match.start("our")
        people = [n.person for n in scene.persons(tree.start, tree.end) if n.person.party]
        yield from _made(scene, tree, "meeting", start, (own, _quoted_other(scene, own)), people)


def _i_went(scene: Scene, tree: Tree) -> Iterator[Dealing]:
    """``"when I visited B", Minister A said``: the speaker was there."""
    match = _I_WENT.search(scene.text, tree.start, tree.end)
    own = scene.speaker_at(match.start()) if match else None
    host = _place(scene, match.end(), tree.end) if match else None
    if match and own and host:
        start = match.start("at") if match["at"] else match.start("my")
        people = [n.person for n in scene.persons(tree.start, tree.end) if n.person.party == own]
        for dealing in _made(scene, tree, "visit", start, (own, host), people):
            dealing.status = "held"
            yield dealing


def _two_plus_two(scene: Scene, tree: Tree) -> Iterator[Dealing]:
    """``for a two-plus-two session with the Japanese``: talks of the two that are named with it."""
    match = _TWO_PLUS_TWO.search(scene.text, tree.start, tree.end)
    if match is None:
        return
    named = {p for m in scene.inside(tree.start, tree.end, "party") if m.form != "seat" for p in m.parties}
    people = [n.person for n in scene.persons(tree.start, tree.end) if n.person.party]
    named |= {p.party for p in people if p.party}
    parties = (
        named
        if len(named) == 2
        else set(scene.dyad)
        if len(named) < 2 and named <= set(scene.dyad)
        else set()
    )
    if len(parties) == 2:
        yield from _made(
            scene,
            tree,
            "talks",
            match.start("at"),
            sorted(parties),
            [p for p in people if p.party in parties],
        )
