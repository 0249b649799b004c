"""Finding documents by words: FTS5 on SQLite, tsvector on PostgreSQL, the same words on both.

This is the one place where the two back ends have SQL of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, text

from communique.model import Document
from communique.register.terms import Phrase, Term, joined, phrases, places, terms

_SNIPPET: Final = 240
_LEAD: Final = 60
# A snippet has no more places than characters; looking further is idle.
_NEAR: Final = _SNIPPET

# PostgreSQL keeps no place of a word beyond these (textsearch-limitations).
_LAST_PLACE: Final = 16_383
_MOST_PLACES: Final = 255

_ADD: Final = {
    "sqlite": text("INSERT INTO search (rowid, title, text) VALUES (:document, :title, :text)"),
    "postgresql": text("INSERT INTO search (document, terms) VALUES (:document, CAST(:terms AS tsvector))"),
}

# Best first: documents that say all of it in the title, then those that say some of it there; of equals the
# newest, then by id. Nothing else in the register moves a document up or down, as the rarity of words in it
# would: what a search of some day answered can be answered again, and alike on both back ends.
_FIND: Final = (
    "SELECT document.number FROM document WHERE document.number IN"
    " (SELECT rowid FROM search WHERE search MATCH :wanted){only}"
    " ORDER BY document.number IN (SELECT rowid FROM search WHERE search MATCH :all_titled) DESC,"
    " document.number IN (SELECT rowid FROM search WHERE search MATCH :some_titled) DESC,"
    " document.day DESC, document.id LIMIT :most"
)
# PostgreSQL unpacks the words of a document to see where they stand. Of what few documents have, that is done for all of them;
# else each of the three is asked by itself, in the order of days, until there are enough: of a word that every report has, the
# first ones that are looked at will do.
_FEW: Final = 1_000
_ANY: Final = text("SELECT document FROM search WHERE terms @@ CAST(:wanted AS tsquery) LIMIT :most")
_OF_FEW: Final = (
    "SELECT document.number FROM search JOIN document ON document.number = search.document"
    " WHERE search.document = ANY(CAST(:few AS bigint[])){only}"
    " ORDER BY ts_filter(search.terms, '{{a}}') @@ CAST(:wanted AS tsquery) DESC,"
    " ts_filter(search.terms, '{{a}}') @@ CAST(:some AS tsquery) DESC,"
    " document.day DESC NULLS LAST, document.id LIMIT :most"
)
_IN_TURN: Final = tuple(
    "SELECT document.number FROM search JOIN document ON document.number = search.document"  # noqa: S608 - our own words
    f" WHERE search.terms @@ CAST(:wanted AS tsquery){where}{{only}}"
    " AND document.number <> ALL(CAST(:found AS bigint[]))"
    " ORDER BY document.day DESC NULLS LAST, document.id LIMIT :most"
    for where in (
        " AND ts_filter(search.terms, '{{a}}') @@ CAST(:wanted AS tsquery)",
        " AND ts_filter(search.terms, '{{a}}') @@ CAST(:some AS tsquery)",
        "",
    )
)
_ONLY: Final = {
    "at": " AND document.change IN (SELECT number FROM change WHERE at <= :at)",
    "since": " AND document.day >= :since",
    "until": " AND document.day <= :until",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that holds the words, and the piece of it where they stand.

    ``marks`` are the extents of the words in ``snippet``; ``start`` is where the snippet begins in the
    document's text. ``claims`` are the ids of its claims whose quotes hold one of the words or phrases.
    """

    document_id: str
    title: str
    publisher: str
    published: str | None
    path: str
    snippet: str
    marks: tuple[tuple[int, int], ...]
    start: int
    claims: tuple[str, ...] = ()


def index(connection: Connection, documents: Sequence[tuple[int, Document]]) -> None:
    """Makes documents, each with its number, findable by their titles and texts."""
    back_end = connection.dialect.name
    connection.execute(_ADD[back_end], [indexed(back_end, number, one) for number, one in documents])


def indexed(back_end: str, number: int, document: Document) -> dict[str, Any]:
    """The row of the index for a document: its number and its words as the back end takes them."""
    if back_end == "postgresql":
        return {"document": number, "terms": _vector(list(terms(document.title)), list(terms(document.text)))}
    return {"document": number, "title": joined(document.title), "text": joined(document.text)}


