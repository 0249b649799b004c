"""Lists of feeds."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import SourceError
from communique.sources import Refusal, read_sources
from communique.sources.opml import Subscription, read_opml

OPML = b"""<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Wires"><outline type="rss" text="One &amp; Two" xmlUrl="https://one.example/rss" htmlUrl="https://one.example"/>
<outline text="South"><outline title="Three" text="x" xmlUrl="https://three.example/atom"/></outline></outline>
<outline type="rss" text="Again" xmlUrl="https://one.example/rss"/>
<outline type="rss" text="Bad" xmlUrl="file:///etc/passwd"/>
</body></opml>"""


def test_feeds_come_once_with_their_folders_and_only_from_the_web() -> None:
    assert read_opml(OPML, "list") == (
        Subscription("https://one.example/rss", "One & Two", ("Wires",)),
        Subscription("https://three.example/atom", "Three", ("Wires", "South")),
    )


def test_a_list_is_told_apart_from_reports(tmp_path: Path) -> None:
    (tmp_path / "feeds.xml").write_bytes(OPML)
    (refusal,) = read_sources([str(tmp_path)])
    assert isinstance(refusal, Refusal)
    assert refusal.problem == "a list of 2 feeds, not a report"
    assert "watch" in refusal.mend


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b'<!DOCTYPE o [<!ENTITY a "b">]><opml><body><outline xmlUrl="&a;"/></body></opml>', "entities"),
        (b"<opml><body>" + b"<outline>" * 200 + b"</outline>" * 200 + b"</body></opml>", "deep"),
        (b"<opml><body>", "no XML"),
        (b"<rss/>", "no list"),
        (b"<opml>" + b'<outline xmlUrl="http://a.example/%d"/>' % 1 * 6_000 + b"</opml>", ""),
    ],
)
def test_what_is_no_list_is_refused(raw: bytes, problem: str) -> None:
    if not problem:
        assert len(read_opml(raw, "list")) == 1
        return
    with pytest.raises(SourceError, match=problem):
        read_opml(raw, "list")


def test_too_many_feeds_are_refused() -> None:
    outlines = b"".join(b'<outline xmlUrl="http://a.example/%d"/>' % number for number in range(5_001))
    with pytest.raises(SourceError, match="5,000 feeds"):
        read_opml(b"<opml>" + outlines + b"</opml>", "list")
