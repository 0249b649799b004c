"""Step six, discourse: the document as a scene with parties, persons and things, and what words refer to.

A scene answers: which parties does this noun phrase speak for ("the Russian side", "Hanwha", "the island",
"both ministers", "it")? Who are the two that the report is about? Which equipment was last spoken of?
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Final

from communique.knowledge import Knowledge
from communique.model import Document
from communique.reading.control import acted_against, alleged, warned, whose_blow
from communique.reading.holdings import Listing, Package
from communique.reading.indirect import FORCES, GENERIC, MEMBERS, PEOPLE, PERSONAL, PLURAL, RELATIVES, SINGLE
from communique.reading.mentions import Mention
from communique.reading.people import Named
from communique.reading.quoting import closed_by, introduced, quoted_by
from communique.reading.regions import described, describes
from communique.reading.roles import arguments, core, expand
from communique.reading.sought import hold
from communique.reading.syntax import Token, Tree
from communique.reading.text import Layout, sentence_at
from communique.reading.topics import is_topic

# Kinds of mention that speak for a party.
SPEAKING: Final = ("party", "body", "place")
_TWO: Final = re.compile(
    r"\b(?:two|both|2|three)(?: \w+){0,2}? (?:countries|nations|sides|states|parties|governments|armies|navies|air forces|militaries|forces|ministers|leaders|"
    r"presidents|prime ministers|defence ministers|defense ministers|foreign ministers|officials|neighbours|neighbors|allies|partners|capitals|"
    r"delegations|services|men|chiefs|powers|generals|companies|firms)\b|^(?:the|both) (?:(?:defen[cs]e|foreign|prime|army|navy|naval|military) )?(?:two|sides|countries|nations|ministers|leaders|parties|chiefs)\b|\b(?:two|both)$",
    re.IGNORECASE,
)
_AND: Final = re.compile(r" and (?:the )?")
# "took issue with B over its purchase", "is unhappy with B about its plans".
_QUARREL: Final = re.compile(r"\bwith (?:[\w'.-]+ ){1,5}(?:over|about|for|because of) $")
_WITH: Final = re.compile(r"\bwith (?:the )?$")
_OURS: Final = re.compile(r"(?:we|our)\b")


# "A's agreement with B ... the government": A's, not that of the party dealt with.
_PARTNER: Final = re.compile(r"\b(?:with|from|by|against) (?:the )?$")


# As what a pronoun stands for another than the subject of its clause.
_ACTED_UPON: Final = ("dobj", "dative", "iobj")


# "representatives of A, B and C" speak for all of them.
_ENVOYS: Final = frozenset(
    "representative official head chief minister leader delegation envoy executive navy army force military government ministry troop".split()
)


@dataclass
class Scene:
    """One document with everything found in it, and the reference resolution over it."""

    document: Document
    knowledge: Knowledge
    layout: Layout
    mentions: Sequence[Mention]
    people: Sequence[Named]
    trees: dict[int, Tree] = field(default_factory=dict)
    weights: Counter[str] = field(default_factory=Counter)
    military: float = 0.0
    speakers: dict[int, str] = field(default_factory=dict)
    seller: str | None = None
    last_item: object | None = None
    # Start of the last sentence that told of a deal, with its supplier and its recipient.
    last_ends: tuple[int, tuple[str, ...], tuple[str, ...]] | None = None
    package: Package | None = None
    listing: Listing | None = None
    # Where it was told that two dealt with each other, which two, and by which type; in the order of the text.
    dealt: list[tuple[int, tuple[str, ...], str]] = field(default_factory=list)
    circles: list[tuple[int, tuple[str, ...], str]] = field(default_factory=list)  # ... three or more
    flows: Counter[tuple[str, str]] = field(default_factory=Counter)
    givers: dict[tuple[str, str], str] = field(default_factory=dict)
    # Who invites bids in the report.
    tenderer: str | None = None
    # Who buys together from a seller: "A and B signed an agreement with C to purchase".
    buyers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    # Who was said outright to have used which equipment in a fight.
    used: dict[str, tuple[str, ...]] = field(default_factory=dict)
    # Who presses whom over a dealing with a third: the presser is no end of that dealing.
    pressed: dict[str, set[str]] = field(default_factory=dict)
    # The folded text, of the same length as the document's, and the same in small letters.
    text: str = field(init=False)
    small: str = field(init=False)
    _starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.layout.folded
        self.small = hold(self.text)
        self._starts = [mention.start for mention in self.mentions]

    @property
    def dyad(self) -> tuple[str, ...]:
        """The two parties that the report is mostly about, by weight; fewer where it names fewer."""
        return tuple(code for code, _ in self.weights.most_common(3) if code != "UN")[:2]

    def inside(self, start: int, end: int, *kinds: str) -> list[Mention]:
        """The mentions between two offsets, of these kinds (all, where none is given)."""
        starts = self._starts
        # Mentions come in the order of the text.
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:
            return []
        some = self.mentions[first : bisect_left(starts, end, first)]
        return [m for m in some if m.end <= end and (not kinds or m.kind in kinds)]

    def persons(self, start: int, end: int) -> list[Named]:
        """The namings of persons between two offsets."""
        return [p for p in self.people if p.start >= start and p.end <= end]

    # --- what a noun phrase speaks for -------------------------------------------------------------

    def parties_at(self, tree: Tree, index: int, refer: bool = True) -> tuple[str, ...]:
        """The parties that the noun phrase headed by a token speaks for; empty where it speaks for none.

        A named party, body or person at the head counts first; then one that modifies it ("the Polish
        government", "Seoul's arms agency"); then, with ``refer``, what a pronoun or definite phrase
        refers to.
        """
        token = tree[index]
        head = self._named_at(token.start, token.end)
        if head:
            return head
        words = core(tree, index)
        start, end = tree[words[0]].start, tree[words[-1]].end
        if token.lemma in RELATIVES and token.dep in ("appos", "conj", "attr"):
            return ()  # "Serbia, a Russian ally": another than the one whose ally it is
        if token.lemma in RELATIVES and (named := self._called(tree, index)):
            return named
        found: list[str] = []
        for at in words:
            if at != index and tree[at].dep != "pobj" and not (at > index and tree.beside(at, index)):
                found += [p for p in self._named_at(tree[at].start, tree[at].end) if p not in found]
        if not found:
            found = self._owned_by(tree, index, words)
        states = [p for p in found if p in _states_of(self.knowledge)]
        if len(states) == 1 and token.tag in ("NNS", "NNPS") and token.lemma in FORCES:
            states = list(dict.fromkeys((*self._joined_demonyms(tree, index), *states)))
        if states:
            return tuple(states)
        if named := self._apposed(tree, index):
            return named
        if found and token.tag == "NN" and token.lemma in MEMBERS and describes(self.text[start:end]):
            buyers = [p for p in self.dyad if p != self.seller]
            return described(self.text[start:end], self.mentions, buyers, token.start) or tuple(found)
        if found:
            return tuple(found)
        return self.refer(tree, index, self.text[start:end]) if refer else ()

    def _called(self, tree: Tree, index: int) -> tuple[str, ...]:
        """``its old rival, Kosovo``: the one named behind."""
        kids = tree.children(index, "appos")
        return next((n for k in kids if (n := self._named_at(tree[k].start, tree[k].end))), ())

    def _apposed(self, tree: Tree, index: int) -> tuple[str, ...]:
        """The parties that an apposition speaks for."""
        for kid in tree.children(index, "appos"):
            if named := self.parties_at(tree, kid, refer=False) or self._within(tree, kid):
                return named
        return ()

    def _joined_demonyms(self, tree: Tree, index: int) -> tuple[str, ...]:
        """``the Dutch and Danish armies``: both of two adjectives of one plural noun."""
        named = [m for m in self.inside(tree.start, tree[index].start, "party") if m.form == "demonym"][-2:]
        joined = len(named) == 2 and _AND.fullmatch(self.text[named[0].end : named[1].start])
        close = joined and re.fullmatch(r" (?:[\w-]+ ){0,2}", self.text[named[1].end : tree[index].start])
        single = close and len(named[0].parties) == len(named[1].parties) == 1
        return (*named[0].parties, *named[1].parties) if single else ()

    def _owned_by(self, tree: Tree, index: int, words: list[int]) -> list[str]:
        """``the ministers of A and B``, ``representatives of A, B and C``: of whom they are."""
        found: list[str] = []
        for at in words:
            if tree[at].dep == "pobj" and tree[tree[at].head].lemma == "of":
                for each in expand(tree, at) if tree[index].lemma in _ENVOYS else (at,):
                    found += [p for p in self._named_at(tree[each].start, tree[each].end) if p not in found]
        return found

    def _within(self, tree: Tree, index: int) -> tuple[str, ...]:
        """``an agency within the military of B``: a body inside a named one."""
        for prep in tree.children(index, "prep"):
            if tree[prep].lemma in ("within", "in", "under", "inside"):
                for pobj in tree.children(prep, "pobj"):
                    named = self.parties_at(tree, pobj, refer=False)
                    if named:
                        return named
        return ()

    def _named_at(self, start: int, end: int) -> tuple[str, ...]:
        for person in self.people:
            if person.start <= start < person.end and person.person.party:
                return (person.person.party,)
        for mention in self.mentions:
            if mention.start <= start < mention.end and mention.kind in SPEAKING:
                if mention.kind == "place" and not mention.parties:
                    continue
                return mention.parties
        return ()

    def refer(self, tree: Tree, index: int, phrase: str) -> tuple[str, ...]:
        """What a pronoun, "the two countries", "the country" or "the ministry" refers to."""
        token, low = tree[index], phrase.lower()
        speaker = (
            self.speaker_at(token.start)
            if _OURS.match(low) or token.lemma in ("we", "us", "my", "i")
            else None
        )
        if speaker:
            return (speaker,)
        told = warned(tree, index)
        if told is not None and (addressed := self._named_at(tree[told].start, tree[told].end)):
            return addressed
        if (
            _TWO.search(low)
            or token.lemma in PLURAL
            or low.startswith(("the sides", "the countries", "the parties"))
        ):
            return self._several(tree, index, low)
        if token.lemma in PERSONAL:
            person = self.person_before(token.start)
            return (person.person.party,) if person and person.person.party else ()
        if token.lemma in ("latter", "former"):
            named = [m for m in self.inside(tree.start, token.start, "party") if len(m.parties) == 1]
            return (named[-1] if token.lemma == "latter" else named[0]).parties if named else ()
        if token.lemma in SINGLE:
            return self._single(tree, index)
        if token.lemma in PEOPLE:
            for owner in tree.children(index, "poss"):
                if tree[owner].lemma in ("its", "their", "our"):
                    return self.refer(tree, owner, tree[owner].text)
        own = self.person_before(token.start) if low.startswith(("his ", "her ")) else None
        if token.lemma in GENERIC and own and own.person.party:
            return (own.person.party,)
        if token.lemma in GENERIC and low.split()[0] in ("the", "this", "that", "his", "her", "its", "our"):
            return described(low, self.mentions, self.dyad, token.start) or self._generic(tree, index)
        return ()

    def _several(self, tree: Tree, index: int, low: str) -> tuple[str, ...]:
        """What "they", "both sides", "the three ministers" means."""
        token = tree[index]
        if token.lemma == "their" and (hit := self._hit(tree, index)):
            return hit
        if token.lemma in ("they", "them", "their"):
            joint = self._joint_subject(tree, index)
            if joint:
                return joint
            own = self._subject_before(tree, token.start)
            before = self.inside(tree.start, token.start)
            if own and any(m.parties == own for m in before):
                return own
            group = self._group_before(tree.start)
            if group:
                return group
        near = [m for m in self.inside(tree.start, token.start, "party") if len(m.parties) == 1][-3:]
        for one, other in reversed(list(pairwise(near))):
            if _AND.fullmatch(self.text[one.end : other.start]):
                return tuple(dict.fromkeys((*one.parties, *other.parties)))
        return self.pair_before(tree.start, 3 if re.search(r"\bthree\b|\btrilateral\b", low) else 2)

    def _joint_subject(self, tree: Tree, index: int) -> tuple[str, ...]:
        """ "A and B said they were suspending": the joined subject of the clause above, where it names several."""
        for at in tree.ancestors(tree[index].head):
            for head in tree.children(at, "nsubj", "nsubjpass"):
                named = [p for k in expand(tree, head) for p in self._named_at(tree[k].start, tree[k].end)]
                if len(set(named)) > 1 and head < index:
                    return tuple(dict.fromkeys(named))
        return ()

    def _generic(self, tree: Tree, index: int) -> tuple[str, ...]:
        """What "the country", "the government", "the ministry" means."""
        token = tree[index]
        if token.lemma in ("government", "country", "nation") and (own := self._quoted(tree, token.start)):
            return own
        if token.lemma == "government" and token.dep in ("nsubj", "nsubjpass"):
            inside = self.inside(tree.start, token.start, "party", "body")
            subjects = [m for m in inside if m.parties and self._is_subject(tree, m)]
            if subjects:
                return subjects[-1].parties
        if token.lemma in ("country", "nation", "kingdom", "republic", "island", "government"):
            named = [m for m in self.inside(tree.start, token.start, "party") if m.form in ("name", "seat")]
            if token.dep in ("dative", "iobj"):
                # Nobody lends to himself.
                named = [m for m in named if not self._is_subject(tree, m)]
                dyad = [p for p in self.dyad if p not in self._subjects(tree, token.head)]
                if not named and len(dyad) == 1:
                    return (dyad[0],)
            mine = [m for m in named if not _PARTNER.search(self.text[tree.start : m.start])]
            if named:
                return (mine or named)[-1].parties
        return self._subject_before(tree, token.start, body=token.lemma)

    def _quoted(self, tree: Tree, offset: int) -> tuple[str, ...]:
        """``"The government is in talks," the minister said``: his own, where nobody else acts in the quotation."""
        before = self.text[tree.start : offset]
        if before.count('"') % 2 == 0:
            return ()
        if any(
            self._is_subject(tree, m) for m in self.inside(tree.start + before.rfind('"'), offset, "party")
        ):
            return ()
        voice = quoted_by(self.text, self.persons(offset, tree.end), offset)
        return (voice,) if voice else ()

    def _subjects(self, tree: Tree, verb: int) -> tuple[str, ...]:
        """The parties that the subjects of a verb and of the verbs above it name."""
        heads = [k for at in (verb, *tree.ancestors(verb)) for k in tree.children(at, "nsubj", "nsubjpass")]
        return tuple(p for k in heads for p in self._named_at(tree[k].start, tree[k].end))

    def _single(self, tree: Tree, index: int) -> tuple[str, ...]:
        """What "it" or "its" means: whose announcement it is, whom the sentence acts against, else the subject."""
        token = tree[index]
        verb = token.head
        if token.dep == "nsubj" and tree[verb].dep in ("acl", "ccomp", "relcl") and not alleged(tree, verb):
            for owner in tree.children(tree[verb].head, "poss"):
                named = self.parties_at(tree, owner, refer=False)
                if named:
                    return named
        if hit := self._hit(tree, index):
            return hit
        if token.dep == "poss" and _QUARREL.search(self.text, tree.start, token.start):
            met = [m for m in self.inside(tree.start, token.start, "party", "body") if m.parties]
            beside = met and _WITH.search(self.text[tree.start : met[-1].start])
            if beside and not whose_blow(tree, met[-1].start, met[-1].end):
                return met[-1].parties
        own = self._acting(tree, index)
        return self._apart_from(own, tree, token) if own else self._subject_before(tree, token.start)

    def _hit(self, tree: Tree, index: int) -> tuple[str, ...]:
        """``sanctioned B's yards over their sales``: whom the sentence acts against has what stands after; else nobody."""
        if tree[index].dep != "poss" or not acted_against(tree, index):
            return ()
        named = [
            m
            for m in self.inside(tree.start, tree[index].start, "party", "body")
            if m.parties and not whose_blow(tree, m.start, m.end)
        ]
        return named[-1].parties if named and not self._is_subject(tree, named[-1]) else ()

    def _acting(self, tree: Tree, index: int) -> set[str]:
        """The parties that act upon a pronoun as its clause's subject: "sold it tanks" is to another than the seller."""
        token = tree[index]
        if token.dep not in _ACTED_UPON or token.lemma == "itself":
            return set()
        verb = next((k for k in tree.ancestors(index) if tree[k].pos in ("VERB", "AUX")), None)
        heads = [k for k in arguments(tree, verb).get("subj", ()) if k < index] if verb is not None else []
        return {p for k in heads for p in self._named_at(tree[k].start, tree[k].end)}

    def _apart_from(self, own: set[str], tree: Tree, token: Token) -> tuple[str, ...]:
        """The last subject before that is none of these; else the other party of the pair."""
        named = [m for m in self.inside(tree.start, token.start, "party", "body") if m.parties]
        for m in reversed(named):
            if not own & set(m.parties) and self._is_subject(tree, m):
                return m.parties
        before = self.topic_before(tree.start)
        rest = tuple(p for p in self.dyad if p not in own)
        return before if before and not own & set(before) else rest if len(rest) == 1 else ()

    def speaker_at(self, offset: int) -> str | None:
        """The party of whoever speaks at this offset: the label of a transcript, or the person quoted."""
        span = sentence_at(self.layout, offset)
        if span is not None and span.speaker:
            return self.speakers.get(span.block)
        if (
            span is not None
            and span.block - 1 in self.speakers
            and self.layout.blocks[span.block].role != "title"
        ):
            return self._speech_above(span.block)
        voice = (
            quoted_by(self.text, self.persons(offset, span.end), offset)
            or closed_by(self.text, self.people, span.start, offset, span.end)
            or introduced(
                self.text,
                self.persons(span.start, offset),
                self.inside(span.start, offset, "party", "body"),
                span.start,
                offset,
            )
            if span is not None
            else None
        )
        if voice:
            return voice
        person = self.person_before(offset)
        return person.person.party if person else None

    def _speech_above(self, block: int) -> str | None:
        """A paragraph without a label goes on with the speaker above it."""
        above = [party for index, party in sorted(self.speakers.items()) if index < block]
        return above[-1] if above else None

    def pair_before(self, offset: int, size: int = 2) -> tuple[str, ...]:
        """The pair that "both sides" means: the last sentence before that names two parties, else the dyad."""
        if size == 2 and self.dealt and self.dealt[-1][0] >= offset:
            return self.dealt[-1][1]  # told in this very sentence: "A signed a pact with B, and both ..."
        dyad = set(self.dyad)
        ranked = [weight for _, weight in self.weights.most_common(3)]
        if size == 2 and len(ranked) > 1 and (len(ranked) < 3 or ranked[1] >= 3 * ranked[2]):
            return tuple(sorted(dyad))
        for span in reversed([s for s in self.layout.sentences if s.start <= offset]):
            dealt = [pair for start, pair, _ in self.dealt if span.start <= start < span.end]
            if size == 2 and dealt:
                return dealt[-1]
            named = list(
                dict.fromkeys(
                    p
                    for m in self.inside(span.start, span.end, "party", "body")
                    if not is_topic(self.text, m.start)
                    for p in m.parties
                )
            )
            if len(named) == size and (set(named) & dyad or not dyad):
                return tuple(sorted(named))
            if size == 2 and len(named) > 2 and dyad <= set(named):
                break
        return tuple(sorted(dyad)) if len(dyad) == 2 and self._told_before(dyad, offset) else ()

    def _told_before(self, parties: set[str], offset: int) -> bool:
        """Whether each of these is named up to an offset: words that point back mean nobody who comes later."""
        named = {p for m in self.mentions if m.start < offset for p in m.parties}
        return parties <= named | {p.person.party or "" for p in self.people if p.start < offset}

    def _group_before(self, offset: int) -> tuple[str, ...]:
        """The three or four parties whose people the sentence before named ("they signed")."""
        before = [s for s in self.layout.sentences if s.end <= offset]
        if not before:
            return ()
        named = {p.person.party for p in self.persons(before[-1].start, before[-1].end) if p.person.party}
        return tuple(sorted(named)) if 3 <= len(named) <= 4 else ()

    def person_before(self, offset: int) -> Named | None:
        """The person whom "he" or "she" means: the last one named before."""
        before = [p for p in self.people if p.end <= offset]
        return before[-1] if before else None

    def _subject_before(self, tree: Tree, offset: int, body: str = "") -> tuple[str, ...]:
        """What "it", "the country" means: the subject named before, in this sentence or the ones above."""
        for m in reversed([m for m in self.mentions if m.end <= offset and m.kind in ("party", "body")]):
            if body in ("company", "firm", "manufacturer", "maker", "builder"):
                if m.kind == "body" and m.form in ("company", "yard", "bureau"):
                    return m.parties
            elif body == "ministry":
                if m.kind == "body" or re.match(r"'?s? \w* ?[Mm]inistry", self.text[m.end : m.end + 22]):
                    return m.parties
            elif m.start >= tree.start:
                if self._is_subject(tree, m):
                    return m.parties
            else:
                break
        if body in ("company", "firm", "manufacturer", "maker", "builder", "ministry"):
            return ()
        return self.topic_before(tree.start)

    def _is_subject(self, tree: Tree, mention: Mention) -> bool:
        at = tree.at(mention.start, mention.end)
        while at is not None and tree[at].dep in ("compound", "amod", "poss", "nmod"):
            at = tree[at].head
        return at is not None and tree[at].dep in ("nsubj", "nsubjpass")

    def topic_before(self, offset: int) -> tuple[str, ...]:
        """The subject party of the sentence before, or its first party."""
        for span in reversed([s for s in self.layout.sentences if s.end <= offset]):
            tree = self.trees.get(span.start)
            named = self.inside(span.start, span.end, "party", "body")
            if tree is not None:
                for mention in named:
                    if mention.parties and self._is_subject(tree, mention):
                        return mention.parties
            for mention in named:
                if mention.parties:
                    return mention.parties
            break
        return ()


@lru_cache(maxsize=4)
def _states_of(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(row["iso3"] for row in knowledge.rows("states"))
