"""How well a fact is attested, where its reports differ, and what a report brought that was new, for a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, Final

from communique.assembly import Told
from communique.faces.cli.facts import SHORT, belief_words
from communique.faces.cli.read import claim_lines, heading_lines
from communique.faces.cli.screen import counted, paint, safe, wrapped
from communique.faces.cli.words import HEADINGS, Name
from communique.model import Cited, Document, Fact, Source
from communique.vocabulary import KINDS

_DOUBTS: Final = {
    "direction": "who supplies whom was inferred, and other reports have it the other way round",
    "hull": "she is one ship, and other reports have her handed over finished",
    "confidence": "one report tells it, and it was read at less than even odds",
}
_CREDIBILITY: Final = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}


def belief_lines(fact: Fact) -> list[str]:
    """The belief in words, the Admiralty grade, and the sources for and against."""
    if fact.weighing is None:
        return []
    found = fact.weighing
    grade = f"{found.reliability}{found.credibility}"
    lines = [f"belief: {belief_words(fact)}", f"Admiralty {grade}: {_CREDIBILITY[found.credibility]}"]
    lines += wrapped(f"told by {'; '.join(map(_source, found.sources))}")
    if found.against:
        lines += wrapped(f"denied by {'; '.join(map(_source, found.against))}")
    if fact.slots.get("doubtful"):
        lines += wrapped(f"doubtful: {_DOUBTS.get(fact.slots['doubtful']['cause'], 'probably misread')}")
    return lines


def _source(source: Source) -> str:
    """``Example Wire (F, 2 reports)``; who belongs to a state that it writes about is called a party."""
    names = safe(", ".join(name or "no publisher" for name in source.publishers))
    party = ", a party to the matter" if source.party else ""
    return f"{names} ({source.reliability}, {counted(source.voices, 'independent report')}{party})"


def conflict_lines(fact: Fact) -> list[str]:
    """Each value with who says it and when; a value that a later report revised keeps its line."""
    if not fact.conflicts:
        return []
    by_id = {item.claim_id: item for item in fact.cited}
    lines = ["", paint("  Where the reports differ", bold=True)]
    for conflict in fact.conflicts:
        lines.append(f"    {conflict.slot}")
        for value, ids in conflict.values:
            mark = " (stands)" if value == conflict.stands else " (revised)" if conflict.stands else ""
            said = "; ".join(f"{who(by_id[one])} [{one[:SHORT]}]" for one in ids if one in by_id)
            lines += wrapped(safe(f"{value}{mark}: {said}"), "      ", "        ")
    return lines


def who(item: Cited) -> str:
    """``Example Wire, 2018-10-05``, and the speaker where the report names one."""
    speaker = f", citing {item.claim.attribution}" if item.claim.attribution else ""
    return f"{item.publisher or 'no publisher'}, {item.published or 'undated'}{speaker}"


def document_lines(
    document: Document, cited: Iterable[Cited], known: Mapping[str, Told], name: Name
) -> list[str]:
    """A report and its claims, each with whether it was new at the time."""
    lines = heading_lines(document)
    ranked = sorted(cited, key=lambda item: KINDS.index(item.claim.kind))
    if not ranked:
        return [*lines, "  no claims"]
    for kind, group in groupby(ranked, key=lambda item: item.claim.kind):
        lines += ["", paint(f"  {HEADINGS[kind]}", bold=True)]
        for item in group:
            lines += claim_lines(item.claim, name)
            if item.claim_id in known:
                lines += wrapped(safe(told_words(known[item.claim_id])), "      ", "        ")
    return lines


def told_words(told: Told) -> str:
    """``retold: first told by Example Wire, 2018-10-05``."""
    same = ", ".join(who(item) for item in told.same_day)
    aside = f"; told the same day by {same}" if same else ""
    aside += f"; it tells of {told.old}, long before the report" if told.old else ""
    first = f"first told by {who(told.first)}" if told.first else ""
    if told.verdict == "new":
        return f"new: no earlier report in the register tells it{aside}"
    if told.verdict == "undated":
        return f"undated: the report bears no day, so it is neither new nor retold{f'; {first}' if first else ''}"
    moved = ", ".join(
        f"{one.slot} {f'{one.before} to ' if one.before else 'first given: '}{one.now}"
        for one in told.changes
    )
    return f"{told.verdict}: {f'{moved}; ' if moved else ''}{first}{aside}"


def told_json(told: Told | None) -> dict[str, Any] | None:
    """The same as JSON data."""
    if told is None:
        return None
    return {
        "verdict": told.verdict,
        "fact": told.fact_id,
        "first": _cited_json(told.first) if told.first else None,
        "changes": [{"slot": one.slot, "before": one.before, "now": one.now} for one in told.changes],
        "same_day": [_cited_json(item) for item in told.same_day],
        "tells_of": told.old,
    }


def _cited_json(item: Cited) -> dict[str, Any]:
    return {
        "claim": item.claim_id,
        "document": item.document_id,
        "publisher": item.publisher,
        "published": item.published,
    }
