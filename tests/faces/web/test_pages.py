from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.faces.program import here, run
from tests.faces.web.site import Site

PAGES = ["/", "/pair/IND/PHL", "/facts/programme", "/facts/engagement", "/named/people", "/named/equipment",
         "/named/mechanisms", "/named/publishers", "/search?q=BrahMos", "/?of=IND", "/network", "/network?of=IND"]  # fmt: skip


def _links(text: str) -> list[str]:
    read = re.sub(
        r'<form method="post"[^>]*>|formaction="[^"]*"', "", text
    )  # what changes something is no page
    return [html.unescape(link) for link in re.findall(r'(?:href|action)="(/[^"#]*)', read)]


def test_every_link_of_every_page_leads_somewhere(site: Site) -> None:
    waiting, seen = list(PAGES), set[str]()
    while waiting:
        path = waiting.pop()
        if path in seen or len(seen) > 400:
            continue
        seen.add(path)
        got = site.get(path)
        assert got.status == 200, (path, got.text[-400:])
        # Periods are a page's own test: every bar of every strip would be a page here.
        waiting += (
            [] if path.startswith("/static") else [one for one in _links(got.text) if "since=" not in one]
        )
    assert {path.split("/")[1] for path in seen} >= {"pair", "fact", "document", "facts", "named", "static"}
    assert len(seen) > 40


@pytest.mark.parametrize("path", [*PAGES, "/nothing", "/api/v1/pairs", "/static/site.css"])
def test_the_walls_stand_around_every_answer(site: Site, path: str) -> None:
    headers = site.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    if path.startswith("/pair"):
        assert policy.endswith("; script-src 'self'")
    else:
        assert "script-src" not in policy, "no script at all, so that none can be let in"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_words_of_reports_are_escaped_everywhere(site: Site) -> None:
    reports = re.findall(r"/document/[0-9a-f]+", site.get("/search?q=Belousov").text)
    facts = re.findall(r"/fact/[0-9a-f]+", "".join(site.get(path).text for path in reports))
    assert facts
    paths = [*PAGES, "/pair/IND/RUS", "/search?q=%3Cscript%3E", "/search?q=alert", *reports, *facts]
    for path in paths:
        text = site.get(path).text
        ours = '<script src="/static/brush.js" defer></script>'
        assert "<script" not in text.replace(ours, ""), path
        assert not re.search(r"<(?:img|svg onload|b onmouseover)", text), path
        assert "javascript:" not in text.replace("javascript:alert(3)</", ""), path
    assert reports
    assert "&lt;script&gt;" in site.get(reports[0]).text


def test_the_brief_is_that_of_the_command(site: Site) -> None:
    page = site.get("/pair/India/Philippines").text
    done = here("brief", "India", "Philippines", "--format", "html", "--register", site.register)
    said = re.findall(r'<span class="s">(.*?)<span class="cites">', done.out, re.S)
    assert len(said) > 5
    assert all(sentence in page for sentence in said)


def test_as_of_shows_the_register_as_it_was_and_stays_in_every_link(site: Site) -> None:
    yesterday = (datetime.now(UTC) - timedelta(days=1)).date().isoformat()
    before = site.get(f"/?as_of={yesterday}")
    assert "0 reports, 0 claims" in before.text
    assert all(
        f"as_of={yesterday}" in link for link in _links(before.text) if link.startswith(("/named", "/facts"))
    )
    assert "No report ties two so" in site.get(f"/network?as_of={yesterday}").text
    assert site.get(f"/pair/IND/PHL?as_of={yesterday}").text.count("No report in hand") == 1


@pytest.mark.parametrize("path", [path for path in PAGES if not path.startswith(("/pair", "/?", "/network"))])
def test_a_period_stays_in_every_link_of_every_page(site: Site, path: str) -> None:
    text = site.get(f"{path}{'&' if '?' in path else '?'}since=2024&until=2025-06").text
    links = [link for link in _links(text) if link.startswith(("/facts", "/named", "/fact/", "/document/"))]
    links.remove(path) if path in links else None  # the way out of the period
    assert len(links) > 5
    assert all("since=2024" in link and "until=2025-06" in link for link in links)
    assert "Reports since 2024 until June 2025" in text


