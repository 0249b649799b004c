"""The store of accounts: a file beside the register, or tables beside its own on the same server.

Each method is one transaction. Whatever the database has to complain about comes out as a RegisterError.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Self

from sqlalchemy import Connection, Engine, Row, insert, inspect, select, text, update

from communique.errors import CommuniqueError
from communique.register import address as addresses
from communique.register import engine as engines
from communique.register.failures import spoken
from communique.register.rows import clean
from communique.team import secrets
from communique.team.tables import VERSION, account, append_only, audit, key, meta, metadata, session

SCOPES: Final = ("read", "review", "admin")
VARIABLE: Final = "COMMUNIQUE_ACCOUNTS"
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
_TIMEOUT: Final = 30.0
# A session ends when nobody used it for so long, and in any case after so long.
IDLE: Final = timedelta(hours=12)
LONGEST: Final = timedelta(days=7)
# A session's use is written down no more often than this.
_NOTED: Final = timedelta(minutes=1)
_LONGEST_TEXT: Final = 500
# Any number will do, as long as all processes that make the tables use the same.
_LOCK: Final = 0x7465616D

Clock = Callable[[], datetime]


class TeamError(CommuniqueError):
    """An account, a key or a password that cannot be."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may ask: ``scope`` is read, review or admin; ``disabled`` since when it may not (ISO 8601)."""

    number: int
    name: str
    scope: str
    made: str
    disabled: str | None = None
    password: bool = True


@dataclass(frozen=True, slots=True)
class Key:
    """A key of an account for programs; what it opens is no more than its account may."""

    id: str
    account: str
    label: str
    scope: str
    made: str
    revoked: str | None = None


@dataclass(frozen=True, slots=True)
class Audited:
    """What was done, when, by whom and from which address."""

    at: str
    actor: str
    address: str
    what: str
    subject: str


def accounts_of(
    register: str | None, given: str | None = None, environ: Mapping[str, str] | None = None
) -> str:
    """Where the accounts of a register lie: as given, else COMMUNIQUE_ACCOUNTS, else beside the register."""
    variables = os.environ if environ is None else environ
    if named := given or variables.get(VARIABLE):
        return named
    place = addresses.parse(register, variables)
    if place.server is not None:
        return place.server.set(drivername="postgresql").render_as_string(hide_password=False)
    if place.path is None:
        raise TeamError("register in memory", "has no place for accounts", "name one with --accounts")
    return str(place.path.with_name(f"{place.path.stem}.accounts.db"))


