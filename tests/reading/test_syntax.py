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
