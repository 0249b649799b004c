"""Whether a register still says what was put into it: its digest, and everything that can be recomputed."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Row, Select, bindparam, func, select

from communique.assembly import Sketch, effective, sketch
from communique.model import Claim, problems
from communique.register import indexed, judging, kept_tables, schema, seals
from communique.register.rows import claim_id, claim_of, claim_row, document_row, party_rows, plain_document
from communique.register.schema import (
    body,
    change,
    claim,
    claim_party,
    document,
    evidence,
    metadata,
    reading,
    refusal,
)
from communique.register.seals import BrokenSealError
from communique.vocabulary import SLOTS

_CHUNK: Final = 200

_T = TypeVar("_T")
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
            _feed(sha, ["document", _read(plain_document, row).id])
            for one in sorted(claims[row.number], key=lambda found: str(found.id)):
                _feed(sha, ["claim", one.current_reader, _read(json.loads, one.json)])
    for judgement_id in sorted(one.id for one in effective(judging.load(connection))):
        _feed(sha, ["judgement", judgement_id])
    return sha.hexdigest()


def _read(make: Callable[[Any], _T], stored: Any) -> _T:
    """What is made of something stored, which damage may have turned into anything."""
    try:
        return make(stored)
    except (ValueError, TypeError, AttributeError) as error:
        raise BrokenSealError(f"what is stored cannot be read: {error}") from error


def verify(connection: Connection) -> Iterator[str]:
    """Recomputes every id, quote, index and reference; yields each thing that is not as it should be."""
    yield from _pages(connection)
    yield from _orphans(connection)
    yield from _log(connection)
    yield from _raws(connection)
    with indexed.Check(connection) as found:
        for group in _documents(connection):
            try:
                yield from _group(connection, group, found)
            except (ValueError, TypeError, AttributeError) as error:  # damage makes anything of anything
                yield f"documents from {str(group[0].id)[:16]} on: they cannot be read: {error}"
        yield from found.strangers()
    yield from judging.problems(connection)
    yield from kept_tables.problems(connection)


def _group(connection: Connection, group: list[Row[Any]], found: indexed.Check) -> Iterator[str]:
    """What is wrong with some documents and all that hangs on them."""
    numbers = [row.number for row in group]
    readings = _grouped(connection, _readings(), "document", numbers)
    claims = _grouped(connection, _claims(current=False), "document", numbers)
    lost = found.lost([(row.number, plain_document(row)) for row in group if isinstance(row.text, str)])
    for row in group:
        place = f"document {str(row.id)[:16]}"
        yield from _document(place, row)
        if row.packed is not None and _outdated(row):
            yield f"{place}: the sketch that is kept is not that of its text"
        if row.number in lost:
            yield f"{place}: the search does not know it by its words"
        if sum(one.replaced is None for one in readings[row.number]) != 1:
            yield f"{place}: it has not one current reading"
        for one in readings[row.number]:
            made = sum(each.reading == one.number for each in claims[row.number])
            if not one.cause.startswith(f"read by {one.reader}, claims: {made}"):
                yield f"{place}: a reading by {one.reader} with {made} claims, where its change says: {one.cause}"
    parts = _parts(connection, [one.number for rows in claims.values() for one in rows])
    for row in group:
        for one in claims[row.number]:
            for problem in _claim(row, one, *parts):
                yield f"claim {str(one.id)[:16]} of document {str(row.id)[:16]}: {problem}"


def _log(connection: Connection) -> Iterator[str]:
    """The log of changes against its seals, and what was refused against the log."""
    for row in connection.execute(select(change).order_by(change.c.number)):
        if seals.of_change(row._asdict()) != row.seal:
            yield f"change {row.number}: it is not what was recorded"
    columns = (refusal.c.number, refusal.c.path, refusal.c.problem, change.c.subject, change.c.cause)
    for row in connection.execute(select(*columns).join(change, refusal.c.change == change.c.number)):
        if (row.path, row.problem) != (row.subject, row.cause):
            yield f"refusal {row.number}: it is not what its change says"


def _raws(connection: Connection) -> Iterator[str]:
    """The bytes of documents against their seals, one document at a time."""
    query = select(document.c.id, body.c.raw, body.c.seal).join(body, body.c.document == document.c.number)
    for row in connection.execution_options(yield_per=_CHUNK).execute(query):
        if not isinstance(row.raw, bytes | None) or seals.of_bytes(row.raw) != row.seal:
            yield f"document {str(row.id)[:16]}: the bytes that it came from are not what was stored"


def _readings() -> Select[Any]:
    return select(reading, change.c.cause).join(change, reading.c.change == change.c.number)


def _feed(sha: Any, value: object) -> None:
    line = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    sha.update(line.encode("utf-8", "surrogatepass") + b"\n")


def _documents(connection: Connection) -> Iterator[list[Row[Any]]]:
    """All documents with their texts in the order of their ids, some at a time."""
    query = select(document, body.c.text, schema.sketch.c.packed)
    query = query.outerjoin(body, body.c.document == document.c.number)
    query = query.outerjoin(schema.sketch, schema.sketch.c.document == document.c.number)
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


def _document(place: str, row: Row[Any]) -> Iterator[str]:
    if not isinstance(row.text, str):
        yield f"{place}: its text is missing"
        return
    found = plain_document(row)
    if found.id != row.id:
        yield f"{place}: its text, title, publisher, address or date is not what its id was made from"
    elif document_row(found)["day"] != row.day:
        yield f"{place}: its day {row.day} is not that of its dates"
    elif seals.of_document(row._asdict()) != row.seal:
        yield f"{place}: its row is not what was stored"


def _outdated(row: Row[Any]) -> bool:
    """Whether the sketch is another one than the text has; one of an older version is not looked at."""
    kept = Sketch.unpack(row.packed)
    return kept is not None and isinstance(row.text, str) and kept != sketch(row.text)


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
    elif seals.of_claim(row.id, one.id, one.json) != one.seal:
        yield "its words are not what was stored"
    yield from _columns(found, one)
    if [(e.first, e.past) for e in spans[one.number]] != [(e.start, e.end) for e in found.evidence]:
        yield "the table of evidence has other spans"
    if sorted((p.role, p.party) for p in parties[one.number]) != party_rows(found):
        yield "the table of parties has others"


def _columns(found: Claim, one: Row[Any]) -> Iterator[str]:
    for name, value in claim_row(found).items():
        if one._mapping[name] != value:
            yield f"column {name} is {one._mapping[name]!r} where its JSON says {value!r}"
