"""Pressure by deed: sanctions, tariffs, embargoes, holds, expulsions, licences and aid cut off, and their lifting.

Each finder takes a trigger of the table and returns the two sides, or None where its words are no pressure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from communique.reading import pressers as sides
from communique.reading import pressure_breaks as breaks
from communique.reading import pressure_laws as laws
from communique.reading import pressure_voices as voices
from communique.reading.pressing import (
    AID,
    ARMS,
    DEALING,
    IMPOSING,
    Found,
    Frame,
    without,
    words_of,
)
from communique.reading.pressure_exposed import exposed, under_it
from communique.reading.pressure_laws import author
from communique.reading.roles import Args, arguments, is_passive
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

_ON: Final = ("on", "against", "upon", "to", "for", "toward", "towards")
LIFTING: Final = frozenset(
    "lift waive ease remove end drop withdraw revoke rescind cancel relax loosen scrap repeal abolish overturn expire lapse "
    "fall abandon reverse unfreeze unblock reconsider".split()
)
_RISKING: Final = frozenset("face risk fear invite trigger attract draw avoid incur escape dodge".split())
_DEFYING: Final = re.compile(
    r"\b(?:notwithstanding|despite|defying|regardless of|in spite of|in defiance of)\b[^,.]{0,40}$",
    re.IGNORECASE,
)
_JOINED: Final = re.compile(
    r"\bprogram(?:me)?s?\b|\bproject\b|\bconsortium\b|\b[A-Z]{1,3}-\d\d\b|\bpartnership\b|\balliance\b|\bexercises?\b|\bdrills?\b"
)
_LICENCE: Final = re.compile(
    r"\b(?:export|re-export|arms|transfer|sales?|technology)[- ](?:\w+[- ])?(?:licen[cs]es?|permits?|approvals?|permissions?|controls?|clearances?)\b|"
    r"\b(?:licen[cs]es?|permits?|permission)\b[^.;]{0,30}\b(?:export|sell|sale|ship|transfer|supply)\w*|\b(?:re-export\w*)\b",
    re.IGNORECASE,
)
_ISSUING: Final = re.compile(r"\b(?:stop\w*|cut\w*)(?: off)? (?:issu|grant|approv)\w+")
_PLAN: Final = re.compile(r"\b(?:plans?|bids?|attempts?|efforts?|deals?|proposals?)\b")
_SELLING: Final = re.compile(r"\b(?:to|of) (?:sell|export|transfer|supply|re-export|ship)\w*|\bsale\b")
_PASSING: Final = re.compile(
    r"\b(?:deliver(?:y|ies)|shipments?|sales?|transfers?|exports?|suppl(?:y|ies)|hand-?over)\b", re.IGNORECASE
)
_TRADE: Final = re.compile(r"\b(?:exporters?|imports?|exports?)\b", re.IGNORECASE)
_LEVER: Final = re.compile(
    r"\b(?:retaliat\w+|in (?:protest|response|reprisal)|to (?:press|pressure|punish|force|protest|make)|leverage|until|unless|condition\w*|"
    r"because (?:it|of)|over (?:its|the|human|concerns)|over [^.;]{0,40}?\b(?:ties|links|relations|rights|record|purchase|plans?)|due to (?:its|the))\b",
    re.IGNORECASE,
)
_ANYBODY: Final = re.compile(
    r" (?:on|against) (?:any(?:one|body)?|all|those|every|states|countries|nations|entities|persons|governments|buyers|companies|whoever)\b"
    r"(?: (?:buying|purchasing|acquiring|dealing|trading|doing|that|which|who)\b|(?![^.;]{0,60}\b(?:including|such as|like|from|of) [A-Z]))"
)
_ANSWERING: Final = re.compile(
    r"\b(?:in (?:response|reaction|answer|addition)|due|owing|according|thanks) to\b"
)
_EASING: Final = frozenset("easing lifting removal relaxation waiving loosening end withdrawal".split())
# Who calls for a lever does not impose it, and is not hit by it.
_CALLING: Final = frozenset("push call seek advocate propose back urge lobby demand support".split())
_CONDITION: Final = re.compile(
    r"\b(?:if|unless|until|as long as|so long as|should|for (?:an?|use in|the) (?:[\w-]+ )?(?:attack|assault|offensive|invasion|war|operation))\b"
)


_GIVING: Final = frozenset(
    "supply sell arm send export ship deliver provide transfer equip issue grant approve".split()
)


_WHOEVER: Final = frozenset(
    "buyer purchaser importer customer anyone anybody those who country state nation government".split()
)


def strike(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """Sanction, blacklist, embargo: the object is struck."""
    args = arguments(tree, at)
    if frame.lemma == "designate" and not _for_sanctions(scene, tree, at):
        return None
    if {tree[k].lemma for k in args.get("obj", ())} & _WHOEVER:
        return None  # "a law that punishes buyers of Russian arms" names nobody
    by = sides.decider(scene, tree, at) or sides.speaker(scene, tree, args)
    on = without(sides.of_labels(scene, tree, args, ("obj", "on", "against")), by)
    return author(scene, tree, Found(by, on))


def _for_sanctions(scene: Scene, tree: Tree, at: int) -> bool:
    """Whether somebody is named for sanctions, not as an ally or a party to talks."""
    words = scene.text[tree.start : tree.end]
    return not any(tree[k].lemma == "as" for k in tree.children(at, "prep")) and (
        re.search(
            r"\b(?:Treasury|sanctions?|over|for (?:supplying|selling|aiding|providing|helping|its|their))\b",
            words,
        )
        is not None
    )


def expel(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """Thrown out of a programme: by whom it is led, where the sentence does not say."""
    words = scene.text[tree[at].end : tree.end]
    listed = re.search(
        r"\bfrom (?:its |the |an? |their )?(?:[\w-]+ ){0,3}(?:embargo|sanctions|entity|black)[- ]?list\b",
        words,
    )
    if listed is not None:
        args = arguments(tree, at)
        by = sides.speaker(scene, tree, args)
        kind = "embargo" if "embargo" in listed[0] else "sanctions"
        return Found(
            by, without(sides.of_labels(scene, tree, args, ("obj",)), by), instrument=kind, status="lifted"
        )
    source = re.search(
        r"\b(?:from|out of|off)\b(?:(?!\b(?:because|after|before|when|while|until|unless|if|over|following|since|in response)\b)[^.;,]){0,70}",
        words,
    )
    if source is None or not _JOINED.search(source[0]):
        return None
    args = arguments(tree, at)
    on = sides.of_labels(scene, tree, args, ("obj",))
    by = without(sides.speaker(scene, tree, args), on)
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


_TURNING_DOWN: Final = frozenset("reject decline refuse deny veto block".split())
# "blocked B from sending shells", "rejected B's request to pass on its guns": what was sold may not go further.
_TO_PASS: Final = re.compile(
    r"^\w+ [^.;]{0,60}?\b(?:from (?:send|giv|hand|pass|transferr|deliver|donat|supply|shipp|re-?export|re-?sell)ing\b|"
    r"(?:requests?|bids?|appeals?|applications?|permission|leave) (?:by [\w' ]{2,30} |from [\w' ]{2,30} )?(?:to|for) (?:\w+ )?(?:send|give|hand|pass|transfer|deliver|donate|supply|ship|re-?export|re-?sell)\b)"
)


def _withheld(lemma: str, goods: str, rest: str) -> str:
    """The instrument by which these goods are kept back; empty where the words are of no such thing."""
    if lemma != "cancel" and sides.only_sessions(goods):
        return "diplomatic" if sides.in_answer(rest) else ""
    if _LICENCE.search(goods) and (lemma not in ("cut", "stop") or _ISSUING.search(rest)):
        return "export-control"
    if lemma in _TURNING_DOWN and _TO_PASS.search(rest) and DEALING.search(rest):
        return "export-control"
    if lemma in ("cancel", "tear", "withdraw"):
        return "aid-cut" if AID.search(goods) else ""
    return "" if lemma in ("reject", "decline") else _stopped(lemma, goods, rest)


def _stopped(lemma: str, goods: str, rest: str) -> str:
    """The instrument by which a verb of stopping keeps back what is no licence."""
    if lemma in ("veto", "block"):
        passing = _PASSING.search(goods) and DEALING.search(goods)
        if passing or (_PLAN.search(goods) and _SELLING.search(rest)):
            return "export-control"
    if lemma in ("ban", "bar") and _TRADE.search(goods):
        return "embargo"
    if AID.search(goods):
        return "aid-cut"
    if ARMS.search(goods) and "import" not in goods.lower():
        return "embargo" if lemma not in ("restrict", "limit", "curb", "tighten") else "export-control"
    if lemma == "hold" and not re.match(r"\w+ (?:back|up|off)\b|\w+ [^.;]{1,50}? (?:back|up)\b", rest):
        return ""
    if lemma == "hold" and _LEVER.search(rest) and DEALING.search(goods):
        return "export-control"
    levered = _PASSING.search(goods) and _LEVER.search(rest) and DEALING.search(goods)
    return "embargo" if levered else ""


def _barred(scene: Scene, tree: Tree, at: int, frame: Frame, args: Args) -> Found | None:
    """``bans Boeing's unit from trade over arms sales``: a firm shut out for what it sells is under sanctions."""
    if frame.lemma not in ("ban", "bar", "prohibit") or not args.get("from"):
        return None
    by = sides.speaker(scene, tree, args)
    on = without(sides.of_labels(scene, tree, args, ("obj",), refer=False), by)
    over = ARMS.search(scene.text[tree[at].end : tree.end])
    return Found(by, on, instrument="sanctions") if by and on and over else None


