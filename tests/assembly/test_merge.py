from __future__ import annotations

from communique.model import Quantity
from tests.assembly.reports import engagement, facts_of, one, programme, report

LONG = "India and Russia signed a contract for five regiments of the S-400 system in New Delhi on Friday."


def test_most_voices_win_and_copies_are_one_voice() -> None:
    copies = [report(LONG, "2018-10-05", name) for name in ("A", "B", "C")]
    others = [
        report("The S-400 order covers six regiments, says the Gazette.", "2018-10-06", "D"),
        report("Six S-400 regiments were bought.", "2018-10-07", "E"),
    ]
    cited = []
    for text in copies:
        cited += one(text, programme(text, "five regiments of the S-400", "S-400", "contracted", quantity=5))
    for text in others:
        cited += one(text, programme(text, "S-400", "S-400", "contracted", quantity=6))
    (fact,) = facts_of(cited, *copies, *others)
    assert fact.slots["quantity"]["number"] == 6
    assert fact.voices == 3


def test_the_latest_of_equals() -> None:
    early = report("An S-400 deal of 5 billion.", "2018-10-05", "A")
    late = report("An S-400 deal of 6 billion.", "2018-10-09", "B")
    cited = one(early, programme(early, "S-400 deal", "S-400", "contracted", value=(5e9, "USD")))
    cited += one(late, programme(late, "S-400 deal", "S-400", "contracted", value=(6e9, "USD")))
    (fact,) = facts_of(cited)
    assert fact.slots["value"]["amount"] == 6e9


def test_stated_outweighs_inferred_and_inferred_is_marked() -> None:
    guess = [report(f"India has the S-400, {name}.", "2020-01-01", name) for name in ("A", "B")]
    cited = []
    for text in guess:
        cited += one(text, programme(text, "the S-400", "S-400", inferred={"supplier": "table: origin"}))
    (fact,) = facts_of(cited)
    assert fact.slots["inferred"] == {"supplier": "table: origin"}
    text = report("Russia sold India the S-400.", "2021-01-01", "C")
    (fact,) = facts_of(cited + one(text, programme(text, "Russia sold India the S-400", "S-400")))
    assert "inferred" not in fact.slots


def test_a_denied_claim_gives_no_value() -> None:
    said = report("India ordered the S-400.", "2018-10-05", "A")
    denied = report("India did not order 9 S-400.", "2018-10-06", "B")
    cited = one(said, programme(said, "ordered the S-400", "S-400", "contracted"))
    cited += one(
        denied, programme(denied, "did not order 9 S-400", "S-400", "contracted", quantity=9, denied=True)
    )
    (fact,) = facts_of(cited)
    assert "quantity" not in fact.slots
    assert "denied" not in fact.slots
    assert fact.voices == 1


def test_only_denials_make_a_denied_fact() -> None:
    text = report("India did not order the S-400.", "2018-10-06")
    (fact,) = facts_of(
        one(text, programme(text, "did not order the S-400", "S-400", "contracted", denied=True))
    )
    assert fact.slots["denied"] is True


def test_a_part_of_an_order_is_not_its_number() -> None:
    order = report("India ordered five S-400 units.", "2018-10-05", "A")
    rest = report("The two remaining S-400 units are late.", "2024-03-21", "B")
    cited = one(order, programme(order, "ordered five S-400", "S-400", "contracted", quantity=5))
    cited += one(
        rest,
        programme(rest, "The two remaining S-400 units", "S-400", "delayed", quantity=Quantity("two", 2.0)),
    )
    (fact,) = facts_of(cited)
    assert fact.slots["quantity"]["number"] == 5
    assert fact.conflicts == ()


def test_fewer_delivered_than_ordered_is_a_part() -> None:
    order = report("India ordered 601,427 AK-203 rifles.", "2021-12-06", "A")
    came = report("35,000 AK-203 rifles were handed over.", "2024-07-06", "B")
    cited = one(order, programme(order, "601,427 AK-203 rifles", "AK-203", "contracted", quantity=601427))
    cited += one(came, programme(came, "35,000 AK-203 rifles", "AK-203", "delivered", quantity=35000))
    (fact,) = facts_of(cited)
    assert fact.slots["status"] == "partly-delivered"


