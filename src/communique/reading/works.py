"""Who makes, and who serves: the ends of production and of work on equipment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from communique.reading.deals import Deal
from communique.reading.goods import PEOPLE
from communique.reading.roles import Args, arguments
from communique.reading.scene import Scene
from communique.reading.sealed import seller_of
from communique.reading.sides import parties, union
from communique.reading.syntax import Tree

DEALT: Final = frozenset(
    "deal contract agreement pact order memorandum mou accord negotiation talk talks discussion letter arrangement sign agree ink negotiate".split()
)


def built_abroad(scene: Scene, tree: Tree, args: Args, deal: Deal) -> None:
    """``A's yard builds boats for B``: made by one in its own works for another, they pass when they are done."""
    item = deal.item
    if _two_yards(scene, tree, deal) or _taught(scene, tree, deal) or _for_owner(scene, tree, args, deal):
        return
    makers = set(union(scene, tree, args, ("subj", "by", "poss", "mod"), item))
    makers = set(parties(scene, tree, args, ("awarded",), item)) or makers
    if len(args.get("subj", ())) == 1 and len(makers) == 2 and tree[deal.trigger].tag == "VBN":
        makers = _one_maker(scene, tree, args["subj"][0], deal) or makers
    on = [k for k in args.get("on", ()) if tree[k].lemma in _GROUND]
    places = set(union(scene, tree, {**args, "on": on}, ("in", "at", "on"), item))
    places = places or _works_above(scene, tree, deal)
    makers = makers or _dealt_under(scene, tree, deal) - places
    makers = makers or founders(scene, tree, deal.trigger) - places
    pair = _under_paper(scene, tree, deal, places) if not makers - places and not item.origins else ()
    if pair:
        deal.supplier, deal.recipient, deal.at_home = pair[:1], pair[1:], False
        return
    if not makers and places and places == set(item.origins) and any(a in places for a, _ in scene.flows):
        deal.supplier, deal.recipient, deal.built_for = (
            tuple(places),
            (),
            True,
        )  # "will be built in A", its maker
        return
    makers = makers or (set(parties(scene, tree, args, ("light",), item)) - places if places else set())
    own = not deal.recipient or set(deal.recipient) == makers == {*deal.supplier, *makers}
    if own and len(makers) == 1 and len(places) == 1 and not places & makers:
        deal.recipient = tuple(places)
    clients = [p for p in parties(scene, tree, args, ("for", "light-for"), item) if p not in makers]
    if item.meant_for and not set(item.meant_for) & makers:
        clients = clients or list(item.meant_for)
    if item.operator and not clients and item.operator not in makers | places:
        clients = [item.operator]
    if len(makers) == 1 and not deal.supplier:
        deal.supplier = tuple(makers)
    if args.get("awarded") and not clients:
        clients = [p for p in parties(scene, tree, args, ("light",), item) if p not in makers]
    makers = makers or places or set(item.origins if not item.joint else ())
    if len(clients) == 1 and len(makers) == 1 and clients[0] not in makers | places:
        deal.supplier, deal.recipient, deal.built_for = tuple(makers), tuple(clients), True


def _for_owner(scene: Scene, tree: Tree, args: Args, deal: Deal) -> bool:
    """``A won a deal to build B's next frigates``: B gets them; made in B's own works they are not built abroad."""
    item = deal.item
    if deal.frame.pos != "v" or (tree[deal.trigger].dep == "acl" and tree[deal.trigger].tag == "VBN"):
        return False  # "B's jets, made by A": what B has
    makers = union(scene, tree, args, ("subj", "by"), item)
    owners = [p for k in tree.children(item.head, "poss") for p in scene.parties_at(tree, k)]
    owner = tuple(dict.fromkeys(owners))
    if len(makers) != 1 or len(owner) != 1 or owner == makers or set(owner) & set(item.origins):
        return False
    deal.supplier, deal.recipient, deal.at_home = makers, owner, False
    deal.item = replace(item, said=())
    deal.built_for = owner[0] not in union(scene, tree, args, ("in", "at", "on"), item)
    return True


# Where a thing is made: "on Indian territory", "on Ukrainian capacities".
_GROUND: Final = frozenset(
    "territory soil capacity facility yard shipyard ground land line premise site".split()
)
_YARDS: Final = re.compile(
    r"\b(?:(?:built|constructed|produced|manufactured|assembled|made|under construction)|(?:construction|production) of [^.;]{3,50}?) (?:in|at) "
    r"(?P<first>[^.;]{3,70}?),? (?:and|while|whereas|with|but) (?:the |its |as )?"
    r"(?:other|rest|remaining|remainder|second|last|next|final|subsequent|many)\b[^.;]{0,50}? (?:in|at) (?P<second>[^.;]{3,60})"
)


