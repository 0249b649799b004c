"""The small history of the briefs' tests as a view to export, with words that try to break out."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from communique.exports import View
from communique.model import Document, Fact
from tests.assembly.reports import facts_of, knowledge, one, programme, report
from tests.briefs.scene import DOCUMENTS, facts

HOSTILE = replace(
    report(
        "=cmd|' /C calc'!A0 drones were delivered to India by Russia, it says; <script>alert(1)</script>.",
        "2025-09-01",
        '=HYPERLINK("https://evil.example")',
        "@SUM(1+1)*cmd",
        "javascript:alert(1)",
    ),
    author="=A1",
    modified="2025-09-02",
    release="Release 7",
)


@cache
def view(quote: int = 300) -> View:
    """Every fact of the history, and one report whose words are formulas and scripts."""
    hostile = facts_of(
        one(HOSTILE, programme(HOSTILE, "=cmd|' /C calc'!A0 drones", "=cmd|' /C calc'!A0", "delivered")),
        HOSTILE,
    )
    documents: dict[str, Document] = {document.id: document for document in (*DOCUMENTS, HOSTILE)}
    everything: list[Fact] = [*facts(), *hostile]
    everything.sort(key=lambda fact: (fact.kind, fact.id))
    cited = {item.document_id for fact in everything for item in fact.cited}
    kept = {key: document for key, document in documents.items() if key in cited}
    return View(everything, kept, knowledge(), "2025-10-01T12:00:00Z", "0.0", quote)


def only(*chosen: Fact) -> View:
    """A view of some facts of the history."""
    return replace(view(), facts=list(chosen))
