"""What a page says about itself: title, publisher, address, day of publication, language.

Structured data (JSON-LD of schema.org) speaks first, then meta elements, then the page.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import lxml.html

from communique.sources.dates import address_day, page_day
from communique.sources.encoding import storable
from communique.sources.limits import JSON_LD_CHARACTERS, NAME_CHARACTERS
from communique.sources.nearby import marked_days, marked_text, site_of, written_days
from communique.sources.titles import language_code, web_address

_DAYS: Final = (
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "dc.date.created",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "publish-date",
    "publishdate",
    "publish_date",
    "pubdate",
    "date",
)
_TITLES: Final = (
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "headline",
)
_PUBLISHERS: Final = (
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
    "article:publisher",
    "application-name",
)
_SEPARATOR: Final = re.compile(r"\s+(?:[|·•»–—:]|-|::)\s+")
_TAGS: Final = re.compile(r"<[^<>]{1,200}>")


_MARKED: Final = frozenset({"datepublished", "datecreated", "name"})
_AUTHORS: Final = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
)
_CHANGES: Final = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dc.date.modified",
    "dcterms.modified",
    "last-modified",
    "lastmod",
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What was found; ``bad_day`` is a date of publication that is none, where no other was found."""

    title: str = ""
    publisher: str = ""
    url: str = ""
    published: str | None = None
    language: str = ""
    bad_day: str = ""
    author: str = ""
    modified: str | None = None


def metadata(tree: lxml.html.HtmlElement) -> Metadata:
    """Reads a page's own account of itself; call it before anything is dropped from the tree."""
    metas = _metas(tree)
    heading = _only_heading(tree)
    links = [link.get("href", "") for link in tree.iter("link") if link.get("rel", "").lower() == "canonical"]
    articles = list(_articles(tree))
    article = _own_article(articles, heading, metas.get("og:title", ""))
    publisher = _name_of(
        _publisher(article, articles), _first(metas, _PUBLISHERS), marked_text(tree, "publisher", "name")
    )
    said = _without_site(_text(article.get("headline")) or _first(metas, _TITLES), publisher)
    title = said or heading or _page_title(tree, publisher)
    publisher = publisher or _name_of(metas.get("source", ""), site_of(_title_element(tree), title))
    url = _first_of((*links, metas.get("og:url", ""), *_addresses(article)), web_address)
    days = [_text(article.get("datePublished")), *(metas.get(name, "") for name in _DAYS), *_page_days(tree)]
    published = _first_of(days, page_day) or next(written_days(tree, title), "") or address_day(url) or None
    changes = [_text(article.get("dateModified")), *(metas.get(name, "") for name in _CHANGES)]
    return Metadata(
        title=title,
        publisher=publisher,
        url=url,
        published=published,
        language=_first_of(
            (tree.get("lang", ""), metas.get("og:locale", ""), _text(article.get("inLanguage"))),
            language_code,
        ),
        bad_day="" if published else next((day for day in days if day), ""),
        author=_author(article, metas, tree),
        modified=_first_of(changes, page_day) or None,
    )


def _author(article: dict[str, Any], metas: dict[str, str], tree: lxml.html.HtmlElement) -> str:
    """The names of the authors, as the page gives them, at most three."""
    said = article.get("author")
    people = said if isinstance(said, list) else [said]
    names = [_text(one.get("name") if isinstance(one, dict) else one) for one in people[:3]]
    found = ", ".join(name for name in names if name)
    return _name_of(found, _first(metas, _AUTHORS), _line(marked_text(tree, "author")))[:NAME_CHARACTERS]


def _name_of(*names: str) -> str:
    """The first that is a name and not an address, such as a profile elsewhere."""
    return next((_line(name) for name in names if name and not web_address(name)), "")


def _title_element(tree: lxml.html.HtmlElement) -> str:
    return _line(next((node.text_content() for node in tree.iter("title")), ""))


