"""Who deals with whom: the parties of an engagement, and the place where it happens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from communique.reading.at_home import at_home, headless, of_page
from communique.reading.ceremonies import envoys
from communique.reading.circles import whole
from communique.reading.dealing import Dealing, join, voices
from communique.reading.drilling import BODIES, exercising, members_in, roster
from communique.reading.left_open import of_report, of_three
from communique.reading.placing import home_of
from communique.reading.relatives import piped
from communique.reading.roles import Args, arguments, core
from communique.reading.rolls import ROLL, hosted, members, rolled
from communique.reading.scene import Scene
from communique.reading.sought import Sought
from communique.reading.syntax import Tree
from communique.reading.triggers import PACT

_ADVERBIAL: Final = ("during", "on", "at", "in", "after", "following", "before", "amid", "for", "with")


def clause_subjects(tree: Tree, at: int) -> list[int]:
    """``After talks with B, A promised``: the subject of the clause that a noun hangs on."""
    head, steps = tree[at].head, 0
    while steps < 4 and tree[head].pos not in ("VERB", "AUX"):
        if tree[head].dep == "ROOT" or (
            tree[head].pos == "ADP" and tree[head].lemma not in (*_ADVERBIAL, "of")
        ):
            return []
        head, steps = tree[head].head, steps + 1
    return list(arguments(tree, head).get("subj", [])) if tree[head].pos in ("VERB", "AUX") else []


def venue(scene: Scene, tree: Tree, args: Args, at: int) -> tuple[str | None, str | None]:
    """The place where it happens and the state that it lies in, which is no party for that."""
    heads = [h for label in ("in", "at", "to", "into", "near", "aboard") for h in args.get(label, ())]
    for v in args.get("verb", []):
        heads += [
            k
            for p in tree.children(v, "prep")
            if tree[p].lemma in ("in", "at")
            for k in tree.children(p, "pobj")
        ]
    for head in heads:
        found = spot(scene, tree, head)
        if found:
            return found
    if any(t.lemma == "here" for t in tree.tokens) and scene.layout.dateline.place:
        return scene.layout.dateline.place, home_of(scene)
    return None, None


_THIS: Final = re.compile(r"\bthis (?:[\w'-]+ ){0,3}(?:city|port|town|capital)\b")
_CALLED: Final = re.compile(r",? (?P<name>[A-Z][\w'-]+)\b(?! (?:on|said))")


def spot(scene: Scene, tree: Tree, head: int) -> tuple[str, str | None] | None:
    """The place that a noun phrase names: a city, a state, "the Saudi capital", "this port"."""
    if tree[head].lemma.lower() in ("region", "area", "world", "neighbourhood", "theatre"):
        return None
    words = core(tree, head)
    start, end = tree[words[0]].start, tree[words[-1]].end
    inside = [
        m
        for m in scene.mentions
        if m.start < end and m.end > start and m.kind in ("place", "party") and m.form != "organisation"
    ]
    this = _THIS.search(scene.text[start:end])
    exact = [m for m in inside if m.form != "demonym" and (m.parties or not this)]
    if exact:
        return exact[-1].text, exact[-1].parties[0] if exact[-1].parties else None
    if inside and re.search(
        r"\b(?:capital|port|city|waters|base|town|soil|"
        r"resort)\b",
        scene.text[start:end],
    ):
        city = _CALLED.match(scene.text, end)
        if city:
            return city["name"], inside[0].parties[0] if inside[0].parties else None
        return scene.text[start:end], inside[0].parties[0] if inside[0].parties else None
    if re.search(r"\bthe (?:capital|city|town)\b", scene.text[start:end]):
        last = [
            m
            for m in scene.mentions
            if m.end <= start
            and start - m.end < 400
            and (m.form == "seat" or m.kind == "place")
            and m.parties
        ]
        if last:
            return scene.text[start:end], last[-1].parties[0]
    if (
        re.search(
            r"\b(?:here|this (?:\w+ ){0,3}(?:city|port|town|capital)|the city)\b", scene.text[start:end]
        )
        and scene.layout.dateline.place
    ):
        return scene.layout.dateline.place, home_of(scene)
    return None


def _between(scene: Scene, tree: Tree, args: Args, dealing: Dealing) -> list[str]:
    """``A's visit follows a conversation between B and C``: those between whom it was, and nobody else."""
    if tree[dealing.trigger].pos not in ("NOUN", "PROPN") or dealing.type not in ("call", "meeting", "talks"):
        return []
    found = join(*(voices(scene, tree, k, False) for k in args.get("between", ())))
    return found if len(found) > 1 else []


_UN_LED: Final = re.compile(r"\bUN-(?:mandated|led|backed|sponsored|brokered|style)\b")


