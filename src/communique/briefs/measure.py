"""What a brief tells at length, and what it only counts: a page of a thousand sentences answers nothing.

Of most pairs everything is told. Of a pair with very many facts the weightiest programmes and mechanisms are
told, and of all else the newest; what is left is counted by kind, with the foremost of it by name. Synopsis,
takeaways and what changed draw on all of it, told or not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from communique.analysis.moments import began, is_denied, is_doubtful, is_firm, latest
from communique.briefs.disputes import name_of
from communique.briefs.english import number
from communique.briefs.programmes import Words
from communique.briefs.stance import pick, say
from communique.model import Fact, Sentence
from communique.vocabulary import KINDS

# Of each kind as many are told; of what is denied or doubtful, which stands among the disputed, as many of all kinds.
MOST_TOLD: Final[Mapping[str, int]] = {
    "programme": 80,
    "engagement": 60,
    "mechanism": 30,
    "use": 30,
    "pressure": 30,
    "posture": 30,
}
MOST_DOUBTED: Final = 60
_MOST_NAMED: Final = 5
_NOUNS: Final[Mapping[str, tuple[str, str]]] = {
    "use": ("use in operations", "uses in operations"),
    "posture": ("statement about their course", "statements about their course"),
    "pressure": ("pressure", "pressures"),
}
_DOUBTED: Final = ("thing that is denied or doubtful", "things that are denied or doubtful")

_Order = Callable[[Fact], tuple[Any, ...]]


def measured(facts: Sequence[Fact]) -> tuple[list[Fact], list[Fact]]:
    """The facts to be told and those to be counted, each in the order given."""
    told: set[str] = set()
    for kind in KINDS:
        some = [fact for fact in facts if fact.kind == kind and not _is_doubted(fact)]
        told |= {fact.id for fact in sorted(some, key=_ORDERS.get(kind, _newest))[: MOST_TOLD[kind]]}
    doubted = sorted((fact for fact in facts if _is_doubted(fact)), key=_weightiest)
    told |= {fact.id for fact in doubted[:MOST_DOUBTED]}
    return [fact for fact in facts if fact.id in told], [fact for fact in facts if fact.id not in told]


def counted_only(rest: Sequence[Fact], words: Words) -> list[Sentence]:
    """A sentence for each kind of which facts are not told: how many, and the foremost by name."""
    made = []
    for kind in KINDS:
        some = [fact for fact in rest if fact.kind == kind and not _is_doubted(fact)]
        if some:
            nouns = _NOUNS.get(kind, (kind, f"{kind}s"))
            made.append(_counted(some, nouns, _ORDERS.get(kind, _newest), words))
    doubted = [fact for fact in rest if _is_doubted(fact)]
    if doubted:
        made.append(_counted(doubted, _DOUBTED, _weightiest, words))
    return made


def _counted(facts: Sequence[Fact], nouns: tuple[str, str], order: _Order, words: Words) -> Sentence:
    shown = sorted(facts, key=order)[:_MOST_NAMED]
    named = "; ".join(dict.fromkeys(name_of(fact, words) for fact in shown))
    joined = ": " if len(facts) == len(shown) else ", among them "
    clause = f"reports tell of {number(len(facts))} more {nouns[len(facts) > 1]}{joined}{named}"
    return say(clause, [claim for fact in shown for claim in pick(fact.cited, 1)], *shown)


def _is_doubted(fact: Fact) -> bool:
    return is_denied(fact) or is_doubtful(fact)


def _newest(fact: Fact) -> tuple[Any, ...]:
    return (-(began(fact) or dt.date.min).toordinal(), fact.id)


def _weightiest(fact: Fact) -> tuple[Any, ...]:
    return (-fact.voices, -(latest(fact) or dt.date.min).toordinal(), fact.id)


def _firm_first(fact: Fact) -> tuple[Any, ...]:
    return (bool(fact.slots.get("unnamed")), not is_firm(fact), *_weightiest(fact))


_ORDERS: Final[Mapping[str, _Order]] = {"programme": _firm_first, "mechanism": _weightiest}
