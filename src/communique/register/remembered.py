"""Which claims have a say in a pair, remembered until a report comes that names one of the two.

To find them (:mod:`communique.register.pairs`) is the dearest part of a question whose answer is kept. All of them
name a party of the pair, or stand in a report that somebody judged. So they are the same as long as no reading made
since holds or replaces a claim that names one of the two, and nothing was judged since. Readings and judgements are
only ever added, so that what came since is told by numbers; on a server a number may become visible after a higher
one, so how many there are up to the last one must be the same as well.
"""

from __future__ import annotations

import json
import sys
from array import array
from dataclasses import asdict, dataclass
from typing import Any, Final

from sqlalchemy import Connection, Table, func, select

from communique.assembly import Catalogue
from communique.register import newer
from communique.register.pairs import Say
from communique.register.schema import claim, claim_party, judgement, reading

# Of a register with fewer readings they are found as soon as they are looked up.
LEAST_READ: Final = 5_000
# What was remembered longer ago than this (readings made since) is remembered anew, else looking through them would
# take longer and longer; more than the second are not looked through at all.
_FRESH: Final = 200
_MOST_SINCE: Final = 4_000
_SOME: Final = 500
_SIZE: Final = 8


@dataclass(frozen=True, slots=True)
class Extent:
    """How far readings and judgements went: the last number of each, and how many there are up to it."""

    reading: int
    readings: int
    judgement: int
    judgements: int


@dataclass(frozen=True, slots=True)
class Remembered:
    """The claims of a pair with what decided on them, and how far the register went when they were found."""

    extent: Extent
    say: Say

    @property
    def numbers(self) -> list[int]:
        """The numbers of the claims."""
        return self.say.numbers


def scope_of(pair: tuple[str, str]) -> str:
    """What they are kept as; of ``IND RUS`` they are those of ``RUS IND``."""
    return f"about {' '.join(sorted(pair))}"


def pair_of(scope: str) -> tuple[str, str] | None:
    """The pair of a scope that holds remembered claims."""
    name, _, pair = scope.partition(" ")
    one, _, other = pair.partition(" ")
    return (one, other) if name == "about" and one and other else None


def extent(connection: Connection) -> Extent:
    """How far the register goes now."""
    last, count = _last(connection, reading)
    return Extent(last, count, *_last(connection, judgement))


def written(found: Remembered) -> bytes:
    """The form that is kept: a line about the extent and what decided, then the numbers in eight bytes each."""
    numbers = array("Q", found.numbers)
    decided = [sorted(found.say.lines), *map(sorted, found.say.makers)]
    if sys.byteorder == "big":
        numbers.byteswap()
    return json.dumps([asdict(found.extent), *decided]).encode() + b"\n" + numbers.tobytes()


def read(packed: bytes) -> Remembered | None:
    """What was :func:`written`; None for anything else."""
    line, _, rest = packed.partition(b"\n")
    try:
        parts, *decided = json.loads(line)
        said = Extent(**parts)
        lines, one, other = map(frozenset, decided)
    except (ValueError, TypeError):
        return None
    if len(rest) % _SIZE or not all(isinstance(value, int) for value in asdict(said).values()):
        return None
    numbers = array("Q")
    numbers.frombytes(rest)
    if sys.byteorder == "big":
        numbers.byteswap()
    return Remembered(said, Say(numbers.tolist(), lines, (one, other)))


def holds(connection: Connection, pair: tuple[str, str], then: Extent, now: Extent) -> bool:
    """Whether nothing came since that could change which claims have a say in the pair. True only if so."""
    if not _only_more(connection, pair, then, now):
        return False
    return now.reading == then.reading or not _named(connection, pair, _first_since(connection, then.reading))


def renewed(
    connection: Connection, pair: tuple[str, str], items: Catalogue, before: Remembered, now: Extent
) -> Say | None:
    """The claims with a say in the pair as they are now, where nothing but more reports came since; else None."""
    if not _only_more(connection, pair, before.extent, now):
        return None
    first = _first_since(connection, before.extent.reading)
    if first is None or not _named(connection, pair, first):
        return before.say
    return newer.say_since(connection, pair, items, before.say, first)


def _only_more(connection: Connection, pair: tuple[str, str], then: Extent, now: Extent) -> bool:
    """Whether since then no claim that names one of the two has gone, nothing was judged, and not too much came."""
    if (now.judgement, now.judgements) != (then.judgement, then.judgements):
        return False
    if now.reading == then.reading:
        return now.readings == then.readings
    if not 0 < now.reading - then.reading <= _MOST_SINCE:
        return False
    if _upto(connection, reading, then.reading) != then.readings:
        return False
    return not _replaced(connection, pair, then.reading)


def is_old(then: Extent, now: Extent) -> bool:
    """Whether so much came since that it is worth remembering anew."""
    return now.reading - then.reading > _FRESH


def _first_since(connection: Connection, since: int) -> int | None:
    """The least number of a claim of the readings after a number."""
    # Asked for the least number alone, SQLite walks through all claims from the first one on.
    return min(connection.scalars(select(claim.c.number).where(claim.c.reading > since)), default=None)


def _named(connection: Connection, pair: tuple[str, str], first: int | None) -> bool:
    """Whether a claim from a number on names one of the two."""
    if first is None:
        return False
    query = select(claim_party.c.claim).where(claim_party.c.party.in_(pair), claim_party.c.claim >= first)
    return connection.execute(query.limit(1)).first() is not None


def _replaced(connection: Connection, pair: tuple[str, str], since: int) -> bool:
    """Whether a reading after a number took the place of one with a claim that names one of the two, or of a judged one."""
    newer = reading.alias()
    query = select(reading.c.number).join(newer, newer.c.document == reading.c.document)
    old = list(connection.scalars(query.where(newer.c.number > since, reading.c.number <= since)))
    if not old:
        return False
    # Judgements reach into all claims of their reports: where there are any, the pair is asked anew.
    if len(old) > _SOME or connection.execute(select(judgement.c.number).limit(1)).first() is not None:
        return True
    claims = list(connection.scalars(select(claim.c.number).where(claim.c.reading.in_(old))))
    for start in range(0, len(claims), _SOME):
        some = claim_party.c.claim.in_(claims[start : start + _SOME])
        query = select(claim_party.c.claim).where(some, claim_party.c.party.in_(pair))
        if connection.execute(query.limit(1)).first() is not None:
            return True
    return False


def _last(connection: Connection, table: Table) -> tuple[int, int]:
    last: int = connection.scalar(select(func.max(table.c.number))) or 0
    return last, _upto(connection, table, last)


def _upto(connection: Connection, table: Table, last: int) -> int:
    """How many rows there are up to a number; of a file, which one at a time writes to, that says nothing and is not counted."""
    if connection.dialect.name == "sqlite":
        return 0
    query: Any = select(func.count()).select_from(table).where(table.c.number <= last)
    return int(connection.scalar(query) or 0)
