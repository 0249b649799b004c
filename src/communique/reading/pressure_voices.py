"""Pressure by word: warnings, demands, protests, complaints, accusations and summoned envoys.

Each finder takes a trigger of the table and returns the two sides, or None where its words are no pressure.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from communique.reading import pressers as sides
from communique.reading import pressure_breaks as breaks
from communique.reading.pressing import AID, ARMS, DEALING, Found, Frame, instrument_in, without, words_of
from communique.reading.roles import Args, arguments, is_passive
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

_VOICING: Final = frozenset(
    "voice express convey raise lodge register make file issue send deliver reiterate protest state note air".split()
)
# "The sale drew a protest from China": who protests stands after *from*.
_DRAWING: Final = frozenset(
    "draw provoke spark prompt trigger attract elicit earn meet bring cause face encounter".split()
)
_FORGO: Final = re.compile(
    r"\b(?:to|must|should|that it|and|would|immediately|fully) (?:\w+ly )?(?:stop|halt|end|cease|suspend|drop|abandon|cancel|reconsider|"
    r"withdraw|pull out|refrain|desist|forgo|forego|scrap|revoke|lift|reverse|give up|put [\w ]{1,20}off|call off|explain|apologi[sz]e|"
    r"never|return|remove|back (?:out|away|off)|walk away|go back on|rethink|review|curb|cut|limit|respect|avoid|hold off|think again|"
    r"leave|dismantle|freeze|block|veto|withhold|deny|reduce|distance|sever|loosen|rein in|wean|wind down|scale (?:back|down)|steer clear|shun|forswear|"
    r"look elsewhere|give back|ditch|decouple|cut back|phase out|shut|close|exclude|stay away|think twice|break off|hold back)\b|"
    r"\bagainst (?:the |an? |its |any |such |their )?(?:[\w-]+ ){0,3}(?:sales?|purchases?|deals?|deliver(?:y|ies)|transfers?|acquisition|suppl(?:y|ies))\b|\bnot (?:to )?\w+|\bagainst \w+ing\b|\b(?:stopp|halt|end|suspend|cancel)(?:ing|ed)\b",
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
_ENVOY: Final = re.compile(r"\b(?:ambassador|envoy|charge|attache|diplomat)", re.IGNORECASE)


# "warned that deals of this kind with Moscow could cost Ankara": who is named behind *with* sells, and is not warned.
_DEALS_WITH: Final = re.compile(
    r"^ ?(?:that |of |against )?(?:[\w'-]+ ){0,4}?(?:deals?|business|trade|dealings?|contracts?|co-?operation|ties|purchases?)"
    r" (?:[\w'-]+ ){0,4}?(?:with|from) (?:the )?$"
)


def _tempted(scene: Scene, tree: Tree, start: int, by: tuple[str, ...]) -> tuple[str, ...]:
    """Whom a warning about dealing with somebody is meant for: the next one named, or the other of the pair."""
    rest = sides.others(scene, tree, start, by)
    if not rest or not _DEALS_WITH.match(scene.text[start : rest[0][0].start]):
        return ()
    seller = rest[0][1]
    named = [p for _, parties in rest[1:] for p in parties if p not in seller and len(p) == 3]
    pair = [p for p in scene.dyad if p not in (*by, *seller)]
    return tuple(named[:1] or (pair if len(pair) == 1 and set(seller) & set(scene.dyad) else []))


# "warned that B had already taken the border": what has happened is told, and nobody held back.
_TELLING: Final = re.compile(
    r"^(?: on [A-Z]\w+(?: \d{1,2})?| \w+day| last \w+)? that (?:the )?(?:[A-Z][\w'-]+ ){1,4}(?:had|has|have) (?:already |now )?(?!to\b)\w+(?:ed|en|own|one|ade)\b"
    r"(?![^.;]{0,120}\b(?:sanction|consequence|arms|weapon|drone|missile|deliver|suppl|sale|deal))"
)


# "warned that B may sell missiles to C": what is feared of B is told to others, and nothing threatened.
_FORECAST: Final = re.compile(
    r"^(?: on [A-Z]\w+\.?(?: \d{1,2})?| \w+day| last \w+)?(?: that)? (?!it |they |he |she |the )(?:its )?(?:[\w'-]+ ){1,4}?(?:(?:may|could|might) (?:also |soon |even )?"
    r"(?:sell|send|supply|provide|transfer|ship|deliver|buy|acquire|give|receive|get|obtain|deploy|be (?:planning|preparing|considering|about))|(?:is|was|are|were) (?:also |now )?"
    r"(?:considering|planning|preparing|about to|ready to|poised to|set to|close to))\b"
    r"(?![^.;]{0,160}\b(?:sanction|consequence|respond|retaliat|ties|relations|price|response|unacceptable|would be|if it))"
)
# "warned B against giving C military aid": a warning, and no threat to B's own aid.
_AGAINST: Final = re.compile(r"^[^.;]{0,60}?\b(?:against|about|over|not to) \w*")


def warn(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """Warn, caution, threaten; a threat only of sanctions or of arms and aid withheld."""
    args = arguments(tree, at)
    words = scene.text[tree[at].end : tree.end]
    if _TELLING.match(words) or (frame.lemma == "warn" and _FORECAST.match(words)):
        return None
    if frame.lemma == "threaten" and not (instrument_in(words) or ARMS.search(words) or AID.search(words)):
        return None
    by = sides.speaker(scene, tree, args)
    on = without(sides.of_labels(scene, tree, args, ("obj", "iobj"), refer=False), by)
    on = (
        on
        or _tempted(scene, tree, tree[at].end, by)
        or sides.after(scene, tree, tree[at].end, by)
        or without(sides.of_labels(scene, tree, args, ("obj", "iobj")), by)
    )
    inferred: tuple[tuple[str, str], ...] = ()
    if not on and by and not set(by) & set(scene.dyad) and len(scene.dyad) == 2 and frame.lemma == "warn":
        on, inferred = scene.dyad, (("on", "report: the pair that deals"),)
    instrument = instrument_in(words) or ""
    if (
        instrument == "aid-cut"
        and _AGAINST.match(words)
        and not re.search(r"\b(?:cut|los[et]|halt|freez|suspen|withh)", words)
    ):
        instrument = ""
    return Found(by, on[:2], instrument=instrument, inferred=inferred)


_ANYBODY: Final = frozenset("all ally partner everybody everyone anyone anybody".split())
# "told Baghdad that it would lose support if": what a thing will cost whoever does it.
_COSTS: Final = re.compile(
    r"\b(?:would|could|might|will|may|risk\w*|stands? to) (?:also )?(?:los[ei]\w*|forfeit\w*|cost|jeopardi[sz]e|imperil|endanger|face|trigger|be denied|be cut off)\b"
    r"[^.;]{0,90}\b(?:if|should|unless|by|were)\b"
)


_LEAVING: Final = re.compile(
    r"\b(?:hours?|days?|weeks?|months?|years?|until|time|deadline)\b[^.;]{0,25}\bto (?:leave|withdraw|pull out|depart|go|quit|vacate|pack)\b"
)


def told_to_leave(scene: Scene, tree: Tree, at: int) -> Found | None:
    """``gave the French troops a month to leave``: a demand with a term."""
    if not _LEAVING.search(scene.text, tree[at].end, tree.end):
        return None
    args = arguments(tree, at)
    by = sides.speaker(scene, tree, args)
    on = without(sides.of_labels(scene, tree, args, ("iobj", "to", "obj"), refer=False), by)
    return Found(by, on, instrument="demand", status="demanded") if on else None


_WHY: Final = re.compile(r" (?:[\w']+ ){0,3}?(?:why|whether|how|if|what|when|where|who|about)\b")


def ask(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """Urge, press, call on: only where something is to be forgone."""
    words = scene.text[tree[at].end : tree.end]
    args = arguments(tree, at)
    if frame.lemma in ("call", "lean") and not {"on", "upon", "for"} & set(args):
        return brand(scene, tree, at, frame)
    if frame.lemma in ("tell", "inform", "remind", "signal") and _COSTS.search(words):
        found = warn(scene, tree, at, frame)
        return (
            replace(found, instrument=found.instrument or "warning", status="threatened") if found else None
        )
    if frame.lemma in ("inform", "remind") or (
        frame.lemma == "appeal" and not {"to", "for", "on"} & set(args)
    ):
        return None  # who "may appeal" goes to law
    if frame.lemma == "ask" and _WHY.match(words):
        return None  # asked why it was so, not to leave it
    if frame.lemma in ("pressure", "pressurise"):
        pass
    elif not _FORGO.search(words[:160]) or not (DEALING.search(words) or scene.military >= 3):
        return None
    if frame.lemma in ("want", "ask", "tell") and is_passive(tree, at):
        return None
    by = sides.speaker(scene, tree, args)
    labels = ("on", "upon") if frame.lemma in ("call", "lean") else ("obj", "iobj", "to", "on")
    on = without(sides.of_labels(scene, tree, args, labels, refer=False), by)
    if not on and {tree[k].lemma for k in args.get("obj", ())} & _ANYBODY:
        return None  # "urged all of its allies to forgo": nobody in particular
    if not on and frame.lemma in ("urge", "press", "ask", "insist", "appeal"):
        on = sides.after(scene, tree, tree[at].end, by)[:1]
        on = on or without(
            sides.of_labels(scene, tree, args, labels), by
        )  # "asked the government to abandon it"
    return Found(by, on)


# "demanded to know whether": a question; "slammed violations of the embargo": whoever broke it stays unsaid.
_TO_LEARN: Final = re.compile(r" (?:to (?:know|learn|see|be told)|answers|clarity)\b")
_BREACHES: Final = re.compile(
    r"[^.;,]{0,50}?\b(?:violations?|breach(?:es)?) of (?:an?|the|its|[\w.]+'s) (?:[\w.-]+ ){0,3}(?:embargo|ceasefire|truce|resolution)"
)


def demand(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """``demanded that Y halt``: Y is named after the verb."""
    words = scene.text[tree.start : tree.end]
    if not DEALING.search(words) or _TO_LEARN.match(scene.text, tree[at].end):
        return None
    by = sides.speaker(scene, tree, arguments(tree, at))
    rest = sides.after(scene, tree, tree[at].end, by) or sides.after(scene, tree, tree.start, by)
    return Found(by, rest[:1])


def complain(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """Condemn, protest, object: aimed at whoever deals; voices of opposition, press and analysts do not count."""
    words = scene.text[tree.start : tree.end]
    if not DEALING.search(words):
        return None
    args = arguments(tree, at)
    by = sides.speaker(scene, tree, args) or (
        sides.of_labels(scene, tree, args, ("mod",), refer=False) if frame.pos == "n" else ()
    )
    if not by or _PRIVATE.search(" ".join(words_of(scene, tree, h) for h in args.get("subj", ()))):
        return None
    direct = without(tuple(p for h in args.get("obj", ()) for p in _proper(scene, tree, h)), by)
    if not direct and frame.lemma in ("protest", "complain"):
        heads = [h for label in ("to", "with", "iobj") for h in args.get(label, ())]
        heads = [h for h in heads if not _OVER.search(scene.text, tree[at].end, tree[h].start)]
        ends = [tree[k].end for k in args.get("obj", ())]  # "protested A's supplies to B": B is not addressed
        heads = [h for h in heads if not any(tree[at].end < end < tree[h].start for end in ends)]
        direct = without(_addressed(scene, tree, heads), by)
    if not direct and (_BREACHES.match(scene.text, tree[at].end) or _of_nobody(scene, tree, args)):
        return None
    on, about = sides.accused(scene, tree, at, by, direct[:2])
    return Found(by, without(on, ("UN",)), about)


_LEVERS: Final = frozenset("sanction sanctions embargo tariff curb restriction".split())


def _of_nobody(scene: Scene, tree: Tree, args: Args) -> bool:
    """``opposes sanctions on B``, ``opposes a decision to extend them``: a lever of nobody that is named."""
    heads = args.get("obj", [])
    heads = [*heads, *(o for h in heads for k in tree.children(h, "acl") for o in tree.children(k, "dobj"))]
    levers = [h for h in heads if tree[h].lemma in _LEVERS]
    whose = [
        k
        for h in (*levers, *args.get("obj", ()))
        for k in tree.children(h, "poss", "amod", "compound", "nmod")
    ]
    return bool(levers) and not any(scene.parties_at(tree, k, refer=False) for k in whose)


# "protested over A's supplies to B": B is who got them and was not addressed.
_OVER: Final = re.compile(r"\b(?:over|about|at|against)\b")


def _addressed(scene: Scene, tree: Tree, heads: list[int]) -> tuple[str, ...]:
    """The party addressed: the first of these phrases, with what is joined to it; a world body is only the venue."""
    first = [h for h in heads if h == heads[0] or (tree[h].head == heads[0] and tree[h].dep == "conj")]
    return tuple(p for h in first for p in _proper(scene, tree, h) if p != "UN")


def accuse(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """An accusation counts where it is made of a dealing, not of supplying the enemy or of an outrage."""
    words = scene.text[tree.start : tree.end]
    if not re.search(
        r"\b(?:sales?|arming|deal|pact|exercise|drills?|contract|cooperation|build-?up)\b", words
    ):
        return None
    found = complain(scene, tree, at, frame)
    return found if found and found.on and arguments(tree, at).get("obj") else None


_EXERTING: Final = frozenset("put exert pile apply ramp step bring heap increase intensify keep bear".split())


def bidding(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """``at the request of X``, ``under X's pressure``, ``X's pressure on Y to``: only where something is forgone."""
    args = arguments(tree, at)
    by = sides.of_labels(scene, tree, args, ("poss", "mod", "from", "by"), refer=False)
    if tree[at].lemma == "pressure" and {tree[v].lemma for v in args.get("verb", ())} & _EXERTING:
        by = sides.of_labels(scene, tree, args, ("light",)) or by
    if not by and tree[at].lemma in ("request", "insistence", "behest", "urging"):
        by = sides.of_labels(scene, tree, args, ("of",), refer=False)
    on = without(sides.of_labels(scene, tree, args, ("on",), refer=False), by)
    if not on and tree[at].lemma == "pressure":
        outer = [arguments(tree, v) for v in args.get("verb", ())]
        on = next(
            (found for a in outer if (found := without(sides.of_labels(scene, tree, a, ("on",), False), by))),
            (),
        )
    if not by or not _FORGO.search(scene.text[tree.start : tree.end]):
        return None
    head = tree[tree[at].head]
    if not on and (
        head.lemma in ("under", "at", "after", "following")
        or (head.lemma == "with" and tree[head.head].lemma in ("comply", "agree"))
    ):
        for verb in (k for k in tree.ancestors(at) if tree[k].pos == "VERB"):
            on = on or without(sides.of_labels(scene, tree, arguments(tree, verb), ("subj",)), by)
    return Found(by, on)


def reprisal(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """``in retaliation for Y's ...``: the subject of the clause acts against Y."""
    drawn = {tree[v].lemma for v in arguments(tree, at).get("verb", ())} & _DRAWING
    if drawn:
        args = arguments(tree, at)
        by = sides.of_labels(scene, tree, args, ("from", "poss"), refer=False)
        return Found(by, without(sides.of_labels(scene, tree, args, ("light",)), by))
    if tree[tree[at].head].lemma not in ("in", "as"):
        return None
    verbs = [k for k in tree.ancestors(at) if tree[k].pos == "VERB"]
    verb = next((k for k in verbs if tree[k].tag in ("VBD", "VBZ", "VBP") or tree.children(k, "aux")), None)
    if verb is None:
        return None
    by = sides.speaker(scene, tree, arguments(tree, verb))
    on = without(sides.after(scene, tree, tree[at].end, by)[:1], ("UN",))
    return Found(by, on) if on else None


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


