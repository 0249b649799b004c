"""The memory of watch, on both back ends: nothing is there twice, and one watch works at a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from communique.errors import RegisterError
from communique.register import Register, Watching
from communique.register.proofs import snapshot_folder
from communique.register.watching import READ, Alert, Entry, Fetch, alone
from tests.register import samples

DAY = datetime(2025, 8, 6, 12, tzinfo=UTC)
FEED = "https://wire.example/feed.xml"


def entry(number: int) -> Entry:
    return Entry(f"id{number}", f"https://wire.example/{number}", {"title": f"Title\0 {number}"})


def test_a_fetch_is_noted_once(url: str) -> None:
    found = Fetch(
        "https://a.example/",
        "https://b.example/",
        "2025-08-06T12:00:00.000000Z",
        200,
        "0" * 64,
        "d/x.warc.gz",
    )
    with Register.open(url) as register:
        watching = Watching(register)
        assert watching.note_fetch(found)
        assert not watching.note_fetch(found)
        assert watching.fetches() == [found]
        assert watching.fetches("https://b.example/") == [found]
        assert watching.fetches("https://c.example/") == []
        assert register.verify() == []


def test_entries_wait_until_they_are_read(url: str) -> None:
    with Register.open(url) as register:
        watching = Watching(register)
        for _ in range(2):
            watching.follow(FEED, "Wire", DAY)
        assert watching.answered(FEED, "Wire", [entry(1), entry(2), entry(1)], DAY, DAY) == 2
        assert watching.answered(FEED, "", [entry(2), entry(3)], DAY, DAY + timedelta(hours=1)) == 1
        first, second, third = watching.waiting(DAY)
        assert (first.feed, first.url, first.said) == (FEED, "https://wire.example/1", {"title": "Title 1"})
        watching.done(first.number, READ)
        watching.put_off(second.number, "busy", DAY + timedelta(hours=1))
        assert watching.waiting(DAY) == [third]
        assert [one.tries for one in watching.waiting(DAY + timedelta(hours=1))] == [1, 0]
        (feed,) = watching.feeds()
        assert (feed.title, feed.answered, feed.failures) == ("Wire", "2025-08-06T12:00:00.000000Z", 0)


def test_who_took_a_feed_up_and_who_set_a_rule_is_signed(url: str) -> None:
    ticking = samples.clock()
    with Register.open(url, actor="ana", clock=ticking) as register:
        watching = Watching(register)
        watching.follow(FEED, "", DAY)
        assert watching.set_rules({"France": "pair FRA", "all": "everything"}) == ["France", "all"]
    with Register.open(url, actor="ben", clock=ticking) as register:
        watching = Watching(register)
        watching.follow(FEED, "", DAY)
        assert watching.set_rules({"France": "pair FRA, only new", "all": "everything"}) == ["France"]
        assert watching.set_rules({"France": "pair FRA, only new"}) == []
        (feed,) = watching.feeds()
        assert (feed.actor, feed.added) == ("ana", "2025-08-06T12:00:00.000000Z")
        assert [(one.subject, one.cause, one.actor) for one in watching.rules()] == [
            ("France", "pair FRA, only new", "ben"),
            ("all", "everything", "ana"),
        ]
        said = [(one.what, one.subject, one.actor) for one in register.changes()]
        assert said[1:] == [
            ("followed", FEED, "ana"),
            ("rule", "France", "ana"),
            ("rule", "all", "ana"),
            ("rule", "France", "ben"),
        ]
        assert register.verify() == []


def test_failures_are_counted_until_it_answers(url: str) -> None:
    with Register.open(url) as register:
        watching = Watching(register)
        watching.follow(FEED, "", DAY)
        for _ in range(3):
            watching.failed(FEED, "down\0", DAY + timedelta(hours=1))
        assert (watching.followed(FEED).failures, watching.followed(FEED).problem) == (3, "down\\0")
        watching.answered(FEED, "", [], DAY, DAY)
        assert watching.followed(FEED).failures == 0


def test_what_an_entry_brought_is_weighed_once(url: str) -> None:
    report, known = samples.report(1), samples.report(2)
    with Register.open(url) as register:
        watching = Watching(register)
        register.add(known, samples.claims(2), reader=samples.READER)
        watching.follow(FEED, "", DAY)
        watching.answered(FEED, "", [entry(1)], DAY, DAY)
        (item,) = watching.waiting(DAY)
        for _ in range(2):
            watching.noted(item.number, [report.id, known.id, report.id])
        assert watching.unweighed() == [], "noted, and not yet recorded"
        register.add(report, samples.claims(1), reader=samples.READER)
        watching.noted(item.number, [report.id])
        assert watching.unweighed() == [report.id]
        watching.tell([], [], [report.id], [], DAY)
        assert watching.unweighed() == []
        assert register.verify() == []


def test_an_alert_is_made_once_and_goes_where_it_is_due(url: str) -> None:
    one = Alert("key", "rule", "thread", ("a", "b"), {"id": "key", "status": "contracted"})
    with Register.open(url) as register:
        watching = Watching(register)
        assert watching.tell([one, one], [("rule", "thread", ("b", "c"))], [], ["x", "y", "x"], DAY) == 1
        assert watching.told(["c"]) == [("rule", "thread", {"id": "key", "status": "contracted"})]
        assert watching.told(["d"]) == []
        (due,) = watching.due("x", DAY)
        watching.sending(due.number, "x")
        assert [again.broken for again in watching.due("x", DAY)] == [True]
        watching.missed(due.number, "x", "no answer", DAY + timedelta(hours=1))
        assert watching.due("x", DAY) == []
        assert [again.tries for again in watching.due("x", DAY + timedelta(hours=1))] == [1]
        watching.sent(due.number, "x")
        watching.missed(due.number, "y", "no answer", None)
        assert watching.due("x", DAY + timedelta(days=1)) == watching.due("y", DAY + timedelta(days=1)) == []
        assert [made.key for made in watching.alerts()] == ["key"]
        assert watching.alerts(last=0) == []


def test_one_watch_at_a_time(url: str) -> None:
    with Register.open(url) as one, Register.open(url) as other:
        with alone(one), pytest.raises(RegisterError, match="another watch"), alone(other):
            raise AssertionError
        with alone(other):
            pass


def test_where_snapshots_lie(tmp_path: Path) -> None:
    assert snapshot_folder("a/b.db", {}) == Path("a/snapshots")
    assert snapshot_folder("postgresql://u@h/d", {"XDG_DATA_HOME": "/x"}) == Path("/x/communique/snapshots")
    assert snapshot_folder("a/b.db", {"COMMUNIQUE_SNAPSHOTS": "/y"}) == Path("/y")
