"""Who goes where: the visitor, the ship and the host of a visit or port call.

A visitor is a person, a delegation or a ship, never a state; the host is the state of the place. Who comes
from two states, or goes to two, makes one visit for each pair.
"""

from __future__ import annotations

import re
from typing import Final

from communique.reading.dealers import clause_subjects, is_seat, spot
from communique.reading.dealing import Dealing, join, person_at, referents, voices
from communique.reading.drilling import BODIES, roster
from communique.reading.outsiders import pair_with
from communique.reading.placing import home_of
from communique.reading.roles import Args, arguments, core, expand
from communique.reading.scene import Scene
from communique.reading.ships import flag, ship_prefixes
from communique.reading.syntax import Tree

_SHIPS: Final = re.compile(
    r"\b(?:(?i:warships?|ships?|vessels?|frigates?|destroyers?|corvettes?|submarines?|flotilla|squadron|"
    r"tankers?|minesweepers?|minehunters?|(?<!personnel )(?<!troop )(?<!mortar )carriers?|cutters?|gunboats?|patrol (?:boats?|ships?|vessels?)|"
    r"fleet|task group|strike group)|INS|USS|HMS|HMAS|HMCS|JS|ROKS|PNS|BNS|KRI|TCG|(?P<prefix>[A-Z]{2,5}|HNoMS|HSwMS)(?= [A-Z]))\b"
)
_GOERS: Final = frozenset(
    "delegation team minister president chief official officer leader commander general admiral envoy "
    "secretary adviser advisor contingent party chairman director premier chancellor king prince emir "
    "ambassador who he she they him her mission group representative soldier troop counterpart executive head boss".split()
)
_LYING: Final = frozenset("dock moor berth put anchor".split())
_GIVEN: Final = re.compile(r"\bdeliver|\bhand(?:s|ed)? over|\bdonat")


_MANY: Final = re.compile(
    r"\b(?:a number of|several|various|other|many|some|different) (?:[\w-]+ ){0,2}?(?:countries|states|nations)\b"
)


def visit(scene: Scene, tree: Tree, args: Args, dealing: Dealing) -> None:
    """Set the parties of a visit: a visitor (person, delegation, ship) and the state of the place."""
    heads = _visitors(scene, tree, args, dealing)
    visitors = join(*(voices(scene, tree, head) for head in heads))
    text = " ".join(_phrase(scene, tree, h) for h in heads)
    if _is_ship(text):
        dealing.type = "port-call"
        flags = [flag(_phrase(scene, tree, h)) or voices(scene, tree, h) for h in heads]
        visitors = join(*flags) if len(heads) > 1 else flag(text) or visitors
        visitors = join(visitors, _navies(scene, tree, dealing.trigger))
        if _GIVEN.search(scene.text[tree.start : tree.end]):
            return  # the ship itself is what passes
    elif dealing.type == "port-call" and dealing.lemma not in ("call", "visit"):
        return
    elif dealing.type != "port-call" and _are_ships(scene, tree, dealing, heads):
        dealing.type = "port-call"
        visitors = [p for p in visitors if p in scene.dyad][:1] or visitors
    if dealing.type == "port-call" and visitors and all(p in BODIES for p in visitors):
        return  # whose ships they are is told elsewhere
    said = _hosts(scene, tree, args, dealing)
    hosts = [h for h in said if h not in visitors[:1]]
    at_home = (said or _to_site(scene, tree, args, dealing)) and dealing.type != "port-call"
    if visitors and not hosts and at_home and dealing.lemma != "guest":
        return  # a trip within one's own state, or to a place that is no state's name
    if visitors and not hosts and _host_open(tree, dealing) and len(scene.dyad) == 2:
        pair = pair_with(scene, visitors[0])
        hosts = [p for p in pair if p not in visitors] if visitors[0] in pair else []
        dealing.inferred["parties"] = "report: the other party of the pair"
    if not visitors and _MANY.search(scene.text, tree.start, tree[dealing.trigger].start):
        return  # "the chiefs of staff of a number of countries"
    if not visitors and hosts and len(scene.dyad) == 2 and hosts[0] in scene.dyad:
        guests = {p.person.party for p in scene.persons(tree.start, tree.end)} | {
            p for m in scene.inside(tree.start, tree.end, "party") if m.form == "demonym" for p in m.parties
        }
        visitors = [p for p in scene.dyad if p != hosts[0] and (heads or p in guests)]
        dealing.inferred["parties"] = "report: the other party of the pair"
    if dealing.place is None and hosts:
        dealing.place = scene.knowledge.name_of(hosts[0])
    _pair_off(scene, tree, dealing, heads, visitors, list(dict.fromkeys(hosts)))
    if _stop_of(scene, tree, args, dealing):
        dealing.parties, dealing.others = (), []


