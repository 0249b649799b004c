"""The little of Markdown that the documentation tests need: fenced blocks, code words, tables, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FENCE = re.compile(r"^(?P<indent> *)(?P<mark>`{3,})(?P<language>[\w-]*) *$")
_CODE = re.compile(r"(?<!`)`(?P<code>[^`\n]+)`(?!`)")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)\s]+)\)")
_RULE = re.compile(r"^\|(?: *:?-+:? *\|)+ *$")


@dataclass(frozen=True)
class Block:
    """A fenced block; ``line`` is the number of its first line of content."""

    path: Path
    line: int
    language: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A pipe table: header cells in lower case, body cells as written."""

    path: Path
    line: int
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def column(self, *names: str) -> int | None:
        """The index of the first column with one of these names, or None."""
        return next((self.header.index(name) for name in names if name in self.header), None)


def _split(path: Path) -> tuple[list[Block], list[tuple[int, str]]]:
    """The fenced blocks of a page, and its other lines with their numbers."""
    blocks: list[Block] = []
    prose: list[tuple[int, str]] = []
    fence: re.Match[str] | None = None
    start, content = 0, list[str]()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if fence is None:
            fence = _FENCE.match(line)
            start, content = number + 1, []
            if fence is None:
                prose.append((number, line))
        elif line.strip() == fence["mark"]:
            blocks.append(Block(path, start, fence["language"], tuple(content)))
            fence = None
        else:
            content.append(line.removeprefix(fence["indent"]))
    if fence is not None:
        raise ValueError(f"{path}:{start}: the fenced block is never closed")
    return blocks, prose


def blocks(path: Path) -> list[Block]:
    """Every fenced block of a page."""
    return _split(path)[0]


def code_words(text: str) -> list[str]:
    """Every `code` word of a piece of Markdown; the pipes that tables make one escape come back plain."""
    return [match["code"].replace("\\|", "|") for match in _CODE.finditer(text)]


def prose_code(path: Path) -> Iterator[tuple[int, str]]:
    """Every `code` word outside the fenced blocks of a page, with its line number."""
    for number, line in _split(path)[1]:
        for code in code_words(line):
            yield number, code


def links(path: Path) -> Iterator[tuple[int, str]]:
    """The target of every link outside the fenced blocks, with its line number."""
    for number, line in _split(path)[1]:
        for match in _LINK.finditer(line):
            yield number, match["target"]


def headings(path: Path) -> set[str]:
    """The anchors that a page's headings make."""
    titles = (line.lstrip("#").strip() for _, line in _split(path)[1] if re.match(r"#{1,6} ", line))
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|")))


def tables(path: Path) -> list[Table]:
    """Every pipe table of a page."""
    found: list[Table] = []
    prose = _split(path)[1]
    for index, (number, line) in enumerate(prose):
        if index == 0 or not _RULE.match(line.strip()):
            continue
        rows: list[tuple[str, ...]] = []
        for _, row in prose[index + 1 :]:
            if not row.strip().startswith("|"):
                break
            rows.append(_cells(row))
        header = tuple(cell.lower() for cell in _cells(prose[index - 1][1]))
        found.append(Table(path, number - 1, header, tuple(rows)))
    return found
