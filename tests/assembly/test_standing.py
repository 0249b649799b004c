from __future__ import annotations

from typing import Any

from communique.model import Cited
from tests.assembly.reports import claim, facts_of, one, report


def _told(kind: str, published: str, publisher: str = "Sample Wire", **slots: Any) -> list[Cited]:
    text = report(f"So says {publisher} on {published}.", published, publisher)
    return one(text, claim(text, "So says", kind, **slots))


def test_a_commission_by_acronym_name_and_edition_is_one() -> None:
    pair = "IND RUS"
    long = "India-Russia Inter-Governmental Commission on Military and Military Technical Cooperation"
    cited = _told("mechanism", "2019-11-06", "A", acronym="IRIGC-M&MTC", name="IRIGC-M&MTC", parties=pair)
    cited += _told("mechanism", "2024-12-10", "B", name=f"21st session of the {long}", parties=pair)
    cited += _told("mechanism", "2025-08-06", "C", name=long, acronym="IRIGC-MMTC", parties=pair)
    (fact,) = facts_of(cited)
    assert fact.slots["name"].startswith("India-Russia Intergovernmental Commission on Military")


def test_an_unknown_body_is_linked_by_an_acronym_that_a_report_explains() -> None:
    pair = "BRA KEN"
    cited = _told("mechanism", "2025-01-01", "A", name="Joint Savanna Council", acronym="JSVC", parties=pair)
    cited += _told("mechanism", "2025-02-01", "B", name="JSVC", acronym="JSVC", parties=pair)
    assert len(facts_of(cited)) == 1


def test_the_same_words_of_other_parties_are_another_body() -> None:
    cited = _told("mechanism", "2025-01-01", "A", name="annual summit", parties="IND RUS")
    cited += _told("mechanism", "2025-01-01", "B", name="annual summit", parties="IND JPN")
    assert len(facts_of(cited)) == 2


def test_uses_in_one_operation_are_one() -> None:
    operation = "Operation Sindoor"
    cited = _told("use", "2025-05-20", "A", equipment="S-400", by="IND", operation=operation, date="2025-05")
    cited += _told("use", "2025-08-06", "B", equipment="S-400 systems", by="IND", operation=operation)
    cited += _told("use", "2025-08-09", "C", equipment="S-400", by="IND", date="2025-05")
    (fact,) = facts_of(cited)
    assert fact.slots["operation"] == operation


def test_uses_of_generic_equipment_stay_in_their_report() -> None:
    cited = _told("use", "2025-05-20", "A", equipment="drones", by="IND")
    assert len(facts_of(cited + _told("use", "2025-05-20", "B", equipment="drones", by="IND"))) == 2


def test_pressure_joins_what_is_left_open_and_keeps_its_steps() -> None:
    tariff = {"by": "USA", "on": "IND", "instrument": "tariff"}
    cited = _told("pressure", "2025-08-06", "A", about="RUS", status="threatened", **tariff)
    cited += _told("pressure", "2025-08-28", "B", status="imposed", date="2025-08-27", **tariff)
    (fact,) = facts_of(cited)
    assert fact.slots["about"] == ["RUS"]
    assert fact.slots["status"] == "imposed"
    assert [step[1] for step in fact.slots["history"]] == ["threatened", "imposed"]
    assert (
        len(
            facts_of(cited + _told("pressure", "2025-08-28", "C", by="USA", on="IND", instrument="sanctions"))
        )
        == 2
    )


def test_postures_by_year_and_direction() -> None:
    cited = _told("posture", "2024-12-10", "A", parties="IND RUS", direction="strengthening")
    cited += _told("posture", "2025-08-06", "B", parties="IND RUS", direction="strengthening")
    cited += _told("posture", "2025-12-06", "C", parties="IND RUS", direction="strengthening")
    assert sorted(fact.voices for fact in facts_of(cited)) == [1, 2]
