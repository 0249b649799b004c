"""What a cluster has read, on its way into a register: the same documents and claims as if read right here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from communique.errors import CommuniqueError
from communique.model import Claim, Document
from communique.scale.shards import CLAIMS, DOCUMENTS, SHEETS, Sheet, file_system
from communique.sources import Refusal

_MEND: Final = "read the shards again into a new folder"


class Stored:
    """A folder of shards that were read; it takes the place of the reader, whose claims it gives back."""

    def __init__(self, address: str) -> None:
        self._system, self._root = file_system(address)
        self._address = address
        self.sheets: Final = self._load()
        readers = {sheet.reader for sheet in self.sheets}
        if len(readers) != 1:
            told = ", ".join(sorted(readers)) or "no shard"
            raise CommuniqueError(address, f"was read by {told}", "name a folder that one reader wrote")
        self.version: Final = readers.pop()
        self._claims: dict[str, list[Claim]] = {}

    def items(self) -> Iterator[Document | Refusal]:
        """Every document of every shard, and what was refused, in the order of the shards' addresses."""
        for sheet in self.sheets:
            self._claims = self._claims_of(sheet)
            for row in self._rows(DOCUMENTS, sheet.documents):
                yield Document.from_json(_data(row["json"], sheet.documents))
            for refused in sheet.refused:
                yield Refusal(**refused)

    def read(self, document: Document) -> list[Claim]:
        """The claims that were read in the document last given out."""
        return self._claims.pop(document.id, [])

    def _load(self) -> list[Sheet]:
        places = self._system.glob(f"{self._root}/{SHEETS}/*.json")
        found = [
            Sheet.from_json(self._system.cat_file(place).decode("utf-8", "replace"), str(place))
            for place in places
        ]
        if not found:
            raise CommuniqueError(
                self._address, "holds no shard that was read", "name what `scale read -o` wrote"
            )
        return sorted(found, key=lambda sheet: (sheet.shard, sheet.sha256))

    def _claims_of(self, sheet: Sheet) -> dict[str, list[Claim]]:
        found: dict[str, list[Claim]] = {}
        for row in self._rows(CLAIMS, sheet.claims):
            found.setdefault(row["document"], []).append(Claim.from_json(_data(row["json"], sheet.claims)))
        return found

    def _rows(self, folder: str, name: str) -> Iterator[dict[str, Any]]:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.parquet as pq  # noqa: PLC0415

        place = f"{self._root}/{folder}/{name.rsplit('/', 1)[-1]}"
        columns = ["json"] if folder == DOCUMENTS else ["document", "json"]
        try:
            with self._system.open(place, "rb") as file:
                for batch in pq.ParquetFile(file).iter_batches(200, columns=columns):
                    yield from batch.to_pylist()
        except (OSError, pa.ArrowException) as error:
            raise CommuniqueError(place, f"cannot be read: {error}", _MEND) from error


def _data(text: Any, place: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
        if isinstance(data, dict):
            return data
    except (TypeError, ValueError):
        pass
    raise CommuniqueError(place, "holds a row that is no JSON object", _MEND)
