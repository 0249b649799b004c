"""Small files in both layouts of the published trade register, written for tests."""

from __future__ import annotations

from pathlib import Path

from communique.analysis.published import NEW, OLD

_PREAMBLE = ["Transfers of major weapons: deals", *[f"line {n} of a preamble" for n in range(2, 12)]]


def old_file(path: Path, *rows: str, encoding: str = "utf-8") -> Path:
    """The layout of up to 2025: 16 columns."""
    path.write_bytes("\n".join([*_PREAMBLE, ",".join(OLD), *rows, ""]).encode(encoding))
    return path


def new_file(path: Path, *rows: str) -> Path:
    """The layout from 2026 on: 17 columns, a row for each year of delivery."""
    path.write_text("\n".join([*_PREAMBLE, ",".join(NEW), *rows, ""]), "utf-8")
    return path
