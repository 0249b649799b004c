"""What fits into a register, and what does not and why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.assembly import cite
from communique.model import Claim, Document, Evidence, Quantity
from communique.register import UnfitError
from communique.register.rows import claim_id, claim_of, clean, json_of, party_rows, record
from tests.register import samples

DOCUMENT = Document("Poland bought 180 K2 tanks from Korea.", path="a.txt")
CLAIM = Claim("programme", (Evidence(0, 6, "Poland"),), supplier=("KOR",), recipient=("POL",))


def test_a_claim_comes_back_as_it_went() -> None:
    for claim in samples.claims(3):
        assert claim_of(json_of(claim)) == claim


def test_words_that_claims_share_are_in_memory_once() -> None:
    one, other = claim_of(json_of(CLAIM)), claim_of(json_of(CLAIM))
    assert one.supplier[0] is other.supplier[0]
    assert one.kind is other.kind


def test_the_same_claim_is_kept_once() -> None:
    assert len(record(DOCUMENT, [CLAIM, CLAIM, replace(CLAIM, confidence=0.9)], "rules-1").claims) == 1


def test_copies_of_a_story_make_claims_of_their_own() -> None:
    copy = replace(DOCUMENT, publisher="Another Daily")
    assert CLAIM.id == replace(CLAIM).id
    assert claim_id(DOCUMENT.id, CLAIM) != claim_id(copy.id, CLAIM)


def test_assembly_cites_claims_by_the_same_ids() -> None:
    assert [cited.claim_id for cited in cite(DOCUMENT, [CLAIM])] == [claim_id(DOCUMENT.id, CLAIM)]


def test_the_parties_of_a_claim_are_its_members() -> None:
    for number in range(8):
        for claim in samples.claims(number):
            assert {party for _, party in party_rows(claim)} == set(claim.members)
    use = Claim("use", (Evidence(0, 6, "Poland"),), by=("IND",), against=("PAK",))
    assert party_rows(use) == [("against", "PAK"), ("by", "IND")]


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (replace(CLAIM, evidence=()), "no evidence"),
        (replace(CLAIM, evidence=(Evidence(0, 6, "Polish"),)), "is not the text"),
        (replace(CLAIM, evidence=(Evidence(-6, -1, "Korea"),)), "no place in the text"),
        (replace(CLAIM, kind="rumour"), "kind 'rumour'"),
        (replace(CLAIM, confidence=float("nan")), "number that is none"),
        (replace(CLAIM, quantity=Quantity("many", number=float("inf"))), "number that is none"),
        (replace(CLAIM, equipment="K\0"), "NUL"),
        (replace(CLAIM, attribution="\ud800"), "surrogate"),
    ],
)
def test_a_claim_that_its_document_does_not_bear_is_refused(claim: Claim, words: str) -> None:
    with pytest.raises(UnfitError, match=words) as caught:
        record(DOCUMENT, [CLAIM, claim], "rules-1")
    assert str(caught.value).startswith("a.txt: claim 2 cannot be kept")
    assert "rules-1" in caught.value.mend


@pytest.mark.parametrize("text", ["nul \0 inside", "half \udcff a character"])
def test_text_that_no_database_holds_is_refused(text: str) -> None:
    with pytest.raises(UnfitError, match="its text holds"):
        record(replace(DOCUMENT, text=text), [], "rules-1")
    with pytest.raises(UnfitError, match="its title holds"):
        record(replace(DOCUMENT, title=text), [], "rules-1")
    with pytest.raises(UnfitError, match="its author holds"):
        record(replace(DOCUMENT, author=text), [], "rules-1")


def test_a_backslash_that_looks_like_a_nul_is_none() -> None:
    text = r"The file name was C:\u0000 and no more."
    document = replace(DOCUMENT, text=text)
    made = record(document, [replace(CLAIM, evidence=(Evidence(0, len(text), text),))], "rules-1")
    assert claim_of(json_of(made.claims[0][1])).evidence[0].quote == text


def test_claims_without_a_reader_are_refused() -> None:
    with pytest.raises(UnfitError, match="no reader"):
        record(DOCUMENT, [CLAIM], "")


def test_paths_are_made_such_that_every_database_holds_them() -> None:
    assert clean("reports/a.txt") == "reports/a.txt"
    assert clean("\udcff\0") == r"\udcff\0"
    long = "x" * 5_000
    assert len(clean(long)) < 700
    assert clean(long) != clean(long + "y")
