from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model import Claim, Evidence
from communique.reading.confidence import confidence, features, with_confidence
from communique.reading.text import layout

TEXT = "Delhi buys more\n\nIndia bought five S-400 systems from Russia. They arrive in May. Nobody was hurt. So it was."
LAID = layout(TEXT, "Delhi buys more")


def _quote(words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence(start, start + len(words), words)


BASE = Claim(
    kind="programme",
    evidence=(_quote("bought five S-400"),),
    equipment="S-400",
    supplier=("RUS",),
    recipient=("IND",),
    rule="programme:buy/v",
)


def test_what_is_inferred_from_the_report_is_said_with_less() -> None:
    inferred = replace(BASE, inferred=(("recipient", "report: its pair"),))
    assert confidence(inferred, LAID) < confidence(BASE, LAID)


def test_a_slot_left_open_costs_confidence() -> None:
    assert confidence(replace(BASE, recipient=()), LAID) < confidence(BASE, LAID)


def test_what_is_said_twice_is_surer() -> None:
    twice = replace(BASE, evidence=(*BASE.evidence, _quote("They arrive")))
    assert confidence(twice, LAID) > confidence(BASE, LAID)


@pytest.mark.parametrize(
    ("change", "feature"),
    [
        ({"rule": "programme:buy/n:near"}, "no frame links it"),
        ({"rule": "programme:told"}, "no frame links it"),
        ({"rule": "programme:sale/n"}, "set off by a noun"),
        ({"equipment": "jets"}, "equipment in common nouns"),
        ({"recipient": ("IND", "LKA")}, "more than two parties"),
        ({"hedge": "reported"}, "hedged"),
        ({"denied": True}, "denied"),
    ],
)
def test_features(change: dict[str, object], feature: str) -> None:
    assert feature not in features(BASE, LAID)
    assert features(replace(BASE, **change), LAID)[feature] == 1.0  # type: ignore[arg-type]


def test_where_it_stands() -> None:
    places = {"Delhi buys": "title", "bought five": "lead", "So it was": "body"}
    for words, role in places.items():
        claim = replace(BASE, evidence=(_quote(words),))
        assert f"stands in {role}" in features(claim, LAID)


def test_all_claims_of_a_document_get_theirs_and_stay_the_same() -> None:
    (claim,) = with_confidence([BASE], LAID)
    assert claim.confidence == confidence(BASE, LAID)
    assert claim.id == BASE.id


@given(
    st.lists(st.tuples(st.sampled_from(["supplier", "date"]), st.text(max_size=12)), max_size=30),
    st.text(max_size=12),
)
def test_a_confidence_is_never_certain(inferred: list[tuple[str, str]], rule: str) -> None:
    claim = replace(BASE, inferred=tuple(inferred), rule=rule)
    assert 0.02 <= confidence(claim, LAID) <= 0.98
