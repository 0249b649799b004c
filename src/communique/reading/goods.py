"""Which equipment a trigger governs: under its arguments, in a list after it, or left over near it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from communique.reading.amounts import quantity_before
from communique.reading.deals import Frame, frames
from communique.reading.items import Item
from communique.reading.roles import Args, arguments, core, is_sum
from communique.reading.scene import Scene
from communique.reading.syntax import Token, Tree

FORCES: Final = frozenset("troop soldier force marine battalion brigade contingent personnel".split())
PEOPLE: Final = frozenset(
    "soldier troop pilot regiment trainee recruit marine paratrooper student cadre specialist  sailor airman airmen cadet officer crew force personnel army navy military serviceman servicemen marine commando "
    "technician brigade battalion unit guard operator engineer police".split()
)


def trainees(scene: Scene, tree: Tree, items: Sequence[Item]) -> list[Item]:
    """Whom one state trains for another, where no equipment is named: "British soldiers train Ukrainian troops"."""
    named = [item for item in items if not item.vague]
    found = []
    for token in tree.tokens:
        if token.lemma not in ("train", "training", "retrain", "teach") or token.pos not in ("VERB", "NOUN"):
            continue
        args = arguments(tree, token.i)
        if named and (
            token.pos == "VERB" or items_under(tree, [*args.get("on", ()), *args.get("of", ())], named)
        ):
            continue
        heads = (
            args.get("obj", [])
            if token.pos == "VERB"
            else [x for label in ("of", "for", "mod", "to") for x in args.get(label, [])]
        )
        for head in heads:
            if tree[head].lemma.lower().rstrip("s") in PEOPLE or tree[head].lemma in PEOPLE:
                words = core(tree, head)
                start = min(
                    w
                    for w in words
                    if tree[w].dep != "det" and tree[w].pos not in ("NUM", "PRON") and w <= head
                )
                span = (tree[start].start, tree[head].end)
                name = scene.document.text[span[0] : span[1]]
                count = quantity_before(scene.text, span[0], tree.start)
                own = _homes(scene, tree, head) or _sent_to_learn(scene, tree, args)
                if not own and (token.pos == "VERB" or head in args.get("mod", ())):
                    continue  # somebody's own people
                found.append(
                    Item(*span, name, head, "support", (), (), False, False, count, False, meant_for=own)
                )
    return found


def _sent_to_learn(scene: Scene, tree: Tree, args: Args) -> tuple[str, ...]:
    """``crews were trained in Norway``: those of the other of the pair, where one of it teaches."""
    places = [p for k in args.get("in", ()) for p in scene.parties_at(tree, k, refer=False)]
    if len(places) != 1 or places[0] not in scene.dyad or args.get("subj"):
        return ()
    return tuple(p for p in scene.dyad if p != places[0])


def _homes(scene: Scene, tree: Tree, head: int) -> tuple[str, ...]:
    """Whose the people are: "Kuwaiti pilots", "crews from Oman"."""
    own = scene.parties_at(tree, head, refer=False)
    preps = [k for k in tree.children(head, "prep") if tree[k].lemma in ("from", "of")]
    return own or tuple(
        p for k in preps for at in tree.children(k, "pobj") for p in scene.parties_at(tree, at, refer=False)
    )


_OUTSIDE: Final = frozenset(
    {
        "for",
        "on",
        "aboard",
        "against",
        "to",
        "in",
        "from",
        "at",
        "with",
        "by",
        "under",
        "near",
        "into",
        "amid",
        "after",
        "before",
        "during",
        "over",
        "despite",
        "about",
    }
)


# What serves equipment: "a sustainment package for its jets" is of the jets.
SERVING: Final = frozenset(
    "support sustainment package service warranty servicing maintenance training spare part upgrade repair overhaul modernisation modernization refurbishment logistics "
    "design prototype concept".split()
)


# Nouns that say something of their own about the equipment below them ("ordered a review of the purchase of").
_NESTING: Final = frozenset(
    "review purchase sale use test launch deployment withdrawal delivery supply export production transfer acquisition presence inspection development upgrade investigation inquiry probe destruction removal "
    "licence license permission approval consent authorisation authorization clearance".split()
)
_LEAVE: Final = frozenset(
    "licence license permission approval consent authorisation authorization clearance".split()
)


def items_under(tree: Tree, heads: Iterable[int], items: Sequence[Item]) -> list[Item]:
    """The items inside these noun phrases; what serves something else ("engines for the JF-17") is left out."""
    found: list[Item] = []

    def cut(token: Token) -> bool:
        if token.dep in ("relcl", "advcl", "ccomp", "parataxis") or (
            token.dep == "acl" and token.lemma not in ("include", "name", "call", "designate")
        ):
            return True
        if token.pos == "NOUN" and token.lemma in _NESTING and token.i not in tops:
            return True
        serving = tree[token.head].lemma in SERVING and token.lemma in ("for", "on", "to")
        if token.lemma == "in" and is_sum(tree[token.head]):
            return False  # "$2.5 billion in aid", "bombs worth a million in all"
        return token.dep == "prep" and token.lemma in _OUTSIDE and not serving

    tops = set(heads)
    for head in tops:
        if any(at in tops and tree[at].lemma in _LEAVE for at in tree.ancestors(head)):
            continue  # "asked for a licence for tanks": the leave is asked for, not the tanks
        if tree[head].pos == "NOUN" and tree[head].lemma in _NESTING - {
            "sale",
            "package",
            "delivery",
            "shipment",
            "supply",
        }:
            continue
        inside = set(tree.subtree(head, stop=cut))
        found += [item for item in items if item.head in inside and item not in found]
    return found


# "signed a deal with A for radars": what the paper is for often hangs on the verb.
_PLACING: Final = frozenset(
    "place sign award ink seal conclude clinch finalise finalize close strike reach land win secure book announce cancel scrap "
    "make do have get give hand receive obtain agree negotiate cut hammer".split()
)


def items_of(tree: Tree, at: int, frame: Frame, args: Args, items: Sequence[Item]) -> list[Item]:
    """The items that the arguments of a trigger hold, in the roles that its row names."""
    found: list[Item] = []
    if frame.lemma == "provide" and frame.pos == "v" and tree[min(at + 1, len(tree) - 1)].lemma == "for":
        return found  # "the contract provides for the purchase of": nothing is given by it
    for label in frame.equipment:
        heads = args.get(label, [])
        placed = any(tree[v].lemma in _PLACING for v in args.get("verb", ()))
        if label == "for" and placed and frame.lemma in ("order", "contract", "deal"):
            heads = [*heads, *args.get("light-for", [])]  # "placed an order with A for radars"
        if label == "of" and any(tree[k].lemma in SERVING for k in heads):
            heads = [*heads, *args.get("for", [])]  # "the sale of maintenance services for its jets"
        if label == "use":
            heads = [
                k
                for n in (at, *args.get("obj", ()))
                for v in tree.children(n, "xcomp", "advcl", "acl", "relcl")
                if tree[v].lemma in ("use", "operate", "fly", "employ", "handle", "maintain")
                for w in (v, *tree.children(v, "conj"))
                for k in tree.children(w, "dobj")
            ]
        if label == "mod":
            found += [i for i in items if i.head in heads or (i.head == at and i not in found)]
            continue
        found += [i for i in items_under(tree, heads, items) if i not in found]
    found += [i for i in _listed(tree, at, frame, items) if i not in found]
    if frame.sense == "sustain" and frame.mode == "sustainment" and not found:
        people = [k for x in ("obj", "of", "for", "mod") for k in args.get(x, ())]
        found += [i for i in items if i.family == "support" and i.head in people]
    return [i for i in found if i.head != at or "mod" in frame.equipment]


def _listed(tree: Tree, at: int, frame: Frame, items: Sequence[Item]) -> list[Item]:
    """Trigger noun + of + list: the parse of long lists is not to be trusted, the words are."""
    start = at + 1
    if start < len(tree) and tree[start].lemma == "worth":
        # "a contract worth USD 248 million for the supply of": the sum is passed over.
        start = next((t.i for t in tree.tokens[start : start + 12] if t.lemma == "for"), start)
    if start < len(tree) and tree[start].lemma == "to":
        # "the delivery to Kyiv of 500 missiles and nine howitzers": the receiver is passed over.
        start = next((t.i for t in tree.tokens[start : start + 5] if t.lemma == "of"), start)
    if frame.pos != "n" or start >= len(tree) or tree[start].lemma not in ("of", "for", "on"):
        return []
    stop = len(tree)
    for token in tree.tokens[start + 1 :]:
        if any(i.start <= token.start < i.end for i in items):
            continue
        is_trigger = (
            token.pos in ("NOUN", "VERB") and (token.lemma, "n" if token.pos == "NOUN" else "v") in frames()
        )
        if (
            is_trigger
            or token.lemma
            in ("to", "from", "for", "by", "which", "that", "under", "with", "in", "on", "at", "worth")
            or token.text in (";", ":")
            or token.pos in ("VERB", "AUX")
        ):
            stop = token.i
            break
    return [item for item in items if at < item.head < stop]


def has_inner(tree: Tree, triggers: Sequence[tuple[int, Frame]], at: int, item: Item) -> bool:
    """Whether a nearer trigger speaks of the same item ("approved the sale of tanks": the sale does)."""
    owner = tree[item.head].head
    if any(
        other == owner and other != at and tree[item.head].dep in ("compound", "amod", "nmod")
        for other, _ in triggers
    ):
        return True
    return any(
        other != at
        and min(at, item.head) <= other <= max(at, item.head)
        and frame.sense not in ("halt", "clear")
        and frame.lemma not in AT_LARGE
        for other, frame in triggers
    )


# Nouns of help that tell of a passing only where no verb beside them does.
AT_LARGE: Final = frozenset({"aid", "assistance"})


# Verbs of many meanings: what merely stands near them is not what they govern.
_IDLE: Final = frozenset(
    "give ask consider add release take seek approach provision want look come make get have allow pass pay put see".split()
)
_LISTING: Final = frozenset("include cover comprise contain consist among namely".split())


def nearest(tree: Tree, triggers: Sequence[tuple[int, Frame]], item: Item) -> tuple[int, Frame] | None:
    """The trigger that most likely governs an item left over: close before it, else close after.

    "a package ..., including A, B and C": a list opened by such a word belongs to the trigger before it.
    """
    best: tuple[int, Frame] | None = None
    cost = 15.0
    if _in_exchange(tree, item):
        return None
    for at, frame in triggers:
        if frame.lemma in AT_LARGE or (tree[at].dep == "amod" and tree[at].head != item.head):
            continue  # "a German engine in the ordered submarine": the submarine was
        listed = at < item.head and _listed_under(tree, triggers, at, item)
        if frame.sense not in (
            "supply",
            "receive",
            *(("deal", "clear", "make", "develop", "sustain") if listed else ()),
        ):
            continue
        if frame.lemma in _IDLE and not listed and not (frame.lemma == "give" and item.known):
            continue
        distance = float(item.head - at if at <= item.head else 6 + at - item.head)
        if listed:
            distance = 5 + distance / 50
        elif _clause_between(tree, at, item.head) or _other_clause(tree, at, item.head):
            continue
        if distance < cost:
            best, cost = (at, frame), distance
    return best


_HOLDING: Final = frozenset("include cover comprise contain".split())


def including(tree: Tree, triggers: Sequence[tuple[int, Frame]], item: Item) -> tuple[int, Frame] | None:
    """``The contract, the third after deals to sell jets to B, also includes missiles``: the deal that holds the item."""
    dealt = {at for at, _ in triggers}
    above = next((k for k in tree.ancestors(item.head) if k in dealt or tree[k].pos in ("VERB", "AUX")), None)
    if above is None or above in dealt or tree[above].lemma not in _HOLDING:
        return None
    subjects = tree.children(above, "nsubj")
    return next(((at, frame) for at, frame in triggers if at in subjects and frame.sense == "deal"), None)


def _in_exchange(tree: Tree, item: Item) -> bool:
    """``In exchange for the shells, A gave B jets``: the shells went the other way."""
    return any(
        tree[at].lemma == "for" and tree[tree[at].head].lemma in ("exchange", "return")
        for at in tree.ancestors(item.head)
    )


def _listed_under(tree: Tree, triggers: Sequence[tuple[int, Frame]], at: int, item: Item) -> bool:
    """Whether a list opens between a trigger and an item, and no other trigger in the list governs it."""
    opens = [t.i for t in tree.tokens[at : item.head] if t.lemma in _LISTING]
    inner = [
        k
        for k, frame in triggers
        if opens and opens[-1] < k < item.head and frame.sense in ("supply", "receive")
    ]
    return bool(opens) and not inner


def _other_clause(tree: Tree, trigger: int, item: int) -> bool:
    """Whether the item stands in a clause of its own below the trigger ("where 50 aircraft are stationed")."""
    at = item
    for above in tree.ancestors(item):
        if at == trigger:
            return False
        if tree[at].dep in ("relcl", "advcl") and tree[at].pos in ("VERB", "AUX") and at != trigger:
            return True
        at = above
    return False


_CARRYING: Final = frozenset("fund include cover comprise consist involve contain be bring".split())


def _adds(tree: Tree, token: Token) -> bool:
    """``ten tanks along with a recovery vehicle``: a preposition that goes on with the list."""
    before = tree[token.i - 1].lemma if token.i else ""
    return (token.lemma == "with" and before in ("along", "together", "coupled")) or (
        token.lemma in ("as", "to") and before in ("well", "addition")
    )


def is_used(tree: Tree, token: Token) -> bool:
    """``the purchase of 18 used jets``: no verb, whatever the parse makes of it."""
    return token.text == "used" and token.i > 0 and tree[token.i - 1].pos in ("NUM", "DET", "ADJ", "ADP")


def _clause_between(tree: Tree, a: int, b: int) -> bool:
    """Whether another clause begins between a trigger and an item; "to fund", "which includes" carry on."""
    low, high = sorted((a, b))
    # Only what comes after is added to: "along with sales to A" goes on with something else.
    between = [t for t in tree.tokens[low + 1 : high] if not (a < b and _adds(tree, t))]
    return any(
        t.text in (";", ":")
        or (t.pos in ("VERB", "AUX") and t.lemma not in _CARRYING and not is_used(tree, t))
        or (t.lemma in _OUTSIDE - {"in", "at"} and t.pos == "ADP" and t.lemma not in ("to", "from"))
        for t in between
    )
