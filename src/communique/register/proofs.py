"""Where the snapshots behind what came from the web lie, and whether they still prove it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from communique.register import address
from communique.register.watching import Fetch, Watching


def snapshot_folder(url: str | None, environ: Mapping[str, str] | None = None) -> Path:
    """Where the snapshots of a register lie: ``snapshots`` beside its file.

    COMMUNIQUE_SNAPSHOTS names another folder; a register that is no file has ``snapshots`` in the user's
    folder of data (``~/.local/share/communique``, or under XDG_DATA_HOME).
    """
    variables = os.environ if environ is None else environ
    if named := variables.get("COMMUNIQUE_SNAPSHOTS"):
        return Path(named).expanduser()
    place = address.parse(url, environ)
    if place.path is not None:
        return place.path.parent / "snapshots"
    home = variables.get("XDG_DATA_HOME", "")
    base = Path(home) if Path(home).is_absolute() else Path.home() / ".local" / "share"
    return base / "communique" / "snapshots"


def verify_snapshots(watching: Watching, folder: Path) -> Iterator[str]:
    """Reads each snapshot that the register names; yields each that is missing or does not prove its page."""
    for found in watching.fetches():
        if problem := _problem(found, folder):
            yield f"snapshot {found.snapshot} of {found.url}: {problem}"


def _problem(found: Fetch, folder: Path) -> str | None:
    # Loading warcio takes a while, and most registers have no snapshots.
    from communique.sources.web.snapshot import content_digests  # noqa: PLC0415

    path = folder / found.snapshot
    if not path.resolve().is_relative_to(folder.resolve()):
        return "its name leads out of the folder of snapshots"
    try:
        answers = list(content_digests(path))
    except FileNotFoundError:
        return "it is missing"
    except OSError as error:
        return f"it cannot be read: {error.strerror or error}"
    except ValueError as error:
        return str(error)
    if (found.final, found.digest) not in answers:
        return "it is of another content"
    return None
