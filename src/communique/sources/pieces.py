"""A piece of something larger, such as a member of an archive: its head to recognise it by, the rest up to a limit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from gzip import GzipFile
from io import BytesIO, RawIOBase
from typing import Any, BinaryIO

from communique.errors import SourceError
from communique.sources.limits import HEAD_BYTES, UNPACKED_BYTES, UNPACKED_FREE, UNPACKED_RATIO, megabytes


class Piece:
    """Bytes inside something else. ``path`` is the whole place (``container!name``), ``url`` where it came from.

    The stream is read once, front to back. Raises SourceError where it is damaged.
    """

    def __init__(self, path: str, name: str, stream: BinaryIO, url: str = "") -> None:
        self.path = path
        self.name = name
        self.url = url
        self._stream = stream
        self.head = self._take(HEAD_BYTES)

    def all(self, limit: int) -> bytes:
        """The whole of it. Raises SourceError where it has more than ``limit`` bytes."""
        raw = self.head + self._take(limit + 1 - len(self.head))
        if len(raw) > limit:
            problem = f"has more than the {megabytes(limit)} that are read of such a file"
            raise SourceError(self.path, problem, "cut it into single reports")
        return raw

    def whole(self, limit: int) -> BinaryIO:
        """The whole of it as a stream that can be wound back. Raises SourceError as :meth:`all` does."""
        return BytesIO(self.all(limit))

    def _take(self, most: int) -> bytes:
        pieces: list[bytes] = []
        with sound(self.path):
            while most > 0 and (piece := self._stream.read(most)):
                pieces.append(piece)
                most -= len(piece)
        return b"".join(pieces)


class Ration:
    """A stream of unpacked bytes that ends with SourceError where they are too many for what was packed."""

    def __init__(self, unpacked: BinaryIO, packed: BinaryIO, path: str) -> None:
        self._unpacked = unpacked
        self._packed = packed
        self._path = path
        self._given = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes, as of a file; never more than a million at once."""
        piece = self._unpacked.read(min(size, 1_000_000) if size >= 0 else 1_000_000)
        self._given += len(piece)
        check_ratio(self._given, self._packed.tell(), self._path)
        return piece


class Unpacked(RawIOBase):
    """Unpacked bytes as a file that can be wound back, under the same ration as :class:`Ration`."""

    def __init__(self, unpacked: GzipFile, packed: BinaryIO, path: str) -> None:
        self._unpacked = unpacked
        self._packed = packed
        self._path = path

    def readable(self) -> bool:  # noqa: D102 - as of any file
        return True

    def seekable(self) -> bool:  # noqa: D102 - as of any file
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: D102 - as of any file
        piece = self._unpacked.read(len(buffer))
        buffer[: len(piece)] = piece
        check_ratio(self._unpacked.tell(), self._packed.tell(), self._path)
        return len(piece)

    def seek(self, offset: int, whence: int = 0) -> int:  # noqa: D102 - as of any file
        return self._unpacked.seek(offset, whence)

    def tell(self) -> int:  # noqa: D102 - as of any file
        return self._unpacked.tell()


def check_ratio(unpacked: int, packed: int, path: str) -> None:
    """Raises SourceError where so many unpacked bytes of so few packed ones make a bomb."""
    if unpacked > UNPACKED_FREE + UNPACKED_RATIO * packed or unpacked > UNPACKED_BYTES:
        problem = f"unpacks to more than {megabytes(unpacked)} from {megabytes(packed)}, as a bomb does"
        raise SourceError(path, problem, "unpack it yourself, if you trust it")


@contextmanager
def sound(path: str) -> Iterator[None]:
    """Turns what the readers of archives raise for damaged bytes into SourceError."""
    try:
        yield
    except (SourceError, PermissionError):
        raise
    except Exception as error:  # fuzzing found AttributeError and IndexError in the readers of archives, too
        told = " ".join(str(error).split())[:120] or type(error).__name__
        raise SourceError(path, f"is damaged: {told}", "fetch or save it again") from error