def test_attribution_and_hedge_only_where_all_have_them() -> None:
    text = report("India may buy the Su-57, Moscow says.", "2025-09-03", "A")
    hedged = one(
        text, programme(text, "may buy the Su-57", "Su-57", "planned", hedge="possible", attribution="Moscow")
    )
    (fact,) = facts_of(hedged)
    assert fact.slots["hedge"] == "possible"
    assert fact.slots["attribution"] == ["Moscow"]
    plain = report("India will buy the Su-57.", "2025-09-04", "B")
    (fact,) = facts_of(hedged + one(plain, programme(plain, "will buy the Su-57", "Su-57", "planned")))
    assert "hedge" not in fact.slots
    assert "attribution" not in fact.slots


def test_the_contract_day_is_the_one_that_most_voices_tell_most_precisely() -> None:
    cited = []
    for publisher, day in (("A", "2016-10"), ("B", "2018-10-05"), ("C", "2018"), ("D", "2018-10")):
        text = report(f"Five S-400 were ordered, {publisher} says.", "2019-01-01", publisher)
        cited += one(text, programme(text, "Five S-400", "S-400", "contracted", date=day, quantity=5))
    (fact,) = facts_of(cited)
    assert fact.slots["date"] == "2018-10-05"


def test_a_form_of_address_is_no_part_of_a_name() -> None:
    cited = []
    for publisher, name in (("A", "Shri Rajnath Singh"), ("B", "Rajnath Singh"), ("C", "R. Singh")):
        text = report(f"They met, says {publisher}.", "2025-12-04", publisher)
        cited += one(text, engagement(text, "They met", date="2025-12-04", participants=[(name,)]))
    (fact,) = facts_of(cited)
    assert [person["name"] for person in fact.slots["participants"]] == ["Rajnath Singh"]


def _order(*stages: tuple[str, str, dict[str, object]]) -> dict[str, object]:
    """The slots of one order of five, of which later reports tell: day, status, slots."""
    first = report("Russia sold India five S-400.", "2018-10-06")
    cited = one(first, programme(first, "five S-400", "S-400", "contracted", date="2018-10-05", quantity=5))
    for day, status, slots in stages:
        text = report(f"The remaining and other S-400, {status}, {day}.", day)
        quote = "The remaining and other S-400" if slots.pop("remaining", False) else "other S-400"
        cited += one(text, programme(text, quote, "S-400", status, **slots))
    (fact,) = facts_of(cited)
    return dict(fact.slots)


def test_delivered_without_a_number_does_not_finish_what_came_in_part() -> None:
    part: tuple[str, str, dict[str, object]] = ("2024-01-01", "partly-delivered", {"quantity": 3})
    assert _order(part, ("2024-12-01", "delivered", {}))["reached"] == "partly-delivered"
    counted = {"quantity": 5, "inferred": {"quantity": "report: counted elsewhere"}}
    assert _order(part, ("2024-12-01", "delivered", counted))["reached"] == "partly-delivered"
    assert _order(part, ("2024-12-01", "delivered", {"quantity": 5}))["reached"] == "delivered"


def test_what_is_still_to_come_keeps_a_delivery_in_part() -> None:
    came: tuple[str, str, dict[str, object]] = ("2024-01-01", "delivered", {})
    assert _order(came)["reached"] == "delivered"
    assert _order(came, ("2024-03-21", "planned", {"date": "2026-08"}))["reached"] == "partly-delivered"
    assert _order(came, ("2024-03-21", "planned", {"remaining": True}))["reached"] == "partly-delivered"


def test_a_number_counted_elsewhere_is_no_number_delivered() -> None:
    counted = {"quantity": 5, "inferred": {"quantity": "report: counted elsewhere"}}
    assert "delivered" not in _order(("2024-12-01", "delivered", counted))
