"""Who presses whom, about whom: the parties of a pressure, from its arguments and, where they are open, the report.

A complaint about a sale is aimed at the seller and concerns the buyer; a ban is aimed at whom the goods
would go to; a warning at whoever is named after it. What neither the trigger nor its sentence names is
taken from the pair that the report is about, and marked as inferred.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from communique.reading.mentions import Mention
from communique.reading.roles import Args, arguments, phrase
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

Parties = tuple[str, ...]

_MEMBER: Final = re.compile(
    r"[- ](?:ally|allies|members?|partner|candidate|state|nation|country|envoy|standards?|calib\w+|(?:air|missile|weapons?)(?: and \w+)? (?:defen[cs]es?|systems?|network))\b",
    re.IGNORECASE,
)
_RECEIVING: Final = re.compile(
    r"\b(?:to|for|with|from|over|about|concerning|regarding|against|(?:arming|armament|i[sz]ation) of)(?: the| its| their)? ?$"
)
_COORDINATED: Final = re.compile(r"(?:,|,? and|/|-)(?: the)? ?")
_COUNTRY: Final = re.compile(r"\b(?:to|for|in|with) the (?:country|kingdom|island|republic|emirate)\b")
_PLACE: Final = re.compile(r"(?:^|[,;] )(?:[Ii]n|[Ff]rom|[Aa]t) $")
_OFFICIAL: Final = frozenset(
    "ministry spokesman spokeswoman spokesperson government official officials cabinet presidency".split()
)


def named(scene: Scene, start: int, end: int) -> list[tuple[Mention, Parties]]:
    """The parties named between two offsets; organisations that only qualify ("NATO ally Turkey") left out."""
    found = []
    for mention in scene.inside(start, end, "party", "body"):
        if mention.form == "organisation" and _MEMBER.match(scene.text, mention.end):
            continue
        if mention.parties:
            found.append((mention, mention.parties))
    for person in scene.persons(start, end):
        name, party = person.person.name, person.person.party
        if party and not any(m.start <= person.start < m.end for m, _ in found):
            found.append((Mention(person.start, person.end, "person", name, name, (party,)), (party,)))
    return sorted(found, key=lambda pair: pair[0].start)


def of_labels(scene: Scene, tree: Tree, args: Args, labels: Iterable[str], refer: bool = True) -> Parties:
    """The parties of the first of these arguments that has any; what is coordinated counts together."""
    for label in labels:
        found: list[str] = []
        for head in args.get(label, ()):
            if found and tree[head].dep == "appos" and tree[head].pos == "NOUN":
                continue
            found += [p for p in _speaks(scene, tree, head, refer) if p not in found]
        if found:
            return tuple(found)
    return ()


_FIRST: Final = frozenset("we We our Our us I my My ours".split())  # "US" is none of them
_QUOTED: Final = re.compile(r'"[^"]*"')


def _of_quote(scene: Scene, tree: Tree) -> Parties:
    """``"We have concerns", A's office said``: "we" are whoever is named outside the quotation, if only one is."""
    spans = [m.span() for m in _QUOTED.finditer(scene.text, tree.start, tree.end)]
    outside = {
        p
        for m, group in named(scene, tree.start, tree.end)
        for p in group
        if not any(a <= m.start < b for a, b in spans)
    }
    return tuple(outside) if spans and len(outside) == 1 else ()


def _speaks(scene: Scene, tree: Tree, head: int, refer: bool) -> Parties:
    if tree[head].text in _FIRST:
        return _of_quote(scene, tree) or (scene.parties_at(tree, head) if refer else ())
    parties = scene.parties_at(tree, head, refer=False)
    if (
        not parties
        and tree[head].lemma == "administration"
        and any(tree[k].pos == "PROPN" for k in tree.children(head, "compound"))
    ):
        return ("USA",)  # only that state's government is called after its head in this way
    parties = parties or _same_office(scene, tree, head)
    parties = parties or (scene.parties_at(tree, head, refer=True) if refer else ())
    words = phrase(tree, head)
    start, end = tree[words[0]].start, tree[words[-1]].end
    inner = named(scene, start, end)
    kept = {p for _, group in inner for p in group}
    marks = [
        m
        for m in scene.inside(start, end, "party")
        if m.form == "organisation" and _MEMBER.match(scene.text, m.end)
    ]
    dropped = {p for m in marks for p in m.parties}
    if parties and set(parties) <= dropped and kept:
        return inner[0][1]
    return tuple(p for p in parties if p not in dropped or p in kept)


