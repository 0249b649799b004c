from __future__ import annotations

from communique.briefs.timeline_drawing import draw_timeline
from communique.model import Fact
from tests.briefs.scene import facts


def _name(fact: Fact) -> str:
    return f"the {fact.kind}"


def test_lanes_hold_their_marks() -> None:
    drawing = draw_timeline(facts(), _name)
    assert drawing is not None
    assert [band.label for band in drawing.bands] == [
        "Leaders",
        "Ministers",
        "Programme steps",
        "Use",
        "Pressure",
    ]
    for mark in drawing.marks:
        assert sum(band.y <= mark.y < band.y + band.height for band in drawing.bands) == 1
        assert drawing.left < mark.x < drawing.right


def test_steps_are_those_whose_day_is_told() -> None:
    drawing = draw_timeline(facts(), _name)
    assert drawing is not None
    labels = {mark.label for mark in drawing.marks}
    assert {"T-90S contracted", "S-400 contracted", "T-90S in production"} <= labels
    assert "S-400 partly delivered" not in labels


def test_denied_and_undated_facts_are_left_out() -> None:
    assert draw_timeline([fact for fact in facts() if fact.slots.get("denied")], _name) is None
    assert draw_timeline([], _name) is None


def test_a_period_draws_what_lies_in_it() -> None:
    whole = draw_timeline(facts(), _name)
    some = draw_timeline(facts(), _name, "2018", "2018-12")
    assert whole is not None
    assert some is not None
    labels = {mark.label for mark in some.marks}
    assert "S-400 contracted" in labels
    assert "T-90S contracted" not in labels
    assert len(some.marks) < len(whole.marks)
    assert draw_timeline(facts(), _name, until="1990") is None
