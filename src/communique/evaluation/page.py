"""One self-contained page that shows each article with right, missed and extra claims marked in its text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from communique.evaluation.agreement import COUNTED, IDENTITY, STRICTER, Data, agrees
from communique.evaluation.gold import Case
from communique.evaluation.marks import Piece, cut, evidence_marks, traces
from communique.evaluation.measures import ALL, Outcome, Scores
from communique.evaluation.readings import Reading
from communique.evaluation.report import table_lines
from communique.evaluation.spelling import is_empty
from communique.evaluation.verdicts import Judged, judged, missed
from communique.vocabulary import COMMON_SLOTS, KINDS, SLOTS

# How a verdict is called on the page, in the order of its legend.
VERDICTS: Final = ("right", "near", "wrong", "allowed", "missed")


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot of a claim as the page shows it; ``wanted`` is gold's value where that differs."""

    name: str
    value: str
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A claim beside the text: what it says, what became of it, which rule made it."""

    number: int
    kind: str
    verdict: str
    slots: tuple[Slot, ...]
    rule: str = ""
    confidence: str = ""
    inferred: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its marks and cards, and its figures for the index."""

    name: str
    title: str
    about: str
    problem: str
    pieces: tuple[Piece, ...]
    cards: tuple[Card, ...]
    gold: str
    f1: float
    counts: Mapping[str, int]

    @property
    def faulty(self) -> bool:
        """Whether anything in it is missed, only near or wrong."""
        return bool(self.problem or self.counts["missed"] or self.counts["near"] or self.counts["wrong"])


def page(cases: Sequence[Case], readings: Sequence[Reading], scores: Scores, heading: str) -> str:
    """The HTML of the page: an index with the lowest score first, then the articles in the same order."""
    by_name = {reading.name: reading for reading in readings}
    gold = {case.name: case for case in cases}
    articles = [_article(gold[one.name], by_name[one.name], one) for one in scores.outcomes]
    articles.sort(key=lambda article: (article.f1, article.name))
    environment = Environment(
        loader=PackageLoader("communique.evaluation"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html").render(
        heading=heading,
        table="\n".join(table_lines(scores)),
        strict=scores.strict[ALL].f1,
        lenient=scores.lenient[ALL].f1,
        pairs=scores.pairs.f1,
        articles=articles,
        kinds=KINDS,
        verdicts=VERDICTS,
    )


def _article(case: Case, reading: Reading, outcome: Outcome) -> Article:
    document = reading.document
    text = document.text if document else ""
    read = sorted(judged(outcome), key=lambda one: _first(one.claim))
    lost = list(missed(outcome))
    marks = [
        *(m for n, one in enumerate(read, 1) for m in evidence_marks(n, one.claim, one.verdict)),
        *(m for n, claim in enumerate(lost, len(read) + 1) for m in traces(text, n, claim)),
    ]
    cards = [
        *(_card(n, one) for n, one in enumerate(read, 1)),
        *(_missed_card(n, claim) for n, claim in enumerate(lost, len(read) + 1)),
    ]
    verdicts = [card.verdict for card in cards]
    return Article(
        name=case.name,
        title=document.title if document else "",
        about=", ".join(filter(None, (document.publisher, document.published))) if document else "",
        problem=reading.problem,
        pieces=tuple(cut(text, marks)),
        cards=tuple(cards),
        gold="\n".join(json.dumps(claim, ensure_ascii=False) for claim in case.claims),
        f1=outcome.tally(strict=True).f1,
        counts={verdict: verdicts.count(verdict) for verdict in VERDICTS},
    )


def _first(claim: Data) -> int:
    return min((span["start"] for span in claim.get("evidence", ())), default=0)


def _card(number: int, one: Judged) -> Card:
    claim = one.claim
    return Card(
        number=number,
        kind=str(claim["kind"]),
        verdict=one.verdict,
        slots=tuple(_slots(claim, one.gold)),
        rule=str(claim.get("rule", "")),
        confidence=f"{float(claim.get('confidence', 0)):.2f}",
        inferred=", ".join(f"{slot} from {source}" for slot, source in claim.get("inferred", {}).items()),
    )


def _missed_card(number: int, claim: Data) -> Card:
    slots = (Slot(name, _shown(value)) for name, value in claim.items() if name != "kind")
    return Card(number, str(claim["kind"]), "missed", tuple(slots))


def _slots(claim: Data, gold: Data | None) -> Iterator[Slot]:
    """What the claim says, slot by slot, and what gold says in slots that are compared and differ."""
    kind = str(claim["kind"])
    compared = {*IDENTITY[kind], *STRICTER[kind], *COUNTED}
    for name in (*SLOTS[kind], *COMMON_SLOTS[:3]):
        value = claim.get(name)
        differs = gold is not None and name in compared and not agrees(name, gold, claim)
        if differs or not is_empty(value):
            yield Slot(name, _shown(value), _shown(gold.get(name)) if gold is not None and differs else "")


def _shown(value: Any) -> str:
    """A value in short words: names of people, text of amounts, alternatives after a stroke."""
    if is_empty(value):
        return "–"
    if isinstance(value, list):
        return (" / " if not _codes(value) else ", ").join(_shown(item) for item in value)
    if isinstance(value, dict):
        for key in ("name", "text", "number"):
            if key in value:
                return str(value[key])
        return " ".join(f"{part:,.0f}" if isinstance(part, float) else str(part) for part in value.values())
    return str(value).lower() if isinstance(value, bool) else str(value)


def _codes(values: list[Any]) -> bool:
    """Whether a list holds members, parties or people, rather than alternatives."""
    return all(isinstance(value, dict) or str(value).isupper() for value in values)
