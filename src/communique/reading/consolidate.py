"""The document as a whole: what it says twice is one claim with all the words that say it.

Summary boxes and headlines repeat the body; a meeting told in the lead and again further down is one
meeting, with the people and the place of both tellings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from communique.knowledge import fold
from communique.model import Claim, Participant

_NEAR: Final = ({"meeting", "talks"}, {"agreement", "contract"}, {"visit", "port-call"})


def consolidate(claims: Iterable[Claim], published: str | None = None) -> list[Claim]:
    """Claims of one document, repeats joined, in the order of the text; ``published`` is its day, where known."""
    kept: list[Claim] = []
    for claim in _named(list(claims)):
        at = next(
            (
                i
                for i, other in enumerate(kept)
                if _same(other, claim) and not _of_old(other, claim, published or "")
            ),
            None,
        )
        if at is None:
            if not _of_the_call(kept, claim):
                kept.append(claim)
        else:
            kept[at] = _join(kept[at], claim)
    return sorted(kept, key=lambda c: c.evidence[0].start)


_OLD_PACT: Final = frozenset(
    "agreement accord pact treaty memorandum mou protocol deal arrangement convention signing".split()
)


def _of_old(a: Claim, b: Claim, published: str) -> bool:
    """Whether one is a pact of an earlier year and the other the signing that is the news."""
    if a.kind != "engagement" or bool(a.date) == bool(b.date) or not published:
        return False
    dated, undated = (a, b) if a.date else (b, a)
    noun, verb = dated.rule.partition(":")[2], undated.rule.partition(":")[2]
    return noun in _OLD_PACT and verb not in _OLD_PACT and (dated.date or "")[:4] < published[:4]


def _of_the_call(kept: list[Claim], claim: Claim) -> bool:
    """``The two leaders discussed`` tells what a call was about, and of no talks beside it."""
    return claim.rule in ("engagement:discuss", "engagement:agree") and any(
        other.type == "call"
        and other.kind == "engagement"
        and set(claim.parties) >= set(other.parties)
        and _people_fit(other, claim)
        for other in kept
    )


_AKIN: Final[dict[str, frozenset[str]]] = {
    "vehicles": frozenset({"armour", "vehicles"}),
    "combat-aircraft": frozenset(
        {"combat-aircraft", "trainer-aircraft", "transport-aircraft", "special-mission-aircraft"}
    ),
    "air-defence": frozenset({"air-defence", "missiles"}),
    "missiles": frozenset({"air-defence", "missiles"}),
}


def _named(claims: list[Claim]) -> list[Claim]:
    """Generic words ("the jets") take the name of the one type of their family between the same parties."""
    named = [c for c in claims if c.kind == "programme" and c.family and _specific(c.equipment or "")]
    claims = _one_weapon(claims)
    found = []
    for claim in claims:
        bare = _bare(claim.equipment or "")
        if claim.kind == "programme" and claim.family and (bare or _ranged(claim)):
            families = _AKIN.get(claim.family, frozenset({claim.family}))
            of_it = [n for n in named if n.family in families and n.supplier == claim.supplier]
            of_it = [n for n in of_it if not _another_ship(n, claim)]
            of_it = of_it if bare else [n for n in of_it if _told_later(n, claim, named)]
            fit = {fold(n.equipment or ""): n for n in of_it if n.recipient == claim.recipient}
            fit = fit or {fold(n.equipment or ""): n for n in of_it if _told_beside(n, claim)}
            if len(fit) > 1 and claim.quantity is None and _kinds_of(fit.values(), claim):
                continue  # "tanks and armoured vehicles": told by their types further on
            stem = min((fold(_COMMON.sub("", n.equipment or "")) for n in fit.values()), key=len, default="")
            if fit and all(stem in key for key in fit):
                found.append(
                    replace(
                        claim,
                        equipment=max(
                            fit.values(), key=lambda n: _COMMON.search(n.equipment or "") is None
                        ).equipment,
                        inferred=(*claim.inferred, ("equipment", "report: the type named elsewhere")),
                    )
                )
                continue
        found.append(claim)
    return found


# "Bayraktar drones" are the Bayraktar TB2 named beside them.
_COMMON: Final = re.compile(
    r" (?:drone|jet|aircraft|plane|fighter|tank|missile|helicopter|howitzer|system|vehicle|submarine|frigate)s?$",
    re.IGNORECASE,
)


# So near stands the type that a plain noun in the same breath means ("ten FA-50s to A and 140 jets to others").
_BESIDE: Final = 160


_SHIPS: Final = re.compile(
    r"\b(submarine|frigate|corvette|destroyer|patrol (?:vessel|boat|ship)|minehunter|minesweeper|landing (?:ship|craft)|cutter|tanker|carrier)s?\b",
    re.IGNORECASE,
)


def _another_ship(named: Claim, claim: Claim) -> bool:
    """``a frigate instead of the S26T submarine``: the noun says that it is no such boat."""
    mine = {m.lower() for m in _SHIPS.findall(claim.equipment or "")}
    words = " ".join(e.quote for e in named.evidence)
    its = {m.lower() for m in _SHIPS.findall(f"{named.equipment} {words}")}
    return bool(mine and its) and not mine & its


def _told_beside(named: Claim, claim: Claim) -> bool:
    """Whether a named transfer of one maker stands right beside a plain one to somebody else."""
    transfers = named.mode == claim.mode == "transfer" and not (named.denied or claim.denied)
    return (
        transfers
        and claim.quantity is not None
        and abs(named.evidence[0].start - claim.evidence[0].start) < _BESIDE
    )


def _one_weapon(claims: list[Claim]) -> list[Claim]:
    """``a Turkish combat drone`` and the TB2, fired by the same force, are one: the common noun is let go."""
    users = {(c.by, c.family) for c in claims if c.kind == "use" and _specific(c.equipment or "")}
    return [
        c
        for c in claims
        if c.kind != "use" or _specific(c.equipment or "") or not c.family or (c.by, c.family) not in users
    ]


def _bare(name: str) -> bool:
    """A common noun without adjectives of its own: "jets", "air defence systems", not "anti-armour systems"."""
    name = _GENERATION.sub("", name)
    words = name.casefold().split()
    return not _specific(name) and (len(words) == 1 or set(words) <= _PLAIN)


def _kinds_of(types: Iterable[Claim], claim: Claim) -> bool:
    """Whether a report that first names a kind goes on to name several types of it, dealt in between the same two."""
    start = claim.evidence[0].start
    return all(
        n.recipient == claim.recipient
        and n.mode == claim.mode
        and 0 < n.evidence[0].start - start < _LATER
        and (not claim.date or not n.date or claim.date == n.date)
        for n in types
    )


_RANGE: Final = re.compile(r"\b(?:short|medium|intermediate|extended)-range ")
# So far (characters) behind a kind may the type that it is stand.
_LATER: Final = 700


def _ranged(claim: Claim) -> bool:
    """``a medium-range air defence system``: a kind that may be given its name further on."""
    name = claim.equipment or ""
    return _RANGE.search(name) is not None and _bare(_RANGE.sub("", name))


def _told_later(named: Claim, claim: Claim, types: list[Claim]) -> bool:
    """Whether the type is told after the kind, and not before: one named before it is another."""
    first = min(n.evidence[0].start for n in types if n.equipment == named.equipment)
    return first > claim.evidence[0].start and 0 < named.evidence[0].start - claim.evidence[0].start < _LATER


_GENERATION: Final = re.compile(r"^\w+-generation ", re.IGNORECASE)
_PLAIN: Final = frozenset(
    "air defence defense missile missiles system systems fighter jet jets combat aircraft unmanned aerial vehicle vehicles drone drones "
    "two-seat single-seat twin-seat multi-role multirole warplane warplanes plane planes fighters new modern used second-hand secondhand "
    "surface-to-air anti-aircraft armored armoured self-propelled howitzer howitzers frigates corvettes long-range main battle tank tanks attack helicopter helicopters transport maritime patrol".split()
)


def _specific(name: str) -> bool:
    """Whether a name is a designation rather than a common noun: a capital or digit inside it, measures apart."""
    return any(char.isupper() or char.isdigit() for char in _MEASURE.sub("", name))


_MEASURE: Final = re.compile(
    r"\b\d+(?:[.,]\d+)?[- ]?(?:mm|millimet(?:er|re)s?|kilonewton|kN|tons?|tonnes?|met(?:er|re)s?|inch)\b"
)


def _same(a: Claim, b: Claim) -> bool:
    if a.kind != b.kind or a.denied != b.denied:
        return False
    if a.kind == "engagement":
        return (
            a.parties == b.parties
            and _near_type(a.type, b.type)
            and not _two_papers(a, b)
            and (_dates_fit(a.date, b.date) or _in_its_days(a, b))
            and _people_fit(a, b)
            and (_status_fit(a, b) or _one_drill(a, b))
        )
    if a.kind == "programme":
        return (
            fold(a.equipment or "") == fold(b.equipment or "")
            and (a.supplier, a.recipient, a.mode, a.status) == (b.supplier, b.recipient, b.mode, b.status)
            and (a.quantity is None or b.quantity is None or a.quantity.number == b.quantity.number)
        )
    if a.kind == "use":
        return (
            fold(a.equipment or "") == fold(b.equipment or "")
            and a.by == b.by
            and (a.operation == b.operation or not a.operation or not b.operation)
        )
    if a.kind == "pressure":
        undone = ("lifted", "waived")
        same = (a.by, a.on) == (b.by, b.on) and _one_step(a, b) and _dates_fit(a.date, b.date)
        other = (
            bool(a.about and b.about) and a.about != b.about
        )  # over its jets from A, and over its ships from B
        return same and not other and (a.status in undone) == (b.status in undone)
    if a.kind == "posture":
        return (a.parties, a.direction) == (b.parties, b.direction)
    return a.kind == "mechanism" and fold(a.name or "") == fold(b.name or "")


_WORDS_ONLY: Final = frozenset({"warning", "diplomatic"})


def _one_step(a: Claim, b: Claim) -> bool:
    """Whether two tellings are of one step: the same instrument, or a threat of sanctions that is called a warning too."""
    both = {a.instrument, b.instrument}
    threat = both == {"warning", "sanctions"} and a.status == b.status == "threatened"
    return len(both) == 1 or both == _WORDS_ONLY or threat


_INTENT: Final = re.compile(r"\b(?:memorand\w+|MoUs?|MOUs?|letters? of intent|declaration of intent|LoI)\b")


def _two_papers(a: Claim, b: Claim) -> bool:
    """``the contract follows a letter of intent``: two papers, one after the other."""
    if {a.type, b.type} != {"agreement", "contract"}:
        return False
    loose, firm = (a, b) if a.type == "agreement" else (b, a)
    quotes = [" ".join(e.quote for e in claim.evidence) for claim in (loose, firm)]
    return _INTENT.search(quotes[0]) is not None and _INTENT.search(quotes[1]) is None


def _near_type(a: str | None, b: str | None) -> bool:
    return a == b or any({a, b} <= group for group in _NEAR)


def _dates_fit(a: str | None, b: str | None) -> bool:
    return not a or not b or a.startswith(b) or b.startswith(a)


_SPAN: Final = "/"


def _in_its_days(a: Claim, b: Claim) -> bool:
    """Whether the day of one lies within the days of the other ("talks from the 8th to the 10th"); drills apart."""
    dates = ((a.date or "", b.date or ""), (b.date or "", a.date or ""))
    bounds = [(day, *days.partition(_SPAN)[::2]) for day, days in dates if _SPAN in days]
    fit = any(len(day) == len(first) == len(last) and first <= day <= last for day, first, last in bounds)
    return fit and a.type != "exercise"


def _status_fit(a: Claim, b: Claim) -> bool:
    done = ("held", "under-way")
    return a.status == b.status or (a.status in done and b.status in done)


def _one_drill(a: Claim, b: Claim) -> bool:
    """An exercise announced with its days and named again without them is one."""
    ahead = next((c.date or "" for c in (a, b) if c.status == "planned"), "")
    done = next((c.date or "" for c in (a, b) if c.status == "held"), ahead)
    return a.type == "exercise" and len(ahead) >= 10 > len(done) and ahead.startswith(done)


_FACE_TO_FACE: Final = frozenset({"meeting", "talks", "call"})


def _people_fit(a: Claim, b: Claim) -> bool:
    """Whether both tell of one circle: on each side of a meeting somebody named in both, where both name somebody."""
    if not a.participants or not b.participants:
        return True
    if a.type == b.type == "visit" and a.place != b.place and _guest(a) != _guest(b):
        return False  # who is visited here has paid a visit there
    if a.type not in _FACE_TO_FACE or b.type not in _FACE_TO_FACE:
        return bool(_surnames(a) & _surnames(b))
    sides = [(_surnames(a, p), _surnames(b, p)) for p in a.parties]
    told = [(mine, other) for mine, other in sides if mine and other]
    return bool(told) and all(mine & other for mine, other in told)


def _finer(a: Claim, b: Claim) -> str | None:
    """The more exact of two dates; of a pact, its day before the days of the session that it was signed at."""
    if a.type in ("agreement", "contract", "ceremony") and a.date and b.date and _SPAN in a.date + b.date:
        return min(a.date, b.date, key=len)
    return a.date if a.date and (not b.date or len(a.date) >= len(b.date)) else b.date


def _guest(claim: Claim) -> str:
    """The last name of whoever is named first of a visit: who pays it."""
    return claim.participants[0].name.split()[-1]


def _surnames(claim: Claim, party: str | None = None) -> set[str]:
    return {p.name.split()[-1] for p in claim.participants if party is None or p.party == party}


def _join(a: Claim, b: Claim) -> Claim:
    """The first telling, with what only the second has."""
    people: dict[str, Participant] = {p.name.split()[-1]: p for p in a.participants}
    for person in b.participants:
        people.setdefault(person.name.split()[-1], person)
    spans = {(e.start, e.end): e for e in (*a.evidence, *b.evidence)}
    return replace(
        a,
        participants=tuple(people.values()),
        date=_finer(a, b),
        place=a.place or b.place,
        level=a.level or b.level,
        quantity=a.quantity or b.quantity,
        value=a.value or b.value,
        about=a.about or b.about,
        operation=a.operation or b.operation,
        attribution=a.attribution or b.attribution,
        evidence=tuple(spans[key] for key in sorted(spans)),
    )
