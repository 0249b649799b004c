"""The feed of alerts: read back by a reader of feeds, safe against what reports hold."""

from __future__ import annotations

import json

import feedparser  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.alerts.feed import feed_bytes
from communique.register.watching import Due


def alert(number: int, summary: str, quote: str = "words", url: str = "https://wire.example/a") -> Due:
    source = {"publisher": "Wire", "published": "2025-08-06", "url": url, "quote": quote}
    data = {"id": f"k{number}", "rule": "r", "event": "status", "before": "contracted", "status": "delivered",
            "summary": summary, "sources": [source]}  # fmt: skip
    return Due(number, f"k{number}", f"2025-08-06T12:00:0{number}.000000Z", data, 0, False)


@pytest.mark.parametrize("name", ["alerts.xml", "alerts.atom", "alerts"])
def test_atom_is_read_back(name: str) -> None:
    found = feedparser.parse(feed_bytes(name, [alert(1, "S-400: <b>one</b> & all"), alert(2, "two")]))
    assert not found.bozo
    assert found.version == "atom10"
    assert [one.id for one in found.entries] == ["urn:communique:alert:k2", "urn:communique:alert:k1"]
    assert found.entries[1].title == "contracted → delivered: S-400: <b>one</b> & all"
    assert found.entries[1].title_detail.type == "text/plain"
    assert found.entries[0].link == "https://wire.example/a"
    assert found.feed.updated == "2025-08-06T12:00:02.000000Z"


def test_json_feed_has_what_its_standard_asks_for() -> None:
    data = json.loads(feed_bytes("alerts.json", [alert(1, "one")]))
    assert data["version"] == "https://jsonfeed.org/version/1.1"
    assert data["title"]
    (item,) = data["items"]
    assert (item["id"], item["url"], item["date_published"]) == (
        "urn:communique:alert:k1",
        "https://wire.example/a",
        "2025-08-06T12:00:01.000000Z",
    )
    assert "“words” (Wire" in item["content_text"]


@pytest.mark.parametrize("name", ["a.xml", "a.json"])
def test_a_feed_without_alerts_is_one(name: str) -> None:
    assert feedparser.parse(feed_bytes("a.xml", [])).version == "atom10"
    assert feed_bytes(name, []) == feed_bytes(name, [])


@settings(max_examples=40, deadline=None)
@given(st.text(), st.text())
def test_any_text_makes_a_sound_feed(summary: str, quote: str) -> None:
    made = alert(1, summary, quote, "javascript:alert(1)")
    found = feedparser.parse(feed_bytes("a.xml", [made]))
    assert not found.bozo
    assert "links" not in found.entries[0]
    assert "url" not in json.loads(feed_bytes("a.json", [made]))["items"][0]
