"""People, mechanisms, equipment and publishers for programs: lists with filters, and each with its facts."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response

from communique.faces.cli.facts import fact_json
from communique.faces.web.answers import PROBLEM, Limit, Offset, Tag, Time, answered, house
from communique.faces.web.catalogue import holding
from communique.faces.web.named import SORTS, Named, with_key
from communique.register import NotFoundError

router = APIRouter(prefix="/api/v1", responses={400: PROBLEM, 404: PROBLEM, 422: PROBLEM})

Sort = Literal["people", "mechanisms", "equipment", "publishers"]
assert set(SORTS) == set(Sort.__args__)  # type: ignore[attr-defined]  # noqa: S101 - one list, said twice
Key = Annotated[str, Path(pattern="^[a-z0-9-]{1,80}$", description="The key that the list gives")]


@router.get("/named/{sort}")
def list_named(
    request: Request,
    sort: Sort,
    when: Time,
    words: Annotated[str, Query(max_length=80, description="Words that the name or its note holds")] = "",
    between: Annotated[
        list[str] | None, Query(max_length=2, description="Twice: only with a fact of this pair")
    ] = None,
    limit: Limit = 50,
    offset: Offset = 0,
    tag: Tag = None,
) -> Response:
    """Who and what is named, those that most facts name first."""
    here = house(request)
    found = holding(here.named(sort, when), words)
    if between:
        ends = here.knowledge.pair(between[0], between[-1])
        found = [one for one in found if any(set(ends) <= set(fact.members) for fact in one.facts)]
    rows = [_row(one) for one in found[offset : offset + limit]]
    return answered({"total": len(found), "offset": offset, sort: rows}, tag)


@router.get("/named/{sort}/{key}")
def show_named(request: Request, sort: Sort, key: Key, when: Time, tag: Tag = None) -> Response:
    """One of them with its facts; of a publisher also the ids of the facts that it was the first to tell."""
    found = with_key(house(request).named(sort, when), key)
    if found is None:
        raise NotFoundError(key, f"nothing of {sort} has this key", "the list gives the keys")
    more: dict[str, Any] = {"facts": [fact_json(fact) for fact in found.facts]}
    if sort == "publishers":
        more["first"] = [fact.id for fact in found.first]
    return answered({**_row(found), **more}, tag)


def _row(one: Named) -> dict[str, Any]:
    return {
        "key": one.key,
        "name": one.name,
        "note": one.note,
        "details": dict(one.details),
        "count": one.count,
        "years": dict(one.years),
        "pairs": [{"parties": list(ends), "facts": facts} for ends, facts in one.pairs],
    }
