"""Untrusted formats are parsed in a process of their own, behind walls; this is the door to it.

Plain text needs no parser and is read in the program itself, as are the files that a source of another package reads.
"""

from communique.sources.sandbox.keeper import (
    Job,
    Sandbox,
    borrowed,
    close_all,
    feed_of,
    items_of,
    subscriptions_of,
)

__all__ = ["Job", "Sandbox", "borrowed", "close_all", "feed_of", "items_of", "subscriptions_of"]
