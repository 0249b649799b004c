"""The process that parses: its walls, what happens when it dies, and that its answers are not believed blindly."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.errors import SourceError
from communique.model import Document
from communique.sources import Refusal, read_sources
from communique.sources.base import Item
from communique.sources.limits import PARSER_DEATHS
from communique.sources.sandbox import Sandbox, borrowed, feed_of, items_of, keeper, subscriptions_of, worker
from communique.sources.sandbox.keeper import Job
from communique.sources.sandbox.wire import Done, Request, WireError, answers, pack
from tests.sources import making

PAGE = b"<html><body><article><p>India and Russia signed contract number %d on Friday in New Delhi.</p></article></body></html>"

INSIDE = """
import json, os, socket, subprocess
from pathlib import Path
from communique.sources.sandbox.walls import raise_walls, standing
raise_walls()
tries = {
    "socket": lambda: socket.socket(),
    "lookup": lambda: socket.getaddrinfo("localhost", 80),
    "other file": lambda: open("/etc/hostname").read(),
    "way round": lambda: open(os.__file__ + "/../../../../../../etc/hostname"),
    "write": lambda: open(os.__file__, "a"),
    "flags": lambda: os.open(os.__file__, os.O_WRONLY),
    "fork": lambda: os.fork(),
    "program": lambda: subprocess.run(["true"]),
    "remove": lambda: os.remove(os.__file__),
    "memory": lambda: bytearray(600_000_000),
    "own module": lambda: open(os.__file__).read(10),
}
said = {}
for name, attempt in tries.items():
    try:
        attempt()
        said[name] = "allowed"
    except Exception as error:
        said[name] = type(error).__name__
