"""The register: every document, its claims and what became of them, behind one door.

Each write is one transaction: it is there whole or not at all. What is there already is not written again.
Whatever the database has to complain about comes out as a RegisterError with place, problem and mend.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from sqlalchemy import Connection, Engine, Row, Select, insert, select

from communique import __version__
from communique.assembly import Catalogue, Sketch, sketch
from communique.errors import RegisterError
from communique.model import Cited, Claim, Document, Judgement
from communique.register import address, audit, judging, migrate, pairs, queries, seals, search, writing
from communique.register import engine as engines
from communique.register.failures import spoken
from communique.register.rows import cited_of, clean, document_of, record
from communique.register.schema import HEAD, body, document, meta
from communique.register.schema import claim as claim_table
from communique.register.schema import judgement as judgement_table
from communique.register.seals import BrokenSealError

_T = TypeVar("_T")
Clock = Callable[[], datetime]

_TIMEOUT: Final = 30.0
_STREAM: Final = 500


@dataclass(frozen=True, slots=True)
class Refused:
    """A path or address that could not be taken in, why, and since when (ISO 8601, UTC)."""

    path: str
    problem: str
    at: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change to the register: when (ISO 8601, UTC), by whom, what was done to what, and why."""

    at: str
    actor: str
    what: str
    subject: str
    cause: str


