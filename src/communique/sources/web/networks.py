"""Which IP addresses belong to the public internet: everything that no registry of special ones lists."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

# An IPv4 address as IPv6 writes it, and as a network that speaks IPv6 alone reaches it (RFC 6052).
_MAPPED: Final = IPv6Network("::ffff:0:0/96")
_TRANSLATED: Final = IPv6Network("64:ff9b::/96")
# All that IANA has given out for use between networks.
_GLOBAL_UNICAST: Final = IPv6Network("2000::/3")


def objection(address: str) -> str | None:
    """Why an address is none of the public internet, in words; None where it is one.

    IPv4 inside IPv6 is judged by the IPv4 address. What cannot be understood is objected to.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return "no IP address"
    if isinstance(found, IPv6Address):
        if found.scope_id is not None:
            return "link-local"
        if found in _MAPPED or found in _TRANSLATED:
            return objection(str(IPv4Address(int(found) & 0xFFFFFFFF)))
    for network, name in _special():
        if found.version == network.version and found in network:
            return name
    if isinstance(found, IPv6Address) and found not in _GLOBAL_UNICAST:
        return "not given out"
    # A second opinion, so that neither list alone decides that something is public.
    return None if found.is_global and not found.is_multicast else "not public"


@lru_cache(maxsize=1)
def _special() -> tuple[tuple[IPv4Network | IPv6Network, str], ...]:
    """The special networks with their names, the narrowest first."""
    table = files("communique.sources.web").joinpath("data/special_networks.csv").read_text(encoding="utf-8")
    rows = [(ip_network(row["network"]), row["name"]) for row in csv.DictReader(table.splitlines())]
    return tuple(sorted(rows, key=lambda row: -row[0].prefixlen))
