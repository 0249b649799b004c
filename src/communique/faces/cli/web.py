"""The options of commands that may ask the web, and the web as they set it up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from communique.errors import SourceError

if TYPE_CHECKING:
    from communique.register import Register, Watching
    from communique.sources.web.fetch import Fetched, Rhythm, Web

_Command = TypeVar("_Command", bound=Callable[..., Any])

_OPTIONS: Final = (
    click.option(
        "--allow-host",
        multiple=True,
        metavar="NAME",
        envvar="COMMUNIQUE_ALLOW_HOST",
        help="Let this host (or host:port) be asked, also inside your own network; more than once.",
    ),
    click.option(
        "--user-agent",
        metavar="TEXT",
        envvar="COMMUNIQUE_USER_AGENT",
        help="Who asks, as web sites are told; its first word is what robots.txt calls us.",
    ),
    click.option(
        "--delay",
        type=click.FloatRange(0, 3600),
        metavar="SECONDS",
        envvar="COMMUNIQUE_DELAY",
        help="At least so long between two requests to one host; 1 unless given.",
    ),
    click.option("--no-snapshot", is_flag=True, help="Do not record what web sites answer."),
)


@dataclass(frozen=True, slots=True)
class Manners:
    """What the user says about how the web is asked."""

    allow_host: tuple[str, ...] = ()
    user_agent: str | None = None
    delay: float | None = None
    no_snapshot: bool = False

    def web(self, register: str | None, opened: Register | None, rhythm: Rhythm | None = None) -> Web:
        """The web: with a register, each fetch is recorded beside it, unless the user does not want that."""
        # The client for the web takes a third of a second to load, and most commands read files.
        from communique.sources.web.fetch import Web  # noqa: PLC0415
        from communique.sources.web.settings import Settings, cache_folder  # noqa: PLC0415

        settings = Settings(allowed=tuple(self.allow_host), cache=cache_folder())
        if self.user_agent is not None:
            settings = replace(settings, user_agent=_one_line(self.user_agent))
        if self.delay is not None:
            settings = replace(settings, delay=self.delay)
        witness = None
        if opened is not None:
            from communique.register import Watching  # noqa: PLC0415 - as long as the client, and `read` has none
            from communique.register.proofs import snapshot_folder  # noqa: PLC0415

            watching = Watching(opened)
            witness = partial(_note, watching)
            if not self.no_snapshot:
                settings = replace(settings, snapshots=snapshot_folder(register))
        web = Web(settings, rhythm=rhythm, witness=witness)
        click.get_current_context().call_on_close(web.close)
        return web


def options(command: _Command) -> _Command:
    """Gives a command the options about the web; it gets them as ``manners``."""

    @wraps(command)
    def with_manners(*words: Any, **values: Any) -> Any:
        names = ("allow_host", "user_agent", "delay", "no_snapshot")
        return command(*words, manners=Manners(**{name: values.pop(name) for name in names}), **values)

    wrapped: Any = with_manners
    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    kept: _Command = wrapped
    return kept


def _one_line(text: str) -> str:
    if not text.strip() or not text.isprintable() or not text.isascii():
        raise SourceError("--user-agent", "is no name that can be sent", "write it in plain letters")
    return text.strip()


def _note(watching: Watching, found: Fetched) -> None:
    """Records where the proof of a fetch lies."""
    from communique.register.watching import Fetch, stamp  # noqa: PLC0415 - as above

    if found.snapshot:
        at = stamp(found.at)
        watching.note_fetch(Fetch(found.url, found.final, at, found.status, found.digest, found.snapshot))
