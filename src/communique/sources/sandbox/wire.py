"""What passes between the program and the process that parses: requests with an open file, answers as JSON.

The answers come from a process that has read hostile bytes, so each is checked as if a stranger had sent it.
"""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Final, TypeAlias

from communique.model import Dateline, Document
from communique.sources.base import Item, Notice, Refusal
from communique.sources.encoding import storable
from communique.sources.feeds import Entry, Feed
from communique.sources.limits import PARSER_SECONDS
from communique.sources.opening import At
from communique.sources.opml import Subscription
from communique.sources.titles import web_address

# The longest answer: a text of the greatest size, each character escaped.
MOST: Final = 64_000_000
_LENGTH: Final = struct.Struct("!I")
_REQUEST: Final = 100_000
_FIELD: Final = 10_000


TIME: Final = f"takes more than {PARSER_SECONDS} seconds to parse"
MEMORY: Final = "needs more memory to parse than it is given"
MEND: Final = "give its text"


class WireError(Exception):
    """What came over the wire is not what may come."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to do with the file that comes along: ``items``, ``feed`` or ``opml``; members before ``skip`` are known."""

    task: str
    path: str
    name: str
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Done:
    """The request is done with; ``worn`` where the process should not be asked again.

    ``broken`` is the number of the member at which a container was broken off; None where it was not.
    """

    worn: bool = False
    broken: int | None = None


Answer: TypeAlias = Item | At | Done | Feed | tuple[Subscription, ...]


def send_request(link: socket.socket, request: Request, descriptor: int) -> None:
    """Sends a request with the descriptor of the file that it is about."""
    data = json.dumps(asdict(request)).encode("ascii")
    socket.send_fds(link, [_LENGTH.pack(len(data))], [descriptor])
    link.sendall(data)


def take_request(link: socket.socket) -> tuple[Request, int] | None:
    """The next request and its descriptor; None when the other side has gone."""
    head, descriptors, _, _ = socket.recv_fds(link, _LENGTH.size, 1)
    if not head:
        return None
    (length,) = _LENGTH.unpack(head)
    data = _exactly(link.recv, min(length, _REQUEST))
    return Request(**json.loads(data)), descriptors[0]


def pack(answer: Answer) -> bytes:
    """An answer as bytes, its length before it."""
    kind, data = _plain(answer)
    text = json.dumps([kind, data], ensure_ascii=False).encode("utf-8", "replace")
    return _LENGTH.pack(len(text)) + text


def answers(receive: Callable[[int], bytes], place: str) -> Iterator[Answer]:
    """The answers of one request, up to :class:`Done`; ``place`` is what the request was about.

    Raises WireError for what may not come, EOFError where the other side has gone.
    """
    while True:
        (length,) = _LENGTH.unpack(_exactly(receive, _LENGTH.size))
        if length > MOST:
            raise WireError(f"an answer of {length:,} bytes")
        try:
            kind, data = json.loads(_exactly(receive, length))
            answer = _answer(kind, data, place)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise WireError(f"an answer that is none ({type(error).__name__})") from error
        yield answer
        if isinstance(answer, Done):
            return


def _exactly(receive: Callable[[int], bytes], length: int) -> bytes:
    pieces: list[bytes] = []
    while length:
        piece = receive(min(length, 1_000_000))
        if not piece:
            raise EOFError
        pieces.append(piece)
        length -= len(piece)
    return b"".join(pieces)


def _plain(answer: Answer) -> tuple[str, Any]:
    if isinstance(answer, Document):
        data = answer.to_json()
        del data["id"]
        return "document", data
    if isinstance(answer, tuple):
        return "opml", [asdict(item) for item in answer]
    return type(answer).__name__.lower(), asdict(answer)


def _answer(kind: str, data: Any, place: str) -> Answer:
    if kind == "document":
        return _document(data, place)
    if kind == "opml":
        return tuple(
            Subscription(
                web_address(_text(item["url"])), _text(item["title"]), tuple(map(_text, item["folder"]))
            )
            for item in data
        )
    if kind == "feed":
        return Feed(
            _text(data["title"]),
            web_address(_text(data["url"])),
            _text(data["language"]),
            tuple(_entry(item) for item in data["entries"]),
            int(data["left_off"]),
        )
    if kind == "refusal":
        return Refusal(_below(data["path"], place), _text(data["problem"]), _text(data["mend"]))
    if kind == "notice":
        return Notice(
            _below(data["path"], place), _text(data["problem"]), _text(data["mend"]), data["lost"] is True
        )
    if kind == "at":
        return At(int(data["number"]), _below(data["path"], place))
    if kind == "done":
        broken = data["broken"]
        return Done(data["worn"] is True, None if broken is None else int(broken))
    raise ValueError(kind)


def _document(data: dict[str, Any], place: str) -> Document:
    line = {key: _text(value) for key, value in data.pop("dateline", {}).items()}
    text = storable(data.pop("text"))
    plain = {key: _text(value) for key, value in data.items()}
    plain["path"] = _below(plain["path"], place)
    plain["url"] = web_address(plain.get("url", ""))
    if not text.strip():
        raise ValueError("a document without text")
    return Document(text=text, dateline=Dateline(**line), **plain)


def _entry(data: dict[str, Any]) -> Entry:
    text = storable(data.pop("text"))
    plain = {key: None if value is None else _text(value) for key, value in data.items()}
    plain["url"] = web_address(plain["url"] or "")
    return Entry(text=text, **plain)  # type: ignore[arg-type] # None only where the sender's own fields had it


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return storable(str(value)[:_FIELD])


def _below(path: Any, place: str) -> str:
    """A path that is the place itself or something inside it."""
    said = _text(path)
    if said != place and not said.startswith(f"{place}!"):
        raise ValueError("a path outside its file")
    return said
