"""A question answered: the facts about a pair and a period, in sentences that each carry their claims."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from communique.analysis import Ladder, ladder
from communique.analysis.moments import began, is_denied, is_doubtful, latest
from communique.assembly import Sketch, catalogue
from communique.briefs.changes import changes
from communique.briefs.check import check
from communique.briefs.decisions import decisions
from communique.briefs.disputes import disputed, unknown
from communique.briefs.dyad import in_period, of_pair
from communique.briefs.engagements import engagement
from communique.briefs.english import Names
from communique.briefs.measure import counted_only, measured
from communique.briefs.programmes import Words, details, in_passing, lead
from communique.briefs.standing import mechanism, posture, pressure, pressure_steps, use
from communique.briefs.summary import Summary
from communique.errors import BriefError
from communique.knowledge import Knowledge
from communique.model import Brief, Document, Fact, Section, Sentence

# The documents of these ids, those of them that are there.
Fetch = Callable[[Iterable[str]], Mapping[str, Document]]

# Key, heading: the order of a brief. Sections without a sentence are left out.
HEADINGS: Final = (
    ("synopsis", "Synopsis"),
    ("takeaways", "Key takeaways"),
    ("changes", "What changed"),
    ("programmes", "Programmes"),
    ("engagements", "Engagements"),
    ("mechanisms", "Mechanisms"),
    ("use", "Use in operations"),
    ("pressures", "Pressures"),
    ("course", "Where it is said to be going"),
    ("counted", "Also on record"),
    ("disputed", "What is disputed"),
    ("unknown", "What is not known"),
    ("decided", "What was decided by hand"),
)
_FEW: Final = 3


def compose(
    pair: tuple[str, str],
    facts: Sequence[Fact],
    documents: Mapping[str, Document] | Fetch,
    knowledge: Knowledge,
    since: str | None = None,
    until: str | None = None,
    sketches: Mapping[str, Sketch] | None = None,
) -> Brief:
    """The brief on a pair of parties (codes) from any facts; those about others are left aside.

    ``documents`` are those of the facts by their ids, or what fetches them when it is known which are cited. Of very
    many facts it holds those that it tells of (:mod:`communique.briefs.measure`).

    ``since`` and ``until`` (EDTF) keep facts with a moment in that period; with ``since`` the brief says what
    changed in it, and keeps the facts that did. Its documents are those that it cites, in the order in which it
    cites them. ``sketches`` of the documents, where they are at hand, save making them. Raises BriefError for a pair that is no pair or a
    period that is none.
    """
    if pair[0] == pair[1]:
        raise BriefError(pair[0], "is one party, not two", "name two different parties")
    about = of_pair(facts, pair, knowledge)
    chosen = in_period(about, since, until)
    names = Names(knowledge)
    words = Words(names, catalogue(knowledge))
    told, rest = measured(chosen)
    said = _sections(chosen, told, pair, words)
    said["counted"] = counted_only(rest, words)
    known = _fetched(documents, about) if since and sketches is None else {}
    said["changes"] = changes(about, known, words, since, until, sketches) if since else []
    spoken = told if not rest else [*told, *_spoken_of(chosen, said.values())]
    chosen = _with_changed(spoken, about, said["changes"])
    sections = tuple(
        Section(heading, tuple(sentence for sentence in said[key] if sentence.claims), key)
        for key, heading in HEADINGS
        if said[key]
    )
    brief = Brief(
        question=f"How are {names.all(pair)} strengthening their defence partnership?",
        parties=pair,
        names=(names.plain(pair[0]), names.plain(pair[1])),
        since=since,
        until=until,
        sections=sections,
        facts=tuple(chosen),
        documents=_documents(sections, chosen, documents),
    )
    check(brief)
    return brief


def _fetched(documents: Mapping[str, Document] | Fetch, facts: Iterable[Fact]) -> Mapping[str, Document]:
    """The documents of all these facts."""
    if isinstance(documents, Mapping):
        return documents
    return documents(dict.fromkeys(item.document_id for fact in facts for item in fact.cited))


def _spoken_of(facts: Sequence[Fact], sections: Iterable[Sequence[Sentence]]) -> list[Fact]:
    """The facts that a sentence speaks of, or of which it cites a claim."""
    said = [sentence for sentences in sections for sentence in sentences]
    ids = {fact for sentence in said for fact in sentence.facts}
    claims = {claim for sentence in said for claim in sentence.claims}
    return [f for f in facts if f.id in ids or not claims.isdisjoint([item.claim_id for item in f.cited])]


def _sections(
    everything: Sequence[Fact], facts: Sequence[Fact], pair: tuple[str, str], words: Words
) -> dict[str, list[Sentence]]:
    """The sentences of each part: those at the beginning draw on everything, the others tell some facts."""
    summary = Summary(everything, pair, words)
    sound = [fact for fact in facts if not is_denied(fact) and not is_doubtful(fact)]
    kinds = {kind: [f for f in sound if f.kind == kind] for kind in _kinds(facts)}
    programmes = in_dossier_order(kinds.get("programme", []), summary.ladder)
    names = words.names
    return {
        "synopsis": summary.synopsis(),
        "takeaways": summary.takeaways(),
        "programmes": _dossier(programmes, words),
        "engagements": [engagement(f, names) for f in _newest_first(kinds.get("engagement", []))],
        "mechanisms": [s for f in _weightiest(kinds.get("mechanism", [])) for s in mechanism(f, names)],
        "use": [use(f, words) for f in _newest_first(kinds.get("use", []))],
        "pressures": [s for f in _newest_first(kinds.get("pressure", [])) for s in _pressure(f, names)],
        "course": [posture(f, names) for f in _newest_first(kinds.get("posture", []))],
        "disputed": disputed([*programmes, *_others(facts)], words),
        "unknown": unknown([f for f in [*programmes, *_others(facts)] if not f.slots.get("unnamed")], words),
        "decided": decisions(facts, words),
    }


def _with_changed(chosen: Sequence[Fact], about: Sequence[Fact], told: Sequence[Sentence]) -> list[Fact]:
    """The facts of the brief, and those of which it says that they changed: each in its place."""
    wanted = {fact.id for fact in chosen} | {fact for sentence in told for fact in sentence.facts}
    return [fact for fact in about if fact.id in wanted]


def _dossier(programmes: Sequence[Fact], words: Words) -> list[Sentence]:
    """Every programme with its details; what has neither name, number nor price in one sentence at the end."""
    vague = [f for f in programmes if f.slots.get("unnamed") and not {"quantity", "value"} & set(f.slots)]
    if len(vague) < _FEW:
        vague = []
    told = [fact for fact in programmes if fact not in vague]
    made = [s for fact in told for s in (lead(fact, words), *details(fact, words))]
    return [*made, in_passing(vague, words)] if vague else made


def _kinds(facts: Iterable[Fact]) -> set[str]:
    return {fact.kind for fact in facts}


def _others(facts: Sequence[Fact]) -> list[Fact]:
    """Everything that the dossier does not hold: other kinds, programmes denied outright or doubtful."""
    return [fact for fact in facts if fact.kind != "programme" or is_denied(fact) or is_doubtful(fact)]


def _pressure(fact: Fact, names: Names) -> list[Sentence]:
    steps = pressure_steps(fact)
    return [pressure(fact, names), *([steps] if steps else [])]


def in_dossier_order(programmes: Sequence[Fact], found: Ladder | None = None) -> list[Fact]:
    """Lines of equipment by their highest rung and weight, each line's programmes from the top rung down."""
    standings = (found or ladder(programmes)).standings
    rungs = {standing.fact: standing.rung for standing in standings}
    tops: dict[str, int] = {}
    voices: dict[str, int] = {}
    for fact in programmes:
        line = str(fact.slots.get("line"))
        tops[line] = max(rungs.get(fact.id, -1), tops.get(line, -1))
        voices[line] = voices.get(line, 0) + fact.voices
    return sorted(
        programmes,
        key=lambda f: (
            bool(f.slots.get("unnamed")),
            -tops[str(f.slots.get("line"))],
            -voices[str(f.slots.get("line"))],
            str(f.slots.get("line")),
            -rungs.get(f.id, -1),
            began(f) or dt.date.max,
            f.id,
        ),
    )


def _newest_first(facts: Sequence[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda f: (-(began(f) or dt.date.min).toordinal(), f.id))


def _weightiest(facts: Sequence[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda f: (-f.voices, -(latest(f) or dt.date.min).toordinal(), f.id))


def _documents(
    sections: Sequence[Section], facts: Sequence[Fact], documents: Mapping[str, Document] | Fetch
) -> tuple[Document, ...]:
    home = {item.claim_id: item.document_id for fact in facts for item in fact.cited}
    order = dict.fromkeys(home[claim] for part in sections for s in part.sentences for claim in s.claims)
    found = documents if isinstance(documents, Mapping) else documents(order)
    return tuple(found[document_id] for document_id in order if document_id in found)
