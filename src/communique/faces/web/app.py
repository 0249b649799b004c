"""The web application: pages, JSON, and the walls around them.

Nothing is loaded from another host and no script runs but files of ours: the policy of every answer says so. By default it listens on
the loopback address only and answers only to that name, so that no other site can ask it in a visitor's browser.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from communique import __version__
from communique.errors import CommuniqueError
from communique.faces.web import (
    accounts,
    answers,
    catalogue,
    feeds,
    named_answers,
    pages,
    review,
    sights,
    watches,
)
from communique.faces.web.guard import Door
from communique.faces.web.heads import Heads
from communique.faces.web.house import House
from communique.faces.web.rendering import WALLS, file, problem
from communique.faces.web.teamdoor import TeamDoor
from communique.knowledge import load
from communique.register import NotFoundError
from communique.team import Team

LOOPBACK: Final = ("localhost", "127.0.0.1", "[::1]", "::1")


def create_app(
    register: str | None = None, hosts: Sequence[str] = LOOPBACK, marking: str = "", team: Team | None = None
) -> FastAPI:
    """The application over a register (an address as the commands take it), answering to ``hosts`` only.

    ``marking`` (Traffic Light Protocol) stands on every page, and in a header of every answer. With
    a ``team`` whoever asks must sign in or show a key; without one, whoever reaches the address may do everything.
    """
    app = FastAPI(
        title="communique",
        version=__version__,
        summary="Who deals with whom in defence, told by the reports that say so.",
        # The interactive pages load scripts from another host; the description itself is enough.
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    app.state.house = House(register, load(), marking)
    app.state.queue = review.Queue()
    door = Door(_problem) if team is None else TeamDoor(_problem, team)
    app.state.door, app.state.noted = door, door.judged
    # The door is the innermost wall: what it turns away bears the headers that every answer has.
    app.middleware("http")(door)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))
    for part in (answers, feeds, named_answers, pages, catalogue, review, sights, watches):
        app.include_router(part.router)
    if team is not None:
        app.include_router(accounts.router)
    app.add_api_route("/static/{name}", file, include_in_schema=False)
    app.middleware("http")(_walled)
    app.add_middleware(Heads)
    app.add_exception_handler(CommuniqueError, _told)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    return app


async def _walled(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await call(request)
    for name, value in WALLS.items():
        response.headers.setdefault(name, value)
    if marking := request.app.state.house.marking:
        response.headers["Communique-TLP"] = marking
    return response


def _problem(request: Request, status: int, title: str, detail: str) -> Response:
    """RFC 9457 for programs, a page for people."""
    if request.url.path.startswith("/api/"):
        body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        return JSONResponse(body, status, media_type="application/problem+json")
    return problem(request, status, title, detail)


def _told(request: Request, error: Exception) -> Response:
    status = 404 if isinstance(error, NotFoundError) else 400
    return _problem(request, status, "Not found" if status == 404 else "Cannot be answered", str(error))


def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = str(error.detail) if isinstance(error, HTTPException) else ""
    return _problem(request, status, "Not found" if status == 404 else "Refused", detail)


def _invalid(request: Request, error: Exception) -> Response:
    found = error.errors() if isinstance(error, RequestValidationError) else []
    detail = "; ".join(f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in found)
    return _problem(request, 422, "Cannot be understood", detail)
