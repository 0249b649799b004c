"""Step six, persons placed: which party does each named person speak for?

What the words next to the name say comes first (title, apposition, "of B"), then an office that is told of
elsewhere ("the Azeri defence minister"), then the counterpart construction, then offices that few states
have, and last the outlet's own country. No state has two presidents: one office of a party has one holder.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from importlib import resources
from typing import Final

from communique.knowledge import Knowledge, fold, split
from communique.reading.people import Named, Person, Title
from communique.reading.scene import Scene
from communique.reading.text import sentence_at

_Places = dict[str, str]
_OPENS: Final = re.compile(
    r",? (?:who |which )?(?:the|an?|his|her|its|their|then|former|acting|deputy|vice|chief|head|heads|"
    r"leads|commands|chairs|runs|holds|"
    r"commander|director|chair\w*|president|minister|spokes\w+|secretary|ambassador|general|leader|is|"
    r"was|[A-Z]\w*)\b"
)
_AWAY: Final = re.compile(r"\b(?:to|with|against|on|from|by|for|and) (?:the )?$")
_BREAK: Final = re.compile(
    r"[,;:()\"]| (?:said|says|told|met|has|have|had|will|would|and|signed|visited|arrived|called)\b|"
    r"(?<!\b[A-Z])\. "
)
_COUNTERPART: Final = re.compile(
    r"\b(?:his|her|their) (?:[\w'.-]+ ){0,3}?(?:counterparts?|colleagues?|opposite "
    r"numbers?)\b",
    re.IGNORECASE,
)
_ROLE: Final = re.compile(
    r"\b(?:chiefs?|head\w*|command\w*|minister\w*|secretary|director|president|leader|ambassador|envoy|"
    r"attach\w+|spokes\w+|general|officer|official|deputy|"
    r"chair\w*|advis[eo]r|manager|executive|lead|leads|led|runs?|holds|premier|prince|king|"
    r"commission\w*|counsellor|representative)\b",
    re.IGNORECASE,
)
# Offices of which a state has one at a time.
_SOLE: Final = ("head-of-state", "head-of-government", "minister", "chief-of-defence")


_EMBASSY: Final = re.compile(r" (?:[Ee]mbassy|High Commission|[Cc]onsulate)\b")


@lru_cache(maxsize=1)
def office_states() -> dict[str, tuple[str, ...]]:
    """Offices whose very name tells of few states (Chancellor): lower-case name -> states."""
    text = (
        resources.files("communique.reading")
        .joinpath("data", "office_states.csv")
        .read_text(encoding="utf-8")
    )
    return {row["office"].lower(): split(row["states"]) for row in csv.DictReader(text.splitlines())}


def place_persons(scene: Scene, titles: list[Title]) -> None:
    """Give persons whom neither text nor tables place a party, the surest rule first."""
    rules: tuple[Callable[[Scene, Named, list[Title], _Places], str | None], ...] = (
        _beside,
        _before,
        _office_table,
        _told_elsewhere,
        _opposite,
        _met,
        _at_home,
        _opposite,
        _at_home,
    )
    for rule in rules:
        found: _Places = {}
        for named in scene.people:
            if not named.person.party and named.person.name not in found:
                party = rule(scene, named, titles, found)
                if party:
                    found[named.person.name] = party
        scene.people = [_placed(n, found) for n in scene.people]


def _placed(named: Named, found: _Places) -> Named:
    party = None if named.person.party else found.get(named.person.name)
    return replace(named, person=replace(named.person, party=party)) if party else named


def _beside(scene: Scene, named: Named, titles: list[Title], found: _Places) -> str | None:
    """``A, the B-ian navy chief``; ``A, who heads (body of B)``; ``A of B``."""
    span = sentence_at(scene.layout, named.start)
    if span is None:
        return None
    tail = scene.text[named.end : min(span.end, named.end + 120)]
    of = re.match(r" (?:of|from) (?:the )?", tail)
    opens = _OPENS.match(tail)
    if not of and not (opens and tail.startswith(",")):
        return None
    stop = _BREAK.search(tail, opens.end() if opens and not of else 2)
    end = named.end + (stop.start() if stop else len(tail))
    if not of and not _ROLE.search(scene.text, named.end, end):
        return None
    for mention in scene.inside(named.end, end, "party", "body", "place"):
        before = scene.text[named.end : mention.start]
        if len(mention.parties) != 1 or (_AWAY.search(before) and not of):
            continue
        if of and mention.start - named.end > of.end():
            return None
        if any(
            t.start >= mention.end and t.start - mention.end <= 3 and _names_other(scene, t, named)
            for t in titles
        ):
            continue
        return mention.parties[0]
    return _by_initials(scene, scene.text[named.end : end])


def _by_initials(scene: Scene, phrase: str) -> str | None:
    """``Deputy Commander of the VPN``, where the text has told of the Vietnam People's Navy."""
    for short in re.findall(r"\b[A-Z]{3,6}\b", phrase):
        for mention in scene.mentions:
            if mention.kind not in ("party", "body") or len(mention.parties) != 1:
                continue
            words = re.match(r"(?:[A-Z][\w']*[ -]?)+", scene.text[mention.start : mention.start + 70])
            if words and "".join(w[0] for w in re.split(r"[ -]", words[0].strip()) if w) == short:
                return mention.parties[0]
    return None