class Register:
    """A store of documents and claims; :meth:`open` or :meth:`in_memory` make one, ``with`` closes it."""

    def __init__(
        self, place: address.Address, engine: Engine, author: tuple[str, Clock], read_only: bool
    ) -> None:
        self._address: Final = place
        self.place: Final = place.shown
        self.read_only: Final = read_only
        self._whole: Final = place.path is None and place.server is None
        self._engine: Final = engine
        self._actor, self._clock = author
        # The time whose state is read; None is now.
        self._at: str | None = None

    @classmethod
    def open(
        cls,
        url: str | Path | None = None,
        *,
        create: bool = True,
        read_only: bool = False,
        clock: Clock | None = None,
        actor: str | None = None,
        timeout: float = _TIMEOUT,
    ) -> Self:
        """Opens a register, makes it if it is not there, and brings an older one up to date.

        ``url`` is a file, ``sqlite:///...`` or ``postgresql://...``; None means the variable
        COMMUNIQUE_REGISTER, else ``communique.db`` in the current folder. ``timeout`` (seconds) bounds the
        wait for other writers and for the server. ``actor`` (the login name unless given) and ``clock`` sign
        every change. Raises RegisterError where that fails; then nothing was changed.
        """
        place = address.parse(None if url is None else str(url))
        engine = engines.connect(place, create=create, read_only=read_only, timeout=timeout)
        register = cls(place, engine, (actor or _login(), clock or _now), read_only)
        try:
            with spoken(place.shown):
                migrate.prepare(
                    engine,
                    place,
                    create=create,
                    read_only=read_only,
                    timeout=timeout,
                    record=register._note_schema,
                )
        except BaseException:
            register.close()
            raise
        return register

    @classmethod
    def in_memory(cls, *, clock: Clock | None = None, actor: str | None = None) -> Self:
        """An empty register that is gone when it is closed."""
        return cls.open(":memory:", clock=clock, actor=actor)

    def as_of(self, moment: datetime) -> Self:
        """The register as it was at a moment: same place, read only, nothing in it that was done later.

        It shares the connections of this one and is closed with it. What it answers does not change with what
        is added later; a moment that is not over yet can still change.
        """
        then = type(self)(self._address, self._engine, (self._actor, self._clock), read_only=True)
        then._at = _stamp(moment)
        return then

    def was_there(self, at: str) -> bool:
        """Whether what happened at a time (as the register writes it) is part of what is read here."""
        return self._at is None or at <= self._at

    def close(self) -> None:
        """Gives all connections back; the register cannot be used after it."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # What is written.

    def add(
        self, document: Document, claims: Sequence[Claim], *, reader: str, raw: bytes | None = None
    ) -> bool:
        """Records a document with the claims that ``reader`` (a version such as ``rules-1``) read in it.

        False if it is there with claims of that reader version or a newer one; claims of an older version or
        of another reader are replaced, and stay as history. ``raw`` are the bytes it was taken from. Raises
        UnfitError for a document or a claim that cannot be kept, RegisterError where the database fails.
        """
        made = record(document, claims, reader)
        if not self.read_only and self.known(document, reader):
            self.settle(document.path)
            return False
        with self._write(document.id) as connection:
            author = self._author(connection)
            changed = writing.add(connection, author, made, raw)
            writing.settle(connection, author, made.document.path)
            return changed

    def add_many(self, read: Iterable[tuple[Document, Sequence[Claim]]], *, reader: str) -> int:
        """Records documents with their claims as :meth:`add` does, all of them or none; how many were new.

        One transaction, so some hundreds at a time and no more: what costs most of a small one is to wait
        for the disk. Raises what :meth:`add` raises; then none of them was recorded.
        """
        return sum(self.add_each(read, reader=reader))

    def add_each(self, read: Iterable[tuple[Document, Sequence[Claim]]], *, reader: str) -> list[bool]:
        """As :meth:`add_many`; of each document whether anything was to do."""
        made = [record(document, claims, reader) for document, claims in read]
        keys = [one.document.id for one in made]
        with self._write(*keys) as connection:
            return writing.add_all(connection, self._author(connection), made)

    def known(self, document: Document, reader: str) -> bool:
        """Whether adding the document with claims of this reader version would change nothing."""
        with self._read() as connection:
            present: str | None = connection.scalar(queries.READER_OF, {"id": document.id})
        return present is not None and not writing.supersedes(reader, present)

    def refuse(self, path: str, problem: str, mend: str = "") -> bool:
        """Records that something could not be taken in, and why; False if that is known already."""
        path, said = clean(path), clean(f"{problem} ({mend})" if mend else problem)
        with self._read() as connection:
            before = writing.open_refusal(connection, path)
        if before is not None and before[1] == said and not self.read_only:
            return False
        with self._write(path) as connection:
            return writing.refuse(connection, self._author(connection), path, said)

    def settle(self, path: str) -> bool:
        """Closes the refusal of a path that could be read after all; False if none is open."""
        path = clean(path)
        with self._read() as connection:
            if writing.open_refusal(connection, path) is None:
                return False
        with self._write(path) as connection:
            return writing.settle(connection, self._author(connection), path)

    def judge(self, judgement: Judgement) -> Judgement:
        """Records what somebody decided; what is given of actor and time does not count: they are set here.

        Raises NotFoundError where a claim, document or judgement that it names is not there.
        """
        with self._write(judgement.subject) as connection:
            author = self._author(connection)
            signed = replace(judgement, actor=author.actor, at=author.at, reason=clean(judgement.reason))
            judging.add(connection, signed)
        return signed

    # What is read.

    def judgements(self) -> list[Judgement]:
        """Everything that was decided, undone judgements and undos too, in the order of recording."""
        with self._read() as connection:
            return judging.load(connection, self._at)

    def judgement(self, id_or_prefix: str) -> Judgement:
        """The judgement whose id begins so. Raises NotFoundError, or RegisterError where several do."""
        with self._read() as connection:
            whole = queries.full_id(connection, judgement_table, "judgement", id_or_prefix, self._at)
            (found,) = (one for one in judging.load(connection, self._at) if one.id == whole)
        return found

    def document(self, id_or_prefix: str) -> Document:
        """The document whose id begins so. Raises NotFoundError, or RegisterError where several do."""
        with self._read() as connection:
            whole = queries.full_id(connection, document, "document", id_or_prefix, self._at)
            return document_of(connection.execute(queries.documents().where(document.c.id == whole)).one())

    def documents(
        self, between: Sequence[str] | None = None, since: str | None = None, until: str | None = None
    ) -> Iterator[Document]:
        """Documents in the order of their days, undated ones last.

        ``between`` are codes of parties: only documents with a claim that relates all of them. ``since`` and
        ``until`` (2025, 2025-08 or 2025-08-06, both included) bound the day of the report; then undated ones
        are left out.
        """
        return self._stream(queries.documents(between, since, until, at=self._at), document_of)

    def raw(self, document_id: str) -> bytes | None:
        """The bytes that a document was taken from, where they were kept."""
        query = select(body.c.raw, body.c.seal).join(document, body.c.document == document.c.number)
        with self._read() as connection:
            row = connection.execute(query.where(document.c.id == document_id)).one_or_none()
            if row is not None and seals.of_bytes(row.raw) != row.seal:
                raise BrokenSealError(f"the bytes of document {document_id[:16]} are not what was stored")
        return None if row is None else row.raw

    def documents_of(self, document_ids: Iterable[str]) -> dict[str, Document]:
        """Documents by their ids; ids that are not there are left out."""
        found: dict[str, Document] = {}
        query = queries.documents().order_by(None)
        with self._read() as connection:
            for group in queries.chunks(document_ids):
                for row in connection.execute(query.where(document.c.id.in_(group))):
                    found[row.id] = document_of(row)
        return found

    def texts(self, document_ids: Iterable[str]) -> dict[str, str]:
        """The texts of documents by their ids; ids that are not there are left out."""
        return {one: found.text for one, found in self.documents_of(document_ids).items()}

    def sketches(self, document_ids: Iterable[str]) -> dict[str, Sketch]:
        """What is needed of documents to tell copies, by their ids; ids that are not there are left out.

        As it was kept when they were added; made anew from the text where that is missing or outdated.
        """
        query = queries.sketches()
        found: dict[str, Sketch] = {}
        wanted = list(dict.fromkeys(document_ids))
        with self._read() as connection:
            for group in queries.chunks(wanted):
                for row in connection.execute(query.where(document.c.id.in_(group))):
                    if (kept := Sketch.unpack(row.packed)) is not None:
                        found[row.id] = kept
        missing = self.texts(one for one in wanted if one not in found)
        return found | {one: sketch(text) for one, text in missing.items()}

    def cited(
        self,
        kind: str | None = None,
        between: Sequence[str] | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Iterator[Cited]:
        """Current claims with what is cited of their documents, in the order of the reports' days.

        ``between``, ``since`` and ``until`` are those of :meth:`documents`; here ``between`` asks of each
        claim that it relates all the parties.
        """
        wanted = frozenset(between or ())

        def make(row: Row[Any]) -> Cited:
            found = cited_of(row)
            if (kind and found.claim.kind != kind) or not wanted.issubset(found.claim.members):
                raise BrokenSealError(f"an index names claim {found.claim_id[:16]} for what it is not")
            return found

        return self._stream(queries.cited(kind, between, since, until, at=self._at), make)

    def about(self, pair: tuple[str, str], items: Catalogue) -> list[Cited]:
        """The current claims that have a say in what is told of a pair of parties (codes), in no order.

        Claims that name both, and those of one of them that leave open who the other is or mean what the two
        deal in; ``items`` tells which equipment that is.
        """
        with self._read() as connection:
            return list(pairs.cited(connection, pairs.numbers(connection, pair, items, self._at)))

    def claims_of(self, document_id: str) -> list[Cited]:
        """The current claims of one document, in the order in which its reader made them."""
        with self._read() as connection:
            return [cited_of(row) for row in connection.execute(queries.claims_of(document_id, self._at))]

    def claim(self, id_or_prefix: str) -> Cited:
        """The claim whose id begins so, also one that a newer reader no longer makes.

        Raises NotFoundError, or RegisterError where several ids begin so.
        """
        with self._read() as connection:
            whole = queries.full_id(connection, claim_table, "claim", id_or_prefix, self._at)
            return cited_of(connection.execute(queries.claim_by_id(whole, self._at)).one())

    def search(
        self, words: str, limit: int = 20, since: str | None = None, until: str | None = None
    ) -> list[search.Hit]:
        """The documents that hold all the words, best first; any text at all may be asked for.

        ``"in quotes"`` asks for a phrase and ``helicop*`` for a beginning; accents, case and the English
        plural do not matter. ``since`` and ``until`` are those of :meth:`documents`.
        """
        wanted = search.wanted_of(words)
        hits: list[search.Hit] = []
        with self._read() as connection:
            numbers = search.find(connection, wanted, limit, self._at, queries.period(since, until))
            some = document.c.number.in_(numbers)
            rows = {row.number: row for row in connection.execute(queries.documents().where(some))}
            quotes: dict[str, dict[str, list[str]]] = {row.id: {} for row in rows.values()}
            for row in connection.execute(queries.cited(at=self._at).where(some)):
                one = cited_of(row)
                quotes[one.document_id][one.claim_id] = [span.quote for span in one.claim.evidence]
            for number in numbers:
                document_of(rows[number])
                hits.append(search.hit(rows[number], wanted, quotes[rows[number].id]))
        return hits

    def refusals(self) -> list[Refused]:
        """What could not be taken in and has not been since, in the order of paths."""
        with self._read() as connection:
            return [_refused(row) for row in connection.execute(queries.refusals(self._at))]

    def changes(self, subject: str | None = None, what: str | None = None) -> list[Change]:
        """What was done to a document (its full id) or a path, or everything that was done; oldest first.

        ``what`` asks for one sort of change: added, re-read, refused, followed ...
        """
        with self._read() as connection:
            return [_change(row) for row in connection.execute(queries.changes(subject, self._at, what))]

    def counts(self) -> dict[str, int]:
        """How many documents, current claims, claims of each kind, and open refusals there are."""
        with self._read() as connection:
            return queries.counts(connection, self._at)

    def revision(self) -> str:
        """What is another whenever anything was changed: the number of the last change, and when it was."""
        with self._read() as connection:
            row = connection.execute(queries.last_change(self._at)).first()
        return f"{row.number}-{row.at}" if row else "0"

    def digest(self) -> str:
        """SHA-256 (hex) of what the register says: equal for the same documents and claims.

        The order in which they came, times, paths, refusals and the back end do not count.
        """
        with self._read() as connection:
            return audit.digest(connection)

    def verify(self) -> list[str]:
        """Everything that is not as it should be, each with its place; an empty list is a sound register.

        Recomputes every id, holds every quote against the text and every table against the claims' JSON, and
        lets the database check itself. Damage that ends the check early is the last entry.
        """
        found: list[str] = []
        try:
            with self._read() as connection:
                for problem in audit.verify(connection):
                    found.append(problem)  # noqa: PERF402 - what was found before damage stays found
        except RegisterError as error:
            found.append(str(error))
        return found

    # How it talks to the database.

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with spoken(self.place), engines.reading(self._engine).connect() as connection:
            yield connection

    @contextmanager
    def _write(self, *keys: str) -> Iterator[Connection]:
        if self.read_only:
            raise RegisterError(self.place, "it was opened for reading only", "open it for writing")
        with spoken(self.place), engines.writing(self._engine).begin() as connection:
            for key in sorted(set(keys)):  # in one order, so that no two wait for each other
                writing.lock(connection, key)
            yield connection

    def _stream(self, query: Select[Any], make: Callable[[Row[Any]], _T]) -> Iterator[_T]:
        """What is made of the rows, some at a time; a register in memory has one connection, so all at once."""
        with self._read() as connection:
            if not self._whole:
                with connection.execution_options(yield_per=_STREAM).execute(query) as result:
                    for row in result:
                        yield make(row)
                return
            made = [make(row) for row in connection.execute(query)]
        yield from made

    def _author(self, connection: Connection) -> writing.Author:
        """Who changes the register now: no change is dated before one that is there already."""
        return writing.Author(self._actor, writing.time_of_next(connection, _stamp(self._clock())))

    def _note_schema(self, connection: Connection, before: str | None) -> None:
        author = self._author(connection)
        if before is None:
            writing.note(connection, author, "created", "register", f"schema {HEAD}")
            connection.execute(insert(meta).values(name="created", value=author.at))
            connection.execute(insert(meta).values(name="created by", value=f"communique {__version__}"))
        else:
            writing.fill_sketches(connection)
            writing.note(connection, author, "upgraded", "register", f"schema {before} to {HEAD}")


def _stamp(moment: datetime) -> str:
    """A moment in UTC as it is stored and compared: all of one length, so that text sorts like time."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _refused(row: Row[Any]) -> Refused:
    if (row.path, row.problem) != (row.subject, row.cause):
        raise BrokenSealError(f"the refusal of {row.path} is not what was recorded")
    return Refused(row.path, row.problem, row.at)


def _change(row: Row[Any]) -> Change:
    if seals.of_change(row._asdict()) != row.seal:
        raise BrokenSealError(f"a change of {row.at} is not what was recorded")
    return Change(row.at, row.actor, row.what, row.subject, row.cause)


def _now() -> datetime:
    return datetime.now(UTC)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
