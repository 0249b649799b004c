"""The door of the sources: paths in, Documents and refusals out, one after the other."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeAlias

from communique.errors import SourceError
from communique.model import Document
from communique.sources.base import Item, Notice, Refusal, Source
from communique.sources.dates import iso_day
from communique.sources.files import Opened, is_folder, members, open_regular, printable, refused
from communique.sources.kinds import binary_kind, is_feed, is_opml, is_page
from communique.sources.plugins import foreign, sources

_LOG: Final = logging.getLogger(__name__)

Tell: TypeAlias = Callable[[Notice], None]

_TEXT_SUFFIXES: Final = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"})
# Reports that we cannot read yet: passed over in a folder, but not without a word.
_UNREAD_SUFFIXES: Final = frozenset(
    ".pdf .doc .docx .odt .rtf .eml .mbox .epub .warc .gz .zip .tar .jsonl".split()
)
# What lies beside reports and belongs to no reader of them.
_COMPANIONS: Final = frozenset({".css", ".csv", ".js", ".json", ".svg"})


def read_sources(
    paths: Sequence[str], *, published: str | None = None, tell: Tell | None = None
) -> Iterator[Document | Refusal]:
    """Every document in the files and folders named, in their order; what cannot be read as a Refusal.

    Folders are read through, sorted; hidden files, links, README and data files in them are passed over,
    and the same file is read once. ``published`` is the ISO date of documents that give none themselves.
    ``tell`` takes what is to be known of documents that were read all the same; without it, the log does.
    Raises SourceError where ``published`` is no date or a source of another package does not load.
    """
    if published is not None and iso_day(published) is None:
        raise SourceError("--published", f"{published!r} is no date", "write it as 2025-08-06")
    return _read(paths, published, tell or _log, sources())


def _read(
    paths: Sequence[str], published: str | None, tell: Tell, kinds: tuple[Source, ...]
) -> Iterator[Document | Refusal]:
    seen: set[tuple[int, int]] = set()
    for name in paths:
        path = Path(name)
        items = _folder(path, kinds, seen) if is_folder(path) else _file(path, kinds, seen, follow=True)
        for item in items:
            if isinstance(item, Notice):
                tell(item)
            elif isinstance(item, Document) and item.published is None and published is not None:
                yield replace(item, published=published)
            else:
                yield item


def _folder(folder: Path, kinds: tuple[Source, ...], seen: set[tuple[int, int]]) -> Iterator[Item]:
    read = 0
    passed: Counter[str] = Counter()
    for path in members(folder):
        if isinstance(path, SourceError):
            yield Refusal.of(path)
        elif _wanted(path):
            read += 1
            yield from _file(path, kinds, seen, follow=False)
        elif path.suffix.lower() in _UNREAD_SUFFIXES:
            passed[path.suffix.lower()] += 1
    if passed:
        counts = ", ".join(f"{count} {suffix}" for suffix, count in sorted(passed.items()))
        yield Notice(printable(folder), f"passed over: {counts}", "save them as text or HTML")
    if not read:
        yield Refusal(
            printable(folder), "a folder without documents", "name one that holds .txt, .md or .html files"
        )


def _wanted(path: Path) -> bool:
    """Whether a file in a folder is a report: by suffix, by its first bytes, or because a source wants it."""
    suffix = path.suffix.lower()
    if path.stem.lower() == "readme":
        return False
    if suffix in _TEXT_SUFFIXES:
        return True
    try:
        with open_regular(path, follow=False) as opened:
            head = opened.head
    except SourceError:
        return False
    if any(source.recognises(path.name, head) for source in foreign()):
        return True
    if is_feed(head) or is_opml(head):
        return True
    return suffix not in _UNREAD_SUFFIXES | _COMPANIONS and is_page("", head)


def _file(
    path: Path, kinds: tuple[Source, ...], seen: set[tuple[int, int]], *, follow: bool
) -> Iterator[Item]:
    """What one file holds. Every way in which it can fail ends in a Refusal."""
    try:
        with open_regular(path, follow=follow) as opened:
            if opened.identity in seen:
                return
            seen.add(opened.identity)
            source = _source_of(opened, path, kinds)
            raw = opened.all(source.limit)
        yield from _documents(source, opened.path, raw)
    except SourceError as error:
        yield Refusal.of(error)
    except OSError as error:
        yield Refusal.of(refused(printable(path), error))


def _source_of(opened: Opened, path: Path, kinds: tuple[Source, ...]) -> Source:
    if not opened.head:
        raise SourceError(opened.path, "is empty", "give a file that holds a report")
    for source in kinds:
        if source.recognises(path.name, opened.head):
            return source
    kind, mend = binary_kind(opened.head) or ("of no kind that is read", "")
    raise SourceError(opened.path, f"is {kind}, not text or HTML", mend or "name a file that holds a report")


def _documents(source: Source, path: str, raw: bytes) -> Iterator[Item]:
    try:
        yield from source.documents(path, raw)
    except SourceError as error:
        yield Refusal.of(error)
    except Exception as error:  # noqa: BLE001 - a source of another package may fail in any way; the rest is still read
        yield Refusal(path, f"cannot be read: {type(error).__name__}: {error}", "give its text")


def _log(notice: Notice) -> None:
    _LOG.warning("%s", notice)
