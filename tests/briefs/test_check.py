from __future__ import annotations

from dataclasses import replace

import pytest

from communique.briefs import check
from communique.errors import BriefError
from communique.model import Brief, Section, Sentence
from tests.briefs.scene import S400, brief


def _with(sentence: Sentence) -> Brief:
    return replace(brief(), sections=(Section("Synopsis", (sentence,), "synopsis"),))


def test_a_sourced_brief_passes() -> None:
    check(brief())


def test_a_sentence_without_claims_is_refused() -> None:
    with pytest.raises(BriefError, match="no claim is behind this sentence"):
        check(_with(Sentence("All is well.", ())))


def test_a_claim_from_elsewhere_is_refused() -> None:
    with pytest.raises(BriefError, match="not among the facts"):
        check(_with(Sentence("All is well.", ("f" * 64,))))


def test_an_empty_sentence_is_refused() -> None:
    claims = brief().sections[0].sentences[0].claims
    with pytest.raises(BriefError, match="empty"):
        check(_with(Sentence(" ", claims)))


def test_a_fact_from_elsewhere_is_refused() -> None:
    claims = brief().sections[0].sentences[0].claims
    with pytest.raises(BriefError, match="a fact that is not in the brief"):
        check(_with(Sentence("All is well.", claims, ("nowhere",))))


def test_a_quote_that_is_not_in_its_document_is_refused() -> None:
    (fact,) = [f for f in brief().facts if f.kind == "use"]
    item = fact.cited[0]
    moved = replace(item.claim.evidence[0], start=0, end=len(item.claim.evidence[0].quote))
    false = replace(item, claim=replace(item.claim, evidence=(moved,)))
    facts = tuple(replace(f, cited=(false,)) if f is fact else f for f in brief().facts)
    with pytest.raises(BriefError, match="is not in its document"):
        check(replace(_with(Sentence("It was used.", (item.claim_id,))), facts=facts))


def test_a_claim_without_a_quote_is_refused() -> None:
    (fact,) = [f for f in brief().facts if f.kind == "use"]
    item = replace(fact.cited[0], claim=replace(fact.cited[0].claim, evidence=()))
    with pytest.raises(BriefError, match="no quote"):
        check(
            replace(_with(Sentence("It was used.", (item.claim_id,))), facts=(replace(fact, cited=(item,)),))
        )


def test_the_quotes_of_the_scene_are_real() -> None:
    """The guard above works on documents that the brief holds."""
    assert S400.id in {document.id for document in brief().documents}
