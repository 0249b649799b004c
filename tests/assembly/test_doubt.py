from __future__ import annotations

from typing import Any

from communique.model import Cited, Fact
from tests.assembly.reports import facts_of, one, programme, report

GUESSED = {"recipient": "report: the other party of the pair"}
BACK = {"supplier": "IND", "recipient": "RUS"}


def _told(day: int, equipment: str, status: str | None = "contracted", **slots: Any) -> list[Cited]:
    publisher = slots.pop("publisher", f"Daily {day}")
    text = report(f"Of the {equipment}, {status}, number {day}.", f"2024-01-{day:02}", publisher)
    return one(text, programme(text, f"the {equipment}", equipment, status, **slots))


def _doubts(cited: list[Cited]) -> dict[str, Any]:
    return {_name(fact): fact.slots["doubtful"] for fact in facts_of(cited) if "doubtful" in fact.slots}


def _name(fact: Fact) -> str:
    return f"{fact.slots['equipment']} {'+'.join(fact.slots['supplier'])} {fact.slots['mode']}"


def test_a_guessed_end_against_the_direction_of_many_is_doubtful_and_kept() -> None:
    sold = _told(1, "S-400") + _told(2, "S-400")
    (doubt,) = _doubts(sold + _told(3, "S-400", inferred=GUESSED, **BACK)).items()
    assert doubt[0] == "S-400 IND transfer"
    assert doubt[1]["cause"] == "direction"
    assert set(doubt[1]["against"]) == {item.claim_id for item in sold}


def test_stated_ends_are_never_doubtful() -> None:
    assert _doubts(_told(1, "S-400") + _told(2, "S-400") + _told(3, "S-400", **BACK)) == {}


def test_what_the_tables_infer_is_no_guess() -> None:
    sold = _told(1, "S-400") + _told(2, "S-400")
    known = {"supplier": "table: origin of the equipment"}
    assert _doubts(sold + _told(3, "S-400", inferred=known, **BACK)) == {}


def test_an_even_match_leaves_both() -> None:
    assert _doubts(_told(1, "S-400", inferred=GUESSED) + _told(2, "S-400", inferred=GUESSED, **BACK)) == {}


def test_confidence_counts() -> None:
    one_way = _told(1, "S-400", confidence=0.6)
    assert _doubts(one_way + _told(2, "S-400", inferred=GUESSED, confidence=0.55, **BACK)) != {}
    assert _doubts(one_way + _told(2, "S-400", inferred=GUESSED, confidence=0.9, **BACK)) == {}


def test_equipment_without_a_name_is_weighed_against_all_that_the_two_exchange() -> None:
    sold = _told(1, "S-400") + _told(2, "T-90S")
    assert list(_doubts(sold + _told(3, "gas turbines", inferred=GUESSED, **BACK))) == [
        "gas turbines IND transfer"
    ]


def test_a_ship_by_name_is_not_built_again() -> None:
    leased = _told(1, "INS Chakra", "in-service")
    built = _told(2, "INS Chakra", "in-production", mode="licensed-production")
    assert _doubts(leased + built)["INS Chakra RUS licensed-production"]["cause"] == "hull"
    twice = built + _told(3, "INS Chakra", "in-production", mode="licensed-production")
    assert _doubts(leased + twice) == {}
    assert _doubts(_told(1, "T-90S") + _told(2, "T-90S", mode="licensed-production")) == {}


def test_one_voice_below_even_odds_is_doubtful() -> None:
    assert _doubts(_told(1, "S-400", confidence=0.4))["S-400 RUS transfer"]["cause"] == "confidence"
    assert _doubts(_told(1, "S-400", confidence=0.4) + _told(2, "S-400", confidence=0.4)) == {}
    assert _doubts(_told(1, "S-400", confidence=0.5)) == {}


def test_the_tables_know_nothing_of_equipment_without_a_name() -> None:
    sold = _told(1, "S-400") + _told(2, "T-90S")
    known = {"supplier": "table: origin of the equipment"}
    assert list(_doubts(sold + _told(3, "frigates", inferred=known, **BACK))) == ["frigates IND transfer"]
