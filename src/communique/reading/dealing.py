"""An engagement in the making, and whom the words around its trigger stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from communique.reading.people import Named, Person
from communique.reading.roles import core, expand
from communique.reading.scene import Scene
from communique.reading.ships import flag
from communique.reading.stance import Stance
from communique.reading.syntax import Tree


@dataclass
class Dealing:
    """An engagement in the making."""

    type: str
    trigger: int
    lemma: str
    stance: Stance
    parties: tuple[str, ...]
    persons: list[Person] = field(default_factory=list)
    place: str | None = None
    status: str = "held"
    inferred: dict[str, str] = field(default_factory=dict)
    seat: str | None = None
    others: list[tuple[tuple[str, ...], list[Person]]] = field(default_factory=list)
    # The day of this round, where the sentence tells of several.
    day: str | None = None


_BOTH: Final = re.compile(
    r"\b(?:both|two|three|pair|duo|they|them)\b|^the (?:ministers|leaders|presidents|generals|sides|"
    r"chiefs|officials|men|commanders)\b",
    re.IGNORECASE,
)
_STATES: Final = frozenset(
    "government country state nation side army navy force military company firm power capital partner "
    "ally neighbour neighbor party".split()
)
_SHE_HE: Final = ("he", "she", "him", "her", "his", "hers")
# How far back (characters) a definite office may look for its holder.
_REACH: Final = 900


def person_at(scene: Scene, start: int) -> Named | None:
    """The person named at an offset of the text."""
    return next((p for p in scene.people if p.start <= start < p.end), None)


def referents(scene: Scene, tree: Tree, head: int) -> list[Person]:
    """The persons whom a noun phrase means: named, by pronoun, by office ("the minister"), or as a pair."""
    token = tree[head]
    named = person_at(scene, token.start)
    if named is None:
        named = next(
            (n for k in tree.children(head, "appos") if (n := person_at(scene, tree[k].start))), None
        )
    if named is not None:
        return [named.person]
    if token.lemma in _SHE_HE:
        return _pronoun(scene, tree, token.start)
    words = " ".join(tree[k].text for k in tree.subtree(head) if k <= head)
    if _BOTH.search(words) and token.lemma not in _STATES:
        return pair_of_persons(scene, tree.start, 3 if " three " in f" {words.lower()} " else 2)
    holder = _holder(scene, tree, head)
    return [holder] if holder else []


def _pronoun(scene: Scene, tree: Tree, offset: int) -> list[Person]:
    """Whom "he" or "she" means: the last person of this sentence, else the first of the last one that has any."""
    here = scene.persons(tree.start, offset)
    if here:
        return [here[-1].person]
    doing = _doing(scene, tree)
    if doing is not None and doing.start > offset:
        return [doing.person]  # "During his meeting with B, A said": his is A's
    for span in reversed([s for s in scene.layout.sentences if s.end <= tree.start]):
        above = scene.persons(span.start, span.end)
        if above:
            before = scene.trees.get(span.start)
            doing = _doing(scene, before) if before is not None else None
            return [(doing or above[0]).person]
    return []


def _doing(scene: Scene, tree: Tree) -> Named | None:
    """The person who is the subject of a sentence that opens with something else: ``While meeting with B, A said``."""
    if tree[0].pos not in ("ADP", "SCONJ") or tree[0].lemma not in (
        "during",
        "in",
        "at",
        "while",
        "after",
        "when",
        "on",
    ):
        return None
    heads = [k for t in tree.tokens if t.dep == "ROOT" for k in tree.children(t.i, "nsubj", "nsubjpass")]
    return next((n for k in heads if (n := person_at(scene, tree[k].start))), None)


# So far (characters) behind the telling of a meeting "the two ministers" are those who met.
_AFTER_IT: Final = 600


def _last_pair(scene: Scene, offset: int) -> tuple[str, ...]:
    """The two told last to deal with each other: in this sentence, or not far above with nobody else named since."""
    start, pair, _ = scene.dealt[-1] if scene.dealt else (0, (), "")
    if not pair or start >= offset:
        return pair
    since = {p.person.party for p in scene.people if start <= p.start < offset and p.person.party}
    return pair if offset - start < _AFTER_IT and since <= set(pair) else ()


def pair_of_persons(scene: Scene, offset: int, size: int = 2) -> list[Person]:
    """The last persons of different parties named before an offset: "the two ministers"."""
    found: list[Person] = []
    pair = _last_pair(scene, offset) if size == 2 else ()
    for named in reversed([p for p in scene.people if p.end <= offset and offset - p.end < _REACH]):
        person = named.person
        if pair and person.party not in pair:
            continue
        if person.party and person.party not in {f.party for f in found}:
            found.insert(0, person)
        if len(found) == size:
            return found
    return []


_OF_STATE: Final = re.compile(r" of (?:the )?(?=[A-Z])")


def _holder(scene: Scene, tree: Tree, head: int) -> Person | None:
    """``The minister``, ``the Norwegian prime minister``: who was introduced in that office."""
    token = tree[head]
    office = next(
        (m for m in scene.mentions if m.kind in ("office", "rank") and m.start <= token.start < m.end), None
    )
    if office is None and token.lemma in ("head", "chief"):
        return _of_ministry(scene, tree, head)
    if office is None or not any(
        tree[k].lemma in ("the", "his", "her") for k in tree.children(head, "det", "poss")
    ):
        return None
    said = {
        p
        for m in scene.inside(tree.start, token.start, "party")
        if token.start - m.end < 25
        for p in m.parties
    }
    left = _left(scene, tree)
    said -= set(left)
    behind = _OF_STATE.match(scene.text, token.end)
    if behind:
        of = [m for m in scene.inside(token.end, behind.end() + 40, "party") if m.start == behind.end()]
        said |= {p for m in of for p in m.parties[:1]}
        name = next((n for m in of for n in scene.people if n.start == m.end + 1), None)
        if name is not None:
            return name.person
    above = [p for p in scene.people if p.end <= token.start and p.person.party not in left]
    fit = [p for p in above if _bears(p.person, token.lemma, said)]
    near = [p for p in fit if token.start - p.end < _REACH]
    if near:
        return near[-1].person
    # Farther up only the one who is called so in as many words ("the Defence Secretary").
    same = {p.person.name: p.person for p in fit if office.text.lower() in (p.person.office or "").lower()}
    return next(iter(same.values())) if len(same) == 1 and " " in office.text else None


def _bears(person: Person, title: str, said: set[str]) -> bool:
    """Whether somebody has a word in his office or rank, and is of one of these parties, if any are said."""
    words = (person.office or "").lower().split() + (person.rank or "").lower().split()
    return title in words and (not said or person.party in said)


_MINISTRY: Final = re.compile(
    r" of (?:the |[A-Z]\w+'s )?(?:[A-Z]\w+ )?(?:(?P<a>[Dd]efen[cs]e|[Ff]oreign) [Mm]inistry|[Mm]inistry of (?P<b>[Dd]efen[cs]e|[Ff]oreign))"
)


def _of_ministry(scene: Scene, tree: Tree, head: int) -> Person | None:
    """``the head of the Turkish Defence Ministry``: its minister, where the report has named him."""
    match = _MINISTRY.match(scene.text, tree[head].end, tree.end)
    if match is None:
        return None
    trade = (match["a"] or match["b"])[:5].lower()
    own = {p for m in scene.inside(match.start(), match.end(), "party") for p in m.parties[:1]}
    for named in reversed([p for p in scene.people if p.end <= tree[head].start]):
        title = (named.person.office or "").lower()
        if trade in title and "minister" in title and own <= {named.person.party}:
            return named.person
    return None


_FROM: Final = re.compile(r"(?:[Ff]rom|[Aa]fter|[Ll]eaving) (?:the )?")


def _left(scene: Scene, tree: Tree) -> tuple[str, ...]:
    """``From Mongolia, the minister will travel on``: whoever is at home there does not travel on from it."""
    match = _FROM.match(scene.text, tree.start)
    near = scene.inside(match.end(), match.end() + 30, "party") if match else []
    return near[0].parties if near and match and near[0].start == match.end() else ()


def voices(scene: Scene, tree: Tree, head: int, refer: bool = True) -> list[str]:
    """The parties that a noun phrase speaks for, lists included ("warships of Iran, China and Russia")."""
    people = [p.party for p in referents(scene, tree, head) if p.party] if refer else []
    if people:
        return list(dict.fromkeys(people))
    found = list(scene.parties_at(tree, head, refer=refer))
    if not found and tree[head].pos == "PROPN":
        words = core(tree, head)
        found = flag(scene.text[tree[words[0]].start : tree[words[-1]].end])
    kids = tree.children(head, "amod", "compound", "nmod", "poss")
    lists = [expand(tree, k) for k in kids]
    for prep in tree.children(head, "prep"):
        if tree[prep].lemma in ("of", "from"):
            lists += [expand(tree, k) for k in tree.children(prep, "pobj")]
    for members in lists:
        if len(members) > 1:
            for k in members:
                found += [p for p in scene.parties_at(tree, k, refer=False) if p not in found]
    return found


def join(*lists: Iterable[str]) -> list[str]:
    """These lists one after the other, each member once."""
    return list(dict.fromkeys(p for each in lists for p in each))
