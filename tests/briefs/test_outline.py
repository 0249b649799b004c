from __future__ import annotations

import re
from dataclasses import replace

import pytest

from communique.briefs import render
from communique.briefs.citations import citations
from communique.briefs.outline import by_line, coverage, period, rungs, weight
from tests.assembly.reports import knowledge, programme, report
from tests.briefs.scene import brief, fact, only


def test_coverage_counts_reports_and_publishers() -> None:
    said = coverage(citations(brief()))
    assert said == "ten reports by six publishers, 15 February 2001 to 4 December 2025"


def test_periods_in_words() -> None:
    assert period(brief()) == "all dates"
    assert period(replace(brief(), since="2020")) == "since 2020"
    assert period(replace(brief(), until="2020-05")) == "until May 2020"
    assert period(replace(brief(), since="2020", until="2021")) == "2020 to 2021"


def test_the_dossier_is_grouped_by_line() -> None:
    (dossier,) = [section for section in brief().sections if section.key == "programmes"]
    lines = by_line(brief(), dossier)
    assert [(name, len(entries)) for name, entries in lines] == [("BrahMos", 1), ("T-90", 2), ("S-400", 2)]


def test_rungs_in_words() -> None:
    _, rows = rungs(brief())
    assert rows == [
        ("Co-development", ["BrahMos (by 2001)"]),
        ("Co-production", []),
        ("Licensed production", ["T-90S (2009)"]),
        ("Sustainment", []),
        ("Transfer", ["T-90S (2001)", "S-400 (2018)"]),
    ]


def test_weight_in_words() -> None:
    assert weight(fact("use")) == "one independent source; roughly even chance"
    assert weight(fact("programme", line="S-400", date="2018-10-05")).startswith(
        "three independent sources; "
    )


def test_what_only_media_of_the_states_concerned_tell_is_said() -> None:
    def told(publisher: str) -> str:
        document = report("The S-400 was ordered.", "2018-10-05", publisher)
        return weight(only(document, programme(document, "S-400 was ordered", "S-400", "contracted")))

    assert told("TASS").startswith("one independent source, told by parties to the matter alone; ")
    assert told("Reuters").startswith("one independent source; ")


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_likelihood_and_confidence_never_meet_in_a_sentence(form: str) -> None:
    """ICD 203: a sentence does not mix words of likelihood with words of confidence."""
    written = " ".join(render(brief(), form, knowledge()).split())
    likelihood = re.compile(r"\b(?:likely|unlikely|roughly even chance|almost (?:no chance|certain))\b")
    sentences = re.split(r"(?<=[.)])\s", written)
    assert any(likelihood.search(text) for text in sentences)
    assert not [text for text in sentences if likelihood.search(text) and "confiden" in text]
