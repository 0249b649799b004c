"""Promises of the whole program, held end to end: sourced sentences, copies as one voice, no network.

``docs/promises.md`` names for each promise the tests that hold it. COMMUNIQUE_LONG=1 takes all the examples.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from benchmarks.world import READER, World
from communique.briefs import compose
from communique.briefs.dyad import of_pair
from communique.knowledge import load
from communique.model import Document
from communique.pipeline import assembled_about, ingest
from communique.reading import Reader
from communique.register import Register
from communique.sources import read_sources
from tests.faces.program import environment, here

EXAMPLES = Path(__file__).parent.parent / "examples"
FOLDERS = sorted(EXAMPLES.iterdir()) if os.environ.get("COMMUNIQUE_LONG") else [EXAMPLES / "india-russia"]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of reports that our reader has read."""
    path = tmp_path_factory.mktemp("read") / "communique.db"
    reports = [one for folder in FOLDERS for one in sorted(folder.rglob("*.txt"))]
    some = reports if os.environ.get("COMMUNIQUE_LONG") else reports[:12]
    with Register.open(path) as register:
        assert ingest(register, read_sources([str(one) for one in some]), Reader())["refused"] == 0
    return path


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of a made-up world."""
    path, world = tmp_path_factory.mktemp("made") / "communique.db", World(40, seed=11)
    with Register.open(path) as register:
        register.add_many(map(world.report, range(40)), reader=READER)
    return path


def _pairs(register: Register) -> Iterator[tuple[str, str]]:
    """Pairs that claims name, the busiest first: a dozen, or all in the long form."""
    found = Counter(pair for one in register.cited() for pair in combinations(one.claim.members, 2))
    for pair, _ in found.most_common(None if os.environ.get("COMMUNIQUE_LONG") else 12):
        yield pair


@pytest.mark.parametrize("which", ["read", "made_up"])
def test_every_sentence_has_claims_and_every_claim_a_quote_in_a_stored_document(
    which: str, request: pytest.FixtureRequest
) -> None:
    """Recomputed from what lies in the register, past the check that the brief makes of itself."""
    knowledge, sentences = load(), 0
    with Register.open(request.getfixturevalue(which), read_only=True) as register:
        assert register.verify() == []
        for pair in _pairs(register):
            facts = of_pair(assembled_about(register, knowledge, pair), pair, knowledge)
            documents = register.documents_of(item.document_id for fact in facts for item in fact.cited)
            brief = compose(pair, facts, documents, knowledge)
            for sentence in (one for section in brief.sections for one in section.sentences):
                sentences += 1
                assert sentence.claims, sentence.text
                for claim_id in sentence.claims:
                    cited = register.claim(claim_id)
                    stored = register.document(cited.document_id)
                    assert stored.id == cited.document_id, "the hash is not that of what is stored"
                    assert cited.claim.evidence
                    for span in cited.claim.evidence:
                        assert span.quote
                        assert stored.text[span.start : span.end] == span.quote
    assert sentences > 50


def test_every_quote_that_is_printed_stands_in_a_report(read: Path) -> None:
    """What a reader of the JSON sees, compared with the files themselves."""
    done = here("brief", "India", "Russia", "--format", "json", "--register", read)
    assert done.code == 0, done.err
    brief = json.loads(done.out)
    texts = {one["id"]: one["text"] for one in brief["documents"]}
    cited = [item for fact in brief["facts"] for item in fact["cited"] if item["document_id"] in texts]
    assert len(cited) > 10
    for item in cited:
        for span in item["claim"]["evidence"]:
            assert texts[item["document_id"]][span["start"] : span["end"]] == span["quote"]


RING = """---
title: "{title}"
published: 2021-11-{day:02}
publisher: "{publisher}"
url: "https://{number}.example/vessels"
---

{lead}India and Russia signed a contract for {count} Kamov Ka-226T helicopters in New Delhi on Monday, officials said.

The contract is worth $520 million, and the first machines are to be delivered from the works in Ulan-Ude two
years after the signing, said an official who took part in the talks between the two ministries of defence.

The helicopters will take the place of the Cheetah and Chetak fleets, which have flown over the high mountains of
the north for four decades and have become costly to keep in the air.
"""


def _copy(number: int, count: int = 60) -> str:
    """One outlet's print of the story: a title, a day and mostly a lead of its own."""
    lead = f"Outlet {number} has learnt this from an agency that it takes. " if number % 2 else ""
    return RING.format(
        title=f"Helicopters {number}",
        day=1 + number % 5,
        publisher=f"Paper {number}",
        number=number,
        lead=lead,
        count=count,
    )


def _voices(register: Path, equipment: str) -> list[int]:
    done = here("list", "programmes", "--between", "India", "Russia", "--json", "--register", register)
    assert done.code == 0, done.err
    facts = [json.loads(line) for line in done.out.splitlines()]
    return [fact["voices"] for fact in facts if equipment in str(fact["slots"].get("equipment"))]