def find(
    connection: Connection,
    wanted: list[Phrase],
    most: int,
    at: str | None = None,
    period: tuple[str | None, str | None] = (None, None),
) -> list[int]:
    """The numbers of the documents that hold every phrase, best first; of those that were there at a time.

    ``period`` bounds the day of the report (ISO days, both included); then undated ones are left out.
    """
    if not wanted or most < 1:
        return []
    asked = {"at": at, "since": period[0], "until": period[1]}
    bounds = {name: value for name, value in asked.items() if value is not None}
    only = "".join(_ONLY[name] for name in bounds)
    if connection.dialect.name == "postgresql":
        return _on_a_server(connection, wanted, most, only, bounds)
    values: dict[str, Any] = {
        "wanted": _match(wanted),
        "all_titled": _match(wanted, titled=True),
        "some_titled": _match(wanted, titled=True, some=True),
        "most": most,
    }
    return list(connection.scalars(text(_FIND.format(only=only)), values | bounds))


def _on_a_server(
    connection: Connection, wanted: list[Phrase], most: int, only: str, bounds: dict[str, str]
) -> list[int]:
    """Those that say all of it in the title, then those that say some of it there, then the rest."""
    values: dict[str, Any] = {"wanted": _tsquery(wanted), "some": _tsquery(wanted, some=True), **bounds}
    few = list(connection.scalars(_ANY, {"wanted": values["wanted"], "most": _FEW + 1}))
    if len(few) <= _FEW:
        return list(connection.scalars(text(_OF_FEW.format(only=only)), values | {"few": few, "most": most}))
    found: list[int] = []
    for query in _IN_TURN:
        if len(found) < most:
            more = values | {"found": found, "most": most - len(found)}
            if ":some" not in query:
                del more["some"]
            found += connection.scalars(text(query.format(only=only)), more)
    return found


def hit(document: Row[Any], wanted: list[Phrase], quotes: dict[str, list[str]]) -> Hit:
    """The hit for a row of document and text; ``quotes`` are those of its claims, by claim id."""
    found = places(wanted, list(terms(document.text)))
    start, end = _window(found, document.text)
    return Hit(
        document_id=document.id,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        path=document.path,
        snippet=document.text[start:end],
        marks=_marks([(a - start, b - start) for a, b, _ in found if start <= a and b <= end]),
        start=start,
        claims=tuple(claim for claim, said in quotes.items() if _said(wanted, said)),
    )


def wanted_of(query: str) -> list[Phrase]:
    """The phrases that a user's words ask for."""
    return phrases(query)


def _said(wanted: list[Phrase], quotes: list[str]) -> bool:
    return any(places(wanted, list(terms(quote))) for quote in quotes)


def _window(found: list[tuple[int, int, int]], text: str) -> tuple[int, int]:
    """The extent of the snippet: where the most different phrases stand together, the first such place."""
    best, most = 0, 0
    for at, (start, _, _) in enumerate(found):
        near = {which for _, end, which in found[at : at + _NEAR] if end <= start - _LEAD + _SNIPPET}
        if len(near) > most:
            best, most = start, len(near)
    start = max(0, best - _LEAD)
    if start:  # at a word's beginning
        start = text.find(" ", start, best) + 1 or start
    return start, min(len(text), start + _SNIPPET)


def _marks(found: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Extents in order, those that overlap made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _vector(title: list[Term], body: list[Term]) -> str:
    """A tsvector as text: each word with its places, those in the title of weight A."""
    where: dict[str, list[str]] = defaultdict(list)
    for place, term in enumerate(title, start=1):
        where[term.word].append(f"{min(place, _LAST_PLACE)}A")
    # A gap, so that no phrase runs from the title into the text.
    for place, term in enumerate(body, start=len(title) + 2):
        where[term.word].append(str(min(place, _LAST_PLACE)))
    return " ".join(f"'{word}':{','.join(at[:_MOST_PLACES])}" for word, at in where.items())


def _match(wanted: list[Phrase], *, titled: bool = False, some: bool = False) -> str:
    """Phrases in the language of FTS5; words hold letters and digits only, so quotes cannot be broken."""
    parts = [f'"{" ".join(phrase.words)}"{"*" * phrase.prefix}' for phrase in wanted]
    whole = (" OR " if some else " AND ").join(parts)
    return f"title : ({whole})" if titled else whole


def _tsquery(wanted: list[Phrase], *, some: bool = False) -> str:
    """Phrases in the language of tsquery; same remark."""
    parts = []
    for phrase in wanted:
        words = [f"'{word}'" for word in phrase.words]
        words[-1] += ":*" * phrase.prefix
        parts.append(f"({' <-> '.join(words)})")
    return (" | " if some else " & ").join(parts)
