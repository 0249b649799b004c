from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from communique.briefs import render_binary
from communique.briefs.pdf import typeset
from communique.briefs.sheets import Sheets, sheets
from communique.errors import BriefError
from communique.model import Brief, Section, Sentence
from tests.assembly.reports import knowledge
from tests.briefs.scene import brief

pytest.importorskip("typst")

HOSTILE = '#eval("1") #read("/etc/passwd") $x$ <b> `raw` \\ "quote" *bold* _it_ @ref // /* [x] ]'


def _words(data: bytes) -> str:
    pages = PdfReader(io.BytesIO(data)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def _paper() -> Sheets:
    return sheets(brief(), knowledge())


def test_every_sentence_label_source_and_quote_is_on_the_paper() -> None:
    words = _words(render_binary(brief(), "pdf", knowledge()))
    paper = _paper()
    points = [p for c in paper.chapters for b in c.blocks for entry in b.entries for p in entry]
    assert len(points) > 20
    for point in points:
        # Ligatures and hyphens at line ends aside.
        assert "".join(point.text.split())[:25].replace("fi", "fi") in words.replace("ﬁ", "fi"), point.text
    for source in paper.references:
        assert "".join(source.publisher.split()) in words
        assert source.document in words


def test_it_is_a_document_with_a_title_pages_and_both_drawings() -> None:
    data = render_binary(brief(), "pdf", knowledge())
    reader = PdfReader(io.BytesIO(data))
    assert reader.metadata is not None
    assert reader.metadata.title == brief().question
    assert [picture.name for picture in _paper().pictures] == ["ladder", "timeline"]
    assert len(reader.pages) >= 2


def test_what_reports_say_is_never_markup() -> None:
    paper = _paper()
    first = paper.references[0]
    hostile = replace(
        paper,
        question=HOSTILE,
        references=(replace(first, publisher=HOSTILE, title=HOSTILE, quotes=(("1a", HOSTILE),)),),
    )
    words = _words(typeset(hostile))
    assert words.count('#read("/etc/passwd")'.replace('"', '"')) >= 2
    assert "root:" not in words


def test_only_addresses_of_the_web_are_links() -> None:
    reader = PdfReader(io.BytesIO(render_binary(brief(), "pdf", knowledge())))
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", ())]
    targets = [str(note["/A"]["/URI"]) for note in notes if "/URI" in note.get("/A", {})]
    assert targets
    assert all(target.startswith("https://") for target in targets)


def test_the_same_brief_gives_the_same_bytes() -> None:
    assert render_binary(brief(), "pdf", knowledge()) == render_binary(brief(), "pdf", knowledge())


def test_an_unsourced_sentence_is_refused() -> None:
    bare = replace(brief(), sections=(Section("x", (Sentence("So it is.", ()),), "x"),))
    for form in ("pdf", "docx"):
        with pytest.raises(BriefError):
            render_binary(bare, form, knowledge())


def test_a_brief_about_nothing_says_so() -> None:
    empty = Brief("How?", ("IND", "JPN"), ("India", "Japan"), None, None, (), (), ())
    assert "Noreportinhand" in _words(render_binary(empty, "pdf", knowledge()))
