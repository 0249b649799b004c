"""Engagements: meetings, talks, calls, visits, exercises, port calls, agreements, ceremonies between parties."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from importlib import resources
from typing import Final

from communique.reading.dealing import Dealing, pair_of_persons, person_at, referents
from communique.reading.people import Person
from communique.reading.relevance import defence_near, defence_report, is_trade, leaders_lead, strong_words
from communique.reading.roles import Args, arguments
from communique.reading.scene import Scene
from communique.reading.dealers import among, clause_subjects, venue, visit
from communique.reading.stance import stance
from communique.reading.syntax import Tree

__all__ = ["Dealing", "find_dealings"]

PACT: Final = frozenset(
    "agreement memorandum memoranda mou mous pact deal contract accord treaty protocol declaration letter framework roadmap document statement "
    "convention arrangement package order charter communique plan loi understanding paper amendment mandate".split()
)
_ORDER: Final = frozenset("contract order".split())
_ALLIANCE: Final = frozenset("alliance pact treaty agreement deal coalition formation".split())
_PHONE: Final = re.compile(
    r"\b(?:tele)?phon\w+|\bvideo ?(?:call|conference|link)\w*|\bvirtual(?:ly)?\b|\b(?:phone|video|telephone) calls?\b", re.IGNORECASE
)
_FORUM: Final = re.compile(r"\b(?:sidelines?|margins?|fringes?) of [^,;.]*$", re.IGNORECASE)
_DRILL: Final = re.compile(
    r"\b(?:joint|military|naval|maritime|air|army|navy|live-fire|bilateral|trilateral|multinational|combined|counter-terror\w*|anti-terror\w*|"
    r"field training|table-?top|command post|annual|war|amphibious|anti-submarine|air defen[cs]e|armies|navies)\b",
    re.IGNORECASE,
)
_LOOKING: Final = re.compile(
    r"\b(?:attend\w*|present|presided|in the presence of|chief guest|look(?:ed|ing) on|watch\w*|witness\w*|took part|handed over|accept\w*|at the|cut the ribbon)\b"
)
_QUOTED: Final = re.compile(r'"[^"]*"')
_UNREAL: Final = ("proposed", "requested")


@lru_cache(maxsize=1)
def frames() -> dict[tuple[str, str], list[tuple[str, str]]]:
    """(lemma, pos) -> the types of engagement that it can tell of, each with what it needs."""
    text = (
        resources.files("communique.reading")
        .joinpath("data", "engagement_frames.csv")
        .read_text(encoding="utf-8")
    )
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in csv.DictReader(text.splitlines()):
        found.setdefault((row["lemma"], row["pos"]), []).append((row["type"], row["needs"]))
    return found


def find_dealings(scene: Scene, tree: Tree) -> list[Dealing]:
    """Every engagement that a sentence tells of and that is a defence matter."""
    found: list[Dealing] = []
    if _in_speech(scene, tree):
        return found
    quotes = [m.span() for m in _QUOTED.finditer(scene.text, tree.start, tree.end)]
    for token in tree.tokens:
        pos = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n"}.get(token.pos, "")
        kinds = frames().get((token.lemma, pos)) or frames().get((token.text.lower(), pos), [])
        if not kinds or any(a < token.start < b for a, b in quotes):
            continue
        args = arguments(tree, token.i)
        for kind, needs in kinds:
            if _FITS[needs](scene, tree, token.i, args):
                found += _dealing(scene, tree, token.i, kind, args)
    found += _phone_calls(scene, tree, found)
    found += _named_exercises(scene, tree, found)
    return _distinct(found)


def _in_speech(scene: Scene, tree: Tree) -> bool:
    """In a transcript the speakers talk of what they do; the report above it tells what took place."""
    first = next((b.start for b in scene.layout.blocks if b.role == "speech"), None)
    return first is not None and tree.start >= first


def _dealing(scene: Scene, tree: Tree, at: int, kind: str, args: Args) -> list[Dealing]:
    """The engagement at a trigger, if it has two parties and is a defence matter."""
    if _passing(scene, tree, at, kind, args):
        return []
    dealing = Dealing(_type(scene, tree, at, kind, args), at, tree[at].lemma, stance(tree, at), ())
    if dealing.stance.phase in _UNREAL and kind not in ("exercise", "agreement"):
        return []
    dealing.place, state = venue(scene, tree, args, at)
    if kind in ("visit", "port-call"):
        visit(scene, tree, args, dealing)
    else:
        among(scene, tree, args, dealing)
    if kind == "ceremony" and state and len(dealing.parties) < 2:
        # Somebody of one state at a ceremony in another: both have a part in it.
        near = scene.persons(tree.start, min(len(scene.text), tree.end + 200))
        guests = {n.person.party for n in near if n.person.party}
        dealing.parties = tuple(sorted({*dealing.parties, state, *guests})) if len({*guests, state}) == 2 else dealing.parties
    if len(dealing.parties) < 2 or _only_recalled(tree, dealing):
        return []
    dealing.persons = _persons(scene, tree, dealing, args)
    dealing.status = _status(scene, tree, dealing)
    off = _OFF.search(scene.text, tree.start, tree.end)
    if off and dealing.stance.denied:
        dealing.stance = replace(dealing.stance, denied=False)
        dealing.status = "postponed" if re.search(r"\b(?:as scheduled|for now|new date|later date)\b", scene.text[tree.start : tree.end + 250]) else "cancelled"
    return [dealing] if _relevant(scene, tree, dealing) else []


_OFF: Final = re.compile(r"\b(?:will|would|did|does|do) not (?:now )?(?:take place|be held|go ahead|happen)\b")


def _only_recalled(tree: Tree, dealing: Dealing) -> bool:
    """``Following the meeting``: the words point back to what was told, and name nobody."""
    at = dealing.trigger
    definite = any(tree[k].lemma in ("the", "this", "that") for k in tree.children(at, "det"))
    recalled = tree[at].pos in ("NOUN", "PROPN") and definite and not tree.children(at, "prep", "poss", "relcl", "acl")
    return recalled and dealing.inferred.get("parties", "").startswith("report")


def _type(scene: Scene, tree: Tree, at: int, kind: str, args: Args) -> str:
    words = scene.text[tree.start : tree.end]
    if kind == "agreement" and {tree[k].lemma for k in args.get("obj", ())} & _ORDER:
        return "contract"
    if tree[at].lemma == "meet" and _forces(tree, args) and re.search(r"\b(?:drill|exercise|manoeuvre|maneuver)", words):
        return "exercise"
    if kind == "talks" and tree[at].pos != "VERB" and re.search(r"\b(?:phone|telephon\w*) (?:talks?|conversation)", words):
        return "call"
    return kind


_FORCES: Final = frozenset("warship ship troop soldier force navy army fleet unit frigate destroyer jet airman sailor".split())
_BODIES: Final = frozenset("committee commission group council body forum panel board parliament congress".split())
_ASKED: Final = re.compile(r"\b(?:calls?|called|calling|demand\w*|ask\w*|press\w*|request\w*|sought|seeks?) (?:for )?(?:an? |the )?(?:\w+ ){0,3}$")
_OTHER_TRADE: Final = re.compile(r"\b(?:free trade|trade|climate|tariff|peace|ceasefire|cease-fire|truce|energy|gas|hostage|nuclear (?:deal|talks|program\w*))\b", re.IGNORECASE)


_HABIT: Final = re.compile(r"^ (?:annually|regularly|every|once|twice|each|yearly|quarterly)\b")


def words_after(scene: Scene, tree: Tree, at: int) -> str:
    """What follows a trigger in its sentence."""
    return scene.text[tree[at].end : tree.end]


def _forces(tree: Tree, args: Args) -> bool:
    return any(tree[k].lemma in _FORCES for k in args.get("subj", ()))


def _passing(scene: Scene, tree: Tree, at: int, kind: str, args: Args) -> bool:
    """Words that only look like an engagement: forums' margins, meetings asked for, bodies that meet by habit, trade talks."""
    if _FORUM.search(scene.text[tree.start : tree[at].start]):
        return True
    noun = tree[at].pos in ("NOUN", "PROPN")
    if any(tree[k].lemma == "if" for k in tree.children(at, "mark")):
        return True
    if noun and tree[at].lemma == "summit" and tree[tree[at].head].lemma == "at":
        return True
    if noun and kind in ("meeting", "talks", "visit") and _ASKED.search(scene.text[max(tree.start, tree[at].start - 40) : tree[at].start]):
        return True
    if tree[at].lemma == "discuss" and not noun:
        heads = args.get("subj", [])
        several = len(heads) > 1 or any(tree[k].tag in ("NNS", "NNPS") or tree[k].lemma in ("they", "two", "both", "we", "pair") for k in heads)
        if heads and not several and not args.get("with"):
            return True
    if tree[at].lemma == "meet" and (any(tree[k].lemma in _BODIES for k in args.get("subj", ())) or _HABIT.search(words_after(scene, tree, at))):
        return True
    if noun and kind == "talks":
        words = tree.subtree(at)
        piece = scene.text[tree[words[0]].start : tree[words[-1]].end]
        return bool(_OTHER_TRADE.search(piece)) and not strong_words(piece, 0, len(piece))
    return False


