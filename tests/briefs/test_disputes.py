from __future__ import annotations

from communique.assembly import catalogue
from communique.briefs.disputes import disputed, unknown
from communique.briefs.english import Names
from communique.briefs.programmes import Words
from tests.assembly.reports import facts_of, knowledge, one, programme, report
from tests.briefs.scene import facts, sentences

WORDS = Words(Names(knowledge()), catalogue(knowledge()))


def test_each_side_of_a_conflict_with_who_says_it_and_when() -> None:
    assert sentences("disputed")[0] == (
        "Reports differ on the number in the supply of S-400 SAM systems to India (order of 2018): "
        "five regiments (Example Wire, 5 October 2018, and one more) "
        "and six regiments (Harbour Gazette, 21 March 2024)."
    )


def test_a_denied_fact_is_disputed_and_not_told_as_one() -> None:
    denial = "According to the Press Information Bureau, it is not true that India has leased"
    assert any(text.startswith(denial) for text in sentences("disputed"))
    assert not any("leased" in text for text in sentences("programmes"))


def test_a_denial_beside_an_assertion_names_both() -> None:
    said, denied = (
        report("India bought the Su-57.", "2025-09-03", "A"),
        report("No Su-57.", "2025-09-04", "B"),
    )
    cited = one(said, programme(said, "India bought the Su-57", "Su-57", "contracted"))
    cited += one(denied, programme(denied, "No Su-57", "Su-57", "contracted", denied=True))
    (sentence,) = disputed(facts_of(cited), WORDS)
    assert sentence.text == (
        "Reports of the supply of Su-57 fighter aircraft to India (A, 3 September 2025) "
        "are denied (B, 4 September 2025)."
    )
    assert len(sentence.claims) == 2


def test_open_slots_are_named_by_slot() -> None:
    said = sentences("unknown")
    assert "No report gives a number for T-90S (licensed production)." in said
    assert "No report gives a date of delivery for T-90S (supply)." in said
    assert not any("S-400" in text and "a value" in text for text in said)


def test_intentions_and_denials_lack_nothing() -> None:
    text = report("India may buy the Su-57.", "2025-09-03")
    assert unknown(facts_of(one(text, programme(text, "may buy the Su-57", "Su-57", "planned"))), WORDS) == []


def test_a_long_list_is_cut_and_counted() -> None:
    text = report("Much was ordered.", "2025-09-03")
    names = "S-400 Su-57 Su-30MKI T-90S T-72 AK-203 MiG-29K Mi-17V-5 Ka-31 Ka-226T".split()
    cited = one(
        text, *[programme(text, "Much was ordered", name, "contracted", date="2025") for name in names]
    )
    numbers = next(s for s in unknown(facts_of(cited), WORDS) if "a number" in s.text)
    assert numbers.text.endswith("and two more.")


def test_facts_without_conflict_are_not_disputed() -> None:
    quiet = [fact for fact in facts() if not fact.conflicts and not fact.slots.get("denied")]
    assert disputed(quiet, WORDS) == []
