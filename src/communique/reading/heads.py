"""Step four, what the tagger and the parser read from the numbers of words: spaCy's own moves, scored by NumPy.

spaCy adds up the parser's scores word by word, and asks for Python's lock at each of some thousand small sums of
a report. Here all sentences of a report take each step together and their scores come of one sum and one product;
which moves are allowed and what they do stays spaCy's. A part built otherwise is left to spaCy.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any, Final

Predict = Callable[[Sequence[Any]], Any]

_TAGGER: Final = ["softmax"]
_PARSER: Final = ["precomputable_affine", "linear", "linear"]
_PLAIN: Final = {"has_upper": True, "unseen_classes": set()}
_PIECES: Final = 2


def head(name: str, pipe: Any) -> Predict | None:
    """What predicts as this part of a pipeline does, from ``doc.tensor``; None where none is known for it."""
    made = {"tagger": _tagger, "parser": _parser}.get(name)
    return made(pipe) if made is not None and pipe.model.ops.name == "numpy" else None


def _parts(pipe: Any, names: Sequence[str]) -> list[Any]:
    """The layers of these names, where the model has just these of their kinds."""
    found = [part for part in pipe.model.walk() if part.name in names]
    return found if sorted(part.name for part in found) == sorted(names) else []


def _tensors(docs: Sequence[Any]) -> Any:
    import numpy  # noqa: PLC0415 - heavy, only when needed

    return numpy.concatenate([doc.tensor for doc in docs])


def _tagger(pipe: Any) -> Predict | None:
    parts = _parts(pipe, _TAGGER)
    if not parts:
        return None
    weights, bias = parts[0].get_param("W").T.copy(), parts[0].get_param("b")

    def predict(docs: Sequence[Any]) -> list[Any]:
        best = (_tensors(docs) @ weights + bias).argmax(axis=1)
        found, start = [], 0
        for doc in docs:
            found.append(best[start : start + len(doc)])
            start += len(doc)
        return found

    return predict


def _parser(pipe: Any) -> Predict | None:
    parts = _parts(pipe, _PARSER)
    known = {name: pipe.model.attrs.get(name) for name in _PLAIN} == _PLAIN and pipe.cfg["beam_width"] == 1
    if not parts or not known or parts[0].get_dim("nP") != _PIECES:
        return None
    upper = pipe.model.get_ref("upper")
    return Steps(pipe, next(part for part in parts[1:] if part is not upper))


class Steps:
    """The parser's way through sentences, a step of all of them at a time."""

    def __init__(self, pipe: Any, narrow: Any) -> None:
        import numpy  # noqa: PLC0415 - heavy, only when needed
        from spacy.ml.parser_model import ParserStepModel  # type: ignore[import-not-found] # noqa: PLC0415

        self._np, self._pipe = numpy, pipe
        lower, upper = pipe.model.get_ref("lower"), pipe.model.get_ref("upper")
        self._narrow, self._narrow_bias = narrow.get_param("W").T.copy(), narrow.get_param("b")
        # Features, outputs, pieces, inputs: the first pieces of all outputs come before the second.
        weights = lower.get_param("W")
        self._features, self._outputs, _, inputs = weights.shape
        self._lower = weights.transpose(3, 0, 2, 1).reshape(inputs, -1).copy()
        # What is added to every state stands in its first feature, and in the padding of that.
        self._bias = lower.get_param("b").T.reshape(-1).copy()
        self._padding = lower.get_param("pad")[0].transpose(0, 2, 1).reshape(self._features, -1).copy()
        self._padding[0] += self._bias
        # And what is added to every score is the last row, of a state's last number, which is one.
        self._upper = numpy.vstack([upper.get_param("W").T, upper.get_param("b")])
        self._ones = numpy.ones((1, self._features), dtype="float32")
        self._order = numpy.arange(self._features, dtype="int32")
        # The words that each state looks at, -1 for none; it asks its model for no more than their number.
        self._looked = ParserStepModel.get_token_ids
        self._model = SimpleNamespace(state2vec=SimpleNamespace(nF=self._features))

    def __call__(self, docs: Sequence[Any]) -> list[Any]:
        """The final state of each sentence."""
        np, wide = self._np, self._outputs
        batch: list[Any] = self._pipe.moves.init_batch(docs)
        states = [state for state in batch if not state.is_final()]
        rows = self._rows(docs)
        most = np.ones((len(states), wide + 1), dtype="float32")
        while states:
            places = self._looked(self._model, states)
            places *= self._features
            places += self._order
            # "wrap": what looks at no word finds the padding, which comes last.
            found = np.matmul(self._ones, rows.take(places, axis=0, mode="wrap"))[:, 0]
            best = most[: len(states)]
            np.maximum(found[:, :wide], found[:, wide:], out=best[:, :wide])
            states = self._pipe.transition_states(states, best.dot(self._upper))
        return batch

    def _rows(self, docs: Sequence[Any]) -> Any:
        """What each word adds in the place of each feature, one row each; those of the padding last."""
        np, words = self._np, _tensors(docs) @ self._narrow
        words += self._narrow_bias
        rows = np.empty(((len(words) + 1) * self._features, _PIECES * self._outputs), dtype="float32")
        rows[-self._features :] = self._padding
        np.matmul(words, self._lower, out=rows[: -self._features].reshape(len(words), self._lower.shape[1]))
        rows[: -self._features : self._features] += self._bias
        return rows
