"""What pages say about themselves, in the ways in which outlets say it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from communique.sources.markup import parse
from communique.sources.metadata import Metadata, metadata


def _about(head: str = "", body: str = "<p>They met.</p>", lang: str = "") -> Metadata:
    return metadata(parse(f"<html {lang}><head>{head}</head><body>{body}</body></html>", "page.html"))


def _ld(data: Any, kind: str = "application/ld+json") -> str:
    return f"<script type='{kind}'>{json.dumps(data)}</script>"


ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Deal &amp; <b>signed</b>",
    "datePublished": "2018-10-05T21:40:00+05:30",
    "dateModified": "2019-01-01",
    "publisher": {"@type": "Organization", "name": "The Daily"},
    "mainEntityOfPage": {"@id": "https://daily.example/s400"},
    "inLanguage": "en-IN",
}


def test_structured_data_speaks_first() -> None:
    head = _ld(ARTICLE) + '<meta property="og:title" content="Other"><meta name="date" content="2020-01-01">'
    assert _about(head) == Metadata(
        "Deal & signed", "The Daily", "https://daily.example/s400", "2018-10-05", "en", modified="2019-01-01"
    )


@pytest.mark.parametrize(
    "data",
    [
        [ARTICLE],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Site"}, ARTICLE]},
        {"@type": "WebPage", "name": "Page", "mainEntity": ARTICLE},
        {**ARTICLE, "@type": ["Thing", "ReportageNewsArticle"], "headline": ["Deal & signed", "Other"]},
    ],
)
def test_structured_data_comes_in_many_shapes(data: Any) -> None:
    about = _about(_ld(data))
    assert (about.title, about.published, about.publisher) == ("Deal & signed", "2018-10-05", "The Daily")


def test_a_publisher_is_found_by_reference() -> None:
    data = {
        "@graph": [
            {**ARTICLE, "publisher": {"@id": "#org"}},
            {"@id": "#org", "@type": "Organization", "name": "Post"},
        ]
    }
    assert _about(_ld(data)).publisher == "Post"


def test_the_article_of_the_page_is_told_from_those_beside_it() -> None:
    others = [
        {"@type": "NewsArticle", "headline": f"Other {i}", "datePublished": "2001-01-01"} for i in range(3)
    ]
    about = _about(_ld([*others, ARTICLE]), "<h1>Deal &amp; signed</h1><p>They met.</p>")
    assert about.published == "2018-10-05"


@pytest.mark.parametrize(
    "script",
    [
        "<script type='application/ld+json'>{broken</script>",
        "<script type='application/ld+json'>" + "[" * 100_000 + "</script>",
        "<script type='application/ld+json'>" + '{"@graph":' * 50_000 + "</script>",
        "<script type='application/ld+json'></script>",
        _ld({"@type": 7, "headline": {"a": 1}, "datePublished": None, "publisher": 3}),
        _ld(
            {"@type": "NewsArticle", "headline": {"a": 1}, "datePublished": 2018, "publisher": [], "url": {}}
        ),
        _ld("words"),
        _ld(ARTICLE, kind="text/plain"),
    ],
)
def test_data_that_is_no_data_is_passed_over(script: str) -> None:
    about = _about(
        script + '<meta property="article:published_time" content="2018-10-05">', "<h1>Deal</h1><p>x</p>"
    )
    assert about == Metadata("Deal", "", "", "2018-10-05", "")


def test_script_comments_around_the_data_do_no_harm() -> None:
    assert _about(
        f"<script type='application/ld+json'>\n//<![CDATA[\n{json.dumps(ARTICLE)}\n//]]>\n</script>"
    ).published
    assert _about(f"<script type='application/ld+json'><!--\n{json.dumps(ARTICLE)}\n--></script>").published


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2018-10-05T21:40:00Z">',
        '<meta itemprop="datePublished" content="2018-10-05">',
        '<meta name="DC.date.issued" content="2018-10-05">',
        '<meta name="dcterms.created" content="5 October 2018">',
        '<meta name="pubdate" content="20181005">',
        '<meta name="Date" content="Fri, 05 Oct 2018 21:40:00 +0530">',
        '<meta name="parsely-pub-date" content="2018-10-05 21:40:00">',
        '<meta name="modified" content="2020-01-01"><meta name="sailthru.date" content="October 5, 2018">',
        '<link rel="canonical" href="https://daily.example/world/2018/10/05/s400">',
        '<meta name="date" content="soon"><meta name="pubdate" content="2018-10-05">',
    ],
)
def test_days_in_the_head(head: str) -> None:
    about = _about(head)
    assert (about.published, about.bad_day) == ("2018-10-05", "")


@pytest.mark.parametrize(
    "body",
    [
        "<article><time datetime='2018-10-05T10:00'>Friday</time><p>They met.</p></article>",
        "<p><span itemprop='datePublished' content='2018-10-05'>Friday</span></p>",
        "<p>Posted <span itemprop=datePublished>October 5, 2018</span></p>",
        "<p><time pubdate datetime='2018-10-05'>Fri</time></p><p><time datetime='2020-01-01'>x</time></p>",
        "<p><time datetime='2018-10-05'>Fri</time> and <time datetime='2018-10-05T09:00'>again</time></p>",
        "<nav><time datetime='2020-01-01'>x</time></nav><main><time datetime='2018-10-05'>y</time></main>",
    ],
)
def test_days_in_the_page(body: str) -> None:
    assert _about(body=body).published == "2018-10-05"


def test_several_days_outside_the_article_decide_nothing() -> None:
    body = "<time datetime='2018-10-05'>a</time><time datetime='2020-01-01'>b</time>"
    assert _about(body=body).published is None


SITE = '<meta property="og:site_name" content="The Daily">'


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta property="og:title" content="Deal signed | The Daily">' + SITE, ""),
        ("<title>Deal signed - The Daily</title>", "<h1>Deal signed</h1>"),
        ("<title>Deal signed - The Daily</title>" + SITE, ""),
        ("<title>Deal signed | The Daily</title>", ""),
        ("<title>Deal signed</title>", "<h1>One</h1><h1>Two</h1>"),
    ],
)
def test_the_outlet_is_no_part_of_the_title(head: str, body: str) -> None:
    assert _about(head, body + "<p>They met.</p>").title == "Deal signed"


def test_a_dash_in_a_title_is_not_taken_for_the_outlet() -> None:
    assert _about("<title>India - Russia: the deal</title>" + SITE).title == "India - Russia: the deal"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "/relative", "https://", "data:text/html,x"]
)
def test_only_addresses_of_the_web_are_kept(url: str) -> None:
    assert _about(f'<link rel="canonical" href="{url}"><meta property="og:url" content="{url}">').url == ""


def test_language() -> None:
    assert _about(lang="lang='en-GB'").language == "en"
    assert _about('<meta property="og:locale" content="ru_RU">').language == "ru"
    assert _about(lang="lang='<x>'").language == ""
