from __future__ import annotations

from typing import Any

from communique.model import Cited
from tests.assembly.reports import engagement, facts_of, one, report

FOMIN = ("Aleksandr Fomin", "Deputy Defence Minister", None, "RUS")
KUMAR = ("Vinay Kumar", "Ambassador", None, "IND")
MODI = ("Narendra Modi", "Prime Minister", None, "IND")


def _told(published: str, publisher: str = "Sample Wire", **slots: Any) -> list[Cited]:
    text = report(f"They met, {publisher} reports on {published}.", published, publisher)
    return one(text, engagement(text, "They met", **slots))


def test_a_days_lag_is_one_day() -> None:
    cited = _told("2025-08-06", "A", date="2025-08-06") + _told("2025-08-08", "B", date="2025-08-07")
    (fact,) = facts_of(cited)
    assert fact.voices == 2
    assert [conflict.slot for conflict in fact.conflicts] == ["date"]


def test_two_days_are_two_meetings() -> None:
    assert (
        len(facts_of(_told("2025-08-06", date="2025-08-06") + _told("2025-08-08", "B", date="2025-08-08")))
        == 2
    )


def test_one_report_does_not_date_one_meeting_twice() -> None:
    text = report("They met on Tuesday. They met again on Wednesday.", "2025-08-06")
    cited = one(
        text,
        engagement(text, "They met on Tuesday", date="2025-08-05"),
        engagement(text, "They met again on Wednesday", date="2025-08-06"),
    )
    assert len(facts_of(cited)) == 2


def test_a_vague_date_fits_the_day_inside_it() -> None:
    cited = _told("2025-12-05", date="2025-12-04") + _told("2026-01-10", "B", date="2025-12")
    (fact,) = facts_of(cited)
    assert fact.conflicts == ()


def test_a_vague_date_that_fits_two_days_joins_neither() -> None:
    days = _told("2025-12-05", date="2025-12-04") + _told("2025-12-19", "B", date="2025-12-18")
    assert len(facts_of(days + _told("2026-01-10", "C", date="2025-12"))) == 3


def test_persons_named_keep_meetings_of_one_day_apart() -> None:
    cited = _told("2025-08-06", "A", date="2025-08-06", participants=[FOMIN, KUMAR])
    cited += _told("2025-08-06", "B", date="2025-08-06", participants=[MODI])
    assert len({fact.id for fact in facts_of(cited)}) == 2


def test_the_minister_met_one_then_another() -> None:
    belousov = ("Andrei Belousov", "Defence Minister", None, "RUS")
    putin = ("Vladimir Putin", "President", None, "RUS")
    singh = ("Rajnath Singh", "Defence Minister", None, "IND")
    cited = _told("2025-08-06", "A", date="2025-08-06", participants=[singh, belousov])
    cited += _told("2025-08-06", "B", date="2025-08-06", participants=[singh, putin])
    facts = facts_of(cited)
    assert len(facts) == 2
    assert [len(fact.slots["participants"]) for fact in facts] == [2, 2]
    alone = _told("2025-08-06", "C", date="2025-08-06", participants=[singh])
    assert len(facts_of(cited[:1] + alone)) == 1


def test_meeting_and_talks_are_near_and_a_visit_is_not() -> None:
    cited = _told("2025-08-06", "A", date="2025-08-06") + _told(
        "2025-08-06", "B", date="2025-08-06", type="talks"
    )
    assert len(facts_of(cited)) == 1
    assert len(facts_of(cited + _told("2025-08-06", "C", date="2025-08-06", type="visit"))) == 2


def test_agreements_and_contracts_are_near() -> None:
    cited = _told("2018-10-05", "A", date="2018-10-05", type="contract", participants=[MODI])
    cited += _told("2018-10-05", "B", date="2018-10-05", type="agreement", participants=[FOMIN])
    assert len(facts_of(cited)) == 1


def test_without_a_date_a_shared_person_and_fresh_news_are_needed() -> None:
    dated = _told("2025-08-06", "A", date="2025-08-06", participants=[FOMIN, KUMAR])
    assert len(facts_of(dated + _told("2025-08-07", "B", participants=[FOMIN]))) == 1
    assert len(facts_of(dated + _told("2025-08-07", "B"))) == 2
    assert len(facts_of(dated + _told("2025-11-07", "B", participants=[FOMIN]))) == 2


