"""Engagements: meetings, talks, calls, visits, exercises, port calls, agreements, ceremonies."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from communique.reading.at_home import only_mentioned, speakers
from communique.reading.broken import called_off
from communique.reading.circles import note
from communique.reading.dating import rounds
from communique.reading.dealers import among, clause_subjects, venue
from communique.reading.dealing import Dealing, pair_of_persons, referents
from communique.reading.drilling import BODIES
from communique.reading.each import with_each
from communique.reading.echoes import without_echoes
from communique.reading.encounters import delegated, more_dealings, named_later
from communique.reading.eves import only_the_eve, own_end
from communique.reading.matter import relevant
from communique.reading.needs import fits
from communique.reading.people import Person
from communique.reading.roles import Args, arguments
from communique.reading.rolls import ROLL
from communique.reading.scene import Scene
from communique.reading.several import apart, distinct, each_pact, one_by_one
from communique.reading.sought import Sought
from communique.reading.stance import stance
from communique.reading.standing import ENDING, decided, status_of
from communique.reading.syntax import Tree
from communique.reading.topics import only_wished
from communique.reading.transcripts import in_speech, plainly_told
from communique.reading.triggers import ORDERS, are_forces, frames, is_passing, trigger_words
from communique.reading.visits import visit
from communique.reading.wires import by_wire, phone_calls

__all__ = ["Dealing", "find_dealings"]

# What a session of a body adopts or signs, where nothing says what it is.
_PAPERS: Final = frozenset("document declaration statement decision resolution package communique".split())
_QUOTED: Final = re.compile(r'"[^"]*"')
_POS: Final = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n"}
_UNREAL: Final = ("proposed", "requested")


def find_dealings(scene: Scene, tree: Tree) -> list[Dealing]:
    """Every engagement that a sentence tells of and that is a defence matter."""
    found: list[Dealing] = []
    quotes = [m.span() for m in _QUOTED.finditer(scene.text, tree.start, tree.end)]
    known, words = frames(), trigger_words()
    for token in tree.bearing:
        if token.lemma not in words and token.text.lower() not in words:
            continue
        pos = _POS.get(token.pos, "")
        kinds = known.get((token.lemma, pos)) or known.get((token.text.lower(), pos))
        if not kinds:
            continue
        args = arguments(tree, token.i)
        around = next(((a, b) for a, b in quotes if a < token.start < b), None)
        ours = any(tree[k].lemma in ("we", "i") for k in args.get("subj", ()))
        if (
            around
            and not _plain_in_quotes(scene, around, kinds, ours)
            and not _signed_by_us(tree, token.i, args)
        ):
            continue
        for kind, needs in kinds:
            if fits(needs, scene, tree, token.i, args) and not only_the_eve(scene, tree, token.start, found):
                made = _dealing(scene, tree, token.i, kind, args)
                if kind == "ceremony" and _signed_above(scene, tree, token.i, made):
                    continue
                note(scene, token.start, made)
                scene.dealt += [(token.start, d.parties, d.type) for d in made if len(d.parties) == 2]
                found += made
    if any(d.type in ("agreement", "contract") for d in found):
        found = [d for d in found if d.type != "ceremony" or not _of_signing(tree, d.trigger)]
    each = with_each(scene, tree, found)
    if each:
        note(scene, tree.start, each)
        table = {p for d in each if len(d.parties) > _PAIR_SIZE for p in d.parties}
        found = [
            d
            for d in found
            if not (
                d.type in ("meeting", "talks")
                and ("report" in d.inferred.get("parties", "") or set(d.parties) < table)
            )
        ]
    found += each
    calls = phone_calls(scene, tree, found)
    scene.dealt += [(tree.start, d.parties, d.type) for d in calls]
    found += calls
    found += _named_exercises(scene, tree, found)
    found += more_dealings(scene, tree, found)
    apart(scene, tree, found)
    found = without_echoes(scene, tree, found)
    if in_speech(scene, tree):
        found = [d for d in found if plainly_told(scene, tree, d)]
    return [
        replace(d, day=day)
        for d in distinct(found)
        for day in (rounds(scene, tree, d.trigger, d.status == "planned") if d.type in _REPEATED else [None])
    ]


def _signed_by_us(tree: Tree, at: int, args: Args) -> bool:
    """``"We have signed a contract for six jets with B", the head of A's exporter said``: told by who did it."""
    past = tree[at].tag in ("VBD", "VBN") and not any(tree[k].tag == "MD" for k in tree.children(at, "aux"))
    us = any(tree[k].lemma == "we" for k in args.get("subj", ()))
    return tree[at].lemma in _SIGNING and past and us and not stance(tree, at).denied


