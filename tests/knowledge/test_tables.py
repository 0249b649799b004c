"""The tables: complete, consistent, extendable by a folder of the user's own, with errors that name the place."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import KnowledgeError, PartyError
from communique.knowledge import fold, load, split
from communique.knowledge.tables import KEYS, read_table
from communique.vocabulary import FAMILIES, INSTRUMENTS, LEVELS


def test_every_table_is_there_and_every_row_names_its_source() -> None:
    for name in KEYS:
        rows = read_table(name)
        assert rows, name
        assert all(row["source"] for row in rows), name


@pytest.mark.parametrize(
    ("table", "least"),
    [
        ("states", 249),
        ("equipment", 1500),
        ("bodies", 300),
        ("persons", 1000),
        ("mechanisms", 300),
        ("operations", 120),
        ("exercises", 300),
    ],
)
def test_the_tables_are_broad(table: str, least: int) -> None:
    assert len(read_table(table)) >= least


def test_a_hundred_states_have_their_office_holders() -> None:
    states = {row["iso3"] for row in read_table("states")}
    assert len({p for row in read_table("persons") for p in split(row["state"]) if p in states}) >= 100


def test_codes_families_levels_and_instruments_are_known() -> None:
    codes = {row["iso3"] for row in read_table("states")} | {"SUN", "YUG", "CSK", "DDR", "YMD"}
    parties = codes | {row["code"] for row in read_table("organisations")}
    assert {o for row in read_table("equipment") for o in split(row["origins"])} <= parties
    assert {row["family"] for row in read_table("equipment")} <= set(FAMILIES)
    assert {row["family"] for row in read_table("equipment_kinds")} <= {*FAMILIES, ""}
    assert {s for row in read_table("bodies") for s in split(row["state"])} <= parties
    assert {row["level"] for row in read_table("offices")} <= {*LEVELS, "rank", "honorific"}
    assert {row["instrument"] for row in read_table("instruments")} <= set(INSTRUMENTS)


@pytest.mark.parametrize("name", ["India", "IND", "indian", "New Delhi", "Bharat"])
def test_a_party_by_any_name(name: str) -> None:
    assert load().party(name) == "IND"


def test_an_unknown_party_is_refused_with_near_names() -> None:
    with pytest.raises(PartyError, match=r"Indonesia|India"):
        load().party("Indonesa")


def test_a_users_folder_is_laid_over(tmp_path: Path) -> None:
    header = "designation,aliases,kind,family,origins,makers,joint,status,note,source"
    row = "Petrel 9,,patrol boat,naval,PER,,no,,,own notes"
    (tmp_path / "equipment.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    designations = {r["designation"] for r in load(tmp_path).rows("equipment")}
    assert {"Petrel 9", "S-400"} <= designations


def test_a_users_table_may_leave_columns_out(tmp_path: Path) -> None:
    (tmp_path / "equipment.csv").write_text("designation,source\nPetrel 9,own notes\n", encoding="utf-8")
    row = next(r for r in load(tmp_path).rows("equipment") if r["designation"] == "Petrel 9")
    assert (row["origins"], row["source"]) == ("", "own notes")


@pytest.mark.parametrize(
    ("text", "place"),
    [("name,source\nx,y\n", "equipment.csv:1"), ("designation,source\na,b,c\n", "equipment.csv:2")],
)
def test_a_malformed_table_is_refused_by_line(tmp_path: Path, text: str, place: str) -> None:
    (tmp_path / "equipment.csv").write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=place):
        load(tmp_path)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="is not a folder"):
        load(tmp_path / "missing")


def test_folding() -> None:
    assert fold("Türkiye") == "turkiye"
    assert fold("Su-30 MKI") == fold("SU30mki")
