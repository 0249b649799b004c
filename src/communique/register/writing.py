"""What is written into a register: each function is part of one transaction that the caller holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Table, exists, insert, select, text, update

from communique.assembly import sketch
from communique.model import Claim
from communique.register import schema, seals, search
from communique.register.queries import chunks
from communique.register.rows import Record, claim_row, document_row, party_rows

# How far the clocks of those who share a register may differ.
_SKEW: Final = timedelta(hours=1)
# Texts that are held at once while sketches are made of them.
_SOME: Final = 200
_TICK: Final = timedelta(microseconds=1)
_LOCK: Final = text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))")


@dataclass(frozen=True, slots=True)
class Author:
    """Who changes the register, and when (ISO 8601 in UTC, to the microsecond)."""

    actor: str
    at: str


def lock(connection: Connection, key: str) -> None:
    """Keeps others from writing about the same thing until the transaction ends.

    SQLite needs nothing: a writing transaction is alone from its beginning.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(_LOCK, {"key": key})


def time_of_next(connection: Connection, now: str) -> str:
    """The time (UTC) of the next change: ``now``, but after the last change that is there.

    Clocks of several machines differ, and some are set back; whoever asked for the state of a moment must get
    the same answer again. A last change that lies further ahead was made by a clock that was wrong, and is
    not followed.
    """
    query = select(schema.change.c.at).order_by(schema.change.c.number.desc()).limit(1)
    last: str | None = connection.scalar(query)
    if last is None or last < now:
        return now
    before = datetime.fromisoformat(last)
    if before - datetime.fromisoformat(now) > _SKEW:
        return now
    return (before + _TICK).isoformat(timespec="microseconds").replace("+00:00", "Z")


def note(connection: Connection, author: Author, what: str, subject: str, cause: str) -> int:
    """Records a change and returns its number; every other row points at the change that made it."""
    return _inserted(connection, schema.change, _change(author, what, subject, cause))


def _change(author: Author, what: str, subject: str, cause: str) -> dict[str, Any]:
    values = {"at": author.at, "actor": author.actor, "what": what, "subject": subject, "cause": cause}
    return values | {"seal": seals.of_change(values)}


def supersedes(reader: str, present: str) -> bool:
    """Whether claims of ``reader`` take the place of those of ``present``.

    Another reader or a newer version does, an older version of the same reader never: two programs of
    different age on one register do not undo each other's work. ``rules-2`` is newer than ``rules-1``.
    """
    if reader == present:
        return False
    name, version = _version(reader)
    present_name, present_version = _version(present)
    return name != present_name or version >= present_version


