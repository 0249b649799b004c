from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from docx import Document

from communique.briefs import render_binary
from communique.briefs.docx import written
from communique.briefs.sheets import sheets
from tests.assembly.reports import knowledge
from tests.briefs.scene import brief


def _paragraphs(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs]


def test_every_sentence_heading_and_quote_is_in_it() -> None:
    lines = _paragraphs(render_binary(brief(), "docx", knowledge()))
    whole = "\n".join(lines)
    paper = sheets(brief(), knowledge())
    for chapter in paper.chapters:
        assert chapter.heading in lines
        for point in (p for b in chapter.blocks for entry in b.entries for p in entry):
            assert point.text in whole
            assert all(label in whole for label in point.labels)
    for source in paper.references:
        assert source.document in whole
        assert all(f"“{words}”" in whole for _, words in source.quotes)


def test_headings_are_headings_and_sentences_list_points() -> None:
    document = Document(io.BytesIO(render_binary(brief(), "docx", knowledge())))
    styles = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert {"Title", "Heading 1", "Heading 2", "List Bullet"} <= styles
    assert document.core_properties.title == brief().question


def test_the_drawings_are_in_it_with_their_words() -> None:
    pytest.importorskip("typst")
    data = render_binary(brief(), "docx", knowledge())
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        images = [name for name in parts.namelist() if name.startswith("word/media/")]
        body = parts.read("word/document.xml").decode()
    assert len(images) == 2
    assert 'descr="The ladder' in body


def test_links_lead_to_the_web_only_and_controls_are_replaced() -> None:
    paper = sheets(brief(), knowledge())
    odd = replace(
        paper.references[0], publisher="A\x00B\x0bC", title="<w:b/>&", link="https://x.example/?a=1&b=2"
    )
    data = written(replace(paper, references=(odd,), pictures=()))
    assert any("A�B�C" in line for line in _paragraphs(data))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        relations = parts.read("word/_rels/document.xml.rels").decode()
    assert 'Target="https://x.example/?a=1&amp;b=2"' in relations


def test_the_same_sheets_give_the_same_parts() -> None:
    def parts() -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(render_binary(brief(), "docx", knowledge()))) as file:
            return {name: file.read(name) for name in file.namelist()}

    assert parts() == parts()
