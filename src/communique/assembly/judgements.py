"""What analysts decided, laid over what the sources say: the highest voice, and none but theirs is changed.

Judgements take effect in the order of their times, so it does not matter in which order they are given; of
two that contradict each other the later one holds. One that an undo has taken back has no effect, unless
that undo was taken back itself. A judgement on a fact holds for the fact in which most of its claims are now,
so that reports that come later join what was merged and inherit what was corrected.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Self

from communique.assembly.anchors import Place, Places, locate, place_of
from communique.assembly.equipment import Catalogue
from communique.assembly.ground import Group, sort
from communique.model import Anchor, Cited, Claim, Fact, Judgement

ACTIONS: Final = ("accept", "reject", "edit", "merge", "split", "undo")
SCOPES: Final = ("claim", "fact", "document", "judgement")

Regroup = Callable[[Sequence[Cited]], list[Group]]


def effective(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Those that hold, in the order of their times: neither undone nor undoing."""
    given = {one.id: one for one in judgements}
    undone = undone_by(given.values())
    return sorted(
        (one for one in given.values() if one.action != "undo" and one.id not in undone), key=_by_time
    )


def undone_by(judgements: Iterable[Judgement]) -> dict[str, Judgement]:
    """For each judgement that was taken back, the undo that holds; an undo may have been undone itself."""
    undos: defaultdict[str, list[Judgement]] = defaultdict(list)
    for one in judgements:
        if one.action == "undo":
            undos[one.subject].append(one)
    # An undo names its target by a hash of it, so the chain has an end; it is walked without recursion.
    standing: dict[str, Judgement | None] = {}
    for start in sorted(undos):
        chain = [start]
        while chain:
            target = chain[-1]
            waiting = [one.id for one in undos.get(target, ()) if one.id not in standing]
            if waiting:
                chain += waiting
                continue
            holding = [one for one in undos.get(target, ()) if standing[one.id] is None]
            standing[target] = min(holding, key=_by_time, default=None)
            chain.pop()
    return {target: undo for target, undo in standing.items() if undo is not None}


def corrected(claim: Claim, sets: Mapping[str, Any]) -> Claim:
    """The claim with slots (in the public JSON form) set to what an analyst says; these are not inferred.

    A family that was told by the equipment goes with the equipment.
    """
    data = claim.to_json()
    changed = dict(sets)
    if "equipment" in changed and data.get("family"):
        changed.setdefault("family", None)
    data |= changed
    inferred = {slot: source for slot, source in data.get("inferred", {}).items() if slot not in changed}
    return replace(Claim.from_json({**data, "inferred": inferred}), confidence=1.0)


def _by_time(judgement: Judgement) -> tuple[str, str]:
    return judgement.at, judgement.id


