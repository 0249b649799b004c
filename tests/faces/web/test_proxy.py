"""``serve --team`` behind a proxy, as a process of its own: whose word about who asks is taken."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from communique.team import Team
from tests.faces.web.desk import Answer, Visitor, filled
from tests.faces.web.site import Site, running


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A register and accounts; the environment says to believe everybody, which must not count."""
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "*")
    with Team.open(str(tmp_path / "accounts.db")) as made:
        made.add("ada", "admin", "four words and more")
    return Path(filled(tmp_path)), tmp_path / "accounts.db"


def _fails(site: Site, **headers: str) -> Answer:
    """Somebody does not sign in."""
    visitor = Visitor(urlsplit(site.address).port or 0)
    visitor.headers |= {name.replace("_", "-"): value for name, value in headers.items()}
    return visitor.post("/login", {"name": "ada", "password": "not these words"}, "/login")


def _failed_at(accounts: Path) -> list[str]:
    """The addresses that the audit log has of those who did not, in the order of time."""
    with Team.open(str(accounts)) as found:
        return [one.address for one in found.audited()[::-1] if one.what == "failed to sign in"]


def test_a_proxy_tells_who_asks_and_passes_on_what_was_asked_for(team: tuple[Path, Path]) -> None:
    register, accounts = team
    options = ("--team", "--accounts", str(accounts), "--behind-proxy", "--name", "register.example")
    seen = "203.0.113.9"
    through = {"Host": "register.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": seen}
    with running(register, *options) as site:
        assert _fails(site, X_Forwarded_For=seen).status == 401
        # What the visitor wrote stands left of what the proxy saw.
        _fails(site, X_Forwarded_For=f"127.0.0.1, 198.51.100.7, {seen}")
        _fails(site, X_Forwarded_For=f"{seen}, 127.0.0.1")
        assert _fails(site, **through, Origin="https://register.example").status == 401
        assert _failed_at(accounts) == [seen] * 4
        assert _fails(site, **through, Origin="https://elsewhere.example").status == 403
        elsewhere = Visitor(urlsplit(site.address).port or 0, headers=through | {"Host": "elsewhere.example"})
        assert elsewhere.get("/login").status == 400


def test_without_a_proxy_nobody_tells_who_asks(team: tuple[Path, Path]) -> None:
    register, accounts = team
    with running(register, "--team", "--accounts", str(accounts)) as site:
        assert _fails(site, X_Forwarded_For="203.0.113.9", X_Forwarded_Proto="https").status == 401
    assert _failed_at(accounts) == ["127.0.0.1"]