def _stop_of(scene: Scene, tree: Tree, args: Args, dealing: Dealing) -> bool:
    """``The delegation will visit a training centre in B``, whose visit to B was told: a stop of that."""
    if dealing.lemma not in ("visit", "tour") or tree[dealing.trigger].pos != "VERB" or not args.get("obj"):
        return False
    told = any(kind == "visit" and pair == dealing.parties for _, pair, kind in scene.dealt)
    return told and not any(
        scene.parties_at(tree, k, refer=False) or spot(scene, tree, k) or tree[k].lemma in _LANDS
        for k in args["obj"]
    )


_LANDS: Final = frozenset("country nation state island capital kingdom republic it port city".split())


def _to_site(scene: Scene, tree: Tree, args: Args, dealing: Dealing) -> bool:
    """``a trip to Udmurtia``, ``a visit to the X Academy``: where it goes is named, and is no other state."""
    noun = tree[dealing.trigger].pos in ("NOUN", "PROPN")
    heads = [k for label in (("to", "in") if noun else ("obj", "to")) for k in args.get(label, ())]
    return any(
        tree[k].lemma in ("region", "area", "continent", "province", "city")
        or (tree[k].pos == "PROPN" and tree[k].text not in _MONTHS and not person_at(scene, tree[k].start))
        for k in heads
    )


_MONTHS: Final = frozenset(
    "January February March April May June July August September October November December".split()
)


_OF_NAVY: Final = re.compile(
    r"(?:'s)?(?:(?:, and|,| and) (?:\w+ ){0,2}[A-Z]\w+){0,4} (?:[\w'-]+ ){0,4}?(?:[Nn]av(?:y|al)|[Ss]hips?|[Ww]arships?|[Ff]rigates?|[Dd]estroyers?|[Vv]essels?|[Cc]orvettes?)\b"
)


def _navies(scene: Scene, tree: Tree, at: int) -> list[str]:
    """``two Japanese and one Thai ship docked``: whose ships the words before the verb name."""
    if tree[at].pos != "VERB":
        return []
    named = [m for m in scene.inside(tree.start, tree[at].start, "party") if m.form in ("demonym", "name")]
    return join(*(m.parties for m in named if _OF_NAVY.match(scene.text, m.end)))


def _phrase(scene: Scene, tree: Tree, head: int) -> str:
    """The words of a noun phrase."""
    words = core(tree, head)
    return scene.text[tree[words[0]].start : tree[words[-1]].end]


_MEMBERS: Final = re.compile(r"\b(?:nations|countries|states|members)\b")


def _pair_off(
    scene: Scene, tree: Tree, dealing: Dealing, heads: list[int], visitors: list[str], hosts: list[str]
) -> None:
    """One visit for each visitor and each host; the first stands for the trigger."""
    if any(h in BODIES for h in hosts) and _MEMBERS.search(scene.text, tree.start, tree.end):
        hosts = [h for h in hosts if h not in BODIES]  # "four ASEAN countries, A, B, C and D"
    dealing.parties = tuple(sorted({visitors[0], hosts[0]})) if visitors and hosts else ()
    goers = [p for head in heads for p in referents(scene, tree, head)]
    dealing.persons = [p for p in goers if p.party in visitors[:1]]
    several = len({p.party for p in goers}) > 1 or dealing.type == "port-call"
    for visitor in visitors if several else visitors[:1]:
        for host in hosts:
            pair = tuple(sorted({visitor, host}))
            if len(pair) == 2 and pair != dealing.parties:
                dealing.others.append((pair, [p for p in goers if p.party == visitor]))


def _is_ship(phrase: str) -> bool:
    found = _SHIPS.search(phrase)
    return bool(found) and (not found["prefix"] or found["prefix"] in ship_prefixes()) if found else False


