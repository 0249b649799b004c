"""A small history of two states in eleven reports, with a climb, conflicts, a denial, pressure and copies."""

from __future__ import annotations

from functools import cache

from communique.assembly import assemble, sketch
from communique.briefs import compose
from communique.model import Brief, Cited, Claim, Document, Fact, Money, Quantity
from tests.assembly.reports import claim, engagement, knowledge, one, programme, report

PAIR = ("IND", "RUS")

T90 = report(
    "India on Thursday signed a contract with Russia for 310 T-90S tanks, worth about USD 700 million. "
    "The papers were signed in the presence of Ilya Klebanov.",
    "2001-02-15",
    "Example Wire",
    "India signs for 310 tanks",
    "https://wire.example/2001/t90",
)
AVADI = report(
    "The first T-90S built under licence at Avadi was handed to the Indian Army on Monday.",
    "2009-08-24",
    "Capital Daily",
    "Avadi rolls out a tank",
    "https://daily.example/avadi",
)
BRAHMOS = report(
    "BrahMos, developed jointly by India and Russia, flew for the first time on June 12, 2001.",
    "2001-06-12",
    "Specimen Post",
    "Joint missile flies",
)
S400 = report(
    "India and Russia on Friday concluded a contract for five regiments of the S-400 system. "
    "The contract is worth 5.43 billion dollars. Vladimir Putin met Narendra Modi in New Delhi.",
    "2018-10-05",
    "Example Wire",
    "S-400 deal concluded",
    "https://wire.example/2018/s400",
)
S400_COPY = report(S400.text + " (Example Wire)", "2018-10-06", "Tribune", "S-400 pact signed")
PARTS = report(
    "Three S-400 units have been delivered, the defence ministry said. Six regiments were ordered in 2018. "
    "The two others will come by August 2026.",
    "2024-03-21",
    "Harbour Gazette",
    "S-400: where it stands",
)
SLIP = report("The rest of the S-400 order is now due in 2027.", "2025-06-28", "Capital Daily", "S-400 slips")
FOMIN = report(
    "Russia's Deputy Defence Minister Aleksandr Fomin met Ambassador Vinay Kumar, Moscow's ministry said. "
    "The two states have moved from buyer and seller to joint development. India used the S-400 in Operation "
    "Sindoor in May. Donald Trump threatened tariffs on India over Russian oil. The commission, IRIGC-M&MTC, "
    "chaired by the Defence Ministers, oversees the work. India may buy additional S-400 systems.",
    "2025-08-06",
    "NationPress",
    "How are they strengthening it?",
    "https://press.example/?a=1&b=2",
)
UNDATED = report("Aug 9: Sergei Ivanov met Vinay Kumar.", None, "", "Fragment")
DENIAL = report(
    "No new submarine deal was signed with Russia, the Press Information Bureau said.",
    "2025-12-04",
    "Capital Daily",
    "No submarine deal",
)
ELSEWHERE = report(
    "Japan ordered F-35A fighters from the United States.", "2025-01-01", "Gazette", "Japan buys"
)

DOCUMENTS = (T90, AVADI, BRAHMOS, S400, S400_COPY, PARTS, SLIP, FOMIN, UNDATED, DENIAL, ELSEWHERE)

_PUTIN = ("Vladimir Putin", "President", None, "RUS")
_MODI = ("Narendra Modi", "Prime Minister", None, "IND")
_KUMAR = ("Vinay Kumar", "Ambassador", None, "IND")
_FOMIN = ("Aleksandr Fomin", "Deputy Defence Minister", "Colonel General", "RUS")


def _early() -> list[Cited]:
    return [
        *one(
            T90,
            programme(
                T90,
                "a contract with Russia for 310 T-90S tanks, worth about USD 700 million",
                "T-90S",
                "contracted",
                date="2001-02-15",
                quantity=310,
                value=Money("about USD 700 million", 7e8, "USD", qualifier="about"),
            ),
        ),
        *one(
            AVADI,
            programme(
                AVADI,
                "The first T-90S built under licence",
                "T-90S",
                "in-production",
                mode="licensed-production",
                date="2009-08-24",
            ),
        ),
        *one(
            BRAHMOS,
            programme(
                BRAHMOS,
                "BrahMos, developed jointly by India and Russia",
                "BrahMos",
                "in-production",
                mode="co-development",
                supplier="IND RUS",
                recipient=(),
                inferred={"mode": "table: joint product"},
            ),
        ),
    ]


