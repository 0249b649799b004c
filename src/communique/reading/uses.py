"""Uses: equipment was used in an operation or fight; tests, exercises, losses and mere ownership are not uses.

Triggers are ``data/use_frames.csv``: somebody *wields* the equipment, it *acts* on a target, a *strike* is
made with it, or it *shows* itself in a war. Only equipment with a name counts; who used it is the subject,
the owner named before it, the party of the operation, or the one of the pair that did not make it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from communique.reading.goods import is_used
from communique.reading.items import Item
from communique.reading.naming import AKIN
from communique.reading.roles import Args, arguments, expand, is_passive
from communique.reading.scene import Scene
from communique.reading.sought import Sought, part
from communique.reading.stance import Stance, stance
from communique.reading.strikers import frames
from communique.reading.syntax import Token, Tree
from communique.reading.users import everything, find_user, made


@dataclass(frozen=True, slots=True)
class Employment:
    """A use in the making."""

    item: Item
    trigger: int
    by: tuple[str, ...]
    operation: str | None
    against: tuple[str, ...]
    stance: Stance
    inferred: tuple[tuple[str, str], ...] = ()


COMBAT: Final = Sought(
    r"\b(?:against|(?:counter-?)?attack(?:s|ed|ing)?(?! (?:(?:and|or) [\w-]+ )?(?:drones?|helicopters?|aircraft|jets?|planes?|submarines?|UAVs?|craft|boats?|missiles?))|"
    r"(?:air ?)?strikes?(?! (?:drones?|aircraft|fighters?|jets?|planes?|missiles?))|struck|strafed|shoot-?downs?|(?:shot|shoot(?:s|ing)?|br(?:ought|ing(?:s|ing)?)) (?:\w+ ){0,6}?down|"
    r"downed|downing|push(?:ed|es|ing)? back|RSF|combat|conflict|hostilities|wars?|warfare|battle\w*|fighting|clash(?:es|ed)?|skirmish\w*|front ?lines?|insurgen\w+|rebels?|militants?|jihadists?|"
    r"separatists?|terrorists?|destroy(?:s|ed|ing)?|intercept\w*|neutrali[sz]\w*|fir(?:e|es|ed|ing)\b[^.;]{0,60}\b(?:at|on|into|towards?)|bomb(?:s|ed|ing|ard\w*)?|hit|hits|"
    r"(?:counter-?)?offensive|invasion|incursion|raids?|raided|sorties?|assaults?(?! (?:rifles?|ships?|vehicles?|boats?|craft|helicopters?))|Operation|repel\w*|repuls\w+|kill(?:s|ed|ing)?|targets?|targeted|across the (?:line|border)|"
    r"retak\w+|recaptur\w*|launch(?:es|ed|ing)?\b[^.;]{0,60}\b(?:at|against|into)(?! (?:\w+ )?(?:[Oo]rbit|space|[Ss]ea|Cape|low)\b)|"
    r"villages|positions|in (?:action|anger)|(?:s[ae]e|saw|seen) action|first (?:kill|blood)|held (?:its|their) own|into (?:action|battle|combat)|defeat(?:ed|ing)?|victory|bloodshed|massacre|civilians)\b"
)
# Where wars are fought: to use, fire or fly a weapon there is to fight with it.
_THEATRE: Final = Sought(
    r"\b(?:in|over|on|into|inside|across|near) (?:(?:the|northern|southern|eastern|western|rebel-held|neighbouring|neighboring|occupied|central) ){0,2}"
    r"(?:Yemen|Syria|Libya|Gaza|Rafah|Lebanon|Donbas|Donetsk|Luhansk|Ukraine|Crimea|Kursk|Belgorod|Kyiv|Kharkiv|Odes+a|Karabakh|Nagorno-Karabakh|Artsakh|Iraq|Mosul|Raqqa|Idlib|Afrin|"
    r"Aleppo|Afghanistan|Sudan|Khartoum|Darfur|Tigray|Amhara|Somalia|Mali|Sahel|Kashmir|Sanaa|Saada|Hodeidah|Aden|Tripoli|Sirte|Kurdistan|Marawi|Cabo Delgado|Borno|Sambisa|Kherson|Zaporizhzhia)\b"
)
_THERE: Final = frozenset("use employ fire drop launch fly utilise utilize".split())
_STRONG_VERBS: Final = frozenset("fire drop unleash".split())
# Nouns and verbs of fighting that carry on from the sentence before: "The bombs were used in two cases".
_CARRYING: Final = frozenset("use employ fire drop".split())
_NOT_COMBAT: Final = re.compile(
    r"\b(?:tests?(?! of (?:battle|war|combat|fire))|tested|test-fir\w+|trials?|training|trainees?|parade|simulat\w+|demonstrat\w+|display\w*|air ?show|"
    r"capable of|designed to|combat (?:service|duty|ready|readiness)|(?:can|could|may|might) (?:also )?(?:be|hit|strike|carry|destroy|intercept|engage|attack|shoot|fire|help)|range of|patrols?|rehears\w+|war games?|mock)\b",
    re.IGNORECASE,
)
REHEARSAL: Final = Sought(
    r"\b(?:[Ee]xercises?|[Dd]rills?|parade|air ?show|war games?|manoeuvres|maneuvers)\b"
)
_SHOWING: Final = re.compile(
    r"\b(?:combat|battles?|battlefield|wars?|conflict|fighting|action|Operation|themselves|itself|(?:crucial|key|major|decisive|vital|important|big|central|leading|pivotal|critical|significant|prominent|starring|instrumental|devastating|huge|large|essential) (?:role|part)|"
    r"sorties|missions?|mark|worth|mettle|its own|their own|first kill|first blood|the test|name for|reputation|fame|toll|havoc|baptism|kills|damage|to (?:\w+ )?effect|game-changer|effective\w*|instrumental|"
    r"tide|front|incursion|invasion|(?:counter-?)?offensive|raids?|assaults?|strikes?|attacks?|fray|offensive)\b"
)
_OPERATION: Final = Sought(r"\bOperation [A-Z][\w'-]+(?: [A-Z][\w'-]+)?")
_ACROSS: Final = re.compile(
    r"\b(?:across the (?:line|border|frontier)|into (?:battle|action|combat)|against)\b"
)
_IN_ACTION: Final = re.compile(r" (?:\w+ ){0,2}in (?:action|combat|battle|the thick|use against)\b")
_FIRST: Final = re.compile(r"\bfirst\b[^,.]{0,30}\bto $")


def find_uses(scene: Scene, tree: Tree, items: list[Item]) -> list[Employment]:
    """Every combat use that a sentence tells of, with the user and the operation."""
    candidates = [*items, *_pronouns(scene, tree, items)]
    if not candidates:
        return []
    words = part(scene.text, tree.start, tree.end)
    operations = scene.inside(tree.start, tree.end, "operation")
    named = _OPERATION.search(words)
    operation = operations[0].text if operations else named[0] if named else None
    fought = COMBAT.search(words)
    if not (fought or _THEATRE.search(words) or operation or _carried(scene, tree)):
        return []
    if REHEARSAL.search(words):
        return []
    found: list[Employment] = []
    for item in [_known_as(scene, item) for item in candidates]:
        named_or_made = _named(item, tree.start) or made(scene, tree, item)
        if item.vague or not named_or_made or victim(tree, item) or _restates(tree, item, items):
            continue
        trigger = _trigger(scene, tree, item)
        if trigger is None or not _in_combat(scene, tree, trigger, operation):
            continue
        read = stance(tree, trigger)
        if (
            read.ahead
            and not _evident(tree, trigger)
            and not _FIRST.search(scene.text[max(tree.start, tree[trigger].start - 50) : tree[trigger].start])
        ):
            continue
        by, inferred = find_user(scene, tree, trigger, item, operations[0].parties if operations else ())
        # A common noun counts only where its make and its user are both told and differ.
        generic = not item.known and not designated(item, tree.start)
        if not item.known and (set(by) & set(item.said) or (generic and inferred)):
            continue
        if generic and not _made_for(scene, tree, item, trigger):
            continue
        if by and not inferred and not read.denied:
            scene.used.setdefault(item.name, by)
        if by and not any(f.item.name == item.name and f.by == by for f in found):
            found.append(Employment(item, trigger, by, operation, (), read, inferred))
    return found


def _down_the_slip(tree: Tree, trigger: int, item: Item) -> bool:
    """``the corvette was launched at a shipyard``, ``the launch of a frigate``: a ship made, none used."""
    if item.family != "naval":
        return False
    token = tree[trigger]
    made = [k for head in arguments(tree, trigger).get("obj", ()) for k in tree.subtree(head)]
    return token.lemma == "launch" and (token.pos != "VERB" or item.head in made)


def _made_for(scene: Scene, tree: Tree, item: Item, trigger: int) -> bool:
    """Whether a common noun is told to be of another's make: by a word of making, or as what somebody wields."""
    if "guided" in item.name or made(scene, tree, item):
        return True
    pos = "n" if tree[trigger].pos == "NOUN" else "v"
    prep = tree[tree[item.head].head]
    by_it = prep.lemma == "with" and trigger in (prep.head, tree[prep.head].head)
    return frames().get((tree[trigger].lemma, pos)) == "wield" or (by_it and bool(item.said))


