"""A language model that helps, lies, stalls, breaks off: only quotes that are there ever count.

The server is a real one, on loopback, that answers as it is told to.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from inzet.reading.intake import Outcome, take
from inzet.reading.opinion.endpoint import ModelOpinion
from inzet.reading.opinion.settings import ModelSettings, settings
from inzet.reading.reader import ReadPaper, read_paper
from inzet.record import Record
from inzet.vocabulary.errors import InputError, UnknownValue

PAPER = """\
GEANNOTEERDE AGENDA VAN DE RAAD VOOR BUITENLANDSE ZAKEN VAN 12 MAART 2018

Den Haag, 2 maart 2018

De Raad komt op 12 maart 2018 bijeen in Brussel. Nederland zal pleiten voor een gezamenlijke
aanpak. Lange jaren was de haven dicht. Finland kijkt hier zuinig naar, zo viel te merken.
"""
SILENT = "Finland kijkt hier zuinig naar, zo viel te merken."
Items = list[dict[str, Any]]
Answer = Callable[[Items], Any]


class Server:
    """Answers chat completions; ``answer`` gets the sentences asked about."""

    def __init__(self, answer: Answer) -> None:
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.answer = answer
        self.status = 200
        self.statuses: list[int] = []
        self.headers: dict[str, str] = {}
        self.raw: bytes | None = None
        self.finish = "stop"
        self.delay = 0.0
        self.url = ""

    def body(self, question: dict[str, Any]) -> bytes:
        if self.raw is not None:
            return self.raw
        lines = question["messages"][1]["content"].splitlines()[1:]
        told = self.answer([json.loads(line) for line in lines])
        words = told if isinstance(told, str) else json.dumps({"found": told})
        choice = {"finish_reason": self.finish, "message": {"content": words}}
        return json.dumps({"choices": [choice]}).encode()


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["content-length"])))
            server.asked.append(question)
            server.keys.append(self.headers.get("authorization"))
            status = server.statuses.pop(0) if server.statuses else server.status
            time.sleep(server.delay)
            body = server.body(question)
            self.send_response(status)
            for name, value in server.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            try:
                self.wfile.write(body)
            except OSError:
                return  # the client had enough of it

        def log_message(self, *_: Any) -> None:
            """Tests print nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.url = f"http://127.0.0.1:{http.server_address[1]}/v1"
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


def read(server: Server, seconds: float = 20.0, key: str = "") -> ReadPaper:
    chosen = ModelSettings(url=server.url, model="test", key=key, seconds=seconds)
    opinion = ModelOpinion(chosen, sleep=lambda _: None)
    return read_paper(PAPER.encode(), name="p.txt", opinions=(opinion,))


def from_model(paper: ReadPaper) -> list[tuple[str, str | None, str]]:
    return [
        (one.act, one.party, one.quote)
        for one in paper.reading.statements
        if one.rule.startswith("model.")
    ]


def by_rule(paper: ReadPaper) -> list[str]:
    return [one.id for one in paper.reading.statements if not one.rule.startswith("model.")]


def number(items: Items) -> int:
    return next(int(one["n"]) for one in items if one["text"] == SILENT)


def honest(items: Items) -> Any:
    quote = "Finland kijkt hier zuinig naar"
    return [{"n": number(items), "act": "position", "quote": quote, "holder": "Finland"}]


PLAIN = by_rule(read_paper(PAPER.encode(), name="p.txt"))


def test_an_honest_model_adds_what_the_rules_missed() -> None:
    with serving(Server(honest)) as server:
        paper = read(server, key="secret")
    assert from_model(paper) == [("position", "FIN", SILENT)]
    assert by_rule(paper) == PLAIN
    assert SILENT not in {one.quote for one in paper.reading.unrecognised}
    made = next(one for one in paper.reading.statements if one.rule == "model.position")
    assert paper.extracted.text[made.start : made.end].split() == SILENT.split()
    assert made.reading_precision is None
    assert server.keys == ["Bearer secret"]
    texts = json.dumps(server.asked)
    assert "pleiten" not in texts, "what the rules read is not sent"


LIES: dict[str, Answer] = {
    "an invented quote": lambda items: [
        {"n": number(items), "act": "position", "quote": "Finland is tegen", "holder": "Finland"}
    ],
    "an invented holder": lambda items: [
        {"n": number(items), "act": "position", "quote": SILENT, "holder": "Zweden"}
    ],
    "no holder": lambda items: [{"n": number(items), "act": "position", "quote": SILENT}],
    "an act that is none": lambda items: [
        {"n": number(items), "act": "treason", "quote": SILENT, "holder": "Finland"}
    ],
    "a sentence that was not asked about": lambda _: [
        {"n": 9999, "act": "status", "quote": SILENT}
    ],
    "a sentence number below zero": lambda _: [{"n": -1, "act": "status", "quote": SILENT}],
    "an empty quote": lambda items: [{"n": number(items), "act": "status", "quote": "  "}],
    "another form": lambda items: [{"number": number(items), "label": "position"}],
    "a list of nonsense": lambda _: [1, None, "position", [], {}],
    "no list": lambda _: json.dumps({"found": "nothing"}),
    "prose": lambda _: "I think Finland is against it.",
    "half a JSON": lambda items: json.dumps({"found": honest(items)})[:-9],
    "deep JSON": lambda _: "[" * 100_000,
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_changes_nothing_and_is_told(lie: str) -> None:
    with serving(Server(LIES[lie])) as server:
        paper = read(server)
    assert from_model(paper) == []
    assert by_rule(paper) == PLAIN
    notes = " ".join(paper.reading.notes)
    assert "model’s opinion" in notes or "proposals were refused" in notes


def test_a_fence_around_the_answer_is_taken_off() -> None:
    def fenced(items: Items) -> str:
        return "```json\n" + json.dumps({"found": honest(items)}) + "\n```"

    with serving(Server(fenced)) as server:
        assert len(from_model(read(server))) == 1


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"", "not what the protocol says"),
        (b"<html>proxy</html>", "not what the protocol says"),
        (b'{"choices": []}', "not what the protocol says"),
        (b'{"choices": [{"message": {"content": 7}}]}', "not what the protocol says"),
        (b"x" * (2 * 1024 * 1024), "too long"),
    ],
)
def test_another_body_is_told(raw: bytes, what: str) -> None:
    server = Server(honest)
    server.raw = raw
    with serving(server):
        paper = read(server)
    assert from_model(paper) == []
    assert what in " ".join(paper.reading.notes)


