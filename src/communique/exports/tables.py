"""A register as flat tables with described columns: what the CSV package and the Parquet files hold alike."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from communique.analysis.moments import is_doubtful
from communique.exports.base import View
from communique.exports.codes import codes_of

Row: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its type (string, list, number, integer, boolean) and what it means."""

    name: str
    type: str
    description: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, the key of a row, and which columns point at another table's key."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    points: tuple[tuple[str, str, str], ...] = ()

    def rows(self, view: View) -> Iterator[Row]:
        """The rows, in the order of their keys; every row has every column."""
        made = _MAKERS[self.name](view)
        names = [column.name for column in self.columns]
        for row in sorted(made, key=lambda one: tuple(str(one[part]) for part in self.key)):
            yield {name: row.get(name) for name in names}


def _columns(text: str) -> tuple[Column, ...]:
    """``name | type | description``, one column on a line."""
    lines = (line.split("|") for line in text.strip().splitlines())
    return tuple(Column(*(part.strip() for part in line)) for line in lines)


# The slots of all six kinds, flat; a kind leaves those of the others empty.
_SLOTS: Final = """
type | string | type of an engagement
parties | list | states (ISO 3166-1 alpha-3) and organisations (acronym) that dealt with each other
place | string | where
level | string | highest level of the persons who took part
name | string | name of a mechanism
acronym | string | its acronym
chairs | list | who chairs it
edition | string | which session
equipment | string | designation or name as printed
family | string | family of equipment
supplier | list | who supplies
recipient | list | who receives
mode | string | rung of the ladder, from transfer to co-development
terms | string | sale, gift, lease, loan or credit
quantity_text | string | quantity as printed
quantity | number | quantity
quantity_low | number | its lower bound, where a range is told
quantity_high | number | its upper bound
quantity_unit | string | what is counted
value_text | string | sum as printed
value | number | sum in major units of the currency
value_currency | string | ISO 4217
companies | list | firms and agencies
by | list | who used it, or who presses
operation | string | operation or campaign
against | list | against whom
on | list | on whom pressure is put
about | list | over dealings with whom
instrument | string | instrument of a pressure
direction | string | where the relation is said to be going
from | string | lower end of a climb
to | string | upper end of a climb
status | string | status
date | string | day, month or year (EDTF)
"""

_COMMON: Final = """
denied | boolean | true where it is denied
hedge | string | how the source holds back
attribution | string | who says it
"""

TABLES: Final = (
    Table(
        "documents",
        "Reports that the facts rest on; their texts are not passed on.",
        _columns("""
            id | string | SHA-256 of what was said, by whom and when
            title | string | title
            publisher | string | who published it
            url | string | address
            published | string | date of publication (ISO 8601)
            modified | string | date of the last change that the source names (ISO 8601)
            author | string | who wrote it, as printed
            release | string | number that a ministry gave it
            language | string | language (ISO 639-1)
            place | string | place of the dateline
            agency | string | agency of the dateline
            text_sha256 | string | SHA-256 of the text (UTF-8) in which the offsets of quotes count
            characters | integer | length of the text
        """),
        ("id",),
    ),
    Table(
        "claims",
        "What each report says, slot by slot.",
        _columns(
            f"""
            id | string | id of the claim within the register
            document | string | the report that makes it
            kind | string | engagement, mechanism, programme, use, pressure or posture
            {_SLOTS.strip()}
            {_COMMON.strip()}
            confidence | number | the reader's own, 0 to 1
            reader | string | what read it
            rule | string | by which rule
            inferred | string | JSON: slots that the sentence leaves open, and where their value comes from
            """
        ),
        ("id",),
        (("document", "documents", "id"),),
    ),
    Table(
        "evidence",
        "The words that make each claim, with their place in the report's text.",
        _columns("""
            claim | string | claim
            position | integer | first, second ... span of the claim
            start | integer | first character (code points)
            end | integer | character after the last
            quote | string | the words, cut with an ellipsis where they are long
        """),
        ("claim", "position"),
        (("claim", "claims", "id"),),
    ),
    Table(
        "facts",
        "What the reports together say about one thing.",
        _columns(
            f"""
            id | string | id of the fact
            kind | string | engagement, mechanism, programme, use, pressure or posture
            {_SLOTS.strip()}
            {_COMMON.strip()}
            doubtful | boolean | true where the claims behind it do not carry it
            voices | integer | independent sources: copies of one story are one
            belief | number | belief that it is so, 0 to 1
            likelihood | string | the belief in the words of ICD 203
            reliability | string | Admiralty letter of the best source known, A to F
            credibility | integer | Admiralty number of the information, 1 to 6
            first_reported | string | day of the first report
            last_reported | string | day of the last report
            """
        ),
        ("id",),
    ),
    Table(
        "fact_claims",
        "Which claims a fact is made of.",
        _columns("""
            fact | string | fact
            claim | string | claim
        """),
        ("fact", "claim"),
        (("fact", "facts", "id"), ("claim", "claims", "id")),
    ),
    Table(
        "participants",
        "Who took part in an engagement.",
        _columns("""
            fact | string | fact
            position | integer | first, second ... as the fact has them
            name | string | name
            office | string | office
            rank | string | rank
            party | string | for whom
        """),
        ("fact", "position"),
        (("fact", "facts", "id"),),
    ),
    Table(
        "history",
        "How the status of a fact moved.",
        _columns("""
            fact | string | fact
            position | integer | first, second ... step
            date | string | day, month or year (EDTF)
            status | string | status reached
            claims | list | claims that tell of it
        """),
        ("fact", "position"),
        (("fact", "facts", "id"),),
    ),
    Table(
        "conflicts",
        "Where reports differ: each value with the claims that say it.",
        _columns("""
            fact | string | fact
            slot | string | slot
            position | integer | first, second ... value
            value | string | value
            claims | list | claims that say it
        """),
        ("fact", "slot", "position"),
        (("fact", "facts", "id"),),
    ),
    Table(
        "parties",
        "States and organisations named, with the codes that others use.",
        _columns("""
            code | string | ISO 3166-1 alpha-3, or acronym of an organisation
            name | string | short English name
            iso2 | string | ISO 3166-1 alpha-2
            iso_numeric | string | ISO 3166-1 numeric
            cow | string | Correlates of War state number, now
            gw | string | Gleditsch and Ward number, now
            wikidata | string | Wikidata item
        """),
        ("code",),
    ),
)


