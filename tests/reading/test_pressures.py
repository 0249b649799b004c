"""Pressures: who presses whom with what, over many pairs of states; and what is no pressure."""

from __future__ import annotations

import re

import pytest

from communique.model import Claim
from communique.reading.pressing import frames
from communique.vocabulary import INSTRUMENTS
from tests.reading.telling import claims

Row = tuple[str, str, str, str, str, str]

TOLD: list[Row] = [
    # sentence, by, on, about ("" where none must be given, "?" where it is left open), instrument, status
    ("The United States removed Turkey from the F-35 programme in 2019 after it bought Russian S-400 systems.", "USA", "TUR", "RUS", "expulsion", "imposed"),
    ("Turkey was thrown out of the F-35 fighter programme because it had taken delivery of Russian missiles.", "USA", "TUR", "RUS", "expulsion", "imposed"),
    ("Germany revoked export licences for military equipment to Saudi Arabia.", "DEU", "SAU", "", "export-control", "imposed"),
    ("Belgium has revoked licences for the sale of missiles and bombs to Egypt.", "BEL", "EGY", "", "export-control", "imposed"),
    ("Austria will not approve any exports of military equipment to Israel until further notice.", "AUT", "ISR", "", "export-control", "imposed"),
    ("Spain and Italy said they were suspending arms sales to Turkey over its offensive.", "ESP+ITA", "TUR", "?", "embargo", "imposed"),
    ("Norway lifted its export controls on drone optics to Turkey.", "NOR", "TUR", "", "export-control", "lifted"),
    ("Switzerland refused Denmark permission to re-export Piranha armoured vehicles to Ukraine.", "CHE", "DNK", "UKR", "export-control", "imposed"),
    ("Senator Bob Menendez of the United States put a hold on the sale of F-16 fighter jets to Turkey.", "USA", "TUR", "", "export-control", "imposed"),
    ("The UN Security Council extended its arms embargo on South Sudan for another year.", "UN", "SSD", "", "embargo", "imposed"),
    ("The arms embargo on Somalia was lifted by the United Nations after three decades.", "UN", "SOM", "", "embargo", "lifted"),
    ("The United Kingdom suspended arms exports to Israel over the war in Gaza.", "GBR", "ISR", "", "embargo", "imposed"),
    ("Canada bars exports of military goods to Turkey.", "CAN", "TUR", "", "embargo", "imposed"),
    ("Sweden lifted its ban on arms exports to Turkey.", "SWE", "TUR", "", "embargo", "lifted"),
    ("Norway lifted restrictions on arms exports to Israel.", "NOR", "ISR", "", "export-control", "lifted"),
    ("Washington waived CAATSA sanctions on India over the S-400 purchase.", "USA", "IND", "RUS", "sanctions", "waived"),
    ("Washington urged New Delhi to stop buying Russian arms.", "USA", "IND", "RUS", "demand", "demanded"),
    ("Russia demanded that Bulgaria halt the transfer of its Soviet-built jets to Ukraine.", "RUS", "BGR", "UKR", "demand", "demanded"),
    ("India protested to the United States over the sale of F-16 fighters to Pakistan.", "IND", "USA", "PAK", "diplomatic", "imposed"),
    ("Greece objected to the sale of F-16 jets to Turkey by the United States.", "GRC", "USA", "TUR", "diplomatic", "imposed"),
    ("Iran criticised Azerbaijan for buying Israeli drones.", "IRN", "AZE", "ISR", "diplomatic", "imposed"),
    ("Serbia lodged a protest with Zagreb over its purchase of HIMARS launchers.", "SRB", "HRV", "?", "diplomatic", "imposed"),
    ("China summoned the Japanese ambassador over arms exports to the Philippines.", "CHN", "JPN", "PHL", "diplomatic", "imposed"),
    ("China sanctioned three American defence firms over weapons sales to Taiwan.", "CHN", "USA", "TWN", "sanctions", "imposed"),
    ("Beijing said it would take countermeasures against US companies that sell arms to Taiwan.", "CHN", "USA", "TWN", "sanctions", "threatened"),
    ("Moscow warned Seoul against supplying lethal weapons to Ukraine.", "RUS", "KOR", "UKR", "warning", "threatened"),
    ("President Donald Trump threatened to impose tariffs on India over its purchases of Russian arms.", "USA", "IND", "RUS", "tariff", "threatened"),
    ("The United States froze $300 million in military aid to Egypt until it improved its human rights record.", "USA", "EGY", "", "aid-cut", "imposed"),
    ("Egypt could face US sanctions if it goes ahead with the purchase of Su-35 jets from Russia.", "USA", "EGY", "RUS", "sanctions", "threatened"),
    ("Jakarta dropped the plan for Su-35 jets for fear of American sanctions.", "USA", "IDN", "RUS", "sanctions", "threatened"),
    ("Berlin blocked the sale of Eurofighter jets to Turkey.", "DEU", "TUR", "", "export-control", "imposed"),
    ("The EU imposed an arms embargo on Myanmar in 2018.", "EU", "MMR", "", "embargo", "imposed"),
    ("Armenia condemned Israel for the delivery of drones to Azerbaijan.", "ARM", "ISR", "AZE", "diplomatic", "imposed"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "by", "on", "about", "instrument", "status"), TOLD)
