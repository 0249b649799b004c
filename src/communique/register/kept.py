"""What was assembled, kept in the register beside what it was assembled from, so that a question need not do it again.

Facts follow from claims, judgements, tables and program. Whoever keeps them says by a key from which, and gets
them back for that very key alone: whatever has changed, the key is another, and they are made anew. What is kept
is no part of what the register says. It may be missing, and a question that cannot write goes without.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import Final

from sqlalchemy import Connection, delete, func, insert, select, update

from communique.assembly import Catalogue
from communique.assembly.keeping import recipe
from communique.errors import RegisterError
from communique.model import Cited
from communique.register import engine as engines
from communique.register import pairs, queries, remembered, writing
from communique.register.failures import spoken
from communique.register.kept_tables import kept, kept_piece, pieces_of
from communique.register.schema import claim
from communique.register.store import Register

# The whole register; any other scope is a pair of parties.
WHOLE: Final = "*"
# A question does not wait longer for its turn to write down what it found (seconds).
_BRIEFLY: Final = 1.0


def key(recipe: str, numbers: Iterable[int], more: Iterable[str] = ()) -> str:
    """The key of what a recipe makes of rows (by their numbers) and of whatever else goes into it."""
    sha = sha256(recipe.encode())
    sha.update(array("Q", numbers).tobytes())
    for one in more:
        sha.update(f" {one}".encode())
    return sha.hexdigest()


class Kept:
    """The kept facts of a register, and the claims that they are made from."""

    def __init__(self, register: Register) -> None:
        self._register: Final = register

    @property
    def possible(self) -> bool:
        """Whether anything is kept: not of the past, and not of a register in memory."""
        return not (self._register._whole or self._register._at)

    def about(self, pair: tuple[str, str], items: Catalogue) -> list[int]:
        """The numbers of the claims that :meth:`Register.about` gives, remembered where that is dear."""
        if not self.possible:
            return self.found(pair, items)
        pair = (min(pair), max(pair))
        scope, made = remembered.scope_of(pair), recipe(items.knowledge)
        with self._register._read() as connection:
            now = remembered.extent(connection)
            before = _before(connection, scope, made) if now.reading >= remembered.LEAST_READ else None
            if before is not None and before.extent == now:
                return before.numbers
            told = before and remembered.renewed(connection, pair, items, before, now)
            if before and told == before.say and not remembered.is_old(before.extent, now):
                return before.numbers
            told = told or pairs.say(connection, pair, items, None)
        if now.reading >= remembered.LEAST_READ:
            self.save(scope, made, [remembered.written(remembered.Remembered(now, told))])
        return told.numbers

    def found(self, pair: tuple[str, str], items: Catalogue) -> list[int]:
        """The same, found anew."""
        with self._register._read() as connection:
            return pairs.numbers(connection, pair, items, self._register._at)

    def forgotten(self, items: Catalogue) -> Iterator[str]:
        """Remembered claims of pairs that a question of today would go by, and that are not those that are there."""
        for scope, made in self.scopes().items():
            pair = remembered.pair_of(scope)
            if pair is not None and made == recipe(items.knowledge):
                with self._register._read() as connection:
                    before = _before(connection, scope, made)
                    now = remembered.extent(connection)
                    good = before is not None and remembered.holds(connection, pair, before.extent, now)
                if good and before is not None and before.numbers != self.found(pair, items):
                    yield f"kept {scope}: they are not the claims that are there"

    def cited(self, numbers: Sequence[int]) -> list[Cited]:
        """The claims of these numbers, whether they are still current or not."""
        with self._register._read() as connection:
            return list(pairs.cited(connection, numbers))

    def all_pairs(self) -> list[tuple[str, str]]:
        """The pairs of parties that a claim of the register relates, in order."""
        with self._register._read() as connection:
            return pairs.every(connection, self._register._at)

    def busy_pairs(self, least: int) -> list[tuple[str, str]]:
        """The pairs of parties that so many claims or more relate, the busiest first."""
        with self._register._read() as connection:
            return pairs.busy(connection, least)

    def read_in(self, readings: Sequence[int]) -> list[Cited]:
        """The claims of the readings of these numbers, whether they are still current or not."""
        with self._register._read() as connection:
            return list(pairs.read_in(connection, readings))

    def more_than(self, claims: int) -> bool:
        """Whether more claims than so many were ever recorded; counting all of a large register takes seconds."""
        query = select(claim.c.number).order_by(claim.c.number).offset(claims).limit(1)
        with self._register._read() as connection:
            return connection.execute(query).first() is not None

    def readings(self) -> list[int]:
        """The numbers of the current readings: what all claims of the register follow from."""
        with self._register._read() as connection:
            return list(connection.scalars(queries.current_readings()))

    def scopes(self) -> dict[str, str]:
        """What is kept: scopes and their keys."""
        with self._register._read() as connection:
            return {row.scope: row.key for row in connection.execute(select(kept).order_by(kept.c.scope))}

    def load(self, scope: str, wanted: str) -> list[bytes] | None:
        """What was kept of a scope under this key; None where it is another, damaged or not there."""
        with self._register._read() as connection:
            return _loaded(connection, scope, wanted)

    def last(self, scope: str) -> tuple[str, list[bytes]] | None:
        """What was last kept of a scope, and under which key; None where it is damaged or not there."""
        with self._register._read() as connection:
            made = connection.scalar(select(kept.c.key).where(kept.c.scope == scope))
            pieces = None if made is None else _loaded(connection, scope, made)
            return None if made is None or pieces is None else (made, pieces)

    def save(self, scope: str, made: str, pieces: Sequence[bytes], *, amend: bool = False) -> bool:
        """Keeps the pieces in the place of what was kept of the scope; False where it cannot be written.

        ``amend`` where what is kept was just loaded, and most pieces of it are among these: they are left as they are.
        """
        try:
            with self._writing() as connection:
                writing.lock(connection, f"kept {scope}")
                (_amend if amend else _replace)(connection, scope, made, pieces)
        except RegisterError:
            return False
        return True

    def thin(self, beginning: str, most: int) -> None:
        """Of the scopes that begin so leaves the latest kept, so many of them; where it cannot write, all."""
        with suppress(RegisterError), self._writing() as connection:
            mine = select(kept.c.number).where(kept.c.scope.startswith(beginning, autoescape=True))
            old = list(connection.scalars(mine.order_by(kept.c.number.desc()).offset(most)))
            connection.execute(delete(kept_piece).where(kept_piece.c.kept.in_(old)))
            connection.execute(delete(kept).where(kept.c.number.in_(old)))

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction of its own where the register is open for reading only."""
        register = self._register
        if not register.read_only:
            with spoken(register.place), engines.writing(register._engine).begin() as connection:
                yield connection
            return
        with spoken(register.place):
            own = engines.connect(register._address, create=False, read_only=False, timeout=_BRIEFLY)
            try:
                with engines.writing(own).begin() as connection:
                    yield connection
            finally:
                own.dispose()


