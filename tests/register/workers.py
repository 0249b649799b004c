"""What other processes do to a register while a test looks on."""

from __future__ import annotations

import os
import random
import time
from itertools import count, cycle
from multiprocessing.synchronize import Barrier

from communique.model import Anchor, Judgement
from communique.register import Register
from tests.register import samples


def add_all(url: str, numbers: list[int], actor: str, ready: Barrier) -> None:
    """Makes the register and adds reports in an order of the process's own, at the same time as others do."""
    random.Random(actor).shuffle(numbers)  # noqa: S311 - nothing secret
    ready.wait(timeout=60)
    with Register.open(url, actor=actor) as register:
        ready.wait(timeout=60)
        for number in numbers:
            time.sleep(
                0.005
            )  # as reading would take; else a fast process could be done before another begins
            register.add(samples.report(number), samples.claims(number), reader=samples.READER)


def add_for_ever(url: str, acknowledged: str, numbers: list[int], first_version: int) -> None:
    """Adds reports, then reads them again with ever newer readers; notes each that is done in a file."""
    log = os.open(acknowledged, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    with Register.open(url, actor="victim") as register:
        for version in count(first_version):
            reader = f"rules-{version}"
            for number in numbers:
                if register.add(samples.report(number), samples.claims(number, reader), reader=reader):
                    os.write(log, f"{number} {version}\n".encode())


def judge_for_ever(url: str, acknowledged: str, numbers: list[int]) -> None:
    """Rejects claims and undoes it, and notes the id of each judgement that is done in a file."""
    log = os.open(acknowledged, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    with Register.open(url, actor="victim") as register:
        for number in cycle(numbers):
            for one in register.claims_of(samples.report(number).id):
                anchor = Anchor(one.claim_id, one.document_id, one.claim)
                made = register.judge(
                    Judgement("reject", "claim", one.claim_id, "", "", "it is a test", (anchor,))
                )
                os.write(log, f"{made.id}\n".encode())
                undone = register.judge(Judgement("undo", "judgement", made.id, "", "", "it was a test"))
                os.write(log, f"{undone.id}\n".encode())
