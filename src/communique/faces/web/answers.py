"""The same answers as JSON, under ``/api/v1``: names as on the command line, pages by limit and offset, ETags."""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response

from communique.assembly import novelty
from communique.briefs.data import dumps
from communique.briefs.dyad import in_period
from communique.faces.cli.facts import fact_json
from communique.faces.web import network, summary
from communique.faces.web.comparing import compared
from communique.faces.web.house import House, When, asked
from communique.register import shelf
from communique.vocabulary import KINDS

PROBLEM: dict[str, Any] = {
    "content": {"application/problem+json": {"schema": {"type": "object"}}},
    "description": "What is wrong, in one line (RFC 9457)",
}
router = APIRouter(prefix="/api/v1", responses={400: PROBLEM, 404: PROBLEM, 422: PROBLEM})

Day = Annotated[
    str | None,
    Query(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", description="2025, 2025-08 or 2025-08-06"),
]
Moment = Annotated[
    str | None,
    Query(
        pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:]{5,8}Z?)?$", description="As the register was then (UTC)"
    ),
]
Limit = Annotated[int, Query(ge=1, le=500)]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]
Id = Annotated[str, Path(pattern="^[0-9a-fA-F]{4,64}$", description="An id, or its beginning")]
Party = Annotated[str, Path(min_length=1, max_length=80, description="Any name, demonym or code")]
Tag = Annotated[str | None, Header(alias="If-None-Match")]
Between = Annotated[
    list[str] | None, Query(max_length=2, description="Twice: what these two have to do with each other")
]
Kind = Literal["engagement", "mechanism", "programme", "use", "pressure", "posture"]
assert set(KINDS) == set(Kind.__args__)  # type: ignore[attr-defined]  # noqa: S101 - one vocabulary, said twice


def house(request: Request) -> House:
    """The house that the application was made with."""
    found: House = request.app.state.house
    return found


def _period(since: Day = None, until: Day = None, as_of: Moment = None) -> When:
    return asked(since, until, as_of)


Time = Annotated[When, Depends(_period)]


def answered(data: Any, tag: str | None) -> Response:
    """Data as JSON with its ETag; nothing but that where the asker has it already."""
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    etag = f'"{hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'
    if tag is not None and etag in [part.strip().removeprefix("W/") for part in tag.split(",")]:
        return Response(status_code=304, headers={"ETag": etag})
    body = text.encode("utf-8", "replace")
    return Response(body, media_type="application/json", headers={"ETag": etag, "Cache-Control": "no-cache"})


@router.get("/pairs")
def list_pairs(
    request: Request, when: Time, limit: Limit = 50, offset: Offset = 0, tag: Tag = None
) -> Response:
    """Pairs of parties, those with most facts first."""
    found = summary.pairs(house(request).told(when))
    rows = [
        {
            "parties": [one.one, one.other],
            "facts": one.facts,
            "kinds": one.kinds,
            "rung": one.rung,
            "latest": one.latest,
            "tempo": one.tempo,
        }
        for one in found[offset : offset + limit]
    ]
    return answered({"total": len(found), "offset": offset, "pairs": rows}, tag)


@router.get("/pairs/{party}/{other}/brief")
def brief(request: Request, party: Party, other: Party, when: Time, tag: Tag = None) -> Response:
    """The brief for two parties, in the form of ``communique brief --format json``."""
    here = house(request)
    return answered(dumps(here.brief(here.knowledge.pair(party, other), when), here.marking), tag)


@router.get("/pairs/{party}/{other}/compare")
def compare(
    request: Request,
    party: Party,
    other: Party,
    when: Time,
    beside: Annotated[
        str | None, Query(pattern=r"^[^/]{1,80}/[^/]{1,80}$", description="Another pair, as India/France")
    ] = None,
    tag: Tag = None,
) -> Response:
    """The figures of two parties in a period, in the one of the same length before, and of another pair."""
    here = house(request)
    pair = here.knowledge.pair(party, other)
    found = compared(pair, here.between(pair, when), when, here, beside)
    nothing: dict[str, Any] = {"now": None, "before": None, "beside": None, "ladders": []}
    return answered(found.to_json() if found else nothing, tag)


