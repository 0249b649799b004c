"""The digest says the same of the same documents; the audit finds whatever somebody changed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.register import Register
from tests.register import samples

NUMBERS = range(4)


@pytest.fixture
def register(url: str) -> Iterator[Register]:
    with Register.open(url) as opened:
        _fill(opened, NUMBERS)
        yield opened


def _fill(
    register: Register, numbers: Iterator[int] | range | list[int], reader: str = samples.READER
) -> None:
    for number in numbers:
        register.add(samples.report(number), samples.claims(number, reader), reader=reader)


def _digest(numbers: list[int] | range) -> str:
    with Register.in_memory() as register:
        _fill(register, numbers)
        return register.digest()


def test_the_digest_is_that_of_the_content(register: Register) -> None:
    """Other time, other order, other paths, other refusals, another back end: the same digest."""
    shuffled = list(NUMBERS) * 2
    random.Random(7).shuffle(shuffled)  # noqa: S311 - nothing secret
    with Register.in_memory(clock=samples.clock(), actor="other") as other:
        for number in shuffled:
            document = replace(samples.report(number), path=f"elsewhere/{number}")
            other.add(document, samples.claims(number), reader=samples.READER)
            other.refuse(f"{number}.bin", "is binary")
        assert other.digest() == register.digest()


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.sampled_from(NUMBERS), max_size=12).flatmap(lambda some: st.permutations([*some, *NUMBERS]))
)
def test_order_and_repetition_do_not_matter(numbers: list[int]) -> None:
    assert _digest(numbers) == _digest(NUMBERS)


@settings(max_examples=8, deadline=None)
@given(st.permutations([(n, version) for n in range(4) for version in ("rules-1", "rules-2", "rules-10")]))
def test_nor_does_the_order_of_readers(steps: list[tuple[int, str]]) -> None:
    with Register.in_memory() as mixed, Register.in_memory() as straight:
        for number, version in steps:
            _fill(mixed, [number], version)
        _fill(straight, range(4), "rules-10")
        assert mixed.digest() == straight.digest()
        assert mixed.verify() == []


def test_other_content_has_another_digest(register: Register) -> None:
    before = register.digest()
    register.add(samples.report(1), samples.claims(1)[:1], reader="rules-2")
    after = register.digest()
    assert after != before
    register.add(samples.report(99), [], reader="rules-2")
    assert register.digest() not in {before, after}


def test_the_digest_stays_what_it_was() -> None:
    """Registers are compared across versions of the program: a change here needs a line in the changelog."""
    assert _digest(range(2)) == "1aa5738c11b245f5110e7bb5be6f1a4415148c5f690c70e07d6d1f7e887cbd01"


def test_a_sound_register_has_no_problems(register: Register) -> None:
    _fill(register, range(3), "rules-2")
    register.refuse("b.txt", "is empty")
    assert register.verify() == []


TAMPERINGS = {
    "a quote": (
        "UPDATE claim SET json = replace(json, 'contract with', 'treaty with') WHERE kind = 'programme'",
        "claim {claim} of document {document}: quote at 0 is not the text",
    ),
    "a claim": (
        "UPDATE claim SET json = replace(json, '\"transfer\"', '\"co-production\"'), mode = 'co-production'",
        "claim {claim} of document {document}: it is not what its id was made from",
    ),
    "a kind": (
        "UPDATE claim SET json = replace(json, '\"programme\"', '\"rumour\"')",
        "claim {claim} of document {document}: its kind 'rumour' is none",
    ),
    "an index column": (
        "UPDATE claim SET mode = 'co-production' WHERE mode IS NOT NULL",
        "claim {claim} of document {document}: column mode is 'co-production'",
    ),
    "a claim's JSON": (
        "UPDATE claim SET json = '{{' WHERE kind = 'programme'",
        "claim {claim} of document {document}: its JSON cannot be read",
    ),
    "a text": (
        "UPDATE body SET text = replace(text, 'Tuesday', 'Wednesday')",
        "document {document}: its text, title, publisher, address or date is not what its id was made from",
    ),
    "a title": (
        "UPDATE document SET title = 'Other'",
        "document {document}: its text, title, publisher, address or date is not what its id was made from",
    ),
    "an id of a document": (
        "UPDATE document SET id = 'ab' || substr(id, 3)",
        "is not what its id was made from",
    ),
    "an id of a claim": (
        "UPDATE claim SET id = 'ab' || substr(id, 3)",
        "it is not what its id was made from",
    ),
    "a day": ("UPDATE document SET day = '1999-01-01'", "document {document}: its day 1999-01-01 is not"),
    "a party": (
        "UPDATE claim_party SET party = 'USA' WHERE role = 'supplier'",
        "claim {claim} of document {document}: the table of parties",
    ),
    "a span": (
        "UPDATE evidence SET past = past + 1",
        "claim {claim} of document {document}: the table of evidence",
    ),
    "a lost text": ("DELETE FROM body", "document {document}: its text is missing"),
    "a lost span": ("DELETE FROM evidence", "claim {claim} of document {document}: the table of evidence"),
    "a reading": ("UPDATE reading SET replaced = 1", "document {document}: it has not one current reading"),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_tampering_is_found_and_its_place_is_named(register: Register, url: str, what: str) -> None:
    statement, expected = TAMPERINGS[what]
    document = samples.report(0)
    claim = register.claims_of(document.id)[0]
    sound = register.digest()
    samples.execute(url, statement.replace("{{", "{"))
    wanted = expected.format(claim=claim.claim_id[:16], document=document.id[:16])
    problems = register.verify()
    assert any(wanted in problem for problem in problems), problems[:5]
    if what in {"a quote", "a claim", "a text", "a title"}:
        assert register.digest() != sound


def test_a_document_that_the_search_lost_is_found(register: Register, url: str) -> None:
    statement = (
        "DELETE FROM search"
        if url.startswith("postgresql")
        else "INSERT INTO search (search) VALUES ('delete-all')"
    )
    samples.execute(url, statement)
    assert [problem for problem in register.verify() if "the search does not know it" in problem]


def test_a_reference_to_nothing_is_found(register: Register, url: str) -> None:
    """Only possible past the checks: SQLite's are off by default, PostgreSQL's can be by its keeper."""
    statement = "UPDATE claim SET reading = 4711 WHERE number = 1"
    if url.startswith("postgresql"):
        statement = f"SET session_replication_role = replica; {statement}"
    samples.execute(url, statement)
    assert "table claim: 1 rows name a reading that is not there" in register.verify()


def test_an_audit_changes_nothing_and_needs_no_right_to_write(register: Register, url: str) -> None:
    with Register.open(url, read_only=True) as reader:
        assert reader.verify() == []
        assert reader.digest() == register.digest()
