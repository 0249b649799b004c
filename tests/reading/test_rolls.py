"""Who takes part in a session: rolls that are called behind it, members of small alliances, whoever meets on its margins."""

from __future__ import annotations

import pytest

from tests.reading.telling import claims


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "Minsk hosted a session of the CIS defence ministers on Tuesday. Delegations from Belarus, Russia, Kazakhstan "
            "and Tajikistan took part.",
            ("BLR", "KAZ", "RUS", "TJK"),
        ),
        (
            "The defence ministers of the Gulf Cooperation Council met in Riyadh on Sunday. Ministers from Bahrain, Kuwait, "
            "Oman, Qatar and the UAE attended.",
            ("ARE", "BHR", "KWT", "OMN", "QAT"),
        ),
        (
            "Foreign and defence ministers of the Quad countries will meet in Tokyo, the Japanese defence ministry said.",
            ("AUS", "IND", "JPN", "USA"),
        ),
        (
            "A meeting of the Ukraine Defense Contact Group was held at Ramstein on Friday. It was chaired by US Defense "
            "Secretary Lloyd Austin and attended by Ukrainian Defense Minister Oleksii Reznikov.",
            ("UKR", "USA"),
        ),
    ],
)
def test_those_who_came_meet_and_the_body_is_their_framework(text: str, parties: tuple[str, ...]) -> None:
    told = [c for c in claims(text, "engagement") if c.type in ("meeting", "talks")]
    assert [c.parties for c in told] == [parties]


def test_whoever_meets_on_the_margins_meets_one_by_one_and_not_the_whole_forum() -> None:
    text = (
        "The Philippine defence secretary is expected to hold bilateral meetings on the sidelines of the ADMM-Plus meeting "
        "with counterparts from Australia, Japan, New Zealand, the Republic of Korea and the USA."
    )
    met = {p for c in claims(text, "engagement") if c.type in ("meeting", "talks") for p in c.parties}
    assert met == {"AUS", "JPN", "KOR", "NZL", "PHL", "USA"}


def test_who_heads_a_delegation_is_told_in_the_next_sentence() -> None:
    text = (
        "Australia and Indonesia will hold their 2+2 talks in Canberra on November 14. Defence Minister Prabowo Subianto "
        "will lead the Indonesian delegation."
    )
    told = [c for c in claims(text, "engagement", published="2024-11-10") if c.type in ("meeting", "talks")]
    assert [p.name for c in told for p in c.participants] == ["Prabowo Subianto"]


def test_what_a_whole_quoted_sentence_tells_counts_and_a_quoted_phrase_does_not() -> None:
    lead = "Kenyan and Indian officials met in Mombasa on Monday to discuss naval cooperation. "
    whole = (
        lead
        + '"After the talks the two Indian warships will call at Mombasa port for four days," the navy said.'
    )
    phrase = lead + 'The navy spoke of a "port call at Mombasa".'
    assert [c.type for c in claims(whole, "engagement")][-1] == "port-call"
    assert "port-call" not in [c.type for c in claims(phrase, "engagement")]


def test_a_committee_is_no_general_and_its_days_are_those_of_the_pact_signed_there() -> None:
    text = (
        "Peru and Chile on August 9 signed a memorandum on defence cooperation in Lima. Peruvian Defence Minister Jorge Nieto "
        "and his Chilean counterpart Jose Gomez signed it on the sidelines of the 12th meeting of the General Border Committee "
        "from August 8-10."
    )
    found = claims(text, "engagement", published="2016-08-10")
    assert [c.date for c in found if c.type == "agreement"] == ["2016-08-09"]
    assert "Border" not in {p.name for c in found for p in c.participants}