def _two_yards(scene: Scene, tree: Tree, deal: Deal) -> bool:
    """``two will be built in A and the other two in B``: the first come from their maker's home, the rest follow."""
    match = _YARDS.search(scene.text, tree.start, tree.end)
    if match is None or (deal.item.origins and deal.item.joint):
        return False
    homes = [
        next(
            (
                m.parties
                for m in scene.inside(*match.span(x), "party", "place", "body")
                if len(m.parties) == 1
            ),
            (),
        )
        for x in ("first", "second")
    ]
    if not (homes[0] and homes[1]) or homes[0] == homes[1]:
        return False
    if deal.item.origins and set(deal.item.origins) != set(homes[0]):
        return False
    deal.supplier, deal.recipient = homes[0], homes[1]
    deal.built_for = deal.item.start < match.end("first")  # the rest is made at home
    return True


def home_half(scene: Scene, tree: Tree, deals: Sequence[Deal]) -> list[Deal]:
    """The rest of ``two will be built in A and the other two in B``, where no number stands for it: made in B."""
    abroad = [d for d in deals if d.built_for and d.frame.sense == "make"]
    match = _YARDS.search(scene.text, tree.start, tree.end) if len(abroad) == 1 else None
    deal = abroad[0] if match else None
    if deal is None or any(d.item.elliptic for d in deals):
        return []
    item = replace(deal.item, quantity=None)
    return [replace(deal, item=item, built_for=False, inferred=dict(deal.inferred))]


_UNDER: Final = re.compile(
    r"[^.;]{0,12}? under (?:an? |the |its )?[^,.;]{0,50}?\b(?:agreement|deal|contract|pact|licen[cs]e|arrangement|accord)[\"”]? (?:between |with )(?:the )?"
)


def _under_paper(scene: Scene, tree: Tree, deal: Deal, places: set[str]) -> tuple[str, ...]:
    """``to be built under a licence agreement between A and B``: of the two, who lets the other make it."""
    match = _UNDER.match(scene.text, deal.item.end, tree.end) or _UNDER.match(
        scene.text, tree[deal.trigger].end, tree.end
    )
    if match is None:
        return ()
    found: list[str] = []
    end = match.end()
    for mention in scene.inside(match.end(), tree.end, "party", "body"):
        if mention.start - end > len(" and the "):
            break
        found += [p for p in mention.parties if p not in found]
        end = mention.end
    if places and len(found) < _PAIR:
        found += [p for p in places if p not in found]
    if len(found) != _PAIR or len(places) > 1 or not places <= set(found):
        return ()
    seller = next((p for p in found if p not in places), None) if places else seller_of(found, ranks=1)
    return (seller, next(p for p in found if p != seller)) if seller else ()


_PAIR: Final = 2


def _one_maker(scene: Scene, tree: Tree, head: int, deal: Deal) -> set[str]:
    """``made by a Swedish unit of Britain's BAE``: one maker, whose state the table or the first name tells."""
    if not any(tree[p].lemma == "of" for p in tree.children(head, "prep")) or tree[head].pos != "NOUN":
        return set()
    own = [
        p
        for k in tree.children(head, "amod", "compound", "poss")
        for p in scene.parties_at(tree, k, refer=False)
    ]
    deal.supplier = tuple(own[:1]) or deal.supplier
    return set(own[:1])


def _dealt_under(scene: Scene, tree: Tree, deal: Deal) -> set[str]:
    """``A and B signed a deal under which ships will be built``, ``for the construction of``: those who dealt."""
    for at in list(tree.ancestors(deal.trigger))[:9]:
        if tree[at].pos in ("VERB", "AUX") and tree[at].lemma not in DEALT:
            return set()
        paper = [
            k
            for k in (at, *tree.children(at, "dobj", "nsubjpass"))
            if tree[k].pos == "NOUN" and tree[k].lemma in DEALT
        ]
        if paper:
            args = arguments(tree, paper[0])
            return {
                p
                for x in ("light", "with", "between")
                for k in args.get(x, ())
                for p in scene.parties_at(tree, k)
            }
    return set()


_PLANT: Final = frozenset("plant factory facility line works yard venture centre center workshop".split())
FOUNDING: Final = frozenset(
    "open build establish launch set create inaugurate construct start found plan form begin announce".split()
)


_CIVIL: Final = frozenset("car automobile motor truck tractor bus".split())


def unfounded(tree: Tree, trigger: int, args: Args) -> bool:
    """A factory that nobody sets up here: it is struck, visited or sanctioned; or it is one for cars."""
    works = tree[trigger].lemma in ("plant", "factory", "line")
    if works and any(t.lemma in _CIVIL for t in tree.tokens):
        return True
    return works and not any(tree[v].lemma in FOUNDING for v in args.get("verb", ()))


