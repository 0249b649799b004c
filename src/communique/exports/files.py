"""Files that are there whole or not at all, and CSV that a spreadsheet only displays."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, TextIO

from communique.errors import ExportError

# What a spreadsheet takes for the beginning of a formula (OWASP: CSV injection).
_FORMULA: Final = re.compile(r"\s*[=+\-@]")
_NUMBER: Final = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
_BREAKS: Final = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


@contextlib.contextmanager
def whole(path: Path) -> Iterator[TextIO]:
    """A text file (UTF-8) that takes its place only when it is complete; raises ExportError."""
    draft = path.with_name(f".{path.name}.part")
    try:
        with draft.open("w", encoding="utf-8", newline="") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    except OSError as error:
        raise unwritten(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def unwritten(path: Path, error: OSError) -> ExportError:
    """What is said of a file that the system does not let us write."""
    return ExportError(
        str(path),
        f"cannot be written: {error.strerror or error}",
        "make room, or name another folder with -o",
    )


def write_json(path: Path, data: Any) -> Path:
    """One JSON document, keys as given, readable."""
    with whole(path) as out:
        json.dump(data, out, ensure_ascii=False, indent=1)
        out.write("\n")
    return path


def write_lines(path: Path, items: Iterable[Any]) -> Path:
    """JSON Lines: one object on each line."""
    with whole(path) as out:
        for item in items:
            out.write(json.dumps(item, ensure_ascii=False, sort_keys=True))
            out.write("\n")
    return path


def write_csv(
    path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]], before: Sequence[str] = ()
) -> Path:
    """CSV (RFC 4180); ``before`` are lines that stand above the header."""
    with whole(path) as out:
        for line in before:
            out.write(f"{line}\n")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([[cell(value) for value in row] for row in rows])
    return path


def cell(value: Any) -> str:
    """A value as one cell: lists joined by a semicolon, one line, and nothing that a spreadsheet computes."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list | tuple):
        value = "; ".join(str(item) for item in value)
    text = _BREAKS.sub(" ", str(value))
    # Blanks before it do not keep a formula from being computed; a plain number is none.
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """The same CSV as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([[cell(value) for value in row] for row in rows])
    return out.getvalue()
