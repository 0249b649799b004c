"""How sure it is that a fact is so: a noisy-or over independent sources, weighed against denials.

After the belief engine of INDRA (Gyori et al. 2017, Bachman et al. 2023): a source errs in the same way in all
that it says (systematic error, by the grade of its publisher), and in each report by chance (random error, by
how directly the report tells and how surely it was read). A fact is wrong only where every source errs::

    error of a source = s + (1 - s) * r1 * r2 * ...        one r for each of its independent reports
    belief            = (1 - error1 * error2 * ...) * (1 - strongest denial)

A family of copies is one report, and it is its first publisher's: what came later, or bears no date, adds
nothing. Of several that came on the first day nobody knows who wrote it, so the worst grade and the least sure
reading count, and their publishers are one source. Hence no copy ever raises belief. The figures are in the table
``belief``; ``docs/belief.md`` explains them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from communique.assembly import dates
from communique.assembly.conflicts import denies
from communique.assembly.gists import EVEN
from communique.assembly.ground import Ground
from communique.assembly.priors import Priors, priors
from communique.assembly.publishers import UNKNOWN, Publisher, publishers
from communique.assembly.telling import directness
from communique.model import Cited, Fact, Source, Weighing

# Nothing is impossible and nothing certain: the ends of the scale of ICD 203.
LEAST: Final = 0.01
MOST: Final = 0.99
_YEAR_DAYS: Final = 365.25
_DIGITS: Final = 3


@dataclass(frozen=True, slots=True)
class _Voice:
    """An independent report: the publishers that it may be from, and the chance that it errs by itself."""

    publishers: tuple[Publisher, ...]
    error: float


def weighed(fact: Fact, ground: Ground) -> Fact:
    """The fact with its belief and what that is made of.

    Of a fact that all reports deny, the belief is that the denial is right.
    """
    figures = priors(ground.knowledge)
    members = frozenset(fact.members)
    asserted = [item for item in fact.cited if not item.claim.denied]
    said = asserted or list(fact.cited)
    denials = _denials(fact.cited) if asserted else []
    sources = _sources(said, members, ground)
    against = _sources(denials, members, ground)
    denial = _denial(denials, against, ground, figures)
    belief = (1.0 - math.prod(sorted(source.error for source in sources))) * (1.0 - denial)
    if fact.slots.get("doubtful") or (fact.kind == "programme" and _unsure(said, ground)):
        belief = min(belief, figures.of("doubt", "most"))
    if any(one.scope == "fact" and one.action == "accept" for one in fact.judgements):
        belief = max(belief, figures.of("judgement", "accept"))
    belief = round(min(MOST, max(LEAST, belief)), _DIGITS)
    grounds = Weighing(
        likelihood=figures.likelihood(belief),
        reliability=min((source.reliability for source in sources), default=UNKNOWN),
        credibility=_credibility(belief, sources, denial, figures),
        sources=sources,
        against=against,
        denial=round(denial, _DIGITS),
    )
    return replace(fact, belief=belief, weighing=grounds)


def _unsure(said: Sequence[Cited], ground: Ground) -> bool:
    """True where one voice tells it, and its first day was read at less than even odds, as copies may not have been."""
    if ground.count(said) > 1:
        return False
    first = min(item.published or "9999" for item in said)
    best: dict[str, float] = {}
    for item in said:
        if (item.published or "9999") == first:
            best[item.document_id] = max(best.get(item.document_id, 0.0), item.claim.confidence)
    return min(best.values()) < EVEN


def strength(item: Cited, figures: Priors) -> float:
    """The chance that a report which does not err systematically is right in a claim, as it was read."""
    claim = item.claim
    chance = claim.confidence * (1.0 - figures.of("random", directness(claim)))
    if claim.hedge and claim.hedge != "reported":
        chance *= 1.0 - figures.of("random", claim.hedge)
    return chance * (1.0 - _aged(item, figures))


def _aged(item: Cited, figures: Priors) -> float:
    """What the years between the day that a claim tells and its report take off; nothing where either is open."""
    told, said = dates.bounds(item.claim.date), dates.day(item.published)
    if told is None or said is None or said <= told[1] or "date" in dict(item.claim.inferred):
        return 0.0
    years = int((said - told[1]).days / _YEAR_DAYS)
    return min(figures.of("age", "most"), years * figures.of("age", "year"))


def _sources(cited: Iterable[Cited], members: frozenset[str], ground: Ground) -> tuple[Source, ...]:
    """Voices gathered by publisher, each group with the chance that all of it is wrong, the best first."""
    figures = priors(ground.knowledge)
    by_voice: defaultdict[str, list[Cited]] = defaultdict(list)
    for item in cited:
        by_voice[ground.voice(item)].append(item)
    voices = [_voice(items, ground, figures) for items in by_voice.values()]
    made = [_source(group, members, figures) for group in _by_publisher(voices)]
    return tuple(sorted(made, key=lambda s: (s.error, s.reliability, s.publishers, -s.voices)))


def _voice(items: Sequence[Cited], ground: Ground, figures: Priors) -> _Voice:
    """A family of copies as its first day has it: all publishers of that day, the least sure of their readings."""
    first = min(item.published or "9999" for item in items)
    best: dict[str, float] = {}
    found: dict[str, Publisher] = {}
    known = publishers(ground.knowledge)
    for item in items:
        if (item.published or "9999") == first:
            best[item.document_id] = max(best.get(item.document_id, 0.0), strength(item, figures))
            publisher = known.of(item)
            found[publisher.key] = publisher
    return _Voice(tuple(found[key] for key in sorted(found)), 1.0 - min(best.values()))


def _by_publisher(voices: Sequence[_Voice]) -> list[list[_Voice]]:
    """Voices that share a publisher, directly or through others."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for voice in voices:
        first, *others = (publisher.key for publisher in voice.publishers)
        for other in others:
            parent[root(other)] = root(first)
    groups: defaultdict[str, list[_Voice]] = defaultdict(list)
    for voice in voices:
        groups[root(voice.publishers[0].key)].append(voice)
    return list(groups.values())


