"""What every page and every answer of the web face asks of the register, and what is kept between questions."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Final
from urllib.parse import urlencode

from communique.analysis import moments
from communique.assembly import Told, dates, novelty
from communique.briefs import answer, check, compose, facts_between
from communique.briefs.dyad import in_period
from communique.briefs.page import Shown, context
from communique.errors import BriefError, RegisterError
from communique.faces.times import is_period, moment_of
from communique.faces.web.copies import Copy, copies
from communique.faces.web.named import SORTS, Named, named
from communique.knowledge import Knowledge
from communique.model import Brief, Cited, Document, Fact
from communique.pipeline import assembled, at_a_glance, facts_around
from communique.register import NotFoundError, Register

_KEPT: Final = 4
_MOST_NEWEST: Final = 300
# The names of the three in an address.
TIMES: Final = ("since", "until", "as_of")
_ID: Final = re.compile(r"[0-9a-f]{4,64}")


@dataclass(frozen=True, slots=True)
class When:
    """What time a question is about: a period of reports (EDTF), and the register as of a moment."""

    since: str | None = None
    until: str | None = None
    as_of: str | None = None

    def moment(self) -> datetime | None:
        """The end of the day that ``as_of`` names, or its time (UTC). Raises BriefError where it is none."""
        if not self.as_of:
            return None
        try:
            return moment_of(self.as_of)
        except ValueError as error:
            raise BriefError(
                "as_of", f"{self.as_of!r} is no date", "write 2025-08-06 or 2025-08-06T12:00:00Z"
            ) from error

    def pairs(self) -> dict[str, str]:
        """What was asked, by its name in an address."""
        return {name: str(value) for name in TIMES if (value := getattr(self, name))}

    def query(self) -> str:
        """The same as the query of an address, empty where nothing was asked."""
        return urlencode(self.pairs())

    def covers(self, day: str | None) -> bool:
        """True where a report of that day (ISO) is one of the period; what bears no day is one of none."""
        if not (self.since or self.until):
            return True
        found, since, until = dates.bounds(day), dates.bounds(self.since), dates.bounds(self.until)
        if found is None:
            return False
        return (since is None or found[1] >= since[0]) and (until is None or found[0] <= until[1])


def asked(since: str | None, until: str | None, as_of: str | None) -> When:
    """The time asked for, checked. Raises BriefError."""
    for name, value in (("since", since), ("until", until)):
        if value and not is_period(value):
            raise BriefError(name, f"{value!r} is no date", "write 2025, 2025-08 or 2025-08-06")
    made = When(since or None, until or None, as_of or None)
    in_period([], made.since, made.until)
    made.moment()
    return made


class House:
    """Answers for pages and programs: one register, the tables, and the facts of the last few questions."""

    def __init__(self, address: str | None, knowledge: Knowledge, marking: str = "") -> None:
        self.address: Final = address
        self.marking: Final = marking
        self.knowledge: Final = knowledge
        self._facts: dict[tuple[str, str | None], list[Fact]] = {}
        self._named: dict[tuple[str, str, When], list[Named]] = {}
        self._lock: Final = Lock()

    @contextmanager
    def open(self, when: When | None = None) -> Iterator[Register]:
        """The register for reading, as it is or as it was."""
        with Register.open(self.address, create=False, read_only=True) as opened:
            moment = when.moment() if when else None
            yield opened.as_of(moment) if moment else opened

    def state(self) -> str:
        """What changes whenever the register does: the last change made to it."""
        with self.open() as opened:
            return opened.revision()

    def facts(self, when: When) -> list[Fact]:
        """All facts; made once for each state of the register, and for each moment asked for."""
        key = (self.state(), when.as_of)
        with self._lock:
            if key in self._facts:
                return self._facts[key]
        with self.open(when) as opened:
            made = assembled(opened, self.knowledge)
        with self._lock:
            while len(self._facts) >= _KEPT:
                del self._facts[next(iter(self._facts))]
            self._facts[key] = made
        return made

    def told(self, when: When) -> list[Fact]:
        """The facts of the period that was asked for; all of them where none was."""
        return in_period(self.facts(when), when.since, when.until)

    def named(self, sort: str, when: When) -> list[Named]:
        """People, mechanisms, equipment or publishers of the period that was asked for."""
        key = (self.state(), sort, when)
        with self._lock:
            if key in self._named:
                return self._named[key]
        made = named(sort, self.told(when), self.knowledge)
        with self._lock:
            while len(self._named) >= _KEPT * len(SORTS):
                del self._named[next(iter(self._named))]
            self._named[key] = made
        return made

    def brief(self, pair: tuple[str, str], when: When) -> Brief:
        """The brief, every sentence of it checked to carry its claims. Raises BriefError."""
        with self.open(when) as opened:
            made = answer(opened, self.knowledge, pair, when.since, when.until)
        check(made)
        return made

    def dossier(self, pair: tuple[str, str], when: When) -> tuple[Brief, list[Fact]]:
        """The brief of a period, and the facts about the two of any time. Raises BriefError."""
        with self.open(when) as opened:
            facts = facts_between(opened, self.knowledge, pair)
            if not when.since:
                return compose(pair, facts, opened.documents_of, self.knowledge, None, when.until), facts
            documents = opened.documents_of(item.document_id for fact in facts for item in fact.cited)
            sketches = opened.sketches(documents)
        return compose(pair, facts, documents, self.knowledge, when.since, when.until, sketches), facts

    def between(self, pair: tuple[str, str], when: When) -> list[Fact]:
        """The facts about two parties."""
        with self.open(when) as opened:
            return facts_between(opened, self.knowledge, pair)

    def fact(self, prefix: str, when: When) -> Fact:
        """The fact whose id begins so. Raises NotFoundError."""
        found = [fact for fact in self.facts(when) if fact.id.startswith(_checked(prefix))]
        if len(found) == 1:
            return found[0]
        problem = f"{len(found)} ids begin so" if found else "no fact has an id that begins so"
        raise NotFoundError(prefix, problem, "the lists give the ids")

    def quotes(self, fact: Fact, when: When) -> dict[str, list[Shown]]:
        """The words of each claim of a fact with the rest of their sentences, by the claim's id."""
        with self.open(when) as opened:
            documents = opened.documents_of(item.document_id for item in fact.cited)
        return {
            item.claim_id: [
                context(documents[item.document_id].text, span.start, span.quote)
                if item.document_id in documents
                else Shown("", span.quote, "")
                for span in item.claim.evidence
            ]
            for item in fact.cited
        }

    def copies(self, document_id: str, when: When, facts: Sequence[Fact]) -> list[Copy]:
        """The reports that speak with the voice of one; ``facts`` are those of its claims."""
        with self.open(when) as opened:
            return copies(opened, document_id, facts)

    def document(self, prefix: str, when: When) -> tuple[Document, list[Cited], list[Fact]]:
        """A document with its claims, and the facts that these belong to. Raises NotFoundError."""
        with self.open(when) as opened:
            document = opened.document(_checked(prefix))
            cited = opened.claims_of(document.id)
            facts = (
                self.facts(when) if at_a_glance(opened) else facts_around(opened, self.knowledge, document.id)
            )
        return document, cited, [f for f in facts if any(item.document_id == document.id for item in f.cited)]

    def claim(self, prefix: str, when: When) -> Cited:
        """The claim whose id begins so. Raises NotFoundError."""
        with self.open(when) as opened:
            return opened.claim(_checked(prefix))

    def newest(self, when: When, days: int = 7) -> list[Document]:
        """The documents of the period, else of the last days before the latest report; the latest first, some hundreds."""
        since = when.since
        if not since:
            told = (i.published for f in self.told(when) for i in f.cited if i.published)
            last = dates.day(max((day for day in told if not when.until or when.covers(day)), default=None))
            if last is None:
                return []
            since = (last - timedelta(days=days)).isoformat()
        with self.open(when) as opened:
            found = deque(opened.documents(since=since, until=when.until), _MOST_NEWEST)
        return sorted(found, key=_newest, reverse=True)

    def news(self, when: When, documents: Sequence[Document]) -> list[News]:
        """What reports told that no earlier one had, the newest first: facts that are new, and changes of others."""
        homes: defaultdict[str, dict[str, Fact]] = defaultdict(dict)
        for fact in self.facts(when):
            if not moments.is_doubtful(fact):
                for item in fact.cited:
                    homes[item.document_id][fact.id] = fact
        told: dict[str, News] = {}
        for document in documents:
            facts = homes.get(document.id, {})
            for one in novelty(document.id, facts.values()).values():
                if one.verdict in ("new", "update"):
                    told.setdefault(one.fact_id, News(facts[one.fact_id], document, one))
        # What happened long ago and is told only now comes last.
        return sorted(told.values(), key=lambda one: one.late)


@dataclass(frozen=True, slots=True)
class News:
    """A fact that became known or changed, the report that told it, and what was new."""

    fact: Fact
    document: Document
    told: Told

    @property
    def late(self) -> bool:
        """True for what lay long back when it was told."""
        return self.told.verdict == "new" and self.told.old is not None


def _newest(document: Document) -> tuple[str, str]:
    return (document.published or "", document.id)


def _checked(prefix: str) -> str:
    text = prefix.strip().lower()
    if not _ID.fullmatch(text):
        raise RegisterError(
            prefix[:80], "is no id", "ids are hexadecimal, four characters of them at the least"
        )
    return text
