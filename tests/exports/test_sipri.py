from __future__ import annotations

import csv
from pathlib import Path

from communique.analysis.published import OLD, read_published
from communique.analysis.reconcile import is_covered, reconcile
from communique.assembly import catalogue
from communique.exports import exporter
from tests.assembly.reports import knowledge
from tests.exports.view import view


def test_it_has_the_shape_and_says_whose_it_is(tmp_path: Path) -> None:
    [path] = exporter("sipri").write(view(), tmp_path)
    lines = path.read_text("utf-8").splitlines()
    assert "NOT from SIPRI" in "".join(lines[:11])
    rows = list(csv.reader(lines[11:]))
    assert tuple(rows[0]) == OLD
    assert {len(row) for row in rows} == {16}
    order = next(row for row in rows if row[6] == "S-400")
    assert order[:3] == ["India", "Russia", "2018"]
    assert order[5] == "?", "reports differ on how many were ordered"
    assert order[13:] == ["", "", ""]


def test_what_is_only_talked_of_or_denied_is_left_out(tmp_path: Path) -> None:
    [path] = exporter("sipri").write(view(), tmp_path)
    told = {row[6] for row in csv.reader(path.read_text("utf-8").splitlines()[12:])}
    assert told == {
        str(f.slots["equipment"]).replace("=", "'=", 1)
        if str(f.slots["equipment"]).startswith("=")
        else f.slots["equipment"]
        for f in view().facts
        if is_covered(f)
    }
    assert not any("submarine" in name for name in told)


def test_our_own_rows_read_back_agree_with_us(tmp_path: Path) -> None:
    [path] = exporter("sipri").write(view(), tmp_path)
    rows = reconcile(read_published(path, knowledge()), view().facts, catalogue(knowledge()))
    assert {row.outcome for row in rows if row.deal and row.deal.designation in ("S-400", "T-90S")} == {
        "agrees"
    }