def _signed_above(scene: Scene, tree: Tree, at: int, made: list[Dealing]) -> bool:
    """``Speaking at the ceremony``, right after a pact was told: the ceremony is its signing."""
    preps = {tree[k].lemma for k in tree.children(at, "prep")}
    plain = not tree.children(at, "amod", "compound") and preps <= {"on", "in"}
    lately = {
        pair
        for start, pair, kind in scene.dealt
        if kind in ("agreement", "contract") and tree.start - start < _LATELY
    }
    return plain and bool(made) and all(d.parties in lately for d in made)


# So far (characters) above may the pact be told whose signing "the ceremony" is.
_LATELY: Final = 400
_SIGNING: Final = ("sign", "ink", "conclude")


# A quotation of so many characters that opens with a capital tells whole sentences, and not a phrase of them.
_WHOLE: Final = 50


def _plain_in_quotes(scene: Scene, quote: tuple[int, int], kinds: list[tuple[str, str]], own: bool) -> bool:
    """Whether a quotation tells it in a whole sentence, and not as the speaker's own plan; drills are spoken of in general."""
    whole = quote[1] - quote[0] >= _WHOLE and scene.text[quote[0] + 1].isupper()
    return whole and not own and all(kind != "exercise" for kind, _ in kinds)


# What can have been several times by one telling of it.
_REPEATED: Final = ("exercise", "visit", "meeting", "talks")


def _of_signing(tree: Tree, at: int) -> bool:
    """``signed the pact during a ceremony``: the ceremony is how it was signed."""
    verbs = [tree[k].lemma for k in tree.ancestors(at) if tree[k].pos in ("VERB", "AUX")]
    return bool(verbs) and verbs[0] in ("sign", "ink", "conclude", "seal", "initial", "exchange")


def _dealing(scene: Scene, tree: Tree, at: int, kind: str, args: Args) -> list[Dealing]:
    """The engagement at a trigger, if it has two parties and is a defence matter."""
    if is_passing(scene, tree, at, kind, args):
        return []
    dealing = Dealing(_type(scene, tree, at, kind, args), at, tree[at].lemma, stance(tree, at), ())
    if (
        dealing.stance.untold
        or dealing.stance.pending
        or _only_named(scene, tree, dealing)
        or (_unreal(tree, dealing, kind) and not _has_been(tree, at))
    ):
        return []
    if _INTER.search(scene.text, tree.start, tree[at].start):
        return []
    if kind in ("meeting", "talks") and only_mentioned(scene, tree, at):
        return []
    dealing.place, dealing.seat = venue(scene, tree, args, at)
    if kind in ("visit", "port-call"):
        visit(scene, tree, args, dealing)
    else:
        among(scene, tree, args, dealing)
        delegated(scene, tree, args, dealing)
    if kind == "ceremony" and dealing.seat and len(dealing.parties) < 2:
        _with_guests(scene, tree, dealing, dealing.seat)
    of_report = dealing.inferred.get("parties", "").startswith("report")
    if of_report and ((kind == "ceremony" and tree[at].pos == "VERB") or dealing.lemma == "award"):
        return []  # a handover told by its verb names who takes; an order of the buyer's is a programme
    if dealing.stance.ahead and tree[at].dep == "relcl" and "persons" in dealing.inferred.get("parties", ""):
        return []  # "the deal, which is about to be signed": whose it is stands elsewhere
    papers = {tree[k].lemma for label in ("obj", "obj-of", "of") for k in args.get(label, ())} & _PAPERS
    if of_report and papers and set(dealing.parties) & set(BODIES):
        return []
    if len(dealing.parties) < 2 or _only_recalled(tree, dealing) or _only_watched(tree, dealing):
        return []
    _still_calling(scene, tree, dealing)
    dealing.persons = _persons(scene, tree, dealing, args) or named_later(scene, tree, dealing)
    one_by_one(scene, tree, args, dealing)
    each_pact(scene, tree, args, dealing)
    dealing.status = "held" if _has_been(tree, at) else status_of(scene, tree, dealing)
    called_off(scene, tree, dealing)
    return [d for d in (dealing, *_siblings(scene, dealing)) if relevant(scene, tree, d)]


