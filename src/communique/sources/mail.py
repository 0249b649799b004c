"""Mail (EML): its words as a document, and the documents attached to it."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import parseaddr
from io import BytesIO
from typing import BinaryIO, Final

from communique.errors import SourceError
from communique.model import Document
from communique.sources.base import Notice, Refusal
from communique.sources.blocks import html_text
from communique.sources.dates import page_day
from communique.sources.encoding import decode, storable
from communique.sources.limits import MAIL_BYTES, MAIL_DEPTH, MAIL_PARTS, megabytes
from communique.sources.pieces import Piece
from communique.sources.titles import member, with_title

_FIELD: Final = re.compile(rb"^([A-Za-z][A-Za-z0-9-]{1,40}):", re.MULTILINE)
_OPENING: Final = re.compile(rb"(?:From [^\n]{1,200}\n)?[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]")
_TELLING: Final = frozenset(
    {b"from", b"date", b"subject", b"to", b"message-id", b"received", b"mime-version"}
)
_QUOTED: Final = re.compile(r"^(?:>.*|On .{5,100} wrote:)$")


class Mail:
    """One message in the form of RFC 5322, as mail programs save it."""

    def recognises(self, name: str, head: bytes) -> bool:
        """Whether the file opens with the header of a mail: three of its fields, the sender among them."""
        block = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
        fields = {found.lower() for found in _FIELD.findall(block)}
        return bool(_OPENING.match(head)) and b"from" in fields and len(fields & _TELLING) >= 3

    def pieces(self, path: str, file: BinaryIO) -> Iterator[Piece | Document | Refusal | Notice]:
        """The message's own words, then each attachment. Raises SourceError where it is beyond the limits."""
        raw = file.read(MAIL_BYTES + 1)
        if len(raw) > MAIL_BYTES:
            raise SourceError(
                path, f"a mail of more than {megabytes(MAIL_BYTES)}", "save what is attached to it"
            )
        try:
            message = email.message_from_bytes(raw, policy=default)
            parts = _parts(message, path)
        except (ValueError, LookupError, AttributeError, IndexError, TypeError, RecursionError) as error:
            # The standard library's parser of mail fails in many ways on malformed fields.
            problem = f"is no mail that can be read ({type(error).__name__})"
            raise SourceError(path, problem, "save its text") from error
        bodies = [part for part in parts if not _attached(part)]
        attached = [part for part in parts if _attached(part)]
        yield from _own_words(message, bodies, path, bool(attached))
        for number, part in enumerate(attached, start=1):
            name = " ".join(storable(_safe_name(part) or f"attachment {number}").split())[:200]
            yield Piece(member(path, name), name, BytesIO(_bytes(part)))


def _parts(message: Message, path: str) -> list[Message]:
    """Every part that is no mere envelope, within the limits of number and depth."""
    found: list[Message] = []
    waiting: list[tuple[Message, int]] = [(message, 1)]
    while waiting:
        part, depth = waiting.pop()
        if depth > MAIL_DEPTH:
            raise SourceError(path, f"parts more than {MAIL_DEPTH} deep in one another", "save its text")
        payload = part.get_payload()
        if isinstance(payload, list):
            waiting += [(inner, depth + 1) for inner in reversed(payload) if isinstance(inner, Message)]
        else:
            found.append(part)
        if len(found) + len(waiting) > MAIL_PARTS:
            raise SourceError(path, f"a mail of more than {MAIL_PARTS} parts", "save its text")
    return found


def _own_words(
    message: EmailMessage, bodies: list[Message], path: str, more: bool
) -> Iterator[Document | Refusal | Notice]:
    text = _body(bodies, path)
    subject = _field(message, "Subject")
    if not text:
        if not more:
            yield Refusal(path, "a mail without text", "save what it shows")
        return
    sent = _field(message, "Date")
    day = page_day(sent) if sent else None
    if sent and day is None:
        yield Notice(
            path, f"sent {sent[:40]!r} is no date; the date stays open", "name it with --published", lost=True
        )
    sender, address = parseaddr(_field(message, "From"))
    yield Document(
        text=with_title(subject, text),
        title=subject,
        publisher=sender or address,
        published=day,
        path=path,
        media_type="message/rfc822",
    )


def _body(bodies: list[Message], path: str) -> str:
    """The plain text of the message, else its HTML; quoted earlier mails are left out."""
    for kind in ("text/plain", "text/html"):
        texts = [_text(part) for part in bodies if part.get_content_type() == kind]
        if kind == "text/html":
            texts = [html_text(text, path) for text in texts]
        whole = "\n".join(text.strip("\n") for text in texts if text.strip())
        lines = [line.rstrip() for line in whole.split("\n") if not _QUOTED.match(line)]
        if any(lines):
            return storable("\n".join(lines).strip("\n"))
    return ""


def _attached(part: Message) -> bool:
    if str(part.get("Content-Disposition", "")).lower().lstrip().startswith("attachment"):
        return True
    kind = part.get_content_type()
    return (bool(_safe_name(part)) and not kind.startswith(("image/", "text/"))) or kind == "application/pdf"


def _safe_name(part: Message) -> str:
    try:
        return part.get_filename() or ""
    except (ValueError, LookupError, AttributeError, IndexError, TypeError):
        return ""


def _text(part: Message) -> str:
    decoded = decode(_bytes(part), str(part.get_content_charset() or ""))
    return decoded.text if decoded else ""


def _bytes(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AttributeError, TypeError):
        return b""
    return payload if isinstance(payload, bytes) else b""


def _field(message: EmailMessage, name: str) -> str:
    try:
        value = str(message.get(name, ""))
    except (ValueError, LookupError, AttributeError, IndexError, TypeError):
        # A malformed field must not cost the message.
        return ""
    return " ".join(storable(value[:2_000]).split())
