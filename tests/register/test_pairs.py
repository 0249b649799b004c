"""What is told of a pair from its own claims is what is told of it from the whole register."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from itertools import combinations

import pytest

from benchmarks.world import READER, World
from communique.assembly import catalogue
from communique.briefs.dyad import of_pair
from communique.knowledge import load
from communique.model import Anchor, Claim, Document, Evidence, Judgement
from communique.pipeline import assembled, assembled_about
from communique.register import Register

PAIR = ("IND", "RUS")


def _report(number: int, *claims: Claim) -> tuple[Document, list[Claim]]:
    own = " ".join(sha256(f"{number} {word}".encode()).hexdigest()[:6] for word in range(12))
    text = f"Report {number}: {own}."  # no two are copies
    return Document(text, title=f"Report {number}", published=f"2020-01-{number + 1:02}"), [*claims]


def _claim(kind: str, **slots: object) -> Claim:
    return Claim(kind, (Evidence(0, 6, "Report"),), reader=READER, rule="test", **slots)  # type: ignore[arg-type]


CASES = {
    "an order that leaves the seller open": _report(
        1, _claim("programme", equipment="S-400", recipient=("IND",), status="delivered", mode="transfer")
    ),
    "a use of what the other makes": _report(
        2, _claim("use", equipment="Su-30MKI", by=("IND",), date="2019")
    ),
    "a use of what the other sold": _report(3, _claim("use", equipment="S-400", by=("IND",), date="2020")),
    "pressure over the deal": _report(
        4,
        _claim(
            "pressure", by=("USA",), on=("IND",), about=("RUS",), instrument="sanctions", status="threatened"
        ),
    ),
    "pressure that does not say over what": _report(
        5,
        _claim(
            "pressure", by=("USA",), on=("IND",), instrument="sanctions", status="threatened", date="2021"
        ),
    ),
}
# Nothing of these may come into the brief of the pair.
OTHERS = [
    _report(
        10,
        _claim("programme", equipment="Rafale", supplier=("FRA",), recipient=("IND",), status="contracted"),
    ),
    _report(11, _claim("programme", equipment="M777", recipient=("IND",), status="contracted")),
    _report(12, _claim("use", equipment="Rafale", by=("IND",), date="2020")),
    _report(13, _claim("pressure", by=("CHN",), on=("IND",), instrument="warning", status="threatened")),
    _report(14, _claim("engagement", type="talks", parties=("FRA", "RUS"), date="2020-01-02")),
]


def _deal() -> tuple[Document, list[Claim]]:
    deal = _claim(
        "programme",
        equipment="S-400",
        supplier=("RUS",),
        recipient=("IND",),
        mode="transfer",
        status="contracted",
    )
    met = _claim("engagement", type="talks", parties=PAIR, date="2020-01-01", status="held")
    return _report(0, deal, met)


@pytest.mark.parametrize("case", CASES)
def test_a_claim_that_names_only_one_of_them(url: str, case: str) -> None:
    knowledge = load()
    with Register.open(url) as register:
        register.add_many([_deal(), CASES["pressure over the deal"], CASES[case], *OTHERS], reader=READER)
        expected = of_pair(assembled(register, knowledge), PAIR, knowledge)
        assert of_pair(assembled_about(register, knowledge, PAIR), PAIR, knowledge) == expected
        said = {item.document_id for fact in expected for item in fact.cited}
        assert CASES[case][0].id in said, "the case shows nothing"


def test_the_rest_of_the_register_is_left_where_it_is(url: str) -> None:
    knowledge = load()
    with Register.open(url) as register:
        register.add_many([_deal(), *CASES.values(), *OTHERS], reader=READER)
        loaded = {
            item.document_id for fact in assembled_about(register, knowledge, PAIR) for item in fact.cited
        }
        assert loaded == {_deal()[0].id, *(document.id for document, _ in CASES.values())}


def test_every_pair_of_a_made_up_world() -> None:
    """Voices apart: copies are told among the reports on the pair alone."""
    world, knowledge = World(60, seed=5), load()
    with Register.in_memory() as register:
        register.add_many(map(world.report, range(60)), reader=READER)
        full = assembled(register, knowledge)
        compared = 0
        for pair in sorted({pair for fact in full for pair in combinations(fact.members, 2)}):
            expected = of_pair(full, pair, knowledge)
            found = of_pair(assembled_about(register, knowledge, pair), pair, knowledge)
            assert {fact.cited for fact in found} == {fact.cited for fact in expected}
            compared += bool(expected)
        assert compared > 20


def test_what_comes_later_brings_nothing_into_an_answer_of_then(url: str) -> None:
    """A deal tells which equipment the two deal in, a judgement which reports are looked at: from then on."""
    items = catalogue(load())
    with Register.open(url) as register:
        register.add_many([*CASES.values(), *OTHERS], reader=READER)
        moment = datetime.now(UTC)
        before = sorted(item.claim_id for item in register.about(PAIR, items))
        register.add_many([_deal()], reader=READER)
        (other,) = register.claims_of(OTHERS[0][0].id)
        anchor = Anchor(other.claim_id, other.document_id, other.claim)
        register.judge(Judgement("accept", "claim", other.claim_id, "", "", "why", (anchor,)))
        now = {item.claim_id for item in register.about(PAIR, items)}
        assert len(now - set(before)) > 3
        assert other.claim_id in now - set(before)
        assert sorted(item.claim_id for item in register.as_of(moment).about(PAIR, items)) == before
