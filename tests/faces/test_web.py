"""``add``, ``read``, ``show`` and ``verify`` with addresses, against a real site."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faces import program
from tests.sources.web.site import Answer, Site, serving

PAGE = """<!doctype html><html lang="en"><head><title>India signs for S-400</title>
<meta property="article:published_time" content="2018-10-05"><meta property="og:site_name" content="Example Wire">
</head><body><article><h1>India signs for S-400</h1>
<p>NEW DELHI, Oct 5 (Example Wire) - India and Russia signed a $5.43 billion contract for five S-400 systems.</p>
<p>The contract was signed on Friday after talks in the Indian capital, officials of both sides said.</p>
</article></body></html>"""


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        running.pages["/s400"] = Answer(PAGE, headers={"Content-Type": "text/html"}, etag='"1"')
        yield running


@pytest.fixture(autouse=True)
def _variables(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("COMMUNIQUE_ALLOW_HOST", site.host)
    monkeypatch.setenv("COMMUNIQUE_DELAY", "0")
    monkeypatch.setenv("COMMUNIQUE_REGISTER", str(tmp_path / "communique.db"))


def test_a_page_is_added_with_its_proof(site: Site, tmp_path: Path) -> None:
    done = program.here("add", site.url("/s400"), "--json")
    assert (done.code, json.loads(done.out)["new"]) == (0, 1), done.err
    listed = program.here("list", "documents", "--json")
    (found,) = (json.loads(line) for line in listed.out.splitlines())
    assert (found["path"], found["url"], found["published"]) == (
        site.url("/s400"),
        site.url("/s400"),
        "2018-10-05",
    )
    shown = program.here("show", found["id"], "--json")
    (proof,) = json.loads(shown.out)["snapshots"]
    snapshot = tmp_path / "snapshots" / proof["snapshot"]
    assert snapshot.is_file()
    again = program.here("add", site.url("/s400"), "--json")
    assert json.loads(again.out)["known"] == 1
    assert len(list((tmp_path / "snapshots").rglob("*.warc.gz"))) == 1
    assert program.here("verify").code == 0
    snapshot.write_bytes(snapshot.read_bytes()[:-40])
    broken = program.here("verify")
    assert broken.code == 1
    assert "snapshot" in broken.out
    snapshot.unlink()
    assert "missing" in program.here("verify").out


def test_reading_leaves_nothing_behind_but_the_cache(site: Site, tmp_path: Path) -> None:
    done = program.here("read", site.url("/s400"), "--json")
    assert done.code == 0, done.err
    assert json.loads(done.out)["claims"]
    assert [path.name for path in tmp_path.iterdir()] == ["cache"]


def test_what_cannot_be_had_is_refused_and_the_rest_read(site: Site, tmp_path: Path) -> None:
    site.pages["/in"] = Answer(status=302, headers={"Location": "http://169.254.169.254/latest/"})
    words = (
        site.url("/none"),
        site.url("/in"),
        "http://127.0.0.1:1/",
        "http://u:secret@x.example/",
        site.url("/s400"),
    )
    done = program.here("add", *words, "--no-snapshot", "--json")
    assert done.code == 1
    summary = json.loads(done.out)
    assert (summary["new"], len(summary["refused"])) == (1, 4)
    assert "secret" not in done.err + done.out
    assert not (tmp_path / "snapshots").exists()
    assert any("--allow-host 127.0.0.1:1" in line for line in done.said)


@pytest.mark.parametrize(
    "words", [("--allow-host", "http://x/"), ("--user-agent", "a\nb"), ("--delay", "-1"), ("--delay", "x")]
)
def test_wrong_options_are_told(site: Site, tmp_path: Path, words: tuple[str, str]) -> None:
    done = program.here("read", site.url("/s400"), *words)
    assert done.code in {1, 2}
    assert words[0] in done.err
    assert site.asked == []
