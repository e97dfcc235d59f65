"""Every form bears its token, and nothing is done without it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import inzet.web
from inzet.web.templating import with_token
from tests.web.accounts.conftest import Kept

TEMPLATES = sorted((Path(inzet.web.__file__).parent / "templates").rglob("*.html"))
_FORM = re.compile(r"<form\b", re.IGNORECASE)
TOKEN = "a" * 64


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_form_of_a_template_is_forgotten(template: Path) -> None:
    source = template.read_text("utf-8")
    # What is filled in has no angle brackets or quotes of its own in a page.
    plain = re.sub(r"{[{%].*?[%}]}", "x", source, flags=re.DOTALL)
    opened = re.findall(r"<form\b[^>]*>", plain)
    assert len(opened) == len(_FORM.findall(source))
    for form in opened:
        assert re.search(r'method="(get|post)"', form), form
        assert re.search(r'action="(x|/[^/])', form) or "action" not in form, form
    born = with_token(plain, TOKEN)
    posts = [form for form in opened if 'method="post"' in form]
    assert born.count(TOKEN) == len(posts)
    for form in posts:
        assert f'{form}<input type="hidden" name="csrf" value="{TOKEN}">' in born


def test_no_part_of_a_page_that_a_person_wrote_is_a_form() -> None:
    escaped = "&lt;form method=&quot;post&quot;&gt;"
    assert with_token(escaped, TOKEN) == escaped


@pytest.mark.parametrize(
    "how",
    ["none", "another", "query", "late", "text", "json", "empty"],
)
def test_a_form_without_it_is_refused(kept: Kept, how: str) -> None:
    browser, other = kept("anna"), kept("carla")
    own = browser.token()
    path = "/account/sessions/end"
    ways: dict[str, dict[str, Any]] = {
        "none": {"data": {"session": "x"}},
        "another": {"data": {"csrf": other.token(), "session": "x"}},
        "query": {"data": {"session": "x"}},
        "late": {"data": {"session": "x" * 5000, "csrf": own}},
        "text": {"content": f"csrf={own}", "headers": {"Content-Type": "text/plain"}},
        "json": {"json": {"csrf": own}},
        "empty": {"data": {"csrf": ""}},
    }
    options = ways[how]
    answer = browser.post(f"{path}?csrf={own}" if how == "query" else path, **options)
    assert answer.status_code == 403
    assert len(kept.accounts.sessions.of()) == 2


def test_with_it_forms_and_files_are_taken(kept: Kept) -> None:
    browser = kept("anna")
    assert browser.send("/account/sessions/end").status_code == 303
    form = {"csrf": browser.token(), "said_on": "2027-06-01", "on_behalf_of": "NLD"}
    files = {"file": ("a.txt", b"Het kabinet steunt een register van kabels.\n" * 20)}
    answer = browser.post("/papers", data=form, files=files)
    assert answer.status_code == 303, answer.text
    assert browser.post("/papers", data={}, files=files).status_code == 403
    header = {"X-Inzet-Form": browser.token()}
    assert browser.post("/account/sessions/end", headers=header).status_code == 303


def test_the_form_to_log_in_is_bound_to_the_browser(kept: Kept) -> None:
    """So that nobody is logged in as somebody else by a page elsewhere."""
    browser, other = kept(), kept()
    form = {"csrf": other.token("/login"), "name": "anna", "password": "four unrelated words here"}
    browser.get("/login")
    assert browser.post("/login", data=form).status_code == 403
    assert "inzet" not in browser.cookies


def test_a_page_elsewhere_is_refused_though_it_knew_the_token(kept: Kept) -> None:
    browser = kept("anna")
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://example.org"}):
        answer = browser.ask(
            "POST", "/account/sessions/end", data={"csrf": browser.token()}, headers=headers
        )
        assert answer.status_code == 403
