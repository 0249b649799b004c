from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from communique.evaluation.marks import Mark, cut, evidence_marks, traces

_marks = st.builds(
    Mark, st.integers(-2, 30), st.integers(-2, 30), st.integers(1, 9), st.just("use"), st.just("right")
)


@given(st.text(max_size=25), st.lists(_marks, max_size=6))
def test_pieces_are_the_text_and_keep_to_the_marks(text: str, marks: list[Mark]) -> None:
    pieces = cut(text, marks)
    assert "".join(piece.text for piece in pieces) == text
    place = 0
    for piece in pieces:
        inside = range(place, place + len(piece.text))
        assert all(mark.start <= at < mark.end for mark in piece.marks for at in inside)
        assert all(mark.start == place for mark in piece.opens)
        place += len(piece.text)
    fit = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    assert sum(len(piece.opens) for piece in pieces) == len(fit)


def test_the_innermost_mark_gives_the_look() -> None:
    outer, inner = Mark(0, 9, 1, "engagement", "right"), Mark(4, 6, 2, "programme", "wrong")
    middle = cut("0123456789", [outer, inner])[1]
    assert middle.text == "45"
    assert middle.classes == "k-programme v-wrong"
    assert middle.title == "1 engagement, right; 2 programme, wrong"


def test_quotes_are_marked() -> None:
    claim = {
        "kind": "use",
        "evidence": [{"start": 1, "end": 3, "quote": "ab"}, {"start": 5, "end": 6, "quote": "c"}],
    }
    assert list(evidence_marks(4, claim, "near")) == [
        Mark(1, 3, 4, "use", "near"),
        Mark(5, 6, 4, "use", "near"),
    ]


def test_what_is_missed_is_marked_where_its_names_stand() -> None:
    text = "Singh saw the S-400 (not the S-4000) with Belousov."
    claim = {
        "kind": "programme",
        "equipment": ["S-400", "Triumf"],
        "participants": [{"name": "Andrei Belousov"}],
    }
    found = [text[mark.start : mark.end] for mark in traces(text, 1, claim)]
    assert found == ["S-400", "Belousov"]


def test_what_is_missed_shows_beside_what_is_read() -> None:
    read, gone = Mark(0, 9, 1, "pressure", "right"), Mark(4, 6, 2, "programme", "missed")
    assert cut("0123456789", [read, gone])[1].classes == "k-pressure v-right also-missed"
    assert cut("0123456789", [gone])[1].classes == "k-programme v-missed"
