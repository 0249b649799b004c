"""What people do on the pages, in a real Chromium: with the keyboard and with a pointer."""

from __future__ import annotations

import re
from typing import Any

from tests.faces.web.site import Site


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
    # WCAG 1.4.13: it can be put away without moving the pointer.
    page.locator("#pointer").focus()
    page.keyboard.press("Space")
    said.locator(".cards").wait_for(state="hidden")
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
