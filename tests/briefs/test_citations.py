from __future__ import annotations

from dataclasses import replace

from communique.briefs.citations import citations
from communique.model import Section, Sentence
from tests.briefs.scene import FOMIN, S400, brief


def test_documents_are_numbered_in_the_order_of_citing_and_quotes_lettered_in_that_of_the_text() -> None:
    found = citations(brief())
    assert [source.number for source in found.sources] == list(range(1, len(found.sources) + 1))
    assert [source.document_id for source in found.sources] == [document.id for document in brief().documents]
    (press,) = [source for source in found.sources if source.document_id == FOMIN.id]
    places = [FOMIN.text.index(quote.words[0]) for quote in press.quotes]
    assert places == sorted(places)
    assert [quote.label for quote in press.quotes] == [f"{press.number}{letter}" for letter in "abcdef"]


def test_one_quote_needs_no_letter() -> None:
    found = citations(brief())
    single = [source for source in found.sources if len(source.quotes) == 1]
    assert single
    assert all(source.quotes[0].label == str(source.number) for source in single)


def test_every_sentence_has_labels_and_every_label_a_quote() -> None:
    found = citations(brief())
    labels = {quote.label for source in found.sources for quote in source.quotes}
    for section in brief().sections:
        for sentence in section.sentences:
            assert found.of(sentence)
            assert set(found.of(sentence)) <= labels


def test_labels_are_in_order_and_each_stands_once() -> None:
    found = citations(brief())
    claims = tuple(reversed([c for s in brief().sections for x in s.sentences for c in x.claims]))
    labels = found.of(Sentence("All.", claims))
    assert len(set(labels)) == len(labels)
    numbers = [int(label.rstrip("abcdef")) for label in labels]
    assert numbers == sorted(numbers)


def test_two_claims_on_the_same_words_share_a_letter() -> None:
    (fact,) = [f for f in brief().facts if f.kind == "use"]
    item = fact.cited[0]
    twin = replace(item, claim_id="twin")
    sentence = Sentence("It was used.", (item.claim_id, "twin"))
    facts = (replace(fact, cited=(item, twin)),)
    found = citations(replace(brief(), facts=facts, sections=(Section("Use", (sentence,), "use"),)))
    assert found.of(sentence) == ("1",)


def test_only_web_addresses_are_links() -> None:
    found = citations(brief())
    links = {source.document_id: source.link for source in found.sources}
    assert links[S400.id] == "https://wire.example/2018/s400"
    for address in (
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        " https://a.example",
        "",
    ):
        assert replace(found.sources[0], url=address).link == ""