def slots_flat(slots: Mapping[str, Any]) -> Row:
    """The slots of a claim or a fact (public JSON form) as flat cells; participants are a table of their own."""
    row: Row = {k: v for k, v in slots.items() if k not in ("quantity", "value", "attribution")}
    quantity = slots.get("quantity") or {}
    row["quantity_text"] = quantity.get("text")
    row["quantity"] = quantity.get("number")
    row |= {f"quantity_{part}": quantity.get(part) for part in ("low", "high", "unit")}
    value = slots.get("value") or {}
    row |= {"value_text": value.get("text"), "value": value.get("amount")}
    row["value_currency"] = value.get("currency")
    told = slots.get("attribution")
    row["attribution"] = "; ".join(map(str, told)) if isinstance(told, list | tuple) else told
    row["denied"] = bool(slots.get("denied"))
    row["operation"] = _one(slots.get("operation"))
    return row


def _one(value: Any) -> str | None:
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value)) or None
    return None if value is None else str(value)


def _documents(view: View) -> Iterator[Row]:
    for document in view.documents.values():
        yield {
            "id": document.id,
            "title": document.title,
            "publisher": document.publisher,
            "url": document.url,
            "published": document.published,
            "modified": document.modified,
            "author": document.author or None,
            "release": document.release or None,
            "language": document.language,
            "place": document.dateline.place,
            "agency": document.dateline.agency,
            "text_sha256": hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
            "characters": len(document.text),
        }


def _claims(view: View) -> Iterator[Row]:
    for item in view.cited:
        data = item.claim.to_json()
        row = slots_flat(data)
        row |= {"id": item.claim_id, "document": item.document_id, "kind": item.claim.kind}
        row["inferred"] = json.dumps(data["inferred"], ensure_ascii=False) if data.get("inferred") else None
        yield row


def _evidence(view: View) -> Iterator[Row]:
    for item in view.cited:
        for position, span in enumerate(item.claim.evidence):
            yield {
                "claim": item.claim_id,
                "position": position,
                "start": span.start,
                "end": span.end,
                "quote": view.shown(span.quote),
            }


def _facts(view: View) -> Iterator[Row]:
    for fact in view.facts:
        days = sorted(item.published for item in fact.cited if item.published)
        yield slots_flat(fact.slots) | {
            "id": fact.id,
            "kind": fact.kind,
            "doubtful": is_doubtful(fact),
            "voices": fact.voices,
            "belief": fact.belief,
            "likelihood": fact.weighing.likelihood if fact.weighing else None,
            "reliability": fact.weighing.reliability if fact.weighing else None,
            "credibility": fact.weighing.credibility if fact.weighing else None,
            "first_reported": days[0] if days else None,
            "last_reported": days[-1] if days else None,
        }


def _fact_claims(view: View) -> Iterator[Row]:
    return ({"fact": fact.id, "claim": item.claim_id} for fact in view.facts for item in fact.cited)


def _participants(view: View) -> Iterator[Row]:
    return (
        {"fact": fact.id, "position": position} | dict(person)
        for fact in view.facts
        for position, person in enumerate(fact.slots.get("participants", ()))
    )


def _history(view: View) -> Iterator[Row]:
    for fact in view.facts:
        for position, (date, status, claims) in enumerate(fact.slots.get("history", ())):
            yield {"fact": fact.id, "position": position, "date": date, "status": status, "claims": claims}


def _conflicts(view: View) -> Iterator[Row]:
    pairs = [(fact, conflict) for fact in view.facts for conflict in fact.conflicts]
    for fact, conflict in pairs:
        for position, (value, claims) in enumerate(conflict.values):
            yield {
                "fact": fact.id,
                "slot": conflict.slot,
                "position": position,
                "value": value,
                "claims": list(claims),
            }


def _parties(view: View) -> Iterator[Row]:
    for code in view.parties:
        yield {"code": code, "name": view.knowledge.name_of(code)} | codes_of(code, view.knowledge)


_MAKERS: Final = {
    "documents": _documents,
    "claims": _claims,
    "evidence": _evidence,
    "facts": _facts,
    "fact_claims": _fact_claims,
    "participants": _participants,
    "history": _history,
    "conflicts": _conflicts,
    "parties": _parties,
}