def _before(scene: Scene, named: Named, titles: list[Title], found: _Places) -> str | None:
    """``the Vice Chief of the B-ian Navy, Vice Admiral A``: the role stands before the rank."""
    window = scene.text[max(0, named.left - 80) : named.left]
    chunk = re.search(
        r"(?:^|[,.;:(] |\b(?:by|with|and|from|met|told|to) )(?P<role>[^,.;:()]{4,70}), $", window
    )
    if not chunk or not _ROLE.search(chunk["role"]):
        return None
    start = named.left - len(window) + chunk.start("role")
    inside = scene.inside(start, named.left, "party", "body")
    return inside[0].parties[0] if inside and len(inside[0].parties) == 1 else None


def _names_other(scene: Scene, title: Title, named: Named) -> bool:
    """Whether a title stands before the name of somebody else."""
    return any(
        title.end <= p.start <= title.end + 3 and p.person.name != named.person.name for p in scene.people
    )


def _is_counterpart(scene: Scene, named: Named) -> bool:
    """Whether the words just before or after any naming call this person somebody's counterpart."""
    for other in scene.people:
        if other.person.name != named.person.name:
            continue
        around = (
            scene.text[max(0, other.start - 60) : other.start + 1],
            scene.text[other.end : other.end + 60],
        )
        before = next((m for m in _COUNTERPART.finditer(around[0]) if len(around[0]) - m.end() <= 4), None)
        after = _COUNTERPART.search(around[1])
        if before is not None or (after is not None and after.start() <= 2):
            return True
    return False


def _office_table(scene: Scene, named: Named, titles: list[Title], found: _Places) -> str | None:
    if _is_counterpart(scene, named):
        return None
    states = office_states().get((named.person.office or "").lower(), ())
    present = [s for s in states if scene.weights[s]]
    return present[0] if len(present) == 1 or (len(states) == 1 and present) else None


def _trade(person: Person | Title) -> tuple[str | None, str | None]:
    return (person.level, person.portfolio)


def _told_elsewhere(scene: Scene, named: Named, titles: list[Title], found: _Places) -> str | None:
    """``The Azeri defence minister has said`` ... ``A told reporters``: the office without its holder."""
    person = named.person
    bare = [
        t for t in titles if t.party and t.office and not any(abs(p.start - t.end) <= 3 for p in scene.people)
    ]
    bare = [t for t in bare if not scene.text[t.end : t.end + 2].endswith("@")]
    if person.office:
        fit = {t.party for t in bare if _trade(t) == _trade(person) and _same_words(t, person)} - _held(
            scene, person
        )
        return next(iter(fit)) if len(fit) == 1 and person.level in _SOLE else None
    span = sentence_at(scene.layout, named.start)
    if span is None or scene.text[span.start : named.start].count(",") > 1:
        return None
    near = [t for t in bare if t.end <= span.start and span.start - t.end < 250]
    near = near or [t for t in bare if 0 <= t.start - span.end < 150][:1]
    return near[-1].party if near and _free(scene, near[-1]) else None


def _same_office(a: Person, b: Person | Title) -> bool:
    """The same seat; a supreme leader and a president are two."""
    if _trade(a) != _trade(b) or a == b:
        return False
    if ("minister" in (a.office or "").lower()) != ("minister" in (b.office or "").lower()):
        return False  # a defence secretary may serve under a defence minister
    return a.level != "head-of-state" or fold(a.office or "") == fold(b.office or "")


def _same_words(title: Title, person: Person) -> bool:
    return person.level != "head-of-state" or fold(title.office or "") == fold(person.office or "")


def _held(scene: Scene, person: Person | Title) -> set[str | None]:
    """The parties in which someone else already holds this office."""
    return {p.person.party for p in scene.people if p.person.party and _same_office(p.person, person)}


def _free(scene: Scene, title: Title) -> bool:
    return title.party not in _held(scene, title)