def _are_ships(scene: Scene, tree: Tree, dealing: Dealing, heads: list[int]) -> bool:
    """``They paid a visit to Havana``: they are the ships that the sentence before told of."""
    token = tree[dealing.trigger]
    if token.lemma not in ("visit", "call", "arrive", "leave", "stay", "sail") or not heads:
        return False
    if not all(tree[h].lemma in ("they", "both") for h in heads):
        return False
    before = [s for s in scene.layout.sentences if s.end <= tree.start][-1:]
    spans = [(s.start, s.end) for s in before] + [(tree.start, tree.end)]
    words = " ".join(scene.text[a:b] for a, b in spans)
    return _is_ship(words) and not any(scene.persons(a, b) for a, b in spans)


def _host_open(tree: Tree, dealing: Dealing) -> bool:
    """``the visit``, ``docked this morning``: whom it is paid to is left to the report."""
    token = tree[dealing.trigger]
    at_site = token.pos == "AUX" and any(tree[p].lemma == "at" for p in tree.children(token.i, "prep"))
    return token.pos in ("NOUN", "PROPN") or at_site or dealing.type == "port-call"


def _visitors(scene: Scene, tree: Tree, args: Args, dealing: Dealing) -> list[int]:
    """The heads that can go somewhere: persons, delegations, ships; not states, not goods."""
    noun = tree[dealing.trigger].pos in ("NOUN", "PROPN")
    ships = ("subj", "obj") if dealing.type == "port-call" and dealing.lemma in _LYING else ("subj",)
    labels = ("poss", "by", "light", "of", "mod") if noun else ships
    if dealing.lemma == "guest":
        return clause_subjects(tree, dealing.trigger)
    if dealing.lemma in ("send", "dispatch"):
        return [h for h in args.get("obj", ()) if _goes(scene, tree, h)]
    beside = _right_before(scene, tree, dealing.trigger) if noun else None
    if beside is not None:
        return [beside]
    if noun and _looks_ahead(scene, tree, args):
        fit = [h for h in clause_subjects(tree, dealing.trigger) if _goes(scene, tree, h)]
        if fit:
            return fit
    for label in labels:
        fit = [h for h in args.get(label, ()) if _goes(scene, tree, h) or _navy(tree, h, dealing)]
        if fit:
            return fit
    if tree[dealing.trigger].pos in ("NOUN", "PROPN"):
        return [h for h in clause_subjects(tree, dealing.trigger) if _goes(scene, tree, h)]
    return []


_ON_VISIT: Final = re.compile(
    r",? (?:who (?:is|was) )?(?:currently |now )?on (?:an? |his |her )(?:[\w-]+ ){0,4}$"
)


def _right_before(scene: Scene, tree: Tree, at: int) -> int | None:
    """``with Defence Minister A on an official visit``: who goes is the person right before, wherever the parse hangs it."""
    on = _ON_VISIT.search(scene.text, tree.start, tree[at].start)
    if on is None:
        return None
    guest = next((n for n in scene.persons(tree.start, on.start() + 1) if n.end == on.start()), None)
    return tree.at(guest.start, guest.end) if guest else None


def _looks_ahead(scene: Scene, tree: Tree, args: Args) -> bool:
    """``During his stay in C, A met``: the pronoun stands for who is named after it."""
    owners = [k for k in args.get("poss", ()) if tree[k].lemma in ("he", "she", "his", "her")]
    return bool(owners) and not scene.persons(tree.start, tree[owners[0]].start)


def _navy(tree: Tree, head: int, dealing: Dealing) -> bool:
    """A navy makes port calls; an army is no visitor."""
    return dealing.type == "port-call" and tree[head].lemma.lower() in ("navy", "fleet", "coastguard")


def _goes(scene: Scene, tree: Tree, head: int) -> bool:
    token = tree[head]
    if (
        token.lemma.lower() in _GOERS
        or person_at(scene, token.start)
        or token.lemma.endswith(("chief", "minister"))
    ):
        return True
    if any(person_at(scene, tree[k].start) for k in tree.children(head, "appos")):
        return True
    words = core(tree, head)
    phrase = scene.text[tree[words[0]].start : tree[words[-1]].end]
    return _is_ship(phrase)


_COLON: Final = re.compile(r" ?(?:[-:(]|--) ?(?=[A-Z])")  # "to three countries - A, B and C"


