"""The figures of docs/accuracy.md, docs/knowledge.md and gold/README.md as Markdown tables, measured and never typed by hand.

    python benchmarks/accuracy.py                          print the tables
    python benchmarks/accuracy.py --write                  put them between the marks in these pages
    python benchmarks/accuracy.py --public FOLDER          measure public cases too, which lie elsewhere

Of the held-back half only figures are printed: no text, no claim, no error.
"""

from __future__ import annotations

import math
import re
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from communique.evaluation import Case, Reading, Scores, load_cases, read_cases, score
from communique.evaluation.calibration import Said, calibration, said, thresholds
from communique.evaluation.measures import ALL, Tally
from communique.evaluation.verdicts import judged
from communique.knowledge import load
from communique.knowledge.tables import KEYS
from communique.reading import Reader, reader
from communique.vocabulary import KINDS

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "docs" / "accuracy.md", ROOT / "docs" / "knowledge.md", ROOT / "gold" / "README.md")
# Twelve states that do one thing together make 66 pairs.
_CROWD = 40
NAMES = {"working": "working half", "test": "test half", "cases": "public cases"}


@dataclass(frozen=True)
class Measured:
    """A folder of gold, what was read in it, and its figures."""

    name: str
    cases: Sequence[Case]
    readings: Sequence[Reading]
    scores: Scores


