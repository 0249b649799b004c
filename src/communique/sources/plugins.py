"""Kinds of file that other packages bring, found through the entry-point group ``communique.sources``."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import entry_points
from typing import Final

from communique.errors import SourceError
from communique.sources.base import Source

GROUP: Final = "communique.sources"


@lru_cache(maxsize=1)
def foreign() -> tuple[Source, ...]:
    """The sources of other packages, by name; they are asked before our own.

    Raises SourceError where an entry point does not load or is no source.
    """
    found: list[Source] = []
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        try:
            source = point.load()()
        except Exception as error:  # foreign code may fail in any way; the user must learn whose
            problem = f"cannot be loaded: {type(error).__name__}: {error}"
            raise SourceError(
                f"source {point.name!r}", problem, f"mend or remove the package of {point.value}"
            ) from error
        if not isinstance(source, Source):
            raise SourceError(
                f"source {point.name!r}",
                "is no source",
                "see communique.sources.Source for what it must have",
            )
        found.append(source)
    return tuple(found)
