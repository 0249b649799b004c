"""Where documents come from: files and folders of plain text and HTML; each source yields Documents.

:func:`read_sources` is the door. Kinds of file are recognised by content; a kind of your own joins them
through the entry-point group ``communique.sources`` (see ``docs/sources.md``).
"""

from communique.sources.base import Notice, Refusal, Source
from communique.sources.intake import read_sources

__all__ = ["Notice", "Refusal", "Source", "read_sources"]
