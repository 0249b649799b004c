"""What a user asks about, checked before anything is read: a period, a moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import click

from communique.errors import BriefError
from communique.faces.cli.group import say
from communique.register import Register


def check_period(since: str | None, until: str | None) -> None:
    """Wrong usage where a period ends before it begins."""
    from communique.briefs.dyad import in_period  # noqa: PLC0415 - a search needs no briefs

    try:
        in_period([], since, until)
    except BriefError as error:
        raise click.UsageError(str(error)) from error


@contextmanager
def asked_register(url: str | None, moment: datetime | None) -> Iterator[Register]:
    """The register opened for reading, as it is or as it was at a moment.

    Says so where that moment is not over: then the same question may be answered differently later.
    """
    with Register.open(url, create=False, read_only=True) as opened:
        if moment is None:
            yield opened
            return
        if moment >= datetime.now(UTC):
            shown = f"{moment:%Y-%m-%d %H:%M:%S} UTC"
            say(f"{shown} is not over: what is recorded until then will change this answer")
        yield opened.as_of(moment)
