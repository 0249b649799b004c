from __future__ import annotations

import json
import re
from dataclasses import replace

from communique.briefs import render
from communique.briefs.bibliography import _bibtex, _csl
from communique.briefs.citations import Source, citations
from tests.assembly.reports import knowledge
from tests.briefs.scene import brief

ODD = Source(
    1, "a" * 64, "50% & #1_Press", r"The {S-400} \ deal ~ $5^2", "2018-10", "javascript:alert(1)", ()
)


def test_csl_names_every_source_in_order() -> None:
    items = json.loads(render(brief(), "csl", knowledge()))
    sources = citations(brief()).sources
    assert [item["title"] for item in items] == [source.title for source in sources]
    assert {item["type"] for item in items} == {"article-newspaper"}
    s400 = next(item for item in items if item["title"] == "S-400 deal concluded")
    assert s400["issued"] == {"date-parts": [[2018, 10, 5]]}
    assert s400["URL"] == "https://wire.example/2018/s400"
    assert len({item["id"] for item in items}) == len(items)


def test_an_undated_source_or_an_unsafe_address_leaves_the_field_out() -> None:
    assert "issued" not in _csl(replace(ODD, published=None))
    assert "URL" not in _csl(ODD)
    assert _csl(ODD)["issued"] == {"date-parts": [[2018, 10]]}


def test_bibtex_entries_are_whole_and_their_characters_escaped() -> None:
    text = render(brief(), "bibtex", knowledge())
    entries = re.findall(r"(?m)^@article\{(communique-[0-9a-f]{16}),$", text)
    assert len(set(entries)) == len(citations(brief()).sources)
    for entry in text.split("\n\n"):
        plain = re.sub(r"\\[{}]", "", entry)
        assert plain.count("{") == plain.count("}")
    odd = _bibtex(ODD)
    assert r"50\% \& \#1\_Press" in odd
    assert r"The \{S-400\} \textbackslash{} deal \textasciitilde{} \$5\textasciicircum{}2" in odd
    assert "javascript" not in odd
