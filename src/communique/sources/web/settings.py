"""How the web is asked: who we say we are, how often, how much, how long."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from communique import __version__

USER_AGENT: Final = f"communique/{__version__}"


@dataclass(frozen=True, slots=True)
class Settings:
    """``delay`` are the seconds between two requests to one host, the least; sizes are bytes.

    ``snapshots`` is the folder that every fetch is recorded in, or None; ``cache`` that of pages fetched
    before, or None.
    """

    user_agent: str = USER_AGENT
    delay: float = 1.0
    allowed: tuple[str, ...] = ()
    cache: Path | None = None
    cache_bytes: int = 200_000_000
    snapshots: Path | None = None
    most_bytes: int = 20_000_000
    seconds: float = 60.0
    hops: int = 8
    tries: int = 4
    # The first wait before a request is tried again; it doubles. And the longest wait of any kind: a site
    # that asks for more is left until later.
    backoff: float = 1.0
    longest_wait: float = 120.0

    @property
    def product(self) -> str:
        """The name that robots.txt calls us by: the user agent up to its version."""
        return self.user_agent.split("/")[0].split(" ")[0] or "communique"


def cache_folder(environ: Mapping[str, str] | None = None) -> Path:
    """Where pages are kept between runs, after the XDG base directories: ``~/.cache/communique/web``.

    COMMUNIQUE_CACHE names another folder.
    """
    variables = os.environ if environ is None else environ
    if named := variables.get("COMMUNIQUE_CACHE"):
        return Path(named).expanduser()
    # The standard says that a path that is not absolute does not count.
    home = Path(variables.get("XDG_CACHE_HOME", ""))
    return (home if home.is_absolute() else Path.home() / ".cache") / "communique" / "web"
