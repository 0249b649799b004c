"""What a trigger needs around it to tell of an engagement: the column *needs* of the table of frames.

Each function answers for one need: a pact that is signed, a person of rank who is received, a harbour that a
ship enters, somebody who looks on at a handover.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from communique.reading import ceremonies, goings
from communique.reading.dated_pacts import dated
from communique.reading.dealing import person_at, referents, voices
from communique.reading.drilling import beside, of_two, roll
from communique.reading.relevance import strong_words
from communique.reading.roles import Args, is_passive
from communique.reading.scene import Scene
from communique.reading.syntax import Tree
from communique.reading.triggers import ORDERS, PACT, SIGNED
from communique.reading.wires import rung

_PHONE: Final = re.compile(
    r"\b(?:tele)?phon\w+|\bvideo ?(?:call|conference|link)\w*|\bvirtual(?:ly)?\b|\b(?:phone|video|"
    r"telephone) calls?\b",
    re.IGNORECASE,
)
_DRILL: Final = re.compile(
    r"\b(?:joint|military|naval|maritime|air|army|navy|live-fire|bilateral|trilateral|multinational|"
    r"combined|counter-terror\w*|anti-terror\w*|"
    r"field training|table-?top|command post|annual|war|amphibious|anti-submarine|air defen[cs]e|armies|"
    r"navies)\b",
    re.IGNORECASE,
)
_ALLIANCE: Final = frozenset("alliance pact treaty agreement deal coalition formation".split())


_IMPROVING: Final = frozenset("enhance strengthen boost expand increase promote intensify enhancing".split())


def _always(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    token, words = tree[at], scene.text[tree.start : tree.end]
    if token.lemma in ("exercise", "drill", "manoeuvre", "maneuver") and token.pos in ("NOUN", "PROPN"):
        if tree[tree[at].head].lemma in _IMPROVING and tree[at].tag in ("NNS", "NNPS"):
            return False
        first = min(tree.subtree(at))
        modifiers = scene.text[tree[first].start : tree[at].start]
        return (
            bool(_DRILL.search(modifiers))
            or len({p for k in args.get("mod", ()) for p in scene.parties_at(tree, k, refer=False)}) > 1
            or bool(scene.inside(tree.start, tree.end, "exercise"))
            or of_two(scene, tree, at, args)
            or bool(
                re.search(
                    r"\b(?:joint|armies|navies|[Aa]rmy|[Nn]avy|[Aa]ir [Ff]orces?|military|naval|troops|warships|forces|jets|soldiers|marines|sailors|ships|pilots|servicemen|servicewomen|paratroopers|commandos)\b",
                    words,
                    re.IGNORECASE,
                )
            )
        )
    if token.lemma == "sign" and token.pos == "VERB":
        return _signs(scene, tree, at, args)
    return True


def _signs(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """Signing something that is a pact, or nothing that is said; not a law, a bill, a player, off or in."""
    heads = args.get("obj", [])
    if {tree[k].lemma for k in tree.children(at, "prt")} & {"off", "in", "into", "up"}:
        return False
    if not heads or any(scene.parties_at(tree, k, refer=False) for k in heads):
        return True
    if {tree[k].lemma for k in heads} & SIGNED:
        return True
    return _is_pact(scene, tree, heads, args) or bool(
        {tree[k].lemma for k in heads} & {"it", "both", "purchase", "other"}
    )


def _pact(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    heads = [*args.get("obj", ()), *(args.get("into", ()) if tree[at].lemma == "enter" else ())]
    if any(tree[k].lemma == "it" for k in heads):
        above = scene.text[max(0, tree.start - 200) : tree[at].start].lower().split()
        return any(word.strip(".,") in PACT for word in above)
    return _is_pact(scene, tree, heads, args)


def _is_pact(scene: Scene, tree: Tree, heads: list[int], args: Args) -> bool:
    """Whether one of these noun phrases is a pact: by noun, through *of* ("a range of treaties"), or name."""
    heads = [*heads, *(tree[tree[k].head].head for k in heads if tree[tree[k].head].lemma == "of")]
    inner = [k for head in heads for k in (head, *tree.children(head, "compound", "appos", "conj", "nmod"))]
    if {tree[k].lemma for k in (*inner, *args.get("obj-of", ()))} & PACT:
        return True
    return any(
        m.start <= tree[h].start < m.end for m in scene.mentions if m.kind == "mechanism" for h in heads
    )


_TREATY: Final = frozenset(
    "agreement accord pact treaty memorandum mou protocol convention arrangement sofa".split()
)


def _ended(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``cancelled its military agreement with B``, ``broke off from its defence accords``: what ends is a pact of arms."""
    labels = ["obj", "from"] if tree[at].lemma in ("break", "withdraw") else ["obj"]
    heads = [k for label in labels for k in args.get(label, ()) if tree[k].lemma in _TREATY]
    return any(
        strong_words(scene.text, tree[words[0]].start, tree[words[-1]].end) > 0
        for words in (tree.subtree(k) for k in heads)
    )


