"""``communique watch``: follows feeds, records what is new in them, and tells what the user wants to hear."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import Any, Final

import click

from communique.alerts.channels import Channel, Lines, Screen, Webhook, check_writable
from communique.alerts.feed import LENGTH, feed_bytes
from communique.alerts.follow import Outcome, Parts, Watch
from communique.alerts.rules import ONLY, Rule, load_rules, made_rule
from communique.briefs.asking import asked_before, prepare
from communique.errors import SourceError
from communique.faces.cli import options, web
from communique.faces.cli.group import DONE, INTERRUPTED, REFUSED, say
from communique.faces.cli.output import write_whole
from communique.faces.cli.screen import counted, json_line, paint, safe, wrapped
from communique.faces.cli.words import slot_words
from communique.knowledge import Knowledge, load
from communique.model import Fact
from communique.reading import Reader
from communique.register import Register, Watching
from communique.register.watching import Due, alone
from communique.sources.sandbox import subscriptions_of
from communique.sources.web.address import is_address
from communique.sources.web.fetch import Rhythm
from communique.vocabulary import KINDS

_SECRET: Final = "COMMUNIQUE_WEBHOOK_SECRET"  # noqa: S105 - the name of a variable, no secret
_LARGEST_LIST: Final = 10_000_000
_EVERY: Final = 15.0


class Stopped(KeyboardInterrupt):
    """The user has asked to stop while we waited for a web site."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asked ``watch`` for."""

    sources: tuple[str, ...]
    register: str | None
    once: bool
    every: float
    rules: Path | None
    pair: tuple[str, str] | None
    kind: tuple[str, ...]
    equipment: tuple[str, ...]
    status: tuple[str, ...]
    only: str
    min_belief: float
    min_confidence: float
    alerts: Path | None
    feed: Path | None
    webhook: str | None
    prepare: bool
    show: bool
    as_json: bool
    actor: str | None
    manners: web.Manners

    def chosen(self, knowledge: Knowledge) -> tuple[Rule, ...]:
        """The rules of the file, and the one that the options make; without any, one that holds for everything."""
        said = {
            "pair": self.pair,
            "kind": self.kind,
            "equipment": self.equipment,
            "status": self.status,
            "only": self.only,
            "belief": self.min_belief,
            "confidence": self.min_confidence,
        }
        given = {key: value for key, value in said.items() if value}
        rules = load_rules(self.rules, knowledge) if self.rules is not None else ()
        if rules and not given:
            return rules
        name = ", ".join(f"{key} {_plain(value)}" for key, value in given.items())[:100] or "everything"
        return (*rules, made_rule({"name": name, **given}, "options", knowledge))


@click.command(
    "watch",
    epilog="Example: communique watch feeds.opml --pair India Russia --once",
)
@click.argument("sources", metavar="OPML|FEED...", nargs=-1)
@click.option("--once", is_flag=True, help="Ask every feed now, and end.")
@click.option(
    "--every",
    type=click.FloatRange(0.05, 10_080),
    default=_EVERY,
    metavar="MINUTES",
    show_default=True,
    help="Ask the feeds as often as that, until Ctrl-C.",
)
@click.option(
    "--rules", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Rules in TOML."
)
@click.option(
    "--pair", nargs=2, metavar="PARTY PARTY", help="Only what these two have to do with each other."
)
@click.option(
    "--kind", type=click.Choice(KINDS), multiple=True, help="Only this kind of fact; more than once."
)
@click.option(
    "--equipment", multiple=True, metavar="NAME", help="Only this equipment, or family of equipment."
)
@click.option("--status", multiple=True, metavar="STATUS", help="Only what has reached this status.")
@click.option(
    "--only", type=click.Choice(ONLY), default=None, help="Only new facts, or only changes of known ones."
)
@click.option(
    "--min-belief", type=click.FloatRange(0, 1), default=0.0, metavar="SHARE", help="The least belief."
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="SHARE",
    help="The least confidence of the surest claim.",
)
@click.option(
    "--alerts",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Add each alert to this file, as a line of JSON.",
)
@click.option(
    "--feed",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Keep the latest alerts in this file as an Atom feed; RSS if it ends in .rss, JSON Feed if in .json.",
)
@click.option(
    "--webhook",
    metavar="URL",
    envvar="COMMUNIQUE_WEBHOOK",
    help=f"POST each alert to this address, signed with the secret in {_SECRET}.",
)
@click.option(
    "--prepare", is_flag=True, help="After reports came, make kept facts and briefs anew while nobody waits."
)
@click.option("--show", is_flag=True, help="Print the alerts that were made so far; ask nothing.")
@options.signed_as
@options.as_json
@options.register
@web.options
def command(**values: Any) -> int:
    """Follow feeds: read and record what is new, and tell what the rules ask for.

    A source is the https:// address of a feed or of a list of feeds (OPML), or a file with such a list. What
    was done is in the register: after Ctrl-C or any interruption the same command goes on, and tells nothing
    twice.
    """
    asked = Asked(**values | {"only": values["only"] or ""})
    if asked.show:
        with Register.open(asked.register, create=False, read_only=True) as opened:
            for one in Watching(opened).alerts():
                _print(one, asked.as_json)
        return DONE
    if not asked.sources:
        raise click.UsageError("name a list of feeds, or a feed")
    for path in (asked.alerts, asked.feed):
        if path is not None:
            check_writable(path)
    return _watch(asked)


