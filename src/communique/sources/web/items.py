"""What was fetched as documents: by content like a file, behind the same walls."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeAlias

from communique.errors import SourceError
from communique.model import Document
from communique.sources.base import Item, Refusal, Source
from communique.sources.limits import HEAD_BYTES
from communique.sources.sandbox import items_of

if TYPE_CHECKING:
    from communique.sources.web.fetch import Fetched, Web

Fetch: TypeAlias = "Callable[[str], Fetched]"


@contextmanager
def fetching(web: Web | None) -> Iterator[Fetch]:
    """How addresses are fetched; without a client for the web, one is made for the first of them."""
    made = [] if web is None else [web]

    def fetch(address: str) -> Fetched:
        if not made:
            from communique.sources.web.fetch import Web  # noqa: PLC0415 - heavy, and seldom wanted

            made.append(Web())
        return made[0].fetch(address)

    try:
        yield fetch
    finally:
        if web is None and made:
            made[0].close()


def address_items(address: str, fetch: Fetch, kinds: Sequence[Source]) -> Iterator[Item]:
    """What an address of the web holds; that it cannot be had is a refusal."""
    try:
        found = fetch(address)
    except SourceError as error:
        yield Refusal.of(error)
        return
    yield from fetched_items(found, kinds)


def fetched_items(found: Fetched, kinds: Sequence[Source] = ()) -> Iterator[Item]:
    """The documents in what was fetched; one that names no address of its own gets the one it came from.

    ``kinds`` are sources of other packages, which are asked first.
    """
    for item in _items(found, kinds):
        yield replace(item, url=found.final) if isinstance(item, Document) and not item.url else item


def _items(found: Fetched, kinds: Sequence[Source]) -> Iterator[Item]:
    name = PurePosixPath(found.final.partition("?")[0]).name
    source = next((one for one in kinds if one.recognises(name, found.content[:HEAD_BYTES])), None)
    if source is None:
        yield from items_of(found.content, found.url, name)
        return
    try:
        yield from source.documents(found.url, found.content)
    except SourceError as error:
        yield Refusal.of(error)
    except Exception as error:  # noqa: BLE001 - a source of another package may fail in any way
        yield Refusal(found.url, f"cannot be read: {type(error).__name__}: {error}", "give its text")
