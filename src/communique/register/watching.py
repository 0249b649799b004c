"""What a register remembers of the web: fetches, feeds, items on their way, alerts and where they went.

Each method is one transaction. An interruption between two of them leaves a state from which the next run
goes on: an item is waiting until it is read, its documents are weighed once, an alert is made once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Select, func, insert, or_, select, update

from communique.errors import RegisterError
from communique.ids import content_id
from communique.register import address, queries, writing
from communique.register.failures import spoken
from communique.register.rows import clean
from communique.register.schema import change, document, reading
from communique.register.store import Change, Register
from communique.register.watch_tables import (
    alert,
    alert_claim,
    delivery,
    feed,
    feed_signed,
    fetch,
    item,
    item_document,
)

try:
    import fcntl
except ImportError:  # a system without such locks
    fcntl = None  # type: ignore[assignment]

WAITING: Final = "waiting"
READ: Final = "read"
REFUSED: Final = "refused"

DUE: Final = "due"
SENDING: Final = "sending"
DONE: Final = "done"
GIVEN_UP: Final = "given up"

# What changes of the watch are called in the log.
FOLLOWED: Final = "followed"
RULE: Final = "rule"

_LOCK: Final = "watching"
# Any number will do, as long as all watches on a server use the same.
_ALONE: Final = 0x77617463
_FEEDS: Final = (
    select(feed.c.url, feed.c.title, feed.c.answered, feed.c.next, feed.c.failures, feed.c.problem)
    .add_columns(feed.c.added, func.coalesce(change.c.actor, ""))
    .join(feed_signed, feed_signed.c.feed == feed.c.number, isouter=True)
    .join(change, feed_signed.c.change == change.c.number, isouter=True)
    .order_by(feed.c.number)
)


@dataclass(frozen=True, slots=True)
class Fetch:
    """A fetch with a snapshot: ``digest`` is the SHA-256 of the content, ``snapshot`` a file in their folder."""

    url: str
    final: str
    at: str
    status: int
    digest: str
    snapshot: str


@dataclass(frozen=True, slots=True)
class FollowedFeed:
    """A feed that is followed: when it last answered, when it is to be asked again, how often it failed since.

    ``added`` is when it was taken up, ``actor`` by whom; empty where a register older than 0007 did not say.
    """

    url: str
    title: str
    answered: str | None
    next: str
    failures: int
    problem: str
    added: str
    actor: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed that is to be read: ``key`` is the feed's own id of it, ``said`` what it says of it."""

    key: str
    url: str
    said: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry that has not been read yet, and how often that was tried."""

    number: int
    feed: str
    url: str
    said: dict[str, Any]
    tries: int


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that a rule tells: ``key`` makes it unique, ``thread`` joins what is told of one thing.

    ``claims`` are the ids of the claims that stand behind it; ``data`` is what is sent.
    """

    key: str
    rule: str
    thread: str
    claims: tuple[str, ...]
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Due:
    """An alert that has to go somewhere; ``broken`` says that an earlier run began and did not end it."""

    number: int
    key: str
    at: str
    data: dict[str, Any]
    tries: int
    broken: bool


