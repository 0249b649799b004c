"""What looks like a deal and is none: forces on the move, commands, warnings, who wins an order, who is nobody in particular."""

from __future__ import annotations

import re
from typing import Final

from communique.reading.deals import Frame
from communique.reading.ends import STRIKING
from communique.reading.goods import FORCES
from communique.reading.items import Item
from communique.reading.roles import Args
from communique.reading.scene import Scene
from communique.reading.ships import flag
from communique.reading.sought import Sought
from communique.reading.syntax import Tree


def own_forces(scene: Scene, tree: Tree, frame: Frame, args: Args) -> bool:
    """Whether a state's own forces are on the move or on a visit, with their equipment."""
    if frame.lemma == "join" and any(tree[k].lemma in _AT_SEA for k in args.get("obj", ())):
        return True
    if frame.lemma == "dock":
        whole = min(
            (tree[x].start for k in args.get("subj", ()) for x in tree.subtree(k)), default=tree.start
        )
        if not _BOUGHT.search(scene.text, whole, tree.end):
            return True
    if frame.sense == "arrival":
        if _under_flag(scene, tree, args, "subj") and not _BOUGHT.search(scene.text, tree.start, tree.end):
            return True
        ships = [k for k in args.get("subj", ()) if tree[k].lemma in _SHIPS or tree[k].text.isupper()]
        here = _IN_PORT.search(scene.text, tree.start, tree.end)
        if ships and here and not _BOUGHT.search(scene.text, tree.start, tree.end):
            return True
        return _CALLING.search(scene.text, tree.start, tree.end) is not None
    if frame.lemma not in ("send", "order", "dispatch"):
        return False
    given = _BOUGHT.search(scene.text, tree.start, tree.end)
    if not given and _under_flag(scene, tree, args, "obj"):
        return True
    moving = FORCES if _GIVEN_AWAY.search(scene.text, tree.start, tree.end) else FORCES | _SHIPS
    return any(tree[k].lemma in moving for k in args.get("obj", ()))


def bidden(tree: Tree, at: int, frame: Frame) -> bool:
    """``ordered its destroyers to target``: a command, no order of goods."""
    if frame.lemma != "order" or frame.pos != "v":
        return False
    done = [k for k in tree.children(at, "ccomp", "xcomp") if tree.children(k, "aux")]
    return any(any(tree[x].lemma == "to" for x in tree.children(k, "aux")) for k in done)


_WARNING: Final = frozenset(
    "warn urge tell caution advise ask call demand insist press pressure want".split()
)


_STEPS: Final = frozenset(
    "suspension decision move halt pause plan approval announcement step lifting end freeze resumption pledge promise".split()
)


def forbidden(tree: Tree, at: int) -> bool:
    """``warned B that it should not buy``: what is only told not to be done has not been denied, nor done."""
    if tree[at].dep == "xcomp" and tree[tree[at].head].lemma == "enough":
        return True  # "not enough to buy": no purchase is told of
    if tree[at].dep == "csubj" and tree[at].tag == "VBG" and tree[tree[at].head].tag == "VBZ":
        return not tree.children(at, "nsubj", "poss")  # "buying from A takes time": nobody in particular buys
    prep = tree[tree[at].head]
    if tree[at].dep == "pcomp" and prep.lemma == "against" and tree[prep.head].lemma in _WARNING:
        return True  # "warns B against supplying arms"
    if tree[at].lemma in ("withdraw", "remove") and tree[tree[at].head].lemma in _WARNING:
        return True  # "urged B to withdraw A's missiles from its territory"
    if tree[at].lemma == "welcome" and any(tree[k].lemma in _STEPS for k in tree.children(at, "dobj")):
        return True  # "welcomed the suspension of A's aid": nothing comes to whoever is glad of it
    if not tree.children(at, "neg"):
        return False
    bare = any(tree[k].lemma in ("should", "must", "to") for k in tree.children(at, "aux"))
    above = tree[at].head
    return bare and tree[above].lemma in _WARNING and tree[at].dep in ("ccomp", "xcomp", "advcl")


def for_another(scene: Scene, tree: Tree, frame: Frame, args: Args, item: Item) -> bool:
    """``received helicopter orders`` gets the orders; whoever struck a shipment passed nothing on."""
    if frame.lemma == "launch" and item.family != "naval":
        return True
    if _won_order(scene, tree, frame, args, item):
        return True
    if frame.sense == "receive" and any(tree[k].lemma in _NEWS for k in args.get("obj", ())):
        return True  # "received warning of a bomb"
    plane = item.family == "transport-aircraft" or item.noun in ("airplane", "plane", "aeroplane", "aircraft")
    errand = any(t.lemma in _ERRANDS for t in tree.tokens if t.start >= item.end)
    if frame.lemma in ("send", "dispatch", "provide") and plane and errand:
        return True  # its own planes, on a flight
    if frame.sense == "receive" and frame.pos == "v" and _in_order(tree, item):
        return True
    if frame.sense == "receive" and any(tree[k].lemma in _PLACED for k in args.get("obj", ())):
        return True  # "received an order for jets from A": the order tells of them
    struck = any(tree[v].lemma in STRIKING for v in args.get("verb", [])) and not args.get("from")
    return struck and frame.sense != "deal"  # a deal is struck as well


