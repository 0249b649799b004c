"""Who used the equipment: its owner, the subject, the container it belongs to, else whom the report leaves as the user.

A maker named before the equipment ("Turkish-made drones") is never its user; nor is whoever was struck.
"""

from __future__ import annotations

import re
from typing import Final

from communique.reading.items import Item
from communique.reading.roles import arguments, expand, is_passive
from communique.reading.scene import Scene
from communique.reading.strikers import BAND_NAMES, frames, struck_before
from communique.reading.syntax import Tree

_MADE: Final = re.compile(r"-(?:made|built|designed|origin|supplied|developed|manufactured|produced)\b")


# "a THAAD system of the Emirates", "the J-10 flown by Pakistan"
_OF_OWNER: Final = re.compile(
    r"(?: (?!of\b|by\b)[\w-]+){0,3},? (?:of|operated by|flown by|belonging to|in the hands of|in service with|used by|fielded by|crewed by)(?: the)? "
)
_FIGHTING: Final = frozenset(
    "engage fight attack strike clash battle bomb raid invade exchange launch".split()
)


def owned_after(scene: Scene, tree: Tree, item: Item) -> tuple[str, ...]:
    """Whose it is, told after it: "VT-4 tanks of the Thai army"; its maker is not."""
    match = _OF_OWNER.match(scene.text, item.end, min(tree.end, item.end + 70))
    if not match:
        return ()
    for mention in scene.inside(match.end(), min(tree.end, match.end() + 45), "party", "body"):
        if mention.start == match.end() and not set(mention.parties) & set(item.origins):
            return mention.parties[:1]
    return ()


def fighting(scene: Scene, tree: Tree) -> tuple[str, ...]:
    """``when A engaged B's aircraft``: who fought while the equipment did what is told of it; empty for none."""
    for token in tree.bearing:
        if token.dep == "advcl" and token.pos == "VERB" and token.lemma in _FIGHTING:
            for head in arguments(tree, token.i).get("subj", ()):
                named = scene.parties_at(tree, head, refer=False)
                if named:
                    return named[:1]
    return ()


_MADE_BY: Final = re.compile(
    r",? (?:\w+ )?(?:made|built|supplied|produced|provided|developed|donated|delivered|bought|purchased) (?:by|in|from)\b"
)


# "a barrage of Shahed drones": the drones are what it was done with.
_LOTS: Final = frozenset(
    "barrage wave swarm salvo volley series number dozens dozen score hundreds mix combination pair squadron group fleet array lot handful formation hail mixture".split()
)


# "a shell from a CAESAR": what a gun or launcher looses.
_SHOTS: Final = frozenset(
    "projectile missile shell round rocket grenade shot bullet bomb fire salvo burst hit".split()
)


def everything(tree: Tree, head: int) -> list[int]:
    """A head, what is joined to it, what it is made of ("Patriot batteries") and said to include."""
    found = [k for h in expand(tree, head) for k in (h, *tree.children(h, "compound"))]
    preps = [
        p
        for h in found
        for p in tree.children(h, "prep")
        if tree[p].lemma in ("include", "as", "like")
        or (tree[p].lemma == "of" and tree[h].lemma in _LOTS)
        or (tree[p].lemma == "from" and tree[h].lemma in _SHOTS)
    ]
    return [*found, *(k for p in preps for h in tree.children(p, "pobj") for k in expand(tree, h))]


# "a TOW missile used by rebels", "a Grad strike by the militants": no state's force.
_BANDS: Final = re.compile(r"(?: \w+){0,2}? by (?:(?!\b(?:against|on|at)\b)[^.,;]){0,40}?" + BAND_NAMES)


def made(scene: Scene, tree: Tree, item: Item) -> bool:
    """Whether words beside an item say who made or gave it ("Turkish-made drones", "missiles supplied by")."""
    before = _MADE.search(scene.text, max(tree.start, item.start - 30), item.end)
    return before is not None or _MADE_BY.match(scene.text, item.end) is not None


_BAND: Final = frozenset(
    "hezbollah hizbollah hamas houthi houthis taliban militant rebel insurgent separatist guerrilla gunman militia paramilitary terrorist jihadist isil isis jihad rsf m23 tplf".split()
)


