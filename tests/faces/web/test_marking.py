"""``serve --tlp``: the marking on every page, in every answer and in the feeds."""

from __future__ import annotations

import re
from collections.abc import Iterator

import feedparser  # type: ignore[import-untyped]
import pytest

from tests.faces.web.site import Site, running


@pytest.fixture(scope="module")
def marked(site: Site) -> Iterator[Site]:
    """A second server over the same register."""
    with running(site.register, "--tlp", "amber") as started:
        yield started


@pytest.mark.parametrize(
    "path", ["/", "/pair/IND/RUS", "/named/people", "/watches", "/nothing", "/search?q=x"]
)
def test_every_page_has_it_at_the_top_and_at_the_bottom(marked: Site, path: str) -> None:
    got = marked.get(path)
    assert re.findall(r'<p class="tlp (\w+)"><span class="tlp-amber"[^>]*>TLP:AMBER<', got.text) == [
        "top",
        "bottom",
    ]
    assert got.headers["Communique-TLP"] == "TLP:AMBER"


def test_programs_and_readers_of_feeds_are_told(marked: Site, site: Site) -> None:
    assert marked.get("/api/v1/pairs").headers["Communique-TLP"] == "TLP:AMBER"
    assert '"tlp": "TLP:AMBER"' in marked.get("/api/v1/pairs/IND/RUS/brief").text
    assert feedparser.parse(marked.get("/api/v1/pairs/IND/RUS/feed.rss").text).feed.rights == "TLP:AMBER"
    assert "Communique-TLP" not in site.get("/api/v1/pairs").headers
    assert "tlp" not in site.get("/pair/IND/RUS").text
