"""How long a watch takes: a site of its own on the loopback address, many feeds, the real reader.

    python benchmarks/watch.py --feeds 20 --entries 5      the figures as a Markdown table

The pauses between requests are left out (``--delay 0``), since they are chosen, not measured.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parent.parent))

from communique.alerts.follow import Parts, Watch
from communique.alerts.rules import Rule
from communique.knowledge import load
from communique.reading import Reader
from communique.register import Register
from tests.sources.web.site import Answer, Site, serving, visitor

_THINGS = ("S-400", "T-90", "Su-30MKI", "Mi-17", "BrahMos", "Igla-S", "Ka-226T", "MiG-29K")
_TEXT = """NEW DELHI, Oct 5 (Example Wire) - India and Russia signed a contract for {number} {thing} systems on Friday.

The two defence ministers met before the ceremony, officials of both sides said. Deliveries will begin next year.
"""


def publish(site: Site, feeds: int, entries: int) -> list[str]:
    """The addresses of feeds, each with pages of its own."""
    for feed in range(feeds):
        items = ""
        for entry in range(entries):
            number = feed * entries + entry
            text = _TEXT.format(number=number + 2, thing=_THINGS[number % len(_THINGS)])
            page = (
                f"---\ntitle: Report {number}\npublished: 2018-10-05\npublisher: Wire {feed}\n---\n\n{text}"
            )
            site.pages[f"/{number}"] = Answer(page, headers={"Content-Type": "text/plain"})
            items += f"<item><title>{number}</title><link>{site.url(f'/{number}')}</link><guid>{number}</guid></item>"
        body = f'<rss version="2.0"><channel><title>Wire {feed}</title>{items}</channel></rss>'
        site.pages[f"/feed{feed}.xml"] = Answer(body, etag='"1"')
    return [site.url(f"/feed{feed}.xml") for feed in range(feeds)]


@click.command()
@click.option("--feeds", default=20, show_default=True)
@click.option("--entries", default=5, show_default=True, help="Entries of each feed.")
def main(feeds: int, entries: int) -> None:
    """Print the figures of a first round, of one that brings nothing, and of one that brings a feed more."""
    with (
        tempfile.TemporaryDirectory() as name,
        serving() as site,
        Register.open(Path(name) / "r.db") as register,
    ):
        addresses = publish(site, feeds, entries)
        reader, knowledge = Reader(), load()
        web = visitor(site, Path(name), delay=0)
        parts = Parts(register, web, reader, knowledge, lambda: datetime.now(UTC), lambda fact: fact.kind)
        watch = Watch(parts, [Rule("everything")], [])
        rows = []
        for what in ("first round", "nothing new", "five new reports"):
            if what == "five new reports":
                publish(site, feeds + 1, entries)
                addresses = [site.url(f"/feed{feeds}.xml")]
            begun = time.perf_counter()
            done = watch.round(addresses)
            seconds = time.perf_counter() - begun
            rows.append(f"| {what} | {done.asked} | {done.read} | {done.alerts} | {seconds:.1f} s |")
        web.close()
    click.echo("| round | feeds asked | pages read | alerts | time |\n|---|---:|---:|---:|---:|")
    click.echo("\n".join(rows))


if __name__ == "__main__":
    main()