def measure(folder: Path) -> Measured:
    """Reads a folder and scores it."""
    cases = load_cases(folder)
    readings = list(read_cases(cases))
    scores = score(cases, {one.name: one.data for one in readings if one.data is not None})
    return Measured(NAMES.get(folder.resolve().name, folder.name), cases, readings, scores)


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A pipe table, numbers to the right."""
    rule = "|" + "|".join("---" if i == 0 else "---:" for i in range(len(header))) + "|"
    return "\n".join([_row(header), rule, *map(_row, rows)])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def overview(folders: Sequence[Measured]) -> str:
    """One line a folder."""
    rows = [
        (
            one.name,
            str(one.scores.articles),
            str(one.scores.strict[ALL].gold),
            f"{one.scores.strict[ALL].f1:.3f}",
            f"{one.scores.lenient[ALL].f1:.3f}",
            f"{one.scores.pairs.f1:.3f}",
            f"{one.scores.false_alarms} of {one.scores.quiet}",
        )
        for one in folders
    ]
    header = ("", "articles", "claims", "strict F1", "lenient F1", "pairs F1", "false alarms")
    return table(header, rows)


def crowd(folders: Sequence[Measured]) -> str:
    """What one article with very many parties does to the pairs."""
    parts = []
    for one in folders:
        many = [article for article in one.scores.outcomes if article.pairs.gold >= _CROWD]
        if many:
            rest = sum((a.pairs for a in one.scores.outcomes if a.pairs.gold < _CROWD), Tally())
            made = sum(article.pairs.gold for article in many)
            share = f"{made} of the {one.scores.pairs.gold} pairs come from {_number(len(many), 'article')}"
            parts.append(f"{one.name}: {share}; without it, pairs F1 is {rest.f1:.3f}")
    return "- " + ".\n- ".join(parts) + "."


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")


def by_kind(one: Measured) -> str:
    """The table of a folder by kind."""
    rows = [
        (kind, str(lenient.gold), str(strict.read), *_rates(lenient), *_rates(strict))
        for kind in (*KINDS, ALL)
        for lenient, strict in [(one.scores.lenient[kind], one.scores.strict[kind])]
    ]
    header = ("kind", "gold", "read", "lenient P", "R", "F1", "strict P", "R", "F1")
    return table(header, rows)


def _rates(tally: Tally) -> tuple[str, str, str]:
    return f"{tally.precision:.2f}", f"{tally.recall:.2f}", f"{tally.f1:.2f}"


def slots(folders: Sequence[Measured]) -> str:
    """The share of right slots on claims that match, a column a folder."""
    names = sorted({slot for one in folders for slot in one.scores.slots})
    rows = []
    for name in names:
        counts = [one.scores.slots.get(name, (0, 0)) for one in folders]
        rows.append(
            (f"`{name}`", *(f"{right}/{of} ({right / of:.0%})" if of else "–" for right, of in counts))
        )
    return table(("slot", *(one.name for one in folders)), rows)


def drop(working: Measured, held_back: Measured) -> str:
    """How much less is right on new cases: what the level of confidence is lowered by."""
    here, there = (one.scores.strict[ALL].precision for one in (working, held_back))
    return f"Strict precision is {here:.2f} on the working half and {there:.2f} on the test half: {here - there:.2f} less."


def reliability(one: Measured) -> str:
    """Stated confidence against the share that is right."""
    found = calibration(said(one.scores.outcomes))
    rows = [
        (f"{b.low:.1f} to {b.high:.1f}", str(b.claims), f"{b.stated:.2f}", f"{b.kept:.2f}")
        for b in found.bins
    ]
    sums = f"Brier score {found.brier:.3f}, expected calibration error {found.error:.3f}."
    return table(("confidence", "claims", "stated", "right"), rows) + "\n\n" + sums


def choices(one: Measured) -> str:
    """What taking only the surer claims keeps and costs, in plain words."""
    rows = []
    for limit in thresholds(said(one.scores.outcomes)):
        if limit.claims:
            wrong = limit.claims - limit.right
            words = f"{limit.right} right, {wrong} not" + (
                f": one in {limit.claims / wrong:.0f}" if wrong else ""
            )
            rows.append((f"{limit.least:.1f}", str(limit.claims), words, f"{limit.of_all_right:.0%}"))
    return table(("take from", "claims", "of these", "of all right claims kept"), rows)


def weakest(one: Measured) -> str:
    """Where claims are lost, by kind: not found at all, found with a wrong key slot, made for nothing."""
    rows = []
    for kind in KINDS:
        verdicts = [j.verdict for a in one.scores.outcomes for j in judged(a) if j.claim["kind"] == kind]
        lenient = one.scores.lenient[kind]
        rows.append(
            (kind, str(lenient.gold - lenient.hit), *(str(verdicts.count(v)) for v in ("near", "wrong")))
        )
    return table(("kind", "not found", "a key slot differs", "made for nothing"), rows)


def gate(folders: Sequence[Measured]) -> str:
    """What stops at the gate, and what is lost there: claims right with it and with every sentence parsed."""
    rows = []
    for one in folders:
        reading = Reader(load())
        documents = [r.document for r in one.readings if r.document is not None]
        scenes = [reading.scene(document) for document in documents]
        firm = [any(not claim.get("optional") for claim in case.claims) for case in one.cases]
        passed = [bool(scene.trees) for scene in scenes]
        held = sum(p for p, f in zip(passed, firm, strict=True) if f)
        parsed, whole = sum(len(s.trees) for s in scenes), sum(len(s.layout.sentences) for s in scenes)
        with _without_gate():
            every = {
                r.name: [c.to_json() for c in reading.read(r.document)] for r in one.readings if r.document
            }
        open_hits = score(one.cases, every).lenient[ALL].hit
        hits = one.scores.lenient[ALL].hit
        stopped = f"{passed.count(False) - (sum(firm) - held)} of {len(firm) - sum(firm)}"
        rows.append(
            (one.name, f"{held} of {sum(firm)}", stopped, f"{parsed / whole:.0%}", f"{hits} of {open_hits}")
        )
    header = (
        "", "articles with claims that pass", "articles without that stop", "sentences parsed",
        "claims found, of those found without it",
    )  # fmt: skip
    return table(header, rows)


@contextmanager
def _without_gate() -> Iterator[None]:
    """Every document passes and every sentence is parsed."""
    module: Any = reader
    passes, wanted = module.passes, module.wanted
    module.passes = lambda text, mentions: True
    module.wanted = lambda layout, mentions: list(layout.sentences)
    try:
        yield
    finally:
        module.passes, module.wanted = passes, wanted


def counts(folders: Sequence[Measured]) -> str:
    """How much gold there is, by kind: claims that count, and optional ones."""
    rows = []
    for kind in KINDS:
        cells = []
        for one in folders:
            claims = [c for case in one.cases for c in case.claims if c["kind"] == kind]
            optional = sum(bool(c.get("optional")) for c in claims)
            cells.append(f"{len(claims) - optional} + {optional}")
        rows.append((kind, *cells))
    quiet = [str(one.scores.quiet) for one in folders]
    rows.append(("articles", *(str(len(one.cases)) for one in folders)))
    rows.append(("with nothing to find", *quiet))
    return table(("kind", *(one.name for one in folders)), rows)


def tables() -> str:
    """The knowledge tables, with what identifies a row of each and how many rows they have."""
    known = load()
    rows = [
        (f"`{name}`", ", ".join(f"`{key}`" for key in keys), f"{len(known.rows(name)):,}")
        for name, keys in KEYS.items()
    ]
    return table(("table", "a row is identified by", "rows"), rows)


def crosscheck(held_back: Measured) -> str:
    """Calibration on each batch of the held-back half, once its level is set by the other batch alone."""
    rows = []
    for other, batch in (("a", "b"), ("b", "a")):
        level, judged_on = (_of_batch(held_back, name) for name in (other, batch))
        share = sum(one.right for one in level) / len(level)
        lowered = _lowered([one.confidence for one in level], share)
        shifted = [Said(_moved(one.confidence, lowered), one.right) for one in judged_on]
        found = calibration(shifted)
        sure = [one for one in shifted if 0.75 <= one.confidence < 0.85]
        near = f"{sum(one.right for one in sure) / len(sure):.2f} of {len(sure)}" if sure else "–"
        rows.append(
            (
                f"{batch}, level from {other}",
                str(found.claims),
                f"{found.brier:.3f}",
                f"{found.error:.3f}",
                near,
            )
        )
    header = ("batch", "claims", "Brier", "calibration error", "right of those said with about 0.8")
    return table(header, rows)


def _of_batch(one: Measured, batch: str) -> list[Said]:
    return said(article for article in one.scores.outcomes if article.name.startswith(f"{batch}-"))


def _moved(confidence: float, by: float) -> float:
    return 1 / (1 + math.exp(by - math.log(confidence / (1 - confidence))))


def _lowered(confidences: Sequence[float], mean: float) -> float:
    """By how many logits to lower these confidences so that their mean is the one given, by bisection."""
    low, high = -10.0, 10.0
    for _ in range(60):
        middle = (low + high) / 2
        over = sum(_moved(one, middle) for one in confidences) / len(confidences) > mean
        low, high = (middle, high) if over else (low, middle)
    return (low + high) / 2


def commit() -> str:
    """The commit that was measured, marked where files of the reader differ from it."""

    def git(*words: str) -> str:
        done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603, S607
        return done.stdout.strip()

    changed = git("status", "--porcelain", "--", "src/communique/reading", "src/communique/knowledge")
    return f"Measured at commit {git('rev-parse', '--short', 'HEAD')}{', with changes' if changed else ''}."


def sections(public: Path | None) -> dict[str, str]:
    """Every table by the name of its place."""
    halves = [measure(ROOT / "gold" / half) for half in ("working", "test")]
    working, held_back = halves
    gap = working.scores.strict[ALL].f1 - held_back.scores.strict[ALL].f1
    found = {
        "commit": commit(),
        "overview": overview(halves),
        "drop": drop(working, held_back),
        "gap": f"The gap between the halves is {gap:.3f} strict F1.",
        "crowd": crowd(halves),
        "working": by_kind(working),
        "test": by_kind(held_back),
        "slots": slots(halves),
        "gate": gate(halves),
        "calibration": reliability(held_back),
        "calibration-working": reliability(working),
        "crosscheck": crosscheck(held_back),
        "thresholds": choices(held_back),
        "weakest": weakest(held_back),
        "counts": counts(halves),
        "tables": tables(),
    }
    if public is not None:
        elsewhere = measure(public)
        found |= {
            "overview": overview([elsewhere, *halves]),
            "crowd": crowd([elsewhere, *halves]),
            "public": by_kind(elsewhere),
        }
    return found


def filled(page: str, found: dict[str, str]) -> str:
    """A page with each table between ``<!-- figures: NAME -->`` and ``<!-- end -->`` made anew."""

    def put(match: re.Match[str]) -> str:
        name = match[1]
        return f"<!-- figures: {name} -->\n{found[name]}\n<!-- end -->" if name in found else match[0]

    return re.sub(r"<!-- figures: ([\w-]+) -->\n.*?<!-- end -->", put, page, flags=re.DOTALL)


@click.command()
@click.option("--public", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="FOLDER")
@click.option("--write", is_flag=True, help="Put the tables into the pages.")
def main(public: Path | None, write: bool) -> None:
    """Measure, and print or write the tables."""
    found = sections(public)
    if not write:
        for name, text in found.items():
            click.echo(f"## {name}\n\n{text}\n")
        return
    for path in PAGES:
        path.write_text(filled(path.read_text(encoding="utf-8"), found), encoding="utf-8")
        click.echo(f"{path.relative_to(ROOT)} written")


if __name__ == "__main__":
    main()
