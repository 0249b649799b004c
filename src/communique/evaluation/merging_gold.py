"""Gold for merging: reports, the words in them that speak of one thing, and which reports are copies.

A folder holds the reports and two tables. ``things.csv`` names, for words of a report and a kind of claim, the
thing that they speak of; ``families.csv`` names the reports that are copies of one another. Both bear on words
and not on claims, so that they outlive any change of the reader.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from communique.errors import EvaluationError
from communique.knowledge import fold, split
from communique.model import Claim, Document
from communique.sources import Refusal, read_sources
from communique.vocabulary import KINDS

THINGS: Final = "things.csv"
FAMILIES: Final = "families.csv"
_COLUMNS: Final = {
    THINGS: ("document", "kind", "words", "about", "thing"),
    FAMILIES: ("document", "family"),
}


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of a report (``start`` to ``end``, characters) and the thing that claims of a kind on them mean."""

    document: str
    kind: str
    start: int
    end: int
    about: tuple[str, ...]
    thing: str

    def overlap(self, claim: Claim) -> int:
        """Characters that a claim's quotes share with the words; 0 for a claim of another kind or matter."""
        if claim.kind != self.kind or not self._is_about(claim):
            return 0
        return sum(max(0, min(self.end, e.end) - max(self.start, e.start)) for e in claim.evidence)

    def _is_about(self, claim: Claim) -> bool:
        if not self.about:
            return True
        if claim.kind == "engagement":
            return claim.type in self.about
        named = fold(" ".join(filter(None, (claim.equipment, claim.name, claim.acronym, claim.instrument))))
        return any(fold(word) in named for word in self.about)


@dataclass(frozen=True, slots=True)
class Gold:
    """The reports by name, what their words speak of, and which of them are copies."""

    documents: Mapping[str, Document]
    anchors: tuple[Anchor, ...]
    families: Mapping[str, str]
    digest: str


def gold_folders(folder: Path) -> list[Path]:
    """The folder itself where it holds gold for merging, else those inside it that do.

    Raises EvaluationError where there are none.
    """
    found = [path for path in (folder, *sorted(folder.glob("*/"))) if (path / THINGS).is_file()]
    if not found:
        raise EvaluationError(str(folder), f"holds no {THINGS}", "name a folder with gold for merging")
    return found[:1] if found[0] == folder else found


def load_gold(folder: Path) -> Gold:
    """The gold of a folder. Raises EvaluationError where a report or a table is not as it should be."""
    documents = {path.stem: _document(path) for path in _texts(folder)}
    if not documents:
        raise EvaluationError(str(folder), "holds no reports", f"name a folder with reports and {THINGS}")
    anchors = tuple(_anchor(folder, line, row, documents) for line, row in _rows(folder, THINGS))
    families = {}
    for line, row in _rows(folder, FAMILIES):
        if row["document"] not in documents:
            raise EvaluationError(
                f"{folder / FAMILIES}:{line}", "names no report of the folder", "mend the name"
            )
        families[row["document"]] = row["family"]
    return Gold(documents, anchors, families, _digest(folder))


def _texts(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.suffix in (".txt", ".html"))


def _document(path: Path) -> Document:
    for item in read_sources([str(path)]):
        if isinstance(item, Refusal):
            raise EvaluationError(item.path, item.problem, item.mend)
        return item
    raise EvaluationError(str(path), "holds no report", "write one, or remove it")


def _rows(folder: Path, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    path = folder / name
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(str(path), f"cannot be read: {error}", "write it as UTF-8 CSV") from error
    reader = csv.DictReader(lines)
    if tuple(reader.fieldnames or ()) != _COLUMNS[name]:
        raise EvaluationError(f"{path}:1", "has other columns", f"write {','.join(_COLUMNS[name])}")
    for row in reader:
        if None in row or None in row.values():
            raise EvaluationError(
                f"{path}:{reader.line_num}", "has cells too many or too few", "quote commas"
            )
        yield reader.line_num, row


def _anchor(folder: Path, line: int, row: Mapping[str, str], documents: Mapping[str, Document]) -> Anchor:
    place = f"{folder / THINGS}:{line}"
    document = documents.get(row["document"])
    if document is None:
        raise EvaluationError(place, "names no report of the folder", "mend the name")
    if row["kind"] not in KINDS:
        raise EvaluationError(place, f"unknown kind {row['kind']!r}", f"write one of {', '.join(KINDS)}")
    if not row["words"] or document.text.count(row["words"]) != 1:
        raise EvaluationError(place, "its words do not stand once in the report", "copy words that do")
    start = document.text.index(row["words"])
    about = split(row["about"])
    return Anchor(row["document"], row["kind"], start, start + len(row["words"]), about, row["thing"])


def _digest(folder: Path) -> str:
    whole = hashlib.sha256()
    for path in [*_texts(folder), folder / THINGS, folder / FAMILIES]:
        whole.update(f"{path.name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()
