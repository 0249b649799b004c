"""Meetings of one with several, one after another: ``he held talks with his counterparts from B, C and D``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from communique.reading.dealing import Dealing, referents
from communique.reading.drilling import roster
from communique.reading.matter import relevant
from communique.reading.people import Person
from communique.reading.scene import Scene
from communique.reading.sought import Sought
from communique.reading.stance import stance
from communique.reading.standing import status_of
from communique.reading.syntax import Tree

_MEETS: Final = r"(?:meet(?:s|ings?)?|met|talks|talked|discussions|confer(?:s|red)?|spoke|speaks?|calls?|s[ai]ts? down|sees|saw|consult(?:s|ed|ations))"
_COLLEAGUES: Final = (
    r"(?:counterparts?|colleagues?|opposite numbers?|peers|(?:[Dd]efen[cs]e |[Ff]oreign )?[Mm]inisters|"
    r"[Cc]hiefs of [\w ]{0,12}[Ss]taff|"
    r"(?:heads|leaders|chiefs|representatives) of (?:the )?(?:[\w-]+ ){0,3}?(?:departments|ministries|agencies|forces|delegations|establishments|armies|navies))"
)
# "his counterparts from B, C and D"; "one by one with his B-ian, C-ian and D-ian counterparts".
_EACH: Final = Sought(rf"\b(?P<meet>{_MEETS})\b[^.;]{{0,60}}?\b{_COLLEAGUES} (?P<list>from|of) ")
_APART: Final = Sought(r"\b(?:separate(?:ly)?|bilateral|individual(?:ly)?|one by one|in turn|each of)\b")
_THEIR: Final = Sought(
    rf"\b(?P<meet>{_MEETS})\b[^.;]{{0,60}}?\b(?P<list>(?:his|her|their) )[A-Z][^.;]{{3,80}}? {_COLLEAGUES}\b"
)
# "at a meeting with the ministers of B and C": one, with all of them.
_AT_ONE: Final = re.compile(r"\b(?:at|during|in|after) (?:an?|the) (?:[\w-]+ ){0,2}$")
_BY_PHONE: Final = Sought(r"\b(?:[Pp]hone [Cc]alls?|by (?:tele)?phone)\b")


def with_each(scene: Scene, tree: Tree, found: Sequence[Dealing]) -> list[Dealing]:
    """One meeting with each of those on the list, where no meeting of more than two is told."""
    match = _EACH.search(scene.text, tree.start, tree.end)
    end = tree.end
    if match is None and _APART.search(scene.text, tree.start, tree.end):
        match = _THEIR.search(scene.text, tree.start, tree.end)
        end = match.end() if match else end
    at = tree.at(match.start("meet"), match.start("meet") + 3) if match else None
    if match is None or at is None or any(len(d.parties) > 2 for d in found):
        return []
    people = [n.person for n in scene.persons(tree.start, match.start()) if n.person.party][-1:]
    people = people or _meant(scene, tree, match.start())
    codes = {p for m in scene.inside(tree.start, match.start(), "party") for p in m.parties}
    own = people[0].party if people else codes.pop() if len(codes) == 1 else None
    listed = [p for p in roster(scene, match.start("list"), end) if p != own]
    if not own or len(listed) < 2:
        return []
    held = stance(tree, at)
    if _AT_ONE.search(scene.text, tree.start, match.start("meet")) and not _APART.search(
        scene.text, tree.start, end
    ):
        table = tuple(sorted({own, *listed}))
        made = [Dealing("meeting", at, "meet", held, table, list(people))]
        made[0].status = status_of(scene, tree, made[0])
        return [d for d in made if relevant(scene, tree, d)]
    pairs = [tuple(sorted((own, p))) for p in listed]
    told = {d.parties for d in found if d.type in ("meeting", "talks", "call")}
    kind = "call" if _BY_PHONE.search(scene.text, 0, tree.end) else "meeting"
    made = [Dealing(kind, at, "meet", held, pair, list(people)) for pair in pairs if pair not in told]
    for dealing in made:
        dealing.status = status_of(scene, tree, dealing)
    return [d for d in made if relevant(scene, tree, d)]


def _meant(scene: Scene, tree: Tree, end: int) -> list[Person]:
    """Whom the subject before an offset means: ``he``, ``the minister``."""
    heads = [t.i for t in tree.tokens if t.start < end and t.dep == "nsubj"]
    return [p for head in heads for p in referents(scene, tree, head) if p.party][:1]
