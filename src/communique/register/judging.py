"""Judgements in the register: rows that are only ever added, each signed by the change that made it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Row, insert, select

from communique.assembly.edits import wrong_edits
from communique.assembly.judgements import ACTIONS, SCOPES
from communique.model import Anchor, Judgement
from communique.register import queries, schema, seals, writing
from communique.register.failures import NotFoundError, UnfitError
from communique.register.rows import claim_of
from communique.register.seals import BrokenSealError

# What the history of the register says was done.
DONE: Final = {
    "accept": "accepted",
    "reject": "rejected",
    "edit": "edited",
    "merge": "merged",
    "split": "split",
    "undo": "undone",
}


def add(connection: Connection, judgement: Judgement) -> None:
    """Records a judgement with the claims that it is about, as part of the caller's transaction.

    Raises UnfitError for one that cannot be, NotFoundError where one of them, its document or the judgement that it undoes is not there.
    """
    if wrong := unfit(judgement):
        raise UnfitError("judgement", "; ".join(wrong))
    claims = _claim_numbers(connection, [anchor.claim_id for anchor in judgement.anchors])
    author = writing.Author(judgement.actor, judgement.at)
    change = writing.note(connection, author, DONE[judgement.action], judgement.subject, judgement.reason)
    values = {
        "id": judgement.id,
        "action": judgement.action,
        "scope": judgement.scope,
        "subject": judgement.subject,
        "json": json_of(judgement),
        "document": _number(connection, schema.document, judgement, "document"),
        "undoes": _number(connection, schema.judgement, judgement, "judgement"),
        "change": change,
    }
    query = insert(schema.judgement).values(values).returning(schema.judgement.c.number)
    number: int = connection.execute(query).scalar_one()
    rows = [
        {"judgement": number, "position": at, "part": anchor.part, "claim": claims[anchor.claim_id]}
        for at, anchor in enumerate(judgement.anchors)
    ]
    if rows:
        connection.execute(insert(schema.anchor), rows)


def load(connection: Connection, at: str | None = None) -> list[Judgement]:
    """All judgements made by a time, undone ones and undos too, in the order in which they were recorded.

    Raises BrokenSealError where one is not what was stored.
    """
    anchors: defaultdict[int, list[Anchor]] = defaultdict(list)
    rows = connection.execute(queries.judgements(at)).all()
    if rows:
        for row in connection.execute(queries.anchors(at)):
            if seals.of_claim(row.document_id, row.claim_id, row.json) != row.seal:
                raise BrokenSealError(f"claim {str(row.claim_id)[:16]} is not what was stored")
            anchors[row.judgement].append(Anchor(row.claim_id, row.document_id, claim_of(row.json), row.part))
    return [_sound(row, anchors[row.number]) for row in rows]


def _sound(row: Row[Any], anchors: Sequence[Anchor]) -> Judgement:
    """The judgement of a row, held against its id. Raises BrokenSealError where it is another."""
    try:
        found = judgement_of(row, anchors)
        sound = found.id == row.id
    except (ValueError, TypeError, AttributeError):
        sound = False
    if not sound:
        raise BrokenSealError(f"judgement {str(row.id)[:16]} is not what was stored")
    return found


def problems(connection: Connection) -> Iterator[str]:
    """What is wrong with judgements: ids that do not fit, values that no slot takes, what points elsewhere."""
    anchors: defaultdict[int, list[Anchor]] = defaultdict(list)
    for row in connection.execute(queries.anchors()):
        try:
            found = claim_of(row.json)
        except (ValueError, TypeError, KeyError):
            continue  # said of the claim itself
        anchors[row.judgement].append(Anchor(row.claim_id, row.document_id, found, row.part))
    for row in connection.execute(queries.judgements()).all():
        place = f"judgement {row.id[:16]}"
        try:
            found_again = judgement_of(row, anchors[row.number])
        except (ValueError, TypeError, AttributeError) as error:
            yield f"{place}: its JSON cannot be read: {error}"
            continue
        for problem in _wrong(connection, row, found_again):
            yield f"{place}: {problem}"


def _wrong(connection: Connection, row: Row[Any], judgement: Judgement) -> Iterator[str]:
    if judgement.id != row.id:
        yield "it is not what its id was made from"
    if judgement.action not in ACTIONS or judgement.scope not in SCOPES:
        yield f"its action {judgement.action!r} on a {judgement.scope!r} is none"
    if row.what != DONE.get(judgement.action) or row.changed != judgement.subject:
        yield "the change that it names is another's"
    yield from unfit(judgement)
    for table, scope, named in (
        (schema.document, "document", row.document),
        (schema.judgement, "judgement", row.undoes),
    ):
        wanted = judgement.subject if judgement.scope == scope else None
        there = (
            None if named is None else connection.scalar(select(table.c.id).where(table.c.number == named))
        )
        if there != wanted:
            yield f"the {scope} that it points at is not {wanted and wanted[:16]}"


def unfit(judgement: Judgement) -> list[str]:
    """What of a judgement cannot be: values that no slot takes, claims of several kinds, none at all."""
    kinds = {anchor.claim.kind for anchor in judgement.anchors}
    found = [] if judgement.reason.strip() else ["it gives no reason"]
    if judgement.scope in ("document", "judgement"):
        return [*found, "it names claims"] if kinds else found
    found += [] if len(kinds) == 1 else [f"its claims are of {len(kinds)} kinds"]
    if (judgement.action == "edit") != bool(judgement.sets):
        found.append("only an edit sets slots, and it sets one or more")
    if len(kinds) == 1:
        found += wrong_edits(min(kinds), judgement.sets, fact=judgement.scope == "fact")
    return found


def judgement_of(row: Row[Any], anchors: Sequence[Anchor]) -> Judgement:
    """The judgement of a row that holds its columns and those of its change."""
    data = json.loads(row.json)
    return Judgement(
        action=row.action,
        scope=row.scope,
        subject=row.subject,
        actor=row.actor,
        at=row.at,
        reason=row.cause,
        anchors=tuple(anchors),
        sets=data.get("sets", {}),
        was=data.get("was", {}),
    )


def json_of(judgement: Judgement) -> str:
    """What an edit sets, as the text that is stored."""
    data = {"sets": judgement.sets, "was": judgement.was} if judgement.sets else {}
    return json.dumps(data, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def _claim_numbers(connection: Connection, ids: list[str]) -> dict[str, int]:
    """The newest row of each claim. Raises NotFoundError for an id that no claim has."""
    found: dict[str, int] = {}
    for group in queries.chunks(ids):
        query = select(schema.claim.c.id, schema.claim.c.number).where(schema.claim.c.id.in_(group))
        found |= {row.id: row.number for row in connection.execute(query.order_by(schema.claim.c.number))}
    for one in ids:
        if one not in found:
            raise NotFoundError(one, "no claim has this id", "list and search print the ids")
    return found


def _number(connection: Connection, table: Any, judgement: Judgement, scope: str) -> int | None:
    """The row that a judgement of this scope is about; None for a judgement of another scope."""
    if judgement.scope != scope:
        return None
    found: int | None = connection.scalar(select(table.c.number).where(table.c.id == judgement.subject))
    if found is None:
        raise NotFoundError(judgement.subject, f"no {scope} has this id", "review log prints the ids")
    return found
