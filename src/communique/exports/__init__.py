"""Registers for other programs: tables, linked data, event records, a trade register.

:func:`exporter` is the door. Other packages bring formats of their own through the entry-point group
``communique.exporters``.
"""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Final

from communique.errors import ExportError
from communique.exports.base import Exporter, View
from communique.exports.ftm import FollowTheMoney
from communique.exports.jsonld import JsonLd
from communique.exports.package import CsvPackage
from communique.exports.parquet import Parquet
from communique.exports.plover import Plover
from communique.exports.sipri import SipriShaped

__all__ = ["FORMATS", "GROUP", "Exporter", "View", "exporter", "foreign"]

GROUP: Final = "communique.exporters"
FORMATS: Final[dict[str, type[Exporter]]] = {
    "csv": CsvPackage,
    "parquet": Parquet,
    "jsonld": JsonLd,
    "ftm": FollowTheMoney,
    "plover": Plover,
    "sipri": SipriShaped,
}


def foreign() -> list[str]:
    """The names of the formats that other packages bring."""
    return sorted(point.name for point in entry_points(group=GROUP))


def exporter(name: str) -> Exporter:
    """The exporter of a format. Raises ExportError where there is none, or another package's does not load."""
    if name in FORMATS:
        return FORMATS[name]()
    for point in entry_points(group=GROUP, name=name):
        try:
            made = point.load()()
        except Exception as error:  # foreign code may fail in any way; the user must learn whose
            problem = f"cannot be loaded: {type(error).__name__}: {error}"
            raise ExportError(
                f"format {name!r}", problem, f"mend or remove the package of {point.value}"
            ) from error
        if isinstance(made, Exporter):
            return made
        raise ExportError(
            f"format {name!r}", "is no exporter", "see communique.exports.Exporter for what it must have"
        )
    known = ", ".join([*FORMATS, *foreign()])
    raise ExportError(f"format {name!r}", "is none that I write", f"choose one of {known}")
