"""A made-up world of pairs of states, what happens between them, and what outlets report of it.

Everything follows from a seed and a number: report 17 of a world is always the same, whoever asks first. Pairs
are busy by Zipf's law, a thing is told by about ten claims, three reports of ten are copies of an earlier one
(cut, with another lead or byline), and one claim of six leaves open who supplies or receives.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, cached_property, lru_cache
from itertools import accumulate
from typing import Final

from communique.knowledge import Knowledge, load
from communique.model import Claim, Dateline, Document, Evidence, Money, Participant, Quantity

READER: Final = "rules-1"

_STATES: Final = """
    ARE ARG ARM AUS AUT AZE BEL BGD BGR BHR BLR BRA CAN CHE CHL CHN COL CUB CZE DEU DNK DZA ECU EGY ESP EST ETH
    FIN FRA GBR GEO GRC HRV HUN IDN IND IRL IRN IRQ ISR ITA JOR JPN KAZ KEN KOR KWT LBN LKA LTU LVA MAR MEX MMR
    MNG MYS NGA NLD NOR NPL NZL OMN PAK PER PHL POL PRK PRT QAT ROU RUS SAU SDN SGP SRB SVK SVN SWE SYR THA TUN
    TUR TWN UKR USA UZB VEN VNM YEM ZAF
""".split()
_PAIRS: Final = 2_000
_FIRST_DAY: Final = date(2001, 1, 1)
_DAYS: Final = 9_000
_CLAIMS: Final = 10
_COPIES: Final = 0.3
_OPEN: Final = 1 / 6
# An outlet takes a story over from one of so many reports before its own.
_WINDOW: Final = 60
# A thing is told by about so many claims.
_TELLINGS: Final = 10

_OUTLETS: Final = tuple(
    f"{place} {paper}"
    for place in "Harbour Northern Capital Frontier Lakeside Summit Meridian Coastal".split()
    for paper in "Courier Gazette Herald Dispatch Monitor".split()
)
_AGENCIES: Final = ("NNW", "WTA", "Relay")
_PEOPLE: Final = (
    "Adan Bero Cassel Dorin Elmi Farago Gantar Hirsa Ivanto Jarvi Kolen Lemond Marsk Nordal".split()
)
_OFFICES: Final = ("defence minister", "foreign minister", "prime minister", "chief of the general staff")
_LEVELS: Final = ("minister", "minister", "head-of-government", "chief-of-defence")
_STAGES: Final = (
    ("negotiating", "are in talks on"), ("contracted", "signed a contract for"), ("in-production", "began to build"),
    ("partly-delivered", "saw the first delivery of"), ("delivered", "saw the delivery of"),
)  # fmt: skip
_MODES: Final = ("transfer", "transfer", "transfer", "sustainment", "licensed-production", "co-development")
_MEETINGS: Final = (("meeting", "met"), ("talks", "held talks"), ("visit", "paid a visit"),
                    ("exercise", "exercised together"), ("agreement", "signed an agreement"))  # fmt: skip
_GENERIC: Final = ("helicopters", "patrol boats", "air defence systems", "drones", "ammunition", "radars")

_SUBJECTS: Final = (
    "The ministry", "A spokesman", "The parliament's committee", "An official of the works", "The opposition",
    "A retired admiral", "The auditor", "The state exporter", "The regional command", "A delegate",
)  # fmt: skip
_VERBS: Final = ("said", "recalled", "argued", "noted", "doubted", "confirmed", "repeated", "explained")
_WHAT: Final = (
    "that the budget of the year", "that the schedule of the yards", "that the training of crews",
    "that the price of spare parts", "that the new procurement law", "that the state of the runway",
    "that the vote on the credit", "that the offset obligations", "that the inspection at the works",
)  # fmt: skip
_HOW: Final = (
    "would be settled before the autumn", "had been discussed at length", "was not a matter for the press",
    "depended on the rate of exchange", "would be reviewed by both staffs", "had slipped by a quarter",
    "remained as it was agreed", "was better than in earlier years", "needed the consent of the treasury",
)  # fmt: skip
_WHERE: Final = ("in the capital", "at the naval base", "on the sidelines of the fair", "by telephone", "in a statement",
                 "before reporters", "at the garrison", "in the lower house")  # fmt: skip
_SYLLABLES: Final = "ba be dor el fa gan hir is jo ka lem mar nu or pa ri sel ta um ven wi yo zan".split()
_NAMES: Final = 20_000


@dataclass(frozen=True, slots=True)
class _Thing:
    """One real thing between the two of a pair, which reports tell in parts."""

    kind: str
    pair: tuple[str, str]
    number: int
    day: date
    name: str
    mode: str
    people: tuple[Participant, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence, and the claim that it makes; its place is not known yet."""

    text: str
    claim: Claim | None = None


