"""The latest news of two parties as entries of a feed: what reports told that no earlier report had told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final

from communique.alerts.feed import quoted, source_of
from communique.alerts.syndication import Entry
from communique.analysis import moments
from communique.assembly import Told, novelty
from communique.model import Cited, Claim, Fact

# Entries that such a feed holds, and claims that are looked through for them, the latest first.
LENGTH: Final = 60
_LOOKED: Final = 1500


def latest(facts: Sequence[Fact], words: Callable[[Claim], str]) -> list[Entry]:
    """News in the order of the reports, the latest first.

    An entry is the first claim of a report about a fact, if it was new or changed what was known before; its id is
    that of the claim, and stays when facts are merged anew. Reports without a day are left out: nothing is news in them.
    """
    claims = [
        (item.published, item.claim_id, item, fact)
        for fact in facts
        if not moments.is_doubtful(fact)
        for item in fact.cited
        if item.published
    ]
    claims.sort(key=lambda one: one[:2], reverse=True)
    firsts = _firsts((item, fact) for _, _, item, fact in claims[:_LOOKED])
    return list(islice((entry for item, fact in firsts for entry in _entries(item, fact, words)), LENGTH))


def _firsts(claims: Iterator[tuple[Cited, Fact]]) -> Iterator[tuple[Cited, Fact]]:
    """Of each report the claim about a fact that stands first in its text."""
    seen = set()
    for item, fact in claims:
        if (item.document_id, fact.id) not in seen:
            seen.add((item.document_id, fact.id))
            same = [one for one in fact.cited if one.document_id == item.document_id]
            yield min(same, key=lambda one: (one.claim.evidence[0].start, one.claim_id)), fact


def _entries(item: Cited, fact: Fact, words: Callable[[Claim], str]) -> Iterator[Entry]:
    told = [one for one in novelty(item.document_id, [fact]).values() if one.verdict in ("new", "update")]
    if not told:
        return
    source = source_of(item)
    event = "new" if any(one.verdict == "new" for one in told) else "update"
    summary = words(item.claim)
    yield Entry(
        id=f"urn:communique:claim:{item.claim_id}",
        title=f"{_headline(event, told)}: {summary}",
        at=f"{str(item.published)[:10]}T00:00:00Z",
        text=quoted([source]),
        tags=(fact.kind, event),
        data={
            "event": event,
            "kind": fact.kind,
            "parties": list(fact.members),
            "summary": summary,
            "fact": fact.id,
            "belief": fact.belief,
            "voices": fact.voices,
            "sources": [source],
        },
    )


def _headline(event: str, told: Sequence[Told]) -> str:
    """``New``, or what changed: ``Status contracted → delivered``."""
    if event == "new":
        return "New"
    changes = [change for one in told for change in one.changes]
    change = next((one for one in changes if one.slot == "status"), changes[0])
    before = f"{change.before} → " if change.before else ""
    return f"{change.slot.capitalize()} {before}{change.now}"
