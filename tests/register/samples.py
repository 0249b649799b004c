"""Reports made up for the tests of the register, with claims in their own words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from communique.model import Claim, Dateline, Document, Evidence, Money, Participant, Quantity
from communique.register.address import parse

READER = "rules-1"

_STATES = (("IND", "India"), ("RUS", "Russia"), ("FRA", "France"), ("POL", "Poland"), ("KOR", "South Korea"))
_ITEMS = ("S-400", "Rafale", "K2", "K9", "Su-30MKI", "AK-203")


def quote(document: Document, words: str) -> Evidence:
    """The first place of these words in the document's text."""
    start = document.text.index(words)
    return Evidence(start, start + len(words), words)


def report(number: int) -> Document:
    """One of many reports, each different, about a pair of states and an item that both go round."""
    supplier, recipient = _pair(number)
    item = _ITEMS[number % len(_ITEMS)]
    opening = (
        f"{recipient[1]} signed a contract with {supplier[1]} for {number + 2} {item} systems on Tuesday."
    )
    talks = f"The defence ministers of {recipient[1]} and {supplier[1]} met in Łódź to discuss the schedule."
    return Document(
        text=f"{opening}\n\n{talks}\n\nReport number {number} ends here.",
        title=f"{recipient[1]} orders {item} from {supplier[1]}",
        publisher="The Daily Sample" if number % 2 else "Sample News Agency",
        url=f"https://news.example/{number}",
        published=(datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=17 * number)).date().isoformat(),
        dateline=Dateline(place="Warsaw", agency="SNA"),
        path=f"reports/{number}.txt",
    )


def claims(number: int, reader: str = READER) -> list[Claim]:
    """What the report of this number claims: a programme and an engagement."""
    document = report(number)
    (supplier, _), (recipient, _) = _pair(number)
    first, second, _ = document.text.split("\n\n")
    order = Claim(
        kind="programme",
        evidence=(quote(document, first),),
        equipment=_ITEMS[number % len(_ITEMS)],
        supplier=(supplier,),
        recipient=(recipient,),
        mode="transfer",
        status="contracted",
        quantity=Quantity(text=str(number + 2), number=float(number + 2)),
        value=Money(text="$5.43 billion", amount=5.43e9, currency="USD"),
        date=document.published,
        inferred=(("mode", "signed"),),
        reader=reader,
        rule="programme/contract",
        confidence=0.8,
    )
    meeting = Claim(
        kind="engagement",
        evidence=(quote(document, second), quote(document, "Łódź")),
        type="meeting",
        parties=tuple(sorted((supplier, recipient))),
        participants=(Participant("the ministers", office="defence minister"),),
        date=(document.published or "")[:7],
        status="held",
        reader=reader,
        rule="engagement/met",
        confidence=0.7,
    )
    return [order, meeting]


def parties(number: int) -> tuple[str, str]:
    """Supplier and recipient of the report of this number."""
    (supplier, _), (recipient, _) = _pair(number)
    return supplier, recipient


def clock() -> Callable[[], datetime]:
    """A clock of the tests: each look is one second later than the one before."""
    now = datetime(2026, 1, 1, tzinfo=UTC)

    def look() -> datetime:
        nonlocal now
        now += timedelta(seconds=1)
        return now

    return look


def execute(url: str, statement: str, **values: Any) -> list[Any]:
    """A statement that somebody else runs on the register's database, past all our code."""
    place = parse(url)
    if place.server is not None:
        engine = create_engine(place.server, poolclass=NullPool)
    else:
        assert place.path is not None
        engine = create_engine(f"sqlite:///{Path(place.path)}", poolclass=NullPool)
    with engine.begin() as connection:
        result = connection.execute(text(statement), values)
        return list(result.all()) if result.returns_rows else []


def _pair(number: int) -> tuple[tuple[str, str], tuple[str, str]]:
    at = number % len(_STATES)
    step = 1 + number // len(_STATES) % (len(_STATES) - 1)
    return _STATES[at], _STATES[(at + step) % len(_STATES)]
