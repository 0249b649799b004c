"""Plain words for readers of pages: no codes, no hyphens of a vocabulary, no number without what it counts."""

from __future__ import annotations

import pytest

from communique.faces.web import plain
from communique.model import Fact
from tests.alerts.scene import KNOWLEDGE


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("K2: South Korea to Poland; transfer (sale), delivered; 180; worth US$6.5 billion; 2025",
         "K2: South Korea to Poland; transfer (sale), delivered; 180 in number; worth US$6.5 billion; 2025"),
        ("T-90S: Russia to India; co-production, in-production; The first 180; 2008-10",
         "T-90S: Russia to India; co-production, in production; The first 180 in number; October 2008"),
        ("FGFA: India, Russia; co-development, contracted; a; 2007-10-18",
         "FGFA: India, Russia; co-development, contracted; 18 October 2007"),
        ("meeting: India, Russia; head-of-state, held; 2025-09-01; Tianjin",
         "meeting: India, Russia; head of state, held; 1 September 2025; Tianjin"),
        ("S-400: Russia to India; partly-delivered; five", "S-400: Russia to India; partly delivered; five in number"),
        ("Release 2007-10-18-02/A; 2018-13", "Release 2007-10-18-02/A; 2018-13"),
    ],
)  # fmt: skip
def test_a_line_is_spoken(line: str, said: str) -> None:
    assert plain.spoken(line) == said


@pytest.mark.parametrize(
    ("kind", "slots", "title", "stage"),
    [
        ("programme", {"equipment": "S-400", "supplier": ["RUS"], "recipient": ["IND"], "mode": "transfer",
                       "status": "partly-delivered"}, "S-400: supply from Russia to India", "partly delivered"),
        ("programme", {"equipment": "BrahMos", "supplier": ["IND", "RUS"], "mode": "co-development", "denied": True},
         "BrahMos: joint development by India and Russia", "denied"),
        ("engagement", {"type": "port-call", "parties": ["IND", "PHL"], "place": "Manila", "status": "held"},
         "Port call: India and Philippines, in Manila", "held"),
        ("use", {"equipment": "S-400", "by": ["IND"], "against": ["PAK"], "operation": "Operation Sindoor"},
         "S-400: used by India against Pakistan in Operation Sindoor", ""),
        ("pressure", {"instrument": "aid-cut", "by": ["USA"], "on": ["TUR"], "about": ["RUS"], "status": "threatened"},
         "Cut in aid by United States on Türkiye over dealings with Russia", "threatened"),
        ("posture", {"direction": "climbing", "parties": ["IND", "RUS"], "from": "transfer", "to": "co-production"},
         "Relations of India and Russia: climbing the ladder from supply to joint production", ""),
        ("mechanism", {"name": "2+2 Dialogue", "parties": ["IND", "JPN"]}, "2+2 Dialogue: India and Japan", ""),
    ],
)  # fmt: skip
def test_a_fact_has_a_headline_and_a_stage(
    kind: str, slots: dict[str, object], title: str, stage: str
) -> None:
    fact = Fact("f" * 64, kind, slots, ())
    assert (plain.title(fact, KNOWLEDGE.name_of), plain.stage(fact)) == (title, stage)
    assert plain.when(fact) == "undated"
