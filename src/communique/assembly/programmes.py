"""Programmes as undertakings: one type of equipment, one set of partners, one way of getting it, one order.

Claims that tell equipment, supplier, recipient and mode found an undertaking; the rest is weighed against those
(``data/identity.csv``): claims that leave something open, a plain designation that means its one variant,
"the aircraft" of a report that names one. Whoever fits two equally well joins neither. A purchase and the
licensed production of the same type are two undertakings of one *line*, unless number and day of the contract
say that two reports read one paper differently. The orders of an undertaking are told apart by
:mod:`communique.assembly.orders`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from communique.assembly import dates
from communique.assembly.equipment import Item, heads
from communique.assembly.ground import Ground, Group, in_order, sort
from communique.assembly.linking import Found, scale
from communique.assembly.orders import EARLY, split_orders
from communique.knowledge import fold
from communique.model import Cited, Claim

# Reports call the same factory licensed production or co-production; the two differ, and are not two deals.
MODE_GROUPS: Final = {
    "transfer": "transfer",
    "sustainment": "sustainment",
    "licensed-production": "production",
    "co-production": "production",
    "co-development": "co-development",
}
_TOGETHER: Final = ("production", "co-development")
# What is leased or lent goes back: it is no part of what is bought.
_RETURNED: Final = ("lease", "loan")
_WEIGH: Final = "programme"

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Deal:
    """The identity of a programme: scope (a voice, for generic names), equipment, partners, mode group."""

    scope: str
    item: Item
    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    mode: str
    returned: bool = False

    @property
    def partners(self) -> Key:
        """Who must agree: both lists for what passes, all partners for what is made together."""
        if self.mode in _TOGETHER:
            return (tuple(sorted({*self.supplier, *self.recipient})),)
        return (self.supplier, self.recipient)

    @property
    def key(self) -> Key:
        key = (self.scope, self.item.key, self.mode, *self.partners)
        return (*key, "returned") if self.returned else key

    @property
    def complete(self) -> bool:
        return bool(self.mode and self.supplier and (self.recipient or self.mode in _TOGETHER))


@dataclass(slots=True)
class _Undertaking:
    """An undertaking while its claims are gathered; ``found`` says for each of them why it is here."""

    deal: _Deal
    cited: list[Cited] = field(default_factory=list)
    found: dict[str, list[Found]] = field(default_factory=dict)

    def add(self, item: Cited, found: list[Found]) -> None:
        self.cited.append(item)
        self.found[item.claim_id] = found

    def without(self, moving: Sequence[Cited]) -> None:
        """Take claims out that belong elsewhere."""
        gone = {item.claim_id for item in moving}
        self.cited = [item for item in self.cited if item.claim_id not in gone]


Undertakings = dict[Key, _Undertaking]


def programmes(cited: Iterable[Cited], ground: Ground) -> list[Group]:
    """The undertakings that programme claims speak of."""
    all_of: Undertakings = {}
    for item in in_order(cited):
        deal = _deal(item, ground)
        home = all_of.setdefault(deal.key, _Undertaking(deal))
        home.add(item, _alike(deal, home.deal))
    _copied(all_of, ground)
    for choose in (_lent, _open_claims, _twins, _parts, _variants, _called_by_kind):
        choose(all_of)
    ordered = sorted((key for key in all_of if all_of[key].cited), key=repr)
    return [group for key in ordered for group in _orders(all_of[key])]


def _deal(cited: Cited, ground: Ground) -> _Deal:
    claim = cited.claim
    item = ground.catalogue.item(claim.equipment or "")
    supplier = tuple(sorted(claim.supplier))
    if item.joint and supplier and set(supplier) <= set(item.origins):
        supplier = tuple(sorted(item.origins))
    return _Deal(
        scope=ground.voice(cited) if item.generic else "",
        item=item,
        supplier=supplier,
        recipient=tuple(sorted(claim.recipient)),
        mode=MODE_GROUPS.get(claim.mode or "", ""),
        returned=claim.terms in _RETURNED and not claim.denied,
    )


Candidates = Callable[[_Undertaking], list[_Undertaking]]


def _any(item: Cited) -> bool:
    del item
    return True


def _join(
    sources: Iterable[_Undertaking],
    candidates: Candidates,
    may: Callable[[Cited], bool] = _any,
) -> None:
    """Move each claim of the sources to the one undertaking for which most speaks, if enough does."""
    moves: list[tuple[_Undertaking, Cited, _Undertaking, list[Found]]] = []
    for source in sources:
        others = [other for other in candidates(source) if other is not source and other.cited]
        for item in filter(may, source.cited):
            fit = _best(item, source, others)
            if fit is not None:
                moves.append((source, item, *fit))
    for source, item, target, found in moves:
        source.without([item])
        target.add(item, found)


def _best(
    item: Cited, source: _Undertaking, others: Sequence[_Undertaking]
) -> tuple[_Undertaking, list[Found]] | None:
    weigh = scale(_WEIGH)
    tried = [(other, _found(item, source.deal, other)) for other in others]
    fitting = [(weigh.score(found), other, found) for other, found in tried if weigh.enough(found)]
    best = max((score for score, _, _ in fitting), default=None)
    winners = [(other, found) for score, other, found in fitting if score == best]
    return winners[0] if len(winners) == 1 else None


def _found(item: Cited, deal: _Deal, other: _Undertaking) -> list[Found]:
    """What speaks for a claim being of an undertaking, and against it."""
    found = _alike(deal, other.deal)
    if any(c.document_id == item.document_id for c in other.cited):
        found.append(Found("report"))
    found += _corroborated(item.claim, [c.claim for c in other.cited])
    if deal.returned != other.deal.returned and deal.mode:
        found.append(Found("other-terms", (item.claim.terms or "not told", "lease or loan")))
    if deal.item.key != other.deal.item.key and _contract_apart(item, other.cited):
        found.append(Found("contracts-apart"))
    return found


def _alike(deal: _Deal, other: _Deal) -> list[Found]:
    """How two identities agree: equipment, way of getting it, partners."""
    found = [_equipment(deal.item, other.item)]
    if not deal.mode or not other.mode:
        found.append(Found("open-mode"))
    elif deal.mode == other.mode:
        found.append(Found("same-mode", (deal.mode,)))
    else:
        found.append(Found("other-mode", (deal.mode, other.mode)))
    if {deal.mode, other.mode} & {*_TOGETHER} and found[-1].name != "other-mode":
        return found + _members(deal, other)
    return found + _ends(deal, other)


def _equipment(item: Item, other: Item) -> Found:
    if item.key == other.key:
        return Found("same-item", (other.name,))
    if item.generic:
        return Found("kind-noun", (item.name, other.name))
    return Found("variant", (item.name, other.name))


def _members(deal: _Deal, other: _Deal) -> list[Found]:
    """Of what is made together, all partners count alike."""
    mine, theirs = {*deal.supplier, *deal.recipient}, {*other.supplier, *other.recipient}
    if mine == theirs:
        return [Found("same-partners", (" ".join(sorted(theirs)),))]
    if mine <= theirs or (theirs <= mine and not other.complete):
        return [Found("open-partner"), *([Found("known-partner", (" ".join(sorted(mine)),))] if mine else [])]
    return [Found("other-partners")]


def _ends(deal: _Deal, other: _Deal) -> list[Found]:
    found: list[Found] = []
    for mine, theirs in ((deal.supplier, other.supplier), (deal.recipient, other.recipient)):
        if not mine or not theirs:
            found.append(Found("open-partner"))
        elif mine == theirs:
            found.append(Found("known-partner", (" ".join(theirs),)))
        else:
            found.append(Found("other-partners"))
    return found


def _copied(all_of: Undertakings, ground: Ground) -> None:
    """The same words of one voice tell of one thing: where a cut story leaves an end to be guessed, the story
    that states it decides."""
    told: defaultdict[Key, list[tuple[_Undertaking, Cited]]] = defaultdict(list)
    for key in sorted(all_of, key=repr):
        deal = all_of[key].deal
        for item in all_of[key].cited:
            words = tuple(fold(span.quote) for span in item.claim.evidence)
            told[ground.voice(item), deal.item.key, deal.mode, words].append((all_of[key], item))
    for held in told.values():
        homes = list({id(one): one for one, _ in held}.values())
        if len(homes) < 2:
            continue
        ranked = sorted(homes, key=_surest)
        if _surest(ranked[0])[0] == _surest(ranked[1])[0]:
            continue
        target = ranked[0]
        there = {item.document_id for one, item in held if one is target}
        for source, item in held:
            if source is not target and _guesses(item) and there - {item.document_id}:
                source.without([item])
                target.add(item, [Found("copied-words"), _equipment(source.deal.item, target.deal.item)])


def _surest(one: _Undertaking) -> tuple[int, str]:
    """Undertakings of which more claims state both ends come first."""
    return (-sum(not _guesses(item) for item in one.cited), repr(one.deal.key))


def _guesses(item: Cited) -> bool:
    """True where an end of the deal, or how it is got, is inferred from elsewhere in the report."""
    sources = dict(item.claim.inferred)
    return any(
        sources.get(slot, "table").partition(":")[0] not in ("table",)
        for slot in ("supplier", "recipient", "mode")
    )


def _lent(all_of: Undertakings) -> None:
    """What is lent or leased is an undertaking of its own only beside a purchase that a report calls so."""
    for key in sorted((key for key in all_of if all_of[key].deal.returned), key=repr):
        lent, other = all_of[key], all_of.get(key[:-1])
        if other is not None and not any(item.claim.terms for item in other.cited):
            for item in other.cited:
                lent.add(item, other.found[item.claim_id])
            other.cited = []


def _open_claims(all_of: Undertakings) -> None:
    """Claims that leave something open go to the one complete undertaking of the same equipment that they fit."""
    complete: defaultdict[tuple[str, str], list[_Undertaking]] = defaultdict(list)
    for key in sorted(all_of, key=repr):
        deal = all_of[key].deal
        if deal.complete:
            complete[deal.scope, deal.item.key].append(all_of[key])
    sources = [all_of[key] for key in sorted(all_of, key=repr) if not all_of[key].deal.complete]
    _join(sources, lambda one: complete[one.deal.scope, one.deal.item.key])


def _variants(all_of: Undertakings) -> None:
    """Claims on a plain designation (Su-30) that can only mean its one variant in this deal (Su-30MKI).

    One variant alone is not enough (the MiG-29 is no short name of the MiG-29K): a recipient builds one
    variant, so production joins; a purchase needs the same report, number, value or day.
    """
    for source, others in _plain(all_of):
        if len(others) != 1:
            continue
        target = others[0]
        built = [Found("variant-built")] if source.deal.mode in _TOGETHER else []
        weigh = scale(_WEIGH)
        found = {item.claim_id: [*_found(item, source.deal, target), *built] for item in source.cited}
        tying = [item for item in source.cited if weigh.enough(found[item.claim_id])]
        if tying and not _contracts_apart(source.cited, target.cited):
            # Where no contract tells the two apart, one claim that ties the names together ties them for all.
            tied = Found("variant-tied", (source.deal.item.name, target.deal.item.name))
            found |= {i.claim_id: [*found[i.claim_id], tied] for i in source.cited if i not in tying}
        moving = [item for item in source.cited if weigh.enough(found[item.claim_id])]
        source.without(moving)
        for item in moving:
            target.add(item, found[item.claim_id])


def _parts(all_of: Undertakings) -> None:
    """A variant without a contract of its own (15 SeaGuardian) is part of the order of the plain designation
    (31 MQ-9B) where a report, number or day ties the two; what is only planned is not yet part of an order."""
    for target, others in _plain(all_of):
        if not _contract_days(target.cited):
            continue
        for other in others:
            if not _contract_days(other.cited):
                _join([other], lambda _, target=target: [target], _has_come_about)  # type: ignore[misc]


def _has_come_about(item: Cited) -> bool:
    return item.claim.status not in EARLY


def _plain(all_of: Undertakings) -> list[tuple[_Undertaking, list[_Undertaking]]]:
    """The undertakings under a plain designation, each with those of its variants in the same deal."""
    lines: defaultdict[str, list[_Undertaking]] = defaultdict(list)
    for key in sorted(all_of, key=repr):
        if all_of[key].cited:
            lines[all_of[key].deal.item.line].append(all_of[key])
    pairs = [
        (one, [other for other in held if _is_variant(other.deal, one.deal)])
        for _, held in sorted(lines.items())
        for one in held
        if one.deal.item.known
    ]
    return [(one, others) for one, others in pairs if others]


def _is_variant(other: _Deal, deal: _Deal) -> bool:
    plain = deal.item.name == deal.item.line or deal.item.name in heads(other.item.name)
    same = other.item.line == deal.item.line and other.item.key != deal.item.key
    return plain and same and other.mode == deal.mode and other.partners == deal.partners


def _twins(all_of: Undertakings) -> None:
    """Contracts that differ in the way of getting it alone, of one number and one day: one paper, read twice."""
    held: defaultdict[Key, list[_Undertaking]] = defaultdict(list)
    for key in sorted(all_of, key=repr):
        one = all_of[key]
        everyone = tuple(sorted({*one.deal.supplier, *one.deal.recipient}))
        if one.cited and one.deal.complete and not one.deal.item.generic:
            held[one.deal.item.key, everyone].append(one)
    for ones in held.values():
        # Fewer claims go to more, so that no two change places.
        ranked = sorted(ones, key=lambda one: (-len(one.cited), repr(one.deal.key)))
        for place, source in enumerate(ranked[1:], start=1):
            signed = [item for item in source.cited if item.claim.status == "contracted"]
            # A report that tells both of itself tells two things.
            both = {c.document_id for target in ranked[:place] for c in target.cited}
            for item in (item for item in signed if item.document_id not in both):
                fit = _best(item, source, ranked[:place])
                if fit is not None:
                    source.without([item])
                    fit[0].add(item, fit[1])


def _called_by_kind(all_of: Undertakings) -> None:
    """Generic claims ("the aircraft") that mean the one thing of that kind which their report names."""
    reports: defaultdict[str, list[_Undertaking]] = defaultdict(list)
    for key in sorted(all_of, key=repr):
        if not all_of[key].deal.item.generic:
            for document in {item.document_id for item in all_of[key].cited}:
                reports[document].append(all_of[key])
    for key in sorted(all_of, key=repr):
        source = all_of[key]
        if source.deal.item.generic and source.cited:
            homes = [{id(one) for one in reports[item.document_id]} for item in source.cited]
            inside = set.intersection(*homes)
            named = [one for one in reports[source.cited[0].document_id] if id(one) in inside]
            kind = [one for one in named if _is_kind_of(source.deal.item, one.deal.item)]
            _join([source], lambda _, kind=kind: kind)  # type: ignore[misc]


def _is_kind_of(generic: Item, named: Item) -> bool:
    """The last word of the generic name is the noun of the other."""
    words, noun = generic.name.casefold().split(), named.noun.casefold().split()
    return bool(words and noun) and words[-1].removesuffix("s") == noun[-1].removesuffix("s")


def _contract_apart(item: Cited, others: Sequence[Cited]) -> bool:
    return _contracts_apart([item], others)


def _contracts_apart(plain: Sequence[Cited], variant: Sequence[Cited]) -> bool:
    """True where the plain name has a dated contract that is none of those of the variant, and both have one."""
    one, other = _contract_days(plain), _contract_days(variant)
    return bool(other) and any(not any(dates.agree(day, there) for there in other) for day in one)


def _contract_days(cited: Sequence[Cited]) -> list[str]:
    return [
        item.claim.date
        for item in cited
        if item.claim.status == "contracted" and item.claim.date and "date" not in dict(item.claim.inferred)
    ]


def _corroborated(claim: Claim, others: Sequence[Claim]) -> list[Found]:
    """Number, amount and day of a stage that a claim has in common with one of others."""
    found: list[Found] = []
    number = claim.quantity.number if claim.quantity else None
    if number is not None and any(o.quantity and o.quantity.number == number for o in others):
        found.append(Found("number", (f"{number:g}",)))
    amount = claim.value
    if amount and any(
        o.value and (o.value.amount, o.value.currency) == (amount.amount, amount.currency) for o in others
    ):
        found.append(Found("amount", (amount.text,)))
    if dates.precision(claim.date) >= dates.MONTH and any(_same_stage(claim, other) for other in others):
        name = "contract-day" if claim.status == "contracted" else "stage-day"
        found.append(Found(name, (claim.date or "",)))
    return found


def _same_stage(one: Claim, other: Claim) -> bool:
    precise = dates.precision(other.date) >= dates.MONTH
    return precise and one.status == other.status and dates.agree(one.date, other.date)


def _orders(one: _Undertaking) -> list[Group]:
    item = one.deal.item
    slots: dict[str, object] = {"equipment": item.name, "line": item.line}
    if item.family:
        slots["family"] = item.family
    if item.generic:
        slots["unnamed"] = True
    groups = []
    base = Group("programme", one.deal.key, sort(one.cited), slots)
    for label, placed in split_orders(base.cited):
        links = [
            scale(_WEIGH).link(cited.claim_id, one.found[cited.claim_id], scale("order").features(why))
            for cited, why in placed
        ]
        cited = sort(item for item, _ in placed)
        groups.append(replace(base, key=(*base.key, label), cited=cited, links=tuple(links)))
    return groups