_OFFICERS: Final = frozenset("spokesman spokeswoman spokesperson minister secretary ambassador envoy".split())


def _same_office(scene: Scene, tree: Tree, head: int) -> Parties:
    """``the foreign ministry spokesman`` without a state: the one of that office whom the report named last."""
    words = phrase(tree, head)
    if tree[head].lemma not in _OFFICERS or tree[words[0]].lemma not in (
        "the",
        "foreign",
        "defence",
        "defense",
    ):
        return ()
    told = {tree[k].text.lower() for k in words if tree[k].pos in ("NOUN", "PROPN", "ADJ")}
    same = [
        p.person.party
        for p in scene.people
        if p.end <= tree[head].start
        and p.person.party
        and told <= set((p.person.office or "").lower().split())
    ]
    return (same[-1],) if same else ()


def speaker(scene: Scene, tree: Tree, args: Args) -> Parties:
    """Who presses: the subject; "In Beijing, a spokesman warned": the seat before it."""
    by = of_labels(scene, tree, args, ("subj", "by"), refer=False) or _officer(scene, tree, args)
    if by:
        return by
    heads = args.get("subj", ())
    if heads and not any(tree[h].pos == "PRON" for h in heads):
        first = tree[min(heads)].start
        for mention, parties in named(scene, tree.start, first):
            if _PLACE.search(scene.text[tree.start : mention.start]) or mention.start <= tree.start + 3:
                return parties
    by = of_labels(scene, tree, args, ("subj", "by"))
    if not by and any(tree[h].lemma in _OFFICIAL for h in heads):
        above = [s for s in scene.layout.sentences if s.end <= tree.start]
        parties_above = (
            {p for _, group in named(scene, above[-1].start, above[-1].end) for p in group}
            if above
            else set()
        )
        by = tuple(parties_above) if len(parties_above) == 1 else ()
    return by


def _officer(scene: Scene, tree: Tree, args: Args) -> Parties:
    """The party that an office names, where person and office run on ("President of the Commission A B")."""
    for head in args.get("subj", ()):
        words = phrase(tree, head)
        for mention in scene.inside(tree[words[0]].start, tree[words[-1]].end, "office"):
            if mention.parties:
                return mention.parties
    return ()


_AT_PLACE: Final = re.compile(r"\b(?:in|at|near) $")


def _only_place(scene: Scene, mention: Mention) -> bool:
    """``signed in Madrid``: a seat of government is there the place alone."""
    before = scene.text[max(0, mention.start - 6) : mention.start]
    wider = scene.text[max(0, mention.start - 24) : mention.start]
    placed = _AT_PLACE.search(before) is not None or _PART_OF.search(wider) is not None
    return mention.form == "seat" and placed


# "hit the centre of Kyiv": a city, and no government.
_PART_OF: Final = re.compile(r"\b(?:cent(?:re|er)|heart|streets|outskirts|suburbs|skies|city) (?:of|over) $")


def others(scene: Scene, tree: Tree, start: int, by: Sequence[str]) -> list[tuple[Mention, Parties]]:
    """The parties named in the sentence from an offset on, the presser left out."""
    rest = [
        (m, tuple(p for p in parties if p not in by))
        for m, parties in named(scene, start, tree.end)
        if not _only_place(scene, m)
    ]
    return [(m, parties) for m, parties in rest if parties]


def after(scene: Scene, tree: Tree, start: int, by: Sequence[str]) -> Parties:
    """The first other party named after an offset."""
    rest = others(scene, tree, start, by)
    return rest[0][1][:2] if rest else ()


