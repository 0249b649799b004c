"""Where nothing may be asked: addresses in every spelling, names that lead inside, redirects, rebinding."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from communique.errors import SourceError
from communique.sources.web.address import is_address
from communique.sources.web.fetch import FetchError, Web
from communique.sources.web.guard import Guard, GuardError
from communique.sources.web.networks import objection
from communique.sources.web.settings import Settings
from tests.sources.web.site import Answer, Site, Waits, visitor

INSIDE = [
    "0.0.0.0",  # noqa: S104 - nothing is bound to it
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.127.255.254",
    "127.0.0.1",
    "127.1.2.3",
    "169.254.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.8",
    "192.0.0.170",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "192.168.255.255",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.254",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::8.8.8.8",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:7f00:1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::10.0.0.1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::8.8.8.8",
    "100::1",
    "100:0:0:1::1",
    "2001::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:2::1",
    "2001:10::1",
    "2001:20::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:a00:1::1",
    "2002:808:808::1",
    "3fff::1",
    "4000::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "ff05::2",
    "not an address",
    "1.2.3",
]
PUBLIC = [
    "8.8.8.8",
    "1.1.1.1",
    "100.63.255.255",
    "100.128.0.1",
    "172.15.255.255",
    "172.32.0.1",
    "192.0.1.1",
    "198.17.255.255",
    "198.20.0.1",
    "223.255.255.255",
    "2606:4700:4700::1111",
    "2a00:1450:4001::1",
    "::ffff:8.8.8.8",
    "64:ff9b::8.8.8.8",
]

REFUSED = [
    "http://127.0.0.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://127.1/",
    "http://127.0.1/",
    "http://0/",
    "http://0x0/",
    "http://127.0.0.1./",
    "http://127.0.0.01/",
    "http://wire.example.0x1/",
    "http://256.1.1.1/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[fe80::1%25eth0]/",
    "http://[::1/",
    "http://localhost/",
    "http://LOCALHOST/",
    "http://intranet/",
    "http://127。0。0。1/",
    "http://①②⑦.0.0.1/",
    "http://127%2e0%2e0%2e1/",
    "http://wire.example%00.local/",
    "http://user@wire.example/",
    "http://user:secret@wire.example/",
    "http://@wire.example/",
    "http://wire.example:secret@10.0.0.1/",
    "http://wire.example\\@127.0.0.1/",
    "http://wire.example#@127.0.0.1:22/ x",
    "http://wire.example:22/",
    "http://wire.example:8080/",
    "https://wire.example:6379/",
    "http://wire.example:0/",
    "http://wire.example:99999/",
    "http:///etc/passwd",
    "http:",
    "file:///etc/passwd",
    "ftp://wire.example/",
    "gopher://wire.example:70/",
    "javascript:alert(1)",
    "data:text/html,hello",
    "//wire.example/",
    "wire.example",
    " http://wire.example/",
    "http://wire.example/\r\nHost: inside",
    "http://wire.example/\x00",
    "http://wi re.example/",
    "http://-wire.example/",
    "http://wire..example/",
    "http://" + "a" * 64 + ".example/",
    "http://" + "a." * 130 + "example/",
    "http://wire.example/" + "a" * 3000,
]


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_that_is_not_public_is_objected_to(address: str) -> None:
    assert objection(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_not(address: str) -> None:
    assert objection(address) is None


@pytest.mark.parametrize("address", REFUSED)
def test_a_spelling_that_leads_astray_is_refused(address: str) -> None:
    with pytest.raises(GuardError):
        Guard().check(address)


@pytest.mark.parametrize("address", INSIDE)
def test_a_name_with_one_address_inside_is_refused(address: str) -> None:
    """All answers of the resolver count, wherever the bad one stands."""
    for answers in ([address], ["8.8.8.8", address], [address, "8.8.8.8"]):
        guard = Guard(resolver=lambda host, port, answers=answers: answers)  # type: ignore[misc]
        with pytest.raises(GuardError):
            guard.resolve("wire.example", 443)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://wire.example", "https://wire.example"),
        ("HTTPS://Wire.Example/A?b=c#d", "https://wire.example/A?b=c"),
        ("http://wire.example:80/", "http://wire.example/"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
        ("http://8.8.8.8/", "http://8.8.8.8/"),
        ("http://[2606:4700:4700::1111]/", "http://[2606:4700:4700::1111]/"),
    ],
)
def test_a_public_address_is_asked_as_it_is(address: str, kept: str) -> None:
    assert str(Guard().check(address)).rstrip("/") == kept.rstrip("/")


def test_a_host_is_allowed_by_name_and_port() -> None:
    guard = Guard(["localhost:8000", "[::1]:8001", "intranet", "127.0.0.1:80"])
    for address in (
        "http://localhost:8000/",
        "http://[::1]:8001/",
        "http://intranet:99/",
        "http://127.0.0.1/",
    ):
        guard.check(address)
    for address in ("http://localhost:8001/", "http://[::1]/", "http://127.0.0.2/", "http://127.0.0.1:81/"):
        with pytest.raises(GuardError):
            guard.check(address)


@pytest.mark.parametrize("text", ["", "http://x/", "a b", "x:0", "x:99999", "user@x", "x/y", "[::1", "a:b:c"])
def test_a_host_to_allow_must_be_one(text: str) -> None:
    with pytest.raises(GuardError, match="--allow-host"):
        Guard([text])


def test_what_is_an_address() -> None:
    assert is_address("https://wire.example")
    assert is_address("HTTP:x")
    assert not is_address("httpd.txt")
    assert not is_address("folder/http:")


def test_the_loopback_address_is_not_asked_unless_allowed(site: Site) -> None:
    site.pages["/"] = Answer("secret")
    with Web(Settings()) as web, pytest.raises(GuardError, match="loopback") as caught:
        web.fetch(site.url("/"))
    assert f"--allow-host {site.host}" in str(caught.value)
    assert site.asked == []
    with visitor(site) as web:
        assert web.fetch(site.url("/")).content == b"secret"


def test_a_name_that_leads_inside_is_not_connected_to(site: Site) -> None:
    guard = Guard(resolver=lambda host, port: ["127.0.0.1"])
    with Web(Settings(), guard=guard) as web, pytest.raises(GuardError, match="loopback"):
        web.fetch("http://wire.example/")
    assert site.asked == []


def test_a_name_that_changes_its_mind_is_caught(site: Site) -> None:
    """Rebinding: public when it is asked first, inside afterwards. Each connection is to what was checked."""
    site.pages["/"] = Answer("secret")
    answers = iter([["8.8.8.8"], ["127.0.0.1"], ["127.0.0.1"]])
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    guard = Guard(resolver=rebinding)
    assert guard.resolve("wire.example", 80) == ["8.8.8.8"]
    with Web(Settings(), guard=guard) as web, pytest.raises(GuardError, match="loopback"):
        web.fetch("http://wire.example/")
    assert asked == ["wire.example"] * 2, "the name is looked up once for a connection"
    assert site.asked == []


def test_the_connection_goes_to_the_address_that_was_checked(site: Site, tmp_path: Path) -> None:
    """The name has no other meaning on this machine: only a pinned connection can reach the site by it."""
    site.pages["/"] = Answer("found")
    name = f"wire.invalid:{site.port}"
    guard = Guard([name], resolver=lambda host, port: ["127.0.0.1"])
    with Web(Settings(delay=0), guard=guard) as web:
        assert web.fetch(f"http://{name}/").content == b"found"
    assert {one.headers["host"] for one in site.asked} == {name}


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.2/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://localhost:1/",
        "http://2130706433/",
        "file:///etc/passwd",
        "//10.0.0.1/x",
        "http://user:password@wire.example/",
        "http://wire.example:22/",
        "ftp://wire.example/",
        "http://wire.example\\@10.0.0.1/",
    ],
)
def test_a_redirect_inside_is_not_followed(site: Site, target: str) -> None:
    site.pages["/"] = Answer(status=302, headers={"Location": target})
    with visitor(site) as web, pytest.raises(GuardError):
        web.fetch(site.url("/"))
    assert site.paths() == ["/"]


def test_a_redirect_to_a_name_that_leads_inside_is_not_followed(site: Site) -> None:
    site.pages["/"] = Answer(status=302, headers={"Location": "http://wire.example/"})
    guard = Guard([site.host], resolver=lambda host, port: ["10.0.0.1"])
    web = Web(Settings(delay=0), guard=guard, rhythm=Waits().rhythm())
    with web, pytest.raises(GuardError, match="private"):
        web.fetch(site.url("/"))


def test_a_robots_txt_that_leads_inside_forbids_the_page(site: Site) -> None:
    site.pages["/robots.txt"] = Answer(status=302, headers={"Location": "http://169.254.169.254/"})
    site.pages["/"] = Answer("page")
    with visitor(site) as web, pytest.raises(FetchError, match="robots"):
        web.fetch(site.url("/"))
    assert site.paths() == []


def test_proxies_of_the_environment_are_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would look names up by itself, behind the guard's back."""
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setitem(os.environ, name, f"http://{site.host}")
    guard = Guard(resolver=lambda host, port: ["10.0.0.1"])
    with Web(Settings(), guard=guard) as web, pytest.raises(GuardError):
        web.fetch("http://wire.example/")
    assert site.asked == []


def test_a_resolver_without_an_answer_refuses(site: Site) -> None:
    def fails(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    def knows_none(host: str, port: int) -> list[str]:
        return []

    for resolver in (fails, knows_none):
        web = Web(Settings(tries=1), guard=Guard(resolver=resolver), rhythm=Waits().rhythm())
        with web, pytest.raises(SourceError, match=r"wire\.example"):
            web.fetch("http://wire.example/")
