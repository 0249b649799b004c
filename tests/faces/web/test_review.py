"""Review by plain forms, without a script: the queue, every judgement, its undo, and who did what when."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from communique.assembly import effective
from communique.faces.web import create_app
from communique.model import Judgement
from communique.register import Register
from communique.review import Doubt
from tests.faces.web.desk import Visitor, filled, plain, served
from tests.review.scene import desk


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, str]]:
    address = filled(tmp_path_factory.mktemp("review"))
    with served(create_app(address)) as port:
        yield port, address


@pytest.fixture
def place(running: tuple[int, str]) -> Iterator[str]:
    """The register; whatever a test decided in it is taken back."""
    yield running[1]
    with Register.open(running[1]) as opened:
        for one in effective(opened.judgements()):
            desk(opened).undo(one.id)


@pytest.fixture
def visitor(running: tuple[int, str], place: str) -> Visitor:
    return Visitor(running[0])


def _doubts(place: str) -> dict[str, Doubt]:
    with Register.open(place, read_only=True) as opened:
        return {doubt.sort: doubt for doubt in desk(opened).doubts}


def _last(place: str) -> Judgement:
    with Register.open(place, read_only=True) as opened:
        return opened.judgements()[-1]


def test_the_queue_shows_the_least_sure_first_with_the_words_of_each(visitor: Visitor, place: str) -> None:
    page = visitor.get("/review")
    assert re.findall(r'id="q-([0-9a-f]{12})"', page.text) == [
        doubt.id[:12] for doubt in sorted(_doubts(place).values(), key=lambda one: one.sure)
    ]
    assert "<mark>model S-300 kits</mark>" in page.text
    assert "3 questions, the least sure first" in plain(page)
    only = visitor.get("/review?sort=pair")
    assert re.findall(r'id="q-([0-9a-f]{12})"', only.text) == [_doubts(place)["pair"].id[:12]]
    assert "Nothing is in doubt of this sort" in plain(visitor.get("/review?sort=link"))


def test_an_answer_is_recorded_told_and_taken_back_where_it_was_given(visitor: Visitor, place: str) -> None:
    doubt = _doubts(place)["pair"]
    fields = {"id": doubt.id, "reason": "one  meeting\x1b", "back": "/review?sort=pair"}
    got = visitor.post("/review/accept", fields)
    made = _last(place)
    assert (got.status, got.place) == (303, f"/review?sort=pair&done={made.id[:16]}")
    assert (made.action, made.reason) == ("merge", "one meeting␡")
    assert "pair" not in _doubts(place)
    told = visitor.get(got.place)
    assert re.search(r"Merged the fact [0-9a-f]{8} by \S+ on .* UTC: one meeting", plain(told))
    assert f'value="{made.id}"' in told.text
    got = visitor.post("/review/undo", {"id": made.id, "back": "/review"})
    assert got.status == 303
    assert _doubts(place)["pair"] == doubt
    log = plain(visitor.get("/review/log"))
    assert re.search(r"undone judgement [0-9a-f]{8} .* merged fact [0-9a-f]{8} one meeting␡ undone", log)
    again = visitor.post("/review/undo", {"id": made.id})
    assert again.status == 400
    assert "was undone by" in plain(again)


def test_slots_are_edited_and_only_what_was_changed(visitor: Visitor, place: str) -> None:
    (fact,) = _doubts(place)["conflict"].facts
    at = f"/review/about/{fact.id}"
    page = visitor.get(at).text
    shown = dict(re.findall(r'name="was\.([a-z]+)" value="([^"]*)"', page))
    assert (shown["equipment"], shown["supplier"], shown["status"]) == ("S-400", "RUS", "contracted")
    assert re.search(r"<option selected>contracted</option>", page)
    fields = {f"was.{name}": value for name, value in shown.items()} | {
        f"slot.{name}": value for name, value in shown.items()
    }
    nothing = visitor.post("/review/edit", {"id": fact.id, "back": at, **fields}, at)
    assert (nothing.status, "nothing was changed" in plain(nothing)) == (400, True)
    wrong = visitor.post("/review/edit", {"id": fact.id, "back": at, **fields, "slot.status": "held"}, at)
    assert (wrong.status, "is no value of this slot" in plain(wrong)) == (400, True)
    assert f'href="{at}"' in wrong.text
    done = {**fields, "slot.status": "delivered", "slot.quantity": "4 systems"}
    got = visitor.post("/review/edit", {"id": fact.id, "back": at, "reason": "seen", **done}, at)
    made = _last(place)
    assert (got.status, made.action, set(made.sets)) == (303, "edit", {"status", "quantity"})
    assert "status contracted → delivered" in plain(visitor.get(at))


def test_facts_are_merged_and_claims_split_off(visitor: Visitor, place: str) -> None:
    one, other = _doubts(place)["pair"].facts
    at = f"/review/about/{one.id}"
    assert f'name="with" value="{other.id}"' in visitor.get(at).text
    assert visitor.post("/review/merge", {"id": one.id, "back": at}, at).status == 400
    assert visitor.post("/review/merge", {"id": one.id, "with": [other.id], "back": at}, at).status == 303
    assert (_last(place).action, _last(place).subject) == ("merge", one.id)
    claims = re.findall(r'name="claim" value="([0-9a-f]{64})"', visitor.get(at).text)
    assert len(claims) == 2
    assert visitor.post("/review/split", {"id": one.id, "back": at}, at).status == 400
    everything = visitor.post("/review/split", {"id": one.id, "claim": claims, "back": at}, at)
    assert "would be left without a claim" in plain(everything)
    assert visitor.post("/review/split", {"id": one.id, "claim": claims[:1], "back": at}, at).status == 303
    assert _last(place).action == "split"


def test_a_claim_and_a_whole_report_are_decided_about(visitor: Visitor, place: str) -> None:
    (item,) = _doubts(place)["claim"].claims
    page = visitor.get(f"/review/about/{item.document_id}")
    assert "Set the whole report aside" in plain(page)
    assert "slot." not in page.text
    assert visitor.post("/review/reject", {"id": item.document_id}).status == 303
    assert "In no fact" in plain(visitor.get(f"/review/about/{item.claim_id}"))
    assert visitor.get(f"/review/about/{_last(place).id}").place.startswith("/review/log?about=")


@pytest.mark.parametrize("cookie", [True, False])
def test_a_form_that_is_not_ours_changes_nothing(visitor: Visitor, place: str, cookie: bool) -> None:
    doubt, before = _doubts(place)["claim"], _last(place) if cookie else None
    if cookie:
        visitor.get("/review")
    for body in (f"id={doubt.id}", f"id={doubt.id}&csrf=", f"id={doubt.id}&csrf=ab.{'0' * 64}"):
        got = visitor.ask("POST", "/review/accept", body)
        assert (got.status, "set-cookie" in got.headers) == (403, False), body
    assert _doubts(place)["claim"] == doubt
    assert before in (None, _last(place))


def test_a_form_from_another_site_or_without_end_is_refused(visitor: Visitor, place: str) -> None:
    doubt = _doubts(place)["claim"]
    token = visitor.token()
    body = f"csrf={token}&id={doubt.id}"
    assert visitor.ask("POST", "/review/accept", body, Sec_Fetch_Site="cross-site").status == 403
    assert visitor.ask("POST", "/review/accept", body, Origin="https://evil.example").status == 403
    assert visitor.ask("POST", "/review/accept", f"{body}&reason={'x' * 70_000}").status == 413
    assert visitor.ask("POST", "/review/accept", f"{body}&reason=%ff").status == 400
    other = Visitor(visitor.port)
    other.get("/review")
    assert other.ask("POST", "/review/accept", body).status == 403, "a token of somebody else's"
    assert "claim" in _doubts(place)
    assert visitor.ask("POST", "/review/accept", body, Sec_Fetch_Site="same-origin").status == 303


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/review/../x", "/review\\x", "javascript:1"]
)
def test_a_form_leads_back_to_review_and_nowhere_else(visitor: Visitor, place: str, back: str) -> None:
    got = visitor.post("/review/accept", {"id": _doubts(place)["claim"].id, "back": back})
    assert got.place.startswith("/review?done=")


def test_the_cookie_is_kept_from_scripts_and_other_sites(visitor: Visitor) -> None:
    cookie = visitor.get("/review").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()
    assert "set-cookie" not in Visitor(visitor.port).get("/").headers, "who only reads gets none"


@pytest.mark.parametrize("path", ["/review", "/review/log", "/review/about/{claim}"])
def test_scripts_of_ours_may_run_here_and_no_others(visitor: Visitor, place: str, path: str) -> None:
    got = visitor.get(path.format(claim=_doubts(place)["claim"].id))
    policy = got.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert re.findall(r"<script[^>]*>[^<]*", got.text) == ['<script src="/static/review.js" defer>']
    assert " on" not in re.sub(r'"[^"]*"', "", " ".join(re.findall(r"<[a-z][^>]*>", got.text)))
    assert visitor.get("/static/review.js").headers["content-type"].startswith("text/javascript")
