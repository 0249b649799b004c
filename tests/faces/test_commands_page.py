"""docs/commands.md is true: its console blocks run one after the other, and print what the page shows."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from communique.faces.cli import COMMANDS, main
from tests import markdown
from tests.faces.program import COMMUNIQUE, environment

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "commands.md"


def _steps() -> Iterator[tuple[str, list[str]]]:
    """Each line to type, and the lines of output shown below it."""
    for block in markdown.blocks(PAGE):
        if block.language != "console":
            continue
        typed: list[tuple[str, list[str]]] = []
        for line in block.lines:
            if line.startswith("$ "):
                typed.append((line[2:], []))
            else:
                typed[-1][1].append(line)
        yield from typed


def _typed(line: str, folder: Path) -> tuple[int, str, str]:
    """Exit code and output of a line; one without pipes runs in this process, ten times as fast."""
    if not set("|$;&<>`") & set(line):
        done = CliRunner().invoke(main, shlex.split(line)[1:])
        return done.exit_code, done.stdout, done.stderr
    env = environment()
    env["PATH"] = f"{COMMUNIQUE.parent}:{env['PATH']}"
    words = ["bash", "-o", "pipefail", "-c", line]
    run = subprocess.run(words, cwd=folder, env=env, capture_output=True, text=True, timeout=120, check=False)
    return run.returncode, run.stdout, run.stderr


def test_the_page_runs_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COMMUNIQUE_REGISTER", raising=False)
    for line, shown in _steps():
        code, out, err = _typed(line, tmp_path)
        assert code == 0, f"{line}\n{out[-500:]}\n{err}"
        assert "Traceback" not in err
        assert [text for text in shown if text not in out] == [], line


def test_every_command_has_its_place_on_the_page() -> None:
    titles = [code.split()[1] for _, code in markdown.prose_code(PAGE) if code.startswith("communique ")]
    assert set(COMMANDS) <= set(titles)
    typed = {line.split()[1] for line, _ in _steps()}
    assert set(COMMANDS) - typed == {"evaluate", "mcp", "scale", "serve"}, (
        "what is not shown in a block that runs"
    )
