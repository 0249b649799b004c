"""``communique watch`` as users call it: rounds, rules, files, a kill in the middle, a stop."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import feedparser  # type: ignore[import-untyped]
import pytest

from communique import pipeline
from communique.register import Kept, Register, Watching
from communique.register.watching import alone
from tests.faces import program
from tests.sources.web.site import Answer, Asked, Site, serving

DEAL = "NEW DELHI, Oct 5 (Example Wire) - India and Russia signed a $5.43 billion contract for five S-400 systems."
SHIPS = "PARIS, Oct 6 (Example Wire) - India and France signed a contract for 36 Rafale jets worth 7.8 billion euros."

TANKS = "NEW DELHI, Oct 7 (Example Wire) - India and Russia signed a contract for 464 T-90 tanks."
TALKS = "MOSCOW, Oct 8 (Example Wire) - Russia delivered two frigates to India under a contract of 2016."


def publish(site: Site, *texts: str) -> None:
    """A feed with a page for each text."""
    items = ""
    for number, text in enumerate(texts, start=1):
        page = f"---\ntitle: Report {number}\npublished: 2018-10-05\npublisher: Example Wire\n---\n\n{text}\n"
        site.pages[f"/{number}"] = Answer(page, headers={"Content-Type": "text/plain"})
        items += f"<item><title>Report {number}</title><link>{site.url(f'/{number}')}</link><guid>{number}</guid></item>"
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'
    site.pages["/feed.xml"] = Answer(feed)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        publish(running, DEAL, SHIPS)
        yield running


@pytest.fixture(autouse=True)
def _variables(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("COMMUNIQUE_ALLOW_HOST", site.host)
    monkeypatch.setenv("COMMUNIQUE_DELAY", "0")
    monkeypatch.setenv("COMMUNIQUE_REGISTER", str(tmp_path / "communique.db"))


def ids(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text().splitlines()] if path.exists() else []


def test_a_round_records_and_tells_through_every_channel(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMUNIQUE_WEBHOOK_SECRET", "hidden")
    site.pages["/hook"] = Answer("thanks")
    lists = tmp_path / "feeds.opml"
    lists.write_text(f'<opml version="2.0"><body><outline xmlUrl="{site.url("/feed.xml")}"/></body></opml>')
    rules = tmp_path / "rules.toml"
    rules.write_text('[[rule]]\nname = "Russia"\npair = ["India", "Russia"]\nkind = "programme"\n')
    words = (
        "watch", lists, "--once", "--rules", rules, "--json", "--alerts", tmp_path / "a.jsonl",
        "--feed", tmp_path / "a.xml", "--webhook", site.url("/hook"),
    )  # fmt: skip
    done = program.here(*words)
    assert done.code == 0, done.err
    (one,) = (json.loads(line) for line in done.out.splitlines())
    assert (one["rule"], one["event"], one["kind"]) == ("Russia", "new", "programme")
    assert "S-400" in one["summary"]
    assert ids(tmp_path / "a.jsonl") == [one["id"]]
    assert [entry.id for entry in feedparser.parse((tmp_path / "a.xml").read_bytes()).entries] == [
        f"urn:communique:alert:{one['id']}"
    ]
    (posted,) = (asked for asked in site.asked if asked.path == "/hook")
    assert posted.headers["communique-alert"] == one["id"]
    assert posted.headers["communique-signature"].startswith("t=")
    again = program.here(*words)
    assert (again.code, again.out) == (0, "")
    assert len(ids(tmp_path / "a.jsonl")) == 1
    shown = program.here("watch", "--show", "--json")
    assert json.loads(shown.out)["id"] == one["id"]
    assert program.here("verify").code == 0


def test_a_person_reads_what_is_told(site: Site, tmp_path: Path) -> None:
    done = program.here(
        "watch",
        site.url("/feed.xml"),
        "--once",
        "--pair",
        "India",
        "France",
        "--equipment",
        "Rafale",
        "--as",
        "ana",
    )
    assert done.code == 0, done.err
    assert "pair India France" in done.out
    assert "Rafale: France to India" in done.out
    assert "S-400" not in done.out
    assert "1 feed asked, 0 failed; 2 new entries, 2 read" in " ".join(done.err.split())
    with Register.open(tmp_path / "communique.db", read_only=True) as register:
        (feed,), (rule,) = Watching(register).feeds(), Watching(register).rules()
    assert (feed.actor, rule.actor, rule.cause) == ("ana", "ana", "pair IND FRA, equipment Rafale")


def test_what_is_kept_is_made_anew_while_nobody_waits(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only where it is asked for, and only after reports came."""
    monkeypatch.setattr(pipeline, "LEAST_KEPT", 1)
    words = ("watch", site.url("/feed.xml"), "--once")
    assert program.here(*words).code == 0
    assert program.here("brief", "India", "Russia").code == 0

    def kept() -> str:
        with Register.open(tmp_path / "communique.db", read_only=True) as register:
            return Kept(register).scopes()["IND RUS"]

    first = kept()
    publish(site, DEAL, SHIPS, TANKS)
    assert program.here(*words).code == 0
    assert kept() == first
    publish(site, DEAL, SHIPS, TANKS, TALKS)
    done = program.here(*words, "--prepare")
    assert (done.code, "2 pairs prepared" in done.err) == (0, True), done.err
    second = kept()
    assert second != first
    assert program.here("brief", "India", "Russia").code == 0
    assert kept() == second
    done = program.here(*words, "--prepare")
    assert (done.code, "prepared" in done.err) == (0, False), done.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "name a list of feeds"),
        (("none.opml", "--once"), 1, "no such file"),
        (("http://10.0.0.1/feed", "--once"), 1, "private"),
        (("https://x.example/", "--once", "--pair", "India", "Indai"), 2, "Indai"),
        (("https://x.example/", "--once", "--status", "signed"), 1, "there is no status"),
        (("https://x.example/", "--once", "--rules", "none.toml"), 1, "cannot be read"),
        (("https://x.example/", "--once", "--webhook", "http://127.0.0.1:1/"), 1, "loopback"),
        (("https://x.example/", "--once", "--alerts", "none/a.jsonl"), 1, "no place for a file"),
        (("https://x.example/", "--every", "0"), 2, "--every"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, words: tuple[str, ...], code: int, said: str) -> None:
    done = program.here("watch", *words)
    assert done.code == code
    assert said in " ".join(done.err.split())