# "the inter-Syrian talks", "the Syria Support Group's meeting": Syria is what they are about.
_INTER: Final = re.compile(
    r"\b(?:(?:[Ii]nter|[Ii]ntra)-[A-Z]\w+|[A-Z]\w+ (?:Support|Contact|Study) Group(?:'s)?) (?:\w+ )?$"
)


def _unreal(tree: Tree, dealing: Dealing, kind: str) -> bool:
    """What is only proposed or asked for; a pact that somebody would end, or wants to."""
    if dealing.type == "agreement" and dealing.lemma in ENDING:
        return dealing.stance.ahead and not decided(tree, dealing.trigger)
    return dealing.stance.phase in _UNREAL and kind not in ("exercise", "agreement")


_GONE_BY: Final = frozenset("recent last previous earlier past latest yesterday".split())


def _has_been(tree: Tree, at: int) -> bool:
    """``discussed his recent visit``: what is spoken of has been."""
    return tree[at].pos in ("NOUN", "PROPN") and any(
        tree[k].lemma in _GONE_BY for k in tree.children(at, "amod", "poss", "npadvmod", "nmod")
    )


def _with_guests(scene: Scene, tree: Tree, dealing: Dealing, state: str) -> None:
    """Somebody of one state at a ceremony in another: both have a part in it."""
    near = scene.persons(tree.start, min(len(scene.text), tree.end + 200))
    guests = {n.person.party for n in near if n.person.party}
    if len({*guests, state}) == 2:
        dealing.parties = tuple(sorted({*dealing.parties, state, *guests}))


_PAIR_SIZE: Final = 2


def _pluperfect(tree: Tree, at: int) -> bool:
    """``on June 17 A had held talks with B``: told of what was before."""
    verb = next((k for k in (at, *tree.ancestors(at)) if tree[k].pos == "VERB"), at)
    return any(tree[k].text == "had" for k in tree.children(verb, "aux"))


def _still_calling(scene: Scene, tree: Tree, dealing: Dealing) -> None:
    """``The two discussed``: over the telephone, where that was told of them just before."""
    others = len(scene.persons(tree.start, tree.end)) > 1 and _pluperfect(tree, dealing.trigger)
    before = scene.dealt if len(dealing.parties) == _PAIR_SIZE else scene.circles
    if dealing.type == "talks" and before and not others:
        told = [(at, kind) for at, pair, kind in before if pair == dealing.parties and kind != "exercise"]
        if told and told[-1][1] == "call" and tree.start - told[-1][0] < _SOON:
            dealing.type = "call"


def _siblings(scene: Scene, dealing: Dealing) -> list[Dealing]:
    """``left for Britain and Italy``, ``A and B came to Oslo``: one visit for each pair of them."""
    found = []
    for parties, persons in dealing.others:
        guests = {p.party for p in persons}
        host = next((p for p in parties if p not in guests and (guests or p not in dealing.parties)), None)
        face_to_face = dealing.type in ("meeting", "talks", "call")
        place = (
            dealing.place
            if face_to_face or host in dealing.parties
            else scene.knowledge.name_of(host)
            if host
            else None
        )
        found.append(replace(dealing, parties=parties, persons=persons, place=place, others=[]))
    return found


_SUSPENDED: Final = re.compile(
    r"\b(?:suspension|resumption|freeze|absence|lack|end) of (?:the |all |its |their )?(?:[\w-]+ ){0,3}$",
    re.IGNORECASE,
)
_LECTURE: Final = re.compile(
    r" (?:at|to|before|by|on) (?:the |an? )?(?:[\w'-]+ ){0,3}?(?:[Ii]nstitut\w*|[Uu]niversity|[Cc]ollege|[Aa]cademy|[Tt]hink|[Ss]chool|[Cc]ouncil on|[Cc]ent(?:re|er) for)"
)
_MEANS: Final = re.compile(
    r"\b(?:(?:areas|fields|aspects|forms) of (?:[a-z]+ )?co-?operation\b[^.;]{0,90}?|co-?operation (?:[a-z]+ )?(?:forward|further|ahead), with|co-?operation (?:with [A-Z][^,;.]{0,30}? )?(?:on|in)\b[^.;]{0,70}?(?:,| and|[, ])|(?:importance|significance|need|prospects?|possibility|role) (?:of|for)|conduct of|participation [\w ]*in(?: [\w'-]+){0,6}|by means of|through|cover(?:s|ed|ing)?\b[^.;]{0,80}?|such as|including|about|regarding|concerning|on|over)(?: (?:joint|various|bilateral|multilateral|military|and|regular))* $"
)
_BY_LETTER: Final = re.compile(
    r"\b(?:(?:by|in an?) (?:\w+ )?(?:letter|message|statement|tweet|post|note)|spokes\w+)\b"
)


