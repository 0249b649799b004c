"""A process that is killed at any moment loses at most the document in hand, and leaves nothing half done.

COMMUNIQUE_KILLS says how often (10 unless set); ``docs/register.md`` names the long form.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from pathlib import Path

from communique.register import Register
from tests.register import samples, workers

KILLS = int(os.environ.get("COMMUNIQUE_KILLS", "10"))
NUMBERS = list(range(30))
# The forked children start in a hundredth of a second, so that the kill meets them at work.
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.register.workers"])


def _acknowledged(log: Path) -> dict[int, int]:
    """The newest reader version of each report that the killed processes were told is recorded."""
    done: dict[int, int] = {}
    if log.exists():
        for line in log.read_text(encoding="ascii").splitlines():
            number, version = line.split()
            done[int(number)] = max(int(version), done.get(int(number), 0))
    return done


def _wait_for_more(log: Path) -> None:
    """Until the process is at work, however slow the machine."""
    before, until = _size(log), time.monotonic() + 60
    while _size(log) == before and time.monotonic() < until:
        time.sleep(0.005)


def _size(log: Path) -> int:
    return log.stat().st_size if log.exists() else 0


def test_a_killed_process_leaves_a_sound_register(url: str, tmp_path: Path) -> None:
    log = tmp_path / "acknowledged"
    chance = random.Random(KILLS)  # noqa: S311 - nothing secret
    for kill in range(KILLS):
        version = max(_acknowledged(log).values(), default=1)
        process = CONTEXT.Process(target=workers.add_for_ever, args=(url, str(log), NUMBERS, version))
        process.start()
        if kill >= KILLS // 4:  # the first ones die while the register is being made
            _wait_for_more(log)
        time.sleep(chance.uniform(0, 0.1))
        process.kill()
        process.join()
        assert process.exitcode == -9
        with Register.open(url) as register:
            assert register.verify() == []
            for number, version in _acknowledged(log).items():
                assert register.known(samples.report(number), f"rules-{version}")
    assert _acknowledged(log), "no process lived long enough to record anything"
    with Register.open(url) as register, Register.in_memory() as undisturbed:
        for number in NUMBERS:
            for one in (register, undisturbed):
                one.add(samples.report(number), samples.claims(number, "rules-9999"), reader="rules-9999")
        assert register.digest() == undisturbed.digest()


def test_a_process_killed_while_it_judges(url: str, tmp_path: Path) -> None:
    """Each judgement is there with all it is about, or not at all; none that was acknowledged is lost."""
    log = tmp_path / "acknowledged"
    with Register.open(url) as register:
        for number in NUMBERS[:5]:
            register.add(samples.report(number), samples.claims(number), reader=samples.READER)
    chance = random.Random(KILLS)  # noqa: S311 - nothing secret
    for _ in range(max(3, KILLS // 4)):
        process = CONTEXT.Process(target=workers.judge_for_ever, args=(url, str(log), NUMBERS[:5]))
        process.start()
        _wait_for_more(log)
        time.sleep(chance.uniform(0, 0.05))
        process.kill()
        process.join()
        assert process.exitcode == -9
        with Register.open(url) as register:
            assert register.verify() == []
            kept = {one.id for one in register.judgements()}
            done = log.read_text(encoding="ascii").splitlines()
            assert set(done) <= kept
