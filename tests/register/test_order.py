"""The same reports in any order, any number of times, interrupted anywhere: one register, the same facts.

COMMUNIQUE_ORDERS says how many orders are tried (12 unless set).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.world import READER, World
from communique.knowledge import load
from communique.model import Claim, Document, Fact
from communique.pipeline import assembled, ingest
from communique.register import Register, UnfitError

ORDERS = int(os.environ.get("COMMUNIQUE_ORDERS", "12"))
REPORTS = 30
WORLD = World(REPORTS, seed=3)
CLAIMS = {document.id: claims for document, claims in map(WORLD.report, range(REPORTS))}


@dataclass(frozen=True)
class Oracle:
    """A reader that knows what the reports of the made-up world say."""

    version: str = READER

    def read(self, document: Document) -> list[Claim]:
        return CLAIMS[document.id]


class Stopped(Exception):  # noqa: N818 - it is no error: somebody pulled the plug
    """What ends a run in the middle."""


def _until(numbers: Sequence[int], stop: int) -> Iterator[Document]:
    for at, number in enumerate(numbers):
        if at == stop:
            raise Stopped
        yield WORLD.report(number)[0]


@cache
def _undisturbed() -> tuple[str, list[Fact]]:
    with Register.in_memory() as register:
        ingest(register, _until(range(REPORTS), -1), Oracle())
        return register.digest(), assembled(register, load())


def test_the_world_of_these_tests_has_what_could_go_wrong() -> None:
    """Copies, things told by several reports, claims that leave a partner open, and conflicts."""
    _, facts = _undisturbed()
    assert sum(WORLD.origin(number) != number for number in range(REPORTS)) > 3
    assert any(fact.voices < len({item.document_id for item in fact.cited}) for fact in facts)
    assert any(fact.voices > 2 for fact in facts)
    assert any(not c.supplier for claims in CLAIMS.values() for c in claims if c.kind == "programme")
    assert any(fact.conflicts for fact in facts)


@settings(max_examples=ORDERS, deadline=None)
@given(
    numbers=st.lists(st.integers(0, REPORTS - 1), max_size=10).flatmap(
        lambda again: st.permutations([*again, *range(REPORTS)])
    ),
    stops=st.lists(st.integers(0, REPORTS - 1), max_size=4),
)
def test_any_order_repeated_and_interrupted(numbers: list[int], stops: list[int]) -> None:
    with Register.in_memory() as register:
        for stop in stops:
            with pytest.raises(Stopped):
                ingest(register, _until(numbers, stop), Oracle())
        ingest(register, _until(numbers, -1), Oracle())
        digest, facts = _undisturbed()
        assert register.digest() == digest
        assert assembled(register, load()) == facts
        assert register.verify() == []


@settings(max_examples=max(2, ORDERS // 6), deadline=None)
@given(st.lists(st.integers(1, REPORTS), min_size=1, max_size=4))
def test_many_at_once_or_one_by_one(sizes: list[int]) -> None:
    """However the reports are parted into transactions, the register is the same."""
    with Register.in_memory() as register:
        rest = list(range(REPORTS))
        while rest:
            size = sizes[len(rest) % len(sizes)]
            some, rest = rest[:size], rest[size:]
            assert register.add_many(map(WORLD.report, some), reader=READER) == len(some)
        assert register.add_many(map(WORLD.report, range(5)), reader=READER) == 0
        assert register.digest() == _undisturbed()[0]
        assert register.verify() == []


def test_many_are_recorded_whole_or_not_at_all(url: str) -> None:
    with Register.open(url) as register:
        broken = [*map(WORLD.report, range(3)), (Document("\0", "a NUL"), [])]
        with pytest.raises(UnfitError, match="NUL"):
            register.add_many(broken, reader=READER)
        assert register.counts()["documents"] == 0
        assert [change.what for change in register.changes()] == ["created"]
        assert register.add_many(map(WORLD.report, range(3)), reader=READER) == 3
        assert register.verify() == []
