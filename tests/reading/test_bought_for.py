"""Arms that one state buys for another."""

from __future__ import annotations

import pytest

from tests.reading.telling import claims


@pytest.mark.parametrize(
    ("text", "supplier", "recipient"),
    [
        ("The United States ordered 21 Mi-17V5 helicopters from Russia for the Afghan army.", "RUS", "AFG"),
        (
            "The Americans ordered 21 Mi-17V5 from Russia in May, for the armed forces of Afghanistan.",
            "RUS",
            "AFG",
        ),
        ("Norway purchased 14 Sea King helicopters from Britain for Ukraine.", "GBR", "UKR"),
        ("Denmark paid for 18 Bohdana howitzers for the army of Ukraine.", "DNK", "UKR"),
        ("Poland ordered 32 F-35 fighters from the United States for its air force.", "USA", "POL"),
        (
            "Poland ordered 32 F-35 fighters from the United States for Ukraine's war has taught it to.",
            "USA",
            "POL",
        ),
    ],
)
def test_whose_forces_get_them(text: str, supplier: str, recipient: str) -> None:
    assert {(c.supplier, c.recipient) for c in claims(text, "programme")} == {((supplier,), (recipient,))}


def test_trouble_that_is_denied_is_no_denial_of_the_deal() -> None:
    text = "Reports that Russia was having trouble in fulfilling the contract for 46 Ka-52 helicopters for Egypt were untrue, the agency said."
    assert [c.denied for c in claims(text, "programme")] == [False]
    assert [
        c.denied for c in claims(text.replace("having trouble in fulfilling", "about to sign"), "programme")
    ] == [True]
