"""The reads of a register as SQL that runs on both back ends; the filters are the database's work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Connection, Select, Table, and_, bindparam, func, or_, select

from communique.errors import RegisterError
from communique.register import days
from communique.register.failures import NotFoundError
from communique.register.schema import (
    anchor,
    body,
    change,
    claim,
    claim_party,
    document,
    judgement,
    reading,
    refusal,
    sketch,
)
from communique.register.seals import LATER, SEALED

_HEX: Final = frozenset("0123456789abcdef")
_CHUNK: Final = 500

# What rows.cited_of takes, in its order.
CITED: Final[tuple[Any, ...]] = (
    claim.c.id.label("claim_id"),
    claim.c.json,
    claim.c.seal.label("claim_seal"),
    document.c.seal.label("document_seal"),
    document.c.id.label("document_id"),
    *(document.c[name] for name in (*SEALED[1:], *LATER)),
)


def cited(
    kind: str | None = None,
    between: Sequence[str] | None = None,
    since: str | None = None,
    until: str | None = None,
    *,
    at: str | None = None,
) -> Select[Any]:
    """Current claims in the order of their reports' days; undated reports come last."""
    query = cited_ever().where(is_current(at))
    if kind is not None:
        query = query.where(claim.c.kind == kind)
    if between:
        query = query.where(claim.c.number.in_(claims_between(between)))
    query = _within(query, since, until)
    return query.order_by(*_BY_DAY, claim.c.position)


def cited_ever() -> Select[Any]:
    """Claims of all readings, current or not, in no order."""
    return (
        select(*CITED)
        .join_from(claim, reading, claim.c.reading == reading.c.number)
        .join(document, reading.c.document == document.c.number)
    )


def documents(
    between: Sequence[str] | None = None,
    since: str | None = None,
    until: str | None = None,
    *,
    at: str | None = None,
) -> Select[Any]:
    """Documents with their texts, oldest first, undated last; ``between``: with a claim that relates all."""
    query = select(document, body.c.text).join(body, body.c.document == document.c.number)
    return _listed(query, between, since, until, at)


def document_numbers(
    between: Sequence[str] | None = None,
    since: str | None = None,
    until: str | None = None,
    *,
    at: str | None = None,
) -> Select[Any]:
    """The numbers of the same documents in the same order; no text is read past to count or to skip them."""
    return _listed(select(document.c.number), between, since, until, at)


def _listed(
    query: Select[Any], between: Sequence[str] | None, since: str | None, until: str | None, at: str | None
) -> Select[Any]:
    query = query.where(*_made(document, at))
    if between:
        query = query.where(
            document.c.number.in_(
                select(reading.c.document)
                .join(claim, claim.c.reading == reading.c.number)
                .where(is_current(at), claim.c.number.in_(claims_between(between)))
            )
        )
    return _within(query, since, until).order_by(*_BY_DAY)


def sketches() -> Select[Any]:
    """The ids of documents with the sketches that are kept of them."""
    return select(document.c.id, sketch.c.packed).join(sketch, sketch.c.document == document.c.number)


def claims_of(document_id: str, at: str | None = None) -> Select[Any]:
    """The current claims of one document, in the order of the text."""
    return cited(at=at).where(document.c.id == document_id)


def claim_by_id(claim_id: str, at: str | None = None) -> Select[Any]:
    """A claim, current or of an earlier reading; the latest reading that made it."""
    return (
        cited_ever()
        .where(claim.c.id == claim_id, *_made(reading, at))
        .order_by(reading.c.number.desc())
        .limit(1)
    )


# The reader of the current claims of the document :id; made once, because it is asked for each report that comes.
READER_OF: Final = (
    select(reading.c.reader)
    .join(document, reading.c.document == document.c.number)
    .where(document.c.id == bindparam("id"), reading.c.replaced.is_(None))
)


def changes(subject: str | None, at: str | None = None, what: str | None = None) -> Select[Any]:
    """What was done to a document or a path, or everything that was done (all, or only ``what``); oldest first."""
    query = select(
        change.c.at, change.c.actor, change.c.what, change.c.subject, change.c.cause, change.c.seal
    )
    if at is not None:
        query = query.where(change.c.at <= at)
    if subject is not None:
        query = query.where(change.c.subject == subject)
    if what is not None:
        query = query.where(change.c.what == what)
    return query.order_by(change.c.number)


def last_change(at: str | None = None) -> Select[Any]:
    """The last change made to the register."""
    query = select(change.c.number, change.c.at).order_by(change.c.number.desc()).limit(1)
    return query if at is None else query.where(change.c.at <= at)


def refusals(at: str | None = None) -> Select[Any]:
    """The open refusals, in the order of their paths."""
    columns = (refusal.c.path, refusal.c.problem, *(change.c[name] for name in ("at", "subject", "cause")))
    query = select(*columns).join(change, refusal.c.change == change.c.number)
    return query.where(*_made(refusal, at), _unless(refusal.c.settled, at)).order_by(refusal.c.path)


