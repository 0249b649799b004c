from __future__ import annotations

from pathlib import Path

import pytest

from communique.analysis.published import NEW, OLD, read_published
from communique.errors import ExportError
from tests.analysis.registers import new_file, old_file
from tests.assembly.reports import knowledge


def test_the_layout_up_to_2025(tmp_path: Path) -> None:
    path = old_file(
        tmp_path / "old.csv",
        "India,Russia,2018,,5,,S-400,SAM system,3,?,2021; 2022; 2023,New,$5.4 b deal,1,5,3",
        "India,Russia,2001,,310,,T-90S,Tank,310,,2001-2004,New,Incl 186 assembled in India,1,310,310",
        "Türkiye,United States,2002,?,4,?,Boeing-737 AEW&C,AEW&C aircraft,4,,2014,New,,1,4,4",
        "Hezbollah*,Iran,,,,,Fajr-5,MRL,..,,,New,,,,",
    )
    s400, tank, eagle, rocket = read_published(path, knowledge())
    assert (s400.supplier, s400.recipient, s400.year, s400.ordered, s400.delivered) == (
        "RUS",
        "IND",
        2018,
        5,
        3,
    )
    assert s400.delivery_years == (2021, 2022, 2023)
    assert s400.uncertain == {"delivered"}
    assert not s400.licensed
    assert tank.licensed
    assert tank.delivery_years == (2001, 2002, 2003, 2004)
    assert eagle.uncertain == {"year", "ordered"}
    assert (rocket.recipient, rocket.supplier, rocket.ordered, rocket.delivered) == (
        "Hezbollah",
        "IRN",
        None,
        None,
    )


def test_the_layout_from_2026_puts_the_years_of_a_deal_together(tmp_path: Path) -> None:
    path = new_file(
        tmp_path / "new.csv",
        "1,Russia,India,S-400,SAM system,Air-defence systems,2018,FALSE,1,FALSE,2021,FALSE,New,FALSE,1,1,FALSE",
        "2,Russia,India,S-400,SAM system,Air-defence systems,2018,FALSE,2,TRUE,2022,FALSE,New,FALSE,1,2,FALSE",
        "3,Russia,India,T-90S,Tank,Armoured vehicles,2006,TRUE,330,FALSE,2010,FALSE,New,FALSE,1,330,TRUE",
    )
    s400, tank = read_published(path, knowledge())
    assert (s400.delivered, s400.delivery_years) == (3, (2021, 2022))
    assert s400.uncertain == {"delivered"}
    assert len(s400.lines) == 2
    assert (tank.licensed, tank.year) == (True, 2006)
    assert tank.uncertain == {"year"}


def test_latin_1_is_read_as_such(tmp_path: Path) -> None:
    path = old_file(
        tmp_path / "l.csv",
        "Côte d'Ivoire,France,2015,,1,,RPB-33,Patrol craft,1,,2015,New,,,,",
        encoding="latin-1",
    )
    assert [deal.recipient for deal in read_published(path, knowledge())] == ["CIV"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "has no header"),
        ("a,b,c\n1,2,3\n", "has no header"),
        ("\n" * 100 + ",".join(OLD), "has no header"),
        (",".join(NEW) + "\n1,2\n", "line 2: has 2 cells where the header has 17"),
    ],
)
def test_what_is_no_register_is_refused_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "x.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(ExportError, match=said) as caught:
        read_published(path, knowledge())
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_bytes_of_any_kind(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="cannot be read"):
        read_published(tmp_path / "none.csv", knowledge())
    path = tmp_path / "bytes.csv"
    path.write_bytes(bytes(range(256)) * 50)
    with pytest.raises(ExportError):
        read_published(path, knowledge())
