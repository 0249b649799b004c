"""Which claims have a say in a pair after more reports came: told from the new claims alone, if these change nothing for the old.

The rules are those of :mod:`communique.register.pairs`. A new claim may let old ones have a say, by a line of equipment that
the two did not deal in before, or by somebody who did not press one of them before; then all are asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection, select

from communique.assembly import Catalogue, Item
from communique.register import queries
from communique.register.pairs import ENDS, Say, batches, pressing
from communique.register.schema import claim, claim_party, reading

# Of more new claims (each with its parties) all may as well be asked.
_MOST_NEW: Final = 20_000


@dataclass(frozen=True, slots=True)
class _New:
    """A new claim: what it is about, and its parties by their roles."""

    kind: str
    equipment: str
    item: Item
    ends: set[tuple[str, str]] = field(default_factory=set)

    def names(self, pair: tuple[str, str]) -> bool:
        """Whether it names both."""
        return {party for _, party in self.ends}.issuperset(pair)

    def has_a_say(self, pair: tuple[str, str], before: Say) -> bool:
        """Whether it does, where lines and makers are those of before."""
        if self.names(pair):
            return True
        if self._is_open_ended(pair) and self.equipment and self.item.line in before.lines:
            return True
        for (user, other), makers in zip((pair, pair[::-1]), before.makers, strict=True):
            deals = self.item.line in before.lines or other in self.item.origins
            if deals and self.kind == "use" and ("by", user) in self.ends:
                return True
            if ("on", user) in self.ends and any(role == "by" and one in makers for role, one in self.ends):
                return True
        return False

    def _is_open_ended(self, pair: tuple[str, str]) -> bool:
        filled = {role for role, _ in self.ends} & {*ENDS}
        return len(filled) == 1 and any(role in filled and party in pair for role, party in self.ends)


def say_since(
    connection: Connection, pair: tuple[str, str], items: Catalogue, before: Say, first: int
) -> Say | None:
    """What :func:`pairs.say` gives, where all claims found before are current and those from a number on are new.

    None where all must be asked. Judgements must be those of before.
    """
    query = select(claim.c.number, claim.c.kind, claim.c.equipment, claim_party.c.role, claim_party.c.party)
    query = query.join(claim_party, claim_party.c.claim == claim.c.number)
    query = query.join(reading, claim.c.reading == reading.c.number)
    query = query.where(claim.c.number >= first, queries.is_current(None))
    rows = connection.execute(query.limit(_MOST_NEW)).all()
    new: dict[int, _New] = {}
    for number, kind, name, role, party in rows:
        one = new.get(number)
        if one is None:
            one = new[number] = _New(kind, name or "", items.item(name or ""))
        one.ends.add((role, party))
    named = [one for one in new.values() if one.kind == "programme" and one.equipment and one.names(pair)]
    if len(rows) == _MOST_NEW or not {one.item.line for one in named} <= before.lines:
        return None
    for (on, about), known in zip((pair, pair[::-1]), before.makers, strict=True):
        pressed = [number for number, one in new.items() if ("on", on) in one.ends]
        for some in batches(pressed):
            if not known.issuperset(
                connection.scalars(pressing(on, about, None).where(claim.c.number.in_(some)))
            ):
                return None
    found = {number for number, one in new.items() if one.has_a_say(pair, before)}
    return Say(sorted(found.union(before.numbers)), before.lines, before.makers)