def counts(connection: Connection, at: str | None = None) -> dict[str, int]:
    """How much the register holds: documents, current claims, those of each kind, refusals."""
    current = (
        select(claim.c.kind, func.count())
        .join(reading, claim.c.reading == reading.c.number)
        .where(is_current(at))
        .group_by(claim.c.kind)
        .order_by(claim.c.kind)
    )
    kinds = {row[0]: int(row[1]) for row in connection.execute(current)}
    held = connection.scalar(select(func.count()).select_from(document).where(*_made(document, at))) or 0
    refused = select(func.count()).select_from(refusals(at).subquery())
    return {
        "documents": int(held),
        "claims": sum(kinds.values()),
        **kinds,
        "refusals": int(connection.scalar(refused) or 0),
    }


def current_readings() -> Select[Any]:
    """The numbers of the readings that are current now."""
    return select(reading.c.number).where(reading.c.replaced.is_(None)).order_by(reading.c.number)


def judgements(at: str | None = None) -> Select[Any]:
    """The judgements made by a time with who made them, when and why, in the order of recording."""
    query = select(
        judgement,
        change.c.at,
        change.c.actor,
        change.c.cause,
        change.c.what,
        change.c.subject.label("changed"),
    )
    query = query.join(change, judgement.c.change == change.c.number)
    return query.where(*_made(judgement, at)).order_by(judgement.c.number)


def judged_by(at: str | None) -> Select[Any]:
    """The numbers of the judgements made by a time."""
    return select(judgement.c.number).where(*_made(judgement, at))


def anchors(at: str | None = None) -> Select[Any]:
    """The claims that judgements are about, in the order in which each names them."""
    shown = (claim.c.id.label("claim_id"), claim.c.json, claim.c.seal, document.c.id.label("document_id"))
    query = (
        select(anchor, *shown)
        .join_from(anchor, judgement, anchor.c.judgement == judgement.c.number)
        .join(claim, anchor.c.claim == claim.c.number)
        .join(reading, claim.c.reading == reading.c.number)
        .join(document, reading.c.document == document.c.number)
    )
    return query.where(*_made(judgement, at)).order_by(anchor.c.judgement, anchor.c.position)


def full_id(connection: Connection, table: Table, what: str, prefix: str, at: str | None = None) -> str:
    """The id in a table that begins so, among those that were there at a time.

    Raises NotFoundError if there is none, RegisterError if there are several.
    """
    wanted = prefix.strip().lower()
    if not wanted or len(wanted) > 64 or not _HEX.issuperset(wanted):
        raise NotFoundError(prefix, f"is no {what} id", "list and search print the ids")
    # "g" is behind every digit of an id, whatever follows.
    query = select(table.c.id).where(table.c.id >= wanted, table.c.id < f"{wanted}g")
    if table is claim:
        query = query.join(reading, claim.c.reading == reading.c.number).where(*_made(reading, at))
    else:
        query = query.where(*_made(table, at))
    found: list[str] = list(connection.scalars(query.distinct().order_by(table.c.id).limit(4)))
    if not found:
        raise NotFoundError(prefix, f"no {what} has an id that begins so", "list and search print the ids")
    if len(found) > 1 and found[0] != wanted:
        near = ", ".join(one[:16] for one in found[:3])
        raise RegisterError(prefix, f"more than one {what} id begins so: {near}", "give more of it")
    return found[0]


def chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    """Ids in groups that one query can name."""
    rest = iter(dict.fromkeys(ids))
    while group := list(islice(rest, _CHUNK)):
        yield group


def _by(at: str) -> Select[Any]:
    """Numbers of the changes made by a time (ISO 8601 in UTC, to the microsecond)."""
    earlier = change.alias("earlier")
    return select(earlier.c.number).where(earlier.c.at <= at)


def _made(table: Table, at: str | None) -> list[ColumnElement[bool]]:
    """That a row was there at a time; without a time every row is."""
    return [] if at is None else [table.c.change.in_(_by(at))]


def _unless(ended: Column[int], at: str | None) -> ColumnElement[bool]:
    """That a change which ends something had not been made at a time, or has not been made at all."""
    never = ended.is_(None)
    return never if at is None else or_(never, ended.not_in(_by(at)))


def is_current(at: str | None) -> ColumnElement[bool]:
    """That a reading is, or was at a time, the current one of its document."""
    return and_(_unless(reading.c.replaced, at), *_made(reading, at))


_BY_DAY: Final = (document.c.day.is_(None), document.c.day, document.c.id)


def claims_between(parties: Sequence[str]) -> Select[Any]:
    """Numbers of the claims whose members hold all the parties."""
    first, *others = [claim_party.alias() for _ in dict.fromkeys(parties)]
    names = list(dict.fromkeys(parties))
    query = select(first.c.claim).where(first.c.party == names[0])
    for name, other in zip(names[1:], others, strict=True):
        query = query.join(other, other.c.claim == first.c.claim).where(other.c.party == name)
    return query


def _within(query: Select[Any], since: str | None, until: str | None) -> Select[Any]:
    """Only reports of a period, both ends included; a year or a month means all of it."""
    first, last = period(since, until)
    if first is not None:
        query = query.where(document.c.day >= first)
    if last is not None:
        query = query.where(document.c.day <= last)
    return query


def period(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """The first and the last day (ISO) of a period, each None where it is open."""
    return (None if since is None else _bound(since)[0], None if until is None else _bound(until)[1])


def _bound(date: str) -> days.Span:
    found = days.span(date)
    if found is None:
        raise RegisterError(date, "is no date", "write 2025, 2025-08 or 2025-08-06")
    return found
