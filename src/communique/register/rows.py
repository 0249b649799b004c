"""Documents and claims as rows of the register, and back; and the checks before anything is stored."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Row

from communique.ids import content_id
from communique.model import Cited, Claim, Dateline, Document, problems
from communique.register import days, seals
from communique.register.failures import UnfitError
from communique.register.seals import BrokenSealError
from communique.vocabulary import SLOTS

# Claim.members, slot by slot; no other slot makes a dyad.
ROLES: Final = ("parties", "supplier", "recipient", "by", "against", "on")

# Longer strings are quotes or names in full, and no two claims share them.
_WORD: Final = 40

# An index entry of PostgreSQL holds 2,700 bytes; a name that long is none.
_LONGEST_NAME: Final = 200
_LONGEST_PATH: Final = 600
# A NUL as JSON writes it; after an odd number of backslashes only, else the backslash itself is meant.
_ESCAPED_NUL: Final = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
_DOCUMENT_TEXTS: Final = (
    *("text", "title", "publisher", "url", "published", "language", "media_type"),
    *("author", "modified", "release"),
)
_SEALED: Final = (*seals.SEALED, *seals.LATER)


@dataclass(frozen=True, slots=True)
class Record:
    """A document and its claims, checked and ready to be stored."""

    document: Document
    claims: tuple[tuple[str, Claim], ...]
    reader: str


def record(document: Document, claims: Sequence[Claim], reader: str) -> Record:
    """The document and its claims with their ids, the same claim once.

    Raises UnfitError for text that no database holds, and for claims that are not in the document's words.
    """
    place = clean(document.path) or document.title or "a document"
    if not reader:
        raise UnfitError(place, "its claims name no reader", "give the reader's version")
    for name, value in _strings(document):
        if bad := _unstorable(value):
            raise UnfitError(place, f"its {name} holds {bad}", "convert it to plain UTF-8 text")
    kept: dict[str, Claim] = {}
    for number, claim in enumerate(claims, start=1):
        if wrong := [*problems(claim, document.text), *_claim_problems(claim, document.text)]:
            mend = f"a fault of the reader {reader}: please report it"
            raise UnfitError(place, f"claim {number} cannot be kept: {'; '.join(wrong)}", mend)
        kept.setdefault(claim_id(document.id, claim), claim)
    return Record(replace(document, path=clean(document.path)), tuple(kept.items()), reader)


def claim_id(document_id: str, claim: Claim) -> str:
    """The id of a claim in the register: its own within the document, made unique by the document's.

    Copies of a story make claims with equal words at equal places; each is a claim of its own.
    """
    return content_id("cited", document_id, claim.id)


def json_of(claim: Claim) -> str:
    """The claim as the text that is stored: its public JSON in the public order.

    Raises ValueError for a number that JSON has no word for (NaN, infinity).
    """
    return json.dumps(claim.to_json(), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def clean(path: str) -> str:
    """A path or address that every database holds: no undecodable bytes, no NUL, not too long."""
    plain = path.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\0")
    if len(plain) <= _LONGEST_PATH:
        return plain
    return f"{plain[:_LONGEST_PATH]}… {content_id(plain)[:12]}"


def document_row(document: Document) -> dict[str, Any]:
    """The columns of ``document``, its text apart."""
    names = ("id", "title", "publisher", "url", "published", "language", "path", "media_type")
    row = {name: getattr(document, name) for name in (*names, *seals.LATER)}
    line = document.dateline
    return row | {"day": days.day(document), "place": line.place, "dated": line.date, "agency": line.agency}


def claim_row(claim: Claim) -> dict[str, Any]:
    """The columns of ``claim`` that say what is claimed; ids and places come from elsewhere."""
    when = days.span(claim.date) or (None, None)
    return {
        "said": claim.said_id,
        "kind": claim.kind,
        "equipment": claim.equipment and claim.equipment[:_LONGEST_NAME],
        "mode": claim.mode,
        "status": claim.status,
        "first_day": when[0],
        "last_day": when[1],
        "reader": claim.reader,
        "rule": claim.rule,
        "confidence": claim.confidence,
        "json": json_of(claim),
    }


def party_rows(claim: Claim) -> list[tuple[str, str]]:
    """Role and party of each member of the claim, once."""
    roles = [role for role in ROLES if role in SLOTS[claim.kind]]
    return sorted({(role, party[:_LONGEST_NAME]) for role in roles for party in getattr(claim, role)})


def document_of(row: Row[Any]) -> Document:
    """The document of a row that holds the columns of ``document`` and the text.

    Raises BrokenSealError where it is not the one that was stored.
    """
    if seals.of_document(row._asdict()) != row.seal:
        raise BrokenSealError(f"document {str(row.id)[:16]} is not what was stored")
    found = plain_document(row)
    if found.id != row.id:
        raise BrokenSealError(f"the text of document {row.id[:16]} is not what was stored")
    return found


def plain_document(row: Row[Any]) -> Document:
    """The same without a look at its seal and id."""
    values = row._mapping
    line = Dateline(values["place"], values["dated"], values["agency"])
    plain = {item.name: values[item.name] for item in fields(Document) if item.name != "dateline"}
    return Document(**plain, dateline=line)


def cited_of(row: Row[Any]) -> Cited:
    """The claim of a row with the columns of ``queries.CITED``, and what is cited of its document.

    Raises BrokenSealError where either is not what was stored.
    """
    claim_id, json_text, claim_seal, document_seal, *sealed = tuple(row)
    seal, (document_id, title, publisher, url, published) = _document_of(*sealed)
    if seal != document_seal:
        raise BrokenSealError(f"document {str(document_id)[:16]} is not what was stored")
    if seals.of_claim(document_id, claim_id, json_text) != claim_seal:
        raise BrokenSealError(f"claim {str(claim_id)[:16]} is not what was stored")
    return Cited(claim_id, document_id, claim_of(json_text), publisher, published, title, url)


@lru_cache(maxsize=64)
def _document_of(*sealed: Any) -> tuple[int, tuple[Any, ...]]:
    """The seal, and what is cited: kept, because the claims of a document come one after the other and may share it."""
    return seals.of_document(dict(zip(_SEALED, sealed, strict=True))), sealed[:5]


def claim_of(text: str) -> Claim:
    """The claim of a stored JSON."""
    return Claim.from_json(json.loads(text, object_hook=_shared))


def _shared(values: dict[str, Any]) -> dict[str, Any]:
    """The same with each short word once in memory: a hundred thousand claims have a few thousand of them."""
    for name, value in values.items():
        if value.__class__ is str and len(value) <= _WORD:
            values[name] = sys.intern(value)
        elif value.__class__ is list and value and value[0].__class__ is str:
            values[name] = [sys.intern(one) if one.__class__ is str else one for one in value]
    return values


def _strings(document: Document) -> Iterator[tuple[str, str]]:
    for name in _DOCUMENT_TEXTS:
        yield name, getattr(document, name) or ""
    for item in fields(Dateline):
        yield f"dateline's {item.name}", getattr(document.dateline, item.name) or ""


def _claim_problems(claim: Claim, text: str) -> list[str]:
    """What a database or JSON would choke on, beyond what the vocabularies forbid."""
    found = [
        f"no place in the text: {e.start}" for e in claim.evidence if not 0 <= e.start < e.end <= len(text)
    ]
    try:
        stored = json_of(claim)
    except ValueError:
        return [*found, "a number that is none"]
    bad = "a NUL character" if _ESCAPED_NUL.search(stored) else _unstorable(stored)
    return [*found, bad] if bad else found


def _unstorable(text: str) -> str | None:
    if "\0" in text:
        return "a NUL character"
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "a lone surrogate, which is no character"
    return None
