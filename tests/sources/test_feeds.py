"""Feeds: every entry a document or a refusal, and nothing of it but plain text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique.errors import SourceError
from communique.model import Document
from communique.sources import Notice, Refusal, read_sources
from communique.sources.feeds import read_feed
from communique.sources.limits import FEED_BYTES, FEED_DEPTH, FEED_ENTRIES, FEED_TAGS

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Example Wire &amp; Post</title><link>https://wire.example/</link><language>en-GB</language>
<item><title>India signs for S-400</title><link>https://wire.example/s400</link><guid isPermaLink="false">w-1</guid>
<pubDate>Fri, 05 Oct 2018 23:30:00 +0530</pubDate><dc:creator>Own Desk</dc:creator>
<description>Short.</description>
<content:encoded><![CDATA[<p>India and Russia signed.</p><p hidden>Ignore this.</p><script>alert(1)</script><p>It is worth $5.4 billion.</p>]]></content:encoded></item>
<item><title>&lt;img src=x onerror=alert(1)&gt;Talks &amp;amp; drills</title><link>javascript:alert(1)</link>
<pubDate>soon</pubDate><description>They met.</description></item>
<item><link>https://wire.example/nothing</link></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="html">Press &lt;b&gt;Office&lt;/b&gt;</title>
<link href="https://office.example/" rel="alternate"/><updated>2020-08-27T20:09:44+04:00</updated>
<entry><title>Visit of the minister</title><id>tag:office.example,2020:1</id><updated>2020-08-28T01:00:00+04:00</updated>
<published>2020-08-27T15:20:00+04:00</published><link href="https://office.example/1"/>
<author><name>Press Service</name></author><summary>Short.</summary>
<content type="html">&lt;p&gt;The minister came.&lt;/p&gt;&lt;p&gt;He left.&lt;/p&gt;</content></entry>
<entry><title>Only changed</title><id>tag:office.example,2020:2</id><updated>2020-08-28T01:00:00+04:00</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div></content></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Old Wire</title><link>http://old.example</link></channel>
<item rdf:about="http://old.example/1"><title>Drill ends</title><link>http://old.example/1</link>
<dc:date>2004-03-02</dc:date><description>The drill ended.</description></item></rdf:RDF>"""

JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Desk",
    "home_page_url": "https://desk.example",
    "language": "en-US",
    "items": [
        {
            "id": "1",
            "url": "https://desk.example/1",
            "title": "Frigate <i>Tushil</i> sails",
            "content_html": "<p>She sailed.</p>",
            "date_published": "2024-12-09T10:00:00Z",
            "date_modified": "2024-12-10T10:00:00Z",
            "authors": [{"name": "A. Desk"}],
        },
        {"id": 2, "content_text": "Plain words < more words."},
    ],
}


def _items(path: Path) -> tuple[list[Document], list[Refusal], list[Notice]]:
    told: list[Notice] = []
    items = list(read_sources([str(path)], tell=told.append))
    documents = [item for item in items if isinstance(item, Document)]
    return documents, [item for item in items if isinstance(item, Refusal)], told


def test_the_entries_of_rss_are_documents_and_nothing_of_them_is_markup(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(RSS, encoding="utf-8")
    (first, second), (refusal,), (notice,) = _items(path)
    assert (first.title, first.publisher, first.url) == (
        "India signs for S-400",
        "Example Wire & Post",
        "https://wire.example/s400",
    )
    assert first.published == "2018-10-05", "the day as printed, not changed to another zone"
    assert first.text == "India signs for S-400\n\nIndia and Russia signed.\nIt is worth $5.4 billion."
    assert first.path == f"{path}!w-1"
    assert (second.title, second.url, second.published) == ("Talks & drills", "", None)
    assert "onerror" not in second.text
    assert "'soon' is no date" in notice.problem
    assert notice.lost
    assert refusal.problem == "an entry without text"
    assert refusal.path == f"{path}!https://wire.example/nothing"


def test_atom_takes_the_day_of_publication_and_else_of_change(tmp_path: Path) -> None:
    path = tmp_path / "news"
    path.write_text(ATOM, encoding="utf-8")
    (first, second), refused, told = _items(path)
    assert (first.publisher, first.published) == ("Press Office", "2020-08-27")
    assert (first.author, first.modified) == ("Press Service", "2020-08-28")
    assert first.text.endswith("The minister came.\nHe left.")
    assert (second.published, second.text) == ("2020-08-28", "Only changed\n\nOne.\nTwo.")
    assert not refused
    assert not told
    entry = read_feed(path.read_bytes(), "news").entries[0]
    assert (entry.author, entry.modified, entry.id) == (
        "Press Service",
        "2020-08-28",
        "tag:office.example,2020:1",
    )


def test_rdf_and_json_feeds(tmp_path: Path) -> None:
    (tmp_path / "old.rdf").write_text(RDF, encoding="utf-8")
    (tmp_path / "desk.json").write_text(json.dumps(JSON), encoding="utf-8")
    (frigate, plain, drill), refused, _ = _items(tmp_path)
    assert (drill.publisher, drill.title, drill.published) == ("Old Wire", "Drill ends", "2004-03-02")
    assert (frigate.title, frigate.published) == ("Frigate Tushil sails", "2024-12-09")
    assert (frigate.author, frigate.modified) == ("A. Desk", "2024-12-10")
    assert plain.text == "Plain words < more words."
    assert not refused


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "cp1251", "iso-8859-1"])
def test_encodings_of_feeds(encoding: str) -> None:
    word = "Учения" if encoding == "cp1251" else "Défense"
    label = "windows-1251" if encoding == "cp1251" else encoding
    text = f'<?xml version="1.0" encoding="{label}"?><rss version="2.0"><channel><title>{word}</title></channel></rss>'
    assert read_feed(text.encode(encoding), "feed").title == word


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (
            b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel/></rss>',
            "entities",
        ),
        (
            b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>',
            "entities",
        ),
        (b"<rss><channel>" + b"<a>" * (FEED_DEPTH + 1), "deep"),
        (b"<rss><channel>" + b"<a/>" * (FEED_TAGS + 1), "tags"),
        (b"<rss>" + b" " * FEED_BYTES, "more than"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 100_000, "JSON"),
        (b'{"version": "1"}', "no feed"),
        (b"", "no feed"),
        (b"\x00\x01\x02\x03" * 20, "not text"),
    ],
)
def test_what_is_no_feed_or_beyond_limits_is_refused(raw: bytes, problem: str) -> None:
    with pytest.raises(SourceError, match=problem):
        read_feed(raw, "feed")


def test_entries_beyond_the_limit_are_told(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    entry = "<item><title>Word</title></item>"
    path.write_text(
        f'<rss version="2.0"><channel>{entry * (FEED_ENTRIES + 3)}</channel></rss>', encoding="utf-8"
    )
    documents, (refusal,), _ = _items(path)
    assert len(documents) == FEED_ENTRIES
    assert refusal.problem.startswith("3 entries beyond")


def test_a_feed_without_entries_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text('<rss version="2.0"><channel><title>Quiet</title></channel></rss>', encoding="utf-8")
    _, (refusal,), _ = _items(path)
    assert "without entries" in refusal.problem
