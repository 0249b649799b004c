"""How long commands take to start: wall time of the installed program, best and median of several runs.

    python benchmarks/startup.py [RUNS]

The bound that the project sets itself is 0.3 s for ``communique --help``, on an idle machine.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click

from communique import __version__

PROGRAM = Path(sys.executable).parent / "communique"
REPORT = "NEW DELHI, Oct 5, 2018 - India and Russia signed a contract for five S-400 systems.\n"
SPORT = "The home side won the final by two goals to one on Sunday.\n"


def _seconds(words: list[str], folder: Path, runs: int) -> list[float]:
    times: list[float] = []
    for _ in range(runs):
        begun = time.perf_counter()
        subprocess.run([PROGRAM, *words], cwd=folder, capture_output=True, check=True)  # noqa: S603
        times.append(time.perf_counter() - begun)
    return times


def _slowest_imports(folder: Path) -> list[str]:
    """The five dearest modules of ``--help``, by their own time."""
    words = [sys.executable, "-X", "importtime", str(PROGRAM), "--help"]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=True)  # noqa: S603
    rows = [line.removeprefix("import time:").split("|") for line in done.stderr.splitlines()[1:]]
    dearest = sorted(
        ((int(own), name.strip()) for own, _, name in rows if own.strip().isdigit()), reverse=True
    )
    return [f"{own / 1000:.1f} ms {name}" for own, name in dearest[:5]]


def main(runs: int) -> None:
    """Runs the table and prints it."""
    machine = f"{platform.machine()}, {os.cpu_count()} cores"
    click.echo(f"communique {__version__}, Python {platform.python_version()}, {machine}")
    click.echo(f"load before: {os.getloadavg()[0]:.1f}; {runs} runs each\n\nbest     median   command")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "deal.txt").write_text(REPORT, encoding="utf-8")
        (folder / "sport.txt").write_text(SPORT, encoding="utf-8")
        subprocess.run([PROGRAM, "add", "deal.txt"], cwd=folder, capture_output=True, check=True)  # noqa: S603
        for line in (
            "--help",
            "--version",
            "read --help",
            "brief --help",
            "list documents",
            "search contract",
            "read sport.txt",
            "read deal.txt",
            "brief India Russia deal.txt",
        ):
            times = _seconds(line.split(), folder, runs)
            click.echo(f"{min(times):.3f} s  {statistics.median(times):.3f} s  communique {line}")
        click.echo("\ndearest imports of --help: " + ", ".join(_slowest_imports(folder)))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
