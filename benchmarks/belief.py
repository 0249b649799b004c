"""The figures and drawings of docs/belief.md: whether belief keeps its word on gold. Measured, never typed by hand.

    python benchmarks/belief.py                 print the tables
    python benchmarks/belief.py --write         put them into the page, and the diagrams into docs/images

Of the held-back half only figures are printed: no text, no claim, no error.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from communique.assembly.priors import priors
from communique.evaluation import load_cases, read_cases
from communique.evaluation.beliefs import believed
from communique.evaluation.calibration import Calibration, Said, calibration
from communique.evaluation.gold import Case
from communique.evaluation.readings import Reading
from communique.knowledge import load

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "belief.md"
IMAGES = ROOT / "docs" / "images"
HALVES = ("working", "test")
# What an unknown publisher's own error might be; the cases of gold name hardly any publisher.
TRIED = (0.0, 0.05, 0.07, 0.10, 0.15, 0.25)
SIDE, EDGE = 260.0, 40.0


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A pipe table, numbers to the right."""
    rule = "|" + "|".join("---" if i == 0 else "---:" for i in range(len(header))) + "|"
    return "\n".join([_row(header), rule, *map(_row, rows)])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def reliability(found: Calibration) -> str:
    """Belief as stated against the share of facts that are right, in tenths, and the two sums."""
    rows = [
        (f"{one.low:.1f} to {one.high:.1f}", str(one.claims), f"{one.stated:.2f}", f"{one.kept:.2f}")
        for one in found.bins
    ]
    sums = (
        f"{found.claims} facts; Brier score {found.brier:.3f}, expected calibration error {found.error:.3f}."
    )
    return table(("belief", "facts", "stated", "right"), rows) + "\n\n" + sums


def by_word(said: dict[str, list[Said]]) -> str:
    """The share of right facts for each word of likelihood, beside what the word promises."""
    figures = priors(load())
    rows = []
    for row in load().rows("belief"):
        if row["part"] == "word":
            cells = [
                _share([s for s in said[half] if figures.likelihood(s.confidence) == row["name"]])
                for half in HALVES
            ]
            rows.append((row["name"], row["meaning"].removesuffix(" per cent"), *cells))
    return table(("word", "per cent", *(f"{half} half: right" for half in HALVES)), rows)


def _share(said: Sequence[Said]) -> str:
    return f"{sum(one.right for one in said)} of {len(said)}" if said else "–"


def unknowns(halves: dict[str, tuple[list[Case], list[Reading]]]) -> str:
    """What other figures for a publisher that nobody knows would make of the calibration."""
    rows = []
    for error in TRIED:
        with tempfile.TemporaryDirectory() as folder:
            row = f"part,name,value,source\nsystematic,F,{error},tried\n"
            (Path(folder) / "belief.csv").write_text(row, encoding="utf-8")
            found = [calibration(believed(*halves[half], load(folder))) for half in HALVES]
        rows.append((f"{error:.2f}", *(f"{one.brier:.3f} / {one.error:.3f}" for one in found)))
    header = ("error of F", *(f"{half} half: Brier / calibration error" for half in HALVES))
    return table(header, rows)


def drawing(found: Calibration, title: str) -> str:
    """The reliability diagram as SVG: on the line belief keeps its word; the area of a point is its facts."""
    most = max((one.claims for one in found.bins), default=1)
    points = "".join(
        f'<circle cx="{_x(one.stated):.1f}" cy="{_y(one.kept):.1f}" r="{3 + 9 * (one.claims / most) ** 0.5:.1f}">'
        f"<title>{one.claims} facts: stated {one.stated:.2f}, right {one.kept:.2f}</title></circle>"
        for one in found.bins
    )
    ticks = "".join(
        f'<text x="{_x(n / 5):.0f}" y="{EDGE + SIDE + 16:.0f}" text-anchor="middle">{n / 5:.1f}</text>'
        f'<text x="{EDGE - 6:.0f}" y="{_y(n / 5) + 4:.0f}" text-anchor="end">{n / 5:.1f}</text>'
        for n in range(6)
    )
    size = SIDE + 2 * EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size:.0f} {size + 10:.0f}" role="img" '
        f'font-family="sans-serif" font-size="11" fill="#555"><title>{title}</title>'
        f'<rect width="100%" height="100%" fill="#fff"/>'
        f'<rect x="{EDGE}" y="{EDGE}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#bbb"/>'
        f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#bbb" stroke-dasharray="4 4"/>'
        f'<g fill="#1f5fa8" fill-opacity="0.75">{points}</g>{ticks}'
        f'<text x="{EDGE + SIDE / 2}" y="{EDGE + SIDE + 34}" text-anchor="middle">belief as stated</text>'
        f'<text x="{EDGE}" y="{EDGE - 14}">share of the facts that are right: {title}</text></svg>\n'
    )


def _x(share: float) -> float:
    return EDGE + share * SIDE


def _y(share: float) -> float:
    return EDGE + (1.0 - share) * SIDE


def filled(page: str, found: dict[str, str]) -> str:
    """A page with each table between ``<!-- figures: NAME -->`` and ``<!-- end -->`` made anew."""

    def put(match: re.Match[str]) -> str:
        name = match[1]
        return f"<!-- figures: {name} -->\n{found[name]}\n<!-- end -->" if name in found else match[0]

    return re.sub(r"<!-- figures: ([\w-]+) -->\n.*?<!-- end -->", put, page, flags=re.DOTALL)


@click.command()
@click.option("--write", is_flag=True, help="Put the tables into the page, and draw.")
def main(write: bool) -> None:
    """Measure, and print or write."""
    halves = {}
    for half in HALVES:
        cases = load_cases(ROOT / "gold" / half)
        halves[half] = (cases, list(read_cases(cases)))
    said: dict[str, list[Said]] = {half: believed(*halves[half], load()) for half in HALVES}
    made = {f"belief-{half}": reliability(calibration(said[half])) for half in HALVES}
    made["belief-words"] = by_word(said)
    made["belief-unknown"] = unknowns(halves)
    if not write:
        for name, text in made.items():
            click.echo(f"## {name}\n\n{text}\n")
        return
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), made), encoding="utf-8")
    IMAGES.mkdir(exist_ok=True)
    for half in HALVES:
        picture = drawing(calibration(said[half]), f"{half} half")
        (IMAGES / f"belief-{half}.svg").write_text(picture, encoding="utf-8")
    click.echo(f"{PAGE.relative_to(ROOT)} and {len(HALVES)} diagrams written")


if __name__ == "__main__":
    main()
