"""Whether the search knows each document by the words that it has, and nothing else.

FTS5 does not give a document's words back. So its vocabulary is gone through once, and each document gets the
sum of the hashes of its words with their places; the same sum is made of the words that it should have, by an
index of the same kind in a temporary table. PostgreSQL compares words itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Final, Self

from sqlalchemy import Connection, text

from communique.model import Document
from communique.register.search import indexed

# The tokenizer is that of the first migration.
_SET_UP: Final = (
    "CREATE VIRTUAL TABLE temp.kept USING fts5vocab('main', 'search', 'instance')",
    "CREATE VIRTUAL TABLE temp.made USING fts5"
    "(title, text, content='', tokenize='unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE temp.made_words USING fts5vocab('temp', 'made', 'instance')",
)
_PUT_AWAY: Final = ("made_words", "made", "kept")
_EMPTY: Final = text("INSERT INTO temp.made (made) VALUES ('delete-all')")
_FILL: Final = text("INSERT INTO temp.made (rowid, title, text) VALUES (:document, :title, :text)")
_SAME: Final = text(
    "SELECT count(*) FROM search WHERE document = :document AND terms = CAST(:terms AS tsvector)"
)

# Of each document: the sum over its words, and what FTS5 keeps of its length.
Held = dict[int, tuple[int, bytes]]


class Check:
    """The index of a register held against its documents, some at a time; ``with`` puts its tables away."""

    def __init__(self, connection: Connection) -> None:
        self._connection: Final = connection
        self._fts: Final = connection.dialect.name == "sqlite"
        self._kept: Held = {}

    def __enter__(self) -> Self:
        if self._fts:
            for statement in _SET_UP:
                self._connection.exec_driver_sql(statement)
            self._kept = self._held("kept", "main.search_docsize")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._fts:
            for table in _PUT_AWAY:
                self._connection.exec_driver_sql(f"DROP TABLE IF EXISTS temp.{table}")

    def lost(self, documents: Sequence[tuple[int, Document]]) -> set[int]:
        """The numbers of those that the index does not hold by all their words and no others."""
        if not self._fts:
            return {number for number, document in documents if not self._same(number, document)}
        self._connection.execute(_EMPTY)
        for number, document in documents:
            self._connection.execute(_FILL, indexed("sqlite", number, document))
        made = self._held("made_words", "temp.made_docsize")
        return {number for number, _ in documents if self._kept.pop(number, None) != made.get(number)}

    def strangers(self) -> Iterator[str]:
        """What the index holds beside the documents that it was asked about."""
        if self._kept:
            yield f"search: it knows {len(self._kept)} documents that are not there"

    def _same(self, number: int, document: Document) -> bool:
        values = indexed("postgresql", number, document)
        return bool(self._connection.scalar(_SAME, values))

    def _held(self, words: str, lengths: str) -> Held:
        sums: defaultdict[int, int] = defaultdict(int)
        rows = self._connection.exec_driver_sql(f'SELECT doc, term, col, "offset" FROM temp.{words}')  # noqa: S608
        for number, *place in rows:
            sums[number] += hash(tuple(place))
        found = self._connection.exec_driver_sql(f"SELECT id, sz FROM {lengths}")  # noqa: S608
        return {number: (sums.pop(number, 0), length) for number, length in found} | {
            number: (total, b"") for number, total in sums.items()
        }
