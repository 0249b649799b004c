"""What an analyst knows, as tables: states, bodies, persons, equipment, mechanisms, operations.

:func:`load` is the door. The tables are CSV files in ``data/`` that an analyst can read and extend; a
folder of the user's own tables is laid over them.
"""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from communique.errors import KnowledgeError, PartyError
from communique.knowledge.tables import KEYS, Row, digest, read_table, split

__all__ = ["Knowledge", "Row", "fold", "load", "split"]

OVERLAY_VARIABLE = "COMMUNIQUE_KNOWLEDGE"
# What is no letter and no digit, of plain ASCII in lower case.
_BETWEEN = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Case, accents, and everything but letters and digits folded away: for looking names up."""
    if text.isascii():
        return _BETWEEN.sub("", text.lower())
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if char.isalnum())


@dataclass(frozen=True, eq=False)
class Knowledge:
    """All tables, read once. Rows are kept as read; the reader compiles them into its automaton.

    ``digest`` (SHA-256, hex) is another whenever a table is written otherwise.
    """

    tables: dict[str, list[Row]]
    parties: dict[str, str]
    names: dict[str, str]
    digest: str = ""

    def rows(self, table: str) -> list[Row]:
        """The rows of one table; an unknown table is a programming error (KeyError)."""
        return self.tables[table]

    def party(self, name: str) -> str:
        """The code of a state or organisation given by any name, demonym or code.

        Raises PartyError with near names where nothing fits.
        """
        code = self.parties.get(fold(name))
        if code is not None:
            return code
        raise PartyError(name, "is no state or organisation that I know", self._near(name))

    def pair(self, one: str, other: str) -> tuple[str, str]:
        """The codes of two different parties. Raises PartyError, with near names where one is unknown."""
        codes = (self.party(one), self.party(other))
        if codes[0] == codes[1]:
            raise PartyError(other, f"is {self.name_of(codes[0])} again", "name two different parties")
        return codes

    def name_of(self, code: str) -> str:
        """The short English name of a party, or the code itself."""
        return self.names.get(code, code)

    def _near(self, name: str) -> str:
        from rapidfuzz import process  # noqa: PLC0415 - only on the error path: keeps start-up short

        found = process.extract(fold(name), list(self.parties), limit=6, score_cutoff=60)
        codes = list(dict.fromkeys(self.parties[key] for key, _, _ in found))[:3]
        near = ", ".join(f"{self.name_of(code)} ({code})" for code in codes)
        return f"did you mean {near}?" if near else "use an English name or an ISO 3166 alpha-3 code"


def load(overlay: str | Path | None = None) -> Knowledge:
    """The tables, with the user's folder laid over them.

    ``overlay`` defaults to the folder named by the environment variable COMMUNIQUE_KNOWLEDGE, if set.
    Raises KnowledgeError if the folder or a table is not as it should be.
    """
    chosen = overlay if overlay is not None else os.environ.get(OVERLAY_VARIABLE) or None
    if chosen is not None and not Path(chosen).is_dir():
        raise KnowledgeError(
            str(chosen), "is not a folder", "name a folder that holds tables such as equipment.csv"
        )
    return _load(None if chosen is None else Path(chosen).resolve())


@lru_cache(maxsize=4)
def _load(overlay: Path | None) -> Knowledge:
    tables = {name: read_table(name, overlay) for name in KEYS}
    parties: dict[str, str] = {}
    names: dict[str, str] = {}
    for row in tables["states"]:
        names[row["iso3"]] = row["name"]
        spellings = (row["iso3"], row.get("iso2", ""), row["name"], row.get("official_name", ""))
        for text in (*spellings, *split(row.get("aliases", "")), *split(row.get("demonyms", ""))):
            parties.setdefault(fold(text), row["iso3"])
    for row in tables["organisations"]:
        names[row["code"]] = row["code"]
        for text in (row["code"], row["name"], *split(row.get("aliases", ""))):
            parties.setdefault(fold(text), row["code"])
    for row in tables["states"]:
        for text in (row.get("capital", ""), *split(row.get("seats", ""))):
            parties.setdefault(fold(text), row["iso3"])
    parties.pop("", None)
    return Knowledge(tables, parties, names, digest(overlay))
