"""Fetching as a guest, against a real site: robots, delays, conditions, tries, redirects, limits."""

from __future__ import annotations

import gzip
import hashlib
import socket
import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from communique import __version__
from communique.errors import SourceError
from communique.sources.web.fetch import Fetched, FetchError, Web
from communique.sources.web.settings import Settings
from tests.sources.web.site import Answer, Asked, Page, Site, Waits, visitor


def busy(times: int, status: int = 503, headers: dict[str, str] | None = None) -> Page:
    """A page that is there after so many tries."""
    left = [times]

    def page(asked: Asked) -> Answer:
        left[0] -= 1
        return Answer("now", 200) if left[0] < 0 else Answer("busy", status, headers or {})

    return page


def test_a_page_comes_with_all_that_is_known_of_it(site: Site) -> None:
    site.pages["/a"] = Answer(status=301, headers={"Location": "/b c?d=ü"})
    site.pages["/b%20c?d=%C3%BC"] = Answer("<p>report</p>", headers={"Content-Type": "text/html"})
    with visitor(site) as web:
        found = web.fetch(site.url("/a#top"))
    assert found.content == b"<p>report</p>"
    assert found.final == site.url("/b%20c?d=%C3%BC")
    assert (found.status, found.media_type, found.known) == (200, "text/html", False)
    assert found.digest == hashlib.sha256(b"<p>report</p>").hexdigest()
    assert {one.headers["user-agent"] for one in site.asked} == {f"communique/{__version__}"}
    assert site.paths(robots=True)[0] == "/robots.txt"


def test_what_robots_txt_forbids_is_not_fetched(site: Site) -> None:
    site.pages |= {
        "/robots.txt": Answer(
            "User-agent: other\nDisallow: /\n\nUser-agent: communique\nDisallow: /private\n"
        ),
        "/open": Answer("open"),
        "/private/a": Answer("closed"),
        "/away": Answer(status=302, headers={"Location": "/private/a"}),
    }
    with visitor(site) as web:
        assert web.fetch(site.url("/open")).content == b"open"
        for path in ("/private/a", "/away"):
            with pytest.raises(FetchError, match=r"robots\.txt forbids it"):
                web.fetch(site.url(path))
    assert "/private/a" not in site.paths()
    assert site.paths(robots=True).count("/robots.txt") == 1


def test_a_user_agent_of_ones_own_is_sent_and_judged(site: Site) -> None:
    site.pages |= {"/robots.txt": Answer("User-agent: desk\nDisallow: /\n"), "/": Answer("page")}
    with visitor(site, user_agent="desk/2 (+https://desk.example)") as web, pytest.raises(FetchError):
        web.fetch(site.url("/"))
    assert site.asked[0].headers["user-agent"] == "desk/2 (+https://desk.example)"


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (403, True), (410, True), (429, False), (500, False)]
)
def test_a_robots_txt_that_cannot_be_had(site: Site, status: int, allowed: bool) -> None:
    """RFC 9309: not there forbids nothing, not reachable forbids everything."""
    site.pages |= {"/robots.txt": Answer("User-agent: *\nDisallow: /", status), "/": Answer("page")}
    with visitor(site) as web:
        if allowed:
            assert web.fetch(site.url("/")).content == b"page"
            return
        with pytest.raises(FetchError, match="forbids everything for now"):
            web.fetch(site.url("/"))
    assert site.paths() == []


def test_a_robots_txt_is_followed_and_bounded(site: Site) -> None:
    site.pages |= {
        "/robots.txt": Answer(status=301, headers={"Location": "/1"}),
        "/1": Answer("#" * 600_000 + "\nUser-agent: *\nDisallow: /late\n"),
        "/late": Answer("page"),
    }
    with visitor(site) as web:
        assert web.fetch(site.url("/late")).content == b"page", "what is beyond the limit does not count"
    site.pages["/1"] = Answer("User-agent: *\nDisallow: /late\n")
    with visitor(site) as web, pytest.raises(FetchError):
        web.fetch(site.url("/late"))


def test_a_robots_txt_is_kept_for_a_day(site: Site, tmp_path: Path) -> None:
    site.pages["/"] = Answer("page")
    for _ in range(2):
        with visitor(site, tmp_path) as web:
            web.fetch(site.url("/"))
    assert site.paths(robots=True).count("/robots.txt") == 1