def before(scene: Scene, tree: Tree, end: int, by: Sequence[str]) -> Parties:
    """The other party named last before an offset of the sentence."""
    rest = [p for _, group in named(scene, tree.start, end) for p in group if p not in by]
    return (rest[-1],) if rest else ()


# "over Turkey's agreement to buy", "the Egyptian purchase of": whose dealing it is.
_OWNING: Final = re.compile(
    r"'s? (?:[\w-]+ ){0,3}?(?:agreement|decision|plans?|intention|moves?|bid|purchase|acquisition|procurement|order|deal|choice|contract|deployment|hosting|stationing|sales?|suppl(?:y|ies)|supplying|"
    r"arming|provision|transfers?|deliver(?:y|ies))\b|"
    r" (?:purchase|acquisition|procurement) of\b"
)


_FROM: Final = re.compile(r"\bfrom (?:the )?$")


def accused(scene: Scene, tree: Tree, at: int, by: Parties, direct: Parties) -> tuple[Parties, Parties]:
    """Whom a complaint is aimed at and whom the dealing complained of concerns.

    ``direct`` is the one complained to, where the sentence names it. Of the parties named after the trigger
    those behind *to*, *for*, *with* concern the dealing, the others do it.
    """
    rest = others(scene, tree, tree[at].end, (*by, *direct, "UN"))
    behind: list[str] = []
    front: list[str] = []
    last = 0
    for mention, parties in rest:
        window = scene.text[max(tree[at].end, mention.start - 26) : mention.start]
        if not front and _OWNING.match(scene.text, mention.end):
            front.extend(parties)
            last = mention.end
            continue
        if _RECEIVING.search(window) or (
            front and not _COORDINATED.fullmatch(scene.text[last : mention.start])
        ):
            behind.extend(parties)
        else:
            front.extend(parties)
        last = mention.end
    if not rest and len(direct) == 1:
        return direct, _buyer_from(scene, direct[0], by)
    if direct:
        return direct, tuple(dict.fromkeys([*behind, *front]))[:1]
    if front:
        return tuple(dict.fromkeys(front))[:2], tuple(p for p in dict.fromkeys(behind) if p not in front)[:1]
    if not behind:
        above = named(scene, tree.start, tree[at].start)
        behind = [p for _, parties in above for p in parties if p not in by]
        source = [g for m, g in above if _FROM.search(scene.text[max(tree.start, m.start - 12) : m.start])]
        if source and len(behind) > 1:
            return source[0][:1], tuple(p for p in behind if p not in source[0])[:1]
    if behind:
        about = behind[0]
        partner = _partner(scene, about, by)
        return (partner, (about,)) if partner else ((about,), ())
    return _from_report(scene, by)


def _partner(scene: Scene, party: str, by: Sequence[str]) -> Parties:
    """The other of the pair of the report, where the party is one of it and the presser is outside."""
    dyad = scene.dyad
    if party in dyad and not set(by) & set(dyad):
        return tuple(p for p in dyad if p != party)
    return ()


def _from_report(scene: Scene, by: Parties) -> tuple[Parties, Parties]:
    """A complaint without a name: an outsider's is aimed at the seller of the pair, an insider's at the other."""
    dyad = scene.dyad
    if len(dyad) != 2:
        return (), ()
    if set(by) & set(dyad):
        on = tuple(p for p in dyad if p not in by)
        return on, _buyer_from(scene, on[0], by) if len(on) == 1 else ()
    if scene.seller:
        return (scene.seller,), tuple(p for p in dyad if p != scene.seller)
    return (), ()


def _buyer_from(scene: Scene, seller: str, by: Sequence[str]) -> Parties:
    """To whom the report says that a seller sells, apart from who presses: "condemns the arms sales"."""
    found = [b for (a, b), _ in scene.flows.most_common() if a == seller and b not in by]
    return tuple(found[:1])


_ACTS: Final = frozenset(
    "supply delivery sale shipment provision transfer involvement role support deal supplies deliveries sales shipments transfers "
    "claim claims allegation allegations report reports accusation accusations charge charges rumour rumours rumor rumors".split()
)


