"""What every exporter speaks: the view of a register that it writes, and the protocol that it follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol, runtime_checkable

from communique.knowledge import Knowledge
from communique.model import Cited, Document, Fact


@dataclass(frozen=True)
class View:
    """What is exported: facts, the documents behind them, and what is known of the parties.

    ``documents`` are by id and hold every document that a fact cites. ``made`` (ISO 8601, UTC) and
    ``version`` sign the files; ``quote`` is the greatest number of characters of a report's own words that
    one quote carries, 0 for none: an export passes on evidence, not articles. ``marking`` is of the Traffic Light
    Protocol, empty for none.
    """

    facts: Sequence[Fact]
    documents: Mapping[str, Document]
    knowledge: Knowledge
    made: str
    version: str
    quote: int = 300
    marking: str = ""

    @cached_property
    def cited(self) -> tuple[Cited, ...]:
        """Every claim behind the facts once, in the order of their ids."""
        found = {item.claim_id: item for fact in self.facts for item in fact.cited}
        return tuple(found[claim_id] for claim_id in sorted(found))

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """The codes of all parties that a claim names in any slot, sorted."""
        return tuple(sorted({code for item in self.cited for code in named(item)}))

    def shown(self, quote: str) -> str:
        """A quote as it may be passed on, cut with an ellipsis where it is too long."""
        if len(quote) <= self.quote:
            return quote
        return f"{quote[: self.quote - 1]}…" if self.quote else ""


def named(item: Cited) -> tuple[str, ...]:
    """The parties in every slot of a claim, those that it only speaks about as well."""
    claim = item.claim
    slots = (claim.parties, claim.supplier, claim.recipient, claim.by, claim.against, claim.on, claim.about)
    people = (person.party for person in claim.participants if person.party)
    return (*(code for slot in slots for code in slot), *people)


@runtime_checkable
class Exporter(Protocol):
    """One format. Objects of this shape are what the entry points of ``communique.exporters`` make."""

    def write(self, view: View, folder: Path) -> list[Path]:
        """Writes the view into a folder that exists; the files that it made.

        Raises ExportError where a library is missing or a file cannot be written.
        """
        ...
