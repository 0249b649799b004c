"""A real web archive and feed, which are not part of the project: ``COMMUNIQUE_SAMPLES`` names their folder."""

from __future__ import annotations

import html
import os
import re
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from communique.model import Document
from communique.sources import read_sources

FOLDER = Path(os.environ.get("COMMUNIQUE_SAMPLES", ""))
pytestmark = pytest.mark.skipif(
    not os.environ.get("COMMUNIQUE_SAMPLES"), reason="COMMUNIQUE_SAMPLES names no folder with samples"
)


def _said(page: str) -> tuple[str, str]:
    """Title and day of a page of this one site, by the marks that only it has."""
    heading = re.search(r'<h1 class="entry-title[^>]*>(.*?)</h1>', page, re.DOTALL)
    day = re.search(r'<time class="read__published" datetime="([\d-]+)"', page)
    assert heading is not None
    assert day is not None
    return _plain(heading[1]), day[1]


def _plain(text: str) -> str:
    return " ".join(html.unescape(text).split())


def test_every_page_of_the_archive_has_its_title_and_its_day() -> None:
    path = FOLDER / "warc" / "kremlin_sample.warc.gz"
    with path.open("rb") as file:
        answers = (one for one in ArchiveIterator(file) if one.rec_type == "response")
        said = {
            one.rec_headers.get_header("WARC-Target-URI"): _said(one.content_stream().read().decode())
            for one in answers
        }
    items = list(read_sources([str(path)]))
    found = {item.url: (item.title, item.published) for item in items if isinstance(item, Document)}
    assert len(items) == len(found) == 287
    assert {url: pair for url, pair in found.items() if pair != said[url]} == {}


def test_every_entry_of_the_feed_has_its_title_and_its_day() -> None:
    path = FOLDER / "feeds" / "kremlin_news_feed.xml"
    raw = path.read_text(encoding="utf-8")
    marks = re.findall(r"<entry><title>(.*?)</title>.*?<published>([\d-]{10})", raw, re.DOTALL)
    said = [(_plain(title), day) for title, day in marks]
    items = [item for item in read_sources([str(path)]) if isinstance(item, Document)]
    assert [(item.title, item.published) for item in items] == said
    assert len(items) == 20
