"""Small reports for tests: documents with claims whose quotes really stand in the text."""

from __future__ import annotations

from typing import Any

from communique.assembly import assemble, cite, sketch
from communique.knowledge import Knowledge, load
from communique.model import Cited, Claim, Document, Evidence, Fact, Money, Participant, Quantity, problems


def knowledge() -> Knowledge:
    """The tables as shipped; read once and kept."""
    return load()


def report(
    text: str, published: str | None = None, publisher: str = "Sample Wire", title: str = "", url: str = ""
) -> Document:
    """A document; its title is the first words of the text unless one is given."""
    return Document(text=text, title=title or text[:40], publisher=publisher, published=published, url=url)


def claim(document: Document, quote: str, kind: str, **slots: Any) -> Claim:
    """A claim standing on a quote of the document, with its slots in plain values."""
    start = document.text.index(quote)
    plain = {key: _value(key, value) for key, value in slots.items()}
    made = Claim(kind=kind, evidence=(Evidence(start, start + len(quote), quote),), **plain)
    assert problems(made, document.text) == []
    return made


def _value(key: str, value: Any) -> Any:
    if key == "quantity" and not isinstance(value, Quantity):
        return Quantity(text=str(value), number=float(value))
    if key == "value" and isinstance(value, tuple):
        return Money(text=f"{value[0]:.0f} {value[1]}", amount=value[0], currency=value[1])
    if key == "participants":
        return tuple(p if isinstance(p, Participant) else Participant(*p) for p in value)
    if key == "inferred":
        return tuple(sorted(value.items()))
    return tuple(value.split()) if key in _LISTS and isinstance(value, str) else value


_LISTS = {"parties", "supplier", "recipient", "by", "on", "about", "against"}


def programme(
    document: Document, quote: str, equipment: str, status: str | None = None, **slots: Any
) -> Claim:
    """A transfer from Russia to India, unless told otherwise."""
    given = {"supplier": "RUS", "recipient": "IND", "mode": "transfer", **slots}
    return claim(document, quote, "programme", equipment=equipment, status=status, **given)


def engagement(document: Document, quote: str, **slots: Any) -> Claim:
    """A meeting of India and Russia that was held, unless told otherwise."""
    given = {"type": "meeting", "parties": "IND RUS", "status": "held", **slots}
    return claim(document, quote, "engagement", **given)


def one(document: Document, *claims: Claim) -> list[Cited]:
    """The claims of one document as cited."""
    return cite(document, claims)


def facts_of(cited: list[Cited], *documents: Document, kind: str | None = None) -> list[Fact]:
    """The facts assembled from claims, of one kind if named; texts are known for the documents given.

    Whatever is held together, the weights that are told for it reach what they must.
    """
    texts = {document.id: sketch(document.text) for document in documents} if documents else None
    facts = assemble(cited, knowledge(), texts)
    below = [link for fact in facts for link in fact.links if link.score < link.least]
    assert below == []
    return [fact for fact in facts if kind is None or fact.kind == kind]
