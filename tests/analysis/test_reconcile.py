from __future__ import annotations

from pathlib import Path

from communique.analysis.published import read_published
from communique.analysis.reconcile import Comparison, reconcile
from communique.assembly import catalogue
from communique.model import Document, Fact
from tests.analysis.registers import new_file, old_file
from tests.assembly.reports import facts_of, knowledge, one, programme, report

ORDER = report("India ordered five S-400 systems from Russia on October 5, 2018.", "2018-10-06")
ARRIVED = report("Three of the S-400 systems have been delivered to India.", "2024-03-21")
TANKS = report("Russia licensed India to build 1,000 T-90S tanks in November 2006.", "2006-11-07")
TALKS = report("India is in talks with Russia on the Su-57.", "2025-08-06")
RIFLES = report("India ordered 70,000 AK-203 rifles from Russia.", "2021-08-20")
HAWK = report("India signed for 66 Hawk trainers from Britain in March 2004.", "2004-03-27")


def _ours() -> list[Fact]:
    return [
        *_facts(ORDER, "five S-400 systems", "S-400", "contracted", quantity=5, date="2018-10-05"),
        *_facts(
            TANKS,
            "1,000 T-90S tanks",
            "T-90S",
            "contracted",
            quantity=1000,
            date="2006-11",
            mode="licensed-production",
        ),
        *_facts(TALKS, "talks with Russia on the Su-57", "Su-57", "negotiating"),
        *_facts(RIFLES, "70,000 AK-203 rifles", "AK-203", "contracted", quantity=70000, family="small-arms"),
        *_facts(HAWK, "66 Hawk trainers", "Hawk", "contracted", quantity=66, date="2004-03", supplier="GBR"),
    ]


def _facts(document: Document, quote: str, equipment: str, status: str, **slots: object) -> list[Fact]:
    return facts_of(one(document, programme(document, quote, equipment, status, **slots)), document)


def _compared(path: Path) -> list[Comparison]:
    return reconcile(read_published(path, knowledge()), _ours(), catalogue(knowledge()))


def test_all_four_outcomes(tmp_path: Path) -> None:
    rows = _compared(
        old_file(
            tmp_path / "old.csv",
            "India,Russia,2018,,5,,S-400,SAM system,,,,New,,,,",
            "India,Russia,2006,,300,,T-90S,Tank,300,,2009-2013,New,Produced under licence,,,",
            "India,Russia,2012,,42,,Su-30MK,FGA aircraft,42,,,New,,,,",
        )
    )
    assert [row.outcome for row in rows] == ["agrees", "differs", "missing-here"]
    [number] = rows[1].differences
    assert (number.field, number.theirs, number.ours) == ("number ordered", "300", "1000")
    assert number.claims, "who says so must be told"
    assert rows[1].fact is not None
    assert set(number.claims) <= {item.claim_id for item in rows[1].fact.cited}


def test_what_they_lack_of_a_pair_that_they_cover(tmp_path: Path) -> None:
    rows = _compared(old_file(tmp_path / "old.csv", "India,Russia,2018,,5,,S-400,SAM system,,,,New,,,,"))
    missing = [row.fact.slots["equipment"] for row in rows if row.outcome == "missing-there" and row.fact]
    # Talks and rifles lie outside of what they list, and their file does not cover Britain.
    assert missing == ["T-90S"]


def test_another_system_of_the_same_pair_is_not_the_deal(tmp_path: Path) -> None:
    rows = _compared(old_file(tmp_path / "old.csv", "India,Russia,2018,,5,,S-300V,SAM system,,,,New,,,,"))
    assert rows[0].outcome == "missing-here"


def test_a_deal_of_another_time_is_another_deal(tmp_path: Path) -> None:
    rows = _compared(old_file(tmp_path / "old.csv", "India,Russia,1996,,5,,S-400,SAM system,,,,New,,,,"))
    assert rows[0].outcome == "missing-here"


def test_local_production_against_finished_equipment(tmp_path: Path) -> None:
    rows = _compared(
        new_file(
            tmp_path / "new.csv",
            "1,Russia,India,T-90S,Tank,Armoured vehicles,2006,FALSE,300,FALSE,2010,FALSE,New,FALSE,1,300,FALSE",
        )
    )
    assert [(one.field, one.theirs, one.ours) for one in rows[0].differences] == [
        ("mode", "finished equipment", "local production")
    ]


def test_a_year_apart_is_within_an_estimate(tmp_path: Path) -> None:
    sure = _compared(old_file(tmp_path / "a.csv", "India,Russia,2019,,5,,S-400,SAM system,,,,New,,,,"))
    estimate = _compared(old_file(tmp_path / "b.csv", "India,Russia,2019,?,5,,S-400,SAM system,,,,New,,,,"))
    assert [one.field for one in sure[0].differences] == ["year of order"]
    assert estimate[0].outcome == "agrees"


def test_each_fact_answers_for_one_deal_only(tmp_path: Path) -> None:
    row = "India,Russia,2018,,5,,S-400,SAM system,,,,New,,,,"
    rows = _compared(old_file(tmp_path / "old.csv", row, row))
    assert [one.outcome for one in rows[:2]] == ["agrees", "missing-here"]
