"""What a page costs: the time of the processor to answer for an address, without a network.

    python benchmarks/pages.py REGISTER /pair/IND/RUS '/pair/IND/RUS?since=2020' [--times N]

The application is asked in this process. Each address is asked once before it counts, as a page of a running server is
seldom its first; the least and the middle of N times are printed, with the size of the answer before packing.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from typing import Any
from urllib.parse import quote, urlsplit

import click

from communique.faces.web import create_app


@click.command()
@click.argument("register")
@click.argument("addresses", nargs=-1, required=True)
@click.option("--times", default=7, show_default=True, help="How often each address is asked.")
def main(register: str, addresses: tuple[str, ...], times: int) -> None:
    """Asks for each address and prints what it cost."""
    app = create_app(register)
    for address in addresses:
        status, size = asyncio.run(_asked(app, address))
        spent = []
        for _ in range(times):
            before = time.process_time()
            asyncio.run(_asked(app, address))
            spent.append((time.process_time() - before) * 1000)
        middle = statistics.median(spent)
        click.echo(
            f"{status}  {min(spent):6.0f} ms least  {middle:6.0f} ms middle  {size:>9,} bytes  {address}"
        )


async def _asked(app: Any, address: str) -> tuple[int, int]:
    """The status of an answer and its size."""
    parts = urlsplit(address)
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": parts.path, "raw_path": quote(parts.path).encode(), "query_string": parts.query.encode(),
        "root_path": "", "headers": [(b"host", b"127.0.0.1")], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
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
