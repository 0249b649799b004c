"""How a page is made: the templates, the addresses in it, and the walls around an answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import resources
from typing import Annotated, Any, Final
from urllib.parse import quote, urlencode

from fastapi import Depends, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from communique.briefs.amounts import money_words
from communique.briefs.days import date_words
from communique.briefs.english import Names
from communique.briefs.marking import MEANINGS
from communique.briefs.outline import RUNG_TITLES
from communique.briefs.page import filters
from communique.faces.cli.facts import belief_words
from communique.faces.cli.screen import safe
from communique.faces.web.answers import house
from communique.faces.web.guard import visit_of
from communique.faces.web.house import TIMES, House, When, asked

_POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
WALLS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
# What a page that names scripts says instead: files of ours, and nothing that stands in the page itself.
_SCRIPTED: Final = {"Content-Security-Policy": f"{_POLICY}; script-src 'self'"}

# Files that pages load: the package and the path of each, and what it is.
FILES: Final = {
    "brief.css": ("communique.briefs", "templates/style.css", "text/css"),
    "brush.js": ("communique.faces.web", "static/brush.js", "text/javascript"),
    "icon.svg": ("communique.faces.web", "static/icon.svg", "image/svg+xml"),
    "review.css": ("communique.faces.web", "static/review.css", "text/css"),
    "review.js": ("communique.faces.web", "static/review.js", "text/javascript"),
    "site.css": ("communique.faces.web", "static/site.css", "text/css"),
    "marking.css": ("communique.briefs", "templates/marking.css", "text/css"),
    "lists.css": ("communique.faces.web", "static/lists.css", "text/css"),
}


Text = Annotated[str | None, Query(max_length=80)]


def _asked(since: Text = None, until: Text = None, as_of: Text = None) -> When:
    return asked(since, until, as_of)


# What time a page is about, by its address: every page takes it, and its links keep it.
Time = Annotated[When, Depends(_asked)]


def _environment() -> Environment:
    made = Environment(
        loader=ChoiceLoader([PackageLoader("communique.faces.web"), PackageLoader("communique.briefs")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(filters())
    made.filters["told_as"] = told_as
    made.filters["safe_line"] = safe
    made.filters["path"] = lambda text: quote(str(text), safe="")
    made.globals.update(date_words=date_words, belief=belief_words, rungs=RUNG_TITLES)
    return made


def told_as(value: str | None, slot: str) -> str:
    """The value of a slot as a change of it tells it, in words: a day, an amount, a word of the vocabulary."""
    text = str(value or "")
    if slot == "date":
        return date_words(text)
    currency, _, amount = text.rpartition(" ")
    if slot == "value" and amount.isdigit():
        return money_words({"amount": float(amount), "currency": currency or None})
    return text.replace("-", " ") if slot == "status" else text


_ENVIRONMENT: Final = _environment()


def page(
    request: Request,
    template: str,
    when: When,
    status: int = 200,
    *,
    scripts: Sequence[str] = (),
    **data: Any,
) -> HTMLResponse:
    """The page that a template makes of the data; ``scripts`` are names of FILES that run in it.

    A page that names none may run none: its policy says so.
    """
    here, visit = house(request), visit_of(request)
    kept = [(key, value) for key, value in request.query_params.multi_items() if key not in TIMES]
    text = _ENVIRONMENT.get_template(template).render(
        when=when,
        link=linking(when),
        kept=kept,
        name=here.knowledge.name_of,
        path=request.url.path,
        scripts=scripts,
        marking=here.marking,
        marking_means=MEANINGS.get(here.marking, ""),
        token=visit.token,
        visitor=visit.visitor,
        **data,
    )
    walls = _SCRIPTED if scripts else {}
    return HTMLResponse(text, status, headers={"Cache-Control": "no-cache", **walls})


def part(here: House, template: str, when: When, path: str, **data: Any) -> Markup:
    """A part of a page that is the same for whoever asks: the page at ``path`` puts it into its frame."""
    made = _ENVIRONMENT.get_template(template)
    return Markup(made.render(when=when, link=linking(when), name=here.knowledge.name_of, path=path, **data))  # noqa: S704 - by a template that escapes


def linking(when: When) -> Callable[..., str]:
    """What makes addresses that keep the period and the moment asked for."""

    def link(path: str, **more: str) -> str:
        query = urlencode(when.pairs() | more)
        return f"{path}?{query}" if query else path

    return link


def called(here: House, code: str | None) -> str:
    """A party as a sentence names it: ``the United States``; nothing for none."""
    return Names(here.knowledge).running(code) if code else ""


def problem(request: Request, status: int, title: str, detail: str) -> HTMLResponse:
    """What went wrong, as a page."""
    return page(request, "problem.html", When(), status, title=title, detail=detail)


def file(name: str) -> Response:
    """A style or script that pages load. Raises HTTPException where there is none of that name."""
    if name not in FILES:
        raise HTTPException(404, "there is no such file")
    package, path, sort = FILES[name]
    text = resources.files(package).joinpath(path).read_text("utf-8")
    return Response(text, media_type=sort, headers={"Cache-Control": "max-age=3600"})