def _evident(tree: Tree, trigger: int) -> bool:
    """``the crater suggested that they used``: what is inferred of the past is no proposal."""
    governors = [k for k in tree.ancestors(trigger) if tree[k].lemma in ("suggest", "indicate", "imply")]
    return tree[trigger].tag == "VBD" and bool(governors)


def _named(item: Item, start: int) -> bool:
    """A designation or proper name; a generic noun counts only as somebody's make ("Turkish-made drones")."""
    return (
        item.known
        or designated(item, start)
        or bool(item.origins or item.said)
        or item.elliptic
        or "guided" in item.name
    )


# Capitals of forces and bands make no designation: "Air Force jets", "Hezbollah rockets".
_FORCES: Final = re.compile(
    r"\b(?:Air Force|Army|Navy|Marines?|Royal|Coast Guard|Hezbollah|Hizbollah|Hamas|Houthis?|Taliban|Islamic|Kurdish|NATO|UN|Allied|Coalition|"
    r"Government|State|Federal|Rebels?|Sunni|Shia|Shiite)\b"
)


def designated(item: Item, start: int) -> bool:
    """Whether a name has capitals or digits of its own: not those of forces, nor of the word that opens the sentence."""
    own = item.name[1:] if item.start == start else item.name
    return any(c.isupper() or c.isdigit() for c in _FORCES.sub(" ", own))


