"""The alerts as a feed that any reader of feeds follows: Atom, or JSON Feed for a file that ends in .json."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement, tostring

from communique.register.watching import Due

# Alerts that the feed holds, the latest.
LENGTH: Final = 200

_TITLE: Final = "Communiqué alerts"
_ATOM: Final = "http://www.w3.org/2005/Atom"
# What XML 1.0 has no place for.
_UNFIT: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOTHING_YET: Final = "1970-01-01T00:00:00Z"


def feed_bytes(name: str, alerts: Sequence[Due]) -> bytes:
    """The feed of some alerts, oldest first; the same bytes for the same alerts."""
    newest = list(reversed(alerts))
    return _json_feed(newest) if PurePath(name).suffix.lower() == ".json" else _atom(newest)


def _atom(newest: Sequence[Due]) -> bytes:
    feed = Element("feed", {"xmlns": _ATOM})
    _add(feed, "id", "urn:communique:alerts")
    _add(feed, "title", _TITLE)
    _add(feed, "updated", newest[0].at if newest else _NOTHING_YET)
    _add(SubElement(feed, "author"), "name", "communique")
    for one in newest:
        entry = SubElement(feed, "entry")
        _add(entry, "id", f"urn:communique:alert:{one.key}")
        _add(entry, "title", _headline(one.data))
        _add(entry, "updated", one.at)
        SubElement(entry, "category", {"term": _fit(one.data["rule"])})
        if url := _url(one.data):
            SubElement(entry, "link", {"href": _fit(url)})
        _add(entry, "content", _text(one.data)).set("type", "text")
    body: bytes = tostring(feed, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + body + b"\n"


def _json_feed(newest: Sequence[Due]) -> bytes:
    items = []
    for one in newest:
        item = {
            "id": f"urn:communique:alert:{one.key}",
            "title": _headline(one.data),
            "content_text": _text(one.data),
            "date_published": one.at,
            "tags": [one.data["rule"]],
            "_communique": one.data,
        }
        url = _url(one.data)
        items.append(item | ({"url": url} if url else {}))
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": _TITLE, "items": items}
    return json.dumps(feed, ensure_ascii=True, indent=1).encode() + b"\n"


def _headline(data: dict[str, Any]) -> str:
    change = f"{data['before'] or 'before'} → {data['status']}: " if data["event"] == "status" else ""
    return f"{change}{data['summary']}"


def _text(data: dict[str, Any]) -> str:
    """The quotes behind an alert, each with its source."""
    lines = []
    for source in data["sources"]:
        where = ", ".join(part for part in (source["publisher"], source["published"], source["url"]) if part)
        lines.append(f"“{source['quote']}” ({where})" if where else f"“{source['quote']}”")
    return "\n\n".join(lines)


def _url(data: dict[str, Any]) -> str:
    """The address of the first source, if it is one of the web."""
    url = next((str(source["url"]) for source in data["sources"] if source["url"]), "")
    return url if url.startswith(("https://", "http://")) else ""


def _add(parent: Element, name: str, text: str) -> Element:
    child = SubElement(parent, name)
    child.text = _fit(text)
    return child


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)
