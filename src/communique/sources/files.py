"""Which files there are, and their bytes: nothing is followed out of a folder, nothing is waited for."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from communique.errors import SourceError
from communique.sources.base import Item, Refusal
from communique.sources.limits import HEAD_BYTES, megabytes

_KINDS: Final = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISLNK, "a symbolic link"),
)
_MENDS: Final = {
    errno.ENOENT: ("no such file or folder", "check the name"),
    errno.EACCES: ("may not be read", "ask its owner for the right to read it"),
    errno.EPERM: ("may not be read", "ask its owner for the right to read it"),
    errno.ELOOP: ("is a symbolic link that leads round in a circle", "name the file itself"),
    errno.ENAMETOOLONG: ("has a name that is too long", "check the name"),
    errno.ENOTDIR: ("no such file or folder", "check the name"),
}


class Opened:
    """A regular file held open; its head is read, the rest only up to a limit."""

    def __init__(self, descriptor: int, path: str) -> None:
        self._file = os.fdopen(descriptor, "rb", buffering=0)
        status = os.fstat(descriptor)
        self.path = path
        self.size = status.st_size
        self.identity = (status.st_dev, status.st_ino)
        self.descriptor = descriptor
        self._state = (status.st_size, status.st_mtime_ns)
        self.head = self._take(HEAD_BYTES)

    def close(self) -> None:
        """Lets go of the file."""
        self._file.close()

    @property
    def changed(self) -> bool:
        """Whether someone has written to the file since it was opened."""
        status = os.fstat(self.descriptor)
        return self._state != (status.st_size, status.st_mtime_ns)

    def unchanged(self, items: Iterator[Item]) -> Iterator[Item]:
        """The items of the file; a refusal in place of the last of them where it changed while it was read.

        What came before the last is let through: an archive's members are whole, each by itself.
        """
        held: Item | None = None
        for item in items:
            if held is not None:
                yield held
            held = item
        if self._file.closed or not self.changed:
            if held is not None:
                yield held
            return
        yield Refusal(self.path, "changed while it was read", "name it again when it is whole")

    def __enter__(self) -> Opened:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def all(self, limit: int) -> bytes:
        """The whole file. Raises SourceError where it has more than ``limit`` bytes, announced or not."""
        if self.size > limit:
            raise self._too_large(self.size, limit)
        raw = self.head + self._take(limit + 1 - len(self.head))
        if len(raw) > limit:
            raise self._too_large(len(raw), limit)
        return raw

    def _take(self, most: int) -> bytes:
        pieces: list[bytes] = []
        while most > 0 and (piece := self._file.read(most)):
            pieces.append(piece)
            most -= len(piece)
        return b"".join(pieces)

    def _too_large(self, size: int, limit: int) -> SourceError:
        problem = f"has {megabytes(size)}, more than the {megabytes(limit)} that are read of such a file"
        return SourceError(self.path, problem, "cut it into single reports")


def open_regular(path: Path, *, follow: bool) -> Opened:
    """Opens a regular file without ever waiting for it; pipes, devices and folders are refused.

    ``follow`` allows the last part of the path to be a symbolic link. Raises SourceError.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    if not follow:
        flags |= getattr(os, "O_NOFOLLOW", 0)
    shown = printable(path)
    try:
        # Before opening, because a device may act when opened; and after: it may have changed in between.
        _check_regular(path.stat(follow_symlinks=follow), shown)
        descriptor = os.open(path, flags)
        try:
            _check_regular(os.fstat(descriptor), shown)
            return Opened(descriptor, shown)
        except BaseException:
            os.close(descriptor)
            raise
    except OSError as error:
        raise refused(shown, error) from error
    except ValueError as error:
        raise SourceError(shown, "is no name that a file can have", "check the name") from error


def is_folder(path: Path) -> bool:
    """Whether there is a folder of that name, or a link to one; False where that cannot be seen."""
    try:
        return path.is_dir()
    except OSError:
        return False


def members(folder: Path) -> Iterator[Path | SourceError]:
    """The regular files below a folder in the order of their paths; hidden ones and links are left out.

    A folder that cannot be listed comes as the error, in its place.
    """
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if path is not folder and not path.is_dir():
            yield path
            continue
        try:
            with os.scandir(path) as entries:
                inside = sorted(
                    (entry for entry in entries if not entry.name.startswith(".")), key=_order, reverse=True
                )
        except OSError as error:
            yield refused(printable(path), error)
            continue
        waiting += [path / entry.name for entry in inside if _plain(entry)]


def printable(path: Path | str) -> str:
    """A path as text that can be printed and stored; bytes that are no text become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def refused(place: str, error: OSError) -> SourceError:
    """An error of the operating system in words that help."""
    problem, mend = _MENDS.get(
        error.errno or 0, (error.strerror or type(error).__name__, "check the disk and the path")
    )
    return SourceError(place, problem, mend)


def _order(entry: os.DirEntry[str]) -> str:
    return entry.name


def _plain(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False) or entry.is_file(follow_symlinks=False)


def _check_regular(status: os.stat_result, shown: str) -> None:
    for test, kind in _KINDS:
        if test(status.st_mode):
            raise SourceError(shown, f"is {kind}, not a file", "name a file that holds a report")
