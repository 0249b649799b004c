from __future__ import annotations

import datetime as dt
from typing import Any

from communique.analysis import ladder
from communique.model import Cited
from tests.assembly.reports import facts_of, one, programme, report


def _told(published: str, equipment: str, mode: str, status: str | None, **slots: Any) -> list[Cited]:
    text = report(f"The {equipment} ({mode}, {status}, {published}).", published)
    return one(text, programme(text, f"The {equipment}", equipment, status, mode=mode, **slots))


BOUGHT = _told("2001-02-15", "T-90S", "transfer", "contracted", date="2001-02-15")
BUILT = _told("2009-08-24", "T-90S", "licensed-production", "in-production", date="2009")
SHARED = _told("2001-06-12", "BrahMos", "co-development", "in-production", supplier="IND RUS")


def test_each_programme_stands_on_its_rung_highest_first() -> None:
    found = ladder(facts_of(BOUGHT + BUILT + SHARED))
    assert [(s.equipment, s.rung, s.mode) for s in found.standings] == [
        ("BrahMos", 4, "co-development"),
        ("T-90S", 2, "licensed-production"),
        ("T-90S", 0, "transfer"),
    ]
    assert found.top == 4
    assert dict(found.highest) == {"missiles": 4, "armour": 2}


def test_a_line_that_reached_a_higher_rung_later_climbed() -> None:
    (climb,) = ladder(facts_of(BOUGHT + BUILT)).climbs
    assert (climb.lower.since, climb.higher.since) == ("2001-02-15", "2009")
    assert set(climb.claims) == {item.claim_id for item in BOUGHT + BUILT}


def test_an_intention_is_no_climb_and_a_descent_neither() -> None:
    hoped = _told("2009-08-24", "T-90S", "licensed-production", "planned")
    assert ladder(facts_of(BOUGHT + hoped)).climbs == ()
    later = _told("2015-01-01", "T-90S", "transfer", "contracted", date="2015-01-01")
    assert ladder(facts_of(BUILT + later)).climbs == ()


def test_what_began_on_one_day_is_no_climb() -> None:
    same = _told("2001-02-15", "T-90S", "licensed-production", "contracted", date="2001-02-15")
    assert ladder(facts_of(BOUGHT + same)).climbs == ()


def test_a_design_that_is_made_already_is_not_designed_together_afterwards() -> None:
    partners = {"supplier": "IND RUS", "recipient": ()}
    made = _told("2004-01-20", "BrahMos", "co-production", "in-production", date="2004", **partners)
    said = _told("2025-01-20", "BrahMos", "co-development", "in-production", date="2025", **partners)
    assert ladder(facts_of(made + said)).climbs == ()
    next_one = _told("2025-01-20", "BrahMos-NG", "co-development", "contracted", date="2025", **partners)
    assert len(ladder(facts_of(made + next_one)).climbs) == 1


def test_two_words_for_one_factory_are_no_climb() -> None:
    first = _told("2004-11-29", "Su-30MKI", "licensed-production", "contracted", date="2000-12", quantity=140)
    later = _told("2024-12-12", "Su-30MKI", "co-production", "contracted", date="2024-12-12", quantity=12)
    assert len(ladder(facts_of(first + later)).climbs) == 1
    other = _told(
        "2024-12-13", "Su-30MKI", "licensed-production", "contracted", date="2024-12-12", quantity=12
    )
    late = _told("2024-12-14", "Su-30MKI", "co-production", "contracted", date="2024-12-12", quantity=12)
    assert ladder(facts_of(first + later + late + other)).climbs == ()


def test_the_day_of_a_report_is_no_told_day() -> None:
    (standing,) = ladder(facts_of(SHARED)).standings
    assert standing.since is None
    assert standing.start == dt.date(2001, 6, 12)


def test_stopped_and_intended_programmes_are_marked() -> None:
    ended = _told("2018-07-14", "FGFA", "co-development", "cancelled", supplier="IND RUS")
    begun = _told("2007-10-18", "FGFA", "co-development", "contracted", supplier="IND RUS")
    found = ladder(facts_of(begun + ended))
    assert [(s.firm, s.stopped) for s in found.standings] == [(True, True)]
    assert found.top is None


def test_the_mix_counts_programmes_begun_by_five_years() -> None:
    found = ladder(facts_of(BOUGHT + BUILT))
    assert [(m.first, m.last, m.counts) for m in found.mix] == [
        (2001, 2005, (1, 0, 0, 0, 0)),
        (2006, 2010, (0, 0, 1, 0, 0)),
    ]


def test_what_has_no_name_stands_nowhere() -> None:
    assert ladder(facts_of(_told("2025-01-01", "drones", "transfer", "delivered"))).standings == ()


def test_denied_programmes_and_other_kinds_stand_nowhere() -> None:
    denied = _told("2018-07-14", "Su-57", "transfer", "contracted", denied=True)
    assert ladder(facts_of(denied)).standings == ()
    assert ladder([]).top is None


def test_a_climb_stands_on_two_voices_or_on_a_claim_that_guesses_nothing() -> None:
    guess = {"recipient": "report: the other party of the pair"}
    guessed = _told(
        "2009-08-24", "T-90S", "licensed-production", "in-production", date="2009", inferred=guess
    )
    assert ladder(facts_of(BOUGHT + guessed)).climbs == ()
    again = _told("2010-08-24", "T-90S", "licensed-production", "in-production", date="2009", inferred=guess)
    assert len(ladder(facts_of(BOUGHT + guessed + again)).climbs) == 1
    known = {"supplier": "table: origin of the equipment"}
    listed = _told("2009-08-24", "T-90S", "licensed-production", "in-production", date="2009", inferred=known)
    assert len(ladder(facts_of(BOUGHT + listed)).climbs) == 1


def test_a_doubtful_programme_stands_nowhere() -> None:
    unsure = _told("2009-08-24", "T-90S", "licensed-production", "in-production", confidence=0.3)
    found = ladder(facts_of(BOUGHT + unsure))
    assert [(s.equipment, s.mode) for s in found.standings] == [("T-90S", "transfer")]
