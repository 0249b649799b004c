"""Web archives (WARC, packed or not): the pages that were answered, each with the address it was asked of."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO, Final

from communique.errors import SourceError
from communique.sources.archives import unpacked_head
from communique.sources.base import Notice, Refusal
from communique.sources.encoding import storable
from communique.sources.limits import ARCHIVE_MEMBERS, PDF_BYTES, megabytes
from communique.sources.pieces import Piece, check_ratio, sound
from communique.sources.titles import member, web_address

# What a browser fetches beside a report; by the kind that the server named.
_COMPANIONS: Final = (
    "image/",
    "video/",
    "audio/",
    "font/",
    "text/css",
    "text/javascript",
    "application/javascript",
)
_PARTS: Final = (
    "application/x-javascript",
    "application/json",
    "application/font",
    "application/octet-stream",
)
_ANSWERS: Final = frozenset({"response", "resource"})


class WebArchive:
    """The records of a WARC file; answers that are no success and what is no report are counted and passed over."""

    def recognises(self, name: str, head: bytes) -> bool:
        """Whether the file opens with a WARC record, plain or packed."""
        return head.startswith(b"WARC/") or unpacked_head(head, 16).startswith(b"WARC/")

    def pieces(self, path: str, file: BinaryIO) -> Iterator[Piece | Refusal | Notice]:
        """Each answer that may be a report, or why it is none; at the end what was passed over, in counts."""
        from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped] # noqa: PLC0415 - few files are archives
        from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped] # noqa: PLC0415 - few files are archives

        passed: Counter[str] = Counter()
        try:
            with sound(path):
                for number, record in enumerate(ArchiveIterator(file), start=1):
                    if number > ARCHIVE_MEMBERS:
                        problem = f"has more than {ARCHIVE_MEMBERS:,} records"
                        raise SourceError(path, problem, "cut it into smaller ones")
                    why = _passed(record)
                    if why:
                        passed[why] += 1
                        continue
                    yield _piece(path, number, record, file)
        except ArchiveLoadFailed as error:
            told = " ".join(str(error).split())[:120]
            raise SourceError(path, f"is damaged: {told}", "fetch or save it again") from error
        if passed:
            counts = ", ".join(f"{count:,} {why}" for why, count in sorted(passed.items()))
            yield Notice(path, f"passed over: {counts}")


def _passed(record: Any) -> str:
    """Why a record holds no report; empty where it may."""
    if record.rec_type not in _ANSWERS:
        return f"{storable(str(record.rec_type))[:20]} records"
    headers = record.http_headers
    if headers is None:
        return ""
    status = str(headers.get_statuscode() or "")[:3]
    if not status.startswith("2"):
        return f"answers of status {storable(status)}"
    kind = (headers.get_header("Content-Type") or "").strip().lower()
    return "companions of pages" if kind.startswith((*_COMPANIONS, *_PARTS)) else ""


def _piece(path: str, number: int, record: Any, file: BinaryIO) -> Piece | Refusal:
    url = web_address(record.rec_headers.get_header("WARC-Target-URI") or "")
    place = member(path, url or f"record {number}")
    try:
        with sound(place):
            raw = record.raw_stream.read(PDF_BYTES + 1)
            if len(raw) > PDF_BYTES:
                raise SourceError(place, f"has more than {megabytes(PDF_BYTES)}", "save it on its own")
            body = _decoded(record, raw, place)
        digest = record.rec_headers.get_header("WARC-Payload-Digest") or ""
        if digest and not any(_fits(digest, data) for data in (raw, body)):
            raise SourceError(place, "its bytes are not those of its digest", "fetch the archive again")
        check_ratio(len(body), max(1, len(raw)), place)
        return Piece(place, url or "record", BytesIO(body), url)
    except SourceError as error:
        return Refusal.of(error)


def _decoded(record: Any, raw: bytes, place: str) -> bytes:
    """The payload without the coding of its transfer, unpacked up to a limit."""
    from warcio.bufferedreaders import BufferedReader, ChunkedDataReader  # type: ignore[import-untyped] # noqa: PLC0415 - as above

    headers = record.http_headers
    if headers is None:
        return raw
    coding = (headers.get_header("Content-Encoding") or "").strip().lower()
    chunked = (headers.get_header("Transfer-Encoding") or "").strip().lower() == "chunked"
    if coding in {"", "identity"} and not chunked:
        return raw
    if coding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        raise SourceError(
            place, f"is packed as {storable(coding)[:20]}, which is not read", "save the page itself"
        )
    unpack = {"x-gzip": "gzip", "": None, "identity": None}.get(coding, coding)
    reader = (
        ChunkedDataReader(BytesIO(raw), decomp_type=unpack)
        if chunked
        else BufferedReader(BytesIO(raw), decomp_type=unpack)
    )
    pieces: list[bytes] = []
    size = 0
    while piece := reader.read(65_536):
        pieces.append(piece)
        size += len(piece)
        if size > PDF_BYTES:
            raise SourceError(place, f"has more than {megabytes(PDF_BYTES)}", "save it on its own")
    return b"".join(pieces)


def _fits(digest: str, data: bytes) -> bool:
    """Whether a digest such as ``sha1:BASE32`` is that of the data; one of a kind unknown to us is let pass."""
    name, _, value = digest.partition(":")
    name = name.strip().lower().replace("-", "")
    if name not in {"sha1", "sha256", "sha512", "md5"}:
        return True
    found = hashlib.new(name, data, usedforsecurity=False)
    value = value.strip()
    return value.lower() == found.hexdigest() or value.upper().rstrip("=") == base64.b32encode(
        found.digest()
    ).decode().rstrip("=")
