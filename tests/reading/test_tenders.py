"""In a report of bids the offers go to whoever invited them, each from the bidder that it names."""

from __future__ import annotations

import pytest

from tests.reading.dealt import dealt, statuses

CALL = "Hungary's Defence Ministry received three offers in its tender for fighter jets."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            f"{CALL} Two offers came from the United States, for new F-16s and new F-18s, while Sweden put forward its offer for Gripen jets.",
            {("F-16", "USA", "HUN"), ("F-18", "USA", "HUN"), ("Gripen", "SWE", "HUN")},
        ),
        (f"{CALL} Italy's offer was for used Eurofighters.", {("Eurofighter", "ITA", "HUN")}),
        (
            "Austria has relaunched a tender to acquire jets. The country will request new offers from Portugal, which offered F-16s.",
            {("F-16", "PRT", "AUT")},
        ),
        (
            "Italy and Sweden submitted bids to sell jets to Austria. Sweden offered Gripen fighters.",
            {("Gripen", "SWE", "AUT")},
        ),
    ],
)
def test_offers_go_to_who_invited_them(text: str, told: set[tuple[str, str, str]]) -> None:
    assert told <= {(e, s, r) for e, s, r, _ in dealt(text)}
    assert {e for e, _, _, _ in dealt(text) if e[0].isupper()} == {e for e, _, _ in told}


def test_an_offer_is_only_proposed() -> None:
    assert statuses(f"{CALL} Italy's offer was for used Eurofighters.") == {"proposed"}


def test_without_a_tender_an_offer_to_nobody_is_no_deal() -> None:
    assert not dealt("Sweden offered Gripen jets at the fair.")
