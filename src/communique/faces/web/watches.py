"""The page of the watches: which feeds are followed, what each rule told, and where that can be followed."""

from __future__ import annotations

from collections import Counter
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from communique.faces.web.answers import house
from communique.faces.web.house import When
from communique.faces.web.plain import spoken
from communique.faces.web.rendering import page
from communique.register import Watching

router = APIRouter(include_in_schema=False)

# Alerts that are shown; the feeds and the API have more.
_SHOWN: Final = 50


@router.get("/watches")
def watches(request: Request) -> Response:
    """The feeds that are followed, the rules that told something, and the latest alerts."""
    with house(request).open() as opened:
        watching = Watching(opened)
        feeds, alerts, signed = watching.feeds(), watching.alerts(), watching.rules()
    told = [(one, spoken(str(one.data["summary"]))) for one in reversed(alerts)]
    counted = Counter({one.subject: 0 for one in signed})
    counted.update(str(one.data["rule"]) for one in alerts)
    return page(
        request, "watches.html", When(), feeds=feeds, rules=sorted(counted.items()),
        signed={one.subject: one for one in signed},
        alerts=told[:_SHOWN], total=len(alerts),
    )  # fmt: skip
