"""Reports on their way in, and what is said about those that do not get in."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from typing import TYPE_CHECKING

from communique.faces.cli.group import DONE, REFUSED, say
from communique.model import Document
from communique.sources import Notice, Refusal, read_sources

if TYPE_CHECKING:
    from communique.sources.web.fetch import Web


class Intake:
    """The documents of the paths that a user names; what is to be said of them goes to standard error.

    ``before`` is called before each message, to make room for it. ``web`` fetches addresses.
    """

    def __init__(
        self,
        paths: Sequence[str],
        published: str | None,
        before: Callable[[], None] = lambda: None,
        web: Web | None = None,
    ) -> None:
        self.refused = 0
        self._lost = 0
        self._before = before
        self._items = read_sources(paths, published=published, tell=self._note, web=web)

    def close(self) -> None:
        """Lets go of files that were opened ahead."""
        if isinstance(self._items, Generator):
            self._items.close()

    @property
    def code(self) -> int:
        """The exit code: whether anything was refused."""
        return REFUSED if self.refused or self._lost else DONE

    def items(self) -> Iterator[Document | Refusal]:
        """Documents and refusals as they come; only notices are said."""
        yield from self._items

    def documents(self) -> Iterator[Document]:
        """The documents alone; refusals are said and counted."""
        for item in self._items:
            if isinstance(item, Refusal):
                self.refuse(item)
            else:
                yield item

    def refuse(self, refusal: Refusal) -> None:
        """Says and counts something that was refused."""
        self.refused += 1
        self._before()
        say(str(refusal))

    def _note(self, notice: Notice) -> None:
        self._lost += notice.lost
        self._before()
        say(f"note: {notice}")
