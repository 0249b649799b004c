"""Channels: each alert arrives once, in the file also after a torn line, at the webhook signed."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from communique.alerts.channels import Channel, Lines, Screen, Webhook, signature
from communique.register import Register, Watching
from communique.register.watching import GIVEN_UP, Alert, Due
from communique.sources.web.guard import Guard, GuardError
from tests.alerts.scene import DAY
from tests.sources.web.site import Answer, Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        running.pages["/hook"] = Answer("thanks")
        yield running


@pytest.fixture
def watching() -> Iterator[Watching]:
    with Register.in_memory(clock=lambda: DAY) as register:
        yield Watching(register)


def make(watching: Watching, count: int, *channels: Channel) -> None:
    alerts = [
        Alert(f"key{n}", "rule", f"thread{n}", (f"c{n}",), {"id": f"key{n}", "summary": f"ärger {n}"})
        for n in range(count)
    ]
    assert watching.tell(alerts, (), (), [one.name for one in channels], DAY) == count
    assert watching.tell(alerts, (), (), [one.name for one in channels], DAY) == 0, "made once"


def hook(site: Site, slept: list[float] | None = None, secret: bytes = b"") -> Webhook:
    waits: list[float] = [] if slept is None else slept
    return Webhook(site.url("/hook"), Guard([site.host]), sleep=waits.append, secret=secret)


def ids(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text().splitlines()]


def test_a_file_gets_each_alert_as_a_line(watching: Watching, tmp_path: Path) -> None:
    lines = Lines(tmp_path / "a.jsonl")
    make(watching, 3, lines)
    assert lines.deliver(watching, DAY) == lines.deliver(watching, DAY) == []
    assert ids(lines.path) == ["key0", "key1", "key2"]


@pytest.mark.parametrize("left", [0, 1, 10, 40])
def test_a_torn_line_is_written_anew(watching: Watching, tmp_path: Path, left: int) -> None:
    lines = Lines(tmp_path / "a.jsonl")
    make(watching, 1, lines)
    lines.deliver(watching, DAY)
    whole = lines.path.read_bytes()
    lines.path.write_bytes(whole + whole[:left])
    alert = Alert("key9", "rule", "thread9", (), {"id": "key9", "summary": ""})
    watching.tell([alert], (), (), [lines.name], DAY)
    watching.sending(2, lines.name)
    lines.deliver(watching, DAY)
    assert ids(lines.path) == ["key0", "key9"]


@pytest.mark.parametrize("broken", [False, True])
def test_a_text_of_somebody_else_is_left_alone(watching: Watching, tmp_path: Path, broken: bool) -> None:
    lines = Lines(tmp_path / "notes.txt")
    lines.path.write_text("first\nsecond, without an end")
    make(watching, 1, lines)
    if broken:
        watching.sending(1, lines.name)
    lines.deliver(watching, DAY)
    before, _, added = lines.path.read_text().rstrip("\n").rpartition("\n")
    assert before == "first\nsecond, without an end"
    assert json.loads(added)["id"] == "key0"


def test_a_line_that_was_written_before_the_interruption_stays_alone(
    watching: Watching, tmp_path: Path
) -> None:
    lines = Lines(tmp_path / "a.jsonl")
    make(watching, 2, lines)
    watching.sending(1, lines.name)
    lines.path.write_text(json.dumps({"id": "key0"}) + "\n")
    lines.deliver(watching, DAY)
    assert ids(lines.path) == ["key0", "key1"]


def test_a_file_that_cannot_be_written_is_told_and_tried_again(watching: Watching, tmp_path: Path) -> None:
    lines = Lines(tmp_path / "none" / "a.jsonl")
    make(watching, 1, lines)
    assert "cannot be written" in lines.deliver(watching, DAY)[0]
    lines.path.parent.mkdir()
    assert lines.deliver(watching, DAY) == []
    assert ids(lines.path) == ["key0"]


def test_the_terminal_does_not_show_twice(watching: Watching) -> None:
    shown: list[Due] = []
    screen = Screen(shown.append)
    make(watching, 2, screen)
    watching.sending(1, screen.name)
    for _ in range(2):
        screen.deliver(watching, DAY)
    assert [one.key for one in shown] == ["key1"]


def test_a_webhook_is_told_and_can_check_who_tells(site: Site, watching: Watching) -> None:
    one = hook(site, secret=b"hidden")
    make(watching, 2, one)
    assert one.deliver(watching, DAY) == one.deliver(watching, DAY) == []
    one.close()
    assert [asked.headers["communique-alert"] for asked in site.asked] == ["key0", "key1"]
    asked = site.asked[0]
    assert (asked.method, asked.headers["content-type"]) == ("POST", "application/json")
    assert json.loads(asked.body)["summary"] == "ärger 0"
    fields = dict(part.split("=", 1) for part in asked.headers["communique-signature"].split(","))
    made = hmac.new(b"hidden", fields["t"].encode() + b"." + asked.body, hashlib.sha256).hexdigest()
    assert fields["v1"] == made
    assert signature(b"other", int(fields["t"]), asked.body) != asked.headers["communique-signature"]
    assert b"hidden" not in asked.body


def test_without_a_secret_nothing_is_signed(site: Site, watching: Watching) -> None:
    one = hook(site)
    make(watching, 1, one)
    one.deliver(watching, DAY)
    one.close()
    assert "communique-signature" not in site.asked[0].headers


def test_a_webhook_that_fails_is_tried_again_in_order(site: Site, watching: Watching) -> None:
    slept: list[float] = []
    one = hook(site, slept)
    make(watching, 2, one)
    site.pages["/hook"] = Answer("no", 500)
    assert "500" in one.deliver(watching, DAY)[0]
    assert slept == [1.0, 2.0]
    assert {asked.headers["communique-alert"] for asked in site.asked} == {"key0"}, "the rest waits with it"
    site.pages["/hook"] = Answer("thanks")
    site.asked.clear()
    assert one.deliver(watching, DAY + timedelta(minutes=5)) == []
    one.close()
    assert [asked.headers["communique-alert"] for asked in site.asked] == ["key0", "key1"]


def test_a_webhook_is_given_up_in_the_end(site: Site, watching: Watching) -> None:
    one = hook(site)
    make(watching, 1, one)
    site.pages["/hook"] = Answer("no", 404)
    said = [
        problem
        for hour in range(0, 200, 12)
        for problem in one.deliver(watching, DAY + timedelta(hours=hour))
    ]
    one.close()
    assert len(said) == 10
    assert GIVEN_UP in said[-1]


def test_a_webhook_is_guarded(site: Site, watching: Watching) -> None:
    for url in (site.url("/hook"), "http://10.0.0.1/", "file:///etc/passwd", "http://u:p@wire.example/"):
        with pytest.raises(GuardError):
            Webhook(url, Guard(), sleep=lambda seconds: None)
    inside = Webhook(
        "http://wire.example/", Guard(resolver=lambda host, port: ["10.0.0.1"]), sleep=lambda s: None
    )
    make(watching, 1, inside)
    assert "private" in inside.deliver(watching, DAY)[0]
    inside.close()


def test_a_webhook_does_not_follow_redirects(site: Site, watching: Watching) -> None:
    site.pages["/hook"] = Answer(status=307, headers={"Location": "/other"})
    one = hook(site)
    make(watching, 1, one)
    assert "307" in one.deliver(watching, DAY)[0]
    one.close()
    assert {asked.path for asked in site.asked} == {"/hook"}


def test_after_an_interruption_a_webhook_gets_the_same_id_again(site: Site, watching: Watching) -> None:
    one = hook(site)
    make(watching, 1, one)
    watching.sending(1, one.name)
    one.deliver(watching, DAY)
    one.close()
    assert [asked.headers["communique-alert"] for asked in site.asked] == ["key0"]


def test_a_webhook_is_not_named_in_the_register(site: Site) -> None:
    one = hook(site)
    one.close()
    assert "hook" not in one.name.removeprefix("webhook ")
    assert site.host not in one.name