def test_requests_to_one_host_are_apart(site: Site) -> None:
    site.pages |= {"/a": Answer("a"), "/b": Answer("b")}
    waits = Waits()
    with visitor(site, waits=waits, delay=2.0) as web:
        web.fetch(site.url("/a"))
        web.fetch(site.url("/b"))
    assert waits.slept == [2.0, 2.0]


def test_a_site_may_ask_for_more_time(site: Site) -> None:
    site.pages |= {
        "/robots.txt": Answer("User-agent: *\nCrawl-delay: 30\n"),
        "/a": Answer("a"),
        "/b": Answer("b"),
    }
    waits = Waits()
    with visitor(site, waits=waits, delay=1.0) as web:
        web.fetch(site.url("/a"))
        web.fetch(site.url("/b"))
    assert waits.slept == [30.0, 30.0]


def test_a_site_that_asks_for_too_much_time_is_left_until_later(site: Site) -> None:
    site.pages |= {"/robots.txt": Answer("User-agent: *\nCrawl-delay: 86400\n"), "/a": Answer("a")}
    with visitor(site) as web, pytest.raises(FetchError, match="86,400 s") as caught:
        web.fetch(site.url("/a"))
    assert caught.value.later is not None
    assert caught.value.later > 80_000


def test_an_unchanged_page_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    site.pages["/"] = Answer("page", etag='"1"', headers={"Content-Type": "text/plain"})
    told: list[Fetched] = []
    for _ in range(2):
        with visitor(site, tmp_path, witness=told.append) as web:
            web.fetch(site.url("/"))
    first, second = told
    assert (first.known, second.known) == (False, True)
    assert first.content == second.content
    assert first.snapshot == second.snapshot, "what has not changed needs no second proof"
    assert second.media_type == "text/plain"
    assert site.asked[-1].headers["if-none-match"] == '"1"'
    site.pages["/"] = Answer("new page", etag='"2"')
    with visitor(site, tmp_path) as web:
        third = web.fetch(site.url("/"))
    assert third.content == b"new page"
    assert third.snapshot != first.snapshot


def test_without_its_proof_a_kept_page_is_fetched_anew(site: Site, tmp_path: Path) -> None:
    site.pages["/"] = Answer("page", etag='"1"')
    with visitor(site, tmp_path, snapshots=None) as web:
        web.fetch(site.url("/"))
    with visitor(site, tmp_path) as web:
        found = web.fetch(site.url("/"))
    assert "if-none-match" not in site.asked[-1].headers
    assert (tmp_path / "snapshots" / found.snapshot).is_file()


def test_last_modified_does_as_well(site: Site, tmp_path: Path) -> None:
    day = "Wed, 06 Aug 2025 10:00:00 GMT"

    def page(asked: Asked) -> Answer:
        if asked.headers.get("if-modified-since") == day:
            return Answer(status=304)
        return Answer("page", headers={"Last-Modified": day})

    site.pages["/"] = page
    for known in (False, True):
        with visitor(site, tmp_path) as web:
            assert web.fetch(site.url("/")).known is known


def test_the_same_page_needs_no_second_proof(site: Site, tmp_path: Path) -> None:
    """Also where the site cannot say that it is the same, as with many feeds."""
    site.pages["/"] = Answer("page")
    told: list[Fetched] = []
    for _ in range(3):
        with visitor(site, tmp_path, witness=told.append) as web:
            web.fetch(site.url("/"))
    assert [one.known for one in told] == [False, True, True]
    assert len(list((tmp_path / "snapshots").rglob("*.warc.gz"))) == 1


def test_a_page_that_forbids_it_is_not_kept(site: Site, tmp_path: Path) -> None:
    site.pages["/"] = Answer("page", etag='"1"', headers={"Cache-Control": "No-Store"})
    for _ in range(2):
        with visitor(site, tmp_path) as web:
            assert web.fetch(site.url("/")).known is False


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_busy_site_is_tried_again_with_growing_patience(site: Site, status: int) -> None:
    site.pages["/"] = busy(3, status)
    waits = Waits()
    with visitor(site, waits=waits, delay=0.0) as web:
        assert web.fetch(site.url("/")).content == b"now"
    assert waits.slept == [1.0, 2.0, 4.0]


def test_a_busy_site_says_when(site: Site) -> None:
    waits = Waits()
    then = format_datetime(datetime.now(UTC) + timedelta(seconds=50), usegmt=True)
    site.pages["/a"] = busy(1, 429, {"Retry-After": "17"})
    site.pages["/b"] = busy(1, 503, {"Retry-After": then})
    site.pages["/c"] = busy(1, 503, {"Retry-After": "soon"})
    with visitor(site, waits=waits, delay=0.0) as web:
        for path in ("/a", "/b", "/c"):
            web.fetch(site.url(path))
    assert waits.slept[0] == 17.0
    assert 40 < waits.slept[1] <= 50
    assert waits.slept[2] == 1.0


