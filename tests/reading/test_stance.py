"""How far a thing has gone: approval, talks, selection and intent are no contracts."""

from __future__ import annotations

import pytest

from communique.reading.stance import Stance, governors, programme_status
from tests.reading.dealt import statuses
from tests.reading.telling import claims


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Berlin approved the export of 100 Leopard 2 tanks to Qatar.", "approved"),
        ("Norway cleared the sale of NASAMS launchers to Taiwan.", "approved"),
        ("Turkey wants to buy 40 Typhoon jets from Britain.", "proposed"),
        ("Vietnam is considering the purchase of Rafale jets from France.", "proposed"),
        ("Greece signed a letter of intent to buy Naval Strike missiles from Norway.", "proposed"),
        ("Iraq is negotiating the purchase of Cheongung missiles from South Korea.", "negotiating"),
        ("Colombia has requested 12 Gripen fighters from Sweden.", "requested"),
        ("Portugal plans to buy F-35 jets from the United States.", "planned"),
        ("Austria will deliver six howitzers to Kosovo.", "planned"),
        ("Denmark bought 19 Caesar howitzers from France.", "contracted"),
        ("Denmark gave Ukraine 19 Caesar howitzers.", "delivered"),
        ("The supply of two more frigates by Italy to Qatar was among the matters taken up.", "proposed"),
        ("The sale of six Japanese destroyers to Australia is on the agenda of the talks.", "proposed"),
        ("Spain suspended the delivery of 400 bombs to Saudi Arabia.", "suspended"),
        ("Colombia cancelled the purchase of Barak missiles from Israel.", "cancelled"),
        ("Delivery of 66 F-16V jets to Taiwan by the United States has been delayed.", "delayed"),
    ],
)
def test_status(text: str, status: str) -> None:
    assert statuses(text) == {status}


@pytest.mark.parametrize(
    "text",
    [
        "Serbia denied that it had sold mortars to Ukraine.",
        "Hungary has not bought Spike missiles from Israel.",
        "Kazakhstan ruled out buying Rafale jets from France.",
    ],
)
def test_denied(text: str) -> None:
    assert all(c.denied for c in claims(text, "programme"))
    assert claims(text, "programme")


@pytest.mark.parametrize(
    ("phase", "base", "sense", "status"),
    [
        ("agreed", "contracted", "receive", "contracted"),
        ("agreed", "delivered", "supply", "planned"),
        ("future", "delivered", "supply", "planned"),
        ("future", "suspended", "halt", "suspended"),
        ("ongoing", "contracted", "receive", "negotiating"),
        ("done", "delivered", "supply", "delivered"),
    ],
)
def test_phase_and_trigger_make_the_status(phase: str, base: str, sense: str, status: str) -> None:
    assert programme_status(Stance(phase), base, sense) == status


def test_every_governor_has_an_effect() -> None:
    assert all(effect and pos in ("v", "n", "a", "m") for (_, pos), effect in governors().items())


def test_what_is_only_demanded_has_not_come_about() -> None:
    text = "Lawmakers demanded that Canada cancel plans to sell light armoured vehicles to Saudi Arabia."
    assert {claim.status for claim in claims(text, "programme")} == {"planned"}


def test_the_noun_before_an_infinitive_governs_it() -> None:
    text = "Iraq is in the final stages of talks to buy 14 Rafale fighters from France."
    assert {claim.status for claim in claims(text, "programme")} == {"negotiating"}


def test_who_pulls_out_of_a_plan_has_cancelled_it() -> None:
    text = "Spain has pulled out of a plan to buy SPIKE missiles from Israel."
    assert {claim.status for claim in claims(text, "programme")} == {"cancelled"}


def test_what_has_not_yet_come_about_is_open_and_not_denied() -> None:
    for text in (
        "Russia has not yet delivered the S-400 systems to Turkey.",
        "No contract for Rafale jets has been signed with Iraq so far, France said.",
    ):
        assert [(c.status, c.denied) for c in claims(text, "programme")] == [("planned", False)]
    denied = claims("Russia has not delivered any S-400 systems to Turkey, the ministry said.", "programme")
    assert [c.denied for c in denied] == [True]


def test_a_pact_that_is_not_yet_signed_is_no_meeting() -> None:
    text = "Sources said that a defence agreement between Israel and Morocco had not yet been signed."
    assert claims(text, "engagement") == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The United States lifts its ban on the sale of Patriot missiles to Qatar.", "approved"),
        ("The United States bans exports of Patriot missiles to Qatar.", "suspended"),
        ("Germany announces a halt to the export of Leopard 2 tanks to Qatar.", "suspended"),
        ("France and Greece sign a deal for 24 Rafale jets.", "contracted"),
    ],
)
def test_bans_lifts_and_plural_presents(text: str, status: str) -> None:
    assert [c.status for c in claims(text, "programme")] == [status]


def test_what_is_warned_against_has_not_been_done() -> None:
    assert not claims("The United States warns China against supplying weapons to Russia.", "programme")


def test_a_carrier_that_arrives_is_no_gift() -> None:
    assert not claims(
        "The American aircraft carrier USS Ronald Reagan arrives in Da Nang, Vietnam.", "programme"
    )


def test_whoever_is_the_first_to_ban_has_banned() -> None:
    found = claims("Slovenia becomes the first country to ban all weapons trade with Israel.", "pressure")
    assert [(c.by, c.on, c.status) for c in found] == [(("SVN",), ("ISR",), "imposed")]


def test_who_asked_is_whom_a_refusal_hits() -> None:
    found = claims(
        "Switzerland rejects a request by Germany to re-export Swiss-made ammunition to Ukraine.", "pressure"
    )
    assert [(c.by, c.on, c.about) for c in found] == [(("CHE",), ("DEU",), ("UKR",))]


def test_pacts_in_the_plural_are_pacts() -> None:
    assert claims("France and Germany sign bilateral security agreements with Ukraine.", "engagement")


@pytest.mark.parametrize(
    "text",
    [
        "Qatar has denied reports on social media that it supplied drones to the Chadian army.",
        "Reports that Qatar had supplied drones to Chad are untrue, the foreign ministry in Doha said.",
        "Claims that Qatar has supplied drones to Chad are completely groundless, the embassy said.",
        "Qatar dismissed allegations in the press that it had supplied Chad with drones.",
    ],
)
def test_a_report_that_is_called_false_is_denied(text: str) -> None:
    found = claims(text, "programme")
    assert [(c.supplier, c.recipient, c.denied) for c in found] == [(("QAT",), ("TCD",), True)]


def test_a_report_that_is_called_true_is_not_denied() -> None:
    text = "Reports that Qatar had supplied drones to Chad are true, the foreign ministry in Doha said."
    assert [c.denied for c in claims(text, "programme")] == [False]
