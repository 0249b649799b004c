"""``team`` and ``serve --team`` at the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from communique.faces.cli import main
from communique.register import Register
from communique.team import Team
from tests.faces.program import Done

WORDS = "four words and more"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "communique.db"
    Register.open(path).close()
    return path


def _run(place: Path, *words: str, typed: str = "") -> Done:
    done = CliRunner().invoke(main, ["team", *words, "--register", str(place)], input=typed)
    return Done(done.exit_code, done.stdout, done.stderr)


def test_accounts_and_keys_are_made_listed_and_ended(place: Path) -> None:
    assert _run(place, "list").err.endswith("there are no accounts (make one: communique team add NAME)\n")
    assert _run(place, "add", "ana", "--scope", "admin", typed=f"{WORDS}\n{WORDS}\n").code == 0
    assert _run(place, "add", "robot", "--no-password").code == 0
    (ana, robot) = (json.loads(line) for line in _run(place, "list", "--json").out.splitlines())
    assert (ana["name"], ana["scope"], ana["password"], robot["password"]) == ("ana", "admin", True, False)
    made = _run(place, "key", "robot", "--label", "feeds\x1b[31m")
    assert made.out.startswith("cq_")
    (key,) = (json.loads(line) for line in _run(place, "keys", "--json").out.splitlines())
    assert (key["account"], key["scope"], key["id"] in made.out) == ("robot", "read", True)
    assert "\x1b" not in _run(place, "keys").out
    with Team.open(str(place.with_name("communique.accounts.db"))) as team:
        assert team.opened_by(made.out.strip()) is not None
        assert _run(place, "revoke", key["id"]).code == 0
        assert team.opened_by(made.out.strip()) is None
        assert _run(place, "scope", "ana", "read").code == 0
        assert _run(place, "password", "ana", "--password-stdin", typed="another four words\n").code == 0
        found = team.check("ana", "another four words")
        assert found is not None
        assert found.scope == "read"
    assert _run(place, "disable", "ana").code == 0
    assert "disabled 20" in _run(place, "list").out
    assert _run(place, "enable", "ana").code == 0
    log = _run(place, "audit", "--limit", "3").out.splitlines()
    assert [("enabled" in one, "command line" in one) for one in log] == [
        (True, True),
        (False, True),
        (False, True),
    ]
    assert WORDS not in _run(place, "audit").out


def test_a_password_that_is_no_text_is_refused_in_one_line(place: Path) -> None:
    done = CliRunner().invoke(
        main,
        ["team", "add", "ana", "--password-stdin", "--register", str(place)],
        input=b"\xff\xfe" + WORDS.encode(),
    )
    assert (done.exit_code, done.stderr.partition(" (")[0]) == (
        1,
        "communique: the password: is not written in UTF-8",
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "A b", "--password-stdin"), "is no name of an account"),
        (("add", "ben", "--password-stdin"), "has fewer than 12 characters"),
        (("disable", "ben"), "ben: has no account"),
        (("revoke", "abc"), "is no key that opens anything"),
        (("add", "ben", "--scope", "king"), "'king' is not one of"),
    ],
)
def test_what_is_wrong_is_one_line(place: Path, words: tuple[str, ...], said: str) -> None:
    Team.open(str(place.with_name("communique.accounts.db"))).close()
    done = _run(place, *words, typed="short\n")
    assert done.code in {1, 2}
    assert said in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("--host", "192.0.2.1"),
            "nobody would be asked who they are (sign people in: communique team add NAME",
        ),
        (("--host", "192.0.2.1", "--team"), "would get passwords in the clear (give --certificate"),
        (("--team",), "there are no accounts (make one: communique team add NAME)"),
    ],
)
def test_no_door_is_opened_that_nobody_watches(place: Path, words: tuple[str, ...], said: str) -> None:
    pytest.importorskip("uvicorn")
    done = CliRunner().invoke(main, ["serve", "--port", "0", *words, "--register", str(place)])
    assert (done.exit_code, said in done.stderr) == (1, True), done.stderr


def test_a_team_without_anybody_is_told(place: Path) -> None:
    Team.open(str(place.with_name("communique.accounts.db"))).close()
    done = CliRunner().invoke(main, ["serve", "--team", "--register", str(place)])
    assert done.exit_code == 1
    assert "nobody has an account (communique team add NAME --scope admin)" in done.stderr
