"""Forty pages in the manner of twenty outlets: templates in ``pages/``, each around two of the reports in ``examples/``.

Around the words of the report stand the things that outlets put there: consent to cookies, newsletters, related
stories, paywalls, captions, biographies, comments, and dates of other things.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from communique.model import Document
from communique.sources.encoding import decode
from communique.sources.frontmatter import split_front_matter
from communique.sources.page import Page

HERE: Final = Path(__file__).parent
EXAMPLES: Final = HERE.parent.parent / "examples"

# The name of the outlet that each template is made out to; none of them is a real one.
OUTLETS: Final = {
    "01-wire-graph": "Northern Wire",
    "02-broadcaster-blocks": "Island Broadcasting News",
    "03-agency-opengraph": "EAST AGENCY",
    "04-ministry-portal": "Press Information Office",
    "05-department-release": "Department of Defence Affairs",
    "06-daily-published-updated": "The Southern Daily",
    "07-daily-microdata": "The Capital Express",
    "08-magazine-parsely": "Policy Abroad",
    "09-trade-arc": "Arms Trade Weekly",
    "10-blog-wordpress": "The Frigate Blog",
    "11-page-date-european": "Gazette of the East",
    "12-amp": "Straits Times of Elsewhere",
    "13-portal-dublin-core": "Ministry of National Defence",
    "14-daily-time-in-words": "The Island Shimbun",
    "15-agency-empty-schema": "Plateau Agency",
    "16-agency-source-line": "New Dawn",
    "17-think-tank": "Institute for Arms and Industry",
    "18-next-paywall": "The Statesman's Weekly",
    "19-table-layout": "Ministry of War and Peace",
    "20-embassy-rdfa": "Embassy of Ruritania",
}
RELATED: Final = (
    "Navy takes over the third of its new patrol vessels",
    "Parliament asks for the papers on the cancelled tender",
    "What the coming summit has on its table",
)
_WORD: Final = re.compile(r"\w+(?:[-'’]\w+)*")


@dataclass(frozen=True, slots=True)
class Case:
    """One page, and what is to be found in it; ``body`` is its main text without the title."""

    name: str
    html: str
    title: str
    publisher: str
    published: str
    body: str


@dataclass(frozen=True, slots=True)
class Score:
    """What was found right in a page; recall and precision of the main text by words."""

    name: str
    title: bool
    publisher: bool
    published: bool
    recall: float
    precision: float


def cases() -> Iterator[Case]:
    """The forty pages, two by each template."""
    templates = Environment(
        loader=FileSystemLoader(HERE / "pages"), autoescape=True, undefined=StrictUndefined
    )
    reports = iter(sorted(EXAMPLES.rglob("*.txt")))
    for name, outlet in OUTLETS.items():
        for number in (1, 2):
            block = split_front_matter(next(reports).read_text(encoding="utf-8"), name)
            paragraphs = [" ".join(part.split()) for part in block.body.split("\n\n") if part.strip()]
            day = date.fromisoformat(block.values["published"])
            html = templates.get_template(f"{name}.html").render(
                title=block.values["title"],
                outlet=outlet,
                paragraphs=paragraphs,
                related=RELATED,
                author="Alex Example",
                url=f"https://{name[3:]}.example/news/{number}",
                **_days(day),
            )
            extra = ["What was agreed"] if name.startswith("17") and len(paragraphs) > 2 else []
            body = "\n".join([*paragraphs, *extra])
            yield Case(f"{name}/{number}", html, block.values["title"], outlet, day.isoformat(), body)


def score(case: Case) -> Score:
    """Reads a page as a file of it would be read, and compares."""
    encoding = "cp1252" if "19-" in case.name else "utf-8"
    raw = case.html.encode(encoding, "xmlcharrefreplace")
    assert decode(raw, encoding) is not None
    found = [item for item in Page().documents(case.name, raw) if isinstance(item, Document)]
    document = found[0]
    recall, precision = overlap(words(case.title + "\n" + case.body), words(document.text))
    return Score(
        case.name,
        document.title == case.title,
        document.publisher == case.publisher,
        document.published == case.published,
        recall,
        precision,
    )


def words(text: str) -> Sequence[str]:
    """The words of a text."""
    return _WORD.findall(text.casefold())


def overlap(wanted: Sequence[str], found: Sequence[str]) -> tuple[float, float]:
    """Recall and precision of words, each counted as often as it comes."""
    both = sum((Counter(wanted) & Counter(found)).values())
    return both / len(wanted), both / max(1, len(found))


def _days(day: date) -> dict[str, str]:
    """A day as outlets write it, and a later day on which they changed the page."""
    later = day + timedelta(days=1)
    short = day.strftime("%b") + ("." if day.month != 5 else "")
    ending = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(day.day, "th")
    return {
        "day": day.isoformat(),
        "later": later.isoformat(),
        "long": f"{day:%B} {day.day}, {day.year}",
        "abs": f"{short} {day.day}, {day.year}",
        "plain": f"{day.day} {day:%B %Y}",
        "pib": f"{day:%d} {day:%b} {day.year}".upper(),
        "european": f"{day:%d.%m.%Y}",
        "later_european": f"{later:%d.%m.%Y}",
        "dotted": f"{day:%d.%m.%Y}",
        "slashed": f"{day:%Y/%m/%d}",
        "ordinal": f"{day:%b} {day.day}{ending} {day.year}",
    }
