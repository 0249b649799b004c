"""Communiqué: reports in, sourced answers out.

Reads what outlets and ministries publish about defence relations between states, keeps every
statement tied to its words, merges what many say into one register, and answers how two states
are strengthening their defence partnership.

``read``, ``brief`` and ``Register`` come from :mod:`communique.faces.python`, when they are first asked for: importing
the package loads nothing.
"""

from __future__ import annotations

from importlib import import_module

__version__ = "0.1.0"

# By name, because the faces stand above every package that asks this one for its version.
_FROM_PYTHON = ("Answer", "Claims", "Facts", "Reading", "Readings", "Register", "brief", "read")
_FROM_MODEL = ("Brief", "Claim", "Document", "Evidence", "Fact")

__all__ = [
    "Answer",
    "Brief",
    "Claim",
    "Claims",
    "Document",
    "Evidence",
    "Fact",
    "Facts",
    "Reading",
    "Readings",
    "Register",
    "__version__",
    "brief",
    "read",
]


def __getattr__(name: str) -> object:
    if name in _FROM_PYTHON:
        return getattr(import_module("communique.faces.python"), name)
    if name in _FROM_MODEL:
        return getattr(import_module("communique.model"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
