"""Step five, who does what to whom: the arguments of a verb or noun, whatever the construction.

Passives, relative and reduced relative clauses, control ("plans to buy", "deal to supply"), coordination,
apposition, possessives and light verbs ("signed a contract for") are handled here, once for all frames.
Labels: subj, obj, iobj, poss, mod, light (subject of a light verb), and prepositions by their word.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from communique.reading.syntax import Token, Tree

Args = dict[str, list[int]]

_SUBJECT: Final = ("nsubj", "csubj")
_PASSIVE: Final = ("nsubjpass", "csubjpass")
_CLAUSES: Final = frozenset({"relcl", "advcl", "ccomp", "csubj", "parataxis", "acl"})
_RELATIVE: Final = frozenset({"which", "that", "who", "whom", "whose"})
LIGHT: Final = frozenset(
    "sign ink seal clinch conclude make take win secure finalise finalize complete begin start announce approve clear "
    "hold have get receive award place strike reach close negotiate discuss propose offer plan undertake conduct carry "
    "halt suspend cancel scrap delay resume stop continue agree confirm launch initiate accelerate expedite block freeze "
    "pause postpone authorise authorize request seek want pursue honour fulfil fulfill abandon drop terminate permit allow "
    "facilitate fund finance support review consider involve include provide land bag".split()
)


def expand(tree: Tree, index: int) -> list[int]:
    """A token and what is coordinated with it: ``India and Russia``, ``tanks, jets and drones``."""
    found, stack = [], [index]
    while stack:
        at = stack.pop()
        found.append(at)
        for kid in tree.children(at, "conj", "appos"):
            if (
                tree[kid].pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM")
                or tree[kid].dep == "appos"
            ):
                stack.append(kid)
    return sorted(found)


def _clause(token: Token) -> bool:
    return token.dep in _CLAUSES or (token.dep == "conj" and token.pos in ("VERB", "AUX"))


def phrase(tree: Tree, index: int) -> list[int]:
    """The tokens of a noun phrase, its subordinate clauses left out."""
    return tree.subtree(index, stop=_clause)


def core(tree: Tree, index: int) -> list[int]:
    """The noun phrase without clauses, coordination, apposition or prepositions other than *of*."""

    def cut(token: Token) -> bool:
        return (
            _clause(token)
            or token.dep in ("conj", "appos", "punct", "cc")
            or (token.dep == "prep" and token.lemma != "of")
        )

    return tree.subtree(index, stop=cut)


def arguments(tree: Tree, index: int) -> Args:
    """The arguments of the trigger at ``index``, each a list of head tokens with coordination expanded."""
    if tree[index].pos in ("VERB", "AUX"):
        found = _verb(tree, index)
    else:
        found = _noun(tree, index)
    return {
        label: _unique(k for at in heads for k in expand(tree, at)) for label, heads in found.items() if heads
    }


def _unique(items: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(items))


def _add(args: Args, label: str, at: int) -> None:
    args.setdefault(label, []).append(at)


def _verb(tree: Tree, index: int) -> Args:
    args: Args = {}
    token = tree[index]
    passive = is_passive(tree, index)
    for kid in tree.children(index):
        dep = tree[kid].dep
        if dep in _SUBJECT:
            _add(args, "subj", _antecedent(tree, index, kid))
        elif dep in _PASSIVE or dep in ("dobj", "obj", "attr", "oprd"):
            _add(args, "obj", _antecedent(tree, index, kid))
        elif dep == "dative" and tree[kid].pos != "ADP":
            _add(args, "iobj", kid)
        elif dep in ("agent", "dative"):
            for pobj in tree.children(kid, "pobj"):
                _add(args, "subj" if dep == "agent" else "to", pobj)
        elif dep in ("npadvmod", "xcomp") and tree[kid].pos in ("NOUN", "PROPN"):
            _add(args, "adv", kid)
        elif dep == "prt":
            _add(args, "prt", kid)
    _prepositions(tree, index, args, depth=0)
    for label in ("obj",):
        for at in list(args.get(label, ())):
            for member in expand(tree, at):
                _prepositions(tree, member, args, depth=1)
    if "subj" not in args or (passive and "obj" not in args):
        _inherit(tree, index, args, passive)
    if token.dep == "relcl" and "obj" not in args and not passive and _is_transitive_gap(tree, index, args):
        _add(args, "obj", token.head)
    return args


def _is_transitive_gap(tree: Tree, index: int, args: Args) -> bool:
    """In "the jets that Poland bought" the head noun fills the object; not in "the ministry that said"."""
    return tree[index].head not in args.get("subj", ())


def is_passive(tree: Tree, index: int) -> bool:
    """Whether a verb is passive: by auxiliary, passive subject, or as a reduced relative participle."""
    if tree.children(index, "auxpass", "nsubjpass"):
        return True
    token = tree[index]
    return (
        token.tag == "VBN"
        and not tree.children(index, "aux", "nsubj")
        and token.dep in ("acl", "amod", "conj", "advcl", "ROOT", "xcomp")
    )


def _antecedent(tree: Tree, verb: int, kid: int) -> int:
    """The noun that a relative pronoun stands for."""
    if tree[kid].lemma in _RELATIVE and tree[verb].dep == "relcl":
        return tree[verb].head
    return kid


# What stands under these is the setting, not an argument ("amid opposition from China").
_SETTING: Final = frozenset(
    "of amid against despite after following before during over without since unlike besides".split()
)


def _prepositions(tree: Tree, index: int, args: Args, depth: int) -> None:
    for prep in tree.children(index, "prep", "agent"):
        word = tree[prep].lemma
        if depth and word not in (
            "to",
            "from",
            "by",
            "for",
            "with",
            "under",
            "between",
            "in",
            "of",
            "worth",
            "on",
            "at",
            "against",
        ):
            continue
        label = word if not depth or word not in ("of",) else "obj-of"
        for pobj in tree.children(prep, "pobj", "pcomp"):
            _add(args, label, pobj)
            if depth < 3 and word not in _SETTING:
                for member in expand(tree, pobj):
                    _prepositions(tree, member, args, depth=max(depth, 1) + 1)
        for inner in tree.children(prep, "prep"):
            for pobj in tree.children(inner, "pobj"):
                _add(args, tree[inner].lemma, pobj)


def _inherit(tree: Tree, index: int, args: Args, passive: bool) -> None:
    """A subject (or the object of a passive) that the clause takes from another."""
    token = tree[index]
    seen = 0
    at = index
    slot = "obj" if passive and "obj" not in args else "subj"
    if slot == "subj" and passive:
        return
    while seen < 6:
        seen += 1
        token = tree[at]
        head = token.head
        if head == at:
            return
        if token.dep in ("acl", "relcl"):
            if tree[at].tag in ("VBN", "VBG") or token.dep == "relcl":
                if at == index or slot == "subj":
                    _add(args, slot, head)
                return
            # "plans to buy", "the decision to acquire", "a deal to supply": whose plan, whose deal.
            for owner in _owners(tree, head):
                _add(args, slot, owner)
            return
        if token.dep in ("conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "dep", "parataxis"):
            controllers = [k for k in tree.children(head, *_SUBJECT, *_PASSIVE)]
            funds = [k for k in tree.children(head, "dobj") if tree[k].lemma in _FUNDS]
            if funds and token.dep in ("xcomp", "advcl"):
                controllers = _funded(tree, funds[0]) or controllers
            if (
                token.dep in ("prep", "pcomp")
                and tree[head].lemma in ("use", "spend", "earmark")
                and tree.children(head, "nsubjpass")
            ):
                return
            if token.dep == "prep" and token.lemma in ("for", "over", "of", "against", "from", "into") and tree[head].lemma in _BLAMING:
                controllers = _blamed(tree, head) or controllers
            if token.dep == "pcomp" and tree[head].lemma == "for" and tree[tree[head].head].lemma in _FUNDS:
                controllers = _funded(tree, tree[head].head) or controllers
            objects = (
                tree.children(head, "dobj", "dative") if token.dep == "xcomp" and tree[at].tag == "VB" else []
            )
            if objects and tree[head].lemma in (
                "allow",
                "urge",
                "ask",
                "want",
                "help",
                "order",
                "permit",
                "let",
                "enable",
                "press",
                "call",
            ):
                controllers = objects
            if controllers:
                _add(args, slot, _antecedent(tree, head, controllers[0]))
                return
            at = head
            continue
        return


_FUNDS: Final = frozenset("credit loan line aid grant fund money financing funding assistance".split())


def _funded(tree: Tree, fund: int) -> list[int]:
    """Whoever is given the credit is who buys with it."""
    verb = tree[fund].head
    places = (fund, verb) if tree[verb].pos in ("VERB", "AUX") else (fund,)
    found = [k for at in places for k in tree.children(at, "dative") if tree[k].pos != "ADP"]
    preps = [p for at in places for p in tree.children(at, "prep", "dative") if tree[p].lemma == "to"]
    return found or [k for p in preps for k in tree.children(p, "pobj")]


_BLAMING: Final = frozenset(
    "prevent stop discourage dissuade deter bar ban block urge press pressure impose slap sanction punish criticise criticize condemn blame thank praise penalise penalize fine warn accuse levy".split()
)


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


def _owners(tree: Tree, noun: int) -> list[int]:
    """Whose plan, decision or deal it is: possessor, a name before the noun, the subject of its verb, its partners."""
    found = tree.children(noun, "poss")
    found = found or [k for k in tree.children(noun, "compound", "amod", "nmod") if tree[k].text[0].isupper()]
    if not found:
        links = [p for p in tree.children(noun, "prep", "agent") if tree[p].lemma in ("between", "by", "of")]
        found = [k for p in links for k in tree.children(p, "pobj")]
    head = tree[noun].head
    if not found and tree[noun].dep in ("dobj", "attr", "pobj", "nsubjpass"):
        at = head if tree[noun].dep != "pobj" else tree[head].head
        found = tree.children(at, *_SUBJECT, "nsubjpass") if tree[noun].dep != "nsubjpass" else []
        if not found and tree[at].dep in ("conj", "xcomp"):
            found = tree.children(tree[at].head, *_SUBJECT)
    if not found:
        links = [p for p in tree.children(noun, "prep") if tree[p].lemma == "with"]
        found = [k for p in links for k in tree.children(p, "pobj")]
    return found


def _noun(tree: Tree, index: int) -> Args:
    args: Args = {}
    token = tree[index]
    for kid in tree.children(index):
        dep = tree[kid].dep
        if dep == "poss":
            _add(args, "poss", kid)
        elif dep in ("compound", "amod", "nmod", "nummod"):
            _add(args, "mod", kid)
            for deeper in tree.children(kid, "compound", "amod", "nmod", "conj", "npadvmod"):
                _add(args, "mod", deeper)
    _prepositions(tree, index, args, depth=0)
    for label in ("of", "for"):
        for at in list(args.get(label, ())):
            for member in expand(tree, at):
                _prepositions(tree, member, args, depth=1)
    at = index
    if token.dep in ("compound", "nmod") and tree[token.head].pos in ("NOUN", "PROPN"):
        # "a repair deal between X and Y": the noun that it modifies has the parties.
        outer = _noun(tree, token.head)
        for label in ("between", "with", "to", "from", "light", "poss", "verb", "for"):
            for k in outer.get(label, ()):
                if k != index:
                    _add(args, label, k)
        return args
    if token.dep == "conj":
        at = token.head
        for kid in tree.children(at, "poss"):
            _add(args, "poss", kid)
    _light(tree, at, args)
    return args


def _light(tree: Tree, noun: int, args: Args) -> None:
    """The subject of the light verb whose object the noun is: "Oslo signed a contract for"."""
    token = tree[noun]
    verb = token.head
    if token.dep == "pobj" and tree[verb].lemma in ("of", "on", "for", "to", "with", "in", "about"):
        verb = tree[verb].head
        if tree[verb].pos == "NOUN" and tree[verb].dep in ("dobj", "pobj", "nsubjpass"):
            verb = tree[verb].head
    elif token.dep not in ("dobj", "nsubjpass", "attr", "conj", "nsubj"):
        return
    if tree[verb].pos not in ("VERB", "AUX"):
        return
    _add(args, "verb", verb)
    outer = _verb(tree, verb)
    for label in ("subj", "with", "to", "from", "between", "by", "for"):
        for k in outer.get(label, ()):
            if k != noun and noun not in expand(tree, k):
                _add(args, "light" if label == "subj" else label if label != "for" else "light-for", k)