class Team:
    """The accounts of a team; :meth:`open` makes one, ``with`` closes it."""

    def __init__(self, engine: Engine, shown: str, clock: Clock) -> None:
        self._engine: Final = engine
        self.place: Final = shown
        self._clock: Final = clock

    @classmethod
    def open(cls, url: str, *, create: bool = True, clock: Clock | None = None) -> Self:
        """Opens the accounts at an address, and makes them where they are not there and ``create`` allows it.

        Raises TeamError where there are none, or a newer program made them; RegisterError where the database fails.
        """
        place = addresses.parse(url)
        if place.path is not None and not place.path.exists():
            if not create:
                raise TeamError(place.shown, "there are no accounts", "make one: communique team add NAME")
            _private(place)
        engine = engines.connect(place, create=create, read_only=False, timeout=_TIMEOUT)
        made = cls(engine, place.shown, clock or _now)
        try:
            with spoken(place.shown), engines.writing(engine).begin() as connection:
                _prepare(connection, place.shown, create)
        except BaseException:
            made.close()
            raise
        return made

    def close(self) -> None:
        """Gives all connections back."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Accounts.

    def add(self, name: str, scope: str, password: str | None) -> None:
        """A new account. Raises TeamError for a name, a scope or a password that cannot be."""
        if not _NAME.fullmatch(name):
            raise TeamError(name[:60], "is no name of an account", "2 to 40 of a-z, 0-9, dot, - and _")
        kept = None if password is None else _kept(password, name)
        with self._write() as connection:
            if connection.scalar(select(account.c.number).where(account.c.name == name)) is not None:
                raise TeamError(name, "has an account already", "communique team list shows them")
            values = {"name": name, "scope": _scope(scope), "password": kept, "made": self._stamp()}
            connection.execute(insert(account).values(values))

    def accounts(self) -> list[Account]:
        """All accounts, by name."""
        with self._read() as connection:
            return [_account(row) for row in connection.execute(select(account).order_by(account.c.name))]

    def set_scope(self, name: str, scope: str) -> None:
        """Changes what an account may do. Raises TeamError."""
        self._change(name, scope=_scope(scope))

    def set_password(self, name: str, password: str) -> None:
        """Gives an account another password, and ends its sessions. Raises TeamError."""
        self._change(name, end=True, password=_kept(password, name))

    def disable(self, name: str) -> None:
        """Keeps somebody out, from the next request on; sessions end. Raises TeamError."""
        self._change(name, end=True, disabled=self._stamp())

    def enable(self, name: str) -> None:
        """Lets somebody in again. Raises TeamError."""
        self._change(name, disabled=None)

    def check(self, name: str, password: str) -> Account | None:
        """The account, if name and password fit and it is not disabled; else None, after the same time."""
        with self._read() as connection:
            row = connection.execute(select(account).where(account.c.name == name)).one_or_none()
        right = secrets.fits(None if row is None else row.password, password)
        return _account(row) if right and row is not None and row.disabled is None else None

    # Sessions.

    def begin(self, who: Account, secret: str) -> None:
        """Begins a session that the secret of a cookie opens."""
        now = self._stamp()
        values = {"secret": secrets.digest(secret), "account": who.number, "begun": now, "seen": now}
        with self._write() as connection:
            connection.execute(insert(session).values(values))

    def session(self, secret: str) -> Account | None:
        """Whose session a secret opens; None where it opens none, or none any more."""
        now = self._clock()
        query = (
            select(account, session.c.seen, session.c.number.label("session"))
            .join(session, session.c.account == account.c.number)
            .where(session.c.secret == secrets.digest(secret))
            .where(session.c.ended.is_(None), account.c.disabled.is_(None))
            .where(session.c.seen > _at(now - IDLE), session.c.begun > _at(now - LONGEST))
        )
        with self._read() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        if row.seen < _at(now - _NOTED):
            with self._write() as connection:
                connection.execute(
                    update(session).where(session.c.number == row.session).values(seen=_at(now))
                )
        return _account(row)

    def end(self, secret: str) -> None:
        """Ends a session."""
        query = update(session).where(session.c.secret == secrets.digest(secret), session.c.ended.is_(None))
        with self._write() as connection:
            connection.execute(query.values(ended=self._stamp()))

    # Keys.

    def add_key(self, name: str, label: str, scope: str | None = None) -> tuple[str, str]:
        """A new key of an account: its id, and the key itself, which is shown once. Raises TeamError."""
        id, shown, kept = secrets.new_key()
        with self._write() as connection:
            row = _named(connection, name)
            wanted = _scope(scope or row.scope)
            if SCOPES.index(wanted) > SCOPES.index(row.scope):
                raise TeamError(name, f"may {row.scope} only, and so may its keys", "give the key less")
            values = {
                "id": id,
                "account": row.number,
                "label": clean(label)[:80],
                "scope": wanted,
                "secret": kept,
            }
            connection.execute(insert(key).values({**values, "made": self._stamp()}))
        return id, shown

    def all_keys(self) -> list[Key]:
        """All keys, by account and time."""
        query = select(key, account.c.name).join(account, key.c.account == account.c.number)
        with self._read() as connection:
            return [
                Key(row.id, row.name, row.label, row.scope, row.made, row.revoked)
                for row in connection.execute(query.order_by(account.c.name, key.c.made))
            ]

    def revoke(self, id: str) -> None:
        """Ends a key. Raises TeamError where there is none, or it was ended already."""
        with self._write() as connection:
            done = connection.execute(
                update(key).where(key.c.id == id, key.c.revoked.is_(None)).values(revoked=self._stamp())
            )
            if done.rowcount == 0:
                raise TeamError(id, "is no key that opens anything", "communique team keys shows them")

    def opened_by(self, given: str) -> Account | None:
        """The account that a key opens, with the scope of the key; None where it opens none."""
        parts = secrets.parts_of_key(given)
        if parts is None:
            return None
        query = (
            select(account, key.c.scope.label("key_scope"), key.c.secret)
            .join(key, key.c.account == account.c.number)
            .where(key.c.id == parts[0], key.c.revoked.is_(None), account.c.disabled.is_(None))
        )
        with self._read() as connection:
            row = connection.execute(query).one_or_none()
        if row is None or not secrets.same(row.secret, parts[1]):
            return None
        scope = min(row.scope, row.key_scope, key=SCOPES.index)
        return Account(row.number, row.name, scope, row.made)

    # What was done.

    def note(self, actor: str, address: str, what: str, subject: str = "") -> None:
        """Adds a line to the audit log."""
        values = {"actor": actor, "address": address, "what": what, "subject": subject}
        short = {name: clean(value)[:_LONGEST_TEXT] for name, value in values.items()}
        with self._write() as connection:
            connection.execute(insert(audit).values({"at": self._stamp(), **short}))

    def audited(self, limit: int = 100, offset: int = 0) -> list[Audited]:
        """The audit log, the latest first."""
        query = select(audit).order_by(audit.c.number.desc()).limit(limit).offset(offset)
        with self._read() as connection:
            return [
                Audited(row.at, row.actor, row.address, row.what, row.subject)
                for row in connection.execute(query)
            ]

    # How it talks to the database.

    def _change(self, name: str, *, end: bool = False, **values: Any) -> None:
        with self._write() as connection:
            row = _named(connection, name)
            connection.execute(update(account).where(account.c.number == row.number).values(values))
            if end:
                over = update(session).where(session.c.account == row.number, session.c.ended.is_(None))
                connection.execute(over.values(ended=self._stamp()))

    def _stamp(self) -> str:
        return _at(self._clock())

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with spoken(self.place), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with spoken(self.place), engines.writing(self._engine).begin() as connection:
            yield connection


def _private(place: addresses.Address) -> None:
    """An empty file that nobody else may read, before anything is in it."""
    if place.path is not None and place.path.parent.is_dir():
        os.close(os.open(place.path, os.O_CREAT | os.O_WRONLY, 0o600))


def _prepare(connection: Connection, shown: str, create: bool) -> None:
    """Makes the tables where they are not there. Raises TeamError for what is none of ours."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    there = set(inspect(connection).get_table_names())
    if meta.name in there:
        found = connection.scalar(select(meta.c.value).where(meta.c.name == "schema"))
        if found != VERSION:
            raise TeamError(shown, f"has accounts of schema {found}", "install the newer communique")
        return
    if "schema_version" in there and connection.dialect.name == "sqlite":
        raise TeamError(shown, "is a register", "accounts lie in a file of their own: --accounts FILE")
    if not create:
        raise TeamError(shown, "there are no accounts", "make one: communique team add NAME")
    metadata.create_all(connection)
    append_only(connection)
    connection.execute(insert(meta).values(name="schema", value=VERSION))


def _named(connection: Connection, name: str) -> Row[Any]:
    row = connection.execute(select(account).where(account.c.name == name)).one_or_none()
    if row is None:
        raise TeamError(name[:60], "has no account", "communique team list shows them")
    return row


def _account(row: Row[Any]) -> Account:
    return Account(row.number, row.name, row.scope, row.made, row.disabled, row.password is not None)


def _scope(scope: str) -> str:
    if scope not in SCOPES:
        raise TeamError(scope[:60], "is no scope", f"one of {', '.join(SCOPES)}")
    return scope


def _kept(password: str, name: str) -> str:
    if problem := secrets.problem_of(password, name):
        raise TeamError("the password", problem, f"{secrets.SHORTEST} characters or more, such as four words")
    return secrets.hashed(password)


def _now() -> datetime:
    return datetime.now(UTC)


def _at(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
