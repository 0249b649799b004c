"""The front of the program: help, names, exit codes, and what happens when something goes wrong inside."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from communique.errors import PartyError, RegisterError
from communique.faces.cli import COMMANDS, main
from communique.faces.cli.group import Commands, Front
from tests.faces.program import COMMUNIQUE, run

HEAVY = (
    "spacy",
    "numpy",
    "lxml",
    "trafilatura",
    "sqlalchemy",
    "alembic",
    "jinja2",
    "rapidfuzz",
    "communique.reading",
)


def test_help_imports_nothing_heavy() -> None:
    code = f"""
import sys
from communique.faces.cli import main
try:
    main(["--help"])
finally:
    print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert all(name in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", list(COMMANDS))
def test_each_command_has_help_with_an_example(name: str) -> None:
    done = CliRunner().invoke(main, [name, "--help"])
    assert done.exit_code == 0
    assert f"Example: communique {name}" in " ".join(done.output.split())


def test_commands_are_listed_as_a_newcomer_needs_them() -> None:
    assert list(main.commands) == list(COMMANDS)
    assert all(command.name == name for name, command in main.commands.items())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Usage"),
        (["conjure"], "No such command"),
        (["read"], "Missing argument"),
        (["read", "--nonsense", "x"], "No such option"),
        (["read", "--published", "2025-02-30", "x"], "is no date"),
        (["read", "--published", "2025-02", "x"], "is no date"),
        (["list", "tea"], "is not one of"),
        (["list", "documents", "--csv", "--json"], "choose one"),
        (["list", "documents", "--since", "2025-02-30"], "is no date"),
        (["search"], "Missing argument"),
        (["search", "", '"'], "no word to look for"),
    ],
)
def test_wrong_usage_is_exit_code_2(words: list[str], said: str) -> None:
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 2
    assert said in done.output


def test_version(tmp_path: Path) -> None:
    done = run("--version", cwd=tmp_path)
    assert (done.code, done.out.split()[0]) == (0, "communique,")


class _Failing(Commands):
    """A table with one command that ends in a given way."""

    def __init__(self, error: BaseException) -> None:
        super().__init__({"fail": ("none", "Fails.")})
        self.error = error

    def __getitem__(self, name: str) -> click.Command:
        def fail() -> None:
            raise self.error

        if name != "fail":
            raise KeyError(name)
        return click.Command("fail", callback=fail)


def _fail(error: BaseException, env: Mapping[str, str] | None = None, *words: str) -> Any:
    front = Front(
        name="communique", commands=_Failing(error), params=[click.Option(["--debug"], is_flag=True)]
    )
    return CliRunner().invoke(front, [*words, "fail"], env=env)


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (RegisterError("a.db", "it is locked", "wait"), 1, "communique: a.db: it is locked (wait)"),
        (PartyError("Indai", "is no state", "did you mean India?"), 2, "communique: Indai: is no state"),
        (
            PermissionError(13, "Permission denied", "out.html"),
            1,
            "communique: out.html: Permission denied (name",
        ),
        (
            OSError(28, "No space left on device"),
            1,
            "communique: standard output: No space left on device (make room",
        ),
        (KeyboardInterrupt(), 130, "communique: stopped"),
        (KeyError("slot"), 1, "communique: unexpected KeyError: 'slot' (please report it"),
        (
            RecursionError("too deep\nand more"),
            1,
            "communique: unexpected RecursionError: too deep and more (please",
        ),
        (RuntimeError("\x1b[31mred"), 1, "communique: unexpected RuntimeError: ␡[31mred (please"),
    ],
)
def test_each_failure_is_one_line(error: BaseException, code: int, line: str) -> None:
    done = _fail(error)
    assert done.exit_code == code
    assert done.stdout == ""
    assert done.stderr.strip().startswith(line)
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_traceback_is_there_for_who_asks() -> None:
    for done in (
        _fail(KeyError("slot"), {"COMMUNIQUE_DEBUG": "1"}),
        _fail(KeyError("slot"), None, "--debug"),
    ):
        assert "Traceback" in done.stderr
        assert "unexpected KeyError" in done.stderr


def test_the_table_of_commands_is_a_mapping() -> None:
    commands = Commands({"read": COMMANDS["read"]})
    commands["own"] = click.Command("own", help="My own.")
    assert list(commands) == ["read", "own"]
    assert commands.summary("own") == "My own."
    del commands["read"]
    assert len(commands) == 1
    with pytest.raises(KeyError):
        commands["read"]


@pytest.fixture
def full() -> Iterator[Any]:
    device = Path("/dev/full")
    if not device.exists():
        pytest.skip("no /dev/full here")
    with device.open("wb") as file:
        yield file


def test_an_output_that_is_full_is_one_line(full: Any) -> None:
    done = subprocess.run(
        [COMMUNIQUE, "--version"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("communique: standard output: No space left on device")
    assert len(done.stderr.splitlines()) == 1
