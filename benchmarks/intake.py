"""How right and how fast reports are taken in; the figures of docs/sources.md.

    python benchmarks/intake.py pages              the pages in the manner of twenty outlets, as a table
    python benchmarks/intake.py formats            reports a second of processor time and peak memory, format by format
    python benchmarks/intake.py archive FOLDER     a web archive and a feed against what is known of their pages

FOLDER holds ``warc/*.warc.gz``, ``feeds/*.xml`` and ``*.jsonl.gz`` with url, title, date, lead and paragraphs.
"""

# ruff: noqa: T201 - a script prints

from __future__ import annotations

import gzip
import io
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from communique.model import Document  # noqa: E402 - after the path
from communique.sources import Refusal, read_sources  # noqa: E402
from communique.sources.opening import found_in  # noqa: E402
from communique.sources.page import Page  # noqa: E402
from tests.sources import making, outlets  # noqa: E402
from tests.sources.test_feeds import RSS  # noqa: E402
from tests.sources.test_formats import MAIL, RELEASE  # noqa: E402


def pages() -> None:
    """The table of manners."""
    scores = [outlets.score(case) for case in outlets.cases()]
    print("| manner | title, publisher and day right | recall | precision |\n|---|---|---|---|")
    for name in outlets.OUTLETS:
        pair = [one for one in scores if one.name.startswith(name)]
        right = sum(one.title and one.publisher and one.published for one in pair)
        recall, precision = (min(getattr(one, what) for one in pair) for what in ("recall", "precision"))
        print(
            f"| {name.split('-', 1)[1].replace('-', ' ')} | {right} of 2 | {recall:.3f} | {precision:.3f} |"
        )


def formats() -> None:
    """Reports a second of this process, parsing alone, and through the sandbox by the clock."""
    page = next(outlets.cases()).html.encode()
    bodies = [case.html.encode() for case in outlets.cases()]
    release = making.pdf(RELEASE * 1)
    report = b"".join(
        b"<w:p><w:r><w:t>India and Russia signed a contract on Friday, officials said.</w:t></w:r></w:p>"
        for _ in range(12)
    )
    row = json.dumps(
        {"title": "One", "text": "India and Russia signed a contract. " * 40, "date": "2018-10-05"}
    ).encode()
    kinds: dict[str, tuple[bytes, int]] = {
        "plain text": (b"India and Russia signed a contract. " * 40, 1),
        "HTML": (page, 1),
        "PDF, one page": (release, 1),
        "DOCX": (making.docx(report.decode()), 1),
        "EML with a PDF": (MAIL % b"JVBERi0=", 1),
        "JSON Lines": (b"\n".join([row] * 200), 200),
        "CSV": (b"title,text\n" + b"\n".join(b'One,"%s"' % (b"They met. " * 100) for _ in range(200)), 200),
        "RSS": (RSS.encode(), 3),
        "ZIP of 40 pages": (making.zipped({f"{at}.html": raw for at, raw in enumerate(bodies)}), 40),
        "WARC.gz of 40 pages": (
            making.packed_records(
                *(making.answer(f"https://a.example/{at}", raw) for at, raw in enumerate(bodies))
            ),
            40,
        ),
    }
    print("| format | reports a second | bytes of the sample |\n|---|---|---|")
    for name, (raw, count) in kinds.items():
        rate = _rate(lambda raw=raw: list(found_in("f", "f", io.BytesIO(raw)))) * count  # type: ignore[misc]
        print(f"| {name} | {rate:,.0f} | {len(raw):,} |")
    print(
        f"peak memory of one process for all of them: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB"
    )


def archive(folder: Path) -> None:
    """Titles, days and words of a real archive and feed, against what is known of them."""
    known: dict[str, dict[str, object]] = {}
    for path in folder.glob("*.jsonl.gz"):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            known |= {row["url"]: row for row in map(json.loads, lines) if "paragraphs" in row}
    names = [str(path) for part in ("warc", "feeds") for path in sorted((folder / part).iterdir())]
    begun = time.perf_counter()
    items = list(read_sources(names, tell=lambda notice: print("note:", notice)))
    seconds = time.perf_counter() - begun
    documents = [item for item in items if isinstance(item, Document)]
    refused = [item for item in items if isinstance(item, Refusal)]
    print(f"{len(documents)} documents, {len(refused)} refused, {seconds:.1f} s by the clock")
    print(
        f"without a title {sum(not item.title for item in documents)}, without a day {sum(not item.published for item in documents)}"
    )
    both = [(item, known[item.url]) for item in documents if item.url in known and ".warc" in item.path]
    print(f"known otherwise: {len(both)}")
    print(
        f"title right {sum(item.title == row['title'] for item, row in both)}, day right {sum(item.published == row['date'] for item, row in both)}"
    )
    overlaps = [
        outlets.overlap(
            outlets.words("\n".join([str(row["title"]), str(row["lead"]), *map(str, row["paragraphs"])])),  # type: ignore[call-overload]
            outlets.words(item.text),
        )
        for item, row in both
    ]
    for at, what in enumerate(("recall", "precision")):
        values = [pair[at] for pair in overlaps]
        print(f"{what} of words: mean {sum(values) / len(values):.3f}, least {min(values):.3f}")
    raw = [found for path in (folder / "warc").iterdir() for found in _bodies(path)]
    rate = _rate(lambda: [list(Page().documents("f", one)) for one in raw], 1) * len(raw)
    print(
        f"pages of {sum(map(len, raw)) // len(raw):,} bytes: {rate:,.0f} a second of processor time; the extractor alone: {_extractor(raw):,.0f}"
    )


def _bodies(path: Path) -> list[bytes]:
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - only here

    with path.open("rb") as file:
        return [one.content_stream().read() for one in ArchiveIterator(file) if one.rec_type == "response"]


def _extractor(raw: list[bytes]) -> float:
    import lxml.html  # noqa: PLC0415 - only here
    import trafilatura  # noqa: PLC0415 - only here

    return _rate(lambda: [trafilatura.extract(lxml.html.document_fromstring(one)) for one in raw], 1) * len(
        raw
    )


def _rate(work: Callable[[], object], least: float = 2.0) -> float:
    """How often a piece of work is done in a second of this process's time; the first time is not counted."""
    work()
    times, begun = 0, time.process_time()
    while (spent := time.process_time() - begun) < least or not times:
        work()
        times += 1
    return times / spent if spent else 0.0


def main() -> int:
    """Measures what the command line names."""
    asked = sys.argv[1:]
    if asked[:1] == ["pages"]:
        pages()
    elif asked[:1] == ["formats"]:
        formats()
    elif asked[:1] == ["archive"] and len(asked) == 2:
        archive(Path(asked[1]))
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
