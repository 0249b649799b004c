"""The PLOVER export against PLOVER's gold standard records: which dyads and events come out right.

    python benchmarks/plover.py plover_gsr_joined.json [--show]

The file is openeventdata/PLOVER's (CC BY-SA 4.0) with CAMEO codes joined; it is not in the repository. A record is
one sentence about any subject, and most are no defence dealing of two states: counted are those whose event and
context our kinds cover. The sentences name states by code only; a hit has the event and both ends.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from communique.assembly import assemble, cite, sketch
from communique.exports import View
from communique.exports.plover import Event, events
from communique.knowledge import load
from communique.model import Document
from communique.reading import Reader

# What a record must be about to be within our kinds.
CONTEXTS = ("military", "sanctions", "diplomatic", "cbrn", "nuclear", "peacekeeping", "technology")
# The records say DEMAND for what the manual has called REQUEST since, and DISAPPROVE for ACCUSE.
COVERED = ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "DEMAND", "THREATEN", "SANCTION", "RETREAT")
RENAMED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE"}


def main() -> None:
    """Reads every sentence and prints the counts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", action="store_true", help="print each covered record with what was read")
    options = parser.parse_args()
    records = json.loads(options.file.read_text("utf-8"))
    counts: Counter[str] = Counter()
    for record in records:
        counts["records"] += 1
        found = list(_coded(record))
        covered = _covered(record)
        counts["covered"] += covered
        counts["coded"] += bool(found)
        counts["coded beside the covered"] += bool(found) and not covered
        if covered:
            _count(record, found, counts)
            if options.show:
                ends = [(event.coding.event, event.dyads) for event in found]
                line = f"{record['event']} {sorted(_ends(record))} | {ends} | {record['text'][:160]}"
                click.echo(line)
    for name, count in counts.items():
        click.echo(f"{name:28} {count:4}")


def _count(record: dict[str, Any], found: list[Event], counts: Counter[str]) -> None:
    wanted = _ends(record)
    dyads = {frozenset((one, other)) for event in found for one, other, _ in event.dyads}
    right = [event for event in found if event.coding.event == RENAMED.get(record["event"], record["event"])]
    counts["covered: anything read"] += bool(found)
    counts["covered: dyad right"] += frozenset(wanted) in dyads
    counts["covered: event right"] += bool(right)
    both = {frozenset((one, other)) for event in right for one, other, _ in event.dyads}
    counts["covered: both right"] += frozenset(wanted) in both


def _ends(record: dict[str, Any]) -> set[str]:
    sides = [record.get(side) or [] for side in ("source", "target")]
    actors = [actor for side in sides for actor in ([side] if isinstance(side, dict) else side)]
    return {str(actor.get("code", ""))[:3] for actor in actors if isinstance(actor, dict)} - {""}


def _covered(record: dict[str, Any]) -> bool:
    """Two states, an event of ours, and a context of ours."""
    context = record.get("context") or ""
    told = context if isinstance(context, str) else " ".join(context)
    return len(_ends(record)) == 2 and record["event"] in COVERED and any(part in told for part in CONTEXTS)


def _coded(record: dict[str, Any]) -> Iterator[Event]:
    document = Document(text=record["text"], title="", published="2015-06-15", publisher="record")
    claims = _READER.read(document)
    facts = assemble(cite(document, claims), _KNOWLEDGE, {document.id: sketch(document.text)})
    yield from events(View(facts, {document.id: document}, _KNOWLEDGE, "2015-06-15T00:00:00Z", "0"))


_READER = Reader()
_KNOWLEDGE = load()

if __name__ == "__main__":
    main()
