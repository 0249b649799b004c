"""CSV files with a Frictionless data package that describes every table and column.

https://specs.frictionlessdata.io/data-package/ (profile tabular-data-package, version 1).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from communique.exports.base import View
from communique.exports.files import write_csv, write_json
from communique.exports.tables import TABLES, Table

# A list is a cell with its parts joined by a semicolon: CSV has no lists.
_TYPES: Final = {"list": "string"}


class CsvPackage:
    """Writes one CSV file for each table and ``datapackage.json`` beside them."""

    def write(self, view: View, folder: Path) -> list[Path]:
        """The files of the package, the description last."""
        made = []
        for table in TABLES:
            header = [column.name for column in table.columns]
            rows = ([row[name] for name in header] for row in table.rows(view))
            made.append(write_csv(folder / f"{table.name}.csv", header, rows))
        return [*made, write_json(folder / "datapackage.json", description(view))]


def description(view: View) -> dict[str, Any]:
    """The data package: its resources, and the schema of each."""
    return {
        "profile": "tabular-data-package",
        "name": "communique-register",
        "title": "Defence partnerships as reports tell of them",
        "description": "Claims of published reports, tied to their words, and the facts merged from them. "
        "Parts of a list are joined by a semicolon.",
        "created": view.made,
        "version": view.version,
        **({"tlp": view.marking} if view.marking else {}),
        "resources": [_resource(table) for table in TABLES],
    }


def _resource(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [
            {
                "name": column.name,
                "type": _TYPES.get(column.type, column.type),
                "description": column.description,
            }
            for column in table.columns
        ],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    if table.points:
        schema["foreignKeys"] = [
            {"fields": column, "reference": {"resource": target, "fields": key}}
            for column, target, key in table.points
        ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.description,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }
