"""A sample of knowledge rows to check by hand, the same on every machine as long as the table is the same.

python benchmarks/audit_rows.py equipment 20
"""

from __future__ import annotations

import random

import click

from communique.knowledge import load
from communique.knowledge.tables import KEYS


@click.command()
@click.argument("table", type=click.Choice(sorted(KEYS)))
@click.argument("rows", type=click.IntRange(min=1), default=20)
def main(table: str, rows: int) -> None:
    """Print ROWS rows of TABLE, one a line, empty cells and sources left out."""
    whole = sorted(load().rows(table), key=lambda row: tuple(row.values()))
    dice = random.Random(f"audit {table}")  # noqa: S311 - a sample, not a secret
    for row in dice.sample(whole, min(rows, len(whole))):
        click.echo(
            " | ".join(f"{name}: {value}" for name, value in row.items() if value and name != "source")
        )


if __name__ == "__main__":
    main()
