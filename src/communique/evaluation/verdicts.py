"""What became of each claim that was read: right, near, allowed or wrong; and the tables made of that.

``right`` agrees strictly with gold that counts; ``allowed`` says strictly what gold marks as optional, or
says again what another claim says; ``near`` agrees leniently only; ``wrong`` is said by no gold. So the share
of right ones among all that are not allowed is the strict precision.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from communique.evaluation.agreement import Data
from communique.evaluation.measures import KindOutcome, Outcome

Verdict = Literal["right", "near", "allowed", "wrong"]

NO_RULE: Final = "(no rule)"


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim that was read, what became of it, and the gold that it was paired with, if any."""

    claim: Data
    verdict: Verdict
    gold: Data | None = None


@dataclass(frozen=True, slots=True)
class RuleLine:
    """What the claims of one rule came to. ``missed`` is counted for no rule only."""

    rule: str
    right: int = 0
    near: int = 0
    allowed: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def read(self) -> int:
        """How many claims the rule made."""
        return self.right + self.near + self.allowed + self.wrong

    @property
    def precision(self) -> float | None:
        """The share of right ones among those that count, strictly; None where none counts."""
        counted = self.read - self.allowed
        return self.right / counted if counted else None


def judged(article: Outcome) -> Iterator[Judged]:
    """Each claim read from an article with its verdict, kind by kind in the order of the text."""
    for kind in article.kinds:
        yield from _judged(kind)


def missed(article: Outcome) -> Iterator[Data]:
    """The gold of an article that nothing read agrees with, not even leniently."""
    for kind in article.kinds:
        found = {i for i, _ in kind.lenient.hits}
        yield from (kind.golds[i] for i in kind.strict.missed if i not in found)


def by_rule(articles: Iterable[Outcome]) -> list[RuleLine]:
    """A line for each rule, the busiest first, and one for what no rule found, by kind."""
    counts: dict[str, Counter[str]] = {}
    for article in articles:
        for one in judged(article):
            counts.setdefault(str(one.claim.get("rule", "")), Counter())[one.verdict] += 1
        for gold in missed(article):
            counts.setdefault(f"{NO_RULE} {gold['kind']}", Counter())["missed"] += 1
    lines = [RuleLine(rule, **count) for rule, count in counts.items()]
    return sorted(lines, key=lambda line: (-line.read, -line.missed, line.rule))


def _judged(kind: KindOutcome) -> Iterator[Judged]:
    strict = {j: i for i, j in (*kind.strict.hits, *kind.strict.allowed)}
    lenient = {j: i for i, j in (*kind.lenient.hits, *kind.lenient.allowed)}
    right = {j for _, j in kind.strict.hits}
    near = {*lenient, *kind.lenient.repeats}
    for j, claim in enumerate(kind.reads):
        at = strict.get(j, lenient.get(j))
        gold = None if at is None else kind.golds[at]
        if j in right:
            yield Judged(claim, "right", gold)
        elif j in kind.strict.excused:
            yield Judged(claim, "allowed", gold)
        else:
            yield Judged(claim, "near" if j in near else "wrong", gold)
