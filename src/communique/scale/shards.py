"""One shard read into files that say what was in it: documents, claims, and a sheet that vouches for both.

Everything is named by content. The sheet of a shard is named after its address, its bytes and the reader; it
is written last, so that a shard without its sheet is read again, and one with it never. A task that is killed,
or run twice at once, writes the same bytes under the same names.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import tempfile
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO, Final, cast

from communique.assembly import sketch
from communique.errors import CommuniqueError, SourceError
from communique.model import Document
from communique.reading.attempts import AnyReader, attempt, is_readable
from communique.sources import Refusal
from communique.sources.base import Item
from communique.sources.language import with_language
from communique.sources.opening import found_in
from communique.sources.rows import row_items
from communique.sources.titles import member

DOCUMENTS: Final = "documents"
CLAIMS: Final = "claims"
SHEETS: Final = "shards"
_MAGIC: Final = b"PAR1"
# Rows of a Parquet shard that are held at once.
_ROWS: Final = 500


@dataclass(frozen=True, slots=True)
class Sheet:
    """What became of one shard: what it is, the files made of it (by the SHA-256 of their bytes), and counts.

    What came in is what was read, what is there twice, and what was refused; ``relevant`` documents make claims.
    """

    shard: str
    sha256: str
    reader: str
    documents: str
    claims: str
    counts: dict[str, int]
    unread: dict[str, int]
    refused: list[dict[str, str]]

    def to_json(self) -> str:
        """The sheet as it is written."""
        data = {name: getattr(self, name) for name in self.__slots__}
        return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str, place: str) -> Sheet:
        """The sheet in a text; CommuniqueError where it is none."""
        try:
            return cls(**json.loads(text))
        except (TypeError, ValueError) as error:
            raise CommuniqueError(place, "is no sheet of a shard", "read the shards again") from error


def file_system(address: str) -> tuple[Any, str]:
    """The file system of an address and the path in it; any that fsspec knows."""
    import fsspec  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra

    try:
        system, path = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise CommuniqueError(address, str(error), "install what fsspec needs for it") from error
    return system, path


def read_shard(address: str, output: str, reader: AnyReader) -> Sheet:
    """Reads one shard and writes what it holds; does nothing where that was done before.

    Raises CommuniqueError where the address cannot be read or the output not be written.
    """
    system, path = file_system(address)
    try:
        with tempfile.TemporaryFile() as local:
            with system.open(path, "rb") as remote:
                shutil.copyfileobj(remote, local, 1 << 20)
            return _read_local(address, cast(BinaryIO, local), output, reader)
    except OSError as error:
        raise CommuniqueError(address, error.strerror or str(error), "check the address") from error


def _read_local(address: str, file: BinaryIO, output: str, reader: AnyReader) -> Sheet:
    file.seek(0)
    sha256 = hashlib.file_digest(cast(Any, file), "sha256").hexdigest()
    file.seek(0)
    system, root = file_system(output)
    name = hashlib.sha256(json.dumps([address, sha256, reader.version]).encode()).hexdigest()
    place = f"{root}/{SHEETS}/{name}.json"
    if system.exists(place):
        return Sheet.from_json(system.cat_file(place).decode("utf-8"), place)
    rows = _Rows(address, reader)
    for item in documents_in(address, file):
        rows.take(item)
    written = [
        _write(system, f"{root}/{folder}", table, ".parquet")
        for folder, table in ((DOCUMENTS, rows.documents()), (CLAIMS, rows.claims()))
    ]
    sheet = Sheet(
        address,
        sha256,
        reader.version,
        written[0],
        written[1],
        dict(rows.counts),
        dict(rows.unread),
        rows.refused,
    )
    _put(system, place, sheet.to_json().encode("utf-8"))
    return sheet


def documents_in(address: str, file: BinaryIO) -> Iterator[Document | Refusal]:
    """What a shard holds: a web archive, JSON Lines, Parquet, or any other file that holds reports."""
    name = address.rsplit("/", 1)[-1]
    head = file.read(len(_MAGIC))
    file.seek(0)
    try:
        found = _parquet(address, file) if head == _MAGIC else found_in(address, name, file)
        for item in found:
            if isinstance(item, Document | Refusal):
                yield cast("Document | Refusal", with_language(item))
    except SourceError as error:
        yield Refusal.of(error)


def _parquet(address: str, file: BinaryIO) -> Iterator[Item]:
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        table = pq.ParquetFile(file)
        row = 0
        for batch in table.iter_batches(_ROWS):
            for data in batch.to_pylist():
                row += 1
                yield from row_items(member(address, f"row {row}"), _plain(data))
    except (pa.ArrowException, OSError) as error:
        raise SourceError(address, f"is no sound Parquet file: {error}", "write it again") from error


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Days and times as ISO text; what else a column may hold is as JSON would hold it."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


class _Rows:
    """The rows of a shard's tables as they come, each document once."""

    def __init__(self, address: str, reader: AnyReader) -> None:
        self._address, self._reader = address, reader
        self._documents: list[dict[str, Any]] = []
        self._claims: list[dict[str, Any]] = []
        self._seen: set[str] = set()
        self.counts: Counter[str] = Counter(
            {"in": 0, "recorded": 0, "duplicates": 0, "refused": 0, "relevant": 0}
        )
        self.unread: Counter[str] = Counter()
        self.refused: list[dict[str, str]] = []

    def take(self, item: Document | Refusal) -> None:
        """Reads one document, or notes what could not be taken in."""
        self.counts["in"] += 1
        if isinstance(item, Refusal):
            self._refuse(item)
            return
        number = item.id
        if number in self._seen:
            self.counts["duplicates"] += 1
            return
        read = attempt(self._reader, item)
        if read.failure:
            self._refuse(Refusal(item.path, f"the reader fails on it: {read.failure}", "please report it"))
            return
        self._seen.add(number)
        self.counts["recorded"] += 1
        self.counts["relevant"] += bool(read.claims)
        if not is_readable(item):
            self.unread[item.language] += 1
        self._documents.append(
            {
                "id": number,
                "position": len(self._documents),
                "published": item.published,
                "title": item.title,
                "publisher": item.publisher,
                "url": item.url,
                "language": item.language,
                "path": item.path,
                "json": _packed(item.to_json()),
                "sketch": sketch(item.text).pack() if read.claims else None,
            }
        )
        for position, claim in enumerate(read.claims):
            self._claims.append(
                {
                    "document": number,
                    "position": position,
                    "kind": claim.kind,
                    "json": _packed(claim.to_json()),
                }
            )

    def _refuse(self, refusal: Refusal) -> None:
        self.counts["refused"] += 1
        self.refused.append({"path": refusal.path, "problem": refusal.problem, "mend": refusal.mend})

    def documents(self) -> bytes:
        """The table of documents as a Parquet file."""
        return _parquet_bytes(
            self._documents, (*_DOCUMENT_TEXTS, ("position", "int32"), ("sketch", "binary"))
        )

    def claims(self) -> bytes:
        """The table of claims as a Parquet file."""
        return _parquet_bytes(self._claims, (*_CLAIM_TEXTS, ("position", "int32")))


_DOCUMENT_TEXTS: Final = tuple(
    (name, "string") for name in "id published title publisher url language path json".split()
)
_CLAIM_TEXTS: Final = tuple((name, "string") for name in ("document", "kind", "json"))


def _packed(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _parquet_bytes(rows: list[dict[str, Any]], columns: Iterable[tuple[str, str]]) -> bytes:
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415

    kinds = {"string": pa.string(), "int32": pa.int32(), "binary": pa.binary()}
    schema = pa.schema([(name, kinds[kind]) for name, kind in columns])
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), out, compression="zstd")
    return out.getvalue()


def _write(system: Any, folder: str, content: bytes, suffix: str) -> str:
    """Writes a file named by its content; its name."""
    name = hashlib.sha256(content).hexdigest() + suffix
    _put(system, f"{folder}/{name}", content)
    return name


def _put(system: Any, place: str, content: bytes) -> None:
    """Puts a file there whole or not at all; that it is there already is as good."""
    if system.exists(place):
        return
    system.makedirs(place.rsplit("/", 1)[0], exist_ok=True)
    beside = f"{place}.{uuid.uuid4().hex}.part"
    system.pipe_file(beside, content)
    system.mv(beside, place)
