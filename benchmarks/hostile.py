"""What becomes of each file of the hostile corpus, in how long, and with how much memory.

    python benchmarks/hostile.py [NAME ...]

Seconds of processor time, of the program and of the process that parses, and by the clock; megabytes are the most that the
latter had resident. The reading of what was taken in is not counted.
"""

# ruff: noqa: T201 - a script prints

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from communique.model import Document  # noqa: E402 - after the path
from communique.sources import Refusal, read_sources  # noqa: E402
from communique.sources.sandbox import keeper  # noqa: E402
from tests.sources import hostile  # noqa: E402


def main() -> int:
    """Measures the files that the command line names, else all."""
    wanted = set(sys.argv[1:])
    slowest = largest = 0.0
    print("| file | becomes | seconds | by the clock | MB |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        warm = Path(name) / "warm.html"
        warm.write_bytes(hostile.page())
        for trap in hostile.TRAPS:
            if wanted and trap.name not in wanted:
                continue
            path = Path(name) / trap.name
            path.write_bytes(trap.make())
            keeper.close_all()
            list(read_sources([str(warm)]))
            begun, spent = time.perf_counter(), _spent()
            items = list(read_sources([str(path)], tell=lambda notice: None))
            clock = time.perf_counter() - begun
            memory = _memory()
            keeper.close_all()
            seconds = _spent() - spent
            refused = [item.problem for item in items if isinstance(item, Refusal)]
            count = sum(isinstance(item, Document) for item in items)
            said = f"{count} read" if count else ""
            said += (
                f"{', ' if count and refused else ''}{len(refused)} refused: {refused[0][:90]}"
                if refused
                else ""
            )
            slowest, largest = max(slowest, seconds), max(largest, memory)
            print(f"| {trap.name} | {said} | {seconds:.1f} | {clock:.1f} | {memory:.0f} |", flush=True)
            path.unlink()
    print(f"slowest {slowest:.1f} s, largest {largest:.0f} MB")
    return 0


def _spent() -> float:
    """Seconds of processor time of this process, of those that it has ended, and of those that wait."""
    running = 0.0
    for box in keeper._idle:
        if box._parser is not None:
            fields = (
                Path(f"/proc/{box._parser._process.pid}/stat")
                .read_text(encoding="ascii")
                .rsplit(")", 1)[1]
                .split()
            )
            running += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    times = os.times()
    return sum(times[:4]) + running


def _memory() -> float:
    """The most resident memory, in MB, of the process that parses now; of one that has ended the system tells nothing."""
    with contextlib.suppress(IndexError, OSError, AttributeError):
        box = keeper._idle[-1]
        status = Path(f"/proc/{box._parser._process.pid}/status").read_text(encoding="ascii")
        return int(status.split("VmHWM:")[1].split()[0]) / 1024
    return 0.0


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    sys.exit(main())
