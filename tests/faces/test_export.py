"""``export`` and ``reconcile`` from the command line, on a register made from reports."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.analysis.registers import old_file
from tests.faces.program import DEAL, Done, here, run


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    (folder / "deal.txt").write_text(DEAL, encoding="utf-8")
    done = here("add", folder / "deal.txt", "--register", folder / "r.db")
    assert done.code == 0, done.err
    return folder


def _export(place: Path, form: str, *words: str | Path) -> Done:
    return here("export", "--format", form, "-o", place / form, "--register", place / "r.db", *words)


@pytest.mark.parametrize(
    ("form", "files"),
    [
        ("csv", ["claims.csv", "datapackage.json", "facts.csv"]),
        ("jsonld", ["communique.jsonld"]),
        ("ftm", ["entities.ftm.json"]),
        ("plover", ["plover.csv", "plover.jsonl"]),
        ("sipri", ["trade-register.csv"]),
    ],
)
def test_each_format_writes_its_files_and_names_them(place: Path, form: str, files: list[str]) -> None:
    done = _export(place, form)
    assert done.code == 0, done.err
    assert set(files) <= {path.name for path in (place / form).iterdir()}
    assert sorted(done.out.split()) == sorted(str(path) for path in (place / form).iterdir())
    assert "1 report" in done.err


def test_a_marking_is_a_file_of_its_own_too(place: Path) -> None:
    """FollowTheMoney has no place for it."""
    done = _export(place, "ftm", "--tlp", "amber+strict")
    assert (done.code, len(done.out.split())) == (0, 2)
    assert (place / "ftm" / "TLP.txt").read_text().startswith("TLP:AMBER+STRICT\n")
    (place / "ftm" / "TLP.txt").unlink()
    wrong = _export(place, "ftm", "--tlp", "white")
    assert wrong.code == 2
    assert "choose one of red" in " ".join(wrong.err.split())


def test_json_counts_what_was_written(place: Path) -> None:
    data = json.loads(_export(place, "csv", "--json").out)
    assert data["documents"] == 1
    with (place / "csv" / "facts.csv").open(encoding="utf-8", newline="") as opened:
        assert len(list(csv.DictReader(opened))) == data["facts"] > 0


def test_a_pair_and_a_period_narrow_it(place: Path) -> None:
    assert json.loads(_export(place, "csv", "--between", "India", "Japan", "--json").out)["facts"] == 0
    assert json.loads(_export(place, "csv", "--since", "2019", "--json").out)["facts"] == 0
    assert json.loads(_export(place, "csv", "--between", "India", "Russia", "--json").out)["facts"] > 0


def test_an_unknown_format_is_told_with_those_that_there_are(place: Path) -> None:
    done = run("export", "--format", "xlsx", "-o", "out", "--register", "r.db", cwd=place)
    assert done.code == 1
    assert done.said == [
        "communique: format 'xlsx': is none that I write (choose one of csv, parquet, jsonld, ftm, plover, sipri)"
    ]
    assert not (place / "out").exists()


def test_a_folder_that_is_a_file(place: Path) -> None:
    (place / "taken").write_text("x", encoding="utf-8")
    done = here("export", "--format", "csv", "-o", place / "taken", "--register", place / "r.db")
    assert done.code == 1
    assert "cannot be made a folder" in done.err
    assert (place / "taken").read_text(encoding="utf-8") == "x"


def test_reconcile_in_all_its_forms(place: Path) -> None:
    file = old_file(
        place / "sipri.csv",
        "India,Russia,2018,,4,,S-400,SAM system,,,,New,<b>bold</b>,,,",
        "India,Russia,2012,,42,,Su-30MK,FGA aircraft,42,,,New,,,,",
    )
    words = ("reconcile", file, "--register", place / "r.db")
    table = here(*words)
    assert table.code == 0, table.err
    assert "1 differs, 1 missing here, 0 missing there" in table.err
    rows = list(csv.DictReader(io.StringIO(here(*words, "--csv").out)))
    assert [(row["outcome"], row["theirs"], row["ours"]) for row in rows] == [
        ("differs", "4", "5"),
        ("missing here", "", ""),
    ]
    objects = [json.loads(line) for line in here(*words, "--json", "--only", "differs").out.splitlines()]
    [one] = objects
    [number] = one["differences"]
    shown = json.loads(here("show", number["claims"][0], "--json", "--register", place / "r.db").out)
    assert shown["claims"][0]["quantity"]["number"] == 5
    done = here(*words, "--html", place / "page.html")
    page = (place / "page.html").read_text(encoding="utf-8")
    assert done.out == ""
    assert "<blockquote>" in page
    assert "Example Wire, 2018-10-05" in page
    assert "<b>" not in page


def test_a_file_that_is_no_register_is_one_line(place: Path) -> None:
    done = run("reconcile", "deal.txt", "--register", "r.db", cwd=place)
    assert done.code == 1
    assert len(done.said) == 1
    assert "deal.txt: has no header of SIPRI's trade register" in done.said[0]
