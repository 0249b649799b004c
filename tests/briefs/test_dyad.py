from __future__ import annotations

from typing import Any

import pytest

from communique.briefs.dyad import in_period, of_pair
from communique.model import Fact
from tests.assembly.reports import claim, facts_of, knowledge, one, report

PAIR = ("IND", "RUS")


def _facts(kind: str, published: str = "2025-08-06", **slots: Any) -> list[Fact]:
    text = report(f"So it is, on {published}.", published)
    return facts_of(one(text, claim(text, "So it is", kind, **slots)))


@pytest.mark.parametrize(
    ("kind", "slots", "about"),
    [
        ("engagement", {"type": "meeting", "parties": "CHN IND RUS"}, True),
        ("engagement", {"type": "meeting", "parties": "CHN RUS"}, False),
        ("programme", {"equipment": "S-400", "supplier": "RUS", "recipient": "IND"}, True),
        ("programme", {"equipment": "BrahMos", "supplier": "IND RUS"}, True),
        ("programme", {"equipment": "F-35", "supplier": "USA", "recipient": "IND RUS"}, False),
        ("programme", {"equipment": "S-400", "supplier": "RUS", "recipient": "TUR"}, False),
        ("use", {"equipment": "S-400", "by": "IND"}, True),
        ("use", {"equipment": "Rafale", "by": "IND"}, False),
        ("use", {"equipment": "S-400", "by": "TUR"}, False),
        ("pressure", {"by": "USA", "on": "IND", "about": "RUS", "instrument": "tariff"}, True),
        ("pressure", {"by": "USA", "on": "RUS", "about": "UKR", "instrument": "sanctions"}, False),
        ("pressure", {"by": "USA", "on": "IND", "instrument": "tariff"}, False),
        ("pressure", {"by": "RUS", "on": "IND", "instrument": "demand"}, True),
        ("pressure", {"by": "USA", "on": "IND RUS", "instrument": "warning"}, True),
        ("mechanism", {"name": "IRIGC-M&MTC", "parties": "IND RUS"}, True),
        ("posture", {"parties": "CHN IND", "direction": "steady"}, False),
    ],
)
def test_what_is_about_a_pair(kind: str, slots: dict[str, Any], about: bool) -> None:
    found = _facts(kind, **slots)
    assert bool(of_pair(found, PAIR, knowledge())) is about
    assert of_pair(found, PAIR, knowledge()) == of_pair(found, PAIR[::-1], knowledge())


def test_use_of_what_a_programme_says_was_supplied() -> None:
    text = report("Russia sold India the Zhuk-77 radar, and India used the Zhuk-77 radar.", "2025-08-06")
    sold = claim(text, "Russia sold India the Zhuk-77 radar", "programme", equipment="Zhuk-77 radar",
                 supplier="RUS", recipient="IND", mode="transfer")  # fmt: skip
    used = claim(text, "India used the Zhuk-77 radar", "use", equipment="Zhuk-77 radar", by="IND")
    assert len(of_pair(facts_of(one(text, sold, used)), PAIR, knowledge())) == 2
    assert of_pair(facts_of(one(text, used)), PAIR, knowledge()) == []


def test_periods() -> None:
    meeting = _facts("engagement", "2025-08-06", type="meeting", parties="IND RUS", date="2018-10-05")
    assert in_period(meeting, None, None) == meeting
    assert in_period(meeting, "2018", "2018-10") == meeting
    assert in_period(meeting, "2019", None) == []
    undated = _facts("engagement", "2025-08-06", type="meeting", parties="IND RUS")
    assert in_period(undated, "2025-08-06", "2025-08-06") == undated
    assert in_period(undated, None, "2024") == []