def test_a_pressure_has_its_sides_and_its_instrument(
    text: str, by: str, on: str, about: str, instrument: str, status: str
) -> None:
    found = claims(text, "pressure")
    assert [(c.by, c.on, c.instrument, c.status) for c in found] == [
        (tuple(by.split("+")), (on,), instrument, status)
    ]
    if about != "?":
        assert found[0].about == ((about,) if about else ())


@pytest.mark.parametrize(
    "text",
    [
        "The two ministers reviewed the sale of frigates from Italy to Indonesia.",
        "Poland asked South Korea for a faster delivery of the tanks.",
        "Morocco urged France to speed up the delivery of the helicopters.",
        "Vietnam wants Japan to supply six patrol boats to its coast guard.",
        "North Korea denies giving military aid to Syria.",
        "Spain's opposition leader denounced the sale of warships to Venezuela.",
        "Chile banned smoking in the cafeteria of the defence ministry, which buys arms from Israel.",
        "The coach warned Brazil against the attack of Germany before the match.",
        "Kenya cancelled the order for Serbian howitzers.",
        "Sri Lanka lifted the trophy after beating Pakistan's defence.",
    ],
)
def test_what_is_no_pressure_makes_no_claim(text: str) -> None:
    assert claims(text, "pressure") == []


def test_sanctions_ruled_out_are_denied() -> None:
    (found,) = claims(
        "Austria does not plan to impose sanctions on Serbia over the missile deal with Russia.", "pressure"
    )
    assert found.denied


def test_several_states_press_together() -> None:
    (found,) = claims(
        "Saudi Arabia, Bahrain and Egypt put Qatar under a blockade over its military ties with Turkey.",
        "pressure",
    )
    assert set(found.by) == {"BHR", "EGY", "SAU"}
    assert found.on == ("QAT",)


def test_a_ban_lifted_is_not_the_ban_imposed() -> None:
    text = "Canada banned arms exports to Turkey in 2019.\n\nCanada lifted the ban on arms exports to Turkey in 2024."
    assert {c.status for c in claims(text, "pressure")} == {"imposed", "lifted"}


def test_an_outsider_presses_one_of_the_pair_about_the_other() -> None:
    text = (
        "Kazakhstan and Turkey signed an agreement on the production of Anka drones. The drones will be built by Turkish and Kazakh engineers.\n\n"
        "Moscow warned Astana over the deal."
    )
    (found,) = claims(text, "pressure")
    assert (found.by, found.on, found.about) == (("RUS",), ("KAZ",), ("TUR",))


def test_evidence_is_the_text_itself() -> None:
    text = "Washington urged Cairo to stop buying Russian arms."
    (found,) = claims(text, "pressure")
    for piece in found.evidence:
        assert text[piece.start : piece.end] == piece.quote


def test_the_table_speaks_the_vocabulary() -> None:
    for frame in frames().values():
        assert frame.instrument in INSTRUMENTS, frame
        assert frame.status in ("threatened", "demanded", "imposed", "waived", "lifted"), frame
        assert re.fullmatch(r"[a-z-]+", frame.lemma), frame


def _sides(found: list[Claim]) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    return {(c.by, c.on) for c in found}


@pytest.mark.parametrize(
    ("presser", "code"), [("Oslo", "NOR"), ("Canberra", "AUS"), ("Tokyo", "JPN"), ("Warsaw", "POL")]
)
@pytest.mark.parametrize(("pressed", "other"), [("Hungary", "HUN"), ("Georgia", "GEO"), ("Thailand", "THA")])
def test_any_pair_may_be_meant(presser: str, code: str, pressed: str, other: str) -> None:
    found = claims(
        f"{presser} suspended arms exports to {pressed} over its military deal with Russia.", "pressure"
    )
    assert _sides(found) == {((code,), (other,))}


def test_who_refuses_to_join_sanctions_imposes_none() -> None:
    text = "Serbia has refused to join international sanctions against Moscow over Ukraine, and goes on buying Russian arms."
    assert claims(text, "pressure") == []


