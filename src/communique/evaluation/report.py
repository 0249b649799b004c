"""The figures as lines for a person, and as JSON: in the form of the public scorer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from communique.evaluation.agreement import Data
from communique.evaluation.measures import ALL, Outcome, Scores, Tally
from communique.evaluation.spelling import is_empty
from communique.vocabulary import KINDS

_LONGEST: Final = 260
_UNREAD_NAMED: Final = 5
_HEAD: Final = (
    f"{'kind':<12}{'gold':>6}{'read':>6}   "
    f"{'lenient P':>9}{'R':>7}{'F1':>7}   {'strict P':>9}{'R':>7}{'F1':>7}"
)
# What the JSON of a claim holds beyond what it says.
_ASIDE: Final = frozenset({"evidence", "id", "belief"})


def table_lines(scores: Scores) -> list[str]:
    """The table by kind, with the pairs, the slots and the two figures that sum it up."""
    unread = ""
    if scores.unread:
        unread = f", {len(scores.unread)} not read: {', '.join(scores.unread[:_UNREAD_NAMED])}"
    quiet = f"{scores.quiet} of them with nothing to find ({scores.false_alarms} false alarms)"
    rows = [_row(kind, scores.lenient[kind], scores.strict[kind]) for kind in _kinds(scores)]
    pairs = scores.pairs
    slots = ", ".join(f"{slot} {right}/{of}" for slot, (right, of) in sorted(scores.slots.items()))
    return [
        f"{scores.articles} articles, {quiet}{unread}",
        _HEAD,
        *rows,
        f"pairs of parties in relation: P {pairs.precision:.2f}, R {pairs.recall:.2f}, F1 {pairs.f1:.2f}",
        f"slots on matched claims: {slots}",
        f"strict F1 {scores.strict[ALL].f1:.3f}, lenient F1 {scores.lenient[ALL].f1:.3f}",
    ]


def error_lines(scores: Scores) -> Iterator[str]:
    """Every claim that was missed and every one too many, article by article."""
    for article in scores.outcomes:
        for mark, claim in errors(article):
            yield f"  {mark:<6} {article.name}: {brief(claim)}"


def errors(article: Outcome) -> Iterator[tuple[str, Data]]:
    """What is ``missed`` and ``extra`` in one article under the strict comparison."""
    for kind in article.kinds:
        yield from (("missed", kind.golds[i]) for i in kind.strict.missed)
        yield from (("extra", kind.reads[j]) for j in kind.strict.extra)


def brief(claim: Data) -> str:
    """A claim as one short line of JSON, without its quotes."""
    kept = {key: value for key, value in claim.items() if key not in _ASIDE and not is_empty(value)}
    text = json.dumps(kept, ensure_ascii=False)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."


def as_data(scores: Scores) -> dict[str, Any]:
    """The figures as JSON data, rates to four digits."""
    return {
        "lenient": {kind: _counted(tally) for kind, tally in scores.lenient.items()},
        "strict": {kind: _counted(tally) for kind, tally in scores.strict.items()},
        "pairs": _rates(scores.pairs),
        "slots": {slot: {"right": right, "of": of} for slot, (right, of) in scores.slots.items()},
        "unread": list(scores.unread),
        "quiet": scores.quiet,
        "false_alarms": scores.false_alarms,
    }


def _kinds(scores: Scores) -> Iterator[str]:
    """The kinds that occur, and ``all``."""
    for kind in (*KINDS, ALL):
        if scores.lenient[kind].gold or scores.lenient[kind].read:
            yield kind


def _row(kind: str, lenient: Tally, strict: Tally) -> str:
    return f"{kind:<12}{lenient.gold:>6}{lenient.read:>6}   {_cells(lenient)}   {_cells(strict)}"


def _cells(tally: Tally) -> str:
    return f"{tally.precision:>9.2f}{tally.recall:>7.2f}{tally.f1:>7.2f}"


def _rates(tally: Tally) -> dict[str, float]:
    return {
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
        "f1": round(tally.f1, 4),
    }


def _counted(tally: Tally) -> dict[str, float]:
    return {**_rates(tally), "gold": tally.gold, "read": tally.read}