def _metas(tree: lxml.html.HtmlElement) -> dict[str, str]:
    """The first value of each ``meta``, by name, property or itemprop in lower case."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if "itemprop" in meta.attrib and name.lower() in _MARKED:
            continue  # of microdata the order counts, and what it speaks of: see marked_days
        value = _line(meta.get("content", ""))
        if name and value:
            found.setdefault(name.strip().lower(), value)
    return found


def _page_days(tree: lxml.html.HtmlElement) -> list[str]:
    """Days in the page's own elements: those marked, then ``time`` in the article, or the only one."""
    found = list(marked_days(tree))
    inside = tree.xpath("//article//time[@datetime] | //main//time[@datetime]")
    if inside:
        found.append(inside[0].get("datetime"))
    times = {day for node in tree.iter("time") if (day := page_day(node.get("datetime", "")))}
    if len(times) == 1:
        found.extend(times)
    return [_line(day) for day in found]


def _only_heading(tree: lxml.html.HtmlElement) -> str:
    headings = {_line(node.text_content()) for node in tree.iter("h1")} - {""}
    return headings.pop() if len(headings) == 1 else ""


def _page_title(tree: lxml.html.HtmlElement, publisher: str) -> str:
    title = _title_element(tree)
    cut = _without_site(title, publisher)
    if cut != title or " | " not in title:
        return cut
    return title.rsplit(" | ", 1)[0]


def _without_site(title: str, publisher: str) -> str:
    """``Headline | Outlet`` without the outlet."""
    pieces = list(_SEPARATOR.finditer(title))
    if pieces and publisher and title[pieces[-1].end() :].casefold() == publisher.casefold():
        return title[: pieces[-1].start()]
    return title


def _articles(tree: lxml.html.HtmlElement) -> Iterator[dict[str, Any]]:
    """Every node of the page's JSON-LD, articles and publishers alike; what does not parse is passed over."""
    left = JSON_LD_CHARACTERS
    for script in tree.iter("script"):
        text = script.text or ""
        if "ld+json" not in script.get("type", "").lower() or len(text) > left:
            continue
        left -= len(text)
        text = re.sub(r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*$", "", text)
        try:
            yield from _nodes(json.loads(text, strict=False))
        except (ValueError, RecursionError):
            continue


def _nodes(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(data, list):
        for item in data[:1000]:
            yield from _nodes(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(data.get(key), depth + 1)


def _own_article(nodes: list[dict[str, Any]], *headings: str) -> dict[str, Any]:
    """The article that the page is about: the one with the page's heading, else the first."""
    articles = [node for node in nodes if _is_article(node)]
    wanted = {heading.casefold() for heading in headings if heading}
    own = (node for node in articles if _text(node.get("headline")).casefold() in wanted)
    return next(own, articles[0] if articles else {})


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and name.endswith(("Article", "Posting", "Report")) for name in names)


def _publisher(article: dict[str, Any], nodes: list[dict[str, Any]]) -> str:
    publisher = article.get("publisher")
    if isinstance(publisher, list):
        publisher = publisher[0] if publisher else None
    if not isinstance(publisher, dict):
        return _text(publisher)
    if publisher.get("name"):
        return _text(publisher["name"])
    wanted = publisher.get("@id")
    return next(
        (
            _text(node.get("name"))
            for node in nodes
            if wanted and node.get("@id") == wanted and node.get("name")
        ),
        "",
    )


def _addresses(article: dict[str, Any]) -> Iterator[str]:
    for key in ("url", "mainEntityOfPage", "@id"):
        value = article.get(key)
        yield _text(value.get("@id") if isinstance(value, dict) else value)


def _text(value: Any) -> str:
    """A string of JSON-LD as plain text on one line; anything else is empty."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value")
    return _line(_TAGS.sub("", html.unescape(value))) if isinstance(value, str) else ""


def _line(text: str) -> str:
    return " ".join(storable(text[:2_000]).split())


def _first(metas: dict[str, str], names: Iterable[str]) -> str:
    return next((metas[name] for name in names if metas.get(name)), "")


def _first_of(values: Iterable[str], check: Callable[[str], str | None]) -> str:
    return next((found for value in values if value and (found := check(value))), "")
