"""The house from Python: ``import communique`` gives ``read``, ``brief`` and ``Register`` with typed results.

Results are sequences of the plain data of :mod:`communique.model`; each makes a data frame of itself where polars or
pandas is installed, with the columns that the exports have, and shows itself in a notebook.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from html import escape
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar, overload

from communique import __version__
from communique.assembly import cite
from communique.briefs import BINARY, answer, facts_between, render, render_binary
from communique.briefs.dyad import in_period
from communique.errors import CommuniqueError, SourceError
from communique.exports import View, exporter
from communique.exports.tables import TABLES, Table
from communique.faces.cli.words import slot_words
from communique.knowledge import Knowledge, load
from communique.model import Brief, Cited, Claim, Document, Fact
from communique.pipeline import TOGETHER, assembled, ingest
from communique.reading import Reader
from communique.register import Register as Store
from communique.sources import Refusal, read_sources
from communique.vocabulary import KINDS

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = ["Answer", "Claims", "Facts", "Reading", "Readings", "Register", "brief", "read"]

Item = TypeVar("Item")

# As many rows as a notebook shows before it only counts.
_SHOWN: Final = 25


class _Frame(Sequence[Item]):
    """A sequence that becomes a data frame: the table of that name over a view."""

    _table: str

    def __init__(self, items: Sequence[Item], view: View) -> None:
        self._items: Final = tuple(items)
        self._view: Final = view

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {len(self)}>"

    def rows(self) -> list[dict[str, Any]]:
        """The table as dictionaries, one for each item, in the order of their ids."""
        return list(_table(self._table).rows(self._view))

    def to_polars(self) -> polars.DataFrame:
        """The table as a polars data frame; lists stay lists. Raises CommuniqueError without polars."""
        frames = _library("polars")
        kinds = {
            "string": frames.String,
            "list": frames.List(frames.String),
            "number": frames.Float64,
            "integer": frames.Int64,
            "boolean": frames.Boolean,
        }
        schema = {column.name: kinds[column.type] for column in _table(self._table).columns}
        made: polars.DataFrame = frames.DataFrame(_typed(self.rows(), _table(self._table)), schema=schema)
        return made

    def to_pandas(self) -> pandas.DataFrame:
        """The table as a pandas data frame; lists stay lists. Raises CommuniqueError without pandas."""
        table = _table(self._table)
        columns = [column.name for column in table.columns]
        made: pandas.DataFrame = _library("pandas").DataFrame(_typed(self.rows(), table), columns=columns)
        return made


class Claims(_Frame[Claim]):
    """The claims of a report, in the order of their reading."""

    _table = "claims"

    def _repr_html_(self) -> str:
        name = self._view.knowledge.name_of
        rows = [
            (
                claim.kind,
                slot_words(claim.kind, claim.to_json(), name),
                " … ".join(e.quote for e in claim.evidence),
            )
            for claim in self
        ]
        return _html(("kind", "claim", "words"), rows)


class Facts(_Frame[Fact]):
    """Facts: what many reports together say about one thing."""

    _table = "facts"

    def documents(self) -> tuple[Document, ...]:
        """The reports behind them, in the order of their days."""
        return tuple(sorted(self._view.documents.values(), key=lambda one: (one.published or "9", one.id)))

    def export(self, format: str, folder: str | Path, quote: int = 300) -> list[Path]:
        """Writes them as ``communique export`` does; the files. Raises ExportError."""
        target = Path(folder)
        target.mkdir(parents=True, exist_ok=True)
        return exporter(format).write(replace(self._view, quote=quote), target)

    def _repr_html_(self) -> str:
        name = self._view.knowledge.name_of
        rows = [(fact.kind, slot_words(fact.kind, dict(fact.slots), name), str(fact.voices)) for fact in self]
        return _html(("kind", "fact", "voices"), rows)


@dataclass(frozen=True)
class Reading:
    """A report and the claims that it makes."""

    document: Document
    claims: Claims

    def _repr_html_(self) -> str:
        return f"<h4>{escape(self.document.title)}</h4>{self.claims._repr_html_()}"


class Readings(Sequence[Reading]):
    """What was read from some paths, and what was refused, with the reason."""

    def __init__(self, readings: Sequence[Reading], refused: Sequence[Refusal]) -> None:
        self._readings: Final = tuple(readings)
        self.refused: Final = tuple(refused)

    @overload
    def __getitem__(self, index: int) -> Reading: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Reading]: ...
    def __getitem__(self, index: int | slice) -> Reading | Sequence[Reading]:
        return self._readings[index]

    def __len__(self) -> int:
        return len(self._readings)

    def __repr__(self) -> str:
        return f"<Readings: {len(self)}, {len(self.refused)} refused>"

    @property
    def claims(self) -> Claims:
        """The claims of all of them as one sequence."""
        documents = {one.document.id: one.document for one in self}
        cited = [item for one in self for item in cite(one.document, one.claims)]
        return Claims([item.claim for item in cited], _view_of(cited, documents))

    def _repr_html_(self) -> str:
        return "".join(one._repr_html_() for one in self._readings[:_SHOWN])


@dataclass(frozen=True)
class Answer:
    """A brief: ``brief`` is its data, the properties its renderings; in a notebook it shows itself as its page."""

    brief: Brief
    facts: Facts

    @property
    def text(self) -> str:
        """For the terminal."""
        return render(self.brief, "text", _knowledge())

    @property
    def markdown(self) -> str:
        """With footnotes."""
        return render(self.brief, "md", _knowledge())

    @property
    def html(self) -> str:
        """One self-contained page."""
        return render(self.brief, "html", _knowledge())

    @property
    def json(self) -> str:
        """The stable JSON form."""
        return render(self.brief, "json", _knowledge())

    def save(self, path: str | Path, format: str | None = None) -> Path:
        """Writes it into a file; the format follows from the suffix unless told. Raises BriefError."""
        target = Path(path)
        form = format or {"txt": "text", "bib": "bibtex"}.get(
            target.suffix[1:].lower(), target.suffix[1:].lower()
        )
        if form in BINARY:
            target.write_bytes(render_binary(self.brief, form, _knowledge()))
        else:
            target.write_text(render(self.brief, form, _knowledge()), encoding="utf-8", errors="replace")
        return target

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"<Answer: {self.brief.question}>"

    def _repr_html_(self) -> str:
        # A frame of its own: the page keeps its style, and may run nothing.
        page = escape(self.html, quote=True)
        return f'<iframe sandbox srcdoc="{page}" style="width:100%;height:40rem;border:1px solid #8888"></iframe>'


class Register:
    """A register of reports: :meth:`open` one, :meth:`add` to it, ask it. ``with`` closes it.

    ``store`` is the register itself (:class:`communique.register.Register`) with everything that it can do.
    """

    def __init__(self, store: Store) -> None:
        self.store: Final = store

    @classmethod
    def open(cls, url: str | Path | None = None, *, read_only: bool = False, create: bool = True) -> Self:
        """A file, ``postgresql://...``, or None for COMMUNIQUE_REGISTER, else ``communique.db``. Raises RegisterError."""
        return cls(Store.open(url, read_only=read_only, create=create and not read_only))

    @classmethod
    def in_memory(cls) -> Self:
        """An empty register that is gone when it is closed."""
        return cls(Store.in_memory())

    def close(self) -> None:
        """Closes it."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, *paths: str | Path, published: str | None = None) -> dict[str, int]:
        """Reads reports and records them; how many were ``added``, ``known`` already, ``refused``.

        What was refused, and why, is in ``store.refusals()``. Raises SourceError, RegisterError.
        """
        items = read_sources([str(path) for path in paths], published=published)
        counts = ingest(self.store, items, Reader(), together=TOGETHER)
        return {outcome: counts[outcome] for outcome in ("added", "known", "refused")}

    def as_of(self, moment: datetime) -> Self:
        """The register as it was at a moment (with its zone), read only; closed with this one."""
        return type(self)(self.store.as_of(moment))

    def facts(
        self,
        kind: str | None = None,
        between: tuple[str, str] | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Facts:
        """The merged facts, all or of a kind, a pair and a period. Raises PartyError, BriefError."""
        if kind is not None and kind not in KINDS:
            raise CommuniqueError(
                f"kind {kind!r}", "is none that there is", f"choose one of {', '.join(KINDS)}"
            )
        knowledge = _knowledge()
        found = (
            assembled(self.store, knowledge)
            if between is None
            else facts_between(self.store, knowledge, knowledge.pair(*between))
        )
        kept = [fact for fact in in_period(found, since, until) if kind is None or fact.kind == kind]
        kept.sort(key=lambda fact: (fact.kind, fact.id))
        return Facts(kept, self._view(kept))

    def brief(self, party: str, other: str, since: str | None = None, until: str | None = None) -> Answer:
        """How two parties deal with each other in defence. Raises PartyError, BriefError."""
        knowledge = _knowledge()
        made = answer(self.store, knowledge, knowledge.pair(party, other), since, until)
        return Answer(made, Facts(made.facts, self._view(made.facts)))

    def _view(self, facts: Sequence[Fact]) -> View:
        documents = self.store.documents_of(item.document_id for fact in facts for item in fact.cited)
        return _view(facts, documents)


def read(*sources: str | Path | Document, published: str | None = None) -> Readings:
    """The claims of reports: files and folders by their paths, or Documents; nothing is stored.

    ``published`` (2025-08-06) is the day of reports that give none themselves. Raises SourceError where no source
    is named; what cannot be read is in ``refused`` of the result.
    """
    if not sources:
        raise SourceError("read", "no report is named", "give a path or a Document")
    readings: list[Reading] = []
    refused: list[Refusal] = []
    reader = Reader()
    for item in _items(sources, published):
        if isinstance(item, Refusal):
            refused.append(item)
            continue
        claims = reader.read(item)
        readings.append(Reading(item, Claims(claims, _view_of(cite(item, claims), {item.id: item}))))
    return Readings(readings, refused)


def brief(
    party: str,
    other: str,
    *paths: str | Path,
    since: str | None = None,
    until: str | None = None,
    published: str | None = None,
) -> Answer:
    """The brief for two parties from reports; without paths, from the register that ``Register.open()`` opens.

    Raises PartyError, BriefError, SourceError, RegisterError.
    """
    _knowledge().pair(party, other)
    if not paths:
        with Register.open(read_only=True) as register:
            return register.brief(party, other, since, until)
    with Register.in_memory() as register:
        register.add(*paths, published=published)
        return register.brief(party, other, since, until)


def _items(sources: Sequence[str | Path | Document], published: str | None) -> Iterator[Document | Refusal]:
    for source in sources:
        if isinstance(source, Document):
            yield source if source.published or not published else replace(source, published=published)
        else:
            yield from read_sources([str(source)], published=published)


def _view(facts: Sequence[Fact], documents: dict[str, Document]) -> View:
    made = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return View(facts, documents, _knowledge(), made, __version__)


def _view_of(cited: Sequence[Cited], documents: dict[str, Document]) -> View:
    """A view over claims that no fact was made of yet: each stands for itself."""
    alone = [Fact(item.claim_id, item.claim.kind, item.claim.to_json(), (item,)) for item in cited]
    return _view(alone, documents)


@lru_cache(maxsize=1)
def _knowledge() -> Knowledge:
    return load()


def _table(name: str) -> Table:
    return next(table for table in TABLES if table.name == name)


def _typed(rows: list[dict[str, Any]], table: Table) -> list[dict[str, Any]]:
    """Numbers as numbers and lists as lists, so that every library infers the same."""
    kinds = {column.name: column.type for column in table.columns}
    return [{name: _cell(value, kinds[name]) for name, value in row.items()} for row in rows]


def _cell(value: Any, kind: str) -> Any:
    if kind == "list":
        return [str(part) for part in value or ()]
    if value is None:
        return None
    return float(value) if kind == "number" else value


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise CommuniqueError(name, "is not installed", f"pip install {name}") from error


def _html(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A plain table; everything that reports say is escaped."""
    head = "".join(f"<th>{escape(name)}</th>" for name in header)
    cell = '<td style="text-align:left">{}</td>'
    lines = ["".join(cell.format(escape(text)) for text in row) for row in rows[:_SHOWN]]
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    more = f"<p>{len(rows) - _SHOWN} more</p>" if len(rows) > _SHOWN else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"
