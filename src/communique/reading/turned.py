"""Deals read the wrong way round, and deliveries that lie ahead: what a deal's ends and words make unlikely.

The state that makes a thing hardly ever buys it from one that does not: where one end of such a deal was only
guessed, the ends change places. A delivery that is "expected in 2027" has not come about.
"""

from __future__ import annotations

import re
from typing import Final

from communique.reading.deals import Deal
from communique.reading.roles import Args, is_passive
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

_PASSING: Final = ("supply", "receive", "arrival", "deal", "clear")
_BACK: Final = re.compile(
    r"\b(?:back|return\w*|re-?export\w*|re-?sold|resell|resale|repatriat\w+|second-?hand|used|former|retired|surplus)\b",
    re.IGNORECASE,
)


_BOTH: Final = re.compile(r"\w-[A-Z]\w+ (?:[\w-]+ ){0,3}$")


def turn(scene: Scene, tree: Tree, deal: Deal) -> bool:
    """Set the ends right where the maker would get what it makes from somebody else; False where nothing is known."""
    origins = set(deal.item.origins)
    if deal.frame.sense not in _PASSING or len(deal.recipient) != 1 or not deal.item.known:
        return True
    if deal.item.said and _BOTH.search(scene.text[tree.start : deal.item.start]):
        return True  # "buy the Russian-Italian trainers"
    if not set(deal.recipient) <= origins or _BACK.search(scene.text, tree.start, tree.end):
        return True
    other = tuple(p for p in scene.dyad if p not in origins)
    guessed = {end for end in ("supplier", "recipient") if end in deal.inferred}
    if set(deal.supplier) & origins:
        if "supplier" in guessed and deal.recipient == (scene.seller,) and len(other) == 1:
            deal.supplier, deal.recipient = deal.recipient, other
        return True
    if guessed == {"supplier", "recipient"}:
        return False
    if "recipient" in guessed or not deal.linked or _is_firm(scene, tree, deal.recipient):
        deal.supplier, deal.recipient = deal.recipient, deal.supplier
    return True


_FIRMS: Final = ("company", "yard", "bureau")


def _is_firm(scene: Scene, tree: Tree, recipient: tuple[str, ...]) -> bool:
    """Whether the state in the role of the receiver is only told by its firm ("KAI secures an order")."""
    mentions = [
        m for m in scene.inside(tree.start, tree.end, "body", "party") if set(m.parties) & set(recipient)
    ]
    return bool(mentions) and all(m.kind == "body" and m.form in _FIRMS for m in mentions)


_AHEAD: Final = re.compile(
    r"(?:[^.;]{0,60}?\b(?:is|are|was|were|being|remain\w*|now|then|still|,) )?(?:[^.;,]{0,45}?)\b(?:expected|scheduled|due|planned|slated|set|foreseen|"
    r"anticipated|projected|to be (?:completed|made|carried out|finished|effected)|to (?:take place|begin|start|commence|follow|be completed))\b"
    r"(?! earlier| at the time| originally)"
)
_WAS: Final = re.compile(r"\b(?:was|were|had been) (?:originally |initially )?$")


def lies_ahead(scene: Scene, tree: Tree, deal: Deal) -> bool:
    """``the first deliveries expected in 2027``, ``with delivery to be completed by 2030``: not delivered yet."""
    if deal.frame.pos != "n" or deal.frame.status != "delivered" or deal.status not in _CAME:
        return False
    match = _AHEAD.match(scene.text, tree[deal.trigger].end, tree.end)
    if match is None:
        return False
    word = match.end() - len(match[0].split()[-1])
    return _WAS.search(scene.text, tree.start, word) is None


_CAME: Final = ("delivered", "partly-delivered")


_WILL: Final = re.compile(
    r" (?:(?:will|would|has|had|have|is|are|to|also|already|now|soon|later|could|may|might|should|then|each) )*"
)


def named_before(scene: Scene, tree: Tree, deal: Deal) -> tuple[str, ...]:
    """``A will receive 16 jets and B will get six``: B gets these, though the parse hangs B on the jets."""
    start = tree[deal.trigger].start
    if deal.frame.sense != "receive" or deal.frame.pos != "v":
        return ()
    for mention in scene.inside(tree.start, start, "party"):
        before = scene.text[max(tree.start, mention.start - 9) : mention.start]
        joined = mention.form == "name" and before.endswith(("and ", "while ", "and the "))
        if joined and _WILL.fullmatch(scene.text[mention.end : start]):
            return mention.parties
    return ()


def set_right(scene: Scene, tree: Tree, args: Args, deal: Deal) -> None:
    """Ends that the parse hides or gives to another: own armies, givers behind a price, takers behind "and"."""
    for_its_own(tree, args, deal)
    deal.supplier = deal.supplier or worth_by(scene, tree, deal)
    own = named_before(scene, tree, deal)
    if own and not set(own) & {*deal.supplier, *deal.recipient}:
        deal.recipient = own


# "was given equipment worth $28 million by A": the parse hangs A on the sum.
_WORTH: Final = re.compile(r"(?: [\w-]+){0,4}? (?:worth|valued at) [^,;.]{1,40}? by (?:the )?")


def worth_by(scene: Scene, tree: Tree, deal: Deal) -> tuple[str, ...]:
    """Who gives what has been given, where a price stands between it and its giver."""
    if deal.frame.sense != "supply" or deal.frame.pos != "v" or not is_passive(tree, deal.trigger):
        return ()
    for mention in scene.inside(deal.item.end, tree.end, "party", "body"):
        if _WORTH.fullmatch(scene.text[deal.item.end : mention.start]):
            return tuple(p for p in mention.parties if p not in deal.recipient)[:1]
    return ()


_OWN_FORCES: Final = frozenset("army military navy force fleet troop airforce guard arsenal".split())


def for_its_own(tree: Tree, args: Args, deal: Deal) -> None:
    """``A would reinforce its army with B's tanks``: A gets them, and B, or who made them, supplies."""
    own = not deal.recipient or deal.recipient == deal.supplier
    if "with" not in deal.frame.equipment or not own or not set(deal.item.said) - set(deal.supplier):
        return
    if any(tree[k].lemma in _OWN_FORCES for k in args.get("obj", ())):
        deal.supplier, deal.recipient, deal.at_home = (), deal.supplier, False
