"""The flow: reports in, recorded once, facts out; stopped anywhere and run again with the same result."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from communique.errors import RegisterError, SourceError
from communique.knowledge import load
from communique.model import Claim, Document, Evidence
from communique.pipeline import Step, assembled, ingest
from communique.register import Register
from communique.sources import Refusal

STATES = {"India": "IND", "Russia": "RUS", "Poland": "POL", "Korea": "KOR"}
SALE = re.compile(r"(?P<buyer>\w+) bought (?P<item>[\w-]+) from (?P<seller>\w+)\.")


@dataclass
class SaleReader:
    """A reader for sentences of one shape; it keeps count of what it was given."""

    version: str = "sales-1"
    seen: int = 0

    def read(self, document: Document) -> list[Claim]:
        self.seen += 1
        if "unreadable" in document.text:
            raise ValueError("no sentence fits")
        return [self._sale(match) for match in SALE.finditer(document.text)]

    def _sale(self, match: re.Match[str]) -> Claim:
        return Claim(
            "programme",
            (Evidence(match.start(), match.end(), match[0]),),
            equipment=match["item"],
            supplier=(STATES[match["seller"]],),
            recipient=(STATES[match["buyer"]],),
            mode="transfer",
            status="contracted",
            reader=self.version,
            rule="sale",
        )


def _report(text: str, published: str = "2020-01-01") -> Document:
    return Document(text, title=text[:20], published=published, path=f"{text[:12]}.txt")


ITEMS: list[Document | Refusal] = [
    _report("India bought S-400 from Russia.", "2018-10-05"),
    Refusal("photo.jpg", "is binary", "convert it to text"),
    _report("Poland bought K2 from Korea. Poland bought K9 from Korea.", "2022-07-27"),
    _report("unreadable"),
    _report("An empty page with \0 in it."),
    _report("Nothing was bought."),
]


@pytest.mark.parametrize("together", [1, 2, 64])
def test_documents_are_recorded_and_refusals_too(together: int) -> None:
    steps: list[Step] = []
    with Register.in_memory() as register:
        outcomes = ingest(register, ITEMS, SaleReader(), steps.append, together)
        assert outcomes == Counter(added=3, refused=3)
        assert [(step.outcome, step.claims) for step in steps] == [
            ("added", 1),
            ("refused", 0),
            ("added", 2),
            ("refused", 0),
            ("refused", 0),
            ("added", 0),
        ]
        refused = {one.path: one.problem for one in register.refusals()}
        assert refused["photo.jpg"] == "is binary (convert it to text)"
        assert "the reader sales-1 fails on it: ValueError: no sentence fits" in refused["unreadable.txt"]
        assert "NUL" in refused["An empty pag.txt"]
        assert str(steps[1].refusal) == "photo.jpg: is binary (convert it to text)"
        assert register.verify() == []


def test_what_is_recorded_together_is_what_is_recorded_one_by_one(url: str) -> None:
    older = [_report(f"Poland bought K{n} from Korea.") for n in range(3)]
    items = [
        *ITEMS[:4],
        *older,
        ITEMS[5],
        replace(older[0], path="twin.txt"),
        _report("Poland bought K7 from Korea."),
    ]
    told: list[list[Step]] = [[], []]
    with Register.open(url) as register, Register.in_memory() as alone:
        for one in (register, alone):
            ingest(one, older[:1], SaleReader("sales-0"))
            one.refuse(older[1].path, "could not be read")
        ingest(register, items, SaleReader(), told[0].append, 64)
        ingest(alone, items, SaleReader(), told[1].append)
        assert told[0] == told[1]
        assert [step.outcome for step in told[0]].count("known") == 1
        assert register.digest() == alone.digest()
        assert [one.path for one in register.refusals()] == [one.path for one in alone.refusals()]
        assert sorted(one.what for one in register.changes()) == sorted(one.what for one in alone.changes())
        assert len({change.at for change in register.changes(what="added")}) < len(
            alone.changes(what="added")
        )
        assert register.verify() == alone.verify() == []


def test_what_was_read_before_an_error_is_recorded() -> None:
    def items() -> Iterator[Document | Refusal]:
        yield from ITEMS[:3]
        raise SourceError("the rest", "is gone")

    with Register.in_memory() as register:
        with pytest.raises(SourceError):
            ingest(register, items(), SaleReader(), together=64)
        assert len(list(register.documents())) == 2


def test_what_comes_slowly_is_recorded_when_it_comes() -> None:
    steps: list[Step] = []

    def items() -> Iterator[Document | Refusal]:
        for number in range(3):
            time.sleep(0.4)
            yield _report(f"Poland bought K{number} from Korea.")
            assert len(steps) == number + 1

    with Register.in_memory() as register:
        ingest(register, items(), SaleReader(), steps.append, 64)


def test_a_second_run_reads_nothing_again() -> None:
    reader = SaleReader()
    with Register.in_memory() as register:
        ingest(register, ITEMS, reader)
        before, changes, seen = register.digest(), register.changes(), reader.seen
        assert ingest(register, ITEMS, reader) == Counter(known=3, refused=3)
        assert (register.digest(), register.changes()) == (before, changes)
        assert reader.seen == seen + 2, "only what was refused is tried again"


def test_a_newer_reader_reads_everything_again() -> None:
    with Register.in_memory() as register:
        ingest(register, ITEMS, SaleReader())
        assert ingest(register, ITEMS, SaleReader("sales-2")) == Counter(added=3, refused=3)
        assert {one.claim.reader for one in register.cited()} == {"sales-2"}
        assert ingest(register, ITEMS, SaleReader("sales-1")) == Counter(known=3, refused=3)


def test_a_path_that_was_mended_is_no_longer_refused() -> None:
    broken, mended = ITEMS[3], _report("Korea bought nothing.")
    assert isinstance(broken, Document)
    with Register.in_memory() as register:
        ingest(register, [broken], SaleReader())
        ingest(register, [replace(mended, path=broken.path)], SaleReader())
        assert register.refusals() == []


@pytest.mark.parametrize(("stop", "together"), [(1, 1), (3, 1), (3, 64), (5, 2)])
def test_stopped_anywhere_and_run_again_is_the_same(url: str, stop: int, together: int) -> None:
    steps: list[Step] = []

    def interrupt(step: Step) -> None:
        steps.append(step)
        if len(steps) == stop:
            raise KeyboardInterrupt

    with Register.open(url) as register, pytest.raises(KeyboardInterrupt):
        ingest(register, ITEMS, SaleReader(), interrupt, together)
    with Register.open(url) as register, Register.in_memory() as undisturbed:
        ingest(register, ITEMS, SaleReader())
        ingest(undisturbed, ITEMS, SaleReader())
        assert register.digest() == undisturbed.digest()
        assert [one.path for one in register.refusals()] == [one.path for one in undisturbed.refusals()]
        assert register.verify() == []


def test_a_register_that_fails_ends_the_run(tmp_path: Path) -> None:
    Register.open(tmp_path / "communique.db").close()
    with (
        Register.open(tmp_path / "communique.db", read_only=True) as register,
        pytest.raises(RegisterError, match="reading only"),
    ):
        ingest(register, ITEMS, SaleReader())


def test_facts_come_out(url: str) -> None:
    knowledge = load()
    again = _report("A year ago India bought S-400 from Russia.", "2019-10-05")
    with Register.open(url) as register:
        ingest(register, [*ITEMS, again], SaleReader())
        facts = assembled(register, knowledge, ("IND", "RUS"))
        assert [(fact.kind, fact.members, fact.voices) for fact in facts] == [
            ("programme", ("IND", "RUS"), 2)
        ]
        assert {one.document_id for one in facts[0].cited} == {again.id, next(register.documents()).id}
        assert len(assembled(register, knowledge, ("POL", "KOR"))) == 2
        assert len(assembled(register, knowledge)) == 3
        assert assembled(register, knowledge, ("IND", "RUS"), until="2018-09") == []
        (early,) = assembled(register, knowledge, ("IND", "RUS"), until="2018")
        assert early.voices == 1
