from __future__ import annotations

import datetime as dt

from communique.analysis import moments
from tests.assembly.reports import engagement, facts_of, one, programme, report


def test_told_began_and_latest() -> None:
    text = report("Russia delivered the S-400 ordered in 2018.", "2025-06-01")
    (fact,) = facts_of(
        one(text, programme(text, "the S-400 ordered in 2018", "S-400", "contracted", date="2018"))
    )
    assert moments.told(fact) == "2018"
    assert moments.began(fact) == dt.date(2018, 1, 1)
    assert moments.latest(fact) == dt.date(2025, 6, 1)
    assert moments.today([fact]) == dt.date(2025, 6, 1)


def test_an_inferred_day_is_not_told() -> None:
    text = report("Russia delivered the S-400.", "2025-06-01")
    inferred = {"date": "report: day of publication"}
    claim = programme(text, "delivered the S-400", "S-400", "delivered", date="2025-06-01", inferred=inferred)
    (fact,) = facts_of(one(text, claim))
    assert moments.told(fact) is None
    assert moments.began(fact) == dt.date(2025, 6, 1)


def test_without_any_day_there_is_no_moment() -> None:
    text = report("They met.")
    (fact,) = facts_of(one(text, engagement(text, "They met", date="XXXX-08-06")))
    assert moments.began(fact) is None
    assert moments.latest(fact) is None
    assert moments.today([fact]) is None


def test_a_programme_begins_with_its_contract_not_with_the_plans_for_it() -> None:
    hoped = report("T-90S are to be built in India.", "2001-02-15")
    built = report("T-90S are built in India.", "2009-08-24", "The Daily")
    made = {"mode": "co-production", "supplier": "IND RUS", "recipient": ()}
    cited = one(hoped, programme(hoped, "T-90S are to be built", "T-90S", "planned", date="2001", **made))
    cited += one(built, programme(built, "T-90S are built", "T-90S", "in-production", **made))
    (fact,) = facts_of(cited)
    assert moments.told(fact) is None
    assert moments.began(fact) == dt.date(2009, 8, 24)
