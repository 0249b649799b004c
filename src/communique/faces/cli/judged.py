"""Judgements for the terminal and as JSON: who decided what, when and why, and whether it holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from communique.briefs.decisions import decided
from communique.faces.cli.facts import SHORT
from communique.faces.cli.screen import paint, safe, wrapped
from communique.model import Judgement
from communique.review import Ruled


def judgement_line(ruled: Ruled) -> str:
    """One judgement on one line, with its id and what became of it."""
    state = "" if ruled.state == "holds" else f" [{ruled.state}]"
    return f"{ruled.judgement.id[:SHORT]}{state} {judgement_words(ruled.judgement)}"


def judgement_words(judgement: Judgement) -> str:
    """What was decided, by whom, when and why, with what it is about."""
    about = f"{judgement.scope} {judgement.subject[:SHORT]}"
    return safe(f"{about} {decided(judgement)}")


def decision_lines(found: Sequence[Ruled]) -> list[str]:
    """A headed list of judgements; nothing where there are none."""
    if not found:
        return []
    lines = ["", paint("  What was decided", bold=True)]
    for one in found:
        lines += wrapped(judgement_line(one), "    ", "      ")
    return lines


def decisions_json(found: Iterable[Ruled]) -> list[dict[str, Any]]:
    """Judgements as JSON data, each with what became of it."""
    return [{**one.judgement.to_json(), "state": one.state} for one in found]