def test_a_date_without_a_year_joins_with_a_shared_person() -> None:
    dated = _told("2025-08-06", "A", date="2025-08-06", participants=[FOMIN, KUMAR])
    text = report("Moscow, Aug 6: Fomin met Kumar.")
    yearless = one(text, engagement(text, "Fomin met Kumar", date="XXXX-08-06", participants=[FOMIN, KUMAR]))
    assert len(facts_of(dated + yearless)) == 1
    other = one(text, engagement(text, "Fomin met Kumar", date="XXXX-08-09", participants=[FOMIN, KUMAR]))
    assert len(facts_of(dated + other)) == 2


def test_pairs_must_match_and_groups_by_half() -> None:
    two = _told("2025-06-26", "A", date="2025-06-26")
    three = _told("2025-06-26", "B", date="2025-06-26", parties="CHN IND RUS")
    four = _told("2025-06-26", "C", date="2025-06-26", parties="CHN IND IRN RUS")
    assert len(facts_of(two + three)) == 2
    assert len(facts_of(three + four)) == 1


def test_an_exercise_is_one_from_its_first_to_its_last_day() -> None:
    cited = _told("2021-08-01", "A", date="2021-08-01", type="exercise")
    cited += _told("2021-08-13", "B", date="2021-08-13", type="exercise")
    assert len(facts_of(cited)) == 1


def test_planned_then_held_is_one_meeting_that_was_held() -> None:
    planned = _told("2025-08-01", "A", date="2025-12-04", status="planned")
    (fact,) = facts_of(planned + _told("2025-12-05", "B", date="2025-12-04"))
    assert fact.slots["status"] == "held"
    assert [step[1] for step in fact.slots["history"]] == ["planned", "held"]


def test_people_are_merged_and_the_highest_level_stays() -> None:
    cited = _told("2025-08-06", "A", date="2025-08-06", participants=[FOMIN], level="deputy-minister")
    cited += _told("2025-08-06", "B", date="2025-08-06", participants=[("Fomin",), KUMAR], level="ambassador")
    (fact,) = facts_of(cited)
    assert [person["name"] for person in fact.slots["participants"]] == ["Vinay Kumar", "Aleksandr Fomin"]
    assert fact.slots["level"] == "deputy-minister"


def test_a_person_whom_the_reader_missed_is_found_in_the_quote() -> None:
    text = report("Belousov and the visitor met in the capital.", "2025-12-05", "B")
    missed = one(
        text, engagement(text, "Belousov and the visitor met", date="2025-12-04", participants=[MODI])
    )
    told = _told(
        "2025-12-04", date="2025-12-04", participants=[("Andrei Belousov", "Defence Minister", None, "RUS")]
    )
    (fact,) = facts_of(told + missed)
    words = {feature.name for link in fact.links for feature in link.features}
    assert {"engagement:person-quoted", "engagement:other-persons", "engagement:same-day"} <= words


def test_a_days_lag_is_not_enough_for_two_places() -> None:
    moscow = _told("2025-08-06", date="2025-08-06", place="Moscow", type="meeting")
    delhi = _told("2025-08-07", "B", date="2025-08-07", place="New Delhi", type="talks")
    assert len(facts_of(moscow + delhi)) == 2


def test_sessions_of_other_numbers_are_two() -> None:
    facts = []
    for number, publisher in (("21st", "A"), ("22nd", "B")):
        text = report(f"They met for the {number} session of the commission.", "2025-12-05", publisher)
        facts += one(
            text, engagement(text, f"They met for the {number} session of the commission", date="2025-12-04")
        )
    assert len(facts_of(facts)) == 2


def test_each_claim_says_why_it_is_here_and_whose_voice_it_is() -> None:
    cited = _told("2025-08-06", "A", date="2025-08-06") + _told("2025-08-08", "B", date="2025-08-07")
    (fact,) = facts_of(cited)
    assert {link.claim for link in fact.links} == {item.claim_id for item in cited}
    assert all(link.score >= link.least for link in fact.links)
    assert {link.voice for link in fact.links} == {item.document_id for item in cited}
