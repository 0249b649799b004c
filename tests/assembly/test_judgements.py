"""What analysts decide holds, in whatever order it is told, and everything can be taken back."""

from __future__ import annotations

import itertools
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.assembly import assemble, effective, undone_by
from communique.assembly.judgements import corrected
from communique.model import Cited, Fact, Judgement
from tests.assembly.decisions import merge, on, split, undo
from tests.assembly.reports import engagement, knowledge, one, programme, report

FIRST = report("Moscow sells India five S-400 systems, a contract of 2018 says.", "2018-10-05", "One")
SECOND = report("A minister said that six S-400 systems were bought. They met in Delhi.", "2018-10-08", "Two")
THIRD = report("Two MiG-29 fighters were handed over. They met in Moscow on May 3.", "2019-05-04", "Three")
CITED = [
    *one(FIRST, programme(FIRST, "five S-400 systems", "S-400", "contracted", quantity=5, date="2018-10-05")),
    *one(
        SECOND,
        programme(SECOND, "six S-400 systems", "S-400", "contracted", quantity=6, date="2018-10-05"),
        engagement(SECOND, "They met in Delhi", date="2018-10-07"),
    ),
    *one(
        THIRD,
        programme(THIRD, "Two MiG-29 fighters", "MiG-29", "delivered", quantity=2),
        engagement(THIRD, "They met in Moscow", date="2019-05-03"),
    ),
]
FIVE, SIX, DELHI, FIGHTERS, MOSCOW = CITED


def _facts(*judgements: Judgement, cited: list[Cited] | None = None) -> list[Fact]:
    return assemble(cited or CITED, knowledge(), None, judgements)


def _fact(facts: list[Fact], item: Cited) -> Fact:
    """The fact in which a claim is."""
    (found,) = (fact for fact in facts if item.claim_id in {one.claim_id for one in fact.cited})
    return found


PLAIN = _facts()
ORDER = _fact(PLAIN, FIVE)


def test_the_reports_are_what_they_should_be() -> None:
    assert _fact(PLAIN, SIX) == ORDER
    assert len(PLAIN) == 4
    assert all(fact.judgements == () for fact in PLAIN)


def test_a_rejected_claim_is_in_no_fact_and_its_fact_lives_on_without_it() -> None:
    facts = _facts(on("reject", SIX, 1))
    assert SIX.claim_id not in {item.claim_id for fact in facts for item in fact.cited}
    assert _fact(facts, FIVE).id == ORDER.id
    assert _fact(facts, FIVE).conflicts == ()
    assert ORDER.conflicts, "there must be something to settle"


def test_a_rejected_fact_is_gone_until_somebody_else_tells_it() -> None:
    gone = on("reject", ORDER, 1)
    assert len(_facts(gone)) == len(PLAIN) - 1
    later = report("New reports tell of S-400 systems for India.", "2020-01-01", "Four")
    new = one(later, programme(later, "S-400 systems", "S-400", "contracted"))
    again = _fact(_facts(gone, cited=[*CITED, *new]), new[0])
    assert [item.claim_id for item in again.cited] == [new[0].claim_id]


def test_what_the_source_said_stands_beside_what_was_decided() -> None:
    change = on("edit", SIX, 1, quantity={"text": "five", "number": 5.0}, supplier=["FRA"])
    facts = _facts(change)
    (item,) = (item for fact in facts for item in fact.cited if item.claim_id == SIX.claim_id)
    assert item.said == SIX.claim
    assert (item.claim.quantity and item.claim.quantity.number, item.claim.supplier) == (5, ("FRA",))
    assert item.claim.evidence == SIX.claim.evidence
    assert item.judgements == (change,)
    assert _fact(facts, SIX).id != ORDER.id, "another supplier makes it another programme"
    assert change in _fact(facts, SIX).judgements


def test_a_corrected_slot_is_no_longer_inferred() -> None:
    claim = replace(SIX.claim, inferred=(("supplier", "equipment"), ("mode", "signed")), family="air-defence")
    assert dict(corrected(claim, {"supplier": ["FRA"]}).inferred) == {"mode": "signed"}
    assert corrected(claim, {"equipment": "K2"}).family is None
    assert corrected(claim, {"status": None}).status is None


