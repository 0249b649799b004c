"""Whether the snapshots behind what came from the web still prove it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from communique.register.watching import Fetch, Watching


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
