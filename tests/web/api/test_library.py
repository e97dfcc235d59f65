"""The library and requests as programs ask for them: as described, page by page, by who may."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from inzet.library import answer, use
from inzet.record import Record
from inzet.web.api.shapes.common import BASE
from inzet.web.app import create_app
from tests.library.partners import Partners, hand, practice
from tests.library.test_requests import SOON, asked
from tests.web.api.held import hold
from tests.web.client import Client


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Partners]:
    made = Partners(tmp_path_factory.mktemp("api"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def names(both: Partners) -> tuple[str, str]:
    """A practice that an ally used, and a request that it answered."""
    evidence = practice(both.home, "PUBLIC", title="Before it", domains=["space"])
    name = practice(
        both.home,
        text="Long.",
        language="en",
        translations={"nl": ("Eén loket", "Eén nummer.")},
        domains=["cyber"],
        regions=["FIN"],
        evidence=[evidence],
        review="2020-01-01",
        reliability="B",
        credibility="2",
    )
    request = asked(both.home, due=SOON, about=name)
    both.meet()
    ally = both.ally.reader()
    use(both.ally, ally, name, hand("REL-BACK"), outcome="worked", text="It did.")
    answer(both.ally, ally, request, hand(), gives="part", text="Some.", items=[name])
    both.meet()
    return name, request


def at(record: Record, reader: str | None = None) -> Client:
    return Client(create_app(lambda: Record.open(record.path), reader=reader))


def test_answers_are_as_described(both: Partners, names: tuple[str, str]) -> None:
    name, request = names
    client = at(both.home)

    def ask(path: str) -> dict[str, object]:
        found = hold("GET", f"{BASE}{path}", client.get(f"{BASE}{path}"))
        assert isinstance(found, dict)
        return found

    one = ask(f"/library/{name[:12]}")
    assert one["came_of_it"] == [{"outcome": "worked", "times": 1}]
    assert (one["text"], one["grade"]) == ("Long.", "B2")
    assert len(one["evidence"]) == 1  # type: ignore[arg-type]
    found = ask(f"/requests/{request}")
    assert (found["status"], found["ours"], found["waits_for_us"]) == ("partly", True, False)
    assert found["answers"][0]["items"] == [name]  # type: ignore[index]
    for path, number in (
        ("/library?domain=cyber", 1),
        ("/library?domain=energy-none", None),
        ("/library?region=Finland&due=true", 1),
        ("/library?kind=analysis", 0),
        ("/requests?status=partly&ours=true", 1),
        ("/requests?mine=true", 0),
    ):
        whole = f"{BASE}{path}"
        got = client.get(whole)
        data = hold("GET", whole, got)
        assert number is None or len(data["items"]) == number, path
        assert (got.status_code == 400) == (number is None), path
    first = ask("/library?limit=1")
    assert str(first["next"]).startswith(f"{BASE}/library?")
    rest = ask(str(first["next"]).removeprefix(BASE))
    assert {each["id"] for each in (*first["items"], *rest["items"])} > {name}  # type: ignore[misc]


def test_tags_are_of_the_reader_and_the_record(both: Partners, names: tuple[str, str]) -> None:
    client = at(both.home)
    tag = client.get(f"{BASE}/requests").headers["etag"]
    again = client.get(f"{BASE}/requests", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_the_hidden_answers_like_the_missing(both: Partners, names: tuple[str, str]) -> None:
    public = at(both.home, "PUBLIC")
    for noun, one in zip(("library", "requests"), names, strict=True):
        path = f"{BASE}/{noun}"
        listed = hold("GET", path, public.get(path))["items"]
        assert one not in {each["id"] for each in listed}
        hidden, missing = (public.get(f"{path}/{each}") for each in (one, "f" * 64))
        assert (hidden.status_code, missing.status_code) == (404, 404)
        assert hidden.json()["title"] == missing.json()["title"]
