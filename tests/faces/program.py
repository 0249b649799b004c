"""The installed program as users call it, and reports for it to read."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from communique.faces.cli import main

COMMUNIQUE = Path(sys.executable).parent / "communique"

DEAL = """---
title: "India signs for S-400"
published: 2018-10-05
publisher: "Example Wire"
url: "https://wire.example/s400"
---

NEW DELHI, Oct 5 (Example Wire) - India and Russia signed a $5.43 billion contract for five S-400 systems.
"""

SPORT = "The home side won the final by two goals to one on Sunday, in front of a full stadium.\n"


@dataclass(frozen=True)
class Done:
    """What a run of the program left: exit code and what it printed."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> list[str]:
        """The lines on standard error."""
        return self.err.splitlines()


def environment(**more: str) -> dict[str, str]:
    """Our own variables left out, so that the machine's settings do not reach into a test."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("COMMUNIQUE_")}
    return {**ours, "COLUMNS": "100", "PYTHONWARNINGS": "error", **more}


def here(*words: str | Path) -> Done:
    """The same in this process, where the reader is ready already; paths must be whole."""
    done = CliRunner().invoke(main, [str(word) for word in words])
    return Done(done.exit_code, done.stdout, done.stderr)


def run(*words: str | Path, cwd: Path, **options: Any) -> Done:
    """Runs ``communique`` in a folder; whatever happens there, no traceback may be seen.

    ``before`` are words to put before the program's name, ``env`` variables to set.
    """
    extra = options.pop("env", {})
    done = subprocess.run(
        [*options.pop("before", []), COMMUNIQUE, *words],
        cwd=cwd,
        env=environment(**extra),
        capture_output=True,
        timeout=120,
        check=False,
        **options,
    )
    result = Done(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode())
    assert "Traceback" not in result.err, result.err
    return result