def _restates(tree: Tree, item: Item, items: list[Item]) -> bool:
    """``the J-10, a fighter supplied by China``: a common noun beside the name says nothing new."""
    return (
        not item.known
        and tree[item.head].dep == "appos"
        and any(
            i is not item and i.known and i.start <= tree[tree[item.head].head].start < i.end for i in items
        )
    )


def _carried(scene: Scene, tree: Tree) -> bool:
    """Whether the sentence before tells of fighting and of no rehearsal, so that "were used" goes on from it."""
    if not any(t.pos == "VERB" and t.lemma in _CARRYING for t in tree.tokens):
        return False
    above = [s for s in scene.layout.sentences if s.end <= tree.start]
    words = scene.text[above[-1].start : above[-1].end] if above else ""
    return bool(COMBAT.search(words)) and not REHEARSAL.search(words) and not _NOT_COMBAT.search(words)


def _pronouns(scene: Scene, tree: Tree, items: list[Item]) -> list[Item]:
    """``it flew over Syria in Operation N``: the equipment named last, where the pronoun is the subject of a trigger."""
    found = []
    for token in tree.tokens:
        if (
            token.lemma not in ("it", "they")
            or token.dep not in ("nsubj", "nsubjpass")
            or any(i.start <= token.start < i.end for i in items)
        ):
            continue
        if frames().get((tree[token.head].lemma, "v")) not in ("wield", "show"):
            continue
        before = [
            m for m in scene.mentions if m.end <= token.start and m.kind in ("equipment", "party", "noun")
        ]
        marks = [m for m in before if m.kind == "equipment" and m.start >= tree.start - 400]
        if not marks or (
            before[-1].start >= tree.start
            and before[-1].kind == "party"
            and before[-1].start > marks[-1].start
            and token.lemma == "they"
        ):
            continue
        mark = marks[-1]
        found.append(
            Item(
                token.start,
                token.end,
                mark.text,
                token.i,
                mark.row.get("family"),
                mark.parties,
                (),
                len(mark.parties) > 1,
                False,
                None,
                True,
            )
        )
    return found


