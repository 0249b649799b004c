from __future__ import annotations

from typing import Any

from communique.assembly import Told, novelty
from communique.model import Cited, Document
from tests.assembly.reports import engagement, facts_of, one, programme, report


def _told(
    publisher: str, published: str | None, status: str = "contracted", **slots: Any
) -> tuple[Document, list[Cited]]:
    words = " ".join(f"{publisher} {published} {n}" for n in range(12))
    document = report(f"The S-400 deal. {words}", published, publisher)
    return document, one(document, programme(document, "The S-400", "S-400", status, **slots))


def _asked(asked: tuple[Document, list[Cited]], *others: tuple[Document, list[Cited]]) -> Told:
    facts = facts_of([item for _, cited in (asked, *others) for item in cited])
    (told,) = novelty(asked[0].id, facts).values()
    return told


FIRST = _told("First Post", "2018-10-05", date="2018-10-05", quantity=5)
SECOND = _told("Second Post", "2018-10-09")


def _who(told: Told) -> str | None:
    return told.first.publisher if told.first else None


def test_what_no_earlier_report_tells_is_new() -> None:
    told = _asked(FIRST, SECOND)
    assert (told.verdict, told.first, told.old) == ("new", None, None)


def test_an_old_deal_told_again_is_retold_and_makes_no_event() -> None:
    again = _told("Late Post", "2025-01-01", date="2018-10", quantity=5)
    told = _asked(again, SECOND, FIRST)
    assert (told.verdict, _who(told), told.changes, told.old) == ("retold", "First Post", (), "2018-10")
    before = facts_of([*FIRST[1], *SECOND[1]])
    after = facts_of([*FIRST[1], *SECOND[1], *again[1]])
    assert [fact.id for fact in after] == [fact.id for fact in before]
    assert [step[:2] for step in after[0].slots["history"]] == [
        step[:2] for step in before[0].slots["history"]
    ]


def test_an_old_deal_that_the_register_did_not_know_says_how_old_it_is() -> None:
    told = _asked(_told("Late Post", "2025-01-01", date="2018-10-05"))
    assert (told.verdict, told.old) == ("new", "2018-10-05")


def test_a_further_stage_is_an_update_and_an_earlier_one_is_not() -> None:
    delivered = _told("Late Post", "2021-12-21", "delivered")
    told = _asked(delivered, FIRST, SECOND)
    assert [(one_.slot, one_.before, one_.now) for one_ in told.changes] == [
        ("status", "contracted", "delivered")
    ]
    assert (told.verdict, _who(told)) == ("update", "First Post")
    assert _asked(_told("Later Post", "2022-02-02", "approved"), FIRST, delivered).verdict == "retold"


def test_another_number_is_an_update_and_a_rounded_price_is_not() -> None:
    told = _asked(_told("Late Post", "2019-01-01", quantity=6), FIRST)
    assert [(one_.slot, one_.before, one_.now) for one_ in told.changes] == [("quantity", "5", "6")]
    priced = _told("Price Post", "2018-11-01", value=(5.43e9, "USD"))
    assert _asked(_told("Late Post", "2019-01-01", value=(5.4e9, "USD")), FIRST, priced).verdict == "retold"
    first_price = _asked(priced, FIRST)
    assert [(one_.slot, one_.before) for one_ in first_price.changes] == [("value", None)]


def test_a_first_denial_is_an_update() -> None:
    told = _asked(_told("Late Post", "2018-10-10", denied=True), FIRST)
    assert [(one_.slot, one_.now) for one_ in told.changes] == [("denied", "denied")]


def test_the_same_day_has_no_earlier() -> None:
    told = _asked(_told("Other Post", "2018-10-05"), FIRST)
    assert told.verdict == "new"
    assert [item.publisher for item in told.same_day] == ["First Post"]


def test_a_report_without_a_day_says_so() -> None:
    told = _asked(_told("No Day", None), FIRST)
    assert (told.verdict, _who(told)) == ("undated", "First Post")
    assert _asked(FIRST, _told("No Day", None)).verdict == "new"


def test_a_meeting_that_was_planned_is_updated_when_held() -> None:
    def met(day: str, status: str) -> tuple[Document, list[Cited]]:
        document = report(f"The ministers meet, {day}.", day, f"Post of {day}")
        return document, one(
            document, engagement(document, "ministers meet", date="2018-10-05", status=status)
        )

    told = _asked(met("2018-10-06", "held"), met("2018-10-01", "planned"))
    assert [(one_.slot, one_.before, one_.now) for one_ in told.changes] == [("status", "planned", "held")]
