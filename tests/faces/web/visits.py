"""Every page of the application with addresses that show it: what the browser tests visit and the screenshots show.

A page whose route has no entry here fails :mod:`tests.faces.web.test_browser`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from tests.faces.web.site import Site


@dataclass(frozen=True)
class Visit:
    """An address of a page, with ``{places}`` that a register fills, and the name of its screenshot, if it has one."""

    address: str
    picture: str = ""


# By the path of the route, as the application has it.
VISITS: Final[dict[str, tuple[Visit, ...]]] = {
    "/": (Visit("/", "home"), Visit("/?of=IND", "home-of-india"), Visit("/?as_of=2001-01-01")),
    "/pair/{one}/{other}": (
        Visit("/pair/IND/RUS", "pair"),
        Visit("/pair/IND/PHL"),
        Visit("/pair/IND/RUS?since=2025&beside=India/France", "compared"),
        Visit("/pair/CHL/PER"),
        Visit("/pair/Indai/Russia"),
    ),
    "/fact/{id}": (Visit("{fact}", "fact"), Visit("/fact/ffffffff")),
    "/document/{id}": (Visit("{report}", "document"), Visit("{hostile}")),
    "/search": (Visit("/search?q=S-400", "search"), Visit("/search?q=%3Cscript%3E"), Visit("/search")),
    "/facts/{kind}": (
        Visit("/facts/programme", "programmes"),
        Visit("/facts/engagement", "engagements"),
        Visit("/facts/pressure"),
        Visit("/facts/use"),
        Visit("/facts/posture?since=2090"),
    ),
    "/named/{sort}": (
        Visit("/named/people", "people"),
        Visit("/named/mechanisms", "mechanisms"),
        Visit("/named/equipment", "equipment"),
        Visit("/named/publishers", "publishers"),
        Visit("/named/people?words=nobody"),
    ),
    "/named/{sort}/{key}": (
        Visit("{person}", "person"),
        Visit("{mechanism}", "mechanism"),
        Visit("{thing}", "equipment-one"),
        Visit("{publisher}", "publisher"),
        Visit("{hostile publisher}"),
    ),
    "/network": (Visit("/network", "network"), Visit("/network?of=IND", "network-of-india")),
    "/review": (Visit("/review", "review"),),
    "/review/about/{id}": (Visit("{question}", "review-about"), Visit("/review/about/ffffffff")),
    "/review/log": (Visit("/review/log"),),
    "/watches": (Visit("/watches", "watches"),),
}
# What there is besides where a team has accounts; all but the first for who is signed in as its admin.
TEAM_VISITS: Final[dict[str, Visit]] = {
    "/login": Visit("/login", "login"),
    "/account": Visit("/account", "account"),
    "/team": Visit("/team", "team"),
    "/team/audit": Visit("/team/audit", "audit"),
}
# What leads on, or is no page.
NO_PAGES: Final = {"/claim/{id}", "/static/{name}"}

# Where each place is found: the page that names it, and what its address looks like there.
_PLACES: Final = {
    "fact": ("/facts/programme", r"/fact/[0-9a-f]+"),
    "report": ("/search?q=S-400", r"/document/[0-9a-f]+"),
    "person": ("/named/people", r"/named/people/[a-z0-9-]+"),
    "mechanism": ("/named/mechanisms", r"/named/mechanisms/[a-z0-9-]+"),
    "thing": ("/named/equipment", r"/named/equipment/[a-z0-9-]+"),
    "publisher": ("/named/publishers", r"/named/publishers/[a-z0-9-]+"),
    "question": ("/review", r"/review/about/[0-9a-f]+"),
    "hostile": ("/search?q=Belousov+alert", r"/document/[0-9a-f]+"),
    "hostile publisher": ("/named/publishers?words=svg", r"/named/publishers/[a-z0-9-]+"),
}


def addresses(site: Site, *, pictured: bool = False) -> list[tuple[str, str]]:
    """All addresses, filled in for a site, each with the name of its picture; only those that have one, if asked."""
    visits = [one for entries in VISITS.values() for one in entries if one.picture or not pictured]
    return [(_filled(one.address, site), one.picture) for one in visits]


def _filled(address: str, site: Site) -> str:
    if not address.startswith("{"):
        return address
    page, pattern = _PLACES[address.strip("{}")]
    found = re.search(pattern, site.get(page).text)
    if found is None:
        raise AssertionError(f"{page} names nothing for {address}")
    return found[0]