_ERRANDS: Final = frozenset(
    "transport ferry airlift evacuate carry fly bring relief humanitarian medicine medical patient injured wounded rescue rescuer doctor".split()
)
_AT_SEA: Final = frozenset(
    "armada exercise drill flotilla group patrol operation mission convoy search coalition formation".split()
)
_PLACED: Final = frozenset("order contract commission".split())
_NEWS: Final = frozenset(
    "warning threat report word notice information call request complaint news tip".split()
)
_GAINING: Final = frozenset("secure win land bag book receive get obtain gain clinch snap".split())
_ORDER_FOR: Final = re.compile(
    r"s?(?: (?!(?:under|in|with|from|of|for|as|after) )[\w-]+){0,3}? (?:order|contract|deal|tender)s?\b"
)


def _won_order(scene: Scene, tree: Tree, frame: Frame, args: Args, item: Item) -> bool:
    """``KAI secures a further FA-50 order``: a maker that gains an order gets no jets; the order tells of them."""
    if frame.lemma not in _GAINING or frame.pos != "v":
        return False
    if _ORDER_FOR.match(scene.text, item.end, tree.end):
        return True
    if frame.lemma == "receive":
        return False
    subjects = [tree[k] for head in args.get("subj", ()) for k in tree.subtree(head)]
    firms = [m for m in scene.inside(tree.start, tree.end, "body") if m.form in _FIRMS]
    return any(m.start <= token.start < m.end for m in firms for token in subjects)


_FIRMS: Final = ("company", "yard", "bureau")


def _under_flag(scene: Scene, tree: Tree, args: Args, label: str) -> bool:
    """``the carrier USS Kite arrives``, ``sends USS Kite``: what comes or is sent is a ship of its own navy."""
    for head in args.get(label, ()):
        words = tree.subtree(head)
        if flag(scene.text[tree[min(words)].start : tree[max(words)].end]):
            return True
    return False


_ELSEWHERE: Final = frozenset("other third unnamed unspecified undisclosed unidentified another".split())


def by_others(scene: Scene, tree: Tree, frame: Frame, args: Args) -> bool:
    """``allow other countries to re-export theirs``, ``sell it to a third party``: nobody in particular deals."""
    if frame.sense != "supply" or frame.pos != "v":
        return False
    doers = [tree[k] for k in args.get("subj", ())]
    things = [m for m in scene.inside(tree.start, tree.end, "equipment", "mechanism") if len(m.parties) > 1]
    if doers and not (args.get("to") or args.get("iobj")):
        own = all(any(m.start <= t.start < m.end for m in things) for t in doers)
        if own:
            return True  # "the programme aims to deliver its first jets by 2035"
    ends = [k for x in ("subj", "to") for k in args.get(x, ()) if tree[k].lemma in _ANYBODY]
    if any(k in args.get("subj", ()) and _some(scene, tree, k) for k in ends):
        return True  # "Western countries that are willing to provide jets"
    others = [k for k in ends if any(tree[w].lemma in _ELSEWHERE for w in tree.children(k, "amod", "det"))]
    return any(not scene.parties_at(tree, k, refer=False) and not tree.children(k, "prep") for k in others)


def _some(scene: Scene, tree: Tree, head: int) -> bool:
    """Whether a plural noun stands for states that nobody names ("Western countries", "several allies")."""
    bare = not scene.parties_at(tree, head) and not tree.children(head, "appos")
    listed = tree.children(head, "prep") and any(
        tree[p].lemma in ("include", "like", "such", "of", "as") for p in tree.children(head, "prep")
    )
    return tree[head].tag == "NNS" and bare and not listed


_ANYBODY: Final = frozenset("country nation state ally party customer buyer government".split())
_SHIPS: Final = frozenset(
    "ship warship vessel destroyer frigate corvette cutter carrier submarine flotilla".split()
)
_IN_PORT: Final = Sought(r"\b(?:ports?|harbou?r|naval base|waters|Black Sea|coast)\b")
_BOUGHT: Final = Sought(
    r"\b(?:bought|order(?:ed|s)?|built|acquired|purchas\w+|donated?|gift\w*|procured|contract\w*|handed|handing|deliver(?:ed|y)|former(?:ly)?|"
    r"newly|its (?:first|second|third|new)|transferred|sold|commission\w*|induct\w*)\b"
)
_GIVEN_AWAY: Final = Sought(
    r"\b(?:sold|sale|gift\w*|donat\w*|bought|order(?:ed)?|contract\w*|deliver\w*|laden|loaded|aid)\b"
)
_CALLING: Final = re.compile(
    r"\b(?:(?:formal|official|courtesy|goodwill|good will|port|friendly|routine|operational|scheduled|\w+-day) (?:visit|call|stop\w*)|port calls?|pass(?:age|ing) exercise|"
    r"naval traditions|(?:war)?ships? (?:\w+ )?(?:arriv|dock|berth|anchor)\w*|(?:navy|naval|coast guard)(?:'s)? (?:war)?(?:ships?|vessels?|flotilla)[^.;]{0,80}\b(?:arriv|dock|berth|anchor)\w*|"
    r"to (?:take part|participate) in|for (?:the |a |joint |naval |military )*(?:exercises?|drills?|training)|crew of \d+)\b",
    re.IGNORECASE,
)


def _in_order(tree: Tree, item: Item) -> bool:
    """Whether the item only says what an order or contract is for."""
    token = tree[item.head]
    return token.dep in ("compound", "nmod") and tree[token.head].lemma in (
        "order",
        "contract",
        "offer",
        "bid",
    )
