"""Feeds that any reader of feeds follows: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1, from one plain form.

What reports say is text in all of them, never markup: in Atom and JSON Feed by their own types, in RSS, whose
descriptions are HTML and whose titles some readers take for it, by escaping the one and sparing the other its
angle brackets. The same entries make the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

FORMS: Final = ("atom", "rss", "json")
MEDIA: Final = {
    "atom": "application/atom+xml",
    "rss": "application/rss+xml",
    "json": "application/feed+json",
}
NOTHING_YET: Final = "1970-01-01T00:00:00Z"

_ATOM: Final = "http://www.w3.org/2005/Atom"
_AUTHOR: Final = "communique"
# What XML 1.0 has no place for.
_UNFIT: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WEB: Final = re.compile(r"https?://[^\s<>\"']+\Z")

register_namespace("atom", _ATOM)


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news.

    ``id`` is a URI that never changes, ``at`` a moment (ISO 8601, UTC). ``link`` is left out where it is no address of
    the web. ``tags`` sort it, ``data`` goes into JSON Feed for programs.
    """

    id: str
    title: str
    at: str
    text: str
    link: str = ""
    tags: tuple[str, ...] = ()
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Feed:
    """What is followed: the newest entry first. ``home`` is the page of the same, ``itself`` the feed's address.

    ``rights`` says with whom it may be shared, empty where nothing is said.
    """

    id: str
    title: str
    entries: Sequence[Entry]
    home: str = ""
    itself: str = ""
    rights: str = ""
    about: str = ""

    @property
    def updated(self) -> str:
        """When the newest entry was made."""
        return max((entry.at for entry in self.entries), default=NOTHING_YET)


def written(feed: Feed, form: str) -> bytes:
    """The feed as ``atom``, ``rss`` or ``json``."""
    return _WRITERS[form](feed)


def _atom(feed: Feed) -> bytes:
    root = Element("feed", {"xmlns": _ATOM})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", feed.updated)
    _add(SubElement(root, "author"), "name", _AUTHOR)
    if feed.about:
        _add(root, "subtitle", feed.about)
    if feed.rights:
        _add(root, "rights", feed.rights)
    for address, relation in ((feed.itself, "self"), (feed.home, "alternate")):
        if _is_web(address):
            SubElement(root, "link", {"rel": relation, "href": address})
    for one in feed.entries:
        entry = SubElement(root, "entry")
        _add(entry, "id", one.id)
        _add(entry, "title", one.title)
        _add(entry, "updated", one.at)
        _add(entry, "published", one.at)
        for tag in one.tags:
            SubElement(entry, "category", {"term": _fit(tag)})
        if _is_web(one.link):
            SubElement(entry, "link", {"href": _fit(one.link)})
        _add(entry, "content", one.text).set("type", "text")
    return _xml(root)


def _rss(feed: Feed) -> bytes:
    root = Element("rss", {"version": "2.0"})
    channel = SubElement(root, "channel")
    _add(channel, "title", _plain(feed.title))
    # A channel must have a link; the id stands for a page where there is none.
    _add(channel, "link", feed.home or feed.id)
    _add(channel, "description", escape(feed.about or feed.title))
    _add(channel, "language", "en")
    if feed.rights:
        _add(channel, "copyright", feed.rights)
    _add(channel, "lastBuildDate", _mailed(feed.updated))
    if _is_web(feed.itself):
        SubElement(channel, f"{{{_ATOM}}}link", {"rel": "self", "type": MEDIA["rss"], "href": feed.itself})
    for one in feed.entries:
        item = SubElement(channel, "item")
        _add(item, "title", _plain(one.title))
        if _is_web(one.link):
            _add(item, "link", one.link)
        _add(item, "description", escape(one.text).replace("\n\n", "<br><br>"))
        for tag in one.tags:
            _add(item, "category", _plain(tag))
        _add(item, "guid", one.id).set("isPermaLink", "false")
        _add(item, "pubDate", _mailed(one.at))
    return _xml(root)


def _json(feed: Feed) -> bytes:
    items = []
    for one in feed.entries:
        item: dict[str, Any] = {
            "id": one.id,
            "title": one.title,
            "content_text": one.text,
            "date_published": one.at,
        }
        item |= {"tags": list(one.tags)} if one.tags else {}
        item |= {"_communique": one.data} if one.data else {}
        items.append(item | ({"url": one.link} if _is_web(one.link) else {}))
    head: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "language": "en",
        "authors": [{"name": _AUTHOR}],
    }
    for name, address in (("home_page_url", feed.home), ("feed_url", feed.itself)):
        head |= {name: address} if _is_web(address) else {}
    head |= {"description": feed.about} if feed.about else {}
    head |= {"_communique": {"rights": feed.rights}} if feed.rights else {}
    text = json.dumps(head | {"items": items}, ensure_ascii=True, indent=1)
    # Only strings hold angle brackets: written so, nobody who guesses takes the file for a page.
    return text.replace("<", "\\u003c").encode() + b"\n"


_WRITERS: Final[dict[str, Callable[[Feed], bytes]]] = {"atom": _atom, "rss": _rss, "json": _json}


def _mailed(moment: str) -> str:
    """A moment as RSS has it: RFC 822 with four figures for the year."""
    return format_datetime(datetime.fromisoformat(moment).astimezone(UTC), usegmt=True)


def _plain(text: str) -> str:
    return text.replace("<", "‹").replace(">", "›")


def _is_web(address: str) -> bool:
    return _WEB.match(address) is not None


def _add(parent: Element, name: str, text: str) -> Element:
    child = SubElement(parent, name)
    child.text = _fit(text)
    return child


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)


def _xml(root: Element) -> bytes:
    body: bytes = tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + body + b"\n"
