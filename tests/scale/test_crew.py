"""Several processes read what one reads, in the same order, whatever becomes of any of them."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from communique.model import Document
from communique.reading import Reader
from communique.scale.crew import Crew, _Pack, _Size
from tests.faces.program import COMMUNIQUE, environment
from tests.scale.readers import Cheap, Fragile, Uneven

_EXAMPLES = Path(__file__).parents[2] / "examples"


def _documents(count: int) -> list[Document]:
    return [Document(text=f"{number} reports", path=str(number)) for number in range(count)]


def _noted(items: Iterator[Document], taken: list[str]) -> Iterator[Document]:
    for item in items:
        taken.append(item.path)
        yield item


def _processes(crew: Crew) -> list[int]:
    assert crew._pool is not None
    return list(crew._pool._processes)


def test_items_come_back_in_their_order_with_everything_else_between_them() -> None:
    items: list[Any] = [*_documents(50), "a refusal", *_documents(7), "another"]
    with Crew(2, Cheap) as crew:
        back = list(crew.read_all(items))
    assert [item for item, _ in back] == items
    assert [read is None for _, read in back] == [isinstance(item, str) for item in items]
    assert os.getpid() not in {int(read.claims[0].rule) for _, read in back if read is not None}


def test_no_more_is_taken_than_a_few_packs_ahead() -> None:
    taken = itertools.count()

    def stream() -> Iterator[Document]:
        for document in _documents(2000):
            next(taken)
            yield document

    with Crew(2, Cheap) as crew:
        reads = iter(crew.read_all(stream()))
        assert next(reads)[0].path == "0"
        assert next(taken) <= 2 * 3 * 16
        # Packs of what takes no time grow, up to a bound.
        assert [item.path for item, _ in itertools.islice(reads, 600)] == [str(n) for n in range(1, 601)]
        assert 601 + 6 * 16 < next(taken) <= 601 + 2 * 3 * 128


def test_packs_of_what_takes_long_are_small() -> None:
    size = _Size()
    for _ in range(9):
        pack = _Pack(_documents(size.reports), characters=size.reports * 3000)
        size.learn(pack, seconds=len(pack.items) * 0.03)
    assert size.reports == 2
    for _ in range(9):
        pack = _Pack(_documents(size.reports), characters=size.reports * 3000)
        size.learn(pack, seconds=len(pack.items) * 0.0005)
    assert 100 <= size.reports <= 128


def test_what_comes_slowly_is_not_kept_waiting_until_a_pack_is_full() -> None:
    def stream() -> Iterator[Document]:
        for document in _documents(4):
            yield document
            time.sleep(0.6)

    with Crew(2, Cheap) as crew:
        list(crew.read_all(_documents(1)))
        taken: list[str] = []
        assert next(crew.read_all(_noted(stream(), taken)))[0].path == "0"
    assert len(taken) < 4


def test_without_an_order_none_waits_for_one_that_takes_long() -> None:
    documents = [Document(text="a long one", path="long"), *_documents(300)]
    with Crew(2, Uneven, ordered=False) as crew:
        back = [item.path for item, read in crew.read_all(documents) if read]
    assert sorted(back) == sorted(document.path for document in documents)
    # What travels with it in its pack waits for it, nothing else.
    assert back.index("long") > 100


def test_without_an_order_a_process_that_dies_loses_nothing_else() -> None:
    documents = [*_documents(40), Document(text="a deadly one", path="deadly"), *_documents(40)]
    with Crew(2, Fragile, ordered=False) as crew:
        back = list(crew.read_all([*documents, "a refusal"]))
    assert len(back) == 82
    assert [item.path for item, read in back if read and read.failure] == ["deadly"]


def test_a_document_that_cannot_be_read_stops_nothing() -> None:
    documents = [*_documents(3), Document(text="a bad one"), *_documents(3)]
    with Crew(2, Fragile) as crew:
        reads = [read for _, read in crew.read_all(documents) if read]
    assert [bool(read.failure) for read in reads] == [False] * 3 + [True] + [False] * 3
    assert reads[3].failure == "ValueError: cannot read this"


def test_only_the_document_of_which_a_process_dies_is_lost() -> None:
    documents = [*_documents(40), Document(text="a deadly one"), *_documents(40)]
    with Crew(2, Fragile) as crew:
        reads = [read for _, read in crew.read_all(documents) if read]
    assert [number for number, read in enumerate(reads) if read.failure] == [40]
    assert "was ended" in reads[40].failure


def test_a_process_killed_from_outside_loses_nothing() -> None:
    documents = _documents(400)
    with Crew(2, Cheap) as crew:
        back = crew.read_all(documents)
        found = [next(back)]
        os.kill(_processes(crew)[0], signal.SIGKILL)
        found += list(back)
    assert [item for item, _ in found] == documents
    assert all(read and not read.failure for _, read in found)


def test_no_process_is_left_behind() -> None:
    with Crew(3, Cheap) as crew:
        next(crew.read_all(_documents(100)))
        processes = _processes(crew)
    assert processes
    for number in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(number, 0)


def test_processes_end_with_the_one_that_leads(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys\nfrom communique.model import Document\nfrom communique.scale.crew import Crew\n"
        "from tests.scale.readers import Cheap\n"
        "if __name__ == '__main__':\n"
        "    crew = Crew(2, Cheap)\n"
        "    next(crew.read_all([Document(text=str(n)) for n in range(99)]))\n"
        "    print(*crew._pool._processes, flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    script = tmp_path / "leader.py"
    script.write_text(code, encoding="utf-8")
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [COMMUNIQUE.with_name("python"), script],
        env=environment() | {"PYTHONPATH": root},
        capture_output=True,
        text=True,
        check=False,
    )
    numbers = [int(word) for word in done.stdout.split()]
    assert len(numbers) == 2, done.stderr
    until = time.monotonic() + 20
    while any(Path(f"/proc/{number}").exists() for number in numbers):
        assert time.monotonic() < until, "a process outlived its leader"
        time.sleep(0.05)


def test_a_crew_reads_what_one_reader_reads() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((_EXAMPLES / "france-india").glob("*.txt"))]
    documents = [Document(text=text, published="2024-01-01") for text in texts]
    alone = Reader()
    with Crew(2) as crew:
        together = [read.claims for _, read in crew.read_all(documents) if read]
    assert together == [tuple(alone.read(document)) for document in documents]
    assert any(together)


def test_the_register_is_the_same_whatever_the_number_of_processes(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    shutil.copytree(_EXAMPLES / "france-india", reports)
    (reports / "empty.txt").touch()
    digests, counts = set(), set()
    for number, words in enumerate((["1"], ["2"], ["3"], ["2", "--unordered"])):
        register = f"{number}.db"
        done = _run(tmp_path, "add", "reports", "--register", register, "--json", "--workers", *words)
        assert done.returncode == 1, done.stderr
        summary = json.loads(done.stdout)
        assert summary["read"] == summary["new"] + summary["known"] + len(summary["refused"])
        counts.add((summary["new"], summary["relevant"], summary["claims"]))
        digests.add(_run(tmp_path, "verify", "--digest", "--register", register).stdout)
    assert len(digests) == 1
    assert len(counts) == 1


def test_reading_by_several_prints_what_one_prints(tmp_path: Path) -> None:
    folder = str(_EXAMPLES / "france-india")
    one, two = (_run(tmp_path, "read", folder, "--json", "--workers", number) for number in ("1", "2"))
    assert one.stdout == two.stdout
    assert len(one.stdout.splitlines()) == 3


def test_ctrl_c_ends_several_processes_after_what_they_have_in_hand(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(600):
        (reports / f"{number:04}.txt").write_text(f"The home side won {number} to 1.\n", encoding="utf-8")
    with subprocess.Popen(
        [COMMUNIQUE, "add", "reports", "--json", "--workers", "2"],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as program:
        _wait_for(tmp_path / "communique.db")
        os.killpg(program.pid, signal.SIGINT)
        out, err = program.communicate(timeout=60)
    assert program.returncode == 130, err
    assert "Traceback" not in err
    summary = json.loads(out)
    assert summary["read"] == summary["new"] < 600
    again = _run(tmp_path, "add", "reports", "--json")
    assert again.returncode == 0, again.stderr
    second = json.loads(again.stdout)
    assert (second["read"], second["known"]) == (600, summary["new"])


def _wait_for(register: Path) -> None:
    """Until something is recorded."""
    until = time.monotonic() + 100
    while time.monotonic() < until:
        with suppress(sqlite3.OperationalError), closing(sqlite3.connect(register)) as connection:
            if connection.execute("SELECT count(*) FROM document").fetchone()[0] > 0:
                return
        time.sleep(0.05)
    raise AssertionError("nothing was recorded")


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMUNIQUE, *words], cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )
