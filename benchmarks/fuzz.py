"""Coverage-guided fuzzing (atheris) of every parser entry and of the reader.

Usage: python benchmarks/fuzz.py [TARGET ...] [--seconds N] [--runs N] [--keep FOLDER]

Each target runs in a process of its own, from small sound files as seeds. Allowed is a result, or SourceError, which
becomes a recorded refusal; anything else, a hang of ten seconds and the use of 2 GB are findings. Prints one line for
each target: executions, executions a second, edges covered, findings. Exit code 1 where there is a finding.
"""

# ruff: noqa: PLC0415, T201, S603 - modules are loaded under instrumentation; a script prints, and starts itself

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

Target = Callable[[bytes], object]
LONGEST = {"page": 4_000, "reader": 1_500, "pdf": 4_000, "word": 6_000}


def targets() -> dict[str, Target]:
    """Every entry at which bytes from outside are taken in, by name; the modules are loaded here."""
    from io import BytesIO

    from communique.model import Document
    from communique.sources import (
        archives,
        dates,
        encoding,
        feeds,
        kinds,
        language,
        mail,
        opening,
        opml,
        page,
        pdf,
        plain,
        releases,
        rows,
        webarchive,
        word,
    )
    from communique.sources.pieces import Piece
    from communique.sources.sandbox import wire

    def single(source: object) -> Target:
        return lambda raw: [*source.documents("f", raw)]  # type: ignore[attr-defined]

    def container(kind: object) -> Target:
        def run(raw: bytes) -> None:
            for piece in kind.pieces("f", BytesIO(raw)):  # type: ignore[attr-defined]
                if isinstance(piece, Piece):
                    piece.all(1_000_000)

        return run

    def receive(raw: bytes) -> None:
        left = BytesIO(raw)
        with suppress(EOFError, wire.WireError):
            list(wire.answers(left.read, "f"))

    def text(function: Callable[[str], object]) -> Target:
        return lambda raw: function(raw.decode("utf-8", "surrogateescape"))

    def reader() -> Target:
        from communique.reading import Reader

        made = Reader()
        return lambda raw: made.read(
            Document(text=encoding.storable(raw.decode("utf-8", "replace")), published="2020-01-01")
        )

    def head(raw: bytes) -> None:
        kinds.binary_kind(raw)
        kinds.is_page("a.html", raw)
        opening.is_ours("a", raw)
        opening.is_plain("a.json", raw)

    found: dict[str, Target] = {
        "encoding": lambda raw: encoding.decode(raw, "utf-8"),
        "head": head,
        "dates": text(
            lambda value: (dates.page_day(value), dates.written_day(value), dates.address_day(value))
        ),
        "language": text(language.language_of),
        "release": text(releases.release),
        "plain": single(plain.PlainText()),
        "page": single(page.Page()),
        "feed": lambda raw: feeds.read_feed(raw, "f"),
        "opml": lambda raw: opml.read_opml(raw, "f"),
        "pdf": single(pdf.Pdf()),
        "word": single(word.Word()),
        "mail": container(mail.Mail()),
        "json": container(rows.JsonRows()),
        "csv": container(rows.Table()),
        "zip": container(archives.Zip()),
        "tar": container(archives.Tar()),
        "gzip": container(archives.Gzip()),
        "warc": container(webarchive.WebArchive()),
        "any": lambda raw: list(opening.found_in("f", "f", BytesIO(raw))),
        "answers": receive,
    }
    if "reader" in sys.argv:
        found["reader"] = reader()
    return found


NAMES = (
    "encoding head dates language release plain page feed opml pdf word mail json csv zip tar gzip warc any answers reader"
).split()


