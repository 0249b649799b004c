"""A brief as one self-contained HTML page: no script, no request to anywhere, quotes on demand.

Everything that documents say goes through Jinja2's escaping; addresses are links only if http or https.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from communique.assembly import catalogue
from communique.briefs.citations import Citations, Quote, citations
from communique.briefs.days import date_words
from communique.briefs.disputes import name_of
from communique.briefs.drawing import Band, Drawing, Mark
from communique.briefs.english import Names
from communique.briefs.ladder_drawing import draw_ladder
from communique.briefs.marking import MEANINGS
from communique.briefs.outline import (
    INFERRED,
    LIKELIHOOD,
    NOTHING,
    UNNAMED,
    by_fact,
    by_line,
    coverage,
    period,
    rungs,
    weight,
)
from communique.briefs.programmes import MODE_NOUNS, STATUS_WORDS, Words, order
from communique.briefs.timeline_drawing import draw_timeline
from communique.knowledge import Knowledge
from communique.model import Brief, Document, Fact, Section, Sentence

# The parts that stand before the drawings.
OPENING = ("synopsis", "takeaways")
# The parts in which a fact is told at length: what the drawings lead to.
_HOMES = ("mechanisms", "use", "pressures", "course")
# As much of a sentence as is shown around the words of a claim.
_AROUND = 240
_DESIGNATION = re.compile(r"(\b[A-Za-z]{1,6}-\d[\w-]*)")


@dataclass(frozen=True, slots=True)
class Shown:
    """A quote as the page shows it: the words before, the quote itself, the words after."""

    before: str
    words: str
    after: str


def render_page(brief: Brief, knowledge: Knowledge, marking: str = "") -> str:
    """The whole page, with its marking at the top and at the bottom of each sheet that is printed."""
    return (
        _environment()
        .get_template("brief.html")
        .render(parts_of(brief, knowledge), marking=marking, marking_means=MEANINGS.get(marking, ""))
    )


def parts_of(brief: Brief, knowledge: Knowledge) -> dict[str, Any]:
    """What the templates of a brief need: its sections, sources, quotes and drawings by name."""
    found = citations(brief)
    words = Words(Names(knowledge), catalogue(knowledge))
    ladder, rows = rungs(brief)
    timeline = draw_timeline(brief.facts, lambda fact: name_of(fact, words), brief.since, brief.until)
    return {
        "brief": brief,
        "opening": [_section(brief, s, words) for s in brief.sections if s.key in OPENING],
        "sections": [_section(brief, s, words) for s in brief.sections if s.key not in OPENING],
        "sources": found.sources,
        "shown": _shown(brief, found),
        "labels": found.of,
        "period": period(brief),
        "coverage": coverage(found),
        "ladder": draw_ladder(ladder),
        "ladder_rows": rows,
        "timeline": timeline,
        "timeline_rows": _rows(timeline),
        "nothing": NOTHING,
        "inferred": INFERRED,
        "likelihood": LIKELIHOOD,
        "date_words": date_words,
    }


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("communique.briefs"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(filters())
    return environment


def filters() -> dict[str, Callable[..., Any]]:
    """The filters that these templates use, for another page that shows a brief."""
    return {"place": lambda value: f"{value:.1f}".rstrip("0").rstrip("."), "unbroken": unbroken}


def unbroken(text: str) -> Markup:
    """Text, escaped, in which no line breaks inside a designation (T-90S)."""
    pieces = _DESIGNATION.split(text)
    whole = Markup('<span class="nb">{}</span>')
    return Markup("").join(
        whole.format(piece) if index % 2 else escape(piece) for index, piece in enumerate(pieces)
    )


def _rows(timeline: Drawing | None) -> list[tuple[str, list[str]]]:
    """The timeline in words: each lane with its marks from left to right."""
    if timeline is None:
        return []
    return [
        (band.label, [m.title for m in sorted(timeline.marks, key=lambda m: m.x) if _lies_in(m, band)])
        for band in timeline.bands
    ]


def _lies_in(mark: Mark, band: Band) -> bool:
    return band.y <= mark.y < band.y + band.height


def _section(brief: Brief, section: Section, words: Words) -> dict[str, Any]:
    """A section as the template needs it: lines of programmes, dated entries, or plain sentences."""
    shape: dict[str, Any] = {"key": section.key, "heading": section.heading, "sentences": section.sentences}
    if section.key == "programmes":
        shape["lines"] = [
            {
                "name": name,
                "family": "" if name == UNNAMED else _family(entries),
                "entries": [_entry(*entry, words) for entry in entries],
            }
            for name, entries in by_line(brief, section)
        ]
    if section.key == "engagements":
        facts = {fact.id: fact for fact in brief.facts}
        shape["entries"] = [
            (facts[fact], said, weight(facts[fact])) for fact, said in by_fact(section) if fact in facts
        ]
    if section.key in _HOMES:
        facts = {fact.id: fact for fact in brief.facts}
        shape["groups"] = [
            {"id": fact, "sentences": said, "weight": weight(facts[fact])} for fact, said in by_fact(section)
        ]
    else:
        # A dispute or an open question is a point of its own, though two may begin with one programme.
        shape["groups"] = [
            {"id": "", "sentences": [sentence], "weight": ""} for sentence in section.sentences
        ]
    return shape


def _family(entries: list[tuple[Fact, list[Sentence]]]) -> str:
    return next((str(f.slots["family"]).replace("-", " ") for f, _ in entries if f.slots.get("family")), "")


def _entry(fact: Fact, sentences: list[Sentence], words: Words) -> dict[str, Any]:
    """One programme: its title, who gives what to whom, how far it is, how well it is attested."""
    slots = fact.slots
    mode = str(slots.get("mode") or "")
    status = str(slots.get("status") or "")
    return {
        "id": fact.id,
        "title": slots.get("equipment", ""),
        "mode": f"{MODE_NOUNS.get(mode, 'programme')}{order(fact)}",
        "rung": mode,
        "parties": _route(slots, words),
        "status": STATUS_WORDS.get(status, ""),
        "setback": status in ("delayed", "suspended", "cancelled"),
        "weight": weight(fact),
        "sentences": sentences,
    }


def _route(slots: Any, words: Words) -> str:
    supplier = " and ".join(words.names.plain(code) for code in slots.get("supplier", []))
    recipient = " and ".join(words.names.plain(code) for code in slots.get("recipient", []))
    return " → ".join(part for part in (supplier, recipient) if part)


def _shown(brief: Brief, found: Citations) -> dict[str, list[Shown]]:
    """Every quote with the rest of its sentence around it, where the brief holds the document."""
    texts = {document.id: document for document in brief.documents}
    starts: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for fact in brief.facts:
        for item in fact.cited:
            starts[item.document_id] |= {span.quote: span.start for span in item.claim.evidence}
    return {
        quote.label: _around(quote, texts.get(source.document_id), starts[source.document_id])
        for source in found.sources
        for quote in source.quotes
    }


def _around(quote: Quote, document: Document | None, starts: Mapping[str, int]) -> list[Shown]:
    if document is None:
        return [Shown("", words, "") for words in quote.words]
    return [context(document.text, starts[words], words) for words in quote.words]


def context(text: str, start: int, words: str) -> Shown:
    """The sentence around a quote, as far as it lies in the same paragraph."""
    end = start + len(words)
    before = text[max(0, start - _AROUND) : start]
    after = text[end : end + _AROUND]
    for stop in ("\n", ". ", "! ", "? "):
        before = before.rpartition(stop)[2]
    if not words.rstrip().endswith((".", "!", "?")):
        cut = min(
            (place for stop in ("\n", ". ", "! ", "? ") if (place := after.find(stop)) >= 0), default=-1
        )
        after = after[: cut + 1].rstrip("\n") if cut >= 0 else after
    else:
        after = ""
    return Shown(before, words, after)
