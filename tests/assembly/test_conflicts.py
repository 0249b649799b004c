from __future__ import annotations

from typing import Any

from communique.model import Cited, Fact, Quantity
from tests.assembly.reports import facts_of, one, programme, report


def _told(published: str, publisher: str, status: str = "contracted", **slots: Any) -> list[Cited]:
    text = report(f"The AK-203, says {publisher} ({published}).", published, publisher)
    return one(text, programme(text, "The AK-203", "AK-203", status, **slots))


def _slots(cited: list[Cited]) -> list[str]:
    (fact,) = facts_of(cited)
    return [conflict.slot for conflict in fact.conflicts]


def test_numbers_stay_side_by_side_with_their_claims() -> None:
    cited = _told("2019-03-03", "A", quantity=750000) + _told("2021-12-07", "B", quantity=601427)
    (fact,) = facts_of(cited)
    (conflict,) = fact.conflicts
    assert conflict.slot == "quantity"
    assert [(value, ids) for value, ids in conflict.values] == [
        ("750000", (cited[0].claim_id,)),
        ("601427", (cited[1].claim_id,)),
    ]


def test_rounding_is_no_conflict() -> None:
    assert (
        _slots(
            _told("2021-12-06", "A", value=(5.43e9, "USD")) + _told("2021-12-07", "B", value=(5.4e9, "USD"))
        )
        == []
    )


def test_other_currencies_and_units_are_no_conflict() -> None:
    cited = _told("2021-12-06", "A", value=(5e9, "USD")) + _told("2021-12-07", "B", value=(4e11, "INR"))
    assert _slots(cited) == []
    squadrons, batteries = Quantity("five", 5.0, unit="squadrons"), Quantity("ten", 10.0, unit="batteries")
    assert (
        _slots(_told("2021-12-06", "A", quantity=squadrons) + _told("2021-12-07", "B", quantity=batteries))
        == []
    )


def test_amounts_of_one_currency_conflict() -> None:
    cited = _told("2012-12-24", "A", value=(1.6e9, "USD")) + _told("2012-12-25", "B", value=(2.2e9, "USD"))
    assert _slots(cited) == ["value"]


def test_a_range_that_holds_the_number_is_no_conflict() -> None:
    wide = Quantity("250 to 300", None, 250.0, 300.0)
    assert _slots(_told("2010-10-01", "A", quantity=wide) + _told("2010-11-01", "B", quantity=280)) == []


def test_growing_deliveries_are_history() -> None:
    cited = _told("2024-05-01", "A", "delivered", quantity=27000) + _told(
        "2024-07-06", "B", "delivered", quantity=35000
    )
    (fact,) = facts_of(cited)
    assert fact.conflicts == ()
    assert fact.slots["delivered"]["number"] == 35000


def test_a_report_that_gives_both_has_told_a_part() -> None:
    text = report("12 of the 16 MiG-29K are single-seaters.", "2004-01-22", "A")
    cited = one(
        text,
        programme(text, "12 of the 16 MiG-29K", "MiG-29K", "contracted", quantity=12),
        programme(text, "16 MiG-29K", "MiG-29K", "contracted", quantity=16),
    )
    other = report("India ordered 16 MiG-29K.", "2010-03-13", "B")
    cited += one(other, programme(other, "ordered 16 MiG-29K", "MiG-29K", "contracted", quantity=16))
    assert _slots(cited) == []


def test_contract_days_conflict_unless_one_is_vague() -> None:
    assert _slots(_told("2018-10-06", "A", date="2018-10-05") + _told("2019-01-01", "B", date="2018")) == []
    assert _slots(_told("2018-10-06", "A", date="2018-10-05") + _told("2019-01-01", "B", date="2018-11")) == [
        "date"
    ]


def test_a_denial_conflicts_with_what_it_denies() -> None:
    cited = _told("2025-12-04", "A") + _told("2025-12-04", "B", denied=True)
    (fact,) = facts_of(cited)
    (conflict,) = fact.conflicts
    assert conflict.values == (("asserted", (cited[0].claim_id,)), ("denied", (cited[1].claim_id,)))


def test_a_denial_of_then_does_not_deny_what_came_later() -> None:
    assert _slots(_told("2018-04-24", "A", denied=True) + _told("2018-10-05", "B", date="2018-10-05")) == []


def test_an_end_that_others_do_not_share() -> None:
    assert _slots(_told("2018-07-14", "A", "cancelled") + _told("2018-08-20", "B", "suspended")) == ["status"]


