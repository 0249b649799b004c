"""What a page costs: the time of the processor to answer for an address, without a network.

    python benchmarks/pages.py REGISTER /pair/IND/RUS '/pair/IND/RUS?since=2020' [--times N]

The application is asked in this process, as a browser does: for an answer packed by gzip. Of each address is printed what the
first answer cost, the least and the middle of N later ones, and the size of the answer and of what is sent of it. What the
first of all costs, a page of nobody, which loads tables and templates, is told by itself. Asked again in another process the first answer is
that of a server that was started anew and finds its facts and pages kept.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from typing import Any
from urllib.parse import quote, urlsplit

import click

from communique.faces.web import create_app

# A pair of two that no register has anything about.
_NOBODY = "/pair/VAT/AND"


@click.command()
@click.argument("register")
@click.argument("addresses", nargs=-1, required=True)
@click.option("--times", default=7, show_default=True, help="How often each address is asked.")
def main(register: str, addresses: tuple[str, ...], times: int) -> None:
    """Asks for each address and prints what it cost."""
    app = create_app(register)
    click.echo(f"start {_spent(app, _NOBODY)[0]:.0f} ms")
    for address in addresses:
        first, (status, sent) = _spent(app, address)
        spent = [_spent(app, address)[0] for _ in range(times)]
        whole = asyncio.run(_asked(app, address, packed=False))[1]
        middle = statistics.median(spent)
        click.echo(
            f"{status}  {first:6.0f} ms first  {min(spent):6.0f} ms least  {middle:6.0f} ms middle  "
            f"{whole:>9,} bytes  {sent:>8,} sent  {address}"
        )


def _spent(app: Any, address: str) -> tuple[float, tuple[int, int]]:
    """Processor time (milliseconds) of an answer, its status and size."""
    before = time.process_time()
    told = asyncio.run(_asked(app, address))
    return (time.process_time() - before) * 1000, told


async def _asked(app: Any, address: str, packed: bool = True) -> tuple[int, int]:
    """The status of an answer and its size."""
    parts = urlsplit(address)
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": parts.path, "raw_path": quote(parts.path).encode(), "query_string": parts.query.encode(),
        "root_path": "", "headers": [(b"host", b"127.0.0.1"), *([(b"accept-encoding", b"gzip")] if packed else [])], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
    }  # fmt: skip
    told: dict[str, int] = {"status": 0, "size": 0}

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        told["status"] = message.get("status", told["status"])
        told["size"] += len(message.get("body", b""))

    await app(scope, receive, send)
    return told["status"], told["size"]


if __name__ == "__main__":
    main()
