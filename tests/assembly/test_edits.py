"""What an analyst types becomes a value like a reader's, or is refused in one clear line."""

from __future__ import annotations

from typing import Any

import pytest

from communique.assembly.edits import read_edits, slots_of, wrong_edits
from communique.errors import JudgementError, PartyError
from communique.vocabulary import KINDS, STATUSES
from tests.assembly.reports import knowledge

READ: list[tuple[str, str, str, Any]] = [
    ("programme", "equipment", " S-400 Triumf ", "S-400 Triumf"),
    ("programme", "supplier", "Russia", ["RUS"]),
    ("engagement", "parties", "South Korea, Poland, KOR", ["KOR", "POL"]),
    ("programme", "status", "delivered", "delivered"),
    ("programme", "status", "", None),
    ("programme", "quantity", "5", {"text": "5", "number": 5.0}),
    ("programme", "quantity", "1,200 shells", {"text": "1,200 shells", "number": 1200.0, "unit": "shells"}),
    ("programme", "quantity", "10-12", {"text": "10-12", "low": 10.0, "high": 12.0}),
    ("programme", "value", "5430000000 USD", {"text": "5430000000 USD", "amount": 5.43e9, "currency": "USD"}),
    ("programme", "value", "$5.43 billion", {"text": "$5.43 billion", "amount": 5.43e9, "currency": "USD"}),
    ("programme", "date", "2018-10", "2018-10"),
    ("use", "date", "XXXX-02-29", "XXXX-02-29"),
    ("engagement", "date", "2018-10-04/2018-10-05", "2018-10-04/2018-10-05"),
    ("programme", "companies", "HAL; Dassault, the maker", ["HAL", "Dassault, the maker"]),
    ("programme", "companies", "HAL, Dassault", ["HAL", "Dassault"]),
    ("engagement", "participants", "A. Khan (minister); B. Rao", [{"name": "A. Khan", "office": "minister"}, {"name": "B. Rao"}]),
    ("engagement", "level", "minister", "minister"),
    ("pressure", "denied", "yes", True),
    ("posture", "to", "joint research", "joint research"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "slot", "typed", "value"), READ)
def test_a_value_is_read(kind: str, slot: str, typed: str, value: Any) -> None:
    found = read_edits(kind, {slot: typed}, knowledge(), fact=False)
    assert found == {slot: value}
    assert wrong_edits(kind, found, fact=False) == []


REFUSED = [
    ("programme", "colour", "red", "colour: is no slot of a programme (its slots are equipment"),
    ("engagement", "equipment", "S-400", "equipment: is no slot of a engagement"),
    ("programme", "evidence", "x", "evidence: is no slot"),
    ("programme", "confidence", "1", "confidence: is no slot"),
    ("programme", "status", "held", "status=held: is no value of this slot (one of proposed"),
    ("posture", "direction", "up", "direction=up: is no value of this slot (one of strengthening"),
    ("programme", "family", "boats", "family=boats: is no value"),
    ("programme", "date", "2018-13", "date=2018-13: is no date (write"),
    ("programme", "date", "last week", "date=last week: is no date"),
    ("programme", "date", "XXXX-13-01", "date=XXXX-13-01: is no date"),
    ("programme", "quantity", "some", "quantity=some: is no quantity"),
    ("programme", "value", "much", "value=much: is no sum of money"),
    ("programme", "value", "5", "value=5: is no sum of money"),
    ("programme", "denied", "perhaps", "denied=perhaps: is neither yes nor no"),
    ("programme", "equipment", "a\x1b[31mb", "equipment: takes one line of text"),
    ("programme", "equipment", "x" * 301, "equipment: takes one line of text"),
    ("engagement", "participants", "((", "participants=((: is no list of persons"),
]


@pytest.mark.parametrize(("kind", "slot", "typed", "said"), REFUSED)
def test_what_no_slot_takes_is_refused(kind: str, slot: str, typed: str, said: str) -> None:
    with pytest.raises(JudgementError) as caught:
        read_edits(kind, {slot: typed}, knowledge(), fact=False)
    assert str(caught.value).startswith(said)


def test_a_party_that_nobody_knows_is_told_with_near_names() -> None:
    with pytest.raises(PartyError, match="did you mean"):
        read_edits("programme", {"supplier": "Rusia"}, knowledge(), fact=False)


def test_a_fact_has_no_attribution() -> None:
    assert "attribution" in slots_of("use", fact=False)
    with pytest.raises(JudgementError, match="is no slot of a use"):
        read_edits("use", {"attribution": "TASS"}, knowledge(), fact=True)


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_of_a_vocabulary_is_taken(kind: str) -> None:
    for status in STATUSES[kind]:
        assert read_edits(kind, {"status": status}, knowledge(), fact=True) == {"status": status}


WRONG: list[dict[str, Any]] = [
    {"colour": "red"},
    {"status": "held"},
    {"quantity": 5},
    {"supplier": "RUS"},
    {"quantity": {"number": 5}},
    {"value": {"text": "5", "amount": 5.0, "unit": "x"}},
    {"equipment": ["S-400"]},
    {"equipment": 5},
    {"date": {"a": 1}},
    {"denied": "yes"},
]


@pytest.mark.parametrize("sets", WRONG)
def test_values_that_did_not_come_from_typing_are_checked_too(sets: dict[str, Any]) -> None:
    assert wrong_edits("programme", sets, fact=True)
