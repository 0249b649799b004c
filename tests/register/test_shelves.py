"""A list of documents some at a time: in the same order and by the same filters as all at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from communique.register import Register, shelf
from tests.register import samples

COUNT = 12


@pytest.fixture
def register(url: str) -> Iterator[Register]:
    with Register.open(url) as opened:
        for number in range(COUNT):
            opened.add(samples.report(number), samples.claims(number), reader=samples.READER)
        yield opened


@pytest.mark.parametrize("between", [None, ("IND", "RUS"), ("FRA", "IND"), ("AUS", "NZL")])
@pytest.mark.parametrize(
    "period", [(None, None), ("2020-03", None), (None, "2020-04-10"), ("2020-02", "2020-03")]
)
def test_the_pages_are_the_whole(
    register: Register, between: tuple[str, str] | None, period: tuple[str | None, str | None]
) -> None:
    whole = [document.id for document in register.documents(between, *period)]
    pages = [shelf(register, between, period, 5, at) for at in range(0, COUNT + 5, 5)]
    assert [document.id for page in pages for document in page.documents] == whole
    assert {page.total for page in pages} == {len(whole)}


def test_of_the_past(register: Register) -> None:
    moment = datetime.now(UTC)
    register.add(samples.report(COUNT), [], reader=samples.READER)
    assert shelf(register).total == COUNT + 1
    assert shelf(register.as_of(moment)).total == COUNT