def _opposite(scene: Scene, named: Named, titles: list[Title], found: _Places) -> str | None:
    """``A and his B-ian counterpart``: A is of the other party, as is who meets his like."""
    span = sentence_at(scene.layout, named.start)
    if span is None:
        return None
    match = _COUNTERPART.search(scene.text, named.end, span.end)
    if match:
        other = {p for m in scene.inside(match.start(), match.end(), "party") for p in m.parties}
        rest = [p for p in scene.dyad if p not in other]
        if other and len(rest) == 1:
            return rest[0]
    back = [
        m for m in _COUNTERPART.finditer(scene.text, span.start, named.start) if named.start - m.end() <= 3
    ]
    others = [
        p.person
        for p in scene.people
        if p.person.party and span.start <= p.start < span.end and p.person.name != named.person.name
    ]
    if not back and named.person.office:
        others = [p for p in others if _trade(p) == _trade(named.person) and p.level in _SOLE]
    elif not back:
        return None
    sides = {p.party for p in others[:1]}
    home = home_of(scene)
    rest = [home] if home and home not in (*scene.dyad, *sides) else [p for p in scene.dyad if p not in sides]
    return rest[0] if sides and len(rest) == 1 else None


_MET: Final = re.compile(
    r"^,? ?(?:[\w'-]+ ){0,4}?(?:received|met(?: with)?|hosted|welcomed|called on|held (?:[\w-]+ ){0,2}(?:talks|meetings?|discussions) with|"
    r"spoke with|hosted by|received by)\b[^.;]{0,90}$"
)


def _met(scene: Scene, named: Named, titles: list[Title], found: _Places) -> str | None:
    """``Minister A of B received Admiral C``: C, whom nothing else places, is of the other party of the report."""
    if not (named.person.office or named.person.rank) or len(scene.dyad) < 2:
        return None
    span = sentence_at(scene.layout, named.start)
    if span is None:
        return None
    for other in scene.persons(span.start, span.end):
        party = other.person.party
        if party not in scene.dyad or other.person.name == named.person.name:
            continue
        first, second = (other, named) if other.start < named.start else (named, other)
        between = scene.text[first.end : second.left]
        clear = not any(first.end < p.start < second.left for p in scene.people)
        if clear and _MET.match(between):
            return next(p for p in scene.dyad if p != party)
    return None


def _at_home(scene: Scene, named: Named, titles: list[Title], found: _Places) -> str | None:
    """An office or rank without a state is that of the country the sentence or outlet speaks from."""
    person = named.person
    if not (person.office or person.rank) or (
        _is_counterpart(scene, named) and len(scene.dyad) == 2 and len(found) < 1
    ):
        return None
    held = _held(scene, person) | {
        found[p.person.name]
        for p in scene.people
        if p.person.name in found and p.person.name != person.name and _same_office(p.person, person)
    }
    sole = person.level in _SOLE and person.portfolio not in ("other", None)
    for party in _candidates(scene, named):
        if not (sole and party in held):
            return party
    return None


def _candidates(scene: Scene, named: Named) -> Iterator[str]:
    home = home_of(scene)
    if named.person.level == "ambassador":
        yield from (p for p in scene.dyad if p != home)
    elif home:
        yield home
    span = sentence_at(scene.layout, named.start)
    if span is not None:
        before = scene.inside(span.start, named.left, "party", "body")
        yield from (m.parties[0] for m in before if len(m.parties) == 1 and m.parties[0] in scene.dyad)
    guests = {p.person.party for p in scene.people if p.person.level == "ambassador" and p.person.party}
    guests |= {m.parties[0] for m in scene.mentions if m.parties and _EMBASSY.match(scene.text, m.end)}
    yield from (p for p in scene.dyad if p not in guests)
    yield from scene.dyad


def home_of(scene: Scene) -> str | None:
    """The outlet's own country, if the report is of it: that of the dateline's place or the publisher."""
    most = max(scene.weights.values(), default=0)
    for code in _outlet(scene):
        if code in scene.dyad or scene.weights[code] * 4 >= most > 0:
            return code
    return None


def _outlet(scene: Scene) -> tuple[str, ...]:
    return _outlet_of(scene.knowledge, scene.layout.dateline.place, scene.document.publisher)


@lru_cache(maxsize=256)
def _outlet_of(knowledge: Knowledge, place: str | None, publisher: str) -> tuple[str, ...]:
    return tuple(_states_of_outlet(knowledge, place, fold(publisher)))


def _states_of_outlet(knowledge: Knowledge, place: str | None, publisher: str) -> Iterable[str]:
    if place:
        yield from (
            row["iso3"] for row in knowledge.rows("states") if place in (row["capital"], *split(row["seats"]))
        )
        yield from (row["iso3"] for row in knowledge.rows("places") if row["place"] == place)
        code = knowledge.parties.get(fold(place))
        if code:
            yield code
    for row in knowledge.rows("publishers") if publisher else ():
        if publisher in (fold(row["name"]), *(fold(a) for a in split(row["aliases"]))):
            yield row["state"]