def founders(scene: Scene, tree: Tree, trigger: int) -> set[str]:
    """``A's firm will open a plant in B for the production of shells``: who sets up the works."""
    for at in list(tree.ancestors(trigger))[:4]:
        verbs = [at] if tree[at].lemma in FOUNDING else [tree[at].head] if tree[at].lemma in _PLANT else []
        for verb in verbs:
            works = [k for k in tree.children(verb, "dobj", "nsubjpass") if tree[k].lemma in _PLANT]
            if not works or tree[verb].lemma not in FOUNDING:
                continue
            args = arguments(tree, verb)
            return {p for x in ("subj", "with") for k in args.get(x, ()) for p in scene.parties_at(tree, k)}
    return set()


def _works_above(scene: Scene, tree: Tree, deal: Deal) -> set[str]:
    """``a plant in Lithuania to make shells``: where the works stand that the making is for."""
    for at in list(tree.ancestors(deal.trigger))[:2]:
        works = [k for k in (at, *tree.children(at, "dobj", "nsubjpass")) if tree[k].lemma in _PLANT]
        preps = [p for k in (*works, *([at] if works else [])) for p in tree.children(k, "prep")]
        heads = [k for p in preps if tree[p].lemma in ("in", "at") for k in tree.children(p, "pobj")]
        found = {p for k in heads for p in scene.parties_at(tree, k, refer=False)}
        if found:
            return found
    return set()


_KNOWLEDGE: Final = frozenset(
    "technology know-how right licence license blueprint documentation permission".split()
)
_IMPARTING: Final = frozenset("transfer give grant hand sell provide share pass supply offer license".split())


def joined_in(scene: Scene, tree: Tree, trigger: int) -> tuple[str, ...]:
    """``A joined B in developing a tank``: with whom the making is done."""
    prep = tree[trigger].head
    verb = tree[prep].head
    if tree[trigger].dep != "pcomp" or tree[prep].lemma != "in" or tree[verb].lemma not in _JOINING:
        return ()
    return tuple(p for k in tree.children(verb, "dobj") for p in scene.parties_at(tree, k))


_JOINING: Final = frozenset("join assist help partner".split())


def _taught(scene: Scene, tree: Tree, deal: Deal) -> bool:
    """``A transferred the technology to make jets to B``: B makes what A has designed; whether the clause says so."""
    above = tree[deal.trigger].head
    verb = tree[above].head if tree[above].lemma in _KNOWLEDGE else above
    known = any(tree[k].lemma in _KNOWLEDGE for k in tree.children(verb, "dobj", "nsubjpass"))
    if tree[verb].lemma not in _IMPARTING or not known:
        return False
    args, own = arguments(tree, verb), arguments(tree, deal.trigger)
    giver = tuple(p for x in ("subj", "by") for k in args.get(x, ()) for p in scene.parties_at(tree, k))
    taught = [k for x in ("iobj", "to") for k in (*args.get(x, ()), *own.get(x, ()))]
    taker = tuple(dict.fromkeys(p for k in taught for p in scene.parties_at(tree, k) if p not in giver))
    if len(giver) != 1 or len(taker) != 1:
        return False
    deal.supplier, deal.recipient = giver, taker
    return True


_WORK: Final = frozenset(
    "overhaul repair maintenance upgrade refit modernisation modernization refurbishment servicing conversion".split()
)


def sent_for_work(scene: Scene, tree: Tree, args: Args, deal: Deal) -> None:
    """``A sent its jets to B for overhaul``: B works on what stays A's."""
    if any(tree[k].lemma in _WORK for k in args.get("for", ())) and deal.supplier and deal.recipient:
        deal.supplier, deal.recipient = deal.recipient, deal.supplier
        deal.mode = "sustainment"


def owner_served(scene: Scene, tree: Tree, args: Args, deal: Deal) -> None:
    """``A will overhaul B's frigates``, ``B's jets will be refitted by A``: whose things they are is served."""
    item = deal.item
    if deal.frame.lemma in ("train", "retrain", "training", "instruct"):
        return
    owners = [p for k in tree.children(item.head, "poss") for p in scene.parties_at(tree, k)]
    if len(owners) == 1 and deal.frame.pos == "n" and owners != list(deal.recipient):
        # "A approved the upkeep of B's radars": B's are served, by whoever is named beside
        others = [p for p in (*deal.supplier, *deal.recipient) if p not in owners]
        deal.supplier, deal.recipient = tuple(others[:1]), tuple(owners)
    if deal.recipient:
        return
    owners = owners or [p for p in item.said if p not in item.origins]
    owners = owners or [p for p in scene.parties_at(tree, item.head, refer=False) if p not in item.origins]
    owner = tuple(dict.fromkeys(owners))
    if len(owner) != 1:
        return
    if not deal.supplier and deal.frame.pos == "v":
        places = parties(scene, tree, args, ("in", "at"), item)
        deal.supplier = places if set(places) != set(owner) else ()
    if not deal.supplier:
        return
    if set(owner) == set(deal.supplier):
        deal.supplier = ()
    deal.recipient = owner