def test_a_period_leaves_out_what_no_report_of_it_tells(site: Site) -> None:
    whole, some, none = (site.get(f"/facts/programme{q}").text for q in ("", "?since=2024", "?until=1950"))
    assert whole.count("<tr>") > some.count("<tr>") > none.count("<tr>") == 0
    hits = site.get("/search?q=BrahMos").text.count("/document/")
    assert hits > site.get("/search?q=BrahMos&since=2024").text.count("/document/") > 0


def test_the_map_and_its_table_say_the_same(site: Site) -> None:
    text = site.get("/").text
    states = dict(re.findall(r'class="state shade-(\d)" aria-label="([^:"]+):', text))
    said = re.findall(r'class="state shade-(\d)" aria-label="([^:"]+): (\d+) facts?', text)
    rows = re.findall(r'<th scope="row"><a href="[^"]+#map">([^<]+)</a></th><td>\d+</td><td>(\d+)</td>', text)
    assert states
    assert {name: count for _, name, count in said}.items() <= dict(rows).items()
    assert "India" in dict(rows)
    assert "Natural Earth" in text
    assert "Crimea" in text
    ties = re.findall(r'<path class="tie', site.get("/?of=IND").text)
    assert len(ties) == len(re.findall(r'class="state shade-', site.get("/?of=IND").text)) > 1


def test_what_is_new_is_what_the_latest_reports_told_first(site: Site) -> None:
    week, all_of_it = site.get("/").text, site.get("/?since=2000").text
    assert "What is new this week" in week
    assert all_of_it.count('<span class="chip new">') > week.count('<span class="chip new">') > 0
    told = re.findall(r'<span class="chip (?:new|update)">([a-z ]+)<', all_of_it)
    assert told == sorted(told, key=lambda word: word == "told late"), "what lay long back stands last"


def test_the_network_of_one_party_names_what_it_deals_through(site: Site) -> None:
    text = site.get("/network?of=Philippines").text
    assert re.search(r'class="node programme">\s*<circle.*\s*<text[^>]*>BrahMos<', text)
    assert "All parties" in text


def test_a_mechanism_in_the_network_leads_to_its_own_page(site: Site) -> None:
    text = site.get("/network?of=Philippines").text
    nodes = re.findall(r'<a href="([^"]+)" class="node mechanism">', text)
    cells = re.findall(r'<a href="(/named/mechanisms/[^"]+)">([^<]+)</a>', text)
    assert nodes
    assert set(nodes) <= {path for path, _ in cells}
    assert all(name in site.get(path).text for path, name in cells)
    period = site.get("/network?of=Philippines&since=2020")
    assert f'href="{nodes[0]}?since=2020"' in period.text


def test_the_strip_of_years_leads_to_a_period_and_then_extends_it(site: Site) -> None:
    text = site.get("/pair/IND/PHL").text
    first = _links("".join(re.findall(r'<a [^>]*class="bar-of[^>]*>', text)))
    chosen = site.get(first[0])
    assert chosen.status == 200
    assert chosen.text.count('class="bar-of chosen"') == 1
    wider = _links("".join(re.findall(r'<a [^>]*class="bar-of[^>]*>', chosen.text)))[-1]
    last = site.get(wider).text
    assert last.count('class="bar-of chosen"') == len(first)


def test_a_programme_shows_each_step_with_its_words_and_what_was_promised(site: Site) -> None:
    ids = dict.fromkeys(re.findall(r"/fact/[0-9a-f]+", site.get("/facts/programme").text))
    pages = {path: site.get(path).text for path in ids}
    lines = [text for text in pages.values() if 'class="drawing life"' in text]
    assert lines
    for text in lines:
        steps = re.findall(r'<li id="f-step\d+">(.*?)</div></li>', text, re.S)
        assert steps
        assert all("<blockquote>" in step and "/document/" in step for step in steps)
        assert all(f'id="{anchor}"' in text for anchor in re.findall(r'href="#(f-[a-z0-9]+)"', text))
    assert any("Promised against reported" in text for text in pages.values())


