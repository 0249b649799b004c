from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.assembly import Sketch, assemble, cite, sketch
from communique.model import Cited
from tests.assembly.reports import claim, engagement, facts_of, knowledge, one, programme, report

WIRE = (
    "India and Russia on Friday concluded a contract for five regiments of the S-400 air defence system. "
    "Vladimir Putin met Narendra Modi in New Delhi. The United States has threatened sanctions over the deal."
)


def _corpus() -> tuple[list[Cited], dict[str, Sketch]]:
    """Twelve reports with copies, vague dates, conflicts and denials."""
    cited: list[Cited] = []
    texts: dict[str, Sketch] = {}
    for index, (published, number, day) in enumerate(
        [
            ("2018-10-05", 5, "2018-10-05"),
            ("2018-10-06", 5, "2018-10"),
            ("2018-10-07", 6, None),
            ("2021-01-01", 5, "2018"),
        ]
        * 3
    ):
        tail = (
            ""
            if index < 4
            else f" Report number {index} adds nothing else to it, and says so in many more words here."
        )
        document = report(WIRE + tail, published, f"Paper {index}")
        texts[document.id] = sketch(document.text)
        people = [("Vladimir Putin", "President", None, "RUS"), ("Modi", None, None, "IND")][: index % 3]
        cited += one(
            document,
            programme(
                document, "a contract for five regiments of the S-400", "S-400", "contracted",
                date=day, quantity=number, denied=index == 7,
            ),
            programme(document, "the S-400", "S-400", "delivered" if index % 2 else "planned", supplier=()),
            engagement(document, "met Narendra Modi", date=day, participants=people),
            claim(document, "threatened sanctions", "pressure", by="USA", on="IND", instrument="sanctions",
                  status="threatened", about="RUS" if index % 2 else ""),
        )  # fmt: skip
    return cited, texts


CITED, TEXTS = _corpus()
FACTS = assemble(CITED, knowledge(), TEXTS)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
def test_any_order_and_any_number_of_times_give_the_same_facts(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - a reproducible shuffle
    shuffled = CITED + random.sample(CITED, random.randint(0, len(CITED)))
    random.shuffle(shuffled)
    assert assemble(shuffled, knowledge(), TEXTS) == FACTS


def test_facts_assembled_again_are_the_same_facts() -> None:
    assert assemble([item for fact in FACTS for item in fact.cited], knowledge(), TEXTS) == FACTS


def test_every_claim_is_in_exactly_one_fact() -> None:
    claims = [item.claim_id for fact in FACTS for item in fact.cited]
    assert sorted(claims) == sorted({item.claim_id for item in CITED})
    assert len({fact.id for fact in FACTS}) == len(FACTS)


def test_the_corpus_is_what_it_should_be() -> None:
    """The property above would hold for facts that merge nothing: these merge, and keep what differs."""
    by_kind = {kind: [f for f in FACTS if f.kind == kind] for kind in ("programme", "pressure")}
    assert len(by_kind["pressure"]) == 1
    order = max(by_kind["programme"], key=lambda fact: len(fact.cited))
    assert {conflict.slot for conflict in order.conflicts} >= {"quantity", "denied"}


def test_copies_never_raise_the_number_of_voices() -> None:
    document = report(WIRE, "2018-10-05", "First")
    copies = [report(WIRE, "2018-10-05", f"Copy {number}") for number in range(20)]
    cited = [
        item
        for text in (document, *copies)
        for item in one(text, programme(text, "the S-400", "S-400", "contracted"))
    ]
    (fact,) = facts_of(cited, document, *copies)
    assert fact.voices == 1
    assert len(fact.cited) == 21


def test_ids_hang_on_what_is_claimed_not_on_who_says_it() -> None:
    one_paper, other = report(WIRE, "2018-10-05", "A"), report("Sold: the S-400.", "2020-01-01", "B")
    first = facts_of(one(one_paper, programme(one_paper, "the S-400", "S-400", "contracted")))
    second = facts_of(one(other, programme(other, "the S-400", "S-400", "delivered")))
    assert [fact.id for fact in first] == [fact.id for fact in second]


def test_claims_are_cited_with_ids_of_their_own() -> None:
    document = report(WIRE, "2018-10-05", "A")
    same = replace(document, publisher="B")
    item = programme(document, "the S-400", "S-400")
    (first,), (second,) = cite(document, [item]), cite(same, [item])
    assert first.claim_id != second.claim_id
    assert (first.document_id, first.publisher, first.published) == (document.id, "A", "2018-10-05")


def test_nothing_in_nothing_out() -> None:
    assert assemble([], knowledge()) == []