_DEFINITE: Final = re.compile(r"\b[Tt]he $")
_NEAR: Final = 400  # characters back to which "the drone" points


def _known_as(scene: Scene, item: Item) -> Item:
    """``the French gun``: the one type of that family and make that the report names before."""
    if item.known or not item.family or any(c.isupper() or c.isdigit() for c in item.name):
        return item
    if not item.said and not _DEFINITE.search(scene.text[max(0, item.start - 5) : item.start]):
        return item
    families = AKIN.get(item.family, frozenset({item.family})) | (
        {"artillery"} if item.noun == "gun" else set()
    )
    marks = {
        m.key: m
        for m in scene.mentions
        if m.kind == "equipment"
        and m.end <= item.start
        and m.row.get("family") in families
        and (m.parties == item.said if item.said else m.end > item.start - _NEAR)
    }
    if len(marks) != 1:
        return item
    mark = next(iter(marks.values()))
    return replace(item, name=mark.text, origins=mark.parties, known=True, said=())


def victim(tree: Tree, item: Item) -> bool:
    """Whether the item is what was hit: the object of an act."""
    for token in tree.tokens:
        if token.pos == "VERB" and frames().get((token.lemma, "v")) == "act":
            args = arguments(tree, token.i)
            if any(h == item.head or item.head in _hit(tree, h) for h in args.get("obj", ())):
                return True
    return False


def _hit(tree: Tree, head: int) -> list[int]:
    """All that a target's phrase names ("a depot with missiles for HIMARS"), but for the means after *with* or *by*."""
    means = [
        k
        for each in (head, *(x for p in tree.children(head, "prep") for x in tree.children(p, "pobj")))
        for k in tree.children(each, "prep")
        if tree[k].lemma in ("with", "by") and tree[tree[head].head].i < head
    ]
    left_out = set(means)
    return [
        *expand(tree, head),
        *tree.subtree(
            head,
            stop=lambda t: (
                t.i in left_out
                or t.dep in ("relcl", "advcl")
                or (t.dep == "conj" and t.pos == "VERB")
                or t.lemma == "use"
            ),
        ),
    ]


def _in_combat(scene: Scene, tree: Tree, trigger: int, operation: str | None) -> bool:
    """Whether the clause of the trigger, not just the sentence, speaks of fighting and not of a rehearsal."""
    token = tree[trigger]
    clause = tree.subtree(trigger, stop=lambda t: t.dep in ("relcl", "parataxis"))
    start, end = tree[clause[0]].start, tree[clause[-1]].end
    near = scene.text[max(tree.start, min(start, token.start - 60)) : min(tree.end, max(end, token.end + 90))]
    if _NOT_COMBAT.search(near):
        return False
    if operation is not None or token.lemma in _STRONG_VERBS or COMBAT.search(near) is not None:
        return True
    there = token.lemma in _THERE and _THEATRE.search(near) is not None
    return there or (token.lemma in _CARRYING and _carried(scene, tree))


def _trigger(scene: Scene, tree: Tree, item: Item) -> int | None:
    """The verb or noun that uses the item, or that the item, as subject or means, does to a target."""
    for token in tree.tokens:
        pos = {"VERB": "v", "AUX": "v", "NOUN": "n"}.get(token.pos, "")
        sense = frames().get((token.lemma, pos))
        if pos == "n" and _ROLE.match(scene.text, token.end) and _kind_after(scene, token.end):
            continue  # "attack and reconnaissance drones": what they are for
        if is_used(tree, token):
            continue  # "50 used tanks"
        if token.pos == "AUX" and not (token.lemma == "be" and _IN_ACTION.match(scene.text, token.end)):
            continue
        if sense and _LINKS[sense](scene, tree, token.i, item):
            return None if _down_the_slip(tree, token.i, item) else token.i
    return None


