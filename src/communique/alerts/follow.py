"""The round of ``watch``: ask the feeds, read what is new, make the alerts, send them.

Each step leaves its outcome in the register before the next begins, so a round may end anywhere and the next
one goes on: an entry is waiting until its page is read, a document is weighed against the rules once, and an
alert is made in the same transaction that marks its documents as weighed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from communique.alerts.channels import Channel
from communique.alerts.news import Words, news
from communique.alerts.rules import Rule
from communique.errors import SourceError
from communique.knowledge import Knowledge
from communique.model import Document
from communique.pipeline import Step, assembled, ingest
from communique.reading.attempts import AnyReader
from communique.register import Register, Watching
from communique.register.watching import READ, REFUSED, Entry, FollowedFeed, Waiting
from communique.sources import Notice, Refusal
from communique.sources.feeds import Entry as FeedEntry
from communique.sources.feeds import Feed
from communique.sources.kinds import is_opml
from communique.sources.language import with_language
from communique.sources.limits import HEAD_BYTES, NAME_CHARACTERS
from communique.sources.sandbox import feed_of, subscriptions_of
from communique.sources.titles import with_title
from communique.sources.web.fetch import FetchError, Web
from communique.sources.web.guard import GuardError
from communique.sources.web.items import fetched_items

# A feed that fails is asked again after the usual time, then after twice that, and so on up to a day.
_USUAL: Final = timedelta(minutes=15)
_LONGEST: Final = timedelta(days=1)
# From so many failures on it is called dead.
DEAD: Final = 5
# An item that fails is tried again after this, twice this ..., so many times in all: over some two days.
_ITEM_WAIT: Final = timedelta(minutes=10)
_ITEM_TRIES: Final = 9

# Seconds after which alerts are made and sent though pages still wait: the first round over many feeds is long.
_AT_LEAST: Final = 60.0

Say = Callable[[str], None]


@dataclass(slots=True)
class Outcome:
    """What a round did: feeds asked, failed and dead, entries found, read, refused, put off, alerts made."""

    asked: int = 0
    failed: int = 0
    dead: int = 0
    found: int = 0
    read: int = 0
    refused: int = 0
    put_off: int = 0
    claims: int = 0
    alerts: int = 0
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a watch is made of: where it records, how it asks, what reads, what is known, how it speaks.

    ``now`` tells the time, ``words`` says a fact on one line, ``say`` tells the user what went wrong, and
    ``stopping`` whether he wants to stop.
    """

    register: Register
    web: Web
    reader: AnyReader
    knowledge: Knowledge
    now: Callable[[], datetime]
    words: Words
    say: Say = lambda line: None
    stopping: Callable[[], bool] = lambda: False


