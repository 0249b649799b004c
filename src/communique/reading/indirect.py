"""Words that speak of a party without its name: pronouns, "the government", "its rival"."""

from __future__ import annotations

from typing import Final

# What these say of a party, they say by another's name ("a Russian ally", "China's rival").
RELATIVES: Final = frozenset(
    "ally partner rival neighbour neighbor foe enemy adversary friend opponent satellite".split()
)
GENERIC: Final = frozenset(
    "country nation government state side ministry army navy military kingdom republic island administration regime company firm "
    "manufacturer maker builder force agency".split()
)
# Those who buy and sell by their state's name: "the Dutch and Danish armies".
FORCES: Final = frozenset(
    "army navy force military government ministry minister official parliament company firm marine".split()
)
# "The NATO member" is a state, and not the alliance.
MEMBERS: Final = frozenset({"member", "state", "nation", "country"})
# Those who act for the party that owns them: "its personnel", "their warships".
PEOPLE: Final = frozenset(
    "personnel troop soldier force warship ship vessel serviceman pilot crew officer unit contingent delegation marine sailor "
    "commando paratrooper airman jet fighter specialist instructor".split()
)
PLURAL: Final = frozenset({"they", "them", "their", "we", "us", "our", "both", "two", "sides"})
SINGLE: Final = frozenset({"it", "its", "itself"})
PERSONAL: Final = frozenset({"he", "she", "him", "her", "his", "hers"})
