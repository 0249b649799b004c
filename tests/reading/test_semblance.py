"""What only looks like a dealing between states makes no claim, and what is one beside it still does."""

from __future__ import annotations

import pytest

from tests.reading.telling import claims

# Paragraphs of news in which the words of dealing tell of something else.
SILENT = [
    ("Ruritania's neighbours Kenya and Uganda agree to a ceasefire and withdraw their troops from the border.", "engagement"),
    ("Peru and Chile agree to end a two-week stand-off between their armies with the withdrawal of troops.", "engagement"),
    ("The health minister of Malaysia signed an agreement with his Chinese counterpart on a vaccine against the pandemic. "
     "The army will help to distribute it.", "engagement"),
    ("The bodies of five Danish soldiers killed in Mali are returned home in a military ceremony attended by Defence "
     "Minister Troels Lund Poulsen.", "engagement"),
    ("The Maltese navy seizes a commercial tanker that was hijacked off Libya. The tanker is docked in Valletta.", "engagement"),
    ("The British warship HMS Talent docks in Gibraltar amid tensions with Spain.", "engagement"),
    ("Chinese destroyers and fighter jets encircle Taiwan on the second day of military exercises.", "engagement"),
    ("North Korea describes United States military exercises in the Sea of Japan as a provocation.", "engagement"),
    ("King Salman of Saudi Arabia visits Russian President Vladimir Putin in Moscow. They discuss oil prices and the "
     "Syrian Civil War.", "engagement"),
    ("Kim Jong-un presides over an emergency session of North Korea's National Defense Commission before the South Korean "
     "drills.", "mechanism"),
    ("Norway and the United Kingdom sign a Trade and Cooperation Agreement that their navies welcome.", "mechanism"),
    ("The bombers did not enter Canadian or U.S. airspace according to the North American Aerospace Defense Command.",
     "mechanism"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), SILENT)
def test_it_makes_no_claim(text: str, kind: str) -> None:
    assert not claims(text, kind)


# The near misses: (text, type, parties).
TOLD = [
    ("Kenya and Uganda agree to a ceasefire and sign a military cooperation agreement.", "agreement", ("KEN", "UGA")),
    ("Denmark hands over two patrol boats to Ghana at a ceremony in Tema attended by Defence Minister Troels Lund Poulsen "
     "and Ghanaian Defence Minister Dominic Nitiwul.", "ceremony", ("DNK", "GHA")),
    ("The British warship HMS Talent docks in Cartagena, Spain, for a goodwill visit.", "port-call", ("ESP", "GBR")),
    ("Chinese and Russian destroyers hold a joint naval exercise near the Tsushima Strait.", "exercise", ("CHN", "RUS")),
    ("King Salman of Saudi Arabia visits Russian President Vladimir Putin in Moscow. They discuss the S-400 missile system.",
     "visit", ("RUS", "SAU")),
    ("The United States Navy and the South Korean Navy hold exercises in the Yellow Sea despite warnings.", "exercise", ("KOR", "USA")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "parties"), TOLD)
def test_what_is_a_dealing_stays(text: str, kind: str, parties: tuple[str, ...]) -> None:
    assert (kind, parties) in {(claim.type, claim.parties) for claim in claims(text, "engagement")}


@pytest.mark.parametrize(
    "text",
    [
        "China announces that it will end talks with the United States on defence policy.",
        "China suspends military talks with the United States over arms sales to Taiwan.",
        "China rejects a request by the United States for a meeting between Defense Minister Li Shangfu and his American "
        "counterpart Lloyd Austin.",
    ],
)
def test_talks_that_are_broken_off_are_cancelled(text: str) -> None:
    found = [claim for claim in claims(text, "engagement") if claim.parties == ("CHN", "USA")]
    assert [(claim.status, claim.denied) for claim in found] == [("cancelled", False)]


def test_the_head_of_a_state_is_no_minister_of_what_he_once_was() -> None:
    silent = "Cuban leader Raúl Castro makes his first visit to Beijing. Trade deals are signed between China and Cuba."
    assert not claims(silent, "engagement", published="2012-07-07")
    told = "Cuban Defence Minister Raúl Castro visits Beijing for talks with Defence Minister Chi Haotian."
    assert claims(told, "engagement", published="1999-07-07")


def test_drills_that_are_halted_withhold_no_arms() -> None:
    halted = "The United States suspends joint military exercises with South Korea, including Ulchi-Freedom Guardian."
    assert not claims(halted, "pressure")
    answered = "China suspends military talks with the United States over arms sales to Taiwan."
    assert [c.instrument for c in claims(answered, "pressure")] == ["diplomatic"]


def test_ships_sent_on_a_voyage_are_no_gift() -> None:
    assert not [
        c
        for c in claims("Russia sends four more warships to the coast of Syria.", "programme")
        if c.rule == "programme:send/v"
    ]
    assert claims("Norway sends a donated frigate to Ukraine.", "programme")


def test_who_bids_another_go_has_not_met_him() -> None:
    text = "Philippine President Rodrigo Duterte tells U.S. President Barack Obama to stop the joint military drills."
    assert not [c for c in claims(text, "engagement") if c.type == "meeting"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Taiwan reports an incursion into its air defence identification zone by Chinese warplanes. The fleet flew close to the "
         "Pratas Island.", "engagement"),
        ("An Indian border force plane crashes outside New Delhi. The Super King Air turboprop hit a wall.", "use"),
    ],
)  # fmt: skip
def test_incursions_and_crashes_are_neither_calls_nor_uses(text: str, kind: str) -> None:
    assert not claims(text, kind)


def test_a_longer_report_of_ships_and_drills_need_not_say_so_in_each_sentence() -> None:
    told = (
        "The frigates of the Peruvian navy began the joint exercise with Chile in May, which the two navies hold each year. "
        "Admirals of both spoke of trust that has grown over two decades, of shared charts and of rescue at sea. "
        + "The programme has lectures, boarding practice, gunnery and a parade in the harbour, and guests of other navies come to watch it. "
        * 14
        + "The ship docked in Valparaiso on June 3."
    )
    found = [claim.type for claim in claims(told, "engagement")]
    assert "port-call" in found
    assert "exercise" in found
