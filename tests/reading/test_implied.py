"""Deals told by a count, a customer or a list alone."""

from __future__ import annotations

import pytest

from communique.model import Claim
from tests.reading.telling import claims


def _counts(found: list[Claim]) -> set[tuple[str, float | None]]:
    return {(c.recipient[0], c.quantity.number if c.quantity else None) for c in found}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Latvia ordered six HIMARS launchers, Estonia five and Lithuania eight from Lockheed Martin.",
            {("LVA", 6.0), ("EST", 5.0), ("LTU", 8.0)},
        ),
        (
            "Qatar bought 36 Rafales, and Egypt 54. Greece has 24 on order.",
            {("QAT", 36.0), ("EGY", 54.0), ("GRC", 24.0)},
        ),
    ],
)
def test_a_count_behind_a_party_is_a_deal_of_its_own(text: str, told: set[tuple[str, float | None]]) -> None:
    assert _counts(claims(text, "programme")) == told


def test_a_count_of_something_else_is_none() -> None:
    text = "Qatar bought 36 Rafales, and Egypt in 54 days finished its own talks. Greece has 24 islands with airfields."
    assert {c.recipient for c in claims(text, "programme")} == {("QAT",)}


def test_the_states_that_an_export_went_to_are_listed() -> None:
    text = "The FA-50 of South Korea's KAI has been exported to five countries, including Iraq, Malaysia and Thailand."
    found = claims(text, "programme")
    assert {(c.supplier, c.recipient) for c in found} == {(("KOR",), (p,)) for p in ("IRQ", "MYS", "THA")}


def test_a_long_count_is_taken_whole() -> None:
    text = (
        "Finland is to deliver 2,500 assault rifles to Ukraine, while Denmark gives 2,700 anti-tank weapons."
    )
    assert _counts(claims(text, "programme")) == {("UKR", 2500.0), ("UKR", 2700.0)}


def test_who_joins_others_as_buyers_buys_as_they_do() -> None:
    text = "Azerbaijan now joins Myanmar and Nigeria as purchasers of JF-17 Thunder jets from Pakistan and China."
    found = {(c.supplier, c.recipient) for c in claims(text, "programme")}
    assert found == {(("CHN", "PAK"), (p,)) for p in ("AZE", "MMR", "NGA")}


def test_a_delivery_is_not_made_with_anybodys_strategy() -> None:
    text = "Romania received a jet from Norway. The delivery fits with Oslo’s strategy as it moves on to the F-35 aircraft."
    assert ("NOR",) not in {c.recipient for c in claims(text, "programme")}
