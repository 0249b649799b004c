"""Ids made from content: the same content has the same id on every machine."""

from __future__ import annotations

import hashlib
import json


def content_id(*parts: object) -> str:
    """SHA-256 (hex) over the parts as one canonical JSON list; parts cannot run into each other."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