def seeds(name: str) -> list[bytes]:
    """Small sound files of the kind that the target takes."""
    import gzip
    import json

    from tests.sources import making, test_feeds, test_formats, test_opml

    page = test_formats.PAGE
    release = making.pdf(test_formats.RELEASE, packed=False)
    document = making.docx(making.paragraph(test_formats.BODY), "<dc:title>Title</dc:title>")
    members = {"a.html": page, "b/c.txt": b"words"}
    letter = test_formats.MAIL % b"JVBERi0="
    row = json.dumps({"text": "They met.", "date": "2018-10-05", "url": "https://a.example"}).encode()
    answer = making.answer("https://a.example/1", page)
    report = next((ROOT / "examples").rglob("*.txt")).read_bytes()
    text = [
        report[:1_500],
        b"---\ntitle: A\npublished: 2018-10-05\n---\nIndia signed.",
        "Défense".encode("utf-16"),
    ]
    own = {
        "page": [page],
        "feed": [test_feeds.RSS.encode(), test_feeds.ATOM.encode(), json.dumps(test_feeds.JSON).encode()],
        "opml": [test_opml.OPML],
        "pdf": [release, making.pdf(test_formats.RELEASE)],
        "word": [document],
        "mail": [letter],
        "json": [row + b"\n" + row, b"[" + row + b"]"],
        "csv": [b'title,text,date\nOne,"They met.",2018-10-05\n'],
        "zip": [making.zipped(members)],
        "tar": [making.tarred(members), making.tarred(members, packed=True)],
        "gzip": [gzip.compress(page)],
        "warc": [answer, making.packed_records(answer)],
        "dates": [b"Fri, 05 Oct 2018 23:30:00 +0530", b"October 5, 2018", b"5.10.2018", b"/2018/10/05/"],
        "release": [
            b"Ministry of Defence\n05 OCT 2018 3:45PM by PIB Delhi\nA title of some words\nWords.\n(Release ID: 15)"
        ],
        "answers": [b"\0\0\0\x27" + b'["refusal",{"path":"f","problem":"x","mend":""}]'],
        "reader": [report[at : at + 1_200] for at in range(0, 6_000, 1_200)],
    }
    everything = [
        one
        for name in ("page", "feed", "opml", "pdf", "mail", "json", "csv", "zip", "tar", "gzip", "warc")
        for one in own[name]
    ]
    return own.get(name, [*everything, *text] if name in {"any", "head"} else text)


def inside(name: str, arguments: list[str]) -> None:
    """Fuzzes one target in this process; does not return."""
    import atheris

    with atheris.instrument_imports(include=["communique", "warcio", "docx", "email", "feedparser"]):
        target = targets()[name]
    from communique.errors import SourceError

    def run(raw: bytes) -> None:
        with suppress(SourceError):
            target(raw)

    for raw in seeds(name):
        run(raw)  # what a target loads at its first call must not count as a hang
    atheris.Setup([sys.argv[0], *arguments], run)
    atheris.Fuzz()


def fuzz(name: str, seconds: int, runs: int, keep: Path) -> bool:
    """Fuzzes one target in another process, prints its line, and says whether it was without a finding."""
    folder = keep / name
    folder.mkdir(parents=True, exist_ok=True)
    for number, raw in enumerate(seeds(name)):
        (folder / f"seed-{number}").write_bytes(raw)
    limits = [f"-max_total_time={seconds}", f"-runs={runs}", "-timeout=10", "-rss_limit_mb=2048"]
    more = [
        f"-max_len={LONGEST.get(name, 3_000)}",
        "-print_final_stats=1",
        f"-artifact_prefix={keep}/{name}-",
        str(folder),
    ]
    command = [sys.executable, __file__, "--inside", name, *limits, *more]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", check=False
    )
    count = re.search(r"stat::number_of_executed_units:\s*(\d+)", done.stdout)
    speed = re.search(r"stat::average_exec_per_sec:\s*(\d+)", done.stdout)
    cover = re.findall(r"cov: (\d+)", done.stdout)
    found = "none" if done.returncode == 0 else "FOUND"
    executed, rate = (int(match[1]) if match else 0 for match in (count, speed))
    print(
        f"{name:10} {executed:>10,} executions {rate:>7,}/s {cover[-1] if cover else '?':>6} edges, findings: {found}",
        flush=True,
    )
    if done.returncode:
        lines = [line for line in done.stdout.splitlines() if not line.startswith("#")]
        (keep / f"{name}.log").write_text(done.stdout, encoding="utf-8")
        print("  " + "\n  ".join(lines[-30:]), flush=True)
    return done.returncode == 0


def main() -> int:
    """Fuzzes what the command line names."""
    if sys.argv[1:2] == ["--inside"]:
        inside(sys.argv[2], sys.argv[3:])
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("targets", nargs="*", default=NAMES, metavar="TARGET", help=", ".join(NAMES))
    parser.add_argument("--seconds", type=int, default=30, help="for each target")
    parser.add_argument("--runs", type=int, default=-1, help="for each target")
    parser.add_argument("--keep", type=Path, help="a folder for the corpus and what was found")
    asked = parser.parse_args()
    keep = asked.keep or Path(tempfile.mkdtemp(prefix="communique-fuzz-"))
    good = [fuzz(name, asked.seconds, asked.runs, keep) for name in asked.targets]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
