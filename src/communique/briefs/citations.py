"""Citations: documents numbered in the order in which a brief cites them, their quotes lettered.

``[3]`` is the third document, ``[3b]`` the second of its quotes; a document with one quote has no letters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from communique.model import Brief, Cited, Sentence


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a document that a claim stands on: its label (``3b``) and the spans, in order."""

    label: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One cited document with every quote that the brief takes from it."""

    number: int
    document_id: str
    publisher: str
    title: str
    published: str | None
    url: str
    quotes: tuple[Quote, ...]

    @property
    def link(self) -> str:
        """The address if it is one that a reader may follow (http or https), else nothing."""
        return self.url if self.url.startswith(("http://", "https://")) else ""


@dataclass(frozen=True, slots=True)
class Citations:
    """The numbered sources of a brief, and the labels by which its sentences cite them."""

    sources: tuple[Source, ...]
    labels: Mapping[str, tuple[str, ...]]

    def of(self, sentence: Sentence) -> tuple[str, ...]:
        """The labels of a sentence in order, each once."""
        found = dict.fromkeys(label for claim in sentence.claims for label in self.labels.get(claim, ()))
        return tuple(sorted(found, key=_in_order))


def _in_order(label: str) -> tuple[int, int, str]:
    digits = label.rstrip("abcdefghijklmnopqrstuvwxyz")
    letters = label[len(digits) :]
    return (int(digits), len(letters), letters)


def citations(brief: Brief) -> Citations:
    """Number what the brief cites, in the order of its sentences."""
    homes: dict[str, list[Cited]] = {}
    for fact in brief.facts:
        for item in fact.cited:
            known = homes.setdefault(item.claim_id, [])
            if all(item.document_id != other.document_id for other in known):
                known.append(item)
    taken: dict[str, dict[str, Cited]] = {}
    for section in brief.sections:
        for sentence in section.sentences:
            for claim in sentence.claims:
                for item in homes.get(claim, ()):
                    taken.setdefault(item.document_id, {})[claim] = item
    labels: dict[str, tuple[str, ...]] = {}
    sources = []
    for number, items in enumerate(taken.values(), start=1):
        source, own = _source(number, list(items.values()))
        sources.append(source)
        for claim, label in own.items():
            labels[claim] = (*labels.get(claim, ()), label)
    return Citations(tuple(sources), labels)


def _source(number: int, items: list[Cited]) -> tuple[Source, dict[str, str]]:
    """A source with its quotes in the order of the text, and the label of each claim."""
    words = {item.claim_id: tuple(span.quote for span in item.claim.evidence) for item in items}
    starts = {words[i.claim_id]: min((span.start for span in i.claim.evidence), default=0) for i in items}
    ordered = sorted(starts, key=lambda quote: (starts[quote], quote))
    single = len(ordered) == 1
    names = {quote: f"{number}{'' if single else _letters(place)}" for place, quote in enumerate(ordered)}
    first = items[0]
    source = Source(
        number=number,
        document_id=first.document_id,
        publisher=first.publisher,
        title=first.title,
        published=first.published,
        url=first.url,
        quotes=tuple(Quote(names[quote], quote) for quote in ordered),
    )
    return source, {claim: names[quote] for claim, quote in words.items()}


def _letters(place: int) -> str:
    """a to z, then aa to zz."""
    high, low = divmod(place, 26)
    return (chr(ord("a") + high - 1) if high else "") + chr(ord("a") + low)
