"""The tagger and the parser, scored our way, say what spaCy's own say."""

from __future__ import annotations

from typing import Any

import pytest

from communique.reading.heads import head
from communique.reading.parsing import load_model

_TEXTS = [
    "Norway sold Vietnam six patrol boats, which it had built for Peru, they said.",
    "",
    "Sold.",
    " ",
    "He isn't gonna  buy it; the ministers who met in Oslo on Monday did not say why, or when, or from whom.",
]


@pytest.fixture(scope="module")
def nlp() -> Any:
    return load_model()


def _docs(nlp: Any, texts: list[str], *names: str) -> list[Any]:
    docs = [nlp.make_doc(text) for text in texts]
    for name in names:
        pipe = nlp.get_pipe(name)
        pipe.set_annotations(docs, pipe.predict(docs))
    return docs


@pytest.mark.parametrize("texts", [_TEXTS, [""], ["Sold."], ["", " "]])
def test_the_moves_are_those_of_the_parser(nlp: Any, texts: list[str]) -> None:
    pipe = nlp.get_pipe("parser")
    ours = head("parser", pipe)
    assert ours is not None
    docs = _docs(nlp, texts, "tok2vec")
    found, right = ours(docs), pipe.predict(docs)
    assert [_arcs(state) for state in found] == [_arcs(state) for state in right]
    pipe.set_annotations(docs, found)
    assert [[t.head.i for t in doc] for doc in docs] == [
        [t.head.i for t in doc] for doc in _docs(nlp, texts, "tok2vec", "parser")
    ]


def _arcs(state: Any) -> list[tuple[int, int, int]]:
    return sorted((arc["head"], arc["child"], arc["label"]) for arc in state.arcs)


def test_the_tags_are_those_of_the_tagger(nlp: Any) -> None:
    pipe = nlp.get_pipe("tagger")
    ours = head("tagger", pipe)
    assert ours is not None
    docs = _docs(nlp, _TEXTS, "tok2vec")
    pipe.set_annotations(docs, ours(docs))
    assert [[t.tag_ for t in doc] for doc in docs] == [
        [t.tag_ for t in doc] for doc in _docs(nlp, _TEXTS, "tok2vec", "tagger")
    ]
    assert {t.tag_ for t in docs[0]} >= {"NNP", "VBD", "CD"}


def test_parts_that_are_built_otherwise_are_left_to_spacy(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    parser = nlp.get_pipe("parser")
    assert head("lemmatizer", nlp.get_pipe("lemmatizer")) is None
    assert head("tagger", parser) is None
    assert head("parser", nlp.get_pipe("tagger")) is None
    monkeypatch.setitem(parser.cfg, "beam_width", 4)
    assert head("parser", parser) is None
    monkeypatch.setitem(parser.cfg, "beam_width", 1)
    monkeypatch.setitem(parser.model.attrs, "unseen_classes", {3})
    assert head("parser", parser) is None
