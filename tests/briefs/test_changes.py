from __future__ import annotations

from typing import Any

import pytest

from communique.assembly import assemble, sketch
from communique.briefs import compose, render
from communique.model import Brief, Cited, Document
from tests.assembly.reports import engagement, knowledge, one, programme, report

Told = tuple[Document, list[Cited]]


def _told(publisher: str, published: str | None, equipment: str, status: str, **slots: Any) -> Told:
    words = " ".join(f"{publisher} {published} {n}" for n in range(12))
    document = report(f"The {equipment} deal. {words}", published, publisher)
    return document, one(document, programme(document, f"The {equipment} deal", equipment, status, **slots))


def _met(published: str, date: str, status: str) -> Told:
    document = report(f"The ministers meet: {published}, {date}.", published, f"Post of {published}")
    return document, one(document, engagement(document, "ministers meet", date=date, status=status))


def _brief(*told: Told, since: str | None = "2024", until: str | None = None) -> Brief:
    documents = {document.id: document for document, _ in told}
    cited = [item for _, claims in told for item in claims]
    sketches = {document.id: sketch(document.text) for document in documents.values()}
    facts = assemble(cited, knowledge(), sketches)
    return compose(("IND", "RUS"), facts, documents, knowledge(), since, until)


def _said(*told: Told, since: str | None = "2024", until: str | None = None) -> list[str]:
    brief = _brief(*told, since=since, until=until)
    return [s.text for section in brief.sections if section.key == "changes" for s in section.sentences]


ORDER = _told("First", "2018-10-05", "S-400", "contracted", date="2018-10-05", quantity=5)


def test_what_no_earlier_report_tells_is_new() -> None:
    (said,) = _said(ORDER, _told("Second", "2025-03-01", "AK-203", "contracted"))
    assert said.startswith("New: India has ordered AK-203")


def test_an_old_deal_told_for_the_first_time_is_called_older() -> None:
    (said,) = _said(_told("Second", "2025-03-01", "AK-203", "contracted", date="2021-12-06"))
    assert said.startswith("First told of now, though older: ")


def test_an_old_deal_told_again_is_no_change() -> None:
    again = _told("Second", "2025-03-01", "S-400", "contracted", date="2018-10", quantity=5)
    assert _said(ORDER, again) == []


def test_a_status_that_moved_with_its_sources() -> None:
    delivered = _told("Second", "2025-03-01", "S-400", "delivered", date="2025-02-27")
    brief = _brief(ORDER, delivered)
    (section,) = (section for section in brief.sections if section.key == "changes")
    (sentence,) = section.sentences
    assert sentence.text == (
        "Changed: the supply of S-400 SAM systems to India (order of 2018) went from contracted to delivered "
        "on 27 February 2025."
    )
    assert set(sentence.claims) == {ORDER[1][0].claim_id, delivered[1][0].claim_id}
    assert "Changed: the supply of S-400" in " ".join(render(brief, "text", knowledge()).split())


def test_a_number_that_is_put_otherwise() -> None:
    official = _told(
        "Second",
        "2025-03-01",
        "S-400",
        "contracted",
        date="2018-10",
        quantity=6,
        attribution="Defence Ministry",
    )
    assert _said(ORDER, official) == [
        "Changed: the number in the supply of S-400 SAM systems to India (order of 2018) is now put at six, "
        "before at five."
    ]


def test_a_promise_that_moved_slipped() -> None:
    promised = _told("Second", "2022-01-01", "S-400", "contracted", date="2024-06")
    later = _told("Third", "2025-01-01", "S-400", "delayed", date="2026-12")
    said = _said(ORDER, promised, later)
    assert [text for text in said if text.startswith("Slipped")] == [
        "Slipped: delivery of S-400 SAM systems (order of 2018) was promised by June 2024 (reported 1 January 2022) "
        "and is now expected in December 2026."
    ]
    assert not [text for text in _said(ORDER, promised, later, since="2025-06") if "Slipped" in text]


def test_a_promise_that_passed_without_a_word_is_silent() -> None:
    promised = _told("Second", "2022-01-01", "S-400", "contracted", date="2024-06")
    elsewhere = _told("Third", "2025-01-01", "AK-203", "contracted")
    silent = [text for text in _said(ORDER, promised, elsewhere) if text.startswith("Silent")]
    assert silent == [
        "Silent: delivery of S-400 SAM systems (order of 2018) was promised by June 2024 (reported 1 January 2022) "
        "and nothing has been reported since."
    ]
    spoken = _told("Fourth", "2024-09-01", "S-400", "in-production")
    assert not [text for text in _said(ORDER, promised, elsewhere, spoken) if text.startswith("Silent")]
    assert not [
        text for text in _said(ORDER, promised, elsewhere, since="2024-08") if text.startswith("Silent")
    ]


def test_a_meeting_that_was_planned_and_not_reported_is_silent() -> None:
    planned, elsewhere = (
        _met("2024-03-01", "2024-05-05", "planned"),
        _told("Third", "2025-01-01", "AK-203", "planned"),
    )
    assert any(text.startswith("Silent: the meeting") for text in _said(planned, elsewhere))
    held = _met("2024-05-06", "2024-05-05", "held")
    assert not any(text.startswith("Silent") for text in _said(planned, elsewhere, held))


def test_the_end_of_the_period_hides_what_came_after() -> None:
    delivered = _told("Second", "2025-03-01", "S-400", "delivered", date="2025-02-27")
    part = _told("Third", "2024-03-01", "S-400", "partly-delivered", date="2024-02-01")
    (said,) = _said(ORDER, part, delivered, until="2024")
    assert "went from contracted to partly delivered" in said


def test_reports_without_a_day_change_nothing() -> None:
    assert _said(ORDER, _told("Second", None, "AK-203", "contracted")) == []


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
def test_every_form_tells_it(form: str) -> None:
    written = render(_brief(ORDER, _told("Second", "2025-03-01", "AK-203", "contracted")), form, knowledge())
    assert "What changed" in written
    assert "roughly even chance" in written


def test_without_since_nothing_is_compared() -> None:
    assert _said(ORDER, since=None) == []
