"""``communique read``: the contract of its JSON, and what a person sees."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from communique.faces.cli import main
from communique.model import Claim, Document, problems
from tests.faces.program import COMMUNIQUE, DEAL, SPORT, Done, environment, run


def _read(*words: str | Path) -> Done:
    done = CliRunner().invoke(main, ["read", *map(str, words)])
    return Done(done.exit_code, done.stdout, done.stderr)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "deal.txt").write_text(DEAL, encoding="utf-8")
    (tmp_path / "sport.txt").write_text(SPORT, encoding="utf-8")
    return tmp_path


def test_json_is_one_object_for_each_report_and_line(folder: Path) -> None:
    done = _read(folder, "--json")
    assert done.code == 0
    deal, sport = map(json.loads, done.out.splitlines())
    assert list(deal) == ["path", "document", "claims"]
    assert (deal["path"], sport["path"]) == (str(folder / "deal.txt"), str(folder / "sport.txt"))
    assert sport["claims"] == []
    document = Document.from_json(deal["document"])
    assert document.id == deal["document"]["id"]
    assert document.published == "2018-10-05"
    assert deal["claims"]
    for data in deal["claims"]:
        claim = Claim.from_json(data)
        assert problems(claim, document.text) == []
        assert {"id": data["id"], **claim.to_json()} == data
        assert [document.text[e["start"] : e["end"]] for e in data["evidence"]] == [
            e["quote"] for e in data["evidence"]
        ]
    assert any(data["kind"] == "programme" and data["recipient"] == ["IND"] for data in deal["claims"])


def test_a_person_sees_claims_beside_the_words_that_say_them(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    done = _read(folder)
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0] == "India signs for S-400"
    assert lines[1].startswith("Example Wire, 2018-10-05 · ")
    assert "  Programmes" in lines
    (line,) = (line for line in lines if line.strip().startswith("S-400: Russia to India"))
    assert "“" in line
    assert "no claims" in done.out
    assert max(map(len, lines)) <= 140
    assert "2 reports read" in done.err


def test_the_date_given_reaches_the_claims(tmp_path: Path) -> None:
    (tmp_path / "deal.txt").write_text(
        "India and Russia signed a contract for five S-400 systems on Friday.\n", encoding="utf-8"
    )
    done = _read(tmp_path, "--json", "--published", "2018-10-05")
    data = json.loads(done.out)
    assert data["document"]["published"] == "2018-10-05"
    assert "2018-10-05" in {claim.get("date") for claim in data["claims"]}


def test_refusals_are_said_and_the_rest_is_read(folder: Path) -> None:
    (folder / "empty.txt").touch()
    (folder / "bad-date.txt").write_text(f"---\npublished: 2025-13-01\n---\n{SPORT}", encoding="utf-8")
    done = _read(folder, folder / "missing.txt", "--json")
    assert done.code == 1
    assert [Path(json.loads(line)["path"]).name for line in done.out.splitlines()] == [
        "bad-date.txt",
        "deal.txt",
        "sport.txt",
    ]
    said = "\n".join(done.said)
    assert f"communique: {folder / 'empty.txt'}: is empty (" in said
    assert f"communique: {folder / 'missing.txt'}: no such file or folder (check the name)" in said
    assert "line 2: published '2025-13-01' is no date" in said
    assert done.said[-1].endswith("2 refused")


def test_a_bad_date_alone_is_exit_code_1(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"---\npublished: soon\n---\n{SPORT}", encoding="utf-8")
    assert _read(tmp_path).code == 1


@pytest.mark.parametrize("mode", [[], ["--json"]])
def test_nothing_that_a_report_holds_is_obeyed_by_the_terminal(tmp_path: Path, mode: list[str]) -> None:
    hostile = DEAL.replace("India signs", "India \x1b]0;owned\x07\x1b[31m signs \u202e \u009b2J").replace(
        "five", "f\x08ive"
    )
    (tmp_path / "deal\x1b[7m.txt").write_text(hostile, encoding="utf-8")
    done = _read(tmp_path, *mode)
    assert not [char for char in done.out + done.err if char in "\x1b\x07\x08\u009b\u202e"]


def test_a_pipe_that_closes_early_is_no_failure(folder: Path) -> None:
    for number in range(400):
        (folder / f"sport-{number:03}.txt").write_text(f"{SPORT}{number}\n" * 40, encoding="utf-8")
    with subprocess.Popen(
        [COMMUNIQUE, "read", folder, "--json"],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        assert program.stdout.readline().startswith(b'{"path"')
        program.stdout.close()
        said = program.stderr.read()
        assert program.wait(60) == 0
    assert said == b""


def test_a_terminal_of_another_encoding_gets_replacements(folder: Path) -> None:
    done = run("read", "deal.txt", cwd=folder, env={"PYTHONIOENCODING": "latin-1"})
    assert done.code == 0
    assert "?" in done.out
