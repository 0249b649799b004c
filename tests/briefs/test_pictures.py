from __future__ import annotations

from dataclasses import replace

from lxml import etree

from communique.briefs.drawing import Band, Drawing, Mark
from communique.briefs.ladder_drawing import draw_ladder
from communique.briefs.outline import rungs
from communique.briefs.pictures import svg
from tests.briefs.scene import brief


def _ladder() -> Drawing:
    drawn = draw_ladder(rungs(brief())[0])
    assert drawn is not None
    return drawn


def test_it_is_svg_with_each_mark_and_label_once() -> None:
    drawn = _ladder()
    root = etree.fromstring(svg(drawn, "The ladder").encode())
    texts = [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")]
    for label in (mark.label for mark in drawn.marks if mark.label):
        assert label in texts
    shapes = [node for node in root.iter() if str(node.tag).endswith(("circle", "path"))]
    assert len(shapes) == len(drawn.marks) + len(drawn.paths)


def test_it_needs_nothing_from_elsewhere() -> None:
    assert "href" not in svg(_ladder(), "The ladder")
    assert "style" not in svg(_ladder(), "The ladder")


def test_what_reports_say_is_escaped() -> None:
    evil = '"><script>alert(1)</script>'
    drawn = _ladder()
    marks = (*drawn.marks, Mark(1, 1, "firm", evil, "f", evil, 2.0))
    made = svg(replace(drawn, marks=marks, bands=(Band(0, 10, evil), *drawn.bands)), evil)
    root = etree.fromstring(made.encode())
    assert not list(root.iter("{http://www.w3.org/2000/svg}script"))
    assert made.count("&lt;script&gt;") == 3
