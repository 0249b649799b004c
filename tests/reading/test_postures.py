"""Postures: which relation is said to go where; and stock phrases that say nothing of a pair."""

from __future__ import annotations

import pytest

from communique.reading.postures import phrases
from communique.vocabulary import DIRECTIONS
from tests.reading.telling import claims


@pytest.mark.parametrize(
    ("text", "parties", "direction"),
    [
        ("India and France agreed to deepen their defence partnership.", ("FRA", "IND"), "strengthening"),
        ("Norway and Japan have ramped up military cooperation.", ("JPN", "NOR"), "strengthening"),
        (
            "Armenia no longer wants to depend on Russia for its weapons, its defence minister said.",
            ("ARM", "RUS"),
            "weakening",
        ),
        ("Vietnam is reducing its heavy reliance on Russian arms.", ("RUS", "VNM"), "weakening"),
        (
            "Military cooperation between Turkey and friendly and brotherly Somalia, built over long years, continues to "
            "develop.",
            ("SOM", "TUR"),
            "strengthening",
        ),
        (
            "Chile has turned away from Russia, its old arms supplier, the army said.",
            ("CHL", "RUS"),
            "weakening",
        ),
        (
            "Peru has moved closer to South Korea for its defence and bought tanks there.",
            ("KOR", "PER"),
            "strengthening",
        ),
        ("Military ties between Kenya and Ethiopia have hit rock bottom.", ("ETH", "KEN"), "weakening"),
        (
            "Defence cooperation between Serbia and Russia was put on the back burner.",
            ("RUS", "SRB"),
            "suspended",
        ),
        (
            "The ministers reaffirmed the resolve to strengthen military ties between Japan and Australia.",
            ("AUS", "JPN"),
            "strengthening",
        ),
        (
            "Poland and South Korea raised their defence relations to a new level.",
            ("KOR", "POL"),
            "strengthening",
        ),
        (
            "Serbia and Hungary were drawing closer to a military alliance, the president said.",
            ("HUN", "SRB"),
            "strengthening",
        ),
        (
            "Cooperation between Sweden and Poland in defence was going deeper than ever.",
            ("POL", "SWE"),
            "strengthening",
        ),
        ("Defence ties between Ankara and Washington have deteriorated.", ("TUR", "USA"), "weakening"),
        ("The affair has strained military relations between Chile and Israel.", ("CHL", "ISR"), "weakening"),
        ("Mali suspended its defence cooperation with France.", ("FRA", "MLI"), "suspended"),
        ("Kenya froze military cooperation with Ethiopia.", ("ETH", "KEN"), "suspended"),
        ("Military relations between Norway and Finland remain strong.", ("FIN", "NOR"), "steady"),
        ("Greece and France remain close allies, the defence minister said.", ("FRA", "GRC"), "steady"),
    ],
)
def test_a_posture_has_a_pair_and_a_direction(text: str, parties: tuple[str, ...], direction: str) -> None:
    assert [(c.parties, c.direction) for c in claims(text, "posture")] == [(parties, direction)]


@pytest.mark.parametrize(
    "text",
    [
        "The minister hoped that trade ties between Chile and Peru would grow.",
        "A dispute over fish could damage military relations between Iceland and Norway.",
        "Brazil delivered two transport aircraft to Portugal.",
        "The army will expand its fleet of tanks.",
        "The port in Oman was deepened by a firm from Belgium.",
    ],
)
def test_hopes_trade_and_hypotheses_are_no_posture(text: str) -> None:
    assert claims(text, "posture") == []


def test_three_that_train_together_are_three() -> None:
    text = "The trilateral drill serves to strengthen defence cooperation between Azerbaijan, Turkey and Pakistan."
    (found,) = claims(text, "posture")
    assert found.parties == ("AZE", "PAK", "TUR")


def test_both_sides_means_the_pair_of_the_report() -> None:
    text = "Vietnam and Japan held talks on defence in Hanoi.\n\nThe two sides agreed to widen cooperation in the defence industry."
    (found,) = claims(text, "posture")
    assert found.parties == ("JPN", "VNM")


def test_a_pair_and_direction_are_claimed_once() -> None:
    text = (
        "Italy and Indonesia strengthened their defence ties.\n\nItaly and Indonesia will deepen their military cooperation.\n\n"
        "The defence partnership between Italy and Indonesia is growing."
    )
    assert len(claims(text, "posture")) == 1


def test_the_climb_on_the_ladder_is_a_posture_of_its_own() -> None:
    text = "India and Russia have moved from a simple buyer-seller model to joint research, development and production of defence technology."
    (found,) = claims(text, "posture")
    assert (found.direction, found.from_, found.to) == ("climbing", "transfer", "co-development")


def test_the_speaker_is_the_source() -> None:
    text = "President Lee Jae Myung said that the deal would lift defence cooperation between South Korea and Peru."
    (found,) = claims(text, "posture")
    assert found.attribution == "Lee Jae Myung"


def test_the_table_speaks_the_vocabulary() -> None:
    assert {phrase.direction for phrase in phrases()} <= set(DIRECTIONS)


def test_tension_between_two_is_theirs_and_not_the_mediators() -> None:
    text = "Turkey has widened its military ties in Africa and offered to ease the tension between Ethiopia and Sudan over their border. Ethiopia signed a military deal with Russia."
    found = [c.parties for c in claims(text, "posture") if c.direction == "weakening"]
    assert found == [("ETH", "SDN")]
