from __future__ import annotations

import pytest

from communique.assembly.orders import EARLIER, FOLLOW_ON, says_more, split_orders
from communique.model import Cited
from tests.assembly.reports import facts_of, one, programme, report


def _parts(cited: list[Cited]) -> dict[str, list[Cited]]:
    return {label: [item for item, _ in placed] for label, placed in split_orders(cited)}


def _order(number: int, date: str) -> list[Cited]:
    text = report(f"India signed a contract for {number} T-90S tanks.", date)
    return one(text, programme(text, f"{number} T-90S", "T-90S", "contracted", date=date, quantity=number))


def test_contracts_years_apart_are_two_orders() -> None:
    parts = split_orders([*_order(310, "2001-02-15"), *_order(347, "2007-11-30")])
    assert [label for label, _ in parts] == ["", "2007"]


def test_one_contract_dated_differently_is_one_order() -> None:
    assert len(split_orders([*_order(5, "2018-10-05"), *_order(5, "2018-12"), *_order(5, "2020")])) == 1


def test_a_vague_year_finds_its_contract() -> None:
    text = report("The T-90S were ordered in 2007.", "2020-01-01")
    vague = one(text, programme(text, "T-90S were ordered in 2007", "T-90S", "contracted", date="2007"))
    parts = _parts([*_order(310, "2001-02-15"), *_order(347, "2007-11-30"), *vague])
    assert vague[0] in parts["2007"]


def test_a_number_names_its_order() -> None:
    text = report("All 310 T-90S were delivered.", "2010-01-01")
    told = one(text, programme(text, "All 310 T-90S were delivered", "T-90S", "delivered", quantity=310))
    parts = _parts([*_order(310, "2001-02-15"), *_order(347, "2007-11-30"), *told])
    assert told[0] in parts[""]


def test_an_agreement_without_numbers_belongs_to_the_contract_after_it() -> None:
    text = report("The agreement on the T-90S was signed in 2000.", "2001-03-01")
    prelude = one(text, programme(text, "agreement on the T-90S", "T-90S", "contracted", date="2000-06"))
    assert len(split_orders([*prelude, *_order(310, "2001-02-15")])) == 1


def test_talks_after_a_contract_are_a_follow_on() -> None:
    text = report("India is negotiating for T-90S tanks.", "2015-01-01")
    talks = one(text, programme(text, "negotiating for T-90S", "T-90S", "negotiating"))
    parts = _parts([*_order(310, "2001-02-15"), *talks])
    assert parts[FOLLOW_ON] == talks


def test_approval_before_a_contract_belongs_to_it() -> None:
    text = report("The purchase of T-90S tanks was cleared.", "2000-10-01")
    cleared = one(text, programme(text, "purchase of T-90S tanks was cleared", "T-90S", "approved"))
    assert len(split_orders([*cleared, *_order(310, "2001-02-15")])) == 1


def test_what_was_built_long_before_the_first_dated_contract_is_an_earlier_order() -> None:
    text = report("The first Nashik-built T-90S was handed over.", "1995-11-29")
    built = one(text, programme(text, "T-90S was handed over", "T-90S", "delivered"))
    parts = _parts([*built, *_order(310, "2001-02-15")])
    assert parts[EARLIER] == built


def test_an_inferred_day_dates_no_contract() -> None:
    text = report("India, which has a contract for T-90S.", "2020-12-14")
    retold = one(
        text,
        programme(
            text,
            "a contract for T-90S",
            "T-90S",
            "contracted",
            date="2020-12-14",
            inferred={"date": "report: day"},
        ),
    )
    assert [label for label, _ in split_orders([*_order(310, "2001-02-15"), *retold])] == [""]


@pytest.mark.parametrize(
    ("text", "date", "more"),
    [
        ("India will buy five additional S-400 systems.", None, True),
        ("India decided to acquire more S-400.", None, True),
        ("Two more S-400 will arrive in 2026.", "2026", False),
        ("More than S-400 launchers were shown.", None, False),
        ("India will buy five S-400 systems.", None, False),
    ],
)
def test_more_is_said_in_the_quote(text: str, date: str | None, more: bool) -> None:
    document = report(text, "2025-08-06")
    (item,) = one(document, programme(document, text, "S-400", "planned", date=date))
    assert says_more(item) is more


def test_more_after_a_first_delivery_is_a_follow_on_without_any_contract() -> None:
    text = report("Russia delivered the S-400. India will acquire additional S-400 systems.", "2025-08-06")
    cited = one(
        text,
        programme(text, "Russia delivered the S-400", "S-400", "delivered"),
        programme(text, "India will acquire additional S-400 systems", "S-400", "planned"),
    )
    assert [label for label, _ in split_orders(cited)] == ["", FOLLOW_ON]


def test_what_arrived_before_the_contract_was_ordered_before_it() -> None:
    text = report("A first F404 came in July; 113 F404 were ordered in November.", "2025-11-08")
    usa = {"supplier": "USA"}
    cited = one(
        text,
        programme(text, "A first F404 came", "F404", "delivered", date="2025-07", **usa),
        programme(text, "113 F404", "F404", "contracted", date="2025-11-07", quantity=113, **usa),
    )
    assert {fact.slots["status"] for fact in facts_of(cited)} == {"delivered", "contracted"}
