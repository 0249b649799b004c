"""A brief as plain data for a typesetter: headings, paragraphs with their labels, sources. No markup anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.assembly import catalogue
from communique.briefs.citations import Citations, citations
from communique.briefs.days import date_words
from communique.briefs.disputes import name_of
from communique.briefs.english import Names
from communique.briefs.ladder_drawing import draw_ladder
from communique.briefs.marking import COLOURS
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
from communique.briefs.pictures import svg
from communique.briefs.programmes import Words
from communique.briefs.timeline_drawing import draw_timeline
from communique.knowledge import Knowledge
from communique.model import Brief, Section, Sentence

# In one block of text, or each in a point of its own.
RUNNING = ("synopsis",)


@dataclass(frozen=True, slots=True)
class Point:
    """A sentence with the labels of its quotes; ``note`` stands behind it in a softer voice."""

    text: str
    labels: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Entries under a heading of their own (a line of equipment), or under none; an entry is what one fact says."""

    heading: str
    entries: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section of the brief."""

    key: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG, with its name and caption."""

    name: str
    caption: str
    svg: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A source with its quotes, and the hash under which the register keeps it."""

    number: int
    publisher: str
    date: str
    title: str
    link: str
    document: str
    quotes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sheets:
    """The whole brief; ``marking`` stands on every page, in its ``colour`` on black."""

    question: str
    names: tuple[str, str]
    about: str
    chapters: tuple[Chapter, ...]
    pictures: tuple[Picture, ...]
    references: tuple[Reference, ...]
    note: str
    nothing: str
    marking: str = ""
    colour: str = ""


def sheets(brief: Brief, knowledge: Knowledge, marking: str = "") -> Sheets:
    """The brief, ready to be set."""
    found = citations(brief)
    return Sheets(
        question=brief.question,
        names=brief.names,
        about=f"{period(brief)}; {coverage(found)}" if found.sources else period(brief),
        chapters=tuple(_chapter(brief, section, found) for section in brief.sections),
        pictures=tuple(_pictures(brief, knowledge)),
        references=tuple(_references(found)),
        note=f"{INFERRED} {LIKELIHOOD}",
        nothing="" if brief.sections else NOTHING,
        marking=marking,
        colour=COLOURS.get(marking, ""),
    )


def _chapter(brief: Brief, section: Section, found: Citations) -> Chapter:
    if section.key == "programmes":
        blocks = [
            Block(
                name,
                tuple(
                    tuple(_point(one, found, weight(fact) if one is said[-1] else "") for one in said)
                    for fact, said in entries
                ),
            )
            for name, entries in by_line(brief, section)
        ]
    elif weighs(section):
        facts = {fact.id: fact for fact in brief.facts}
        points = (
            (_point(one, found, weight(facts[fact]) if one is said[-1] else ""),)
            for fact, said in by_fact(section)
            for one in said
        )
        blocks = [Block("", tuple(points))]
    else:
        blocks = [Block("", tuple((_point(sentence, found),) for sentence in section.sentences))]
    return Chapter(section.key, section.heading, tuple(blocks))


def _point(sentence: Sentence, found: Citations, note: str = "") -> Point:
    return Point(sentence.text, found.of(sentence), note)


def _pictures(brief: Brief, knowledge: Knowledge) -> Iterator[Picture]:
    drawn, _ = rungs(brief)
    ladder = draw_ladder(drawn)
    if ladder is not None:
        caption = (
            "The ladder: each programme on its rung, in the year in which reports say that it got there. "
            "A full mark is under contract or further, an open one not yet, a cross stopped or delayed."
        )
        yield Picture("ladder", caption, svg(ladder, "The ladder of programmes"))
    words = Words(Names(knowledge), catalogue(knowledge))
    timeline = draw_timeline(brief.facts, lambda fact: name_of(fact, words), brief.since, brief.until)
    if timeline is not None:
        caption = "The timeline: engagements by level, dated steps of programmes, uses and pressures."
        yield Picture("timeline", caption, svg(timeline, "The timeline"))


def _references(found: Citations) -> Iterator[Reference]:
    for source in found.sources:
        yield Reference(
            source.number,
            source.publisher or "No publisher",
            date_words(source.published),
            source.title,
            source.link,
            source.document_id,
            tuple((quote.label, " … ".join(quote.words)) for quote in source.quotes),
        )
