from __future__ import annotations

import json

import pytest

from communique.briefs import from_json, render, to_json
from communique.errors import BriefError
from tests.assembly.reports import knowledge
from tests.briefs.scene import brief


def test_there_and_back_again() -> None:
    text = render(brief(), "json", knowledge())
    assert from_json(json.loads(text)) == brief()
    assert render(from_json(json.loads(text)), "json", knowledge()) == text


def test_the_keys_that_the_documentation_names() -> None:
    data = to_json(brief())
    assert list(data) == [
        "format", "version", "question", "parties", "names",
        "since", "until", "sections", "facts", "documents",
    ]  # fmt: skip
    assert set(data["sections"][0]) == {"key", "heading", "sentences"}
    assert set(data["sections"][0]["sentences"][0]) == {"text", "claims", "facts", "cites"}
    assert set(data["facts"][0]) == {
        "id", "kind", "slots", "voices", "belief", "weighing", "conflicts", "cited", "links",
    }  # fmt: skip


def test_quotes_can_be_checked_from_the_file_alone() -> None:
    data = json.loads(render(brief(), "json", knowledge()))
    texts = {document["id"]: document["text"] for document in data["documents"]}
    checked = 0
    for fact in data["facts"]:
        for item in fact["cited"]:
            for span in item["claim"]["evidence"] if item["document_id"] in texts else ():
                assert texts[item["document_id"]][span["start"] : span["end"]] == span["quote"]
                checked += 1
    assert checked > 10


@pytest.mark.parametrize("data", [{}, {"format": "other"}, {"format": "communique-brief", "version": 99}])
def test_another_format_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(BriefError):
        from_json(data)
