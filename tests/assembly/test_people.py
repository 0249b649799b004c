from __future__ import annotations

import pytest

from communique.assembly.people import merge_people, roster, same_person, shared
from communique.model import Participant
from tests.assembly.reports import knowledge


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


KNOWN = roster(knowledge())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Sergei Shoigu",), ("Sergey Shoygu",), True),
        (("Lee Jong-sup",), ("Lee Jong Sup",), True),
        (("Kamikawa Yoko",), ("Yoko Kamikawa",), True),
        (("Mas'ud Pezeshkian",), ("Masoud Pezeshkian",), True),
        (("Rajnath Singh", "Defence Minister"), ("Singh", "Raksha Mantri"), True),
        (("Rajnath Singh", "Raksha Mantri"), ("the Defence Minister",), True),
        (("Rajnath Singh", "Defence Minister"), ("Singh", "Defence Secretary"), False),
        (("Rajnath Singh", "Defence Minister"), ("the Foreign Minister",), False),
        (("Mohammed bin Salman",), ("Khalid bin Salman",), False),
        (("Lee Jong-sup",), ("Lee Sang-hee",), False),
    ],
)
def test_the_table_of_persons_knows_spellings_and_offices(
    one: tuple[str, ...], other: tuple[str, ...], same: bool
) -> None:
    party = "IND" if "Singh" in one[0] else None
    left, right = (Participant(who[0], who[1] if who[1:] else None, None, party) for who in (one, other))
    assert same_person(left, right, KNOWN, "2025-04-28") is same
    assert same_person(right, left, KNOWN, "2025-04-28") is same


def test_who_held_an_office_depends_on_the_day() -> None:
    office = Participant("the Defence Minister", party="RUS")
    assert KNOWN.known(office, "2023-06-01") == "Sergei Shoigu"
    assert KNOWN.known(office, "2025-06-01") == "Andrei Belousov"
    assert KNOWN.known(office) is None
