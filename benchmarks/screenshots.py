"""Pictures of every page with the reports of ``examples/``, for ``docs/images``; ``make screenshots`` runs it.

``python benchmarks/screenshots.py [NAME...]`` takes those named, or all of them, in the system's Chromium, 1280 pixels wide,
as WebP. What is shown follows from the examples alone, but for the days of accounts, so that a picture changes only when
a page does.
"""

from __future__ import annotations

import base64
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from communique.alerts.news import news
from communique.alerts.rules import Rule
from communique.faces.cli.words import slot_words
from communique.faces.web import create_app
from communique.knowledge import load
from communique.pipeline import assembled
from communique.register import Register, Watching
from communique.team import Team
from tests.faces.program import here
from tests.faces.web.desk import served
from tests.faces.web.site import running
from tests.faces.web.visits import TEAM_VISITS, addresses

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "images"
# The width of the window, the greatest height of a picture, and the greatest size of a file (bytes).
WIDTH, TALLEST, LARGEST = 1280, 1500, 120_000


def main(names: list[str]) -> int:
    """Takes the pictures; 0 if every one came out small enough."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        sys.stderr.write("screenshots: Chromium is not installed\n")
        return 1
    code = 0
    with tempfile.TemporaryDirectory(prefix="communique-") as folder, sync_playwright() as play:
        register = Path(folder) / "examples.db"
        done = here("add", ROOT / "examples", "--register", register)
        if done.code:
            sys.stderr.write(done.err)
            return 1
        _watched(register)
        with running(register) as site:
            browser = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
            for path, name in addresses(site, pictured=True):
                if not names or name in names:
                    page = browser.new_page(viewport={"width": WIDTH, "height": 900})
                    code |= _kept(page, site.address + path, name)
                    page.close()
            code |= _team(browser, Path(folder), register, names)
            browser.close()
    return code


def _kept(page: Page, address: str, name: str) -> bool:
    """Takes a picture and keeps it; True where it is too large."""
    page.goto(address)
    picture = _taken(page)
    (FOLDER / f"page-{name}.webp").write_bytes(picture)
    sys.stderr.write(f"page-{name}.webp: {len(picture) // 1000} kB, {address}\n")
    return len(picture) > LARGEST


def _team(browser: Browser, folder: Path, register: Path, names: list[str]) -> bool:
    """The pages that there are where a team has accounts."""
    large = False
    with Team.open(str(folder / "team.db")) as team:
        for name, scope in (("ada", "admin"), ("desk-one", "review"), ("reader", "read")):
            team.add(name, scope, "four words and more")
        with served(create_app(str(register), team=team)) as port:
            page = browser.new_page(viewport={"width": WIDTH, "height": 900})
            for visit in TEAM_VISITS.values():
                if not names or visit.picture in names:
                    large |= _kept(page, f"http://127.0.0.1:{port}{visit.address}", visit.picture)
                if visit.address == "/login":
                    page.goto(f"http://127.0.0.1:{port}/login")
                    page.fill("input[name=name]", "ada")
                    page.fill("input[name=password]", "four words and more")
                    page.keyboard.press("Enter")
                    page.wait_for_url("**/")
            page.close()
    return large


def _taken(page: Page) -> bytes:
    """The page as WebP, no taller than TALLEST; of a lower quality where it would be too large."""
    height = min(TALLEST, int(page.evaluate("document.documentElement.scrollHeight")))
    page.set_viewport_size({"width": WIDTH, "height": height})
    page.wait_for_timeout(200)
    session = page.context.new_cdp_session(page)
    picture = b""
    for quality in (80, 65, 50, 35):
        taken = session.send("Page.captureScreenshot", {"format": "webp", "quality": quality})
        picture = base64.b64decode(taken["data"])
        if len(picture) <= LARGEST:
            break
    return picture


def _watched(register: Path) -> None:
    """As if a watch had told what the latest reports of the examples brought."""
    knowledge = load()
    at = datetime(2025, 12, 18, 8, tzinfo=UTC)
    with Register.open(str(register), actor="ana", clock=lambda: at) as opened:
        watching = Watching(opened)
        watching.follow("https://wire.example/feed.xml", "Example Wire", at)
        watching.answered("https://wire.example/feed.xml", "Example Wire", [], at, at)
        facts = assembled(opened, knowledge)
        last = max(item.published or "" for fact in facts for item in fact.cited)
        fresh = {item.claim_id for fact in facts for item in fact.cited if (item.published or "") >= last[:7]}
        rules = (
            Rule("India and Russia", pair=("IND", "RUS")),
            Rule("programmes that move", kind=("programme",)),
        )
        watching.set_rules({rule.name: rule.words() for rule in rules})
        found = news(
            facts, frozenset(fresh), rules, lambda _: [], knowledge,
            lambda fact: slot_words(fact.kind, dict(fact.slots), knowledge.name_of),
        )  # fmt: skip
        watching.tell(found.alerts[:12], found.resting, [], [], at)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
