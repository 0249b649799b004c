"""``serve --team``: who may do what on every route there is, signing in and out, keys, limits, the audit log."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from communique.faces.web import create_app
from communique.faces.web.limits import Limit
from communique.faces.web.teamdoor import FROM_ADDRESS, OF_ACCOUNT
from communique.register import Register
from communique.team import Team
from tests.faces.web.desk import Visitor, filled, plain, served
from tests.review.scene import desk

WORDS = "four words and more"
ROLES = ("anonymous", "read", "review", "admin")


@dataclass(frozen=True)
class House:
    """A running team."""

    port: int
    app: FastAPI
    team: Team
    register: str
    keys: dict[str, str]

    def visitor(self, role: str) -> Visitor:
        """Somebody with a key of a role, or nobody."""
        found = Visitor(self.port)
        if role != "anonymous":
            found.headers["Authorization"] = f"Bearer {self.keys[role]}"
        return found

    def signed_in(self, name: str, password: str = WORDS) -> Visitor:
        """Somebody who signed in."""
        found = Visitor(self.port)
        got = found.post("/login", {"name": name, "password": password}, "/login")
        assert (got.status, got.place) == (303, "/"), plain(got)
        return found


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("team")
    register = filled(folder)
    with Team.open(str(folder / "team.db")) as team:
        for role in ROLES[1:]:
            team.add(f"{role}er", role, WORDS)
        keys = {role: team.add_key(f"{role}er", "tests")[1] for role in ROLES[1:]}
        app = create_app(register, team=team)
        with served(app) as port:
            yield House(port, app, team, register, keys)


# Each route there is: the least scope that it needs (none: open), an address of it, and what those get who may.
ROUTES: dict[str, tuple[str | None, str, int]] = {
    "GET /": ("read", "/", 200),
    "GET /account": ("read", "/account", 200),
    "GET /api/v1/alerts": ("read", "/api/v1/alerts", 200),
    "GET /api/v1/documents": ("read", "/api/v1/documents", 200),
    "GET /api/v1/documents/{id}": ("read", "/api/v1/documents/{document}", 200),
    "GET /api/v1/facts": ("read", "/api/v1/facts", 200),
    "GET /api/v1/facts/{id}": ("read", "/api/v1/facts/{fact}", 200),
    "GET /api/v1/named/{sort}": ("read", "/api/v1/named/equipment", 200),
    "GET /api/v1/named/{sort}/{key}": ("read", "/api/v1/named/equipment/s-400-64ad822c", 200),
    "GET /api/v1/network": ("read", "/api/v1/network", 200),
    "GET /api/v1/openapi.json": ("read", "/api/v1/openapi.json", 200),
    "GET /api/v1/pairs": ("read", "/api/v1/pairs", 200),
    "GET /api/v1/pairs/{party}/{other}/brief": ("read", "/api/v1/pairs/IND/RUS/brief", 200),
    "GET /api/v1/pairs/{party}/{other}/compare": (
        "read",
        "/api/v1/pairs/IND/RUS/compare?since=2018&until=2019",
        200,
    ),
    "GET /api/v1/pairs/{party}/{other}/feed.{form}": ("read", "/api/v1/pairs/IND/RUS/feed.atom", 200),
    "GET /api/v1/search": ("read", "/api/v1/search?words=kits", 200),
    "GET /api/v1/watches/feed.{form}": ("read", "/api/v1/watches/feed.atom", 200),
    "GET /claim/{id}": ("read", "/claim/{claim}", 303),
    "GET /document/{id}": ("read", "/document/{document}", 200),
    "GET /fact/{id}": ("read", "/fact/{fact}", 200),
    "GET /facts/{kind}": ("read", "/facts/programme", 200),
    "GET /login": (None, "/login", 200),
    "GET /named/{sort}": ("read", "/named/people", 200),
    "GET /named/{sort}/{key}": ("read", "/named/equipment/s-400-64ad822c", 200),
    "GET /network": ("read", "/network", 200),
    "GET /pair/{one}/{other}": ("read", "/pair/IND/RUS", 200),
    "GET /review": ("review", "/review", 200),
    "GET /review/about/{id}": ("review", "/review/about/{claim}", 200),
    "GET /review/log": ("review", "/review/log", 200),
    "GET /search": ("read", "/search?q=kits", 200),
    "GET /static/{name}": (None, "/static/site.css", 200),
    "GET /team": ("admin", "/team", 200),
    "GET /team/audit": ("admin", "/team/audit", 200),
    "GET /watches": ("read", "/watches", 200),
    "POST /account/password": ("read", "/account/password", 400),
    "POST /login": (None, "/login", 401),
    "POST /logout": ("read", "/logout", 303),
    "POST /review/accept": ("review", "/review/accept", 400),
    "POST /review/edit": ("review", "/review/edit", 400),
    "POST /review/merge": ("review", "/review/merge", 400),
    "POST /review/reject": ("review", "/review/reject", 400),
    "POST /review/split": ("review", "/review/split", 400),
    "POST /review/undo": ("review", "/review/undo", 400),
}


def test_every_route_there_is_has_an_entry(house: House) -> None:
    """Whoever adds a route says here who may use it."""
    found = {
        f"{method} {route.path}"
        for route in iter_route_contexts(house.app.routes)
        for method in (route.methods or ())
        if method != "HEAD"
    }
    assert found == set(ROUTES)


@pytest.fixture(scope="module")
def ids(house: House) -> dict[str, str]:
    with Register.open(house.register, read_only=True) as opened:
        (doubt,) = (one for one in desk(opened).doubts if one.sort == "claim")
    item = doubt.claims[0]
    return {"claim": item.claim_id, "document": item.document_id, "fact": doubt.facts[0].id}


@pytest.mark.parametrize("role", ROLES)
def test_the_role_matrix(house: House, ids: dict[str, str], role: str) -> None:
    wrong = []
    for route, (need, address, answer) in ROUTES.items():
        method, path = route.split()[0], address.format(**ids)
        visitor = house.visitor(role)
        if method == "GET":
            got = visitor.get(path)
        elif role == "anonymous":
            got = visitor.post(path, {"name": "nobody"}, "/login")
        else:
            got = visitor.ask("POST", path, "name=nobody")
        wanted: Any = answer
        if need is not None and role == "anonymous":
            asks = method == "GET" and not path.startswith("/api/")
            wanted = 303 if asks else 401
            if asks and not got.place.startswith("/login?next=%2F"):
                wrong.append(f"{role} {route}: sent to {got.place!r}")
        elif need is not None and ROLES.index(role) < ROLES.index(need):
            wanted = 403
        if got.status != wanted:
            wrong.append(f"{role} {route}: {got.status}, not {wanted}: {plain(got)[-200:]}")
    assert wrong == []


@pytest.mark.parametrize("role", ROLES[1:])
@pytest.mark.parametrize("route", [route for route in ROUTES if route.startswith("POST")])
def test_no_form_is_taken_without_its_token(house: House, role: str, route: str) -> None:
    """Of those who are signed in: the cookie is sent by the browser, the token only by our own page."""
    visitor = _session(house, role)
    assert visitor.ask("POST", route.split()[1], "name=nobody").status == 403
    assert visitor.get("/account").status == 200


def _session(house: House, role: str) -> Visitor:
    """Somebody who is signed in, without the time that a password takes."""
    visitor = Visitor(house.port)
    visitor.get("/login")
    (account,) = (one for one in house.team.accounts() if one.name == f"{role}er")
    house.team.begin(account, visitor.cookies["communique"])
    return visitor


def test_signing_in_and_out(house: House) -> None:
    visitor = Visitor(house.port)
    sent = visitor.get("/pair/IND/RUS?since=2018")
    assert sent.place == "/login?next=%2Fpair%2FIND%2FRUS%3Fsince%3D2018"
    got = visitor.post("/login", {"name": "reader", "password": "wrong", "next": "/"}, sent.place)
    assert (got.status, "do not fit" in plain(got)) == (401, True)
    before = visitor.cookies["communique"]
    fields = {"name": "Reader", "password": WORDS, "next": "/pair/IND/RUS?since=2018"}
    got = visitor.post("/login", fields, sent.place)
    assert (got.status, got.place) == (303, "/pair/IND/RUS?since=2018")
    assert visitor.cookies["communique"] != before, "who knew the cookie before is not signed in with it"
    for flag in ("HttpOnly", "Secure", "samesite=lax", "path=/"):
        assert flag.lower() in got.headers["set-cookie"].lower()
    page = visitor.get(got.place)
    assert page.status == 200
    assert "reader Sign out" in plain(page)
    assert "/review" not in page.text, "what a reader may not do is not offered"
    old = dict(visitor.cookies)
    assert visitor.post("/logout", {}, "/account").place == "/login"
    visitor.cookies = old
    assert visitor.get("/").status == 303


@pytest.mark.parametrize(
    "onward", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/\t/x"]
)
def test_signing_in_leads_nowhere_else(house: House, onward: str) -> None:
    page = Visitor(house.port).get(f"/login?next={onward.replace(chr(92), '%5C').replace(chr(9), '%09')}")
    assert 'name="next" value="/"' in page.text


def test_a_judgement_is_signed_with_the_account_and_stands_in_the_audit_log(
    house: House, ids: dict[str, str]
) -> None:
    visitor = house.signed_in("reviewer")
    assert visitor.post("/review/accept", {"id": ids["claim"], "reason": "seen"}).status == 303
    with Register.open(house.register) as opened:
        made = opened.judgements()[-1]
        desk(opened).undo(made.id)
    assert (made.actor, made.reason) == ("reviewer", "seen")
    log = plain(house.visitor("admin").get("/team/audit"))
    assert re.search(rf"reviewer 127\.0\.0\.1 accept claim {ids['claim']} judgement {made.id}", log)
    assert "reviewer 127.0.0.1 signed in" in log
    house.visitor("read").get("/review")
    assert "reader 127.0.0.1 refused GET /review" in plain(house.visitor("admin").get("/team/audit"))


def test_a_password_is_changed_by_its_owner_and_sessions_end(house: House) -> None:
    house.team.add("owner", "read", WORDS)
    visitor, other = house.signed_in("owner"), house.signed_in("owner")
    fields = {"password": WORDS, "new": "another four words", "again": "another four words"}
    for wrong in ({"password": "x"}, {"again": "y"}, {"new": "short", "again": "short"}):
        assert visitor.post("/account/password", {**fields, **wrong}, "/account").status == 400
    assert visitor.post("/account/password", fields, "/account").place == "/login"
    assert (visitor.get("/").status, other.get("/").status) == (303, 303)
    house.signed_in("owner", "another four words")
    house.team.disable("owner")
    assert house.team.check("owner", "another four words") is None


def test_keys_open_the_api_and_for_reading_as_basic_too(house: House) -> None:
    key = house.keys["review"]
    basic = {"Authorization": "Basic " + base64.b64encode(f"x:{key}".encode()).decode()}
    assert Visitor(house.port, headers=basic).get("/api/v1/pairs").status == 200
    assert Visitor(house.port, headers=basic).ask("POST", "/review/accept", "id=1").status == 401
    with served(create_app(house.register, team=house.team)) as port:  # wrong keys use up what an address may
        for wrong in ("Bearer", "Bearer x", "Basic !", "Digest x", f"Bearer {key}x"):
            got = Visitor(port, headers={"Authorization": wrong}).get("/api/v1/pairs")
            assert (got.status, json.loads(got.text)["status"]) == (401, 401)
            assert got.headers["www-authenticate"].startswith("Bearer")
    cross = house.visitor("review").ask("POST", "/review/accept", "id=1", Sec_Fetch_Site="cross-site")
    assert cross.status == 403


def test_who_tries_too_often_waits(house: House, tmp_path: Path) -> None:
    """In a house of its own, whose limits nobody else uses up."""
    with Team.open(str(tmp_path / "team.db")) as team:
        team.add("ana", "admin", WORDS)
        with served(create_app(house.register, team=team)) as port:
            visitor = Visitor(port)
            fields = {"name": "ana", "password": "wrong wrong wrong"}
            codes = [visitor.post("/login", fields, "/login").status for _ in range(FROM_ADDRESS[0])]
            assert set(codes) == {401}
            got = visitor.post("/login", {**fields, "password": WORDS}, "/login")
            assert (got.status, "Too many tries" in plain(got)) == (429, True), "the right one too"
            key = team.add_key("ana", "")[1]
            guess = Visitor(port, headers={"Authorization": "Bearer cq_0_0"}).get("/api/v1/pairs")
            assert (guess.status, int(guess.headers["retry-after"]) > 0) == (429, True)
            assert (
                Visitor(port, headers={"Authorization": f"Bearer {key}"}).get("/api/v1/pairs").status == 200
            )


def test_a_limit_fills_again_and_forgets_who_came_long_ago() -> None:
    now = [0.0]
    limit = Limit(2, 10.0, lambda: now[0])
    assert [limit.take("a") for _ in range(3)] == [0, 0, 5]
    assert limit.take("b") == 0
    now[0] = 5.0
    assert [limit.take("a"), limit.take("a")] == [0, 5]
    limit.give("a")
    assert limit.take("a") == 0
    for number in range(10_001):
        limit.take(str(number))
    assert [limit.take("a"), limit.take("a"), limit.take("a")] == [0, 0, 5]
    assert OF_ACCOUNT[0] > FROM_ADDRESS[0], "one address alone locks nobody out"


def test_without_a_team_there_is_nothing_to_sign_in_to(house: House) -> None:
    with served(create_app(house.register)) as port:
        assert {
            Visitor(port).get(path).status for path in ("/login", "/team", "/account", "/team/audit")
        } == {404}
        assert Visitor(port).get("/review").status == 200
