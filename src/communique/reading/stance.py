"""Step seven, status: how far a thing has gone, and whether it is denied, hedged or only thought of.

Reads tense, modals and negation of the trigger and of what governs it ("is considering buying", "denied
that it had sold", "approved the sale"). The governing words and their effects are ``data/governors.csv``.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from typing import Final

from communique.reading.refuted import refuted
from communique.reading.syntax import Tree
from communique.reading.text import small_pattern
from communique.reading.wordings import first_to, only_said, still

_MODALS: Final = {
    "may": "possible",
    "might": "possible",
    "could": "possible",
    "would": "conditional",
    "should": "possible",
    "can": "possible",
}
_ASPECT: Final = frozenset(
    {
        "acl",
        "xcomp",
        "ccomp",
        "pcomp",
        "dobj",
        "pobj",
        "prep",
        "nsubjpass",
        "conj",
        "advcl",
        "attr",
        "amod",
        "compound",
        "relcl",
        "nsubj",
        "appos",
        "dep",
        "npadvmod",
        "oprd",
        "acomp",
        "nmod",
    }
)
# Prepositions through which a governing word reaches the trigger ("talks on the sale", "interest in buying").
_CARRYING: Final = frozenset(
    {
        "by",
        "of",
        "for",
        "to",
        "on",
        "about",
        "in",
        "from",
        "regarding",
        "concerning",
        "into",
        "with",
        "over",
        "around",
        "out",
    }
)
_REPORTED: Final = small_pattern(
    r"\b(?:reportedly|allegedly|purportedly|is said to|are said to|believed to|thought to|it is learnt|unconfirmed|rumou?red|sources? said|claims? that)\b"
)


# The subject of these is there: "the exercises aim to", "the pact seeks to".
_PURPOSE: Final = frozenset("aim seek intend".split())
# "announces a halt to the export": the parse often hangs the words after "to" on the verb before.
_HALT_TO: Final = small_pattern(
    r"\b(?:halt|stop|pause|freeze|suspension|moratorium) (?:to|on|of|in) (?:all |the |any |its |further |new |some )*(?:[\w-]+ ){0,2}$"
)


# "lifts a ban on the sale", "bans exports": what may be sold again, and what may not.
_BAN_ON: Final = small_pattern(
    r"\b(?:(?:ban|embargo|moratorium|restrictions?|prohibition) on|(?:bans|banned|prohibits|prohibited)) (?:all |the |any |its |further |new |some |future )*(?:[\w-]+ ){0,2}$"
)
_LIFTED: Final = small_pattern(
    r"\b(?:lift(?:s|ed|ing)?|eas(?:e|es|ed|ing)|end(?:s|ed|ing)?|remov(?:e|es|ed|ing)|relax(?:es|ed|ing)?|scrap(?:s|ped)?|drop(?:s|ped)?|overturn(?:s|ed)?|reverses?|reversed) "
)


@dataclass(frozen=True, slots=True)
class Stance:
    """``phase``: done, ongoing, future, or the effect of a governor (proposed, approved, denied ...).

    ``untold``: somebody declines to speak of it. ``pending``: it has not come about *yet*.
    """

    phase: str
    denied: bool = False
    hedge: str | None = None
    infinitive: bool = False
    untold: bool = False
    pending: bool = False

    @property
    def ahead(self) -> bool:
        """Whether it lies ahead of the report."""
        return self.phase in (
            "future",
            "planned",
            "agreed",
            "proposed",
            "requested",
            "negotiating",
            "approved",
        )


@lru_cache(maxsize=1)
def governors() -> dict[tuple[str, str], str]:
    """(lemma, pos) -> effect, from the table."""
    text = resources.files("communique.reading").joinpath("data", "governors.csv").read_text(encoding="utf-8")
    return {(row["lemma"], row["pos"]): row["effect"] for row in csv.DictReader(text.splitlines())}


@dataclass
class _Walk:
    """What the climb from a trigger to its governors has found so far."""

    phase: str
    denied: bool
    hedge: str | None
    effect: str | None = None
    untold: bool = False
    behind: bool = False


def stance(tree: Tree, index: int) -> Stance:
    """The stance of the trigger at a token."""
    walk = _Walk(_own(tree, index), _negated(tree, index), _modal(tree, index))
    walk.behind = tree[index].tag == "VBN" and tree[index].dep == "acl"
    infinitive = tree[index].tag == "VB" and walk.phase == "bare"
    at = index
    for steps in range(1, _REACH + 1):
        step = tree[at].dep
        carried = step != "prep" or tree[at].lemma in _CARRYING or tree[tree[at].head].lemma == "aim"
        if (
            step == "prep"
            and tree[at].lemma == "over"
            and _effect(tree, tree[at].head) in ("cancelled", "suspended")
        ):
            break  # "revokes the envoy's papers over the supply": the supply is why
        if only_said(tree, at, step) or tree[at].head == at or step not in _ASPECT or not carried:
            break
        at = tree[at].head
        if (
            tree[at].lemma in _TROUBLES
            or _clause_break(tree, step, at)
            or _demanded(tree, at)
            or (step == "nsubj" and tree[at].lemma in _PURPOSE)
        ):
            break
        _govern(tree, at, step, steps, walk)
    before = " ".join(token.text for token in tree.tokens[max(0, index - 10) : index]).lower() + " "
    if _BAN_ON.search(before):
        walk.effect = "approved" if _LIFTED.search(before) else "suspended"
    elif _HALT_TO.search(before):
        walk.effect = "suspended"
    if first_to(tree, index):
        walk.phase, infinitive = "done", False
    if walk.effect is None and infinitive:
        walk.effect = _before_to(tree, index) or _signed_to(tree, index)
    if walk.effect is None and tree[index].pos == "NOUN":
        walk.effect = _cleared_behind(tree, index)
    modifiers = [tree[k] for k in tree.children(index, "amod", "compound", "advmod")]
    told = [governors().get((w, "m")) for token in modifiers for w in (token.lemma, token.text)]
    effect = walk.effect or next(filter(None, told), None)
    if walk.hedge is None and _REPORTED.search(tree.small):
        walk.hedge = "reported"
    phase = _SETTLED.get(effect or "", effect) or _PLAIN.get(walk.phase, walk.phase)
    found = Stance(phase, False, walk.hedge, infinitive, walk.untold)
    return denied_of(tree, index, found) if walk.denied or refuted(tree, index) else found


def _cleared_behind(tree: Tree, index: int) -> str | None:
    """``protests at the sale of jets to B approved by the cabinet``: the participle behind it governs the noun."""
    for token in tree.tokens[index + 1 : index + 15]:
        if token.tag == "VBN" and token.dep == "acl" and governors().get((token.lemma, "v")) == "approved":
            return "approved" if index in tree.ancestors(token.i) else None
    return None


# Who denies that there are problems with a delivery does not deny the delivery.
_TROUBLES: Final = frozenset("problem trouble difficulty obstacle setback".split())


def denied_of(tree: Tree, index: int, found: Stance) -> Stance:
    """The same stance denied; open, where it has only not come about yet."""
    if still(tree, index):
        return replace(found, phase="planned", denied=False, pending=True)
    return replace(found, denied=True)


def _before_to(tree: Tree, index: int) -> str | None:
    """``in the last stage of talks to buy``: the noun right before the infinitive governs it, however it is parsed."""
    marks = [k for k in tree.children(index, "aux") if tree[k].lemma == "to" and k > 0]
    before = tree[marks[0] - 1] if marks else None
    return governors().get((before.lemma, "n")) if before is not None and before.pos == "NOUN" else None


_SIGNING: Final = frozenset(
    "sign ink seal conclude clinch strike reach finalise finalize secure close".split()
)


def _signed_to(tree: Tree, index: int) -> str | None:
    """``signed a deal with A to buy``: the pact that is signed governs the infinitive, though the verb carries it."""
    verb = tree[tree[index].head]
    if tree[index].dep != "advcl" or verb.lemma not in _SIGNING or verb.pos != "VERB":
        return None
    pacts = [governors().get((tree[k].lemma, "n")) for k in tree.children(verb.i, "dobj")]
    if "contracted" not in pacts or _negated(tree, verb.i):
        return next((effect for effect in pacts if effect), None)
    return "contracted" if _own(tree, verb.i) == "done" else "planned"


_STIPULATING: Final = frozenset("provide envisage foresee stipulate cover call specify include".split())


def _of_subject(tree: Tree, at: int, step: str) -> str | None:
    """``the contract provides for the delivery of``: what is only contracted for has not come yet."""
    if tree[at].lemma not in _STIPULATING or step not in ("prep", "dobj") or tree[at].pos != "VERB":
        return None
    effects = [governors().get((tree[k].lemma, "n")) for k in tree.children(at, "nsubj")]
    return "contracted" if "contracted" in effects and _own(tree, at) == "done" else None


_DEMANDING: Final = frozenset(
    "demand urge ask call press want tell pressure implore beg insist exhort lobby".split()
)


def _demanded(tree: Tree, at: int) -> bool:
    """``demanded that B cancel plans to sell``: what is asked for has not come about; the plans stand."""
    if tree[at].tag != "VB" or _effect(tree, at) not in ("cancelled", "suspended"):
        return False
    above = tree[tree[at].head]
    if above.lemma in ("on", "for"):
        above = tree[above.head]
    return tree[at].dep in ("ccomp", "xcomp", "advcl") and above.lemma in _DEMANDING


# How many governors above a trigger are asked.
_REACH: Final = 7
# Whoever does not tell, say or know a thing does not deny it.
_TELLING: Final = frozenset(
    "give say tell specify disclose reveal state mention detail elaborate provide release announce know publish make name "
    "comment indicate clarify report list explain put divulge confirm".split()
)
_SETTLED: Final = {"considered": "proposed", "ongoing": None}
# The phase of a trigger that nothing governs.
_PLAIN: Final = {"noun": "done", "part": "done", "bare": "future"}


def _govern(tree: Tree, at: int, step: str, steps: int, walk: _Walk) -> None:
    """Take into account one word above the trigger."""
    found = _effect(tree, at) or _of_object(tree, at, step) or _of_subject(tree, at, step)
    if found == "denied":
        walk.denied = True
        return
    told = walk.behind and step in (
        "nsubj",
        "nsubjpass",
    )  # "arms sold to B are not used there": sold they are
    if _negated(tree, at) and step != "conj" and not told and not _of_effects(tree, at, step):
        walk.untold = tree[at].lemma in _TELLING
        walk.denied = walk.denied or not walk.untold
    granted = found == "approved" and walk.effect == "requested"  # "approved B's request to sell"
    if found and (walk.effect is None or granted or _stronger(found, walk.effect)):
        walk.effect = found
    if found and walk.hedge is None:
        walk.hedge = _modal(tree, at)
    if found or walk.effect or tree[at].pos not in ("VERB", "AUX") or walk.phase not in _PLAIN or steps > 4:
        return
    outer = _own(tree, at)
    if outer in ("future", "planned", "proposed") or (outer in ("ongoing", "done") and walk.phase != "bare"):
        walk.phase = outer


# What a deal does to others ("the purchases would not upset the balance") is said of a deal that stands.
_EFFECTS: Final = frozenset(
    "upset affect alter change harm threaten undermine disrupt violate breach aim direct target intend damage hurt hinder jeopardise jeopardize "
    "mean imply break contravene endanger tip interfere impact replace solve".split()
)


def _of_effects(tree: Tree, at: int, step: str) -> bool:
    """Whether the negation is of what a deal does, not of the deal."""
    return step in ("nsubj", "nsubjpass") and tree[at].lemma in _EFFECTS


def _of_object(tree: Tree, at: int, step: str) -> str | None:
    """``has begun negotiations with B to deliver``: what is begun governs the infinitive, though the verb carries it."""
    if step != "xcomp":
        return None
    effects = (governors().get((tree[k].lemma, "n")) for k in tree.children(at, "dobj"))
    return next((effect for effect in effects if effect == "negotiating"), None)


def _clause_break(tree: Tree, dep: str, at: int) -> bool:
    """Reporting verbs and main clauses above an adverbial do not govern ("said that it sold")."""
    return dep in ("relcl", "advcl") or (
        dep == "conj" and tree[at].pos in ("VERB", "AUX") and bool(tree.children(at, "nsubj"))
    )


_ORDER: Final = (
    "considered",
    "ongoing",
    "begun",
    "done",
    "contracted",
    "agreed",
    "planned",
    "approved",
    "negotiating",
    "requested",
    "proposed",
    "delayed",
    "suspended",
    "cancelled",
    "denied",
)


def _stronger(new: str, old: str) -> bool:
    return _ORDER.index(new) > _ORDER.index(old)


def _effect(tree: Tree, at: int) -> str | None:
    token = tree[at]
    pos = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a"}.get(token.pos, "")
    if token.lemma == "call" and not any(tree[k].lemma == "off" for k in tree.children(at, "prt", "prep")):
        return None
    if token.lemma in ("pull", "back", "walk") and not any(
        tree[k].lemma in ("out", "away") for k in tree.children(at, "prt", "advmod", "prep")
    ):
        return None
    if token.lemma == "rule" and not any(tree[k].lemma == "out" for k in tree.children(at, "prt")):
        return None
    if token.lemma == "set" and pos == "v" and not any(tree[k].dep == "xcomp" for k in tree.kids[at]):
        return None
    if token.lemma in ("be", "feature", "figure", "come") and _is_topic(tree, at):
        return "proposed"
    return governors().get((token.lemma, pos))


_TOPICS: Final = frozenset("matter issue topic item subject question agenda theme point discussion".split())


def _is_topic(tree: Tree, at: int) -> bool:
    """``was among the matters taken up``, ``is on the agenda``, ``was a topic of the talks``."""
    heads = [
        *tree.children(at, "attr"),
        *(k for p in tree.children(at, "prep") for k in tree.children(p, "pobj")),
    ]
    return any(tree[k].lemma in _TOPICS for k in heads)


def _own(tree: Tree, index: int) -> str:
    """done, ongoing, future, bare (infinitive), part (reduced participle), noun."""
    token = tree[index]
    if token.pos not in ("VERB", "AUX"):
        return "noun"
    auxiliaries = [tree[k].text.lower() for k in tree.children(index, "aux", "auxpass")]
    if any(a in ("will", "'ll", "shall") for a in auxiliaries):
        return "future"
    if any(a in _MODALS for a in auxiliaries):
        return "proposed" if "would" not in auxiliaries else "planned"
    if "to" in auxiliaries:
        head = tree[token.head]
        if head.lemma == "be" and token.dep in ("xcomp", "ccomp", "ROOT"):
            return "future"
        return "bare"
    if (
        token.dep == "conj"
        and tree[token.head].pos in ("VERB", "AUX")
        and not auxiliaries
        and token.tag in ("VB",)
    ):
        return _own(tree, token.head)
    if token.tag == "VBG":
        return (
            "ongoing"
            if any(a in ("is", "are", "was", "were", "'s", "be", "been") for a in auxiliaries)
            else "part"
        )
    if token.tag == "VBN" and not auxiliaries:
        return "part"
    if token.tag == "VB":
        # "A and B sign a pact": a present whose subject is plural, taken for a bare verb.
        plain = not auxiliaries and token.dep in ("ROOT", "ccomp", "conj") and tree.children(index, "nsubj")
        return "done" if plain and tree[token.head].lemma not in _DEMANDING else "bare"
    return "done"


# Whose "not to" settles a thing; any other is a wish ("called on B to not go ahead").
_DECIDING: Final = frozenset(
    "decide agree choose opt elect resolve pledge promise vow plan prefer intend commit".split()
)


def _negated(tree: Tree, index: int) -> bool:
    if tree.children(index, "neg"):
        infinitive = any(tree[k].lemma == "to" for k in tree.children(index, "aux"))
        return not infinitive or tree[tree[index].head].lemma in _DECIDING
    kids = [tree[k] for k in tree.kids[index]]
    return any(
        k.lemma in ("no", "never", "neither") and k.dep in ("det", "advmod", "preconj", "cc") for k in kids
    )


def _modal(tree: Tree, index: int) -> str | None:
    for kid in tree.children(index, "aux"):
        word = tree[kid].text.lower()
        if word in _MODALS:
            return _MODALS[word]
    for kid in tree.children(index, "advmod"):
        if tree[kid].lemma in ("reportedly", "allegedly"):
            return "reported"
        if tree[kid].lemma in ("possibly", "perhaps", "maybe"):
            return "possible"
        if tree[kid].lemma in ("likely", "probably"):
            return "likely"
    return None


_FINAL: Final = {
    "proposed": "proposed",
    "requested": "requested",
    "planned": "planned",
    "approved": "approved",
    "negotiating": "negotiating",
    "contracted": "contracted",
    "suspended": "suspended",
    "cancelled": "cancelled",
    "delayed": "delayed",
    "begun": "partly-delivered",
}


def programme_status(found: Stance, base: str, sense: str) -> str:
    """The status of a programme from the stance of its trigger and the status that the trigger has when done."""
    if found.phase in _FINAL:
        if found.phase == "begun" and base not in ("delivered",):
            return base
        if found.phase == "contracted" and base == "proposed":
            return "proposed"
        return _FINAL[found.phase]
    if found.phase == "agreed":
        return "contracted" if sense in ("receive", "deal") else "planned"
    if found.phase == "future":
        return base if base in ("proposed", "requested", "approved", "suspended", "cancelled") else "planned"
    if found.phase == "ongoing" and base == "contracted":
        return "negotiating"
    return base
