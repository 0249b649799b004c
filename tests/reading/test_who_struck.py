"""Who used arms of another's make where the sentence says it of nobody; levers that are opposed, alleged or only one's own limits."""

from __future__ import annotations

import pytest

from tests.reading.telling import claims

TOPIC = "Weapons and military cooperation"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ethiopia's air force struck a camp in Tigray with drones. Turkish Bayraktar TB2 drones carried out the attack, aid workers said.", {("Bayraktar TB2", ("ETH",))}),
        ("Chad's military has responded with air strikes on the rebels. Russian-made Su-25 jets have been most often used to hit villages, the report said.", {("Su-25", ("TCD",))}),
        ("Rebels attacked the town with drones. Chinese-made CH-4 drones were used in the attack.", set()),
        ("The Chinese HQ-9 missiles saw their first combat with the Egyptian army last month.", {("HQ-9", ("EGY",))}),
        ("The use of American ATACMS means a new phase of the war, Russian Foreign Minister Sergey Lavrov said.", set()),
        ("Peruvian troops struck rebel positions with French howitzers.", {("howitzers", ("PER",))}),
        ("Kenyan forces used drones supplied by China in the offensive.", {("drones", ("KEN",))}),
        ("The wreckage of a Bayraktar TB2 shot down by Armenian forces was shown on television.", set()),
    ],
)  # fmt: skip
def test_who_used_it(text: str, expected: set[tuple[str, tuple[str, ...]]]) -> None:
    assert {(c.equipment, c.by) for c in claims(text, "use", TOPIC)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The US has slapped sanctions on three Chinese companies and one from Belarus for supplying missile parts to Pakistan.", [("USA", "BLR+CHN")]),
        ("Reacting to Canada sanctioning two Turkish companies, Azerbaijan's spokesperson said export controls on drone parts were misused.", [("CAN", "TUR")]),
        ("Slovakia said it would oppose a decision to extend sanctions against Russian arms makers.", []),
        ("Serbia falsely accused the United States of pressuring Kosovo to buy weapons.", []),
        ("Israeli authorities have limited their cooperation with Ukraine to humanitarian aid and helmets for its army.", []),
    ],
)  # fmt: skip
def test_whose_lever_it_is(text: str, expected: list[tuple[str, str]]) -> None:
    assert [("+".join(c.by), "+".join(c.on)) for c in claims(text, "pressure", TOPIC)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russian military trainers arrive in Niger as relations with the US deteriorate.", {("NER", "USA", "weakening")}),
        ("Russian trainers arrived in Chad as the country pulls away from military cooperation with France.", {("FRA", "TCD", "weakening")}),
        ("Burkina Faso's military rulers have turned to Moscow for weapons and training.", {("BFA", "RUS", "strengthening")}),
    ],
)  # fmt: skip
def test_who_turns_to_whom(text: str, expected: set[tuple[str, ...]]) -> None:
    assert {(*c.parties, c.direction) for c in claims(text, "posture", TOPIC)} == expected
