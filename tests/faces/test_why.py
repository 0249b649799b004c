"""``show --why``: who speaks, and why claims are held together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique.faces.cli import main

WIRE = """---
title: "India signs for 36 Rafale jets"
published: 2016-09-23
publisher: "Example Wire"
---

NEW DELHI: India signed a contract with France on Friday for 36 Rafale fighter jets worth 7.8 billion euros, in the
presence of the defence ministers of the two countries, after talks that had gone on for more than a year.
"""
COPY = WIRE.replace("Example Wire", "The Copy").replace("India signs for 36", "A deal for 36")
CITING = """---
title: "Rafale: done"
published: 2016-09-24
publisher: "The Weekly"
---

India signed a contract with France for 36 Rafale jets, Example Wire reported.
"""


def _run(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit) as ended:
        main.main(list(words))
    assert ended.value.code == 0
    return capsys.readouterr().out


def test_a_fact_says_who_speaks_and_why_its_claims_are_held_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in (("wire", WIRE), ("copy", COPY), ("citing", CITING)):
        (tmp_path / f"{name}.txt").write_text(text)
    register = str(tmp_path / "r.db")
    _run(capsys, "add", str(tmp_path), "--register", register)
    facts = [
        json.loads(line)
        for line in _run(capsys, "list", "programmes", "--json", "--register", register).splitlines()
    ]
    (fact,) = facts
    assert fact["voices"] == 1
    assert {link["voice"] for link in fact["links"]} == {fact["links"][0]["voice"]}
    for link in fact["links"]:
        assert link["score"] >= link["least"]
        assert all(set(feature) == {"name", "weight", "words"} for feature in link["features"])
    told = _run(capsys, "show", fact["id"][:12], "--why", "--register", register)
    assert "one voice, 3 reports" in " ".join(told.split())
    assert "+4 the same equipment: Rafale" in told
    assert "Who speaks" not in _run(capsys, "show", fact["id"][:12], "--register", register)
