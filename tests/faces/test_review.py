"""``review`` at the command line: the queue, each judgement, and where it shows afterwards."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from communique.faces.cli import main
from tests.faces.program import Done
from tests.review import scene


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return scene.recorded(tmp_path / "communique.db")


def _run(place: Path, *words: str) -> Done:
    done = CliRunner().invoke(main, [*words, "--register", str(place)])
    return Done(done.exit_code, done.stdout, done.stderr)


def _objects(done: Done) -> list[dict[str, Any]]:
    assert done.code == 0, done.err
    return [json.loads(line) for line in done.out.splitlines()]


def _judged(place: Path, *words: str) -> dict[str, Any]:
    (made,) = _objects(_run(place, "review", *words, "--json"))
    return made


def _fact(place: Path, subject: str, text: str) -> dict[str, Any]:
    (found,) = (one for one in _objects(_run(place, "list", subject, "--json")) if text in json.dumps(one))
    return found


def test_the_queue_is_printed_with_ids_that_the_judgements_take(place: Path) -> None:
    queue = _objects(_run(place, "review", "--json"))
    shown = _run(place, "review")
    assert [one["sort"] for one in queue] == ["claim", "pair", "conflict"]
    assert all(one["id"][:12] in shown.out for one in queue)
    assert shown.out.endswith("3 questions in doubt\n")
    assert _run(place, "review", "--limit", "1").out.endswith("the first 1 are shown, --limit shows more\n")
    for one in queue:
        assert _run(place, "review", "accept", one["id"][:12]).code == 0
    assert _run(place, "review").out == "0 questions in doubt\n"


def test_a_corrected_fact_says_so_everywhere(place: Path) -> None:
    fact = _fact(place, "programmes", "S-400")
    words = (
        "edit",
        fact["id"][:12],
        "quantity=4 systems",
        "status=delivered",
        "--as",
        "ben",
        "--reason",
        "x < y & z",
    )
    made = _judged(place, *words)
    assert (made["actor"], made["reason"], made["action"]) == ("ben", "x < y & z", "edit")
    assert made["changed"]["status"] == {"was": "contracted", "now": "delivered"}
    said = f"corrected by ben on {int(made['at'][8:10])} "
    assert _fact(place, "programmes", "S-400")["judgements"] == [made]
    assert said in _run(place, "list", "programmes").out
    rows = list(csv.DictReader(io.StringIO(_run(place, "list", "programmes", "--csv").out)))
    assert [said in row["decided"] for row in rows if row["equipment"] == "S-400"] == [True]
    shown = _run(place, "show", fact["id"][:12]).out
    assert "What was decided" in shown
    assert made["id"][:12] in shown
    assert "status contracted → delivered" in " ".join(shown.split())
    (data,) = _objects(_run(place, "show", fact["id"], "--json"))
    assert data["judgements"] == [{**made, "state": "holds"}]
    brief = _run(place, "brief", "India", "Russia")
    assert "What was decided by hand" in brief.out
    assert said in " ".join(brief.out.split())
    assert "x &lt; y &amp; z" in _run(place, "brief", "India", "Russia", "--format", "html").out
    answer = json.loads(_run(place, "brief", "India", "Russia", "--format", "json").out)
    (told,) = (one for one in answer["facts"] if one["id"] == fact["id"])
    assert [one["id"] for one in told["judgements"]] == [made["id"]]
    assert told["slots"]["quantity"]["number"] == 4


def test_a_corrected_claim_shows_what_the_source_said(place: Path) -> None:
    fact = _fact(place, "programmes", "S-400")
    claim = fact["claims"][0]
    made = _judged(place, "edit", claim[:12], "supplier=France", "quantity=")
    shown = " ".join(_run(place, "show", claim).out.split())
    assert "As it was corrected S-400: France to India" in shown
    assert "S-400: Russia to India" in shown
    (data,) = _objects(_run(place, "show", claim, "--json"))
    assert data["claims"][0]["supplier"] == ["RUS"]
    assert data["judgements"] == [{**made, "state": "holds"}]
    other = next(
        one for one in _objects(_run(place, "list", "programmes", "--json")) if claim in one["claims"]
    )
    (data,) = _objects(_run(place, "show", other["id"], "--json"))
    assert (data["claims"][0]["supplier"], data["claims"][0]["said"]["supplier"]) == (["FRA"], ["RUS"])
    assert "corrected by hand; as read: S-400: Russia to India" in " ".join(
        _run(place, "show", other["id"]).out.split()
    )


def test_what_was_decided_holds_where_only_a_pair_is_asked_about(place: Path) -> None:
    """A claim that an edit brings to a pair is found there, and a merged fact is whole."""
    fact = _fact(place, "programmes", "S-400")
    _judged(place, "edit", fact["claims"][0], "supplier=France")
    (moved,) = _objects(_run(place, "list", "programmes", "--between", "India", "France", "--json"))
    assert moved["claims"] == [fact["claims"][0]]
    left = _objects(_run(place, "list", "programmes", "--between", "India", "Russia", "--json"))
    assert all(fact["claims"][0] not in one["claims"] for one in left)
    assert "S-400" in _run(place, "brief", "India", "France").out
    (rest,) = (one for one in left if "S-400" in json.dumps(one))
    kits = _fact(place, "programmes", "S-300")
    _judged(place, "merge", rest["id"], kits["id"])
    (whole,) = _objects(_run(place, "list", "programmes", "--between", "India", "Russia", "--json"))
    assert set(whole["claims"]) == {*rest["claims"], *kits["claims"]}
    assert whole in _objects(_run(place, "list", "programmes", "--json"))


def test_a_rejected_claim_and_its_undo(place: Path) -> None:
    fact = _fact(place, "programmes", "S-300")
    made = _judged(place, "reject", fact["id"], "--reason", "a model kit")
    assert "S-300" not in _run(place, "list", "programmes").out
    assert "It was rejected, and is in no fact." in _run(place, "show", fact["claims"][0]).out
    undo = _judged(place, "undo", made["id"][:12], "--reason", "it was the real thing")
    assert _fact(place, "programmes", "S-300") == fact
    log = _objects(_run(place, "review", "log", "--json"))
    assert [(one["id"], one["state"]) for one in log] == [(made["id"], "undone"), (undo["id"], "holds")]
    shown = " ".join(_run(place, "review", "log").out.split())
    assert "[undone]" in shown
    assert "a model kit" in shown
    assert f"judgement {made['id']}" in _run(place, "show", made["id"][:12]).out
    again = _run(place, "review", "undo", made["id"])
    assert again.code == 1
    assert f"was undone by {undo['actor']}" in again.err
    assert again.err.count("\n") == 1


def test_merge_and_split(place: Path) -> None:
    first, second = (one["id"] for one in _objects(_run(place, "list", "engagements", "--json")))
    _judged(place, "merge", second, first[:12], "--reason", "one meeting")
    (whole,) = _objects(_run(place, "list", "engagements", "--json"))
    assert (whole["id"], len(whole["claims"])) == (second, 2)
    _judged(place, "split", second, whole["claims"][0][:12])
    assert [len(one["claims"]) for one in _objects(_run(place, "list", "engagements", "--json"))] == [1, 1]
    assert _run(place, "verify").code == 0


WRONG = [
    (
        ("accept", "ffffffffffff"),
        1,
        "ffffffffffff: no fact, claim, document or judgement has an id that begins so",
    ),
    (("edit", "{fact}", "status=held"), 2, "status=held: is no value of this slot (one of proposed"),
    (("edit", "{fact}", "colour=red"), 2, "colour: is no slot of a programme"),
    (("edit", "{fact}", "status"), 2, "status: sets nothing (write SLOT=VALUE"),
    (
        ("edit", "{fact}", "supplier=Rusia"),
        2,
        "Rusia: is no state or organisation that I know (did you mean Russia",
    ),
    (("edit", "{fact}", "date=soon"), 2, "date=soon: is no date"),
    (("merge", "{fact}", "{fact}"), 1, "is named twice"),
    (("merge", "{fact}"), 2, "name two facts or more"),
    (("split", "{fact}", "ffff"), 1, "ffff: no claim of fact"),
    (("undo", "{fact}"), 1, "no judgement has an id that begins so"),
    (("accept", "{fact}", "--as", " "), 2, "--as needs a name"),
    (("accept", "{fact}", "--reason", "x" * 501), 2, "--reason takes at most 500 characters"),
    (("bless", "{fact}"), 2, "No such command 'bless'"),
]


@pytest.mark.parametrize(("words", "code", "said"), WRONG)
def test_what_is_wrong_is_said_in_one_line(place: Path, words: tuple[str, ...], code: int, said: str) -> None:
    fact = _fact(place, "programmes", "S-400")["id"]
    done = _run(place, "review", *(word.format(fact=fact) for word in words))
    assert done.code == code, done.err
    assert said in done.err
    if "Usage:" not in done.err:
        assert done.err.count("\n") == 1
    assert _run(place, "review", "log").out == "nothing was decided yet\n"


def test_a_register_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    for words in (("review",), ("review", "log"), ("review", "accept", "ab")):
        done = _run(tmp_path / "none.db", *words)
        assert done.code == 1
        assert "there is no register" in done.err
    assert list(tmp_path.iterdir()) == []


def test_the_register_may_be_named_before_the_judgement(place: Path) -> None:
    words = ["review", "--register", str(place), "log"]
    assert CliRunner().invoke(main, words).stdout == "nothing was decided yet\n"


def test_what_somebody_types_reaches_no_terminal_raw(place: Path) -> None:
    fact = _fact(place, "programmes", "S-400")["id"]
    made = _run(place, "review", "accept", fact, "--as", "a\x1b[31mb", "--reason", "c\x9bd\ne")
    assert made.code == 0, made.err
    for done in (
        made,
        _run(place, "review", "log"),
        _run(place, "show", fact),
        _run(place, "list", "programmes"),
    ):
        assert not {"\x1b", "\x9b"} & set(done.out)
    (entry,) = _objects(_run(place, "review", "log", "--json"))
    assert (entry["actor"], entry["reason"]) == ("a␡[31mb", "c␡d e")
