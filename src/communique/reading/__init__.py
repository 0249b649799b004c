"""Reading: one Document in, Claims out, each tied to the exact words that say it."""

from communique.reading.reader import Reader

__all__ = ["Reader"]
