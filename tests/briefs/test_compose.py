from __future__ import annotations

import pytest

from communique.briefs import compose
from communique.errors import BriefError
from communique.model import Document
from tests.assembly.reports import facts_of, knowledge, one, programme, report
from tests.briefs.scene import DOCUMENTS, ELSEWHERE, PAIR, brief, facts, sentences

BY_ID: dict[str, Document] = {document.id: document for document in DOCUMENTS}


def test_the_title_is_the_question() -> None:
    assert brief().question == "How are India and Russia strengthening their defence partnership?"
    assert brief().names == ("India", "Russia")


def test_names_carry_their_articles() -> None:
    found = compose(("USA", "NLD"), (), {}, knowledge())
    assert (
        found.question
        == "How are the United States and the Netherlands strengthening their defence partnership?"
    )


def test_every_sentence_has_claims_and_ends_with_one_full_stop() -> None:
    for section in brief().sections:
        for sentence in section.sentences:
            assert sentence.claims, sentence.text
            assert sentence.text.endswith("."), sentence.text
            assert not sentence.text.endswith(".."), sentence.text
            assert "  " not in sentence.text
            assert sentence.text[0].isupper()
            assert "{" not in sentence.text
            assert "None" not in sentence.text


def test_sections_in_order_and_none_empty() -> None:
    keys = [section.key for section in brief().sections]
    assert keys == [
        "synopsis", "takeaways", "programmes", "engagements", "mechanisms",
        "use", "pressures", "course", "disputed", "unknown",
    ]  # fmt: skip
    assert all(section.sentences for section in brief().sections)


def test_other_pairs_and_their_documents_stay_out() -> None:
    assert ELSEWHERE not in brief().documents
    assert not any("Japan" in text for key in ("programmes", "unknown") for text in sentences(key))


def test_engagements_newest_first_with_people_and_offices() -> None:
    first = sentences("engagements")[0]
    assert first == (
        "According to the Russian Defence Ministry, Vinay Kumar (Ambassador, India) met Aleksandr Fomin "
        "(Deputy Defence Minister, Russia) in Moscow on 6 August 2025 (date inferred)."
    )
    assert "5 October 2018" in sentences("engagements")[1]


def test_a_year_that_nobody_states_is_shown_as_such() -> None:
    assert any("on 9 August (year not stated)" in text for text in sentences("engagements"))
    assert any(text.startswith("The year of the meeting") for text in sentences("unknown"))


def test_a_period_keeps_what_has_a_moment_in_it() -> None:
    late = compose(PAIR, facts(), BY_ID, knowledge(), since="2025")
    names = {fact.slots.get("equipment") for fact in late.facts}
    assert "S-400" in names
    assert "T-90S" not in names
    early = compose(PAIR, facts(), BY_ID, knowledge(), until="2010")
    assert {fact.slots.get("equipment") for fact in early.facts if fact.kind == "programme"} == {
        "T-90S",
        "BrahMos",
    }


def test_unnamed_equipment_comes_last_and_lacks_nothing() -> None:
    text = report("Russia delivered missiles to India.", "2025-01-01")
    cited = one(text, programme(text, "delivered missiles", "missiles", "delivered"))
    found = compose(PAIR, [*facts_of(cited), *facts()], {}, knowledge())
    by_key = {section.key: section for section in found.sections}
    assert by_key["programmes"].sentences[-1].text.startswith("Russia has delivered missiles to India")
    assert not any("missiles (" in sentence.text for sentence in by_key["unknown"].sentences)


def test_nothing_about_a_pair_is_an_empty_brief() -> None:
    found = compose(("BRA", "KEN"), facts(), BY_ID, knowledge())
    assert found.sections == ()
    assert found.documents == ()


@pytest.mark.parametrize(
    ("pair", "since", "until", "problem"),
    [
        (("IND", "IND"), None, None, "one party"),
        (("IND", "RUS"), "soon", None, "no date"),
        (("IND", "RUS"), "2025", "2020", "ends before"),
    ],
)
def test_what_cannot_be_asked(
    pair: tuple[str, str], since: str | None, until: str | None, problem: str
) -> None:
    with pytest.raises(BriefError, match=problem):
        compose(pair, facts(), BY_ID, knowledge(), since, until)


def test_the_brief_does_not_depend_on_the_order_of_facts() -> None:
    assert compose(PAIR, facts()[::-1], BY_ID, knowledge()).sections == brief().sections