def test_a_cut_off_answer_is_told() -> None:
    server = Server(honest)
    server.finish = "length"
    with serving(server):
        assert "cut off" in " ".join(read(server).reading.notes)


def test_a_busy_server_is_asked_again_and_a_broken_one_given_up() -> None:
    server = Server(honest)
    server.statuses = [429, 503]
    with serving(server):
        assert len(from_model(read(server))) == 1
        assert len(server.asked) == 3
        server.status = 500
        assert "HTTP status 500" in " ".join(read(server).reading.notes)


def test_text_goes_nowhere_else() -> None:
    with serving(Server(honest)) as elsewhere:
        server = Server(honest)
        server.status = 307
        server.headers = {"location": f"{elsewhere.url}/chat/completions"}
        with serving(server):
            assert "HTTP status 307" in " ".join(read(server).reading.notes)
        assert elsewhere.asked == []


def test_a_stalling_server_costs_no_more_than_its_time() -> None:
    server = Server(honest)
    server.delay = 3.0
    with serving(server):
        began = time.monotonic()
        paper = read(server, seconds=0.5)
        assert time.monotonic() - began < 2.5
    assert by_rule(paper) == PLAIN
    assert "did not answer in time" in " ".join(paper.reading.notes)


def test_nobody_there_is_told() -> None:
    with serving(Server(honest)) as server:
        pass
    assert "could not be reached" in " ".join(read(server).reading.notes)


@pytest.mark.parametrize("line", ["VERTROUWELIJK", "LIMITE"])
def test_a_limited_paper_is_not_sent(line: str) -> None:
    with serving(Server(honest)) as server:
        opinion = ModelOpinion(ModelSettings(url=server.url, model="test"))
        paper = read_paper(f"{line}\n\n{PAPER}".encode(), name="p.txt", opinions=(opinion,))
        assert server.asked == []
    assert "No model was asked" in " ".join(paper.reading.notes)


def test_a_marking_that_was_not_allowed_is_not_sent(tmp_path: Path) -> None:
    with serving(Server(honest)) as server, Record.create(tmp_path / "r.db", "Ministry") as record:
        opinion = ModelOpinion(ModelSettings(url=server.url, model="test"))
        with pytest.raises(InputError, match="nothing was sent"):
            take(record, PAPER.encode(), name="p.txt", model=opinion)
        assert server.asked == []
        taken = take(record, PAPER.encode(), name="p.txt", marking="PUBLIC", model=opinion)
        assert taken.outcome is Outcome.NEW
        assert len(server.asked) == 1


def test_a_known_paper_keeps_its_own_marking(tmp_path: Path) -> None:
    with serving(Server(honest)) as server, Record.create(tmp_path / "r.db", "Ministry") as record:
        opinion = ModelOpinion(ModelSettings(url=server.url, model="test"))
        take(record, PAPER.encode(), name="p.txt")
        with pytest.raises(InputError, match="marked INTERNAL"):
            take(record, PAPER.encode(), name="p.txt", marking="PUBLIC", model=opinion)
        assert server.asked == []


def test_what_a_model_read_stays_when_it_is_read_again_without(tmp_path: Path) -> None:
    with serving(Server(honest)) as server, Record.create(tmp_path / "r.db", "Ministry") as record:
        chosen = ModelSettings(url=server.url, model="test", markings=frozenset(("INTERNAL",)))
        data = PAPER.encode()
        assert take(record, data, name="p.txt").outcome is Outcome.NEW
        asked = take(record, data, name="p.txt", model=ModelOpinion(chosen))
        assert (asked.outcome, asked.written) == (Outcome.REREAD, 1)
        again = take(record, data, name="p.txt")
        assert again.outcome is Outcome.KNOWN
        view = record.view(record.reader())
        rules = {row.rule for row in view.statements().items}
        assert "model.position" in rules


def test_settings_say_what_is_wrong() -> None:
    with pytest.raises(InputError, match="no language model"):
        settings({})
    base = {"INZET_MODEL": "m", "INZET_MODEL_URL": "https://models.example/v1/"}
    assert settings(base).url == "https://models.example/v1"
    assert settings(base).markings == {"PUBLIC"}
    assert settings(base | {"INZET_MODEL_MARKINGS": "PUBLIC, INTERNAL"}).markings == {
        "PUBLIC",
        "INTERNAL",
    }
    for url in ("ftp://x", "models", "http://models.example/v1", "https://u:p@models.example"):
        with pytest.raises(UnknownValue):
            settings(base | {"INZET_MODEL_URL": url})
    open_line = {"INZET_MODEL_URL": "http://10.0.0.9/v1", "INZET_MODEL_OPEN_LINE": "1"}
    assert settings(base | open_line).url == "http://10.0.0.9/v1"
    with pytest.raises(UnknownValue, match="number of seconds"):
        settings(base | {"INZET_MODEL_SECONDS": "soon"})
    assert "secret" not in repr(settings(base | {"INZET_MODEL_KEY": "secret"}))
