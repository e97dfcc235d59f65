"""Entity tags: nothing is sent twice, nothing is told of what may not be seen."""

from __future__ import annotations

import gzip
import json

import pytest

from inzet.reading import review
from inzet.web.app import create_app
from tests.web.api.held import BASE
from tests.web.client import Client
from tests.web.workspace import Workspace

PATHS = (
    "",
    "/papers",
    "/statements",
    "/meetings",
    "/dossiers",
    "/dossiers/pledge",
    "/commitments",
    "/drafts",
    "/openapi.json",
)
PLAIN = {"Accept-Encoding": "identity"}


def _first(client: Client) -> str:
    return str(json.loads(client.get(f"{BASE}/positions").text)["items"][0]["statement"])


@pytest.mark.parametrize("path", PATHS)
def test_what_one_has_is_not_sent_again(path: str, look: Client) -> None:
    answer = look.get(BASE + path)
    tag = answer.headers["etag"]
    assert tag.startswith('"'), "a strong one"
    assert answer.headers["cache-control"].startswith("private")
    again = look.get(BASE + path, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    assert look.get(BASE + path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_compressed_answer_is_another_with_another_tag(look: Client) -> None:
    path = f"{BASE}/statements"
    plain, zipped = look.get(path, headers=PLAIN), look.get(path)
    assert "content-encoding" not in plain.headers
    assert zipped.headers["content-encoding"] == "gzip"
    assert plain.content == zipped.content, "the client unpacks it"
    assert plain.headers["etag"] != zipped.headers["etag"]
    assert int(zipped.headers["content-length"]) < len(gzip.compress(plain.content)) * 1.2


def test_each_reader_moment_and_question_has_its_own(look: Client, shown: Workspace) -> None:
    public = Client(create_app(shown.open, reader="PUBLIC"))
    path = f"{BASE}/vocabularies/acts"
    tags = [
        look.get(path).headers["etag"],
        public.get(path).headers["etag"],
        look.get(f"{path}?known_on=2027-06-01").headers["etag"],
        look.get(f"{path}?as_of=2027-06-01").headers["etag"],
        look.get(f"{path}?limit=20").headers["etag"],
    ]
    assert len(set(tags)) == len(tags)


def test_a_tag_changes_when_something_comes_that_is_seen(
    desk: Client, workspace: Workspace
) -> None:
    path = f"{BASE}/statements"
    before = desk.get(path).headers["etag"]
    with workspace.open() as record:
        review.confirm(record, record.reader(), _first(desk), by="somebody")
    assert desk.get(path, headers={"If-None-Match": before}).status_code == 200
    assert desk.get(path).headers["etag"] != before


def test_a_tag_does_not_tell_that_something_hidden_came(desk: Client, workspace: Workspace) -> None:
    public = Client(create_app(workspace.open, reader="PUBLIC"))
    seen = [path for path in PATHS if path != "/drafts"]
    tags = {path: public.get(BASE + path).headers["etag"] for path in seen}
    hidden = json.loads(desk.get(f"{BASE}/statements?marking=INTERNAL").text)["items"][0]
    with workspace.open() as record:
        review.confirm(record, record.reader(), hidden["statement"], by="somebody")
    assert {path: public.get(BASE + path).headers["etag"] for path in seen} == tags


def test_head_tells_the_same_without_the_answer(look: Client) -> None:
    for path in ("/statements", "/papers/none"):
        got, head = look.get(BASE + path), look.ask("HEAD", BASE + path)
        assert head.content == b""
        assert head.status_code == got.status_code
        assert head.headers.get("etag") == got.headers.get("etag")
        assert head.headers["content-length"] == got.headers["content-length"]


def test_options_tell_what_can_be_done(look: Client) -> None:
    answer = look.ask("OPTIONS", f"{BASE}/papers")
    assert answer.status_code == 204
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS, POST"
    assert not any(name.startswith("access-control") for name in answer.headers)
