from __future__ import annotations

from dataclasses import replace

from communique.briefs import compose, render
from communique.briefs.text import WIDTH
from tests.assembly.reports import facts_of, knowledge, one, programme, report
from tests.briefs.scene import PAIR, S400, brief


def _text() -> str:
    return render(brief(), "text", knowledge())


def test_no_line_is_wider_than_the_terminal() -> None:
    assert max(len(line) for line in _text().splitlines()) <= WIDTH


def test_headings_ladder_sources_and_quotes_are_there() -> None:
    text = _text()
    for heading in (*(section.heading for section in brief().sections), "The ladder", "Sources"):
        assert f"\n{heading}\n{'-' * len(heading)}\n" in text
    assert text.index("Co-development") < text.index("Transfer  ")
    assert "https://wire.example/2018/s400" in text
    joined = " ".join(text.split())
    assert "“a contract for five regiments of the S-400 system”" in joined


def test_every_bullet_cites() -> None:
    body = _text().split("\nSources\n")[0]
    bullets = body.split("\n- ")[1:]
    assert len(bullets) > 20
    assert all("[" in bullet for bullet in bullets)


def test_a_hostile_title_cannot_drive_the_terminal() -> None:
    nasty = report("Sold: the S-400.", "2025-01-01", "Pa\x1b]0;owned\x07per", "\x1b[2Jtitle\u202e\r\nSources")
    found = compose(
        PAIR,
        facts_of(one(nasty, programme(nasty, "Sold: the S-400", "S-400", "contracted"))),
        {nasty.id: nasty},
        knowledge(),
    )
    text = render(found, "text", knowledge())
    assert not any(char in text for char in "\x1b\x07\r\u202e")
    assert "]0;owned" in text


def test_nothing_found_is_said() -> None:
    text = render(replace(brief(), sections=(), facts=(), documents=()), "text", knowledge())
    assert "No report in hand speaks of" in text
    assert "Sources" not in text


def test_the_same_brief_gives_the_same_bytes() -> None:
    assert _text() == _text()
    assert S400.title in " ".join(_text().split())
