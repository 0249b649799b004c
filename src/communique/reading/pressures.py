"""Pressures: one party makes a dealing costly for another, by sanctions, tariffs, embargo, warning, demand.

The triggers and their instruments are ``data/pressure_frames.csv``; each belongs to a sense (strike, warn,
ask, complain, envoy, expel, cut, lever, hold, waiver, speech) which says where to look for the two sides.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from typing import Final

from communique.reading import pressers as sides
from communique.reading.relevance import STRONG
from communique.reading.roles import Args, arguments, is_passive, phrase
from communique.reading.scene import Scene
from communique.reading.stance import Stance, stance
from communique.reading.syntax import Tree


@dataclass(frozen=True, slots=True)
class Push:
    """A pressure in the making."""

    trigger: int
    by: tuple[str, ...]
    on: tuple[str, ...]
    about: tuple[str, ...]
    instrument: str
    status: str
    stance: Stance
    start: int
    end: int
    inferred: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of the table of triggers: what it evokes and the instrument and status that it has when done."""

    lemma: str
    pos: str
    sense: str
    instrument: str
    status: str


@dataclass(frozen=True, slots=True)
class Found:
    """The sides of a pressure and its instrument, before status and the third party are settled."""

    by: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    instrument: str = ""
    status: str = ""
    inferred: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=1)
def frames() -> dict[tuple[str, str], Frame]:
    """(lemma, pos) -> frame, from the table."""
    table = resources.files("communique.reading").joinpath("data", "pressure_frames.csv")
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    return {
        (r["lemma"], r["pos"]): Frame(r["lemma"], r["pos"], r["sense"], r["instrument"], r["status"])
        for r in rows
    }


