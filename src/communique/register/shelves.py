"""A list of documents some at a time, as a page or a program asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from communique.model import Document
from communique.register import queries
from communique.register.rows import document_of
from communique.register.schema import document
from communique.register.store import Register


@dataclass(frozen=True, slots=True)
class Shelf:
    """Some documents of a list, and how many it has in all."""

    total: int
    documents: list[Document]


def shelf(
    register: Register,
    between: Sequence[str] | None = None,
    period: tuple[str | None, str | None] = (None, None),
    limit: int = 50,
    offset: int = 0,
) -> Shelf:
    """Documents in the order and by the filters of :meth:`Register.documents`: at most ``limit``, after the first ``offset``."""
    wanted = queries.document_numbers(between, *period, at=register._at)
    with register._read() as connection:
        total = connection.scalar(select(func.count()).select_from(wanted.order_by(None).subquery())) or 0
        numbers = list(connection.scalars(wanted.limit(limit).offset(offset)))
        rows = connection.execute(queries.documents().where(document.c.number.in_(numbers)))
        return Shelf(int(total), [document_of(row) for row in rows])
