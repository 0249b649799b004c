"""A short run of the fuzzer, so that it stays able to run; the long one is made by hand (docs/sources.md)."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("atheris") is None, reason="atheris is not installed: it is for Linux only"
)


def test_bytes_of_any_kind_end_in_documents_or_refusals(tmp_path: Path) -> None:
    words = [
        sys.executable,
        "benchmarks/fuzz.py",
        "any",
        "head",
        "--seconds",
        "4",
        "--runs",
        "3000",
        "--keep",
        str(tmp_path),
    ]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout
    executed = [int(number.replace(",", "")) for number in re.findall(r"([\d,]+) executions", done.stdout)]
    assert len(executed) == 2
    assert min(executed) > 20, "it must have got further than its seeds"
