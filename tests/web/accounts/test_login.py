"""Logging in by the page: who gets in, what is refused, and what a browser is given to keep."""

from __future__ import annotations

import pytest

from inzet.web.house import House
from inzet.web.limits import Limits, Rate
from tests.web.accounts.browser import PASSWORD
from tests.web.accounts.conftest import Kept

SOME_PAGES = ("/", "/papers", "/review", "/drafts", "/account", "/search?q=x", "/nothing")


@pytest.mark.parametrize("path", SOME_PAGES)
def test_who_is_not_logged_in_is_sent_to_log_in(kept: Kept, path: str) -> None:
    answer = kept().get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login")
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/papers?format=json", {}),
        ("/api/v1/papers", {}),
        ("/papers", {"Authorization": "Bearer inzet_nothing"}),
        ("/papers", {"Authorization": "Basic eDp5"}),
    ],
)
def test_a_program_is_told_what_to_show(kept: Kept, path: str, headers: dict[str, str]) -> None:
    answer = kept().get(path, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_one_is_led_back_to_what_was_asked(kept: Kept) -> None:
    browser = kept()
    asked = "/papers?words=kabels&lang=nl"
    sent = browser.get(asked).headers["location"]
    assert browser.get(sent).status_code == 200
    answer = browser.login("anna", back=asked)
    assert answer.status_code == 303
    assert answer.headers["location"] == asked
    assert browser.get(asked).status_code == 200
    assert browser.get("/login?back=/papers").headers["location"] == "/papers"


@pytest.mark.parametrize(
    "back", ["https://example.org/", "//example.org", "/\\example.org", "/a\n", "x", "http://[", ""]
)
def test_one_is_led_nowhere_else(kept: Kept, back: str) -> None:
    assert kept().login("anna", back=back).headers["location"] == "/"


def test_what_a_browser_keeps_is_out_of_reach(kept: Kept) -> None:
    answer = kept().login("anna")
    cookie = answer.headers.get_list("set-cookie")[0]
    assert cookie.startswith("inzet=")
    assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_a_session_is_not_one_that_somebody_else_chose(kept: Kept) -> None:
    """Session fixation: a secret that was there before logging in opens nothing after it."""
    browser = kept()
    for planted in ("planted" * 8, kept("carla").cookies["inzet"]):
        browser.cookies.set("inzet", planted)
        browser.cookies.delete("inzet-login") if "inzet-login" in browser.cookies else None
        with_planted = browser.cookies["inzet"]
        fresh = kept()
        fresh.cookies.set("inzet-login", "planted" * 8)
        answer = fresh.login("anna")
        assert answer.status_code == 303
        assert fresh.cookies["inzet"] != with_planted
    assert fresh.cookies["inzet"] not in ("planted" * 8, "")


def test_logging_in_ends_the_session_before(kept: Kept) -> None:
    browser = kept("bert")
    before = browser.cookies["inzet"]
    token = browser.token("/account")
    form = {"csrf": token, "name": "anna", "password": PASSWORD}
    assert browser.post("/login", data=form).status_code == 303
    assert browser.cookies["inzet"] != before
    assert kept.accounts.visitor(session=before) is None


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_wrong_and_unknown_look_alike(kept: Kept, lang: str) -> None:
    pages = []
    for name in ("anna", "nobody"):
        browser = kept()
        form = {"name": name, "password": "wrong"}
        answer = browser.send(f"/login?lang={lang}", form, page="/login")
        assert answer.status_code == 403
        pages.append(answer.text.replace(name, "…").replace(browser.token("/login"), "…"))
        assert "inzet" not in browser.cookies
    assert pages[0] == pages[1]


def test_too_many_wait(kept: Kept) -> None:
    browser = kept()
    statuses = [browser.login("anna", "wrong").status_code for _ in range(6)]
    assert statuses == [403] * 5 + [429]
    answer = browser.login("anna")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 10
    assert "inzet" not in browser.cookies
    kept.clock.on(seconds=10)
    assert browser.login("anna").status_code == 303


def test_log_ins_of_one_address_are_few(kept: Kept) -> None:
    house = House(limits=Limits(login=Rate(burst=2, each=0.1)))
    browser = kept(house=house)
    statuses = [browser.login(f"name{n}", "wrong").status_code for n in range(3)]
    assert statuses == [403, 403, 429]


def test_pages_are_many_and_not_without_end(kept: Kept) -> None:
    house = House(limits=Limits(known=Rate(burst=5, each=1)))
    browser = kept("anna", house=house)
    answers = [browser.get("/papers") for _ in range(8)]
    assert [each.status_code for each in answers[:3]] == [200] * 3
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert browser.get("/static/inzet.css").status_code == 200


def test_a_session_that_ended_leads_to_log_in(kept: Kept) -> None:
    browser = kept("anna")
    assert browser.get("/").status_code == 200
    kept.clock.on(hours=9)
    assert browser.get("/").headers["location"] == "/login"


def test_logging_out_ends_the_session_and_not_only_the_cookie(kept: Kept) -> None:
    browser = kept("anna")
    secret = browser.cookies["inzet"]
    answer = browser.send("/logout")
    assert answer.headers["location"] == "/login?out=1"
    assert "inzet" not in browser.cookies
    browser.cookies.set("inzet", secret)
    assert browser.get("/").status_code == 303


def test_without_accounts_there_is_no_log_in_and_no_cookie(kept: Kept) -> None:
    from inzet.web.app import create_app
    from tests.web.client import Client

    client = Client(create_app(kept.workspace.open))
    for path in ("/login", "/account"):
        assert client.get(path).status_code == 404
    answer = client.get("/")
    assert "set-cookie" not in answer.headers
    assert 'name="csrf"' not in answer.text


def test_the_public_may_look_where_it_is_allowed(kept: Kept) -> None:
    browser = kept(house=House(public=True))
    shown = browser.get("/papers")
    assert shown.status_code == 200
    assert "Report of the meeting" not in shown.text
    assert "Geannoteerde agenda" in shown.text
    assert "/login" in shown.text
    assert browser.get("/drafts").status_code == 404
    answer = browser.post("/papers", data={"csrf": "0" * 64})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "query", ["key={key}", "%6bey={key}", "q=x&key={key}&key=", "lang=nl&key={key}"]
)
def test_a_key_pasted_on_a_page_goes_nowhere(kept: Kept, query: str) -> None:
    """Not back from logging in, not into a link of a page, and it opens nothing."""
    account = kept.accounts.people.named("anna")
    key = kept.accounts.tokens.make(account, "feeds")[0]
    asked = f"/search?{query.format(key=key)}"
    answer = kept().get(asked)
    assert answer.status_code == 303
    assert key not in str(answer.headers)
    assert answer.headers["location"].startswith("/login?back=")
    page = kept("anna").get(asked)
    assert page.status_code == 200
    assert key not in page.text
    feed = f"/papers/feed.atom?key={key}"
    assert kept().get(feed).status_code == 200, "the control: where it belongs it opens"


@pytest.mark.parametrize("path", ["/api/v1/papers", "/papers?format=json"])
def test_a_program_that_is_not_let_in_is_told_as_a_problem(kept: Kept, path: str) -> None:
    told = kept().get(path, headers={"Authorization": "Bearer wrong"})
    assert (told.status_code, told.headers["content-type"]) == (401, "application/problem+json")
    assert told.headers["www-authenticate"].startswith("Bearer")
    told = kept("anna").post(path, data={})
    assert (told.status_code, told.headers["content-type"]) == (403, "application/problem+json")
    house = House(limits=Limits(unknown=Rate(burst=1, each=0.001)))
    hasty = kept(house=house)
    told = [hasty.get(path) for _ in range(2)][-1]
    assert (told.status_code, told.headers["content-type"]) == (429, "application/problem+json")
    assert int(told.headers["retry-after"]) > 0
