"""Several processes at one register: every document is there once, and nobody waits for ever."""

from __future__ import annotations

import multiprocessing
from collections import Counter

from communique.register import Register
from tests.register import samples, workers

# The forked children have our code loaded, so that all of them are at work at the same time.
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.register.workers"])
ACTORS = tuple(f"hand {number}" for number in range(8))


def test_processes_add_the_same_documents_at_once(url: str) -> None:
    """They also find no register there and make it at the same time."""
    numbers = list(range(60))
    ready = CONTEXT.Barrier(len(ACTORS))
    started = [CONTEXT.Process(target=workers.add_all, args=(url, numbers, one, ready)) for one in ACTORS]
    for process in started:
        process.start()
    for process in started:
        process.join(timeout=60)
    assert [process.exitcode for process in started] == [0] * len(ACTORS)
    with Register.open(url) as register, Register.in_memory() as alone:
        for number in numbers:
            alone.add(samples.report(number), samples.claims(number), reader=samples.READER)
        assert register.digest() == alone.digest()
        assert register.verify() == []
        done = Counter(change.what for change in register.changes())
        assert done == {"created": 1, "added": len(numbers)}
        actors = {change.actor for change in register.changes() if change.what == "added"}
    assert len(actors) > 1, "one process did it all: they did not work at the same time"
