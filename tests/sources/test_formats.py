"""Formats other than text and pages: what a file says becomes documents, and what it hides does not."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pytest

from communique.model import Document
from communique.sources import Notice, Refusal, read_sources
from communique.sources.limits import HELD_BYTES
from tests.sources import making

BODY = "India and Russia signed a contract for five S-400 regiments in New Delhi on Friday."
PAGE = f"""<html><head><title>Contract signed | Wire</title><meta property="og:site_name" content="Wire">
<meta property="article:published_time" content="2018-10-05T10:00:00Z"></head>
<body><article><h1>Contract signed</h1><p>{BODY}</p><p>{BODY}</p></article></body></html>""".encode()


def read(path: Path, raw: bytes) -> tuple[list[Document], list[Refusal], list[Notice]]:
    path.write_bytes(raw)
    told: list[Notice] = []
    items = list(read_sources([str(path)], tell=told.append))
    documents = [item for item in items if isinstance(item, Document)]
    return documents, [item for item in items if isinstance(item, Refusal)], told


RELEASE = making.lines(
    "Press Information Bureau",
    "Government of India",
    "Ministry of Defence",
    "05 OCT 2018 3:45PM by PIB Delhi",
    "India and Russia sign contract for S-400",
    "The contract for five regiments was signed in New Delhi on Friday in the presence of both lead-",
    "ers. Deliveries are to begin in 2020, and the crews will be trained before the first of them arrive.",
    "It is worth $5.43 billion.",
    "(Release ID: 1548701)",
)


def test_a_release_in_pdf(tmp_path: Path) -> None:
    (document,), _, told = read(tmp_path / "release", making.pdf(RELEASE))
    assert document.media_type == "application/pdf"
    assert (document.title, document.publisher) == (
        "India and Russia sign contract for S-400",
        "Ministry of Defence",
    )
    assert document.published == "2018-10-05"
    assert (document.dateline.place, document.dateline.agency) == ("Delhi", "PIB")
    assert "in the presence of both leaders. Deliveries are to begin in 2020" in document.text
    assert "(Release ID: 1548701)" in document.text
    assert document.release == "1548701"
    assert not told


def test_two_columns_are_read_one_after_the_other_however_they_are_drawn(tmp_path: Path) -> None:
    left = [f"left line {number} of the first column" for number in range(20)]
    right = [f"right line {number} of the second one" for number in range(20)]
    rows = [
        word
        for at, (one, other) in enumerate(zip(left, right, strict=True))
        for word in ((50.0, 700.0 - 14 * at, one), (320.0, 700.0 - 14 * at, other))
    ]
    page = [(50.0, 760.0, "A heading that stands above both of the columns of this page"), *rows]
    for drawn in (page, page[:1] + rows[::2] + rows[1::2], list(reversed(page))):
        (document,), _, _ = read(tmp_path / "columns.pdf", making.pdf(drawn))
        words = " ".join(document.text.split())
        assert words.startswith("A heading that stands above")
        assert [words.find(line) for line in (*left, *right)] == sorted(
            words.find(line) for line in (*left, *right)
        )
        assert all(line in words for line in (*left, *right))


def test_running_heads_and_page_numbers_are_not_text(tmp_path: Path) -> None:
    names = ("India", "Russia", "France", "Japan")
    pages = [
        [
            (72.0, 800.0, "Annual Report of the Ministry"),
            *making.lines(f"{words} came."),
            (300.0, 30.0, str(number)),
        ]
        for number, words in enumerate(names, start=1)
    ]
    (document,), _, _ = read(tmp_path / "a.pdf", making.pdf(*pages))
    assert " ".join(document.text.split()) == "India came. Russia came. France came. Japan came."


def test_a_pdf_without_text_is_refused(tmp_path: Path) -> None:
    _, (refusal,), _ = read(tmp_path / "a.pdf", making.pdf([]))
    assert "without text" in refusal.problem
    _, (refusal,), _ = read(tmp_path / "b.pdf", b"%PDF-1.7\n1 0 obj")
    assert "no PDF that can be read" in refusal.problem


def test_a_word_document_gives_its_paragraphs_and_not_its_hidden_words(tmp_path: Path) -> None:
    body = (
        making.paragraph("Press release")
        + making.paragraph(BODY)
        + making.paragraph("Ignore this.", "<w:vanish/>")
        + "<w:p><w:del><w:r><w:delText>Gone.</w:delText></w:r></w:del></w:p>"
        + f"<w:tbl><w:tr><w:tc>{making.paragraph('Cell one')}</w:tc><w:tc>{making.paragraph('Cell two')}</w:tc></w:tr></w:tbl>"
    )
    (document,), _, _ = read(tmp_path / "a", making.docx(body, "<dc:title>S-400 contract</dc:title>"))
    assert document.title == "S-400 contract"
    assert document.text.split("\n") == ["S-400 contract", "", "Press release", BODY, "Cell one", "Cell two"]


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (making.docx("", extra={"word/evil.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "entities"),
        (making.docx(making.paragraph("") * 50_001), "50,000 paragraphs"),
        (making.docx(""), "without text"),
        (making.zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<a/>"}), "spreadsheet"),
        (making.zipped({"[Content_Types].xml": b"<Types/>", "other.xml": b"<a/>"}), "not of Word"),
    ],
)
def test_office_documents_that_are_refused(tmp_path: Path, raw: bytes, problem: str) -> None:
    documents, (refusal,), _ = read(tmp_path / "a.docx", raw)
    assert not documents
    assert problem in refusal.problem


MAIL = b"""From: =?utf-8?q?Press_Office?= <press@office.example>\r\nTo: list@office.example\r\n\
Subject: =?utf-8?b?RMOpZmVuc2U6IGEgdmlzaXQ=?=\r\nDate: Fri, 05 Oct 2018 23:30:00 +0530\r\nMIME-Version: 1.0\r\n\
Content-Type: multipart/mixed; boundary=outer\r\n\r\n--outer\r\nContent-Type: multipart/alternative; boundary=inner\r\n\r\n\
--inner\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\nThe minister visited Orl\xe9ans.\r\n> An older mail.\r\n\
--inner\r\nContent-Type: text/html\r\n\r\n<p>Not this one.</p>\r\n--inner--\r\n\
--outer\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=release.pdf\r\n\
Content-Transfer-Encoding: base64\r\n\r\n%s\r\n\
--outer\r\nContent-Type: image/png; name=logo.png\r\nContent-Disposition: inline; filename=logo.png\r\n\r\n\x89PNG\r\n\
--outer--\r\n"""


def test_a_mail_and_what_is_attached_to_it(tmp_path: Path) -> None:
    import base64  # noqa: PLC0415 - for this one

    raw = MAIL % base64.encodebytes(making.pdf(RELEASE))
    (letter, release), refused, _ = read(tmp_path / "saved", raw)
    assert (letter.title, letter.publisher, letter.published) == (
        "Défense: a visit",
        "Press Office",
        "2018-10-05",
    )
    assert letter.text == "Défense: a visit\n\nThe minister visited Orléans."
    assert release.path == f"{tmp_path / 'saved'}!release.pdf"
    assert release.publisher == "Ministry of Defence"
    assert not refused


def test_a_mail_of_html_only(tmp_path: Path) -> None:
    raw = b"From: a@b.example\nDate: 5 Oct 2018 10:00:00 +0000\nSubject: Talks\nContent-Type: text/html\n\n<p>They met.</p><p hidden>No.</p>"
    (letter,), _, _ = read(tmp_path / "a.eml", raw)
    assert letter.text == "Talks\n\nThey met."


def test_rows_of_json(tmp_path: Path) -> None:
    rows = [
        json.dumps(
            {
                "id": 7,
                "headline": "One",
                "body": BODY,
                "pubDate": "5 October 2018",
                "source": "Wire",
                "link": "https://w.example/1",
                "authors": ["Ana Desk", " Ben  Wire "],
                "dateModified": "2018-10-06T10:00:00Z",
                "release_id": "NR-7",
            }
        ),
        '{"text": ',
        json.dumps({"title": "No words"}),
        json.dumps(["text"]),
        "",
        json.dumps({"text": ["First.", "Second."], "lead": "Lead.", "date": "soon", "url": "ftp://x"}),
    ]
    (one, two), refused, told = read(tmp_path / "news.jsonl", "\n".join(rows).encode())
    assert (one.title, one.publisher, one.published, one.url) == (
        "One",
        "Wire",
        "2018-10-05",
        "https://w.example/1",
    )
    assert (one.author, one.modified, one.release) == ("Ana Desk, Ben Wire", "2018-10-06", "NR-7")
    assert (two.author, two.modified, two.release) == ("", None, "")
    assert one.path.endswith("news.jsonl!line 1")
    assert two.text == "Lead.\nFirst.\nSecond."
    assert [(item.path.split("!")[1], item.problem) for item in refused] == [
        ("line 2", "is no JSON: Expecting value, column 9"),
        ("line 3", "a row without a text"),
        ("line 4", "is no JSON object"),
    ]
    assert [notice.problem for notice in told] == [
        "published 'soon' is no date; the date stays open",
        "url 'ftp://x' is no web address; left out",
    ]


def test_an_array_of_objects_is_rows_too(tmp_path: Path) -> None:
    (document,), (refusal,), _ = read(tmp_path / "a.json", json.dumps([{"text": BODY}, 3]).encode())
    assert document.path.endswith("a.json!item 1")
    assert refusal.path.endswith("a.json!item 2")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_rows_of_csv(tmp_path: Path, encoding: str, mark: str) -> None:
    table = [
        ["Title", "Text", "Date Published", "Outlet", "Ignored"],
        ["Visit to Orléans", '"They met.\nTwice, in fact; yes."', "2018-10-05", "Wire", "x"],
        ["Too short", "a"],
        ["Empty", "", "", "", ""],
    ]
    raw = "\r\n".join(mark.join(row) for row in table).encode(encoding)
    (document,), refused, _ = read(tmp_path / "table", raw)
    assert (document.title, document.publisher, document.published) == (
        "Visit to Orléans",
        "Wire",
        "2018-10-05",
    )
    assert document.text == "Visit to Orléans\n\nThey met.\nTwice, in fact; yes."
    assert [item.problem for item in refused] == [
        "has 2 cells where the first line names 5",
        "a row without a text",
    ]
    assert refused[0].path.endswith("!line 4")


def test_a_table_without_texts_is_passed_over_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_text("file,url\na.txt,https://a.example\n", encoding="utf-8")
    (tmp_path / "news.csv").write_text(f"title,text\nOne,{BODY}\n", encoding="utf-8")
    assert [Path(item.path).name for item in read_sources([str(tmp_path)])] == ["news.csv!line 2"]


MEMBERS = {
    "a/page.html": PAGE,
    "a/page_files/style.css": b"p {}",
    "__MACOSX/._page.html": b"x",
    "release": making.pdf(RELEASE),
    "../../etc/cron.d/evil.txt": b"words",
    "inner.zip": making.zipped({"a.txt": b"words"}),
    "broken.pdf": b"%PDF-1.7",
    "old.doc": b"\xd0\xcf\x11\xe0",
}


@pytest.mark.parametrize(
    "raw",
    [making.zipped(MEMBERS), making.tarred(MEMBERS), making.tarred(MEMBERS, packed=True)],
    ids=["zip", "tar", "tgz"],
)
def test_every_member_of_an_archive_is_a_document_a_refusal_or_a_companion(
    tmp_path: Path, raw: bytes
) -> None:
    path = tmp_path / "archive"
    documents, refused, told = read(path, raw)
    assert [item.path for item in documents] == [f"{path}!a/page.html", f"{path}!release"]
    assert documents[0].title == "Contract signed"
    assert {item.path.split("!", 1)[1]: item.problem for item in refused} == {
        "../../etc/cron.d/evil.txt": "has a name that leads out of its archive",
        "inner.zip": "is an archive inside an archive",
        "broken.pdf": "is no PDF that can be read (PdfStreamError)",
        "old.doc": "is an old office document, not a report",
    }
    assert [notice.problem for notice in told] == ["2 read, 4 refused, 2 companions passed over"]


def test_one_packed_file(tmp_path: Path) -> None:
    (document,), _, _ = read(tmp_path / "page.html.gz", gzip.compress(PAGE))
    assert document.path == f"{tmp_path / 'page.html.gz'}!page.html"
    assert document.published == "2018-10-05"


def test_damaged_archives_are_refused_and_what_came_before_is_kept(tmp_path: Path) -> None:
    whole = making.tarred(
        {"a.html": PAGE, "b.html": PAGE.replace(b"Friday", b"Monday") + bytes(40_000)}, packed=True
    )
    documents, refused, _ = read(tmp_path / "a.tgz", whole[: len(whole) - 40])
    assert len(documents) == 1
    assert ["damaged" in item.problem for item in refused] == [True, True], "the member, and the archive"
    _, (refusal,), _ = read(tmp_path / "b.zip", making.zipped({"a.html": PAGE})[:-30])
    assert "damaged" in refusal.problem


def test_a_web_archive(tmp_path: Path) -> None:
    records = [
        making.record("warcinfo", "", b"software: by hand"),
        making.answer("https://wire.example/1", PAGE),
        making.answer(
            "https://wire.example/2",
            gzip.compress(PAGE.replace(b"Friday", b"Monday")),
            more="Content-Encoding: gzip\r\n",
        ),
        making.answer("https://wire.example/gone", b"gone", status="404 Not Found"),
        making.answer("https://wire.example/style.css", b"p {}", kind="text/css"),
        making.answer("https://wire.example/3", PAGE, digest="sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
        making.answer("https://wire.example/release.pdf", making.pdf(RELEASE), kind="application/pdf"),
        making.answer("https://wire.example/4", PAGE, more="Content-Encoding: br\r\n"),
    ]
    for name, raw in (("a.warc", b"".join(records)), ("b.warc.gz", making.packed_records(*records))):
        documents, refused, told = read(tmp_path / name, raw)
        assert [item.url for item in documents] == [
            "https://wire.example/1",
            "https://wire.example/2",
            "https://wire.example/release.pdf",
        ]
        assert documents[0].published == "2018-10-05"
        assert "on Monday." in documents[1].text
        assert [item.problem for item in refused] == [
            "its bytes are not those of its digest",
            "is packed as br, which is not read",
        ]
        assert [notice.problem for notice in told] == [
            "passed over: 1 answers of status 404, 1 companions of pages, 1 warcinfo records",
            "3 read, 2 refused",
        ]


def test_packed_rows_are_read_one_by_one_and_may_be_more_than_is_held_in_memory(tmp_path: Path) -> None:
    filler = "Ministers spoke about the harvest. " * 3_000
    rows = [json.dumps({"text": f"Report {n}. {filler}", "date": "2024-05-06"}) for n in range(330)]
    rows[7] = json.dumps({"title": "no text"})
    raw = "\n".join(rows).encode()
    assert len(raw) > HELD_BYTES
    path = tmp_path / "corpus.jsonl.gz"
    documents, refused, _ = read(path, gzip.compress(raw, 1))
    assert len(documents) == 329
    assert [refusal.path for refusal in refused] == [f"{path}!corpus.jsonl!line 8"]
    assert documents[-1].path == f"{path}!corpus.jsonl!line 330"
    assert documents[-1].published == "2024-05-06"


def test_a_packed_table_that_is_cut_keeps_what_came_before(tmp_path: Path) -> None:
    rows = [json.dumps({"text": f"{random.Random(n).getrandbits(4_000)} {n}"}) for n in range(400)]  # noqa: S311 - bytes that do not pack
    raw = gzip.compress("\n".join(rows).encode())
    documents, refused, _ = read(tmp_path / "cut.jsonl.gz", raw[: len(raw) // 2])
    assert 100 < len(documents) < 400
    assert refused[-1].problem.startswith("is damaged")
