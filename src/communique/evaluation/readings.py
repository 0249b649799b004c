"""The reader's claims on the texts of a gold folder, in one process or in several.

A text is read as ``communique read`` reads it: the day of publication is the one that the file itself gives,
or the one named for files that give none; never the one that gold knows.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from communique.errors import EvaluationError
from communique.evaluation.agreement import Data
from communique.evaluation.gold import Case
from communique.model import Claim, Document
from communique.reading import Reader
from communique.sources import Refusal, read_sources


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one article: the document and its claims, or why it was not read."""

    name: str
    document: Document | None = None
    claims: tuple[Claim, ...] = ()
    problem: str = ""

    @property
    def data(self) -> tuple[Data, ...] | None:
        """The claims as JSON data, as they are compared; None where the article was not read."""
        return None if self.document is None else tuple(claim.to_json() for claim in self.claims)


def read_cases(cases: Sequence[Case], published: str | None = None, workers: int = 1) -> Iterator[Reading]:
    """Reads the text of each case, in order, with the knowledge tables that are in force.

    ``published`` is the ISO date of texts that give none. Raises EvaluationError where ``workers`` is less
    than one, KnowledgeError where a table is malformed.
    """
    if workers < 1:
        raise EvaluationError("--workers", f"{workers} is too few", "give 1 or more")
    jobs = [(case.name, case.text, published) for case in cases]
    if workers == 1 or len(jobs) < 2:
        return map(_read, jobs)
    return _read_side_by_side(jobs, min(workers, len(jobs)))


def _read_side_by_side(jobs: Iterable[tuple[str, Path, str | None]], workers: int) -> Iterator[Reading]:
    # Fresh processes: a fork would copy the locks of whatever threads the caller has.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        yield from pool.map(_read, jobs, chunksize=4)


@lru_cache(maxsize=1)
def _reader() -> Reader:
    """One reader for each process."""
    return Reader()


def _read(job: tuple[str, Path, str | None]) -> Reading:
    name, path, published = job
    for item in read_sources([str(path)], published=published, tell=lambda notice: None):
        if isinstance(item, Refusal):
            return Reading(name, problem=str(item))
        try:
            return Reading(name, item, tuple(_reader().read(item)))
        except Exception as error:  # noqa: BLE001 - one failure is one article unread
            problem = f"{path}: the reader fails on it: {type(error).__name__}: {error}"
            return Reading(name, problem=problem)
    return Reading(name, problem=f"{path}: holds no document")
