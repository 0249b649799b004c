from __future__ import annotations

from typing import Any

from communique.assembly import catalogue
from communique.briefs.english import Names
from communique.briefs.programmes import Words
from communique.briefs.standing import mechanism, posture, pressure, pressure_steps, the_name, use
from communique.model import Fact
from tests.assembly.reports import claim, facts_of, knowledge, one, report
from tests.briefs.scene import fact, only

NAMES = Names(knowledge())
WORDS = Words(NAMES, catalogue(knowledge()))


def _fact(kind: str, **slots: Any) -> Fact:
    text = report("So it is.", "2025-08-06")
    return only(text, claim(text, "So it is", kind, **slots))


def test_a_mechanism_of_the_table_and_one_of_none() -> None:
    known = [s.text for s in mechanism(fact("mechanism"), NAMES)]
    assert known[0].startswith(
        "India and Russia have a commission, the India-Russia Intergovernmental Commission"
    )
    assert known[1] == "It is chaired at the level of Defence Minister."
    other = _fact("mechanism", name="Blue Water Accord", parties="BRA KEN", status="suspended", edition="3rd")
    assert [s.text for s in mechanism(other, NAMES)] == [
        "The Blue Water Accord joins Brazil and Kenya.",
        "The latest edition on record is the 3rd (reported 6 August 2025).",
        "It has been suspended.",
    ]


def test_use() -> None:
    assert use(fact("use"), WORDS).text == "India used S-400 SAM systems in Operation Sindoor in May 2025."
    against = _fact("use", equipment="S-400", by="IND", against="PAK")
    assert use(against, WORDS).text == "India used S-400 SAM systems against Pakistan."


def test_pressure_on_a_party_about_another() -> None:
    said = "the United States has threatened India with tariffs over dealings with Russia."
    assert pressure(fact("pressure"), NAMES).text == f"According to Donald Trump, {said}"
    bare = _fact(
        "pressure", by="CHN", on="JPN", instrument="embargo", status="imposed", about=("rare earths",)
    )
    assert pressure(bare, NAMES).text == "China has imposed an embargo on Japan over rare earths."


def test_steps_of_a_pressure_only_where_there_are_two() -> None:
    assert pressure_steps(fact("pressure")) is None
    slots = {"by": "USA", "on": "IND", "instrument": "tariff"}
    first, second = report("Threat.", "2025-08-06", "A"), report("Duty.", "2025-08-28", "B")
    cited = one(first, claim(first, "Threat", "pressure", status="threatened", **slots))
    cited += one(second, claim(second, "Duty", "pressure", status="imposed", date="2025-08-27", **slots))
    (found,) = facts_of(cited)
    steps = pressure_steps(found)
    assert steps is not None
    assert steps.text == "The steps on record are: threatened (6 August 2025) and imposed (27 August 2025)."


def test_postures() -> None:
    climbing = posture(fact("posture"), NAMES).text
    assert climbing == (
        "India and Russia are said to be moving up from buying and selling to joint development "
        "(reported 6 August 2025)."
    )
    weakening = _fact("posture", parties="IND RUS", direction="weakening")
    assert posture(weakening, NAMES).text == (
        "India and Russia are said to be drifting apart in defence (reported 6 August 2025)."
    )


def test_an_article_printed_with_a_name_is_not_doubled() -> None:
    assert the_name("A Working Group on Repairs") == "the Working Group on Repairs"
    assert the_name("A2 Dialogue") == "the A2 Dialogue"
    assert the_name("Exercise Indra") == "Exercise Indra"
