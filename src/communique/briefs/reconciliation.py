"""A reconciliation as one self-contained HTML page: both sides of each line, and the words behind ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined

from communique.analysis.reconcile import OUTCOMES, Comparison
from communique.knowledge import Knowledge

# As many reports of a fact as the page quotes.
_QUOTED = 4


def page(rows: Sequence[Comparison], source: str, knowledge: Knowledge) -> str:
    """The page; ``source`` is the name of the published file."""
    environment = Environment(
        loader=PackageLoader("communique.briefs"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    counts = Counter(row.outcome for row in rows)
    return environment.get_template("reconciliation.html").render(
        rows=rows,
        source=source,
        counts=[(outcome, counts[outcome]) for outcome in OUTCOMES],
        name=knowledge.name_of,
        names=lambda codes: ", ".join(map(knowledge.name_of, codes)),
        quoted=_QUOTED,
    )
