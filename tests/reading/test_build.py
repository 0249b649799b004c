"""What a claim carries besides its parties: the right date, place and price among several, and exact evidence."""

from __future__ import annotations

import pytest

from communique.model import Claim
from tests.reading.telling import claims


def dates(text: str, kind: str, title: str = "") -> set[str | None]:
    return {c.date for c in claims(text, kind, title)}


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "Chile received six helicopters from Italy on May 3, the ministry said on Tuesday.",
            "programme",
            "2024-05-03",
        ),
        (
            "The defence ministers of Chile and Peru met in Lima on Monday to discuss the tanks that Chile ordered in 2018.",
            "engagement",
            "2024-05-13",
        ),
        (
            "The navies of Japan and India will hold a joint exercise from June 3 to 9.",
            "engagement",
            "2024-06-03/2024-06-09",
        ),
        ("The defence ministers of Oman and Kenya met in Muscat in March 2022.", "engagement", "2022-03"),
        ("Ukraine used Swedish CV90 vehicles against Russian positions in October 2023.", "use", "2023-10"),
        ("Sweden lifted its ban on arms exports to Turkey in September 2022.", "pressure", "2022-09"),
    ],
)
def test_a_date_goes_with_its_own_verb(text: str, kind: str, expected: str) -> None:
    assert expected in dates(text, kind)


@pytest.mark.parametrize("when", ["on September 12", "in September"])
def test_what_was_agreed_on_is_dated_and_the_agreement_is_not(when: str) -> None:
    """The report is of May 2024: the drill is to come, and that it was agreed is told."""
    found = {
        (c.type, c.status, c.date)
        for c in claims(f"Oman and Kenya agreed on Monday to hold a joint exercise {when}.", "engagement")
    }
    assert ("agreement", "held", "2024-05-13") in found
    assert {status for type, status, _ in found if type == "exercise"} == {"planned"}


def test_the_day_of_saying_is_not_the_day_of_the_deed() -> None:
    text = "Chile received six helicopters from Italy on May 3, the ministry said on Tuesday."
    assert "2024-05-14" not in dates(text, "programme")


def test_what_the_lead_leaves_undated_is_of_the_day_that_follows() -> None:
    text = "Norway and Portugal have signed an agreement on naval defence cooperation.\n\nThe ministers put their names to it in Oslo on Monday."
    assert "2024-05-13" in dates(text, "engagement")


def test_a_lead_without_any_day_is_of_the_day_of_publication_and_says_so() -> None:
    (found,) = [
        c
        for c in claims("The defence ministers of Norway and Portugal met in Oslo.", "engagement")
        if c.type in ("meeting", "talks")
    ]
    assert found.date == "2024-05-15"
    assert "date" in dict(found.inferred)


def test_background_is_not_dated_by_the_lead() -> None:
    text = "The defence ministers of Norway and Portugal met in Oslo on Monday. Norway had already delivered two frigates to Portugal."
    assert dates(text, "programme") <= {None}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The defence ministers of Chile and Peru met in Arequipa on Monday.", "Arequipa"),
        (
            "A defence cooperation agreement between Norway and Portugal was signed in Alfragide on Monday.",
            "Alfragide",
        ),
        (
            "The defence ministers of Spain and Morocco signed a defence agreement at Torrejon Air Base on Monday.",
            "Torrejon Air Base",
        ),
    ],
)
def test_a_place_need_not_be_in_the_tables(text: str, place: str) -> None:
    assert place in {c.place for c in claims(text, "engagement")}


def test_a_place_of_another_clause_is_no_venue() -> None:
    text = "India and Russia signed a deal on Monday to build two frigates in Goa."
    assert "Goa" not in {c.place for c in claims(text, "engagement")}


def _programme(text: str) -> Claim:
    return claims(text, "programme")[0]


def test_the_price_is_that_of_the_deal_and_not_of_the_fund() -> None:
    text = "Poland will buy 180 K2 tanks from South Korea for $3.4 billion, out of an armament fund of $20 billion."
    value = _programme(text).value
    assert value is not None
    assert value.amount == 3.4e9


def test_the_price_of_the_deal_may_stand_in_the_next_sentence() -> None:
    text = "Lithuania ordered 44 Leopard 2 tanks from Germany on Monday. The contract is worth 950 million euros."
    value = _programme(text).value
    assert value is not None
    assert (value.amount, value.currency) == (9.5e8, "EUR")


def test_a_count_given_once_holds_for_the_programme() -> None:
    text = "Peru will buy 54 K2 tanks from South Korea.\n\nSouth Korea approved the sale of the K2 tanks to Peru."
    assert {c.quantity.number for c in claims(text, "programme") if c.quantity} == {54}


@pytest.mark.parametrize("kind", ["programme", "engagement", "pressure", "posture"])
def test_evidence_quotes_the_text(kind: str) -> None:
    text = (
        "Norway and Portugal agreed on Monday to deepen their defence ties. Portugal ordered two frigates from Norway for €1 billion. "
        "The defence ministers met in Lisbon. Russia warned Norway over the military deal with Portugal."
    )
    found = claims(text, kind)
    assert found
    for claim in found:
        assert all(text[e.start : e.end] == e.quote for e in claim.evidence)
