from __future__ import annotations

from typing import Any

import pytest

from communique.briefs.engagements import engagement as say_engagement
from communique.briefs.english import Names
from communique.model import Fact
from tests.assembly.reports import engagement, knowledge, report
from tests.briefs.scene import only

NAMES = Names(knowledge())
PUTIN = ("Vladimir Putin", "President", None, "RUS")
MODI = ("Narendra Modi", "Prime Minister", None, "IND")


def _fact(**slots: Any) -> Fact:
    text = report("They met.", "2025-08-06")
    return only(text, engagement(text, "They met", **{"date": "2025-08-05", **slots}))


@pytest.mark.parametrize(
    ("slots", "said"),
    [
        ({}, "India and Russia held a meeting on 5 August 2025."),
        ({"participants": [PUTIN, MODI], "place": "Moscow"},
         "Narendra Modi (Prime Minister, India) met Vladimir Putin (President, Russia) in Moscow "
         "on 5 August 2025."),
        ({"participants": [MODI]},
         "India and Russia held a meeting on 5 August 2025, "
         "with Narendra Modi (Prime Minister, India) taking part."),
        ({"type": "talks"}, "India and Russia held talks on 5 August 2025."),
        ({"type": "visit", "participants": [PUTIN]},
         "Vladimir Putin (President, Russia) visited India on 5 August 2025."),
        ({"type": "visit", "participants": [PUTIN], "place": "Goa"},
         "Vladimir Putin (President, Russia) visited Goa on 5 August 2025."),
        ({"type": "visit", "participants": [PUTIN, MODI], "place": "New Delhi"},
         "Vladimir Putin (President, Russia) visited New Delhi on 5 August 2025, "
         "with Narendra Modi (Prime Minister, India) taking part."),
        ({"type": "visit", "participants": [PUTIN, MODI], "place": "Sochi"},
         "A visit between India and Russia took place in Sochi on 5 August 2025, with Narendra Modi "
         "(Prime Minister, India) and Vladimir Putin (President, Russia) taking part."),
        ({"type": "visit", "participants": [PUTIN], "place": "India", "status": "planned"},
         "A visit of Vladimir Putin (President, Russia) to India was planned for 5 August 2025."),
        ({"type": "call", "place": "Moscow"}, "India and Russia held a call on 5 August 2025."),
        ({"type": "exercise", "parties": "CHN IND KAZ MNG RUS"},
         "China, India, Kazakhstan, Mongolia and one other held a joint exercise on 5 August 2025."),
        ({"type": "visit"}, "A visit between India and Russia took place on 5 August 2025."),
        ({"type": "port-call", "place": "Kochi"},
         "A port call between India and Russia took place in Kochi on 5 August 2025."),
        ({"type": "exercise", "parties": "CHN IND RUS"},
         "China, India and Russia held a joint exercise on 5 August 2025."),
        ({"place": "Manekshaw Centre"}, "India and Russia held a meeting at Manekshaw Centre on 5 August 2025."),
        ({"type": "contract"}, "India and Russia signed a contract on 5 August 2025."),
        ({"status": "planned", "date": "2025-12"},
         "A meeting between India and Russia was planned for December 2025."),
        ({"status": "cancelled", "type": "talks"},
         "A round of talks between India and Russia was cancelled on 5 August 2025."),
        ({"date": None}, "India and Russia held a meeting (date not stated; reported 6 August 2025)."),
        ({"date": "XXXX-08-05"}, "India and Russia held a meeting on 5 August (year not stated)."),
        ({"participants": [("Nobody",)]},
         "India and Russia held a meeting on 5 August 2025, with Nobody taking part."),
        ({"denied": True}, "A report (6 August 2025) denies that India and Russia held a meeting on 5 August 2025."),
    ],
)  # fmt: skip
def test_sentences(slots: dict[str, Any], said: str) -> None:
    assert say_engagement(_fact(**slots), NAMES).text == said


_FIRST_NAMES = "Abel Boris Carl Dmitri Erik Farid Gustav Henri".split()


def test_many_parties_and_many_persons_are_counted() -> None:
    many = _fact(parties="CHN FRA GBR IND RUS USA", participants=[(f"{c} Unlike",) for c in _FIRST_NAMES])
    text = say_engagement(many, NAMES).text
    assert text.startswith("China, France, the United Kingdom, India and two others held a meeting")
    assert "two others taking part" in text
