"""What is counted and logged of requests, and what never is."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from io import StringIO

import pytest
from starlette.routing import Route

from inzet.record import Condition, Record
from inzet.web.app import create_app
from inzet.web.running import journal
from inzet.web.running.ledger import Ledger, exposition, joined
from inzet.web.security import HEADERS
from tests.web.client import Client
from tests.web.workspace import Workspace


@pytest.fixture
def log() -> Iterator[StringIO]:
    """What is written while a test runs."""
    root, ours = logging.getLogger(), journal.LOGGER
    before = root.handlers[:], root.level, ours.level
    stream = StringIO()
    journal.configure(lines=True, worker=3, stream=stream)
    yield stream
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    ours.setLevel(before[2])


def lines(log: StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_a_request_is_a_line_that_does_not_tell_what_was_read(
    log: StringIO, look: Client, shown: Workspace
) -> None:
    answers = [
        look.get(f"/papers/{shown.agenda}?quote=kabels"),
        look.get("/search?q=sabotage"),
        look.get("/nothing/by-this-name"),
        look.get("/", headers={"Host": "elsewhere.example"}),
        look.get("/static/inzet.css"),
        look.ask("SABOTAGE", "/search"),
    ]
    told = lines(log)
    assert [(each["route"], each["status"]) for each in told] == [
        ("/papers/{id}", 200),
        ("/search", 200),
        ("other", 404),
        ("other", 421),
        ("/static/*", 200),
        ("/search", 405),
    ]
    assert [each["request"] for each in told] == [
        answer.headers["X-Request-ID"] for answer in answers
    ]
    assert all(each["worker"] == 3 and each["ms"] >= 0 for each in told)  # type: ignore[operator]
    assert told[4]["bytes"] == int(answers[4].headers["content-length"])
    for hidden in (shown.agenda[:12], "kabels", "sabotage", "by-this-name", "elsewhere"):
        assert hidden not in log.getvalue()


def test_a_number_that_a_client_brings_is_not_taken(log: StringIO, look: Client) -> None:
    answer = look.get("/health", headers={"X-Request-ID": "forged"})
    assert answer.headers["X-Request-ID"] != "forged"
    assert "forged" not in log.getvalue()


def test_a_fault_is_a_page_and_a_line_without_its_words(log: StringIO, shown: Workspace) -> None:
    def broken() -> Record:
        raise RuntimeError("sabotage op zee")

    client = Client(create_app(broken))
    answer = client.get("/?q=geheim")
    assert answer.status_code == 500
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    assert "sabotage" not in answer.text
    fault, request = lines(log)
    assert fault["error"] == "RuntimeError"
    assert any("broken" in each for each in fault["at"])  # type: ignore[attr-defined]
    assert (request["route"], request["status"]) == ("/", 500)
    assert fault["request"] == request["request"] == answer.headers["X-Request-ID"]
    assert "sabotage" not in log.getvalue()
    assert "geheim" not in log.getvalue()


def test_of_others_records_the_values_are_left_out(log: StringIO) -> None:
    logging.getLogger("somebody.else").warning("asked %s", "/search?q=sabotage")
    (line,) = lines(log)
    assert line["message"] == "asked %s"
    assert line["logger"] == "somebody.else"


def test_every_route_is_counted_under_its_template(look: Client, shown: Workspace) -> None:
    look.get(f"/papers/{shown.agenda}")
    look.get("/papers/none")
    text = look.get("/metrics").text
    assert 'inzet_requests_total{method="GET",route="/papers/{id}",status="404"} ' in text
    assert shown.agenda[:12] not in text
    known = {route.path for route in look.app.routes if isinstance(route, Route)}
    routes = {
        line.split('route="')[1].split('"')[0] for line in text.splitlines() if 'route="' in line
    }
    assert routes <= known | {"other", "/static/*"}


def test_counts_of_several_processes_are_added_up() -> None:
    first, second = Ledger(1), Ledger(2)
    first.began()
    first.ended("GET", "/", 200, 0.004)
    first.began()
    first.ended("BREW", "/", 405, 0.2)
    first.opened(0.002)
    second.began()
    second.ended("GET", "/", 200, 99.0)
    second.began()
    with second.reading():
        text = exposition(joined([first.tally(), second.tally()]))
    assert 'inzet_requests_total{method="GET",route="/",status="200"} 2' in text
    assert 'inzet_requests_total{method="other",route="/",status="405"} 1' in text
    assert 'inzet_request_duration_seconds_bucket{route="/",le="0.005"} 1' in text
    assert 'inzet_request_duration_seconds_bucket{route="/",le="30.0"} 2' in text
    assert 'inzet_request_duration_seconds_bucket{route="/",le="+Inf"} 3' in text
    assert 'inzet_request_duration_seconds_count{route="/"} 3' in text
    assert "inzet_requests_in_progress 1" in text
    assert "inzet_readings_in_progress 1" in text
    assert "inzet_record_open_seconds_count 1" in text
    assert 'inzet_process_resident_memory_bytes{worker="2"} ' in text
    for line in text.splitlines():
        if not line.startswith("#"):
            float(line.rsplit(" ", 1)[1])


def test_metrics_are_for_whoever_administers(shown: Workspace) -> None:
    public = Client(create_app(shown.open, reader="PUBLIC"))
    answer, missing = public.get("/metrics"), public.get("/nothing")
    assert answer.status_code == missing.status_code == 404
    assert answer.text.replace("/metrics", "") == missing.text.replace("/nothing", "")


@pytest.mark.parametrize("found", list(Condition))
def test_ready_is_one_word_and_the_log_tells_more(
    found: Condition, log: StringIO, shown: Workspace
) -> None:
    client = Client(create_app(shown.open, condition=lambda: found, remade=lambda: 43))
    answer = client.get("/ready")
    assert client.get("/health").text == "alive\n"
    if found is Condition.READY:
        assert (answer.status_code, answer.text) == (200, "ready\n")
        return
    told = ": tables are being made anew, 43 %" if found is Condition.STALE else ""
    assert (answer.status_code, answer.text) == (503, f"not ready{told}\n")
    assert lines(log)[0]["record"] == str(found)
