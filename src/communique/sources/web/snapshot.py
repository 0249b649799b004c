"""A record of what was asked and what was answered, as WARC 1.1: the proof behind a page from the web.

Each fetch is a file of its own that is put into its place whole, so that nothing that happens later can
harm it; ``cat`` joins such files into one archive.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import secrets
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Final

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.utils import Digester  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from communique import __version__
from communique.sources.web.body import BodyError, take

Headers = tuple[tuple[str, str], ...]

# No snapshot that we wrote is larger: a page and what leads to it.
_LIMIT: Final = 100_000_000


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer. ``raw`` is the body as sent, packed or not, without chunks.

    ``cut`` says that the body is longer than what was taken of it.
    """

    url: str
    at: datetime
    asked: Headers
    status: int
    reason: str
    headers: Headers
    raw: bytes
    ip: str = ""
    seconds: float = 0.0
    cut: bool = False

    def header(self, name: str) -> str:
        """The first header of the answer with that name; empty where there is none."""
        return next((value for key, value in self.headers if key.lower() == name), "")


class _Writer(WARCWriter):  # type: ignore[misc] # warcio has no types
    """warcio's writer, with SHA-256 for its digests."""

    @staticmethod
    def _create_digester() -> Any:
        return Digester("sha256")


def record(folder: Path, exchanges: Sequence[Exchange], digest: str) -> str:
    """Writes a fetch with all its redirects; the file's name relative to the folder.

    ``digest`` is the SHA-256 (hex) of the content at the end. Raises OSError.
    """
    first, last = exchanges[0], exchanges[-1]
    host = re.sub(r"[^a-z0-9.-]", "_", last.url.split("/")[2].lower())[:60]
    day = first.at.strftime("%Y-%m-%d")
    name = f"{first.at:%H%M%S}-{host}-{digest[:12]}-{secrets.token_hex(3)}.warc.gz"
    place = folder / day
    place.mkdir(parents=True, exist_ok=True)
    _write(place / name, _warc(name, exchanges, digest))
    return f"{day}/{name}"


def content_digests(path: Path) -> Iterator[tuple[str, str]]:
    """Address and SHA-256 (hex) of the content of each answer in a file, unpacked.

    Raises ValueError where the file is no whole archive or an answer does not agree with its own digest.
    """
    if path.stat().st_size > _LIMIT:
        raise ValueError("it is larger than any snapshot")
    with path.open("rb") as file:
        try:
            _read_through(file)
            for found in ArchiveIterator(file, no_record_parse=False):
                if found.rec_type == "response":
                    yield _checked(found)
        except (BodyError, OSError, EOFError, zlib.error, AttributeError, IndexError, UnicodeError) as error:
            raise ValueError(f"it is damaged: {error}") from error
        except Exception as error:
            if type(error).__module__.startswith("warcio"):
                raise ValueError(f"it is damaged: {error}") from error
            raise


def _read_through(file: BinaryIO) -> None:
    """Reads a packed file to its end, which checks the sums of its parts, and goes back to its beginning."""
    with gzip.GzipFile(fileobj=file, mode="rb") as plain:
        while plain.read(1 << 20):
            continue
    file.seek(0)


def _checked(found: Any) -> tuple[str, str]:
    raw = found.raw_stream.read()
    said = found.rec_headers.get_header("WARC-Payload-Digest") or ""
    digester = Digester("sha256")
    digester.update(raw)
    if said != str(digester):
        raise ValueError("an answer in it is not what its digest was made from")
    packing = found.http_headers.get_header("Content-Encoding") or ""
    content = raw if found.rec_headers.get_header("WARC-Truncated") else take([raw], packing, _LIMIT).content
    return str(found.rec_headers.get_header("WARC-Target-URI")), hashlib.sha256(content).hexdigest()


def _warc(name: str, exchanges: Sequence[Exchange], digest: str) -> bytes:
    out = BytesIO()
    writer = _Writer(out, gzip=True, warc_version="1.1")
    info = {
        "software": f"communique/{__version__}",
        "format": "WARC File Format 1.1",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
    }
    writer.write_record(writer.create_warcinfo_record(name, info))
    via = ""
    for number, one in enumerate(exchanges):
        _write_exchange(writer, one, via, number, digest if one is exchanges[-1] else "")
        via = one.url
    return out.getvalue()


def _write_exchange(writer: Any, one: Exchange, via: str, hops: int, digest: str) -> None:
    date = one.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    stamp = {"WARC-Date": date} | ({"WARC-IP-Address": one.ip} if one.ip else {})
    # The body lies here without the chunks that it came in, so that header may not claim them.
    headers = [(f"X-Sent-{k}" if k.lower() == "transfer-encoding" else k, v) for k, v in one.headers]
    answer = writer.create_warc_record(
        one.url,
        "response",
        payload=BytesIO(one.raw),
        length=len(one.raw),
        http_headers=StatusAndHeaders(f"{one.status} {one.reason}".strip(), headers, protocol="HTTP/1.1"),
        warc_headers_dict=stamp | ({"WARC-Truncated": "length"} if one.cut else {}),
    )
    target = "/" + one.url.split("/", 3)[3] if one.url.count("/") > 2 else "/"
    request = writer.create_warc_record(
        one.url,
        "request",
        payload=BytesIO(b""),
        length=0,
        http_headers=StatusAndHeaders(f"GET {target} HTTP/1.1", list(one.asked), is_http_request=True),
        warc_headers_dict={"WARC-Date": date},
    )
    writer.write_request_response_pair(request, answer)
    fields = {"fetchTimeMs": str(round(one.seconds * 1000)), "hopsFromSeed": "R" * hops, "via": via}
    lines = "".join(f"{key}: {value}\r\n" for key, value in fields.items() if value)
    lines += f"contentSha256: {digest}\r\n" if digest else ""
    said = lines.encode("utf-8")
    about = {"WARC-Date": date, "WARC-Concurrent-To": answer.rec_headers.get_header("WARC-Record-ID")}
    writer.write_record(
        writer.create_warc_record(
            one.url, "metadata", payload=BytesIO(said), length=len(said), warc_headers_dict=about
        )
    )


def _write(path: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(prefix=".", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o644)
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
