"""The numbers of words are spaCy's, and depend on nothing that was read before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from communique.reading import vectors as module
from communique.reading.parsing import load_model
from communique.reading.vectors import Vectors, vectors

_TEXTS = [
    "Norway sold Vietnam six patrol boats, they said.",
    "He isn't gonna  buy it; x",
    "",
    "Sold.",
    "Norway sold Zqxvk-7 boats to Norway.",
]


@pytest.fixture(scope="module")
def nlp() -> Any:
    return load_model()


def _made(nlp: Any) -> Vectors:
    made = vectors(nlp.get_pipe("tok2vec"))
    assert made is not None
    return made


def _docs(nlp: Any, texts: list[str]) -> list[Any]:
    return [nlp.make_doc(text) for text in texts]


def test_the_vectors_are_those_of_the_model(nlp: Any) -> None:
    docs = _docs(nlp, _TEXTS)
    for ours, theirs in zip(_made(nlp)(docs), nlp.get_pipe("tok2vec").predict(docs), strict=True):
        assert ours.shape == theirs.shape
        assert np.allclose(ours, theirs, atol=1e-4)


def test_what_was_read_before_changes_nothing_to_the_last_digit(nlp: Any) -> None:
    fresh, old = _made(nlp), _made(nlp)
    for text in (*reversed(_TEXTS), "Vietnam sold boats, said Norway.", "Patrol isn't six."):
        old(_docs(nlp, [text]))
    for ours, others in zip(fresh(_docs(nlp, _TEXTS)), old(_docs(nlp, _TEXTS)), strict=True):
        assert (ours == others).all()


def test_more_words_than_the_first_table_holds_are_those_of_the_model(nlp: Any) -> None:
    words = [f"{a}{b}{c}ov" for a in "BDFGKLMNPRSTVZ" for b in "aeiou" for c in "bdfghjklmnprstvwxz"]
    docs = _docs(nlp, [" ".join(words[at : at + 40]) for at in range(0, len(words), 40)])
    made = _made(nlp)
    before = len(made._kept)
    assert len(words) > before
    for doc in (*docs, docs[0]):
        ours, theirs = made([doc])[0], nlp.get_pipe("tok2vec").predict([doc])[0]
        assert np.allclose(ours, theirs, atol=1e-4)
    assert len(made._kept) > before


def test_what_is_remembered_is_bounded(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 3)
    made, plain = _made(nlp), nlp.get_pipe("tok2vec")
    for _ in range(3):
        docs = _docs(nlp, _TEXTS)
        assert all(
            np.allclose(*pair, atol=1e-4) for pair in zip(made(docs), plain.predict(docs), strict=True)
        )
        assert len(made._known) < 30


def test_a_model_of_another_build_is_left_to_spacy(nlp: Any) -> None:
    class Other:
        class model:  # noqa: N801
            class ops:  # noqa: N801
                name = "numpy"

            @staticmethod
            def walk() -> Iterator[Any]:
                parts = list(nlp.get_pipe("tok2vec").model.walk())
                dropped = next(part for part in parts if part.name == "maxout")
                return (part for part in parts if part is not dropped)

    assert vectors(Other) is None
