"""``communique brief``: from reports, from the register, in every format, to the screen and to a file."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from communique.briefs import BINARY, FORMATS
from communique.faces.cli import main
from tests.faces.program import DEAL, SPORT, Done, run


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a report, and a register that holds it."""
    folder = tmp_path_factory.mktemp("brief")
    (folder / "deal.txt").write_text(DEAL, encoding="utf-8")
    done = CliRunner().invoke(main, ["add", str(folder), "--register", str(folder / "a.db")])
    assert done.exit_code == 0, done.stderr
    return folder


def _brief(*words: str | Path) -> Done:
    done = CliRunner().invoke(main, ["brief", *map(str, words)])
    return Done(done.exit_code, done.stdout, done.stderr)


PAGES = [form for form in FORMATS if form not in (*BINARY, "csl", "bibtex")]


@pytest.mark.parametrize("form", PAGES)
def test_each_format_names_the_question_and_the_source(place: Path, form: str) -> None:
    done = _brief("India", "RUS", place / "deal.txt", "--format", form)
    assert done.code == 0, done.err
    assert "How are India and Russia strengthening their defence partnership?" in done.out
    assert "S-400" in done.out
    assert "Example Wire" in done.out
    if form == "json":
        assert json.loads(done.out)["parties"] == ["IND", "RUS"]


@pytest.mark.parametrize("form", ["csl", "bibtex"])
def test_the_sources_alone_for_a_reference_manager(place: Path, form: str) -> None:
    done = _brief("India", "RUS", place / "deal.txt", "--format", form)
    assert done.code == 0, done.err
    assert "Example Wire" in done.out


@pytest.mark.parametrize(("form", "magic"), [("pdf", b"%PDF-"), ("docx", b"PK")])
def test_paper_goes_to_a_file_or_down_a_pipe(place: Path, tmp_path: Path, form: str, magic: bytes) -> None:
    path = tmp_path / f"brief.{form}"
    done = _brief("India", "RUS", place / "deal.txt", "--format", form, "-o", path)
    assert (done.code, done.out) == (0, ""), done.err
    assert path.read_bytes().startswith(magic)
    piped = CliRunner().invoke(main, ["brief", "India", "RUS", str(place / "deal.txt"), "--format", form])
    assert piped.stdout_bytes.startswith(magic)


def test_reports_and_register_give_the_same_answer(place: Path) -> None:
    by_report = _brief("India", "Russia", place / "deal.txt")
    by_register = _brief("India", "Russia", "--register", place / "a.db")
    assert by_report.out == by_register.out
    assert by_register.err == ""


def test_a_file_is_written_whole_and_nothing_goes_to_the_screen(place: Path, tmp_path: Path) -> None:
    path = tmp_path / "brief.html"
    done = _brief("India", "Russia", place / "deal.txt", "--format", "html", "-o", path)
    assert (done.code, done.out) == (0, "")
    assert path.read_text(encoding="utf-8").startswith("<!")
    assert f"written to {path}" in done.err
    assert [left.name for left in tmp_path.iterdir()] == ["brief.html"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["India", "Rusia"], 2, "Russia (RUS)"),
        (["India", "Wakanda"], 2, "Wakanda"),
        (["India"], 2, "takes 2 values"),
        (["India", "Russia", "--format", "tea"], 2, "is not one of"),
        (["India", "Russia", "--since", "2025-02-30"], 2, "is no date"),
        (["India", "Russia", "missing.txt", "--register", "a.db"], 2, "not both"),
        (["India", "Indian"], 2, "two different parties"),
        (["India", "Russia", "--since", "2025", "--until", "2020"], 2, "ends before it begins"),
    ],
)
def test_what_cannot_be_answered_is_said(place: Path, words: list[str], code: int, said: str) -> None:
    source = [] if "--register" in words else ["--register", str(place / "a.db")]
    done = _brief(*words, *source)
    assert done.code == code
    assert said in done.err
    assert done.out == ""


def test_a_refused_report_is_said_and_the_others_answer(place: Path, tmp_path: Path) -> None:
    (tmp_path / "sport.txt").write_text(SPORT, encoding="utf-8")
    done = _brief("India", "Russia", tmp_path / "missing.txt", place / "deal.txt", tmp_path)
    assert done.code == 1
    assert "S-400" in done.out
    assert f"{tmp_path / 'missing.txt'}: no such file" in done.err
    assert "2 reports read, 1 refused" in done.err


def test_a_pair_that_no_report_speaks_of_gets_an_honest_answer(place: Path) -> None:
    done = _brief("Norway", "Peru", "--register", place / "a.db")
    assert done.code == 0
    assert "Norway and Peru" in done.out
    assert "S-400" not in done.out


def test_nothing_that_a_report_holds_is_obeyed_by_the_terminal(tmp_path: Path) -> None:
    hostile = DEAL.replace("India signs", "India \x1b]0;owned\x07\x1b[31m signs \u202e \u009b2J").replace(
        "five", "f\x08ive"
    )
    (tmp_path / "deal.txt").write_text(hostile, encoding="utf-8")
    for form in ("text", "md", "json"):
        done = _brief("India", "Russia", tmp_path, "--format", form)
        assert done.code == 0
        assert not [char for char in done.out + done.err if char in "\x1b\x07\x08\u009b\u202e"]


@pytest.mark.parametrize("target", ["closed/brief.html", "no/such/brief.html", "."])
def test_a_place_that_cannot_be_written_is_one_line(place: Path, tmp_path: Path, target: str) -> None:
    (tmp_path / "closed").mkdir(mode=0o555)
    before = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"] if os.geteuid() == 0 else []
    words: list[str | Path] = ["brief", "India", "Russia", "--register", place / "a.db", "-o", target]
    done = run(*words, cwd=tmp_path, before=before)
    assert done.code == 1
    assert len(done.said) == 1
    assert done.said[0].startswith(f"communique: {target}: ")
