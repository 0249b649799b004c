from __future__ import annotations

from typing import Any

import pytest

from communique.assembly import catalogue
from communique.briefs.english import Names
from communique.briefs.programmes import Words, about, details, lead, stages
from communique.model import Fact, Quantity
from tests.assembly.reports import facts_of, knowledge, one, programme, report
from tests.briefs.scene import only

WORDS = Words(Names(knowledge()), catalogue(knowledge()))


def _fact(equipment: str = "S-400", status: str | None = "contracted", **slots: Any) -> Fact:
    text = report(f"So much on the {equipment}.", "2020-01-01")
    return only(text, programme(text, f"So much on the {equipment}", equipment, status, **slots))


@pytest.mark.parametrize(
    ("text", "quantity", "said"),
    [
        ("S-400", None, "S-400 SAM systems"),
        ("S-400", {"text": "5", "number": 5.0}, "five S-400 SAM systems"),
        ("S-400", {"text": "5", "number": 5.0, "unit": "regiment"}, "five regiments of S-400 SAM systems"),
        ("S-400", {"text": "1", "number": 1.0}, "one S-400 SAM system"),
        ("S-400", {"text": "5 systems", "number": 5.0, "unit": "systems"}, "five S-400 SAM systems"),
        ("Su-30MKIs", {"text": "140", "number": 140.0}, "140 Su-30MKI fighter aircraft"),
        ("INS Tamal", None, "the frigate INS Tamal"),
        ("INS Tamal", {"text": "1", "number": 1.0}, "the frigate INS Tamal"),
        ("Kamov helicopters", None, "Kamov helicopters"),
        ("light helicopter", None, "light helicopters"),
        ("military cooperation", None, "military cooperation"),
        ("spare parts", None, "spare parts"),
    ],
)
def test_equipment_and_its_number(text: str, quantity: dict[str, Any] | None, said: str) -> None:
    assert WORDS.amount(text, quantity) == said


@pytest.mark.parametrize(
    ("slots", "said"),
    [
        ({}, "India has ordered S-400 SAM systems from Russia (reported 1 January 2020)."),
        ({"date": "2018-10"}, "India has ordered S-400 SAM systems from Russia (October 2018)."),
        ({"terms": "lease"}, "India has leased S-400 SAM systems from Russia (reported 1 January 2020)."),
        ({"status": None}, "There is word of a supply of S-400 SAM systems from Russia to India, at no stated stage."),
        ({"status": "planned", "supplier": "RUS USA"},
         "India plans to acquire S-400 SAM systems from Russia and the United States "
         "(reported 1 January 2020)."),
        ({"mode": "licensed-production", "status": "in-production", "date": "2019"},
         "India builds S-400 SAM systems under licence from Russia (2019)."),
        ({"mode": "co-production", "supplier": "IND RUS", "recipient": (), "status": None},
         "There is word of joint production of S-400 SAM systems by India and Russia, at no stated stage."),
        ({"mode": "sustainment", "status": None},
         "There is word of support from Russia for India’s S-400 SAM systems (training, maintenance, spares or "
         "upgrades), at no stated stage."),
        ({"mode": None, "status": None}, "India and Russia have a programme for S-400 SAM systems."),
        ({"denied": True, "attribution": "Press Information Bureau"},
         "According to the Press Information Bureau (1 January 2020), it is not the case that India has ordered "
         "S-400 SAM systems from Russia."),
    ],
)  # fmt: skip
def test_the_first_sentence(slots: dict[str, Any], said: str) -> None:
    assert lead(_fact(**slots), WORDS).text == said


def test_a_number_is_not_put_in_the_mouth_of_another() -> None:
    quoted = report("Sergei Ivanov: the S-400 was delivered.", "2020-01-01", "A")
    counted = report("India ordered 16 S-400.", "2018-01-01", "B")
    cited = one(
        quoted,
        programme(quoted, "the S-400 was delivered", "S-400", "delivered", attribution="Sergei Ivanov"),
    )
    cited += one(counted, programme(counted, "ordered 16 S-400", "S-400", "contracted", quantity=16))
    (fact,) = facts_of(cited)
    assert (
        lead(fact, WORDS).text
        == "According to Sergei Ivanov, Russia has delivered S-400 SAM systems to India."
    )
    number = next(s for s in details(fact, WORDS) if "16" in s.text)
    assert number.text == "The number ordered is put at 16."
    assert number.claims == (cited[1].claim_id,)


def test_details_tell_stages_value_and_setback() -> None:
    order = report("An S-400 order of 5 billion.", "2018-10-06", "A")
    late = report("The S-400 slips to 2027.", "2025-06-28", "B")
    cited = one(
        order,
        programme(order, "An S-400 order", "S-400", "contracted", date="2018-10-05", value=(5e9, "USD")),
    )
    cited += one(late, programme(late, "The S-400 slips to 2027", "S-400", "delayed", date="2027"))
    (fact,) = facts_of(cited)
    assert [s.text for s in details(fact, WORDS)] == [
        "The stages on record are: contracted (5 October 2018) and delayed (reported 28 June 2025).",
        "The value is put at USD 5 billion.",
        "The programme has since been reported as delayed, with a new date of 2027.",
    ]


def test_what_has_arrived_is_told_apart() -> None:
    order = report("Five S-400.", "2018-10-06", "A")
    came = report("Three S-400 came.", "2024-03-21", "B")
    cited = one(order, programme(order, "Five S-400", "S-400", "contracted", quantity=5, date="2018-10-05"))
    three = Quantity("Three", 3.0)
    cited += one(came, programme(came, "Three S-400 came", "S-400", "partly-delivered", quantity=three))
    (fact,) = facts_of(cited)
    assert "The latest number reported as delivered is three." in [s.text for s in details(fact, WORDS)]


def test_names_in_passing() -> None:
    assert about(_fact(date="2018"), WORDS) == "the supply of S-400 SAM systems to India (order of 2018)"
    assert about(_fact(mode=None), WORDS) == "the programme for S-400 SAM systems"
    assert about(_fact(mode="sustainment"), WORDS) == "support for S-400 SAM systems"


def test_the_number_ordered_is_not_said_to_have_come() -> None:
    ordered = report("India ordered five S-400.", "2018-10-06", "A")
    came = report("Of the S-400: delivered.", "2024-12-10", "B")
    cited = one(ordered, programme(ordered, "five S-400", "S-400", "contracted", quantity=5))
    cited += one(came, programme(came, "S-400: delivered", "S-400", "delivered"))
    (fact,) = facts_of(cited)
    assert lead(fact, WORDS).text == "Russia has delivered S-400 SAM systems to India."
    assert "The number ordered is put at five." in [sentence.text for sentence in details(fact, WORDS)]


def test_a_class_is_many_ships() -> None:
    assert WORDS.equipment("MILGEM") == "MILGEM corvettes"


def test_a_part_delivery_is_called_one_in_the_stages_too() -> None:
    cited = []
    for day, status in (
        ("2018-10-05", "contracted"),
        ("2021-12-07", "partly-delivered"),
        ("2024-12-10", "delivered"),
    ):
        text = report(f"The S-400: {status}.", day, day)
        cited += one(text, programme(text, "The S-400", "S-400", status))
    (fact,) = facts_of(cited)
    assert [status for _, status, _ in stages(fact)] == ["contracted", "partly-delivered"]
