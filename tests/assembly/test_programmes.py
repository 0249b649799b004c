from __future__ import annotations

from typing import Any

from communique.model import Cited
from tests.assembly.reports import facts_of, one, programme, report

ORDER = report(
    "Russia will supply S-400 systems to India under a contract signed in October 2018.", "2018-10-06"
)
LATER = report(
    "Russia has delivered three S-400 squadrons to India, officials said.", "2025-06-01", "The Daily"
)


def test_reports_of_one_deal_are_one_fact() -> None:
    cited = one(
        ORDER,
        programme(ORDER, "supply S-400 systems to India", "S-400 systems", "contracted", date="2018-10"),
    )
    cited += one(
        LATER, programme(LATER, "delivered three S-400 squadrons", "S-400", "partly-delivered", quantity=3)
    )
    (fact,) = facts_of(cited)
    assert fact.slots["equipment"] == "S-400"
    assert fact.voices == 2
    assert fact.slots["reached"] == "partly-delivered"
    assert fact.slots["date"] == "2018-10"
    assert fact.slots["delivered"] == {"text": "3", "number": 3.0}


def test_purchase_and_licensed_production_are_two_facts_of_one_line() -> None:
    text = report("India bought 50 Su-30MKI from Russia and builds 140 Su-30MKI under licence.", "2004-11-29")
    cited = one(
        text,
        programme(text, "bought 50 Su-30MKI", "Su-30MKI", "delivered"),
        programme(
            text, "builds 140 Su-30MKI under licence", "Su-30MKI", "in-production", mode="licensed-production"
        ),
    )
    facts = facts_of(cited)
    assert {fact.slots["mode"] for fact in facts} == {"transfer", "licensed-production"}
    assert {fact.slots["line"] for fact in facts} == {"Su-30"}


def test_licensed_and_joint_production_are_one_fact_with_a_conflict() -> None:
    cited = []
    for publisher, mode in (("A", "licensed-production"), ("B", "co-production"), ("C", "co-production")):
        text = report(f"AK-203 rifles are made at Korwa, {publisher} says.", "2021-12-07", publisher)
        cited += one(text, programme(text, "AK-203 rifles are made", "AK-203", "in-production", mode=mode))
    (fact,) = facts_of(cited)
    assert fact.slots["mode"] == "co-production"
    assert [conflict.slot for conflict in fact.conflicts] == ["mode"]


def test_open_slots_join_the_one_deal_that_fits() -> None:
    cited = one(ORDER, programme(ORDER, "supply S-400 systems to India", "S-400", "contracted"))
    cited += one(
        LATER, programme(LATER, "S-400 squadrons to India", "S-400", "delivered", supplier=(), mode=None)
    )
    (fact,) = facts_of(cited)
    assert fact.slots["supplier"] == ["RUS"]


def test_open_slots_that_fit_two_deals_join_neither() -> None:
    text = report("S-400 systems went to India. S-400 systems went to Türkiye.", "2021-01-01")
    cited = one(
        text,
        programme(text, "S-400 systems went to India", "S-400"),
        programme(text, "S-400 systems went to Türkiye", "S-400", recipient="TUR"),
    )
    vague = report("Russia has sold its S-400 abroad.", "2022-01-01", "The Daily")
    cited += one(vague, programme(vague, "sold its S-400 abroad", "S-400", recipient=()))
    assert len(facts_of(cited)) == 3


def test_generic_words_never_link_two_reports() -> None:
    cited = []
    for publisher in ("A", "B"):
        text = report(
            f"{publisher}: Russia signed a missile deal with India, and drones will follow.", "2025-01-01"
        )
        cited += one(
            text,
            programme(text, "a missile deal with India", "missile deal", "contracted"),
            programme(text, "drones will follow", "drones", "planned"),
        )
    assert len(facts_of(cited)) == 4


def test_generic_words_link_inside_one_report_and_its_copies() -> None:
    text = "Russia sends drones to India. The drones were paid for, the ministry in New Delhi said on Friday."
    first, copy = report(text, "2025-01-01", "A"), report(text, "2025-01-02", "B")
    cited = []
    for document in (first, copy):
        cited += one(
            document,
            programme(document, "sends drones", "drones", "planned"),
            programme(document, "The drones were paid for", "drones", "contracted"),
        )
    (fact,) = facts_of(cited, first, copy)
    assert fact.voices == 1


def test_a_plain_designation_joins_the_variant_that_is_built() -> None:
    text = report("India builds the Su-30MKI under licence.", "2004-01-01")
    cited = one(
        text, programme(text, "builds the Su-30MKI", "Su-30MKI", "in-production", mode="licensed-production")
    )
    other = report("Su-30 jets are made in India.", "2025-01-01", "The Daily")
    cited += one(
        other, programme(other, "Su-30 jets are made", "Su-30", "in-production", mode="licensed-production")
    )
    (fact,) = facts_of(cited)
    assert fact.slots["equipment"] == "Su-30MKI"


