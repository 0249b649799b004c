"""Registers as released versions left them: rows kept as JSON, put back into the schema of their day.

``python -m tests.register.released`` writes ``released/NNNN.json`` for the present schema, once, when it is
released; after that the file stays as it is.
"""

from __future__ import annotations

import base64
import json
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData, Table, create_engine, func, inspect, select, text
from sqlalchemy.pool import NullPool

from communique.model import Anchor, Judgement
from communique.register import Register, Watching
from communique.register import engine as engines
from communique.register.address import parse
from communique.register.migrate import MIGRATIONS, VERSION_TABLE
from communique.register.schema import HEAD
from communique.register.search import _vector
from communique.register.terms import terms
from communique.register.watching import Alert, Entry
from tests.register import samples

FOLDER = Path(__file__).parent / "released"
VERSIONS = sorted(path.stem for path in FOLDER.glob("*.json"))
FEED = "https://wire.example/feed.xml"
_BYTES = "base64:"
_DAY = datetime(2025, 8, 6, 12, tzinfo=UTC)


def fill(register: Register) -> None:
    """Some of everything: reports, one with its bytes, one read again, a refusal, one that was settled; a judgement
    that was undone, a feed, an entry of it and an alert."""
    for number in range(3):
        raw = b"\x00raw" if number == 1 else None
        register.add(samples.report(number), samples.claims(number), reader=samples.READER, raw=raw)
    register.refuse("reports/bad.pdf", "is damaged", "send it again")
    register.refuse("reports/2.txt", "is empty")
    register.add(samples.report(2), samples.claims(2, "rules-2")[:1], reader="rules-2")
    watching = Watching(register)
    watching.follow(FEED, "Wire", _DAY)
    watching.answered(FEED, "Wire", [Entry("1", f"{FEED}#1", {"title": "Title 1"})], _DAY, _DAY)
    watching.tell([Alert("key", "rule", "thread", ("a", "b"), {"id": "key"})], [], [], ["x"], _DAY)
    order = register.claims_of(samples.report(0).id)[0]
    anchors = (Anchor(order.claim_id, order.document_id, order.claim),)
    edit = Judgement("edit", "claim", order.claim_id, "", "", "so it says", anchors, {"status": "delivered"})
    made = register.judge(edit)
    register.judge(Judgement("undo", "judgement", made.id, "", "", "so it does not say"))


def kept(version: str) -> dict[str, Any]:
    """What is known of the register of a version: its rows by table, and the digest that it had."""
    found: dict[str, Any] = json.loads((FOLDER / f"{version}.json").read_text(encoding="utf-8"))
    return found


def make(url: str, version: str) -> None:
    """A register as the version left it, on either back end."""
    engine = engines.writing(engines.connect(parse(url), create=True, read_only=False, timeout=30))
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, version)
        _insert(connection, kept(version)["rows"])
    engine.dispose()


def _insert(connection: Connection, rows: dict[str, list[dict[str, Any]]]) -> None:
    there = MetaData()
    there.reflect(connection)
    known = [table for table in there.sorted_tables if table.name in rows]
    for table in known:
        if rows[table.name]:
            connection.execute(table.insert(), [_decoded(row) for row in rows[table.name]])
        if connection.dialect.name == "postgresql" and "number" in table.c and table.c.number.primary_key:
            _go_on(connection, table)
    for row in rows["body"]:
        _index(connection, row["document"], _title(rows, row["document"]), row["text"])


def _go_on(connection: Connection, table: Table) -> None:
    """The server counts on from the highest number, as it would have if it had given the numbers."""
    statement = "SELECT setval(pg_get_serial_sequence(:name, 'number'), :last)"
    last = connection.scalar(select(func.max(table.c.number)))
    connection.execute(text(statement), {"name": table.name, "last": last})


def _title(rows: dict[str, list[dict[str, Any]]], number: int) -> str:
    (title,) = (row["title"] for row in rows["document"] if row["number"] == number)
    return str(title)


def _index(connection: Connection, number: int, title: str, body: str) -> None:
    """The search index is not kept as rows: the words that every version so far made of a text."""
    heading, words = list(terms(title)), list(terms(body))
    if connection.dialect.name == "postgresql":
        statement = "INSERT INTO search (document, terms) VALUES (:document, CAST(:terms AS tsvector))"
        connection.execute(text(statement), {"document": number, "terms": _vector(heading, words)})
        return
    statement = "INSERT INTO search (rowid, title, text) VALUES (:document, :title, :text)"
    joined = {"title": " ".join(t.word for t in heading), "text": " ".join(t.word for t in words)}
    connection.execute(text(statement), {"document": number, **joined})


def _decoded(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: base64.b64decode(value.removeprefix(_BYTES))
        if isinstance(value, str) and value.startswith(_BYTES)
        else value
        for name, value in row.items()
    }


def _dump(path: Path) -> dict[str, list[dict[str, Any]]]:
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    rows: dict[str, list[dict[str, Any]]] = {}
    with engine.connect() as connection:
        for name in sorted(inspect(connection).get_table_names()):
            if name.startswith("search") or name == VERSION_TABLE:
                continue
            found = connection.exec_driver_sql(f"SELECT * FROM {name} ORDER BY 1, 2").mappings()  # noqa: S608
            rows[name] = [
                {
                    key: _BYTES + base64.b64encode(value).decode() if isinstance(value, bytes) else value
                    for key, value in row.items()
                }
                for row in found
            ]
    return rows


def _main() -> None:
    target = FOLDER / f"{HEAD}.json"
    if target.exists():
        sys.exit(f"{target} is there: what was released stays as it is")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "released.db"
        with Register.open(path, clock=samples.clock(), actor="ana") as register:
            fill(register)
            digest = register.digest()
        data = {"digest": digest, "rows": _dump(path)}
    target.write_text(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _main()
