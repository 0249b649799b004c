from __future__ import annotations

from communique.briefs import compose
from tests.assembly.reports import engagement, facts_of, knowledge, one, programme, report
from tests.briefs.scene import PAIR, brief, sentences


def test_the_first_sentence_answers_the_question() -> None:
    assert sentences("synopsis")[0].startswith(
        "By most signs India and Russia’s defence partnership is climbing: equipment has moved"
    )


def test_the_synopsis_has_two_to_four_sentences() -> None:
    said = sentences("synopsis")
    assert 2 <= len(said) <= 4
    assert said[1] == "It rests on sales: S-400 is supplied."
    assert said[2] == "The latest dated step is the contract for S-400 SAM systems, on 5 October 2018."
    assert "tariffs" in said[3]


def test_what_nobody_told_of_for_ten_years_is_not_said_to_stand() -> None:
    assert not any("BrahMos" in text or "T-90S" in text for text in sentences("synopsis")[1:2])


def test_one_takeaway_for_a_line_of_equipment() -> None:
    found = brief()
    (takeaways,) = [section for section in found.sections if section.key == "takeaways"]
    lines = {fact.id: fact.slots.get("line") for fact in found.facts if fact.kind == "programme"}
    told = [{lines[fact] for fact in sentence.facts if fact in lines} for sentence in takeaways.sentences]
    named = [line for group in told for line in group]
    assert len(named) == len(set(named)) > 1


def test_the_takeaways_are_four_to_seven() -> None:
    said = sentences("takeaways")
    assert 4 <= len(said) <= 7
    assert said[0] == (
        "T-90S moved up from purchase (15 February 2001) to licensed production (24 August 2009)."
    )
    assert any("was promised by August 2026" in text and "expected in 2027" in text for text in said)


def test_the_claims_of_a_climb_are_those_of_its_two_ends() -> None:
    (takeaways,) = [section for section in brief().sections if section.key == "takeaways"]
    quotes = {
        span.quote
        for fact in brief().facts
        for item in fact.cited
        if item.claim_id in takeaways.sentences[0].claims
        for span in item.claim.evidence
    }
    assert quotes == {
        "a contract with Russia for 310 T-90S tanks, worth about USD 700 million",
        "The first T-90S built under licence",
    }


def test_a_thin_record_makes_no_trend() -> None:
    text = report("Russia sold India the S-400.", "2025-01-01")
    found = compose(
        PAIR,
        facts_of(one(text, programme(text, "sold India the S-400", "S-400", "contracted"))),
        {},
        knowledge(),
    )
    (synopsis, *_) = found.sections
    assert [s.text for s in synopsis.sentences] == [
        "India and Russia’s defence partnership rests on sales: S-400 is supplied."
    ]


def test_meetings_alone_open_with_the_latest() -> None:
    text = report("They met.", "2025-01-01")
    cited = one(text, engagement(text, "They met", date="2024-12-31", level="minister"))
    found = compose(PAIR, facts_of(cited), {}, knowledge())
    assert found.sections[0].sentences[0].text == "India and Russia held a meeting on 31 December 2024."


def test_what_the_two_did_alone_comes_before_a_gathering_of_many() -> None:
    text = report("They met, and many met later.", "2025-01-01")
    two = one(text, engagement(text, "They met", date="2024-12-20", level="minister"))
    many = "CHN IND KAZ MNG RUS"
    all_ = one(
        text, engagement(text, "many met later", parties=many, date="2024-12-31", level="head-of-state")
    )
    found = compose(PAIR, facts_of([*two, *all_]), {}, knowledge())
    assert found.sections[0].sentences[0].text == "India and Russia held a meeting on 20 December 2024."
    alone = compose(PAIR, facts_of(all_), {}, knowledge())
    assert "and one other held a meeting" in alone.sections[0].sentences[0].text


def test_arms_without_a_name_are_told_where_nothing_with_a_name_stands() -> None:
    text = report("Russia delivered weapons to India.", "2025-01-01")
    found = compose(
        PAIR,
        facts_of(one(text, programme(text, "delivered weapons", "weapons", "delivered"))),
        {},
        knowledge(),
    )
    assert "weapons" in found.sections[0].sentences[0].text
    named = report("Russia delivered the S-400 to India.", "2025-01-01")
    both = [
        *one(text, programme(text, "delivered weapons", "weapons", "delivered")),
        *one(named, programme(named, "delivered the S-400", "S-400", "delivered")),
    ]
    found = compose(PAIR, facts_of(both), {}, knowledge())
    assert not any("weapons" in sentence.text for sentence in found.sections[0].sentences)
