"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Final

import click

from communique.errors import BriefError
from communique.faces.cli.screen import safe
from communique.faces.times import is_period, moment_of

# Characters of a name that signs, and of a reason.
LONGEST: Final = 500


class Day(click.ParamType[str]):
    """A real ISO date; with ``coarse`` also a month (2025-08) or a year."""

    name = "date"

    def __init__(self, *, coarse: bool = False) -> None:
        self.coarse = coarse

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The date as written; wrong usage where there is no such day."""
        text = str(value)
        if not is_period(text, coarse=self.coarse):
            forms = "2025, 2025-08 or 2025-08-06" if self.coarse else "2025-08-06"
            self.fail(f"{text!r} is no date; write {forms}", param, ctx)
        return text


class Marking(click.ParamType[str]):
    """A marking of the Traffic Light Protocol 2.0: ``amber`` or ``TLP:AMBER``."""

    name = "marking"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The marking in full; wrong usage where there is none such."""
        from communique.briefs.marking import marking_of  # noqa: PLC0415 - a search needs no briefs

        try:
            return marking_of(str(value))
        except BriefError as error:
            self.fail(f"{error.problem}; {error.mend}", param, ctx)


class Moment(click.ParamType[datetime]):
    """A moment: a day, which means its end, or a time of day; in UTC unless it names another zone."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment; wrong usage where there is none such."""
        if isinstance(value, datetime):
            return value
        text = str(value)
        try:
            return moment_of(text)
        except ValueError:
            self.fail(f"{text!r} is no moment; write 2025-08-06 or 2025-08-06T14:30:00Z", param, ctx)


def _signature(_context: click.Context, _option: click.Parameter, given: str | None) -> str | None:
    """A name that signs: one line, not empty, of a length that a page can show."""
    if given is None:
        return None
    if len(given) > LONGEST:
        raise click.UsageError(f"--as takes at most {LONGEST} characters")
    signed = safe(given).strip()
    if not signed:
        raise click.UsageError("--as needs a name")
    return signed


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
tlp = click.option(
    "--tlp",
    "marking",
    type=Marking(),
    default="",
    metavar="MARKING",
    help="Mark it by the Traffic Light Protocol 2.0: red, amber+strict, amber, green or clear; unmarked if not given.",
)
signed_as = click.option(
    "--as", "actor", metavar="NAME", callback=_signature, help="Who does this; the login name unless given."
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
as_of = click.option(
    "--as-of",
    type=Moment(),
    metavar="DATE",
    help="As the register would have answered at the end of that day, or at that time (UTC).",
)


@dataclass(frozen=True, slots=True)
class When:
    """What time a question is about: a period of reports, and the state of the register."""

    since: str | None
    until: str | None
    as_of: datetime | None

    @property
    def period(self) -> tuple[str | None, str | None]:
        """The first and the last day, month or year."""
        return self.since, self.until


def when(command: Callable[..., int]) -> Callable[..., int]:
    """The options --since, --until and --as-of, given to the command as one ``when``."""

    @wraps(command)
    def with_when(since: str | None, until: str | None, as_of: datetime | None, **others: Any) -> int:
        return command(when=When(since, until, as_of), **others)

    # The last one that is put on is the first that --help names.
    return since(until(as_of(with_when)))


workers = click.option(
    "--workers",
    type=click.IntRange(1, 256),
    default=1,
    metavar="N",
    help="Read in N processes; the result is the same. Each takes about 210 MB.",
)
unordered = click.option(
    "--unordered",
    is_flag=True,
    help="With --workers: take each report when it is read; none waits for one before it that takes longer.",
)
