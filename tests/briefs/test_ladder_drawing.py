from __future__ import annotations

from itertools import pairwise
from typing import Any

from communique.analysis import ladder
from communique.briefs.drawing import CHARACTER, Drawing, Mark
from communique.briefs.ladder_drawing import draw_ladder
from communique.model import Cited
from tests.assembly.reports import facts_of, one, programme, report
from tests.briefs.scene import facts


def _drawn(cited: list[Cited] | None = None) -> Drawing:
    drawing = draw_ladder(ladder(facts() if cited is None else facts_of(cited)))
    assert drawing is not None
    return drawing


def _extent(mark: Mark) -> tuple[float, float]:
    width = len(mark.label) * CHARACTER
    return (
        (mark.label_x, mark.label_x + width)
        if mark.anchor == "start"
        else (mark.label_x - width, mark.label_x)
    )


def test_five_rungs_the_lowest_at_the_bottom() -> None:
    bands = _drawn().bands
    assert [band.label for band in bands] == [
        "Co-development", "Co-production", "Licensed production", "Sustainment", "Transfer",
    ]  # fmt: skip
    assert all(below.y == above.y + above.height for above, below in pairwise(bands))


def test_each_programme_stands_on_its_rung() -> None:
    drawing = _drawn()
    rungs = {band.label: band for band in drawing.bands}
    marks = {mark.label: mark for mark in drawing.marks if mark.label}
    assert rungs["Co-development"].y < marks["BrahMos"].y < rungs["Co-production"].y
    assert marks["S-400"].y > rungs["Transfer"].y


def test_a_climb_leads_from_the_lower_mark_up_to_the_higher() -> None:
    drawing = _drawn()
    (path,) = drawing.paths
    assert path.title == "T-90S: from transfer to licensed-production"
    start, end = path.d.removeprefix("M").split("C")
    low, high = float(start.split()[1]), float(end.split()[-1])
    assert high < low


def _many(**slots: Any) -> list[Cited]:
    names = "S-400 Su-57 T-72 AK-203 MiG-29K Mi-17V-5 Ka-31 Ka-226T Igla-S Pechora".split()
    text = report("Much was ordered.", "2025-01-01")
    return one(
        text,
        *[
            programme(text, "Much was ordered", name, "contracted", date=f"{year}-01-02", **slots)
            for name in names
            for year in (2001, 2024)
        ],
    )


def test_labels_never_overlap_and_stay_inside() -> None:
    drawing = _drawn(_many())
    labelled = [mark for mark in drawing.marks if mark.label]
    assert len(labelled) == 10
    for mark in labelled:
        assert _extent(mark)[0] >= 0
        assert _extent(mark)[1] <= drawing.width
        others = [other for other in labelled if other.y == mark.y and other is not mark]
        assert all(_extent(o)[0] > _extent(mark)[1] or _extent(o)[1] < _extent(mark)[0] for o in others)


def test_marks_tell_what_is_firm_open_and_stopped() -> None:
    text = report("So much for it.", "2025-01-01")
    cited = one(
        text,
        programme(text, "So much for it", "S-400", "contracted"),
        programme(text, "So much for it", "Su-57", "negotiating"),
        programme(text, "So much for it", "Ka-226T", "cancelled"),
    )
    shapes = {mark.label: mark.shape for mark in _drawn(cited).marks}
    assert shapes == {"S-400": "firm", "Su-57": "open", "Ka-226T": "stopped"}


def test_nothing_dated_is_no_drawing() -> None:
    text = report("The S-400 was sold.")
    assert draw_ladder(ladder(facts_of(one(text, programme(text, "The S-400", "S-400"))))) is None
