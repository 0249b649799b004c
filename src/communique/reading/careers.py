"""People who served a state and an organisation: for whom they spoke, the printed office and the day tell.

Mark Rutte was Prime Minister of the Netherlands before he was Secretary General of NATO; the table has a row
for each office, with its days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from communique.knowledge import Knowledge, Row
from communique.reading.people import Named
from communique.reading.scene import Scene


def of_the_day(scene: Scene) -> None:
    """Give those with several careers the party of the office that is printed, else of the one held on the day."""
    known = _careers(scene.knowledge)
    parties = {
        named.person.name: party
        for named in reversed(scene.people)
        if (rows := known.get(named.person.name)) and (party := _party(scene, named, rows))
    }
    scene.people = [
        replace(n, person=replace(n.person, party=parties[n.person.name])) if n.person.name in parties else n
        for n in scene.people
    ]
    _in_office(scene)


# Characters after a name in which its office may stand.
_APPOSED: Final = 60
# Who reigns or governs speaks as that, though a ministry be his too, or was.
_HEADS: Final = frozenset(
    {
        "King",
        "Queen",
        "Emir",
        "Sultan",
        "Crown Prince",
        "President",
        "Prime Minister",
        "Chancellor",
        "Supreme Leader",
        "Ruler",
    }
)


def _in_office(scene: Scene) -> None:
    """``King Salman visits``: of several offices the one held on the day, that of a head of state before others."""
    known = _several_offices(scene.knowledge)
    day = scene.document.published or ""
    people = list(scene.people)
    for at, named in enumerate(people):
        person = named.person
        rows = known.get(person.name) or known.get(_name_of(scene, named), ())
        if person.rank or person.office not in {row["office"] for row in rows}:
            continue
        # "presidents A and B" tells how high both stand, not which office of A's the table should have given.
        said = person.level or person.portfolio
        if said and (person.office or "").lower() in scene.small[named.left : named.end + _APPOSED]:
            continue
        held = [row for row in rows if (row["from"] or "0") <= day <= (row["to"] or "9")]
        own = [row for row in held if row["office"] == person.office]
        chosen = [row for row in held if row["office"] in _HEADS] or own or held
        if day and chosen and chosen[0]["office"] != person.office:
            people[at] = replace(named, person=replace(person, office=chosen[0]["office"]))
    scene.people = people


def _name_of(scene: Scene, named: Named) -> str:
    """The name under which the table has whoever is printed here."""
    marks = scene.inside(named.start, named.end, "person")
    return next((m.row["name"] for m in marks if m.row), "")


@lru_cache(maxsize=4)
def _several_offices(knowledge: Knowledge) -> dict[str, tuple[Row, ...]]:
    """The rows of those whom the table has in several offices."""
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for row in knowledge.rows("persons"):
        rows[row["name"]].append(row)
    return {name: tuple(found) for name, found in rows.items() if len(found) > 1}


def _party(scene: Scene, named: Named, rows: Sequence[Row]) -> str | None:
    """The state or organisation of the row that fits; None where the text says another, or nothing decides."""
    if named.person.party not in {row["state"] for row in rows}:
        return None
    before = scene.small[named.left : named.start]
    printed = [row for row in rows if row["office"] and row["office"].lower() in before]
    day = scene.document.published or ""
    held = [row for row in printed or rows if day and (row["from"] or "0") <= day <= (row["to"] or "9")]
    fit = held or printed
    return fit[0]["state"] if fit else None


@lru_cache(maxsize=4)
def _careers(knowledge: Knowledge) -> dict[str, tuple[Row, ...]]:
    """The rows of those whom the table has in the service of more than one."""
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for row in knowledge.rows("persons"):
        rows[row["name"]].append(row)
    return {name: tuple(found) for name, found in rows.items() if len({row["state"] for row in found}) > 1}
