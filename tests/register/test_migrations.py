"""A register of every released schema, with data in it, is brought up to date and loses nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from communique.assembly import Sketch, sketch
from communique.errors import RegisterError
from communique.register import Register, Watching
from communique.register.schema import HEAD
from tests.register import released, samples


@pytest.fixture(params=released.VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_there_is_a_register_of_every_schema_before_this_one() -> None:
    assert [f"{number:04}" for number in range(1, int(HEAD))] == released.VERSIONS


def test_an_older_register_is_brought_up_to_date_with_everything_in_it(url: str, version: str) -> None:
    released.make(url, version)
    with Register.open(url, actor="ben", clock=samples.clock()) as register:
        assert register.verify() == []
        assert register.digest() == released.kept(version)["digest"]
        documents = {document.id: document for document in register.documents()}
        assert documents == {samples.report(n).id: samples.report(n) for n in range(3)}
        assert register.raw(samples.report(1).id) == b"\x00raw"
        assert [refused.path for refused in register.refusals()] == ["reports/bad.pdf"]
        assert [hit.document_id for hit in register.search("rafale")] == [samples.report(1).id]
        *before, last = register.changes()
        rows = released.kept(version)["rows"]["change"]
        assert [(one.at, one.what, one.subject) for one in before] == [
            (row["at"], row["what"], row["subject"]) for row in rows
        ]
        assert (last.actor, last.what, last.cause) == ("ben", "upgraded", f"schema {version} to {HEAD}")


def test_an_older_register_goes_on_being_filled(url: str, version: str) -> None:
    released.make(url, version)
    with Register.open(url) as register, Register.in_memory() as fresh:
        released.fill(fresh)
        for one in (register, fresh):
            assert one.add(samples.report(3), samples.claims(3), reader=samples.READER)
            assert not one.add(samples.report(0), samples.claims(0), reader=samples.READER)
        assert register.digest() == fresh.digest()
        assert register.verify() == []


def test_what_was_watched_and_judged_before_is_still_there(url: str, version: str) -> None:
    """The tables came one by one; what an older register had in them, the newer one tells."""
    released.make(url, version)
    rows = released.kept(version)["rows"]
    with Register.open(url, actor="ben") as register:
        watching = Watching(register)
        assert [one.url for one in watching.feeds()] == [row["url"] for row in rows.get("feed", [])]
        assert [one.key for one in watching.alerts()] == [row["key"] for row in rows.get("alert", [])]
        assert [one.id for one in register.judgements()] == [row["id"] for row in rows.get("judgement", [])]
        # Before 0007 nobody wrote down who took a feed up.
        who = "ana" if rows.get("feed_signed") else ""
        assert all(one.actor == who for one in watching.feeds())
        watching.follow(f"{released.FEED}?2", "", datetime(2026, 1, 1, tzinfo=UTC))
        assert watching.feeds()[-1].actor == "ben"
        assert register.verify() == []


def test_released_registers_hold_what_their_tables_are_for() -> None:
    assert released.kept("0004")["rows"]["feed"]
    assert released.kept("0005")["rows"]["judgement"]


def test_an_older_register_gets_the_sketches_that_it_did_not_keep(url: str, version: str) -> None:
    released.make(url, version)
    with Register.open(url) as register:
        wanted = {one.id: sketch(one.text) for one in register.documents()}
        kept = samples.execute(
            url, "SELECT id, packed FROM document JOIN sketch ON document = document.number"
        )
        assert {str(id): Sketch.unpack(bytes(packed)) for id, packed in kept} == wanted
        assert len(wanted) == 3
        assert register.verify() == []


def test_an_upgrade_that_fails_leaves_the_register_as_it_was(tmp_path: Path) -> None:
    """Somebody's own table stands where a newer one must: the whole upgrade is undone."""
    path = tmp_path / "communique.db"
    released.make(str(path), "0001")
    samples.execute(str(path), "CREATE TABLE anchor (name TEXT)")
    with pytest.raises(RegisterError):
        Register.open(path)
    assert samples.execute(str(path), "SELECT version_num FROM schema_version") == [("0001",)]
    assert samples.execute(str(path), "SELECT count(*) FROM claim") == [(7,)]
    there = {name for (name,) in samples.execute(str(path), "SELECT name FROM sqlite_master")}
    assert "judgement" not in there
