"""News of a pair: what was new or changed when it was reported, under ids that stay."""

from __future__ import annotations

from communique.alerts.latest import latest
from communique.assembly import assemble
from communique.model import Cited, Claim, Evidence
from tests.alerts.scene import KNOWLEDGE


def _cited(number: int, day: str | None, status: str) -> Cited:
    claim = Claim(
        kind="programme",
        evidence=(Evidence(0, 5, "India"),),
        equipment="S-400",
        supplier=("RUS",),
        recipient=("IND",),
        mode="transfer",
        status=status,
        confidence=0.8,
    )
    return Cited(f"{number:064x}", f"{number + 100:064x}", claim, f"Paper {number}", day)


REPORTS = [
    _cited(1, "2018-10-05", "contracted"),
    _cited(2, "2018-10-06", "contracted"),
    _cited(3, "2021-12-20", "partly-delivered"),
    _cited(4, None, "delivered"),
]


def _latest(reports: list[Cited]) -> list[tuple[str, str]]:
    entries = latest(assemble(reports, KNOWLEDGE), lambda claim: str(claim.status))
    return [(entry.id.rpartition(":")[2].lstrip("0"), entry.title) for entry in entries]


def test_what_was_told_again_or_bears_no_day_is_no_news() -> None:
    assert _latest(REPORTS) == [
        ("3", "Status contracted → partly-delivered: partly-delivered"),
        ("1", "New: contracted"),
    ]


def test_an_entry_keeps_its_id_when_reports_join() -> None:
    alone = _latest(REPORTS[:1])
    assert alone == [("1", "New: contracted")]
    assert alone[0] in _latest(REPORTS)
