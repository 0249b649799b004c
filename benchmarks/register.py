"""A register of 100,000 reports and a million claims: how long it takes to make, to ask and to add to.

    python benchmarks/register.py make FILE [--reports N]      fills a new register with a made-up world
    python benchmarks/register.py ask FILE [--reports N]       briefs, searches, additions; prints a table
    python benchmarks/register.py busy FILE [--reports N]      a new register of some busy pairs alone, and briefs of it
    python benchmarks/register.py renewed FILE --rank N  briefs of a pair: first, again, and after one more report on it
    python benchmarks/register.py grow FOLDER [--upto N]       the cost of adding from 1,000 to 100,000
    python benchmarks/register.py adding FILE [--reports N]    the cost of one more report, one by one

FILE may be the address of an empty database of a PostgreSQL server.

The world (benchmarks/world.py) follows from its seed and size, so ``ask`` must be given the size of ``make``. Times
are those of the processor and of the clock: on a machine that others use, only the first say something.
"""

from __future__ import annotations

import os
import platform
import resource
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import click
from world import READER, World

from communique import __version__
from communique.assembly import catalogue
from communique.briefs import answer, render
from communique.knowledge import load
from communique.register import Register

PROGRAM = Path(sys.executable).parent / "communique"
_AT_ONCE = 250
_SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
_RANKS = (1_500, 1_000, 500, 200, 100, 50, 20)
_WORDS = ("rafale", "contract", "helicop*", '"signed a contract"', "venezuela germany", "the")
_BUSY = (500, 200, 100, 50, 20, 15)
_MORE = 30

reports = click.option(
    "--reports", default=100_000, show_default=True, help="How many reports the world has."
)


@click.group()
def main() -> None:
    """Makes and measures registers."""
    machine = f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    click.echo(f"communique {__version__}, {versions}; {machine}")


@main.command()
@click.argument("path")
@reports
def make(path: str, reports: int) -> None:
    """Fills a new register."""
    begun = time.process_time()
    _fill(path, World(reports), reports)
    _told(f"{reports} reports", time.process_time() - begun, _size(path))


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--upto", default=_SIZES[-1], show_default=True, help="The largest size.")
def grow(folder: Path, upto: int) -> None:
    """Adds reports one by one to registers of growing size."""
    folder.mkdir(exist_ok=True)
    path, world = folder / "growing.db", World(_SIZES[-1] + _MORE * len(_SIZES))
    have = 0
    for size in (size for size in _SIZES if size <= upto):
        begun = time.process_time()
        _fill(path, world, size, have)
        spent = (time.process_time() - begun) / (size - have)
        have = size + _MORE
        cpu, wall = _adding(path, [world.report(number) for number in range(size, have)])
        row = f"{spent * 1e3:.1f} ms each in bulk; one by one {cpu:.1f} ms, by the clock {wall:.1f} ms"
        click.echo(f"{size:>7} reports: {row}")


@main.command()
@click.argument("path")
@reports
def ask(path: str, reports: int) -> None:
    """Briefs of pairs from the quiet to the busiest, searches, and additions."""
    world, knowledge = World(reports), load()
    catalogue(knowledge).item("")
    with Register.open(path) as register:
        counts = register.counts()
    click.echo(f"{counts['documents']} reports, {counts['claims']} claims, {_size(path)}\n")
    with Register.open(path, read_only=True) as register:
        for words in _WORDS:
            _told(f"search {words}", *_timed(lambda words=words: register.search(words)))
    _told("communique search rafale", *_command(path, "search", "rafale"))
    for rank in _RANKS:
        pair = world.pairs[rank]
        with Register.open(path, read_only=True) as register:
            claims = len(register.about(pair, catalogue(knowledge)))
            first = _timed(lambda pair=pair, register=register: _brief(register, pair), runs=1)
            times = _timed(lambda pair=pair, register=register: _brief(register, pair))
        _told(f"brief for the first time, pair {rank + 1}", *first)
        _told(f"brief, pair {rank + 1} of {len(world.pairs)}, {claims} claims", *times)
        if rank in (1_500, 500, 100):
            _told("  the same by the command", *_command(path, "brief", *pair))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    click.echo(f"memory at most: {peak / 1e3:.0f} MB")