_ROLE: Final = re.compile(r"(?: |/| ?and | ?or )(?:[\w-]+[ /])?")


def _kind_after(scene: Scene, offset: int) -> bool:
    """Whether a word for a kind of equipment stands right after, a word or two between."""
    return any(m.kind == "noun" and 0 < m.start - offset <= 24 for m in scene.mentions) and any(
        m.kind == "noun"
        and 0 < m.start - offset <= 24
        and re.fullmatch(r"(?: |/)(?:(?:and|or)[ /])?(?:[\w-]+ )?", scene.text[offset : m.start])
        for m in scene.mentions
    )


def _under(tree: Tree, item: Item, heads: list[int]) -> bool:
    return any(item.head in tree.subtree(h, stop=lambda t: t.dep in ("relcl", "advcl", "acl")) for h in heads)


def _wields(scene: Scene, tree: Tree, at: int, item: Item) -> bool:
    args = arguments(tree, at)
    lemma = tree[at].lemma
    heads = [*args.get("obj", ()), *args.get("of", ())] + (
        args.get("on", []) if lemma in ("rely", "depend", "draw") else []
    )
    if lemma in ("send", "put", "throw", "commit", "bring", "take") and not _ACROSS.search(
        scene.text, tree[at].start, tree.end
    ):
        return False
    if lemma == "fire" and is_passive(tree, at) and _FIRED_ON.match(scene.text, tree[at].end):
        return False
    if lemma == "fly" and not _RAIDS.search(scene.text, tree.start, tree.end):
        return False
    if lemma == "fly" and (not args.get("obj") or any(tree[h].lemma in _FLIGHTS for h in heads)):
        return _shows(scene, tree, at, item)
    if lemma in ("answer", "respond", "retaliate", "reply", "defend"):
        heads = args.get("with", [])
    if lemma == "fire" and any(item.head in everything(tree, h) for h in args.get("from", ())):
        return True  # "rockets fired from a HIMARS launcher"
    if lemma in _LOOSING:
        if any(item.head in everything(tree, h) for h in args.get("subj", ())):
            return True
        return any(item.head in tree.subtree(h, stop=_aimed) for h in heads)
    if lemma in ("deploy", "deployment") and not _BATTLE.search(scene.text, tree.start, tree.end):
        return False
    return _under(tree, item, heads)


def _aimed(token: Token) -> bool:
    """What follows says whom a shot was for, or from where it came."""
    return token.dep in ("relcl", "advcl", "acl") or (
        token.dep == "prep"
        and token.lemma in ("at", "on", "onto", "into", "against", "toward", "towards", "from", "near")
    )


# To send forces somewhere is not to fight there.
_BATTLE: Final = re.compile(
    r"\b(?:combat|battle\w*|fight(?:s|ing)?|front ?lines?|(?:air ?)?strikes?|struck|war|(?:counter-?)?offensive|incursion|invasion|raids?|hit|destroy\w*|attack(?:s|ed|ing)?|shot|fired)\b"
)


_FIRED_ON: Final = re.compile(r" (?:up)?on\b")  # who is fired on has fired nothing
# A show of force over a peninsula is no fight, and neither is a joyride.
_RAIDS: Final = re.compile(
    r"\b(?:bomb(?:s|ed|ing)|strik(?:e|es|ing)|struck|attack(?:s|ed|ing)?|raids?|sorties?|missions?|combat|battle|fighting|hit|destroy\w*|against|"
    r"Operation|offensive|wars?|conflict|intercept\w*|shot|fired)\b"
)
_FLIGHTS: Final = frozenset("sortie mission raid hundred thousand dozen score".split())
# What a weapon's platform does itself: "the jets fired missiles", "the drones dropped bombs".
_LOOSING: Final = frozenset("fire launch drop unleash".split())


# "with the help of Turkish drones", "thanks to the TB2"
_AID: Final = frozenset("help aid assistance support use backing".split())