def cut(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """Exports, licences or aid cut off; the delivery of one item only where the sentence states a lever."""
    args = arguments(tree, at)
    heads = [*args.get("obj", ()), *args.get("from", ()), *args.get("to", ())][:4]
    if frame.lemma != "deny":
        heads += [k for k in tree.children(at, "xcomp", "ccomp") if tree[k].lemma in _GIVING]
    heads += (
        args.get("in", [])[:1] if frame.lemma in ("withhold", "freeze", "suspend", "pause", "cut") else []
    )
    if frame.lemma == "deny" and sides.denies_it(tree, args):
        return None
    if breaks.of_ties(tree, args.get("obj", [])) and frame.lemma in ("cut", "suspend", "freeze", "sever"):
        return breaks.ties(scene, tree, at, frame)
    if (
        frame.lemma in ("limit", "restrict", "confine")
        and args.get("to")
        and not sides.of_labels(scene, tree, args, ("to",), refer=False)
        and not _LEVER.search(scene.text[tree[at].end : tree.end])
    ):
        return None  # "have limited their support to helmets"
    goods = " ".join(words_of(scene, tree, h) for h in heads)
    struck = _barred(scene, tree, at, frame, args)
    if struck is not None:
        return struck
    asked = any(tree[h].lemma in sides.ASKED for h in heads)  # what for stands behind the request
    if (asked or not goods) and frame.lemma != "deny":
        goods = scene.text[tree[at].end : tree[at].end + 80]
    rest = scene.text[tree[at].start : tree.end]
    instrument = _withheld(frame.lemma, goods, rest)
    if not instrument:
        return None
    by = sides.speaker(scene, tree, args)
    if not by and not is_passive(tree, at):
        by = sides.before(scene, tree, tree[at].start, ())
    on = sides.after(scene, tree, tree[at].end, by)[:1] if frame.lemma in ("refuse", "deny") else ()
    on = on or without(
        sides.of_labels(scene, tree, args, ("iobj", "to", "for", "against", "from"), refer=False), by
    )
    if frame.lemma in ("reject", "decline", "veto", "block", "refuse", "deny"):
        on = sides.asking(scene, tree, args.get("obj", ())) or on
    if frame.lemma in ("block", "bar") and re.search(r"\bfrom \w+ing\b", rest):
        on = without(sides.of_labels(scene, tree, args, ("obj",), refer=False), by) or on
    on = on or sides.after(scene, tree, tree[at].end, by)[:1] or sides.before(scene, tree, tree[at].start, by)
    return Found(by, on or sides.buyer(scene, by), instrument=instrument)


def refuse(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """``would not supply Y with weapons if``: a supply denied and made to hang on a condition."""
    ahead = any(tree[k].lemma in ("will", "would", "shall", "wo") for k in tree.children(at, "aux"))
    words = scene.text[tree.start : tree.end]
    if frame.lemma == "give":
        return voices.told_to_leave(scene, tree, at)
    if frame.lemma in _PERMITTING:
        return _unpermitted(scene, tree, at) if tree.children(at, "neg") else None
    if not (ahead and tree.children(at, "neg") and _CONDITION.search(words) and DEALING.search(words)):
        return None
    args = arguments(tree, at)
    by = sides.speaker(scene, tree, args)
    return Found(
        by, without(sides.of_labels(scene, tree, args, ("iobj", "to", "obj")), by), status="threatened"
    )


_PERMITTING: Final = frozenset("approve authorise authorize issue grant permit allow license".split())


def _unpermitted(scene: Scene, tree: Tree, at: int) -> Found | None:
    """``will not approve arms exports to Y``: exports of arms that need a permit and get none."""
    args = arguments(tree, at)
    goods = " ".join(words_of(scene, tree, h) for h in args.get("obj", ()))
    if not (ARMS.search(goods) or _LICENCE.search(goods)):
        return None
    by = sides.speaker(scene, tree, args)
    on = without(sides.of_labels(scene, tree, args, ("iobj", "to", "for"), refer=False), by)
    on = on or sides.after(scene, tree, tree[at].end, by)[:1]
    return Found(by, on, instrument="export-control", status="imposed")


_LAWS: Final = frozenset("law act legislation statute caatsa".split())


def _of_other(tree: Tree, at: int, args: Args) -> bool:
    """``a waiver of sanctions`` tells of itself; ``a law that imposed sanctions``, being old, presses nobody by itself."""
    if tree[at].dep == "pobj" and tree[tree[tree[at].head].head].lemma in ("waiver", "exemption"):
        return True
    heads = [*args.get("light", ()), *(tree[v].head for v in args.get("verb", ()) if tree[v].dep == "relcl")]
    return any(tree[h].lemma in _LAWS for h in heads)


def _heirs(scene: Scene, tree: Tree, at: int, frame: Frame, found: Found) -> Found:
    """Whom a lever hits that names nobody: the buyer whom its law threatens, or who stands nearest."""
    rest = without(sides.after(scene, tree, tree[at].end, found.by), ("UN",))
    if any(how.startswith("table") for _, how in found.inferred):
        rest = laws.buyers(scene, found.by) or rest
    rest = rest or (
        sides.buyer(scene, found.by)
        if frame.sense == "hold"
        else _buying(scene, without(sides.before(scene, tree, tree[at].start, found.by), _ALLIANCES))
    )
    return replace(found, on=rest[:1])


_TRADED: Final = frozenset("sale delivery shipment supply transfer export good import".split())


def _its_own(scene: Scene, tree: Tree, at: int, head: int, verb: list[int]) -> bool:
    """``sanctions on A for buying jets from B``: from whom jets are bought is not from whom sanctions come."""
    doing = tree[tree[head].head].head
    if doing == at or tree[doing].lemma in _TRADED or doing in verb:
        return True
    mine = scene.parties_at(tree, doing, refer=False)
    return bool(mine) and not set(mine) & set(scene.parties_at(tree, head, refer=False))


def lever(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """Sanctions, tariffs, an embargo: from whom and on whom, through the verb, or named in the phrase."""
    args = _outer(tree, at)
    verb = args.get("verb", [])
    if _of_other(tree, at, args) or scene.text.startswith(" Act", tree[at].end):
        return None
    lemma = tree[verb[0]].lemma if verb else ""
    # "sanctions from Washington" name their author; "a tariff on goods from", "an embargo on exports from" the one hit.
    source = ("from",) if frame.instrument == "sanctions" else ()
    args["from"] = [h for h in args.get("from", ()) if _its_own(scene, tree, at, h, verb)]
    by = sides.of_labels(scene, tree, args, ("poss", "by", "mod", *source, "owner"), refer=False)
    behind: tuple[str, ...] = _ON if source else (*_ON, "from")
    if _ANSWERING.search(scene.text, tree[at].end, tree.end):
        behind = tuple(label for label in behind if label != "to")
    on = _listed(scene, tree, verb, frame) or without(
        sides.of_labels(scene, tree, args, behind, refer=False), by
    )
    by, on = exposed(scene, tree, at, args, by, on)
    by, on = _of_whom(scene, tree, at, args, by, on)
    by, on, heads = _clause_sides(scene, tree, at, by, on)
    if not by and lemma in IMPOSING | LIFTING:
        by = without(sides.of_labels(scene, tree, args, ("light",)), on)
    if not on and lemma in _RISKING:
        on = without(sides.of_labels(scene, tree, args, ("light",)), by)
    by, on = under_it(scene, tree, at, by, on)
    if not on and (_breached(tree, at) or (source and _ANYBODY.match(scene.text, tree[at].end, tree.end))):
        return None  # a law that threatens whoever buys is no act against one
    defied = _DEFYING.search(scene.text[tree.start : tree[at].start])
    if not on and defied:
        on = without(_subject(scene, tree), by)
    found = author(scene, tree, Found(by, on), at)
    heads += [h for label in _ON for h in args.get(label, ())]
    if found.by and not found.on and heads:
        found = replace(
            found,
            on=sides.elsewhere(scene, tree, heads, found.by),
            inferred=(*found.inferred, ("on", "report: the other party")),
        )
    if found.by and not found.on:
        found = _heirs(scene, tree, at, frame, found)
    if tree[tree[at].head].lemma == "of" and tree[tree[tree[at].head].head].lemma in _EASING:
        lemma = "lift"
    if lemma in _CALLING and set(found.on) & set(sides.of_labels(scene, tree, args, ("light",))):
        return None
    return _thanked(scene, tree, at, replace(found, status=_reached(lemma, frame, defied is not None)))


_THANKS: Final = re.compile(r"\b(?:thank\w*|gratitude|grateful|prais\w+|hail\w*|welcom\w+|applaud\w*)\b")


def _thanked(scene: Scene, tree: Tree, at: int, found: Found) -> Found:
    """``A thanked B's senator for helping to lift the embargo``: who gives thanks for its end had been hit."""
    thanks = found.status == "lifted" and _THANKS.search(scene.text, tree.start, tree[at].start)
    turned = thanks and found.on and _subject(scene, tree) == found.by
    return replace(found, by=found.on, on=found.by) if turned else found


def _listed(scene: Scene, tree: Tree, verbs: Sequence[int], frame: Frame) -> tuple[str, ...]:
    """Who is put on a list: the object of the verb."""
    if frame.lemma not in ("list", "blacklist"):
        return ()
    above = [k for v in verbs for k in (v, *tree.ancestors(v)) if tree[k].lemma in ("put", "add", "place")][
        :1
    ]
    return tuple(
        p for k in above for p in sides.of_labels(scene, tree, arguments(tree, k), ("obj",), refer=False)
    )


_ALLIANCES: Final = ("NATO", "EU", "UN")


def _reached(lemma: str, frame: Frame, defied: bool) -> str:
    """How far a lever has gone by its verb; empty where tense and mood tell."""
    if lemma == "waive":
        return "waived"
    if lemma in LIFTING:
        return "lifted"
    return "threatened" if defied and frame.instrument == "sanctions" else ""


_BREACHES: Final = frozenset("violation breach defiance contravention report investigation monitor".split())


def _breached(tree: Tree, at: int) -> bool:
    """``in violation of a UN embargo``: on whom it lies is told elsewhere."""
    return tree[at].dep == "pobj" and tree[tree[tree[at].head].head].lemma in _BREACHES


_IMPOSERS: Final = ("USA", "EU", "UN", "GBR", "NATO", "AU", "ECOWAS")


def _of_whom(
    scene: Scene, tree: Tree, at: int, args: Args, by: tuple[str, ...], on: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """``the Darfur arms embargo``, ``Iran sanctions``: a state's name before the noun is the one hit, a demonym's its author."""
    names = [
        m
        for k in args.get("mod", ())
        for m in scene.inside(tree[k].start, tree[k].end, "party", "place")
        if m.form != "demonym"
    ]
    hit = tuple(p for m in names for p in m.parties if p not in _IMPOSERS)
    headline = re.match(r" [A-Z\d]", scene.text[tree[at].end : tree[at].end + 2])
    if on or not hit or set(by) != set(hit) or headline:
        return by, on
    return (), hit[:1]


def _buying(scene: Scene, party: tuple[str, ...]) -> tuple[str, ...]:
    """Who fears sanctions over a deal is its buyer, though the seller is named last."""
    buyers = [b for (a, b) in scene.flows if (a,) == party]
    return (buyers[0],) if len(buyers) == 1 else party


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
    for verb in args.get("verb", ()):
        if tree[verb].lemma in IMPOSING:
            # "to impose | sanctions | on three generals": the phrase hangs on the verb.
            for label, heads in arguments(tree, verb).items():
                if label in ("on", "against", "upon"):
                    args[label] = _once([*args.get(label, []), *heads])
    for label in ("on", "against"):
        if label in args:
            args[label] = _once([*args[label], *(k for at in args[label] for k in _among(tree, at))])
    return args


def _once(heads: list[int]) -> list[int]:
    return list(dict.fromkeys(heads))


def _among(tree: Tree, at: int) -> list[int]:
    """``on 300 entities, including Chinese companies``: those that a group is said to include."""
    preps = [k for k in tree.children(at, "prep") if tree[k].lemma in ("include", "in", "from")]
    return [k for p in preps for k in tree.children(p, "pobj")]


def _clause_sides(
    scene: Scene, tree: Tree, at: int, by: tuple[str, ...], on: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...], list[int]]:
    """``the embargo imposed by X on Y``, ``the tariffs that X laid on Y``: the sides in the noun's own clause."""
    heads: list[int] = []
    for kid in tree.children(at, "acl", "relcl"):
        if tree[kid].lemma in IMPOSING:
            args: Args = arguments(tree, kid)
            by = by or sides.of_labels(scene, tree, args, ("subj", "by"))
            on = on or without(sides.of_labels(scene, tree, args, _ON, refer=False), by)
            heads += [h for label in _ON for h in args.get(label, ())]
    return by, on, heads


def _subject(scene: Scene, tree: Tree) -> tuple[str, ...]:
    roots = [t.i for t in tree.tokens if t.dep == "ROOT"]
    return sides.of_labels(scene, tree, arguments(tree, roots[0]), ("subj",)) if roots else ()
