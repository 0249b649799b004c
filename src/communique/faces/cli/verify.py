"""``communique verify``: whether the register still says what was put into it."""

from __future__ import annotations

from typing import Final

import click

from communique.briefs.asking import kept_amiss as kept_briefs_amiss
from communique.faces.cli import options
from communique.faces.cli.group import DONE, REFUSED
from communique.faces.cli.screen import counted, safe
from communique.knowledge import Knowledge, load
from communique.pipeline import kept_amiss
from communique.register import Register, Watching
from communique.register.proofs import snapshot_folder, verify_snapshots

# A problem may quote whole claims; its place and its kind stand at the beginning.
_LONGEST: Final = 400


@click.command("verify", epilog="Example: communique verify --digest")
@click.option("--digest", is_flag=True, help="Print only a digest: equal for equal documents and claims.")
@options.register
def command(digest: bool, register: str | None) -> int:
    """Recompute every hash of the register and of its snapshots, and check every invariant.

    Prints what is not as it should be, one problem on each line, and then ends with exit code 1.
    """
    with Register.open(register, create=False, read_only=True) as opened:
        if digest:
            click.echo(opened.digest())
            return DONE
        problems = [*opened.verify(), *verify_snapshots(Watching(opened), snapshot_folder(register))]
        if not problems:
            knowledge = load()
            problems += [*kept_amiss(opened, knowledge), *kept_briefs_amiss(opened, knowledge)]
            problems += _pages_amiss(opened, register, knowledge)
        if not problems:
            held = opened.counts()
            what = f"{counted(held['documents'], 'document')}, {counted(held['claims'], 'claim')}"
            click.echo(f"{safe(opened.place)}: sound; {what}")
    for problem in problems:
        click.echo(safe(problem if len(problem) <= _LONGEST else f"{problem[:_LONGEST]}…"))
    return REFUSED if problems else DONE


def _pages_amiss(opened: Register, register: str | None, knowledge: Knowledge) -> list[str]:
    """What is kept of pages; without the web libraries nothing shows them."""
    try:
        from communique.faces.web.house import House  # noqa: PLC0415 - an extra
        from communique.faces.web.pairpage import kept_amiss as kept_pages_amiss  # noqa: PLC0415
    except ImportError:
        return []
    return list(kept_pages_amiss(opened, House(register, knowledge)))
