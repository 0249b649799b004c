"""``--as-of``: what brief, list, show and search printed then, they print again, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from communique.faces.cli import main
from communique.register import Register
from tests.faces.program import Done
from tests.review import scene


def _run(place: Path, *words: str) -> Done:
    done = CliRunner().invoke(main, [*words, "--register", str(place)])
    return Done(done.exit_code, done.stdout, done.stderr)


def _questions(place: Path) -> list[tuple[str, ...]]:
    """Every question with JSON, and about everything that has an id now."""
    asked = [
        ("brief", "India", "Russia", "--format", "json"),
        ("brief", "India", "Russia", "--since", "2018", "--until", "2019", "--format", "html"),
        *(("list", subject, "--json") for subject in ("programmes", "engagements", "documents")),
        ("list", "programmes", "--between", "India", "Russia", "--json"),
        ("search", "contract", "--json"),
        ("search", "S-400", "systems", "--json"),
    ]
    ids = [
        json.loads(line)["id"] for question in asked[2:5] for line in _run(place, *question).out.splitlines()
    ]
    claims = [
        claim
        for question in asked[2:4]
        for line in _run(place, *question).out.splitlines()
        for claim in json.loads(line)["claims"]
    ]
    return [*asked, *(("show", one, "--json") for one in [*ids, *claims])]


def test_answers_repeat_whatever_is_added_and_decided_since(tmp_path: Path) -> None:
    place = tmp_path / "communique.db"
    kept: list[tuple[str, dict[tuple[str, ...], str]]] = []

    def keep() -> None:
        answers = {question: _run(place, *question).out for question in _questions(place)}
        kept.append((datetime.now(UTC).isoformat(), answers))

    def first(subject: str) -> str:
        return str(json.loads(_run(place, "list", subject, "--json").out.splitlines()[0])["id"])

    with Register.open(place) as opened:
        for document in (scene.ORDER, scene.TALKS):
            opened.add(document, scene.CLAIMS[document], reader=scene.READER)
        keep()
        for document, claims in scene.CLAIMS.items():
            opened.add(document, claims, reader=scene.READER)
        keep()
        steps: list[Callable[[], Done]] = [
            lambda: _run(place, "review", "edit", first("programmes"), "status=delivered", "--as", "ana"),
            lambda: _run(place, "review", "reject", opened.claims_of(scene.RIVAL.id)[0].claim_id),
            lambda: _run(place, "review", "undo", opened.judgements()[0].id),
        ]
        for step in steps:
            assert step().code == 0
            keep()
        opened.add(scene.ORDER, [], reader="rules-2")
        keep()
    assert len({json.dumps(sorted(answers.items())) for _, answers in kept}) == len(kept)
    for moment, answers in kept:
        for question, said in answers.items():
            assert _run(place, *question, "--as-of", moment) == Done(0, said, ""), question


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "communique.db"
    with Register.open(path, clock=lambda: datetime(2025, 6, 30, 22, 30, tzinfo=UTC)) as opened:
        opened.add(scene.ORDER, scene.CLAIMS[scene.ORDER], reader=scene.READER)
    return path


@pytest.mark.parametrize(
    ("moment", "there"),
    [
        ("2025-06-29", 0),
        ("2025-06-30", 1),
        ("2025-07-01", 1),
        ("2025-06-30T22:00:00Z", 0),
        ("2025-06-30T22:31", 1),
        ("2025-06-30T22:31:00+00:00", 1),
        ("2025-06-30 23:31:00+02:00", 0),
        ("2025-07-01T00:31:00+02:00", 1),
        ("20250630", 1),
    ],
)
def test_a_day_means_its_end_and_a_time_is_in_utc_unless_it_names_its_zone(
    place: Path, moment: str, there: int
) -> None:
    done = _run(place, "list", "documents", "--json", "--as-of", moment)
    assert (done.code, len(done.out.splitlines()), done.err) == (0, there, "")


@pytest.mark.parametrize(
    "moment", ["yesterday", "2025", "2025-06", "2025-02-30", "0000-01-01", "2025-06-30T25:00", ""]
)
def test_what_is_no_moment_is_wrong_usage(place: Path, moment: str) -> None:
    done = _run(place, "list", "documents", "--as-of", moment)
    assert done.code == 2
    assert "is no moment; write 2025-08-06 or 2025-08-06T14:30:00Z" in done.err


def test_a_moment_that_is_not_over_is_answered_and_said(place: Path) -> None:
    today = (datetime.now(UTC) + timedelta(hours=1)).isoformat(timespec="seconds")
    done = _run(place, "list", "documents", "--json", "--as-of", today)
    assert (done.code, len(done.out.splitlines())) == (0, 1)
    assert "is not over: what is recorded until then will change this answer" in done.err


def test_before_the_register_there_was_nothing(place: Path) -> None:
    assert _run(place, "list", "programmes", "--as-of", "2020-01-01").out == "nothing found\n"
    done = _run(place, "show", scene.ORDER.id, "--as-of", "2020-01-01")
    assert done.code == 1
    assert "no fact, claim, document or judgement" in done.err


def test_reports_that_are_named_have_no_past(place: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["brief", "India", "Russia", str(tmp_path), "--as-of", "2025-06-30"])
    assert done.exit_code == 2
    assert "--as-of asks a register" in done.stderr
