"""Gold folders: articles, each with what a careful analyst records from it.

A folder holds ``NAME.gold.json`` beside ``NAME.txt`` or ``NAME.html``. Everything that is not as it should be
is an EvaluationError that names the file, the claim and what to do: a typing error in gold must not become a
figure.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from communique.errors import EvaluationError
from communique.evaluation.agreement import Data
from communique.evaluation.spelling import items
from communique.vocabulary import KINDS, SLOTS

_SUFFIX: Final = ".gold.json"
_TEXTS: Final = (".txt", ".html")
# What a claim of gold may say besides the slots of its kind.
_COMMON: Final = ("kind", "attribution", "denied", "hedge", "optional")
# Slots whose values are words of a closed vocabulary.
_OF_WORDS: Final = frozenset({"type", "mode", "terms", "status", "level", "instrument", "direction", "hedge"})


@dataclass(frozen=True, slots=True)
class Case:
    """An article and its gold. Kinds that are ``unscored`` were not annotated in it."""

    name: str
    text: Path
    gold: Path
    claims: tuple[Data, ...]
    unscored: frozenset[str] = frozenset()


def load_cases(folder: Path) -> list[Case]:
    """The cases of a folder, sorted by name.

    Raises EvaluationError where the folder holds no gold, gold has no text, or a file is not as it should be.
    """
    if not folder.is_dir():
        raise EvaluationError(
            str(folder), "is not a folder", "name one that holds NAME.gold.json and NAME.txt"
        )
    cases = [_case(path) for path in sorted(folder.glob(f"*{_SUFFIX}"))]
    if not cases:
        raise EvaluationError(str(folder), "holds no gold", "name a folder with files NAME.gold.json in it")
    return cases


def digest(cases: Sequence[Case]) -> str:
    """SHA-256 (hex) over the names and bytes of all texts and gold: the same folder gives the same digest."""
    whole = hashlib.sha256()
    for case in cases:
        for path in (case.text, case.gold):
            content = hashlib.sha256(_bytes(path)).hexdigest()
            whole.update(f"{path.name}\0{content}\n".encode())
    return whole.hexdigest()


def _case(path: Path) -> Case:
    name = path.name.removesuffix(_SUFFIX)
    texts = (path.with_name(name + suffix) for suffix in _TEXTS)
    text = next((one for one in texts if one.is_file()), None)
    if text is None:
        raise EvaluationError(
            str(path), "has no text beside it", f"add {name}.txt or {name}.html, or remove it"
        )
    data = _object(path)
    unscored = data.get("unscored") or []
    claims = data.get("claims")
    if not isinstance(claims, list):
        raise EvaluationError(str(path), "has no list of claims", 'add "claims": [], empty if there are none')
    for problem, mend in (*_unscored_problems(unscored), *_claim_problems(claims)):
        raise EvaluationError(str(path), problem, mend)
    return Case(name, text, path, tuple(claims), frozenset(unscored))


def _object(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(_bytes(path))
    except json.JSONDecodeError as error:
        place = f"{path}:{error.lineno}:{error.colno}"
        raise EvaluationError(place, f"is not JSON: {error.msg}", "mend it there") from error
    except UnicodeDecodeError as error:
        raise EvaluationError(str(path), "is not UTF-8", "save it as UTF-8") from error
    except RecursionError as error:
        raise EvaluationError(str(path), "is nested too deeply", "write claims as flat objects") from error
    if not isinstance(data, dict):
        raise EvaluationError(str(path), "is not a JSON object", 'write {"claims": [...]}')
    return data


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise EvaluationError(str(path), f"cannot be read: {error.strerror}", "check its rights") from error


def _unscored_problems(unscored: object) -> Iterator[tuple[str, str]]:
    if not isinstance(unscored, list):
        yield "unscored is no list", 'write "unscored": ["posture"]'
        return
    for kind in unscored:
        if kind not in KINDS:
            yield f"unscored names the unknown kind {kind!r}", f"write one of {', '.join(KINDS)}"


def _claim_problems(claims: Sequence[object]) -> Iterator[tuple[str, str]]:
    """What is wrong with the claims and how to mend it, with the number of the claim, counted from 1."""
    for number, claim in enumerate(claims, start=1):
        if not isinstance(claim, dict):
            yield f"claim {number} is no object", 'write {"kind": ...}'
            continue
        kind = claim.get("kind")
        if kind not in KINDS:
            yield f"claim {number} has the unknown kind {kind!r}", f"write one of {', '.join(KINDS)}"
            continue
        allowed = (*_COMMON, *SLOTS[kind])
        for slot, value in claim.items():
            if slot not in allowed:
                mend = f"a claim of kind {kind} has {', '.join(allowed[1:])}"
                yield f"claim {number} has the unknown slot {slot!r}", mend
            elif slot in _OF_WORDS and not all(isinstance(word, str) for word in items(value)):
                yield (
                    f"claim {number} has a {slot} that is no word",
                    'write a word, or a list: ["talks", "meeting"]',
                )