# Exercises in general, of which more or greater ones are wanted: none is told.
_PROMOTING: Final = frozenset(
    "enhance strengthen boost expand increase promote scale institutionalise institutionalize upgrade intensify deepen regularise".split()
)


def _listed_topic(tree: Tree, at: int) -> bool:
    """``These include coordinated patrols and exercise X``: what was spoken about."""
    above = next((k for k in tree.ancestors(at) if tree[k].pos in ("VERB", "AUX")), at)
    subjects = {tree[k].lemma.lower() for k in tree.children(above, "nsubj")}
    return tree[above].lemma == "include" and bool(subjects & _TOPICS)


_TOPICS: Final = frozenset("this these issue area topic subject matter item agenda".split())


def _only_named(scene: Scene, tree: Tree, dealing: Dealing) -> bool:
    """A lecture, what is told by letter, a dialogue whose suspension is told: nobody met."""
    token = tree[dealing.trigger]
    if token.tag == "NNS" and dealing.type == "exercise" and tree[token.head].lemma in _PROMOTING:
        return True
    if token.lemma in _TELLING and dealing.type == "meeting":
        return _BY_LETTER.search(scene.text, tree.start, tree.end) is not None
    if dealing.type == "exercise" and _listed_topic(tree, dealing.trigger):
        return True
    bare = token.tag == "NN" and not tree.children(dealing.trigger, "det", "poss", "nummod")
    if (
        (token.tag == "NNS" or bare)
        and dealing.type == "exercise"
        and _MEANS.search(scene.text[max(tree.start, token.start - 90) : token.start])
    ):
        return True
    if token.pos not in ("NOUN", "PROPN") or dealing.type not in ("meeting", "talks"):
        return False
    if token.text.lower() == "talk" and _LECTURE.match(scene.text, token.end):
        return True
    if only_wished(scene.text, token.lemma, tree.start, token.start):
        return True
    return _SUSPENDED.search(scene.text[max(tree.start, token.start - 60) : token.start]) is not None


def _only_recalled(tree: Tree, dealing: Dealing) -> bool:
    """``Following the meeting``: the words point back to what was told, and name nobody."""
    at = dealing.trigger
    definite = any(tree[k].lemma in ("the", "this", "that") for k in tree.children(at, "det"))
    recalled = (
        tree[at].pos in ("NOUN", "PROPN")
        and definite
        and not tree.children(at, "prep", "poss", "relcl", "acl")
        and tree[tree[at].head].lemma != "be"
    )
    return recalled and dealing.inferred.get("parties", "").startswith("report")


_WATCHING: Final = frozenset(
    "observe watch monitor shadow condemn criticise criticize denounce protest follow oppose".split()
)


def _only_watched(tree: Tree, dealing: Dealing) -> bool:
    """``the navies of A and B observe the drills``: onlookers take no part."""
    head = tree[tree[dealing.trigger].head]
    return dealing.type == "exercise" and head.lemma in _WATCHING


_TELLING: Final = frozenset("tell ask assure inform brief".split())
# So soon (characters) after a headline ("A tells B") the report says how it was told.
_SOON: Final = 500


def _type(scene: Scene, tree: Tree, at: int, kind: str, args: Args) -> str:
    if kind == "agreement" and {tree[k].lemma for k in args.get("obj", ())} & ORDERS:
        return "contract"
    if (
        tree[at].lemma == "meet"
        and are_forces(tree, args)
        and re.search(r"\b(?:drill|exercise|manoeuvre|maneuver)", scene.text[: tree.end])
    ):
        return "exercise"
    if tree[at].lemma in _TELLING and re.search(r"\b(?:tele)?phone\b", scene.text[: tree.end + _SOON]):
        return "call"
    if kind in ("meeting", "talks") and by_wire(scene, tree, at, kind):
        return "call"
    return kind


# --- who, how far, whether --------------------------------------------------------------------------------

_PAIR: Final = Sought(
    r"\b(?:the (?P<n>two|three) (?:[Mm]inisters|[Ll]eaders|[Pp]residents|generals|men|chiefs|prime "
    r"ministers|officials|defen[cs]e ministers)|both (?:ministers|leaders|men)|the pair)\b",
    re.IGNORECASE,
)