@router.get("/facts")
def list_facts(
    request: Request,
    when: Time,
    kind: Kind | None = None,
    between: Between = None,
    min_belief: Annotated[float, Query(ge=0, le=1, description="Only facts believed at least so")] = 0.0,
    limit: Limit = 50,
    offset: Offset = 0,
    tag: Tag = None,
) -> Response:
    """Facts, all or of a kind, a pair (``between`` twice) and a period."""
    here = house(request)
    facts = here.between(here.knowledge.pair(between[0], between[-1]), when) if between else here.facts(when)
    kept = [fact for fact in in_period(facts, when.since, when.until) if kind is None or fact.kind == kind]
    kept = [fact for fact in kept if (fact.belief or 0.0) >= min_belief]
    kept.sort(key=lambda fact: (fact.kind, str(fact.slots.get("date") or "9"), fact.id))
    page = [fact_json(fact) for fact in kept[offset : offset + limit]]
    return answered({"total": len(kept), "offset": offset, "facts": page}, tag)


@router.get("/facts/{id}")
def show_fact(request: Request, id: Id, as_of: Moment = None, tag: Tag = None) -> Response:
    """One fact with its claims."""
    fact = house(request).fact(id, asked(None, None, as_of))
    claims = [{"id": c.claim_id, "document": c.document_id, **c.claim.to_json()} for c in fact.cited]
    return answered({**fact_json(fact), "claims": claims}, tag)


@router.get("/documents")
def list_documents(
    request: Request,
    when: Time,
    between: Between = None,
    limit: Limit = 50,
    offset: Offset = 0,
    tag: Tag = None,
) -> Response:
    """Documents by their days, undated ones last: all, or those with a claim that relates a pair, or of a period."""
    here = house(request)
    pair = here.knowledge.pair(between[0], between[-1]) if between else None
    with here.open(when) as opened:
        found = shelf(opened, pair, (when.since, when.until), limit, offset)
    # What the command prints; the texts are to be had one by one.
    rows = [{k: v for k, v in one.to_json().items() if k != "text"} for one in found.documents]
    return answered({"total": found.total, "offset": offset, "documents": rows}, tag)


@router.get("/documents/{id}")
def show_document(request: Request, id: Id, as_of: Moment = None, tag: Tag = None) -> Response:
    """One document with its claims, and whether each was new at its time."""
    document, cited, facts = house(request).document(id, asked(None, None, as_of))
    known = novelty(document.id, facts)
    claims = [
        {
            "id": c.claim_id,
            **c.claim.to_json(),
            "told": known[c.claim_id].verdict if c.claim_id in known else None,
        }
        for c in cited
    ]
    return answered({"document": document.to_json(), "claims": claims}, tag)


@router.get("/network")
def show_network(
    request: Request,
    when: Time,
    of: Annotated[str | None, Query(min_length=1, max_length=80, description="One party alone")] = None,
    through: Kind | None = None,
    limit: Limit = 50,
    offset: Offset = 0,
    tag: Tag = None,
) -> Response:
    """Who deals with whom and through what, the ties of most facts first."""
    here = house(request)
    found = network.ties(here.told(when), here.knowledge.party(of) if of else None, through)
    page = [tie.to_json() for tie in found[offset : offset + limit]]
    return answered({"total": len(found), "offset": offset, "ties": page}, tag)


@router.get("/search")
def search(
    request: Request,
    when: Time,
    words: Annotated[str, Query(min_length=1, max_length=200)],
    limit: Limit = 20,
    tag: Tag = None,
) -> Response:
    """Documents of a period that hold all the words, best first."""
    with house(request).open(when) as opened:
        hits = opened.search(words, limit, when.since, when.until)
    rows = [
        {
            "document": h.document_id,
            "title": h.title,
            "publisher": h.publisher,
            "published": h.published,
            "snippet": h.snippet,
        }
        for h in hits
    ]
    return answered({"documents": rows}, tag)
