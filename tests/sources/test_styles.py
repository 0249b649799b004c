"""Styles that hide text, and those that do not."""

from __future__ import annotations

import pytest

from communique.sources.markup import drop_unseen, parse
from communique.sources.styles import hidden_names, hides


@pytest.mark.parametrize(
    "style",
    [
        "color:#333",
        "color:white;background:#003366",
        "color: #fff; background-image: url(a.png)",
        "font-size:14px",
        "font-size:1.0em",
        "font-size:0.9em",
        "opacity:0.8",
        "width:0",
        "height:100px;overflow:hidden",
        "left:-10px",
        "text-indent:1em",
        "display:block",
        "display:inline-block;visibility:visible",
        "margin-left:-15px",
        "color:rgb(0,0,0)",
        "",
    ],
)
def test_what_is_seen(style: str) -> None:
    assert not hides(style)


def test_what_is_hidden_is_in_the_hostile_corpus_and_some_more() -> None:
    assert all(
        map(
            hides,
            ("FONT-SIZE:.5px", "margin-left:-9999em", "color:rgb(0 0 0 / 0)", "clip:rect(1px,1px,1px,1px)"),
        )
    )


def test_classes_that_a_sheet_hides_everywhere() -> None:
    sheet = ".a, div.b , #c{display:none} .d .e{display:none} .f{color:red} @media print{.g{display:none}} @import url(x); .h{opacity:0}"
    assert hidden_names([sheet]) == {".a", ".b", "#c", ".h"}
    assert hidden_names(["@media a{" * 1_000, "{}}}{{", "/*"]) == frozenset()


def test_the_report_itself_is_never_dropped_by_a_class() -> None:
    text = "India and Russia signed a contract on Friday. "
    tree = parse(
        f"<html><head><style>.more{{display:none}}</style></head><body><div class=more><p>{text * 5}</p></div><p>Short.</p></body></html>",
        "a",
    )
    drop_unseen(tree)
    assert text.strip() in tree.text_content()
