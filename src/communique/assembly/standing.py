"""What stands for longer than a day: mechanisms by name, uses by operation, pressures, postures by year."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final

from communique.assembly import dates
from communique.assembly.ground import Ground, Group, in_order, only_one, sort
from communique.assembly.linking import Found, scale
from communique.knowledge import Row, fold, split
from communique.model import Cited, Claim

# "The 21st session of the", "third meeting of": an edition is no part of the name.
_EDITION: Final = re.compile(
    r"^(?:the\s+)?(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w+teenth)?"
    r"\s*(?:annual\s+)?(?:(?:session|meeting|round|edition)\s+of\s+(?:the\s+)?)?",
    re.IGNORECASE,
)
_SMALL_WORDS: Final = frozenset("the of and between for on a an".split())
Key = tuple[object, ...]


def mechanisms(cited: Iterable[Cited], ground: Ground) -> list[Group]:
    """Standing bodies and treaties: by the table's name, else by acronym or by the words of the name."""
    bodies = _Bodies(ground)
    members: defaultdict[Key, list[Cited]] = defaultdict(list)
    settled: dict[Key, dict[str, object]] = {}
    found: dict[str, list[Found]] = {}
    for item in in_order(cited):
        key, slots, why = bodies.identify(item)
        found[item.claim_id] = [*why, *_session(item)]
        members[key].append(item)
        settled.setdefault(key, slots)
    for source, (target, acronym) in _acronyms(members).items():
        for item in members[source]:
            found[item.claim_id].append(Found("acronym", (acronym,)))
        members[target].extend(members.pop(source))
    ordered = sorted(members.items(), key=repr)
    return [_group("mechanism", key, items, found, settled[key]) for key, items in ordered]


def body_of(ground: Ground) -> Callable[[Cited], Key]:
    """What tells the key of the body that a claim names."""
    bodies = _Bodies(ground)
    return lambda item: bodies.identify(item)[0]


def _group(
    kind: str,
    key: Key,
    items: Iterable[Cited],
    found: Mapping[str, Sequence[Found]],
    slots: Mapping[str, object] | None = None,
) -> Group:
    links = tuple(scale(kind).link(item.claim_id, found[item.claim_id]) for item in sort(items))
    return Group(kind, key, sort(items), slots or {}, links)


def _session(item: Cited) -> list[Found]:
    return [Found("edition", (item.claim.edition,))] if item.claim.edition else []


