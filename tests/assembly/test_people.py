from __future__ import annotations

import pytest

from communique.assembly.people import merge_people, same_person, shared
from communique.model import Participant


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Andrei Belousov", "Andrey Belousov", True),
        ("Belousov", "Andrei Belousov", True),
        ("A. Belousov", "Andrei Belousov", True),
        ("Shri Rajnath Singh", "Rajnath Singh", True),
        ("Rajnath Singh", "Sanjay J Singh", False),
        ("Narendra Modi", "Vladimir Putin", False),
        ("Recep Tayyip Erdoğan", "Tayyip Erdogan", False),
        ("", "Narendra Modi", False),
    ],
)
def test_same_person(one: str, other: str, same: bool) -> None:
    assert same_person(Participant(one), Participant(other)) is same
    assert same_person(Participant(other), Participant(one)) is same


def test_parties_keep_namesakes_apart() -> None:
    assert not same_person(Participant("Ivanov", party="RUS"), Participant("Sergei Ivanov", party="BGR"))


def test_a_party_misread_makes_no_second_person() -> None:
    assert same_person(Participant("Ajit Doval", party="RUS"), Participant("Ajit Doval", party="IND"))


def test_merging_keeps_the_fullest_name_and_every_detail() -> None:
    merged = merge_people(
        [
            Participant("Fomin", rank="Colonel General"),
            Participant("Aleksandr Fomin", "Deputy Minister", None, "RUS"),
        ]
    )
    assert merged == [Participant("Aleksandr Fomin", "Deputy Minister", "Colonel General", "RUS")]


def test_shared_counts_persons() -> None:
    ones = (Participant("Modi"), Participant("Putin"))
    assert shared(ones, (Participant("Narendra Modi"), Participant("Xi Jinping"))) == 1
