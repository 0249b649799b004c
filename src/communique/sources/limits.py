"""How much of anything is read: files come from outside, and may be made to harm.

The figures are far above what reports need: long communiqués have some 60,000 characters, heavy news
pages 700 kB and 6,000 nodes. ``docs/sources.md`` shows them as a table.
"""

from __future__ import annotations

from typing import Final

TEXT_BYTES: Final = 5_000_000
HTML_BYTES: Final = 2_000_000

# Elements of a page, and how deep they may stand in one another; browsers stop at 512.
HTML_NODES: Final = 50_000
HTML_DEPTH: Final = 500

# Attributes of one tag: the parser's time grows with their square.
HTML_ATTRIBUTES: Final = 5_000

# Structured data of a page, all blocks together.
JSON_LD_CHARACTERS: Final = 500_000

FRONT_MATTER_LINES: Final = 100

# A feed or a list of feeds: its bytes, tags, depth, entries, and the feeds of a list.
FEED_BYTES: Final = 10_000_000
FEED_TAGS: Final = 200_000
FEED_DEPTH: Final = 100
FEED_ENTRIES: Final = 5_000
OPML_FEEDS: Final = 5_000

# What a source sees of a file to recognise it.
HEAD_BYTES: Final = 4_096


def megabytes(size: int) -> str:
    """A size in words, in units of a million bytes."""
    return f"{size / 1e6:,.1f} MB"
