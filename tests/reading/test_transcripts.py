"""Transcripts: what the speakers did that day counts, what they wish or sum up does not."""

from __future__ import annotations

from tests.reading.telling import claims

_OPENING = (
    "President of Norway Kari Lunde and President of Chile Rosa Fuentes met in Bergen for talks on defence.\n\n"
    "President of Norway Kari Lunde: Madam President, "
)


def _agreements(speech: str) -> list[tuple[str, ...]]:
    found = claims(_OPENING + speech, "engagement", title="Press statements following talks")
    return [c.parties for c in found if c.type in ("agreement", "contract")]


def test_what_we_signed_today_is_with_the_guest() -> None:
    told = "I believe that the contract we signed today on military cooperation will serve the two navies."
    assert _agreements(told) == [("CHL", "NOR")]


def test_what_one_sums_up_of_all_customers_is_with_nobody_in_particular() -> None:
    text = (
        "President of Norway Kari Lunde chaired a meeting on arms exports.\n\nPresident of Norway Kari Lunde: Last year, we signed 18 "
        "contracts for arms. Our rivals in Chile fare worse. Chile sells few arms."
    )
    assert claims(text, "engagement", title="Meeting on arms exports") == []


def test_an_exercise_that_aims_at_something_was_held() -> None:
    told = (
        _OPENING
        + "The joint Norwegian-Chilean naval exercises aiming to guard our coasts became a great event."
    )
    found = [c for c in claims(told, "engagement", title="Press statements") if c.type == "exercise"]
    assert [(c.parties, c.status) for c in found] == [(("CHL", "NOR"), "held")]
