"""Attribution: persons by full name, bodies as printed, pronouns and offices resolved, headlines not asked."""

from __future__ import annotations

import pytest

from tests.reading.telling import claims


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "Poland will buy 48 FA-50 jets from South Korea, Defence Minister Mariusz Blaszczak said.",
            "Mariusz Blaszczak",
        ),
        (
            "Poland will buy 48 FA-50 jets from South Korea, the Ministry of Defence said in a statement.",
            "Ministry of Defence",
        ),
        (
            "According to the Danish Ministry of Defence, Denmark delivered six F-16 jets to Argentina.",
            "Danish Ministry of Defence",
        ),
        (
            "Denmark delivered six F-16 jets to Argentina, according to officials who were not named.",
            "officials",
        ),
        ("Denmark delivered six F-16 jets to Argentina, two officials told reporters.", "two officials"),
        ("Hanwha Aerospace said that it had delivered K9 howitzers to Finland.", "Hanwha Aerospace"),
        (
            "Norway delivered K9 howitzers to Estonia, the daily quoted Defence Minister Jonas Berg as saying.",
            "Jonas Berg",
        ),
        (
            "According to a statement from the Italian Navy, Italy handed over two frigates to Egypt.",
            "Italian Navy",
        ),
    ],
)
def test_a_claim_names_its_source(text: str, source: str) -> None:
    found = claims(text, "programme")
    assert source in {c.attribution for c in found}


def test_a_report_that_cites_nobody_has_no_source() -> None:
    (found,) = claims("Denmark delivered six F-16 jets to Argentina on Friday.", "programme")
    assert found.attribution is None


def test_he_is_the_person_named_before() -> None:
    text = "Defence Minister Jonas Berg of Norway visited Tallinn on Monday.\n\nNorway has delivered twelve K9 howitzers to Estonia, he said."
    assert {c.attribution for c in claims(text, "programme")} == {"Jonas Berg"}


def test_the_general_is_the_one_with_that_rank() -> None:
    text = "General Pekka Lind met Minister Anna Koskela in Riga.\n\nFinland has delivered twelve K9 howitzers to Latvia, the general said."
    assert {c.attribution for c in claims(text, "programme")} == {"Pekka Lind"}


def test_it_is_the_body_cited_before() -> None:
    text = "The Estonian Ministry of Defence said that talks with South Korea were over.\n\nSouth Korea delivered twelve K9 howitzers to Estonia, it added."
    assert {c.attribution for c in claims(text, "programme")} == {"Estonian Ministry of Defence"}


def test_a_headline_is_not_asked() -> None:
    found = claims(
        "Denmark delivered six F-16 jets to Argentina on Friday.",
        "programme",
        title="Denmark says six F-16 jets are in Argentina",
    )
    assert {c.attribution for c in found} == {None}


def test_who_warns_in_a_name_is_the_source() -> None:
    (found,) = claims(
        "A spokesman of the Russian Foreign Ministry warned Seoul against sending weapons to Ukraine.",
        "pressure",
    )
    assert found.attribution is not None
    assert "spokesman" in found.attribution
