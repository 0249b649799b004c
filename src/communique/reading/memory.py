"""What a scene keeps in mind from one sentence to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# "representatives of A, B and C" speak for all of them.
ENVOYS: Final = frozenset(
    "representative official head chief minister leader delegation envoy executive".split()
)


@dataclass(frozen=True, slots=True)
class Package:
    """A package of arms or aid that a report told of: who gives it, who gets it, and where it was told."""

    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    start: int