def _acts(scene: Scene, tree: Tree, at: int, item: Item) -> bool:
    args = arguments(tree, at)
    if tree[at].lemma == "bring" and not any(tree[k].lemma == "down" for k in args.get("prt", ())):
        return False
    if tree[at].lemma in ("sink", "break", "stall") and not args.get("obj"):
        return False
    means = [*args.get("subj", ()), *args.get("with", ()), *args.get("by", ()), *_with_object(tree, args)]
    if any(item.head in everything(tree, h) for h in means):
        return True
    aid = [h for label in ("with", "to") for h in args.get(label, ()) if tree[h].lemma in _AID]
    if any(item.head in tree.subtree(h) for h in aid):
        return True
    hosts = [at, *args.get("obj", ()), *args.get("subj", ())]
    users = [k for h in hosts for k in tree.children(h, "advcl", "acl", "prep") if tree[k].lemma == "use"]
    return any(
        _under(tree, item, [*arguments(tree, k).get("obj", []), *tree.children(k, "pobj", "dobj")])
        for k in users
    )


def _with_object(tree: Tree, args: Args) -> list[int]:
    """``killed dozens of rebels with drones``: the means, where the parse hangs them on whom they hit."""
    hit = [h for o in args.get("obj", ()) for h in (o, *_below(tree, o, "of"))]
    return [k for h in hit for k in _below(tree, h, "with")]


def _below(tree: Tree, at: int, word: str) -> list[int]:
    return [k for p in tree.children(at, "prep") if tree[p].lemma == word for k in tree.children(p, "pobj")]


def _strikes(scene: Scene, tree: Tree, at: int, item: Item) -> bool:
    """``strikes with the TB2``, ``strikes using``, ``a Scud missile attack``, ``the TB2 carried out strikes``."""
    args = arguments(tree, at)
    near = [
        k
        for k in tree.children(at, "acl", "prep")
        if tree[k].lemma in ("use", "with", "by", "from", "involve")
    ]
    done = [k for k in tree.children(at, "acl", "relcl") if tree[k].lemma in _MAKING_RAIDS]
    near += [
        p for k in done for p in tree.children(k, "agent", "prep") if tree[p].lemma in ("by", "with", "from")
    ]
    heads = [
        *args.get("with", ()),
        *args.get("by", ()),
        *args.get("mod", ()),
        *(x for k in near for x in tree.children(k, "dobj", "pobj")),
    ]
    verbs = args.get("verb", [])
    if any(tree[v].lemma in _MAKING_RAIDS for v in verbs):
        heads += args.get("light", [])
        heads += [
            x
            for v in verbs
            for k in tree.children(v, "advcl", "prep")
            if tree[k].lemma in ("use", "with")
            for x in tree.children(k, "dobj", "pobj")
        ]
    return any(item.head in tree.subtree(h) for h in heads) or (
        item.head == at and item.start < tree[at].start
    )


_MAKING_RAIDS: Final = frozenset(
    "carry conduct launch make mount join lead spearhead perform execute deliver undertake stage fly support back".split()
)


def _shows(scene: Scene, tree: Tree, at: int, item: Item) -> bool:
    args = arguments(tree, at)
    heads = args.get("subj", [])
    if tree[at].lemma == "turn":
        heads = [*heads, *args.get("with", ()), *_below(tree, at, "with")]  # "turned the tide with the TB2"
    if tree[at].lemma == "credit":
        heads = args.get("obj", [])
    if not any(item.head in everything(tree, h) or _appositive(tree, item, h) for h in heads):
        return False
    if tree[at].lemma == "help":
        deeds = tree.children(at, "xcomp", "ccomp")
        if any(frames().get((tree[k].lemma, "v")) == "act" or _takes_out(tree, k) for k in deeds):
            return True
    return _SHOWING.search(scene.text[tree[at].start : min(tree.end, tree[at].end + 90)]) is not None


def _takes_out(tree: Tree, at: int) -> bool:
    return tree[at].lemma == "take" and any(tree[k].lemma == "out" for k in tree.children(at, "prt"))


def _appositive(tree: Tree, item: Item, head: int) -> bool:
    return item.head in tree.children(head, "appos", "compound")


_LINKS: Final = {"wield": _wields, "act": _acts, "strike": _strikes, "show": _shows}