def test_a_claim_that_another_one_ties_says_so_in_its_score() -> None:
    """T-90 and T-90S in one report of one number are one deal; a later T-90 without either joins by that alone."""
    text = report("India ordered 310 T-90S, the first T-90 tanks it has.", "2001-02-15")
    cited = one(
        text,
        programme(text, "ordered 310 T-90S", "T-90S", "contracted", quantity=310),
        programme(text, "the first T-90 tanks", "T-90", "contracted"),
    )
    later = report("Russia delivered T-90 tanks to India.", "2004-05-01", "The Daily")
    cited += one(later, programme(later, "delivered T-90 tanks", "T-90", "delivered"))
    (fact,) = facts_of(cited)
    assert fact.slots["equipment"] == "T-90S"
    (tied,) = (link for link in fact.links if link.claim == cited[-1].claim_id)
    assert "in this deal another claim holds the two names together: T-90, T-90S" in [
        feature.words for feature in tied.features
    ]
    assert tied.score >= tied.least


def test_a_plain_designation_is_no_variant_without_support() -> None:
    text = report("India ordered 16 MiG-29K for its carrier.", "2004-01-20")
    cited = one(text, programme(text, "ordered 16 MiG-29K", "MiG-29K", "contracted", quantity=16))
    other = report("Russia supplied MiG-29 jets in the 1980s.", "2010-01-01", "The Daily")
    cited += one(other, programme(other, "supplied MiG-29 jets", "MiG-29", "delivered"))
    assert len(facts_of(cited)) == 2


def test_a_joint_product_has_one_set_of_suppliers() -> None:
    text = report(
        "BrahMos missiles are made by India and Russia. Russia makes BrahMos with India.", "2025-01-01"
    )
    cited = one(
        text,
        programme(
            text,
            "BrahMos missiles are made by India and Russia",
            "BrahMos",
            supplier="IND RUS",
            mode="co-production",
        ),
        programme(text, "Russia makes BrahMos with India", "BrahMos", supplier="RUS", mode="co-production"),
    )
    assert len(facts_of(cited)) == 1


def test_the_aircraft_of_a_report_is_the_one_that_it_names() -> None:
    text = report(
        "India and Russia signed for the FGFA. The aircraft will be developed together.", "2007-10-18"
    )
    joint = {"supplier": "IND RUS", "mode": "co-development"}
    cited = one(
        text,
        programme(text, "signed for the FGFA", "FGFA", "contracted", **joint),
        programme(text, "The aircraft will be developed together", "aircraft", "planned", **joint),
    )
    (fact,) = facts_of(cited)
    assert fact.slots["equipment"] == "FGFA"
    assert "unnamed" not in fact.slots


def test_with_two_aircraft_named_it_is_neither() -> None:
    text = report("Russia sells the Su-57 and the Su-30MKI. The aircraft are costly.", "2007-10-18")
    cited = one(
        text,
        programme(text, "the Su-57", "Su-57", "planned"),
        programme(text, "the Su-30MKI", "Su-30MKI", "planned"),
        programme(text, "The aircraft", "aircraft", "planned"),
    )
    facts = facts_of(cited)
    assert len(facts) == 3
    assert [fact.slots["equipment"] for fact in facts if fact.slots.get("unnamed")] == ["aircraft"]


def test_two_contracts_tell_a_plain_name_from_its_variant() -> None:
    france = {"supplier": "FRA"}
    old = report("India bought 36 Rafale from France.", "2016-09-23")
    new = report("India, which flies 36 Rafale, bought 26 Rafale M.", "2025-04-28", "The Daily")
    wire = report("India signs for 26 Rafale jets.", "2025-04-28", "Wire")
    cited = one(
        old, programme(old, "36 Rafale", "Rafale", "contracted", date="2016-09-23", quantity=36, **france)
    )
    cited += one(
        new,
        programme(new, "26 Rafale M", "Rafale M", "contracted", date="2025-04-28", quantity=26, **france),
        programme(new, "36 Rafale", "Rafale", "in-service", quantity=36, **france),
    )
    cited += one(
        wire, programme(wire, "26 Rafale", "Rafale", "contracted", date="2025-04-28", quantity=26, **france)
    )
    told = {str(f.slots["equipment"]): f.slots["quantity"]["number"] for f in facts_of(cited)}
    assert told == {"Rafale": 36.0, "Rafale M": 26.0}


