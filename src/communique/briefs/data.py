"""A brief as plain JSON data, and back: the stable form that ``docs/brief.md`` describes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from communique.briefs.citations import citations
from communique.errors import BriefError
from communique.model import (
    Anchor,
    Brief,
    Cited,
    Claim,
    Conflict,
    Document,
    Fact,
    Feature,
    Judgement,
    Link,
    Section,
    Sentence,
    Weighing,
)

FORMAT: Final = "communique-brief"
VERSION: Final = 1


def to_json(brief: Brief, marking: str = "") -> dict[str, Any]:
    """Everything in the brief: sentences with the claims behind them, facts, documents with their text."""
    found = citations(brief)
    sections = [
        {
            "key": section.key,
            "heading": section.heading,
            "sentences": [
                {
                    "text": sentence.text,
                    "claims": list(sentence.claims),
                    "facts": list(sentence.facts),
                    "cites": list(found.of(sentence)),
                }
                for sentence in section.sentences
            ],
        }
        for section in brief.sections
    ]
    return {
        "format": FORMAT,
        "version": VERSION,
        **({"tlp": marking} if marking else {}),
        "question": brief.question,
        "parties": list(brief.parties),
        "names": list(brief.names),
        "since": brief.since,
        "until": brief.until,
        "sections": sections,
        "facts": [_fact(fact) for fact in brief.facts],
        "documents": [document.to_json() for document in brief.documents],
    }


def dumps(brief: Brief, marking: str = "") -> str:
    """The JSON text, the same bytes for the same brief."""
    return json.dumps(to_json(brief, marking), ensure_ascii=False, indent=2) + "\n"


def from_json(data: Mapping[str, Any]) -> Brief:
    """The inverse of :func:`to_json`. Raises BriefError for another format or a newer version."""
    if data.get("format") != FORMAT:
        raise BriefError("", "this is no brief in JSON", "give a file written by --format json")
    if data.get("version") != VERSION:
        raise BriefError("", f"version {data.get('version')} of the format is unknown", "update communique")
    one, other = data["parties"]
    first, second = data["names"]
    return Brief(
        question=data["question"],
        parties=(one, other),
        names=(first, second),
        since=data["since"],
        until=data["until"],
        sections=tuple(_section(item) for item in data["sections"]),
        facts=tuple(_fact_from(item) for item in data["facts"]),
        documents=tuple(Document.from_json(item) for item in data["documents"]),
    )


def _section(data: Mapping[str, Any]) -> Section:
    sentences = tuple(
        Sentence(item["text"], tuple(item["claims"]), tuple(item["facts"])) for item in data["sentences"]
    )
    return Section(data["heading"], sentences, data["key"])


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "id": fact.id,
        "kind": fact.kind,
        "slots": _plain(fact.slots),
        "voices": fact.voices,
        "belief": fact.belief,
        "weighing": fact.weighing.to_json() if fact.weighing else None,
        "conflicts": [conflict_json(conflict) for conflict in fact.conflicts],
        "cited": [_cited(item) for item in fact.cited],
        "links": [link_json(link) for link in fact.links],
        **({"judgements": [_judgement(one) for one in fact.judgements]} if fact.judgements else {}),
    }


def link_json(link: Link) -> dict[str, Any]:
    """Why a claim belongs to its fact, as JSON data."""
    features = [{"name": f.name, "weight": f.weight, "words": f.words} for f in link.features]
    return {
        "claim": link.claim,
        "voice": link.voice,
        "score": link.score,
        "least": link.least,
        "features": features,
    }


def conflict_json(conflict: Conflict) -> dict[str, Any]:
    """The sides of a conflict, and which of them stands where a later report revised the others."""
    values = [{"value": value, "claims": list(ids)} for value, ids in conflict.values]
    return {"slot": conflict.slot, "values": values, "stands": conflict.stands}


def _plain(value: Any) -> Any:
    """Tuples as lists, the way JSON reads them back."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else value


def _cited(item: Cited) -> dict[str, Any]:
    return {
        "claim_id": item.claim_id,
        "document_id": item.document_id,
        "publisher": item.publisher,
        "published": item.published,
        "title": item.title,
        "url": item.url,
        "claim": item.claim.to_json(),
        **({"said": item.said.to_json()} if item.said else {}),
    }


def _judgement(judgement: Judgement) -> dict[str, Any]:
    """A judgement with the ids of the claims that it is about."""
    return {**judgement.to_json(), "claims": [anchor.claim_id for anchor in judgement.anchors]}


def _judgement_from(data: Mapping[str, Any], cited: Mapping[str, Cited]) -> Judgement:
    """A judgement as far as a brief holds it: anchored in those of its claims that are there."""
    there = [cited[claim] for claim in data.get("claims", ()) if claim in cited]
    anchors = tuple(Anchor(item.claim_id, item.document_id, item.said or item.claim) for item in there)
    names = ("action", "scope", "subject", "actor", "at", "reason")
    changed = data.get("changed", {})
    return Judgement(
        **{name: data[name] for name in names},
        anchors=anchors,
        sets={slot: one["now"] for slot, one in changed.items()},
        was={slot: one["was"] for slot, one in changed.items()},
    )


def _fact_from(data: Mapping[str, Any]) -> Fact:
    conflicts = tuple(
        Conflict(c["slot"], tuple((v["value"], tuple(v["claims"])) for v in c["values"]), c.get("stands"))
        for c in data["conflicts"]
    )
    cited = tuple(
        # the keys are the fields of Cited
        Cited(**{**item, **{name: Claim.from_json(item[name]) for name in ("claim", "said") if name in item}})
        for item in data["cited"]
    )
    slots = data["slots"]
    by_id = {item.claim_id: item for item in cited}
    links = tuple(
        Link(
            link["claim"],
            link["score"],
            link["least"],
            tuple(Feature(**feature) for feature in link["features"]),
            link["voice"],
        )
        for link in data.get("links", ())
    )
    said = data.get("weighing")
    return Fact(
        data["id"],
        data["kind"],
        slots,
        cited,
        conflicts,
        data["voices"],
        data["belief"],
        weighing=Weighing.from_json(said) if said else None,
        judgements=tuple(_judgement_from(one, by_id) for one in data.get("judgements", ())),
        links=links,
    )