def _s400(document: Document) -> list[Claim]:
    regiments = Quantity("five", 5.0, unit="regiments")
    deal = "a contract for five regiments of the S-400 system"
    order = programme(
        document,
        deal,
        "S-400",
        "contracted",
        date="2018-10-05",
        quantity=regiments,
        value=Money("5.43 billion dollars", 5.43e9, "USD"),
    )
    met = engagement(
        document,
        "Vladimir Putin met Narendra Modi in New Delhi",
        date="2018-10-05",
        place="New Delhi",
        participants=[_PUTIN, _MODI],
        level="head-of-state",
    )
    return [order, met]


def _late() -> list[Cited]:
    ministry = {"attribution": "defence ministry"}
    return [
        *one(
            PARTS,
            programme(
                PARTS,
                "Three S-400 units have been delivered",
                "S-400",
                "partly-delivered",
                quantity=3,
                **ministry,
            ),
            programme(
                PARTS,
                "Six regiments were ordered in 2018",
                "S-400",
                "contracted",
                date="2018",
                quantity=Quantity("Six", 6.0, unit="regiments"),
            ),
            programme(PARTS, "The two others will come by August 2026", "S-400", "planned", date="2026-08"),
        ),
        *one(
            SLIP,
            programme(
                SLIP, "The rest of the S-400 order is now due in 2027", "S-400", "delayed", date="2027"
            ),
        ),
        *one(
            FOMIN,
            engagement(
                FOMIN,
                "Deputy Defence Minister Aleksandr Fomin met Ambassador Vinay Kumar",
                date="2025-08-06",
                participants=[_FOMIN, _KUMAR],
                level="deputy-minister",
                attribution="Russian Defence Ministry",
                place="Moscow",
                inferred={"date": "report: day of publication"},
            ),
            claim(
                FOMIN,
                "moved from buyer and seller to joint development",
                "posture",
                parties="IND RUS",
                direction="climbing",
                from_="transfer",
                to="co-development",
            ),
            claim(
                FOMIN,
                "India used the S-400 in Operation Sindoor in May",
                "use",
                equipment="S-400",
                by="IND",
                operation="Operation Sindoor",
                date="2025-05",
            ),
            claim(
                FOMIN,
                "Donald Trump threatened tariffs on India over Russian oil",
                "pressure",
                by="USA",
                on="IND",
                about="RUS",
                instrument="tariff",
                status="threatened",
                attribution="Donald Trump",
            ),
            claim(
                FOMIN,
                "The commission, IRIGC-M&MTC, chaired by the Defence Ministers",
                "mechanism",
                name="IRIGC-M&MTC",
                acronym="IRIGC-M&MTC",
                parties="IND RUS",
                chairs=("Defence Minister",),
            ),
            programme(FOMIN, "India may buy additional S-400 systems", "S-400", "planned", hedge="possible"),
        ),
        *one(
            UNDATED,
            engagement(
                UNDATED,
                "Sergei Ivanov met Vinay Kumar",
                date="XXXX-08-09",
                participants=[("Sergei Ivanov", None, None, "RUS"), _KUMAR],
            ),
        ),
        *one(
            DENIAL,
            programme(
                DENIAL,
                "No new submarine deal was signed with Russia",
                "Akula",
                "contracted",
                terms="lease",
                denied=True,
                attribution="Press Information Bureau",
            ),
        ),
        *one(
            ELSEWHERE,
            programme(
                ELSEWHERE,
                "Japan ordered F-35A fighters",
                "F-35A",
                "contracted",
                supplier="USA",
                recipient="JPN",
            ),
        ),
    ]


@cache
def facts() -> tuple[Fact, ...]:
    """The facts of all reports."""
    cited = [*_early(), *one(S400, *_s400(S400)), *one(S400_COPY, *_s400(S400_COPY)), *_late()]
    return tuple(assemble(cited, knowledge(), {d.id: sketch(d.text) for d in DOCUMENTS}))


@cache
def brief() -> Brief:
    """The brief on India and Russia."""
    return compose(PAIR, facts(), {d.id: d for d in DOCUMENTS}, knowledge())


def fact(kind: str, **slots: object) -> Fact:
    """The one fact of a kind whose slots have these values."""
    (found,) = [f for f in facts() if f.kind == kind and all(f.slots.get(k) == v for k, v in slots.items())]
    return found


def sentences(key: str) -> list[str]:
    """The sentences of one section of the brief."""
    return [s.text for section in brief().sections if section.key == key for s in section.sentences]


def only(document: Document, *claims: Claim) -> Fact:
    """The one fact that some claims of a document make."""
    (found,) = assemble(one(document, *claims), knowledge())
    return found
