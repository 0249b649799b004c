"""ZIP, tar and gzip: their members one after the other, never on disk, never anywhere but in their own archive."""

from __future__ import annotations

import gzip
import io
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, Final, cast

from communique.errors import SourceError
from communique.sources.base import Notice, Refusal
from communique.sources.encoding import storable
from communique.sources.limits import ARCHIVE_MEMBERS, ZIP_MEMBERS
from communique.sources.pieces import Piece, Ration, Unpacked, check_ratio, sound
from communique.sources.titles import member

_GZIP: Final = b"\x1f\x8b"
_DRIVE: Final = re.compile(r"[A-Za-z]:|[\\/]")
_CHECKSUM: Final = slice(148, 156)


def unpacked_head(head: bytes, size: int = 600) -> bytes:
    """The first bytes inside of gzip; empty where the head is not of gzip, or damaged."""
    if not head.startswith(_GZIP):
        return b""
    try:
        return zlib.decompressobj(wbits=31).decompress(head, size)
    except zlib.error:
        return b""


def is_tar(head: bytes) -> bool:
    """Whether a block is the header of a tar member, by its checksum."""
    if len(head) < 512:
        return False
    block = head[:512]
    try:
        said = int(block[_CHECKSUM].strip(b" \0") or b"-1", 8)
    except ValueError:
        return False
    return said == sum(block) - sum(block[_CHECKSUM]) + 8 * 32


class Zip:
    """ZIP archives."""

    def recognises(self, name: str, head: bytes) -> bool:
        """Whether the file opens as a ZIP archive does."""
        return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))

    def pieces(self, path: str, file: BinaryIO) -> Iterator[Piece | Refusal | Notice]:
        """The members in the order of the directory, with those that are refused."""
        with sound(path), zipfile.ZipFile(file) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            if len(members) > ZIP_MEMBERS:
                raise SourceError(path, f"has more than {ZIP_MEMBERS:,} members", "cut it into smaller ones")
            file.seek(0, 2)
            check_ratio(sum(info.file_size for info in members), file.tell(), path)
            for info in members:
                place = member(path, storable(info.filename))
                try:
                    _check_name(place, info.filename)
                    yield _zipped(archive, info, place)
                except SourceError as error:
                    yield Refusal.of(error)


def _zipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: str) -> Piece:
    mode = info.external_attr >> 16
    if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
        raise SourceError(place, "is a link or a device, not a file", "name the file itself")
    if info.flag_bits & 1:
        raise SourceError(place, "is encrypted", "unpack it with its password")
    check_ratio(info.file_size, info.compress_size, place)
    with sound(place):
        stream = archive.open(info)
    # The size that the directory claims is not believed: the packed bytes are counted as they are read.
    return Piece(place, info.filename, cast(BinaryIO, stream))


class Tar:
    """Tar archives, plain or packed by gzip."""

    def recognises(self, name: str, head: bytes) -> bool:
        """Whether the file begins with a tar header, plain or packed."""
        return is_tar(head) or is_tar(unpacked_head(head))

    def pieces(self, path: str, file: BinaryIO) -> Iterator[Piece | Refusal | Notice]:
        """The members in their order, with those that are refused."""
        packed = file.read(2) == _GZIP
        file.seek(0)
        stream = Ration(cast(BinaryIO, gzip.GzipFile(fileobj=file)), file, path) if packed else file
        with sound(path), tarfile.open(fileobj=cast(BinaryIO, stream), mode="r|") as archive:
            for number, info in enumerate(archive, start=1):
                if number > ARCHIVE_MEMBERS:
                    raise SourceError(
                        path, f"has more than {ARCHIVE_MEMBERS:,} members", "cut it into smaller ones"
                    )
                if info.isdir():
                    continue
                place = member(path, storable(info.name))
                try:
                    _check_name(place, info.name)
                    yield _tarred(archive, info, place)
                except SourceError as error:
                    yield Refusal.of(error)


def _tarred(archive: tarfile.TarFile, info: tarfile.TarInfo, place: str) -> Piece:
    stream = archive.extractfile(info) if info.isreg() and not info.issparse() else None
    if stream is None:
        raise SourceError(place, "is a link or a device, not a file", "name the file itself")
    return Piece(place, info.name, cast(BinaryIO, stream))


class Gzip:
    """One file packed by gzip."""

    def recognises(self, name: str, head: bytes) -> bool:
        """Whether the file is of gzip; what is in it is told by its content."""
        return head.startswith(_GZIP)

    def pieces(self, path: str, file: BinaryIO) -> Iterator[Piece | Refusal | Notice]:
        """The one file that is inside."""
        name = _unpacked_name(path)
        with sound(path):
            stream = Ration(cast(BinaryIO, gzip.GzipFile(fileobj=file)), file, path)
            yield Piece(member(path, name), name, cast(BinaryIO, stream))


def unpacked_rows(path: str, file: BinaryIO) -> tuple[str, BinaryIO]:
    """The one file inside of gzip as a stream that can be wound back to its start, and its place."""
    name = _unpacked_name(path)
    stream = Unpacked(gzip.GzipFile(fileobj=file), file, path)
    return member(path, name), cast(BinaryIO, io.BufferedReader(stream, 1 << 16))


def _unpacked_name(path: str) -> str:
    return PurePosixPath(path).name.removesuffix(".gz") or "unpacked"


def _check_name(place: str, name: str) -> None:
    """Nothing is ever written; a name that leads out of its archive shows that someone means harm."""
    if _DRIVE.match(name) or ".." in re.split(r"[\\/]", name) or "\0" in name:
        raise SourceError(
            place, "has a name that leads out of its archive", "pack it again without such names"
        )
