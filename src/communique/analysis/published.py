"""SIPRI's trade register as its users download it, in both layouts: the rows as deals.

https://www.sipri.org/databases/armstransfers. To 2025 the file has 16 columns in Latin-1, a row for each deal and
``?`` in nameless columns behind uncertain figures; from 2026 it has 17 columns in UTF-8 and a row for each year of
delivery. Both begin with eleven lines of preamble. The register may not be passed on: nothing of it is stored.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from communique.errors import ExportError, PartyError
from communique.knowledge import Knowledge

OLD: Final = (
    *("Recipient", "Supplier", "Year of order", "", "Number ordered", "", "Weapon designation"),
    *("Weapon description", "Number delivered", "", "Year(s) of delivery", "status", "Comments"),
    *("SIPRI TIV per unit", "SIPRI TIV for total order", "SIPRI TIV of delivered weapons"),
)
NEW: Final = (
    *("SIPRI AT Database ID", "Supplier", "Recipient", "Designation", "Description", "Armament category"),
    *("Order date", "Order date is estimate", "Numbers delivered", "Numbers delivered is estimate"),
    *("Delivery year", "Delivery year is estimate", "Status", "SIPRI estimate", "TIV deal unit"),
    *("TIV delivery values", "Local production"),
)

_LARGEST: Final = 64_000_000
_PREAMBLE: Final = 40
_LICENCE: Final = re.compile(
    r"\blicen[cs]e|\bassembled (?:in|from)|\bproduced (?:in|under|together)|\bdeveloped together|\bco-?produc",
    re.I,
)
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_NUMBER: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")
_TRUE: Final = ("true", "yes", "1", "?", "x")
_MEND: Final = "download the trade register as CSV from SIPRI's arms transfers database"


@dataclass(frozen=True, slots=True)
class Deal:
    """One deal of the published register.

    ``supplier`` and ``recipient`` are codes where we know the party, else as printed. Years are numbers;
    ``ordered`` and ``delivered`` count items, None where unknown; ``uncertain`` names the fields that SIPRI
    marks as estimates. ``licensed`` is production in the recipient's state. ``lines`` are those of the file.
    """

    supplier: str
    recipient: str
    designation: str
    description: str
    year: int | None
    ordered: float | None
    delivered: float | None
    delivery_years: tuple[int, ...]
    status: str
    licensed: bool
    comments: str
    uncertain: frozenset[str]
    lines: tuple[int, ...]


def read_published(path: Path, knowledge: Knowledge) -> list[Deal]:
    """The deals of a file in either layout. Raises ExportError, with the line where that is known."""
    rows = list(_rows(path))
    start = next((i for i, (_, row) in enumerate(rows[:_PREAMBLE]) if _layout(row)), None)
    if start is None:
        raise ExportError(str(path), "has no header of SIPRI's trade register in its first lines", _MEND)
    header = [cell.strip() for cell in rows[start][1]]
    body = [(line, row) for line, row in rows[start + 1 :] if any(cell.strip() for cell in row)]
    for line, row in body:
        if len(row) < len(header) - 3:
            problem = f"has {len(row)} cells where the header has {len(header)}"
            raise ExportError(f"{path}, line {line}", problem, _MEND)
    made = _old(body, header, knowledge) if "Weapon designation" in header else _new(body, header, knowledge)
    return list(made)


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        if path.stat().st_size > _LARGEST:
            raise ExportError(str(path), "is larger than 64 MB", _MEND)
        raw = path.read_bytes()
    except OSError as error:
        raise ExportError(
            str(path), f"cannot be read: {error.strerror or error}", "check the name"
        ) from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    reader = csv.reader(text.replace("\x00", "").splitlines())
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise ExportError(f"{path}, line {reader.line_num}", f"is no CSV: {error}", _MEND) from error


def _layout(row: Sequence[str]) -> bool:
    cells = {cell.strip() for cell in row}
    return {"Recipient", "Supplier"} <= cells and bool(cells & {"Weapon designation", "Designation"})


def _old(body: list[tuple[int, list[str]]], header: list[str], knowledge: Knowledge) -> Iterator[Deal]:
    place = {name: i for i, name in enumerate(header) if name}
    for line, row in body:
        cells = [*row, *([""] * (len(header) - len(row)))]

        def cell(name: str, cells: list[str] = cells) -> str:
            return cells[place[name]].strip() if name in place else ""

        def doubted(name: str, cells: list[str] = cells) -> bool:
            after = place.get(name, len(cells)) + 1
            return after < len(cells) and not header[after] and "?" in cells[after]

        fields = ("Year of order", "Number ordered", "Number delivered")
        comments = cell("Comments")
        yield Deal(
            supplier=party_of(cell("Supplier"), knowledge),
            recipient=party_of(cell("Recipient"), knowledge),
            designation=cell("Weapon designation"),
            description=cell("Weapon description"),
            year=_year(cell("Year of order")),
            ordered=_number(cell("Number ordered")),
            delivered=_number(cell("Number delivered")),
            delivery_years=_years(cell("Year(s) of delivery")),
            status=cell("status") or cell("Status"),
            licensed=_LICENCE.search(comments) is not None,
            comments=comments,
            uncertain=frozenset(_FIELDS[name] for name in fields if doubted(name)),
            lines=(line,),
        )


_FIELDS: Final = {"Year of order": "year", "Number ordered": "ordered", "Number delivered": "delivered"}


def _new(body: list[tuple[int, list[str]]], header: list[str], knowledge: Knowledge) -> Iterator[Deal]:
    """Rows of one deal, a year of delivery each, put together."""
    groups: dict[tuple[str, ...], list[tuple[int, Mapping[str, str]]]] = {}
    for line, row in body:
        cells = {name: value.strip() for name, value in zip(header, row, strict=False)}
        key = tuple(
            cells.get(name, "")
            for name in ("Supplier", "Recipient", "Designation", "Order date", "Status", "Local production")
        )
        groups.setdefault(key, []).append((line, cells))
    for rows in groups.values():
        first = rows[0][1]
        numbers = [_number(cells.get("Numbers delivered", "")) for _, cells in rows]
        known = [number for number in numbers if number is not None]
        years = sorted({year for _, cells in rows for year in _years(cells.get("Delivery year", ""))})
        uncertain = {"year"} if _true(first.get("Order date is estimate", "")) else set()
        if any(_true(cells.get("Numbers delivered is estimate", "")) for _, cells in rows):
            uncertain.add("delivered")
        yield Deal(
            supplier=party_of(first.get("Supplier", ""), knowledge),
            recipient=party_of(first.get("Recipient", ""), knowledge),
            designation=first.get("Designation", ""),
            description=first.get("Description", ""),
            year=_year(first.get("Order date", "")),
            ordered=None,
            delivered=sum(known) if known else None,
            delivery_years=tuple(years),
            status=first.get("Status", ""),
            licensed=_true(first.get("Local production", "")),
            comments="",
            uncertain=frozenset(uncertain),
            lines=tuple(line for line, _ in rows),
        )


def party_of(printed: str, knowledge: Knowledge) -> str:
    """The code of a party as SIPRI prints it; stars mark who is no state. As printed where we know none."""
    name = printed.strip().rstrip("*").strip()
    try:
        return knowledge.party(name)
    except PartyError:
        return name


def _year(text: str) -> int | None:
    return next(iter(_years(text)), None)


def _years(text: str) -> tuple[int, ...]:
    """Years in a cell: one, a list (2022; 2023) or a range (2022-2024)."""
    found = [int(year) for year in _YEAR.findall(text)]
    if re.fullmatch(r"\s*\d{4}\s*[-–]\s*\d{4}\s*", text) and found[0] < found[1] < found[0] + 60:
        return tuple(range(found[0], found[1] + 1))
    return tuple(found)


def _number(text: str) -> float | None:
    match = _NUMBER.search(text)
    return float(match[0].replace(",", "")) if match else None


def _true(text: str) -> bool:
    return text.strip().lower() in _TRUE
