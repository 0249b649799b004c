"""Reading: one Document in, Claims out, each tied to the exact words that say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.reading.reader import Reader

__all__ = ["Reader"]


def __getattr__(name: str) -> Any:
    """The reader is imported when it is asked for: who only lists what is recorded does not wait for it."""
    if name == "Reader":
        from communique.reading.reader import Reader  # noqa: PLC0415 - takes 0.3 s

        return Reader
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
