"""Accounts, sessions, keys and the audit log, on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from communique.errors import RegisterError
from communique.register import Register
from communique.team import Team, TeamError, accounts_of
from communique.team.store import IDLE, LONGEST

WORDS = "four words and more"
START = datetime(2026, 1, 1, tzinfo=UTC)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def team(url: str, clock: Clock) -> Iterator[Team]:
    with Team.open(url, clock=clock) as opened:
        yield opened


def _direct(url: str, statement: str) -> list[tuple[object, ...]]:
    """What a keeper of the database could do by hand."""
    address = url.replace("postgresql:", "postgresql+psycopg:") if "://" in url else f"sqlite:///{url}"
    with create_engine(address, poolclass=NullPool).begin() as connection:
        done = connection.execute(text(statement))
        return [tuple(row) for row in done] if done.returns_rows else []


def test_name_and_password_must_fit_and_are_nowhere_in_clear(team: Team, url: str) -> None:
    team.add("ana", "review", WORDS)
    found = team.check("ana", WORDS)
    assert found is not None
    assert (found.name, found.scope) == ("ana", "review")
    for name, password in (
        ("ana", "four words and mor"),
        ("ben", WORDS),
        ("ana", ""),
        ("ana", "x" * 100_000),
    ):
        assert team.check(name, password) is None
    ((kept,),) = _direct(url, "SELECT password FROM team_account")
    assert str(kept).startswith("$argon2id$")
    if "://" not in url:
        assert WORDS.encode() not in Path(url).read_bytes()


def test_sessions_end_by_time_by_signing_out_and_with_the_account(team: Team, clock: Clock) -> None:
    team.add("ana", "read", WORDS)
    who = team.check("ana", WORDS)
    assert who is not None
    for secret in ("one", "two", "three"):
        team.begin(who, secret)
    assert team.session("one") == who
    assert team.session("four") is None
    team.end("one")
    assert team.session("one") is None
    clock.now += IDLE - timedelta(seconds=1)
    assert team.session("two") == who, "it is used, and goes on"
    clock.now += timedelta(seconds=2)
    assert team.session("three") is None, "nobody used it"
    for _ in range(30):
        clock.now += IDLE / 2
        team.session("two")
    assert clock.now - START > LONGEST
    assert team.session("two") is None, "no session lasts for ever"
    team.begin(who, "five")
    team.set_password("ana", "another four words")
    assert team.session("five") is None
    assert team.check("ana", WORDS) is None
    team.begin(who, "six")
    team.disable("ana")
    assert (team.session("six"), team.check("ana", "another four words")) == (None, None)
    team.enable("ana")
    assert team.session("six") is None
    assert team.check("ana", "another four words") is not None


def test_a_key_opens_what_its_account_may_and_no_more(team: Team, url: str) -> None:
    team.add("ana", "review", WORDS)
    team.add("robot", "read", None)
    id, shown = team.add_key("ana", "feed reader", "read")
    _, whole = team.add_key("ana", "")
    opened = team.opened_by(shown)
    assert opened is not None
    assert (opened.name, opened.scope) == ("ana", "read")
    assert [one.scope for one in team.all_keys()] == ["read", "review"]
    with pytest.raises(TeamError, match="may read only"):
        team.add_key("robot", "", "admin")
    for wrong in (
        "",
        "cq_",
        f"{shown}x",
        shown[:-1],
        shown.replace("cq_", "qc_"),
        "cq_" + "0" * 12 + "_x",
        "\ud800",
    ):
        assert team.opened_by(wrong) is None
    team.set_scope("ana", "read")
    lesser = team.opened_by(whole)
    assert lesser is not None
    assert lesser.scope == "read", "a key follows its account down"
    assert shown.split("_", 2)[2] not in str(_direct(url, "SELECT * FROM team_key"))
    team.revoke(id)
    assert team.opened_by(shown) is None
    with pytest.raises(TeamError, match="is no key"):
        team.revoke(id)
    team.disable("ana")
    assert team.opened_by(whole) is None


@pytest.mark.parametrize("statement", ["UPDATE team_audit SET actor = 'x'", "DELETE FROM team_audit"])
def test_the_audit_log_is_only_added_to(team: Team, url: str, statement: str) -> None:
    for number in range(3):
        team.note("ana", "127.0.0.1", f"did {number}", "x\x00y" * 1000)
    with pytest.raises(DBAPIError, match="only added to"):
        _direct(url, statement)
    assert [one.what for one in team.audited()] == ["did 2", "did 1", "did 0"]
    assert [one.what for one in team.audited(1, 1)] == ["did 1"]
    assert len(team.audited()[0].subject) == 500


def test_what_cannot_be_an_account_is_refused(team: Team) -> None:
    team.add("ana", "read", WORDS)
    for name, scope, password, said in (
        ("ana", "read", WORDS, "has an account already"),
        ("A b", "read", WORDS, "is no name"),
        ("ben", "king", WORDS, "is no scope"),
        ("ben", "read", "short", "fewer than 12"),
        ("ben", "read", "ben and ben and ben", "easily guessed"),
        ("ben", "read", "aaaaaaaaaaaaaaaa", "easily guessed"),
    ):
        with pytest.raises(TeamError, match=said):
            team.add(name, scope, password)
    with pytest.raises(TeamError, match="has no account"):
        team.disable("ben")
    assert [one.name for one in team.accounts()] == ["ana"]


def test_accounts_stay_and_lie_beside_the_register(url: str) -> None:
    with Register.open(url):
        place = accounts_of(url, environ={})
    with Team.open(place) as team:
        team.add("ana", "admin", WORDS)
    with Team.open(place, create=False) as again:
        assert [one.name for one in again.accounts()] == ["ana"]
    with Register.open(url, create=False) as register:
        assert register.verify() == []
        assert "team_account" not in str(register.changes())
    if "://" not in url:
        assert place.endswith("communique.accounts.db")
        assert stat.S_IMODE(Path(place).stat().st_mode) == 0o600
        with pytest.raises(TeamError, match="is a register"):
            Team.open(url)
        with pytest.raises(RegisterError):
            Register.open(place)


def test_what_is_not_there_or_newer_is_told(url: str, tmp_path: Path) -> None:
    with pytest.raises(TeamError, match="there are no accounts"):
        Team.open(url, create=False)
    with Team.open(url):
        pass
    _direct(url, "UPDATE team_meta SET value = '2'")
    with pytest.raises(TeamError, match="schema 2"):
        Team.open(url)
    assert accounts_of(None, "here.db") == "here.db"
    assert accounts_of(str(tmp_path / "a.db"), environ={"COMMUNIQUE_ACCOUNTS": "there.db"}) == "there.db"
    with pytest.raises(TeamError, match="no place for accounts"):
        accounts_of(":memory:", environ={})
