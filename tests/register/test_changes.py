"""Every change to the register has an actor, a time and a cause, and every row names the change that made it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

import pytest
from sqlalchemy import Table

from communique.register import Register
from communique.register.schema import metadata
from tests.register import samples

# Rows of these tables name no change themselves: a row that they belong to does, or they are the register's own.
PARTS = {
    "anchor": "judgement",
    "body": "document",
    "claim": "reading",
    "evidence": "claim",
    "claim_party": "claim",
    "search": "document",
    "sketch": "document",
}
OWN = {"meta", "change"}
# How feeds are watched, what was fetched and what was told of it: books of their own, each row with its time.
WATCHING = {"fetch", "feed", "item", "item_document", "alert", "alert_claim", "delivery"}
# What is kept of facts says nothing of its own: it may go, and is made anew.
KEPT = {"kept", "kept_piece"}


def _pointers(table: Table) -> list[str]:
    """The columns of a table that name a change."""
    return [key.parent.name for key in table.foreign_keys if key.column.table.name == "change"]


def _every_write(register: Register) -> None:
    """All that can be done to a register, some of it twice."""
    for version in ("rules-1", "rules-1", "rules-2"):
        for number in range(6):
            register.add(samples.report(number), samples.claims(number, version), reader=version)
    register.add_many([(samples.report(n), samples.claims(n)) for n in range(4, 9)], reader="rules-1")
    for problem in ("is empty", "is empty", "is binary"):
        register.refuse("a.txt", problem, "look at it")
        register.refuse(samples.report(9).path, problem)
    register.add(samples.report(9), samples.claims(9), reader="rules-1")
    register.settle("a.txt")


@pytest.fixture
def register(url: str) -> Iterator[Register]:
    with Register.open(url, clock=samples.clock(), actor="ana") as opened:
        _every_write(opened)
    with Register.open(url, clock=samples.clock(), actor="ben") as opened:
        opened.add(samples.report(10), samples.claims(10), reader="rules-1")
        yield opened


def test_a_table_names_its_change_or_belongs_to_one_that_does() -> None:
    """A new table has to take its place here: nothing is written without a change."""
    for name, table in metadata.tables.items():
        if name in PARTS:
            assert PARTS[name] in {key.column.table.name for key in table.foreign_keys}, name
        elif name not in OWN | WATCHING | KEPT:
            assert "change" in _pointers(table), name
            assert not table.c.change.nullable, name


def test_every_change_has_an_actor_a_time_and_a_cause(register: Register) -> None:
    changes = register.changes()
    assert {change.actor for change in changes} == {"ana", "ben"}
    for change in changes:
        assert change.what
        assert change.subject
        assert change.cause.strip()
        assert change.at.endswith("Z")
        assert datetime.fromisoformat(change.at).tzinfo is not None
    by_ana = [change.at for change in changes if change.actor == "ana"]
    assert all(one <= other for one, other in pairwise(by_ana))


def test_every_change_is_the_maker_of_something(register: Register, url: str) -> None:
    """Nothing is noted that was not done, and what was done twice is noted once."""
    named = Counter(
        row[0]
        for table in metadata.tables.values()
        for column in _pointers(table)
        for row in samples.execute(url, f'SELECT {column} FROM "{table.name}" WHERE {column} IS NOT NULL')  # noqa: S608
    )
    for number, what in samples.execute(url, "SELECT number, what FROM change"):
        assert (number in named) == (what != "created"), what
    done = Counter(change.what for change in register.changes())
    assert done == {"created": 1, "added": 11, "re-read": 6, "refused": 4, "settled": 2}
    rows = {table: samples.execute(url, f'SELECT count(*) FROM "{table}"')[0][0] for table in metadata.tables}  # noqa: S608
    assert rows["document"] == done["added"]
    assert rows["reading"] == done["added"] + done["re-read"]
    assert rows["refusal"] == done["refused"]


def test_no_change_is_ever_altered(url: str) -> None:
    """The log only grows: after each further write, what stood in it stands there still."""
    with Register.open(url, clock=samples.clock(), actor="ana") as register:
        seen: list[tuple[object, ...]] = []
        for step in range(8):
            register.refuse(f"{step % 3}.txt", f"problem {step}")
            register.add(
                samples.report(step % 5), samples.claims(step % 5, f"rules-{step}"), reader=f"rules-{step}"
            )
            rows = [tuple(row) for row in samples.execute(url, "SELECT * FROM change ORDER BY number")]
            assert rows[: len(seen)] == seen
            assert len(rows) > len(seen)
            seen = rows


def test_a_change_without_actor_time_or_cause_is_refused_by_the_database(
    register: Register, url: str
) -> None:
    for empty in ("at", "actor", "what", "cause"):
        values = {
            "at": "2026-01-01T00:00:00Z",
            "actor": "ana",
            "what": "added",
            "subject": "x",
            "cause": "y",
            empty: "",
        }
        with pytest.raises(Exception, match=r"(?i)check"):
            samples.execute(
                url,
                "INSERT INTO change (at, actor, what, subject, cause) VALUES (:at, :actor, :what, :subject, :cause)",
                **values,
            )
    assert register.verify() == []