def test_two_watches_do_not_share_a_register(site: Site, tmp_path: Path) -> None:
    with Register.open() as register, alone(register):
        done = program.here("watch", site.url("/feed.xml"), "--once")
    assert done.code == 1
    assert "another watch" in done.err
    assert site.asked == []


def _start(*words: str | Path, cwd: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [str(program.COMMUNIQUE), "watch", *map(str, words)],
        cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONWARNINGS": "error"},
    )  # fmt: skip


def _await(what: str, holds: object) -> None:
    until = time.monotonic() + 60
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < until, f"waited in vain for {what}"
        time.sleep(0.02)


def test_a_kill_in_the_middle_loses_nothing_and_doubles_nothing(site: Site, tmp_path: Path) -> None:
    """Killed once while a page is on its way, once when the first alert has arrived."""
    alerts = tmp_path / "a.jsonl"
    words = (site.url("/feed.xml"), "--every", "60", "--alerts", alerts, "--webhook", site.url("/hook"))
    second = site.pages["/2"]
    hooked: list[str] = []

    def slow(asked: Asked) -> Answer:
        time.sleep(30)
        return Answer("late")

    def hook(asked: Asked) -> Answer:
        hooked.append(asked.headers["communique-alert"])
        return Answer("thanks")

    site.pages |= {"/2": slow, "/hook": hook}
    process = _start(*words, cwd=tmp_path)
    try:
        _await("the second page", lambda: "/2" in site.paths())
    finally:
        process.kill()
        process.wait()
    site.pages["/2"] = second
    process = _start(*words, cwd=tmp_path)
    try:
        _await("an alert", lambda: ids(alerts))
    finally:
        process.kill()
        process.wait()
    done = program.here("watch", *words[:1], "--once", *words[3:])
    assert done.code == 0, done.err
    with Register.open() as register:
        made = [one.key for one in Watching(register).alerts()]
        assert register.verify() == []
        assert register.counts()["documents"] == 2
    assert len(made) >= 2
    assert sorted(ids(alerts)) == sorted(made)
    assert set(hooked) == set(made)


def test_a_watch_stops_when_it_is_asked_to(site: Site, tmp_path: Path) -> None:
    process = _start(site.url("/feed.xml"), "--every", "60", "--alerts", tmp_path / "a.jsonl", cwd=tmp_path)
    try:
        _await("the alerts", lambda: ids(tmp_path / "a.jsonl"))
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 130
    finally:
        process.kill()
        process.wait()