def _persons(scene: Scene, tree: Tree, dealing: Dealing, args: Args) -> list[Person]:
    """Those of the parties in the sentence, named or meant, in order, each once; else of the next one."""
    found: dict[str, Person] = {p.name: p for p in dealing.persons}
    end = own_end(scene, tree, dealing)
    for named in scene.persons(tree.start, end):
        if named.person.party is None or named.person.party in dealing.parties:
            found.setdefault(named.person.name, named.person)
    labels = ("subj", "light", "obj", "with", "by", "poss", "to", "on")
    heads = [k for label in labels for k in args.get(label, ())]
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
    found = found or {p.name: p for p in speakers(scene, tree, dealing)}
    few = not found or dealing.inferred.get("parties") == ROLL
    few |= dealing.type == "ceremony" and tree[dealing.trigger].pos in ("NOUN", "PROPN", "VERB")
    if (
        few
        and dealing.type in ("agreement", "contract", "ceremony", "meeting", "talks", "call")
        and dealing.stance.phase != "part"
    ):
        for person in _next_sentence(scene, tree, dealing):
            found.setdefault(person.name, person)
    return list(found.values())


_SIGNERS: Final = Sought(
    r"\b(?:sign\w*|attended|present|watched|looked on|look(?:ing)? on|witness\w*|was there|"
    r"took part|represent\w*|received the|accepted|took over|put (?:his|her|their) names?|led|headed|(?:co-?)?chaired|presided|on behalf of|(?:will|to) (?:lead|head|represent))\b"
)


# Who gave, took and looked on at a hand-over is told one by one.
_HANDING: Final = re.compile(
    r"\b(?:(?:made|hand(?:ed|ing)) over|passed (?:it|them) on|presented|received|accepted|took over|took delivery|"
    r"attended|(?:was|were) (?:also )?(?:present|there)|in the presence of|guest of honou?r|looked on|watched)\b"
)
_AFTER: Final = re.compile(
    r"\b(?:after|at|during|following) (?:the|today's|yesterday's) (?:\w+ )?(?:signing|ceremony|talks|"
    r"meeting|event|handover|launch)\b"
)


def _next_sentence(scene: Scene, tree: Tree, dealing: Dealing) -> list[Person]:
    """Who signed or was there is often told in the sentence after, or by who speaks "after the signing"."""
    spans = scene.layout.sentences
    at = next((i for i, s in enumerate(spans) if s.start <= tree.start < s.end), None)
    if at is None or at + 1 >= len(spans) or spans[at].role == "title":
        return []
    chosen = [s for s in spans[at + 1 : at + 6] if _AFTER.search(scene.text, s.start, s.end)]
    if _SIGNERS.search(scene.text, spans[at + 1].start, spans[at + 1].end):
        chosen.insert(0, spans[at + 1])
    if dealing.type == "ceremony":
        handed = [s for s in spans[at + 1 : at + 5] if _HANDING.search(scene.text, s.start, s.end)]
        chosen = sorted({*chosen, *handed}, key=lambda span: span.start)
    people = [
        n.person for s in chosen for n in scene.persons(s.start, s.end) if n.person.party in dealing.parties
    ]
    return list({p.name: p for p in people}.values())


_HELD: Final = re.compile(
    r"\b(?:held|hold|holds|holding|beg[aiu]n\w*|open\w*|under ?way|tak(?:e|es|ing) part|took part|"
    r"participat\w+|start\w*|kick\w*|conclud\w+|"
    r"conduct\w*|launch\w*|host\w*|train\w*|return\w*|together|join\w*|sent|run|runs|ran|ended|wrapped|"
    r"cancel\w*|postpon\w*|withdr\w+)\b",
    re.IGNORECASE,
)


def _named_exercises(scene: Scene, tree: Tree, found: list[Dealing]) -> list[Dealing]:
    """An exercise told of by its name alone: "Balikatan opened on Monday"."""
    named = scene.inside(tree.start, tree.end, "exercise")
    if not named or any(d.type == "exercise" for d in found):
        return []
    if not _HELD.search(scene.text, tree.start, tree.end):
        return []
    for mention in named:
        at = tree.at(mention.start, mention.end)
        if at is None or _listed_topic(tree, at):
            continue
        dealing = Dealing("exercise", at, "exercise", stance(tree, at), ())
        among(scene, tree, {}, dealing)
        if len(dealing.parties) >= 2:
            dealing.status = status_of(scene, tree, dealing)
            return [dealing]
    return []
