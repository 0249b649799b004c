"""The door of the sources: paths in, Documents and refusals out, one after the other."""

from __future__ import annotations

import logging
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from communique.errors import SourceError
from communique.model import Document
from communique.sources.base import Item, Notice, Refusal, Source
from communique.sources.dates import iso_day
from communique.sources.files import Opened, is_folder, members, open_regular, printable, refused
from communique.sources.kinds import binary_kind
from communique.sources.language import with_languages
from communique.sources.opening import is_ours, is_passed_over, is_plain
from communique.sources.plain import PlainText
from communique.sources.plugins import foreign
from communique.sources.sandbox import Job, Sandbox, borrowed
from communique.sources.unseen import seen
from communique.sources.web.address import is_address
from communique.sources.web.items import Fetch, address_items, fetching

if TYPE_CHECKING:
    from communique.sources.web.fetch import Web

_LOG: Final = logging.getLogger(__name__)

Tell: TypeAlias = Callable[[Notice], None]

_TEXT_SUFFIXES: Final = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"})


# How many files are taken in hand ahead of the one whose items are awaited: neither side waits for the other.
_AHEAD: Final = 8


@dataclass(frozen=True, slots=True)
class _Here:
    """Items that are made in this process, when their turn comes."""

    items: Iterator[Item]
    opened: Opened | None = None

    def close(self) -> None:
        if self.opened is not None:
            self.opened.close()


@dataclass(frozen=True, slots=True)
class _There:
    """A file that is parsed in the sandbox."""

    opened: Opened
    job: Job

    def close(self) -> None:
        self.opened.close()


_Task: TypeAlias = _Here | _There


def read_sources(
    paths: Sequence[str],
    *,
    published: str | None = None,
    tell: Tell | None = None,
    web: Web | None = None,
) -> Iterator[Document | Refusal]:
    """Every document in the files, folders and web addresses named, in their order.

    What cannot be read comes as a Refusal.

    Folders are read through, sorted; hidden files, links, README and data files in them are passed over,
    and the same file is read once. ``published`` is the ISO date of documents that give none themselves.
    ``tell`` takes what is to be known of documents that were read all the same; without it, the log does.
    ``web`` fetches what begins with http: or https:; without it, one that records no snapshots does.
    Raises SourceError where ``published`` is no date or a source of another package does not load.
    """
    if published is not None and iso_day(published) is None:
        raise SourceError("--published", f"{published!r} is no date", "write it as 2025-08-06")
    return _read(paths, published, tell or _log, foreign(), web)


def _read(
    paths: Sequence[str], published: str | None, tell: Tell, kinds: tuple[Source, ...], web: Web | None
) -> Iterator[Document | Refusal]:
    with borrowed() as box, fetching(web) as fetch:
        for item in _items(_tasks(paths, kinds, fetch), box):
            if isinstance(item, Notice):
                tell(item)
            elif isinstance(item, Document) and item.published is None and published is not None:
                yield replace(item, published=published)
            else:
                yield item


def _items(tasks: Iterator[_Task], box: Sandbox) -> Iterator[Item]:
    """What the tasks give, in their order, while the sandbox already works on those that come next."""
    waiting: deque[_Task] = deque()
    try:
        while True:
            while len(waiting) < _AHEAD and (task := next(tasks, None)) is not None:
                waiting.append(task)
                if isinstance(task, _There):
                    box.submit(task.job)
            if not waiting:
                return
            task = waiting[0]
            if isinstance(task, _Here):
                yield from task.items
            else:
                yield from with_languages(seen(task.opened.unchanged(box.next_items())))
            waiting.popleft().close()
    finally:
        for task in waiting:
            task.close()


def _tasks(paths: Sequence[str], kinds: tuple[Source, ...], fetch: Fetch) -> Iterator[_Task]:
    seen: set[tuple[int, int]] = set()
    for name in paths:
        path = Path(name)
        if is_address(name):
            yield _Here(address_items(name, fetch, kinds))
        elif is_folder(path):
            yield from _folder(path, kinds, seen)
        else:
            yield from _file(path, kinds, seen, follow=True)


def _folder(folder: Path, kinds: tuple[Source, ...], seen: set[tuple[int, int]]) -> Iterator[_Task]:
    read = 0
    passed: Counter[str] = Counter()
    for path in members(folder):
        if isinstance(path, SourceError):
            yield _refused(Refusal.of(path))
            continue
        wanted = _wanted(path, kinds)
        if wanted:
            read += 1
            yield from _file(path, kinds, seen, follow=False)
        elif wanted is None:
            passed[path.suffix.lower() or "without a suffix"] += 1
    if passed:
        counts = ", ".join(f"{count} {suffix}" for suffix, count in sorted(passed.items()))
        notice = Notice(
            printable(folder), f"passed over, as text of no known name: {counts}", "name them one by one"
        )
        yield _Here(iter([notice]))
    if not read:
        problem = "a folder without documents"
        yield _refused(Refusal(printable(folder), problem, "name one that holds reports"))


def _wanted(path: Path, kinds: tuple[Source, ...]) -> bool | None:
    """Whether a file in a folder is a report: by what it is, for text by its name.

    None where it is text that may be anything, which is told.
    """
    if path.stem.lower() == "readme":
        return False
    if path.suffix.lower() in _TEXT_SUFFIXES:
        return True
    try:
        with open_regular(path, follow=False) as opened:
            head = opened.head
    except SourceError:
        return True  # it is refused where it is read
    if any(source.recognises(path.name, head) for source in kinds):
        return True
    if is_passed_over(path, head):
        return False
    if is_ours(path.name, head) or binary_kind(head) is not None:
        return True
    return None


def _file(
    path: Path, kinds: tuple[Source, ...], seen: set[tuple[int, int]], *, follow: bool
) -> Iterator[_Task]:
    """What one file holds. Every way in which it can fail ends in a Refusal."""
    try:
        opened = open_regular(path, follow=follow)
    except SourceError as error:
        yield _refused(Refusal.of(error))
        return
    except OSError as error:
        yield _refused(Refusal.of(refused(printable(path), error)))
        return
    if opened.identity in seen:
        opened.close()
        return
    seen.add(opened.identity)
    source = next((kind for kind in kinds if kind.recognises(path.name, opened.head)), None)
    if source is None and opened.head and is_plain(path.name, opened.head):
        source = PlainText()
    if source is not None or not opened.head:
        yield _Here(opened.unchanged(_documents(source or PlainText(), opened)), opened)
    else:
        yield _There(opened, Job(opened.descriptor, opened.path, path.name))


def _refused(refusal: Refusal) -> _Here:
    return _Here(iter([refusal]))


def _documents(source: Source, opened: Opened) -> Iterator[Item]:
    try:
        if not opened.head:
            raise SourceError(opened.path, "is empty", "give a file that holds a report")
        items = source.documents(opened.path, opened.all(source.limit))
        yield from items if source in foreign() else with_languages(seen(items))
    except SourceError as error:
        yield Refusal.of(error)
    except OSError as error:
        yield Refusal.of(refused(opened.path, error))
    except Exception as error:  # noqa: BLE001 - a source of another package may fail in any way; the rest is still read
        yield Refusal(opened.path, f"cannot be read: {type(error).__name__}: {error}", "give its text")


def _log(notice: Notice) -> None:
    _LOG.warning("%s", notice)