def brand(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """``called the sale a provocation``: a verb of calling with a word of blame."""
    words = scene.text[tree[at].end : tree.end]
    if not _BLAME.search(words[:140]):
        return None
    by = sides.speaker(scene, tree, arguments(tree, at))
    if not by:
        return None
    on, about = sides.accused(scene, tree, at, by, ())
    return Found(by, on, about, instrument="diplomatic", status="imposed")


def envoy(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """``summoned the Turkish ambassador``; ``recalled its ambassador from Paris``."""
    words = scene.text[tree[at].end : tree.end]
    if not _ENVOY.search(words[:90]) and not _ENVOY.search(scene.text[tree.start : tree[at].start]):
        return None
    if not (DEALING.search(words) or scene.military >= 3):
        return None
    args = arguments(tree, at)
    by = sides.speaker(scene, tree, args)
    roots = [t.i for t in tree.tokens if t.dep == "ROOT" and t.i != at]
    if tree[at].tag == "VBG" and not tree.children(at, "nsubj") and roots:
        by = sides.speaker(scene, tree, arguments(tree, roots[0])) or by
    rest = sides.others(scene, tree, tree[at].end, by)
    passive = [] if rest else sides.others(scene, tree, tree.start, by)
    on = tuple(rest[0][1][:1]) if rest else tuple(passive[0][1][:1]) if passive else ()
    about = tuple(dict.fromkeys(p for _, parties in rest[1:] for p in parties if p not in on))
    by = by or tuple(p for p in scene.dyad if p not in on)[:1]
    return Found(by, on, about[:1])


# What a buyer minds in an offer presses nobody.
_TERMS: Final = re.compile(
    r" (?:about|over|at|regarding) (?:the |its )?(?:[\w-]+ ){0,2}?(?:restrictions?|conditions?|terms|delays?|price|costs?|quality|performance|safety|reliability)\b"
)


# "despite India's objections": the objections are those of whoever is named before them.
_IN_SPITE: Final = re.compile(
    r"\b(?:[Dd]espite|[Ii]n spite of|[Oo]ver|[Ii]n the face of|[Ii]gnoring|[Dd]efying|[Dd]isregarding|[Bb]rushing aside)(?: the| strong| repeated| fierce)* (?:[A-Z][\w.]*(?:'s?)? ?){1,3}(?:[a-z]+ ){0,2}$"
)


_AFLOAT: Final = re.compile(r"\b(?:nav(?:y|al)|warships?|survey (?:ship|vessel)|research (?:ship|vessel))\b")


def _defied(scene: Scene, tree: Tree, at: int) -> Found | None:
    """``let a ship of C dock in spite of B's objections``: B presses whoever does it."""
    by = sides.of_labels(scene, tree, arguments(tree, at), ("poss", "mod", "from", "by"), refer=False)
    doing = next((k for k in tree.ancestors(at) if tree[k].pos == "VERB"), None)
    words = scene.text[tree.start : tree.end]
    if not by or doing is None or not (DEALING.search(words) or _AFLOAT.search(words)):
        return None
    roots = [doing, *(t.i for t in tree.tokens if t.dep == "ROOT")]
    subjects = (sides.of_labels(scene, tree, arguments(tree, k), ("subj", "by")) for k in roots)
    on = next((found for found in (without(s, by) for s in subjects) if found), ())
    return Found(by, on[:1])


# Both are worried, and about what nobody in particular does.
_SHARED: Final = re.compile(
    r"\b(?:mutual|common|shared|both|(?:two|all|the) (?:sides|leaders|parties|presidents|ministers|countries|states))\b"
)
_OF_ALL: Final = re.compile(
    r" (?:over|about|at|regarding|on) (?:the )?(?:recent |growing |current |latest |sudden |rising )*(?:developments|situation|tensions?|escalation|"
    r"threats?|state|worsening|deteriorat\w+|(?:[\w-]+ (?:and )?){0,3}(?:terroris\w+|extremis\w+)(?: \w+)?)\b"
)


# "dismissed A's concerns about its purchase": A has voiced them.
_SHRUGGING: Final = frozenset("dismiss reject downplay brush shrug ignore rebuff defy disregard".split())


def _shrugged_off(scene: Scene, tree: Tree, at: int, verb: int) -> Found | None:
    """``B brushed aside A's objections to its purchase from C``: A presses B about C."""
    by = sides.of_labels(scene, tree, arguments(tree, at), ("poss", "mod", "from", "by", "of"), refer=False)
    on = without(sides.of_labels(scene, tree, arguments(tree, verb), ("subj",)), by)
    if not by or not on or not DEALING.search(scene.text[tree.start : tree.end]):
        return None
    rest = [p for _, group in sides.others(scene, tree, tree[at].end, (*by, *on)) for p in group]
    return Found(by, on[:1], tuple(rest[:1]))


def speech(scene: Scene, tree: Tree, at: int, frame: Frame) -> Found | None:
    """``lodged a protest with Seoul over``, ``voiced its concern``: through the verb of voicing."""
    args = arguments(tree, at)
    verb = args.get("verb", [])
    lemma = tree[verb[0]].lemma if verb else ""
    if _IN_SPITE.search(scene.text, tree.start, tree[at].start):
        return _defied(scene, tree, at)
    if frame.lemma == "objection" and (gone := breaks.retracted(scene, tree, at)) is not None:
        return gone
    if lemma in _SHRUGGING:
        return _shrugged_off(scene, tree, at, verb[0])
    if lemma in _DRAWING:
        by = sides.of_labels(scene, tree, args, ("from", "poss", "mod"), refer=False)
        doers = sides.of_labels(scene, tree, arguments(tree, verb[0]), ("subj",), refer=False)
        on, about = sides.accused(scene, tree, tree[0].i, by, without(doers, by)[:2])
        dealing = DEALING.search(scene.text[tree.start : tree.end])
        return Found(by, without(on, ("UN",)), about) if by and dealing else None
    if frame.lemma == "representation" and lemma == "have":
        return None  # "has no permanent representation at the alliance"
    if _BREACHES.match(scene.text, tree[at].end):
        return None
    if (lemma == "take") != (frame.lemma == "issue"):
        return None  # "took issue with B over its purchase"; other issues are matters
    if lemma not in _VOICING | {"have", "take"} or not (
        DEALING.search(scene.text[tree.start : tree.end]) or scene.military >= 4
    ):
        return None
    if frame.lemma == "concern" and (
        _SHARED.search(scene.text, tree.start, tree.end)
        or _OF_ALL.match(scene.text, tree[at].end)
        or _TERMS.match(scene.text, tree[at].end)
    ):
        return None
    by = sides.of_labels(scene, tree, args, ("poss",), refer=False) or sides.of_labels(
        scene, tree, args, ("light", "poss")
    )
    if not by:
        return None
    # "concern at A's sale to B" is voiced to nobody; "its concern to A" is
    own = {at, *verb}
    heads = [h for label in ("to", "with") for h in args.get(label, ()) if tree[tree[h].head].head in own]
    heads = [h for h in heads if not _OVER.search(scene.text, tree[at].end, tree[h].start)]
    on, about = sides.accused(scene, tree, at, by, without(_addressed(scene, tree, heads), by)[:2])
    return Found(by, without(on, ("UN",)), about)