def _source(group: Sequence[_Voice], members: frozenset[str], figures: Priors) -> Source:
    everyone = {publisher.key: publisher for voice in group for publisher in voice.publishers}
    graded = [(_systematic(one, members, figures), one.reliability) for one in everyone.values()]
    systematic, letter = max(graded)
    chance = math.prod(sorted(voice.error for voice in group))
    return Source(
        publishers=tuple(sorted(one.name for one in everyone.values())),
        reliability=letter,
        party=any(one.is_party(members) for one in everyone.values()),
        voices=len(group),
        error=round(systematic + (1.0 - systematic) * chance, 6),
    )


def _systematic(publisher: Publisher, members: frozenset[str], figures: Priors) -> float:
    error = figures.of("systematic", publisher.reliability)
    if publisher.is_party(members):
        error = 1.0 - (1.0 - error) * (1.0 - figures.of("systematic", "party"))
    return error


def _denials(cited: Sequence[Cited]) -> list[Cited]:
    """The denials that contradict something asserted: of the same stage, and not of a time before it."""
    asserted = [item for item in cited if not item.claim.denied]
    return [no for no in cited if no.claim.denied and any(denies(no, yes) for yes in asserted)]


def _denial(denials: Sequence[Cited], against: Sequence[Source], ground: Ground, figures: Priors) -> float:
    """How much the denials take off: their own noisy-or, counted by who it is that denies."""
    if not denials:
        return 0.0
    known = publishers(ground.knowledge)
    named = any(directness(i.claim) == "named" or known.of(i).is_official for i in denials)
    believed = 1.0 - math.prod(sorted(source.error for source in against))
    return believed * figures.of("denial", "named" if named else "other")


def _credibility(belief: float, sources: Sequence[Source], denial: float, figures: Priors) -> int:
    """The Admiralty number: 1 needs two sources that agree, and 6 is one report by nobody knows whom."""
    if len(sources) > 1 and not denial and belief >= figures.of("credibility", "1"):
        return 1
    unknown = all(source.reliability == UNKNOWN for source in sources)
    if unknown and sum(source.voices for source in sources) == 1 and not denial:
        return 6
    return next((n for n in (2, 3, 4) if belief >= figures.of("credibility", str(n))), 5)
