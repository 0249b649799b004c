"""Seals: a checksum kept beside what is stored, and held against it whenever it is read.

SQLite does not notice a bit that has turned over on the disk; a text or a claim with such a bit would be
handed out as if it had been said. A seal finds it (CRC-32 finds every single one, and every burst of up to 32
bits). It is no signature: what somebody changed on purpose is found by ``verify``, from the content ids.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

# The columns of ``document`` under its seal, in this order; its text is under its id.
SEALED: Final = (
    "id",
    "title",
    "publisher",
    "url",
    "published",
    "day",
    "language",
    "place",
    "dated",
    "agency",
    "path",
    "media_type",
)
# Columns that came later: under the seal where one says something, so that what was sealed before still fits.
LATER: Final[Mapping[str, str | None]] = MappingProxyType({"author": "", "modified": None, "release": ""})
# The seal of what was stored before there were seals, until a migration has set it: it fits nothing.
UNSEALED: Final = -1


class BrokenSealError(Exception):
    """What is stored is not what was stored; the message says where. RegisterError tells it to users."""


def seal(*values: str | None) -> int:
    """CRC-32 of the values, 0 to 2^32-1; None and "" differ. What is no text gives a number that no seal is."""
    try:
        joined = "\x1f".join(["\0" if value is None else value for value in values])
    except TypeError:  # a damaged row may hold a number where a text was
        return -2
    return zlib.crc32(joined.encode("utf-8", "surrogatepass"))


def of_bytes(raw: bytes | None) -> int:
    """CRC-32 of bytes; none at all are as empty."""
    return zlib.crc32(raw or b"")


def of_document(values: Mapping[str, Any]) -> int:
    """The seal of a row of ``document``, of an older schema too, which lacks the later columns."""
    sealed = [values[name] for name in SEALED]
    later = [values.get(name, empty) for name, empty in LATER.items()]
    return seal(*sealed) if later == list(LATER.values()) else seal(*sealed, *later)


def of_claim(document_id: str, claim_id: str, json: str) -> int:
    """The seal of a claim: which document makes it, and what it says."""
    return seal(document_id, claim_id, json)


def of_change(values: Mapping[str, Any]) -> int:
    """The seal of a row of ``change``."""
    return seal(*(values[name] for name in ("at", "actor", "what", "subject", "cause")))
