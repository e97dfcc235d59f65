"""What stands before every page."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from inzet.web.security import HEADERS, UPLOAD_LIMIT
from tests.web.client import Client


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8000", "[::1]:8000", "LOCALHOST"])
def test_loopback_hosts_are_answered(host: str, look: Client) -> None:
    assert look.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1.example.org", "", "[::2]", "10.0.0.1"])
def test_other_hosts_are_not(host: str, look: Client) -> None:
    answer = look.get("/", headers={"Host": host})
    assert answer.status_code == 421
    assert "<html" not in answer.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://example.org"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:9000"}, 403),
        ({"Origin": "http://127.0.0.1:8000"}, 422),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 422),
        ({}, 422),
    ],
)
def test_forms_of_other_sites_are_refused(
    headers: dict[str, str], status: int, look: Client
) -> None:
    assert look.ask("POST", "/papers", headers=headers, data={}).status_code == status


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/api/v1/papers", "application/problem+json"),
        ("/api/v1", "application/problem+json"),
        ("/papers?format=json", "application/problem+json"),
        ("/papers", "text/plain; charset=utf-8"),
        ("/apiary", "text/plain; charset=utf-8"),
    ],
)
def test_a_program_is_refused_in_the_form_it_knows(look: Client, path: str, kind: str) -> None:
    hosts = ["example.org", "[", "[::1"]
    for headers, method, status in (
        *(({"Host": host}, "GET", 421) for host in hosts),
        ({"Sec-Fetch-Site": "cross-site"}, "POST", 403),
    ):
        answer = look.ask(method, path, headers=headers)
        assert (answer.status_code, answer.headers["content-type"]) == (status, kind)
        if "json" in kind:
            told = answer.json()
            assert told["status"] == status
            assert told["type"] == f"/api#problem-{status}"
            assert told["detail"]
        for name, value in HEADERS.items():
            assert answer.headers[name] == value


def test_what_is_wrong_with_data_is_told_as_a_problem(look: Client) -> None:
    answer = look.get("/?as_of=soon&format=json")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["where"] == "as-of"


@pytest.mark.parametrize("path", ["/", "/nothing", "/static/inzet.css", "/?as_of=x"])
def test_headers_stand_on_every_answer(path: str, look: Client) -> None:
    answer = look.get(path)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_no_page_needs_what_the_policy_forbids(look: Client) -> None:
    page = look.get("/").text
    assert "<script>" not in page
    assert " style=" not in page
    assert "onclick" not in page


def test_a_declared_size_is_refused_at_once(desk: Client) -> None:
    answer = desk.post(
        "/papers",
        content=b"--x",
        headers={
            "Content-Type": "multipart/form-data; boundary=x",
            "Content-Length": str(UPLOAD_LIMIT + 1),
        },
    )
    assert answer.status_code == 413
    assert "larger than" in answer.text


def test_an_undeclared_size_is_refused_while_it_streams(desk: Client) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        while sent < 100 * UPLOAD_LIMIT:
            sent += 2**20
            yield b"a" * 2**20

    answer = desk.post(
        "/papers",
        content=endless(),
        headers={"Content-Type": "multipart/form-data; boundary=x"},
    )
    assert answer.status_code == 413
    assert sent < UPLOAD_LIMIT + 4 * 2**20


def test_a_broken_form_is_an_error_page(desk: Client) -> None:
    answer = desk.post(
        "/papers", content=b"nonsense", headers={"Content-Type": "multipart/form-data; boundary=x"}
    )
    assert answer.status_code in {400, 422}
    assert "<html" in answer.text
