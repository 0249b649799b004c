"""Understood subjects: plans, decisions, credits, sanctions, orders, reduced relatives."""

from __future__ import annotations

import pytest

from communique.reading.roles import arguments
from communique.reading.syntax import Tree, parse
from tests.reading.telling import claims


def tree_of(text: str) -> Tree:
    return parse(text, [(0, len(text))])[0]


def role(text: str, verb: str, label: str) -> list[str]:
    tree = tree_of(text)
    at = next(t.i for t in tree.tokens if t.text == verb)
    return [tree[k].text for k in arguments(tree, at).get(label, [])]


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Poland plans to buy tanks.", "buy", "Poland"),
        ("Chile's decision to acquire frigates was welcomed.", "acquire", "Chile"),
        ("Finland agrees to a deal with Spain to purchase missiles.", "purchase", "Finland"),
        ("Japan gave a loan to Vietnam to purchase patrol boats.", "purchase", "Vietnam"),
        ("Canada imposed sanctions on Iran for buying missiles.", "buying", "Iran"),
        ("France urged Greece to drop the order.", "drop", "Greece"),
        ("The tanks were delivered by Germany.", "delivered", "Germany"),
        ("Oslo signed the pact and bought the ships.", "bought", "Oslo"),
    ],
)
def test_who_does_it(text: str, verb: str, subject: str) -> None:
    assert role(text, verb, "subj") == [subject]


@pytest.mark.parametrize(
    ("text", "verb", "thing"),
    [
        ("Peru received the jets bought from Sweden.", "bought", "jets"),
        ("The howitzers that Egypt ordered are late.", "ordered", "howitzers"),
        ("The missiles, which were sold to Peru, failed.", "sold", "missiles"),
    ],
)
def test_what_it_is_done_to(text: str, verb: str, thing: str) -> None:
    assert role(text, verb, "obj") == [thing]


def test_the_thing_used_does_not_buy() -> None:
    assert role("The money will be used for purchasing boats.", "purchasing", "subj") == []


def test_setting_is_no_argument() -> None:
    assert role("Berlin approved the sale to Cairo amid opposition from Paris.", "sale", "from") == []


def test_what_a_contract_will_see_somebody_do_he_does() -> None:
    text = "Pakistan is concluding its largest contract, which will see Azerbaijan getting an unknown number of JF-17 Thunders."
    assert ("AZE",) in {c.recipient for c in claims(text, "programme")}


def test_an_agreement_aimed_at_exporting_is_the_exporters() -> None:
    text = "Hanwha has signed an agreement with Chile’s Army Arsenal aimed at exporting K9 howitzers to the country."
    found = {(c.supplier, c.recipient, c.status) for c in claims(text, "programme")}
    assert found == {(("KOR",), ("CHL",), "planned")}