def among(scene: Scene, tree: Tree, args: Args, dealing: Dealing) -> None:
    """Set the parties to a meeting, call, exercise, agreement: those in its subject, object and *with*."""
    between = _between(scene, tree, args, dealing)
    if between:
        dealing.parties = tuple(sorted(between))
        return
    found = [
        p
        for p in _argued(scene, tree, args, dealing)
        if p != "UN" or not _UN_LED.search(scene.text, tree.start, tree.end)
    ]
    two = of_page(scene, tree, found) if headless(scene, tree, args, dealing) else None
    if two is not None:
        dealing.parties = tuple(sorted(dict.fromkeys(two)))
        return
    if dealing.type in ("meeting", "talks") and at_home(scene, tree, args):
        return
    if dealing.type in ("meeting", "talks", "call") and _only_met(scene, tree, args, dealing, found):
        return
    if len(found) < 2:
        found = join(found, _counterparts(scene, tree, found))
    if len(found) < 2:
        found = join(found, _others(scene, tree, dealing, found))
    if dealing.type in ("meeting", "talks"):
        found = of_three(scene, tree, dealing.trigger, _round_table(scene, tree, args, found))
    if dealing.type == "exercise":
        found = members_in(scene, tree, exercising(scene, tree, found, dealing))
    found = whole(scene, tree, dealing, _seated(scene, tree, args, dealing, found))
    if len(found) < 2:
        found = of_report(scene, tree, dealing, args, found)
    if len(found) == 1 and dealing.type in ("agreement", "contract") and dealing.seat in scene.dyad:
        # "Minister A signed in Berlin": with those whose capital it is.
        found = join(found, [dealing.seat] if dealing.seat else [])
    found = _without_place(scene, tree, dealing, found)
    if set(found) <= {*BODIES, *FORA, "UN"} and (len(found) > 2 or set(found) & {*FORA, "UN"}):
        return  # a roll of organisations that sent somebody
    dealing.parties = tuple(sorted(dict.fromkeys(found)))


def _seated(scene: Scene, tree: Tree, args: Args, dealing: Dealing, found: list[str]) -> list[str]:
    """Of a body's session those on the roll that is called with it, in place of the body."""
    if dealing.type not in ("meeting", "talks"):
        return found
    if len(found) > 1 and not any(p in BODIES or len(p) > 3 for p in found):
        return _listed(scene, tree, dealing, found)
    at = tree[dealing.trigger].start
    if any(m.kind == "mechanism" and m.start < at < m.end for m in scene.mentions):
        return found  # the word is a part of the body's name
    states = [p for p in found if len(p) == 3 and p not in BODIES]
    seated = rolled(scene, tree, states, hosted(tree, args)) or members(scene, found)
    if seated:
        dealing.inferred["parties"] = ROLL
    return seated or found


def _listed(scene: Scene, tree: Tree, dealing: Dealing, found: list[str]) -> list[str]:
    """All of a long list of whom somebody met, where the parse gives some of it ("Japan, the Republic of Korea and B")."""
    listed = roster(scene, tree[dealing.trigger].end, tree.end) if len(found) > 2 else []
    return join(found, listed) if len(set(listed) & set(found)) > 1 else found


def _only_met(scene: Scene, tree: Tree, args: Args, dealing: Dealing, found: list[str]) -> bool:
    """``the results of this week's talks with B and C``: whose talks they were is not said, and B and C met him."""
    if len(found) < 2 or tree[dealing.trigger].pos not in ("NOUN", "PROPN"):
        return False
    if any(voices(scene, tree, k) for label in ("light", "poss") for k in args.get(label, ())):
        return False  # "he attended a meeting with B and C"
    return (
        set(found) <= {p for k in args.get("with", ()) for p in voices(scene, tree, k)}
        and len(args["with"]) > 1
    )


_FORUM_OF: Final = re.compile(
    r"\b(?:sidelines?|margins?|fringes?|session|summit|conference|forum) of (?:[\w'-]+ ){0,9}$"
)


# Whose sessions bring leaders together over trade and the world's affairs: no end of a dealing in defence.
FORA: Final = (
    "G20",
    "G8",
    "G77",
    "APEC",
    "EAEU",
    "WTO",
    "IMF",
    "OPEC",
    "UNESCO",
    "WHO",
    "UNICEF",
    "UNHCR",
    "IOC",
    "FIFA",
)


def _without_forum(scene: Scene, tree: Tree, dealing: Dealing, found: list[str]) -> list[str]:
    """States that meet on the margins of an organisation's session meet each other, not the organisation."""
    states = [p for p in found if len(p) == 3 and p not in (*BODIES, *FORA)]
    if not states:
        return found
    hosts = set(FORA) | {
        p
        for m in scene.inside(tree.start, tree.end, "party", "body")
        if _FORUM_OF.search(scene.text[max(tree.start, m.start - 120) : m.start])
        for p in m.parties
    }
    if len(states) == 1 and not hosts & set(found) and dealing.type != "call":
        return found
    return [p for p in found if p in states or (p != "UN" and p not in hosts)]


