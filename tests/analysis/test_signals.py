from __future__ import annotations

from typing import Any

from communique.analysis import trend
from communique.model import Cited
from tests.assembly.reports import claim, engagement, facts_of, one, programme, report

PAIR = ("IND", "RUS")


def _said(kind: str, published: str, **slots: Any) -> list[Cited]:
    text = report(f"So it is said on {published}: {kind}.", published)
    return one(text, claim(text, "So it is said", kind, **slots))


def _deal(published: str, equipment: str, status: str, **slots: Any) -> list[Cited]:
    text = report(f"The {equipment}: {status}, {published}.", published)
    return one(text, programme(text, f"The {equipment}", equipment, status, **slots))


RISING = _said("posture", "2025-08-06", parties="IND RUS", direction="strengthening")
FALLING = _said("posture", "2025-08-06", parties="IND RUS", direction="weakening")
NEW = _deal("2025-03-07", "T-72", "contracted", date="2025-03-07")
STOPPED = _deal("2025-03-08", "Ka-226T", "cancelled") + _deal(
    "2019-03-08", "Ka-226T", "contracted", date="2019-01"
)


def test_signals_on_one_side_decide() -> None:
    found = trend(facts_of(RISING + NEW))
    assert found.direction == "strengthening"
    assert [(r.signal, r.sign) for r in found.reasons] == [("new-programmes", 1), ("said-to-rise", 1)]
    assert found.reasons[0].claims == (NEW[0].claim_id,)


def test_a_climb_makes_it_climbing() -> None:
    climb = _deal("2001-02-15", "T-90S", "contracted", date="2001-02-15")
    climb += _deal("2019-01-01", "T-90S", "in-production", mode="licensed-production", date="2019")
    assert trend(facts_of(climb + RISING)).direction == "climbing"


def test_both_sides_are_mixed_and_the_other_side_weakening() -> None:
    assert trend(facts_of(RISING + STOPPED)).direction == "mixed"
    assert trend(facts_of(FALLING + STOPPED)).direction == "weakening"


def test_one_signal_alone_or_none_is_unclear() -> None:
    assert trend(facts_of(RISING)).direction == "unclear"
    assert trend([]).direction == "unclear"


def test_what_is_old_is_no_signal() -> None:
    old = _said("posture", "2015-01-01", parties="IND RUS", direction="weakening")
    assert {r.signal for r in trend(facts_of(RISING + NEW + old)).reasons} == {
        "new-programmes",
        "said-to-rise",
    }


def test_pressure_by_others_presses_and_between_the_two_counts_against() -> None:
    third = _said(
        "pressure", "2025-08-06", by="USA", on="IND", about="RUS", instrument="tariff", status="imposed"
    )
    found = trend(facts_of(RISING + NEW + third), PAIR)
    assert [r.sign for r in found.reasons if r.signal == "pressed"] == [0]
    assert found.direction == "strengthening"
    between = _said("pressure", "2025-08-06", by="RUS", on="IND", instrument="demand")
    assert "at-odds" in {r.signal for r in trend(facts_of(RISING + NEW + between), PAIR).reasons}


def test_meetings_of_ministers_now_and_before() -> None:
    def met(date: str) -> list[Cited]:
        text = report(f"They met on {date}.", date)
        return one(text, engagement(text, "They met", date=date, level="minister"))

    now = met("2025-12-04") + met("2025-06-26")
    assert "high-level" in {r.signal for r in trend(facts_of(now)).reasons}
    before = [
        item
        for date in ("2021-12-06", "2022-01-10", "2022-05-05", "2022-09-09", "2022-11-11")
        for item in met(date)
    ]
    late = met("2024-11-30")
    assert "fewer-high-level" in {r.signal for r in trend(facts_of(before + late)).reasons}


def test_one_meeting_before_is_no_series_that_thins_out() -> None:
    def met(day: str) -> list[Cited]:
        return _said(
            "engagement", day, parties="IND RUS", type="meeting", status="held", level="minister", date=day
        )

    signals = {reason.signal for reason in trend(facts_of(met("2022-06-01") + RISING)).reasons}
    assert "fewer-high-level" not in signals
    many = [item for day in ("2022-01-05", "2022-04-05", "2022-07-05") for item in met(day)]
    assert "fewer-high-level" in {reason.signal for reason in trend(facts_of(many + RISING)).reasons}
