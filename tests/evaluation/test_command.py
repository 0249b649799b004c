"""``communique evaluate`` as a user calls it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from communique.evaluation import load_cases, read_cases, score
from communique.evaluation.floors import Floor, load_floors
from communique.evaluation.report import as_data, table_lines
from communique.faces.cli import main
from tests.evaluation.conftest import Folder

TEXT = (
    "---\npublished: 2018-10-06\n---\nIndia signed a contract with Russia for five S-400 systems on Friday.\n"
)
GOLD: list[dict[str, Any]] = [
    {
        "kind": "programme",
        "equipment": "S-400",
        "supplier": ["RUS"],
        "recipient": ["IND"],
        "mode": "transfer",
    },
    {"kind": "posture", "parties": ["IND", "RUS"], "direction": "steady"},
]


@pytest.fixture
def gold(folder: Folder) -> Path:
    return folder(one=(TEXT, GOLD), two=("Nothing happened.", []))


def _run(*words: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main.main(["evaluate", *map(str, words)])
    code = ended.value.code
    assert isinstance(code, int)
    return code


def _expected(gold: Path) -> Any:
    cases = load_cases(gold)
    return score(cases, {one.name: one.data for one in read_cases(cases) if one.data is not None})


def test_the_table(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(gold) == 0
    assert capsys.readouterr().out.splitlines() == table_lines(_expected(gold))


def test_json_holds_what_is_asked_for(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(gold, "--json", "--errors", "--rules", "--calibration", "--workers", "2") == 0
    data = json.loads(capsys.readouterr().out)
    assert {name: data[name] for name in as_data(_expected(gold))} == as_data(_expected(gold))
    assert {"article": "one", "error": "missed", "claim": GOLD[1]} in data["errors"]
    assert any(line["rule"] == "(no rule) posture" and line["missed"] == 1 for line in data["rules"])
    assert data["calibration"]["claims"] == data["strict"]["all"]["read"]


def test_tables_for_a_person(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(gold, "--errors", "--rules", "--calibration") == 0
    out = capsys.readouterr().out
    assert '  missed one: {"kind": "posture"' in out
    assert "(no rule) posture" in out
    assert "Brier score" in out
    assert "of all right ones" in out


def test_at_least(gold: Path) -> None:
    f1 = _expected(gold).strict["all"].f1
    assert _run(gold, "--at-least", str(f1)) == 0
    assert _run(gold, "--at-least", str(f1 + 0.01)) == 1


def test_a_page_is_written(gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.html"
    assert _run(gold, "--html", page) == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "page.html written" in capsys.readouterr().err


def test_floors_rise_and_do_not_fall(gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    floors = tmp_path / "floors.json"
    assert _run(gold, "--pin", floors) == 0
    pinned = load_floors(floors, Floor)["gold"]
    floors.write_text(floors.read_text().replace(f"{pinned.strict_f1}", "0.999", 1))
    assert _run(gold, "--pin", floors) == 1
    assert "strict_f1 is" in capsys.readouterr().err
    assert load_floors(floors, Floor)["gold"].strict_f1 == 0.999
    assert _run(gold, "--pin", floors, "--allow-lower") == 0
    assert load_floors(floors, Floor)["gold"] == pinned


def test_changed_gold_with_lower_figures_is_not_pinned(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    floors = tmp_path / "floors.json"
    assert _run(gold, "--pin", floors) == 0
    before = floors.read_text()
    (gold / "one.gold.json").write_text(json.dumps({"claims": [*GOLD, {**GOLD[0], "equipment": "Su-57"}]}))
    assert _run(gold, "--pin", floors) == 1
    assert "--allow-lower" in capsys.readouterr().err
    assert floors.read_text() == before


def test_gold_that_is_not_as_it_should_be_is_one_line(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (gold / "one.gold.json").write_text('{"claims": [{"kind": "encounter"}]}')
    assert _run(gold) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    (line,) = captured.err.splitlines()
    assert "one.gold.json: claim 1 has the unknown kind 'encounter' (write one of engagement" in line


def test_an_unread_article_is_named(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (gold / "two.txt").write_bytes(b"\0\0")
    assert _run(gold) == 0
    captured = capsys.readouterr()
    assert "1 not read: two" in captured.out
    assert "two.txt" in captured.err


def test_text_that_a_terminal_would_obey_is_shown_harmless(
    gold: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claim = {**GOLD[0], "equipment": "S\u202e400"}
    (gold / "one.gold.json").write_text(json.dumps({"claims": [claim]}))
    assert _run(gold, "--errors") == 0
    assert "\u202e" not in capsys.readouterr().out
