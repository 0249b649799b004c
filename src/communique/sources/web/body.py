"""The body of a response, taken in piece by piece under limits: nothing is held that is too large."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_PIECE: Final = 1 << 20
# Pieces that one gzip body may be made of; more only serve to keep us busy.
_MEMBERS: Final = 100
# How far a body may blow up when it is unpacked; pages reach 15, and small bodies may do as they like.
_RATIO: Final = 100
_FREE: Final = 1_000_000

_WINDOWS: Final = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}
ENCODINGS: Final = "gzip, deflate"


class BodyError(ValueError):
    """A body that is not taken in; its text says why."""


@dataclass(frozen=True, slots=True)
class Body:
    """``raw`` as it was sent, ``content`` unpacked; the same bytes where nothing was packed."""

    raw: bytes
    content: bytes


def take(pieces: Iterable[bytes], encoding: str, limit: int) -> Body:
    """A body of at most ``limit`` bytes, packed as its Content-Encoding says.

    Raises BodyError for more bytes, packed or unpacked, for one that blows up like a bomb, and for a
    packing that was not asked for or is broken.
    """
    kind = encoding.strip().lower()
    if kind in {"", "identity"}:
        raw = _bounded(pieces, limit)
        return Body(raw, raw)
    if kind not in _WINDOWS:
        raise BodyError(f"is packed as {kind[:40]!r}, which was not asked for")
    raw = _bounded(pieces, limit)
    try:
        return Body(raw, _unpack(raw, kind, limit))
    except zlib.error as error:
        raise BodyError(f"is packed as {kind}, and broken: {error}") from error


def _bounded(pieces: Iterable[bytes], limit: int) -> bytes:
    kept = bytearray()
    for piece in pieces:
        kept += piece
        if len(kept) > limit:
            raise BodyError(f"has more than {limit / 1e6:,.0f} MB")
    return bytes(kept)


def _unpack(raw: bytes, kind: str, limit: int) -> bytes:
    window = _WINDOWS[kind]
    if kind == "deflate" and not _has_zlib_header(raw):
        window = -zlib.MAX_WBITS  # what the standard calls deflate, and what some servers send for it
    content = bytearray()
    rest, members = raw, 0
    while rest:
        if (members := members + 1) > _MEMBERS:
            raise BodyError(f"is packed in more than {_MEMBERS} pieces")
        engine = zlib.decompressobj(window)
        while rest:
            content += engine.decompress(rest, _PIECE)
            if len(content) > limit:
                raise BodyError(f"has more than {limit / 1e6:,.0f} MB when it is unpacked")
            if len(content) > max(_FREE, _RATIO * len(raw)):
                raise BodyError(f"blows up more than {_RATIO} times when it is unpacked")
            if engine.eof:
                break
            rest = engine.unconsumed_tail
        content += engine.flush()
        if not engine.eof:
            raise BodyError(f"is packed as {kind}, and cut off")
        rest = engine.unused_data
        rest = rest.lstrip(b"\0")
    return bytes(content)


def _has_zlib_header(raw: bytes) -> bool:
    return len(raw) >= 2 and raw[0] & 0x0F == 8 and (raw[0] << 8 | raw[1]) % 31 == 0
