from __future__ import annotations

from typing import Any

import pytest

from communique.evaluation.agreement import COUNTED, IDENTITY, STRICTER, agrees, same_claim
from communique.vocabulary import COMMON_SLOTS, KINDS, SLOTS


def test_slots_compared_are_slots_of_their_kind() -> None:
    assert set(IDENTITY) == set(STRICTER) == set(KINDS)
    for kind in KINDS:
        assert {*IDENTITY[kind], *STRICTER[kind]} <= set(SLOTS[kind])
    assert set(COUNTED) <= {slot for slots in SLOTS.values() for slot in slots} | set(COMMON_SLOTS)


@pytest.mark.parametrize(
    ("slot", "want", "have", "right"),
    [
        ("parties", ["IND", "RUS"], ["RUS", "IND"], True),
        ("parties", ["IND", "RUS"], ["IND"], False),
        ("parties", ["FRA", "DEU", "ESP"], ["FRA", "DEU"], True),
        ("parties", ["FRA", "DEU", "ESP"], ["FRA"], False),
        ("by", ["USA", "GBR"], ["USA"], True),
        ("about", ["RUS", "CHN"], ["RUS"], False),
        ("type", "meeting", "talks", True),
        ("type", ["agreement", "visit"], "port-call", True),
        ("type", "meeting", "visit", False),
        ("participants", ["Rajnath Singh", {"name": "Andrei Belousov"}], [{"name": "Belousov"}], True),
        ("participants", ["Singh", "Belousov", "Lavrov"], ["Singh"], False),
        ("participants", [{"office": "minister"}], None, True),
        ("date", "2025-05", "2025-05-14", True),
        ("date", "2025-05-14", "2025-05", True),
        ("date", "2025-05-14", "2025", False),
        ("date", "2025", "2025", True),
        ("date", "2025-05-14", "2025-05-15", False),
        ("date", "2025-05-14", {"start": "2025-05-14"}, True),
        ("quantity", "five", {"text": "five", "number": 5}, True),
        ("quantity", [4, 5], "5", True),
        ("value", {"amount": 5.43e9}, {"amount": 5.4e9}, False),
        ("status", ["contracted", "planned"], "planned", True),
        ("status", "in-force", "In force", False),
        ("place", "Moscow", {"name": "Moscow, Russia"}, True),
        ("level", None, "minister", True),
    ],
)
def test_slot(slot: str, want: object, have: object, right: bool) -> None:
    assert agrees(slot, {slot: want}, {slot: have}) is right


def test_partners_of_a_joint_programme_need_not_receive() -> None:
    gold: dict[str, Any] = {"supplier": ["GBR", "ITA", "JPN"], "recipient": ["GBR", "ITA", "JPN"]}
    assert agrees("recipient", gold, {})
    assert not agrees("recipient", {**gold, "supplier": ["GBR"]}, {})


def test_who_builds_at_home_may_count_as_a_supplier() -> None:
    gold = {"mode": "licensed-production", "supplier": ["RUS"], "recipient": ["IND"]}
    assert agrees("supplier", gold, {"supplier": ["IND", "RUS"], "recipient": ["IND"]})
    assert not agrees("supplier", {**gold, "mode": "transfer"}, {"supplier": ["IND", "RUS"]})
    assert not agrees("supplier", gold, {"supplier": ["FRA"], "recipient": ["IND"]})


def test_a_denied_claim_agrees_with_no_asserted_one() -> None:
    claim = {"parties": ["IND", "RUS"]}
    assert same_claim(claim, claim, ("parties",))
    assert not same_claim({**claim, "denied": True}, claim, ("parties",))
