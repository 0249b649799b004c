"""Bodies of responses: unpacked under limits, bombs refused."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.sources.web.body import BodyError, take

LIMIT = 3_000_000


def _raw_deflate(data: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return engine.compress(data) + engine.flush()


@given(st.binary(max_size=3000))
def test_what_was_packed_comes_back(data: bytes) -> None:
    packed = [
        ("", data),
        ("identity", data),
        ("gzip", gzip.compress(data)),
        ("X-GZIP ", gzip.compress(data[:5]) + gzip.compress(data[5:])),
        ("deflate", zlib.compress(data)),
    ]
    for encoding, raw in packed:
        pieces = [raw[at : at + 100] for at in range(0, len(raw), 100)]
        assert take(pieces, encoding, LIMIT).content == data
        assert take(pieces, encoding, LIMIT).raw == raw


def test_deflate_without_its_header_is_understood() -> None:
    assert take([_raw_deflate(b"report" * 50)], "deflate", LIMIT).content == b"report" * 50


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "br", ""]))
def test_any_bytes_come_back_or_are_refused(data: bytes, encoding: str) -> None:
    try:
        body = take([data], encoding, LIMIT)
    except BodyError:
        return
    assert body.raw == data


@pytest.mark.parametrize(
    ("raw", "encoding", "problem"),
    [
        (b"x" * (LIMIT + 1), "", "more than 3 MB"),
        (gzip.compress(b"\0" * 2_900_000), "gzip", "blows up"),
        (gzip.compress(bytes(range(256)) * 40_000), "gzip", "unpacked"),
        (gzip.compress(gzip.compress(b"\0" * 50_000_000)), "gzip, gzip", "not asked for"),
        (gzip.compress(b"", mtime=0) * 101, "gzip", "pieces"),
        (gzip.compress(b"report" * 100, mtime=0)[:-9], "gzip", "cut off"),
        (b"not packed at all", "gzip", "broken"),
        (b"x", "br", "not asked for"),
        (b"x", "zstd", "not asked for"),
    ],
)
def test_what_is_refused(raw: bytes, encoding: str, problem: str) -> None:
    with pytest.raises(BodyError, match=problem):
        take([raw], encoding, LIMIT)


def test_an_endless_body_is_not_read_to_its_end() -> None:
    taken = 0

    def endless() -> object:
        nonlocal taken
        while True:
            taken += 1
            yield b"x" * 1000

    with pytest.raises(BodyError):
        take(endless(), "", LIMIT)  # type: ignore[arg-type]
    assert taken <= LIMIT // 1000 + 1
