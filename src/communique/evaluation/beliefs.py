"""Whether belief keeps its word: of the facts believed at 0.7, are 70 % right?

All articles of a folder are assembled into one set of facts, as a register would. A fact is right where one of
its claims agrees strictly with gold that counts; a fact all of whose claims gold only allows is left out.
Gold says what an article tells, not what happened: so it tests how surely the reports were read, and takes
them at their word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from communique.assembly import assemble, cite, sketch
from communique.evaluation.calibration import Said
from communique.evaluation.gold import Case
from communique.evaluation.measures import assess
from communique.evaluation.readings import Reading
from communique.evaluation.verdicts import Verdict, judged
from communique.knowledge import Knowledge
from communique.model import Cited, Fact


def facts_of(readings: Sequence[Reading], knowledge: Knowledge) -> list[Fact]:
    """The facts that all articles together tell of."""
    known = [(one.document, one.claims) for one in readings if one.document is not None]
    cited: list[Cited] = [item for document, claims in known for item in cite(document, claims)]
    return assemble(cited, knowledge, {document.id: sketch(document.text) for document, _ in known})


def believed(cases: Sequence[Case], readings: Sequence[Reading], knowledge: Knowledge) -> list[Said]:
    """Belief and outcome of every fact that counts, in the order of the facts."""
    verdicts = dict(_verdicts(cases, readings))
    return [
        Said(fact.belief or 0.0, right)
        for fact in facts_of(readings, knowledge)
        if (right := outcome(fact, verdicts)) is not None
    ]


def outcome(fact: Fact, verdicts: Mapping[str, Verdict]) -> bool | None:
    """Whether a fact is right; None where gold neither has it nor rules it out."""
    found = [verdicts[item.claim_id] for item in fact.cited if item.claim_id in verdicts]
    if "right" in found:
        return True
    return None if all(verdict == "allowed" for verdict in found) else False


def _verdicts(cases: Sequence[Case], readings: Sequence[Reading]) -> Iterator[tuple[str, Verdict]]:
    """What became of each claim, by the id under which facts cite it."""
    for case, reading in zip(cases, readings, strict=True):
        if reading.document is None:
            continue
        data = [claim.to_json() for claim in reading.claims]
        places = {id(one): place for place, one in enumerate(data)}
        ids = [item.claim_id for item in cite(reading.document, reading.claims)]
        for one in judged(assess(case, data)):
            yield ids[places[id(one.claim)]], one.verdict