def test_a_ring_of_twenty_copies_is_one_voice(tmp_path: Path) -> None:
    """From files to the list and the brief; a report of somebody else's own is the second voice."""
    folder, register = tmp_path / "ring", tmp_path / "ring.db"
    folder.mkdir()
    (folder / "00.txt").write_text(_copy(0), encoding="utf-8")
    assert here("add", folder, "--register", register).code == 0
    alone = here("list", "programmes", "--between", "India", "Russia", "--json", "--register", register).out
    for number in range(1, 20):
        (folder / f"{number:02}.txt").write_text(_copy(number), encoding="utf-8")
    assert here("add", folder, "--register", register).code == 0
    assert _voices(register, "226") == [1]
    ring = here("list", "programmes", "--between", "India", "Russia", "--json", "--register", register).out
    beliefs = [[json.loads(line)["belief"] for line in told.splitlines()] for told in (alone, ring)]
    assert beliefs[0] == beliefs[1], "copies raised the belief"
    (folder / "other.txt").write_text(
        "---\npublished: 2021-11-09\npublisher: Another\n---\n\nAt the air show a Kamov manager recalled that India had"
        " signed a contract with Russia for sixty Ka-226T helicopters the week before.\n",
        encoding="utf-8",
    )
    assert here("add", folder, "--register", register).code == 0
    assert _voices(register, "226") == [2]


# Put in front of every Python program by its path: no socket can be opened, and who reaches out is written down.
# (A library of trafilatura's opens one when it is imported, to see whether the machine speaks IPv6.)
NO_NETWORK = """
import os, sys

OUT = ("connect", "getaddrinfo", "gethostbyname", "gethostbyaddr", "sendto", "sendmsg")

def refuse(event, args):
    if not event.startswith("socket.") or event == "socket.gethostname":
        return
    if event == "socket.__new__" and args[1] == 1:
        return
    if event.removeprefix("socket.") in OUT:
        with open(os.environ["TRIED"], "a") as log:
            log.write(f"{event} {args}\\n")
    raise OSError("this machine has no network")

sys.addaudithook(refuse)
"""
MODELS = (
    "torch",
    "transformers",
    "tensorflow",
    "onnxruntime",
    "llama_cpp",
    "openai",
    "anthropic",
    "vllm",
    "ollama",
)


COMMANDS = """
import sys
from communique.faces.cli import main

def run(*words):
    try:
        main(words)
    except SystemExit as end:
        if end.code != 0:
            raise

for line in sys.argv[1:]:
    print("DONE", line)
    run(*line.split())
print("MODELS", [name for name in {models!r} if name in sys.modules])
"""


def _offline(folder: Path, *lines: str) -> list[str]:
    """What commands print, one after the other, in a process whose sockets are refused; its last line tells
    which language models it has loaded."""
    done = subprocess.run(
        [sys.executable, "-c", COMMANDS.format(models=MODELS), *lines],
        cwd=folder,
        env=environment(
            PYTHONPATH=str(folder / "refusing"),
            TRIED=str(folder / "tried"),
            COMMUNIQUE_REGISTER=str(folder / "c.db"),
        ),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split("DONE ")[1:]


def test_everything_works_with_no_network_and_no_language_model(tmp_path: Path) -> None:
    (tmp_path / "refusing").mkdir()
    (tmp_path / "refusing" / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    (tmp_path / "story.txt").write_text(_copy(0), encoding="utf-8")
    probe = subprocess.run(
        [sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))"],
        env=environment(PYTHONPATH=str(tmp_path / "refusing"), TRIED=str(tmp_path / "probe")),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "no network" in probe.stderr, "the walls of this test do not stand"
    assert "getaddrinfo" in (tmp_path / "probe").read_text(encoding="utf-8")
    (story,) = [one.id for one in read_sources([str(tmp_path / "story.txt")]) if isinstance(one, Document)]
    said = _offline(
        tmp_path,
        "read story.txt",
        "add story.txt",
        "brief India Russia",
        "brief India Russia story.txt",
        "list programmes",
        f"show {story}",
        "search helicopters",
        "verify",
        "verify --digest",
    )
    assert len(said) == 9
    for told in said:
        command, *lines = told.strip().splitlines()
        assert "".join(lines).strip(), command
    assert said[-1].rstrip().endswith("MODELS []")
    assert not (tmp_path / "tried").exists(), (tmp_path / "tried").read_text(encoding="utf-8")


def test_the_page_on_the_promises_names_tests_that_are_there() -> None:
    root = EXAMPLES.parent
    page = (root / "docs" / "promises.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if re.match(r"\| \d\. ", line)]
    assert [int(row[2]) for row in rows] == [1, 2, 3, 4, 5, 6]
    for row in rows:
        named = re.findall(r"`(tests/[\w/]+\.py)`", row)
        assert named, row
        assert [name for name in named if not (root / name).is_file()] == []
    for variable in re.findall(r"\| `(COMMUNIQUE_\w+)` \|", page):
        assert any(
            variable in path.read_text(encoding="utf-8") for path in (root / "tests").rglob("test_*.py")
        )
