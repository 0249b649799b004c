"""From what the finders found to claims: dates, sums, attribution, evidence and confidence put on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from communique.model import Claim, Evidence, Money, Participant
from communique.reading.amounts import is_price, money
from communique.reading.attribution import attribution
from communique.reading.dating import when as when_of
from communique.reading.dealing import Dealing
from communique.reading.deals import Deal
from communique.reading.named_bodies import Body
from communique.reading.people import Person
from communique.reading.postures import Course
from communique.reading.pressures import Push
from communique.reading.scene import Scene
from communique.reading.syntax import Tree
from communique.reading.told import Told
from communique.reading.uses import Employment
from communique.reading.venues import venue
from communique.vocabulary import LEVELS

VERSION: Final = "rules-1"


def evidence(scene: Scene, start: int, end: int) -> Evidence:
    """The words between two offsets as the document has them, none cut in two."""
    text = scene.document.text
    while end < len(text) and text[end].isalpha() and text[end - 1].isalpha():
        end += 1
    while 0 < start < len(text) and text[start - 1].isalpha() and text[start].isalpha():
        start -= 1
    return Evidence(start, end, scene.document.text[start:end])


def programme(scene: Scene, tree: Tree, deal: Deal) -> Claim:
    """A programme claim of one trigger and one item."""
    item, trigger = deal.item, tree[deal.trigger]
    start, end = min(item.start, trigger.start), max(item.end, trigger.end)
    when = when_of(scene, tree, deal.trigger, deal.stance.ahead)
    return Claim(
        kind="programme",
        evidence=(evidence(scene, start, end),),
        equipment=item.name,
        family=item.family,
        supplier=tuple(sorted(deal.supplier)),
        recipient=tuple(sorted(deal.recipient)),
        mode=deal.mode,
        terms=deal.frame.terms or None,
        status=deal.status,
        quantity=item.quantity,
        value=price(scene, tree, item.start),
        date=when.edtf if when else None,
        attribution=attribution(scene, tree),
        denied=deal.stance.denied,
        hedge=deal.stance.hedge,
        reader=VERSION,
        rule=f"programme:{deal.frame.lemma}/{deal.frame.pos}" + ("" if deal.linked else ":near"),
        inferred=tuple(sorted(deal.inferred.items())),
    )


def _rung(found: Told) -> str:
    """What the words beside a designation that no trigger governs say of its making."""
    if found.developed:
        return "co-development"
    if found.licensed:
        return "licensed-production"
    return "co-production" if found.together else "transfer"


def told(scene: Scene, tree: Tree, found: Told) -> Claim:
    """A programme claim of a designation that no trigger governs."""
    item = found.item
    when = when_of(scene, tree, item.head, False)
    return Claim(
        kind="programme",
        evidence=(evidence(scene, tree.start, tree.end),),
        equipment=item.name,
        family=item.family,
        supplier=found.supplier,
        recipient=found.recipient,
        mode=_rung(found),
        quantity=item.quantity,
        value=price(scene, tree, item.start),
        date=when.edtf if when else None,
        attribution=attribution(scene, tree),
        reader=VERSION,
        rule="programme:told",
        inferred=found.inferred,
    )


def engagement(scene: Scene, tree: Tree, dealing: Dealing) -> Claim:
    """An engagement claim, with participants, place, day and level."""
    planned, agreed = dealing.status == "planned", dealing.type == "agreement"
    when = when_of(scene, tree, dealing.trigger, planned, agreed=agreed and not planned)
    day = dealing.day or (when.edtf if when else None)
    inferred = dict(dealing.inferred)
    people = tuple(participant(p) for p in dealing.persons)
    return Claim(
        kind="engagement",
        evidence=(evidence(scene, tree.start, tree.end),),
        type=dealing.type,
        parties=dealing.parties,
        participants=people,
        date=_past(scene, day, dealing.status),
        place=venue(scene, tree, dealing.trigger, dealing.place),
        level=level(dealing.persons),
        status=_not_yet(scene, day, dealing.status),
        attribution=attribution(scene, tree),
        denied=dealing.stance.denied,
        hedge=dealing.stance.hedge,
        reader=VERSION,
        rule=f"engagement:{dealing.lemma}",
        inferred=tuple(sorted(inferred.items())),
    )


def _past(scene: Scene, day: str | None, status: str) -> str | None:
    """The date of what is told; a year to come is what a signed plan is for, not when it was signed."""
    published = scene.document.published or ""
    ahead = day is not None and len(day) == 4 and len(published) >= 4 and day > published[:4]
    return None if ahead and status == "held" else day


def _not_yet(scene: Scene, day: str | None, status: str) -> str:
    """What is dated after the report is planned, however it is told ("B to host drills on May 12")."""
    published = scene.document.published or ""
    later = day is not None and len(day) >= 10 and len(published) >= 10 and day[:10] > published[:10]
    return "planned" if later and status == "held" else status


def mechanism(scene: Scene, body: Body) -> Claim:
    """A mechanism claim at the place where the report names it most fully."""
    inferred = (("parties", body.inferred),) if body.inferred else ()
    return Claim(
        kind="mechanism",
        evidence=(evidence(scene, body.start, body.end),),
        name=scene.document.text[body.start : body.start + len(body.name)],
        acronym=body.acronym,
        parties=tuple(sorted(body.parties)),
        chairs=body.chairs,
        edition=body.edition,
        reader=VERSION,
        rule=body.rule,
        inferred=inferred,
    )


def use(scene: Scene, tree: Tree, found: Employment) -> Claim:
    """A use claim."""
    when = when_of(scene, tree, found.trigger, False)
    return Claim(
        kind="use",
        evidence=(evidence(scene, tree.start, tree.end),),
        equipment=found.item.name,
        family=found.item.family,
        by=tuple(sorted(found.by)),
        operation=found.operation,
        against=found.against,
        date=when.edtf if when else None,
        attribution=attribution(scene, tree),
        denied=found.stance.denied,
        hedge=found.stance.hedge,
        reader=VERSION,
        rule=f"use:{tree[found.trigger].lemma}",
        inferred=found.inferred,
    )


def pressure(scene: Scene, tree: Tree, push: Push) -> Claim:
    """A pressure claim."""
    when = when_of(scene, tree, push.trigger, push.status == "threatened")
    return Claim(
        kind="pressure",
        evidence=(evidence(scene, push.start, push.end),),
        by=push.by,
        on=push.on,
        about=push.about,
        instrument=push.instrument,
        status=push.status,
        date=when.edtf if when else None,
        attribution=attribution(scene, tree, push.trigger),
        denied=push.stance.denied,
        hedge=push.stance.hedge,
        reader=VERSION,
        rule=f"pressure:{tree[push.trigger].lemma}",
        inferred=push.inferred,
    )


def posture(scene: Scene, tree: Tree, course: Course) -> Claim:
    """A posture claim."""
    return Claim(
        kind="posture",
        evidence=(evidence(scene, course.start, course.end),),
        parties=course.parties,
        direction=course.direction,
        from_=course.from_,
        to=course.to,
        attribution=attribution(scene, tree),
        reader=VERSION,
        rule=f"posture:{course.direction}",
    )


def participant(person: Person) -> Participant:
    """A person as a claim names them."""
    return Participant(person.name, person.office, person.rank, person.party)


def level(persons: Iterable[Person]) -> str | None:
    """The highest level among these persons."""
    known = [p.level for p in persons if p.level in LEVELS]
    return min(known, key=LEVELS.index) if known else None


def price(scene: Scene, tree: Tree, offset: int) -> Money | None:
    """The sum that prices what stands at an offset; budgets, funds and trade volumes are no prices."""
    sums: Sequence[tuple[int, int, Money]] = money(scene.text, tree.start, tree.end)
    fit = [(abs(start - offset), value) for start, end, value in sums if is_price(scene.text, start, end)]
    return min(fit, key=lambda pair: pair[0])[1] if fit else None
