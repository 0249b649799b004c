"""Feeds from the server: sound, found from the pages, and not sent twice."""

from __future__ import annotations

import html
import json
import re
from urllib.parse import quote

import feedparser  # type: ignore[import-untyped]
import pytest

from communique.alerts.syndication import FORMS, MEDIA
from tests.alerts.feed_schemas import check
from tests.faces.web.site import WATCH, Site

PAIR = "/api/v1/pairs/India/Russia/feed."
FEEDS = [f"{PAIR}{{}}", "/api/v1/watches/feed.{}", f"/api/v1/watches/feed.{{}}?rule={quote(WATCH, safe='')}"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("feed", FEEDS)
def test_each_feed_is_sound_and_knows_its_address(site: Site, feed: str, form: str) -> None:
    got = site.get(feed.format(form))
    assert (got.status, got.headers.get_content_type()) == (200, MEDIA[form])
    check(form, got.text.encode())
    assert site.address + feed.format(form) in html.unescape(got.text)
    assert "<script" not in got.text


def test_a_pair_tells_what_was_new_under_ids_that_stay(site: Site) -> None:
    first, again = (json.loads(site.get(f"{PAIR}json").text)["items"] for _ in range(2))
    assert first == again
    ids = [item["id"] for item in first]
    assert ids
    assert len(set(ids)) == len(ids)
    assert [item["date_published"] for item in first] == sorted(
        (i["date_published"] for i in first), reverse=True
    )
    atom = feedparser.parse(site.get(f"{PAIR}atom").text)
    assert [entry.id for entry in atom.entries] == ids
    for item in first:
        path = item["url"].removeprefix(site.address)
        assert site.get(path).status == 303, "an entry leads to the report of its claim"
        assert item["_communique"]["sources"][0]["quote"].split(" … ")[0] in item["content_text"]


def test_what_is_known_is_not_sent_again(site: Site) -> None:
    for feed in FEEDS:
        got = site.get(feed.format("rss"))
        tag, changed = got.headers["ETag"], got.headers["Last-Modified"]
        assert site.get(feed.format("rss"), If_None_Match=tag).status == 304
        assert site.get(feed.format("rss"), If_Modified_Since=changed).status == 304
        assert site.get(feed.format("rss"), If_Modified_Since="Thu, 01 Jan 2015 00:00:00 GMT").status == 200
        assert site.get(feed.format("rss"), If_Modified_Since="soon").status == 200
        assert site.get(feed.format("rss"), If_None_Match='"other"', If_Modified_Since=changed).status == 200
        assert site.get(feed.format("atom"), If_None_Match=tag).status == 200, (
            "each form has a tag of its own"
        )


@pytest.mark.parametrize("page", ["/pair/IND/RUS", "/watches"])
def test_the_pages_name_their_feeds(site: Site, page: str) -> None:
    text = site.get(page).text
    named = re.findall(r'<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)">', text)
    assert {kind for kind, _ in named} == set(MEDIA.values())
    for kind, address in named:
        assert site.get(html.unescape(address)).headers.get_content_type() == kind


def test_the_watches_say_who_follows_and_who_set_a_rule(site: Site) -> None:
    """A rule that has told nothing yet is listed too, and its feed is there, empty."""
    text = site.get("/watches").text
    assert "nobody told by &lt;me&gt;" in text
    assert text.count("ana &lt;b&gt;, ") == 2
    assert "not written down" in text, "the rules of alerts that no watch has signed"
    quiet = json.loads(site.get("/api/v1/watches/feed.json?rule=quiet").text)
    assert quiet["items"] == []


def test_alerts_can_be_listed_by_their_rule(site: Site) -> None:
    everything = json.loads(site.get("/api/v1/alerts").text)
    assert everything["total"] == 2
    one = json.loads(site.get(f"/api/v1/alerts?rule={quote(WATCH)}").text)
    assert [alert["rule"] for alert in one["alerts"]] == [WATCH]


@pytest.mark.parametrize(
    ("path", "status"), [("/api/v1/watches/feed.rss?rule=none", 404), ("/api/v1/pairs/Indai/Russia/feed.rss", 400),
                         ("/api/v1/watches/feed.pdf", 422)],
)  # fmt: skip
def test_what_there_is_not_is_a_problem(site: Site, path: str, status: int) -> None:
    got = site.get(path)
    assert (got.status, got.headers.get_content_type()) == (status, "application/problem+json")
