"""Where things lie, and what any text does to the guard."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from communique.sources.web.guard import Guard, GuardError
from communique.sources.web.networks import objection
from communique.sources.web.settings import Settings, cache_folder


def test_the_cache_lies_where_the_standard_says() -> None:
    assert cache_folder({"XDG_CACHE_HOME": "/x"}) == Path("/x/communique/web")
    assert cache_folder({"XDG_CACHE_HOME": "relative"}) == Path.home() / ".cache" / "communique" / "web"
    assert cache_folder({"XDG_CACHE_HOME": "/x", "COMMUNIQUE_CACHE": "/y"}) == Path("/y")


def test_a_product_is_the_first_word_of_who_asks() -> None:
    assert Settings().product == "communique"
    assert Settings(user_agent="desk/2 (+https://desk.example)").product == "desk"
    assert Settings(user_agent="desk of ours").product == "desk"


_PIECES = st.lists(
    st.sampled_from(
        ["http://", "https:", "//", "127.0.0.1", "[::1]", "[::ffff:10.0.0.1]", "0x7f", "1", ".", ":", "@", "/", "\\",
         "%2e", "wire", "example", "localhost", "80", "8080", "#", "?", "。", "①", "\u202e", " ", "\t"]
    ),
    max_size=9,
)  # fmt: skip


@given(st.text(max_size=60) | _PIECES.map("".join) | _PIECES.map(lambda parts: "http://" + "".join(parts)))
def test_any_text_is_refused_or_plainly_public(text: str) -> None:
    try:
        url = Guard().check(text)
    except GuardError:
        return
    host = url.raw_host.decode("ascii")
    assert url.scheme in {"http", "https"}
    assert url.port in {None, 80, 443}
    assert not url.userinfo
    assert "@" not in str(url).partition("?")[0].split("/")[2]
    assert "." in host or ":" in host
    if host.replace(".", "").isdigit() or ":" in host:
        assert objection(host) is None
    assert Guard().check(str(url)) == url, "checked again, it is the same"
