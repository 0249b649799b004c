"""The walls around the process that parses: no network, no other files, bounded memory and time.

Three of them, because none is everywhere: limits of the operating system (memory, file size, descriptors,
processor time); a network namespace of its own with nothing in it, where the system allows one; and an audit
hook that refuses sockets, programs, and every file but the program's own modules. The hook binds Python code,
not a parser in C that has been taken over: against that stand the first two.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from communique.sources.limits import PARSER_MEMORY

if sys.platform != "win32":
    import resource

_CLONE_NEWUSER: Final = 0x10000000
_CLONE_NEWNET: Final = 0x40000000
_NO_NEW_PRIVILEGES: Final = 38
_REFUSED: Final = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.chmod",
    "os.chown",
    "os.truncate",
    "os.utime",
    "os.kill",
    "pty.",
    "ctypes.",
    "shutil.",
    "tempfile.",
    "urllib.",
    "http.client.",
    "ftplib.",
    "smtplib.",
    "sqlite3.",
    "webbrowser.",
    "signal.pthread_kill",
)
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# What a parser may look up besides its own modules.
_READABLE: Final = ("/usr/share/zoneinfo", "/proc/self/net/dev")


class WallError(PermissionError):
    """The process that parses reached for something that it may not have."""


def raise_walls() -> None:
    """Walls this process in for good. What cannot be had on this system is left out; :func:`standing` tells."""
    with suppress(OSError, AttributeError, ImportError, ValueError):
        _leave_network()
    _limit()
    sys.addaudithook(
        _hook(
            tuple(str(Path(place).resolve()) for place in (*sys.path, sys.prefix, sys.base_prefix) if place)
        )
    )


def standing() -> dict[str, bool]:
    """Which walls stand around this process, for tests and for ``docs/sources.md``."""
    return {
        "network": _interfaces() <= {"lo"},
        "memory": resource.getrlimit(resource.RLIMIT_AS)[0] > 0,
        "files": True,
    }


def _interfaces() -> set[str]:
    try:
        lines = Path("/proc/self/net/dev").read_text(encoding="ascii").splitlines()[2:]
    except OSError:
        return {"unknown"}
    return {line.split(":")[0].strip() for line in lines}


def _leave_network() -> None:
    """An empty network of its own: as root at once, else inside a user namespace where those are allowed."""
    import ctypes  # noqa: PLC0415 - only this process needs it, and only here

    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    if libc.unshare(_CLONE_NEWNET) != 0:
        libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def _limit() -> None:
    """Limits of the operating system; that of processor time is set anew for each thing that is parsed."""
    space = _space() + PARSER_MEMORY
    for kind, most in (
        (resource.RLIMIT_AS, space),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (most, most))


def _space() -> int:
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 1_000_000_000  # without /proc: a guess at what the interpreter and its libraries take
    return pages * resource.getpagesize()


def allow_seconds(seconds: int) -> None:
    """Ends this process, by the system, after so many more seconds of processor time."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + seconds, hard))


def _hook(readable: tuple[str, ...]) -> Callable[[str, tuple[Any, ...]], None]:
    allowed = (*readable, *_READABLE)

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event.startswith(_REFUSED):
            raise WallError(f"the parser may not use {event}")
        if event == "open" and not isinstance(args[0], int):
            _check_open(args, allowed)

    return hook


def _check_open(args: tuple[Any, ...], allowed: tuple[str, ...]) -> None:
    path, mode, flags = args
    name = os.path.normpath(os.path.join("/", os.fsdecode(path)))  # noqa: PTH118 - pathlib itself opens nothing, but is slow here
    writes = bool(mode and set(str(mode)) & set("wax+")) or bool(isinstance(flags, int) and flags & _WRITING)
    if writes or not name.startswith(allowed):
        raise WallError(f"the parser may not open {name}")
