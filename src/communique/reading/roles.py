"""Step five, who does what to whom: the arguments of a verb or noun, whatever the construction.

Passives, relative and reduced relative clauses, control ("plans to buy", "deal to supply"), coordination,
apposition, possessives and light verbs ("signed a contract for") are handled here, once for all frames.
Labels: subj, obj, iobj, poss, mod, light (subject of a light verb), and prepositions by their word.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from communique.reading.control import AWARDING, PASSIVE, SUBJECT, antecedent, understood
from communique.reading.relatives import fill_gap, is_transitive_gap, owner_of
from communique.reading.syntax import Token, Tree

Args = dict[str, list[int]]

_CLAUSES: Final = frozenset({"relcl", "advcl", "ccomp", "csubj", "parataxis", "acl"})
LIGHT: Final = frozenset(
    "sign ink seal clinch conclude make take win secure finalise finalize complete begin start announce approve clear "
    "hold have get receive award place strike reach close negotiate discuss propose offer plan undertake conduct carry "
    "halt suspend cancel scrap delay resume stop continue agree confirm launch initiate accelerate expedite block freeze "
    "pause postpone authorise authorize request seek want pursue honour fulfil fulfill abandon drop terminate permit allow "
    "facilitate fund finance support review consider involve include provide land bag exercise express show voice submit send "
    "file lodge turn reject refuse deny grant decline".split()
)


_NOMINAL: Final = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM")


def expand(tree: Tree, index: int) -> list[int]:
    """A token and what is coordinated with it: ``India and Russia``, ``tanks, jets and drones``."""
    if not tree.kids[index]:
        return [index]
    known = tree.members.get(index)
    if known is not None:
        return known.copy()
    tokens, kids = tree.tokens, tree.kids
    found, stack = [], [index]
    while stack:
        at = stack.pop()
        found.append(at)
        for kid in kids[at]:
            dep = tokens[kid].dep
            if dep == "appos" and _behind_object(tree, at, kid):
                continue
            if dep == "appos" or (dep == "conj" and tokens[kid].pos in _NOMINAL):
                stack.append(kid)
    found.sort()
    tree.members[index] = found
    return found.copy()


def _behind_object(tree: Tree, at: int, kid: int) -> bool:
    """``The two discussed trade, the problems of Syria, and gas``: what goes on a list of objects says nothing of the subject."""
    verb = tree[at].head
    return at < verb < kid and any(verb < k < kid for k in tree.children(verb, "dobj"))


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
    known = tree.args.get(index)
    if known is None:
        found = _verb(tree, index) if tree[index].pos in ("VERB", "AUX") else _noun(tree, index)
        known = tree.args[index] = {
            label: expand(tree, heads[0])
            if len(heads) == 1
            else _unique(k for at in heads for k in expand(tree, at))
            for label, heads in found.items()
            if heads
        }
    return {label: heads.copy() for label, heads in known.items()}


def _unique(items: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(items))


def _add(args: Args, label: str, at: int) -> None:
    args.setdefault(label, []).append(at)


_OBJECTS: Final = (*PASSIVE, "dobj", "obj", "attr", "oprd")


def _verb(tree: Tree, index: int) -> Args:
    """The arguments of a verb, found once for a tree: its nouns ask for them again."""
    if index not in tree.verbs:
        tree.verbs[index] = _find_verb(tree, index)
    return tree.verbs[index]


def _find_verb(tree: Tree, index: int) -> Args:
    args: Args = {}
    token = tree[index]
    had_done = token.tag == "VBN" and token.dep == "ccomp" and tree[token.head].lemma in ("have", "get")
    for kid in tree.children(index):
        if had_done and tree[kid].dep in SUBJECT:
            _add(args, "obj", kid)  # "will have its jets upgraded"
            continue
        _clause_role(tree, index, kid, args)
    _prepositions(tree, index, args, depth=0)
    for at in list(args.get("obj", ())):
        for member in expand(tree, at):
            _prepositions(tree, member, args, depth=1)
    passive = is_passive(tree, index)
    slot = "obj" if passive else "subj"
    if slot not in args:
        for head in understood(tree, index):
            _add(args, slot, head)
    if "obj" not in args and not passive:
        _shared_object(tree, index, args)
    if not passive:
        _counted_object(tree, args)
        _shifted_object(tree, args)
    elif token.dep == "relcl":
        _part_of_which(tree, index, args)
    if _promised(tree, index, args):
        args["iobj"] = args.pop("obj")  # "the tanks that A promised it": to it, the tanks
    fill_gap(tree, index, args, passive)
    return args


def _part_of_which(tree: Tree, verb: int, args: Args) -> None:
    """``28 howitzers, half of which will be assembled at home``: what is in front of the clause is assembled."""
    for head in args.get("obj", ()):
        preps = [p for p in tree.children(head, "prep") if tree[p].lemma == "of"]
        if any(tree[k].lemma == "which" for p in preps for k in tree.children(p, "pobj")):
            _add(args, "obj", tree[verb].head)
            return


def _counted_object(tree: Tree, args: Args) -> None:
    """``manufacture over 800 units``: what the parse takes for a place is the object, more than so many."""
    if "obj" not in args:
        for at in (k for label in ("over", "around", "about") for k in args.get(label, ())):
            if tree.children(at, "nummod"):
                _add(args, "obj", at)


def _shifted_object(tree: Tree, args: Args) -> None:
    """``is to have from A twelve fighters``: the object behind, which the parse takes for an apposition."""
    if "obj" in args:
        return
    for label in ("from", "to"):
        for at in args.get(label, ()):
            if shifted := [k for k in tree.children(at, "appos") if tree.children(k, "nummod")]:
                args["obj"] = shifted
                args[label] = [k for k in args[label] if k not in shifted]
                return


_DITRANSITIVE: Final = frozenset(
    "promise give send sell hand offer lend grant donate loan pledge supply gift".split()
)


def _promised(tree: Tree, index: int, args: Args) -> bool:
    """Whether the object of a relative clause is who gets what stands before it."""
    token = tree[index]
    heads = args.get("obj", [])
    if token.dep != "relcl" or token.lemma not in _DITRANSITIVE or len(heads) != 1 or "iobj" in args:
        return False
    relative = any(tree[k].lemma in ("that", "which") and tree[k].dep == "dobj" for k in tree.kids[index])
    return not relative and tree[heads[0]].pos in ("PRON", "PROPN") and is_transitive_gap(tree, index, args)


def _shared_object(tree: Tree, verb: int, args: Args) -> None:
    """``will supply and maintain jets``: the object of the last of joined verbs is that of the first as well."""
    for kid in tree.children(verb, "conj"):
        joined = tree[kid].pos == "VERB" and not tree.children(kid, *SUBJECT, *PASSIVE)
        if not joined or any(tree[k].text == "," for k in tree.kids[verb] if verb < k < kid):
            continue
        if kid - verb > 3:
            continue  # something stands between them: the first verb has its own complement
        for label, heads in _verb(tree, kid).items():
            if label in ("obj", "iobj", "to", "from", "for", "with"):
                for head in heads:
                    _add(args, label, head)


def _clause_role(tree: Tree, verb: int, kid: int, args: Args) -> None:
    """File one child of a verb under its role."""
    dep = tree[kid].dep
    if dep in SUBJECT:
        _add(args, "subj", antecedent(tree, verb, kid))
    elif dep in PASSIVE and tree.children(verb, "dobj"):
        # "Jordan was given eight helicopters": the subject is who gets the object.
        _add(args, "iobj", antecedent(tree, verb, kid))
    elif dep in _OBJECTS:
        _add(args, "obj", antecedent(tree, verb, kid))
    elif dep == "dative" and tree[kid].pos != "ADP":
        # "given them all to Kyiv": what is given, where a phrase says to whom.
        phrased = any(tree[k].lemma == "to" for k in tree.children(verb, "dative", "prep"))
        bare = not tree.children(verb, "dobj")
        _add(args, "obj" if phrased and bare else "iobj", kid)
    elif dep in ("agent", "dative"):
        for pobj in tree.children(kid, "pobj"):
            _add(args, "subj" if dep == "agent" else "to", pobj)
    elif dep in ("npadvmod", "xcomp") and tree[kid].pos in ("NOUN", "PROPN"):
        _add(args, "adv", kid)
    elif dep == "prt":
        _add(args, "prt", kid)
        for under in tree.children(kid, "pobj"):
            _add(args, "obj", under)  # "hands over missiles", where the parse takes "over" for a preposition


# Nobody is parted with, arrived or come.
_INTRANSITIVE: Final = frozenset("part arrive come fall go".split())


def is_passive(tree: Tree, index: int) -> bool:
    """Whether a verb is passive: by auxiliary, passive subject, or as a reduced relative participle."""
    if tree.children(index, "auxpass", "nsubjpass"):
        return True
    token = tree[index]
    if token.lemma in _INTRANSITIVE:
        return False
    if token.dep == "conj" and tree.children(token.head, "aux") and not is_passive(tree, token.head):
        return False  # "has bought guns and given them away"
    return (
        token.tag == "VBN"
        and not tree.children(index, "aux", "nsubj")
        and token.dep in ("acl", "amod", "conj", "advcl", "ROOT", "xcomp")
    )


# What stands under these is the setting, not an argument ("amid opposition from China").
_SETTING: Final = frozenset(
    "of amid against despite after following before during over without since unlike besides".split()
)


# "According to A", "in response to B": what stands behind these gets nothing.
_PHRASAL: Final = frozenset(
    "accord according due thank thanks owe owing contrary prior compare subject similar response reply reaction contrast regard respect relation "
    "reference retaliation opposition objection reaction alternative answer key".split()
)


def _prepositions(tree: Tree, index: int, args: Args, depth: int) -> None:
    preps = tree.children(index, "prep", "agent")
    joined = [k for p in preps for k in tree.children(p, "conj") if tree[k].pos == "ADP"]
    for prep in (*preps, *joined):
        word = tree[prep].lemma
        if depth and word == "to" and tree[index].lemma.lower() in _PHRASAL:
            continue
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
            if depth < 3 and word not in _SETTING and not _clause_of_its_own(tree, pobj):
                for member in expand(tree, pobj):
                    _prepositions(tree, member, args, depth=max(depth, 1) + 1)
        for inner in tree.children(prep, "prep") if word.lower() not in _PHRASAL else ():
            for pobj in tree.children(inner, "pobj"):
                _add(args, tree[inner].lemma, pobj)


def _clause_of_its_own(tree: Tree, at: int) -> bool:
    """``with B deploying a battery to C``: what is done there is done by another, to others."""
    return tree[at].dep == "pcomp" and bool(tree.children(at, *SUBJECT, *PASSIVE))


def _noun(tree: Tree, index: int) -> Args:
    args: Args = {}
    token = tree[index]
    for kid in tree.children(index, "poss"):
        _add(args, "poss", owner_of(tree, kid))
    for kid in tree.children(index, "compound", "amod", "nmod", "nummod"):
        _add(args, "mod", kid)
        for deeper in tree.children(kid, "compound", "amod", "nmod", "conj", "npadvmod"):
            _add(args, "mod", deeper)
    _prepositions(tree, index, args, depth=0)
    for at in [*args.get("of", ()), *args.get("for", ())]:
        for member in expand(tree, at):
            _prepositions(tree, member, args, depth=1)
    if token.lemma == "construction" and token.dep == "pobj" and tree[token.head].lemma == "under":
        _under_way(tree, tree[token.head].head, args)
        return args
    if token.dep in ("compound", "nmod") and tree[token.head].pos in ("NOUN", "PROPN"):
        _borrow(tree, index, args)
        return args
    at = index
    if token.dep == "conj":
        at = token.head
        for kid in tree.children(at, "poss"):
            _add(args, "poss", kid)
    _light(tree, at, args)
    return args


def _under_way(tree: Tree, above: int, args: Args) -> None:
    """``Two frigates are under construction at a yard in A for B``: of the frigates, there and for him."""
    if tree[above].pos in _NOMINAL:
        _add(args, "of", above)
        return
    for label, heads in _verb(tree, above).items():
        if label in ("subj", "in", "at", "for", "by"):
            for head in heads:
                _add(args, "of" if label == "subj" else label, head)


def _borrow(tree: Tree, index: int, args: Args) -> None:
    """In "a repair deal between X and Y" the noun that *repair* modifies has the parties."""
    outer = _noun(tree, tree[index].head)
    for label in ("between", "with", "to", "from", "light", "poss", "verb", "for", "by"):
        for k in outer.get(label, ()):
            if k != index:
                _add(args, label, k)


_SUMS: Final = frozenset(
    "million billion thousand trillion dollar euro pound crown krona kronor krone kroner yen worth $ € £".split()
)


def is_sum(token: Token) -> bool:
    """Whether a token is a sum of money or its scale."""
    return token.lemma.lower() in _SUMS or token.text in _SUMS


def _light(tree: Tree, noun: int, args: Args) -> None:
    """The subject of the light verb whose object the noun is: "Oslo signed a contract for"."""
    token = tree[noun]
    verb = token.head
    if token.dep == "pobj" and tree[verb].lemma in ("in", "for") and is_sum(tree[tree[verb].head]):
        _light(tree, tree[verb].head, args)  # "approved 60 million in aid": the aid was
        return
    if token.dep == "pobj" and tree[verb].lemma in ("of", "on", "for", "to", "with", "in", "about"):
        verb = tree[verb].head
        if tree[verb].pos == "NOUN" and tree[verb].dep in ("dobj", "pobj", "nsubjpass"):
            verb = tree[verb].head
        elif tree[verb].lemma == "responsible":
            verb = tree[verb].head  # "is responsible for the development of"
    elif token.dep not in ("dobj", "nsubjpass", "attr", "conj", "nsubj"):
        return
    if tree[verb].pos not in ("VERB", "AUX"):
        return
    _add(args, "verb", verb)
    outer = _verb(tree, verb)
    awarded = tree[verb].lemma in AWARDING
    place = ("in", "at") if tree[verb].lemma in _DOING else ()
    for label in (
        "subj",
        "with",
        "to",
        "from",
        "between",
        "by",
        "for",
        *place,
        *(("of", "in", "on", "over", "about") if token.lemma in _LOOSE else ()),
        *(("iobj",) if awarded else ()),
    ):
        for k in outer.get(label, ()):
            if k != noun and noun not in expand(tree, k):
                name = (
                    "awarded"
                    if awarded and label == "to"
                    else label
                    if label in place
                    else _UNDER_LIGHT.get(label, label)
                )
                _add(args, name, k)


# "assembly will be carried out in A": where it is done is where the noun's act is.
_DOING: Final = frozenset("carry conduct perform undertake do take".split())
# What the arguments of a light verb are to its noun.
_UNDER_LIGHT: Final = {
    "subj": "light",
    "for": "light-for",
    "of": "light-of",
    "in": "light-in",
    "on": "light-on",
    "over": "light-over",
    "about": "light-about",
    "iobj": "awarded",
}
# Nouns whose object hangs on the verb as often as on them: "took possession on Friday of two jets".
_LOOSE: Final = frozenset("possession interest talk talks negotiation request".split())


_BEHIND_OVER: Final = frozenset({"to", "together", "at", "on", "in", "during", "with", ".", ",", "formally"})


def made_over(tree: Tree, at: int) -> bool:
    """``made the plane over at a ceremony``: handed over; the particle may stand behind what is given."""
    if particle(tree, at, "over"):
        return True
    near = range(at + 1, min(at + 8, len(tree) - 1))
    return any(tree[k].text == "over" and tree[k + 1].text in _BEHIND_OVER for k in near)


def particle(tree: Tree, at: int, word: str) -> bool:
    """Whether a verb has this particle, or it stands right behind."""
    return any(tree[k].lemma == word for k in tree.children(at, "prt", "advmod", "prep")) or (
        at + 1 < len(tree) and tree[at + 1].lemma == word
    )
