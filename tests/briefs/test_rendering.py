from __future__ import annotations

from dataclasses import replace

import pytest

from communique.briefs import BINARY, FORMATS, render, render_binary
from communique.errors import BriefError
from communique.model import Section, Sentence
from tests.assembly.reports import knowledge
from tests.briefs.scene import brief

TEXT = [name for name in FORMATS if name not in BINARY]


@pytest.mark.parametrize("name", [name for name in TEXT if name not in ("csl", "bibtex")])
def test_every_format_ends_with_one_line_feed_and_asks_the_question(name: str) -> None:
    text = render(brief(), name, knowledge())
    assert "How are India and Russia strengthening their defence partnership?" in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_prints_an_unsourced_sentence(name: str) -> None:
    bad = replace(brief(), sections=(Section("Synopsis", (Sentence("All is well.", ()),), "synopsis"),))
    with pytest.raises(BriefError, match="no claim"):
        (render_binary if name in BINARY else render)(bad, name, knowledge())


def test_other_formats_are_refused_with_a_mend() -> None:
    with pytest.raises(BriefError, match="choose one of text, md"):
        render(brief(), "odt", knowledge())
    with pytest.raises(BriefError, match="choose one of pdf, docx"):
        render_binary(brief(), "md", knowledge())
