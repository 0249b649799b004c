"""What goes into a register comes out again, once, and what it replaces is not lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest

from communique.assembly import sketch
from communique.errors import RegisterError
from communique.model import Dateline, Document
from communique.register import NotFoundError, Refused, Register, UnfitError
from communique.register.rows import claim_id
from tests.register import samples

NUMBERS = range(12)


@pytest.fixture
def register(url: str) -> Iterator[Register]:
    with Register.open(url, clock=samples.clock(), actor="ana") as opened:
        yield opened


@pytest.fixture
def full(register: Register) -> Register:
    for number in NUMBERS:
        assert register.add(samples.report(number), samples.claims(number), reader=samples.READER)
    return register


def _everything(url: str) -> dict[str, list[object]]:
    tables = ("meta", "change", "document", "body", "reading", "claim", "evidence", "claim_party", "refusal")
    return {table: samples.execute(url, f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables}  # noqa: S608


def test_documents_and_claims_come_back_as_they_went(full: Register) -> None:
    assert list(full.documents()) == [samples.report(number) for number in NUMBERS]
    for number in NUMBERS:
        document = samples.report(number)
        assert full.document(document.id) == document
        assert full.document(document.id[:12].upper()) == document
        cited = full.claims_of(document.id)
        assert [one.claim for one in cited] == samples.claims(number)
        assert [one.claim_id for one in cited] == [claim_id(document.id, one.claim) for one in cited]
        assert {(one.publisher, one.published, one.title, one.url) for one in cited} == {
            (document.publisher, document.published, document.title, document.url)
        }
        assert full.claim(cited[0].claim_id[:16]) == cited[0]
    assert list(full.cited()) == [
        one for number in NUMBERS for one in full.claims_of(samples.report(number).id)
    ]


def test_author_change_and_release_number_are_kept_and_do_not_count(register: Register, url: str) -> None:
    plain = samples.report(1)
    said = replace(plain, author="Ana Ødegård", modified="2020-02-01", release="NR-12/20")
    assert said.id == plain.id
    assert Document.from_json(said.to_json()) == said
    assert register.add(said, samples.claims(1), reader=samples.READER)
    assert list(register.documents()) == [register.document(said.id)] == [said]
    assert [one.claim for one in register.claims_of(said.id)] == samples.claims(1)
    assert not register.add(plain, samples.claims(1), reader=samples.READER)
    assert register.document(said.id) == said
    assert register.verify() == []
    with Register.in_memory() as other:
        other.add(plain, samples.claims(1), reader=samples.READER)
        assert other.digest() == register.digest()
    samples.execute(url, "UPDATE document SET author = 'Somebody else'")
    with pytest.raises(RegisterError, match="is not what was stored"):
        register.document(said.id)
    with pytest.raises(RegisterError, match="is not what was stored"):
        list(register.cited())
    assert any("its row is not what was stored" in problem for problem in register.verify())


@pytest.mark.parametrize(
    "change", ["author = 'x'", "modified = '2020-01-01'", "modified = ''", "release = '7'"]
)
def test_what_was_put_where_nothing_was_is_found(full: Register, url: str, change: str) -> None:
    samples.execute(url, f"UPDATE document SET {change}")  # noqa: S608 - our own words
    with pytest.raises(RegisterError, match="is not what was stored"):
        full.document(samples.report(1).id)


def test_adding_again_changes_nothing_at_all(full: Register, url: str) -> None:
    before = _everything(url)
    for number in NUMBERS:
        assert full.known(samples.report(number), samples.READER)
        assert not full.add(samples.report(number), samples.claims(number), reader=samples.READER)
    assert not full.add(replace(samples.report(0), path="elsewhere.txt"), [], reader=samples.READER)
    assert _everything(url) == before


def test_a_newer_reader_replaces_claims_and_keeps_the_old_ones(full: Register, url: str) -> None:
    document = samples.report(4)
    old = full.claims_of(document.id)
    better = [replace(samples.claims(4, "rules-2")[0], mode="co-production")]
    assert not full.known(document, "rules-2")
    assert full.add(document, better, reader="rules-2")
    assert [one.claim for one in full.claims_of(document.id)] == better
    assert full.counts()["claims"] == 2 * len(NUMBERS) - 1
    assert [full.claim(one.claim_id) for one in old] == old
    readings = samples.execute(
        url,
        "SELECT reader, replaced IS NULL FROM reading JOIN document ON document.number = reading.document"
        " WHERE document.id = :id ORDER BY reading.number",
        id=document.id,
    )
    assert [(reader, bool(current)) for reader, current in readings] == [
        ("rules-1", False),
        ("rules-2", True),
    ]
    assert [change.what for change in full.changes(document.id)] == ["added", "re-read"]
    assert full.verify() == []


def test_the_same_claim_read_anew_keeps_its_id(full: Register) -> None:
    document = samples.report(4)
    (order, _) = full.claims_of(document.id)
    assert full.add(document, samples.claims(4, "rules-2"), reader="rules-2")
    assert full.claims_of(document.id)[0].claim_id == order.claim_id
    assert full.claim(order.claim_id).claim.reader == "rules-2"


def test_an_older_reader_does_not_undo_a_newer_one(register: Register) -> None:
    document, claims = samples.report(1), samples.claims(1)
    assert register.add(document, claims, reader="rules-2")
    assert not register.add(document, [], reader="rules-1")
    assert register.known(document, "rules-1")
    assert register.add(document, claims, reader="rules-10")
    assert not register.add(document, [], reader="rules-9")
    assert register.add(document, [], reader="model-1")
    assert not register.add(document, [], reader="model-1")
    assert register.claims_of(document.id) == []


def test_what_cannot_be_kept_leaves_no_trace(full: Register, url: str) -> None:
    before = _everything(url)
    broken = replace(samples.claims(20)[1], kind="rumour")
    with pytest.raises(UnfitError, match="rumour"):
        full.add(samples.report(20), [samples.claims(20)[0], broken], reader=samples.READER)
    assert _everything(url) == before


def test_pairs_are_those_of_the_claims(full: Register) -> None:
    for first, second in (("IND", "RUS"), ("RUS", "IND"), ("KOR", "POL"), ("FRA", "USA")):
        expected = [n for n in NUMBERS if {first, second} <= set(samples.parties(n))]
        documents = [samples.report(number) for number in expected]
        assert list(full.documents(between=(first, second))) == documents
        found = list(full.cited(between=(first, second)))
        assert [one.document_id for one in found] == [one.id for one in documents for _ in range(2)]
        assert all({first, second} <= set(one.claim.members) for one in found)
        programmes = list(full.cited("programme", between=(first, second)))
        assert programmes == [one for one in found if one.claim.kind == "programme"]


def test_a_party_that_is_only_at_the_table_makes_no_pair(register: Register) -> None:
    """A participant's party is not a member of the claim: Claim.members decides."""
    document = samples.report(1)
    programme, meeting = samples.claims(1)
    guest = replace(meeting.participants[0], party="USA")
    register.add(document, [programme, replace(meeting, participants=(guest,))], reader=samples.READER)
    assert list(register.cited(between=("USA", samples.parties(1)[0]))) == []


