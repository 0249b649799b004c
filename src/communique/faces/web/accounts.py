"""Signing in and out, one's own password, and for the administrator the team and what was done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response

from communique.errors import CommuniqueError
from communique.faces.web.guard import RefusedError, form_of, keep, new_secret, one, visit_of
from communique.faces.web.house import When
from communique.faces.web.rendering import page
from communique.faces.web.teamdoor import TeamDoor

router = APIRouter(include_in_schema=False)

Form = Annotated[Mapping[str, list[str]], Depends(form_of)]
Next = Annotated[str, Query(max_length=500)]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]
_NOW: Final = When()
_LINES: Final = 100


def _door(request: Request) -> TeamDoor:
    found: TeamDoor = request.app.state.door
    return found


@router.get("/login")
def login(request: Request, next: Next = "/") -> Response:
    """The form to sign in."""
    return page(request, "login.html", _NOW, next=inside(next), problem="")


@router.post("/login")
def sign_in(request: Request, form: Form) -> Response:
    """Signs in: the cookie is a new one, so that no one who knew the old one comes in with it."""
    name, onward = one(form, "name", 60).lower(), inside(one(form, "next", 500))
    secret, problem, status = new_secret(), "", 303
    try:
        if not _door(request).sign_in(request, name, "".join(form.get("password", [])), secret):
            problem, status = "Name and password do not fit, or the account is disabled.", 401
    except RefusedError as error:
        problem, status = f"Too many tries: {error.detail}.", error.status
    if problem:
        return page(request, "login.html", _NOW, status, next=onward, problem=problem)
    response = RedirectResponse(onward, 303)
    keep(response, secret, secure=True)
    return response


@router.post("/logout")
def sign_out(request: Request) -> Response:
    """Ends the session."""
    visit, door = visit_of(request), _door(request)
    door.team.end(visit.secret)
    door.note(request, visit.visitor.name if visit.visitor else "", "signed out")
    response = RedirectResponse("/login", 303)
    keep(response, new_secret(), secure=True)
    return response


@router.get("/account")
def account(request: Request) -> Response:
    """One's own account."""
    return page(request, "account.html", _NOW, problem="")


@router.post("/account/password")
def password(request: Request, form: Form) -> Response:
    """Another password; every session of the account ends."""
    visitor, door = visit_of(request).visitor, _door(request)
    name = visitor.name if visitor else ""
    now, new, again = ("".join(form.get(field, [])) for field in ("password", "new", "again"))
    try:
        if new != again:
            raise CommuniqueError("", "the new password is not the same twice")
        if door.checked(request, name, now) is None:
            raise CommuniqueError("", "the present password is another one")
        door.team.set_password(name, new)
    except (CommuniqueError, RefusedError) as error:
        return page(request, "account.html", _NOW, 400, problem=str(error))
    door.note(request, name, "changed the password")
    return RedirectResponse("/login", 303)


@router.get("/team")
def team(request: Request) -> Response:
    """Accounts and keys."""
    here = _door(request).team
    return page(request, "team.html", _NOW, accounts=here.accounts(), keys=here.all_keys())


@router.get("/team/audit")
def audit(request: Request, offset: Offset = 0) -> Response:
    """Who did what from where, the latest first."""
    lines = _door(request).team.audited(_LINES + 1, offset)
    return page(
        request,
        "audit.html",
        _NOW,
        lines=lines[:_LINES],
        offset=offset,
        step=_LINES,
        more=len(lines) > _LINES,
    )


def inside(given: str) -> str:
    """An address of this site, or home: whoever made the link to sign in must not lead elsewhere."""
    parts = urlsplit(given)
    plain = given.isascii() and given.isprintable() and "\\" not in given
    ours = given.startswith("/") and not given.startswith("//") and not parts.netloc and not parts.scheme
    return given if plain and ours else "/"
