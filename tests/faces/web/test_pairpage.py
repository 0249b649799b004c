"""The page of a busy pair is kept: what is shown is what would be made, and no old page is ever shown."""

from __future__ import annotations

import zlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.world import READER, World
from communique import pipeline
from communique.faces.web import pairpage
from communique.faces.web.house import House, When
from communique.faces.web.pairpage import Asked, kept_amiss, made, pair_page
from communique.knowledge import load
from communique.model import Anchor, Judgement
from communique.register import Kept, Register, remembered
from tests.faces.program import here as command

WORLD = World(24, seed=5)
PAIR = WORLD.pairs[0]
OTHER = WORLD.pairs[2]
WHOLE = Asked(PAIR, When(), "")
ALL = (
    WHOLE,
    Asked(PAIR[::-1], When(), ""),
    Asked(PAIR, When(since="2016"), ""),
    Asked(PAIR, When(until="2018-06"), ""),
    Asked(PAIR, When(), "/".join(OTHER)),
)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """Over a register that is small, but of which everything is kept."""
    monkeypatch.setattr(pairpage, "LEAST_KEPT", 1)
    monkeypatch.setattr(pipeline, "LEAST_KEPT", 1)
    monkeypatch.setattr(remembered, "LEAST_READ", 1)
    register = str(tmp_path / "communique.db")
    with Register.open(register) as opened:
        opened.add_many(map(WORLD.report, range(12)), reader=READER)
    return House(register, load())


def _hold(here: House) -> None:
    """Asked twice, the second time of what is kept, each page is the one that is made of the facts."""
    for asked in ALL:
        expected = made(here, asked)
        assert [pair_page(here, asked) for _ in range(2)] == [expected] * 2


def _pages(here: House) -> list[str]:
    with here.open() as opened:
        return [scope for scope in Kept(opened).scopes() if scope.startswith(("page ", "period "))]


def test_whatever_comes_between(house: House) -> None:
    _hold(house)
    assert len(_pages(house)) == len(ALL)
    before = pair_page(house, WHOLE)
    with Register.open(house.address) as opened:
        opened.add_many(map(WORLD.report, range(12, 20)), reader=READER)
    assert pair_page(house, WHOLE) != before
    _hold(house)
    with Register.open(house.address) as opened:
        fact = house.dossier(PAIR, When())[1][0]
        anchors = tuple(Anchor(item.claim_id, item.document_id, item.claim) for item in fact.cited)
        signed = opened.judge(Judgement("reject", "fact", fact.id, "", "", "why", anchors))
    _hold(house)
    with Register.open(house.address) as opened:
        opened.judge(Judgement("undo", "judgement", signed.id, "", "", "why"))
        document, claims = WORLD.report(0)
        opened.add(document, [replace(one, reader="rules-9") for one in claims[:2]], reader="rules-9")
    _hold(house)


def test_what_is_kept_is_shown(house: House) -> None:
    """And ``verify`` tells that it is not what it should be."""
    pair_page(house, WHOLE)
    with Register.open(house.address) as opened:
        store = Kept(opened)
        (scope,) = _pages(house)
        key = store.scopes()[scope]
        head, body = store.load(scope, key) or []
        other = zlib.decompress(body).replace(b"<h1>", b"<h1>Another: ")
        assert list(kept_amiss(opened, house)) == []
        assert store.save(scope, key, [head, zlib.compress(other)])
        assert "<h1>Another: " in pair_page(house, WHOLE).body
        assert len(list(kept_amiss(opened, house))) == 1
    told = command("verify", "--register", house.address or "")
    assert told.code == 1
    assert f"kept {scope}" in told.out


@pytest.mark.parametrize(
    "pieces", [[], [b"{}"], [b"[]", b""], [b"[1]", zlib.compress(b"x")], [b"\xff", b"x"]]
)
def test_what_is_no_page_is_not_shown(house: House, pieces: list[bytes]) -> None:
    expected = pair_page(house, WHOLE)
    with Register.open(house.address) as opened:
        (scope,) = _pages(house)
        assert Kept(opened).save(scope, Kept(opened).scopes()[scope], pieces)
    assert pair_page(house, WHOLE) == expected


def test_the_past_and_small_pairs_are_not_kept(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime.now(UTC).isoformat()
    then = Asked(PAIR, When(as_of=now), "")
    assert pair_page(house, then) == made(house, then)
    monkeypatch.setattr(pairpage, "LEAST_KEPT", 100_000)
    pair_page(house, WHOLE)
    assert _pages(house) == []


def test_of_periods_the_latest_are_kept(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairpage, "MOST_PERIODS", 2)
    periods = [Asked(PAIR, When(since=str(year)), "") for year in range(2014, 2018)]
    for asked in (WHOLE, *periods):
        pair_page(house, asked)
    assert set(_pages(house)) == {WHOLE.scope, periods[2].scope, periods[3].scope}


def test_nothing_of_who_asks_is_in_it(house: House) -> None:
    """The name of who signed in and the tokens of forms stand in the frame; what is kept is shown to all."""
    body = pair_page(house, WHOLE).body
    assert "csrf" not in body
    assert "<form method" not in body
    assert 'class="tlp' not in body