_ON: Final = ("on", "against", "upon", "to", "for", "toward", "towards")
_LIFTING: Final = frozenset(
    "lift waive ease remove end drop withdraw revoke rescind cancel relax loosen scrap repeal abolish overturn expire lapse "
    "fall abandon reverse unfreeze unblock reconsider".split()
)
_IMPOSING: Final = frozenset(
    "impose slap place put take levy apply announce introduce extend expand unveil issue enforce adopt renew clamp lay keep maintain "
    "declare order set threaten consider have face prolong tighten".split()
)
_RISKING: Final = frozenset("face risk fear invite trigger attract draw avoid incur escape dodge".split())
_VOICING: Final = frozenset(
    "voice express convey raise lodge register make file issue send deliver reiterate protest state note air".split()
)
_THREAT: Final = re.compile(
    r"\b(?:threat\w*|could|may|might|would|risk\w*|potential|possible|warn\w*|fac(?:e|ing)|consider\w*|fear\w*|propos\w+|plan\w*|if)\b",
    re.IGNORECASE,
)
_DONE: Final = re.compile(r"\b(?:imposed|slapped|has put|have put|placed|levied|laid)\b")
_DEFYING: Final = re.compile(
    r"\b(?:notwithstanding|despite|defying|regardless of|in spite of|in defiance of)\b[^,.]{0,40}$",
    re.IGNORECASE,
)
_DEALING: Final = re.compile(
    r"\b(?:arms|armament|weapon\w*|missiles?|jets?|warplanes?|fighters?|aircraft|defen[cs]e|military|S-?\d00|purchas\w+|procure\w*|deals?|exports?|drones?|"
    r"tanks?|ballistic|nuclear|oil imports|submarines?|warships?|frigates?|exercises?|drills?|technology|troops|base|alliance|pact|treaty|"
    r"curbs?|permits?|licen[cs]es?|restrictions?|sanctions?|embargo|blockade|ammunition|helicopters?|sales?|package|visit|deployment|security)\b|\b[A-Z]{1,4}-\d{1,3}",
    re.IGNORECASE,
)
_FORGO: Final = re.compile(
    r"\b(?:to|must|should|that it|and|would|immediately|fully) (?:\w+ly )?(?:stop|halt|end|cease|suspend|drop|abandon|cancel|reconsider|"
    r"withdraw|pull out|refrain|desist|forgo|forego|scrap|revoke|lift|reverse|give up|put [\w ]{1,20}off|call off|explain|apologi[sz]e|"
    r"never|return|remove|back (?:out|away|off)|walk away|go back on|rethink|review|curb|cut|limit|respect|avoid|hold off|think again|"
    r"leave|dismantle|freeze)\b|\bnot (?:to )?\w+|\bagainst \w+ing\b|\b(?:stopp|halt|end|suspend|cancel)(?:ing|ed)\b",
    re.IGNORECASE,
)
_BLAME: Final = re.compile(
    r"\b(?:provocati\w+|reckless|unacceptable|illegal|unlawful|irresponsible|mistake|destabili[sz]\w+|dangerous|hostile|unfriendly|"
    r"threat to|betrayal|violation|breach|blackmail|unjustified|stab in the back)\b",
    re.IGNORECASE,
)
_PRIVATE: Final = re.compile(
    r"\b(?:opposition|senators?|lawmakers?|MPs?|activists?|campaigners?|rights (?:groups?|organi[sz]ations?)|analysts?|Republicans?|Democrats?|protest\w*|critics?)\b"
)
_JOINED: Final = re.compile(
    r"\bprogram(?:me)?s?\b|\bproject\b|\bconsortium\b|\b[A-Z]{1,3}-\d\d\b|\bpartnership\b|\balliance\b|\bexercises?\b|\bdrills?\b"
)
_LICENCE: Final = re.compile(
    r"\b(?:export|re-export|arms|transfer|sales?|technology)[- ](?:\w+[- ])?(?:licen[cs]es?|permits?|approvals?|permissions?|controls?|clearances?)\b|"
    r"\b(?:licen[cs]es?|permits?|permission)\b[^.;]{0,30}\b(?:export|sell|ship|transfer|supply)\w*|\b(?:re-export\w*)\b",
    re.IGNORECASE,
)
_ARMS: Final = re.compile(
    r"\b(?:arms|weapons?|weaponry|military|defen[cs]e|munitions?|armaments?|lethal|offensive|ammunition|dual-use|components?)\b[^.;,]{0,40}"
    r"\b(?:exports?|sales?|deliver(?:y|ies)|shipments?|transfers?|suppl(?:y|ies)|equipment)\b|"
    r"\b(?:exports?|sales?|deliver(?:y|ies)|shipments?|transfers?|suppl(?:y|ies|ying)|exporting|selling|shipping)\b[^.;,]{0,30}\b(?:arms|weapons?|weaponry|military|munitions?|armaments?|ammunition)\b",
    re.IGNORECASE,
)
_AID: Final = re.compile(
    r"\b(?:military|security|defen[cs]e|arms)[- ](?:\w+ )?(?:aid|assistance|funding|financing|support)\b|\b(?:aid|assistance) to the (?:army|military|armed forces)\b",
    re.IGNORECASE,
)
_PASSING: Final = re.compile(
    r"\b(?:deliver(?:y|ies)|shipments?|sales?|transfers?|exports?|suppl(?:y|ies)|hand-?over)\b", re.IGNORECASE
)
_TRADE: Final = re.compile(r"\b(?:exporters?|imports?|exports?)\b", re.IGNORECASE)
_LEVER: Final = re.compile(
    r"\b(?:retaliat\w+|in (?:protest|response|reprisal)|to (?:press|pressure|punish|force|protest|make)|leverage|until|unless|condition\w*|"
    r"because (?:it|of)|over (?:its|the|human|concerns)|due to (?:its|the))\b",
    re.IGNORECASE,
)


