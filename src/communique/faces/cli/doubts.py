"""A question of the queue for the terminal: what is in doubt, the words behind it, and what may be decided."""

from __future__ import annotations

from typing import Final

from communique.faces.cli.facts import SHORT
from communique.faces.cli.screen import counted, paint, safe, wrapped
from communique.faces.cli.words import Name, claim_words, slot_words
from communique.review import Doubt

_OPEN_TO: Final = {
    "claim": "review accept|reject|edit",
    "fact": "review accept|reject|edit",
    "conflict": "review split, edit or accept",
    "link": "review accept (it belongs there) or reject (it is of another fact)",
    "pair": "review accept (they are one) or reject (they are two)",
}


def doubt_lines(doubt: Doubt, name: Name) -> list[str]:
    """The lines of one question, with the ids that the judgements take."""
    head = f"{doubt.id[:SHORT]} · {doubt.sort} · {doubt.sure:.2f} · {doubt.why}"
    lines = [paint(line, bold=True) for line in wrapped(safe(head), "", "  ")]
    if doubt.claims and doubt.sort != "fact":
        for item in doubt.claims:
            lines += wrapped(f"{claim_words(item.claim, name)}", "  ", "    ")
            quotes = " … ".join(f"“{safe(span.quote)}”" for span in item.claim.evidence)
            lines += [paint(line, dim=True) for line in wrapped(quotes, "    ")]
    if doubt.sort != "claim":
        for fact in doubt.facts:
            lines += wrapped(
                f"{fact.id[:SHORT]} {slot_words(fact.kind, dict(fact.slots), name)}"
                f" ({counted(len(fact.cited), 'claim')})",
                "  ",
                "    ",
            )
    return lines


def open_to(doubt: Doubt) -> list[str]:
    """The commands that answer a question."""
    return [*(paint(line, dim=True) for line in wrapped(_OPEN_TO[doubt.sort], "  ")), ""]
