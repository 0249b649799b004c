"""Makes a corpus of hostile files: bombs, lies, tricks and traps, each small on disk.

:func:`make` writes them into a folder and says of each what must become of it: ``read``, ``refused``, or ``either`` where
the limits of time and memory of the machine decide. ``CANARY`` stands wherever text is hidden from who looks at a page.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.sources import making

CANARY: Final = "IGNOREME"
WORDS: Final = (
    "India and Russia signed a contract for five S-400 regiments in New Delhi on Friday, officials said. "
)
FOREIGN: Final = (
    "Россия и Индия подписали контракт на поставку пяти полков С-400 (India, Russia, S-400) в пятницу. "
)
_PARAGRAPHS: Final = f"<p>{WORDS}</p><p>{WORDS}</p><p>{WORDS}</p>"


@dataclass(frozen=True, slots=True)
class Trap:
    """One file of the corpus, and what must become of it; ``slow`` where a limit of time or memory ends it."""

    name: str
    make: Callable[[], bytes]
    expected: str
    slow: bool = False


def page(body: str = _PARAGRAPHS, head: str = "") -> bytes:
    """A page that is a report; its title is its own, else one would be the duplicate of another."""
    title = f"Contract {zlib.crc32((head + body).encode())}"
    return f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


def hidden_page() -> bytes:
    """Every way that we know of to put words on a page that nobody sees."""
    hidden = [
        f"<p hidden>{CANARY}</p>",
        f'<p aria-hidden="true">{CANARY}</p>',
        f"<!-- {CANARY} -->",
        f"<noscript>{CANARY}</noscript>",
        f"<template><p>{CANARY}</p></template>",
        f"<script>{CANARY}</script>",
        f"<textarea>{CANARY}</textarea>",
        f"<p class='unseen'>{CANARY}</p>",
        f"<p id='unseen'>{CANARY}</p>",
        f"<font color='white'>{CANARY}</font>",
        f"<font color='#FFFFFF'>{CANARY}</font>",
        f"<svg><text>{CANARY}</text></svg>",
    ]
    styles = (
        "display:none|DISPLAY : NONE !important|visibility:hidden|opacity:0|opacity:0.0|font-size:0|font-size:0px|"
        "font-size:1px|color:white|color:#fff|color:#FFFFFF;|color:rgb(255, 255, 255)|color:transparent|color:rgba(0,0,0,0)|"
        "width:0;height:0;overflow:hidden|text-indent:-9999px|position:absolute;left:-9999px|position:absolute;top:-5000px|"
        "clip:rect(0,0,0,0);position:absolute|clip-path:inset(100%)|transform:scale(0)|display:/**/none|"
        "background:#000;color:#000|max-height:0;overflow:hidden"
    ).split("|")
    hidden += [f'<div style="{style}"><p>{CANARY}</p></div>' for style in styles]
    head = "<style>.unseen{display:none} p{margin:0} #unseen , .x { color: red; visibility: hidden }</style>"
    return page(_PARAGRAPHS + "".join(hidden) + f"<p>{WORDS}</p>", head)


def _zeros(count: int) -> bytes:
    packer = zlib.compressobj(9)
    piece = packer.compress(bytes(1_000_000))
    return piece + b"".join(packer.compress(bytes(1_000_000)) for _ in range(count - 1)) + packer.flush()


def _gzip_bomb(megabytes: int = 200) -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=9) as file:
        for _ in range(megabytes):
            file.write(bytes(1_000_000))
    return out.getvalue()


def _zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(10):
            archive.writestr(f"{number}.txt", bytes(10_000_000))
    return out.getvalue()


def _overlapping_zip() -> bytes:
    """Many entries of the directory that all point at the same packed bytes."""
    raw = making.zipped({"a.txt": b" " * 2_000_000})
    start = raw.index(b"PK\x01\x02")
    end = raw.index(b"PK\x05\x06")
    entry = raw[start:end]
    count = 2_000
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(entry) * count, start, 0)
    return raw[:start] + entry * count + tail


def _lying_zip() -> bytes:
    """A member that says that it unpacks to ten bytes, and unpacks to nineteen million."""
    raw = bytearray(making.zipped({"a.txt": b"A" * 19_000_000}))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = raw.index(mark) + at
        raw[place : place + 4] = struct.pack("<L", 10)
    return bytes(raw)


def _linked_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("passwords.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return out.getvalue()


def _special_tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for number, kind in enumerate(
            (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.BLKTYPE)
        ):
            info = tarfile.TarInfo(f"{number}.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    return out.getvalue()


def _claiming_tar() -> bytes:
    """A header that claims a gigabyte of extended attributes."""
    info = tarfile.TarInfo("pax")
    info.type, info.size = tarfile.XHDTYPE, 1_000_000_000
    return info.tobuf(tarfile.USTAR_FORMAT) + bytes(10_240)


def _pdf_bomb() -> bytes:
    packed = _zeros(150)
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    kid = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    return making.assembled(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", kid, stream]
    )


def _pdf_tower() -> bytes:
    """Bytes packed ten times over."""
    data = bytes(5_000_000)
    for _ in range(10):
        data = zlib.compress(data, 9)
    names = b"/FlateDecode " * 10
    stream = b"<< /Length %d /Filter [ %s] >>\nstream\n%s\nendstream" % (len(data), names, data)
    kid = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    return making.assembled(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", kid, stream]
    )


def _pdf_circle() -> bytes:
    return making.assembled(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 3 /Kids [2 0 R 2 0 R] >>"]
    )


def _pdf_slow() -> bytes:
    drawn = b"BT /F1 9 Tf 1 0 0 1 50 700 Tm (word) Tj ET\n" * 60_000
    return making.pdf([(50.0, 780.0, "India signed.")], extra=drawn)


def _pdf_pages() -> bytes:
    kids = b"3 0 R " * 5_000
    page_ = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    return making.assembled(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 5000 /Kids [%s] >>" % kids, page_]
    )


def _mail(parts: str, kind: str = "multipart/mixed; boundary=b") -> bytes:
    head = "From: a@b.example\r\nTo: c@d.example\r\nDate: Fri, 05 Oct 2018 10:00:00 +0000\r\nSubject: Talks\r\nMIME-Version: 1.0\r\n"
    return f"{head}Content-Type: {kind}\r\n\r\n{parts}".encode()


def _nested_mail() -> bytes:
    opened = "".join(
        f"--b{number}\r\nContent-Type: multipart/mixed; boundary=b{number + 1}\r\n\r\n"
        for number in range(2_000)
    )
    return _mail(opened + "words", "multipart/mixed; boundary=b0")


def _entities(name: str) -> str:
    laughs = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE {name} [<!ENTITY l0 "lol">{laughs}]>'


def _traps() -> Iterator[Trap]:
    yield from _pages()
    yield from _texts()
    yield from _xml()
    yield from _documents()
    yield from _archives()


def _pages() -> Iterator[Trap]:
    yield Trap("hidden.html", hidden_page, "read")
    yield Trap("deep.html", lambda: page("<div>" * 100_000 + WORDS), "refused")
    yield Trap("paragraphs.html", lambda: page("<p>a</p>" * 200_000), "refused")
    yield Trap("crowded.html", lambda: page("<p>" + "<i>a</i> " * 48_000 + "</p>"), "either", slow=True)
    yield Trap(
        "lines.html", lambda: page("<p>India signed a contract today.</p>" * 45_000), "either", slow=True
    )
    yield Trap("attributes.html", lambda: page("<p " + "a " * 100_000 + ">" + WORDS), "refused")
    yield Trap("comments.html", lambda: page("<!--" * 100_000 + WORDS), "either")
    yield Trap("opened-comments.html", lambda: b"<!---->" * 200_000 + page(), "either")
    yield Trap("unclosed.html", lambda: page("<b><i><u>" * 16_000 + WORDS), "refused")
    yield Trap("formatting.html", lambda: page("<b><p>" * 240 + WORDS * 3), "either")
    yield Trap("tables.html", lambda: page("<table><tr><td>" * 160 + WORDS * 3), "either")
    yield Trap("word.html", lambda: page(f"<p>{'a' * 1_900_000}</p>"), "either", slow=True)
    yield Trap(
        "data.html",
        lambda: page(_PARAGRAPHS, '<script type="application/ld+json">' + "[" * 200_000 + "</script>"),
        "read",
    )
    yield Trap("entities.html", lambda: page(_PARAGRAPHS + "&amp;" * 200_000), "either")
    yield Trap(
        "style.html",
        lambda: page(_PARAGRAPHS, "<style>" + ".a,.b" * 200_000 + "{display:none}</style>"),
        "read",
    )
    yield Trap("entity-page.xhtml", lambda: _entities("html").encode() + page(_PARAGRAPHS + "&l9;"), "either")
    yield Trap("meta.html", lambda: page(_PARAGRAPHS, "<meta name=a content=b>" * 40_000), "either")
    yield Trap("links.html", lambda: page(_PARAGRAPHS + "<a href=x>y</a> " * 45_000), "either", slow=True)


def _texts() -> Iterator[Trap]:
    yield Trap("zeros.txt", lambda: bytes(1_000_000), "refused")
    yield Trap("noise.bin", lambda: bytes(range(256)) * 1_000, "refused")
    yield Trap("controls.txt", f"{WORDS}\x1b[31m\x1b]0;title\x07{WORDS}\x08\x08".encode, "read")
    yield Trap(
        "override.txt",
        f"{WORDS}The \u202eaissuR\u202c side \u2066agreed\u2069 to it\u200b all.".encode,
        "read",
    )
    yield Trap("tags.txt", (WORDS + "".join(chr(0xE0000 + ord(char)) for char in CANARY)).encode, "read")
    yield Trap("homoglyphs.txt", "Rus\u0455ia and Indi\u0430 signed a contract for S-400.".encode, "read")
    yield Trap("foreign.txt", (FOREIGN * 3).encode, "read")
    yield Trap("brackets.txt", ("(" * 100_000 + WORDS).encode, "either")
    yield Trap("hyphens.txt", ("a-" * 200_000 + " " + WORDS).encode, "either")
    yield Trap("figures.txt", ("Rs 1,000," + "000," * 50_000 + " crore. " + WORDS).encode, "either")
    yield Trap("front.txt", lambda: b"---\n" + b"title: a\n" * 100_000, "refused")
    yield Trap("long.txt", lambda: b"word " * 1_100_000, "refused")
    yield Trap("array.json", lambda: b"[" * 1_000_000, "either")
    yield Trap("number.jsonl", lambda: b'{"text": "Words.", "n": ' + b"1" * 100_000 + b"}", "refused")
    yield Trap("line.jsonl", lambda: b'{"text": "' + b"a" * 3_000_000 + b'"}', "refused")
    yield Trap("quote.csv", lambda: b'title,text\n"' + b"a\n" * 1_500_000, "refused")
    yield Trap("columns.csv", lambda: b"title,text" + b",a" * 1_000 + b"\nx,y\n", "refused")


def _xml() -> Iterator[Trap]:
    yield Trap(
        "laughs.rss",
        (_entities("rss") + "<rss><channel><title>&l9;</title></channel></rss>").encode,
        "refused",
    )
    yield Trap(
        "external.rss",
        lambda: (
            b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>'
        ),
        "refused",
    )
    yield Trap("laughs.opml", (_entities("opml") + "<opml><body/></opml>").encode, "refused")
    yield Trap("deep.rss", lambda: b"<rss><channel>" + b"<a>" * 100_000, "refused")
    yield Trap("deep.opml", lambda: b"<opml>" + b"<outline>" * 100_000, "refused")
    yield Trap(
        "script.rss",
        lambda: (
            b'<rss version="2.0"><channel><title>&lt;script&gt;alert(1)&lt;/script&gt;Wire</title><item><title>&lt;img src=x '
            b"onerror=alert(1)&gt;Talks</title><link>javascript:alert(1)</link><description>They met.</description></item></channel></rss>"
        ),
        "read",
    )
    yield Trap("utf16.rss", lambda: (_entities("rss") + "<rss><channel/></rss>").encode("utf-16"), "refused")


def _documents() -> Iterator[Trap]:
    yield Trap("bomb.pdf", _pdf_bomb, "refused")
    yield Trap("tower.pdf", _pdf_tower, "refused")
    yield Trap("circle.pdf", _pdf_circle, "refused")
    yield Trap("slow.pdf", _pdf_slow, "either", slow=True)
    yield Trap("pages.pdf", _pdf_pages, "refused")
    yield Trap("arrays.pdf", lambda: b"%PDF-1.7\n1 0 obj\n" + b"[" * 200_000, "refused")
    yield Trap("bomb.docx", lambda: making.docx("", extra={"word/more.xml": b" " * 60_000_000}), "refused")
    yield Trap("paragraphs.docx", lambda: making.docx(making.paragraph("a") * 60_000), "refused")
    yield Trap("deep.docx", lambda: making.docx("<w:tbl><w:tr><w:tc>" * 20_000), "refused")
    yield Trap(
        "entities.docx",
        lambda: making.docx("", extra={"word/a.xml": _entities("a").encode() + b"<a>&l9;</a>"}),
        "refused",
    )
    yield Trap("nested.eml", _nested_mail, "refused")
    yield Trap("parts.eml", lambda: _mail("--b\r\n\r\nwords\r\n" * 5_000), "refused")
    yield Trap("fields.eml", lambda: b"X-A: b\r\n" * 50_000 + _mail("words", "text/plain"), "either")
    yield Trap("codec.eml", lambda: _mail(WORDS, "text/plain; charset=zlib_codec"), "read")


def _archives() -> Iterator[Trap]:
    yield Trap("bomb.zip", _zip_bomb, "refused")
    yield Trap("overlapping.zip", _overlapping_zip, "refused")
    yield Trap("lying.zip", _lying_zip, "refused")
    yield Trap("linked.zip", _linked_zip, "refused")
    yield Trap(
        "climbing.zip",
        lambda: making.zipped({"../../evil.txt": b"words", "/etc/evil.txt": b"words"}),
        "refused",
    )
    yield Trap("inner.zip", lambda: making.zipped({"a.zip": making.zipped({"a.txt": b"words"})}), "refused")
    yield Trap("special.tar", _special_tar, "refused")
    yield Trap("claiming.tar", _claiming_tar, "refused")
    yield Trap("climbing.tar", lambda: making.tarred({"../evil.txt": b"words"}), "refused")
    yield Trap("bomb.gz", _gzip_bomb, "refused")
    yield Trap(
        "bomb.tar.gz",
        lambda: gzip.compress(making.tarred({"a.txt": bytes(60_000_000)}), 9),
        "refused",
    )
    yield Trap("members.gz", lambda: gzip.compress(b"") * 100_000, "refused")
    yield Trap(
        "claiming.warc",
        lambda: making.record("response", "http://a.example", b"HTTP/1.1 200 OK\r\n\r\n").replace(
            b"Content-Length: 19", b"Content-Length: 999999999999"
        ),
        "refused",
    )
    yield Trap(
        "bomb.warc",
        lambda: making.answer("http://a.example/", _gzip_bomb(100), more="Content-Encoding: gzip\r\n"),
        "refused",
    )
    yield Trap("header.warc", lambda: b"WARC/1.0\r\n" + b"a" * 5_000_000, "refused")
    yield Trap("killers.zip", _killers, "either", slow=True)


def _killers() -> bytes:
    slow = page("<p>" + "<i>a</i> " * 48_000 + "</p>")
    return making.zipped({"good.html": page(), **{f"{number}.html": slow for number in range(5)}})


TRAPS: Final = tuple(_traps())


def make(folder: Path, *, slow: bool) -> dict[str, Trap]:
    """Writes the corpus into a folder; files only, the special ones are made by :func:`make_special`."""
    made: dict[str, Trap] = {}
    for trap in TRAPS:
        if slow or not trap.slow:
            (folder / trap.name).write_bytes(trap.make())
            made[trap.name] = trap
    return made


def make_special(folder: Path) -> list[Path]:
    """What is no file, or not where it seems to be: each is refused when it is named."""
    (folder / "folder.html").mkdir()
    os.mkfifo(folder / "pipe.html")
    (folder / "circle.html").symlink_to(folder / "circle.html")
    (folder / "device.html").symlink_to("/dev/zero")
    (folder / "nowhere.html").symlink_to(folder / "gone.html")
    names = (
        "folder.html",
        "pipe.html",
        "circle.html",
        "device.html",
        "nowhere.html",
        "missing.html",
        "a\nb.html",
    )
    return [folder / name for name in names]


def as_json(text: str) -> object:
    """A line of JSON as the commands print it."""
    return json.loads(text)
