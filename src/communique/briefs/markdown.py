"""A brief in Markdown: footnotes for the quotes, everything that documents say escaped."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote as percent

from communique.briefs.citations import Citations, Source, citations
from communique.briefs.days import date_words
from communique.briefs.outline import (
    INFERRED,
    LIKELIHOOD,
    NOTHING,
    by_fact,
    by_line,
    coverage,
    period,
    rungs,
    weighs,
    weight,
)
from communique.model import Brief, Section, Sentence

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>()#+!|~$&:=-])")
_SAFE_IN_ADDRESS: Final = "/:?#@!$&'*+,;=%~._-"


def escape(text: str) -> str:
    """Text that Markdown shows as it is, on one line: no markup, no HTML, no address that turns into a link.

    A hyphen or plus is special only where it begins a list, and a colon where it ends a scheme; they are
    escaped in these places alone, so that the source stays legible.
    """
    plain = " ".join(text.split())
    escaped = _SPECIAL.sub(lambda match: _escaped(match, plain), plain)
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", escaped)


def _escaped(match: re.Match[str], text: str) -> str:
    char = match[1]
    if char in "+-=:()$":
        starts_line = match.start() == 0
        ends_scheme = char == ":" and text[match.end() : match.end() + 2] == "//"
        return f"\\{char}" if starts_line or ends_scheme else char
    return f"&{'amp;' if char == '&' else ''}" if char == "&" else f"\\{char}"


def render_markdown(brief: Brief, marking: str = "") -> str:
    """The whole brief as Markdown; the marking above and below."""
    found = citations(brief)
    about = f"{' and '.join(brief.names)}; {period(brief)}; {coverage(found)}"
    marked = [f"**{marking}**"] if marking else []
    parts = [*marked, f"# {escape(brief.question)}", f"*{escape(about)}*"]
    if not brief.sections:
        parts.append(NOTHING)
    for section in brief.sections:
        parts += [f"## {escape(section.heading)}", *_section(brief, section, found)]
        if section.key == "takeaways":
            parts += _ladder(brief)
    if found.sources:
        parts += [
            "## Sources",
            "\n".join(_source(source) for source in found.sources),
            f"*{INFERRED}*",
            f"*{LIKELIHOOD}*",
        ]
        parts.append("\n".join(note for source in found.sources for note in _footnotes(source)))
    return "\n\n".join([*parts, *marked]) + "\n"


def _section(brief: Brief, section: Section, found: Citations) -> list[str]:
    if section.key == "synopsis":
        return [" ".join(_said(sentence, found) for sentence in section.sentences)]
    if section.key == "programmes":
        return _dossier(brief, section, found)
    if weighs(section):
        return ["\n".join(_weighed(brief, section, found))]
    return ["\n".join(f"- {_said(sentence, found)}" for sentence in section.sentences)]


def _weighed(brief: Brief, section: Section, found: Citations) -> list[str]:
    """The sentences about each fact, and how well it is attested."""
    facts = {fact.id: fact for fact in brief.facts}
    lines = []
    for fact, sentences in by_fact(section):
        said = [f"- {_said(sentence, found)}" for sentence in sentences]
        lines += [*said[:-1], f"{said[-1]} *({weight(facts[fact])})*"]
    return lines


def _dossier(brief: Brief, section: Section, found: Citations) -> list[str]:
    parts = []
    for name, entries in by_line(brief, section):
        items = [
            f"- {' '.join(_said(sentence, found) for sentence in sentences)} *({weight(fact)})*"
            for fact, sentences in entries
        ]
        parts += [f"### {escape(name)}", "\n".join(items)]
    return parts


def _ladder(brief: Brief) -> list[str]:
    ladder, rows = rungs(brief)
    if not ladder.standings:
        return []
    table = ["| Rung | Programmes |", "|---|---|"]
    table += [f"| {title} | {escape('; '.join(named))} |" for title, named in rows]
    return ["## The ladder", "\n".join(table)]


def _said(sentence: Sentence, found: Citations) -> str:
    return escape(sentence.text) + "".join(f"[^{label}]" for label in found.of(sentence))


def _source(source: Source) -> str:
    said = f"{escape(source.publisher or 'No publisher')}, {date_words(source.published)}"
    title = escape(source.title)
    if source.link and title:
        return f"{source.number}. {said}: [{title}](<{percent(source.link, safe=_SAFE_IN_ADDRESS)}>)"
    return f"{source.number}. {said}: {title}" if title else f"{source.number}. {said}"


def _footnotes(source: Source) -> list[str]:
    head = f"{escape(source.publisher or 'No publisher')}, {date_words(source.published)}"
    return [
        f"[^{quote.label}]: {head}: {' … '.join(f'“{escape(words)}”' for words in quote.words)}"
        for quote in source.quotes
    ]