def test_periods_bound_the_day_of_the_report(full: Register) -> None:
    days = {number: samples.report(number).published or "" for number in NUMBERS}
    for since, until, expected in (
        ("2020-02", None, [n for n in NUMBERS if days[n] >= "2020-02-01"]),
        (None, "2020-02", [n for n in NUMBERS if days[n] <= "2020-02-29"]),
        (days[3], days[5], [3, 4, 5]),
        ("2021", None, []),
    ):
        assert list(full.documents(since=since, until=until)) == [samples.report(n) for n in expected]
        found = {one.document_id for one in full.cited(since=since, until=until)}
        assert found == {samples.report(number).id for number in expected}


def test_undated_reports_come_last_and_are_in_no_period(full: Register) -> None:
    undated = Document("A report without a date.", title="Undated", dateline=Dateline(date="XXXX-08-06"))
    dated = Document("A report that only its dateline dates.", dateline=Dateline(date="2019-08-06"))
    for document in (undated, dated):
        full.add(document, [], reader=samples.READER)
    found = list(full.documents())
    assert (found[0], found[-1]) == (dated, undated)
    assert undated not in list(full.documents(since="1900", until="2100"))


def test_a_bound_that_is_no_date_is_refused(register: Register) -> None:
    for date in ("tomorrow", "2025-13", "XXXX-08-06", ""):
        with pytest.raises(RegisterError, match="is no date"):
            list(register.documents(since=date))


def test_ids_that_name_nothing_or_too_much_say_so(full: Register) -> None:
    for wrong in ("", "no hex", "f" * 65, "'; DROP TABLE document; --", "%", "_"):
        with pytest.raises(NotFoundError, match="is no document id"):
            full.document(wrong)
    ids = sorted(samples.report(number).id for number in NUMBERS)
    missing = next(digits for digits in ("000000", "ffffff") if not any(i.startswith(digits) for i in ids))
    with pytest.raises(NotFoundError, match="no document has an id"):
        full.document(missing)
    shared = next(a[0] for a, b in pairwise(ids) if a[0] == b[0])
    with pytest.raises(RegisterError, match="more than one document id") as caught:
        full.document(shared)
    assert not isinstance(caught.value, NotFoundError)
    with pytest.raises(NotFoundError, match="no claim has"):
        full.claim(ids[0])