@dataclass(frozen=True, eq=False)
class Rulings:
    """The judgements that hold, and where what they are about is now."""

    judgements: Sequence[Judgement] = ()
    places: Places = field(default_factory=dict)

    @classmethod
    def of(cls, judgements: Iterable[Judgement], cited: Sequence[Cited]) -> Self:
        """The rulings on these claims; ``judgements`` may be all there are, undone ones too."""
        holding = effective(judgements)
        if not holding:
            return cls()
        return cls(holding, locate(_forms(holding), cited))

    def claims(self, cited: Sequence[Cited]) -> tuple[Cited, ...]:
        """The claims as they were decided: rejected ones left out, corrected and accepted ones marked."""
        if not self.judgements:
            return tuple(cited)
        rejected: dict[Place, bool] = {}
        reports: dict[str, bool] = {}
        sets: defaultdict[Place, dict[str, Any]] = defaultdict(dict)
        behind: defaultdict[Place, list[Judgement]] = defaultdict(list)
        for one in self.judgements:
            if one.scope == "document":
                reports[one.subject] = one.action == "reject"
                rejected = {place: said for place, said in rejected.items() if place[0] != one.subject}
            for place in self._touched(one):
                if one.action in ("accept", "reject"):
                    rejected[place] = one.action == "reject"
                if one.scope == "claim":
                    sets[place] |= one.sets
                    behind[place].append(one)
        return tuple(
            _decided(item, sets[place_of(item)], behind[place_of(item)]) if place_of(item) in behind else item
            for item in cited
            if not rejected.get(place_of(item), reports.get(item.document_id, False))
        )

    def groups(self, groups: list[Group], regroup: Regroup) -> list[Group]:
        """The groups of one kind after merges and splits; ``regroup`` makes groups of claims alone."""
        for one in self.judgements:
            if one.action == "merge":
                groups = self._merged(one, groups)
            elif one.action == "split":
                groups = self._split(one, groups, regroup)
        return groups

    def facts(self, facts: Sequence[Fact], catalogue: Catalogue) -> list[Fact]:
        """The facts with what was set on them, and with the judgements that bear on each."""
        if not self.judgements:
            return list(facts)
        homes = {place_of(item): at for at, fact in enumerate(facts) for item in fact.cited}
        found = list(facts)
        for one in self.judgements:
            for at in self._bearing(one, homes):
                found[at] = _ruled(found[at], one, catalogue)
        return found

    def _touched(self, judgement: Judgement) -> Iterable[Place]:
        """The claims that a judgement on claims bears on; an accepted fact accepts none of its claims."""
        on_claims = judgement.scope == "claim" or judgement.action == "reject"
        if judgement.action not in ("accept", "reject", "edit") or not on_claims:
            return ()
        return [place for anchor in judgement.anchors for place in self._now(anchor)]

    def _now(self, anchor: Anchor) -> list[Place]:
        return [place_of(item) for item in self.places.get(place_of(anchor), ())]

    def _bearing(self, judgement: Judgement, homes: Mapping[Place, int]) -> list[int]:
        """Which facts a judgement bears on: for one on facts, the home of each part."""
        if judgement.scope == "claim" and judgement.action != "split":
            found = {
                homes[place] for anchor in judgement.anchors for place in self._now(anchor) if place in homes
            }
            return sorted(found)
        if judgement.action == "reject":
            return []
        parts = sorted({anchor.part for anchor in judgement.anchors})
        at = [self._home(judgement, part, homes) for part in parts]
        return sorted({place for place in at if place is not None})

    def _home(self, judgement: Judgement, part: int, homes: Mapping[Place, int]) -> int | None:
        """Where most claims of a part are now; of equals the one with the first of them."""
        votes = Counter(
            homes[place]
            for anchor in judgement.anchors
            if anchor.part == part
            for place in self._now(anchor)
            if place in homes
        )
        return votes.most_common(1)[0][0] if votes else None

    def _merged(self, judgement: Judgement, groups: list[Group]) -> list[Group]:
        homes = _homes(groups)
        parts = sorted({anchor.part for anchor in judgement.anchors})
        at = [self._home(judgement, part, homes) for part in parts]
        joined = list(dict.fromkeys(place for place in at if place is not None))
        if len(joined) < 2:
            return groups
        first = groups[joined[0]]
        whole = replace(first, cited=sort(item for place in joined for item in groups[place].cited))
        return [
            whole if place == joined[0] else group
            for place, group in enumerate(groups)
            if place == joined[0] or place not in joined
        ]

    def _split(self, judgement: Judgement, groups: list[Group], regroup: Regroup) -> list[Group]:
        """What was split off leaves every group in which something of the rest is too."""
        kept, leaving = (
            {place for anchor in judgement.anchors if anchor.part == part for place in self._now(anchor)}
            for part in (0, 1)
        )
        leaving -= kept
        base: Group | None = None
        out: list[Cited] = []
        left: list[Group] = []
        for group in groups:
            going = [item for item in group.cited if place_of(item) in leaving]
            if not going or not any(place_of(item) in kept for item in group.cited):
                left.append(group)
                continue
            base = base or group
            out += going
            staying = [item for item in group.cited if place_of(item) not in leaving]
            left.append(_alone(staying, group.key, regroup))
        if base is None:
            return groups
        return [*left, _alone(out, (*base.key, "split", judgement.id), regroup)]


def _forms(holding: Sequence[Judgement]) -> list[tuple[Anchor, list[Claim]]]:
    """Each anchor with the claim as all corrections together make it."""
    sets: defaultdict[Place, dict[str, Any]] = defaultdict(dict)
    for one in holding:
        if one.action == "edit" and one.scope == "claim":
            for anchor in one.anchors:
                sets[place_of(anchor)] |= one.sets
    return [
        (anchor, [corrected(anchor.claim, sets[place_of(anchor)])] if place_of(anchor) in sets else [])
        for one in holding
        for anchor in one.anchors
    ]


def _decided(item: Cited, sets: Mapping[str, Any], behind: Sequence[Judgement]) -> Cited:
    """A claim that was accepted or corrected is as sure as a reading can be."""
    claim = corrected(item.claim, sets)
    return replace(item, claim=claim, said=item.claim if sets else None, judgements=tuple(behind))


def _homes(groups: Sequence[Group]) -> dict[Place, int]:
    return {place_of(item): at for at, group in enumerate(groups) for item in group.cited}


def _alone(cited: Sequence[Cited], key: tuple[Any, ...], regroup: Regroup) -> Group:
    """These claims as one group; what identity settles is settled by the most of them."""
    largest = max(regroup(cited), key=lambda group: (len(group.cited), repr(group.key)))
    return replace(largest, key=key, cited=sort(cited))


def _ruled(fact: Fact, judgement: Judgement, catalogue: Catalogue) -> Fact:
    slots = dict(fact.slots)
    if judgement.action == "accept":
        slots.pop("doubtful", None)
    if judgement.scope == "fact" and judgement.action == "edit":
        for slot, value in judgement.sets.items():
            slots.pop(slot, None)
            if value not in (None, False):
                slots[slot] = value
        _settle(slots, judgement.sets, catalogue)
    return replace(fact, slots=slots, judgements=(*fact.judgements, judgement))


def _settle(slots: dict[str, Any], sets: Mapping[str, Any], catalogue: Catalogue) -> None:
    """What the tables say of other equipment, and what is no longer inferred."""
    if sets.get("equipment"):
        item = catalogue.item(str(sets["equipment"]))
        slots["line"] = item.line
        slots.pop("unnamed", None)
        if "family" not in sets:
            slots.pop("family", None)
            if item.family:
                slots["family"] = item.family
    inferred = {slot: source for slot, source in slots.get("inferred", {}).items() if slot not in sets}
    slots.pop("inferred", None)
    if inferred:
        slots["inferred"] = inferred
