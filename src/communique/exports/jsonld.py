"""Linked data: claims as W3C annotations on the reports, facts derived from them as PROV says.

Web Annotation Data Model (https://www.w3.org/TR/annotation-model/): TextQuoteSelector and TextPositionSelector
on the stored text, in code points, end exclusive. PROV-O (https://www.w3.org/TR/prov-o/). The context stands
in the file: nothing is loaded from elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from communique.exports.base import View
from communique.exports.codes import codes_of
from communique.exports.files import write_json
from communique.model import Cited, Document, Fact

_OWN: Final = "urn:communique:"
# Characters of the text that a selector carries on each side of its quote.
_AROUND: Final = 32

CONTEXT: Final[dict[str, Any]] = {
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcterms": "http://purl.org/dc/terms/",
    "cq": f"{_OWN}term:",
    "id": "@id",
    "type": "@type",
    "graph": "@graph",
    "bodyValue": "oa:bodyValue",
    "hasBody": {"@id": "oa:hasBody", "@type": "@id"},
    "hasTarget": {"@id": "oa:hasTarget", "@type": "@id"},
    "hasSource": {"@id": "oa:hasSource", "@type": "@id"},
    "hasSelector": "oa:hasSelector",
    "refinedBy": "oa:refinedBy",
    "motivatedBy": {"@id": "oa:motivatedBy", "@type": "@id"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "wasQuotedFrom": {"@id": "prov:wasQuotedFrom", "@type": "@id"},
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
    "wasAttributedTo": {"@id": "prov:wasAttributedTo", "@type": "@id"},
    "wasAssociatedWith": {"@id": "prov:wasAssociatedWith", "@type": "@id"},
    "endedAtTime": {"@id": "prov:endedAtTime", "@type": "xsd:dateTime"},
    "rights": "dcterms:accessRights",
    "generated": {"@id": "prov:generatedAtTime", "@type": "xsd:dateTime"},
    "label": "rdfs:label",
    "sameAs": {"@id": "schema:sameAs", "@type": "@id"},
    "headline": "schema:headline",
    "publisher": "schema:publisher",
    "url": {"@id": "schema:url", "@type": "@id"},
    "datePublished": "schema:datePublished",
    "dateModified": "schema:dateModified",
    "author": "schema:author",
    "release": "schema:reportNumber",
    "inLanguage": "schema:inLanguage",
    "sha256": "schema:sha256",
    "slots": {"@id": "cq:slots", "@type": "@json"},
    "conflicts": {"@id": "cq:conflicts", "@type": "@json"},
    "kind": "cq:kind",
    "party": {"@id": "cq:party", "@type": "@id"},
    "confidence": {"@id": "cq:confidence", "@type": "xsd:double"},
    "belief": {"@id": "cq:belief", "@type": "xsd:double"},
    "voices": {"@id": "cq:voices", "@type": "xsd:nonNegativeInteger"},
    "rule": "cq:rule",
}


class JsonLd:
    """Writes one JSON-LD document, ``communique.jsonld``."""

    def write(self, view: View, folder: Path) -> list[Path]:
        """The file."""
        return [write_json(folder / "communique.jsonld", {"@context": CONTEXT, "graph": list(graph(view))})]


def graph(view: View) -> Iterator[dict[str, Any]]:
    """The nodes: who made it, parties, reports, claims with their annotations, facts."""
    agent, run = f"{_OWN}agent:communique", f"{_OWN}run:{view.made}"
    yield {"id": agent, "type": ["prov:SoftwareAgent", "prov:Agent"], "label": f"communique {view.version}"}
    made = {"id": run, "type": "prov:Activity", "wasAssociatedWith": agent, "endedAtTime": view.made}
    # Who may have what it made.
    yield made | ({"rights": view.marking} if view.marking else {})
    for code in view.parties:
        yield _party(code, view)
    for document in sorted(view.documents.values(), key=lambda one: one.id):
        yield _document(document)
    for item in view.cited:
        yield _claim(item, agent)
        yield from _annotations(item, view)
    for fact in view.facts:
        yield _fact(fact, run)


def _iri(sort: str, identity: str) -> str:
    return f"{_OWN}{sort}:{identity}"


def _party(code: str, view: View) -> dict[str, Any]:
    node: dict[str, Any] = {
        "id": _iri("party", code),
        "type": "prov:Agent",
        "label": view.knowledge.name_of(code),
    }
    wikidata = codes_of(code, view.knowledge)["wikidata"]
    if wikidata:
        node["sameAs"] = f"http://www.wikidata.org/entity/{wikidata}"
    return node


def _document(document: Document) -> dict[str, Any]:
    node: dict[str, Any] = {
        "id": _iri("document", document.id),
        "type": ["prov:Entity", "schema:NewsArticle"],
        "headline": document.title,
        "publisher": document.publisher,
        "datePublished": document.published,
        "dateModified": document.modified,
        "author": document.author,
        "release": document.release,
        "inLanguage": document.language,
        "sha256": hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
    }
    if document.url.startswith(("http://", "https://")):
        node["url"] = document.url
    return {key: value for key, value in node.items() if value}


def _claim(item: Cited, agent: str) -> dict[str, Any]:
    data = item.claim.to_json()
    apart = ("evidence", "kind", "rule", "reader", "confidence")
    node = {
        "id": _iri("claim", item.claim_id),
        "type": ["prov:Entity", "schema:Claim"],
        "kind": item.claim.kind,
        "slots": {key: value for key, value in data.items() if key not in apart},
        "party": [_iri("party", code) for code in item.claim.members],
        "confidence": item.claim.confidence,
        "rule": item.claim.rule,
        "wasQuotedFrom": _iri("document", item.document_id),
        "wasAttributedTo": agent,
    }
    return {key: value for key, value in node.items() if value not in ("", [], None)}


def _annotations(item: Cited, view: View) -> Iterator[dict[str, Any]]:
    document = view.documents.get(item.document_id)
    for position, span in enumerate(item.claim.evidence):
        quote: dict[str, Any] = {"type": "oa:TextQuoteSelector", "exact": view.shown(span.quote)}
        if document is not None and view.quote:
            quote["prefix"] = document.text[max(0, span.start - _AROUND) : span.start]
            quote["suffix"] = document.text[span.end : span.end + _AROUND]
        place = {"type": "oa:TextPositionSelector", "start": span.start, "end": span.end}
        yield {
            "id": _iri("annotation", f"{item.claim_id}:{position}"),
            "type": "oa:Annotation",
            "motivatedBy": "oa:identifying",
            "hasBody": _iri("claim", item.claim_id),
            "hasTarget": {
                "id": _iri("target", f"{item.claim_id}:{position}"),
                "type": "oa:SpecificResource",
                "hasSource": _iri("document", item.document_id),
                "hasSelector": [quote, place] if view.quote else [place],
            },
        }


def _fact(fact: Fact, run: str) -> dict[str, Any]:
    node = {
        "id": _iri("fact", fact.id),
        "type": "prov:Entity",
        "kind": fact.kind,
        "slots": dict(fact.slots),
        "party": [_iri("party", code) for code in fact.members],
        "voices": fact.voices,
        "belief": fact.belief,
        "conflicts": [
            {"slot": one.slot, "values": [list(pair) for pair in one.values]} for one in fact.conflicts
        ],
        "wasDerivedFrom": sorted(_iri("claim", item.claim_id) for item in fact.cited),
        "wasGeneratedBy": run,
    }
    return {key: value for key, value in node.items() if value not in ([], None)}
