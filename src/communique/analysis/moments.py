"""When a fact is about, and how firmly it stands: what assembly knows of it (:mod:`communique.assembly.moments`)."""

from __future__ import annotations

from communique.assembly.moments import (
    FIRM,
    asserted,
    began,
    is_denied,
    is_doubtful,
    is_firm,
    is_stopped,
    latest,
    tells_day,
    today,
    told,
)

__all__ = [
    "FIRM",
    "asserted",
    "began",
    "is_denied",
    "is_doubtful",
    "is_firm",
    "is_stopped",
    "latest",
    "tells_day",
    "today",
    "told",
]
