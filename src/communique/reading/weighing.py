"""What a report is mostly about: the weight of each party, who sells, how military it is, and who its speakers are."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import lru_cache
from operator import attrgetter
from typing import Final

from communique.reading.scene import Scene
from communique.reading.sought import in_small, small_sought
from communique.reading.topics import is_topic

_start: Final = attrgetter("start")

_MILITARY: Final = small_sought(
    r"\b(?:defen[cs]e|military|militaries|army|armies|navy|navies|naval|air force|armed forces|troops|soldiers|weapons?|arms|missiles?|"
    r"fighters? jets?|warplanes?|warships?|tanks?|drones?|submarines?|frigates?|helicopters?|ammunition|howitzers?|exercises?|drills?|security|"
    r"strategic|combat|artillery)\b"
)


def place_speakers(scene: Scene) -> None:
    """The party of each labelled speaker of a transcript, by name or by the state in the label."""
    by_surname = {n.person.name.split()[-1]: n.person.party for n in scene.people if n.person.party}
    for index, block in enumerate(scene.layout.blocks):
        if not block.speaker:
            continue
        party = next((by_surname[w] for w in reversed(block.speaker.split()) if w in by_surname), None)
        start = scene.text.rfind(block.speaker, 0, block.start)
        inside = scene.inside(start, start + len(block.speaker), "party") if start >= 0 else []
        party = party or next((m.parties[0] for m in inside if m.parties), None)
        if party:
            scene.speakers[index] = party


_MAKING: Final = ("company", "yard", "bureau", "agency", "laboratory")


def _seller(scene: Scene) -> str | None:
    """Which of the pair the equipment and the makers named in the report come from, where that is one of them."""
    votes: Counter[str] = Counter()
    dyad = scene.dyad
    for mention in scene.mentions:
        if mention.kind == "equipment" or (mention.kind == "body" and mention.form in _MAKING):
            weight = 2 if mention.kind == "equipment" else 1
            for party in mention.parties:
                if party in dyad and len(mention.parties) == 1:
                    votes[party] += weight
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


def weigh(scene: Scene) -> None:
    """Set the weight of each party (title and lead count more) and how military the text is."""
    spans = scene.layout.sentences
    for mention in scene.mentions:
        if mention.kind not in ("party", "body") or not mention.parties:
            continue
        order = bisect_right(spans, mention.start, key=_start) - 1
        if order < 0 or mention.start >= spans[order].end:
            continue
        role = spans[order].role
        weight = 3 if role == "title" else 2 if order <= 3 else 1
        if role != "title" and is_topic(scene.text, mention.start):
            continue
        for party in mention.parties[:2]:
            scene.weights[party] += weight
    title = next((block.end for block in scene.layout.blocks if block.role == "title"), 0)
    for named in scene.people:
        if named.person.party:
            scene.weights[named.person.party] += 2 if named.start < title else 1
    scene.seller = _seller(scene)
    words = max(20, scene.text.count(" "))
    scene.military = 100.0 * military_words(scene.text) / words


@lru_cache(maxsize=8)
def military_words(text: str) -> int:
    """How many words of a folded text are military."""
    return sum(1 for _ in _MILITARY.finditer(in_small(text)))
