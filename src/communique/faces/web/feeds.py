"""Feeds of a pair's news and of what the watches told, as RSS, Atom and JSON Feed, for any reader of feeds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Annotated, Any, Final, Literal
from urllib.parse import quote

from fastapi import APIRouter, Header, Query, Request, Response

from communique import __version__
from communique.alerts.feed import LENGTH, TITLE, entries_of
from communique.alerts.latest import latest
from communique.alerts.syndication import FORMS, MEDIA, NOTHING_YET, Entry, Feed, written
from communique.faces.web.answers import PROBLEM, Limit, Offset, Party, Tag, answered, house
from communique.faces.web.house import When
from communique.faces.web.plain import claim_words
from communique.register import NotFoundError, Watching
from communique.register.watching import Due

_FEED: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "content": {kind: {"schema": {"type": "string"}} for kind in MEDIA.values() if "json" not in kind}
        | {MEDIA["json"]: {"schema": {"type": "object"}}},
        "description": "The feed",
    },
    304: {"description": "Nothing has changed"},
}
router = APIRouter(prefix="/api/v1", responses={400: PROBLEM, 404: PROBLEM, 422: PROBLEM})

Form = Literal["atom", "rss", "json"]
assert set(FORMS) == set(Form.__args__)  # type: ignore[attr-defined]  # noqa: S101 - one list, said twice
Rule = Annotated[
    str | None, Query(min_length=1, max_length=100, description="The name of a rule of the watch")
]
Since = Annotated[str | None, Header(alias="If-Modified-Since")]


@router.get("/pairs/{party}/{other}/feed.{form}", responses=_FEED, response_class=Response)
def pair_feed(
    request: Request, party: Party, other: Party, form: Form, tag: Tag = None, since: Since = None
) -> Response:
    """What reports told of two parties that no earlier report had told, the latest first."""
    here = house(request)
    ends = here.knowledge.pair(party, other)
    names = " and ".join(here.knowledge.name_of(code) for code in ends)
    base = str(request.base_url).rstrip("/")

    def made() -> Feed:
        entries = latest(here.between(ends, When()), lambda claim: claim_words(claim, here.knowledge.name_of))
        return Feed(
            id=f"urn:communique:pair:{':'.join(ends)}",
            title=f"{names}: defence",
            entries=[_here(one, base) for one in entries],
            home=f"{base}/pair/{quote(ends[0])}/{quote(ends[1])}",
            itself=f"{base}{quote(request.url.path)}",
            rights=here.marking,
            about=f"What is new between {names}, each entry with the words of the report.",
        )

    state = here.state()
    changed = state.partition("-")[2] or NOTHING_YET
    return _served(made, form, f"{state}|{base}|{here.marking}", changed, tag, since)


@router.get("/watches/feed.{form}", responses=_FEED, response_class=Response)
def watch_feed(
    request: Request, form: Form, rule: Rule = None, tag: Tag = None, since: Since = None
) -> Response:
    """What the watch told, the latest first; of one rule or of all."""
    here, found = house(request), alerts_of(request, rule)
    if rule is not None and not found and not _is_set(request, rule):
        raise NotFoundError(f"rule {rule!r}", "was never set", "/watches lists the rules")
    base = str(request.base_url).rstrip("/")
    asked = f"?rule={quote(rule, safe='')}" if rule else ""

    def made() -> Feed:
        return Feed(
            id=f"urn:communique:alerts{':' if rule else ''}{quote(rule or '', safe='')}",
            title=f"{TITLE}: {rule}" if rule else TITLE,
            entries=entries_of(found[-LENGTH:]),
            home=f"{base}/watches",
            itself=f"{base}{quote(request.url.path)}{asked}",
            rights=here.marking,
            about="What the watch told, each entry with the words of the reports.",
        )

    state = f"{rule}|{len(found)}|{found[-1].key if found else ''}|{base}|{here.marking}"
    return _served(made, form, state, found[-1].at if found else NOTHING_YET, tag, since)


@router.get("/alerts")
def list_alerts(
    request: Request,
    rule: Rule = None,
    limit: Limit = 50,
    offset: Offset = 0,
    tag: Tag = None,
) -> Response:
    """What the watch told, the latest first, as ``communique watch --show --json`` prints it; of one rule or of all."""
    found = alerts_of(request, rule)[::-1]
    rows = [{"at": one.at, **one.data} for one in found[offset : offset + limit]]
    return answered({"total": len(found), "offset": offset, "alerts": rows}, tag)


def alerts_of(request: Request, rule: str | None) -> list[Due]:
    """The alerts of a rule, or all of them, oldest first."""
    with house(request).open() as opened:
        found = Watching(opened).alerts()
    return [one for one in found if rule is None or one.data["rule"] == rule]


def _is_set(request: Request, rule: str) -> bool:
    """Whether a watch asks for a rule that has told nothing yet."""
    with house(request).open() as opened:
        return any(one.subject == rule for one in Watching(opened).rules())


def _here(entry: Entry, base: str) -> Entry:
    """The entry with a link to its claim here; the address of the report is in its text."""
    return replace(entry, link=f"{base}/claim/{entry.id.rpartition(':')[2]}")


def _served(
    make: Callable[[], Feed], form: str, state: str, changed: str, tag: str | None, since: str | None
) -> Response:
    """The feed, or that it has not changed: by its tag, where one is asked for, else by its time."""
    etag = f'"{hashlib.sha256(f"{form}|{state}|{__version__}".encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'
    moment = datetime.fromisoformat(changed).astimezone(UTC).replace(microsecond=0)
    headers = {
        "ETag": etag,
        "Last-Modified": format_datetime(moment, usegmt=True),
        "Cache-Control": "no-cache",
    }
    if tag is not None:
        known = tag.strip() == "*" or etag in [part.strip().removeprefix("W/") for part in tag.split(",")]
    else:
        known = since is not None and _reached(since, moment)
    if known:
        return Response(status_code=304, headers=headers)
    return Response(written(make(), form), headers=headers, media_type=MEDIA[form])


def _reached(since: str, moment: datetime) -> bool:
    """Whether nothing has changed after that time; one that is no time says nothing."""
    try:
        said = parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False
    return (said if said.tzinfo else said.replace(tzinfo=UTC)) >= moment
