"""Errors that a user can mend: each names the place, what is wrong, and what to do about it."""

from __future__ import annotations


class CommuniqueError(Exception):
    """Base of every error that communique raises on purpose.

    ``place`` is the file, address or table concerned; ``problem`` what is wrong there; ``mend`` what
    the user can do. The message shown is one line: ``place: problem (mend)``.
    """

    def __init__(self, place: str, problem: str, mend: str = "") -> None:
        self.place = place
        self.problem = problem
        self.mend = mend
        super().__init__(str(self))

    def __str__(self) -> str:
        line = f"{self.place}: {self.problem}" if self.place else self.problem
        line = f"{line} ({self.mend})" if self.mend else line
        return " ".join(line.split())


class SourceError(CommuniqueError):
    """A document cannot be taken in: missing, unreadable, too large, not text."""


class KnowledgeError(CommuniqueError):
    """A knowledge table is malformed or names something that no other table knows."""


class PartyError(CommuniqueError):
    """A word that should name a state or organisation names none."""


class RegisterError(CommuniqueError):
    """The register cannot be opened, read or written."""


class EvaluationError(CommuniqueError):
    """A gold folder or a gold file is not in the expected shape."""


class AlertError(CommuniqueError):
    """A rule of alerts asks for what there is not, or an alert has no place to go."""


class BriefError(CommuniqueError):
    """A brief cannot be made, or a sentence of it carries no claim."""


class ExportError(CommuniqueError):
    """An export cannot be written, or a published register to be compared cannot be read."""


class JudgementError(CommuniqueError):
    """What somebody decides cannot be: a slot that a kind does not have, a value that no slot may take."""