def _without_place(scene: Scene, tree: Tree, dealing: Dealing, found: list[str]) -> list[str]:
    """Those found without forum and host city; whoever is on a roll was there himself."""
    if dealing.inferred.get("parties") == ROLL:
        return found
    return _without_venue(scene, tree, _without_forum(scene, tree, dealing, found))


# "at Vientiane, Lao PDR": the state that a city lies in.
_LIES_IN: Final = re.compile(r"\b(?:in|at|near) (?:the )?[A-Z][\w'-]+(?: [A-Z][\w'-]+)?, (?:the )?$")


def _without_venue(scene: Scene, tree: Tree, found: list[str]) -> list[str]:
    """Those of three or more that are more than the state behind the name of the city where others met."""
    if len(found) < 3:
        return found
    people = {p.person.party for p in scene.persons(tree.start, tree.end)}

    def only_venue(party: str) -> bool:
        marks = [
            m for m in scene.inside(tree.start, tree.end, "party", "place", "body") if party in m.parties
        ]
        there = [
            _LIES_IN.search(scene.text[max(tree.start, m.start - 50) : m.start])
            for m in marks
            if m.form != "seat"
        ]
        return bool(there) and all(there) and party not in people

    return [p for p in found if not only_venue(p)]


# "the border with B", "the war with B": B has no part in what is told.
_APART: Final = Sought(
    r"\b(?:border|frontier|war|conflict|tensions?|dispute|rivalry|stand-?off)s? with (?:the )?(?:\w+ )?$"
)


def _apart(scene: Scene, tree: Tree, head: int) -> bool:
    return _APART.search(scene.text, max(tree.start, tree[head].start - 40), tree[head].start) is not None


def _labels(dealing: Dealing, verb: bool) -> list[str]:
    """The arguments of a trigger in which its parties stand."""
    labels = ["subj", "light", "with", "between", "among", "poss", "by", "alongside"]
    if verb and dealing.lemma == "discuss":
        return ["subj", "light", "with", "by"]  # what stands between others is what they discuss
    if (
        verb
        and dealing.type in ("meeting", "call", "talks")
        and dealing.lemma not in ("negotiate", "chair", "hold")
    ):
        labels += ["obj", "iobj", "to", "on"]
    if verb and dealing.type == "ceremony":
        labels += ["to"]
    if not verb:
        labels += ["of", "involving"] if dealing.type != "agreement" else []
    if dealing.lemma == "reception":
        labels += ["for"]
    return labels


def _argued(scene: Scene, tree: Tree, args: Args, dealing: Dealing) -> list[str]:
    """The parties that the grammar gives."""
    verb = tree[dealing.trigger].pos in ("VERB", "AUX")
    labels = _labels(dealing, verb)
    heads = [
        (label, head) for label in labels for head in args.get(label, ()) if not _apart(scene, tree, head)
    ]
    found = join(*(voices(scene, tree, head, label not in ("mod", "of")) for label, head in heads))
    if dealing.type in ("meeting", "talks"):
        found = _with_body(found, _of_body(scene, tree, args))
    subjects = args.get("subj", [])
    if verb and subjects and len(found) >= 2 and not any(voices(scene, tree, k) for k in subjects):
        # "Singh talks to US, Japanese counterparts": the others do not meet each other.
        return []
    if dealing.type in ("agreement", "contract"):
        # A clause that the parser hung on the last of its subjects: they are in the object's place.
        wrong = [
            h
            for h in args.get("obj", ())
            if scene.parties_at(tree, h, refer=False) and not is_seat(scene, tree, h)
        ]
        found = join(
            found,
            *(
                voices(scene, tree, h)
                for k in wrong
                for h in (k, tree[k].head)
                if tree[h].pos in ("NOUN", "PROPN")
            ),
        )
        found = join(found, _in_pact(scene, tree, args))
    if not verb:
        mods = join(
            *(voices(scene, tree, k, False) for k in args.get("mod", ()) if not is_seat(scene, tree, k))
        )
        found = join(found, mods)
        if len(found) < 2:
            subjects = clause_subjects(tree, dealing.trigger)
            found = join(found, *(voices(scene, tree, k) for k in subjects))
        if len(found) < 2 and dealing.type == "agreement":
            found = join(found, *(voices(scene, tree, k, False) for k in args.get("to", ())))
    if dealing.type in ("meeting", "talks") and tree[dealing.trigger].dep == "relcl" and not args.get("obj"):
        # "A and B, who met": the relative clause speaks of both.
        for head in args.get("subj", ()):
            if tree[head].dep == "conj":
                found = join(voices(scene, tree, tree[head].head), found)
    return found


