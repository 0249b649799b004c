"""Whether a register still says what was put into it: its digest, and everything that can be recomputed."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, bindparam, func, select

from communique.assembly import effective
from communique.model import Claim, problems
from communique.register import judging, search
from communique.register.rows import claim_id, claim_of, claim_row, document_of, document_row, party_rows
from communique.register.schema import body, claim, claim_party, document, evidence, metadata, reading
from communique.vocabulary import SLOTS

_CHUNK: Final = 200

Rows = dict[int, list[Row[Any]]]


def digest(connection: Connection) -> str:
    """SHA-256 (hex) over every document and its current claims and the judgements that hold, by their ids.

    Neither the order in which they came nor the time, the path or the back end count. Of a judgement, which
    is somebody's, actor, time and reason count too; one that was undone does not, nor does its undo.
    """
    sha = hashlib.sha256()
    for group in _documents(connection):
        claims = _grouped(connection, _claims(current=True), "document", [row.number for row in group])
        for row in group:
            _feed(sha, ["document", document_of(row).id])
            for one in sorted(claims[row.number], key=lambda found: found.id):
                _feed(sha, ["claim", one.current_reader, json.loads(one.json)])
    for judgement_id in sorted(one.id for one in effective(judging.load(connection))):
        _feed(sha, ["judgement", judgement_id])
    return sha.hexdigest()


def verify(connection: Connection) -> Iterator[str]:
    """Recomputes every id, quote, index and reference; yields each thing that is not as it should be."""
    yield from _pages(connection)
    yield from _orphans(connection)
    for group in _documents(connection):
        numbers = [row.number for row in group]
        readings = _grouped(connection, select(reading), "document", numbers)
        claims = _grouped(connection, _claims(current=False), "document", numbers)
        for row in group:
            place = f"document {row.id[:16]}"
            yield from _document(connection, place, row)
            if sum(one.replaced is None for one in readings[row.number]) != 1:
                yield f"{place}: it has not one current reading"
        parts = _parts(connection, [one.number for rows in claims.values() for one in rows])
        for row in group:
            for one in claims[row.number]:
                for problem in _claim(row, one, *parts):
                    yield f"claim {one.id[:16]} of document {row.id[:16]}: {problem}"
    yield from judging.problems(connection)


def _feed(sha: Any, value: object) -> None:
    line = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    sha.update(line.encode("utf-8", "surrogatepass") + b"\n")


def _documents(connection: Connection) -> Iterator[list[Row[Any]]]:
    """All documents with their texts in the order of their ids, some at a time."""
    query = select(document, body.c.text).outerjoin(body, body.c.document == document.c.number)
    query = query.order_by(document.c.id).limit(_CHUNK)
    after = ""
    while group := list(connection.execute(query.where(document.c.id > after))):
        yield group
        after = group[-1].id


def _claims(*, current: bool) -> Select[Any]:
    query = select(claim, reading.c.document, reading.c.reader.label("current_reader")).join(
        reading, claim.c.reading == reading.c.number
    )
    return query.where(reading.c.replaced.is_(None)) if current else query


def _grouped(connection: Connection, query: Select[Any], column: str, keys: list[int]) -> Rows:
    """The rows of a query whose column has one of the keys, by that key."""
    found: Rows = defaultdict(list)
    wanted = query.where(query.selected_columns[column].in_(bindparam("keys", expanding=True)))
    for at in range(0, len(keys), _CHUNK):
        for row in connection.execute(wanted, {"keys": keys[at : at + _CHUNK]}):
            found[row._mapping[column]].append(row)
    return found


def _parts(connection: Connection, claims: list[int]) -> tuple[Rows, Rows]:
    spans = _grouped(connection, select(evidence).order_by(evidence.c.position), "claim", claims)
    return spans, _grouped(connection, select(claim_party), "claim", claims)


def _pages(connection: Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return
    for (said,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if said != "ok":
            yield f"database file: {said}"


def _orphans(connection: Connection) -> Iterator[str]:
    """Rows that point at nothing; a database that checks its keys has none."""
    for table in metadata.sorted_tables:
        if table.info.get("only", connection.dialect.name) != connection.dialect.name:
            continue
        for key in table.foreign_key_constraints:
            parent = key.referred_table.alias("parent")
            column = key.columns[0]
            there = select(parent.c.number).where(parent.c.number == column)
            query = select(func.count()).select_from(table).where(column.is_not(None), ~there.exists())
            if number := connection.scalar(query):
                yield f"table {table.name}: {number} rows name a {key.referred_table.name} that is not there"


def _document(connection: Connection, place: str, row: Row[Any]) -> Iterator[str]:
    if row.text is None:
        yield f"{place}: its text is missing"
        return
    found = document_of(row)
    if found.id != row.id:
        yield f"{place}: its text, title, publisher, address or date is not what its id was made from"
    elif document_row(found)["day"] != row.day:
        yield f"{place}: its day {row.day} is not that of its dates"
    if not search.agrees(connection, row.number, found):
        yield f"{place}: the search does not know it by its words"


def _claim(row: Row[Any], one: Row[Any], spans: Rows, parties: Rows) -> Iterator[str]:
    """What is wrong with one claim, seen from its JSON and its document's text."""
    try:
        found = claim_of(one.json)
    except (ValueError, TypeError, KeyError) as error:
        yield f"its JSON cannot be read: {error}"
        return
    if found.kind not in SLOTS:
        yield f"its kind {found.kind!r} is none"
        return
    yield from problems(found, row.text or "")
    if claim_id(row.id, found) != one.id:
        yield "it is not what its id was made from"
    yield from _columns(found, one)
    if [(e.first, e.past) for e in spans[one.number]] != [(e.start, e.end) for e in found.evidence]:
        yield "the table of evidence has other spans"
    if sorted((p.role, p.party) for p in parties[one.number]) != party_rows(found):
        yield "the table of parties has others"


def _columns(found: Claim, one: Row[Any]) -> Iterator[str]:
    for name, value in claim_row(found).items():
        if one._mapping[name] != value:
            yield f"column {name} is {one._mapping[name]!r} where its JSON says {value!r}"
