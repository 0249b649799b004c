"""The house from Python, as a notebook or a program uses it."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import communique
from communique.errors import CommuniqueError, PartyError, SourceError
from tests import markdown
from tests.faces.program import DEAL, SPORT

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("python")
    (folder / "deal.txt").write_text(DEAL, encoding="utf-8")
    (folder / "sport.txt").write_text(SPORT, encoding="utf-8")
    return folder


def test_importing_the_package_loads_nothing() -> None:
    code = "import sys, communique; print(sorted(m for m in sys.modules if m.startswith(('communique.', 'spacy'))))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_read_gives_claims_with_their_words(place: Path) -> None:
    readings = communique.read(place)
    assert len(readings) == 2
    deal = next(one for one in readings if one.document.publisher == "Example Wire")
    order = next(claim for claim in deal.claims if claim.kind == "programme")
    assert (order.equipment, order.supplier, order.recipient) == ("S-400", ("RUS",), ("IND",))
    span = order.evidence[0]
    assert deal.document.text[span.start : span.end] == span.quote
    assert len(readings.claims) == sum(len(one.claims) for one in readings)


def test_a_document_of_ones_own_and_what_is_refused(place: Path) -> None:
    own = communique.Document(text="Japan ordered 42 F-35A fighters from the United States.")
    [reading] = communique.read(own, published="2011-12-20")
    assert reading.document.published == "2011-12-20"
    assert reading.claims[0].recipient == ("JPN",)
    missing = communique.read(place / "none.txt")
    assert len(missing) == 0
    assert [one.path for one in missing.refused] == [str(place / "none.txt")]
    with pytest.raises(SourceError, match="no report is named"):
        communique.read()


def test_a_register_is_filled_asked_and_exported(place: Path, tmp_path: Path) -> None:
    with communique.Register.open(tmp_path / "r.db") as register:
        assert register.add(place) == {"added": 2, "known": 0, "refused": 0}
        assert register.add(place) == {"added": 0, "known": 2, "refused": 0}
        facts = register.facts("programme", between=("India", "Russian"))
        assert [fact.slots["equipment"] for fact in facts] == ["S-400"]
        assert [document.publisher for document in facts.documents()] == ["Example Wire"]
        assert (tmp_path / "out" / "facts.csv") in facts.export("csv", tmp_path / "out")
        assert not register.facts(since="2019")
        assert not register.as_of(datetime.now(UTC) - timedelta(days=1)).facts()
        with pytest.raises(CommuniqueError, match="choose one of engagement"):
            register.facts("deal")


def test_the_brief_in_every_form(place: Path, tmp_path: Path) -> None:
    answer = communique.brief("India", "Russia", place / "deal.txt")
    assert answer.text.startswith("How are India and Russia")
    assert json.loads(answer.json)["parties"] == ["IND", "RUS"]
    assert "<iframe sandbox srcdoc=" in answer._repr_html_()
    assert "<script" not in answer._repr_html_()
    for suffix, head in (("md", b"# How"), ("docx", b"PK"), ("bib", b"@article"), ("html", b"<!")):
        assert answer.save(tmp_path / f"brief.{suffix}").read_bytes().startswith(head)
    with pytest.raises(PartyError, match="India"):
        communique.brief("Indai", "Russia", place)
    with pytest.raises(PartyError, match="again"):
        communique.brief("India", "IND", place)


@pytest.mark.parametrize("library", ["polars", "pandas"])
def test_frames_have_the_columns_of_the_exports(place: Path, library: str) -> None:
    pytest.importorskip(library)
    claims = communique.read(place / "deal.txt").claims
    frame = getattr(claims, f"to_{library}")()
    assert list(frame.columns) == list(claims.rows()[0])
    assert len(frame) == len(claims)
    order = next(row for row in claims.rows() if row["equipment"] == "S-400" and row["quantity"])
    column = list(frame["quantity"])
    assert order["quantity"] in column
    assert ["RUS"] in [list(cell) for cell in frame["supplier"]]


def test_what_reports_say_is_escaped_in_a_notebook() -> None:
    text = "India ordered <script>alert(1)</script> five S-400 systems from Russia."
    [reading] = communique.read(communique.Document(text=text, title="<b>bold</b>"))
    shown = reading._repr_html_()
    assert "<script>" not in shown
    assert "<b>" not in shown


def test_the_page_and_the_notebook_run_as_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("polars")
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    blocks = [
        "\n".join(b.lines) for b in markdown.blocks(ROOT / "docs" / "python.md") if b.language == "python"
    ]
    notebook = json.loads((ROOT / "docs" / "notebook.ipynb").read_text(encoding="utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert blocks
    assert all(cell["outputs"] for cell in cells if not cell["source"][0].startswith("import")), (
        "it is executed"
    )
    assert not any(out["output_type"] == "error" for cell in cells for out in cell["outputs"])
    for source in (blocks, ["".join(cell["source"]) for cell in cells]):
        space: dict[str, object] = {}
        for code in source:
            exec(compile(code, "docs", "exec"), space)  # noqa: S102 - our own documentation
