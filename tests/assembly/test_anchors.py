"""Where judged claims are after a newer reader has read their report again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.assembly.anchors import likeness, locate
from communique.model import Anchor, Cited, Claim
from tests.assembly.reports import claim, engagement, one, programme, report

TEXT = "On Friday India signed a contract with Russia for five S-400 systems and talked about Su-57 fighters."
DOCUMENT = report(TEXT, "2018-10-05")
OLD = programme(DOCUMENT, "a contract with Russia for five S-400 systems", "S-400", "contracted", quantity=5)
(BEFORE,) = one(DOCUMENT, OLD)
ANCHOR = Anchor(BEFORE.claim_id, BEFORE.document_id, OLD)


def _now(*claims: Claim, forms: tuple[Claim, ...] = ()) -> list[Claim]:
    """The claims of a newer reading that the old one is found in."""
    cited = one(DOCUMENT, *claims)
    found = locate([(ANCHOR, forms)], cited)
    return [item.claim for item in found[BEFORE.document_id, BEFORE.claim_id]]


SURVIVORS = {
    "the same": OLD,
    "another rule": replace(OLD, rule="other", reader="rules-9", confidence=0.1),
    "another status": replace(OLD, status="approved"),
    "more words": programme(DOCUMENT, "India signed a contract with Russia for five S-400 systems", "S-400", "contracted", quantity=5),
    "fewer words": programme(DOCUMENT, "five S-400 systems", "S-400", "contracted", quantity=5),
    "a fuller name": replace(OLD, equipment="S-400 systems"),
    "a year": replace(OLD, date="2018"),
}  # fmt: skip


@pytest.mark.parametrize("what", SURVIVORS)
def test_what_is_read_a_little_otherwise_is_found_again(what: str) -> None:
    other = programme(DOCUMENT, "talked about Su-57 fighters", "Su-57", "negotiating")
    assert _now(other, SURVIVORS[what]) == [SURVIVORS[what]]


STRANGERS = {
    "other equipment in the same words": replace(OLD, equipment="Su-57"),
    "other words": programme(DOCUMENT, "talked about Su-57 fighters", "S-400", "contracted", quantity=5),
    "another kind": engagement(DOCUMENT, "a contract with Russia for five S-400 systems", type="contract"),
    "all else differs": programme(
        DOCUMENT, "S-400", "S-400", "proposed", supplier="FRA", recipient="KOR", mode="co-production"
    ),
}


@pytest.mark.parametrize("what", STRANGERS)
def test_what_is_another_claim_is_not_taken_for_it(what: str) -> None:
    assert _now(STRANGERS[what]) == []


def test_the_likest_is_chosen() -> None:
    near = replace(OLD, rule="other")
    assert _now(replace(OLD, status="approved", mode="co-production", rule="x"), near) == [near]


def test_a_reader_that_now_reads_what_was_corrected_is_followed() -> None:
    right = replace(OLD, equipment="Su-57", rule="better")
    assert _now(right) == []
    assert _now(right, forms=(replace(OLD, equipment="Su-57"),)) == [right]


def test_copies_go_with_it_and_reports_of_the_same_do_not() -> None:
    copy = report(TEXT, "2018-10-05", "Copyist")
    rewritten = report("In other words, India buys five S-400 systems from Russia.", "2018-10-06")
    copied, told = (
        one(copy, OLD),
        one(rewritten, programme(rewritten, "five S-400 systems", "S-400", "contracted", quantity=5)),
    )
    found = locate([(ANCHOR, ())], [BEFORE, *copied, *told])
    assert found[BEFORE.document_id, BEFORE.claim_id] == (BEFORE, *copied)


def test_likeness_is_of_claims_of_one_kind_only_and_goes_from_nothing_to_one() -> None:
    assert likeness(OLD, OLD) == 1
    assert 0.5 < likeness(OLD, replace(OLD, status="approved")) < 1
    nameless = claim(DOCUMENT, "talked", "programme")
    assert likeness(nameless, nameless) == 1
    assert likeness(nameless, OLD) == 0


def test_nothing_is_looked_for_where_nothing_was_judged() -> None:
    cited: list[Cited] = [BEFORE]
    assert locate([], cited) == {}