def present_reading(connection: Connection, document_id: str) -> tuple[int, int, str] | None:
    """Document number, number of its current reading, and that reading's reader; None if it is not there."""
    query = (
        select(schema.document.c.number, schema.reading.c.number, schema.reading.c.reader)
        .join(schema.reading, schema.reading.c.document == schema.document.c.number)
        .where(schema.document.c.id == document_id, schema.reading.c.replaced.is_(None))
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else (row[0], row[1], row[2])


def add(connection: Connection, author: Author, record: Record, raw: bytes | None) -> bool:
    """Stores a document with its claims, or the claims of a newer reader; False if nothing was to do."""
    document_id = record.document.id
    present = present_reading(connection, document_id)
    if present is not None and not supersedes(record.reader, present[2]):
        return False
    said = f"read by {record.reader}, claims: {len(record.claims)}"
    if present is None:
        change = note(connection, author, "added", document_id, said)
        number = _add_document(connection, record, raw, change)
    else:
        number, old, old_reader = present
        change = note(connection, author, "re-read", document_id, f"{said}; before by {old_reader}")
        connection.execute(
            update(schema.reading).where(schema.reading.c.number == old).values(replaced=change)
        )
    _add_reading(connection, number, record, change)
    return True


def add_all(connection: Connection, author: Author, records: Sequence[Record]) -> list[bool]:
    """As :func:`add` for each record, and closes the refusals of their paths; those that are new go in together."""
    ids = dict.fromkeys(record.document.id for record in records)
    there = {
        found
        for some in chunks(ids)
        for found in connection.scalars(select(schema.document.c.id).where(schema.document.c.id.in_(some)))
    }
    new = list({one.document.id: one for one in reversed(records) if one.document.id not in there}.values())
    new.reverse()
    _add_new(connection, author, new)
    fresh = {id(one) for one in new}
    changed = [id(one) in fresh or add(connection, author, one, None) for one in records]
    if connection.scalar(select(exists().where(schema.refusal.c.settled.is_(None)))):
        for one in records:
            settle(connection, author, one.document.path)
    return changed


def _add_new(connection: Connection, author: Author, records: Sequence[Record]) -> None:
    """Stores documents that are not there with their claims: as :func:`add`, but each table once for all."""
    if not records:
        return
    changes = [
        _change(author, "added", one.document.id, f"read by {one.reader}, claims: {len(one.claims)}")
        for one in records
    ]
    made = _all_inserted(connection, schema.change, changes)
    rows = [
        document_row(one.document) | {"change": change} for one, change in zip(records, made, strict=True)
    ]
    numbers = _all_inserted(
        connection, schema.document, [row | {"seal": seals.of_document(row)} for row in rows]
    )
    added = list(zip(records, numbers, made, strict=True))
    connection.execute(insert(schema.body), [_body(number, one, None) for one, number, _ in added])
    search.index(connection, [(number, one.document) for one, number, _ in added])
    readings = [{"document": number, "reader": one.reader, "change": change} for one, number, change in added]
    for (one, number, _), reading in zip(
        added, _all_inserted(connection, schema.reading, readings), strict=True
    ):
        _add_claims(connection, number, reading, one)


def fill_sketches(connection: Connection) -> None:
    """Makes the sketches of reports with claims that are not there, as those of an older register are: some hundreds at a time."""
    texts = select(schema.body.c.document, schema.body.c.text).order_by(schema.body.c.document).limit(_SOME)
    texts = texts.where(~exists().where(schema.sketch.c.document == schema.body.c.document))
    texts = texts.where(
        exists()
        .where(schema.reading.c.document == schema.body.c.document)
        .where(schema.claim.c.reading == schema.reading.c.number)
    )
    while rows := connection.execute(texts).all():
        made = [{"document": row.document, "packed": sketch(row.text).pack()} for row in rows]
        connection.execute(insert(schema.sketch), made)


def refuse(connection: Connection, author: Author, path: str, problem: str) -> bool:
    """Records that a path cannot be taken in; False if that is known already."""
    before = open_refusal(connection, path)
    if before is not None and before[1] == problem:
        return False
    change = note(connection, author, "refused", path, problem)
    if before is not None:
        _close_refusal(connection, before[0], change)
    connection.execute(insert(schema.refusal).values(path=path, problem=problem, change=change))
    return True


def settle(connection: Connection, author: Author, path: str) -> bool:
    """Closes the open refusal of a path that could be read after all; False if there is none."""
    before = open_refusal(connection, path)
    if before is None:
        return False
    _close_refusal(connection, before[0], note(connection, author, "settled", path, "it could be read"))
    return True


def open_refusal(connection: Connection, path: str) -> tuple[int, str] | None:
    """Number and problem of the open refusal of a path."""
    columns = schema.refusal.c
    query = select(columns.number, columns.problem).where(columns.path == path, columns.settled.is_(None))
    row = connection.execute(query).one_or_none()
    return None if row is None else (row[0], row[1])


def _close_refusal(connection: Connection, number: int, change: int) -> None:
    connection.execute(update(schema.refusal).where(schema.refusal.c.number == number).values(settled=change))


def _add_document(connection: Connection, record: Record, raw: bytes | None, change: int) -> int:
    row = document_row(record.document)
    row |= {"change": change, "seal": seals.of_document(row)}
    number = _inserted(connection, schema.document, row)
    connection.execute(insert(schema.body).values(_body(number, record, raw)))
    search.index(connection, [(number, record.document)])
    return number


def _body(number: int, record: Record, raw: bytes | None) -> dict[str, Any]:
    return {"document": number, "text": record.document.text, "raw": raw, "seal": seals.of_bytes(raw)}


def _add_reading(connection: Connection, document: int, record: Record, change: int) -> None:
    values = {"document": document, "reader": record.reader, "change": change}
    _add_claims(connection, document, _inserted(connection, schema.reading, values), record)


def _add_claims(connection: Connection, document: int, reading: int, record: Record) -> None:
    """Stores the claims of a reading, and what tells copies of a document that makes any."""
    if not record.claims:
        return
    if (
        connection.scalar(select(schema.sketch.c.document).where(schema.sketch.c.document == document))
        is None
    ):
        kept = {"document": document, "packed": sketch(record.document.text).pack()}
        connection.execute(insert(schema.sketch).values(kept))
    rows = []
    for position, (claim_id, claim) in enumerate(record.claims):
        row = claim_row(claim)
        row["seal"] = seals.of_claim(record.document.id, claim_id, row["json"])
        rows.append(row | {"id": claim_id, "reading": reading, "position": position})
    numbers = _all_inserted(connection, schema.claim, rows)
    claims = list(zip(numbers, (claim for _, claim in record.claims), strict=True))
    _insert_all(
        connection, schema.evidence, [row for number, claim in claims for row in _spans(number, claim)]
    )
    _insert_all(
        connection, schema.claim_party, [row for number, claim in claims for row in _parties(number, claim)]
    )


def _spans(number: int, claim: Claim) -> list[dict[str, Any]]:
    return [
        {"claim": number, "position": at, "first": span.start, "past": span.end}
        for at, span in enumerate(claim.evidence)
    ]


def _parties(number: int, claim: Claim) -> list[dict[str, Any]]:
    return [{"claim": number, "role": role, "party": party} for role, party in party_rows(claim)]


def _insert_all(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _all_inserted(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> list[int]:
    """The numbers of the rows, in their order."""
    kept = insert(table).returning(table.c.number, sort_by_parameter_order=True)
    return list(connection.scalars(kept, rows))


def _inserted(connection: Connection, table: Table, values: dict[str, Any]) -> int:
    number: int = connection.execute(insert(table).values(values).returning(table.c.number)).scalar_one()
    return number


def _version(reader: str) -> tuple[str, tuple[int, ...]]:
    """A reader's name and version: ``rules-1.2+local`` is ``rules`` and (1, 2)."""
    public = reader.partition("+")[0]
    name = re.split(r"\d", public, maxsplit=1)[0]
    numbers = re.findall(r"\d+", public)
    return name.removesuffix("v").rstrip(" -_/=@:").casefold(), tuple(int(part) for part in numbers)
