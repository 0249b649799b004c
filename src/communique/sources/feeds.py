"""Feeds (RSS, Atom, RDF, JSON Feed): their entries as plain data, and each entry as a document.

:func:`read_feed` is the door for whoever follows feeds; :class:`Feeds` the source for files. Whatever a feed
says is plain text afterwards: markup is taken out, addresses are of the web or empty.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from communique.errors import SourceError
from communique.model import Document
from communique.sources.base import Item, Notice, Refusal
from communique.sources.blocks import html_line, html_text
from communique.sources.dates import page_day
from communique.sources.encoding import decode
from communique.sources.kinds import is_feed
from communique.sources.limits import FEED_BYTES, FEED_ENTRIES, HTML_BYTES, NAME_CHARACTERS
from communique.sources.titles import language_code, member, web_address, with_title
from communique.sources.xml import xml_text

_JSON_FEED: Final = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: plain text throughout; ``published`` and ``modified`` are ISO days or None.

    ``id`` is the feed's own id of the entry, else its address: what tells whether it was seen before.
    ``problem`` says why the entry can be no document, where it cannot.
    """

    id: str
    url: str = ""
    title: str = ""
    author: str = ""
    published: str | None = None
    modified: str | None = None
    text: str = ""
    bad_day: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as read: what it is called, where its site is, its language if it says one, its entries."""

    title: str
    url: str
    language: str
    entries: tuple[Entry, ...]
    left_off: int = 0


def read_feed(raw: bytes, path: str) -> Feed:
    """The feed in the bytes. Raises SourceError where they are none, or are beyond the limits.

    Nothing is fetched: not the entries, nor what they link to.
    """
    if len(raw) > FEED_BYTES:
        raise SourceError(path, f"a feed of more than {FEED_BYTES:,} bytes", "ask for a shorter one")
    return _json_feed(raw, path) if raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" else _xml_feed(raw, path)


class Feeds:
    """Files that hold a feed; each entry is a document of its own."""

    limit = FEED_BYTES

    def recognises(self, name: str, head: bytes) -> bool:
        """Whether the file opens as a feed does."""
        return is_feed(head)

    def documents(self, path: str, raw: bytes) -> Iterator[Item]:
        """The document of each entry, or why it makes none."""
        yield from feed_items(read_feed(raw, path), path)


def feed_items(feed: Feed, path: str) -> Iterator[Item]:
    """Each entry of a feed as a document, or why it makes none; ``path`` says where the feed came from."""
    if not feed.entries:
        yield Refusal(path, "a feed without entries", "try it again when it has some")
    for number, entry in enumerate(feed.entries, start=1):
        place = member(path, entry.id or str(number))
        if entry.bad_day:
            problem = f"published {entry.bad_day[:40]!r} is no date; the date stays open"
            yield Notice(place, problem, "name it with --published", lost=True)
        if entry.problem:
            yield Refusal(place, entry.problem, "save the page that it speaks of")
        else:
            yield _document(feed, entry, place)
    if feed.left_off:
        problem = f"{feed.left_off:,} entries beyond the first {FEED_ENTRIES:,}"
        yield Refusal(member(path, "rest"), problem, "cut the feed into smaller ones")


def _document(feed: Feed, entry: Entry, place: str) -> Document:
    return Document(
        text=with_title(entry.title, entry.text) if entry.text else entry.title,
        title=entry.title,
        publisher=feed.title,
        url=entry.url,
        published=entry.published,
        language=feed.language or "en",
        path=place,
        media_type="text/html",
        author=entry.author[:NAME_CHARACTERS],
        modified=entry.modified,
    )


def _xml_feed(raw: bytes, path: str) -> Feed:
    import feedparser  # type: ignore[import-untyped] # noqa: PLC0415 - takes 0.1 s to load

    text = xml_text(raw, path)
    try:
        found = feedparser.parse(
            io.BytesIO(text.encode("utf-8")), sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # whatever a foreign parser meets in a foreign feed
        problem = f"cannot be read as a feed ({type(error).__name__})"
        raise SourceError(path, problem, "save it again") from error
    # Of an empty text the library gives a result without any of these.
    head, entries = found.get("feed") or {}, found.get("entries") or []
    if not found.get("version") and not entries:
        raise SourceError(path, "is no feed", "name an RSS, Atom or JSON feed")
    return Feed(
        title=_line(head.get("title"), path),
        url=web_address(str(head.get("link") or "")),
        language=language_code(str(head.get("language") or "")),
        entries=tuple(_xml_entry(item, path) for item in entries[:FEED_ENTRIES]),
        left_off=max(0, len(entries) - FEED_ENTRIES),
    )


def _xml_entry(item: Any, path: str) -> Entry:
    contents = [str(part.get("value") or "") for part in item.get("content") or ()]
    summary = str(item.get("summary") or "")
    said = {
        "id": item.get("id"),
        "url": item.get("link"),
        "title": item.get("title"),
        "author": item.get("author"),
        "published": item.get("published"),
        # An Atom entry need not say when it was published, only when it was last changed.
        # Asked of the plain dict, because the library's own answers with the day of publication.
        "modified": dict.get(item, "updated"),
        "content": max((*contents, summary), key=len),
    }
    return _entry(said, path)


def _json_feed(raw: bytes, path: str) -> Feed:
    decoded = decode(raw)
    try:
        data = json.loads(decoded.text if decoded else "")
    except (ValueError, RecursionError) as error:
        raise SourceError(path, "is no JSON that can be read", "save the feed again") from error
    if not isinstance(data, dict) or not _JSON_FEED.match(str(data.get("version"))):
        raise SourceError(path, "is no feed", "name an RSS, Atom or JSON feed")
    items = data.get("items")
    items = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return Feed(
        title=_line(data.get("title"), path),
        url=web_address(str(data.get("home_page_url") or "")),
        language=language_code(str(data.get("language") or "")),
        entries=tuple(_json_entry(item, path) for item in items[:FEED_ENTRIES]),
        left_off=max(0, len(items) - FEED_ENTRIES),
    )


def _json_entry(item: dict[str, Any], path: str) -> Entry:
    authors = item.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else item.get("author")
    said = {
        "id": item.get("id"),
        "url": item.get("url") or item.get("external_url"),
        "title": item.get("title"),
        "author": first.get("name") if isinstance(first, dict) else "",
        "published": item.get("date_published"),
        "modified": item.get("date_modified"),
        "content": item.get("content_html") or item.get("content_text") or item.get("summary"),
    }
    return _entry(said, path)


def _entry(said: dict[str, Any], path: str) -> Entry:
    url = web_address(str(said["url"] or ""))
    name = " ".join(str(said["id"] or "").split())[:500] or url
    try:
        title = _line(said["title"], path)
        author = _line(said["author"], path)
        content = str(said["content"] or "")
        if len(content) > HTML_BYTES:
            raise SourceError(path, f"an entry of more than {HTML_BYTES:,} characters")
        text = html_text(content, path)
    except SourceError as error:
        return Entry(id=name, url=url, problem=error.problem)
    published = str(said["published"] or said["modified"] or "")
    day = page_day(published) if published else None
    return Entry(
        id=name,
        url=url,
        title=title,
        author=author,
        published=day,
        modified=page_day(str(said["modified"])) if said["modified"] else None,
        text=text,
        bad_day="" if day else published,
        problem="" if text or title else "an entry without text",
    )


def _line(value: object, path: str) -> str:
    return html_line(value, path) if isinstance(value, str) else ""
