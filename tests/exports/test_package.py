from __future__ import annotations

import csv
import hashlib
import json
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from communique.exports import exporter
from communique.exports.tables import TABLES
from tests.exports.view import HOSTILE, view


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("csv")
    exporter("csv").write(view(), made)
    return made


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_frictionless_finds_the_package_valid(folder: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the library itself
        from frictionless import Package, system  # noqa: PLC0415 - a heavy library, for this test alone

        with system.use_context(trusted=True):
            report: Any = Package(str(folder / "datapackage.json")).validate()
    assert report.flatten(["taskNumber", "type", "note"]) == []
    assert report.stats["tasks"] == len(TABLES)


def test_frictionless_refuses_a_claim_of_no_document(folder: Path, tmp_path: Path) -> None:
    """The check above can fail: keys that point at nothing are told."""
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    lines = (tmp_path / "documents.csv").read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "documents.csv").write_text("".join(lines[:-1]), "utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from frictionless import Package, system  # noqa: PLC0415 - as above

        with system.use_context(trusted=True):
            report: Any = Package(str(tmp_path / "datapackage.json")).validate()
    assert "foreign-key" in {row[0] for row in report.flatten(["type"])}


def test_every_quote_stands_in_its_text_at_its_place(folder: Path) -> None:
    claims = {row["id"]: row for row in _rows(folder, "claims")}
    texts = {document.id: document.text for document in view().documents.values()}
    found = _rows(folder, "evidence")
    assert len(found) >= len(claims)
    for row in found:
        text = texts[claims[row["claim"]]["document"]]
        quote = row["quote"].removeprefix("'") if row["quote"].startswith("'=") else row["quote"]
        assert text[int(row["start"]) : int(row["end"])] == quote


def test_the_hash_is_that_of_the_text_and_the_text_stays_home(folder: Path) -> None:
    documents = _rows(folder, "documents")
    texts = {document.id: document.text for document in view().documents.values()}
    assert {row["id"]: row["text_sha256"] for row in documents} == {
        key: hashlib.sha256(text.encode()).hexdigest() for key, text in texts.items()
    }
    whole = "".join(path.read_text("utf-8") for path in folder.iterdir())
    assert not any(text in whole for text in texts.values() if len(text) > 150)


def test_author_change_and_release_of_a_report_are_told(folder: Path) -> None:
    (row,) = [row for row in _rows(folder, "documents") if row["id"] == HOSTILE.id]
    assert (row["author"], row["modified"], row["release"]) == ("'=A1", "2025-09-02", "Release 7")


def test_a_marking_stands_in_what_describes_the_files(tmp_path: Path) -> None:
    marked = replace(view(), marking="TLP:AMBER")
    for form in ("csv", "parquet", "jsonld", "plover", "sipri"):
        (tmp_path / form).mkdir()
        exporter(form).write(marked, tmp_path / form)
    assert json.loads((tmp_path / "csv" / "datapackage.json").read_text())["tlp"] == "TLP:AMBER"
    from pyarrow import parquet  # noqa: PLC0415 - heavy, for this test alone

    assert parquet.read_schema(tmp_path / "parquet" / "facts.parquet").metadata[b"tlp"] == b"TLP:AMBER"
    graph = json.loads((tmp_path / "jsonld" / "communique.jsonld").read_text())["graph"]
    assert [node["rights"] for node in graph if "rights" in node] == ["TLP:AMBER"]
    records = [json.loads(line) for line in (tmp_path / "plover" / "plover.jsonl").read_text().splitlines()]
    assert {record["tlp"] for record in records} == {"TLP:AMBER"}
    lines = (tmp_path / "sipri" / "trade-register.csv").read_text().splitlines()
    assert lines[9].startswith("TLP:AMBER")
    assert lines[11].startswith("Recipient")
    assert "tlp" not in json.dumps(
        json.loads((tmp_path / "csv" / "datapackage.json").read_text())["resources"]
    )


def test_no_cell_is_a_formula(folder: Path) -> None:
    cells = [cell for table in TABLES for row in _rows(folder, table.name) for cell in row.values()]
    assert any("cmd|" in cell for cell in cells)
    for cell in cells:
        if cell.lstrip().startswith(("=", "+", "@", "-")):
            float(cell)


def test_long_quotes_are_cut_and_none_can_be_asked_for(tmp_path: Path) -> None:
    exporter("csv").write(view(20), tmp_path)
    assert max(len(row["quote"]) for row in _rows(tmp_path, "evidence")) <= 21
    exporter("csv").write(view(0), tmp_path)
    assert {row["quote"] for row in _rows(tmp_path, "evidence")} == {""}


def test_facts_keep_their_slots_conflicts_and_codes(folder: Path) -> None:
    facts = _rows(folder, "facts")
    order = next(row for row in facts if row["equipment"] == "S-400" and row["quantity"])
    assert (order["supplier"], order["recipient"]) == ("RUS", "IND")
    assert order["value_currency"] == "USD"
    weighed = next(fact.weighing for fact in view().facts if fact.id == order["id"])
    assert weighed is not None
    assert (order["likelihood"], order["credibility"]) == (weighed.likelihood, str(weighed.credibility))
    assert {row["slot"] for row in _rows(folder, "conflicts")}
    party = {row["code"]: row for row in _rows(folder, "parties")}
    assert (party["IND"]["iso_numeric"], party["IND"]["cow"], party["RUS"]["gw"]) == ("356", "750", "365")
    steps = [row for row in _rows(folder, "history") if row["fact"] == order["id"]]
    assert [row["position"] for row in steps] == [str(i) for i in range(len(steps))]


def test_the_same_view_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    exporter("csv").write(view(), tmp_path)
    for path in folder.iterdir():
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name


def test_parquet_holds_the_same_rows_with_lists_as_lists(folder: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    exporter("parquet").write(view(), tmp_path)
    for table in TABLES:
        read = parquet.read_table(tmp_path / f"{table.name}.parquet")
        assert read.column_names == [column.name for column in table.columns]
        assert read.num_rows == len(_rows(folder, table.name)), table.name
        assert read.schema.field(0).metadata[b"description"]
    facts = parquet.read_table(tmp_path / "facts.parquet").to_pylist()
    assert ["RUS"] in [row["supplier"] for row in facts]
    assert {type(row["voices"]) for row in facts} == {int}


def test_the_description_names_every_column(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        with (folder / resource["path"]).open(encoding="utf-8", newline="") as opened:
            header = next(csv.reader(opened))
        assert header == [field["name"] for field in resource["schema"]["fields"]]
        assert all(field["description"] for field in resource["schema"]["fields"])
    assert HOSTILE.id in (folder / "documents.csv").read_text("utf-8")
