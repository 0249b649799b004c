"""Where a register lies, as users write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import RegisterError
from communique.register.address import MEMORY, parse


def test_nothing_said_means_the_variable_and_then_the_default() -> None:
    assert parse(None, {}).path == Path("communique.db")
    assert parse(None, {"COMMUNIQUE_REGISTER": "other.db"}).path == Path("other.db")
    assert parse("mine.db", {"COMMUNIQUE_REGISTER": "other.db"}).path == Path("mine.db")


@pytest.mark.parametrize("text", [":memory:", "sqlite://", "sqlite:///:memory:"])
def test_memory(text: str) -> None:
    assert parse(text, {}) == MEMORY


def test_a_file_by_address() -> None:
    assert parse("sqlite:///folder/a.db", {}).path == Path("folder/a.db")
    assert parse("sqlite:////srv/a.db", {}).path == Path("/srv/a.db")


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_a_server_is_shown_without_its_password(scheme: str) -> None:
    place = parse(f"{scheme}://ana:secret@db.example/register", {})
    assert place.shown == "postgresql://ana:***@db.example/register"
    assert place.server is not None
    assert place.server.drivername == "postgresql+psycopg"
    assert place.server.render_as_string(hide_password=False).endswith("://ana:secret@db.example/register")


@pytest.mark.parametrize(
    "text", ["mysql://host/db", "http://host/register", "postgresql://host:port/x", "a\0b"]
)
def test_other_addresses_are_refused_without_repeating_passwords(text: str) -> None:
    with pytest.raises(RegisterError, match="give a file"):
        parse(text, {})
