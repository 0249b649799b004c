"""The closed vocabularies of the data model: kinds of claim, their slots, and the values slots may take.

The words follow SIPRI (licensed production, transfers), PLOVER (consult, cooperate, sanction), and
ISO 3166-1 alpha-3 for states. ``docs/data-model.md`` explains each of them.
"""

from __future__ import annotations

from typing import Final

KINDS: Final = ("engagement", "mechanism", "programme", "use", "pressure", "posture")

# What faces call all facts of a kind.
SUBJECTS: Final = {
    "engagements": "engagement",
    "mechanisms": "mechanism",
    "programmes": "programme",
    "uses": "use",
    "pressures": "pressure",
    "postures": "posture",
}

# With whom a page or file may be shared: the Traffic Light Protocol 2.0 of FIRST, the narrowest first.
TLP: Final = ("TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR")

TYPES: Final = (
    "meeting",
    "talks",
    "call",
    "visit",
    "port-call",
    "exercise",
    "agreement",
    "contract",
    "ceremony",
)

# The ladder of a programme, lowest rung first.
MODES: Final = ("transfer", "sustainment", "licensed-production", "co-production", "co-development")

TERMS: Final = ("sale", "gift", "lease", "loan", "credit")

STATUSES: Final[dict[str, tuple[str, ...]]] = {
    "engagement": ("planned", "under-way", "held", "postponed", "cancelled"),
    "mechanism": ("proposed", "negotiating", "in-force", "suspended", "ended"),
    "programme": (
        "proposed",
        "requested",
        "planned",
        "approved",
        "negotiating",
        "contracted",
        "in-production",
        "partly-delivered",
        "delivered",
        "in-service",
        "delayed",
        "suspended",
        "cancelled",
    ),
    "use": (),
    "pressure": ("threatened", "demanded", "imposed", "waived", "lifted"),
    "posture": (),
}

INSTRUMENTS: Final = (
    "tariff",
    "sanctions",
    "embargo",
    "export-control",
    "aid-cut",
    "expulsion",
    "demand",
    "warning",
    "diplomatic",
)

DIRECTIONS: Final = ("strengthening", "climbing", "steady", "weakening", "suspended")

HEDGES: Final = ("reported", "possible", "likely", "conditional")

# From the highest to the working level; the analysis of tempo weighs engagements by it.
LEVELS: Final = (
    "head-of-state",
    "head-of-government",
    "minister",
    "deputy-minister",
    "chief-of-defence",
    "service-chief",
    "senior-official",
    "ambassador",
    "military-officer",
    "legislator",
    "executive",
    "spokesperson",
)

# Breadth: the families of equipment that a partnership can span.
FAMILIES: Final = (
    "air-defence",
    "combat-aircraft",
    "helicopters",
    "armour",
    "artillery",
    "missiles",
    "naval",
    "small-arms",
    "space",
    "cyber",
    "drones",
    "transport-aircraft",
    "special-mission-aircraft",
    "trainer-aircraft",
    "engines",
    "sensors",
    "munitions",
    "vehicles",
    "support",
)

# Slots of each kind, in the order in which they are printed.
SLOTS: Final[dict[str, tuple[str, ...]]] = {
    "engagement": ("type", "parties", "participants", "date", "place", "level", "status"),
    "mechanism": ("name", "acronym", "parties", "chairs", "edition", "status"),
    "programme": (
        "equipment",
        "family",
        "supplier",
        "recipient",
        "mode",
        "terms",
        "status",
        "quantity",
        "value",
        "date",
        "companies",
    ),
    "use": ("equipment", "family", "by", "operation", "against", "date"),
    "pressure": ("by", "on", "about", "instrument", "status", "date"),
    "posture": ("parties", "direction", "from", "to"),
}

# Slots that every claim may have, whatever its kind.
COMMON_SLOTS: Final = (
    "attribution",
    "denied",
    "hedge",
    "evidence",
    "reader",
    "rule",
    "inferred",
    "confidence",
)