_TAKING: Final = frozenset("complete undergo begin start finish receive conclude get attend".split())


def course_taken(scene: Scene, tree: Tree, args: Args, deal: Deal) -> None:
    """``Ukrainian pilots completed training in Denmark``: the pilots' state is served, by the one where they learn."""
    if deal.recipient or not any(tree[v].lemma in _TAKING for v in args.get("verb", ())):
        return
    learners = [k for k in args.get("light", ()) if tree[k].lemma in PEOPLE]
    deal.recipient = tuple(dict.fromkeys(p for k in learners for p in scene.parties_at(tree, k, refer=False)))
    places = parties(scene, tree, args, ("in", "at"), deal.item)
    if deal.recipient and not deal.supplier:
        deal.supplier = tuple(p for p in places if p not in deal.recipient)


_TEACHING: Final = ("train", "retrain", "teach", "instruct")


# "training by A's pilots": who learns, not who teaches.
_LEARNERS: Final = frozenset(
    "pilot crew aircrew airman cadet recruit trainee student sailor operator".split()
)


def served(scene: Scene, tree: Tree, args: Args, deal: Deal) -> None:
    """The ends of training and of work on equipment, where the frame leaves them open."""
    frame, item = deal.frame, deal.item
    owner_served(scene, tree, args, deal)
    learners = [k for k in args.get("by", ()) if tree[k].lemma in _LEARNERS]
    if frame.lemma == "training" and learners and deal.supplier:
        deal.recipient, deal.supplier = parties(scene, tree, {"by": learners}, ("by",), item), ()
    if frame.lemma in _TEACHING and not args.get("obj"):
        pupils = [k for k in args.get("subj", ()) if tree[k].lemma in PEOPLE]
        learning = parties(scene, tree, {"subj": pupils}, ("subj",), item)
        if set(parties(scene, tree, args, ("in", "at"), item)) - set(learning):
            deal.recipient, deal.supplier = (
                learning,
                (),
            )  # "B's pilots train on the jets in A": they are taught
    if frame.lemma in _TEACHING and not deal.supplier:
        places = parties(scene, tree, args, ("in", "at"), item)
        deal.supplier = tuple(p for p in places if p not in deal.recipient)
    if frame.lemma == "training":
        course_taken(scene, tree, args, deal)
    if frame.lemma == "training" and not (deal.supplier or deal.recipient):
        deal.recipient = parties(scene, tree, args, ("mod",), item)  # "Ukrainian training on the tanks"


_HELP: Final = re.compile(r"\bwith (?:the )?(?=(?P<whose>[A-Z])|help|assistance|support|aid)")
_HELPING: Final = re.compile(
    r"(?:'s)? (?:technical |technological |and )*(?:help|assistance|support|technology|know-how|expertise|aid)\b"
)
_OF: Final = re.compile(r"(?:help|assistance|support|aid) (?:of|from) (?:the )?")


def helped_by(scene: Scene, tree: Tree, deal: Deal) -> tuple[str, ...]:
    """``building its own version with Iranian help``: who lends the making a hand."""
    for match in _HELP.finditer(scene.text, tree[deal.trigger].end, tree.end):
        of = _OF.match(scene.text, match.end(), tree.end)
        start = of.end() if of else match.end()
        for mention in scene.inside(start, tree.end, "party", "body"):
            fits = mention.start == start and (of or _HELPING.match(scene.text, mention.end))
            if fits and len(mention.parties) == 1:
                return mention.parties
            break
    return ()


_FOREMOST: Final = frozenset(
    {"low", "lowest", "preferred", "winning", "successful", "sole", "selected", "l1", "l-1"}
)


def bidder(scene: Scene, tree: Tree) -> tuple[str, ...]:
    """``A's exporter emerged as the lowest bidder``: who leads a tender may supply what it is for."""
    for token in tree.tokens:
        first = token.lemma == "bidder" and any(
            tree[k].text.lower() in _FOREMOST for k in tree.children(token.i, "amod", "compound", "nmod")
        )
        verb = next((k for k in tree.ancestors(token.i) if tree[k].pos in ("VERB", "AUX")), None)
        if not first or verb is None:
            continue
        subjects = tree.children(verb, "nsubj", "nsubjpass")
        found = [p for k in subjects for p in scene.parties_at(tree, k)]
        if found:
            return (found[0],)
    return ()
