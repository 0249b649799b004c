"""Arguments of triggers: passives, retained objects, datives, light verbs, lists."""

from __future__ import annotations

import pytest

from tests.reading.telling import claims
from tests.reading.test_control import role


@pytest.mark.parametrize(
    ("text", "word", "label", "heads"),
    [
        ("Jordan was given eight helicopters by France.", "given", "iobj", ["Jordan"]),
        ("Jordan was given eight helicopters by France.", "given", "obj", ["helicopters"]),
        ("Jordan was given eight helicopters by France.", "given", "subj", ["France"]),
        ("The boats were sold to Chile.", "sold", "obj", ["boats"]),
        ("The boats were sold to Chile.", "sold", "to", ["Chile"]),
        ("Spain sold tanks, jets and drones.", "sold", "obj", ["tanks", "jets", "drones"]),
        ("Oslo signed a contract for missiles.", "contract", "light", ["Oslo"]),
        ("Malaysia selected Leonardo to provide drones.", "provide", "subj", ["Leonardo"]),
    ],
)
def test_role(text: str, word: str, label: str, heads: list[str]) -> None:
    assert role(text, word, label) == heads


def test_whom_a_report_is_according_to_gets_nothing() -> None:
    text = "According to a spokesman for the US Department of State, Iran delivered Mohajer-6 drones to Ethiopia in 2021."
    assert [c.recipient for c in claims(text, "programme")] == [("ETH",)]
