"""Claims of gold and claims read of one article, paired one to one, best pairs first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.evaluation.agreement import COUNTED, STRICTER, Data, agrees, same_claim
from communique.evaluation.spelling import is_empty


@dataclass(frozen=True, slots=True)
class Matching:
    """Which claims of one kind agree. Numbers are places in the two lists that were matched.

    ``hits`` are pairs of (gold, read) with gold that counts; ``allowed`` pairs with optional gold;
    ``repeats`` the claims read that say again what another one said; ``missed`` gold that counts and was not
    read; ``extra`` what was read and no gold says.
    """

    hits: tuple[tuple[int, int], ...]
    allowed: tuple[tuple[int, int], ...]
    repeats: tuple[int, ...]
    missed: tuple[int, ...]
    extra: tuple[int, ...]

    @property
    def excused(self) -> tuple[int, ...]:
        """Claims read that are neither rewarded nor punished."""
        return (*(read for _, read in self.allowed), *self.repeats)


def match(golds: Sequence[Data], reads: Sequence[Data], slots: tuple[str, ...]) -> Matching:
    """Pairs the claims of one kind that agree in these slots.

    Gold that counts goes before optional gold, then the pair that agrees in most slots, then the order of the
    lists.
    """
    chosen = _chosen(golds, reads, slots)
    taken = {read for _, read in chosen}
    paired = {gold for gold, _ in chosen}
    left = [index for index in range(len(reads)) if index not in taken]
    repeats = [index for index in left if any(same_claim(gold, reads[index], slots) for gold in golds)]
    return Matching(
        hits=tuple(pair for pair in chosen if not golds[pair[0]].get("optional")),
        allowed=tuple(pair for pair in chosen if golds[pair[0]].get("optional")),
        repeats=tuple(repeats),
        missed=tuple(i for i, gold in enumerate(golds) if i not in paired and not gold.get("optional")),
        extra=tuple(index for index in left if index not in repeats),
    )


def _chosen(golds: Sequence[Data], reads: Sequence[Data], slots: tuple[str, ...]) -> list[tuple[int, int]]:
    fitting = [
        (bool(gold.get("optional")), -_slots_right(gold, read), i, j)
        for i, gold in enumerate(golds)
        for j, read in enumerate(reads)
        if same_claim(gold, read, slots)
    ]
    chosen: dict[int, int] = {}
    for _, _, i, j in sorted(fitting):
        if i not in chosen and j not in chosen.values():
            chosen[i] = j
    return list(chosen.items())


def _slots_right(gold: Data, read: Data) -> int:
    """In how many of the slots that gold fills, beyond its identity, the claim read agrees."""
    slots = (*STRICTER[str(gold["kind"])], *COUNTED)
    return sum(agrees(slot, gold, read) for slot in slots if not is_empty(gold.get(slot)))
