"""Guests who are due or have flown in, and ministers of several states who speak with one voice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from communique.reading.dealing import Dealing
from communique.reading.drilling import roster
from communique.reading.people import Named, Person
from communique.reading.placing import home_of
from communique.reading.scene import Scene
from communique.reading.stance import stance
from communique.reading.syntax import Tree

_DUE: Final = re.compile(
    r"\b(?:is|are|was|were)(?: \w+ly| also| now)? (?P<at>due|expected|awaited|anticipated)"
    r"(?: back)?(?: [\w' ]{0,24}?)??(?: (?:in|at|on a visit to) (?:the )?| (?P<here>here)\b)"
)
_IN: Final = re.compile(
    r"\b(?P<at>flown|flew|flies|jetted) (?:in|over|here)\b(?! (?:to|from|the|a) )(?=[^.;]{0,120}\b(?:for|to|with)\b)"
)
_RANK: Final = re.compile(
    r"[Mm]inister|[Pp]resident|[Cc]hief|[Gg]eneral|[Aa]dmiral|[Ss]ecretary|[Cc]hancellor|[Ll]eader|King"
)
# So many characters a subject and its titles may stand before their verb.
_NEAR: Final = 160


def awaited(scene: Scene, tree: Tree) -> Iterator[Dealing]:
    """``Minister A is due in B-town next month``: a visit to come; no place of his own counts."""
    for match in _DUE.finditer(scene.text, tree.start, tree.end):
        guest = _guest(scene, tree, match.start())
        if guest is None or guest.person.party is None:
            continue
        host = home_of(scene) if match["here"] else _host(scene, match.end(), tree.end)
        if host and host != guest.person.party:
            yield from _visit(
                scene, tree, match.start("at"), (guest.person.party, host), guest.person, "planned"
            )


def flown_in(scene: Scene, tree: Tree) -> Iterator[Dealing]:
    """``President A had flown in on Monday for talks``: he is with the other of the two that the report is about."""
    for match in _IN.finditer(scene.text, tree.start, tree.end):
        guest = _guest(scene, tree, match.start())
        own = guest.person.party if guest else None
        if (
            guest is None
            or own is None
            or len(scene.dyad) != 2
            or own not in scene.dyad
            or own == home_of(scene)
        ):
            continue
        other = next(p for p in scene.dyad if p != own)
        yield from _visit(scene, tree, match.start("at"), (own, other), guest.person, "held")


def _guest(scene: Scene, tree: Tree, end: int) -> Named | None:
    """The person of rank who is the subject of a verb: the last one named before it, but for what commas hold."""
    before = scene.persons(max(tree.start, end - _NEAR), end)
    if not before or not _RANK.search(before[-1].person.office or before[-1].person.rank or ""):
        return None
    gap = scene.text[before[-1].end : end]
    return before[-1] if not re.search(r"[.;:]|\b(?:that|who|whom|said|and|but)\b", gap) else None


def _host(scene: Scene, start: int, end: int) -> str | None:
    """The state of the place right behind a preposition."""
    for mention in scene.inside(start, end, "party", "place"):
        if mention.start - start > 2:
            return None
        if mention.form != "demonym" and len(mention.parties) == 1:
            return mention.parties[0]
    return None


def _visit(
    scene: Scene, tree: Tree, start: int, parties: Sequence[str], guest: Person, status: str
) -> Iterator[Dealing]:
    at = tree.at(start, start + 3)
    if at is not None and len(set(parties)) == 2:
        people = [n.person for n in scene.persons(tree.start, tree.end) if n.person.party == guest.party]
        made = Dealing("visit", at, tree[at].lemma, stance(tree, at), tuple(sorted(parties)))
        made.persons = list({p.name: p for p in (guest, *people)}.values())
        made.place = scene.knowledge.name_of(next(p for p in parties if p != guest.party))
        made.status = status
        yield made


_OFFICES: Final = (
    r"(?:(?:[Dd]efen[cs]e|[Ff]oreign) )?(?:[Mm]inisters|[Cc]hiefs(?: of (?:the )?(?:[\w ]{0,16}[Ss]taff|defen[cs]e))?|[Pp]resident[s]|"
    r"[Ll]eaders|[Ss]ecretaries|(?:[Aa]rmy|[Nn]avy|[Mm]ilitary) [Cc]hiefs)"
)
_OF_SEVERAL: Final = re.compile(rf"\b{_OFFICES} of (?P<list>(?:the )?[A-Z])")
_WITH_ONE_VOICE: Final = re.compile(
    r"(?:,? (?:on|in|at|late|early) [\w ]{2,30},?)? (?:(?:have |had )?(?:jointly |together )?(?:said|declared|announced|pledged|vowed|undertook|resolved|"
    r"stressed|underlined|called for|condemned|urged))\b"
)
_TOGETHER: Final = re.compile(
    r"\b(?:joint(?:ly)?|together|at the end of|after (?:a|their) (?:meeting|session))\b"
)


def one_voice(scene: Scene, tree: Tree) -> Iterator[Dealing]:
    """``The defence ministers of A, B and C said on Friday that their countries``: they sat together."""
    match = _OF_SEVERAL.search(scene.text, tree.start, tree.end)
    if match is None:
        return
    listed = roster(scene, match.start("list"), tree.end)
    last = [
        m for m in scene.inside(match.end() - 1, tree.end, "party") if m.parties[:1] == tuple(listed[-1:])
    ]
    if len(listed) < 2 or not last or not _WITH_ONE_VOICE.match(scene.text, last[0].end, tree.end):
        return
    if len(listed) == 2 and not _TOGETHER.search(scene.text, tree.start, tree.end):
        return
    at = tree.at(match.start(), match.start() + 4)
    if at is None:
        return
    people: dict[str, Person] = {}
    for span in [s for s in scene.layout.sentences if s.start >= tree.start][:3]:
        for named in scene.persons(span.start, span.end):
            if named.person.party in listed:
                people.setdefault(named.person.party or "", named.person)
    made = Dealing(
        "meeting", at, tree[at].lemma, stance(tree, at), tuple(sorted(listed)), list(people.values())
    )
    made.status = "held"
    yield made
