"""The alerts as a feed: Atom, RSS for a file that ends in .rss, JSON Feed for one that ends in .json."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any, Final

from communique.alerts.syndication import Entry, Feed, written
from communique.model import Cited
from communique.register.watching import Due

# Alerts that the feed holds, the latest.
LENGTH: Final = 200

TITLE: Final = "Communiqué alerts"


def feed_bytes(name: str, alerts: Sequence[Due]) -> bytes:
    """The feed of some alerts, oldest first; the same bytes for the same alerts."""
    form = {".json": "json", ".rss": "rss"}.get(PurePath(name).suffix.lower(), "atom")
    return written(Feed("urn:communique:alerts", TITLE, entries_of(alerts)), form)


def entries_of(alerts: Sequence[Due]) -> list[Entry]:
    """The entries of some alerts, oldest first: the newest comes first."""
    return [_entry(one) for one in reversed(alerts)]


def source_of(item: Cited) -> dict[str, Any]:
    """What is told of a report that stands behind some news; ``quote`` are the words of its claim, at most 1,000 characters."""
    return {
        "publisher": item.publisher,
        "published": item.published,
        "title": item.title,
        "url": item.url,
        "document": item.document_id,
        "claim": item.claim_id,
        "quote": " … ".join(span.quote for span in item.claim.evidence)[:1000],
    }


def quoted(sources: Sequence[dict[str, Any]]) -> str:
    """The quotes behind some news, each with its source."""
    lines = []
    for source in sources:
        where = ", ".join(part for part in (source["publisher"], source["published"], source["url"]) if part)
        lines.append(f"“{source['quote']}” ({where})" if where else f"“{source['quote']}”")
    return "\n\n".join(lines)


def _entry(one: Due) -> Entry:
    return Entry(
        id=f"urn:communique:alert:{one.key}",
        title=_headline(one.data),
        at=one.at,
        text=quoted(one.data["sources"]),
        link=next((str(source["url"]) for source in one.data["sources"] if source["url"]), ""),
        tags=(str(one.data["rule"]),),
        data=one.data,
    )


def _headline(data: dict[str, Any]) -> str:
    change = f"{data['before'] or 'before'} → {data['status']}: " if data["event"] == "status" else ""
    return f"{change}{data['summary']}"
