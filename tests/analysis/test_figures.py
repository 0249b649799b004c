from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from communique.analysis import Figure, Span, figures, span
from communique.model import Cited, Claim, Evidence, Fact

DAY = dt.date


def _fact(kind: str, published: str, **slots: Any) -> Fact:
    claim = Claim(
        kind=kind, evidence=(Evidence(0, 1, "x"),), parties=("IND", "RUS"), status=slots.get("status")
    )
    name = f"{kind} {published} {slots}"
    return Fact(name, kind, slots, (Cited(f"c {name}", f"d {published}", claim, "Paper", published),))


def _values(facts: list[Fact], first: DAY, last: DAY) -> dict[str, Figure]:
    return {one.name: one for one in figures(facts, Span(first, last))}


@pytest.mark.parametrize(
    ("first", "last", "before"),
    [
        (DAY(2024, 1, 1), DAY(2025, 12, 31), (DAY(2022, 1, 1), DAY(2023, 12, 31))),
        (DAY(2024, 3, 1), DAY(2024, 4, 30), (DAY(2024, 1, 1), DAY(2024, 2, 29))),
        (DAY(2024, 1, 1), DAY(2024, 1, 31), (DAY(2023, 12, 1), DAY(2023, 12, 31))),
        (DAY(2024, 3, 10), DAY(2024, 3, 19), (DAY(2024, 2, 29), DAY(2024, 3, 9))),
    ],
)
def test_the_time_before_is_as_long_and_ends_the_day_before(
    first: DAY, last: DAY, before: tuple[DAY, DAY]
) -> None:
    found = Span(first, last).before()
    assert (found.first, found.last) == before


def test_the_period_ends_with_the_latest_report_and_has_two_years_unless_told() -> None:
    facts = [_fact("engagement", "2025-08-06", status="held", date="2025-08-05")]
    assert span(facts, None, None) == Span(DAY(2023, 8, 7), DAY(2025, 8, 6))
    assert span(facts, "2020", "2021-06") == Span(DAY(2020, 1, 1), DAY(2021, 6, 30))
    assert span([], None, None) is None


def test_meetings_count_on_their_day_if_they_were_held() -> None:
    facts = [
        _fact("engagement", "2025-02-01", status="held", date="2024-12-30", level="minister", type="meeting"),
        _fact(
            "engagement", "2025-02-01", status="held", date="2025-01-10", level="ambassador", type="contract"
        ),
        _fact("engagement", "2025-02-02", status="planned", date="2025-01-11", level="minister"),
        _fact("engagement", "2025-02-03", status="held", date="2025-01-12", doubtful={"cause": "confidence"}),
    ]
    found = _values(facts, DAY(2025, 1, 1), DAY(2025, 12, 31))
    assert (found["engagements"].value, found["high-level"].value, found["signed"].value) == (1, 0, 1)
    assert found["engagements"].facts == (facts[1].id,)
    assert found["reports"].value == 3
    assert _values(facts, DAY(2024, 1, 1), DAY(2024, 12, 31))["high-level"].value == 1


def test_a_programme_counts_when_it_is_contracted_and_stays_on_its_rung() -> None:
    old = _fact("programme", "2018-10-05", mode="transfer", reached="contracted", status="contracted",
                date="2018-10-05", family="air-defence", equipment="S-400",
                history=[["2018-10-05", "contracted", []], ["2021-12", "partly-delivered", []]])  # fmt: skip
    new = _fact("programme", "2025-03-01", mode="co-production", reached="contracted", status="delayed",
                date="2025-02", family="armour", equipment="T-90S",
                history=[["2025-02", "contracted", []], ["2025-06", "delayed", []]])  # fmt: skip
    now = _values([old, new], DAY(2025, 1, 1), DAY(2025, 12, 31))
    before = _values([old, new], DAY(2021, 1, 1), DAY(2021, 12, 31))
    assert (now["new-programmes"].facts, now["rung"].value, now["families"].value) == ((new.id,), 4, 2)
    assert (now["setbacks"].value, now["deliveries"].value) == (1, 0)
    assert (before["new-programmes"].value, before["rung"].value, before["families"].value) == (0, 1, 1)
    assert before["deliveries"].facts == (old.id,)


def test_pressures_count_on_the_day_of_their_reports() -> None:
    facts = [_fact("pressure", "2025-08-07", status="imposed", instrument="tariff")]
    assert _values(facts, DAY(2025, 8, 1), DAY(2025, 8, 31))["pressures"].value == 1
    assert _values(facts, DAY(2025, 9, 1), DAY(2025, 9, 30))["pressures"].value == 0