def test_a_fact_is_corrected_whatever_its_claims_say() -> None:
    change = on("edit", ORDER, 1, quantity={"text": "four", "number": 4.0})
    fact = _fact(_facts(change), FIVE)
    assert fact.slots["quantity"]["number"] == 4
    assert fact.judgements == (change,)
    assert fact.cited == ORDER.cited
    assert fact.conflicts == ORDER.conflicts


def test_other_equipment_of_a_fact_brings_its_line_with_it() -> None:
    fact = _fact(_facts(on("edit", ORDER, 1, equipment="Su-30MKI")), FIVE)
    assert (fact.slots["equipment"], fact.slots["line"]) == ("Su-30MKI", "Su-30")
    assert fact.slots["family"] == "combat-aircraft"


def test_facts_that_are_one_are_one() -> None:
    delhi, moscow = _fact(PLAIN, DELHI), _fact(PLAIN, MOSCOW)
    for first, second in itertools.permutations((delhi, moscow)):
        facts = _facts(merge(1, first, second))
        whole = _fact(facts, DELHI)
        assert whole == _fact(facts, MOSCOW)
        assert whole.id == first.id
        assert {item.claim_id for item in whole.cited} == {DELHI.claim_id, MOSCOW.claim_id}


def test_a_new_report_of_either_joins_what_was_merged() -> None:
    joined = merge(1, _fact(PLAIN, DELHI), _fact(PLAIN, MOSCOW))
    later = report("It is told that they met on May 3.", "2019-05-05", "Four")
    new = one(later, engagement(later, "they met", date="2019-05-03"))
    whole = _fact(_facts(joined, cited=[*CITED, *new]), new[0])
    assert {DELHI.claim_id, MOSCOW.claim_id} <= {item.claim_id for item in whole.cited}


def test_what_is_split_off_is_a_fact_of_its_own() -> None:
    cut = split(1, ORDER, SIX)
    facts = _facts(cut)
    rest, off = _fact(facts, FIVE), _fact(facts, SIX)
    assert (rest.id, len(rest.cited), len(off.cited)) == (ORDER.id, 1, 1)
    assert off.id not in {fact.id for fact in PLAIN}
    assert rest.judgements == off.judgements == (cut,)
    assert (rest.slots["quantity"]["number"], off.slots["quantity"]["number"]) == (5, 6)


def test_a_report_that_comes_after_a_split_joins_one_side_and_mends_nothing() -> None:
    later = report("All of the S-400 systems are there.", "2021-01-01", "Four")
    new = one(later, programme(later, "S-400 systems", "S-400", "delivered"))
    facts = _facts(split(1, ORDER, SIX), cited=[*CITED, *new])
    assert _fact(facts, new[0]) == _fact(facts, FIVE) != _fact(facts, SIX)


def test_an_accepted_fact_is_not_doubtful() -> None:
    unsure = [replace(item, claim=replace(item.claim, confidence=0.2)) for item in CITED]
    doubtful = _fact(_facts(cited=unsure), FIGHTERS)
    assert "doubtful" in doubtful.slots
    for subject in (doubtful, doubtful.cited[0]):
        fact = _fact(_facts(on("accept", subject, 1), cited=unsure), FIGHTERS)
        assert "doubtful" not in fact.slots
        assert [one.action for one in fact.judgements] == ["accept"]


def test_of_two_that_contradict_each_other_the_later_one_holds() -> None:
    there = {
        item.claim_id for fact in _facts(on("reject", SIX, 1), on("accept", SIX, 2)) for item in fact.cited
    }
    assert SIX.claim_id in there
    gone = {
        item.claim_id for fact in _facts(on("reject", SIX, 3), on("accept", SIX, 2)) for item in fact.cited
    }
    assert SIX.claim_id not in gone
    twice = (
        on("edit", SIX, 5, status="delivered"),
        on("edit", SIX, 4, status="cancelled", mode="co-production"),
    )
    (item,) = (item for fact in _facts(*twice) for item in fact.cited if item.claim_id == SIX.claim_id)
    assert (item.claim.status, item.claim.mode) == ("delivered", "co-production")


