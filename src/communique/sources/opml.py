"""Lists of feeds (OPML): which feeds they name. They hold no reports; ``watch`` follows what they list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

import defusedxml.ElementTree  # type: ignore[import-untyped]
from defusedxml import DefusedXmlException

from communique.errors import SourceError
from communique.sources.base import Item, Refusal
from communique.sources.kinds import is_opml
from communique.sources.limits import FEED_BYTES, OPML_FEEDS
from communique.sources.titles import web_address
from communique.sources.xml import xml_text


@dataclass(frozen=True, slots=True)
class Subscription:
    """One feed of a list: its address, what the list calls it, and the outlines that it stands under."""

    url: str
    title: str = ""
    folder: tuple[str, ...] = ()


def read_opml(raw: bytes, path: str) -> tuple[Subscription, ...]:
    """The feeds that a list names, each address once, in its order; what is no web address is left out.

    Raises SourceError where the bytes are no list of feeds, or are beyond the limits.
    """
    if len(raw) > FEED_BYTES:
        raise SourceError(path, f"a list of more than {FEED_BYTES:,} bytes", "cut it into smaller ones")
    try:
        root = defusedxml.ElementTree.fromstring(xml_text(raw, path), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise SourceError(path, "is no XML that can be read", "export the list again") from error
    if root.tag.lower() != "opml":
        raise SourceError(path, "is no list of feeds", "name an OPML file")
    found: dict[str, Subscription] = {}
    waiting: list[tuple[Element, tuple[str, ...]]] = [(child, ()) for child in reversed(root)]
    while waiting:
        element, folder = waiting.pop()
        title = " ".join((element.get("title") or element.get("text") or "").split())[:300]
        url = web_address(element.get("xmlUrl") or element.get("xmlurl") or "")
        if url:
            found.setdefault(url, Subscription(url, title, folder))
        below = (*folder, title) if title and element.tag.lower() == "outline" else folder
        waiting += [(child, below) for child in reversed(element)]
    if len(found) > OPML_FEEDS:
        raise SourceError(path, f"lists more than {OPML_FEEDS:,} feeds", "cut it into smaller ones")
    return tuple(found.values())


class Opml:
    """Files that list feeds; they are told apart and refused with what to do, as they hold no report."""

    limit = FEED_BYTES

    def recognises(self, name: str, head: bytes) -> bool:
        """Whether the file opens as an OPML file does."""
        return is_opml(head)

    def documents(self, path: str, raw: bytes) -> Iterator[Item]:
        """The refusal that says how many feeds the list names."""
        count = len(read_opml(raw, path))
        feeds = "1 feed" if count == 1 else f"{count:,} feeds"
        yield Refusal(path, f"a list of {feeds}, not a report", "follow it with communique watch")