def _taken_to(scene: Scene, tree: Tree, at: int) -> list[str]:
    """``a tour, which took him to A and B``: the states that the relative clause of a trip names."""
    took = [k for k in tree.children(at, "relcl") if tree[k].lemma in ("take", "bring", "lead")]
    preps = [p for v in took for p in tree.children(v, "prep") if tree[p].lemma == "to"]
    to = [k for p in preps for k in tree.children(p, "pobj")]
    listed = [h for k in to for h in _listed(scene, tree, k)]
    return listed or join(*(voices(scene, tree, x, False) for k in to for x in expand(tree, k)))


def _listed(scene: Scene, tree: Tree, head: int) -> list[str]:
    """``to three countries - A, B and C``: the states that stand behind the plural."""
    behind = tree[head].tag == "NNS" and _COLON.match(scene.text, tree[head].end)
    return roster(scene, tree[head].end, tree.end) if behind else []


def _hosts(scene: Scene, tree: Tree, args: Args, dealing: Dealing) -> list[str]:
    noun = tree[dealing.trigger].pos in ("NOUN", "PROPN")
    hosts: list[str] = []
    spoken: list[str] = []  # by a person or body there; a place goes before them
    if dealing.lemma == "guest":
        return join(*(voices(scene, tree, k) for label in ("poss", "of") for k in args.get(label, ())))
    for label in (
        (
            "to",
            "in",
            "at",
            "into",
            "for",
            *(("off", "near", "alongside") if dealing.type == "port-call" else ()),
            *(("of",) if dealing.lemma == "tour" else ()),
        )
        if noun or dealing.lemma not in ("visit", "tour", "enter", "dock", "moor", "berth")
        else ("obj", "in", "to", "at", "into", "near", "off", "alongside")
    ):
        for head in args.get(label, ()):
            if label == "for" and dealing.lemma not in ("leave", "depart", "head"):
                continue
            found = spot(scene, tree, head)
            listed = _listed(scene, tree, head)
            if listed or (found and found[1]):
                hosts += listed or [found[1] or ""] if found else listed
            elif label in ("to", "obj") and not found and not _company(scene, tree, head):
                spoken += voices(scene, tree, head, False)
        hosts = hosts or spoken
        if hosts:
            break
    hosts = hosts or _taken_to(scene, tree, dealing.trigger)
    if noun and not hosts:
        verbs = args.get("verb", [])
        places = [
            k
            for v in verbs
            for p in tree.children(v, "prep")
            if tree[p].lemma in ("in", "to", "at")
            for k in tree.children(p, "pobj")
        ]
        hosts = [s[1] for k in places if (s := spot(scene, tree, k)) and s[1]]
    if noun and not hosts:
        seats = [k for k in args.get("mod", ()) if is_seat(scene, tree, k)]
        met = _hosts_met(scene, tree, dealing.trigger)
        hosts = met or join(*(voices(scene, tree, k, False) for k in seats))
    if not noun and not hosts and tree[dealing.trigger].dep == "amod":
        found = spot(scene, tree, tree[dealing.trigger].head)  # "recently visited Paraguay", badly parsed
        hosts = [found[1]] if found and found[1] else []
    if not hosts and any(tree[k].lemma == "here" for k in expand_adverbs(tree, dealing.trigger)):
        home = home_of(scene)
        hosts = [home] if home else []
    return hosts


def _hosts_met(scene: Scene, tree: Tree, at: int) -> list[str]:
    """``a visit to meet the army chief of B``: those of the state who are to be met there."""
    meetings = [k for k in tree.children(at, "acl", "relcl", "xcomp") if tree[k].lemma in ("meet", "see")]
    inner = [arguments(tree, k) for k in meetings]
    return join(
        *(voices(scene, tree, k, False) for a in inner for label in ("obj", "with") for k in a.get(label, ()))
    )


def _company(scene: Scene, tree: Tree, head: int) -> bool:
    """Whether a noun phrase is about a firm: visiting its stand is no visit to its country."""
    words = core(tree, head)
    return bool(scene.inside(tree[words[0]].start, tree[words[-1]].end, "body"))


def expand_adverbs(tree: Tree, at: int) -> list[int]:
    """The adverbs of a trigger and of the verb that carries it."""
    verb = tree[at].head if tree[at].pos in ("NOUN", "PROPN") else at
    return [k for v in {at, verb} for k in tree.children(v, "advmod") for k in expand(tree, k)]