def stamp(moment: datetime) -> str:
    """A moment as the tables keep it."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


class Watching:
    """The watching side of a register."""

    def __init__(self, register: Register) -> None:
        self._register = register

    # Fetches.

    def note_fetch(self, found: Fetch) -> bool:
        """Records a snapshot; False if it is known."""
        with self._register._read() as connection:
            if connection.scalar(select(fetch.c.number).where(fetch.c.snapshot == found.snapshot)):
                return False
        with self._register._write(_LOCK) as connection:
            if connection.scalar(select(fetch.c.number).where(fetch.c.snapshot == found.snapshot)):
                return False
            connection.execute(insert(fetch).values(asdict(found)))
        return True

    def fetches(self, url: str | None = None) -> list[Fetch]:
        """The snapshots of an address, or all of them; oldest first."""
        query = select(
            fetch.c.url, fetch.c.final, fetch.c.at, fetch.c.status, fetch.c.digest, fetch.c.snapshot
        )
        if url is not None:
            query = query.where(or_(fetch.c.url == url, fetch.c.final == url))
        with self._register._read() as connection:
            return [Fetch(*row) for row in connection.execute(query.order_by(fetch.c.number))]

    # Feeds and their items.

    def follow(self, url: str, title: str, now: datetime) -> None:
        """Takes a feed up, to be asked at once; one that is followed already stays as it is.

        Who did is signed as every change is, by the actor of the register.
        """
        with self._register._read() as connection:
            if connection.scalar(select(feed.c.number).where(feed.c.url == url)):
                return
        with self._register._write(_LOCK) as connection:
            if connection.scalar(select(feed.c.number).where(feed.c.url == url)):
                return
            signed = self._register._author(connection)
            made = writing.note(connection, signed, FOLLOWED, clean(url), "named to watch")
            at = stamp(now)
            values = {"url": url, "title": title, "added": at, "next": at, "failures": 0, "problem": ""}
            number = connection.execute(insert(feed).values(values).returning(feed.c.number)).scalar_one()
            connection.execute(insert(feed_signed).values(feed=number, change=made))

    def feeds(self) -> list[FollowedFeed]:
        """Every feed that was ever followed, in the order in which they were taken up."""
        with self._register._read() as connection:
            return [FollowedFeed(*row) for row in connection.execute(_FEEDS)]

    def followed(self, url: str) -> FollowedFeed:
        """The feed at an address that was taken up."""
        with self._register._read() as connection:
            return FollowedFeed(*connection.execute(_FEEDS.where(feed.c.url == url)).one())

    def set_rules(self, rules: Mapping[str, str]) -> list[str]:
        """Signs what rules ask for (name to words) where that is new or another; the names of these."""
        present = {one.subject: one.cause for one in self.rules()}
        said = {clean(name): clean(words) for name, words in rules.items()}
        changed = [name for name, words in said.items() if present.get(name) != words]
        if changed:
            with self._register._write(_LOCK) as connection:
                for name in changed:
                    writing.note(connection, self._register._author(connection), RULE, name, said[name])
        return changed

    def rules(self) -> list[Change]:
        """What each rule was last set to (``cause``), when and by whom; by their names (``subject``)."""
        latest = {one.subject: one for one in self._register.changes(what=RULE)}
        return [one for _, one in sorted(latest.items())]

    def answered(
        self, url: str, title: str, entries: Sequence[Entry], now: datetime, next_at: datetime
    ) -> int:
        """Records a feed's answer and the entries that are new in it; how many are.

        An entry whose page another feed brought already is not read again.
        """
        with self._register._write(_LOCK) as connection:
            number = connection.execute(select(feed.c.number).where(feed.c.url == url)).scalar_one()
            known = set(connection.scalars(select(item.c.key).where(item.c.feed == number)))
            new = 0
            for entry in entries:
                key = content_id("item", entry.key)
                if key in known:
                    continue
                known.add(key)
                elsewhere = bool(entry.url) and connection.scalar(
                    select(item.c.number).where(item.c.url == entry.url).limit(1)
                )
                new += not elsewhere
                values = {
                    "feed": number, "key": key, "url": entry.url, "json": _json(entry.said),
                    "seen": stamp(now), "state": READ if elsewhere else WAITING, "tries": 0,
                    "next": stamp(now), "problem": "",
                }  # fmt: skip
                connection.execute(insert(item).values(values))
            found = {"answered": stamp(now), "next": stamp(next_at), "failures": 0, "problem": ""}
            connection.execute(
                update(feed)
                .where(feed.c.number == number)
                .values(found | ({"title": title} if title else {}))
            )
        return new

    def failed(self, url: str, problem: str, next_at: datetime) -> None:
        """Records that a feed did not answer, and when it is to be asked again."""
        values = {"failures": feed.c.failures + 1, "problem": clean(problem), "next": stamp(next_at)}
        with self._register._write(_LOCK) as connection:
            connection.execute(update(feed).where(feed.c.url == url).values(values))

    def waiting(self, now: datetime) -> list[Waiting]:
        """The items to be read now, in the order in which they came."""
        query = (
            select(item.c.number, feed.c.url, item.c.url, item.c.json, item.c.tries)
            .join(feed, item.c.feed == feed.c.number)
            .where(item.c.state == WAITING, item.c.next <= stamp(now))
            .order_by(item.c.number)
        )
        with self._register._read() as connection:
            return [
                Waiting(number, of, url, json.loads(said), tries)
                for number, of, url, said, tries in connection.execute(query)
            ]

    def noted(self, number: int, document_ids: Iterable[str]) -> None:
        """Notes the documents of an item before they are recorded.

        What the register holds already brings nothing new, unless it was noted for this item before: then
        an earlier run recorded it and was interrupted.
        """
        with self._register._write(_LOCK) as connection:
            for one in dict.fromkeys(document_ids):
                noted = select(item_document.c.item).where(
                    item_document.c.item == number, item_document.c.document == one
                )
                there = select(document.c.number).where(document.c.id == one)
                if connection.scalar(noted) is None and connection.scalar(there) is None:
                    connection.execute(insert(item_document).values(item=number, document=one))

    def done(self, number: int, state: str, problem: str = "") -> None:
        """Says that an item was READ, or REFUSED and why."""
        with self._register._write(_LOCK) as connection:
            values = {"state": state, "problem": clean(problem)}
            connection.execute(update(item).where(item.c.number == number).values(values))

    def put_off(self, number: int, problem: str, next_at: datetime) -> None:
        """Says that an item could not be read yet, and when to try again."""
        values = {"tries": item.c.tries + 1, "problem": clean(problem), "next": stamp(next_at)}
        with self._register._write(_LOCK) as connection:
            connection.execute(update(item).where(item.c.number == number).values(values))

    # Alerts.

    def unweighed(self) -> list[str]:
        """The ids of the documents that items brought and no rule has been held against yet."""
        query = (
            select(item_document.c.document)
            .join(document, document.c.id == item_document.c.document)
            .join(reading, reading.c.document == document.c.number)
            .where(item_document.c.weighed.is_(None), reading.c.replaced.is_(None))
            .order_by(document.c.number)
        )
        with self._register._read() as connection:
            return list(dict.fromkeys(connection.scalars(query)))

    def told(self, claim_ids: Iterable[str]) -> list[tuple[str, str, dict[str, Any]]]:
        """Rule, thread and data of the last alert of each thread that rests on one of these claims."""
        found: dict[str, tuple[str, str, dict[str, Any]]] = {}
        with self._register._read() as connection:
            for group in queries.chunks(claim_ids):
                threads = select(alert_claim.c.thread).where(alert_claim.c.claim.in_(group))
                query = select(alert.c.rule, alert.c.thread, alert.c.json).where(alert.c.thread.in_(threads))
                for rule, thread, data in connection.execute(query.order_by(alert.c.number)):
                    found[thread] = (rule, thread, json.loads(data))
        return list(found.values())

    def tell(
        self,
        alerts: Sequence[Alert],
        resting: Iterable[tuple[str, str, tuple[str, ...]]],
        weighed: Iterable[str],
        channels: Sequence[str],
        now: datetime,
    ) -> int:
        """Makes alerts, due on each channel, and marks documents as weighed; all of it or nothing.

        An alert whose key is there already is not made again. ``resting`` are rule, thread and claims of
        threads that nothing new is told of, but that rest on more claims now. Returns how many were made.
        """
        made = 0
        at = stamp(now)
        with self._register._write(_LOCK) as connection:
            for one in alerts:
                if connection.scalar(select(alert.c.number).where(alert.c.key == one.key)) is None:
                    made += 1
                    _make(connection, one, at, channels)
                _rest(connection, one.rule, one.thread, one.claims)
            for rule, thread, claims in resting:
                _rest(connection, rule, thread, claims)
            for group in queries.chunks(weighed):
                these = item_document.c.document.in_(group) & item_document.c.weighed.is_(None)
                connection.execute(update(item_document).where(these).values(weighed=at))
        return made

    def alerts(self, last: int | None = None) -> list[Due]:
        """The alerts that were made, oldest first; with ``last`` only so many of the latest."""
        query = select(alert.c.number, alert.c.key, alert.c.at, alert.c.json).order_by(alert.c.number.desc())
        with self._register._read() as connection:
            rows = connection.execute(query.limit(last) if last is not None else query).all()
        return [Due(row[0], row[1], row[2], json.loads(row[3]), 0, False) for row in reversed(rows)]

    def due(self, channel: str, now: datetime) -> list[Due]:
        """What has to go through a channel now, in the order in which it was made."""
        query = (
            select(alert.c.number, alert.c.key, alert.c.at, alert.c.json, delivery.c.tries, delivery.c.state)
            .join(delivery, delivery.c.alert == alert.c.number)
            .where(delivery.c.channel == channel, delivery.c.state.in_((DUE, SENDING)))
            .where(delivery.c.next <= stamp(now))
            .order_by(alert.c.number)
        )
        with self._register._read() as connection:
            return [_due(*row) for row in connection.execute(query)]

    def sending(self, number: int, channel: str) -> None:
        """Says that an alert is about to go through a channel."""
        self._delivery(number, channel, {"state": SENDING})

    def sent(self, number: int, channel: str) -> None:
        """Says that it went."""
        self._delivery(number, channel, {"state": DONE, "problem": ""})

    def missed(self, number: int, channel: str, problem: str, next_at: datetime | None) -> None:
        """Says that it did not go, and when to try again; None gives it up."""
        values: dict[str, Any] = {"tries": delivery.c.tries + 1, "problem": clean(problem)}
        values |= {"state": GIVEN_UP} if next_at is None else {"state": DUE, "next": stamp(next_at)}
        self._delivery(number, channel, values)

    def _delivery(self, number: int, channel: str, values: dict[str, Any]) -> None:
        one = (delivery.c.alert == number) & (delivery.c.channel == channel)
        with self._register._write(_LOCK) as connection:
            connection.execute(update(delivery).where(one).values(values))


@contextmanager
def alone(register: Register) -> Iterator[None]:
    """Keeps a second watch off a register for the time of a block; the lock ends with the process.

    Raises RegisterError where another one is at work.
    """
    busy = RegisterError(
        register.place, "another watch is at work on it", "stop that one, or wait until it is done"
    )
    if register._engine.dialect.name == "postgresql":
        with spoken(register.place), register._engine.connect() as connection:
            held = connection.execution_options(isolation_level="AUTOCOMMIT")
            if not held.scalar(select(func.pg_try_advisory_lock(_ALONE))):
                raise busy
            yield
            held.scalar(select(func.pg_advisory_unlock(_ALONE)))
        return
    if register.place == address.MEMORY.shown or fcntl is None:
        yield
        return
    path = Path(register.place).expanduser()
    with path.with_name(f"{path.name}.watch").open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise busy from error
        yield


def _make(connection: Connection, one: Alert, at: str, channels: Sequence[str]) -> None:
    values = {"key": one.key, "at": at, "rule": one.rule, "thread": one.thread, "json": _json(one.data)}
    number = connection.execute(insert(alert).values(values).returning(alert.c.number)).scalar_one()
    for channel in dict.fromkeys(channels):
        where = {"alert": number, "channel": channel, "state": DUE, "tries": 0, "next": at, "problem": ""}
        connection.execute(insert(delivery).values(where))


def _rest(connection: Connection, rule: str, thread: str, claims: Iterable[str]) -> None:
    """Lets a thread rest on claims."""
    there: Select[Any] = select(alert_claim.c.claim).where(alert_claim.c.thread == thread)
    known = set(connection.scalars(there))
    rows = [
        {"thread": thread, "claim": one, "rule": rule} for one in dict.fromkeys(claims) if one not in known
    ]
    if rows:
        connection.execute(insert(alert_claim), rows)


def _due(number: int, key: str, at: str, data: str, tries: int, state: str) -> Due:
    return Due(number, key, at, json.loads(data), tries, state == SENDING)


def _json(data: dict[str, Any]) -> str:
    return json.dumps(_without_nul(data), ensure_ascii=True, sort_keys=True)


def _without_nul(value: Any) -> Any:
    """The same data with texts that every database holds."""
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, dict):
        return {key: _without_nul(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_without_nul(part) for part in value]
    return value
