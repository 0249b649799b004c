"""Every page that the application has, in a real Chromium: quiet, at home, open to all, in light, dark and print."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from pypdf import PdfReader

from communique.faces.web import create_app
from communique.team import Team
from tests.faces.web.desk import served
from tests.faces.web.site import HOSTILE, Site, running
from tests.faces.web.visits import NO_PAGES, TEAM_VISITS, VISITS, addresses

_WORDS = "four words and more"


def _routes(routes: Any) -> Iterator[APIRoute]:
    """All routes, those of included routers too, however deep they lie."""
    for one in routes:
        if isinstance(one, APIRoute):
            yield one
        elif inner := getattr(one, "original_router", None):
            yield from _routes(inner.routes)


def test_every_page_of_the_application_is_visited(site: Site) -> None:
    """A page that is new fails here until somebody says how it is shown."""
    pages = _paths(create_app(str(site.register)))
    assert len(pages) > 10
    assert pages - NO_PAGES == set(VISITS)


def _paths(app: Any) -> set[str]:
    routes = _routes(app.routes)
    return {one.path for one in routes if "GET" in (one.methods or ()) and not one.include_in_schema}


def test_the_pages_of_a_team_are_as_good(browser: Any, site: Site, tmp_path: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    with Team.open(str(tmp_path / "team.db")) as team:
        team.add("ada", "admin", _WORDS)
        app = create_app(str(site.register), team=team)
        assert _paths(app) - NO_PAGES == set(VISITS) | set(TEAM_VISITS)
        with served(app) as port:
            there = Site(f"http://127.0.0.1:{port}", site.register)
            page = browser.new_context(bypass_csp=True).new_page()
            told = _listen(page, there)
            for visit in TEAM_VISITS.values():
                page.goto(there.address + visit.address)
                found = [
                    one["id"]
                    for one in axe.run(page).response["violations"]
                    if one["impact"] in ("serious", "critical")
                ]
                assert (found, told) == ([], []), visit.address
                if visit.address == "/login":
                    page.fill("input[name=name]", "ada")
                    page.fill("input[name=password]", _WORDS)
                    page.keyboard.press("Enter")
                    page.wait_for_url(f"{there.address}/")
            page.context.close()


def _listen(page: Any, site: Site) -> list[str]:
    told: list[str] = []

    def dialog(one: Any) -> None:
        told.append(f"dialog {one.message}")
        one.dismiss()

    page.on("console", lambda message: told.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("dialog", dialog)
    page.on(
        "request",
        lambda one: None if one.url.startswith((f"{site.address}/", "data:")) else told.append(one.url),
    )
    return told


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_complains_asks_elsewhere_or_shuts_anybody_out(browser: Any, site: Site, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    asked = {"resultTypes": ["violations"]}
    # All rules in both: what is hidden or drawn otherwise in the dark may lose more than its contrast.
    # The checker is a script of its own, so the page's wall is lifted for it; another test leaves it standing.
    context = browser.new_context(bypass_csp=True, color_scheme=scheme)
    page = context.new_page()
    told = _listen(page, site)
    for path, _ in addresses(site, pictured=scheme == "dark"):
        status = page.goto(site.address + path).status
        noise = [one for one in told if not (status >= 400 and f"status of {status}" in one)]
        assert noise == [], path
        told.clear()
        found = [
            f"{one['id']}: {one['nodes'][0]['html'][:160]}"
            for one in axe.run(page, options=asked).response["violations"]
            if one["impact"] in ("serious", "critical")
        ]
        assert found == [], path
    context.close()


def test_nothing_that_reports_feeds_or_rules_say_runs(browser: Any, site: Site) -> None:
    """Behind the wall as it stands, with a hand that points at everything; the wall itself is never hit."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    told = _listen(page, site)
    hostile = [path for path, _ in addresses(site)]
    for path in hostile:
        status = page.goto(site.address + path).status
        for element in [one for one in page.query_selector_all("mark, td a, h1") if one.is_visible()][:4]:
            element.hover()
        assert [one for one in told if f"status of {status}" not in one or status < 400] == [], path
        told.clear()
        assert page.evaluate("document.documentElement.scrollWidth") <= 361, (
            f"{path} needs sideways scrolling"
        )
    context.close()


def test_hostile_words_are_shown_as_words(browser: Any, site: Site) -> None:
    page = browser.new_page()
    places = dict.fromkeys(
        path for path, _ in addresses(site) if HOSTILE.id in path or "svg" in path or "watches" in path
    )
    assert len(places) >= 3
    for path in places:
        page.goto(site.address + path)
        assert "<" in page.inner_text("main"), path
        assert page.locator("main script, main svg[onload], main img[onerror]").count() == 0
    page.close()


def test_on_paper_every_sheet_is_marked_and_nothing_to_press_is_left(browser: Any, site: Site) -> None:
    with running(site.register, "--tlp", "amber") as marked:
        page = browser.new_page()
        for number, (path, _) in enumerate(addresses(marked, pictured=True)):
            page.goto(marked.address + path)
            page.emulate_media(media="print")
            for gone in (".bar", "form", ".pager", ".skip"):
                assert not any(one.is_visible() for one in page.query_selector_all(gone)), (path, gone)
            if number % 3:
                continue
            sheets = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
            shown = [sheet.extract_text().replace(" ", "").count("TLP:AMBER") for sheet in sheets]
            assert min(shown) >= 2, (path, shown)
        page.close()
