"""Passwords and keys: what is kept of them, and how what is given is held against it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from functools import cache
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Final

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST: Final = 12
_LONGEST: Final = 256
_KEY: Final = "cq"
# Each check takes 64 MB: so many at a time, that nobody fills the memory by guessing.
_AT_ONCE: Final = BoundedSemaphore(2)


@cache
def _hasher() -> PasswordHasher:
    try:
        from argon2 import PasswordHasher  # noqa: PLC0415 - an extra: only who has accounts needs it
    except ImportError as error:
        mend = "pip install 'communique[web]'"
        raise CommuniqueError("accounts", "the library for passwords is not installed", mend) from error
    return PasswordHasher()  # argon2id with the parameters of RFC 9106 for machines with little memory


@cache
def _nobody() -> str:
    """A hash that no password has: asked where there is no account, so that this takes as long."""
    return _hasher().hash(secrets.token_hex(16))


def problem_of(password: str, name: str) -> str:
    """What is wrong with a new password; empty if nothing."""
    if any("\ud800" <= letter <= "\udfff" for letter in password):
        return "is not written in UTF-8"
    if len(password) < SHORTEST:
        return f"has fewer than {SHORTEST} characters"
    if len(password) > _LONGEST:
        return f"has more than {_LONGEST} characters"
    if name.lower() in password.lower() or len(set(password)) < 4:
        return "is easily guessed"
    return ""


def hashed(password: str) -> str:
    """What is kept of a password."""
    with _AT_ONCE:
        return _hasher().hash(password)


def fits(kept: str | None, password: str) -> bool:
    """Whether a password is the one; takes the same time where there is none."""
    from argon2.exceptions import VerifyMismatchError  # noqa: PLC0415 - as above

    if len(password) > _LONGEST:
        return False
    hasher = _hasher()
    try:
        with _AT_ONCE:
            hasher.verify(kept or _nobody(), password)
    except VerifyMismatchError:
        return False
    return kept is not None


def digest(secret: str) -> str:
    """What is kept of a secret of 256 random bits: nobody guesses these, so no slow hash is needed."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def same(kept: str, given: str) -> bool:
    """Whether two digests are the same, in a time that tells nothing."""
    return hmac.compare_digest(kept, given)


def new_key() -> tuple[str, str, str]:
    """The id of a new key, the key as it is shown once, and what is kept of it."""
    id, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    return id, f"{_KEY}_{id}_{secret}", digest(secret)


def parts_of_key(text: str) -> tuple[str, str] | None:
    """The id and the digest of a key as it was given; None for what is no key."""
    parts = text.split("_", 2)
    return (parts[1], digest(parts[2])) if len(parts) == 3 and parts[0] == _KEY else None