def _loaded(connection: Connection, scope: str, wanted: str) -> list[bytes] | None:
    row = connection.execute(select(kept).where(kept.c.scope == scope)).one_or_none()
    if row is None or row.key != wanted:
        return None
    found = pieces_of(connection, row.number)
    whole = len(found) == row.pieces and all(zlib.crc32(piece) == seal for piece, seal in found)
    return [piece for piece, _ in found] if whole else None


def _before(connection: Connection, scope: str, made: str) -> remembered.Remembered | None:
    pieces = _loaded(connection, scope, made)
    return remembered.read(pieces[0]) if pieces and len(pieces) == 1 else None


def _replace(connection: Connection, scope: str, made: str, pieces: Sequence[bytes]) -> None:
    old = select(kept.c.number).where(kept.c.scope == scope)
    connection.execute(delete(kept_piece).where(kept_piece.c.kept.in_(old)))
    connection.execute(delete(kept).where(kept.c.scope == scope))
    values = {"scope": scope, "key": made, "pieces": len(pieces)}
    number = connection.execute(insert(kept).values(values).returning(kept.c.number)).scalar_one()
    _insert(connection, number, dict(enumerate(pieces)))


def _amend(connection: Connection, scope: str, made: str, pieces: Sequence[bytes]) -> None:
    """The same where something is kept that was found sound: only the pieces that differ are written."""
    number = connection.scalar(select(kept.c.number).where(kept.c.scope == scope))
    if number is None:
        _replace(connection, scope, made, pieces)
        return
    connection.execute(update(kept).where(kept.c.number == number).values(key=made, pieces=len(pieces)))
    columns = (kept_piece.c.position, kept_piece.c.seal, func.length(kept_piece.c.packed))
    rows = connection.execute(select(*columns).where(kept_piece.c.kept == number))
    there = {position: (seal, length) for position, seal, length in rows}
    other = {at: one for at, one in enumerate(pieces) if there.get(at) != (zlib.crc32(one), len(one))}
    gone = [at for at in there if at in other or at >= len(pieces)]
    for some in pairs.batches(gone):
        mine = kept_piece.c.kept == number
        connection.execute(delete(kept_piece).where(mine, kept_piece.c.position.in_(some)))
    _insert(connection, number, other)


def _insert(connection: Connection, number: int, pieces: Mapping[int, bytes]) -> None:
    rows = [
        {"kept": number, "position": at, "packed": piece, "seal": zlib.crc32(piece)}
        for at, piece in pieces.items()
    ]
    if rows:
        connection.execute(insert(kept_piece), rows)
