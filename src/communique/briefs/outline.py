"""What every rendering of a brief shares: the line under the title, and sentences grouped by their fact."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from communique.analysis import Ladder, Standing, ladder
from communique.analysis.moments import is_denied
from communique.briefs.citations import Citations
from communique.briefs.days import date_words
from communique.briefs.english import counted, number
from communique.model import Brief, Fact, Section, Sentence
from communique.vocabulary import MODES

RUNG_TITLES = ("Transfer", "Sustainment", "Licensed production", "Co-production", "Co-development")
NOTHING = "No report in hand speaks of the defence relations of these two parties in this period."
UNNAMED = "Not named"
INFERRED = (
    "“Inferred” marks what the words quoted leave open and the rest of the report, or the tables of "
    "equipment and bodies, fill in. “Reported” with a date is the day of the report, where it tells no other."
)

LIKELIHOOD = (
    "The words after the number of sources say how sure it is that the statement holds, by who says it and how: almost no "
    "chance (01 to 05 per cent), very unlikely (05 to 20), unlikely (20 to 45), roughly even chance (45 to 55), "
    "likely (55 to 80), very likely (80 to 95), almost certain (95 to 99)."
)


def period(brief: Brief) -> str:
    """The period asked for, or the span of the documents cited."""
    if brief.since and brief.until:
        return f"{date_words(brief.since)} to {date_words(brief.until)}"
    if brief.since:
        return f"since {date_words(brief.since)}"
    return f"until {date_words(brief.until)}" if brief.until else "all dates"


def coverage(found: Citations) -> str:
    """``29 reports by 8 publishers, 15 February 2001 to 5 December 2025``."""
    publishers = {source.publisher for source in found.sources if source.publisher}
    days = sorted(source.published for source in found.sources if source.published)
    said = counted(len(found.sources), "report")
    if publishers:
        said += f" by {counted(len(publishers), 'publisher')}"
    if days:
        span = (
            date_words(days[0]) if days[0] == days[-1] else f"{date_words(days[0])} to {date_words(days[-1])}"
        )
        said += f", {span}"
    return said


def by_fact(section: Section) -> list[tuple[str, list[Sentence]]]:
    """The sentences of a section, those in a row about one fact together, with the fact's id."""
    groups = groupby(section.sentences, key=lambda s: s.facts[0] if s.facts else "")
    return [(fact, list(sentences)) for fact, sentences in groups]


def by_line(brief: Brief, section: Section) -> list[tuple[str, list[tuple[Fact, list[Sentence]]]]]:
    """The dossier: lines of equipment, in each its programmes with their sentences."""
    facts = {fact.id: fact for fact in brief.facts}
    entries = [(facts[fact], said) for fact, said in by_fact(section) if fact in facts]
    lines: dict[str, list[tuple[Fact, list[Sentence]]]] = {}
    for fact, said in entries:
        name = (
            UNNAMED
            if fact.slots.get("unnamed")
            else str(fact.slots.get("line") or fact.slots.get("equipment"))
        )
        lines.setdefault(name, []).append((fact, said))
    return list(lines.items())


def rungs(brief: Brief) -> tuple[Ladder, list[tuple[str, list[str]]]]:
    """The ladder, and for each rung from the highest its title and programmes in words."""
    found = ladder([fact for fact in brief.facts if not is_denied(fact)])
    rows = []
    for rung in reversed(range(len(MODES))):
        named: dict[str, str] = {}
        for standing in found.standings:
            if standing.rung == rung:
                year = year_of(standing)
                note = "stopped" if standing.stopped else "" if standing.firm else "not under contract"
                marks = ", ".join(part for part in (year, note) if part)
                named.setdefault(
                    standing.equipment, f"{standing.equipment} ({marks})" if marks else standing.equipment
                )
        rows.append((RUNG_TITLES[rung], list(named.values())))
    return found, rows


def year_of(standing: Standing) -> str:
    """``2018``; ``by 2018`` where only the year of the first report is known."""
    if standing.since and standing.since[:4].isdigit():
        return standing.since[:4]
    return f"by {standing.start.year}" if standing.start else ""


def weight(fact: Fact) -> str:
    """How well a fact is attested: ``one independent source; likely``; that only parties to it tell it is said."""
    said = f"{number(fact.voices)} independent source{'' if fact.voices == 1 else 's'}"
    if fact.weighing is None:
        return said
    partial = fact.weighing.sources and all(source.party for source in fact.weighing.sources)
    party = ", told by parties to the matter alone" if partial else ""
    return f"{said}{party}; {fact.weighing.likelihood}"


def weighs(section: Section) -> bool:
    """True for the parts in which each fact is told at length, and so how well it is attested."""
    return section.key in ("programmes", "engagements", "mechanisms", "use", "pressures", "course")


def notes(found: Sequence[str]) -> str:
    """Labels in brackets: ``[1a] [3]``."""
    return " ".join(f"[{label}]" for label in found)
