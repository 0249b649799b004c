"""On a server, words of titles and the newest reports are found by an index, whatever number of reports has them."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"

_ON_A_SERVER = (
    # Read by the search in the order in which it answers; the older index of days has undated ones first.
    "CREATE INDEX ix_document_newest ON document (day DESC NULLS LAST, id)",
    "CREATE INDEX ix_search_titled ON search USING gin (ts_filter(terms, '{a}'))",
    # Words that wait to be sorted in are walked through by each search; 256 kB of them take no time.
    "ALTER INDEX ix_search_terms SET (gin_pending_list_limit = 256)",
    "ALTER INDEX ix_search_titled SET (gin_pending_list_limit = 64)",
    # Without a look at what stands in titles the server would guess how many have a word.
    "ANALYZE search",
)


def upgrade() -> None:
    """From 0007 to 0008: two indexes more on PostgreSQL; SQLite finds both as fast as it is."""
    if op.get_bind().dialect.name == "postgresql":
        for statement in _ON_A_SERVER:
            op.execute(statement)