def _watch(asked: Asked) -> int:
    knowledge = load()
    rules = asked.chosen(knowledge)
    with ExitStack() as stack:
        opened = stack.enter_context(Register.open(asked.register, actor=asked.actor))
        stack.enter_context(alone(opened))
        stopping = stack.enter_context(_stoppable())
        rhythm = Rhythm(sleep=lambda seconds: _rest(stopping, seconds))
        asking = asked.manners.web(asked.register, opened, rhythm)
        reader = Reader()
        parts = Parts(
            register=opened, web=asking, reader=reader, knowledge=knowledge, now=lambda: datetime.now(UTC),
            words=lambda fact: _words(fact, knowledge), say=say, stopping=stopping.is_set,
        )  # fmt: skip
        channels: list[Channel] = [Screen(lambda one: _print(one, asked.as_json))]
        if asked.alerts is not None:
            channels.append(Lines(asked.alerts))
        if asked.webhook is not None:
            secret = os.environ.get(_SECRET, "").encode()
            hook = Webhook(asked.webhook, asking.guard, secret=secret, sleep=rhythm.sleep)
            stack.callback(hook.close)
            channels.append(hook)
        every = None if asked.once else timedelta(minutes=asked.every)
        watch = Watch(parts, rules, channels, every)
        return _rounds(asked, watch, Watching(opened), stopping)


def _rounds(asked: Asked, watch: Watch, watching: Watching, stopping: threading.Event) -> int:
    """Rounds until there are no more: one, or until the user stops them."""
    while True:
        begun = time.monotonic()
        addresses, refused = _addresses(asked.sources)
        try:
            outcome = watch.round(addresses)
        except Stopped:
            return _end()
        if asked.feed is not None and (problem := _write_feed(asked.feed, watching)):
            outcome.problems.append(problem)
            say(problem)
        say(_summary(outcome))
        if asked.prepare and outcome.read:
            _prepare(watch.parts, stopping)
        if stopping.is_set():
            return _end()
        if asked.once:
            return REFUSED if refused or outcome.problems else DONE
        if stopping.wait(max(0.0, asked.every * 60 - (time.monotonic() - begun))):
            return _end()


def _prepare(parts: Parts, stopping: threading.Event) -> None:
    """What is kept of pairs is made anew, so that whoever asks next need not wait for it."""
    pairs = asked_before(parts.register)
    for pair in pairs:
        if stopping.is_set():
            return
        prepare(parts.register, parts.knowledge, pair)
    say(f"{counted(len(pairs), 'pair')} prepared")


def _end() -> int:
    say("stopped; run the same command again to go on")
    return INTERRUPTED


def _addresses(sources: Iterable[str]) -> tuple[list[str], int]:
    """The addresses to ask, of lists in files too; how many of the sources could not be read."""
    found: list[str] = []
    refused = 0
    for source in sources:
        if is_address(source):
            found.append(source)
            continue
        try:
            found += [one.url for one in subscriptions_of(_file(Path(source)), source)]
        except SourceError as error:
            refused += 1
            say(str(error))
    return found, refused


def _file(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise SourceError(
                str(path), "there is no such file", "name a list of feeds, or a feed by its address"
            )
        if path.stat().st_size > _LARGEST_LIST:
            raise SourceError(str(path), "is larger than any list of feeds", "name an OPML file")
        return path.read_bytes()
    except OSError as error:
        raise SourceError(
            str(path), f"cannot be read: {error.strerror or error}", "check the name"
        ) from error


def _write_feed(path: Path, watching: Watching) -> str:
    """Puts the latest alerts into the feed, unless they are there; what went wrong, in words.

    A round that could not do it leaves it to the next.
    """
    content = feed_bytes(path.name, watching.alerts(last=LENGTH))
    try:
        if not path.is_file() or path.read_bytes() != content:
            write_whole(path, content)
    except OSError as error:
        return f"{path}: the feed cannot be written: {error.strerror or error}"
    return ""


def _print(one: Due, as_json: bool) -> None:
    """One alert for a person, or as JSON."""
    if as_json:
        click.echo(json_line({"at": one.at, **one.data}))
        return
    data = one.data
    change = f" ({data['before'] or 'before'} → {data['status']})" if data["event"] == "status" else ""
    head = f"{one.at[:16].replace('T', ' ')} {data['rule']}: {data['event']} {data['kind']}{change}"
    lines = [paint(line, bold=True) for line in wrapped(safe(head))]
    lines += wrapped(safe(data["summary"]), "  ", "    ")
    for source in data["sources"]:
        where = ", ".join(part for part in (source["publisher"], source["published"], source["url"]) if part)
        lines += [
            paint(line, dim=True) for line in wrapped(safe(f"“{source['quote']}” {where}"), "    ", "      ")
        ]
    click.echo("\n".join(lines) + "\n")


def _words(fact: Fact, knowledge: Knowledge) -> str:
    return slot_words(fact.kind, dict(fact.slots), knowledge.name_of)


def _plain(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _summary(outcome: Outcome) -> str:
    asked = f"{counted(outcome.asked, 'feed')} asked, {outcome.failed} failed"
    asked += f", {outcome.dead} dead" if outcome.dead else ""
    read = f"{outcome.found} new entries, {outcome.read} read with {counted(outcome.claims, 'claim')}"
    left = f"{outcome.refused} refused, {outcome.put_off} put off"
    return f"{asked}; {read}, {left}; {counted(outcome.alerts, 'alert')}"


def _rest(stopping: threading.Event, seconds: float) -> None:
    """Waits, but not once the user wants to stop."""
    if stopping.wait(seconds):
        raise Stopped


@contextmanager
def _stoppable() -> Iterator[threading.Event]:
    """Ctrl-C and SIGTERM ask to stop after the entry in hand; a second one stops at once."""
    stopping = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        if stopping.is_set():
            raise KeyboardInterrupt
        stopping.set()

    if threading.current_thread() is not threading.main_thread():
        yield stopping  # only the main thread may take signals
        return
    before = {one: signal.signal(one, stop) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopping
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
