"""A file in which bits have turned over: what is handed out is what was stored, and ``verify`` finds the rest.

COMMUNIQUE_FLIPS says how many files are damaged (12 unless set), each in one bit at a place of its own.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from communique.errors import RegisterError
from communique.register import Register
from tests.register import samples

FLIPS = int(os.environ.get("COMMUNIQUE_FLIPS", "12"))
NUMBERS = range(30)
IDS = [samples.report(number).id for number in NUMBERS]
RAW = b"the bytes of a report"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of thirty reports, one of them read twice, and a refusal."""
    path = tmp_path_factory.mktemp("sound") / "communique.db"
    with Register.open(path, clock=samples.clock(), actor="ana") as register:
        for number in NUMBERS:
            report = samples.report(number)
            if number % 2:
                report = replace(report, author="Ana Desk", modified="2021-01-01", release="NR-7")
            register.add(report, samples.claims(number), reader="rules-1", raw=RAW)
        register.add(samples.report(3), samples.claims(3, "rules-2"), reader="rules-2")
        register.refuse("bad.txt", "is empty")
    return path


# Everything that a register is asked, as things that can be told apart one by one.
QUESTIONS: dict[str, Callable[[Register], list[Any]]] = {
    "documents": lambda register: list(register.documents()),
    "documents of a period": lambda register: list(register.documents(since="2020-06")),
    "one document": lambda register: [register.document(one) for one in IDS],
    "texts": lambda register: list(register.texts(IDS).items()),
    "bytes": lambda register: [raw for one in IDS if (raw := register.raw(one)) is not None],
    "claims": lambda register: list(register.cited()),
    "claims of a pair": lambda register: list(register.cited(between=("IND", "RUS"))),
    "claims of a kind": lambda register: list(register.cited("programme")),
    "claims of a document": lambda register: [cited for one in IDS for cited in register.claims_of(one)],
    "one claim": lambda register: [register.claim(one.claim_id) for one in register.claims_of(IDS[0])],
    "refusals": lambda register: list(register.refusals()),
    "changes": lambda register: list(register.changes()),
    "counts": lambda register: list(register.counts().items()),
    "search": lambda register: [
        (hit.document_id, hit.snippet, hit.title)
        for words in ("rafale", "minist* lodz")
        for hit in register.search(words)
    ],
}
# Numbers follow from what can be found; all else is handed out as it was stored or not at all.
COUNTED = {"counts"}


def _answers(register: Register) -> dict[str, list[Any] | None]:
    """The answer to each question; None where the register says that it is damaged."""
    found: dict[str, list[Any] | None] = {}
    for question, ask in QUESTIONS.items():
        try:
            found[question] = ask(register)
        except RegisterError as error:
            said = str(error)
            found[question] = None
            if "\n" in said or not error.mend:
                pytest.fail(f"{question}: no line with a mend: {said}")
    return found


def _flipped(content: bytes, at: int, bit: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1 << bit]) + content[at + 1 :]


def _outcome(path: Path, truth: dict[str, list[Any] | None], where: str) -> str:
    """What came of a damaged file; fails for an answer that is wrong and not found by the audit."""
    try:
        with Register.open(path, read_only=True) as register:
            answers, problems = _answers(register), register.verify()
    except RegisterError:
        return "not opened"
    wrong = {
        question for question, answer in answers.items() if answer is not None and answer != truth[question]
    }
    for question in wrong - COUNTED:
        strange = [one for one in answers[question] or [] if one not in (truth[question] or [])]
        assert strange == [], f"{where}: {question} hands out what was never stored"
    assert problems or not wrong, f"{where}: {wrong} differ, and the audit finds nothing"
    if None in answers.values():
        return "an error"
    if wrong:
        return "less, and found by the audit"
    return "found by the audit" if problems else "all answers right"


def test_a_bit_that_turned_over(sound: Path, tmp_path: Path) -> None:
    content, path = sound.read_bytes(), tmp_path / "communique.db"
    with Register.open(sound, read_only=True) as register:
        truth = _answers(register)
        assert register.verify() == []
    assert None not in truth.values()
    assert all(truth.values())
    chance = random.Random(FLIPS)  # noqa: S311 - nothing secret
    seen: Counter[str] = Counter()
    for _ in range(FLIPS):
        at, bit = chance.randrange(len(content)), chance.randrange(8)
        path.write_bytes(_flipped(content, at, bit))
        seen[_outcome(path, truth, f"bit {bit} of byte {at}")] += 1
    print(dict(seen))  # noqa: T201 - shown with -s, for the page on the promises
    assert seen.total() == FLIPS
    assert len(seen) > 1, "no bit that turned over made a difference"


@pytest.mark.parametrize(
    "words",
    ["signed a contract", '"equipment":"', "The Daily Sample", "Ana Desk", "read by rules-1", "is empty"],
)
def test_a_bit_in_the_words_is_never_handed_out(sound: Path, tmp_path: Path, words: str) -> None:
    """In each place where these words are stored: an error, and the rest as it was."""
    content, path = sound.read_bytes(), tmp_path / "communique.db"
    with Register.open(sound, read_only=True) as register:
        truth = _answers(register)
    at, tried = content.find(words.encode()), 0
    while at >= 0 and tried < 3:
        path.write_bytes(_flipped(content, at + len(words) // 2, 0))
        assert _outcome(path, truth, words) != "all answers right"
        at, tried = content.find(words.encode(), at + 10_000), tried + 1
    assert tried
