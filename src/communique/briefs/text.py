"""A brief for the terminal: plain text, no wider than 88 columns, quotes with their sources at the foot."""

from __future__ import annotations

import re
import textwrap
from typing import Final

from communique.briefs.citations import Citations, Source, citations
from communique.briefs.days import date_words
from communique.briefs.outline import (
    INFERRED,
    LIKELIHOOD,
    NOTHING,
    by_fact,
    by_line,
    coverage,
    notes,
    period,
    rungs,
    weighs,
    weight,
)
from communique.model import Brief, Section, Sentence

WIDTH: Final = 88
# Bytes that would move the cursor or colour the screen of whoever reads a hostile title.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def render_text(brief: Brief, marking: str = "") -> str:
    """The whole brief as text, with a line feed at the end; the marking at the right of its first and last line."""
    found = citations(brief)
    title = textwrap.wrap(brief.question, WIDTH)
    marked = [marking.rjust(WIDTH)] if marking else []
    parts = [*marked, *title, "=" * max(len(line) for line in title)]
    parts += _wrap(f"{' and '.join(brief.names)}; {period(brief)}; {coverage(found)}")
    if not brief.sections:
        parts += ["", *_wrap(NOTHING)]
    for section in brief.sections:
        parts += ["", section.heading, "-" * len(section.heading), *_section(brief, section, found)]
        if section.key == "takeaways":
            parts += _ladder(brief)
    parts += [*_sources(found), *marked]
    return _CONTROL.sub("", "\n".join(parts)) + "\n"


def _section(brief: Brief, section: Section, found: Citations) -> list[str]:
    if section.key == "synopsis":
        return _wrap(" ".join(_said(sentence, found) for sentence in section.sentences))
    if section.key == "programmes":
        return _dossier(brief, section, found)
    if weighs(section):
        return _weighed(brief, section, found)
    return [line for sentence in section.sentences for line in _bullet(_said(sentence, found))]


def _weighed(brief: Brief, section: Section, found: Citations) -> list[str]:
    """The sentences about each fact, and how well it is attested."""
    facts = {fact.id: fact for fact in brief.facts}
    lines = []
    for fact, sentences in by_fact(section):
        said = [_said(sentence, found) for sentence in sentences]
        said[-1] += f" ({weight(facts[fact])})"
        lines += [line for text in said for line in _bullet(text)]
    return lines


def _dossier(brief: Brief, section: Section, found: Citations) -> list[str]:
    lines: list[str] = []
    for name, entries in by_line(brief, section):
        lines += ([""] if lines else []) + [name]
        for fact, sentences in entries:
            said = " ".join(_said(sentence, found) for sentence in sentences)
            lines += _bullet(f"{said} ({weight(fact)})")
    return lines


def _ladder(brief: Brief) -> list[str]:
    """The ladder as five lines, the highest rung on top."""
    ladder, rows = rungs(brief)
    if not ladder.standings:
        return []
    width = max(len(title) for title, _ in rows) + 2
    lines = ["", "The ladder", "-" * len("The ladder")]
    for title, named in rows:
        lines += textwrap.wrap(
            f"{title:<{width}}{'; '.join(named) or '.'}", WIDTH, subsequent_indent=" " * width
        )
    return lines


def _said(sentence: Sentence, found: Citations) -> str:
    return f"{sentence.text} {notes(found.of(sentence))}"


def _sources(found: Citations) -> list[str]:
    if not found.sources:
        return []
    lines = ["", "Sources", "-------"]
    for source in found.sources:
        lines += _hanging(f"[{source.number}]", _source_line(source))
        for quote in source.quotes:
            label = f"{quote.label}: " if len(source.quotes) > 1 else ""
            lines += _wrap(f"{label}{' … '.join(f'“{words}”' for words in quote.words)}", indent=6)
        if source.link:
            lines.append(f"      {source.link}")
    return [*lines, "", *_wrap(INFERRED), "", *_wrap(LIKELIHOOD)]


def _source_line(source: Source) -> str:
    said = [source.publisher or "No publisher", date_words(source.published)]
    return f"{', '.join(said)}: {' '.join(source.title.split())}" if source.title else ", ".join(said)


def _wrap(text: str, indent: int = 0) -> list[str]:
    space = " " * indent
    return textwrap.wrap(
        " ".join(text.split()), WIDTH, initial_indent=space, subsequent_indent=space, break_on_hyphens=False
    )


def _bullet(text: str) -> list[str]:
    return _hanging("-", text)


def _hanging(mark: str, text: str) -> list[str]:
    plain = " ".join(text.split())
    return textwrap.wrap(
        plain, WIDTH, initial_indent=f"{mark} ", subsequent_indent="  ", break_on_hyphens=False
    )