class Watch:
    """Follows feeds and lists of feeds; :meth:`round` does all that is to be done now."""

    def __init__(
        self,
        parts: Parts,
        rules: Sequence[Rule],
        channels: Sequence[Channel],
        every: timedelta | None = None,
    ) -> None:
        """``every`` is the time between two rounds; without it, each round asks every feed that does not fail."""
        self.parts: Final = parts
        self._rules = tuple(rules)
        self._channels = tuple(channels)
        self._every = every
        self._usual = every or _USUAL
        self._watching = Watching(parts.register)

    def round(self, addresses: Iterable[str]) -> Outcome:
        """Asks the feeds that are due, reads what waits, tells what is news. Raises RegisterError."""
        outcome = Outcome()
        self._watching.set_rules({rule.name: rule.words() for rule in self._rules})
        self._ask(dict.fromkeys(addresses), outcome)
        tick = self.parts.web.rhythm.tick
        told = tick()
        for item in _spread(self._watching.waiting(self.parts.now())):
            if self.parts.stopping():
                break
            self._take(item, outcome)
            if tick() - told >= _AT_LEAST:
                self._tell(outcome)
                told = tick()
        self._tell(outcome)
        return outcome

    # Feeds.

    def _ask(self, addresses: dict[str, None], outcome: Outcome) -> None:
        """Asks each feed that is due; the feeds of a list are asked after it."""
        queue = list(addresses)
        for at, address in enumerate(queue):  # grows while it is gone through
            if at > 20_000 or self.parts.stopping():
                return
            try:
                plain = str(self.parts.web.guard.check(address))
            except GuardError as error:
                self._problem(outcome, str(error))
                outcome.failed += 1
                continue
            self._watching.follow(plain, "", self.parts.now())
            for other in self._poll(self._watching.followed(plain), outcome):
                if other not in addresses:
                    addresses[other] = None
                    queue.append(other)

    def _poll(self, followed: FollowedFeed, outcome: Outcome) -> list[str]:
        """Asks one feed, if it is due; the addresses that a list of feeds names."""
        now = self.parts.now()
        anyway = self._every is None and not followed.failures
        if datetime.fromisoformat(followed.next) > now and not anyway:
            outcome.dead += followed.failures >= DEAD
            return []
        outcome.asked += 1
        try:
            found = self.parts.web.fetch(followed.url)
            if is_opml(found.content[:HEAD_BYTES]):
                listed = [one.url for one in subscriptions_of(found.content, followed.url)]
                self._watching.answered(followed.url, "", [], now, self._next(now))
                return listed
            feed = feed_of(found.content, followed.url)
        except SourceError as error:
            outcome.failed += 1
            wait = min(self._usual * 2 ** min(followed.failures, 12), _LONGEST)
            if isinstance(error, FetchError) and error.later:
                wait = max(wait, timedelta(seconds=min(error.later, 30 * 86_400)))
            self._watching.failed(followed.url, error.problem, now + wait)
            self._problem(outcome, str(error))
            if followed.failures + 1 >= DEAD:
                outcome.dead += 1
                since = f"since {followed.answered[:10]}" if followed.answered else "so far"
                self._problem(
                    outcome, f"{followed.url}: has not answered {since}, {followed.failures + 1} times"
                )
            return []
        entries = [entry for one in feed.entries if (entry := self._entry(one, feed))]
        outcome.found += self._watching.answered(followed.url, feed.title, entries, now, self._next(now))
        return []

    def _next(self, now: datetime) -> datetime:
        """A little less than the whole time, so that the next round finds the feed due."""
        return now if self._every is None else now + self._every * 0.9

    def _entry(self, one: FeedEntry, feed: Feed) -> Entry | None:
        """What is kept of a feed's entry; its text only where there is no page to read."""
        try:
            url = str(self.parts.web.guard.check(one.url)) if one.url else ""
        except GuardError:
            url = one.url[:500]  # refused where it is read, with the reason
        said = {
            "title": one.title,
            "published": one.published,
            "publisher": feed.title,
            "language": feed.language,
            "author": one.author,
            "modified": one.modified,
        }
        if not url:
            said["text"] = one.text
        return Entry(one.id or url or one.title, url, said) if url or one.text or one.title else None

    # Items.

    def _take(self, item: Waiting, outcome: Outcome) -> None:
        """Reads and records what an item links to."""
        place = item.url or f"{item.feed}!{item.said.get('title') or item.number}"
        try:
            documents = self._documents(item, place)
        except SourceError as error:
            self._missed(item, place, error, outcome)
            return
        made = [one for one in documents if isinstance(one, Document)]
        self._watching.noted(item.number, [one.id for one in made])
        steps: Counter[str] = Counter()

        def tell(step: Step) -> None:
            outcome.claims += step.claims
            steps[step.outcome] += 1
            if step.refusal is not None:
                self._problem(outcome, str(step.refusal))

        ingest(self.parts.register, documents, self.parts.reader, tell)
        if steps["refused"] and not (steps["added"] or steps["known"]):
            outcome.refused += 1
            self._watching.done(item.number, REFUSED)
        else:
            outcome.read += 1
            self._watching.done(item.number, READ)

    def _documents(self, item: Waiting, place: str) -> list[Document | Refusal]:
        """The documents of an item, with what the feed says of them where they leave it open."""
        if not item.url:
            title = str(item.said.get("title") or "")
            entry = Document(
                text=with_title(title, str(item.said.get("text") or "")), title=title, path=place
            )
            made = with_language(replace(entry, language=str(item.said.get("language") or "en")))
            return [self._said(made, item)] if isinstance(made, Document) else []
        found = [one for one in fetched_items(self.parts.web.fetch(item.url)) if not isinstance(one, Notice)]
        return [self._said(one, item) if isinstance(one, Document) else one for one in found]

    def _said(self, document: Document, item: Waiting) -> Document:
        published = document.published or item.said.get("published")
        publisher = document.publisher or str(item.said.get("publisher") or "")
        author = document.author or str(item.said.get("author") or "")[:NAME_CHARACTERS]
        modified = document.modified or item.said.get("modified")
        return replace(document, published=published, publisher=publisher, author=author, modified=modified)

    def _missed(self, item: Waiting, place: str, error: SourceError, outcome: Outcome) -> None:
        """Puts off what may come right, and refuses the rest."""
        passing = isinstance(error, FetchError) and (error.later is not None or error.status >= 500)
        if passing and item.tries + 1 < _ITEM_TRIES:
            wait = min(_ITEM_WAIT * 2**item.tries, _LONGEST)
            if isinstance(error, FetchError) and error.later:
                wait = max(wait, timedelta(seconds=min(error.later, 30 * 86_400)))
            self._watching.put_off(item.number, error.problem, self.parts.now() + wait)
            outcome.put_off += 1
            return
        outcome.refused += 1
        self.parts.register.refuse(place, error.problem, error.mend)
        self._watching.done(item.number, REFUSED, error.problem)
        self._problem(outcome, str(error))

    # Alerts.

    def _tell(self, outcome: Outcome) -> None:
        outcome.alerts += self.weigh()
        self.deliver(outcome)

    def weigh(self) -> int:
        """Holds the rules against what is new, and makes the alerts; how many there are."""
        documents = self._watching.unweighed()
        if not documents:
            return 0
        register = self.parts.register
        fresh = frozenset(cited.claim_id for one in documents for cited in register.claims_of(one))
        facts = assembled(register, self.parts.knowledge) if fresh and self._rules else []
        found = news(facts, fresh, self._rules, self._watching.told, self.parts.knowledge, self.parts.words)
        channels = [channel.name for channel in self._channels]
        return self._watching.tell(found.alerts, found.resting, documents, channels, self.parts.now())

    def deliver(self, outcome: Outcome) -> None:
        """Sends what is due, also what an earlier run could not send."""
        for channel in self._channels:
            for problem in channel.deliver(self._watching, self.parts.now()):
                self._problem(outcome, problem)

    def _problem(self, outcome: Outcome, line: str) -> None:
        outcome.problems.append(line)
        self.parts.say(line)


def _spread(items: Iterable[Waiting]) -> list[Waiting]:
    """The items so that each host comes in turn: while one is left in peace, another is asked."""
    ranks: Counter[str] = Counter()
    ranked: list[tuple[int, Waiting]] = []
    for item in items:
        host = urlsplit(item.url).netloc
        ranked.append((ranks[host], item))
        ranks[host] += 1
    return [item for _, item in sorted(ranked, key=lambda one: (one[0], one[1].number))]
