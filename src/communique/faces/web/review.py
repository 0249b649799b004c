"""Review in the browser: the queue, one thing with everything that may be decided of it, and who did what when.

Everything works by plain forms; ``review.js`` only adds keys to them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Lock
from typing import Annotated, Any, Final
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response

from communique.errors import CommuniqueError
from communique.faces.cli.screen import safe
from communique.faces.web import asking
from communique.faces.web.answers import house
from communique.faces.web.guard import form_of, one, visit_of
from communique.faces.web.house import When
from communique.faces.web.rendering import page
from communique.model import Judgement
from communique.register import Register
from communique.review import Desk, Doubt, history

router = APIRouter(prefix="/review", include_in_schema=False)

Sort = Annotated[str, Query(max_length=20)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]
Short = Annotated[str, Query(max_length=64)]
Form = Annotated[Mapping[str, list[str]], Depends(form_of)]

SORTS: Final = ("claim", "fact", "conflict", "link", "pair")
_NOW: Final = When()
_SHOWN: Final = 12
_LOGGED: Final = 50
_SCRIPTS: Final = ("review.js",)


class Queue:
    """The questions of the last state of the register, made once for it."""

    def __init__(self) -> None:
        self._lock: Final = Lock()
        self._kept: tuple[str, list[Doubt]] = ("", [])

    def of(self, desk: Desk, state: str) -> list[Doubt]:
        """The questions, the least sure first."""
        with self._lock:
            if self._kept[0] == state:
                return self._kept[1]
        made = desk.doubts
        with self._lock:
            self._kept = (state, made)
        return made


@router.get("")
def queue(
    request: Request, sort: Sort = "", kind: Sort = "", offset: Offset = 0, done: Short = ""
) -> Response:
    """What is in doubt, the least sure first; ``done`` is the judgement that was made last."""
    here = house(request)
    with here.open() as opened:
        desk = Desk(opened, here.knowledge, facts=here.facts(_NOW))
        every = request.app.state.queue.of(desk, opened.revision())
        chosen = [one for one in every if sort in ("", one.sort) and kind in ("", one.kind)]
        shown = chosen[offset : offset + _SHOWN]
        texts = opened.texts({item.document_id for doubt in shown for item in asking.quoted(doubt)})
        last = _last(opened, done)
    questions = [asking.question(doubt, texts, here.knowledge.name_of) for doubt in shown]
    return page(
        request, "review.html", _NOW, scripts=_SCRIPTS, questions=questions, total=len(chosen), offset=offset,
        step=_SHOWN, sort=sort, kind=kind, counts=asking.counts(every), last=last,
        here=_address("/review", sort=sort, kind=kind),
    )  # fmt: skip


@router.get("/about/{id}")
def about(request: Request, id: str, done: Short = "") -> Response:
    """One claim, fact or report, and what may be decided about it."""
    here = house(request)
    facts = here.facts(_NOW)
    with here.open() as opened:
        desk = Desk(opened, here.knowledge, facts=facts)
        found = desk.find(id[:64])
        if isinstance(found, Judgement):
            return RedirectResponse(f"/review/log?about={found.id}", 303)
        thing = asking.thing(found, facts, here.knowledge.name_of)
        texts = opened.texts({item.document_id for item in thing.claims})
        ruled = history(opened, {item.claim_id for item in thing.claims}, thing.id)
        last = _last(opened, done)
    return page(
        request, "review_about.html", _NOW, scripts=_SCRIPTS, thing=thing, last=last,
        claims=[(item, asking.said(item, here.knowledge.name_of), asking.around(item, texts)) for item in thing.claims],
        ruled=[asking.ruled(one) for one in reversed(ruled)], here=f"/review/about/{thing.id}",
    )  # fmt: skip


@router.get("/log")
def log(request: Request, offset: Offset = 0, about: Short = "", done: Short = "") -> Response:
    """Every judgement, the latest first: who decided what, when, why, and whether it holds."""
    with house(request).open() as opened:
        found = history(opened)[::-1]
        last = _last(opened, done)
    chosen = [one for one in found if not about or about in (one.judgement.id, one.judgement.subject)]
    return page(
        request, "review_log.html", _NOW, scripts=_SCRIPTS, total=len(chosen), offset=offset, step=_LOGGED, about=about,
        ruled=[asking.ruled(one) for one in chosen[offset : offset + _LOGGED]], last=last, here="/review/log",
    )  # fmt: skip


@router.post("/accept")
def accept(request: Request, form: Form) -> Response:
    """It is right; the two are one; it belongs there."""
    return _decide(request, form, lambda desk: desk.accept(one(form, "id", 64)))


@router.post("/reject")
def reject(request: Request, form: Form) -> Response:
    """It is wrong; the two are two; it is of another fact."""
    return _decide(request, form, lambda desk: desk.reject(one(form, "id", 64)))


@router.post("/edit")
def edit(request: Request, form: Form) -> Response:
    """Slots set to what was typed; what is as it was shown is left alone."""
    words = {
        name.removeprefix("slot."): one(form, name)
        for name in form
        if name.startswith("slot.") and one(form, name) != one(form, name.replace("slot.", "was.", 1))
    }
    if not words:
        return _told(request, form, "nothing was changed")
    return _decide(request, form, lambda desk: desk.edit(one(form, "id", 64), words))


@router.post("/merge")
def merge(request: Request, form: Form) -> Response:
    """Facts are one, with the id of this one."""
    others = [*form.get("with", []), *one(form, "others", 2000).replace(",", " ").split()]
    if not others:
        return _told(request, form, "no other fact was named")
    return _decide(request, form, lambda desk: desk.merge([one(form, "id", 64), *others]))


@router.post("/split")
def split(request: Request, form: Form) -> Response:
    """Claims are of another fact."""
    claims = form.get("claim", [])
    if not claims:
        return _told(request, form, "no claim was chosen")
    return _decide(request, form, lambda desk: desk.split(one(form, "id", 64), claims))


@router.post("/undo")
def undo(request: Request, form: Form) -> Response:
    """A judgement is taken back."""
    return _decide(request, form, lambda desk: desk.undo(one(form, "id", 64)))


def _decide(request: Request, form: Mapping[str, list[str]], act: Callable[[Desk], Judgement]) -> Response:
    """Records a judgement, signed by the visitor, and goes back to where the form stood."""
    here = house(request)
    visitor = visit_of(request).visitor
    name = safe(visitor.name) if visitor and visitor.name else None
    try:
        facts = here.facts(_NOW)
        with Register.open(here.address, create=False, actor=name) as opened:
            made = act(Desk(opened, here.knowledge, safe(one(form, "reason")), facts))
    except CommuniqueError as error:
        return _told(request, form, str(error))
    request.app.state.noted(request, made)
    back = _back(form)
    return RedirectResponse(f"{back}{'&' if '?' in back else '?'}done={made.id[:16]}", 303)


def _told(request: Request, form: Mapping[str, list[str]], why: str) -> Response:
    return page(request, "review_refused.html", _NOW, 400, why=why, back=_back(form))


def _back(form: Mapping[str, list[str]]) -> str:
    """Where the form stood: an address of review and no other."""
    given = one(form, "back", 300)
    inside = given == "/review" or given.startswith(("/review?", "/review/log", "/review/about/"))
    return given if inside and given.isascii() and "\\" not in given else "/review"


def _last(opened: Register, done: str) -> asking.Told | None:
    """The judgement that was just made, to tell it and offer its undo."""
    if not done:
        return None
    try:
        made = opened.judgement(done)
    except CommuniqueError:
        return None
    (found,) = (one for one in history(opened, (), made.subject) if one.judgement.id == made.id)
    return asking.ruled(found)


def _address(path: str, **query: Any) -> str:
    words = urlencode({name: value for name, value in query.items() if value}, quote_via=quote)
    return f"{path}?{words}" if words else path
