"""The same words find the same documents on both back ends, whatever a user types."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.model import Claim, Document, Evidence
from communique.register import Register, search
from tests.register import samples

REPORTS = {
    "deal": Document(
        "India and Russia signed a deal for S-400 systems in Łódź. Deliveries begin in 2020.",
        title="A missile deal",
        published="2018-10-05",
    ),
    "helicopters": Document(
        "The Kamov helicopters will be built in Tumkur by a joint venture, officials said.",
        title="Helicopter plant",
        published="2019-02-01",
    ),
    "jets": Document(
        "Rafale fighters, S and 400 pilots: a venture that is not joint. Été à São Paulo.",
        title="Jets",
        published="2020-06-01",
    ),
    "missiles": Document(
        "Nothing here but one word about missiles, and a good many other words that only fill the page.",
        title="Other news",
    ),
}
CLAIM = Claim(
    "programme", (Evidence(0, 33, REPORTS["deal"].text[:33]),), supplier=("RUS",), recipient=("IND",)
)


@pytest.fixture
def register(url: str) -> Iterator[Register]:
    with Register.open(url) as opened:
        for name, document in REPORTS.items():
            opened.add(document, [CLAIM] if name == "deal" else [], reader=samples.READER)
        yield opened


@pytest.fixture(autouse=True, params=["few documents have a word", "many do"])
def how_many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server looks for a common word otherwise than for a rare one, and finds the same."""
    if request.param == "many do":
        monkeypatch.setattr(search, "_FEW", 0)


def _found(register: Register, words: str) -> list[str]:
    names = {document.id: name for name, document in REPORTS.items()}
    return [names[hit.document_id] for hit in register.search(words)]


FOUND = {
    "deal": {"deal"},
    "S-400": {"deal"},
    "s 400": {"deal", "jets"},
    "HELICOPTER": {"helicopters"},
    "helicopters": {"helicopters"},
    "joint venture": {"helicopters", "jets"},
    '"joint venture"': {"helicopters"},
    "kam*": {"helicopters"},
    "kam": set(),
    "lodz": {"deal"},
    "ete sao": {"jets"},
    "missile": {"deal", "missiles"},
    "delivery": {"deal"},
    "deal helicopter": set(),
    "officials -said": {"helicopters"},
}


def test_words_find_documents(register: Register) -> None:
    assert {words: set(_found(register, words)) for words in FOUND} == FOUND


def test_a_word_in_the_title_weighs_more(register: Register) -> None:
    assert _found(register, "missiles") == ["deal", "missiles"]


HOSTILE = [
    "",
    " ",
    '"',
    '"""',
    "' OR 1=1 --",
    "'; DROP TABLE document; --",
    "NOT AND OR NEAR(a b, 5)",
    "title:deal text:x ^deal",
    "a & b | !c <-> d :* ('x')",
    "\\' \\",
    "* ** deal*foo",
    "%_",
    "\x00 \x01",
    "\ud800",
    "(((((",
    "-- /* */",
    "{deal}",
    "नमस्ते العربية 中文 🚀 ﷽",
    "é" * 5_000,
    "word " * 5_000,
]


def test_hostile_words_are_only_words(register: Register) -> None:
    for words in HOSTILE:
        assert isinstance(register.search(words), list)
        assert _found(register, "deal") == ["deal"], words


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=40))
def test_any_text_may_be_asked_for(register: Register, words: str) -> None:
    for hit in register.search(words):
        assert hit.marks or words


def test_a_hit_shows_the_words_in_their_place(register: Register) -> None:
    (hit,) = register.search("S-400 deal")
    document = REPORTS["deal"]
    assert (hit.document_id, hit.title, hit.published) == (document.id, document.title, document.published)
    assert document.text[hit.start :].startswith(hit.snippet)
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["deal", "S-400"]


def test_a_hit_names_the_claims_that_say_the_words(register: Register) -> None:
    (cited,) = register.cited()
    assert [hit.claims for hit in register.search("signed")] == [(cited.claim_id,)]
    assert [hit.claims for hit in register.search("deliveries")] == [()]


def test_the_snippet_of_a_long_document_holds_the_words(register: Register) -> None:
    filler = "Sentence number {} says nothing of interest. "
    text = "".join(filler.format(n) for n in range(400)) + "The frigate Tabar came. " + filler * 50
    document = Document(text, title="Long")
    register.add(document, [], reader=samples.READER)
    (hit,) = register.search('"frigate Tabar"')
    assert "The frigate Tabar came." in hit.snippet
    assert len(hit.snippet) <= 240
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["frigate Tabar"]
    assert document.text[hit.start : hit.start + len(hit.snippet)] == hit.snippet
    assert not document.text[hit.start - 1].isalnum()


def test_there_are_no_more_hits_than_asked_for(register: Register) -> None:
    assert len(register.search("a", limit=1)) == 1
    assert register.search("a", limit=0) == []
    assert register.search("a", limit=-1) == []


@pytest.mark.parametrize("word", ["ö{}", "same"])
def test_a_document_of_many_words_can_be_added_and_found(register: Register, word: str) -> None:
    """PostgreSQL holds a megabyte of words for a document, so the rest is left out, on both back ends."""
    text = " ".join(word.format(number) for number in range(50_000))
    register.add(Document(text, title="Huge"), [], reader=samples.READER)
    assert [hit.title for hit in register.search(word.format(1))] == ["Huge"]
    assert register.verify() == []


def test_a_word_without_end_can_be_added(register: Register) -> None:
    register.add(Document("x" * 100_000 + " end", title="Huge"), [], reader=samples.READER)
    assert [hit.title for hit in register.search("end")] == ["Huge"]
    assert [hit.title for hit in register.search("x" * 3_000)] == ["Huge"]


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2018", None, ["jets", "helicopters"]),
        ("2019", "2019", ["helicopters"]),
        ("2020-06-01", None, ["jets"]),
        (None, "2020-05", ["helicopters"]),
        ("2021", None, []),
    ],
)
def test_of_a_period_all_that_there_are(
    register: Register, since: str | None, until: str | None, found: list[str]
) -> None:
    """However many better ones lie outside of it."""
    names = {document.id: name for name, document in REPORTS.items()}
    assert [names[hit.document_id] for hit in register.search("joint", 1, since, until)] == found[:1]
    assert [names[hit.document_id] for hit in register.search("joint", 9, since, until)] == found


def test_the_undated_are_of_no_period(register: Register) -> None:
    assert [hit.title for hit in register.search("missiles", 9, until="2030")] == ["A missile deal"]