def test_a_busy_site_is_given_up_in_the_end(site: Site) -> None:
    site.pages |= {"/a": busy(99), "/b": busy(99, 429, {"Retry-After": "7200"})}
    with visitor(site, delay=0.0, tries=3) as web:
        with pytest.raises(FetchError, match="tried 3 times"):
            web.fetch(site.url("/a"))
        with pytest.raises(FetchError, match="7,200 s") as caught:
            web.fetch(site.url("/b"))
    assert caught.value.later == 7200.0
    assert site.paths() == ["/a"] * 3 + ["/b"]


def test_a_connection_that_fails_is_tried_again(site: Site) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{probe.getsockname()[1]}"
    waits = Waits()
    settings = Settings(allowed=(host,), delay=0.0)
    with Web(settings, rhythm=waits.rhythm()) as web, pytest.raises(FetchError, match="cannot be reached"):
        web.fetch(f"http://{host}/")


@pytest.mark.parametrize(
    ("status", "problem"),
    [(404, "not there"), (410, "gone"), (403, "refuses"), (401, "password"), (500, "500")],
)
def test_what_is_not_given_is_told(site: Site, status: int, problem: str) -> None:
    site.pages["/"] = Answer("x", status)
    with visitor(site) as web, pytest.raises(FetchError, match=problem) as caught:
        web.fetch(site.url("/"))
    assert caught.value.status == status
    assert site.paths() == ["/"]


def test_redirects_end(site: Site) -> None:
    site.pages["/"] = Answer(status=302, headers={"Location": "/"})
    site.pages["/nowhere"] = Answer(status=302)
    with visitor(site) as web:
        with pytest.raises(FetchError, match="redirects"):
            web.fetch(site.url("/"))
        with pytest.raises(FetchError, match="without an address"):
            web.fetch(site.url("/nowhere"))
    assert site.paths().count("/") == 9


def test_no_cookie_is_sent_back(site: Site) -> None:
    site.pages |= {
        "/": Answer(status=302, headers={"Location": "/b", "Set-Cookie": "who=me"}),
        "/b": Answer("b", headers={"Set-Cookie": "who=you"}),
    }
    with visitor(site) as web:
        web.fetch(site.url("/"))
        web.fetch(site.url("/b"))
    assert all("cookie" not in one.headers for one in site.asked)


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (Answer(b"x" * 2_000_001), "2 MB"),
        (Answer(gzip.compress(b"\0" * 50_000_000), headers={"Content-Encoding": "gzip"}), "unpacked"),
        (Answer(b"x", headers={"Content-Encoding": "br"}), "not asked for"),
        (Answer(b"no gzip", headers={"Content-Encoding": "gzip"}), "broken"),
    ],
)
def test_a_body_that_is_too_much_is_refused(site: Site, answer: Answer, problem: str) -> None:
    site.pages["/"] = answer
    with visitor(site, most_bytes=2_000_000) as web, pytest.raises(SourceError, match=problem):
        web.fetch(site.url("/"))


def test_a_packed_page_is_unpacked(site: Site) -> None:
    site.pages["/"] = Answer(gzip.compress(b"report" * 100), headers={"Content-Encoding": "gzip"})
    with visitor(site) as web:
        assert web.fetch(site.url("/")).content == b"report" * 100
    assert site.asked[-1].headers["accept-encoding"] == "gzip, deflate"


def test_a_site_that_dribbles_is_given_up() -> None:
    """Each byte comes in time, all of them never: one deadline holds for the whole answer."""
    listener = socket.create_server(("127.0.0.1", 0))
    ended = threading.Event()

    def dribble() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\nX-Slow: ")
            try:
                while not ended.wait(0.02):
                    connection.sendall(b"x")
            except OSError:
                return

    thread = threading.Thread(target=dribble, daemon=True)
    thread.start()
    host = f"127.0.0.1:{listener.getsockname()[1]}"
    begun = time.monotonic()
    try:
        web = Web(Settings(allowed=(host,), seconds=0.3, delay=0, tries=1, backoff=0.01))
        with web, pytest.raises(FetchError, match=r"too long|cannot be reached"):
            web.fetch(f"http://{host}/")
    finally:
        ended.set()
        thread.join()
        listener.close()
    assert time.monotonic() - begun < 10