def denies_it(tree: Tree, args: Args) -> bool:
    """``denies drone supplies to B``: that there are any; "denied B the jets" withholds them."""
    return not args.get("iobj") and bool({tree[h].lemma.lower() for h in args.get("obj", ())} & _ACTS)


_SESSIONS: Final = re.compile(
    r"\b(?:exercises?|drills?|talks|meetings?|dialogue|contacts?|consultations?|visits?)\b(?! (?:deal|sale))"
)
_IN_ANSWER: Final = re.compile(r"\b(?:over|in response|in protest|in retaliation|in answer|because of)\b")


def only_sessions(goods: str) -> bool:
    """``halts the joint drills``: what is held back is no arms, but a meeting or an exercise."""
    return _SESSIONS.search(goods) is not None


def in_answer(words: str) -> bool:
    """Whether what is done is done over something."""
    return _IN_ANSWER.search(words) is not None


ASKED: Final = frozenset("request bid application plea appeal permission leave clearance permit".split())


def asking(scene: Scene, tree: Tree, heads: Iterable[int]) -> Parties:
    """Whose request it is that is turned down: "B's request", "a request by B"."""
    found: list[int] = []
    for head in heads:
        by = [k for k in tree.children(head, "prep") if tree[k].lemma in ("by", "from")]
        found += [*tree.children(head, "poss"), *(k for p in by for k in tree.children(p, "pobj"))]
        if tree[head].lemma in ASKED:
            found += tree.children(head, "amod", "compound", "nmod")  # "a German request", "refused A leave"
    return tuple(p for k in found for p in scene.parties_at(tree, k))


def buyer(scene: Scene, by: Sequence[str]) -> Parties:
    """Whom a hold on exports is aimed at, where nobody is named: the one of the pair that is not selling."""
    rest = [p for p in scene.dyad if p not in by]
    if len(rest) == 2 and scene.seller in rest:
        rest.remove(scene.seller)
    if len(rest) == 2 and (rest[0], rest[1]) in scene.flows:
        rest.remove(rest[0])
    elif len(rest) == 2 and (rest[1], rest[0]) in scene.flows:
        rest.remove(rest[1])
    return tuple(rest) if len(rest) == 1 else ()


_THE_DEAL: Final = re.compile(
    r"\b(?:the|its|such|this|these|those|any) (?:[\w-]+ ){0,2}?(?:sales?|deals?|package|deliver(?:y|ies)|shipments?|transfers?|exports?)\b"
)


def buyer_of(scene: Scene, tree: Tree, by: Sequence[str], on: Sequence[str]) -> Parties:
    """Whom "the sale", "the deal" is made with, where the sentence names only its seller and the report one buyer."""
    if len(on) != 1 or not _THE_DEAL.search(scene.text, tree.start, tree.end):
        return ()
    buyers = {b for (a, b) in scene.flows if a == on[0] and b not in (*by, *on)}
    return tuple(buyers) if len(buyers) == 1 else ()


def elsewhere(scene: Scene, tree: Tree, heads: Iterable[int], by: Sequence[str]) -> Parties:
    """Whom "the kingdom", "the divided country" means: the one of the pair that neither presses nor is the subject."""
    if not any(tree[h].pos in ("NOUN", "PROPN") for h in heads):
        return ()
    subjects = [k for t in tree.tokens if t.dep == "ROOT" for k in tree.children(t.i, "nsubj", "nsubjpass")]
    doing = {p for k in subjects for p in scene.parties_at(tree, k, refer=False)}
    here = {
        p
        for m, group in named(scene, tree.start, tree.end)
        if m.form != "organisation"
        for p in group
        if p not in (*by, *doing)
    }
    if len(here) == 1:
        return tuple(here)
    rest = [p for p in scene.dyad if p not in by]
    if len(rest) == 2 and len([p for p in rest if p not in doing]) == 1:
        rest = [p for p in rest if p not in doing]
    return tuple(rest) if len(rest) == 1 else buyer(scene, by)


