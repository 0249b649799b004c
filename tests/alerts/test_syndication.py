"""The three forms of a feed: sound by their standards, read back by a reader of feeds, whatever reports hold."""

from __future__ import annotations

import html
import json

import feedparser  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from communique.alerts.syndication import FORMS, Entry, Feed, written
from tests.alerts.feed_schemas import check

AT = "2025-08-06T12:00:00.000000Z"


def feed(*entries: Entry, title: str = "India and Russia", rights: str = "TLP:AMBER+STRICT") -> Feed:
    home = "http://127.0.0.1:8400/pair/IND/RUS"
    return Feed("urn:x:1", title, entries, home, f"{home}/feed.rss", rights, "All that is new.")


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_sound_and_read_back(form: str) -> None:
    one = Entry(
        "urn:x:a", "S-400 & <b>more</b>", AT, "“a” (Wire)\n\n“b”", "https://w.example/a", ("use", "new")
    )
    content = written(feed(one, Entry("urn:x:b", "two", AT, "")), form)
    check(form, content)
    if form == "json":
        item = json.loads(content)["items"][0]
        assert (item["id"], item["title"], item["url"]) == (
            "urn:x:a",
            "S-400 & <b>more</b>",
            "https://w.example/a",
        )
        assert json.loads(content)["_communique"] == {"rights": "TLP:AMBER+STRICT"}
        return
    found = feedparser.parse(content)
    assert not found.bozo
    assert found.version == {"atom": "atom10", "rss": "rss20"}[form]
    assert found.feed.rights == "TLP:AMBER+STRICT"
    assert [entry.id for entry in found.entries] == ["urn:x:a", "urn:x:b"]
    assert found.entries[0].link == "https://w.example/a"
    assert [tag.term for tag in found.entries[0].tags] == ["use", "new"]
    assert found.entries[0].published_parsed[:5] == (2025, 8, 6, 12, 0)


def test_a_description_of_rss_is_html_that_only_says_the_words() -> None:
    """Readers of RSS show descriptions as HTML, and some of them titles too."""
    one = Entry("urn:x:a", "<img src=x onerror=alert(1)>", AT, "<script>alert(2)</script>\n\n& so on")
    content = written(feed(one), "rss")
    item = feedparser.parse(content, sanitize_html=False).entries[0]
    said = etree.fromstring(content).findtext("channel/item/description")
    assert said == html.escape("<script>alert(2)</script>") + "<br><br>&amp; so on"
    assert "<" not in item.title


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=30, deadline=None)
@given(text=st.text(), link=st.sampled_from(["", "javascript:alert(1)", "https://a b", "data:text/html,x"]))
def test_any_text_makes_a_sound_feed_without_a_link_that_is_none(form: str, text: str, link: str) -> None:
    content = written(feed(Entry("urn:x:a", text, AT, text, link, (text,)), title=text, rights=text), form)
    check(form, content)
    if form == "json":
        assert "url" not in json.loads(content)["items"][0]
    else:
        entry = feedparser.parse(content, sanitize_html=False).entries[0]
        assert entry.get("link", "urn:x:a") == "urn:x:a", (
            "the reader takes an id for a link where there is none"
        )


@pytest.mark.parametrize("form", FORMS)
def test_a_feed_without_entries_is_one(form: str) -> None:
    check(form, written(feed(), form))


def test_the_check_of_the_standards_can_fail() -> None:
    bare = Entry("no uri", "t", AT, "x")
    with pytest.raises(AssertionError):
        check("atom", written(feed(bare), "atom"))
    with pytest.raises(AssertionError):
        check(
            "rss",
            written(feed(), "rss")
            .replace(b"<description>", b"<about>")
            .replace(b"</description>", b"</about>"),
        )
