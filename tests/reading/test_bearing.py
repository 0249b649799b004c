"""Claims must bear on dealings in arms: news of war and quarrel makes none, the same verbs about a sale do."""

from __future__ import annotations

import pytest

from communique.model import Claim, Document
from communique.reading.reader import Reader


def read(text: str) -> list[Claim]:
    return Reader().read(Document(text=text, published="2021-06-02"))


@pytest.mark.parametrize(
    "text",
    [
        "Finland scrambled Hornet fighters after two Russian Su-27 fighters flew into its airspace near Porvoo.",
        "Iran shot down an American MQ-9 Reaper drone over the Gulf on Tuesday, the Pentagon said.",
        "Georgian sappers blew up a bridge to prevent Russian military supplies from being delivered by rail.",
        "A rocket hit the Armenia-Russia Partnership for Peace Gyumri military base on Friday.",
        "Rebel fighters attacked a Malian army base near Gao on Friday.",
        "A Spanish rescue ship with 40 migrants aboard docked in Malta on Friday.",
        "South Korean soldiers fired warning shots at a North Korean drone.",
        "The pact of 34 states is to keep missile delivery systems of Russia from Iran.",
        "Kenya condemned Somalia over the massacre of villagers and warned Somalia that such killings must end.",
        "Norway threatens Iran with new sanctions over its nuclear programme, the Norwegian Minister of Defence said.",
        "Chile made a formal protest to Bolivia over the violation of its airspace by a military helicopter.",
        "Hezbollah rockets hit Haifa on Monday, after jets of the Air Force bombed Tyre in Lebanon.",
        "A Katyusha rocket from southern Lebanon hit a school at Kiryat Shmona, an Israeli town.",
        "Dutch investigators say that the airliner was shot down over Ukraine by a Buk missile.",
        "Police foiled a plot to shoot down an American airliner with an Igla missile from Russia.",
        "Two Russian Tu-160 bombers arrived in Venezuela to carry out training flights.",
        "Denmark will use military aircraft to deliver aid to Georgia.",
        "Pirates hijacked the German freighter MV Patriot off Somalia and let a Greek ship go.",
        "Libya has sent the last of its nuclear weapons-related equipment to the United States.",
        "Lebanon's government meets today to send the army to the south as Israeli troops pull out.",
        "China bans visits by American warships to Hong Kong over a human rights bill.",
        "Esper said that American troops leaving Syria will go to western Iraq.",
        "The move was weighed by the Swedish Defence Research Agency, which looks at what Russia could do.",
        "Turkish-backed forces took the airbase at al-Watiya in Libya and seized a Russian Pantsir.",
        "Two B-1B Lancer bombers were flown over the Korean Peninsula by the United States, and North Korea spoke of nuclear warfare.",
        "A Russian military helicopter was destroyed by a U.S. TOW missile fired by Syrian rebels.",
        "The raid follows a BM-21 Grad missile strike by militants on the Israeli town of Ashkelon.",
        "Burma denies any link to the North Korean ship tracked by the United States, which may carry weapons in violation of a United Nations embargo.",
        "Britain is sending six Typhoon fighter jets to Cyprus to guard against retaliation by Syria.",
        "A Sudanese plane was hijacked after it took off from Nyala in Darfur and was flown to Libya.",
        "The premier dismissed the British Defence Secretary after a leak from a National Security Council meeting about a Chinese firm.",
        "The USS Mason was fired on from Yemen, and the American destroyer was not struck.",
        "Investigators of the United States look into the purchase of flats by shell companies linked to the prime minister of Malaysia.",
        "A Norwegian F-16 intercepted a Russian Tu-95 bomber over the Barents Sea on Friday.",
        "An Algerian C-130 crashed near Tebessa on Tuesday, killing 77 people. The Hercules, made in the United States, hit a mountain.",
    ],
)
def test_war_and_quarrel_are_no_dealing(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "instrument"),
    [
        ("Greece condemned Germany over its sale of six submarines to Turkey.", "diplomatic"),
        ("China protested to France about its sale of frigates to Taiwan.", "diplomatic"),
        (
            "The two ministers discussed defence ties a day after the United States imposed an additional tariff of 25 percent on Indian goods.",
            "tariff",
        ),
    ],
)
def test_the_same_verbs_about_a_sale_are_a_pressure(text: str, instrument: str) -> None:
    assert instrument in {claim.instrument for claim in read(text) if claim.kind == "pressure"}


