"""What the web face asks of a register: not more than once, and of a large one not all of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from benchmarks.world import READER, World
from communique import pipeline
from communique.assembly import made, novelty
from communique.assembly.outcome import Made
from communique.faces.web.house import House, When
from communique.knowledge import load
from communique.register import Register

WORLD = World(20, seed=5)


@pytest.fixture
def house(tmp_path: Path) -> House:
    register = str(tmp_path / "communique.db")
    with Register.open(register) as opened:
        opened.add_many(map(WORLD.report, range(20)), reader=READER)
    return House(register, load())


def test_a_report_is_shown_after_one_assembly(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    times = list[int]()

    def counted(cited: Sequence[Any], *more: Any) -> Made:
        times.append(len(cited))
        return made(cited, *more)

    monkeypatch.setattr(pipeline, "made", counted)
    then = When(as_of=datetime.now(UTC).isoformat())
    document, cited, facts = house.document(WORLD.report(3)[0].id, then)
    assert len(times) == 1, "what is not kept is assembled once"
    assert document.id == WORLD.report(3)[0].id
    assert {i.claim_id for i in cited} == set(novelty(document.id, facts))


def test_of_a_large_register_only_what_is_around_a_report_is_looked_at(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = house.facts(When())
    monkeypatch.setattr(pipeline, "_AT_A_GLANCE", 5)
    monkeypatch.setattr(House, "facts", None)
    for number in range(8):
        id = WORLD.report(number)[0].id
        _, cited, facts = house.document(id, When())
        known, expected = novelty(id, facts), novelty(id, whole)
        named = {i.claim_id for i in cited if i.claim.members}
        assert set(known) >= named
        told = [known[one].verdict == expected[one].verdict for one in named]
        assert sum(told) >= len(told) - 1, "a copy may be told apart among fewer reports"
