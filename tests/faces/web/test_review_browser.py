"""Review by keyboard in a real Chromium, without a word on its console, and without anything in the way of anybody."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.faces.web import create_app
from communique.register import Register
from communique.team import Team
from tests.faces.web.desk import filled, served
from tests.review.scene import desk

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@pytest.fixture
def place(tmp_path: Path) -> str:
    return filled(tmp_path)


@pytest.fixture
def site(place: str) -> Iterator[str]:
    with served(create_app(place)) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def page(site: str) -> Iterator[Any]:
    """A page behind the real policy; what its console says fails the test."""
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        opened = browser.new_page()
        told: list[str] = []
        opened.on("console", lambda message: told.append(message.text))
        opened.on("pageerror", lambda error: told.append(str(error)))
        opened.goto(f"{site}/review")
        yield opened
        assert told == []
        browser.close()


def _actions(place: str) -> list[str]:
    with Register.open(place, read_only=True) as opened:
        return [one.action for one in opened.judgements()]


def _focused(page: Any) -> str:
    found: str = page.evaluate("document.activeElement.id || document.activeElement.name")
    return found


def test_the_queue_is_worked_through_with_the_keyboard_alone(page: Any, place: str) -> None:
    questions = page.locator("#queue > .question")
    ids = [questions.nth(at).get_attribute("id") for at in range(3)]
    for key, at in (("j", 0), ("j", 1), ("j", 2), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        assert _focused(page) == ids[at]
    page.keyboard.press("c")
    assert _focused(page) == "reason"
    page.keyboard.type("a jar")  # letters are words while a field has the focus
    page.keyboard.press("Escape")
    assert _focused(page) == ids[1]
    page.keyboard.press("r")
    page.wait_for_url("**/review?done=*")
    assert "a jar" in page.locator("#done").inner_text()
    assert _focused(page) == ids[0], "reading goes on at the next question"
    page.keyboard.press("u")
    page.locator("#done strong", has_text="Undone").wait_for()
    assert questions.count() == 3
    page.keyboard.press("a")
    page.locator("#done strong", has_text="Accepted").wait_for()
    assert _actions(place) == ["split", "undo", "accept"]


def test_one_thing_is_edited_with_the_keyboard_and_keys_can_be_switched_off(page: Any, place: str) -> None:
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url("**/review/about/*")
    page.keyboard.press("e")
    assert _focused(page) == "slot-equipment"
    page.keyboard.press("Control+A")
    page.keyboard.type("S-300V")
    page.keyboard.press("Enter")
    page.wait_for_url("**done=*")
    assert "equipment S-300 → S-300V" in page.locator("#done").inner_text()
    page.keyboard.press("?")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.reload()
    page.keyboard.press("r")
    page.goto(page.url.partition("/review")[0] + "/review/log")
    assert page.locator("table.log tbody tr").count() == 1
    assert _actions(place) == ["edit"]


def test_nothing_is_in_the_way_of_anybody(page: Any, site: str, place: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    with Register.open(place) as opened:
        facts = [fact.id for doubt in desk(opened).doubts for fact in doubt.facts]
        made = desk(opened, "<script>alert(1)</script>").accept(facts[0])
    # The checker is a script of its own, so the page's wall is lifted for it.
    context = page.context.browser.new_context(bypass_csp=True)
    other = context.new_page()
    told: list[str] = []
    other.on("console", lambda message: told.append(message.text))
    other.on("dialog", lambda dialog: told.append(dialog.message))
    for path in (
        f"/review?done={made.id[:16]}",
        "/review/log",
        *(f"/review/about/{one}" for one in facts[:2]),
    ):
        other.goto(site + path)
        for scheme in ("light", "dark"):
            other.emulate_media(color_scheme=scheme)
            found = axe.run(other).response["violations"]
            assert [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found] == [], (path, scheme)
        other.set_viewport_size({"width": 360, "height": 740})
        assert other.evaluate("document.documentElement.scrollWidth") <= 361, path
        other.set_viewport_size({"width": 1200, "height": 900})
    assert told == []
    context.close()


def test_who_signs_in_is_kept_known_and_nothing_is_in_the_way(place: str, tmp_path: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    with Team.open(str(tmp_path / "team.db")) as team, sync_api.sync_playwright() as play:
        team.add("ana", "admin", "four words and more")
        team.add_key("ana", "<script>alert(1)</script>")
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(bypass_csp=True)
        page = context.new_page()
        with served(create_app(place, team=team)) as port:
            site = f"http://127.0.0.1:{port}"
            page.goto(f"{site}/review")
            assert "/login?next=" in page.url
            told = _hindrances(axe, page)
            page.fill("#name", "ana")
            page.fill("#password", "four words and more")
            page.keyboard.press("Enter")
            page.wait_for_url("**/review")
            (cookie,) = context.cookies()
            assert (cookie["httpOnly"], cookie["secure"], cookie["sameSite"]) == (True, True, "Lax")
            for path in ("/account", "/team", "/team/audit"):
                page.goto(site + path)
                told += _hindrances(axe, page)
            assert told == []
            page.get_by_role("button", name="Sign out").click()
            page.wait_for_url("**/login")
            page.goto(f"{site}/team")
            assert "/login?next=%2Fteam" in page.url
        browser.close()


def _hindrances(axe: Any, page: Any) -> list[str]:
    """What axe finds, in light and dark."""
    found: list[str] = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        wrong = axe.run(page).response["violations"]
        found += [f"{page.url} {scheme} {one['id']}: {one['nodes'][0]['html'][:160]}" for one in wrong]
    return found
