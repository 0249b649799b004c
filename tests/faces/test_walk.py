"""``review`` on a real pseudo-terminal: one key for each answer, one for its undo."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from communique.register import Register
from tests.faces.terminal import Terminal, terminal
from tests.review import scene
from tests.review.scene import desk

ASKED = r"q end"
HEAD = r"\n[0-9a-f]{12} · ([a-z]+) · "

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no pseudo-terminals")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return scene.recorded(tmp_path / "communique.db")


def _sorts(place: Path) -> list[str]:
    with Register.open(place, read_only=True, create=False) as opened:
        return [doubt.sort for doubt in desk(opened).doubts]


def _decided(place: Path) -> list[tuple[str, str, str]]:
    with Register.open(place, read_only=True, create=False) as opened:
        return [(one.action, one.actor, one.reason) for one in opened.judgements()]


def _asked(screen: Terminal) -> str:
    """The sort of the next question."""
    sort: str = re.findall(HEAD, screen.until(f"{HEAD}(?s:.*?){ASKED}"))[-1]
    return sort


def test_the_queue_is_walked_with_one_key_for_each_answer(place: Path) -> None:
    with terminal("review", "--as", "ana", "--reason", "read again", cwd=place.parent) as screen:
        assert _asked(screen) == "claim"
        screen.press("r")
        screen.until("judgement [0-9a-f]{12}: claim")
        assert _asked(screen) == "pair"
        screen.press("a")
        assert _asked(screen) == "conflict"
        screen.press("q")
        screen.until("ended: 2 judgements recorded, 1 question left")
        assert screen.code() == 0
    assert _decided(place) == [
        ("reject", "ana", "read again"),
        ("merge", "ana", "read again"),
    ]
    assert _sorts(place) == ["conflict"]


def test_an_answer_is_taken_back_with_one_key_and_asked_again(place: Path) -> None:
    with terminal("review", cwd=place.parent) as screen:
        assert _asked(screen) == "claim"
        screen.press("u")
        screen.until("nothing was decided in this sitting")
        screen.press("r")
        assert _asked(screen) == "pair"
        screen.press("u")
        screen.until("undone: claim [0-9a-f]{12} rejected")
        assert _asked(screen) == "claim"
        screen.press("s")
        assert _asked(screen) == "pair"
        screen.press("b")
        assert _asked(screen) == "claim"
        screen.press("a")
        assert _asked(screen) == "pair"
        screen.press("\x03")
        assert screen.code() == 130, "interrupted, and what was answered is kept"
    assert [action for action, _, _ in _decided(place)] == ["reject", "undo", "accept"]
    assert _sorts(place) == ["pair", "conflict"]


def test_slots_are_edited_and_claims_split_off_in_place(place: Path) -> None:
    with terminal("review", cwd=place.parent) as screen:
        _asked(screen)
        screen.press("x")
        screen.until("m  merge the fact")
        screen.press("t")
        screen.until("why: ")
        screen.type("models only")
        screen.until(ASKED)
        screen.press("e")
        screen.until("parted by spaces: ")
        screen.type("status=sold")
        screen.until("is no value of this slot")
        screen.press("e")
        screen.until("parted by spaces: ")
        screen.type("'quantity=2 kits' status=planned")
        assert _asked(screen) == "pair"
        screen.press("s")
        assert _asked(screen) == "conflict"
        screen.press("w")
        screen.until("Why these claims are held together")
        screen.press("p")
        screen.until(r"\n  2  Two, 2018-10-06: S-400")
        screen.until("of another fact: ")
        screen.type("2")
        screen.until("nothing more is in doubt: 2 judgements recorded, 1 question left")
        assert screen.code() == 0
    assert [(action, reason) for action, _, reason in _decided(place)] == [
        ("edit", "models only"),
        ("split", "models only"),
    ]


def test_a_list_is_still_to_be_had_on_a_terminal(place: Path) -> None:
    with terminal("review", "--list", cwd=place.parent) as screen:
        screen.until("3 questions in doubt")
        assert screen.code() == 0
