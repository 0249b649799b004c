from __future__ import annotations

import pytest

from communique.evaluation.spelling import designation, is_empty, items, same_equipment, same_name


@pytest.mark.parametrize(
    ("wanted", "read"),
    [
        ("S-400", "S‑400 Triumf air defence systems"),
        ("Su-30 MKI", "su30mki"),
        (["howitzer", "K9 Thunder"], "K9 Thunder howitzers"),
        ("Gökbey", "Gokbey helicopters"),
        ("fighter jets", "fighter jet"),
        ("surface-to-surface missiles", "surface to surface missile"),
    ],
)
def test_same_equipment_however_spelled(wanted: object, read: object) -> None:
    assert same_equipment(wanted, read)
    assert same_equipment(read, wanted)


@pytest.mark.parametrize(
    ("wanted", "read"),
    [
        ("S-400", "S-300"),
        ("K9", "K2"),
        ("T-72", "Leopard 2"),
        ("fighter jets", "howitzers"),
        ("S-400", ""),
        ("S-400", None),
        ("…", "…"),
    ],
)
def test_other_equipment(wanted: object, read: object) -> None:
    assert not same_equipment(wanted, read)


@pytest.mark.parametrize(
    ("wanted", "read"),
    [
        ("Joint Commission on Military Technical Cooperation", "JCMTC"),
        ("Inter-Governmental Commission", "Russia-India Inter-Governmental Commission"),
        ("Strategic Mutual Defence Agreement", "the Mutual Defence Strategic Pact Agreement"),
        (["Quad", "Quadrilateral Security Dialogue"], "QUAD"),
    ],
)
def test_same_name(wanted: object, read: object) -> None:
    assert same_name(wanted, read)


def test_other_name() -> None:
    assert not same_name("Defence Policy Dialogue", "Maritime Security Forum")
    assert not same_name("–", "–")


def test_a_designation_has_no_common_nouns() -> None:
    assert designation("S-400 air defence missile systems") == "s400"
    assert designation("fighter jets") == "fighterjets"


def test_nothing_and_something() -> None:
    nothing: tuple[object, ...] = (None, "", [], {})
    something: tuple[object, ...] = (0, False, " ", [None])
    assert all(is_empty(value) for value in nothing)
    assert not any(is_empty(value) for value in something)
    assert items(None) == items("") == []
    assert items("a") == items(["a"]) == ["a"]
