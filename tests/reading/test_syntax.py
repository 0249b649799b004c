"""Trees: offsets are the document's, asides are passed over, long sentences are cut."""

from __future__ import annotations

from communique.reading.syntax import MAX_SENTENCE, parse


def test_offsets_are_those_of_the_document() -> None:
    text = "Before. Norway (the seller) sold boats to Vietnam."
    start = text.index("Norway")
    tree = parse(text, [(start, len(text))])[0]
    assert all(text[t.start : t.end] == t.text for t in tree.tokens)
    assert "seller" not in {t.text for t in tree.tokens}


def test_the_head_of_a_stretch() -> None:
    text = "Norway sold fast patrol boats."
    tree = parse(text, [(0, len(text))])[0]
    head = tree.at(text.index("fast"), text.index("boats") + 5)
    assert head is not None
    assert tree[head].text == "boats"


def test_an_endless_sentence_is_parsed_in_pieces() -> None:
    text = "boats and " * 400
    trees = parse(text, [(0, len(text))])
    assert len(trees) > 1
    assert all(t.end - t.start <= MAX_SENTENCE for t in trees)


def test_children_subtrees_and_ancestors_agree() -> None:
    text = "The ministry of Peru bought ships."
    tree = parse(text, [(0, len(text))])[0]
    for token in tree.tokens:
        for kid in tree.children(token.i):
            assert token.i in list(tree.ancestors(kid))
            assert kid in tree.subtree(token.i)


def test_a_plural_that_is_the_verb_becomes_it() -> None:
    text = "Ukraine fires British-made Storm Shadow missiles into Russia."
    tree = parse(text, [(0, len(text))])[0]
    verb = next(t for t in tree.tokens if t.text == "fires")
    assert (verb.pos, verb.dep) == ("VERB", "ROOT")
    assert [tree[k].text for k in tree.children(verb.i, "nsubj")] == ["Ukraine"]


def test_a_heap_of_nouns_stays_one() -> None:
    text = "New US sanctions on Russia."
    tree = parse(text, [(0, len(text))])[0]
    assert next(t for t in tree.tokens if t.text == "sanctions").pos == "NOUN"


def test_made_by_is_one_adjective_in_its_place() -> None:
    text = "Oslo bought ten North Korean-made (old) guns."
    tree = parse(text, [(0, len(text))])[0]
    made = next(t for t in tree.tokens if text[t.start : t.end] == "North Korean-made")
    assert tree[made.head].text == "guns"
