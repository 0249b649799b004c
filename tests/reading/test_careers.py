"""People who served a state and then an organisation."""

from __future__ import annotations

from communique.model import Document
from tests.reading.telling import reader


def _party(text: str, published: str) -> set[str | None]:
    scene = reader().scene(Document(text=text, published=published))
    return {named.person.party for named in scene.people if "Rutte" in named.person.name}


def test_the_day_tells_whom_somebody_served() -> None:
    text = "Mark Rutte said in Kyiv that more jets for Ukraine would come."
    assert _party(text, "2023-05-01") == {"NLD"}
    assert _party(text, "2025-05-01") == {"NATO"}


def test_the_printed_office_comes_before_the_day() -> None:
    assert _party("Prime Minister Mark Rutte promised F-16 jets to Ukraine.", "2023-05-01") == {"NLD"}
    assert _party("NATO Secretary General Mark Rutte spoke of arms for Ukraine.", "2025-05-01") == {"NATO"}


def _offices(text: str, published: str) -> dict[str, str | None]:
    scene = reader().scene(Document(text=text, published=published))
    return {named.person.name: named.person.office for named in scene.people}


def test_the_office_of_the_day_where_only_the_rank_is_told() -> None:
    text = "The presidents Vladimir Putin and Recep Tayyip Erdogan spoke of the air defence contract."
    assert _offices(text, "2016-10-10") == {
        "Vladimir Putin": "President",
        "Recep Tayyip Erdogan": "President",
    }
    text = "Vladimir Putin, then prime minister, and Recep Tayyip Erdogan spoke of arms."
    assert _offices(text, "2016-10-10")["Vladimir Putin"] in ("Prime Minister", "prime minister")


def test_an_office_keeps_the_small_word_that_qualifies_it() -> None:
    text = "Russian deputy Prime Minister Dmitry Rogozin and Indian vice Defence Minister Anil Rao signed."
    assert _offices(text, "2013-11-16") == {
        "Dmitry Rogozin": "deputy Prime Minister",
        "Anil Rao": "vice Defence Minister",
    }