def test_a_report_can_be_set_aside_whole() -> None:
    aside = Judgement("reject", "document", SECOND.id, "ana", "2026-01-01T00:01:00Z", "satire")
    there = {item.claim_id for fact in _facts(aside) for item in fact.cited}
    assert there == {FIVE.claim_id, FIGHTERS.claim_id, MOSCOW.claim_id}
    back = {item.claim_id for fact in _facts(aside, on("accept", SIX, 2)) for item in fact.cited}
    assert back - there == {SIX.claim_id}
    before = {item.claim_id for fact in _facts(replace(aside, at="2026-01-01T00:09:00Z"), on("accept", SIX, 2)) for item in fact.cited}  # fmt: skip
    assert before == there


def test_copies_of_judged_words_are_judged_with_them() -> None:
    copy = replace(SECOND, publisher="Copyist")
    copied = [
        replace(item, document_id=copy.id, claim_id=f"{number}") for number, item in enumerate(CITED[1:3])
    ]
    there = {
        item.claim_id for fact in _facts(on("reject", SIX, 1), cited=[*CITED, *copied]) for item in fact.cited
    }
    assert "0" not in there
    assert "1" in there
    other = [replace(copied[0], claim=replace(copied[0].claim, status="delivered"))]
    there = {
        item.claim_id for fact in _facts(on("reject", SIX, 1), cited=[*CITED, *other]) for item in fact.cited
    }
    assert "0" in there, "the same words that are read otherwise are another claim"


def test_everything_can_be_undone_and_an_undo_too() -> None:
    all_kinds = [
        on("accept", FIVE, 1),
        on("reject", SIX, 2),
        on("edit", FIGHTERS, 3, status="cancelled"),
        on("edit", ORDER, 4, mode="co-production"),
        on("reject", _fact(PLAIN, DELHI), 5),
        merge(6, _fact(PLAIN, DELHI), _fact(PLAIN, MOSCOW)),
        split(7, ORDER, SIX),
    ]
    for number, made in enumerate(all_kinds):
        back = undo(20 + number, made)
        assert _facts(made) != PLAIN
        assert _facts(made, back) == PLAIN
        assert _facts(made, back, undo(40 + number, back)) == _facts(made)
        assert undone_by([made, back]) == {made.id: back}


def _many() -> list[Judgement]:
    """Judgements that touch each other, two of them undone, one of these back again."""
    delhi, moscow = _fact(PLAIN, DELHI), _fact(PLAIN, MOSCOW)
    made = [
        merge(1, delhi, moscow),
        split(2, ORDER, SIX),
        on("edit", ORDER, 3, quantity={"text": "four", "number": 4.0}),
        on("edit", SIX, 4, status="delivered"),
        on("reject", FIGHTERS, 5),
        on("accept", FIGHTERS, 6),
        on("reject", MOSCOW, 7),
        on("edit", delhi, 8, place="Delhi"),
    ]
    back = [undo(9, made[1]), undo(10, made[6])]
    return [*made, *back, undo(11, back[0])]


MANY = _many()
DECIDED = _facts(*MANY)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32))
def test_the_order_in_which_they_are_given_does_not_matter(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - a reproducible shuffle
    judgements = [*MANY, *random.sample(MANY, 3)]
    cited = list(CITED)
    random.shuffle(judgements)
    random.shuffle(cited)
    assert _facts(*judgements, cited=cited) == DECIDED
    assert [one.id for one in effective(judgements)] == [one.id for one in effective(MANY)]


def test_the_many_are_what_they_should_be() -> None:
    """The property above would hold for judgements without effect: these have one each."""
    for number, made in enumerate(MANY):
        without = [one for one in MANY if one is not made]
        if number not in {4, 6, 8}:  # outvoted by a later one, undone, an undo that was undone
            assert _facts(*without) != DECIDED, made.action


def test_a_chain_of_undos_has_no_end() -> None:
    chain = [on("reject", SIX, 0)]
    for _ in range(3000):
        chain.append(undo(1, chain[-1]))
    assert effective(chain) == [chain[0]]
    assert effective(chain[:-1]) == []


def test_every_judgement_has_an_id_of_its_own() -> None:
    made = on("reject", SIX, 1)
    others = [
        on("accept", SIX, 1), on("reject", FIVE, 1), on("reject", SIX, 2), on("reject", SIX, 1, actor="ben"),
        replace(made, reason="else"), replace(made, anchors=()), on("edit", SIX, 1, status="delivered"),
    ]  # fmt: skip
    assert len({made.id, *(one.id for one in others)}) == 8
