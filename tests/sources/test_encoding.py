"""Bytes to text."""

from __future__ import annotations

import pytest

from communique.sources.encoding import declared_charset, decode, storable

SENTENCE = "Erdoğan met Kim – “€5 million” was paid.\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_and_unicode_text_is_read_whole(codec: str) -> None:
    decoded = decode(SENTENCE.encode(codec))
    assert decoded is not None
    assert (decoded.text, decoded.note) == (SENTENCE, "")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_recognised(codec: str) -> None:
    decoded = decode(("India and Russia – " * 20).encode(codec))
    assert decoded is not None
    assert decoded.text == "India and Russia – " * 20


def test_windows_1252_is_read_with_a_note_that_names_the_line() -> None:
    decoded = decode("Plain line.\nThe minister’s visit – “fruitful”.".encode("cp1252"))
    assert decoded is not None
    assert decoded.text.endswith("The minister’s visit – “fruitful”.")
    assert "line 2" in decoded.note


def test_a_broken_place_in_utf8_does_not_garble_the_rest() -> None:
    raw = SENTENCE.encode() * 5 + b"cut \xe2\x80 here"
    decoded = decode(raw)
    assert decoded is not None
    assert decoded.text.startswith(SENTENCE)
    assert "not valid UTF-8" in decoded.note
    assert "line 6" in decoded.note


def test_a_declared_charset_is_used() -> None:
    raw = "Встреча министров обороны".encode("koi8-r")
    decoded = decode(raw, "koi8-r")
    assert decoded is not None
    assert decoded.text == "Встреча министров обороны"
    assert decoded.note == ""


def test_valid_utf8_overrules_a_wrong_label() -> None:
    decoded = decode("café – the minister".encode(), "iso-8859-1")
    assert decoded is not None
    assert decoded.text == "café – the minister"


@pytest.mark.parametrize("label", ["unicode_escape", "zlib", "idna", "utf-7", "no-such"])
def test_a_page_cannot_choose_any_codec(label: str) -> None:
    raw = rb"caf\xe9 and \x41".replace(rb"\xe9", b"\xe9")
    decoded = decode(raw, label)
    assert decoded is not None
    assert decoded.text == "café and \\x41"


@pytest.mark.parametrize(
    "raw",
    [bytes(range(256)), b"text\0text" * 10, b"\x01\x02\x03\x04\x05\x06" * 9, b"\x81\x8d\x8f\x90\x9d" * 9],
)
def test_what_is_no_text_is_none(raw: bytes) -> None:
    assert decode(raw) is None


def test_newlines_become_one_kind() -> None:
    decoded = decode(b"one\r\ntwo\rthree\n")
    assert decoded is not None
    assert decoded.text == "one\ntwo\nthree\n"


def test_what_no_database_takes_is_replaced() -> None:
    assert storable("a\0b\ud800c") == "a\ufffdb\ufffdc"


def test_charset_is_found_in_both_forms() -> None:
    assert declared_charset(b'<meta charset="Windows-1251">') == "windows-1251"
    assert declared_charset(b'<meta http-equiv=content-type content="text/html; charset=koi8-r">') == "koi8-r"
    assert declared_charset(b"<html>") is None
