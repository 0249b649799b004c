"""The pages: home, pair, fact, document, search, and lists of who and what is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Final
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from communique.analysis import moments, slippage
from communique.assembly import catalogue, novelty
from communique.briefs.disputes import name_of, plain
from communique.briefs.english import Names
from communique.briefs.programmes import Words
from communique.evaluation.marks import Mark, cut
from communique.faces.cli.words import slot_value
from communique.faces.web import life, summary
from communique.faces.web.answers import house
from communique.faces.web.atlas import VIEW, atlas
from communique.faces.web.house import House, News, When
from communique.faces.web.pairpage import Asked, pair_page
from communique.faces.web.plain import claim_words, slot_words
from communique.faces.web.rendering import Text, Time, called, page
from communique.model import Claim, Document
from communique.vocabulary import SLOTS

router = APIRouter(include_in_schema=False)

_MOST_NEW: Final = 24


@router.get("/")
def home(request: Request, when: Time, one: Text = None, other: Text = None, of: Text = None) -> Response:
    """The register at a glance, or what one party (``of``) has in it; ``one`` and ``other`` lead to their pair."""
    here = house(request)
    if one and other:
        ends = here.knowledge.pair(one, other)
        query = f"?{when.query()}" if when.query() else ""
        return RedirectResponse(f"/pair/{quote(ends[0])}/{quote(ends[1])}{query}", 303)
    focus = here.knowledge.party(of) if of else None
    told = here.told(when)
    found = summary.pairs(told)
    partners = summary.partners_of(found, focus) if focus else summary.partners(told)
    parties, cells = summary.matrix(found)
    with here.open(when) as opened:
        counts, refused = opened.counts(), opened.refusals()
    newest = here.newest(when)
    return page(
        request, "home.html", when, pairs=found[:40], parties=parties, cells=cells, counts=counts, refused=refused[:50],
        newest=newest, news=_news(here, when, newest, focus), map=atlas(partners, focus), view=VIEW, of=focus, called=called(here, focus),
        partners=partners, shades=summary.SHADES,
    )  # fmt: skip


def _news(here: House, when: When, newest: Sequence[Document], focus: str | None) -> list[tuple[News, str]]:
    """What the latest reports told first (of one party, where one is looked at), each as a sentence."""
    words = _words(here)
    found = here.news(when, newest)
    found = [one for one in found if focus is None or focus in one.fact.members]
    return [
        (one, plain(one.fact, words).text if place < _MOST_NEW else "") for place, one in enumerate(found)
    ]


def _words(here: House) -> Words:
    """What sentences are made with."""
    return Words(Names(here.knowledge), catalogue(here.knowledge))


@router.get("/pair/{one}/{other}")
def pair(request: Request, one: str, other: str, when: Time, beside: Text = None) -> Response:
    """The brief for two parties, with the ladder, the timeline, every quote, and what it compares with."""
    here = house(request)
    ends = here.knowledge.pair(one[:80], other[:80])
    made = pair_page(here, Asked(ends, when, beside or ""))
    return page(
        request, "pair.html", when, scripts=("brush.js",), question=made.question, names=made.names, parties=ends, body=made.body
    )  # fmt: skip


@router.get("/fact/{id}")
def fact(request: Request, id: str, when: Time) -> Response:
    """One fact: how it moved, what was promised, where reports differ, every claim with its words."""
    here = house(request)
    found = here.fact(id, when)
    name = here.knowledge.name_of
    words = _words(here)
    title = name_of(found, words).removeprefix("the ")
    programme = found.kind == "programme"
    return page(
        request,
        "fact.html",
        when,
        fact=found,
        title=title[:1].upper() + title[1:],
        lead=plain(found, words).text,
        words=slot_words(found.kind, dict(found.slots), name),
        steps=life.steps(found),
        quotes=here.quotes(found, when),
        drawing=life.line(found) if programme else None,
        held=life.held(found, slippage(here.facts(when))) if programme else [],
        disputes=life.disputes(found),
        doubt=moments.is_doubtful(found),
        claims=[(item, claim_words(item.claim, name)) for item in found.cited],
    )


@router.get("/document/{id}")
def document(request: Request, id: str, when: Time) -> Response:
    """One report with its claims marked where they stand, what was new in it, and its copies."""
    here = house(request)
    found, cited, facts = here.document(id, when)
    known = novelty(found.id, facts)
    name = here.knowledge.name_of
    marks = [
        Mark(span.start, span.end, number, item.claim.kind, "right")
        for number, item in enumerate(cited, start=1)
        for span in item.claim.evidence
    ]
    home_of = {item.claim_id: fact.id for fact in facts for item in fact.cited}
    claims = [
        (number, item, claim_words(item.claim, name), known.get(item.claim_id), home_of.get(item.claim_id))
        for number, item in enumerate(cited, start=1)
    ]
    return page(
        request,
        "document.html",
        when,
        document=found,
        pieces=cut(found.text, marks),
        claims=claims,
        slots={number: _slots(item.claim, name) for number, item, *_ in claims},
        verdicts=Counter(told.verdict for told in known.values()),
        copies=here.copies(found.id, when, facts),
    )


def _slots(claim: Claim, name: Callable[[str], str]) -> list[tuple[str, str, str]]:
    """The slots of a claim: what each is called, its value in words, and where it was inferred from."""
    inferred = dict(claim.inferred)
    values = {slot: claim.slot(slot) for slot in (*SLOTS[claim.kind], "attribution", "hedge", "denied")}
    return [
        (slot, slot_value(slot, value, name), inferred.get(slot, ""))
        for slot, value in values.items()
        if value
    ]


@router.get("/claim/{id}")
def claim(request: Request, id: str, when: Time) -> Response:
    """Leads to the claim's report."""
    found = house(request).claim(id, when)
    query = f"?{when.query()}" if when.query() else ""
    return RedirectResponse(f"/document/{found.document_id}{query}", 303)


@router.get("/search")
def search(request: Request, when: Time, q: Annotated[str, Query(max_length=200)] = "") -> Response:
    """Reports that hold all the words."""
    with house(request).open(when) as opened:
        hits = opened.search(q, 50, when.since, when.until) if q.strip() else []
    return page(request, "search.html", when, words=q, hits=[(hit, _pieces(hit)) for hit in hits])


def _pieces(hit: Any) -> list[tuple[str, bool]]:
    """The snippet in pieces, each with whether it is one of the words looked for."""
    pieces: list[tuple[str, bool]] = []
    # The title stands above already.
    at = len(hit.title) if hit.title and hit.snippet.startswith(hit.title) else 0
    for start, end in sorted(hit.marks):
        if start >= at:
            pieces += [(hit.snippet[at:start], False), (hit.snippet[start:end], True)]
            at = end
    rest = hit.snippet[at:]
    if rest.rstrip()[-1:] not in (".", "!", "?", "”"):
        # What was cut off in the middle of a word ends before it.
        rest = f"{rest.rpartition(' ')[0] or rest} …"
    pieces.append((rest, False))
    return [piece for piece in pieces if piece[0]]