print(json.dumps({"said": said, "standing": standing()}))
"""


def test_nothing_is_to_be_had_behind_the_walls() -> None:
    done = subprocess.run(
        [sys.executable, "-c", INSIDE], capture_output=True, text=True, timeout=60, check=True
    )
    told = json.loads(done.stdout)
    assert told["said"].pop("own module") == "allowed", "else the others would show nothing"
    assert told["said"].pop("memory") == "MemoryError"
    assert set(told["said"].values()) == {"WallError"}
    allowed = subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False).returncode == 0
    assert told["standing"] == {
        "network": allowed or told["standing"]["network"],
        "memory": True,
        "files": True,
    }


def _zip(path: Path, count: int) -> Job:
    path.write_bytes(making.zipped({f"{number}.html": PAGE % number for number in range(count)}))
    return Job(os.open(path, os.O_RDONLY), str(path), path.name)


def _kill(box: Sandbox) -> None:
    parser = box._parser
    assert parser is not None
    os.kill(parser._process.pid, signal.SIGKILL)
    parser._process.wait()


@pytest.fixture
def box() -> Iterator[Sandbox]:
    made = Sandbox()
    yield made
    made.close()


def test_a_process_that_is_killed_costs_one_refusal_and_not_what_follows(
    tmp_path: Path, box: Sandbox
) -> None:
    first, second = _zip(tmp_path / "a.zip", 1), _zip(tmp_path / "b.zip", 1)
    box.submit(first)
    _kill(box)
    box.submit(second)
    (refusal,) = box.next_items()
    assert isinstance(refusal, Refusal)
    assert refusal.path == first.path
    assert "memory" in refusal.problem, "what kills without asking is nearly always the want of memory"
    documents = [item for item in box.next_items() if isinstance(item, Document)]
    assert len(documents) == 1
    for job in (first, second):
        os.close(job.descriptor)


def test_a_container_goes_on_after_the_member_that_killed_and_is_given_up_after_some(
    tmp_path: Path, box: Sandbox
) -> None:
    path = tmp_path / "a.jsonl"
    rows = (json.dumps({"text": f"India signed contract {number}."}) for number in range(20_000))
    path.write_text("\n".join(rows), encoding="utf-8")  # more than the pipe between the two can hold
    job = Job(os.open(path, os.O_RDONLY), str(path), path.name)
    box.submit(job)
    kept: list[Item] = []
    for item in box.next_items():
        kept.append(item)
        if isinstance(item, Document) and len(kept) % 300 == 0 and box._parser is not None:
            _kill(box)
    os.close(job.descriptor)
    refused = [item for item in kept if isinstance(item, Refusal)]
    documents = [item.path for item in kept if isinstance(item, Document)]
    assert len(refused) == PARSER_DEATHS + 1
    assert "given up" in refused[-1].problem
    assert len(documents) == len(set(documents)), "none is read twice"
    assert len(documents) > 600


def test_a_sandbox_is_used_again_unless_it_was_left_in_the_middle(tmp_path: Path) -> None:
    keeper.close_all()
    path = tmp_path / "a.html"
    path.write_bytes(PAGE % 1)
    assert [type(item) for item in read_sources([str(path)])] == [Document]
    with borrowed() as one:
        first = one._parser
    assert first is not None
    with borrowed() as two:
        assert two._parser is first
    path = tmp_path / "b.zip"
    os.close(_zip(path, 50).descriptor)
    items = read_sources([str(path)])
    next(items)
    items.close()  # type: ignore[attr-defined] # it is a generator
    assert first._process.poll() is not None
    keeper.close_all()


def test_bytes_that_are_no_file_have_doors_of_their_own() -> None:
    (document,) = items_of(PAGE % 7, "https://wire.example/7")
    assert isinstance(document, Document)
    assert document.path == "https://wire.example/7"
    feed = feed_of(
        b"<rss version='2.0'><channel><title>Wire</title><item><title>One</title></item></channel></rss>", "f"
    )
    assert [entry.title for entry in feed.entries] == ["One"]
    (one,) = subscriptions_of(b"<opml><outline text='One' xmlUrl='https://one.example/rss'/></opml>", "o")
    assert one.title == "One"
    with pytest.raises(SourceError, match="no feed"):
        feed_of(b"<html></html>", "f")
    with pytest.raises(SourceError, match="no list"):
        subscriptions_of(b"<rss/>", "o")


def _receiving(raw: bytes) -> Iterator[object]:
    left = bytearray(raw)

    def receive(most: int) -> bytes:
        piece = bytes(left[:most])
        del left[:most]
        return piece

    return answers(receive, "a.zip")


def _frame(value: object) -> bytes:
    data = json.dumps(value).encode()
    return len(data).to_bytes(4, "big") + data


def test_what_is_sent_comes_through_whole() -> None:
    document = Document("Text \ud800.", "T", "P", "https://a.example", "2020-01-01", "en", path="a.zip!b")
    refusal = Refusal("a.zip!c", "is bad", "mend it")
    (one, other, done) = _receiving(pack(document) + pack(refusal) + pack(Done(broken=3)))
    assert isinstance(one, Document)
    assert (one.text, one.url, one.published) == ("Text ?.", "https://a.example", "2020-01-01")
    assert other == refusal
    assert done == Done(broken=3)


@pytest.mark.parametrize(
    "raw",
    [
        b"\xff\xff\xff\xff",
        _frame(["document", {"text": "x", "path": "/etc/passwd"}]),
        _frame(["document", {"text": " ", "path": "a.zip"}]),
        _frame(["document", {"text": "x", "path": "a.zip", "title": 3}]),
        _frame(["document", {"text": "x", "path": "a.zip", "unknown": "y"}]),
        _frame(["refusal", {"path": "b.zip", "problem": "x", "mend": ""}]),
        _frame(["shell", "rm"]),
        _frame("text"),
        b"\0\0\0\x02{]",
    ],
)
def test_an_answer_that_may_not_come_is_not_taken(raw: bytes) -> None:
    with pytest.raises(WireError):
        list(_receiving(raw))


def test_an_address_that_is_none_of_the_web_is_dropped_from_answers() -> None:
    raw = _frame(["document", {"text": "x", "path": "a.zip", "url": "javascript:alert(1)"}]) + pack(Done())
    document, _ = _receiving(raw)
    assert isinstance(document, Document)
    assert document.url == ""


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    whole, growing = tmp_path / "a.html", tmp_path / "b.html"
    for path in (whole, growing):
        path.write_bytes(PAGE % 1)
    items = read_sources([str(whole), str(growing)])
    assert isinstance(next(items), Document)
    # By now the second is open and sent to be parsed; what is seen of it may be of two states.
    with growing.open("ab") as file:
        file.write(b"<p>More.</p>")
    (refusal,) = items
    assert isinstance(refusal, Refusal)
    assert refusal.problem == "changed while it was read"


def test_time_begins_anew_with_each_row_of_a_table_inside_an_archive(tmp_path: Path) -> None:
    class Counted(worker.Clock):
        begun = 0

        def begin(self) -> None:
            self.begun += 1

    rows = b"\n".join(b'{"text": "Paris, May 6 (AFP) - Ministers met."}' for _ in range(30))
    path = tmp_path / "rows.zip"
    path.write_bytes(making.zipped({"many.jsonl": rows}))
    before = signal.getsignal(signal.SIGPROF)
    clock = Counted()
    try:
        request = Request("items", str(path), path.name)
        found = list(worker._answers(request, os.open(path, os.O_RDONLY), clock))
    finally:
        signal.signal(signal.SIGPROF, before)
    assert sum(isinstance(item, Document) for item in found) == 30
    assert clock.begun > 30
