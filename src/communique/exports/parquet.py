"""The same tables as Parquet files: lists stay lists, and each column carries its description."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from communique.errors import ExportError
from communique.exports.base import View
from communique.exports.files import unwritten
from communique.exports.tables import TABLES, Table

if TYPE_CHECKING:
    from types import ModuleType

_MEND: Final = "pip install 'communique[parquet]'"


class Parquet:
    """Writes one Parquet file for each table."""

    def write(self, view: View, folder: Path) -> list[Path]:
        """The files; raises ExportError where pyarrow is not installed."""
        return [_written(table, view, folder / f"{table.name}.parquet") for table in TABLES]


def _written(table: Table, view: View, path: Path) -> Path:
    arrow = _arrow()
    from pyarrow import parquet  # noqa: PLC0415 - an extra: only who exports Parquet has it

    types = {
        "string": arrow.string(),
        "list": arrow.list_(arrow.string()),
        "number": arrow.float64(),
        "integer": arrow.int64(),
        "boolean": arrow.bool_(),
    }
    schema = arrow.schema(
        [
            arrow.field(column.name, types[column.type], metadata={"description": column.description})
            for column in table.columns
        ],
        metadata={"description": table.description, "made": view.made, "version": view.version}
        | ({"tlp": view.marking} if view.marking else {}),
    )
    rows = [
        {column.name: _value(row[column.name], column.type) for column in table.columns}
        for row in table.rows(view)
    ]
    draft = path.with_name(f".{path.name}.part")
    try:
        parquet.write_table(arrow.Table.from_pylist(rows, schema=schema), draft)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise unwritten(path, error) from error
    return path


def _value(value: Any, kind: str) -> Any:
    if value is None:
        return [] if kind == "list" else None
    if kind == "list":
        return [str(part) for part in value]
    return float(value) if kind == "number" else value


def _arrow() -> ModuleType:
    try:
        import pyarrow  # noqa: PLC0415 - an extra: only who exports Parquet has it
    except ImportError as error:
        raise ExportError("parquet", "pyarrow is not installed", _MEND) from error
    module: ModuleType = pyarrow
    return module
