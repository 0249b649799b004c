"""How ``list`` and ``show`` say how sure a fact is, where reports differ, and what was new."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from communique.register import Register
from tests.assembly.reports import programme, report
from tests.faces.program import DEAL, Done, here

LATER = """---
title: "First S-400 reaches Punjab"
published: 2021-12-21
publisher: "The Specimen Post"
---

NEW DELHI: Russia has delivered the first of five S-400 systems to India. The defence
ministers of India and Russia met in New Delhi on December 6, 2021.
"""
AGAIN = """---
title: "A look back"
published: 2025-01-10
publisher: "Harbour Gazette"
---

India and Russia signed a $5.43 billion contract for five S-400 systems in October 2018.
"""
UNDATED = "Russia has delivered five S-400 systems to India, and India and Russia signed a contract.\n"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with four reports, one of them without a day, and their register."""
    folder = tmp_path_factory.mktemp("standing")
    (folder / "reports").mkdir()
    for name, text in (("deal", DEAL), ("later", LATER), ("again", AGAIN), ("undated", UNDATED)):
        (folder / "reports" / f"{name}.txt").write_text(text, encoding="utf-8")
    done = here("add", folder / "reports", "--register", folder / "communique.db")
    assert done.code == 0, done.err
    unsure = report("The Su-57 deal, or so it was read.", "2024-01-01", "Gazette")
    read = programme(unsure, "The Su-57 deal", "Su-57", "contracted", confidence=0.3)
    with Register.open(folder / "communique.db") as register:
        register.add(unsure, [read], reader="rules-1")
    return folder / "communique.db"


def _run(place: Path, *words: str) -> Done:
    return here(*words, "--register", place)


def _objects(place: Path, *words: str) -> list[dict[str, Any]]:
    done = _run(place, *words, "--json")
    assert done.code == 0, done.err
    return [json.loads(line) for line in done.out.splitlines()]


def _order(place: Path) -> dict[str, Any]:
    return max(_objects(place, "list", "programmes"), key=lambda fact: len(fact["claims"]))


def _document(place: Path, title: str) -> dict[str, Any]:
    (found,) = (one for one in _objects(place, "list", "documents") if one.get("title", "") == title)
    (shown,) = _objects(place, "show", found["id"])
    return shown


def test_the_list_says_how_sure_each_fact_is(place: Path) -> None:
    facts = _objects(place, "list", "programmes")
    table = _run(place, "list", "programmes").out
    for fact in facts:
        assert f"{fact['weighing']['likelihood']} ({fact['belief']:.2f})" in table
    rows = list(csv.DictReader(io.StringIO(_run(place, "list", "programmes", "--csv").out)))
    assert [float(row["belief"]) for row in rows] == [fact["belief"] for fact in facts]
    assert [row["credibility"] for row in rows] == [str(fact["weighing"]["credibility"]) for fact in facts]


def test_only_what_is_believed_enough(place: Path) -> None:
    everything = _objects(place, "list", "programmes")
    beliefs = sorted(fact["belief"] for fact in everything)
    limit = beliefs[-1]
    kept = _objects(place, "list", "programmes", "--min-belief", str(limit))
    assert [fact["belief"] for fact in kept] == [one for one in beliefs if one >= limit]
    assert len(kept) < len(everything)
    for wrong in (["--min-belief", "2"], ["--min-belief", "much"]):
        assert _run(place, "list", "programmes", *wrong).code == 2
    assert _run(place, "list", "documents", "--min-belief", "0.5").code == 2


def test_a_doubtful_fact_is_marked(place: Path) -> None:
    doubtful = [fact for fact in _objects(place, "list", "programmes") if fact["slots"].get("doubtful")]
    assert doubtful
    table = _run(place, "list", "programmes").out
    assert table.count(", doubtful") == len(doubtful)
    shown = _run(place, "show", doubtful[0]["id"]).out
    assert "doubtful: " in shown


def test_a_fact_is_shown_with_its_sources(place: Path) -> None:
    order = _order(place)
    shown = " ".join(_run(place, "show", order["id"]).out.split())
    assert f"belief: {order['weighing']['likelihood']} ({order['belief']:.2f})" in shown
    assert "Admiralty F1: confirmed by other sources" in shown
    assert "Example Wire (F, 1 independent report)" in shown


def test_a_document_says_what_was_new_and_who_said_it_first(place: Path) -> None:
    verdicts = {
        title: [claim["told"]["verdict"] for claim in _document(place, title)["claims"]]
        for title in ("India signs for S-400", "First S-400 reaches Punjab", "A look back")
    }
    assert set(verdicts["India signs for S-400"]) == {"new"}
    assert "update" in verdicts["First S-400 reaches Punjab"]
    assert "retold" in verdicts["A look back"]
    retold = [
        one["told"] for one in _document(place, "A look back")["claims"] if one["told"]["verdict"] == "retold"
    ]
    assert {one["first"]["publisher"] for one in retold} == {"Example Wire"}
    assert any(one["tells_of"] == "2018-10" for one in retold)


def test_the_same_in_words(place: Path) -> None:
    looked = _document(place, "A look back")["document"]["id"]
    shown = " ".join(_run(place, "show", looked).out.split())
    assert "retold: first told by Example Wire, 2018-10-05" in shown
    deal = _document(place, "India signs for S-400")["document"]["id"]
    assert "new: no earlier report in the register tells it" in " ".join(
        _run(place, "show", deal).out.split()
    )


def test_a_report_without_a_day_says_so(place: Path) -> None:
    (found,) = (one for one in _objects(place, "list", "documents") if not one.get("published"))
    (shown,) = _objects(place, "show", found["id"])
    assert {claim["told"]["verdict"] for claim in shown["claims"]} == {"undated"}
    assert "the report bears no day" in _run(place, "show", found["id"]).out