def _signed(words: str, published: str, publisher: str, equipment: str = "K2", **slots: Any) -> list[Cited]:
    given = {"supplier": "KOR", "recipient": "POL", **slots}
    text = report(f"{words}.", published, publisher)
    return one(text, programme(text, words, equipment, given.pop("status", "contracted"), **given))


def test_a_second_order_of_the_same_number_is_another_one() -> None:
    first = _signed("A deal for 180 K2", "2022-08-26", "A", quantity=180, date="2022-08-26")
    again = _signed("A deal for 180 K2 tanks", "2025-08-01", "B", quantity=180, date="2025-08-01")
    retold = _signed("The deal of 2022 for 180 K2", "2025-08-02", "C", quantity=180, date="2022-08")
    facts = facts_of(first + again + retold)
    assert sorted(len(fact.cited) for fact in facts) == [1, 2]


def test_one_contract_in_two_forms_is_one_and_two_forms_in_one_report_are_two() -> None:
    bought = _signed("A deal for 180 K2", "2025-08-01", "A", quantity=180, date="2025-08-01")
    built = _signed(
        "The package of 180 K2",
        "2025-08-04",
        "B",
        quantity=180,
        date="2025-08-01",
        mode="licensed-production",
    )
    (fact,) = facts_of(bought + built)
    assert [conflict.slot for conflict in fact.conflicts] == ["mode"]
    other = _signed(
        "The package of 90 K2", "2025-08-04", "B", quantity=90, date="2025-08-01", mode="licensed-production"
    )
    assert len(facts_of(bought + other)) == 2
    text = report("Poland buys 180 K2 and will build 180 K2.", "2025-08-01")
    slots = {"supplier": "KOR", "recipient": "POL", "quantity": 180, "date": "2025-08-01"}
    both = one(
        text,
        programme(text, "buys 180 K2", "K2", "contracted", **slots),
        programme(text, "build 180 K2", "K2", "contracted", **{**slots, "mode": "licensed-production"}),
    )
    assert len(facts_of(both)) == 2


def test_a_lease_is_no_part_of_a_purchase() -> None:
    leased = _signed(
        "eight AH-64D leased", "2025-06-17", "A", "AH-64E", supplier="USA", terms="lease", status="delivered"
    )
    bought = _signed(
        "96 AH-64E bought", "2024-08-13", "B", "AH-64E", supplier="USA", terms="sale", date="2024-08-13"
    )
    assert len(facts_of(leased + bought)) == 2
    plain = _signed("AH-64E have come", "2025-07-01", "C", "AH-64E", supplier="USA", status="delivered")
    assert len(facts_of(leased + plain)) == 1


def test_variants_without_a_contract_are_parts_of_the_order_that_their_report_tells() -> None:
    text = report("India signed for 31 MQ-9B. The navy gets 15 SeaGuardian.", "2024-10-15")
    slots = {"supplier": "USA", "recipient": "IND"}
    cited = one(
        text,
        programme(text, "31 MQ-9B", "MQ-9B", "contracted", quantity=31, date="2024-10-15", **slots),
        programme(text, "15 SeaGuardian", "SeaGuardian", quantity=15, **slots),
    )
    (fact,) = facts_of(cited)
    assert fact.slots["quantity"]["number"] == 31
    lone = _signed(
        "two SeaGuardian came",
        "2020-11-26",
        "B",
        "SeaGuardian",
        supplier="USA",
        recipient="IND",
        status="delivered",
    )
    assert len(facts_of(cited + lone)) == 2


def test_a_cut_story_that_leaves_an_end_to_be_guessed_follows_the_story() -> None:
    body = (
        "Israel is to deliver the first Arrow 3 by the end of 2025, and the system is to be complete in 2030, as the "
        "head of the office in Koblenz and Moshe Patel of the Israeli organisation agreed in writing on Thursday."
    )
    whole = report(f"Germany signs for Arrow 3.\n\n{body}", "2023-11-23", "Example Wire")
    cut = report(f"A record.\n\n{body}", "2023-11-24", "The Copy")
    slots = {"supplier": "ISR", "status": "planned"}
    cited = [
        *one(whole, programme(whole, "Germany signs for Arrow 3", "Arrow 3", "contracted", supplier="ISR", recipient="DEU")),
        *one(whole, programme(whole, "deliver the first Arrow 3", "Arrow 3", recipient="DEU", **slots)),
        *one(
            cut,
            programme(cut, "deliver the first Arrow 3", "Arrow 3", recipient="USA",
                      inferred={"recipient": "report: the other party of the pair"}, **slots),
        ),
    ]  # fmt: skip
    (fact,) = facts_of(cited, whole, cut, kind="programme")
    assert fact.voices == 1
    assert fact.slots["recipient"] == ["DEU"]
