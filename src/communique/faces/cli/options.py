"""Options and arguments that several commands share."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

import click

_PERIOD: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Day(click.ParamType[str]):
    """A real ISO date; with ``coarse`` also a month (2025-08) or a year."""

    name = "date"

    def __init__(self, *, coarse: bool = False) -> None:
        self.coarse = coarse

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The date as written; wrong usage where there is no such day."""
        text = str(value)
        if not self._real(text):
            forms = "2025, 2025-08 or 2025-08-06" if self.coarse else "2025-08-06"
            self.fail(f"{text!r} is no date; write {forms}", param, ctx)
        return text

    def _real(self, text: str) -> bool:
        match = _PERIOD.fullmatch(text)
        if match is None or not (self.coarse or match[3]):
            return False
        try:
            date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
        except ValueError:
            return False
        return True


register = click.option(
    "--register",
    metavar="URL",
    help="A file or a postgresql:// address; COMMUNIQUE_REGISTER, else communique.db.",
)
published = click.option(
    "--published", type=Day(), metavar="DATE", help="Date of the reports that give none themselves."
)
since = click.option(
    "--since", type=Day(coarse=True), metavar="DATE", help="From this day, month or year on."
)
until = click.option(
    "--until", type=Day(coarse=True), metavar="DATE", help="Up to and with this day, month or year."
)
between = click.option(
    "--between", nargs=2, metavar="PARTY PARTY", help="Only what these two have to do with each other."
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
