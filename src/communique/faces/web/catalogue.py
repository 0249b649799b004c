"""Pages of lists: the facts of a kind, and who and what is named, each with a page of its own."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from communique.faces.cli.words import HEADINGS
from communique.faces.web import plain
from communique.faces.web.answers import house
from communique.faces.web.house import House
from communique.faces.web.named import SORTS, Named, beside, with_key
from communique.faces.web.rendering import Time, page, problem
from communique.model import Fact
from communique.vocabulary import KINDS

router = APIRouter(include_in_schema=False)

Words = Annotated[str, Query(max_length=80)]
From = Annotated[int, Query(ge=0, le=10_000_000)]

# Rows of a list on one page, and of each part of somebody's own page.
_ROWS: Final = 100
_PART: Final = 60

_LISTS: Final = {
    "people": ("People", "Who took part in engagements, as reports name them."),
    "mechanisms": ("Mechanisms", "Bodies, treaties and formats that govern how states deal with each other."),
    "equipment": ("Equipment", "Lines of equipment that change hands, are made together or were used."),
    "publishers": ("Publishers", "Whose reports the register holds, how reliable they are taken to be, and what they told first."),
}  # fmt: skip
# What stands beside somebody on the page of each sort, and its heading.
_BESIDE: Final = {
    "people": ("people", "Took part with"),
    "mechanisms": ("publishers", "Told by"),
    "equipment": ("publishers", "Told by"),
    "publishers": ("equipment", "Tells most of"),
}


@router.get("/facts/{kind}")
def facts(request: Request, kind: str, when: Time, offset: From = 0) -> Response:
    """All facts of one kind as a table, the latest first."""
    here = house(request)
    if kind not in KINDS:
        return problem(request, 404, "Not found", f"{kind[:40]!r} is no kind; there are {', '.join(KINDS)}")
    found = sorted((one for one in here.told(when) if one.kind == kind), key=plain.order, reverse=True)
    return page(
        request, "facts.html", when, kind=kind, heading=HEADINGS[kind], rows=told(found[offset : offset + _ROWS], here),
        total=len(found), offset=offset, rows_on=_ROWS,
    )  # fmt: skip


@router.get("/named/{sort}")
def listed(request: Request, sort: str, when: Time, words: Words = "", offset: From = 0) -> Response:
    """People, mechanisms, equipment or publishers, those that most facts name first; ``words`` narrows it."""
    here = house(request)
    if sort not in SORTS:
        return problem(
            request, 404, "Not found", f"there is no list {sort[:40]!r}; there are {', '.join(SORTS)}"
        )
    found = holding(here.named(sort, when), words)
    title, about = _LISTS[sort]
    return page(
        request, "named.html", when, sort=sort, title=title, about=about, words=words, rows=found[offset : offset + _ROWS],
        total=len(found), offset=offset, rows_on=_ROWS,
    )  # fmt: skip


@router.get("/named/{sort}/{key}")
def one_of(request: Request, sort: str, key: str, when: Time) -> Response:
    """Somebody or something with its facts, years and pairs."""
    here = house(request)
    found = with_key(here.named(sort, when), key) if sort in SORTS else None
    if found is None:
        return problem(
            request,
            404,
            "Not found",
            "nobody and nothing is named so in the period and at the moment asked for",
        )
    other, heading = _BESIDE[sort]
    near = beside(found, here.named(other, when))
    kinds = [
        (HEADINGS[kind], told([one for one in found.facts if one.kind == kind][:_PART], here), sum(one.kind == kind for one in found.facts))
        for kind in KINDS
    ]  # fmt: skip
    return page(
        request, "named_one.html", when, one=found, list_title=_LISTS[sort][0], near=near[:12], near_heading=heading,
        kinds=[entry for entry in kinds if entry[1]], first=told(found.first[:_PART], here), reports=found.reports[:_PART],
        pairs=found.pairs[:12], part=_PART,
    )  # fmt: skip


def holding(found: list[Named], words: str) -> list[Named]:
    """Those whose name, or what is said of them, holds all the words."""
    wanted = words.casefold().split()
    if not wanted:
        return found
    return [one for one in found if all(word in f"{one.name} {one.note}".casefold() for word in wanted)]


def told(found: list[Fact] | tuple[Fact, ...], here: House) -> list[tuple[Fact, str, str, str]]:
    """Facts as rows of a table: each with its day, what it is, and how far it has come, in words."""
    name = here.knowledge.name_of
    return [(one, plain.when(one), plain.title(one, name), plain.stage(one)) for one in found]
