"""Which claims have a say in what is told of a pair of parties, found through the index of parties alone.

They are the claims that name both; uses by one of them of what the other makes or the two deal in; pressure on
one of them over the other; programmes of one of them with the other end left open, where the two deal in that
equipment; and whatever stands in a report that somebody has judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Select, func, select, union

from communique.assembly import Catalogue
from communique.model import Cited
from communique.register import queries
from communique.register.rows import cited_of
from communique.register.schema import anchor, claim, claim_party, reading

ENDS: Final = ("supplier", "recipient")
_SOME: Final = 500


@dataclass(frozen=True, slots=True)
class Say:
    """The claims with a say in a pair (their numbers), and what decided on it: the lines of equipment that the two deal
    in, and for each of them who presses it over the other.
    """

    numbers: list[int]
    lines: frozenset[str]
    makers: tuple[frozenset[str], frozenset[str]]


def numbers(connection: Connection, pair: tuple[str, str], items: Catalogue, at: str | None) -> list[int]:
    """The numbers of the current claims, now or at a time, in the order of their recording."""
    return say(connection, pair, items, at).numbers


def say(connection: Connection, pair: tuple[str, str], items: Catalogue, at: str | None) -> Say:
    """The same with what decided on it."""
    # Everything is asked of that time alone: a report that comes later must not bring others into an answer.
    both = _current(at).where(claim.c.number.in_(queries.claims_between(pair)))
    found = set(connection.scalars(union(both, _judged(at))))
    named = both.with_only_columns(claim.c.equipment).where(claim.c.kind == "programme").distinct()
    lines = frozenset(items.item(name).line for name in connection.scalars(named) if name)
    if lines:
        open_ended = connection.execute(_open_ended(pair, at))
        found |= {number for number, name in open_ended if name and items.item(name).line in lines}
    makers = []
    for user, other in (pair, pair[::-1]):
        for number, name in connection.execute(_uses(user, at)):
            item = items.item(name or "")
            if item.line in lines or other in item.origins:
                found.add(number)
        makers.append(frozenset(connection.scalars(pressing(user, other, at).distinct())))
        if makers[-1]:
            found |= set(connection.scalars(_pressures(user, makers[-1], at)))
    return Say(sorted(found), lines, (makers[0], makers[1]))


def cited(connection: Connection, claims: Sequence[int]) -> Iterator[Cited]:
    """The claims of these numbers, current or not: what stands in a row is never changed."""
    query = queries.cited_ever()
    for some in batches(claims):
        for row in connection.execute(query.where(claim.c.number.in_(some))):
            yield cited_of(row)


def read_in(connection: Connection, readings: Sequence[int]) -> Iterator[Cited]:
    """The claims of the readings of these numbers, current or not."""
    query = queries.cited_ever()
    for some in batches(readings):
        for row in connection.execute(query.where(claim.c.reading.in_(some))):
            yield cited_of(row)


def busy(connection: Connection, least: int) -> list[tuple[str, str]]:
    """The pairs of parties that so many current claims or more relate, the busiest first."""
    other, many = claim_party.alias(), func.count(claim_party.c.claim.distinct())
    query = (
        select(claim_party.c.party, other.c.party)
        .join(other, (other.c.claim == claim_party.c.claim) & (other.c.party > claim_party.c.party))
        .where(claim_party.c.claim.in_(_current(None)))
        .group_by(claim_party.c.party, other.c.party)
        .having(many >= least)
        .order_by(many.desc(), claim_party.c.party, other.c.party)
    )
    return [(one, two) for one, two in connection.execute(query)]


def every(connection: Connection, at: str | None) -> list[tuple[str, str]]:
    """The pairs of parties that one claim relates, now or at a time, in order."""
    other = claim_party.alias()
    query = (
        select(claim_party.c.party, other.c.party)
        .join(other, (other.c.claim == claim_party.c.claim) & (other.c.party > claim_party.c.party))
        .where(claim_party.c.claim.in_(_current(at)))
        .distinct()
        .order_by(claim_party.c.party, other.c.party)
    )
    return [(one, two) for one, two in connection.execute(query)]


def _current(at: str | None) -> Select[Any]:
    """The numbers of the claims that are current, now or at a time."""
    query = select(claim.c.number).join(reading, claim.c.reading == reading.c.number)
    return query.where(queries.is_current(at))


def _of_role(party: str, role: str) -> Select[Any]:
    return select(claim_party.c.claim).where(claim_party.c.party == party, claim_party.c.role == role)


def _uses(user: str, at: str | None) -> Select[Any]:
    """Uses by a party: their numbers and equipment."""
    by = claim.c.number.in_(_of_role(user, "by"))
    return _current(at).add_columns(claim.c.equipment).where(by, claim.c.kind == "use")


def pressing(on: str, about: str, at: str | None) -> Select[Any]:
    """Who presses one party over dealings with another."""
    query = select(claim_party.c.party).join(claim, claim.c.number == claim_party.c.claim)
    return query.join(reading, claim.c.reading == reading.c.number).where(
        queries.is_current(at),
        claim_party.c.role == "by",
        claim.c.number.in_(_of_role(on, "on")),
        claim.c.json.contains(f'"{about}"'),
    )


def _pressures(on: str, makers: frozenset[str], at: str | None) -> Select[Any]:
    """Whatever these makers press a party to."""
    by = select(claim_party.c.claim).where(
        claim_party.c.role == "by", claim_party.c.party.in_(sorted(makers))
    )
    return _current(at).where(claim.c.number.in_(_of_role(on, "on").where(claim_party.c.claim.in_(by))))


def _open_ended(pair: Sequence[str], at: str | None) -> Select[Any]:
    """Programmes with one of the pair at one end and nobody at the other: their numbers and equipment."""
    other = claim_party.alias()
    ends = select(claim_party.c.claim).where(claim_party.c.party.in_(pair), claim_party.c.role.in_(ENDS))
    opposite = (
        select(other.c.claim)
        .where(
            other.c.claim == claim_party.c.claim, other.c.role.in_(ENDS), other.c.role != claim_party.c.role
        )
        .exists()
    )
    return _current(at).add_columns(claim.c.equipment).where(claim.c.number.in_(ends.where(~opposite)))


def _judged(at: str | None) -> Select[Any]:
    """All claims of the reports that a judgement is about, among those made by a time."""
    old, present = reading.alias(), claim.alias()
    judged = (
        select(old.c.document)
        .join(present, present.c.reading == old.c.number)
        .join(anchor, anchor.c.claim == present.c.number)
        .where(anchor.c.judgement.in_(queries.judged_by(at)))
    )
    return (
        select(claim.c.number)
        .join(reading, claim.c.reading == reading.c.number)
        .where(queries.is_current(at), reading.c.document.in_(judged))
    )


def batches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """Numbers in groups that one query can name."""
    for start in range(0, len(numbers), _SOME):
        yield numbers[start : start + _SOME]
