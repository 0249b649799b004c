"""Who gets what: sales that pay for goods, parts for another's equipment, tenders, and arms at large."""

from __future__ import annotations

from tests.reading.telling import claims


def _told(text: str) -> set[tuple[str | None, tuple[str, ...], tuple[str, ...]]]:
    return {(c.equipment, c.supplier, c.recipient) for c in claims(text, "programme")}


def test_what_a_sale_pays_for_goes_to_whom_it_is_made() -> None:
    text = "The US State Department approves $90 million in weapons sales to Jordan to fund tank transporters along with spare parts."
    assert ("tank transporters", ("USA",), ("JOR",)) in _told(text)


def test_engines_for_anothers_jets_go_to_him() -> None:
    text = "Russia will supply AL-41 engines for India’s Su-30 fleet, a paper in Beijing wrote of China and Russia."
    assert _told(text) == {("AL-41", ("RUS",), ("IND",))}


def test_what_more_is_on_order_for_is_not_ordered() -> None:
    text = "GE has delivered 75 F404 engines to India, and a further 99 are on order for the LCA Mk1A, the American firm said."
    assert "LCA Mk1A" not in {name for name, _, _ in _told(text)}


def test_who_leads_a_tender_may_supply() -> None:
    text = "Saab was named preferred bidder in Peru’s tender for 24 fighter jets."
    assert _told(text) == {("fighter jets", ("SWE",), ("PER",))}


def test_arms_at_large_say_nothing_beside_what_is_named() -> None:
    text = "South Korea signed an arms deal with Poland on Friday. Seoul will supply K2 tanks to Warsaw."
    assert {name for name, _, _ in _told(text)} == {"K2"}


def test_armed_drones_keep_their_name() -> None:
    text = "Azerbaijan plans to acquire scores of armed drones from Turkey. Turkey sold TB2 drones to Azerbaijan before."
    assert {name for name, _, _ in _told(text)} >= {"armed drones", "TB2"}


def test_a_variant_spoken_of_again_has_the_first_name_of_the_type() -> None:
    text = (
        "Brazil bought 36 Gripen fighters from Sweden. The first jet made for Brazil, designated F-39E, flew in September. "
        "Saab will build 13 in Sweden, and the next eight will be partly assembled in Brazil."
    )
    assert ("Gripen", ("SWE",), ("BRA",)) in {
        (c.equipment, c.supplier, c.recipient) for c in claims(text, "programme") if c.mode == "co-production"
    }
