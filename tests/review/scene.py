"""A small register of reports in which something is in doubt."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from communique.knowledge import load
from communique.model import Claim, Document
from communique.register import Register
from communique.review import Desk
from tests.assembly.reports import engagement, programme, report
from tests.register.samples import clock

READER = "rules-1"

ORDER = report("Moscow sells India five S-400 systems, says a contract of 2018.", "2018-10-05", "One")
RIVAL = report("The contract for six S-400 systems was signed in June 2017.", "2018-10-06", "Two")
TALKS = report("The ministers of India and Russia met in Delhi on May 3.", "2019-05-04", "Three")
AGAIN = report("A meeting in Delhi of India and Russia took place on May 6.", "2019-05-07", "Four")
MODELS = report("Visitors bought model S-300 kits.", "2020-01-01", "Five")

CLAIMS: dict[Document, list[Claim]] = {
    ORDER: [programme(ORDER, "five S-400 systems", "S-400", "contracted", quantity=5, date="2018-10-05")],
    RIVAL: [programme(RIVAL, "six S-400 systems", "S-400", "contracted", quantity=6, date="2018-06")],
    TALKS: [engagement(TALKS, "met in Delhi on May 3", date="2019-05-03", place="Delhi")],
    AGAIN: [engagement(AGAIN, "meeting in Delhi", date="2019-05-06", place="Delhi")],
    MODELS: [replace(programme(MODELS, "model S-300 kits", "S-300", "delivered"), confidence=0.2)],
}


def register() -> Register:
    """All of it in memory, with a clock of the tests."""
    opened = Register.in_memory(actor="ana", clock=clock())
    _fill(opened)
    return opened


def recorded(path: Path) -> Path:
    """All of it in a file: a claim, a pair and a conflict are in doubt, in this order."""
    with Register.open(path, actor="ana") as opened:
        _fill(opened)
    return path


def _fill(opened: Register) -> None:
    for document, claims in CLAIMS.items():
        opened.add(document, claims, reader=READER)


def desk(opened: Register, reason: str = "") -> Desk:
    """A fresh look at the register."""
    return Desk(opened, load(), reason)