# "for purchasing Russian jets", "over its deal with Moscow": the dealing that is pressed.
_OVER: Final = re.compile(
    r"\b(?:over|for|because of|in response to|against) (?:[\w']+ ){0,3}?(?:purchas\w+|bu(?:y|ys|ying)|acqui\w+|procur\w+|receiv\w+|deal(?:s|ings?)?|doing business|trading|co-?operat\w+|"
    r"(?:arms|weapons?) (?:sales?|deals?|purchases?)|orders?|contracts?)\b|"
    r"\b(?:about|against|over|from|for) (?:providing|sending|supplying|arming|giving|selling|delivering|shipping|transferring|exporting|equipping)\b"
)


# "over its bid to join NATO", "their possible entry into the alliance": what is pressed is the joining.
_JOINING: Final = re.compile(
    r"\b(?:join(?:s|ed|ing)?|(?:entry|entering|entered|admission|accession|integration) (?:in)?to|membership (?:of|in)|members of|accede to|bids? for|appl(?:y|ying|ied) (?:to|for))"
    r" (?:the )?(?P<body>NATO|EU|CSTO)\b"
)


_GIVEN: Final = re.compile(
    r"\b(?:sales?|sell\w*|sold|suppl\w+|exports?|exporting|deliver\w*|shipments?|transfers?|transferr\w+|provi(?:de|ding|sion)\w*)\b[^.;,]{0,60}\bto (?:the )?$"
)


def _given_to(scene: Scene, tree: Tree, known: set[str]) -> Parties:
    """``if it permits the sale of parts to B during its war with C``: to whom what is complained of goes."""
    for mention, group in named(scene, tree.start, tree.end):
        if mention.form == "organisation" or set(group) & known:
            continue
        if _GIVEN.search(scene.text, tree.start, mention.start):
            return group[:1]
    return ()


def third(scene: Scene, tree: Tree, by: Sequence[str], on: Sequence[str]) -> Parties:
    """The one further party that the sentence names, else the one maker of the equipment in it; two are too many.

    Where an outsider presses one of the pair that the report is about, it is about the other.
    """
    known = {*by, *on}
    joined = _JOINING.search(scene.text, tree.start, tree.end)
    if joined and joined["body"] not in known:
        return (joined["body"],)
    cause = _OVER.search(scene.text, tree.start, tree.end)
    if cause:
        named_in = [p for _, g in named(scene, cause.end(), tree.end) for p in g if p not in known]
        if named_in:
            return (named_in[0],)
    given = _given_to(scene, tree, known)
    if given:
        return given
    groups = [
        g
        for m, g in named(scene, tree.start, tree.end)
        if m.form != "organisation" and not _only_place(scene, m)
    ]
    parties = list(dict.fromkeys(p for group in groups for p in group if p not in known))
    if not parties:
        makers = [m.parties for m in scene.inside(tree.start, tree.end, "equipment") if len(m.parties) == 1]
        parties = list(dict.fromkeys(p for group in makers for p in group if p not in known))
    dyad = scene.dyad
    if len(parties) != 1 and on and not set(by) & set(dyad) and set(on) <= set(dyad):
        parties = [p for p in dyad if p not in on]
    elif not parties and _COUNTRY.search(scene.text, tree.start, tree.end):
        parties = [p for p in dyad if p not in known]
    return (parties[0],) if len(parties) == 1 else ()


_DECISIONS: Final = frozenset("decision move plan threat vow step order proposal".split())


def decider(scene: Scene, tree: Tree, at: int) -> tuple[str, ...]:
    """``follows a US decision to sanction``: whose decision, threat or move it is."""
    if tree[at].dep not in ("acl", "relcl", "advcl", "xcomp"):
        return ()
    near = [t.i for t in tree.tokens[max(0, at - 4) : at] if t.lemma in _DECISIONS and t.pos == "NOUN"]
    noun = near[-1] if near and tree[at - 1].lemma == "to" else tree[at].head
    if tree[noun].pos != "NOUN":
        return ()
    return of_labels(scene, tree, arguments(tree, noun), ("poss", "mod", "by"), refer=False)
