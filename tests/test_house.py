"""The shape of the code: rooms that can be read in one sitting, tests that mirror the tree."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "communique"
MODULES = sorted(PACKAGE.rglob("*.py"))

LONGEST_FILE = 500
LONGEST_FUNCTION = 60
MEDIAN_FILE = 150


def _length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of a module with its length in lines, decorators and docstring left out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            docstring = ast.get_docstring(node, clean=False) or ""
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1 - len(docstring.splitlines())


def test_no_file_is_too_long() -> None:
    paths = [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))]
    lengths = {path.relative_to(ROOT).as_posix(): _length(path) for path in paths}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_the_usual_file_is_short() -> None:
    assert median(_length(path) for path in MODULES) <= MEDIAN_FILE


def test_no_function_is_too_long() -> None:
    long = [
        f"{path.relative_to(ROOT).as_posix()}: {name} has {length} lines"
        for path in MODULES
        for name, length in _functions(path)
        if length > LONGEST_FUNCTION
    ]
    assert long == []


def test_tests_mirror_the_tree() -> None:
    """A folder of tests for every package, and no tests of a package that is not there."""
    packages = {
        path.parent.name
        for path in MODULES
        if path.name == "__init__.py" and path.parent != PACKAGE and path.parent.parent == PACKAGE
    }
    folders = {path.parent.name for path in (ROOT / "tests").glob("*/test_*.py")}
    assert folders == packages
