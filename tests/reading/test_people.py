"""Who is named, in what office, and for which party, where no table knows the person."""

from __future__ import annotations

import pytest

from tests.reading.telling import people

PLACED = [
    ("Kenyan Defence Minister Amina Otieno spoke.", "Amina Otieno", "KEN"),
    ("Amina Otieno, Kenya's defence minister, spoke.", "Amina Otieno", "KEN"),
    ("Defence Minister of Rwanda Paul Habimana spoke.", "Paul Habimana", "RWA"),
    ("General Hari Thapa, the Nepal Army chief, spoke.", "Hari Thapa", "NPL"),
    ("General Hari Thapa, who commands the Nepal Army, spoke.", "Hari Thapa", "NPL"),
    ("The Chief of the Indian Navy, Vice Admiral S N Varma, spoke.", "S N Varma", "IND"),
    ("NAIROBI - Defence Minister Amina Otieno said that Kenya would buy drones.", "Amina Otieno", "KEN"),
    ("Kosovo's Arben Krasniqi assured the reporters in Pristina.", "Arben Krasniqi", "XKX"),
    ("Secretary of Defense John Carver told Latvia that tanks would come from the United States.",
     "John Carver", "USA"),
    ("Rear Admiral Minh Tran, Deputy Commander of the VPN, thanked the Vietnam People's Navy.",
     "Minh Tran", "VNM"),
    ("Secretary General of the Collective Security Treaty Organisation (CSTO) Timur Karimov spoke.",
     "Timur Karimov", "CSTO"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "party"), PLACED)
def test_a_person_is_placed_by_the_words_beside(text: str, name: str, party: str) -> None:
    found = people(text)
    assert name in found, sorted(found)
    assert found[name].party == party


def test_the_counterpart_holds_the_same_office_for_the_other_party() -> None:
    found = people("Finnish Defence Minister Pekka Virtanen met his Estonian counterpart, General Mart Saar.")
    assert found["Mart Saar"].party == "EST"
    assert found["Mart Saar"].office == "Defence Minister"


def test_one_office_of_a_state_has_one_holder() -> None:
    found = people(
        "ACCRA - President Kofi Mensah of Ghana spoke with President Ama Lawson about the army of Togo. "
        "Togo and Ghana share a border."
    )
    assert (found["Kofi Mensah"].party, found["Ama Lawson"].party) == ("GHA", "TGO")


def test_a_plural_title_gives_its_office_to_both() -> None:
    found = people("Prime Ministers Lena Borg and Tomas Ruiz signed the treaty.")
    assert {person.office for person in found.values()} == {"Prime Minister"}
    assert set(found) == {"Lena Borg", "Tomas Ruiz"}


def test_two_persons_of_one_surname_stay_two() -> None:
    found = people("Crown Prince Faisal bin Nasser met Defence Minister Tariq bin Nasser in Riyadh.")
    assert {"Faisal bin Nasser", "Tariq bin Nasser"} <= set(found)


@pytest.mark.parametrize(
    "text",
    [
        "The Coast Guard signed for two boats from Spain.",
        "Atlantic Shipbuilding Works said that Brazil had paid.",
        "The Ministry of Defence told reporters that France agreed.",
    ],
)
def test_bodies_are_no_persons(text: str) -> None:
    assert people(text) == {}


def test_a_two_word_dateline_is_no_speaker() -> None:
    found = people("New Delhi: Defence Minister Arun Varma said that India would buy frigates.")
    assert found["Arun Varma"].party == "IND"
