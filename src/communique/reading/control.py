"""Who is understood as the subject: control, conjunction, reduced relatives, the owner of a plan or deal.

"plans to buy" buys for the planner, "a credit to Vietnam to purchase" for Vietnam, "sanctions on China for
buying" for China: the clause takes its subject (or a passive its object) from another.
"""

from __future__ import annotations

from typing import Final

from communique.reading.syntax import Tree

SUBJECT: Final = ("nsubj", "csubj")
PASSIVE: Final = ("nsubjpass", "csubjpass")
_RELATIVE: Final = frozenset({"which", "that", "who", "whom", "whose"})
_DEPENDENT: Final = frozenset(
    {"conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "dep", "parataxis", "acomp"}
)
# Verbs whose object does what follows ("urged Ankara to drop").
_MOVING: Final = frozenset(
    "allow urge ask want help order permit let enable press call select choose pick contract commission task invite authorise authorize require tap hire".split()
)
_SEEING: Final = frozenset("see watch find keep have leave".split())
_FUNDS: Final = frozenset("credit loan line aid grant fund money financing funding assistance".split())
_BLAMING: Final = frozenset(
    "prevent stop discourage dissuade deter bar ban block urge press pressure impose slap sanction punish criticise criticize "
    "condemn blame thank praise penalise penalize fine warn accuse levy".split()
)
# How far up a clause may look for its subject.
_REACH: Final = 6


def antecedent(tree: Tree, verb: int, kid: int) -> int:
    """The noun that a relative pronoun stands for."""
    if tree[kid].lemma in _RELATIVE and tree[verb].dep == "relcl":
        return _author(tree, tree[verb].head)
    return kid


def understood(tree: Tree, index: int) -> list[int]:
    """The heads that fill the open subject of a verb (the open object of a passive); empty where none does."""
    at = index
    told = told_to(tree, index)
    if told is not None:
        return [told]
    for _ in range(_REACH):
        token = tree[at]
        head = token.head
        if at != index and token.pos == "VERB" and (told := told_to(tree, at)) is not None:
            return [told]
        if head == at:
            return []
        if token.dep == "acl" and token.lemma in _MEANT and at != index:
            return owners(tree, _dealt(tree, head))  # "an agreement with B aimed at exporting": whose it is
        told_of = token.dep in ("acl", "relcl") and token.tag == "VB" and tree[head].dep == "attr"
        if told_of and tree[head].lemma in _FIRST:
            return tree.children(tree[head].head, *SUBJECT)  # "A was the first to give": A gave
        if token.dep in ("acl", "relcl"):
            if token.tag in ("VBN", "VBG") or token.dep == "relcl":
                return [_author(tree, head)]
            # "plans to buy", "the decision to acquire", "a deal to supply": whose plan, whose deal.
            return owners(tree, head)
        if token.dep not in _DEPENDENT or _instrument(tree, at):
            return []
        if token.dep == "prep" and token.lemma == "of" and tree[head].lemma in _ALLEGING:
            return _denier(tree, head)
        controllers = _controllers(tree, at)
        if controllers:
            return [antecedent(tree, head, controllers[0])]
        at = head
    return []


_PASSING: Final = frozenset(
    "sign pass bring introduce adopt approve issue draft propose file enact sponsor table unveil submit announce clear prepare".split()
)
_PAPERS: Final = frozenset("bill law legislation resolution act decree measure motion".split())


def _author(tree: Tree, noun: int) -> int:
    """``A signs a bill providing arms to B``: who signs, passes or brings a paper does what it says; else the noun itself."""
    if (
        tree[noun].lemma not in _PAPERS
        or tree[noun].dep != "dobj"
        or tree[tree[noun].head].lemma not in _PASSING
    ):
        return noun
    doers = tree.children(tree[noun].head, "nsubj")
    return doers[0] if doers else noun


_FIRST: Final = frozenset(
    "first second third fourth fifth last latest next only one country nation state ally member".split()
)
_MEANT: Final = frozenset({"aim", "intend", "design", "mean"})


def _dealt(tree: Tree, noun: int) -> int:
    """The agreement that stands above the party with which it is made, else the noun itself."""
    prep = tree[noun].head
    made_with = tree[noun].dep == "pobj" and tree[prep].lemma == "with"
    return tree[prep].head if made_with and tree[tree[prep].head].pos == "NOUN" else noun


def told_to(tree: Tree, index: int) -> int | None:
    """``the go-ahead for B to pass on``: who stands between *for* and the infinitive does it."""
    marks = [k for k in tree.children(index, "aux") if tree[k].lemma == "to"]
    if not marks or marks[0] == 0:
        return None
    at = marks[0] - 1
    while tree[at].dep in ("case", "det", "amod", "compound", "poss", "nmod") and tree[at].head > at:
        at -= 1
    head = tree[at]
    if head.dep != "pobj":
        return None
    prep = tree[head.head]
    return at if prep.lemma == "for" or appealed(tree, at) else None


_APPEALS: Final = frozenset("appeal call request plea demand".split())


def appealed(tree: Tree, at: int) -> bool:
    """``an appeal to B to stop``, ``its call on B to halt``: whether a noun is whom such a call goes out to."""
    prep = tree[tree[at].head]
    noun = tree[prep.head]
    near = noun.lemma in _APPEALS or any(tree[k].lemma in _APPEALS for k in tree.children(prep.head, "dobj"))
    return tree[at].dep == "pobj" and prep.lemma in ("to", "on", "upon") and near


def _instrument(tree: Tree, at: int) -> bool:
    """ "It will be used for purchasing": the thing used does not purchase."""
    head = tree[at].head
    passive = tree[head].lemma in ("use", "spend", "earmark") and bool(tree.children(head, "nsubjpass"))
    return tree[at].dep in ("prep", "pcomp") and passive


def _controllers(tree: Tree, at: int) -> list[int]:
    """Who, in the clause above, does what the clause below leaves without a subject."""
    token, head = tree[at], tree[at].head
    if token.dep == "xcomp" and token.tag == "VB" and tree[head].lemma in _MOVING:
        objects = tree.children(head, "dobj", "dative")
        if objects:
            return objects
    if token.dep == "pcomp" and tree[head].lemma == "for" and tree[tree[head].head].lemma in _FUNDS:
        found = _funded(tree, tree[head].head)
        if found:
            return found
    listed = tree[head].lemma in ("add", "put", "place") and any(
        tree[k].lemma in ("list", "blacklist")
        for p in tree.children(head, "prep")
        for k in tree.children(p, "pobj")
    )
    if token.dep == "prep" and token.lemma in _OVER and (listed or tree[head].lemma in _BLAMING):
        found = _blamed(tree, head)
        if found:
            return found
    if token.dep == "prep" and tree[head].lemma in _SHARE:
        found = _of_share(tree, head)
        if found:
            return found
    if token.dep == "xcomp" and tree[head].lemma in _SEEING and tree.children(head, "dobj"):
        return tree.children(head, "dobj")  # "which will see A getting jets": A gets them
    funds = [k for k in tree.children(head, "dobj") if tree[k].lemma in _FUNDS]
    if funds and token.dep in ("xcomp", "advcl"):
        found = _funded(tree, funds[0])
        if found:
            return found
    return list(tree.children(head, *SUBJECT, *PASSIVE))


_SHARE: Final = frozenset("involvement role part participation complicity share hand".split())


def _of_share(tree: Tree, noun: int) -> list[int]:
    """``sanctions B over its role in supplying``: whoever is blamed for a part in a deed has done it."""
    over = tree[tree[noun].head]
    return _blamed(tree, over.head) if over.lemma in _OVER and tree[over.head].lemma in _BLAMING else []


_OVER: Final = frozenset({"for", "over", "of", "against", "from", "into", "about"})


def _funded(tree: Tree, fund: int) -> list[int]:
    """Whoever is given the credit is who buys with it."""
    verb = tree[fund].head
    places = (fund, verb) if tree[verb].pos in ("VERB", "AUX") else (fund,)
    found = [k for at in places for k in tree.children(at, "dative") if tree[k].pos != "ADP"]
    preps = [p for at in places for p in tree.children(at, "prep", "dative") if tree[p].lemma == "to"]
    return found or [k for p in preps for k in tree.children(p, "pobj")]


def _blamed(tree: Tree, verb: int) -> list[int]:
    """Who is sanctioned or thanked "for buying": the object, or what stands after *on* with it."""
    objects = tree.children(verb, "dobj", "nsubjpass")
    preps = [
        p
        for at in (verb, *objects)
        for p in tree.children(at, "prep")
        if tree[p].lemma in ("on", "against", "upon")
    ]
    found = [k for p in preps for k in tree.children(p, "pobj")]
    return found or [k for k in objects if tree[k].lemma not in ("sanction", "tariff", "penalty")]


def owners(tree: Tree, noun: int) -> list[int]:
    """Whose plan, decision or deal it is: possessor, a name before the noun, its *by*, the subject of its verb, its partners."""
    if tree[noun].lemma in _LEAVE:
        return _leave(tree, noun)
    found = _awarded(tree, noun) or tree.children(noun, "poss")
    found = found or [k for k in tree.children(noun, "compound", "amod", "nmod") if tree[k].text[0].isupper()]
    found = found or _linked(tree, noun, "between", "by", "of")
    head = tree[noun].head
    if not found and tree[noun].dep in ("dobj", "attr", "pobj"):
        at = head if tree[noun].dep != "pobj" else tree[head].head
        at = tree[at].head if tree[at].pos == "ADP" else at  # "pulled out of a plan to buy"
        found = tree.children(at, *SUBJECT, "nsubjpass")
        if not found and tree[at].dep in ("conj", "xcomp"):
            moves = tree[at].dep == "xcomp" and tree[tree[at].head].lemma in _MOVING
            moved = moves and tree.children(tree[at].head, "dobj", "dative")
            found = moved or tree.children(tree[at].head, *SUBJECT)
    return found or _linked(tree, noun, "with") or _above(tree, noun)


def _above(tree: Tree, noun: int) -> list[int]:
    """``A is in talks about an arrangement to send``: the subject of the clause in which the noun stands."""
    at = noun
    for _ in range(_REACH):
        if tree[at].dep not in ("pobj", "prep", "dobj", "attr") or tree[at].head == at:
            return []
        at = tree[at].head
        if tree[at].pos in ("VERB", "AUX"):
            return list(tree.children(at, *SUBJECT))
    return []


# What somebody is given leave by, to do a thing.
_LEAVE: Final = frozenset(
    "permission approval consent clearance licence license authorisation authorization authority nod leave".split()
)
_GETTING: Final = frozenset(
    "receive get obtain win seek request secure gain need await ask have want".split()
)


def _leave(tree: Tree, noun: int) -> list[int]:
    """``A received B's permission to sell``: A sells, and B's word is leave for it."""
    verb = tree[noun].head
    if tree[noun].dep == "dobj" and tree[verb].lemma in AWARDING:
        preps = [p for p in tree.children(verb, "prep", "dative") if tree[p].lemma == "to"]
        given = [k for k in tree.children(verb, "dative", "nsubjpass") if tree[k].pos != "ADP"]
        return given or [k for p in preps for k in tree.children(p, "pobj")]
    if tree[verb].lemma in _GETTING and tree[verb].pos == "VERB":
        return list(tree.children(verb, *SUBJECT))
    named = [k for k in tree.children(noun, "compound", "nmod") if tree[k].text[0].isupper()]
    return named[:-1] or _linked(tree, noun, "for") or _above(tree, noun)


# Who is given a contract does the work.
AWARDING: Final = frozenset("award give grant hand issue".split())


def _awarded(tree: Tree, noun: int) -> list[int]:
    """``awarded B a contract to build``: B builds."""
    verb = tree[noun].head
    if tree[noun].dep != "dobj" or tree[verb].lemma not in AWARDING or tree[noun].lemma not in _CONTRACTS:
        return []
    preps = [p for p in tree.children(verb, "prep", "dative") if tree[p].lemma == "to"]
    return [
        *(k for k in tree.children(verb, "dative", "nsubjpass") if tree[k].pos != "ADP"),
        *(k for p in preps for k in tree.children(p, "pobj")),
    ]


_CONTRACTS: Final = frozenset("contract order deal tender subcontract".split())


def _linked(tree: Tree, noun: int, *words: str) -> list[int]:
    links = [p for p in tree.children(noun, "prep", "agent") if tree[p].lemma in words]
    return [k for p in links for k in tree.children(p, "pobj")]


_ADDRESSING: Final = frozenset("warn notify tell inform threaten urge ask press caution advise".split())
_CONDITIONAL: Final = frozenset({"if", "unless", "should"})
_ADDRESSED: Final = frozenset({"it", "they", "he", "she", "government", "country"})


# What whoever is warned is told will befall him, or may.
_BEFALLING: Final = frozenset(
    "face risk suffer incur invite lose pay jeopardise jeopardize endanger expose trigger forfeit regret".split()
)


def _suffers(tree: Tree, verb: int) -> bool:
    """``told B it could be hit``, ``warned B that it would face``: what befalls the one addressed."""
    helped = {tree[k].text.lower() for k in tree.children(verb, "aux")}
    if tree[verb].dep != "ccomp" or not helped & {"could", "may", "might", "would", "will", "risks", "must"}:
        return tree[verb].dep == "ccomp" and tree[verb].lemma in ("risk", "face")
    return tree[verb].lemma in _BEFALLING or (
        bool(tree.children(verb, "auxpass")) and not helped & {"would", "will"}
    )


def warned(tree: Tree, index: int) -> int | None:
    """``warns B of consequences if it buys``: on whose doing a warning hangs, it is addressed to; the head of B."""
    token = tree[index]
    if token.lemma not in _ADDRESSED or token.dep not in ("nsubj", "nsubjpass"):
        return None
    marks = [k for k in tree.children(token.head, "mark", "advmod", "aux") if tree[k].lemma in _CONDITIONAL]
    if not marks and not _suffers(tree, token.head):
        return None
    for at in tree.ancestors(index):
        if tree[at].lemma in _ADDRESSING and tree[at].pos == "VERB":
            heads = [k for k in tree.children(at, "dobj", "iobj", "dative") if k < index]
            return heads[0] if heads else None
    return None


# After these words "its" is the party acted against ("sanctions on Turkey over its acquisition").
ADVERSE: Final = frozenset(
    "sanction remove expel condemn warn punish criticise criticize penalise penalize urge blacklist accuse deny exclude suspend oust tariff embargo "
    "press pressure dissuade discourage persuade convince call downgrade sever recall summon break".split()
)


def whose_blow(tree: Tree, start: int, end: int) -> bool:
    """``US sanctions over its purchase``: whose sanctions they are is not whose purchase it is."""
    at = tree.at(start, end)
    owning = at is not None and tree[at].dep in ("amod", "compound", "poss", "nmod")
    return at is not None and owning and tree[tree[at].head].lemma in ADVERSE


def acted_against(tree: Tree, index: int) -> bool:
    """Whether an owner stands behind a word of harm: not so in "severed its ties", where whoever severs has them."""
    own = tree[tree[index].head]
    doing = own.head if own.dep == "dobj" else -1
    return any(t.lemma in ADVERSE and t.start < tree[index].start and t.i != doing for t in tree.tokens)


_ALLEGING: Final = frozenset("claim allegation accusation charge suspicion assertion".split())
_DENYING: Final = frozenset("deny reject dismiss refute rebut".split())


def _denier(tree: Tree, noun: int) -> list[int]:
    """``denied A's claims of selling``: who denies it is said to have sold; nobody where it is only claimed."""
    verb = tree[noun].head
    return list(tree.children(verb, *SUBJECT)) if tree[verb].lemma in _DENYING else []


def alleged(tree: Tree, verb: int) -> bool:
    """``rejected A's claims that it had sold``: whose claims they are did not sell."""
    return tree[tree[verb].head].lemma in _ALLEGING
