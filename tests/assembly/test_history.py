from __future__ import annotations

from typing import Any

from communique.assembly.history import current, history, promises
from communique.model import Cited
from tests.assembly.reports import one, programme, report


def _told(published: str, status: str, **slots: Any) -> list[Cited]:
    text = report(f"The S-400: {status}, {published}.", published)
    return one(text, programme(text, "The S-400", "S-400", status, **slots))


def _current(*cited: Cited) -> tuple[str, str]:
    return current("programme", history(cited), cited)


def test_steps_in_order_of_their_days_not_of_their_reports() -> None:
    cited = _told("2021-11-23", "partly-delivered") + _told("2025-09-03", "contracted", date="2018-10-05")
    assert [(step.date, step.status) for step in history(cited)] == [
        ("2018-10-05", "contracted"),
        ("2021-11-23", "partly-delivered"),
    ]


def test_an_old_step_retold_is_no_new_step() -> None:
    cited = _told("2018-10-05", "contracted", date="2018-10-05")
    cited += _told("2025-09-03", "contracted") + _told("2025-09-04", "contracted", date="2018")
    (step,) = history(cited)
    assert step.date == "2018-10-05"
    assert len(step.claims) == 3


def test_the_furthest_stage_stands_whatever_is_retold() -> None:
    cited = _told("2021-11-23", "partly-delivered") + _told("2025-09-03", "contracted")
    assert _current(*cited) == ("partly-delivered", "partly-delivered")


def test_a_later_delay_changes_the_status_and_not_the_stage() -> None:
    cited = _told("2021-11-23", "partly-delivered") + _told("2024-03-21", "delayed", date="2026-08")
    assert _current(*cited) == ("delayed", "partly-delivered")


def test_progress_after_a_suspension_ends_it() -> None:
    cited = _told("2018-08-20", "suspended") + _told("2020-01-01", "in-production")
    assert _current(*cited) == ("in-production", "in-production")


def test_part_reported_after_the_whole_wins() -> None:
    cited = _told("2021-01-01", "delivered") + _told("2024-01-01", "partly-delivered")
    assert _current(*cited)[1] == "partly-delivered"


def test_a_day_ahead_is_a_promise_and_no_step_of_that_day() -> None:
    cited = _told("2024-03-21", "delayed", date="2026-08")
    assert history(cited)[0].date == "2024-03-21"
    (promise,) = promises(cited)
    assert (promise.due, promise.said) == ("2026-08", "2024-03-21")


def test_without_any_day() -> None:
    text = report("The S-400 was ordered.")
    cited = one(text, programme(text, "The S-400", "S-400", "contracted"))
    (step,) = history(cited)
    assert step.date is None
    assert _current(*cited) == ("contracted", "contracted")
