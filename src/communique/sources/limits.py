"""How much of anything is read: files come from outside, and may be made to harm.

The figures are far above what reports need: long communiqués have some 60,000 characters, heavy news
pages 700 kB and 6,000 nodes. ``docs/sources.md`` shows every one of them, and a test holds it to that.
"""

from __future__ import annotations

from typing import Final

TEXT_BYTES: Final = 5_000_000
HTML_BYTES: Final = 2_000_000

# The text of one report in any format, and one word of it: beyond them it is none that a person wrote to be read.
DOCUMENT_CHARACTERS: Final = 500_000
WORD_CHARACTERS: Final = 5_000

# Elements of a page, and how deep they may stand in one another; browsers stop at 512.
HTML_NODES: Final = 50_000
HTML_DEPTH: Final = 500

# Attributes of one tag: the parser's time grows with their square.
HTML_ATTRIBUTES: Final = 5_000

# Structured data of a page, all blocks together.
JSON_LD_CHARACTERS: Final = 500_000

FRONT_MATTER_LINES: Final = 100
# Characters of the author of a report, and of the number of a release.
NAME_CHARACTERS: Final = 200

# A feed or a list of feeds: its bytes, tags, depth, entries, and the feeds of a list.
FEED_BYTES: Final = 10_000_000
FEED_TAGS: Final = 200_000
FEED_DEPTH: Final = 100
FEED_ENTRIES: Final = 5_000
OPML_FEEDS: Final = 5_000

# A PDF: more pages are refused; what is not read after so many seconds of processor time is told and left.
PDF_BYTES: Final = 30_000_000
PDF_PAGES: Final = 1_000
PDF_SECONDS: Final = 2.5

# An office document: its bytes as saved, unpacked, and its paragraphs.
WORD_BYTES: Final = 20_000_000
WORD_UNPACKED: Final = 50_000_000
WORD_PARAGRAPHS: Final = 50_000

# A mail with all that hangs on it; parts of it and how deep they may stand in one another.
MAIL_BYTES: Final = 30_000_000
MAIL_PARTS: Final = 200
MAIL_DEPTH: Final = 10

# Tables and lines of JSON: one row, and how many.
ROW_BYTES: Final = 2_000_000
ROWS: Final = 1_000_000

# A table or mail inside an archive, which is held in memory.
HELD_BYTES: Final = 30_000_000

# Archives are read through without being unpacked to disk. More members than this are refused, more unpacked
# bytes too, and more than so many unpacked bytes for each packed one once the first are allowed for.
ARCHIVE_BYTES: Final = 20_000_000_000
ARCHIVE_MEMBERS: Final = 1_000_000
ZIP_MEMBERS: Final = 100_000
UNPACKED_BYTES: Final = 100_000_000_000
UNPACKED_RATIO: Final = 200
UNPACKED_FREE: Final = 20_000_000

# The process that parses: bytes beyond what it has when it starts, seconds of processor time for one thing, and
# seconds by the clock without a sign of life. How many members may bring it down before the rest is given up.
PARSER_MEMORY: Final = 330_000_000
PARSER_SECONDS: Final = 4
PARSER_SILENCE: Final = 30.0
PARSER_DEATHS: Final = 3

# What a source sees of a file to recognise it.
HEAD_BYTES: Final = 4_096


def megabytes(size: int) -> str:
    """A size in words, in units of a million bytes."""
    return f"{size / 1e6:,.1f} MB"
