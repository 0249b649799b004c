"""The door of the reading room: one Document in, its Claims out, each with the words that make it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from communique.knowledge import Knowledge, load
from communique.model import Claim, Document
from communique.reading import build
from communique.reading.acronyms import halves, of_one_state, short_forms
from communique.reading.alongside import with_seller, without_bare_pacts, without_delivery_calls
from communique.reading.amounts import forget as forget_sums
from communique.reading.apposed import typed
from communique.reading.bearing import bearing
from communique.reading.bullets import bulleted
from communique.reading.careers import of_the_day
from communique.reading.complete import complete
from communique.reading.confidence import with_confidence
from communique.reading.consolidate import consolidate
from communique.reading.dating import settle
from communique.reading.deals import Deal
from communique.reading.engagements import find_dealings
from communique.reading.gate import passes, wanted
from communique.reading.givers import note_flows
from communique.reading.items import Item, find_items
from communique.reading.lexicon import lexicon
from communique.reading.lots import agree, home_made, inherit, respectively, separate
from communique.reading.mechanisms import find_mechanisms
from communique.reading.mentions import Mention
from communique.reading.modes import settle_mode
from communique.reading.naming import name_definites
from communique.reading.packages import without_whole
from communique.reading.people import find_people, find_titles
from communique.reading.placing import place_persons
from communique.reading.postures import find_courses
from communique.reading.pressures import Push, find_pushes, note_pressers
from communique.reading.programmes import find_deals
from communique.reading.relevance import strong_words
from communique.reading.scene import Scene
from communique.reading.sharing import share
from communique.reading.sought import let_go
from communique.reading.syntax import Tree, parse
from communique.reading.tenders import tenderer
from communique.reading.text import Layout, Span, layout, shadow
from communique.reading.times import forget
from communique.reading.told import find_told
from communique.reading.traces import find_traces
from communique.reading.uses import find_uses
from communique.reading.venues import share_places
from communique.reading.weighing import military_words, place_speakers, weigh

# What is written in another language is kept, and left to a reader that knows it.
LANGUAGE: Final = "en"
# What is remembered of the text in hand, and let go with it.
_OF_ONE_TEXT: Final = (
    forget,
    military_words.cache_clear,
    strong_words.cache_clear,
    forget_sums,
    let_go,
)


class Reader:
    """The rules: stateless between documents; compile once, read many."""

    version: Final = build.VERSION
    # What makes trees of sentences; a reader that is to be slow and plain, for comparison, brings its own.
    parse = staticmethod(parse)

    def __init__(self, knowledge: Knowledge | None = None) -> None:
        self.knowledge = knowledge or load()
        self.lexicon = lexicon(self.knowledge)

    def scene(self, document: Document) -> Scene:
        """Everything found in a document before claims are made of it; parsed only if it passes the gate."""
        return self._scene(document, *self.looked(document))

    def promising(self, document: Document) -> bool:
        """Whether a document may hold a claim; the first look, by which most of the world's news is let go."""
        return document.language == LANGUAGE and self.lexicon.promising(shadow(document.text))

    def looked(self, document: Document) -> tuple[Layout, list[Mention], list[Span]]:
        """The page, what the tables know on it, and the sentences worth parsing."""
        laid = layout(document.text, document.title)
        mentions = halves(laid.folded, short_forms(laid.folded, self.lexicon.find(laid.folded)))
        mentions = of_one_state(laid.folded, mentions)
        spans = wanted(laid, mentions) if passes(laid.folded, mentions) else []
        return laid, mentions, [span for span in spans if span.role != "summary"]

    def _scene(
        self, document: Document, laid: Layout, mentions: list[Mention], spans: Sequence[Span]
    ) -> Scene:
        titles = find_titles(laid.folded, mentions)
        people = find_people(laid.folded, mentions, titles)
        scene = Scene(document, self.knowledge, laid, mentions, people)
        weigh(scene)
        of_the_day(scene)
        place_persons(scene, titles)
        scene.weights.clear()
        weigh(scene)
        place_speakers(scene)
        for tree in self.parse(laid.folded, [(span.start, span.end) for span in spans]):
            scene.trees[tree.start] = tree
        return scene

    def read(self, document: Document) -> list[Claim]:
        """The claims that a document makes, in the order of the text; none where it is not in English."""
        if not self.promising(document):
            return []
        laid, mentions, spans = self.looked(document)
        if not spans:
            return []
        try:
            return self._claims(self._scene(document, laid, mentions, spans))
        finally:
            for forgotten in _OF_ONE_TEXT:
                forgotten()

    def _claims(self, scene: Scene) -> list[Claim]:
        scene.tenderer = tenderer(scene)
        found = {start: _deals(scene, tree) for start, tree in scene.trees.items()}
        note_flows(scene, [deal for _, deals in found.values() for deal in deals])
        pushes = {start: find_pushes(scene, tree) for start, tree in scene.trees.items()}
        note_pressers(scene, [push for found_here in pushes.values() for push in found_here])
        claims = [
            claim
            for start, tree in scene.trees.items()
            for claim in _sentence(scene, tree, *found[start], pushes[start])
        ]
        claims = without_whole(claims)
        told = find_told(scene, [(scene.trees[start], items) for start, (items, _) in found.items()], claims)
        claims += [build.told(scene, tree, one) for tree, one in told]
        claims += [build.mechanism(scene, body) for body in find_mechanisms(scene)]
        claims = without_bare_pacts(scene.text, without_delivery_calls(bearing(scene, claims)))
        claims = share_places(
            scene,
            settle(
                scene, share(scene, consolidate(_without_headline(scene, claims), scene.document.published))
            ),
        )
        return _beyond_guesses(with_confidence(claims, scene.layout))


