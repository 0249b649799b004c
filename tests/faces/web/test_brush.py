from __future__ import annotations

from typing import Any

from communique.faces.web.brush import strip
from communique.faces.web.house import When
from communique.model import Cited, Claim, Evidence, Fact


def _fact(kind: str, date: str | None = None, published: str = "2025-08-07", **slots: Any) -> Fact:
    claim = Claim(kind=kind, evidence=(Evidence(0, 1, "x"),), date=date)
    told = {"date": date, **slots} if date else slots
    return Fact(f"{kind} {date} {published}", kind, told, (Cited("c", "d", claim, "Paper", published),))


def test_many_years_are_bars_of_years_and_few_are_quarters() -> None:
    long = strip([_fact("engagement", "2001-02-15"), _fact("engagement", "2025-08-06")], When())
    assert (len(long), long[0].label, long[-1].label) == (25, "2001", "2025")
    short = strip([_fact("engagement", "2024-02-15"), _fact("engagement", "2025-08-06")], When())
    assert [bar.label for bar in short][:2] == ["2024-Q1", "2024-Q2"]
    assert (short[1].since, short[1].until) == ("2024-04", "2024-06")
    assert len(short) == 8


def test_each_kind_counts_on_its_own_day() -> None:
    facts = [
        _fact("engagement", "2025-01-10"),
        _fact("pressure", None, "2025-02-01"),
        _fact("programme", "2025-03-01", history=[["2025-03-01", "contracted", ["c"]], ["2025-03-02", "planned", []]]),
        _fact("engagement", "2025-01-11", doubtful={"cause": "confidence"}),
        _fact("mechanism", None),
    ]  # fmt: skip
    first = strip(facts, When())[0]
    assert (first.label, first.total) == ("2025-Q1", 3)
    assert [part.kind for part in first.parts] == ["engagement", "programme", "pressure"]
    tops = [part.y for part in first.parts]
    assert tops == sorted(tops, reverse=True)


def test_one_chosen_bar_is_extended_by_the_next_link_and_a_period_is_begun_anew() -> None:
    facts = [_fact("engagement", f"{year}-05-05") for year in (2015, 2020, 2025)]
    fresh = {bar.label: bar for bar in strip(facts, When())}
    assert (fresh["2018"].ask_since, fresh["2018"].ask_until, fresh["2018"].chosen) == ("2018", "2018", False)
    one = {bar.label: bar for bar in strip(facts, When("2018", "2018"))}
    assert (one["2016"].ask_since, one["2016"].ask_until) == ("2016", "2018")
    assert (one["2021"].ask_since, one["2021"].ask_until) == ("2018", "2021")
    assert (one["2018"].ask_since, one["2018"].ask_until, one["2018"].chosen) == ("2018", "2018", True)
    some = {bar.label: bar for bar in strip(facts, When("2016", "2018"))}
    assert [bar.label for bar in some.values() if bar.chosen] == ["2016", "2017", "2018"]
    assert (some["2021"].ask_since, some["2021"].ask_until) == ("2021", "2021")


def test_nothing_dated_has_no_strip() -> None:
    assert strip([_fact("mechanism")], When()) == ()
