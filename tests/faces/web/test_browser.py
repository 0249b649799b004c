"""Every page in a real Chromium: nothing on the console, no other host asked, no script run, nothing in the way."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from tests.faces.web.site import Site

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def _noted(dialog: Any, told: list[str]) -> None:
    told.append(f"dialog {dialog.message}")
    dialog.dismiss()


def _pages(site: Site) -> list[str]:
    report = re.findall(r"/document/[0-9a-f]+", site.get("/search?q=Belousov").text)[0]
    fact = re.findall(r"/fact/[0-9a-f]+", site.get("/facts/programme").text)[0]
    return ["/", "/?of=IND", "/network", "/network?of=IND", "/pair/IND/PHL", "/pair/IND/RUS", "/pair/IND/PHL?beside=France/India&since=2022", report, fact, "/facts/programme", "/named/people", "/search?q=S-400",
            "/fact/ffffffff"]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_quiet_stays_home_and_can_be_used_by_all(browser: Any, site: Site, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    # The checker is a script of its own, so the page's wall is lifted for it; the tests above look at the wall.
    context = browser.new_context(bypass_csp=True, color_scheme=scheme)
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("dialog", lambda dialog: _noted(dialog, told))
    page.on(
        "request",
        lambda request: None if request.url.startswith((site.address, "data:")) else told.append(request.url),
    )
    for path in _pages(site):
        page.goto(site.address + path)
        told = [one for one in told if not (path.endswith("ffffffff") and "404" in one)]
        assert told == [], path
        found = [
            f"{one['id']}: {one['nodes'][0]['html'][:160]}"
            for one in axe.run(page).response["violations"]
            if one["impact"] in ("serious", "critical")
        ]
        assert found == [], path
    context.close()


def test_nothing_that_a_report_says_runs_behind_the_wall(browser: Any, site: Site) -> None:
    context = browser.new_context()
    page = context.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: _noted(dialog, dialogs))
    for path in _pages(site):
        page.goto(site.address + path)
        for element in [one for one in page.query_selector_all("mark, b") if one.is_visible()][:20]:
            element.hover()
    assert dialogs == []
    context.close()


def test_a_citation_shows_its_quote_by_keyboard(browser: Any, site: Site) -> None:
    page = browser.new_page()
    page.goto(f"{site.address}/pair/IND/PHL")
    cite = page.locator("button.cite").first
    cite.focus()
    page.keyboard.press("Enter")
    quote = page.locator(f"#{cite.get_attribute('popovertarget')}")
    assert quote.is_visible()
    page.keyboard.press("Escape")
    assert not quote.is_visible()
    page.close()


def test_a_narrow_screen_needs_no_sideways_scrolling(browser: Any, site: Site) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    for path in _pages(site):
        page.goto(site.address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 361, path
    page.close()


def test_the_wall_stands_and_nothing_runs_into_it(browser: Any, site: Site) -> None:
    """With the policy in force: no page asks for what it forbids, and ours is the only script that runs."""
    page = browser.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: told.append(str(error)))
    for path in _pages(site)[:-1]:
        page.goto(site.address + path)
        assert told == [], path
    page.close()


def test_a_period_is_drawn_over_the_strip_with_a_pointer(browser: Any, site: Site) -> None:
    page = browser.new_page()
    page.goto(f"{site.address}/pair/IND/PHL?beside=France/India")
    bars = page.locator("a.bar-of")
    page.locator("svg.strip").scroll_into_view_if_needed()
    first, last = bars.nth(0).bounding_box(), bars.nth(2).bounding_box()
    page.mouse.move(first["x"] + first["width"] / 2, first["y"] + 8)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] / 2, last["y"] + 8, steps=4)
    assert page.locator("a.bar-of.picked").count() == 3
    page.mouse.up()
    page.wait_for_url("**/pair/IND/PHL?*since=*until=*")
    assert "beside=France" in page.url
    assert page.locator("a.bar-of.chosen").count() == 3
    page.close()


def test_the_slots_of_marked_words_show_under_a_pointer_and_by_keyboard(browser: Any, site: Site) -> None:
    page = browser.new_page()
    page.goto(site.address + re.findall(r"/document/[0-9a-f]+", site.get("/search?q=BrahMos").text)[0])
    said = page.locator(".said").first
    said.locator("mark").hover()
    said.locator(".cards").wait_for(state="visible")
    number = page.locator(".text button.cite").first
    number.focus()
    page.keyboard.press("Enter")
    assert page.locator(f"#{number.get_attribute('popovertarget')}").is_visible()
    page.close()


def test_the_map_leads_from_a_party_to_a_pair_by_keyboard(browser: Any, site: Site) -> None:
    page = browser.new_page()
    page.goto(site.address)
    page.locator('a.state[aria-label^="India"]').focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/?of=IND*")
    page.locator('a.state[aria-label^="Philippines and India"]').focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/pair/IND/PHL*")
    page.close()