# What a report must at least hold of one claim for its doubtful ones to be believed.
_GUESS: Final = 0.33
_ENDS: Final = frozenset({"supplier", "recipient", "parties", "by"})


def _beyond_guesses(claims: list[Claim]) -> list[Claim]:
    """These claims; none where the surest of what the report tells is a guess: such a report is about something else."""
    told = [claim for claim in claims if claim.kind != "posture"]
    sure = [c for c in told if c.confidence >= _GUESS or not _elsewhere(c)]
    return claims if sure else [c for c in claims if c not in told]


def _share_seller(deals: list[Deal]) -> None:
    """ "A first Orion out of four bought from Norway reached Trelew": who sold the lot sold its first."""
    sold = {deal.supplier for deal in deals if deal.frame.sense == "receive" and deal.supplier}
    if len(sold) == 1:
        seller = next(iter(sold))
        for deal in deals:
            if deal.frame.sense == "arrival" and not deal.supplier:
                deal.supplier = seller


def _without_headline(scene: Scene, claims: list[Claim]) -> list[Claim]:
    """A headline's programmes in common nouns ("missile order") are told by the body, where it tells any."""
    title = next((b.end for b in scene.layout.blocks if b.role == "title"), 0)
    body = [c for c in claims if c.kind == "programme" and c.evidence[0].start >= title]
    ends = {frozenset((*c.supplier, *c.recipient)) for c in body}
    return [
        c
        for c in claims
        if c.kind != "programme"
        or c.evidence[0].start >= title
        or (frozenset((*c.supplier, *c.recipient)) not in ends and not c.rule.endswith(":near"))
        or any(x.isdigit() or x.isupper() for x in c.equipment or "")
    ]


def _deals(scene: Scene, tree: Tree) -> tuple[list[Item], list[Deal]]:
    """The equipment of a sentence and the deals it tells of, open ends still open."""
    items = name_definites(scene, find_items(scene, tree))
    deals = [deal for deal in find_deals(scene, tree, items) if settle_mode(scene, tree, deal)]
    held = bulleted(scene, tree, items, deals)
    deals = [deal for deal in held if settle_mode(scene, tree, deal)] or deals
    _share_seller(deals)
    real = [deal.item for deal in deals if not deal.item.vague and not deal.item.elliptic]
    dealt = next((d for d in reversed(deals) if d.linked and d.recipient and not d.stance.denied), None)
    if dealt is not None:
        scene.last_ends = (tree.start, dealt.supplier, dealt.recipient)
    topic = [i for i in items if i.known and not i.elliptic and tree[i.head].dep in ("nsubj", "nsubjpass")]
    if real:
        scene.last_item = real[-1]
    elif topic:
        scene.last_item = topic[0]
    return items, deals


def _sentence(
    scene: Scene, tree: Tree, items: list[Item], deals: list[Deal], pushes: list[Push]
) -> list[Claim]:
    """All claims of one parsed sentence."""
    done = [deal for deal in deals if not home_made(deal, deals) and complete(scene, tree, deal)]
    respectively(scene, tree, done)
    agree(done)
    done += inherit([deal for deal in deals if deal not in done], done)
    each = [typed(scene, tree, deal) for found in done for deal in separate(scene, tree, found)]
    claims = [build.programme(scene, tree, deal) for deal in each]
    claims += with_seller(claims, [build.engagement(scene, tree, one) for one in find_dealings(scene, tree)])
    uses = find_uses(scene, tree, items) or find_traces(scene, tree, items)
    claims += [build.use(scene, tree, found) for found in uses]
    claims += [build.pressure(scene, tree, push) for push in pushes]
    claims += [build.posture(scene, tree, course) for course in find_courses(scene, tree)]
    return claims


def _elsewhere(claim: Claim) -> bool:
    """Whether an end of a claim stands in other sentences than its own, if anywhere."""
    return any(slot in _ENDS and not how.startswith("sentence") for slot, how in claim.inferred)