def find_user(
    scene: Scene, tree: Tree, trigger: int, item: Item, known: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Who used the item, and how that was inferred where no word of the sentence says it; both empty where it stays open."""
    if _BANDS.match(scene.text, item.end, min(tree.end, item.end + 70)):
        return (), ()
    owner = _owner(scene, tree, item) or owned_after(scene, tree, item)
    if owner:
        return owner, ()
    args = arguments(tree, trigger)
    labels = ("subj", "by", "poss", "light", "mod") if tree[trigger].pos == "NOUN" else ("subj", "by", "poss")
    # "A reports Russian strikes using": whose strikes they are, before who tells of them.
    whose = [h for h in args.get("mod", ()) if "mod" in labels and _of_state(scene, tree, h, item)]
    heads = [*((h, "mod") for h in whose), *((h, label) for label in labels for h in args.get(label, ()))]
    if any(tree[k].lemma in _BAND for h, _ in heads for k in (h, *tree.children(h, "compound", "amod"))):
        return (), ()
    if tree[trigger].lemma in _HELPING:
        # "helped India take out camps": who is helped is who fights
        helped = [k for d in tree.children(trigger, "ccomp", "xcomp") for k in tree.children(d, "nsubj")]
        heads += [(h, "obj") for h in (*helped, *args.get("obj", ()))]
    acting = _acting(scene, tree, item, [h for h, _ in heads])
    if acting:
        return acting, ()
    place = _where(scene, tree, trigger, item)
    if place:
        return place, ()
    if item.operator:
        return (item.operator,), (("by", "table: navy of the ship"),)
    fronted = _serving(scene, tree, item) or _with_forces(scene, tree, trigger, item)
    if fronted:
        return fronted, ()
    if known:
        return known[:1], (("by", "table: party of the operation"),)
    if _home_made(scene, tree, item):
        return _abroad(scene, tree, item) or (item.said[:1], ())
    own = all(item.head in tree.subtree(h) for h, label in heads if label == "subj")
    others = any(set(m.parties) - set(item.origins) for m in scene.inside(tree.start, tree.end, "party"))
    if is_passive(tree, trigger) or tree[trigger].pos == "NOUN" or own or not others:
        return _understood(scene, tree, item)
    return (), ()


_USE_OF: Final = re.compile(r"\b[Uu]se of (?:the )?$")
_WITH_FORCES: Final = re.compile(r"'?s? (?:army|navy|air force|armed forces|military|forces|troops)\b")


def _abroad(
    scene: Scene, tree: Tree, item: Item
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]] | None:
    """``Turkish drones carried out the attack`` after A's raid: A's. ``The use of American missiles``: nobody's; else None."""
    earlier = struck_before(scene, tree, item)
    hit = {*item.origins, *_struck(scene, tree), *_targets(scene, tree)}
    if earlier and not set(earlier) & hit:
        return earlier[:1], (("by", "report: who struck"),)
    marks = scene.inside(max(tree.start, item.start - 30), item.start, "party")
    bare = any(_USE_OF.search(scene.text, tree.start, m.start) for m in marks)
    used = [p for p in scene.used.get(item.name, ()) if p not in item.origins]
    if bare:
        return (used[0],) if used else (), (("by", "report: who was said to have used it"),) if used else ()
    return None


def _with_forces(scene: Scene, tree: Tree, trigger: int, item: Item) -> tuple[str, ...]:
    """``saw their first combat with A's army``: in whose service, where its maker is another."""
    if tree[trigger].lemma not in ("see", "debut", "serve", "have", "make", "prove"):
        return ()
    for mention in scene.inside(tree[trigger].end, tree.end, "party"):
        served = scene.text[max(tree.start, mention.start - 9) : mention.start].endswith(
            ("with the ", "with ")
        )
        other = not set(mention.parties) & {*item.origins, *item.said}
        if served and other and _WITH_FORCES.match(scene.text, mention.end):
            return mention.parties[:1]
    return ()


def _of_state(scene: Scene, tree: Tree, head: int, item: Item) -> bool:
    """Whether a word before the noun says of which state's forces it is, not of whose make."""
    marks = scene.inside(tree[head].start, tree[head].end, "party")
    return any(m.form == "demonym" and not set(m.parties) & {*item.origins, *item.said} for m in marks)


_HELPING: Final = frozenset("help let allow enable aid assist".split())


def _acting(scene: Scene, tree: Tree, item: Item, heads: list[int]) -> tuple[str, ...]:
    """The party of the first of these heads that is neither the item nor its maker."""
    for head in heads:
        if (
            item.head != head
            and not (item.said and tree[item.head].dep == "conj")
            and not item.start <= tree[head].start < item.end
            and item.head in everything(tree, head)
        ):
            lead = tuple(p for p in scene.parties_at(tree, head, refer=False) if p not in item.origins)
            if lead:
                return lead[:1]
        if (
            item.start <= tree[head].start < item.end
            or item.head in tree.subtree(head)
            or _MADE.match(scene.text, tree[head].end)
        ):
            continue
        named = scene.parties_at(tree, head)
        meant = not scene.parties_at(tree, head, refer=False)
        if named and not (meant and item.known and set(named) & set(item.origins)):
            return named[:1]  # "the regime" that uses what another made is not its maker
    return ()


# Who looks into a shot has not fired it.
_INQUIRY: Final = re.compile(
    r"\b(?:[Ii]nvestigat\w+|[Ii]nquiry|[Bb]oard|[Pp]rosecutors?|[Cc]ourt|[Rr]eport|[Pp]olice|[Oo]bservatory|[Ww]atchdog|[Ee]xperts?|[Aa]nalysts?|"
    r"[Rr]ights|[Mm]edia|[Nn]ewspaper|[Ss]tudy|[Rr]esearchers?|[Ii]ntelligence|[Ee]mbassy)\b"
)


# "India's air chief said": of his own force, where whom it fought is named.
_OWN_FORCE: Final = re.compile(r"\b(?:chief|minister|army|navy|force|military|commander)$")


def _understood(scene: Scene, tree: Tree, item: Item) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The user that the sentence leaves open: the other of the pair, who tells of it, or whom the report spoke of last."""
    out = {*item.origins, *(() if item.known else item.said), *_targets(scene, tree), *_struck(scene, tree)}
    before = [p for p in scene.used.get(item.name, ()) if p not in out]
    if before:
        return (before[0],), (("by", "report: who was said to have used it"),)
    engaged = [p for p in fighting(scene, tree) if p not in out]
    if engaged:
        return (engaged[0],), (("by", "sentence: who fought"),)
    earlier = struck_before(scene, tree, item)
    if earlier is not None:
        fit = [p for p in earlier if p not in out]
        return ((fit[0],), (("by", "report: who struck"),)) if fit else ((), ())
    out |= {p for m in scene.inside(tree.start, tree.end, "equipment") for p in m.parties}
    rest = [p for p in scene.dyad if p not in out]
    bought = {b for (a, b) in scene.flows if a in item.origins} - out
    if len(bought) == 1 and (len(rest) != 1 or rest[0] not in bought):
        return (next(iter(bought)),), (("by", "report: whom its maker supplies"),)
    if len(rest) == 1:
        return (rest[0],), (("by", "report: the other party of the pair"),)
    tellers = [k for t in tree.tokens if t.dep == "ROOT" for k in tree.children(t.i, "nsubj")]
    for at in tellers:
        spoken = scene.parties_at(tree, at, refer=False)
        own = [p for p in spoken if p in item.origins]
        if own and item.known and not any(supplier in own for supplier, _ in scene.flows):
            return (own[0],), (("by", "sentence: who tells of it"),)
        told = [
            p
            for p in spoken
            if p in rest or (not rest and _OWN_FORCE.search(scene.text, tree[at].start - 9, tree[at].end))
        ]
        told = [p for p in told if p not in out and (p in rest or _targets(scene, tree))]
        if told and not _INQUIRY.search(scene.text, tree.start, tree[at].end):
            return (told[0],), (("by", "sentence: who tells of it"),)
    near = _defending(scene, tree, item) - out
    if len(near) == 1:
        return (next(iter(near)),), (("by", "sentence: over whose land"),)
    above = [p for p in scene.topic_before(tree.start) if p in rest]
    return ((above[0],), (("by", "report: who acted before"),)) if above else ((), ())


_OVER: Final = re.compile(r"\b(?:near|over|above|around)(?: the)?(?: [\w]+){0,3} $")


def _defending(scene: Scene, tree: Tree, item: Item) -> set[str]:
    """``intercepted by an IRIS-T system near Kyiv``: air defence stands where its owner is."""
    if item.family != "air-defence":
        return set()
    return {
        p
        for m in scene.inside(tree.start, tree.end, "party", "place")
        if _OVER.search(scene.text, max(tree.start, m.start - 30), m.start)
        for p in m.parties
    }


def _struck(scene: Scene, tree: Tree) -> set[str]:
    """The parties whose forces, jets or bases are what an act of the sentence hits."""
    acts = [t.i for t in tree.tokens if t.pos == "VERB" and frames().get((t.lemma, "v")) == "act"]
    heads = [h for at in acts for h in arguments(tree, at).get("obj", ())]
    return {p for h in heads for p in (*scene.parties_at(tree, h, refer=False), *_inside(scene, tree, h))}


def _inside(scene: Scene, tree: Tree, head: int) -> list[str]:
    """The parties and places that the phrase of what is hit names: "a school at Ashkelon, an Israeli city"."""
    words = tree.subtree(head, stop=lambda t: t.dep in ("relcl", "advcl") or t.lemma in ("use", "with"))
    kinds = ("party", "place")
    return [p for m in scene.inside(tree[words[0]].start, tree[words[-1]].end, *kinds) for p in m.parties]


def _where(scene: Scene, tree: Tree, trigger: int, item: Item) -> tuple[str, ...]:
    """``Ukraine, where the CV90 stands the test of battle``: the place of the clause, if it did not make the item."""
    if tree[trigger].dep != "relcl" or not any(
        tree[k].lemma == "where" for k in tree.children(trigger, "advmod")
    ):
        return ()
    place = scene.parties_at(tree, tree[trigger].head, refer=False)
    return place[:1] if not set(place) & set(item.origins) else ()


def _home_made(scene: Scene, tree: Tree, item: Item) -> bool:
    """Whether the owner named before the item is its maker and no flow of it to another is told: own make, own use."""
    made = _MADE.search(scene.text, max(tree.start, item.start - 30), item.end) or _MADE_BY.match(
        scene.text, item.end
    )
    own = bool(item.said) and set(item.said) <= set(item.origins)
    return own and not made and not any(supplier in item.origins for supplier, _ in scene.flows)


_MAKE: Final = re.compile(r"[\w.]+-(?:made|built|designed|origin|supplied|developed|manufactured|produced) ")
_PAREN: Final = re.compile(r" \([^)]{1,12}\) ?")


def _owner(scene: Scene, tree: Tree, item: Item) -> tuple[str, ...]:
    """``Iraqi Air Force F-16s``, ``a Turkish F-16``, ``an Armenian Scud``: whoever is named right before it and did not make it."""
    window = scene.text[max(tree.start, item.start - 60) : item.start]
    for mention in reversed(scene.inside(max(tree.start, item.start - 60), item.start, "party", "body")):
        gap = window[mention.end - max(tree.start, item.start - 60) :]
        if _MADE.match(gap) or set(mention.parties) & set(item.origins if item.known else item.said):
            continue
        gap = _PAREN.sub(" ", _MAKE.sub("", gap))
        if not re.fullmatch(r"(?:'s?)? ?(?:[\w-]+(?:'s?)? ){0,4}", gap) or re.search(
            r"\b(?:and|the|with|of|by|to|in|used|uses?|using|against|from|at|on|over|has|have|had|its|fired|made|built)\b",
            gap,
        ):
            return ()
        if mention.form in ("demonym", "name") or mention.kind == "body" or gap.startswith("'"):
            return mention.parties
    return ()


def _serving(scene: Scene, tree: Tree, item: Item) -> tuple[str, ...]:
    """``In Ankara's own service it flew``: the service that the sentence opens with."""
    match = re.compile(r"\b(?:[Ii]n|[Ww]ith) (?:the )?").match(scene.text, tree.start)
    if not match:
        return ()
    for mention in scene.inside(match.end(), min(tree.end, match.end() + 40), "party", "body"):
        if re.match(
            r"'s? (?:own )?(?:service|hands)|(?: \w+)? (?:service|hands)",
            scene.text[mention.end : mention.end + 24],
        ):
            return mention.parties
    return ()


def _targets(scene: Scene, tree: Tree) -> set[str]:
    """The parties that stand behind *against* and *on*: what was fought, not who fought."""
    found: set[str] = set()
    for mention in scene.inside(tree.start, tree.end, "party", "body"):
        if re.search(
            r"\b(?:(?:against|at|on|over|inside|into)|(?:fighting|clash(?:es)?|war|battles?|conflict|hostilities|skirmish(?:es)?) with)(?: the| an?)? $",
            scene.text[max(tree.start, mention.start - 26) : mention.start],
        ):
            found |= set(mention.parties)
    return found
