"""Robots: a day's memory, a month's for sites that cannot be reached."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.sources.web.cache import Cache
from communique.sources.web.robots import Answer, Robots

SITE = "https://wire.example"
CLOSED = Answer(200, "User-agent: *\nDisallow: /\nCrawl-delay: 5\n")
DOWN = Answer(0, problem="no answer")


class Day:
    def __init__(self) -> None:
        self.now = datetime(2025, 8, 6, tzinfo=UTC)
        self.answers: list[Answer] = []
        self.asked = 0

    def ask(self, address: str) -> Answer:
        assert address == f"{SITE}/robots.txt"
        self.asked += 1
        return self.answers.pop(0)

    def robots(self, folder: Path | None = None) -> Robots:
        return Robots("communique", Cache(folder, 1_000_000), self.ask, lambda: self.now)


def test_it_is_asked_for_once_a_day() -> None:
    day = Day()
    day.answers = [CLOSED, Answer(200, "")]
    robots = day.robots()
    for _ in range(3):
        assert not robots.verdict(SITE, f"{SITE}/a").allowed
    assert robots.verdict(SITE, f"{SITE}/a").delay == 5.0
    day.now += timedelta(hours=25)
    assert robots.verdict(SITE, f"{SITE}/a").allowed
    assert day.asked == 2


def test_a_site_that_is_down_keeps_its_word_for_a_month(tmp_path: Path) -> None:
    day = Day()
    day.answers = [Answer(200, "User-agent: *\nDisallow: /b"), DOWN, DOWN]
    day.robots(tmp_path).verdict(SITE, f"{SITE}/a")
    day.now += timedelta(days=3)
    robots = day.robots(tmp_path)
    assert robots.verdict(SITE, f"{SITE}/a").allowed
    assert not robots.verdict(SITE, f"{SITE}/b").allowed
    day.now += timedelta(days=40)
    assert not day.robots(tmp_path).verdict(SITE, f"{SITE}/a").allowed


def test_a_site_that_is_down_is_asked_again_after_a_while() -> None:
    day = Day()
    day.answers = [DOWN, Answer(404)]
    robots = day.robots()
    for _ in range(3):
        verdict = robots.verdict(SITE, f"{SITE}/a")
    assert (verdict.allowed, day.asked) == (False, 1)
    assert "no answer" in verdict.reason
    day.now += timedelta(minutes=11)
    assert robots.verdict(SITE, f"{SITE}/a").allowed


@settings(max_examples=50)
@given(st.text(max_size=300) | st.text("*$/aU:-# \nser-agent", max_size=300))
def test_any_text_gives_a_verdict(text: str) -> None:
    day = Day()
    day.answers = [Answer(200, text)]
    verdict = day.robots().verdict(SITE, f"{SITE}/" + "a" * 50)
    assert verdict.delay >= 0
