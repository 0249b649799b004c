"""Who in a sentence is no end of its deal."""

from __future__ import annotations

from tests.reading.telling import claims


def test_the_maker_of_what_is_replaced_is_no_buyer() -> None:
    text = "Sweden's Gripen offers, in the deal, a way to renew a fleet of aging Israeli-made Kfir jets, the Colombian air force said."
    assert all("ISR" not in c.recipient for c in claims(text, "programme"))


def test_who_gives_as_well_gets_nothing() -> None:
    text = (
        "Norway and Denmark will give Ukraine 8,000 artillery shells. "
        "Norway will hand over the shells themselves, and Denmark the fuzes for them."
    )
    assert {c.recipient for c in claims(text, "programme")} == {("UKR",)}