def find_pushes(scene: Scene, tree: Tree) -> list[Push]:
    """Every pressure of one party on another that a sentence tells of."""
    words = scene.text[tree.start : tree.end]
    if not _DEALING.search(words) and scene.military < 2.5:
        return []
    if (
        scene.military < 1.0
        and not STRONG.search(words)
        and not scene.inside(tree.start, tree.end, "equipment", "noun")
    ):
        return []
    found: list[Push] = []
    for token in tree.tokens:
        pos = {"VERB": "v", "NOUN": "n", "PROPN": "n"}.get(token.pos, "")
        frame = frames().get((token.lemma.lower(), pos)) or (
            frames().get((token.lemma.lower(), "v")) if token.tag.startswith("VB") else None
        )
        if frame is None:
            continue
        sense = _SENSES[frame.sense](scene, tree, token.i, frame)
        if sense is None:
            continue
        push = _push(scene, tree, token.i, frame, sense)
        if push.by and push.on and not set(push.by) & set(push.on):
            found.append(push)
    return _distinct(found)


def _strike(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """Sanction, blacklist, embargo: the object is struck."""
    args = arguments(tree, at)
    by = sides.speaker(scene, tree, args)
    on = _without(sides.of_labels(scene, tree, args, ("obj", "on", "against")), by)
    return _author(scene, tree, Found(by, on))


def _warn(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    args = arguments(tree, at)
    words = scene.text[tree[at].end : tree.end]
    if frame.lemma == "threaten" and not (_instrument_in(words) or _ARMS.search(words) or _AID.search(words)):
        return None
    by = sides.speaker(scene, tree, args)
    on = _without(sides.of_labels(scene, tree, args, ("obj", "iobj"), refer=False), by)
    on = (
        on
        or sides.after(scene, tree, tree[at].end, by)
        or _without(sides.of_labels(scene, tree, args, ("obj", "iobj")), by)
    )
    inferred: tuple[tuple[str, str], ...] = ()
    if not on and by and not set(by) & set(scene.dyad) and len(scene.dyad) == 2 and frame.lemma == "warn":
        on, inferred = scene.dyad, (("on", "report: the pair that deals"),)
    return Found(by, on[:2], instrument=_instrument_in(words) or "", inferred=inferred)


def _ask(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """Urge, press, call on: only where something is to be forgone."""
    words = scene.text[tree[at].end : tree.end]
    args = arguments(tree, at)
    if frame.lemma in ("call", "lean") and not {"on", "upon", "for"} & set(args):
        return _brand(scene, tree, at, frame)
    if frame.lemma in ("pressure", "pressurise"):
        pass
    elif not _FORGO.search(words[:160]) or not (_DEALING.search(words) or scene.military >= 3):
        return None
    if frame.lemma in ("want", "ask", "tell") and is_passive(tree, at):
        return None
    by = sides.speaker(scene, tree, args)
    labels = ("on", "upon") if frame.lemma in ("call", "lean") else ("obj", "iobj", "to", "on")
    on = _without(sides.of_labels(scene, tree, args, labels, refer=False), by)
    if not on and frame.lemma in ("urge", "press", "ask", "insist", "appeal"):
        on = sides.after(scene, tree, tree[at].end, by)[:1]
    return Found(by, on)


def _demand(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    words = scene.text[tree.start : tree.end]
    if not _DEALING.search(words):
        return None
    by = sides.speaker(scene, tree, arguments(tree, at))
    rest = sides.after(scene, tree, tree[at].end, by) or sides.after(scene, tree, tree.start, by)
    return Found(by, rest[:1])


def _complain(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    words = scene.text[tree.start : tree.end]
    if not _DEALING.search(words):
        return None
    args = arguments(tree, at)
    by = sides.speaker(scene, tree, args) or (
        sides.of_labels(scene, tree, args, ("mod",), refer=False) if frame.pos == "n" else ()
    )
    if not by or _PRIVATE.search(" ".join(_words(scene, tree, h) for h in args.get("subj", ()))):
        return None
    direct = _without(tuple(p for h in args.get("obj", ()) for p in _proper(scene, tree, h)), by)
    if not direct and frame.lemma in ("protest", "complain"):
        heads = [h for label in ("to", "with", "iobj") for h in args.get(label, ())]
        direct = _without(_addressed(scene, tree, heads), by)
    on, about = sides.accused(scene, tree, at, by, direct[:2])
    return Found(by, _without(on, ("UN",)), about)


def _addressed(scene: Scene, tree: Tree, heads: list[int]) -> tuple[str, ...]:
    """The party addressed: the first of these phrases, with what is joined to it; a world body is only the venue."""
    first = [h for h in heads if h == heads[0] or (tree[h].head == heads[0] and tree[h].dep == "conj")]
    return tuple(p for h in first for p in _proper(scene, tree, h) if p != "UN")


def _accuse(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """An accusation counts where it is made of a dealing, not of supplying the enemy or of an outrage."""
    words = scene.text[tree.start : tree.end]
    if not re.search(
        r"\b(?:sales?|arming|deal|pact|exercise|drills?|contract|cooperation|build-?up)\b", words
    ):
        return None
    found = _complain(scene, tree, at, frame)
    return found if found and found.on and arguments(tree, at).get("obj") else None


def _bidding(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """``at the request of X``, ``under X's pressure``, ``X's pressure on Y to``: only where something is forgone."""
    args = arguments(tree, at)
    by = sides.of_labels(scene, tree, args, ("poss", "mod", "from", "by"), refer=False)
    if not by and tree[at].lemma in ("request", "insistence", "behest", "urging"):
        by = sides.of_labels(scene, tree, args, ("of",), refer=False)
    on = _without(sides.of_labels(scene, tree, args, ("on",), refer=False), by)
    if not by or not _FORGO.search(scene.text[tree.start : tree.end]):
        return None
    head = tree[tree[at].head]
    if not on and (
        head.lemma in ("under", "at", "after", "following")
        or head.lemma == "with"
        and tree[head.head].lemma in ("comply", "agree")
    ):
        for verb in (k for k in tree.ancestors(at) if tree[k].pos == "VERB"):
            on = on or _without(sides.of_labels(scene, tree, arguments(tree, verb), ("subj",)), by)
    return Found(by, on)


def _reprisal(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """``in retaliation for Y's ...``: the subject of the clause acts against Y."""
    verbs = [k for k in tree.ancestors(at) if tree[k].pos == "VERB"]
    verb = next((k for k in verbs if tree[k].tag in ("VBD", "VBZ", "VBP") or tree.children(k, "aux")), None)
    if verb is None:
        return None
    by = sides.speaker(scene, tree, arguments(tree, verb))
    return Found(by, sides.after(scene, tree, tree[at].end, by)[:1])


def _proper(scene: Scene, tree: Tree, head: int) -> tuple[str, ...]:
    """The party of a noun phrase that is itself a party or person, not a dealing that names one."""
    token = tree[head]
    mark = next(
        (
            m
            for m in scene.mentions
            if m.start <= token.start < m.end and m.kind in ("party", "body", "person", "office")
        ),
        None,
    )
    person = any(p.start <= token.start < p.end for p in scene.people)
    return scene.parties_at(tree, head, refer=False) if mark or person or token.pos == "PROPN" else ()


def _brand(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """``called the sale a provocation``: a verb of calling with a word of blame."""
    words = scene.text[tree[at].end : tree.end]
    if not _BLAME.search(words[:140]):
        return None
    by = sides.speaker(scene, tree, arguments(tree, at))
    if not by:
        return None
    on, about = sides.accused(scene, tree, at, by, ())
    return Found(by, on, about, instrument="diplomatic", status="imposed")


_ENVOY: Final = re.compile(r"\b(?:ambassador|envoy|charge|attache|diplomat)", re.IGNORECASE)


def _envoy(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """``summoned the Turkish ambassador``; ``recalled its ambassador from Paris``."""
    words = scene.text[tree[at].end : tree.end]
    if not _ENVOY.search(words[:90]) and not _ENVOY.search(scene.text[tree.start : tree[at].start]):
        return None
    if not (_DEALING.search(words) or scene.military >= 3):
        return None
    args = arguments(tree, at)
    by = sides.speaker(scene, tree, args)
    rest = sides.others(scene, tree, tree[at].end, by)
    passive = [] if rest else sides.others(scene, tree, tree.start, by)
    on = tuple(rest[0][1][:1]) if rest else tuple(passive[0][1][:1]) if passive else ()
    about = tuple(dict.fromkeys(p for _, parties in rest[1:] for p in parties if p not in on))
    by = by or tuple(p for p in scene.dyad if p not in on)[:1]
    return Found(by, on, about[:1])


def _expel(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """Thrown out of a programme: by whom it is led, where the sentence does not say."""
    words = scene.text[tree[at].end : tree.end]
    source = re.search(
        r"\b(?:from|out of|off)\b(?:(?!\b(?:because|after|over|following|since|in response)\b)[^.;,]){0,70}",
        words,
    )
    if source is None or not _JOINED.search(source[0]):
        return None
    args = arguments(tree, at)
    on = sides.of_labels(scene, tree, args, ("obj",))
    by = _without(sides.speaker(scene, tree, args), on)
    base = tree[at].end + source.start()
    inferred: tuple[tuple[str, str], ...] = ()
    if not by:
        leads = [
            p for _, group in sides.named(scene, base, base + len(source[0])) for p in group if p not in on
        ]
        makers = [
            p
            for m in scene.inside(base, base + len(source[0]), "equipment")
            for p in m.parties
            if p not in on
        ]
        by, inferred = tuple((leads or makers)[:1]), (("by", "table: who leads the programme"),)
    return Found(by, on, inferred=inferred)


def _cut(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """Exports, licences or aid cut off; the delivery of one item only where the sentence states a lever."""
    args = arguments(tree, at)
    heads = [*args.get("obj", ()), *args.get("from", ()), *args.get("to", ())][:4]
    goods = " ".join(_words(scene, tree, h) for h in heads)
    if not goods and frame.lemma != "deny":
        goods = scene.text[tree[at].end : tree[at].end + 80]
    rest = scene.text[tree[at].start : tree.end]
    if _LICENCE.search(goods) and frame.lemma not in ("cut", "stop"):
        instrument = "export-control"
    elif frame.lemma in ("cancel", "tear", "withdraw"):
        instrument = "aid-cut" if _AID.search(goods) else ""
    elif frame.lemma in ("veto", "block") and _PASSING.search(goods) and _DEALING.search(goods):
        instrument = "export-control"
    elif frame.lemma in ("ban", "bar") and _TRADE.search(goods):
        instrument = "embargo"
    elif _AID.search(goods):
        instrument = "aid-cut"
    elif _ARMS.search(goods) and "import" not in goods.lower():
        instrument = (
            "embargo" if frame.lemma not in ("restrict", "limit", "curb", "tighten") else "export-control"
        )
    elif _PASSING.search(goods) and _LEVER.search(rest) and _DEALING.search(goods):
        instrument = "embargo"
    else:
        instrument = ""
    if not instrument:
        return None
    by = sides.speaker(scene, tree, args)
    if not by and not is_passive(tree, at):
        by = sides.before(scene, tree, tree[at].start, ())
    on = sides.after(scene, tree, tree[at].end, by)[:1] if frame.lemma in ("refuse", "deny") else ()
    on = on or _without(
        sides.of_labels(scene, tree, args, ("iobj", "to", "for", "against", "from"), refer=False), by
    )
    on = on or sides.after(scene, tree, tree[at].end, by)[:1] or sides.before(scene, tree, tree[at].start, by)
    return Found(by, on or sides.buyer(scene, by), instrument=instrument)


def _lever(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """Sanctions, tariffs, an embargo: from whom and on whom, through the verb, or named in the phrase."""
    args = _outer(tree, at)
    verb = args.get("verb", [])
    lemma = tree[verb[0]].lemma if verb else ""
    # "sanctions from Washington" name their author; "a tariff on goods from", "an embargo on exports from" the one hit.
    source = ("from",) if frame.instrument == "sanctions" else ()
    by = sides.of_labels(scene, tree, args, ("poss", "by", "mod", *source, "owner"), refer=False)
    on = _without(sides.of_labels(scene, tree, args, _ON if source else (*_ON, "from"), refer=False), by)
    by, on, heads = _clause_sides(scene, tree, at, by, on)
    if not by and lemma in _IMPOSING | _LIFTING:
        by = _without(sides.of_labels(scene, tree, args, ("light",)), on)
    if not on and lemma in _RISKING:
        on = _without(sides.of_labels(scene, tree, args, ("light",)), by)
    if tree[tree[at].head].lemma == "under" and tree[tree[tree[at].head].head].pos in ("VERB", "AUX"):
        outer = arguments(tree, tree[tree[at].head].head)
        on = on or _without(
            sides.of_labels(scene, tree, outer, ("obj",) if "obj" in outer else ("subj",)), by
        )
        by = by or (
            _without(sides.of_labels(scene, tree, outer, ("subj", "by")), on) if "obj" in outer else ()
        )
    defied = _DEFYING.search(scene.text[tree.start : tree[at].start])
    if not on and defied:
        on = _without(_subject(scene, tree), by)
    found = _author(scene, tree, Found(by, on), at)
    heads += [h for label in _ON for h in args.get(label, ())]
    if found.by and not found.on and heads:
        found = replace(
            found,
            on=sides.elsewhere(scene, tree, heads, found.by),
            inferred=(*found.inferred, ("on", "report: the other party")),
        )
    if found.by and not found.on:
        rest = sides.after(scene, tree, tree[at].end, found.by)
        rest = rest or (
            sides.buyer(scene, found.by)
            if frame.sense == "hold"
            else sides.before(scene, tree, tree[at].start, found.by)
        )
        found = replace(found, on=rest[:1])
    status = (
        "waived"
        if lemma == "waive"
        else "lifted"
        if lemma in _LIFTING
        else "threatened"
        if defied and frame.instrument == "sanctions"
        else ""
    )
    return replace(found, status=status)


def _outer(tree: Tree, at: int) -> Args:
    """The arguments of a lever: with those of the noun that it modifies ("tariff increases on") and whoever threatens it."""
    args = dict(arguments(tree, at))
    noun = at
    if tree[at].dep in ("compound", "nmod", "amod") and tree[tree[at].head].pos in ("NOUN", "PROPN"):
        noun = tree[at].head
        for label, heads in arguments(tree, noun).items():
            args[label] = [*args.get(label, []), *(h for h in heads if h != at)]
    prep = tree[noun].head
    if tree[noun].dep == "pobj" and tree[prep].lemma == "of" and tree[tree[prep].head].pos == "NOUN":
        owner = arguments(tree, tree[prep].head)
        args["owner"] = [*owner.get("poss", []), *owner.get("mod", [])]
    return args


def _hold(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """A ban, veto, hold or curb counts where arms, exports or named equipment are in its phrase or sentence."""
    near = (
        " ".join(tree[k].text for k in tree.children(at, "compound", "amod", "poss"))
        + " "
        + re.split(r"[,;.]", scene.text[tree[at].end : min(tree.end, tree[at].end + 60)])[0]
    )
    head = (
        " ".join(tree[k].text for k in tree.children(tree[at].head, "compound"))
        if tree[at].dep == "pobj"
        else ""
    )
    if not re.search(
        r"\b(?:arms|weapons?|military|defen[cs]e|exports?|sales?|munitions?)\b|\b[A-Z]{1,4}-\d", near + head
    ):
        verb = arguments(tree, at).get("verb")
        if frame.lemma not in ("veto", "restriction") or scene.military < 1.5 or not verb:
            return None
        if tree[verb[0]].lemma not in _LIFTING | {"impose", "place", "put"}:
            return None
    if frame.lemma == "hold" and not re.search(
        r"\b(?:a|the|its) (?:\w+ )?hold on\b", scene.text[max(tree.start, tree[at].start - 20) : tree.end]
    ):
        return None
    found = _lever(scene, tree, at, frame)
    if found is None or not found.by:
        return found
    return (
        found
        if found.on
        else replace(
            found, on=sides.buyer(scene, found.by), inferred=(*found.inferred, ("on", "report: the buyer"))
        )
    )


def _waiver(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    if not re.search(
        r"\b(?:sanctions?|CAATSA|tariffs?|embargo|penalt\w+)\b", scene.text[tree.start : tree.end]
    ):
        return None
    args = arguments(tree, at)
    by = sides.of_labels(scene, tree, args, ("poss", "by", "from", "mod"), refer=False)
    by = by or sides.of_labels(scene, tree, args, ("light",))
    on = _without(sides.of_labels(scene, tree, args, ("for", "to", "iobj")), by)
    found = _author(scene, tree, Found(by, on or sides.after(scene, tree, tree[at].end, by)[:1]), at)
    return replace(found, instrument=_instrument_in(scene.text[tree.start : tree.end]) or "sanctions")


def _speech(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """``lodged a protest with Seoul over``, ``voiced its concern``: through the verb of voicing."""
    args = arguments(tree, at)
    verb = args.get("verb", [])
    lemma = tree[verb[0]].lemma if verb else ""
    if lemma not in _VOICING | {"have"} or not (
        _DEALING.search(scene.text[tree.start : tree.end]) or scene.military >= 4
    ):
        return None
    if frame.lemma == "concern" and re.search(
        r"\b(?:mutual|common|shared|both)\b", scene.text[tree.start : tree.end]
    ):
        return None
    by = sides.of_labels(scene, tree, args, ("poss",), refer=False) or sides.of_labels(
        scene, tree, args, ("light", "poss")
    )
    if not by:
        return None
    heads = [h for label in ("to", "with") for h in args.get(label, ())]
    on, about = sides.accused(scene, tree, at, by, _without(_addressed(scene, tree, heads), by)[:2])
    return Found(by, _without(on, ("UN",)), about)


_CONDITION: Final = re.compile(
    r"\b(?:if|unless|until|as long as|so long as|should|for (?:an?|use in|the) (?:[\w-]+ )?(?:attack|assault|offensive|invasion|war|operation))\b"
)


def _refuse(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """``would not supply Y with weapons if``: a supply denied and made to hang on a condition."""
    ahead = any(tree[k].lemma in ("will", "would", "shall", "wo") for k in tree.children(at, "aux"))
    words = scene.text[tree.start : tree.end]
    if not (ahead and tree.children(at, "neg") and _CONDITION.search(words) and _DEALING.search(words)):
        return None
    args = arguments(tree, at)
    by = sides.speaker(scene, tree, args)
    return Found(
        by, _without(sides.of_labels(scene, tree, args, ("iobj", "to", "obj")), by), status="threatened"
    )


_SENSES: Final[dict[str, Callable[[Scene, Tree, int, Frame], Found | None]]] = {
    "strike": _strike, "warn": _warn, "ask": _ask, "demand": _demand, "complain": _complain, "brand": _brand, "envoy": _envoy,
    "expel": _expel, "cut": _cut, "lever": _lever, "hold": _hold, "waiver": _waiver, "speech": _speech,
    "refuse": _refuse, "accuse": _accuse, "bidding": _bidding, "reprisal": _reprisal,
}  # fmt: skip


def _clause_sides(
    scene: Scene, tree: Tree, at: int, by: tuple[str, ...], on: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...], list[int]]:
    """``the embargo imposed by X on Y``, ``the tariffs that X laid on Y``: the sides in the noun's own clause."""
    heads: list[int] = []
    for kid in tree.children(at, "acl", "relcl"):
        if tree[kid].lemma in _IMPOSING:
            args: Args = arguments(tree, kid)
            by = by or sides.of_labels(scene, tree, args, ("subj", "by"))
            on = on or _without(sides.of_labels(scene, tree, args, _ON, refer=False), by)
            heads += [h for label in _ON for h in args.get(label, ())]
    return by, on, heads


def _author(scene: Scene, tree: Tree, found: Found, at: int | None = None) -> Found:
    """Who imposes, where the sentence leaves it open: the law's state, a body that imposes, or the one other party."""
    if found.by:
        return found
    words = scene.text[tree.start : tree.end]
    if "CAATSA" in words or "Countering America" in words:
        return replace(found, by=("USA",), inferred=(("by", "table: state of the law"),))
    rest = [p for _, group in sides.named(scene, tree.start, tree.end) for p in group if p not in found.on]
    imposing = [p for p in dict.fromkeys(rest) if p in ("UN", "EU", "USA")]
    if found.on and (imposing or len(set(rest)) == 1):
        return replace(found, by=((imposing or rest)[0],), inferred=(("by", "sentence: who may impose"),))
    return found


def _subject(scene: Scene, tree: Tree) -> tuple[str, ...]:
    roots = [t.i for t in tree.tokens if t.dep == "ROOT"]
    return sides.of_labels(scene, tree, arguments(tree, roots[0]), ("subj",)) if roots else ()


def _without(parties: tuple[str, ...], out: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(p for p in parties if p not in out)


def _words(scene: Scene, tree: Tree, head: int) -> str:
    words = phrase(tree, head)
    return scene.text[tree[words[0]].start : tree[words[-1]].end]


def _status(scene: Scene, tree: Tree, at: int, phase: str, base: str) -> str:
    if base != "imposed":
        return base
    if phase in ("future", "planned", "proposed", "requested", "negotiating"):
        return "threatened"
    near = scene.text[max(tree.start, tree[at].start - 60) : min(tree.end, tree[at].end + 30)]
    if tree[at].pos != "VERB" and _THREAT.search(near) and not _DONE.search(near):
        return "threatened"
    return base


def _instrument_in(words: str) -> str | None:
    table = (
        ("sanction", "sanctions"), ("tariff", "tariff"), ("embargo", "embargo"), ("military aid", "aid-cut"),
        ("security assistance", "aid-cut"), ("military assistance", "aid-cut"), ("security aid", "aid-cut"),
        ("export licen", "export-control"), ("expel", "expulsion"), ("remov", "expulsion"),
    )  # fmt: skip
    low = words.lower()
    return next((instrument for word, instrument in table if word in low), None)


def _push(scene: Scene, tree: Tree, at: int, frame: Frame, found: Found) -> Push:
    by, on = tuple(sorted(set(found.by))), tuple(sorted(set(found.on)))
    about = tuple(p for p in found.about if p not in (*by, *on)) or sides.third(scene, tree, by, on)
    read = stance(tree, at)
    instrument = found.instrument or frame.instrument
    status = found.status or _status(scene, tree, at, read.phase, frame.status)
    if status in ("lifted", "waived") and read.denied:
        status, read = "imposed", replace(read, denied=False)
    verb = arguments(tree, at).get("verb", [])
    if frame.sense == "refuse" or (frame.pos == "n" and verb and tree[verb[0]].lemma not in _IMPOSING):
        read = replace(read, denied=False)
    return Push(at, by, on, about[:1], instrument, status, read, tree.start, tree.end, found.inferred)


_SOFT: Final = ("warning", "demand", "diplomatic")


def _distinct(found: list[Push]) -> list[Push]:
    """One pressure for a pair and status in a sentence: a named instrument goes before a mere warning."""
    best: dict[tuple[tuple[str, ...], tuple[str, ...], bool], Push] = {}
    for push in found:
        key = (push.by, push.on, push.status in ("lifted", "waived"))
        known = best.get(key)
        if known is None or (push.instrument not in _SOFT and known.instrument in _SOFT):
            best[key] = push
    return list(best.values())
