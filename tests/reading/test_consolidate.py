"""What a document says twice is one claim with all the words that say it."""

from __future__ import annotations

from communique.model import Claim, Evidence, Participant
from communique.reading.consolidate import consolidate
from tests.reading.telling import claims


def _met(start: int, **slots: object) -> Claim:
    base: dict[str, object] = {
        "kind": "engagement",
        "evidence": (Evidence(start, start + 3, "met"),),
        "type": "meeting",
        "parties": ("KEN", "RWA"),
        "status": "held",
    }
    return Claim(**{**base, **slots})  # type: ignore[arg-type]


def test_a_second_telling_adds_people_and_words() -> None:
    joined = consolidate([_met(0, place="Kigali"), _met(50, participants=(Participant("Amina Otieno"),))])
    assert len(joined) == 1
    assert [p.name for p in joined[0].participants] == ["Amina Otieno"]
    assert joined[0].place == "Kigali"
    assert len(joined[0].evidence) == 2


def test_talks_and_a_meeting_of_one_day_are_one() -> None:
    assert len(consolidate([_met(0), _met(9, type="talks")])) == 1


def test_other_days_other_people_other_parties_stay_apart() -> None:
    assert len(consolidate([_met(0, date="2024-05-01"), _met(9, date="2023-05-01")])) == 2
    assert len(consolidate([_met(0), _met(9, parties=("KEN", "UGA"))])) == 2
    first, second = (Participant("Amina Otieno"),), (Participant("Paul Habimana"),)
    assert len(consolidate([_met(0, participants=first), _met(9, participants=second)])) == 2


def test_what_is_denied_never_joins_what_is_said() -> None:
    assert len(consolidate([_met(0), _met(9, denied=True)])) == 2


def test_title_and_lead_are_one_signing() -> None:
    found = claims(
        "Uruguay and Paraguay signed a defence cooperation agreement in Asuncion on Tuesday.",
        "engagement",
        title="Uruguay, Paraguay sign defence agreement",
    )
    assert [(claim.type, claim.parties) for claim in found] == [("agreement", ("PRY", "URY"))]


def test_what_two_leaders_discussed_by_telephone_is_the_call() -> None:
    text = (
        "Norwegian Prime Minister Jonas Gahr Store had a telephone conversation with Chilean President Gabriel Boric. "
        "The two leaders discussed military cooperation and agreed to keep up the contacts of their defence ministries."
    )
    assert [(c.type, c.parties) for c in claims(text, "engagement")] == [("call", ("CHL", "NOR"))]


def test_a_frigate_takes_no_submarines_name() -> None:
    text = (
        "China signed a contract to supply an S26T submarine to Thailand in 2017. "
        "China has now agreed to supply a frigate to Thailand instead of a submarine."
    )
    assert "frigate" in {c.equipment for c in claims(text, "programme")}
