"""``communique scale``: reads shards of an archive on a cluster, into files that ``add --parquet`` records."""

from __future__ import annotations

from collections import Counter
from typing import Any

import click

from communique.faces.cli.group import DONE, REFUSED, say
from communique.faces.cli.screen import counted, json_line
from communique.scale.shards import Sheet


@click.group("scale", epilog="Example: communique scale read 'archive/*.warc.gz' -o read/")
def command() -> None:
    """Read archives that outgrow one machine, on a Ray cluster."""


@command.command("read", epilog="Example: communique scale read 'archive/*.warc.gz' -o read/")
@click.argument("shards", metavar="SHARD...", nargs=-1, required=True)
@click.option(
    "-o", "--output", metavar="FOLDER", required=True, help="Where to write; any address of fsspec."
)
@click.option("--address", metavar="ADDRESS", help="The Ray cluster to join; without it, Ray runs here.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def read(shards: tuple[str, ...], output: str, address: str | None, as_json: bool) -> int:
    """Read shards (WARC, JSON Lines, Parquet) into Parquet files of documents and claims.

    SHARD is a path or any address that fsspec knows, with asterisks if you like. What was read before is not
    read again: a job that was stopped, or lost a node, goes on where it was. `communique add --parquet FOLDER`
    records the outcome.
    """
    from communique.scale.cluster import each_path, read_shards  # noqa: PLC0415 - needs an extra
    from communique.scale.families import family_of_each, write_families  # noqa: PLC0415

    places = list(each_path(shards))
    done = 0

    def tell(sheet: Sheet) -> None:
        nonlocal done
        done += 1
        came = sheet.counts
        said = f"{came['in']} in = {came['recorded']} recorded + {came['duplicates']} duplicates + {came['refused']} refused"
        say(f"{done} of {counted(len(places), 'shard')}: {sheet.shard}: {said}; {came['relevant']} relevant")

    sheets = read_shards(places, output, tell, address)
    found = family_of_each(sheets, output)
    write_families(found, output)
    total = _total(sheets) | {"families": len(set(found.values()))}
    click.echo(json_line({"output": output, **total}) if as_json else _line(total))
    return REFUSED if total["refused"] else DONE


def _total(sheets: list[Sheet]) -> dict[str, Any]:
    counts: Counter[str] = Counter()
    unread: Counter[str] = Counter()
    for sheet in sheets:
        counts.update(sheet.counts)
        unread.update(sheet.unread)
    refused = [refusal for sheet in sheets for refusal in sheet.refused]
    return {"shards": len(sheets), **counts, "unread": dict(unread), "refused": refused}


def _line(total: dict[str, Any]) -> str:
    refused = len(total["refused"])
    whole = f"{total['recorded']} recorded + {total['duplicates']} duplicates + {refused} refused"
    told = f"{total['relevant']} relevant in {counted(total['families'], 'family').replace('familys', 'families')}"
    return f"{total['in']} in = {whole}; {told}; {counted(total['shards'], 'shard')}"
