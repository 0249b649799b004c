"""What only says a meeting again."""

from __future__ import annotations

from tests.reading.telling import claims


def test_what_a_meeting_is_for_is_no_second_one() -> None:
    text = (
        "The defence ministers of Kenya and Serbia will hold separate meetings with Peruvian President Juan Perez "
        "on Thursday to discuss military ties."
    )
    assert {c.parties for c in claims(text, "engagement")} == {("KEN", "PER"), ("PER", "SRB")}


def test_they_after_several_meetings_are_no_pair() -> None:
    text = (
        "Peruvian Defence Minister Juan Perez met with the heads of the defence departments of Kenya, Serbia and Chile. "
        "They exchanged views on military cooperation."
    )
    assert {(c.type, c.parties) for c in claims(text, "engagement")} == {
        ("meeting", ("CHL", "PER")),
        ("meeting", ("KEN", "PER")),
        ("meeting", ("PER", "SRB")),
    }