def test_texts_and_raw_bytes(register: Register) -> None:
    with_raw, without = samples.report(1), samples.report(2)
    register.add(with_raw, [], reader=samples.READER, raw=b"\x00\xff<p>as it came</p>")
    register.add(without, [], reader=samples.READER)
    assert register.raw(with_raw.id) == b"\x00\xff<p>as it came</p>"
    assert register.raw(without.id) is None
    missing = "0" * 64
    assert register.texts([with_raw.id, missing, without.id, with_raw.id]) == {
        with_raw.id: with_raw.text,
        without.id: without.text,
    }


def test_refusals_stay_until_the_path_can_be_read(register: Register, url: str) -> None:
    document = samples.report(1)
    assert register.refuse(document.path, "is binary", "convert it")
    assert register.refuse("b.txt", "is empty")
    before = _everything(url)
    assert not register.refuse("b.txt", "is empty")
    assert _everything(url) == before
    assert register.refuse("b.txt", "is too large")
    assert [(one.path, one.problem) for one in register.refusals()] == [
        ("b.txt", "is too large"),
        (document.path, "is binary (convert it)"),
    ]
    register.add(document, [], reader=samples.READER)
    assert [one.path for one in register.refusals()] == ["b.txt"]
    assert [one.what for one in register.changes(document.path)] == ["refused", "settled"]
    assert register.settle("b.txt")
    assert not register.settle("b.txt")
    assert register.counts()["refusals"] == 0


def test_a_refusal_of_any_path_is_kept(register: Register) -> None:
    hostile = ["a\udcff.txt", "nul\0.txt", "x" * 100_000, "наука.txt", "'; DROP TABLE refusal; --", ""]
    for path in hostile:
        assert register.refuse(path, f"cannot be read: {path}")
        assert not register.refuse(path, f"cannot be read: {path}")
    assert len(register.refusals()) == len(hostile)
    assert all(isinstance(one, Refused) for one in register.refusals())


def test_every_change_has_an_actor_a_time_and_a_cause(full: Register, url: str) -> None:
    full.add(samples.report(1), [], reader="rules-2")
    full.refuse("b.txt", "is empty")
    changes = full.changes()
    assert [one.what for one in changes] == ["created", *["added"] * len(NUMBERS), "re-read", "refused"]
    assert all(one.actor == "ana" and one.cause for one in changes)
    assert [one.at for one in changes] == sorted({one.at for one in changes})
    for table in ("document", "reading", "refusal"):
        query = f"SELECT count(*) FROM {table} LEFT JOIN change c ON c.number = change WHERE c.at IS NULL"  # noqa: S608
        assert samples.execute(url, query) == [(0,)]


def test_counts(full: Register) -> None:
    number = len(NUMBERS)
    assert full.counts() == {
        "documents": number,
        "claims": 2 * number,
        "engagement": number,
        "programme": number,
        "refusals": 0,
    }


def test_a_register_that_is_opened_again_is_the_same(full: Register, url: str) -> None:
    for read_only in (False, True):
        with Register.open(url, read_only=read_only) as again:
            assert again.digest() == full.digest()
            assert list(again.cited()) == list(full.cited())


def test_reading_while_writing_sees_one_state(full: Register) -> None:
    stream = full.cited()
    first = next(stream)
    full.add(samples.report(50), samples.claims(50), reader=samples.READER)
    rest = list(stream)
    assert [first, *rest] == [one for number in NUMBERS for one in full.claims_of(samples.report(number).id)]


def test_reading_may_stop_anywhere(full: Register) -> None:
    first = next(full.documents())
    assert first == samples.report(0)
    assert full.add(samples.report(50), samples.claims(50), reader=samples.READER)


def test_in_memory_reading_and_writing_do_not_get_in_each_others_way() -> None:
    with Register.in_memory() as register:
        register.add(samples.report(1), samples.claims(1), reader=samples.READER)
        for _ in register.cited():
            register.refuse("b.txt", "is empty")
        assert register.counts()["claims"] == 2


def test_sketches_are_kept_and_made_anew_where_they_are_not(full: Register, url: str) -> None:
    """Kept or made from the text, a sketch is the same; an outdated one is not used."""
    made = {samples.report(number).id: sketch(samples.report(number).text) for number in NUMBERS}
    assert samples.execute(url, "SELECT count(*) FROM sketch") == [(len(NUMBERS),)]
    assert full.sketches([*made, "0" * 64]) == made
    samples.execute(url, "DELETE FROM sketch WHERE document < 4")
    samples.execute(url, "UPDATE sketch SET packed = :other WHERE document = 4", other=b"of another version")
    assert full.sketches(made) == made
    assert full.verify() == []
    other = sketch("Words that no report has ever had, not one of them, and no copy either.").pack()
    samples.execute(url, "UPDATE sketch SET packed = :other WHERE document = 5", other=other)
    assert [one for one in full.verify() if "the sketch that is kept is not that of its text" in one]
