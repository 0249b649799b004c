"""Where a request may go: web addresses only, hosts of the public internet only, others by name.

An address from outside (a link, a redirect, an item of a feed) must not make this machine talk to its own
network. The spelling is judged here; the IP addresses at the moment of connecting, see ``transport``.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import Final, Self, TypeAlias

import httpx2

from communique.errors import SourceError
from communique.sources.web.networks import objection

Resolver: TypeAlias = Callable[[str, int], list[str]]

_PORTS: Final = {"http": 80, "https": 443}
_LONGEST: Final = 2_000
_ALLOW: Final = "if it is meant, allow it with --allow-host {}"

_UNFIT: Final = re.compile(r"[\x00-\x20\x7f-\x9f\\]|\s")
_USER: Final = re.compile(r"[^/?#]*//[^/?#]*@")
_LABEL: Final = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME: Final = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
# What some programs take for an IPv4 address: 2130706433, 0x7f.1, 0177.0.0.1 (WHATWG, URL, "ends in a number").
_NUMBERED: Final = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)")
_DOTTED: Final = re.compile(r"(?:(?:0|[1-9][0-9]{0,2})\.){3}(?:0|[1-9][0-9]{0,2})")


class GuardError(SourceError):
    """An address that nothing is asked of, and why."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """A host that the user allows by name, on one port or (None) on all."""

    host: str
    port: int | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """``name``, ``name:8080``, ``127.0.0.1:8000`` or ``[::1]:8000``. Raises GuardError."""
        match = re.fullmatch(r"(?:\[([0-9a-fA-F:.]+)\]|([^\s:/@\[\]]+))(?::([0-9]{1,5}))?", text.strip())
        if match is None or (match[3] and not 0 < int(match[3]) < 65_536):
            raise GuardError("--allow-host", f"{text!r} is no host", "write it as name or name:port")
        host = (match[1] or match[2]).lower().removesuffix(".")
        try:
            host = str(ip_address(host))
        except ValueError:
            if not _NAME.fullmatch(host):
                raise GuardError("--allow-host", f"{text!r} is no host", "write it as a URL does") from None
        return cls(host, int(match[3]) if match[3] else None)


def look_up(host: str, port: int) -> list[str]:
    """The IP addresses of a host, as this machine finds them. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Guard:
    """Says of each address whether it may be asked; fails closed."""

    def __init__(self, allowed: Iterable[str] = (), resolver: Resolver = look_up) -> None:
        self._allowed = frozenset(Allowed.parse(one) for one in allowed)
        self._resolver = resolver

    def allows(self, host: str, port: int) -> bool:
        """Whether the user has allowed this host by name, whatever its addresses."""
        return not self._allowed.isdisjoint({Allowed(host, None), Allowed(host, port)})

    def check(self, address: str) -> httpx2.URL:
        """The address without its fragment, fit to be asked as far as its spelling goes.

        Raises GuardError for anything but http(s) on the usual port of a host with a plain public name or
        IP address; a host that the user allows may have any address and port.
        """
        shown = _shown(address)
        if len(address) > _LONGEST or _UNFIT.search(address):
            raise GuardError(shown, "is no web address", "check it for spaces and strange characters")
        try:
            url = httpx2.URL(address)
            host, port = url.raw_host.decode("ascii"), url.port
        except (httpx2.InvalidURL, UnicodeError, ValueError) as error:
            raise GuardError(shown, f"is no web address: {error}", "check it") from error
        if url.scheme not in _PORTS:
            raise GuardError(shown, "is neither http nor https", "only pages of the web are fetched")
        if url.userinfo or _USER.match(address):
            raise GuardError(shown, "holds a user name or a password", "leave them out")
        host = self._host(shown, host)
        port = _PORTS[url.scheme] if port is None else port
        if not self.allows(host, port):
            self._check_public_spelling(shown, host, port)
        plain = url.copy_with(fragment=None)
        if len(str(plain)) > _LONGEST:
            raise GuardError(shown, "is longer than addresses are", "check it")
        return plain

    def resolve(self, host: str, port: int) -> list[str]:
        """The IP addresses to connect to, each of them checked; the name is looked up once.

        Raises GuardError where one of them is not public and the host not allowed, OSError where the name
        is not known.
        """
        host = host.lower().strip("[]")
        if _is_ip(host):
            host = str(ip_address(host))
            addresses = [host]
        else:
            addresses = self._resolver(host, port)
        if not addresses:
            raise OSError(f"no address for {host}")
        if not self.allows(host, port):
            for one in addresses:
                if said := objection(one):
                    problem = f"leads to {one}, an address that is {said}, not of the public internet"
                    raise GuardError(host, problem, _ALLOW.format(_named(host, port)))
        return addresses

    def _host(self, shown: str, host: str) -> str:
        """The host in its plain form."""
        host = host.lower()
        if ":" in host:
            try:
                return str(IPv6Address(host))
            except ValueError as error:
                raise GuardError(shown, "has a host that is no IPv6 address", "check it") from error
        if not _NAME.fullmatch(host) or len(host) > 253:
            raise GuardError(shown, "has a host that is no name", "check it")
        if _NUMBERED.fullmatch(host) and not (_DOTTED.fullmatch(host) and _is_ip(host)):
            raise GuardError(shown, "spells an IP address in a way that hides it", "write it as 192.0.2.1")
        return host

    def _check_public_spelling(self, shown: str, host: str, port: int) -> None:
        mend = _ALLOW.format(_named(host, port))
        if _is_ip(host):
            if said := objection(host):
                raise GuardError(shown, f"is an address that is {said}, not of the public internet", mend)
        elif "." not in host:
            raise GuardError(shown, f"{host} is a name of a local network", mend)
        if port not in _PORTS.values():
            raise GuardError(shown, f"port {port} is none of the web's (80, 443)", mend)


def _is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _named(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _shown(address: str) -> str:
    """An address as messages show it: no password, no end without end."""
    bare = re.sub(r"//[^/?#]*@", "//…@", address)
    return bare if len(bare) <= 200 else f"{bare[:200]}…"
