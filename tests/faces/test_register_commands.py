"""``add``, ``list``, ``show``, ``search`` and ``verify``: a register from nothing, and asked in every way."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import signal
import sqlite3
import subprocess
import time
from collections import Counter
from contextlib import closing, suppress
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from communique.faces.cli import main, prepare
from communique.faces.cli.progress import Progress
from communique.pipeline import Step
from communique.register import Register
from communique.sources import Refusal
from tests.faces.program import COMMUNIQUE, DEAL, SPORT, Done, environment

LATER = """---
title: "First S-400 reaches Punjab"
published: 2021-12-21
publisher: "The Specimen Post"
---

NEW DELHI: Russia has delivered the first of five S-400 systems to India. The defence
ministers of India and Russia met in New Delhi on December 6, 2021.
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three reports, and their register ``communique.db``."""
    folder = tmp_path_factory.mktemp("register")
    (folder / "reports").mkdir()
    for name, text in (("deal", DEAL), ("later", LATER), ("sport", SPORT)):
        (folder / "reports" / f"{name}.txt").write_text(text, encoding="utf-8")
    done = _run(folder, "add", str(folder / "reports"))
    assert done.code == 0, done.err
    return folder


def _run(folder: Path, command: str, *words: str) -> Done:
    register = ["--register", str(folder / "communique.db")]
    done = CliRunner().invoke(main, [command, *words, *register])
    return Done(done.exit_code, done.stdout, done.stderr)


def _objects(done: Done) -> list[dict[str, Any]]:
    assert done.code == 0, done.err
    return [json.loads(line) for line in done.out.splitlines()]


def test_adding_again_changes_nothing(place: Path) -> None:
    before = _run(place, "verify", "--digest")
    done = _run(place, "add", str(place / "reports"), "--json")
    (summary,) = _objects(done)
    assert (summary["read"], summary["new"], summary["known"], summary["refused"]) == (3, 0, 3, [])
    assert _run(place, "verify", "--digest") == before
    assert len(before.out.strip()) == 64


def test_a_summary_for_a_person(place: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "sport.txt").write_text(f"{SPORT} Again.", encoding="utf-8")
    done = CliRunner().invoke(main, ["add", str(tmp_path), "--register", str(tmp_path / "a.db")])
    assert done.exit_code == 1
    assert "2 in = 1 new + 0 already there + 1 refused; 0 relevant with 0 claims" in done.stdout
    assert f"communique: {tmp_path / 'empty.txt'}: is empty" in done.stderr


@pytest.mark.parametrize(
    "subject", ["engagements", "mechanisms", "programmes", "uses", "pressures", "postures"]
)
def test_every_subject_can_be_listed_in_every_form(place: Path, subject: str) -> None:
    facts = _objects(_run(place, "list", subject, "--json"))
    rows = list(csv.DictReader(io.StringIO(_run(place, "list", subject, "--csv").out)))
    assert [row["id"] for row in rows] == [fact["id"] for fact in facts]
    table = _run(place, "list", subject)
    assert table.code == 0
    assert all(fact["id"][:12] in table.out for fact in facts)
    assert facts or table.out == "nothing found\n"


def test_the_programme_is_there_once_with_both_its_reports(place: Path) -> None:
    facts = _objects(_run(place, "list", "programmes", "--between", "India", "Russian", "--json"))
    (fact,) = (fact for fact in facts if fact["slots"]["equipment"] == "S-400")
    assert fact["slots"]["supplier"] == ["RUS"]
    assert len(fact["claims"]) >= 2
    assert fact["voices"] == 2
    assert not _objects(_run(place, "list", "programmes", "--between", "India", "France", "--json"))


def test_a_period_bounds_the_list(place: Path) -> None:
    everything = _objects(_run(place, "list", "engagements", "--json"))
    early = _objects(_run(place, "list", "engagements", "--until", "2019", "--json"))
    late = _objects(_run(place, "list", "engagements", "--since", "2021-12", "--json"))
    assert early
    assert late
    assert sorted(fact["id"] for fact in [*early, *late]) == sorted(fact["id"] for fact in everything)


def test_documents_can_be_listed(place: Path) -> None:
    documents = _objects(_run(place, "list", "documents", "--json"))
    assert [document.get("published") for document in documents] == ["2018-10-05", "2021-12-21", None]
    about = _objects(_run(place, "list", "documents", "--between", "IND", "RUS", "--json"))
    assert len(about) == 2
    rows = list(csv.reader(io.StringIO(_run(place, "list", "documents", "--csv").out)))
    assert rows[0] == ["id", "published", "publisher", "title", "url", "path", "language"]
    assert [row[0] for row in rows[1:]] == [document["id"] for document in documents]


def test_an_unknown_party_is_wrong_usage_and_near_names_are_told(place: Path) -> None:
    done = _run(place, "list", "programmes", "--between", "India", "Rusia")
    assert done.code == 2
    assert "Rusia" in done.err
    assert "Russia (RUS)" in done.err


def test_show_takes_the_ids_that_list_prints(place: Path) -> None:
    (fact, *_) = _objects(_run(place, "list", "programmes", "--json"))
    (document, *_) = _objects(_run(place, "list", "documents", "--json"))
    for wanted, opening in (
        (fact["id"], "programme "),
        (document["id"], "document "),
        (fact["claims"][0], "claim "),
    ):
        for prefix in (wanted, wanted[:12], wanted[:12].upper()):
            done = _run(place, "show", prefix)
            assert done.code == 0, done.err
            assert done.out.startswith(f"{opening}{wanted}")
        (data,) = _objects(_run(place, "show", wanted, "--json"))
        assert wanted in json.dumps(data)


def test_show_tells_where_a_claim_stands(place: Path) -> None:
    (fact, *_) = _objects(_run(place, "list", "programmes", "--json"))
    done = _run(place, "show", fact["claims"][0])
    assert "in document " in done.out
    assert "“" in done.out
    (data,) = _objects(_run(place, "show", fact["claims"][0], "--json"))
    text = data["document"]["text"]
    assert all(text[span["start"] : span["end"]] == span["quote"] for span in data["claims"][0]["evidence"])


def test_a_document_is_shown_with_its_history(place: Path) -> None:
    (document, *_) = _objects(_run(place, "list", "documents", "--json"))
    done = _run(place, "show", document["id"])
    assert "https://wire.example/s400" in done.out
    assert "History" in done.out
    (data,) = _objects(_run(place, "show", document["id"], "--json"))
    assert data["history"][0]["what"]


def test_a_report_s_author_change_and_release_number_are_shown(tmp_path: Path) -> None:
    block = "---\nauthor: Ana \x1b[31mDesk\nmodified: 2021-12-22\nrelease: NR-7/21\n"
    (tmp_path / "one.txt").write_text(LATER.replace("---\n", block, 1), encoding="utf-8")
    _run(tmp_path, "add", str(tmp_path / "one.txt"))
    (document,) = _objects(_run(tmp_path, "list", "documents", "--json"))
    assert (document["modified"], document["release"]) == ("2021-12-22", "NR-7/21")
    assert document["author"] == "Ana [31mDesk"
    done = _run(tmp_path, "show", document["id"])
    assert "by Ana [31mDesk; changed 2021-12-22; release NR-7/21" in done.out
    assert "\x1b" not in done.out
    (data,) = _objects(_run(tmp_path, "show", document["id"], "--json"))
    assert data["document"] == document


@pytest.mark.parametrize("wanted", ["0" * 64, "zzz", ""])
def test_an_id_that_is_none_is_said(place: Path, wanted: str) -> None:
    done = _run(place, "show", wanted)
    assert done.code == 1
    assert len(done.said) == 1
    assert "id" in done.said[0]


def test_a_beginning_that_several_ids_share_is_said(place: Path) -> None:
    ids = [
        item["id"]
        for subject in ("documents", "engagements", "programmes")
        for item in _objects(_run(place, "list", subject, "--json"))
    ]
    ids += [
        claim for fact in _objects(_run(place, "list", "programmes", "--json")) for claim in fact["claims"]
    ]
    shared = next((one[0] for one in ids if sum(other[0] == one[0] for other in ids) > 1), None)
    assert shared, "more than sixteen ids share no first digit?"
    done = _run(place, "show", shared)
    assert done.code == 1
    assert "give more of it" in done.err


def test_search_finds_words_and_phrases_and_the_claims_that_say_them(place: Path) -> None:
    found = _objects(_run(place, "search", "punjab", "--json"))
    assert [hit["title"] for hit in found] == ["First S-400 reaches Punjab"]
    assert _objects(_run(place, "search", "S-400", "--json", "--limit", "1"))
    assert len(_objects(_run(place, "search", "five S-400 systems", "--json"))) == 2
    shown = _run(place, "search", "contract")
    assert "India signs for S-400" in shown.out
    assert " - " in shown.out
    assert _run(place, "search", "no such words", "at all").out == "no document holds all these words\n"
    assert _run(place, "search", '"', "*", "AND", "NEAR(").code == 0


def test_pairs_are_prepared(place: Path) -> None:
    """Of a small register nothing is kept, so that no pair was asked before; one that is named is prepared all the same."""
    assert "0 pairs prepared" in _run(place, "prepare").out
    done = _run(place, "prepare", "--between", "India", "Russia", "--json")
    assert done.code == 0
    assert _objects(done) == [{"prepared": [["IND", "RUS"]]}]
    assert _run(place, "prepare", "--between", "India", "Nowhereland").code != 0
    assert "0 pairs prepared" in _run(place, "prepare", "--busy").out


def test_busy_pairs_are_prepared_the_busiest_first(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "LEAST_KEPT", 1)
    with Register.open(str(place / "communique.db"), read_only=True) as register:
        related = Counter(
            pair for item in register.cited() for pair in combinations(sorted({*item.claim.members}), 2)
        )
    (found,) = _objects(_run(place, "prepare", "--busy", "--json"))
    assert found["prepared"] == [
        list(pair) for pair, _ in sorted(related.items(), key=lambda p: (-p[1], p[0]))
    ]


def test_verify_finds_what_was_changed_behind_its_back(place: Path, tmp_path: Path) -> None:
    done = _run(place, "verify")
    assert done.code == 0
    assert "sound; 3 documents" in done.out
    for name in ("communique.db", "communique.db-wal"):
        if (place / name).exists():
            (tmp_path / name).write_bytes((place / name).read_bytes())
    with closing(sqlite3.connect(tmp_path / "communique.db")) as database, database:
        database.execute("UPDATE body SET text = replace(text, 'five', 'four')")
    done = _run(tmp_path, "verify")
    assert done.code == 1
    assert "document " in done.out


def test_nothing_can_be_asked_of_a_register_that_is_not_there(tmp_path: Path) -> None:
    for words in (["list", "documents"], ["show", "abc"], ["search", "x"], ["verify"], ["prepare"]):
        done = _run(tmp_path, *words)
        assert done.code == 1
        assert len(done.said) == 1
        assert "communique.db" in done.said[0]
    assert list(tmp_path.iterdir()) == []


def test_the_register_can_be_named_by_the_environment(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_REGISTER", str(place / "communique.db"))
    done = CliRunner().invoke(main, ["list", "documents", "--json"])
    assert len(done.stdout.splitlines()) == 3


def test_progress_counts_everything_once() -> None:
    now = [0.0]
    progress = Progress(clock=lambda: now[0])
    progress.step(Step("a", "added", 3))
    progress.step(Step("b", "known"))
    progress.step(Step("c", "refused", refusal=Refusal("c", "is empty", "fill it")))
    now[0] = 2.0
    assert (
        progress.line()
        == "3 in = 1 new + 1 already there + 1 refused; 1 relevant with 3 claims; 2.0 s (1.5/s)"
    )
    assert progress.to_json() == {
        "read": 3,
        "new": 1,
        "known": 1,
        "relevant": 1,
        "claims": 3,
        "unread": {},
        "refused": [{"path": "c", "problem": "is empty", "mend": "fill it"}],
        "seconds": 2.0,
    }


def test_what_is_in_another_language_is_kept_and_counted_as_unread(tmp_path: Path) -> None:
    french = (
        "Le ministre de la d\u00e9fense a sign\u00e9 un contrat avec l'Inde pour la vente de trente-six avions. "
        * 4
    )
    (tmp_path / "rafale.txt").write_text(french, encoding="utf-8")
    (tmp_path / "sport.txt").write_text(SPORT, encoding="utf-8")
    done = CliRunner().invoke(main, ["add", str(tmp_path), "--register", str(tmp_path / "a.db"), "--json"])
    summary = json.loads(done.stdout)
    assert (summary["read"], summary["new"], summary["unread"]) == (2, 2, {"fr": 1})


def test_the_time_left_is_told_by_files() -> None:
    now = [0.0]
    progress = Progress(files=10, clock=lambda: now[0])
    for number in range(4):
        progress.step(Step(f"{number}.zip!a", "added"))
        progress.step(Step(f"{number}.zip!b", "added"))
    assert progress.left() == "", "too early to tell"
    now[0] = 20.0
    assert progress.left() == ", about 30 s left"
    now[0] = 20_000.0
    assert progress.left() == ", about 8.3 h left"


def test_progress_is_told_on_a_terminal(tmp_path: Path) -> None:
    """On a terminal one line is written over and over; what reports hold does not get into it raw."""
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(300):
        (reports / f"{number:03}\x1b]0;owned\x07.txt").write_text(f"{SPORT}{number}\n", encoding="utf-8")
    (reports / "empty.txt").touch()
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [COMMUNIQUE, "add", "reports"], cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=theirs
    ) as program:
        os.close(theirs)
        seen = b""
        with suppress(OSError):  # the end of a terminal that nobody writes to any more
            while piece := os.read(ours, 4096):
                seen += piece
        assert program.stdout is not None
        summary = program.stdout.read().decode()
        assert program.wait(60) == 1
    os.close(ours)
    assert summary.startswith("301 in = 300 new + 0 already there + 1 refused; ")
    shown = seen.decode()
    assert "\r\x1b[K" in shown
    assert " new, 0 relevant, 0 refused; " in shown
    assert "communique: reports/empty.txt: is empty" in shown
    assert "owned" in shown
    assert "\x1b]" not in shown
    assert "\x07" not in shown


def test_ctrl_c_ends_after_the_report_in_hand_and_the_next_run_goes_on(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(1500):
        (reports / f"{number:04}.txt").write_text(f"{SPORT}{number}\n", encoding="utf-8")
    with subprocess.Popen(
        [COMMUNIQUE, "add", "reports", "--json"],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        _wait_for_documents(tmp_path / "communique.db", 20)
        os.kill(program.pid, signal.SIGINT)
        out, err = program.communicate(timeout=60)
    assert program.returncode == 130, err
    assert "stopping after the report in hand" in err
    assert "Traceback" not in err
    summary = json.loads(out)
    assert 20 <= summary["new"] < 1500
    assert summary["read"] == summary["new"]
    for path in sorted(reports.iterdir())[summary["new"] + 50 :]:
        path.unlink()
    (second,) = _objects(_run(tmp_path, "add", str(reports), "--json"))
    assert (second["known"], second["new"]) == (summary["new"], 50)
    assert _run(tmp_path, "verify").code == 0


def _wait_for_documents(register: Path, wanted: int) -> None:
    for _ in range(1500):
        if register.exists():
            with closing(sqlite3.connect(f"file:{register}?mode=ro", uri=True)) as database:
                try:
                    (count,) = database.execute("SELECT count(*) FROM document").fetchone()
                except sqlite3.OperationalError:
                    count = 0
            if count >= wanted:
                return
        time.sleep(0.02)
    raise AssertionError("nothing was recorded in 30 s")
