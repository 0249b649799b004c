"""Small archives of reports of our own, in the three kinds of shard."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

_MORE = (
    " Officials in both capitals said that the arrangement had been under discussion for two years, and that crews"
    " would be trained before the first deliveries. The sum was not disclosed. Parliament is to be told in autumn."
)
STORIES: Sequence[tuple[str, str]] = (
    ("Norway sells patrol boats to Vietnam", "Norway sold Vietnam six patrol boats on Monday." + _MORE),
    (
        "Turkey will deliver drones to Kenya",
        "Turkey will deliver twelve Bayraktar TB2 drones to Kenya, both governments said.",
    ),
    (
        "Home side wins",
        "The home side won the final by two goals to one on Sunday, in front of a full stadium.",
    ),
    (
        "Navies of Peru and Chile exercise",
        "The navies of Peru and Chile held a joint exercise off Callao, in which four frigates took part.",
    ),
)


def jsonl(folder: Path, stories: Sequence[tuple[str, str]], name: str = "shard") -> Path:
    place = folder / f"{name}.jsonl.gz"
    with gzip.open(place, "wt", encoding="utf-8") as file:
        for title, text in stories:
            file.write(json.dumps({"title": title, "text": text, "published": "2024-05-05"}) + "\n")
    return place


def parquet(folder: Path, stories: Sequence[tuple[str, str]], name: str = "shard") -> Path:
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415

    columns: dict[str, Any] = {
        "title": [title for title, _ in stories],
        "text": [text for _, text in stories],
        "published": ["2024-05-05"] * len(stories),
    }
    place = folder / f"{name}.parquet"
    pq.write_table(pa.table(columns), place)
    return place


def warc(folder: Path, stories: Sequence[tuple[str, str]], name: str = "shard") -> Path:
    place = folder / f"{name}.warc.gz"
    with place.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number, (title, text) in enumerate(stories):
            page = (
                f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>"
                f"<p>{text}</p></article></body></html>"
            )
            headers = StatusAndHeaders(
                "200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.0"
            )
            writer.write_record(
                writer.create_warc_record(
                    f"https://wire.example/{number}",
                    "response",
                    payload=io.BytesIO(page.encode()),
                    http_headers=headers,
                )
            )
    return place