@pytest.mark.parametrize(
    ("text", "by", "on", "instrument", "status"),
    [
        ("The United States puts two Chinese firms on its entity list for supplying Pakistan's missile makers.", "USA", "CHN", "sanctions", "imposed"),
        ("The Swiss government rejects Spain's request to re-export Swiss-made guns to Ukraine.", "CHE", "ESP", "export-control", "imposed"),
        ("Norway stops issuing export licences for tank parts to Turkey.", "NOR", "TUR", "export-control", "imposed"),
        ("Washington granted India a waiver from CAATSA sanctions over its purchase of the S-400.", "USA", "IND", "sanctions", "waived"),
        ("Japan lobbied Washington against the sale of frigates to Indonesia.", "JPN", "USA", "demand", "demanded"),
        ("China bans Boeing's defence unit from exporting goods over arms sales to Taiwan.", "CHN", "USA", "sanctions", "imposed"),
        ("The United States removes Cambodia from its arms embargo list.", "USA", "KHM", "embargo", "lifted"),
        ("The Obama administration pauses a shipment of 900 bombs to Bahrain over its crackdown.", "USA", "BHR", "embargo", "imposed"),
        ("Donald Trump lifts the hold on the supply of heavy bombs to Israel.", "USA", "ISR", "export-control", "lifted"),
        ("The European Union agrees to impose sanctions on three Iranian generals for supplying drones to Russia.", "EU", "IRN", "sanctions", "imposed"),
        ("The United States withholds 85 million dollars in military aid to Egypt.", "USA", "EGY", "aid-cut", "imposed"),
        ("The U.S. sanctions a Chinese research institute for aiding Pakistan's missile programme.", "USA", "CHN", "sanctions", "imposed"),
    ],
)  # fmt: skip
def test_pressures_said_by_paraphrase(text: str, by: str, on: str, instrument: str, status: str) -> None:
    found = {(c.by, c.on, c.instrument, c.status) for c in claims(text, "pressure")}
    assert ((by,), (on,), instrument, status) in found


@pytest.mark.parametrize(
    "text",
    [
        "Japan condemns North Korea's latest missile test as a breach of resolutions.",
        "Clinton warned Iran against developing nuclear weapons, the United States said.",
        "UN chief Ban Ki-moon says that arms deliveries to Syria make matters worse.",
        "The United States designates Brazil as a major non-NATO ally over its defence cooperation.",
        "Britain imposes sanctions on Burmese military officials for killing protesters.",
        "Ukraine demands that Russia halt arms supplies to the rebels; France was present.",
    ],
)
def test_what_a_state_does_alone_is_no_dealing_to_press(text: str) -> None:
    assert [c for c in claims(text, "pressure") if c.instrument != "demand"] == []


def test_a_warning_hangs_on_what_its_addressee_does() -> None:
    text = (
        "Russia warns the United States of consequences if it continues to supply Ukraine with heavy weapons."
    )
    (found,) = claims(text, "programme")
    assert (found.supplier, found.recipient) == (("USA",), ("UKR",))


@pytest.mark.parametrize(
    ("text", "on", "about"),
    [
        (
            "ASTANA: Kazakhstan is considering Chinese missiles, as Japan warned that deals of this kind with Beijing "
            "could put the country's hopes at risk.",
            "KAZ",
            "CHN",
        ),
        ("Norway warned that arms deals with Iran could put Brazil's hopes of radars at risk.", "BRA", "IRN"),
        ("Norway warned that Iran could lose radars if Brazil bought them.", "IRN", "BRA"),
    ],
)
def test_who_is_warned_of_dealing_with_a_seller_is_the_buyer(text: str, on: str, about: str) -> None:
    (found,) = claims(text, "pressure")
    assert (found.on, found.about) == ((on,), (about,))


def test_a_warning_that_something_has_happened_presses_nobody() -> None:
    text = "Russia warned on August 10 that the Taliban had seized control of Afghanistan's border with Tajikistan. China and Tajikistan held a joint military drill."
    assert claims(text, "pressure") == []


@pytest.mark.parametrize(
    ("text", "pressed", "about"),
    [
        ("Sudan protested over Serbia's arms supplies to Ethiopia.", "SRB", "ETH"),
        ("Sudan took issue with Serbia over its sales of armed drones to Ethiopia.", "SRB", "ETH"),
        ("Sudan conveyed its unease to Serbia over the sale of armed drones to Ethiopia.", "SRB", "ETH"),
    ],
)
def test_a_complaint_is_aimed_at_the_seller(text: str, pressed: str, about: str) -> None:
    found = claims(text, "pressure")
    assert [(c.by, c.on, c.about) for c in found] == [(("SDN",), (pressed,), (about,))]


def test_whose_purchase_it_is_with_whom_one_quarrels() -> None:
    text = "The United States has clashed with Turkey over its purchase of S-400 missiles from Russia."
    assert [(c.supplier, c.recipient) for c in claims(text, "programme")] == [(("RUS",), ("TUR",))]
