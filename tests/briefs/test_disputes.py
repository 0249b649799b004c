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
    denial = "According to the Press Information Bureau (4 December 2025), it is not the case that India has leased"
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


def test_a_doubtful_reading_is_disputed_and_cites_both_sides() -> None:
    sold = report("Russia sold India the S-400.", "2024-01-01", "A")
    back = report("They are selling the S-400.", "2024-01-02", "B")
    guess = {"recipient": "sentence: the other party"}
    cited = one(sold, programme(sold, "sold India the S-400", "S-400", "contracted"))
    wrong = programme(
        back, "selling the S-400", "S-400", "contracted", supplier="IND", recipient="RUS", inferred=guess
    )
    cited += one(back, wrong)
    (sentence,) = disputed(facts_of(cited), WORDS)
    assert sentence.text.startswith("It is doubtful that Russia has ordered S-400 SAM systems from India, as")
    assert len(sentence.claims) == 2


def test_unsure_readings_stand_in_one_sentence() -> None:
    cited = []
    for name in ("S-400", "T-90S"):
        text = report(f"Something on the {name}.", "2024-01-01", name)
        cited += one(text, programme(text, f"the {name}", name, "contracted", confidence=0.3))
    (sentence,) = disputed(facts_of(cited), WORDS)
    assert sentence.text.startswith("Readings of one report each, held at less than even odds, tell of: ")
    assert "T-90S main battle tanks (supply from Russia to India, contracted, reported 2024)" in sentence.text


def test_a_revised_number_says_from_what_and_by_whom() -> None:
    first = report("The AK-203 deal of A.", "2019-03-03", "A")
    second = report("The AK-203 deal, put right.", "2021-12-07", "B")
    cited = one(first, programme(first, "AK-203 deal", "AK-203", "contracted", quantity=750))
    cited += one(
        second,
        programme(
            second, "AK-203 deal", "AK-203", "contracted", quantity=601, attribution="Ministry of Defence"
        ),
    )
    (revised,) = [sentence.text for sentence in disputed(facts_of(cited), WORDS)]
    assert revised == (
        "The number in the supply of AK-203 assault rifles to India is put at 601 (B, 7 December 2021), "
        "revised from 750 (A, 3 March 2019)."
    )


def test_numbers_delivered_are_told_apart_from_numbers_ordered() -> None:
    first, second = report("AK-203, A.", "2024-05-01", "A"), report("AK-203, B.", "2024-05-02", "B")
    cited = one(first, programme(first, "AK-203", "AK-203", "delivered", quantity=27))
    cited += one(second, programme(second, "AK-203", "AK-203", "delivered", quantity=35))
    (told,) = [sentence.text for sentence in disputed(facts_of(cited), WORDS)]
    assert told == (
        "Reports differ on the number delivered in the supply of AK-203 assault rifles to India: "
        "27 (A, 1 May 2024) and 35 (B, 2 May 2024)."
    )
