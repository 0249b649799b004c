"""Our firm transfers in the shape of SIPRI's trade register of up to 2025, for tools that read it.

It is not SIPRI's data, and the preamble says so. Trend-indicator values are left empty: they are SIPRI's own
measure, not a sum of money, and cannot be computed from reports.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from communique.analysis import moments
from communique.analysis.published import OLD
from communique.analysis.reconcile import is_covered
from communique.assembly import dates
from communique.exports.base import View
from communique.exports.files import write_csv
from communique.model import Fact

_ARRIVED: Final = ("partly-delivered", "delivered", "in-service")
_MODES: Final = {
    "licensed-production": "licensed production",
    "co-production": "produced together",
    "co-development": "developed together",
}


class SipriShaped:
    """Writes ``trade-register.csv``: 11 lines of preamble, then the 16 columns."""

    def write(self, view: View, folder: Path) -> list[Path]:
        """The file."""
        rows = (row for fact in view.facts if is_covered(fact) for row in _rows(fact, view))
        return [write_csv(folder / "trade-register.csv", OLD, sorted(rows, key=str), _preamble(view))]


def _preamble(view: View) -> list[str]:
    return [
        "Transfers of major weapons in the shape of the SIPRI trade register.",
        "These rows are NOT from SIPRI: they were read from published reports.",
        f"Made by communique {view.version} on {view.made}.",
        f"From {len(view.documents)} reports.",
        "Only programmes that reports call contracted or further are listed; small arms are left out.",
        "A question mark behind a figure marks one on which reports differ or that is doubtful.",
        "An empty cell is unknown.",
        "TIV columns are left empty: trend-indicator values are SIPRI's own measure.",
        "Comments end with the id of the fact; its sources stand in the CSV export.",
        f"{view.marking} (Traffic Light Protocol 2.0)" if view.marking else "",
        "",
    ]


def _rows(fact: Fact, view: View) -> Iterator[list[Any]]:
    slots = fact.slots
    disputed = {conflict.slot for conflict in fact.conflicts}
    ordered = (slots.get("quantity") or {}).get("number")
    came = (slots.get("delivered") or {}).get("number")
    told = moments.told(fact)
    year = told[:4] if told and dates.bounds(told) else ""
    years = sorted({step[0][:4] for step in slots.get("history", ()) if step[0] and step[1] in _ARRIVED})
    for supplier in slots.get("supplier", ()):
        for recipient in slots.get("recipient", ()):
            yield [
                *(view.knowledge.name_of(recipient), view.knowledge.name_of(supplier)),
                *(
                    year,
                    ""
                    if isinstance(slots.get("date"), str) and "date" not in disputed
                    else "?"
                    if year
                    else "",
                ),
                *(ordered, "?" if ordered is not None and "quantity" in disputed else ""),
                *(slots.get("equipment"), str(slots.get("family") or "").replace("-", " ")),
                *(came, "?" if came is not None and "delivered" in disputed else ""),
                *("; ".join(years), "", _comments(fact), "", "", ""),
            ]


def _comments(fact: Fact) -> str:
    slots = fact.slots
    value = slots.get("value") or {}
    parts = [
        str(value.get("text") or ""),
        _MODES.get(str(slots.get("mode")), ""),
        str(slots.get("terms") or "") if slots.get("terms") != "sale" else "",
        f"status: {slots['status']}" if slots.get("status") in ("delayed", "suspended", "cancelled") else "",
        f"fact {fact.id[:12]}",
    ]
    return "; ".join(part for part in parts if part)
