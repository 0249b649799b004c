"""The promise of a brief: no sentence without a claim, no claim without words of a document."""

from __future__ import annotations

from communique.errors import BriefError
from communique.model import Brief, Cited


def check(brief: Brief) -> None:
    """Raise BriefError for the first sentence that does not keep the promise.

    Every sentence needs at least one claim; every claim must be among the brief's facts and have a quote,
    and where the brief holds its document, the quote must stand in the text where it says.
    """
    cited: dict[str, Cited] = {item.claim_id: item for fact in brief.facts for item in fact.cited}
    texts = {document.id: document.text for document in brief.documents}
    facts = {fact.id for fact in brief.facts}
    for section in brief.sections:
        for sentence in section.sentences:
            place = f"{section.heading}: {sentence.text[:60]!r}"
            if not sentence.claims:
                raise BriefError(place, "no claim is behind this sentence", "leave it out or cite a claim")
            if not sentence.text.strip():
                raise BriefError(section.heading, "a sentence is empty", "leave it out")
            for claim_id in sentence.claims:
                item = cited.get(claim_id)
                if item is None:
                    problem = f"claim {claim_id[:12]} is not among the facts"
                    raise BriefError(place, problem, "cite a claim of the brief's facts")
                _check_quotes(place, item, texts.get(item.document_id))
            if not set(sentence.facts) <= facts:
                raise BriefError(place, "speaks of a fact that is not in the brief", "add the fact")


def _check_quotes(place: str, item: Cited, text: str | None) -> None:
    quotes = item.claim.evidence
    if not quotes or not all(span.quote for span in quotes):
        raise BriefError(place, f"claim {item.claim_id[:12]} has no quote", "cite a claim with evidence")
    if text is not None and any(text[span.start : span.end] != span.quote for span in quotes):
        problem = f"the quote of claim {item.claim_id[:12]} is not in its document"
        raise BriefError(place, problem, "read the document again")
