"""Readers for crews of tests: cheap to make, and able to fail in the ways in which a process can."""

from __future__ import annotations

import os
import signal
import time

from communique.model import Claim, Document, Evidence


class Cheap:
    """Reads one claim in every document, and says in it which process read it."""

    version = "cheap-1"

    def read(self, document: Document) -> list[Claim]:
        return [Claim(kind="posture", evidence=(Evidence(0, 1, document.text[:1]),), rule=str(os.getpid()))]


class Uneven(Cheap):
    """Takes long over some documents."""

    def read(self, document: Document) -> list[Claim]:
        if "long" in document.text:
            time.sleep(1)
        return super().read(document)


class Fragile(Cheap):
    """Dies of some documents, and fails on others."""

    def read(self, document: Document) -> list[Claim]:
        if "deadly" in document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "bad" in document.text:
            raise ValueError("cannot read this")
        return super().read(document)
