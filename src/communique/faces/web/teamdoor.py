"""The door of a team: who signed in or has a key, what that allows, how often, and a line about what was refused."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import Final
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from communique.errors import CommuniqueError
from communique.faces.web.guard import SAFE, Call, Door, Refuse, RefusedError, Visit, Visitor, begin
from communique.faces.web.limits import Limit
from communique.model import Judgement
from communique.team import Account, Team

# Each of an address and of an account: so many requests at once, and as many again in a minute.
REQUESTS: Final = (600, 60.0)
# Attempts to sign in: of an address, and of an account from wherever they come.
FROM_ADDRESS: Final = (10, 300.0)
OF_ACCOUNT: Final = (20, 900.0)
_OPEN: Final = ("/static/", "/login")
_OWN: Final = ("/logout", "/account")


def needed(method: str, path: str) -> str | None:
    """The scope that a request needs; None where nobody need sign in. What is named nowhere here is not open."""
    if path.startswith(_OPEN[0]) or path == _OPEN[1]:
        return None
    if path == "/team" or path.startswith("/team/"):
        return "admin"
    if path in _OWN or path.startswith("/account/"):
        return "read"
    if path == "/review" or path.startswith("/review/"):
        return "review"
    return "read" if method in SAFE else "review"


class TeamDoor(Door):
    """Lets in who signed in or shows a key, to what its scope allows."""

    secure = True

    def __init__(self, refuse: Refuse, team: Team, limits: Callable[[int, float], Limit] = Limit) -> None:
        super().__init__(refuse)
        self.team: Final = team
        self._asked: Final = limits(*REQUESTS)
        self._signing: Final = (limits(*FROM_ADDRESS), limits(*OF_ACCOUNT))

    async def __call__(self, request: Request, call: Call) -> Response:
        """The answer to a request, or why there is none."""
        try:
            return await super().__call__(request, call)
        except CommuniqueError as error:
            visit = begin(request)
            refused = RefusedError(503, "Cannot be answered now", str(error))
            return await self.turned_away(request, visit, refused)

    async def admit(self, request: Request, visit: Visit) -> None:
        """Notes who asks. Raises RefusedError for who may not."""
        self._slow(self._asked.take(f"address {address_of(request)}"))
        account = await run_in_threadpool(self._who, request, visit)
        if account is not None:
            visit.visitor = Visitor(account.name, account.scope)
            self._slow(self._asked.take(f"account {account.name}"))
        need = needed(request.method, request.url.path)
        if need is None or (visit.visitor and visit.visitor.may(need)):
            return
        if visit.visitor is None:
            raise RefusedError(401, "Sign in", "nobody is signed in, and no key was shown that opens this")
        what = f"{request.method} {request.url.path}"
        await run_in_threadpool(self.note, request, visit.visitor.name, "refused", what)
        raise RefusedError(
            403, "Refused", f"this needs the scope {need}; {visit.visitor.name} has {visit.visitor.scope}"
        )

    async def turned_away(self, request: Request, visit: Visit, error: RefusedError) -> Response:
        """The answer to who is not let in: people are asked to sign in, programs told to show a key."""
        path = request.url.path
        if error.status == 401 and request.method in SAFE and not path.startswith("/api/"):
            query = urlencode(
                {"next": str(request.url.path) + (f"?{request.url.query}" if request.url.query else "")}
            )
            return RedirectResponse(f"/login?{query}", 303)
        response = await super().turned_away(request, visit, error)
        if error.status == 401:
            response.headers["WWW-Authenticate"] = 'Bearer realm="communique", Basic realm="communique"'
        if error.wait:
            response.headers["Retry-After"] = str(error.wait)
        return response

    def sign_in(self, request: Request, name: str, password: str, secret: str) -> bool:
        """Begins a session that ``secret`` opens, if name and password fit. Raises RefusedError after too many tries."""
        account = self.checked(request, name, password)
        self.note(request, name, "signed in" if account else "failed to sign in")
        if account is not None:
            self.team.begin(account, secret)
        return account is not None

    def checked(self, request: Request, name: str, password: str) -> Account | None:
        """The account that name and password fit. Raises RefusedError after too many tries that did not."""
        keys = (f"address {address_of(request)}", f"account {name}")
        waits = [limit.take(key) for limit, key in zip(self._signing, keys, strict=True)]
        if any(waits):
            raise RefusedError(429, "Too many tries", f"wait {max(waits)} seconds", max(waits))
        account = self.team.check(name, password)
        if account is not None:
            for limit, key in zip(self._signing, keys, strict=True):
                limit.give(key)
        return account

    def note(self, request: Request, actor: str, what: str, subject: str = "") -> None:
        """A line for the audit log."""
        self.team.note(actor, address_of(request), what, subject)

    def judged(self, request: Request, made: Judgement) -> None:
        """A line about a judgement; what it says is in the register."""
        self.note(request, made.actor, made.action, f"{made.scope} {made.subject} judgement {made.id}")

    def _who(self, request: Request, visit: Visit) -> Account | None:
        given = request.headers.get("authorization", "")
        if not given:
            return self.team.session(visit.secret) if visit.known else None
        key = _key(given, request.method)
        account = self.team.opened_by(key) if key else None
        if account is None:
            self._slow(self._signing[0].take(f"address {address_of(request)}"))
            raise RefusedError(401, "Sign in", "the key opens nothing")
        visit.keyed = True
        return account

    @staticmethod
    def _slow(wait: int) -> None:
        if wait:
            raise RefusedError(429, "Too many requests", f"wait {wait} seconds", wait)


def address_of(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else "nowhere"


def _key(given: str, method: str) -> str:
    """The key of an Authorization header: as Bearer, or for reading as the password of Basic.

    Browsers send the latter by themselves, so nothing is changed by it.
    """
    sort, _, rest = given.partition(" ")
    if sort.lower() == "bearer":
        return rest.strip()
    if sort.lower() == "basic" and method in SAFE:
        try:
            return base64.b64decode(rest, validate=True).decode("utf-8").partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return ""
