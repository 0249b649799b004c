"""The Traffic Light Protocol on every form of a brief, and nowhere where nobody asked for it."""

from __future__ import annotations

import io
import json
import re

import pytest
from docx import Document
from pypdf import PdfReader

from communique.briefs import render, render_binary
from communique.briefs.marking import COLOURS, MEANINGS, marking_of
from communique.errors import BriefError
from communique.vocabulary import TLP
from tests.assembly.reports import knowledge
from tests.briefs.scene import brief

AMBER = "TLP:AMBER+STRICT"


def test_every_marking_has_a_colour_and_a_meaning() -> None:
    assert set(TLP) == set(COLOURS) == set(MEANINGS)


@pytest.mark.parametrize(("said", "meant"), [("amber", "TLP:AMBER"), ("tlp:amber+strict", AMBER), (" Clear ", "TLP:CLEAR"),
                                             ("", "")])  # fmt: skip
def test_a_marking_is_known_however_it_is_written(said: str, meant: str) -> None:
    assert marking_of(said) == meant


@pytest.mark.parametrize("said", ["white", "TLP:", "secret", "amber strict"])
def test_what_is_no_marking_of_today_is_refused_or_none(said: str) -> None:
    if said == "TLP:":
        assert marking_of(said) == ""
        return
    with pytest.raises(BriefError, match="choose one of red"):
        marking_of(said)


def test_text_and_markdown_begin_and_end_with_it() -> None:
    text = render(brief(), "text", knowledge(), AMBER).rstrip("\n").split("\n")
    assert text[0] == text[-1] == AMBER.rjust(88)
    markdown = render(brief(), "md", knowledge(), AMBER).strip().split("\n")
    assert markdown[0] == markdown[-1] == f"**{AMBER}**"


def test_a_page_has_it_above_and_below_and_in_its_head() -> None:
    page = render(brief(), "html", knowledge(), AMBER)
    assert f'<meta name="tlp" content="{AMBER}">' in page
    assert re.findall(r'<p class="tlp (\w+)"><span class="tlp-amber-strict"', page) == ["top", "bottom"]
    assert json.loads(render(brief(), "json", knowledge(), AMBER))["tlp"] == AMBER


def test_every_sheet_of_a_pdf_has_it_twice() -> None:
    reader = PdfReader(io.BytesIO(render_binary(brief(), "pdf", knowledge(), "red")))
    assert len(reader.pages) > 1
    assert [page.extract_text().replace(" ", "").count("TLP:RED") for page in reader.pages] == [2] * len(
        reader.pages
    )
    assert reader.metadata is not None
    assert "TLP:RED" in str(reader.metadata.get("/Keywords"))


def test_header_and_footer_of_a_docx_have_it_in_its_colour() -> None:
    document = Document(io.BytesIO(render_binary(brief(), "docx", knowledge(), "green")))
    for section in document.sections:
        for edge in (section.header, section.footer):
            run = edge.paragraphs[0].runs[0]
            assert (run.text, str(run.font.color.rgb)) == ("TLP:GREEN", "33FF00")
    assert document.core_properties.keywords == "TLP:GREEN"


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
def test_nothing_is_marked_by_itself(form: str) -> None:
    assert not re.search(r"TLP:|\"tlp\"", render(brief(), form, knowledge()))
    with pytest.raises(BriefError):
        render(brief(), form, knowledge(), "pink")
