"""The door: who asks, and whether a form that changes something was ours.

A form is taken only with a token that our own page put into it, made from a cookie that no other site can read or
send. Whatever is posted is bounded before it is parsed.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from fastapi import Request
from fastapi.responses import Response

from communique.model import Judgement

# Each allows what those before it allow.
SCOPES: Final = ("read", "review", "admin")
COOKIE: Final = "communique"
TOKEN: Final = "csrf"  # noqa: S105 - the name of a field
SAFE: Final = frozenset({"GET", "HEAD"})
_SECRET_BYTES: Final = 32
_LONGEST_FORM: Final = 65_536
_MOST_FIELDS: Final = 1_000

Call = Callable[[Request], Awaitable[Response]]
Refuse = Callable[[Request, int, str, str], Response]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: the name that signs what is decided (empty: the login name here), and what it may do."""

    name: str
    scope: str

    def may(self, scope: str) -> bool:
        """Whether the visitor may do what needs a scope."""
        return SCOPES.index(self.scope) >= SCOPES.index(scope)


@dataclass(slots=True)
class Visit:
    """One question: the secret of its cookie, who asks, what was posted, and whether a page shows a form.

    ``keyed`` is true for a program with a key, which no browser sends by itself.
    """

    secret: str
    known: bool
    visitor: Visitor | None = None
    form: Mapping[str, list[str]] = field(default_factory=dict)
    shown: bool = False
    keyed: bool = False
    salt: str = field(default_factory=lambda: secrets.token_hex(8))

    def token(self) -> str:
        """What a form of ours carries."""
        self.shown = True
        return token_of(self.secret, self.salt)


class RefusedError(Exception):
    """A request that is not let in: status, title and what to do, and seconds to wait before the next."""

    def __init__(self, status: int, title: str, detail: str, wait: int = 0) -> None:
        super().__init__(detail)
        self.status, self.title, self.detail, self.wait = status, title, detail, wait


def token_of(secret: str, salt: str) -> str:
    """A token that belongs to a cookie; who knows only the token cannot make the cookie.

    Each page has a salt of its own, so that the lengths of compressed pages tell nothing of a token.
    """
    return f"{salt}.{hmac.new(secret.encode(), salt.encode(), hashlib.sha256).hexdigest()}"


def visit_of(request: Request) -> Visit:
    """The visit that a request is part of, as the door noted it."""
    found: Visit | None = getattr(request.state, "visit", None)
    return found or Visit(new_secret(), known=False)


def new_secret() -> str:
    """A secret for a cookie."""
    return secrets.token_urlsafe(_SECRET_BYTES)


def begin(request: Request) -> Visit:
    """The visit of a request by its cookie, or a new one."""
    given = request.cookies.get(COOKIE, "")
    fits = len(given) == len(new_secret()) and given.replace("-", "").replace("_", "").isalnum()
    made = Visit(given if fits else new_secret(), known=fits)
    request.state.visit = made
    return made


async def take_form(request: Request, visit: Visit) -> None:
    """Reads what was posted and holds it against the token. Raises RefusedError."""
    if _is_from_elsewhere(request):
        raise RefusedError(403, "Refused", "the form was sent from another site")
    form = await _read(request)
    given = "".join(form.pop(TOKEN, []))
    ours = token_of(visit.secret, given.partition(".")[0])
    fits = visit.known and hmac.compare_digest(given.encode(), ours.encode())
    if not visit.keyed and not fits:
        raise RefusedError(
            403, "Refused", "the form is too old, or not one of ours; load the page again and repeat"
        )
    visit.form = form


def _is_from_elsewhere(request: Request) -> bool:
    """Whether a browser says that another site sent the form."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin", "null")
    elsewhere = origin != "null" and urlsplit(origin).netloc != request.headers.get("host")
    return site not in ("same-origin", "none") or elsewhere


async def _read(request: Request) -> dict[str, list[str]]:
    read = bytearray()
    async for chunk in request.stream():
        read += chunk
        if len(read) > _LONGEST_FORM:
            raise RefusedError(413, "Too long", f"a form takes at most {_LONGEST_FORM} bytes")
    try:
        pairs = parse_qsl(
            read.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
        )
    except ValueError as error:
        raise RefusedError(400, "Cannot be understood", "the form is not one of ours") from error
    form: dict[str, list[str]] = {}
    for name, value in pairs:
        form.setdefault(name, []).append(value)
    return form


def keep(response: Response, secret: str, *, secure: bool) -> None:
    """Gives the visitor the cookie: no script reads it, no other site sends it with a form."""
    response.set_cookie(COOKIE, secret, path="/", httponly=True, samesite="lax", secure=secure)


class Door:
    """Lets everybody in who reaches the loopback address, as the one who started the program."""

    secure = False

    def __init__(self, refuse: Refuse) -> None:
        self._refuse: Final = refuse

    async def __call__(self, request: Request, call: Call) -> Response:
        """The answer to a request, or why there is none."""
        visit = begin(request)
        try:
            await self.admit(request, visit)
            if request.method not in SAFE:
                await self.take(request, visit)
        except RefusedError as error:
            return await self.turned_away(request, visit, error)
        response = await call(request)
        if visit.shown and not visit.known:
            keep(response, visit.secret, secure=self.secure)
        return response

    async def admit(self, request: Request, visit: Visit) -> None:
        """Notes who asks. Raises RefusedError for who may not."""
        visit.visitor = Visitor("", "admin")

    async def take(self, request: Request, visit: Visit) -> None:
        """Reads what was posted. Raises RefusedError for what is not ours."""
        await take_form(request, visit)

    def judged(self, request: Request, made: Judgement) -> None:
        """Without accounts the register's own record of a judgement is all there is to note."""

    async def turned_away(self, request: Request, visit: Visit, error: RefusedError) -> Response:
        """The answer to who is not let in."""
        return self._refuse(request, error.status, error.title, error.detail)


def form_of(request: Request) -> Mapping[str, list[str]]:
    """What was posted, checked at the door."""
    return visit_of(request).form


def one(form: Mapping[str, list[str]], name: str, longest: int = 500) -> str:
    """The value of a field, in one line; empty where there is none."""
    return " ".join(" ".join(form.get(name, [])).split())[:longest]
