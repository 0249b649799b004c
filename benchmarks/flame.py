"""A flame graph from samples of the running stack, drawn as plain SVG with its own colours and no script."""

from __future__ import annotations

import html
import signal
from collections import Counter
from collections.abc import Callable
from types import FrameType
from typing import Any

Stack = tuple[str, ...]
# Level, start and width in samples, name.
Box = tuple[int, float, float, str]
_WIDTH, _ROW = 1200, 17
_DEEPEST = 60


def sampled(work: Callable[[], Any], every: float = 0.002) -> Counter[Stack]:
    """Runs the work and counts the stacks seen in it, one sample each so many seconds of the processor.

    By a signal and not by another thread: that one would be let in mostly where matrices are multiplied, and
    would see little else.
    """
    found: Counter[Stack] = Counter()

    def look(_: int, frame: FrameType | None) -> None:
        found[_stack(frame)] += 1

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, every, every)
    try:
        work()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return found


def _stack(frame: FrameType | None) -> Stack:
    names: list[str] = []
    while frame is not None:
        module = frame.f_globals.get("__name__", "")
        if module in ("__main__", "flame"):
            break
        if not module.startswith(("click", "threading", "importlib")):
            names.append(f"{module.removeprefix('communique.')}:{frame.f_code.co_name}")
        frame = frame.f_back
    return tuple(reversed(names[-_DEEPEST:]))


def heaviest(stacks: Counter[Stack], most: int = 14) -> list[tuple[str, float]]:
    """The functions in which, or below which, most samples lie."""
    total = sum(stacks.values())
    held: Counter[str] = Counter()
    for stack, count in stacks.items():
        for name in set(stack):
            held[name] += count
    return [(name, count / total) for name, count in held.most_common(most)]


def drawn(stacks: Counter[Stack], title: str) -> str:
    """The graph: below what calls, above what is called, as wide as the time that it takes."""
    total = sum(stacks.values())
    boxes: list[Box] = []
    _place(stacks, 0, 0.0, total / _WIDTH / 2, boxes)
    depth = max((level for level, *_ in boxes), default=0)
    height = (depth + 3) * _ROW
    rows = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" font-family="sans-serif" font-size="11">',
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
        f'<text x="6" y="14" font-size="13">{html.escape(title)}</text>',
    ]
    for level, start, share, name in boxes:
        x, wide = start / total * _WIDTH, share / total * _WIDTH
        y = height - (level + 1) * _ROW - 4
        label = html.escape(name[: int(wide / 6.2)]) if wide > 30 else ""
        rows.append(
            f"<g><title>{html.escape(name)} {share / total:.1%}</title>"
            f'<rect x="{x:.1f}" y="{y}" width="{max(wide - 0.5, 0.2):.1f}" height="{_ROW - 1}" fill="{_colour(name)}"/>'
            f'<text x="{x + 3:.1f}" y="{y + 12}">{label}</text></g>'
        )
    return "\n".join([*rows, "</svg>"]) + "\n"


def _place(stacks: Counter[Stack], level: int, start: float, least: float, boxes: list[Box]) -> None:
    """The boxes of a level and, above each, of those that it calls; what is too narrow to be seen is left out."""
    below: dict[str, Counter[Stack]] = {}
    for stack, count in stacks.items():
        if len(stack) > level:
            below.setdefault(stack[level], Counter())[stack] += count
    for name, some in sorted(below.items()):
        share = sum(some.values())
        if share >= least:
            boxes.append((level, start, share, name))
            _place(some, level + 1, start, least, boxes)
        start += share


def _colour(name: str) -> str:
    if name.startswith(("spacy", "thinc", "numpy")):
        return "#f2c14e"
    if name.startswith("reading.parsing"):
        return "#f78154"
    return "#8fb8de" if name.startswith(("reading", "knowledge", "assembly", "model")) else "#cccccc"
