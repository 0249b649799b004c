"""Copies across shards: which relevant documents tell one story in one wording, over everything that was read.

Documents that share a band of their sketches are put together first, by their bands alone; only inside such a
group are sketches compared. The outcome depends on what was read and not on shards, tasks or their order.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from communique.assembly.sketches import Sketch, numbers_of
from communique.assembly.syndication import Source, families
from communique.errors import CommuniqueError
from communique.scale.shards import DOCUMENTS, Sheet, file_system

FAMILIES: Final = "families.parquet"


def family_of_each(sheets: Iterable[Sheet], output: str) -> dict[str, str]:
    """The family of each document that makes a claim, called by the least id in it."""
    system, root = file_system(output)
    sketches: dict[str, tuple[Sketch, str | None]] = {}
    for name in sorted({sheet.documents for sheet in sheets}):
        sketches.update(_sketches(system, f"{root}/{DOCUMENTS}/{name}"))
    found: dict[str, str] = {}
    for group in _groups({number: numbers_of(known.bands) for number, (known, _) in sketches.items()}):
        found |= families({number: Source(*sketches[number]) for number in group})
    return found


def write_families(found: Mapping[str, str], output: str) -> None:
    """Writes the table of documents and families, in place of one that is there."""
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415

    rows = sorted(found.items())
    table = pa.table({"document": [one for one, _ in rows], "family": [family for _, family in rows]})
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd")
    system, root = file_system(output)
    beside = f"{root}/{FAMILIES}.part"
    system.pipe_file(beside, out.getvalue())
    system.mv(beside, f"{root}/{FAMILIES}")


def _sketches(system: Any, place: str) -> Iterator[tuple[str, tuple[Sketch, str | None]]]:
    import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

    with system.open(place, "rb") as file:
        for batch in pq.ParquetFile(file).iter_batches(500, columns=["id", "published", "sketch"]):
            for row in batch.to_pylist():
                if row["sketch"] is None:
                    continue
                known = Sketch.unpack(row["sketch"])
                if known is None:
                    raise CommuniqueError(
                        place, "holds a sketch that cannot be read", "read the shards again"
                    )
                yield row["id"], (known, row["published"])


def _groups(bands: Mapping[str, Iterable[int]]) -> list[list[str]]:
    """Documents that share a band, directly or through others; those that share none are groups of one."""
    above = {number: number for number in bands}

    def root(number: str) -> str:
        while above[number] != number:
            above[number] = number = above[above[number]]
        return number

    first: dict[int, str] = {}
    for number, some in bands.items():
        for band in some:
            one, other = root(first.setdefault(band, number)), root(number)
            above[max(one, other)] = min(one, other)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for number in sorted(bands):
        groups[root(number)].append(number)
    return [groups[name] for name in sorted(groups)]
