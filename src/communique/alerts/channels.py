"""How alerts reach the user: the terminal, a file of lines, a webhook.

What is due is in the register. Before an alert goes out it is marked as being sent, and afterwards as done; an
interruption between the two is the one moment of doubt, and each channel deals with it in its own way: the
file looks whether the alert is in it, the terminal does not show it again, the webhook sends it again under
the same id, by which the receiver knows it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO, Final, Protocol

import httpx2

from communique.errors import AlertError, SourceError
from communique.register.watching import Due, Watching
from communique.sources.web.guard import Guard
from communique.sources.web.settings import USER_AGENT
from communique.sources.web.transport import Deadline, GuardedTransport

# Tries of a webhook in one round with the pauses between them, and in all: the last is about a day later.
_PAUSES: Final = (1.0, 2.0)
_TRIES: Final = 10
_FIRST_WAIT: Final = timedelta(minutes=2)
_LONGEST_WAIT: Final = timedelta(hours=12)
_PATIENCE: Final = 20.0

# How each line of the file begins: the keys are in the order of the alphabet.
_OPENING: Final = b'{"at": "'


class Channel(Protocol):
    """A way to the user. ``name`` is what the register knows it by, and may be seen by anybody."""

    @property
    def name(self) -> str: ...  # noqa: D102 - the class says it

    def deliver(self, watching: Watching, now: datetime) -> list[str]:
        """Sends what is due; what went wrong, in words."""
        ...


@dataclass(frozen=True, slots=True)
class Screen:
    """The terminal: ``show`` prints an alert."""

    show: Callable[[Due], None]
    name: str = "terminal"

    def deliver(self, watching: Watching, now: datetime) -> list[str]:
        """Shows each alert once; one that an interruption may have cut short is not shown again."""
        for one in watching.due(self.name, now):
            watching.sending(one.number, self.name)
            if not one.broken:
                self.show(one)
            watching.sent(one.number, self.name)
        return []


@dataclass(frozen=True, slots=True)
class Lines:
    """A file to which each alert is added as one line of JSON."""

    path: Path

    @property
    def name(self) -> str:
        """The file's place."""
        return f"file {self.path.absolute()}"

    def deliver(self, watching: Watching, now: datetime) -> list[str]:
        """Adds what is due. A line that an interruption cut short is taken away and written anew."""
        due = watching.due(self.name, now)
        if not due:
            return []
        try:
            with self._open() as file:
                broken = any(one.broken for one in due)
                _mend(file, ours=broken)
                there = _ids(file) if broken else set()
                for one in due:
                    watching.sending(one.number, self.name)
                    if one.key not in there:
                        file.write(line_of(one) + b"\n")
                        file.flush()
                        os.fsync(file.fileno())
                    watching.sent(one.number, self.name)
        except OSError as error:
            return [f"{self.path}: alerts cannot be written: {error.strerror or error}"]
        return []

    def _open(self) -> BinaryIO:
        descriptor = os.open(
            self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_CLOEXEC", 0), 0o644
        )
        return os.fdopen(descriptor, "r+b")


class Webhook:
    """An address that is told each alert by POST, signed if there is a secret; guarded like any address.

    The body is the alert as JSON. ``Communique-Alert`` is its id, the same each time it is sent;
    ``Communique-Signature`` is ``t=SECONDS,v1=HEX``: HMAC-SHA256 over the seconds, a dot and the body.
    """

    def __init__(
        self,
        url: str,
        guard: Guard,
        *,
        secret: bytes = b"",
        sleep: Callable[[float], None],
        user_agent: str = USER_AGENT,
    ) -> None:
        self._url = str(guard.check(url))
        self._secret = secret
        self._sleep = sleep
        self._user_agent = user_agent
        self._deadline = Deadline()
        transport = GuardedTransport(guard, self._deadline)
        self._client = httpx2.Client(transport=transport, trust_env=False, follow_redirects=False)

    @property
    def name(self) -> str:
        """A digest: the address itself may be a secret, as with many services."""
        return f"webhook {hashlib.sha256(self._url.encode()).hexdigest()[:16]}"

    def close(self) -> None:
        """Closes the connections."""
        self._client.close()

    def deliver(self, watching: Watching, now: datetime) -> list[str]:
        """Sends what is due, in order; where the other side fails, the rest waits with it."""
        problems: list[str] = []
        for one in watching.due(self.name, now):
            watching.sending(one.number, self.name)
            problem = self._sent(one, now)
            if problem is None:
                watching.sent(one.number, self.name)
                continue
            last = one.tries + 1 >= _TRIES
            wait = min(_FIRST_WAIT * 2**one.tries, _LONGEST_WAIT)
            watching.missed(one.number, self.name, problem, None if last else now + wait)
            end = "given up" if last else f"tried again in {wait.total_seconds() / 60:,.0f} minutes"
            problems.append(f"webhook: {problem}; {end}")
            if not last:
                break
        return problems

    def _sent(self, one: Due, now: datetime) -> str | None:
        """None where the other side has taken it, else why not."""
        body = line_of(one)
        problem = ""
        for pause in (0.0, *_PAUSES):
            if pause:
                self._sleep(pause)
            try:
                self._deadline.set(_PATIENCE)
                answer = self._client.post(self._url, content=body, headers=self._headers(one, body, now))
            except (SourceError, httpx2.HTTPError) as error:
                problem = str(error)
                continue
            finally:
                self._client.cookies.clear()
            if answer.is_success:
                return None
            problem = f"answered {answer.status_code}"
        return problem

    def _headers(self, one: Due, body: bytes, now: datetime) -> dict[str, str]:
        headers = {
            "Content-Type": "application/json",
            "User-Agent": self._user_agent,
            "Communique-Alert": one.key,
        }
        if self._secret:
            headers["Communique-Signature"] = signature(self._secret, int(now.timestamp()), body)
        return headers


def signature(secret: bytes, seconds: int, body: bytes) -> str:
    """What proves that a body comes from whoever knows the secret, and when it was sent (Unix time)."""
    made = hmac.new(secret, str(seconds).encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"t={seconds},v1={made}"


def line_of(one: Due) -> bytes:
    """An alert as one line of JSON."""
    return json.dumps({"at": one.at, **one.data}, ensure_ascii=True, sort_keys=True).encode()


def check_writable(path: Path) -> None:
    """Raises AlertError where a file could not be written at the end of a round: better now than then."""
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise AlertError(str(path), "is no place for a file", "name a file in a folder that is there")


def _mend(file: BinaryIO, *, ours: bool) -> None:
    """Takes away what an interruption left of a line of ``ours``; any other text without an end gets one."""
    size = file.seek(0, os.SEEK_END)
    end = size
    while end > 0:
        begin = max(0, end - 65_536)
        file.seek(begin)
        piece = file.read(end - begin)
        at = piece.rfind(b"\n")
        if at >= 0:
            end = begin + at + 1
            break
        end = begin
    file.seek(end)
    rest = file.read(len(_OPENING))
    if rest and ours and _OPENING.startswith(rest):
        file.truncate(end)
    elif rest:
        file.write(b"\n")
        file.flush()
    file.seek(0, os.SEEK_END)


def _ids(file: BinaryIO) -> set[str]:
    """The ids of the alerts in the file."""
    found: set[str] = set()
    file.seek(0)
    for line in file:
        with suppress(ValueError):
            data: Any = json.loads(line)
            if isinstance(data, dict):
                found.add(str(data.get("id")))
    file.seek(0, os.SEEK_END)
    return found
