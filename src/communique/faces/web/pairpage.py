"""The page of a pair, made once for all that it follows from and kept in the register beside the facts.

What is kept is what stands between the page's head and its foot: it is the same for whoever asks. Its key is over the claims, the
judgements, the tables and the program, as that of facts is (:mod:`communique.register.kept`), so that it is never
an old one. Of the past, and of pairs with few claims, it is made each time.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from urllib.parse import quote

import jinja2
from markupsafe import Markup

from communique.analysis import trend
from communique.assembly import catalogue
from communique.assembly.keeping import recipe
from communique.briefs.disputes import name_of
from communique.briefs.english import Names
from communique.briefs.page import parts_of
from communique.briefs.programmes import Words
from communique.briefs.summary import SIGNALS
from communique.faces.web.brush import strip
from communique.faces.web.comparing import TITLES, Compared, change, compared, pair_of, shown
from communique.faces.web.house import House, When
from communique.faces.web.plain import slot_words
from communique.faces.web.rendering import part
from communique.pipeline import uncollected
from communique.register import Kept, Register
from communique.register.kept import key

# The page of fewer claims is made in a tenth of a second.
LEAST_KEPT: Final = 500
# Of pages of periods and comparisons, which are without number, the latest are kept.
MOST_PERIODS: Final = 200
_WHOLE: Final = "page "
_PERIOD: Final = "period "
# All folders whose files have a say in what such a page shows.
_MAKERS: Final = (
    "analysis",
    "briefs",
    "briefs/data",
    "briefs/templates",
    "faces/cli",
    "faces/web",
    "faces/web/templates",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A page: the pair (codes), the period and moment, and another pair beside it, as it was typed."""

    pair: tuple[str, str]
    when: When
    beside: str

    @property
    def scope(self) -> str:
        """What it is kept as."""
        name = " ".join(self.pair)
        more = json.dumps([self.when.since, self.when.until, self.beside])
        if not (self.when.since or self.when.until or self.beside):
            return f"{_WHOLE}{name}"
        return f"{_PERIOD}{name} {sha256(more.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"


@dataclass(frozen=True, slots=True)
class Made:
    """What is put into the frame: the question, the names of the two, and what stands below."""

    question: str
    names: tuple[str, str]
    body: Markup


def pair_page(here: House, asked: Asked) -> Made:
    """The page, as it was kept or as it is made now. Raises BriefError."""
    with here.open(asked.when) as opened:
        made_of = _made_of(opened, here, asked)
        if made_of is None:
            with uncollected():
                return made(here, asked)
        store = Kept(opened)
        pieces = store.load(asked.scope, made_of)
        found = None if pieces is None else _read(pieces)
        if found is not None:
            return found[1]
        with uncollected():
            page = made(here, asked)
        if _made_of(opened, here, asked) == made_of and store.save(
            asked.scope, made_of, _written(asked, page)
        ):
            store.thin(_PERIOD, MOST_PERIODS)
        return page


def kept_amiss(register: Register, here: House) -> Iterator[str]:
    """Kept pages that a question of today would be answered with, and that are not what would be made."""
    store = Kept(register)
    for scope, made_of in store.scopes().items():
        pieces = store.load(scope, made_of) if scope.startswith((_WHOLE, _PERIOD)) else None
        found = None if pieces is None else _read(pieces)
        if found is not None:
            asked, page = found
            wrong = asked.scope != scope
            if wrong or (_made_of(register, here, asked) == made_of and made(here, asked) != page):
                yield f"kept {scope}: it is not the page that is made of the facts"


def made(here: House, asked: Asked) -> Made:
    """The page from the facts."""
    brief, facts = here.dossier(asked.pair, asked.when)
    sides = compared(asked.pair, facts, asked.when, here, asked.beside or None)
    found = trend(brief.facts, asked.pair)
    name = here.knowledge.name_of
    known = {fact.id: fact for fact in facts} | (sides.facts if sides else {})
    words = Words(Names(here.knowledge), catalogue(here.knowledge))
    short = {fact.id: name_of(fact, words) for fact in brief.facts}
    reasons = [(r.sign, SIGNALS[r.signal], [(id, short[id]) for id in r.facts]) for r in found.reasons]
    body = part(
        here, "pair_body.html", asked.when, f"/pair/{quote(asked.pair[0])}/{quote(asked.pair[1])}",
        bars=strip(facts, asked.when), compared=sides, titles=TITLES, said_as=shown, change=change, beside=asked.beside,
        words={id: slot_words(known[id].kind, dict(known[id].slots), name) for id in _counted(sides)},
        direction=found.direction, reasons=reasons, **parts_of(brief, here.knowledge),
    )  # fmt: skip
    return Made(brief.question, brief.names, body)


def _counted(sides: Compared | None) -> set[str]:
    """The facts that a figure counts."""
    columns = sides.columns() if sides else []
    return {id for column in columns for figure in column.figures.values() for id in figure.facts}


def _made_of(register: Register, here: House, asked: Asked) -> str | None:
    """The key of all that the page follows from; None where it is not worth keeping, or cannot be kept."""
    store = Kept(register)
    if not store.possible:
        return None
    items = catalogue(here.knowledge)
    pairs = [asked.pair, *([pair_of(asked.beside, here.knowledge)] if asked.beside else [])]
    numbers = [store.about(pair, items) for pair in pairs]
    if max(map(len, numbers)) < LEAST_KEPT:
        return None
    said = [jinja2.__version__, *map(str, map(len, numbers)), asked.scope]
    judged = sorted(one.id for one in register.judgements())
    return key(recipe(here.knowledge, *_MAKERS), (n for some in numbers for n in some), [*said, *judged])


def _written(asked: Asked, page: Made) -> list[bytes]:
    head = [asked.pair, asked.when.since, asked.when.until, asked.beside, page.question, page.names]
    body = str(page.body).encode("utf-8", "surrogatepass")
    return [json.dumps(head).encode(), zlib.compress(body)]


def _read(pieces: Sequence[bytes]) -> tuple[Asked, Made] | None:
    """What was :func:`_written`; None for anything else."""
    try:
        head, body = pieces
        (one, other), since, until, beside, question, (first, second) = json.loads(head)
        text = zlib.decompress(body).decode("utf-8", "surrogatepass")
    except (ValueError, TypeError, zlib.error):
        return None
    # Escaped when it was made; that it is what was kept the seals of its pieces say, and ``verify`` makes it anew.
    return Asked((one, other), When(since, until), beside), Made(question, (first, second), Markup(text))  # noqa: S704
