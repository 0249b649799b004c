"""The round: what is new is read once and told once, whatever happens on the way."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from communique.alerts.follow import DEAD, Watch
from communique.alerts.rules import Rule
from communique.model import Document
from communique.pipeline import assembled
from communique.register import Register, Watching
from tests.alerts.scene import KNOWLEDGE, SmallReader, World
from tests.sources.web.site import Answer, Asked, serving

# The long form: every step of a round, and many more sequences of them; takes minutes.
EVERY_STEP = bool(os.environ.get("COMMUNIQUE_EVERY_STEP"))


def told(world: World) -> list[tuple[str, str, str]]:
    """Event, summary and former status of each line in the file of alerts."""
    if not world.lines.exists():
        return []
    lines = [json.loads(line) for line in world.lines.read_text().splitlines()]
    return [(one["event"], one["summary"], one["before"]) for one in lines]


def test_new_entries_are_read_recorded_and_told(world: World) -> None:
    world.publish("/1", "India buys S-400 from Russia.")
    world.publish("/2", "The weather was fine.")
    outcome = world.round()
    assert (outcome.asked, outcome.found, outcome.read, outcome.claims, outcome.alerts) == (1, 2, 2, 1, 1)
    assert told(world) == [("new", "S-400: IND, RUS, contracted", "")]
    assert [one.data["summary"] for one in world.shown] == ["S-400: IND, RUS, contracted"]
    (source,) = world.shown[0].data["sources"]
    assert source["quote"] == "India buys S-400 from Russia."
    assert (source["publisher"], source["url"]) == ("Wire", world.site.url("/1"))
    with world.open() as register:
        assert register.counts()["documents"] == 2
        assert register.verify() == []


def test_it_works_on_each_back_end(world: World, url: str) -> None:
    world.register = url
    world.publish("/1", "India buys S-400 from Russia.")
    world.round()
    world.publish("/2", "India receives S-400 from Russia.", "2025-08-08")
    world.later(days=3)
    for _ in range(2):
        world.round()
    assert [event for event, *_ in told(world)] == ["new", "status"]
    with world.open() as register:
        assert register.verify() == []


def test_nothing_is_told_twice(world: World) -> None:
    world.publish("/1", "India buys S-400 from Russia.")
    world.round()
    world.later(hours=1)
    outcome = world.round()
    assert (outcome.asked, outcome.found, outcome.read, outcome.alerts) == (1, 0, 0, 0)
    world.publish("/2", "India buys S-400 from Russia. Officials said so again.", "2025-08-07")
    world.later(hours=1)
    assert world.round().alerts == 0
    assert len(told(world)) == len(world.shown) == 1
    assert world.site.asked[-2].headers["if-none-match"], "the feed is asked whether it has changed"


def test_a_change_of_status_is_told_once(world: World) -> None:
    world.publish("/1", "India buys S-400 from Russia.")
    world.round()
    world.publish("/2", "India receives S-400 from Russia.", "2025-08-08")
    world.publish("/3", "India receives S-400 from Russia. It is here.", "2025-08-09")
    world.later(days=3)
    world.round()
    world.publish("/4", "India receives S-400 from Russia. All of it.", "2025-08-10")
    world.later(days=1)
    world.round()
    assert told(world) == [
        ("new", "S-400: IND, RUS, contracted", ""),
        ("status", "S-400: IND, RUS, delivered", "contracted"),
    ]


def test_what_the_register_knew_before_is_not_new(world: World) -> None:
    """The same deal, recorded from elsewhere before anything was watched."""
    document = Document("It was said: India buys S-400 from Russia.", published="2025-08-01")
    with world.open() as register:
        register.add(document, SmallReader().read(document), reader="small-1")
    world.publish("/0", "India buys S-400 from Russia.")
    world.round()
    assert told(world) == []
    world.publish("/1", "India receives S-400 from Russia.", "2025-08-08")
    world.later(days=2)
    world.round()
    assert told(world) == [("status", "S-400: IND, RUS, delivered", "contracted")]


def test_rules_choose(world: World) -> None:
    rules = (
        Rule("changes", only="changes"),
        Rule("new", only="new"),
        Rule("France", pair=("FRA",)),
        Rule("arrived", status=("delivered",)),
    )
    world.publish("/1", "India buys S-400 from Russia.")
    world.round(rules=rules)
    world.publish("/2", "India receives S-400 from Russia.", "2025-08-08")
    world.later(days=3)
    world.round(rules=rules)
    lines = [json.loads(line) for line in world.lines.read_text().splitlines()]
    assert [(one["rule"], one["event"]) for one in lines] == [
        ("new", "new"),
        ("changes", "status"),
        ("arrived", "status"),
    ]


def test_a_rule_waits_until_it_is_believed(world: World) -> None:
    world.publish("/1", "India buys S-400 from Russia. One paper has it.", by="Paper")
    with world.open() as register:
        alone = world.watch(register)
        alone.round([world.address])
        (fact,) = assembled(register, KNOWLEDGE)
        alone.parts.web.close()
    assert fact.belief is not None
    rules = (Rule("sure", belief=round(fact.belief + 0.02, 2)),)
    world.publish("/2", "India buys T-90 from Russia. So says the paper.", by="Paper")
    assert world.round(rules=rules).alerts == 0
    world.publish(
        "/3",
        "Two ministers have announced it at last: India buys S-400 from Russia.",
        by="Ministry of Defence",
    )
    assert world.round(rules=rules).alerts == 1
    last = json.loads(world.lines.read_text().splitlines()[-1])
    assert (last["rule"], last["event"]) == ("sure", "belief")
    assert last["belief"] > fact.belief


def test_a_list_of_feeds_is_followed(world: World) -> None:
    world.publish("/1", "India buys S-400 from Russia.")
    outlines = f'<outline text="Wire" xmlUrl="{world.address}"/><outline xmlUrl="{world.address}"/>'
    world.site.pages["/list.opml"] = Answer(
        f'<?xml version="1.0"?><opml version="2.0"><body>{outlines}</body></opml>'
    )
    assert world.round(world.site.url("/list.opml")).asked == 2
    assert len(told(world)) == 1


def test_a_feed_is_asked_when_it_is_due_or_when_that_is_wanted_now(world: World) -> None:
    world.publish("/1", "India buys S-400 from Russia.")
    asked = []
    with world.open() as register:
        watch = world.watch(register)
        hourly = Watch(watch.parts, (), (), timedelta(hours=1))
        for one in (hourly, hourly, watch, watch, hourly):
            asked.append(one.round([world.address]).asked)
            world.later(minutes=50)
        watch.parts.web.close()
    assert asked == [1, 0, 1, 1, 1]


def test_a_page_in_two_feeds_is_read_once(world: World) -> None:
    world.publish("/1", "India buys S-400 from Russia.")
    world.site.pages["/other.xml"] = Answer(world.feed().replace("<guid>/1", "<guid>other"))
    outcome = world.round(world.address, world.site.url("/other.xml"))
    assert (outcome.asked, outcome.read) == (2, 1)
    assert world.site.paths().count("/1") == 1


def test_hosts_are_asked_in_turn(world: World) -> None:
    """While one is left in peace another is asked; here both are the same site under two names."""
    world.publish("/a", "x")
    here = world.site.host
    there = here.replace("127.0.0.1", "127.0.0.2")
    links = [f"http://{here}/a", f"http://{here}/b", f"http://{there}/a", f"http://{there}/b"]
    items = "".join(f"<item><guid>{link}</guid><title>t</title><link>{link}</link></item>" for link in links)
    world.site.pages["/feed.xml"] = Answer(
        f'<rss version="2.0"><channel><title>W</title>{items}</channel></rss>'
    )
    with world.open() as register:
        watch = world.watch(register)
        watch.round([world.address])
        watch.parts.web.close()
    refused = [line.split(": ")[0] for line in world.problems]
    assert refused == [links[2], links[1], links[3]], "the second host is asked before the first again"


def test_an_entry_without_a_page_is_read_itself(world: World) -> None:
    world.site.pages["/feed.xml"] = Answer(
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title><item><guid>a</guid>'
        "<title>Deal</title><description>India buys S-400 from Russia.</description>"
        "<author>Ana Desk</author><pubDate>Wed, 06 Aug 2025 10:00:00 GMT</pubDate></item></channel></rss>"
    )
    world.round()
    (one,) = world.shown
    with world.open() as register:
        assert [document.author for document in register.documents()] == ["Ana Desk"]
    assert one.data["sources"][0]["published"] == "2025-08-06"
    assert one.data["sources"][0]["publisher"] == "Wire"


def test_a_page_that_is_gone_is_refused_and_told(world: World) -> None:
    world.publish("/1", "India buys S-400 from Russia.")
    del world.site.pages["/1"]
    outcome = world.round()
    assert (outcome.read, outcome.refused) == (0, 1)
    assert "is not there" in world.problems[0]
    with world.open() as register:
        assert [one.path for one in register.refusals()] == [world.site.url("/1")]
    world.later(days=1)
    assert world.round().refused == 0


def test_a_page_that_is_busy_is_read_later(world: World) -> None:
    world.publish("/1", "India buys S-400 from Russia.")
    page = world.site.pages["/1"]
    world.site.pages["/1"] = Answer("busy", 503)
    assert world.round().put_off == 1
    world.site.pages["/1"] = page
    assert world.round().read == 0, "not before its time"
    world.later(hours=1)
    assert world.round().read == 1
    assert len(told(world)) == 1


def test_an_address_inside_is_not_fetched(world: World) -> None:
    world.publish("/1", "x")
    inside = (
        "<item><guid>in</guid><title>in</title><link>http://169.254.169.254/latest/</link></item></channel>"
    )
    world.site.pages["/feed.xml"] = Answer(world.feed().replace("</channel>", inside))
    outcome = world.round()
    assert (outcome.read, outcome.refused) == (1, 1)
    assert "link-local" in " ".join(world.problems)


def test_a_feed_that_fails_is_asked_less_and_less(world: World) -> None:
    world.site.pages["/feed.xml"] = Answer("down", 500)
    asked = 0
    for _ in range(20):
        asked += world.round().asked
        world.later(minutes=15)
    assert 3 <= asked <= 6
    with world.open() as register:
        (feed,) = Watching(register).feeds()
    assert feed.failures == asked
    assert asked >= DEAD or "500" in feed.problem
    world.publish("/1", "India buys S-400 from Russia.")
    world.later(days=1)
    assert world.round().alerts == 1
    with world.open() as register:
        assert Watching(register).feeds()[0].failures == 0


@pytest.mark.parametrize("content", ["<html><body>no feed</body></html>", "", "{}", "\x00\x01"])
def test_what_is_no_feed_is_told(world: World, content: str) -> None:
    world.site.pages["/feed.xml"] = Answer(content)
    outcome = world.round()
    assert outcome.failed == len(outcome.problems) == 1


def test_after_a_long_time_it_catches_up(world: World) -> None:
    world.publish("/0", "India buys S-400 from Russia.")
    world.round()
    for number, thing in enumerate(("T-90", "Su-30MKI", "Mi-17"), start=1):
        world.publish(f"/{number}", f"India buys {thing} from Russia.")
    world.later(days=40)
    assert world.round().alerts == 3


def test_a_channel_that_comes_later_gets_what_comes_after_it(world: World) -> None:
    world.publish("/1", "India buys S-400 from Russia.")
    world.round()
    with world.open() as register:
        watching = Watching(register)
        assert watching.due("other", world.now) == []
        assert len(watching.alerts()) == 1


class Interrupted(BaseException):
    """As if the power went."""


def _break_at(register: Register, step: int) -> None:
    """Ends the work at the given transaction: before it begins, or (odd steps) before it is committed."""
    left = [step]

    def begin(connection: object) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise Interrupted

    event.listen(register._engine, "begin", begin)
    event.listen(register._engine, "commit", begin)


def _interrupted(world: World, step: int) -> bool:
    """A round that ends at a step; False if the round was over before."""
    register = world.open()
    watch = world.watch(register)
    _break_at(register, step)
    try:
        watch.round((world.address,))
    except Interrupted:
        return True
    finally:
        watch.parts.web.close()
        register.close()
    return False


def _check(world: World) -> None:
    """Each thing that happened is in the file once, and was shown at most once."""
    lines = [json.loads(line)["id"] for line in world.lines.read_text().splitlines()]
    assert sorted(told(world)) == [
        ("new", "S-400: IND, RUS, contracted", ""),
        ("new", "T-90: IND, RUS, contracted", ""),
    ]
    assert len(set(lines)) == 2
    assert max(Counter(one.key for one in world.shown).values(), default=0) <= 1


def test_an_interruption_at_any_step_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    """A round that ends at a step; the next run ends what was begun. Each step in turn, if that is asked for."""
    stride = 1 if EVERY_STEP else 5
    step = 0
    with serving() as site:
        while True:
            folder = tmp_path / str(step)
            folder.mkdir()
            world = World(site, folder, entries=[])
            world.publish("/1", "India buys S-400 from Russia.")
            world.publish("/2", "India buys T-90 from Russia.")
            cut = _interrupted(world, step)
            world.round()
            _check(world)
            if not cut:
                break
            step += stride
    assert step > 20, "the round has more steps than that"


@settings(
    max_examples=100 if EVERY_STEP else 5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.integers(0, 90), max_size=6))
def test_many_interruptions_do_no_harm(tmp_path_factory: pytest.TempPathFactory, steps: list[int]) -> None:
    with serving() as site:
        world = World(site, tmp_path_factory.mktemp("watch"), entries=[])
        world.publish("/1", "India buys S-400 from Russia.")
        for number, step in enumerate(steps):
            if number == len(steps) // 2:
                world.publish("/2", "India buys T-90 from Russia.")
            _interrupted(world, step)
            world.later(minutes=20)
        if not steps:
            world.publish("/2", "India buys T-90 from Russia.")
        world.later(days=2)
        world.round()
        _check(world)


def test_a_site_that_answers_otherwise_the_second_time(world: World) -> None:
    """The page has changed between an interruption and the next run: what was recorded first is told all the same."""
    world.publish("/1", "India buys S-400 from Russia.")
    first = world.site.pages["/1"]
    assert isinstance(first, Answer)

    def once(asked: Asked) -> Answer:
        world.site.pages["/1"] = Answer("India buys Mi-17 from Russia.\n")
        return first

    for step in range(8, 60):
        world.site.pages["/1"] = once
        if not _interrupted(world, step):
            break
        with world.open() as register:
            if register.counts()["documents"]:
                break
    world.round()
    assert ("new", "S-400: IND, RUS, contracted", "") in told(world)


def test_a_page_whose_robots_txt_is_down_is_read_later(world: World) -> None:
    world.publish("/1", "India buys S-400 from Russia.")
    world.round()
    world.publish("/2", "India buys T-90 from Russia.")
    world.site.pages["/robots.txt"] = Answer("down", 503)
    shutil.rmtree(world.folder / "cache")  # with what it said a moment ago
    world.later(hours=1)
    assert world.round().failed == 1
    world.site.pages["/robots.txt"] = Answer("", 404)
    world.later(hours=1)
    assert world.round().alerts == 1