# --- what a trigger needs to tell of an engagement ----------------------------------------------------


def _always(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    token, words = tree[at], scene.text[tree.start : tree.end]
    if token.lemma in ("exercise", "drill", "manoeuvre", "maneuver") and token.pos in ("NOUN", "PROPN"):
        modifiers = " ".join(tree[k].text for k in tree.subtree(at) if k < at)
        return bool(_DRILL.search(modifiers)) or bool(scene.inside(tree.start, tree.end, "exercise")) or bool(
            re.search(r"\b(?:joint|armies|navies|military|naval|troops|warships|forces)\b", words)
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
    return _is_pact(scene, tree, heads, args) or bool({tree[k].lemma for k in heads} & {"it", "both", "purchase", "other"})


def _pact(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    heads = [*args.get("obj", ()), *(args.get("into", ()) if tree[at].lemma == "enter" else ())]
    if any(tree[k].lemma == "it" for k in heads):
        above = scene.text[max(0, tree.start - 200) : tree[at].start].lower().split()
        return any(word.strip(".,") in PACT for word in above)
    return _is_pact(scene, tree, heads, args)


def _is_pact(scene: Scene, tree: Tree, heads: list[int], args: Args) -> bool:
    """Whether one of these noun phrases is a pact: by its noun, through *of* ("a range of treaties"), or by name."""
    inner = [k for head in heads for k in (head, *tree.children(head, "compound", "appos", "conj", "nmod"))]
    if {tree[k].lemma for k in (*inner, *args.get("obj-of", ()))} & PACT:
        return True
    return any(m.start <= tree[h].start < m.end for m in scene.mentions if m.kind == "mechanism" for h in heads)


def _contract(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    return bool({tree[k].lemma for k in args.get("obj", ())} & _ORDER) and bool(
        args.get("with") or args.get("to") or args.get("from") or args.get("iobj")
    )


def _alliance(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    return bool({tree[k].lemma for k in args.get("obj", ())} & _ALLIANCE) and len(args.get("subj", ())) > 1


def _joint(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``A and B agree to``, ``troops of A and B train together``, ``joint patrols``."""
    words = scene.text[tree.start : tree.end]
    if tree[at].lemma == "agree":
        several = len(args.get("subj", ())) > 1 and tree[at].dep in ("ROOT", "conj", "ccomp")
        return several and strong_words(scene.text, tree.start, tree.end) > 0
    if tree[at].pos == "NOUN":
        if tree[tree[at].head].lemma in ("enhance", "strengthen", "boost", "include", "expand", "increase", "promote"):
            return False
        return bool(re.search(r"\b(?:joint|coordinated|combined)\b[\w ,-]{0,40}$", scene.text[tree.start : tree[at].start], re.IGNORECASE))
    return bool(re.search(r"\b(?:together|jointly|alongside|joint)\b", words)) and bool(args.get("subj"))


def _person(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """The object is somebody of rank, or the visit of one."""
    return any(
        person_at(scene, tree[k].start) is not None
        or tree[k].lemma in ("delegation", "counterpart", "minister", "president", "chief", "general", "envoy", "him", "her")
        for k in args.get("obj", ())
    )


def _statesman(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """Two named office holders of different parties speak to each other."""
    ends = [[p for k in args.get(label, ()) for p in referents(scene, tree, k)] for label in ("subj", "obj")]
    ends[1] += [p for k in args.get("iobj", ()) for p in referents(scene, tree, k)]
    sides = [{p.party for p in end if p.party and (p.office or p.rank)} for end in ends]
    return bool(sides[0]) and bool(sides[1]) and not sides[0] & sides[1]


def _with(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    return bool(args.get("with")) and tree[at].tag != "VBN"


def _on(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``called on the minister``: a person; not "called on Paris to act"."""
    heads = args.get("on", [])
    return any(referents(scene, tree, k) or tree[k].lemma in ("minister", "president", "counterpart", "chief") for k in heads) and not any(
        tree[k].dep == "xcomp" for k in tree.kids[at]
    )


def _bilateral(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    return any(tree[k].lemma == "bilateral" for k in args.get("obj", ()))


def _session(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``co-chaired the talks``, ``chaired a session``: not whoever chairs a body."""
    sessions = {"meeting", "session", "talk", "talks", "summit", "dialogue", "round", "consultation", "conference"}
    heads = [k for label in ("obj", "mod") for k in args.get(label, ())]
    if {tree[k].lemma for k in heads} & sessions:
        return True
    return any(m.kind == "mechanism" and m.start <= tree[k].start < m.end for m in scene.mentions for k in heads)


def _phone(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    return _PHONE.search(scene.text, tree.start, tree.end) is not None


def _place(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    if tree[at].lemma == "tour":
        return False
    labels = ("to", "in", "at", "into", "for", "on") if tree[at].lemma not in ("leave",) else ("obj", "for", "to")
    return any(args.get(label) for label in labels) or any(tree[k].lemma in ("here", "there") for k in tree.children(at, "advmod"))


def _stay(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``Admiral A is in Israel``, ``who is here for two days``: a person of rank, somewhere else than at home."""
    if tree.children(at, "acomp", "neg") or tree.children(at, "attr") or tree[at].pos != "AUX" or tree[at].dep not in ("ROOT", "relcl", "conj", "advcl"):
        return False
    people = [p for k in args.get("subj", ()) for p in referents(scene, tree, k)]
    return any(p.office or p.rank for p in people) and bool(
        args.get("in") or any(tree[k].lemma == "here" for k in tree.children(at, "advmod"))
    )


def _port(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    return bool(args.get("at")) or any(tree[k].lemma == "port" for head in args.get("obj", ()) for k in tree.subtree(head))


def _put_in(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    return any(tree[k].lemma in ("in", "into") for k in tree.children(at, "prt", "prep", "advmod")) and not args.get("obj")


def _name(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``put their names to``, ``put pen to paper``."""
    return bool({tree[k].lemma for k in args.get("obj", ())} & {"name", "signature", "pen"}) and bool(
        args.get("to") or tree.children(at, "prep", "dative")
    )


def _over(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``She and her counterpart went over the plans``."""
    return bool(args.get("over")) and len(args.get("subj", ())) > 1


def _attended(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """A handover or launch counts as a ceremony where persons of both or of either are told to be there."""
    persons = [p for p in scene.persons(tree.start, tree.end) if p.person.party]
    return bool(persons) and bool(_LOOKING.search(scene.text, tree.start, tree.end))


def _ship(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """A ship is commissioned while somebody of rank is there, or abroad."""
    return bool(tree.children(at, "nsubjpass")) and bool(
        re.search(r"\b(?:present|attended|in the presence of|chief guest|ceremony)\b", scene.text[tree.start : tree.end + 200])
    )


_FITS: Final = {
    "": _always,
    "pact": _pact,
    "contract": _contract,
    "alliance": _alliance,
    "joint": _joint,
    "person": _person,
    "statesman": _statesman,
    "with": _with,
    "on": _on,
    "bilateral": _bilateral,
    "phone": _phone,
    "place": _place,
    "stay": _stay,
    "port": _port,
    "in": _put_in,
    "name": _name,
    "over": _over,
    "session": _session,
    "attended": _attended,
    "ship": _ship,
}

# --- who, how far, whether --------------------------------------------------------------------------------

_PAIR: Final = re.compile(
    r"\b(?:the (?P<n>two|three) (?:[Mm]inisters|[Ll]eaders|[Pp]residents|generals|men|chiefs|prime ministers|officials|defen[cs]e ministers)|both (?:ministers|leaders|men)|the pair)\b",
    re.IGNORECASE,
)


def _persons(scene: Scene, tree: Tree, dealing: Dealing, args: Args) -> list[Person]:
    """Those of the parties in the sentence, named or meant, in order, each once; else those of the next one."""
    found: dict[str, Person] = {p.name: p for p in dealing.persons}
    for named in scene.persons(tree.start, tree.end):
        if named.person.party is None or named.person.party in dealing.parties:
            found.setdefault(named.person.name, named.person)
    heads = [k for label in ("subj", "light", "obj", "with", "by", "poss", "to", "on") for k in args.get(label, ())]
    if tree[dealing.trigger].pos in ("NOUN", "PROPN"):
        heads += clause_subjects(tree, dealing.trigger)
    for head in heads:
        for person in referents(scene, tree, head):
            if person.party in dealing.parties:
                found.setdefault(person.name, person)
    pair = _PAIR.search(scene.text, tree.start, tree.end)
    if pair:
        for person in pair_of_persons(scene, tree.start, 3 if pair["n"] == "three" else 2):
            if person.party in dealing.parties:
                found.setdefault(person.name, person)
    if not found and dealing.type in ("agreement", "contract", "ceremony", "meeting", "talks") and dealing.stance.phase != "part":
        return _next_sentence(scene, tree, dealing)
    return list(found.values())


_SIGNERS: Final = re.compile(
    r"\b(?:sign\w*|presided|attended|present|watched|looked on|look(?:ing)? on|witness\w*|was there|took part|represent\w*|put (?:his|her|their) names?|led|headed|on behalf of)\b"
)


_AFTER: Final = re.compile(r"\b(?:after|at|during|following) (?:the|today's|yesterday's) (?:\w+ )?(?:signing|ceremony|talks|meeting|event|handover|launch)\b")


def _next_sentence(scene: Scene, tree: Tree, dealing: Dealing) -> list[Person]:
    """Who signed or was there is often told in the sentence after, or by who speaks "after the signing"."""
    spans = scene.layout.sentences
    at = next((i for i, s in enumerate(spans) if s.start <= tree.start < s.end), None)
    if at is None or at + 1 >= len(spans) or spans[at].role == "title":
        return []
    chosen = [s for s in spans[at + 1 : at + 6] if _AFTER.search(scene.text, s.start, s.end)]
    if _SIGNERS.search(scene.text, spans[at + 1].start, spans[at + 1].end):
        chosen.insert(0, spans[at + 1])
    people = [n.person for s in chosen for n in scene.persons(s.start, s.end) if n.person.party in dealing.parties]
    return list({p.name: p for p in people}.values())


def _status(scene: Scene, tree: Tree, dealing: Dealing) -> str:
    words = scene.text[tree.start : tree.end]
    phase = dealing.stance.phase
    if phase == "delayed" or re.search(r"\b(?:postponed|deferred|put off)\b", words):
        return "postponed"
    if (
        phase == "cancelled"
        or re.search(r"\b(?:cancell?(?:ed|s)|called off|scrapped|disinvited)\b", words)
        and dealing.type != "agreement"
    ):
        return "cancelled"
    if phase in ("future", "planned", "proposed", "requested", "agreed") and not _past_auxiliary(
        tree, dealing.trigger
    ):
        return "planned"
    if dealing.lemma == "leave" and tree[dealing.trigger].tag in ("VBP", "VBZ", "VBG"):
        return "planned"
    if phase in ("ongoing", "begun") or re.search(
        r"\b(?:is|are) (?:currently |now )?(?:on an? |in |visiting|holding|under ?way|training|flying|at sea)\b|\bcurrently\b|\bwho is (?:in|on|here)\b",
        words,
    ):
        return "under-way" if dealing.type in ("visit", "exercise", "talks", "meeting") else "held"
    return "held"


def _past_auxiliary(tree: Tree, at: int) -> bool:
    return tree[at].tag == "VBD" or any(
        tree[k].text.lower() in ("was", "were", "had", "has", "have")
        for k in tree.children(at, "aux", "auxpass")
    )


def _relevant(scene: Scene, tree: Tree, dealing: Dealing) -> bool:
    """Whether the engagement is a defence matter: the people, the words near, or the report."""
    if dealing.stance.denied and not dealing.persons:
        return False
    if dealing.type in ("exercise", "port-call"):
        return True
    if dealing.type in ("agreement", "contract"):
        return _defence_pact(scene, tree)
    if is_trade(dealing.persons) or leaders_lead(scene, tree, dealing.persons):
        return True
    return (
        defence_near(scene, tree)
        and (bool(dealing.persons) or dealing.type in ("talks", "meeting", "ceremony"))
        and defence_report(scene)
    )


def _defence_pact(scene: Scene, tree: Tree) -> bool:
    """Whether what is signed is a defence matter: by its sentence, its neighbours, or a report all about arms."""
    if strong_words(scene.text, tree.start, tree.end) > 0:
        return True
    if scene.inside(tree.start, tree.end, "equipment", "noun", "mechanism") and (defence_report(scene) or len(scene.text) < 600):
        return True
    return defence_near(scene, tree, 1) and defence_report(scene)


def _phone_calls(scene: Scene, tree: Tree, found: list[Dealing]) -> list[Dealing]:
    """Whatever the verb, two statesmen of different parties and a telephone make a call."""
    match = re.search(r"\b(?:tele)?phone\b|\btelephonic\b|\bphone call\b", scene.text[tree.start : tree.end], re.IGNORECASE)
    if not match or any(d.type == "call" for d in found):
        return []
    at = tree.at(tree.start + match.start(), tree.start + match.end())
    persons = {n.person.name: n.person for n in scene.persons(tree.start, tree.end) if n.person.party}
    for token in tree.tokens:
        if token.lemma in ("he", "she") and token.dep in ("nsubj", "nsubjpass"):
            for person in referents(scene, tree, token.i):
                persons.setdefault(person.name, person)
    parties = tuple(sorted({p.party for p in persons.values() if p.party}))
    if at is None or len(parties) != 2:
        return []
    for dealing in [d for d in found if d.type in ("meeting", "talks") and d.parties == parties]:
        found.remove(dealing)
    call = Dealing("call", at, "telephone", stance(tree, at), parties, list(persons.values()))
    return [call] if _relevant(scene, tree, call) else []


_HELD: Final = re.compile(
    r"\b(?:held|hold|holds|holding|beg[aiu]n\w*|open\w*|under ?way|tak(?:e|es|ing) part|took part|participat\w+|start\w*|kick\w*|conclud\w+|"
    r"conduct\w*|launch\w*|host\w*|train\w*|return\w*|together|join\w*|sent|run|runs|ran|ended|wrapped|cancel\w*|postpon\w*|withdr\w+)\b",
    re.IGNORECASE,
)


def _named_exercises(scene: Scene, tree: Tree, found: list[Dealing]) -> list[Dealing]:
    """An exercise told of by its name alone: "Balikatan opened on Monday"."""
    if any(d.type == "exercise" for d in found) or not _HELD.search(scene.text, tree.start, tree.end):
        return []
    for mention in scene.inside(tree.start, tree.end, "exercise"):
        at = tree.at(mention.start, mention.end)
        if at is None:
            continue
        dealing = Dealing("exercise", at, "exercise", stance(tree, at), ())
        among(scene, tree, {}, dealing)
        if len(dealing.parties) >= 2:
            dealing.status = _status(scene, tree, dealing)
            return [dealing]
    return []


def _distinct(found: Iterable[Dealing]) -> list[Dealing]:
    """One engagement for a verb and its noun ("held talks", "met ... for a meeting") with the same parties."""
    near = ({"meeting", "talks", "call"}, {"agreement", "contract"}, {"visit", "port-call"})
    kept: list[Dealing] = []
    for dealing in sorted(found, key=lambda d: (-len(d.persons), d.trigger)):
        twin = next(
            (
                k
                for k in kept
                if k.parties == dealing.parties
                and (k.type == dealing.type or any({k.type, dealing.type} <= group for group in near))
            ),
            None,
        )
        if twin is None:
            kept.append(dealing)
        else:
            twin.place = twin.place or dealing.place
    return kept