class _Bodies:
    """The table of mechanisms, by every spelling."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground

    @cached_property
    def _spellings(self) -> dict[str, list[Row]]:
        found: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self.ground.knowledge.rows("mechanisms"):
            names = (row["name"], *split(row.get("acronyms", "")), *split(row.get("aliases", "")))
            for key in {fold(name.removeprefix("~")) for name in names}:
                found[key].append(row)
        return dict(found)

    def identify(self, item: Cited) -> tuple[Key, dict[str, object], list[Found]]:
        """The key of the body that a claim names, the slots that the table settles, and how it was known."""
        claim = item.claim
        name = _EDITION.sub("", claim.name or "") or claim.name or ""
        for spelling in (claim.acronym or "", claim.name or "", name):
            row = self._row(spelling, claim)
            if row is not None:
                fixed = split(row.get("parties", ""))
                key: Key = ("table", row["name"], () if fixed else claim.parties)
                return key, {"name": row["name"]}, [Found("table", (spelling, row["name"]))]
        # "Annual summit" names nothing, but of two named parties it is one format.
        paired = len(claim.parties) > 1
        proper = paired or bool(claim.acronym) or not self.ground.catalogue.is_generic(name)
        scope = "" if proper else self.ground.voice(item)
        words = " ".join(w for w in re.findall(r"\w+", name.casefold()) if w not in _SMALL_WORDS)
        why = [Found("same-name", (name or claim.acronym or "",))]
        if claim.parties:
            why.append(Found("parties"))
        return (scope, claim.parties, words or fold(claim.acronym or "")), {}, why

    def _row(self, spelling: str, claim: Claim) -> Row | None:
        rows = self._spellings.get(fold(spelling), []) if spelling else []
        fitting = [row for row in rows if _members_fit(claim.parties, split(row.get("parties", "")))]
        place = only_one(range(len(fitting)))
        return None if place is None else fitting[place]


def _members_fit(parties: tuple[str, ...], members: tuple[str, ...]) -> bool:
    return not parties or not members or set(parties) <= set(members) or set(members) <= set(parties)


def _acronyms(members: dict[Key, list[Cited]]) -> dict[Key, tuple[Key, str]]:
    """Bodies that no table knows: a name and an acronym are one where a report gives both."""
    homes: defaultdict[tuple[str, tuple[str, ...]], set[Key]] = defaultdict(set)
    for key, items in members.items():
        for item in items:
            if item.claim.acronym and key[0] == "":
                homes[fold(item.claim.acronym), item.claim.parties].add(key)
    moves: dict[Key, tuple[Key, str]] = {}
    for (acronym, _), keys in sorted(homes.items()):
        target, *rest = sorted(keys, key=lambda k: (-len(str(k[2])), repr(k)))
        moves.update(dict.fromkeys(rest, (target, acronym.upper())))
    return {source: move for source, move in moves.items() if move[0] not in moves}


def uses(cited: Iterable[Cited], ground: Ground) -> list[Group]:
    """Uses by equipment, by whom, and operation; without one by year, or the one operation that fits."""
    members: defaultdict[Key, list[Cited]] = defaultdict(list)
    slots: dict[Key, dict[str, object]] = {}
    found: dict[str, list[Found]] = {}
    for item in in_order(cited):
        claim = item.claim
        equipment = ground.catalogue.item(claim.equipment or "")
        scope = ground.voice(item) if equipment.generic else ""
        operation = fold(claim.operation or "")
        key: Key = (scope, equipment.key, claim.by, operation, "" if operation else year_of(item))
        members[key].append(item)
        found[item.claim_id] = [
            Found("same-item", (equipment.name,)),
            Found("user", (" ".join(claim.by) or "not told",)),
            Found("operation", (claim.operation or "",)) if operation else Found("year", (year_of(item),)),
        ]
        slots[key] = {"equipment": equipment.name, "line": equipment.line}
        if equipment.family:
            slots[key]["family"] = equipment.family
    for key in sorted((k for k in members if not k[3]), key=repr):
        fitting = [other for other in sorted(members, key=repr) if _same_use(members, key, other)]
        place = only_one(range(len(fitting)))
        if place is not None:
            for item in members[key]:
                found[item.claim_id].append(Found("report"))
            members[fitting[place]].extend(members.pop(key))
    return [_group("use", key, items, found, slots[key]) for key, items in sorted(members.items(), key=repr)]


def _same_use(members: dict[Key, list[Cited]], key: Key, other: Key) -> bool:
    """The same equipment in an operation of the same year, or told in the same report."""
    if other[3] == "" or other[:3] != key[:3]:
        return False
    reports = {item.document_id for item in members[key]} & {item.document_id for item in members[other]}
    return bool(reports) or key[4] in {year_of(item) for item in members[other]} - {""}


def pressures(cited: Iterable[Cited], ground: Ground) -> list[Group]:
    """Pressures by who, on whom, with what, about what; what is left open joins the one that fits."""
    del ground
    members: defaultdict[Key, list[Cited]] = defaultdict(list)
    found: dict[str, list[Found]] = {}
    for item in in_order(cited):
        claim = item.claim
        members[claim.by, claim.on, claim.instrument, tuple(sorted(claim.about))].append(item)
        about = Found("about", (" ".join(claim.about),)) if claim.about else Found("open-about")
        ends = Found("by-on", (f"{' '.join(claim.by)}, {' '.join(claim.on)}",))
        found[item.claim_id] = [ends, Found("instrument", (claim.instrument or "",)), about]
    for key in sorted((k for k in members if not k[3]), key=repr):
        fitting = [other for other in sorted(members, key=repr) if other[3] and other[:3] == key[:3]]
        place = only_one(range(len(fitting)))
        if place is not None:
            members[fitting[place]].extend(members.pop(key))
    return [_group("pressure", key, items, found) for key, items in sorted(members.items(), key=repr)]


def postures(cited: Iterable[Cited], ground: Ground) -> list[Group]:
    """Postures by parties, direction and the year of the report."""
    del ground
    members: defaultdict[Key, list[Cited]] = defaultdict(list)
    found: dict[str, list[Found]] = {}
    for item in in_order(cited):
        claim = item.claim
        members[claim.parties, claim.direction, year_of(item)].append(item)
        found[item.claim_id] = [
            Found("parties", (" ".join(claim.parties),)),
            Found("direction", (claim.direction or "",)),
            Found("year", (year_of(item),)),
        ]
    return [_group("posture", key, items, found) for key, items in sorted(members.items(), key=repr)]


def year_of(item: Cited) -> str:
    """The year that a claim tells, else that of its report."""
    day = dates.day(item.claim.date) or dates.day(item.published)
    return str(day.year) if day else ""
