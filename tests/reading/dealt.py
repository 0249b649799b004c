"""What the tests of programmes share: the claims of a text as short tuples."""

from __future__ import annotations

from tests.reading.telling import claims

Deal = tuple[str, str, str, str]


def dealt(text: str) -> set[Deal]:
    """(equipment, supplier, recipient, mode) of each programme that a text tells; several parties are joined by +."""
    return {
        (c.equipment or "", "+".join(c.supplier), "+".join(c.recipient), c.mode or "")
        for c in claims(text, "programme", published="2025-05-07")
    }


def statuses(text: str) -> set[str | None]:
    """The statuses of the programmes that a text tells."""
    return {c.status for c in claims(text, "programme", published="2025-05-07")}
