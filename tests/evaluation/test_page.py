from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from communique.evaluation import load_cases, read_cases, score
from communique.evaluation.page import page
from tests.evaluation.conftest import Folder, Read

TEXT = (
    "---\ntitle: Five <systems> & a pact\npublished: 2018-10-06\n---\n"
    "India signed a contract with Russia for five S-400 <script>alert(1)</script> systems.\n"
)
GOLD: list[dict[str, Any]] = [
    {
        "kind": "programme",
        "equipment": "S-400",
        "supplier": ["RUS"],
        "recipient": ["IND"],
        "mode": "transfer",
    },
    {"kind": "mechanism", "name": "<b>Joint</b> Commission", "parties": ["IND", "RUS"]},
]


class Tags(HTMLParser):
    """Collects tags and attributes, and sees to it that what opens is closed."""

    VOID = frozenset({"meta", "input", "br", "link", "img"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [str(given[name]) for name in ("href", "src") if name in given]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _page(read: Read) -> str:
    return page(read.cases, read.readings, score(read.cases, read.data), "The reader on gold")


def _small(folder: Folder) -> Read:
    cases = load_cases(folder(one=(TEXT, GOLD), two=("Nothing happened.", [])))
    return Read(cases, list(read_cases(cases)))


def test_the_page_is_whole_and_its_links_lead_into_itself(working: Read) -> None:
    tags = Tags(_page(working))
    assert len(tags.ids) == len(set(tags.ids))
    assert tags.links
    assert {link.removeprefix("#") for link in tags.links} <= set(tags.ids)
    assert not tags.tags & {"script", "link", "img", "iframe", "object"}


def test_nothing_comes_from_elsewhere(working: Read) -> None:
    html = _page(working)
    styles = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert len(styles) == 1
    assert not re.search(r"url\(|@import|https?:", styles[0])
    assert "default-src 'none'" in html


def test_text_and_gold_are_escaped(folder: Folder) -> None:
    html = _page(_small(folder))
    assert "<script>" not in html
    assert "<b>Joint" not in html
    assert "&lt;script&gt;" in html
    assert "&lt;b&gt;Joint&lt;/b&gt; Commission" in html


def test_every_claim_has_its_card_and_right_ones_are_marked(folder: Folder) -> None:
    read = _small(folder)
    html = _page(read)
    cards = re.findall(r'<section class="card k-(\w+) v-(\w+)"', html)
    assert ("mechanism", "missed") in cards
    assert len(cards) == sum(len(one.claims) for one in read.readings) + sum(v == "missed" for _, v in cards)
    if ("programme", "right") in cards:
        assert 'class="k-programme v-right"' in html


def test_the_lowest_score_comes_first(working: Read) -> None:
    figures = [float(f1) for f1 in re.findall(r'class="bar" style="--share: ([\d.]+)"', _page(working))]
    assert len(figures) == len(working.cases)
    assert figures == sorted(figures)


def test_an_article_that_was_not_read_says_why(folder: Folder) -> None:
    cases = load_cases(folder(broken=("\0\0", GOLD)))
    html = _page(Read(cases, list(read_cases(cases))))
    assert "Not read: " in html