def test_combat_use_survives() -> None:
    claims = read(
        "Ukraine used its German IRIS-T system to shoot down 14 Russian missiles over Kyiv on Monday."
    )
    assert [claim.kind for claim in claims if claim.kind == "use"] == ["use"]


def test_a_format_beside_which_two_met_is_only_the_occasion() -> None:
    beside = read(
        "Chile's defence minister met his Peruvian counterpart on the sidelines of the ADMM-Plus on Thursday."
    )
    assert [claim.name for claim in beside if claim.kind == "mechanism"] == []
    held = read(
        "The ADMM-Plus of the defence ministers of ASEAN and eight partners met in Vientiane on Thursday."
    )
    (found,) = [claim for claim in held if claim.kind == "mechanism"]
    assert len(found.parties) == 18


def test_all_members_of_a_body_meet_and_dialogue_partners_hold_no_dialogue() -> None:
    held = read(
        "The 14th meeting of the ADMM-Plus Experts Working Group will take place in Delhi on 19 March, with India in the chair. "
        "The dialogue partners Russia and Japan will send their military delegations."
    )
    engagements = [claim for claim in held if claim.kind == "engagement"]
    assert [(claim.type, len(claim.parties), claim.status) for claim in engagements] == [
        ("meeting", 18, "planned")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian sappers will help Chile in clearing mines left from the war.",
        "The pact allows for Air Force training at bases in Chile, a Norwegian defence official said.",
        "Norwegian jets delivered a crushing blow to rebels in Mali, the Malian army said.",
    ],
)
def test_blows_cleared_mines_and_services_are_no_goods(text: str) -> None:
    assert [claim for claim in read(text) if claim.kind == "programme"] == []


def test_what_ones_own_forces_will_get_goes_to_nobody_abroad() -> None:
    text = (
        "Meeting with officers\n\nPresident of Russia Vladimir Putin met with officers who served in Syria. Syria thanked the troops.\n\n"
        "President of Russia Vladimir Putin: The ground forces will receive T-90 tanks. The operation in Syria goes on."
    )
    found = Reader().read(Document(text=text, title="Meeting with officers", published="2021-06-02"))
    assert [claim for claim in found if claim.kind == "programme"] == []


def test_worry_about_how_things_stand_is_no_pressure() -> None:
    text = "Chile's defence minister voiced Chile's concern over developments in the Gulf, where she offered arms to Oman."
    assert [claim for claim in read(text) if claim.kind == "pressure"] == []


def test_support_services_for_a_weapon_are_not_the_weapon() -> None:
    text = "The US State Department approved the sale of Tomahawk weapon system support services to Australia for $250 million."
    assert [c.mode for c in read(text) if c.kind == "programme"] == ["sustainment"]
    ship = "Chile ordered a Type 26 support ship from Britain."
    assert all(c.mode != "sustainment" for c in read(ship) if c.kind == "programme")


@pytest.mark.parametrize(
    "text",
    [
        "Norway delivered six Leopard 2 tanks to Ukraine in March, the minister told state television.",
        "In a broadcast the Norwegian minister said that Norway delivered Leopard 2 tanks to Ukraine.",
        "Norway delivered precision strike missiles to Ukraine in March, its army said.",
    ],
)
def test_what_is_said_on_television_of_deliveries_is_told(text: str) -> None:
    found = [claim for claim in read(text) if claim.kind == "programme"]
    assert [(claim.supplier, claim.recipient) for claim in found] == [(("NOR",), ("UKR",))]
