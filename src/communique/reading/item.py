"""One piece of equipment that a sentence names, and the ends that stand right after its noun."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from communique.model import Quantity
from communique.reading.mentions import Mention
from communique.reading.scene import Scene
from communique.reading.syntax import Tree


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of equipment named in a sentence.

    ``head`` is the token of the noun phrase's head; ``origins`` what tables know; ``said`` the parties that
    the phrase itself names as origin ("Russian", "American-made"); ``vague`` for "weapons", "military aid".
    """

    start: int
    end: int
    name: str
    head: int
    family: str | None
    origins: tuple[str, ...]
    said: tuple[str, ...]
    joint: bool
    vague: bool
    quantity: Quantity | None
    known: bool
    noun: str = ""
    operator: str | None = None
    elliptic: bool = False
    serves: bool = False
    source: tuple[str, ...] = ()
    meant_for: tuple[str, ...] = ()


_AFTER: Final = re.compile(
    r"s?(?: (?!from\b|for\b|to\b|and\b|in\b|by\b|with\b)[\w-]+){0,2}(?:,? (?:worth|valued at) [^ ]+(?: [mb]illion| crore)?(?: (?:dollars|euros))?)?,? (?:(?:as )?an? (?:gift|present|donation|loan) |on order )?"
    r"(?P<word>from|for|to) (?:the )?(?=[A-Z])"
)


# "jets previously used by Qatar": whose they were sells them.
_FORMER: Final = re.compile(
    r"s?(?: (?!from\b|for\b|to\b|and\b)[\w-]+){0,2},? (?:(?:which|that) (?:were|was|had been) )?(?:previously|formerly|once|earlier) "
    r"(?:(?:used|operated|flown|owned|held|fielded) by|(?:flew|served|flying|serving|in service) (?:in|with|for)|of) (?:the )?(?=[A-Z])"
)


# "the tanks Canada is donating", "the jets that Poland ordered": who passes them on, or gets them, right behind the noun.
_PASSED: Final = re.compile(r"s?(?: (?:that|which))? (?:the )?(?P<who>[A-Z])")
_PASSING: Final = re.compile(
    r"(?: (?:is|are|was|were|has|have|had|will|would|already|recently|be|been))*"
    r" (?:(?P<gives>donat(?:ed|es|ing)|pledg(?:ed|es|ing)|promised|giv(?:es|en|ing)|gave|sen(?:t|ds|ding)|suppl(?:ied|ies|ying)|provid(?:ed|es|ing)|"
    r"deliver(?:ed|s|ing)|offer(?:ed|s|ing)|sold|sell(?:s|ing))|(?:order(?:ed|s)|bought|purchased|acquired|contracted))\b"
)


def ends_after(scene: Scene, tree: Tree, end: int, counted: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """``drones from Russia``, ``F-16s for Bulgaria``: the seller and the receiver right after the noun."""
    former = _FORMER.match(scene.text, end, tree.end)
    if former:
        owner = next((m for m in scene.inside(former.end(), former.end() + 45, "party", "body")), None)
        if owner is not None and owner.start == former.end():
            return owner.parties, ()
    passed = _PASSED.match(scene.text, end, tree.end)
    if passed:
        giver = next((m for m in scene.inside(passed.start("who"), tree.end, "party")), None)
        if giver is not None and giver.start == passed.start("who") and len(giver.parties) == 1:
            verb = _PASSING.match(scene.text, giver.end, tree.end)
            if verb:
                return (giver.parties, ()) if verb["gives"] else ((), giver.parties)
    match = _AFTER.match(scene.text, end, tree.end)
    if not match or (match["word"] == "to" and not counted):
        return (), ()
    for mention in scene.inside(match.end(), min(tree.end, match.end() + 45), "party", "body"):
        if scene.text[mention.end : mention.end + 2] == "'s":
            served = scene.inside(mention.end, min(tree.end, mention.end + 30), "equipment")
            if match["word"] == "for" and mention.start == match.end() and served:
                return (), mention.parties  # "engines for A's JF-17": they go to A
            break
        if mention.start == match.end() and mention.form != "organisation":
            if match["word"] == "from":
                return _all_of(scene, tree, mention), ()
            return (), mention.parties
    return (), ()


_NEXT: Final = re.compile(r"(?:, and|,| and|, or| or)(?: the)? ")


def _all_of(scene: Scene, tree: Tree, first: Mention) -> tuple[str, ...]:
    """``drones from A, B and C``: every seller of the list, where nothing but names stands in it."""
    found = list(first.parties)
    end = first.end
    for mention in scene.inside(first.end, tree.end, "party"):
        match = _NEXT.match(scene.text, end, mention.end)
        joined = match is not None and match.end() == mention.start and mention.form == "name"
        onward = scene.text[mention.end : mention.end + 2]
        if not joined or len(mention.parties) != 1 or len(first.parties) != 1:
            break
        found.append(mention.parties[0])
        end = mention.end
        last = match is not None and "and" in match[0]
        if last:
            # "jets from A, and B said": the next clause begins with its own subject.
            return (
                tuple(found)
                if onward[:1] in ",.;" or onward in ("", " (") or _ENDS.match(scene.text, end)
                else first.parties
            )
    return first.parties


_ENDS: Final = re.compile(r" (?:in|for|since|under|after|to|at|over|by|last|this|during|between|worth)\b|$")
