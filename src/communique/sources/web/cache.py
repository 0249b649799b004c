"""Pages fetched before, on disk, so that a host need only say that nothing has changed.

One file for each address: a line of JSON, then the content. A file is put into its place whole, one that
does not agree with its own digest does not count, and the oldest go when there are too many.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

_SUFFIX: Final = ".page"
# After a clearing there is room again for a while.
_KEPT: Final = 0.8


@dataclass(frozen=True, slots=True)
class Entry:
    """A response that may be used again: ``at`` is ISO 8601 in UTC, ``digest`` the SHA-256 of the content.

    ``snapshot`` is the file that it was recorded in, relative to the folder of snapshots, or empty.
    """

    url: str
    at: str
    status: int
    content: bytes
    etag: str = ""
    modified: str = ""
    media_type: str = ""
    snapshot: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of the content."""
        return hashlib.sha256(self.content).hexdigest()


class Cache:
    """A folder of entries; with None it keeps nothing. What the disk refuses is simply not kept."""

    def __init__(self, folder: Path | None, limit: int) -> None:
        self._folder = folder
        self._limit = limit

    def get(self, url: str) -> Entry | None:
        """What was kept of an address; None where there is nothing that can be trusted."""
        path = self._path(url)
        if path is None:
            return None
        try:
            with path.open("rb") as file:
                head = json.loads(file.readline(65_536))
                digest = head.pop("digest")
                entry = Entry(content=file.read(self._limit), **head)
            if entry.url != url or entry.digest != digest:
                return None
            os.utime(path)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None
        return entry

    def put(self, entry: Entry) -> None:
        """Keeps an entry in the place of the one before."""
        path = self._path(entry.url)
        if path is None or len(entry.content) > self._limit // 10:
            return
        head: dict[str, Any] = {key: value for key, value in asdict(entry).items() if key != "content"}
        line = json.dumps(head | {"digest": entry.digest}).encode() + b"\n"
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, line + entry.content)
            self._clear()

    def _path(self, url: str) -> Path | None:
        if self._folder is None:
            return None
        name = hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / name[:2] / f"{name}{_SUFFIX}"

    def _clear(self) -> None:
        """Removes the entries used longest ago while all together are too large."""
        if self._folder is None:
            return
        found = []
        for path in self._folder.glob(f"*/*{_SUFFIX}"):
            with suppress(OSError):
                status = path.stat()
                found.append((status.st_mtime, status.st_size, path))
        total = sum(size for _, size, _ in found)
        if total <= self._limit:
            return
        for _, size, path in sorted(found, key=lambda one: one[0]):
            if total <= self._limit * _KEPT:
                return
            with suppress(OSError):
                path.unlink()
            total -= size


def _write(path: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(prefix=".", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
