from __future__ import annotations

from typing import Any

from communique.analysis import slippage
from communique.model import Cited
from tests.assembly.reports import facts_of, one, programme, report


def _told(published: str, status: str, date: str | None = None, **slots: Any) -> list[Cited]:
    text = report(f"The S-400: {status}, {published}, {date}.", published)
    return one(text, programme(text, "The S-400", "S-400", status, date=date, **slots))


ORDER = _told("2018-10-05", "contracted", "2018-10-05")


def test_a_promise_that_was_moved() -> None:
    cited = ORDER + _told("2022-08-01", "planned", "2023-12") + _told("2024-03-21", "delayed", "2026-08")
    (slip,) = slippage(facts_of(cited))
    assert (slip.outcome, slip.due, slip.said, slip.now, slip.months) == (
        "moved",
        "2023-12",
        "2022-08-01",
        "2026-08",
        32,
    )
    assert slip.claims == (cited[1].claim_id, cited[2].claim_id)


def test_a_promise_that_was_kept_late() -> None:
    cited = ORDER + _told("2022-08-01", "planned", "2023-12") + _told("2025-02-10", "delivered", "2025-02")
    (slip,) = slippage(facts_of(cited))
    assert (slip.outcome, slip.months) == ("late", 14)


def test_a_promise_whose_day_passed_in_silence() -> None:
    cited = ORDER + _told("2022-08-01", "planned", "2023-12")
    assert slippage(facts_of(cited)) == ()
    other = report("The AK-203 is in service.", "2025-01-10")
    cited += one(other, programme(other, "The AK-203", "AK-203", "in-service"))
    (slip,) = slippage(facts_of(cited))
    assert (slip.outcome, slip.now, slip.months) == ("overdue", None, 13)


def test_kept_promises_and_hopes_before_a_contract_do_not_slip() -> None:
    kept = ORDER + _told("2022-08-01", "planned", "2023-12") + _told("2023-11-10", "delivered", "2023-11")
    assert slippage(facts_of(kept)) == ()
    hoped = _told("2017-01-01", "planned", "2018") + _told("2018-06-01", "negotiating", "2019") + ORDER
    assert slippage(facts_of(hoped)) == ()