def _lapsed(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``The defence pact with B expired``."""
    return any(tree[k].lemma in _TREATY for k in args.get("subj", ()))


def _contract(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    return bool({tree[k].lemma for k in args.get("obj", ())} & ORDERS) and bool(
        args.get("with") or args.get("to") or args.get("from") or args.get("iobj")
    )


def _alliance(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``A and B formed a military alliance``, ``A announces an alliance with B``."""
    sides = len(args.get("subj", ())) > 1 or bool(args.get("with"))
    return sides and bool({tree[k].lemma for k in args.get("obj", ())} & _ALLIANCE)


def _both(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``A's ministry and B's committee approved a roadmap``: a paper of two states that both have a voice in."""
    several = len({p for k in args.get("subj", ()) for p in voices(scene, tree, k, False)}) > 1
    return several and _is_pact(scene, tree, list(args.get("obj", ())), args)


_LENT: Final = frozenset("credit loan line aid sale purchase transfer price lease".split())


# Who agrees to these only promises to meet or to go on as before.
_GOING_ON: Final = frozenset(
    "meet convene continue discuss consider explore work examine look talk expand deepen strengthen enhance promote intensify "
    "increase maintain consult stay visit keep remain".split()
)


_SESSIONS: Final = frozenset(
    "meeting talk talks consultation discussion session round summit dialogue".split()
)


def _to_go_on(tree: Tree, at: int) -> bool:
    """``Both sides agreed to deepen cooperation``, ``A and B agreed to meet again``: nothing is concluded."""
    return any(
        tree[k].lemma in _GOING_ON
        or (tree[k].lemma == "hold" and {tree[o].lemma for o in tree.children(k, "dobj")} & _SESSIONS)
        for k in tree.children(at, "xcomp", "ccomp", "advcl")
    )


def _opined(tree: Tree, at: int) -> bool:
    """``Both agreed that this underlines the threat``: of one mind on what is, not on what shall be."""
    clauses = tree.children(at, "ccomp")
    return bool(clauses) and all(
        (
            tree[k].tag in ("VBZ", "VBP", "VBD")
            or any(tree[a].lemma == "have" for a in tree.children(k, "aux"))
        )
        and not any(tree[a].tag == "MD" for a in tree.children(k, "aux", "auxpass"))
        for k in clauses
    )


# Constables of two states walk together, too.
_POLICE: Final = re.compile(
    r"^(?!.*\b(?:army|military|navy|naval|coast guard|troops|soldiers|air force|warships?)\b).*\bpolice\b",
    re.IGNORECASE | re.DOTALL,
)


def _joint(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``A and B agree to``, ``troops of A and B train together``, ``joint patrols``."""
    words = scene.text[tree.start : tree.end]
    if tree[at].lemma == "agree" and is_passive(tree, at):
        return bool({tree[k].lemma for k in args.get("obj", ())} & (PACT | _LENT))
    if tree[at].lemma == "agree":
        heads = args.get("subj", ())
        several = (len(heads) > 1 or len({p for k in heads for p in voices(scene, tree, k)}) > 1) and tree[
            at
        ].dep in ("ROOT", "conj", "ccomp", "xcomp")
        return (
            several
            and strong_words(scene.text, tree.start, tree.end) > 0
            and not _to_go_on(tree, at)
            and not _opined(tree, at)
        )
    if tree[at].lemma == "patrol" and _POLICE.match(scene.text[tree.start : tree.end]):
        return False
    if tree[at].pos == "NOUN":
        if tree[tree[at].head].lemma in (
            "enhance",
            "strengthen",
            "boost",
            "include",
            "expand",
            "increase",
            "promote",
        ):
            return False
        return bool(
            re.search(
                r"\b(?:joint|coordinated|combined)\b[\w ,-]{0,40}$",
                scene.text[tree.start : tree[at].start],
                re.IGNORECASE,
            )
        )
    if len({p for k in args.get("subj", ()) for p in voices(scene, tree, k, False)}) > 1:
        return True
    if tree[at].lemma == "train" and any(tree[k].pos == "NOUN" for k in args.get("obj", ())):
        return False  # "joint events and training specialists": who is taught drills with nobody
    return bool(re.search(r"\b(?:together|jointly|alongside|joint)\b", words)) and bool(args.get("subj"))


def _person(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """The object is somebody of rank, or the visit of one; not goods, whatever the parser hangs on them."""
    goods = scene.inside(tree[at].end, tree.end, "equipment", "noun")
    objects = args.get("obj", ())
    if tree[at].lemma == "receive" and any(m.start <= tree[k].start < m.end for m in goods for k in objects):
        return False
    return any(
        person_at(scene, tree[k].start) is not None
        or tree[k].lemma
        in (
            "delegation",
            "counterpart",
            "minister",
            "president",
            "chief",
            "general",
            "envoy",
            "him",
            "her",
            "he",
            "she",
            "guest",
        )
        for k in args.get("obj", ())
    )


def _statesman(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """Two named office holders of different parties speak to each other."""
    if tree[at].lemma == "tell" and any(tree[k].tag == "VB" for k in tree.children(at, "xcomp", "ccomp")):
        infinitive = [k for k in tree.children(at, "xcomp") if tree.children(k, "aux")]
        if any(tree[x].lemma == "to" for k in infinitive for x in tree.children(k, "aux")):
            return False  # "tells B to go": bidden, not met
    ends = [[p for k in args.get(label, ()) for p in referents(scene, tree, k)] for label in ("subj", "obj")]
    for label in ("iobj", "with", "to") if tree[at].lemma == "speak" else ("iobj",):
        ends[1] += [p for k in args.get(label, ()) for p in referents(scene, tree, k)]
    sides = [{p.party for p in end if p.party and (p.office or p.rank)} for end in ends]
    return bool(sides[0]) and bool(sides[1]) and not sides[0] & sides[1]


def _with(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    if tree[at].lemma == "sit" and tree[at].tag == "VBD" and tree.children(at, "prt"):
        return True  # "the ministers of A and B sat down for an hour"
    return bool(args.get("with")) and tree[at].tag != "VBN"


def _called(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``after a call with President A``: somebody of rank, not "the call for arms"."""
    heads = (*args.get("with", ()), *args.get("between", ()))
    return any(p.office or p.rank for k in heads for p in referents(scene, tree, k))


# What somebody is called on for, where he is not called on to do it.
_SPOKEN: Final = frozenset(
    "discuss exchange review brief convey deliver hand congratulate thank introduce bid".split()
)
_CALLED_ON: Final = frozenset(
    "minister president counterpart chief general admiral commander official leader leadership officer secretary".split()
)


def _on(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``called on the minister``: a person; not "called on Paris to act"."""
    heads = args.get("on", [])
    return any(
        referents(scene, tree, k) or tree[k].lemma.lower().removesuffix("s") in _CALLED_ON for k in heads
    ) and not any(tree[k].dep == "xcomp" and tree[k].lemma not in _SPOKEN for k in tree.kids[at])


def _bilateral(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    return any(tree[k].lemma == "bilateral" for k in args.get("obj", ()))


def _session(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``co-chaired the talks``, ``chaired a session``: not whoever chairs a body."""
    sessions = {
        "meeting",
        "session",
        "talk",
        "talks",
        "summit",
        "dialogue",
        "round",
        "consultation",
        "conference",
    }
    heads = [k for label in ("obj", "mod") for k in args.get(label, ())]
    if {tree[k].lemma for k in heads} & sessions:
        return True
    return any(
        m.kind == "mechanism" and m.start <= tree[k].start < m.end for m in scene.mentions for k in heads
    )


def _phone(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    return _PHONE.search(scene.text, tree.start, tree.end) is not None


_WIRES: Final = frozenset("telephone phone video telecom".split())


def _wired(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``a telephone conference``, ``held a video conference``: the words before it say how."""
    return any(tree[k].lemma.lower() in _WIRES for k in tree.children(at, "compound", "amod", "nmod"))


def _port(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    if tree[at].lemma == "call" and args.get("obj"):
        return False  # called somebody something
    if tree[at].lemma == "call" and _on_somebody(scene, tree, at):
        return False  # called on somebody, wherever that was
    return bool(args.get("at")) or any(
        tree[k].lemma == "port" for head in args.get("obj", ()) for k in tree.subtree(head)
    )


def _on_somebody(scene: Scene, tree: Tree, at: int) -> bool:
    hosts = [
        k for p in tree.children(at, "prep", "prt") if tree[p].lemma == "on" for k in tree.children(p, "pobj")
    ]
    return any(person.start <= tree[k].start < person.end for k in hosts for person in scene.people)


def _put_in(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    return any(
        tree[k].lemma in ("in", "into") for k in tree.children(at, "prt", "prep", "advmod")
    ) and not args.get("obj")


def _name(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``put their names to``, ``put pen to paper``."""
    return bool({tree[k].lemma for k in args.get("obj", ())} & {"name", "signature", "pen"}) and bool(
        args.get("to") or tree.children(at, "prep", "dative")
    )


def _over(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``She and her counterpart went over the plans``."""
    return bool(args.get("over")) and len(args.get("subj", ())) > 1


_MILITARY: Final = re.compile(r"\b(?:exercises?|drills?|manoeuvres|maneuvers|war ?games)\b", re.IGNORECASE)


def _roll(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``Troops of A, B and C are taking part``: a roll of three or more in a report of an exercise."""
    if tree[at].lemma == "take" and not any(tree[k].lemma == "part" for k in args.get("obj", ())):
        return False
    told = scene.text[max(0, tree.start - 500) : tree.end]
    return len(roll(scene, tree.start, tree.end)) >= 3 and bool(_MILITARY.search(told))


_HARBOUR: Final = frozenset(
    "port harbour harbor pier quay wharf dock base bay roads roadstead waters".split()
)


def _harbour(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``sailed into Kingston harbour``, ``entered the port of Cebu``: the place is where ships lie."""
    heads = [k for label in ("obj", "into", "in", "at") for k in args.get(label, ())]
    return any(tree[k].lemma in _HARBOUR for head in heads for k in tree.subtree(head))


def _anchor(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    return any(tree[k].lemma == "anchor" for k in args.get("obj", ()))


def _portcall(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``a five-day port call``, ``paid a port visit``."""
    return any(tree[k].lemma == "port" for k in tree.children(at, "compound", "amod", "nmod"))


_SITS: Final = re.compile(
    r"\b(?:[Cc]ommission|[Cc]ommittee|[Ww]orking [Gg]roup|[Dd]ialogue|[Tt]alks|[Cc]onsultations?|[Mm]inisters|[Cc]hiefs of)\b"
)


def _sitting(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``the first session of the joint commission``: of a body of two states, not of a parliament."""
    words = tree.subtree(at)
    start, end = tree[words[0]].start, tree[words[-1]].end
    of_several = any(len(m.parties) > 2 for m in scene.inside(start, end, "mechanism"))
    return of_several or bool(_SITS.search(scene.text[start:end]))


_VIEWS: Final = frozenset("view opinion note assessment perspective perception".split())


def _views(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``The army chiefs of A and B exchanged views``: who did so with whom stands there."""
    if not {tree[k].lemma for k in args.get("obj", ())} & _VIEWS:
        return False
    heads = args.get("subj", ())
    sides = {p for k in heads for p in voices(scene, tree, k, False)}
    plural = any(
        tree[k].lemma in ("they", "two", "both", "pair", "side", "minister", "leader", "chief") for k in heads
    )
    return len(sides) > 1 or len(heads) > 1 or plural or bool(args.get("with"))


def _board(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``held the Security Consultative Committee``: the body stands for its session."""
    return any(
        m.kind == "mechanism" and len(m.parties) != 1 and m.start <= tree[k].start < m.end
        for m in scene.mentions
        for k in args.get("obj", ())
    )


def _signing(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``the signing of two agreements``."""
    heads = (*args.get("of", ()), *args.get("mod", ()))
    return bool({tree[k].lemma for k in heads} & SIGNED) or any(
        m.kind == "mechanism" and m.start <= tree[k].start < m.end and _PAPER.search(m.row.get("type", ""))
        for m in scene.mentions
        for k in heads
    )


_PAPER: Final = re.compile(r"treaty|agreement|pact|accord|memorandum")


_FITS: Final[dict[str, Callable[[Scene, Tree, int, Args], bool]]] = {
    "": _always,
    "pact": _pact,
    "contract": _contract,
    "reception": goings.reception,
    "abroad": goings.abroad,
    "ended": _ended,
    "lapsed": _lapsed,
    "alliance": _alliance,
    "both": _both,
    "joint": _joint,
    "beside": beside,
    "person": _person,
    "statesman": _statesman,
    "with": _with,
    "on": _on,
    "called": _called,
    "bilateral": _bilateral,
    "phone": _phone,
    "wired": _wired,
    "rung": rung,
    "place": goings.place,
    "stay": goings.stay,
    "port": _port,
    "in": _put_in,
    "name": _name,
    "over": _over,
    "session": _session,
    "attended": ceremonies.attended,
    "ship": ceremonies.ship,
    "party": goings.party,
    "guest": goings.guest,
    "envoy": goings.envoy,
    "harbour": _harbour,
    "anchor": _anchor,
    "portcall": _portcall,
    "handing": ceremonies.handing,
    "occasion": ceremonies.occasion,
    "sitting": _sitting,
    "board": _board,
    "views": _views,
    "signing": _signing,
    "dated": dated,
    "unveils": ceremonies.unveils,
    "roll": _roll,
}


def fits(needs: str, scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """Whether a trigger has around it what its row in the table asks for."""
    return _FITS[needs](scene, tree, at, args)
