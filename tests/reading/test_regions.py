"""States told by where they lie."""

from __future__ import annotations

from communique.knowledge import load
from communique.reading.regions import describes, lying_there, regions
from tests.reading.telling import claims


def test_every_state_of_a_region_is_one_that_the_tables_know() -> None:
    known = {row["iso3"] for row in load().rows("states")}
    for word, states in regions().items():
        assert states <= known, (word, sorted(states - known))


def test_a_description_by_region_is_told_from_a_mere_region() -> None:
    assert describes("the gulf state")
    assert describes("the south-east asian country")
    assert not describes("the gulf of aden")
    assert not describes("the asian market")


def test_the_party_that_lies_there_is_meant() -> None:
    assert lying_there("the gulf state", ["GBR", "ARE", "QAT"]) == ("ARE",)
    assert lying_there("the west african nation", ["FRA", "TUR"]) == ()


def test_a_buyer_told_by_its_region_buys() -> None:
    text = "Britain hopes to win back Qatar. The Gulf state had agreed with London to buy 24 Typhoon jets, officials said."
    (found,) = claims(text, "programme")
    assert found.recipient == ("QAT",)
