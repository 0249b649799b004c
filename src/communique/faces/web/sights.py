"""Pages that look at several parties at once: the network."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from communique.errors import BriefError
from communique.faces.web import network
from communique.faces.web.answers import house
from communique.faces.web.rendering import Text, Time, called, page
from communique.vocabulary import KINDS

router = APIRouter(include_in_schema=False)

_MOST: Final = 200


@router.get("/network")
def show_network(
    request: Request,
    when: Time,
    of: Text = None,
    through: Annotated[str | None, Query(max_length=20)] = None,
) -> Response:
    """Who deals with whom through what: of one party, or of all."""
    here = house(request)
    if through and through not in KINDS:
        raise BriefError("through", f"{through!r} is no kind", f"there are {', '.join(KINDS)}")
    focus = here.knowledge.party(of) if of else None
    found = network.ties(here.told(when), focus, through or None)
    pages = {fact.id: one.key for one in here.named("mechanisms", when) for fact in one.facts}
    drawn = network.fan(found, focus) if focus else network.circle(found)
    return page(
        request, "network.html", when, of=focus, called=called(here, focus), through=through or "", ties=found, web=drawn, kinds=KINDS, most=_MOST, pages=pages,
    )  # fmt: skip
