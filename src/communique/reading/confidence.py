"""How sure the reader is of a claim: a weighed sum of what is known of how it was read.

The weights are a table, ``data/confidence.csv``, fitted by ``python -m communique.evaluation.calibrate`` to
the cases that rules are written on; ``docs/accuracy.md`` says how well they hold on cases held back.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from importlib import resources
from typing import Final

from communique.model import Claim
from communique.reading.text import Layout

# Sentences of the body that open a report.
_LEAD: Final = 2
# Nothing that is read by rule is certain, and nothing that a rule makes is worthless.
_LEAST, _MOST = 0.02, 0.98
# Slots that ought to be filled; a claim that leaves one open was read from less.
_EXPECTED: Final[dict[str, tuple[str, ...]]] = {
    "engagement": ("participants", "date"),
    "mechanism": ("parties",),
    "programme": ("supplier", "recipient"),
}


def with_confidence(claims: Iterable[Claim], layout: Layout) -> list[Claim]:
    """The claims of one document, each with the confidence of this reader."""
    return [replace(claim, confidence=confidence(claim, layout)) for claim in claims]


def confidence(claim: Claim, layout: Layout) -> float:
    """The chance that all key slots of the claim are right, from 0.02 to 0.98, in hundredths."""
    weights = _weights()
    total = sum(weights.get(name, 0.0) * value for name, value in features(claim, layout).items())
    return round(min(_MOST, max(_LEAST, 1.0 / (1.0 + math.exp(-total)))), 2)


def features(claim: Claim, layout: Layout) -> Mapping[str, float]:
    """What is known of how a claim was read, by name; a name without a weight counts for nothing."""
    found = {"always": 1.0, f"kind {claim.kind}": 1.0, f"stands in {_role(claim, layout)}": 1.0}
    for _, source in claim.inferred:
        sign = f"inferred from {source.partition(':')[0]}"
        found[sign] = found.get(sign, 0.0) + 1.0
    left_open = sum(not getattr(claim, slot) for slot in _EXPECTED.get(claim.kind, ()))
    if left_open:
        found["slot left open"] = float(left_open)
    name = claim.equipment or ""
    signs = {
        "no frame links it": claim.rule.endswith((":near", ":told")),
        "set off by a noun": "/n" in claim.rule,
        "equipment in common nouns": bool(name) and not any(c.isupper() or c.isdigit() for c in name),
        "more than two parties": len(claim.members) > 2,
        "said more than once": len(claim.evidence) > 1,
        "hedged": claim.hedge is not None,
        "denied": claim.denied,
    }
    return found | {sign: 1.0 for sign, seen in signs.items() if seen}


def _role(claim: Claim, layout: Layout) -> str:
    """Where the first quote stands: title, lead, summary, speech or body."""
    start = claim.evidence[0].start
    before = 0
    for span in layout.sentences:
        if span.start <= start < span.end:
            return "lead" if span.role == "body" and before <= _LEAD else span.role
        before += span.role == "body"
    return "body"


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    table = resources.files("communique.reading").joinpath("data", "confidence.csv")
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    return {row["feature"]: float(row["weight"]) for row in rows}
