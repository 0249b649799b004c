"""What a user asks about, checked before anything is read: a pair of parties and a period."""

from __future__ import annotations

import click

from communique.briefs.dyad import in_period
from communique.errors import BriefError, PartyError
from communique.knowledge import Knowledge


def asked_pair(names: tuple[str, str], knowledge: Knowledge) -> tuple[str, str]:
    """The codes of two different parties. Raises PartyError, with near names where a party is unknown."""
    one, other = (knowledge.party(name) for name in names)
    if one == other:
        raise PartyError(names[1], f"is {knowledge.name_of(one)} again", "name two different parties")
    return one, other


def check_period(since: str | None, until: str | None) -> None:
    """Wrong usage where a period ends before it begins."""
    try:
        in_period([], since, until)
    except BriefError as error:
        raise click.UsageError(str(error)) from error