def test_a_later_stage_is_history() -> None:
    assert _slots(_told("2018-10-05", "A") + _told("2021-12-21", "B", "partly-delivered")) == []


def test_conflicts_do_not_depend_on_order() -> None:
    cited = _told("2019-03-03", "A", quantity=750000) + _told("2021-12-07", "B", quantity=601427)

    def found(items: list[Cited]) -> list[Fact]:
        return facts_of(items)

    assert found(cited) == found(cited[::-1])


def test_an_agreement_years_before_the_contract_is_no_other_day_of_it() -> None:
    agreed = report("An agreement on the S-400 was signed in October 2016.", "2018-10-05", "A")
    signed = report("Five S-400 were ordered.", "2018-10-05", "B")
    cited = one(agreed, programme(agreed, "agreement on the S-400", "S-400", "contracted", date="2016-10"))
    cited += one(
        signed, programme(signed, "Five S-400", "S-400", "contracted", date="2018-10-05", quantity=5)
    )
    (fact,) = facts_of(cited)
    assert fact.slots["date"] == "2018-10-05"
    assert fact.conflicts == ()


def test_a_denial_of_guessed_equipment_disputes_nothing() -> None:
    said = report("The carrier INS Vikramaditya was ordered.", "2004-01-20", "A")
    denied = report("A lease was denied.", "2004-01-20", "B")
    guess = {"equipment": "report: the type named elsewhere"}
    cited = one(said, programme(said, "INS Vikramaditya was ordered", "INS Vikramaditya", "contracted"))
    stated = programme(denied, "lease was denied", "INS Vikramaditya", "contracted", denied=True)
    (fact,) = facts_of(cited + one(denied, stated))
    assert [conflict.slot for conflict in fact.conflicts] == ["denied"]
    guessed = programme(
        denied, "lease was denied", "INS Vikramaditya", "contracted", denied=True, inferred=guess
    )
    (fact,) = facts_of(cited + one(denied, guessed))
    assert fact.conflicts == ()


def _one_conflict(cited: list[Cited]) -> tuple[Fact, str | None]:
    (fact,) = facts_of(cited)
    (conflict,) = fact.conflicts
    return fact, conflict.stands


def test_the_same_publisher_may_revise_its_number() -> None:
    """Two outlets repeated the first number: it stays beside the new one, but no longer stands."""
    cited = _told("2019-03-03", "A", quantity=750) + _told("2019-03-04", "A", quantity=750)
    fact, stands = _one_conflict(cited + _told("2021-12-07", "A", quantity=601))
    assert stands == "601"
    assert fact.slots["quantity"]["number"] == 601
    assert [value for value, _ in fact.conflicts[0].values] == ["750", "601"]


def test_an_official_may_revise_what_others_said() -> None:
    earlier = _told("2019-03-03", "A", quantity=750) + _told("2019-03-04", "B", quantity=750)
    fact, stands = _one_conflict(
        earlier + _told("2021-12-07", "C", quantity=601, attribution="Ministry of Defence")
    )
    assert (stands, fact.slots["quantity"]["number"]) == ("601", 601)
    fact, stands = _one_conflict(
        earlier + _told("2021-12-07", "C", quantity=601, attribution="defence officials")
    )
    assert (stands, fact.slots["quantity"]["number"]) == (None, 750)


def test_what_is_repeated_later_is_not_revised() -> None:
    """Told of the same day, or told again afterwards: the reports differ."""
    first, second = _told("2019-03-03", "A", quantity=750), _told("2021-12-07", "A", quantity=601)
    assert _one_conflict(first + second + _told("2022-01-01", "B", quantity=750))[1] is None
    ministry = _told("2019-03-03", "B", quantity=601, attribution="Ministry of Defence")
    assert _one_conflict(first + ministry)[1] is None


def test_a_stranger_revises_nothing() -> None:
    assert (
        _one_conflict(_told("2019-03-03", "A", quantity=750) + _told("2021-12-07", "B", quantity=601))[1]
        is None
    )
    nameless = _told("2019-03-03", "", quantity=750) + _told("2021-12-07", "", quantity=601)
    assert _one_conflict(nameless)[1] is None


def test_deliveries_counted_differently_at_one_time_conflict() -> None:
    first = _told("2024-05-01", "A", "delivered", quantity=27000)
    assert _slots(first + _told("2024-05-02", "B", "delivered", quantity=35000)) == ["delivered"]
    assert _slots(first + _told("2024-05-02", "B", "delivered", quantity=27000)) == []
    other_stage = _told("2024-05-02", "B", "in-production", quantity=35000)
    assert _slots(first + other_stage) == []