def _with_body(found: list[str], body: list[str]) -> list[str]:
    """Who meets where a body does: its chairs may be named, all its members meet."""
    return join(found, body) if len(found) < 2 or set(found) < set(body) else found


def _piled(tree: Tree, head: int) -> set[int]:
    """Where the words of a noun's phrase start up to it: ``the ADMM-Plus Experts Working Group``."""
    return {tree[k].start for k in tree.subtree(head) if k <= head}


# Who meets on the margins of a body's session meets nobody for that body.
_BESIDE: Final = re.compile(r"\b(?:sidelines?|margins?|fringes?) of (?:[\w'-]+ ){0,4}$")


def _of_body(scene: Scene, tree: Tree, args: Args) -> list[str]:
    """``the fifth meeting of the A-B committee``: those whose body it is."""
    heads = [k for label in ("of", "obj-of", "mod") for k in args.get(label, ())]
    bodies = [
        m
        for m in scene.mentions
        if m.kind == "mechanism"
        and len(m.parties) >= 2
        and not _BESIDE.search(scene.text[max(tree.start, m.start - 60) : m.start])
        and any(m.start <= tree[k].start < m.end or m.start in _piled(tree, k) for k in heads)
    ]
    return join(*(m.parties for m in bodies))


def is_seat(scene: Scene, tree: Tree, at: int) -> bool:
    """Whether a word names a place: a capital, a city."""
    token = tree[at]
    return any(
        m.start <= token.start < m.end and (m.form == "seat" or m.kind == "place") for m in scene.mentions
    )


def _in_pact(scene: Scene, tree: Tree, args: Args) -> list[str]:
    """The parties that the pact's own noun phrase names: "the UK-Qatar deal", "a pact between A and B"."""
    found: list[str] = []
    # "The pact between A and B expired": what lapses is the subject.
    for head in (*args.get("obj", ()), *(k for k in args.get("subj", ()) if tree[k].lemma in PACT)):
        if is_seat(scene, tree, head):
            continue
        inner = arguments(tree, head) if tree[head].pos in ("NOUN", "PROPN") else {}
        for label in ("mod", "poss", "between", "with", "among", "to", "from"):
            for k in inner.get(label, ()):
                found += [p for p in voices(scene, tree, k, False) if p not in found]
        for mention in scene.mentions:
            if mention.kind == "mechanism" and mention.start <= tree[head].start < mention.end:
                found += [p for p in mention.parties if p not in found]
        # "The contract by which the navy of A acquires ships was signed with B".
        takers = [
            k
            for verb in tree.children(head, "relcl")
            if piped(tree, verb)
            for k in arguments(tree, verb).get("subj", ())
        ]
        found += [p for k in takers for p in voices(scene, tree, k, False) if p not in found]
    return found


def _counterparts(scene: Scene, tree: Tree, found: Sequence[str]) -> list[str]:
    """``his Turkish counterpart``: the demonym names the other party even where no name follows."""
    extra: list[str] = []
    text = scene.text[tree.start : tree.end]
    for match in re.finditer(r"\b(?:counterparts?|colleagues?|opposite numbers?)\b", text):
        at = tree.start + match.start()
        for mention in scene.inside(max(tree.start, at - 40), at, "party"):
            extra += [p for p in mention.parties if p not in found and p not in extra]
    return extra


def _others(scene: Scene, tree: Tree, dealing: Dealing, found: list[str]) -> list[str]:
    """The party of the one other person of the sentence; or the two persons', where nobody is found yet."""
    near = [p.person.party for p in scene.persons(tree.start, tree.end) if p.person.party]
    extra = [p for p in dict.fromkeys(near) if p not in found]
    if len(found) + len(extra) == 2 and extra:
        dealing.inferred["parties"] = "sentence: the persons in it"
        return extra
    return envoys(scene, tree, found) if dealing.type == "ceremony" else []


def _both_ends(scene: Scene, tree: Tree, args: Args) -> bool:
    """``before heading to C for a meeting with B``, where A met another before: both ends are named."""
    ends = (("subj", "light"), ("with",))
    return all(any(voices(scene, tree, k) for label in end for k in args.get(label, ())) for end in ends)


def _round_table(scene: Scene, tree: Tree, args: Args, found: list[str]) -> list[str]:
    """Three or more persons of as many states sit together: the states meet, not the body they form."""
    states = list(
        dict.fromkeys(
            p.person.party
            for p in scene.persons(tree.start, tree.end)
            if p.person.party and len(p.person.party) == 3
        )
    )
    bodies = [p for p in found if p in BODIES]
    return (
        join(states, [p for p in found if p not in bodies])
        if len(states) >= 3 and len(found) <= 2 and not (len(states) == 3 and _both_ends(scene, tree, args))
        else found
    )