def test_copies_of_a_report_name_one_another(site: Site) -> None:
    search = site.get("/search?q=copied+BrahMos+batteries").text
    paths = list(dict.fromkeys(re.findall(r"/document/[0-9a-f]+", search)))
    assert len(paths) == 2
    for one, other in (paths, paths[::-1]):
        text = site.get(one).text
        family = text[text.index("Its family of copies") : text.index("What it says")]
        assert other in family
        assert "per cent of the shorter text" in family


def test_a_report_says_what_was_new_in_it_and_shows_the_slots_of_each_claim(site: Site) -> None:
    path = re.findall(r"/document/[0-9a-f]+", site.get("/search?q=BrahMos").text)[0]
    text = site.get(path).text
    told = re.search(r"(\d+) new, (\d+) changed what was known, (\d+) retold", text)
    assert told
    claims = re.findall(r'<div popover id="w-(\d+)"', text)
    assert len(claims) == sum(map(int, told.groups()))
    assert all(f'popovertarget="w-{number}"' in text for number in claims)
    assert re.search(r'<span class="slot"><b>supplier</b> India', text)


def test_a_document_shows_each_claim_where_it_stands(site: Site) -> None:
    path = re.findall(r"/document/[0-9a-f]+", site.get("/search?q=BrahMos").text)[0]
    text = site.get(path).text
    marked = re.findall(r"<mark class=\"k-[a-z]+ [^>]*>([^<]+)</mark>", text)
    assert marked
    assert re.search(r"(new|update|retold) at its time", text)
    assert re.search(r'<a href="/fact/[0-9a-f]{16}', text)


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/?of=Indai", 400, "did you mean"),
        ("/network?of=Indai", 400, "did you mean"),
        ("/network?through=deals", 400, "is no kind"),
        ("/pair/Indai/Russia", 400, "did you mean"),
        ("/pair/India/IND", 400, "again"),
        ("/pair/IND/RUS?beside=India", 400, "names no pair"),
        ("/pair/IND/RUS?beside=India/Indai", 400, "did you mean"),
        ("/pair/IND/RUS?since=tomorrow", 400, "is no date"),
        ("/pair/IND/RUS?since=2025&until=2024", 400, "2025"),
        ("/?as_of=soon", 400, "is no date"),
        ("/fact/ffffffffffffffff", 404, "no fact has an id"),
        ("/fact/..%2f..%2fetc", 404, "Not found"),
        ("/document/zz", 400, "is no id"),
        ("/facts/secrets", 404, "is no kind"),
        ("/named/secrets", 404, "no list"),
        ("/static/..%2fapp.py", 404, "Not found"),
    ],
)
def test_what_cannot_be_answered_is_a_page_that_says_why(
    site: Site, path: str, status: int, said: str
) -> None:
    got = site.get(path)
    assert (got.status, "Traceback" in got.text) == (status, False), got.text
    assert said in html.unescape(got.text)


def test_another_name_is_not_answered(site: Site) -> None:
    """A page of another site whose name leads here (DNS rebinding) gets nothing."""
    assert site.get("/", Host="evil.example").status == 400


def test_the_question_leads_to_its_pair(site: Site) -> None:
    got = site.get("/?one=Indian&other=Manila")
    assert (got.status, got.headers["Location"]) == (303, "/pair/IND/PHL")


def test_a_missing_register_is_one_line(site: Site) -> None:
    done = run("serve", "--register", "none.db", cwd=site.register.parent)
    assert done.code == 1
    assert len(done.said) == 1
    assert "there is no register" in done.said[0]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--port", "{port}"), "127.0.0.1:{port}: cannot be listened on: Address already in use"),
        (("--port", "0", "--certificate", "none.pem"), "none.pem: certificate and key cannot be read"),
    ],
)
def test_what_keeps_it_from_listening_is_one_line(site: Site, options: tuple[str, ...], said: str) -> None:
    port = site.address.rpartition(":")[2]
    words = [word.format(port=port) for word in options]
    done = run("serve", "--register", site.register.name, *words, cwd=site.register.parent)
    assert done.code == 1
    assert len(done.said) == 1
    assert done.said[0].startswith(f"communique: {said.format(port=port)}")