class World:
    """Reports by their numbers, each with its claims; ``size`` is how many there will be."""

    def __init__(self, size: int, seed: int = 1, knowledge: Knowledge | None = None) -> None:
        self.size: Final = size
        self.seed: Final = seed
        self._knowledge: Final = knowledge or load()
        self._report = lru_cache(maxsize=4 * _WINDOW)(self._made)

    def report(self, number: int) -> tuple[Document, list[Claim]]:
        """The report of this number, and what it claims."""
        document, said = self._report(number)
        return document, [one for one in said if one is not None]

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """All pairs, the busiest first."""
        chance = self._chance("pairs")
        found = [(a, b) for i, a in enumerate(_STATES) for b in _STATES[i + 1 :]]
        return chance.sample(found, _PAIRS)

    def share(self, rank: int) -> float:
        """The share of reports that are about the pair of this rank (0 is the busiest)."""
        before = self._weights[rank - 1] if rank else 0.0
        return (self._weights[rank] - before) / self._weights[-1]

    def origin(self, number: int) -> int:
        """The number of the report that this one was taken from in the end; its own where it is no copy."""
        chance = self._chance("copy", number)
        if number == 0 or chance.random() >= _COPIES:
            return number
        return self.origin(number - chance.randint(1, min(number, _WINDOW)))

    def rank(self, number: int) -> int:
        """The rank of the pair that a report is about, without making the report."""
        return self._pair(self._chance("story", self.origin(number)))

    @cached_property
    def _weights(self) -> list[float]:
        return list(accumulate(1 / rank for rank in range(1, _PAIRS + 1)))

    @cached_property
    def _equipment(self) -> list[str]:
        chance = self._chance("equipment")
        rows = [
            row["designation"] for row in self._knowledge.rows("equipment") if row.get("status") != "risky"
        ]
        return chance.sample(rows, 1_500)

    def _chance(self, *key: object) -> random.Random:
        return random.Random(f"{self.seed} {self.size} {key}")  # noqa: S311 - nothing secret

    def _pair(self, chance: random.Random) -> int:
        return bisect(self._weights, chance.random() * self._weights[-1])

    def _made(self, number: int) -> tuple[Document, list[Claim | None]]:
        origin = self.origin(number)
        chance = self._chance("report", number)
        pair, day, said = self._story(origin)
        if origin != number:
            said = _copied(said, chance)
            day += timedelta(days=chance.randint(0, 2))
        text, claims = _set_in_type(said)
        one, other = (self._knowledge.name_of(code) for code in pair)
        return Document(
            text=text,
            title=f"{one} and {other}: {chance.choice(_WHAT)[5:]} {chance.choice(_HOW)}",
            publisher=chance.choice(_OUTLETS),
            url=f"https://outlet.example/{self.seed}/{number}",
            published=day.isoformat(),
            dateline=Dateline(place=one, agency=chance.choice(_AGENCIES)),
            path=f"world/{number}.txt",
        ), claims

    def _story(self, number: int) -> tuple[tuple[str, str], date, list[_Said]]:
        """A report of its own: the pair that it is about, its day, and its sentences."""
        chance = self._chance("story", number)
        rank = self._pair(chance)
        first = self._thing(rank, chance)
        day = first.day + timedelta(days=chance.choice((0, 0, 1, 1, 2, 40, 400)))
        said: list[_Said] = []
        for _ in range(chance.randint(_CLAIMS * 2 // 3, _CLAIMS * 3 // 2)):
            about = chance.random()
            thing = first if about < 0.3 else self._thing(rank if about < 0.8 else self._pair(chance), chance)
            said.append(self._sentence(thing, day, chance))
            said += [_Said(_filler(chance)) for _ in range(chance.randint(0, 2))]
        return self.pairs[rank], day, said

    def _thing(self, rank: int, chance: random.Random) -> _Thing:
        many = max(3, round(self.share(rank) * self.size * _CLAIMS / _TELLINGS))
        return self._real(rank, chance.randrange(many))

    def _real(self, rank: int, number: int) -> _Thing:
        chance = self._chance("thing", rank, number)
        one, other = self.pairs[rank]
        if chance.random() < 0.5:
            one, other = other, one
        kind = chance.choices(("programme", "engagement", "mechanism", "pressure", "posture", "use"),
                              (58, 26, 7, 4, 3, 2))[0]  # fmt: skip
        generic = kind == "programme" and chance.random() < 0.1
        return _Thing(
            kind=kind,
            pair=(one, other),
            number=number,
            day=_FIRST_DAY + timedelta(days=chance.randrange(_DAYS)),
            name=chance.choice(_GENERIC) if generic else chance.choice(self._equipment),
            mode=chance.choice(_MODES),
            people=tuple(
                Participant(
                    f"{chance.choice(_PEOPLE)} {chance.choice(_PEOPLE)}", _OFFICES[number % 4], None, code
                )
                for code in (one, other)
            ),
        )

    def _sentence(self, thing: _Thing, day: date, chance: random.Random) -> _Said:
        make = {"programme": _programme, "engagement": _engagement, "mechanism": _mechanism,
                "pressure": _pressure, "posture": _posture, "use": _use}[thing.kind]  # fmt: skip
        one, other = (self._knowledge.name_of(code) for code in thing.pair)
        text, claim = make(thing, one, other, chance)
        if claim.date and claim.date > day.isoformat() and claim.kind == "engagement":
            claim = replace(claim, status="planned")
        return _Said(text, replace(claim, reader=READER, confidence=round(chance.uniform(0.5, 0.95), 2)))


_NOWHERE: Final = (Evidence(0, 1, "?"),)


def _programme(thing: _Thing, one: str, other: str, chance: random.Random) -> tuple[str, Claim]:
    stage = min(chance.randrange(len(_STAGES)), 1 + thing.number % 4)
    status, verb = _STAGES[stage]
    number = 4 + 2 * (thing.number % 20) + (chance.random() < 0.05)
    when = (thing.day + timedelta(days=300 * stage)).isoformat()
    when = when[: chance.choice((4, 7, 10))]
    open_end = chance.random() < _OPEN
    amount = 50e6 * number
    claim = Claim(
        "programme", _NOWHERE, equipment=thing.name, supplier=() if open_end else (thing.pair[0],),
        recipient=(thing.pair[1],), mode=thing.mode, status=status, date=when if chance.random() < 0.6 else None,
        quantity=Quantity(str(number), number=float(number)) if chance.random() < 0.5 else None,
        value=Money(f"${amount / 1e6:.0f} million", amount, "USD") if chance.random() < 0.2 else None,
        rule=f"programme/{status}",
    )  # fmt: skip
    seller = "a partner" if open_end else one
    return (
        f"{other} and {seller} {verb} {number} {thing.name}, worth ${amount / 1e6:.0f} million, in {when}.",
        claim,
    )


def _engagement(thing: _Thing, one: str, other: str, chance: random.Random) -> tuple[str, Claim]:
    kind, verb = _MEETINGS[thing.number % len(_MEETINGS)]
    day = thing.day + timedelta(days=chance.choice((0, 0, 0, 1)))
    who = thing.people if chance.random() < 0.5 else ()
    claim = Claim(
        "engagement", _NOWHERE, type=kind, parties=tuple(sorted(thing.pair)), participants=who,
        date=day.isoformat()[: chance.choice((7, 10, 10))] if chance.random() < 0.8 else None,
        level=_LEVELS[thing.number % 4], status="held", rule=f"engagement/{kind}",
    )  # fmt: skip
    names = " and ".join(person.name for person in who) or "the ministers"
    return f"{names} of {one} and {other} {verb} on {day.isoformat()}.", claim


def _mechanism(thing: _Thing, one: str, other: str, chance: random.Random) -> tuple[str, Claim]:
    name = f"{one}-{other} Joint {('Commission', 'Council', 'Working Group')[thing.number % 3]} on Defence"
    claim = Claim(
        "mechanism",
        _NOWHERE,
        name=name,
        parties=tuple(sorted(thing.pair)),
        status="in-force",
        rule="mechanism",
    )
    return f"The {name} {chance.choice(('met', 'convened', 'took stock'))} again.", claim


def _pressure(thing: _Thing, one: str, other: str, chance: random.Random) -> tuple[str, Claim]:
    status = chance.choice(("threatened", "imposed", "imposed", "waived"))
    claim = Claim(
        "pressure", _NOWHERE, by=(thing.pair[0],), on=(thing.pair[1],), instrument="sanctions", status=status,
        date=thing.day.isoformat()[: chance.choice((4, 7, 10))], rule="pressure",
    )  # fmt: skip
    return f"{one} {status} sanctions on {other} over the deal of {thing.day.year}.", claim


def _posture(thing: _Thing, one: str, other: str, chance: random.Random) -> tuple[str, Claim]:
    direction = ("strengthening", "steady", "weakening")[thing.number % 3]
    claim = Claim("posture", _NOWHERE, parties=tuple(sorted(thing.pair)), direction=direction, rule="posture")
    return f"Relations of {one} and {other} are {direction}, {chance.choice(_SUBJECTS).lower()} said.", claim


def _use(thing: _Thing, one: str, other: str, chance: random.Random) -> tuple[str, Claim]:
    claim = Claim(
        "use", _NOWHERE, equipment=thing.name, by=(thing.pair[1],), date=str(thing.day.year), rule="use"
    )
    return f"{other} used {thing.name} from {one} {chance.choice(_WHERE)}.", claim


def _filler(chance: random.Random) -> str:
    who, verb, what, how, where = (chance.choice(part) for part in (_SUBJECTS, _VERBS, _WHAT, _HOW, _WHERE))
    names = [_name(int(_NAMES ** chance.random())) for _ in range(4)]
    return f"{who} of {names[0]} {verb} {what} of {names[1]} {how} in {names[2]} {where}, {names[3]} added."


@cache
def _name(number: int) -> str:
    """A name of the made-up world; the first ones are known to every paper, the last to hardly any."""
    chance = random.Random(f"name {number}")  # noqa: S311 - nothing secret
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 4))).capitalize()


def _copied(said: Sequence[_Said], chance: random.Random) -> list[_Said]:
    """A story as another outlet prints it: cut from the end, and often with a lead of its own."""
    kept = list(said[: max(3, round(len(said) * chance.uniform(0.6, 1.0)))])
    return [_Said(_filler(chance)), *kept] if chance.random() < 0.5 else kept


def _set_in_type(said: Sequence[_Said]) -> tuple[str, list[Claim | None]]:
    """The text of the sentences, and the claims with the places of theirs."""
    at, parts, claims = 0, [], []
    for number, one in enumerate(said):
        parts.append(one.text + ("\n\n" if number % 4 == 3 else " "))
        claims.append(
            one.claim and replace(one.claim, evidence=(Evidence(at, at + len(one.text), one.text),))
        )
        at += len(parts[-1])
    return "".join(parts).rstrip(), claims