@main.command()
@click.argument("path")
@reports
def adding(path: str, reports: int) -> None:
    """What one more report costs, when it has been read; the register grows by some."""
    extra = World(reports + _MORE, seed=2)
    cpu, wall = _adding(path, [extra.report(number) for number in range(reports, reports + _MORE)])
    click.echo(f"adding one more report: {cpu:.1f} ms of the processor, {wall:.1f} ms by the clock")


@main.command()
@click.argument("path")
@click.option(
    "--rank", "ranks", type=int, multiple=True, default=(100, 50, 20), help="0 is the busiest pair."
)
@reports
def renewed(path: str, ranks: tuple[int, ...], reports: int) -> None:
    """Briefs of pairs for the first time, again, and after one more report; the register grows by one for each."""
    world, knowledge = World(reports), load()
    catalogue(knowledge).item("")
    with Register.open(path) as register:
        for rank in ranks:
            pair = world.pairs[rank]
            claims = len(register.about(pair, catalogue(knowledge)))
            work = partial(_brief, register, pair)
            _told(f"pair {rank + 1}, {claims} claims, first", *_timed(work, runs=1))
            _told("  again", *_timed(work))
            number = next(number for number in reversed(range(reports)) if world.rank(number) == rank)
            document, said = world.report(number)
            more = replace(document, title=f"{document.title} {time.time_ns()}")
            register.add(more, said, reader=READER)
            _told("  after one more report on it", *_timed(work, runs=1))
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            click.echo(f"  memory at most: {peak / 1e3:.0f} MB")


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
@reports
def busy(path: Path, reports: int) -> None:
    """Fills a new register with the reports of the busy pairs alone, in a minute, and times their briefs."""
    world, knowledge = World(reports), load()
    numbers = [number for number in range(reports) if world.rank(number) in _BUSY]
    with Register.open(path) as register:
        for start in range(0, len(numbers), _AT_ONCE):
            register.add_many(map(world.report, numbers[start : start + _AT_ONCE]), reader=READER)
    catalogue(knowledge).item("")
    with Register.open(path, read_only=True) as register:
        for rank in _BUSY:
            pair = world.pairs[rank]
            claims = len(register.about(pair, catalogue(knowledge)))
            times = _timed(lambda pair=pair: _brief(register, pair))
            _told(f"brief, pair {rank + 1} of {len(world.pairs)}, {claims} claims", *times)


def _brief(register: Register, pair: tuple[str, str]) -> str:
    knowledge = load()
    return render(answer(register, knowledge, pair), "text", knowledge)


def _fill(path: Path | str, world: World, upto: int, start: int = 0) -> None:
    with Register.open(path) as register:
        numbers = iter(range(start, upto))
        while some := list(islice(numbers, _AT_ONCE)):
            register.add_many(map(world.report, some), reader=READER)


def _adding(path: Path | str, more: list[Any]) -> tuple[float, float]:
    """Milliseconds of the processor and of the clock to add one report, the median."""
    spent: list[tuple[float, float]] = []
    with Register.open(path) as register:
        for document, claims in more:
            cpu, wall = time.process_time(), time.perf_counter()
            register.add(document, claims, reader=READER)
            spent.append((time.process_time() - cpu, time.perf_counter() - wall))
    return tuple(statistics.median(column) * 1e3 for column in zip(*spent, strict=True))  # type: ignore[return-value]


def _timed(work: Callable[[], object], runs: int = 3) -> tuple[float, float]:
    """Seconds of the processor and of the clock, of the best run."""
    return min(_runs(work, runs))


def _runs(work: Callable[[], object], runs: int) -> Iterator[tuple[float, float]]:
    for _ in range(runs):
        cpu, wall = time.process_time(), time.perf_counter()
        work()
        yield time.process_time() - cpu, time.perf_counter() - wall


def _command(path: str, *words: str) -> tuple[float, float]:
    """The same of the installed program, start included."""
    best = (float("inf"), 0.0)
    for _ in range(3):
        before, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run([PROGRAM, *words, "--register", path], capture_output=True, check=True)  # noqa: S603
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        best = min(best, (cpu, time.perf_counter() - wall))
    return best


def _size(path: str) -> str:
    """How large the file of a register is."""
    return "on a server" if "://" in path else f"{Path(path).stat().st_size / 1e9:.2f} GB"


def _told(what: str, cpu: float, wall: float | str) -> None:
    clock = f"{wall:.3f} s by the clock" if isinstance(wall, float) else wall
    click.echo(f"{what:<50} {cpu:8.3f} s of the processor, {clock}")


if __name__ == "__main__":
    main()
