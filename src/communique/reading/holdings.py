"""What a report has told of and goes on to fill: a package and its ends, a list and whose it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Package:
    """A package of arms or aid that a report told of: who gives it, who gets it, and where it was told."""

    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    start: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that a line opened: who gives what it lists, who gets it, where it was opened, how far it has gone."""

    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    start: int
    status: str
