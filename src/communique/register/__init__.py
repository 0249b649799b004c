"""Storage and search: schema, migrations and the store, on SQLite or PostgreSQL."""

from communique.register.failures import NotFoundError, UnfitError
from communique.register.kept import Kept
from communique.register.search import Hit
from communique.register.shelves import Shelf, shelf
from communique.register.store import Change, Refused, Register
from communique.register.watching import Watching

__all__ = [
    "Change",
    "Hit",
    "Kept",
    "NotFoundError",
    "Refused",
    "Register",
    "Shelf",
    "UnfitError",
    "Watching",
    "shelf",
]
