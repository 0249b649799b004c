"""Who takes part in an exercise: the roll of the troops, wherever it stands."""

from __future__ import annotations

import pytest

from tests.reading.telling import claims

_ROLL = ("CHN", "KAZ", "KGZ", "RUS", "TJK")


def test_a_drill_of_a_body_is_that_of_the_members_whose_roll_is_given() -> None:
    text = (
        "A joint exercise of the Shanghai Cooperation Organization began in Kyrgyzstan on Thursday. "
        "Troops of China, Kazakhstan, Kyrgyzstan, Russia and Tajikistan take part."
    )
    assert {c.parties for c in claims(text, "engagement")} == {_ROLL}
    short = text.split(". ")[0] + ". Russia and China are its largest members."
    assert {c.parties for c in claims(short, "engagement")} == {("KGZ", "SCO")}


def test_an_edition_of_a_known_series_is_a_mechanism_of_all_who_train() -> None:
    text = (
        'The exercise, code-named "Peace Mission 2012," involved about 2,000 soldiers from China, Kazakhstan, Kyrgyzstan, '
        "Russia and Tajikistan."
    )
    assert [(c.name, c.parties) for c in claims(text, "mechanism")] == [("Peace Mission", _ROLL)]
    assert claims(text.replace(" 2012", ""), "mechanism") == []


@pytest.mark.parametrize(
    "text",
    [
        "Serbian and Indonesian special forces trained together in Serbia last week.",
        "Serbia and Indonesia wrapped up a two-week exercise on Friday. Military units of both sides took part.",
        "Indonesian paratroopers joined Serbian forces for an exercise in Serbia.",
        "The exercise Eagle Shield 2024 between Indonesia and Serbia kicked off on Monday. Navy units of both take part.",
    ],
)
def test_two_train_without_a_word_of_jointness(text: str) -> None:
    assert {(c.type, c.parties) for c in claims(text, "engagement")} == {("exercise", ("IDN", "SRB"))}


def test_drills_of_ones_own_are_nobody_elses() -> None:
    text = "The Russian frigate and a tanker carried out drills on their own. They then docked in Venezuela, a navy source said."
    assert "exercise" not in {c.type for c in claims(text, "engagement")}


def test_observers_take_no_part() -> None:
    text = (
        "The military exercise was attended by the armed forces of India, Bhutan and Nepal along with observers from "
        "the US, Turkey and Kuwait, and troops of India, Bhutan and Nepal took part."
    )
    assert [c.parties for c in claims(text, "engagement")] == [("BTN", "IND", "NPL")]


def test_an_earlier_edition_is_that_of_the_same_two() -> None:
    text = (
        "The navies of Kenya and Oman held a military exercise off Mombasa on Saturday. "
        "The first edition of the exercise was held in October last year."
    )
    found = {(c.parties, c.date) for c in claims(text, "engagement", published="2020-10-05")}
    assert found == {(("KEN", "OMN"), "2020-10-03"), (("KEN", "OMN"), "2019-10")}


def test_drills_that_were_spoken_about_are_none() -> None:
    text = (
        "India's army chief met Oman's navy chief in Muscat on Monday to discuss joint efforts. "
        "These include coordinated patrols, the bilateral military exercise Al Najah and visits of delegations."
    )
    assert "exercise" not in {c.type for c in claims(text, "engagement")}


@pytest.mark.parametrize(
    "text",
    [
        "The Indian Navy exercised with the Omani Navy in the Arabian Sea last month.",
        "Indian paratroopers trained alongside Omani soldiers near Nizwa in May.",
        "Two Omani warships are exercising with the Indian frigate Talwar off Goa.",
        "Warships of India and Oman took part in drills off Goa.",
    ],
)
def test_forces_of_one_beside_those_of_another(text: str) -> None:
    assert [(c.type, c.parties) for c in claims(text, "engagement")] == [("exercise", ("IND", "OMN"))]


def test_crews_that_learn_do_not_drill() -> None:
    text = "Indian crews trained with the Omani navy on the frigates before the handover."
    assert "exercise" not in {c.type for c in claims(text, "engagement")}
