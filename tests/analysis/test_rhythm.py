from __future__ import annotations

from typing import Any

from communique.analysis import breadth, tempo
from communique.model import Cited
from tests.assembly.reports import engagement, facts_of, one, programme, report


def _met(date: str | None, level: str | None = None, **slots: Any) -> list[Cited]:
    text = report(f"They met: {date} {level}.", "2025-12-31", f"Paper {date}")
    return one(text, engagement(text, "They met", date=date, level=level, **slots))


def test_tempo_counts_what_was_held_by_quarter_and_level() -> None:
    cited = (
        _met("2025-08-06", "deputy-minister")
        + _met("2025-09", "head-of-state")
        + _met("2025-12-05", "minister")
    )
    cited += _met("2024") + _met("2025-12-20", status="planned")
    found = tempo(facts_of(cited))
    assert [(q.name, q.total, q.counts) for q in found.quarters] == [
        ("2025-Q3", 2, (("head-of-state", 1), ("deputy-minister", 1))),
        ("2025-Q4", 1, (("minister", 1),)),
    ]
    assert found.undated == 1


def test_breadth_counts_families_the_broadest_first() -> None:
    text = report("Su-30MKI, MiG-29K and S-400 came; drones too.", "2025-01-01")
    cited = one(
        text,
        programme(text, "Su-30MKI", "Su-30MKI", "delivered"),
        programme(text, "MiG-29K", "MiG-29K", "delivered"),
        programme(text, "S-400", "S-400", "delivered"),
        programme(text, "drones", "drones", "delivered"),
    )
    found = breadth(facts_of(cited))
    assert [(f.name, f.programmes, f.lines) for f in found] == [
        ("combat-aircraft", 2, ("MiG-29", "Su-30")),
        ("air-defence", 1, ("S-400",)),
    ]
