from __future__ import annotations

import csv
import re
from importlib import resources

import pytest

from communique.assembly.linking import Found, scale
from communique.model import Feature
from communique.vocabulary import KINDS

TABLE = resources.files("communique.assembly").joinpath("data", "identity.csv").read_text("utf-8")
ROWS = list(csv.DictReader(TABLE.splitlines()))


def test_every_kind_of_claim_has_a_scale_and_no_feature_stands_twice() -> None:
    kinds = {row["kind"] for row in ROWS}
    assert kinds == {*KINDS, "person", "order"}
    assert len({(row["kind"], row["feature"]) for row in ROWS}) == len(ROWS)
    for kind in KINDS:
        assert scale(kind).least > 0


def test_a_link_adds_up_and_tells_each_part_in_words() -> None:
    link = scale("engagement").link(
        "c", [Found("same-day", ("2025-08-06", "2025-08-06")), Found("other-persons")]
    )
    assert link.score == sum(feature.weight for feature in link.features)
    assert link.features[0] == Feature("engagement:same-day", 6.0, "the same day: 2025-08-06")
    assert link.features[1].weight < 0


def test_what_is_found_several_times_counts_several_times() -> None:
    weigh = scale("engagement")
    assert weigh.score([Found("person", ("A, B",), 2)]) == 2 * weigh.score([Found("person", ("A",))])


def test_names_and_nothing_else_hold_nothing_together() -> None:
    assert not scale("programme").enough([Found("same-item", ("S-400",))])
    assert not scale("programme").enough([])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['kind']}-{row['feature']}")
def test_words_and_weights_can_be_read(row: dict[str, str]) -> None:
    float(row["weight"])
    assert row["words"].format("one", "two", "three")
    assert re.fullmatch(r"[a-z-]+", row["feature"])
