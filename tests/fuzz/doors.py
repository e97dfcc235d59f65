"""Targets: objects of others' tools, TAXII, the API, MCP, settings and drafts that come back."""

from __future__ import annotations

import contextlib
import io
import json
import urllib.parse
from functools import cache

import msgspec
from starlette.datastructures import Headers

from inzet.datasets import Settings, recognised
from inzet.exchange.foreign.handling import Labels
from inzet.exchange.foreign.keeping import take
from inzet.exchange.foreign.pieces import is_misp, looks_foreign, pieces
from inzet.exchange.stix.reading import _KEY, statement_of
from inzet.exchange.taxii import seeding
from inzet.exchange.taxii import settings as taxii_settings
from inzet.exchange.taxii.asked import asked, check_streams
from inzet.exchange.taxii.client import Client as Pulling
from inzet.exchange.taxii.client import Place, checked_address
from inzet.following.fetching import Answer
from inzet.mcp.session import Session
from inzet.mcp.wire import serve
from inzet.reading.tables import load_tables
from inzet.record import Record
from inzet.vocabulary.errors import InzetError
from inzet.vocabulary.objects import describe
from inzet.web.api.asking import body_of, query_of
from inzet.web.api.nouns import EVERY
from inzet.web.api.operation import Upload
from inzet.web.api.tags import asked_tags
from inzet.web.moments import Moment
from inzet.web.outside import settings as outside_settings
from inzet.web.taxii.answers import check_content
from inzet.writing.draft import Draft
from inzet.writing.render.docx import render
from inzet.writing.returning import take_back
from tests.exchange.taxii.objects import stix
from tests.fuzz.scratch import folder, text
from tests.fuzz.target import Target, as_json, given
from tests.reading.office import zipped
from tests.record.world import add_paper, home
from tests.writing.drafts import agenda

_EVENT = {
    "Event": {
        "uuid": "5f1f1f1f-1111-4111-8111-111111111111",
        "info": "an event",
        "date": "2023-01-01",
        "timestamp": "1672531200",
        "distribution": "1",
        "Tag": [{"name": "tlp:green"}],
        "Attribute": [{"uuid": "a", "type": "text", "value": "x", "timestamp": "1"}],
    }
}
_MARKING = {
    "type": "marking-definition",
    "id": "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9",
    "spec_version": "2.1",
    "created": "2017-01-20T00:00:00.000Z",
    "definition_type": "statement",
    "definition": {"statement": "TLP:AMBER"},
}
_HELD = {
    "type": "note",
    "id": "note--1",
    "extensions": {_KEY: {"content": "{}", "act": "position", "entry": "x", "identity": "y"}},
}


@cache
def _record() -> Record:
    made = home(folder(), name="doors.db")
    with made.batch("PUBLIC") as batch:
        add_paper(batch, "Het kabinet steunt de toetreding van Finland", said="2023-01-01")
    return made


def _objects(data: bytes) -> object:
    """A file of objects: taken apart, and looked at as if it were taken in."""
    looks_foreign(data), is_misp(data)
    return take(_record(), pieces(data), "PUBLIC", source="a file", dry=True)


def _object(data: bytes) -> object:
    """One object, whatever it says of itself."""
    told = text(data)
    for form in ("stix-2.1", "stix-2.0", "misp"):
        with contextlib.suppress(InzetError):
            Labels().of(describe(told, form).data, form)
    with contextlib.suppress(msgspec.DecodeError, RecursionError):
        plain = msgspec.json.decode(told)
        if isinstance(plain, dict):
            statement_of(plain)
    return None


def _bundle(data: bytes) -> object:
    tables = load_tables(data, name="a.json")
    return list(recognised(tables, "a.json").rows(tables, Settings(name="a.json")))


def _pairs(data: bytes) -> list[tuple[str, str]]:
    """A query, as a server takes it apart."""
    return urllib.parse.parse_qsl(data.decode("latin-1"), keep_blank_values=True)[:50]


def _taxii(data: bytes) -> object:
    found = asked(_pairs(data))
    check_streams(found)
    return found


def _api(data: bytes) -> object:
    """A query, of every operation."""
    given = _pairs(data)
    for kind in {each.asks for each in EVERY}:
        with contextlib.suppress(InzetError):
            query_of(kind, given)
    with contextlib.suppress(InzetError):
        Moment.asked(dict(given))
    return None


@cache
def _bodies() -> tuple[type, ...]:
    return tuple({each.takes for each in EVERY if each.takes not in (None, Upload)})


def _body(data: bytes) -> object:
    """A body, of every operation."""
    headers = Headers({"content-type": "application/json"})
    for kind in _bodies():
        with contextlib.suppress(InzetError):
            body_of(kind, data, headers)
    return None


def _headers(data: bytes) -> object:
    told = data.decode("latin-1").replace("\n", "").replace("\r", "")
    list(asked_tags(told))
    with contextlib.suppress(InzetError):
        check_content(Headers({"content-type": told}))
    return None


def _mcp(data: bytes) -> object:
    """Lines of a client; whatever is wrong is answered, and no fault of ours among it."""
    sink, faults = io.BytesIO(), io.StringIO()
    session = Session(lambda: Record.open(_record().path))
    with contextlib.redirect_stderr(faults):
        serve(session.answer, io.BytesIO(data), sink)
    if "Traceback" in faults.getvalue():
        raise AssertionError(faults.getvalue().strip().splitlines()[-1])
    return [json.loads(each) for each in sink.getvalue().splitlines()]


def _settings(data: bytes) -> object:
    (folder() / "doors.db.taxii").write_bytes(data)
    return taxii_settings.read(folder() / "doors.db")


def _seeding(data: bytes) -> object:
    path = folder() / "seeds.json"
    path.write_bytes(data)
    return seeding.read(path)


def _login(data: bytes) -> object:
    path = folder() / "login.toml"
    path.write_bytes(data)
    return outside_settings.read(path)


@cache
def _draft() -> tuple[Draft, dict[str, bytes]]:
    import zipfile

    made = agenda()
    with zipfile.ZipFile(io.BytesIO(render(made))) as archive:
        return made, {name: archive.read(name) for name in archive.namelist()}


def _returned(data: bytes) -> object:
    draft, parts = _draft()
    return take_back(draft, zipped({**parts, "word/document.xml": data}), name="a.docx")


def _address(data: bytes) -> object:
    return checked_address(text(data))


class _Same:
    """Answers whatever is asked with the same."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def get(self, address: str, **_: object) -> Answer:
        """It."""
        return Answer(self._data, address, "application/taxii+json;version=2.1", "", "")

    def close(self) -> None:
        """Nothing is open."""


def _pulled(data: bytes) -> object:
    """What a server of TAXII answers, whatever it is asked."""
    with Pulling("https://a.example/taxii2/") as pulling:
        pulling._fetcher = _Same(data)  # type: ignore[assignment]
        return [list(pulling.pages(each, Place()))[:3] for each in pulling.collections()[:3]]


def _line(method: str, **params: object) -> bytes:
    told = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
    return json.dumps(told).encode() + b"\n"


_QUERIES = (
    "added_after=2023-01-01T00%3A00%3A00Z&limit=5&next=abc&match%5Bid%5D=a,b&match%5Bversion%5D=all",
    "limit=-1&limit=99999999999999999999&match[version]=first,last,2023-01-01T00:00:00.000001Z",
    "as_of=2023-01-01&known_on=9999-12-31&limit=50&after=abc&dossier=accession/FIN&act=position",
    "q=%FF%00&lang=xx&as_of=0000-00-00&data=true&said_from=2023-13-01",
)
_BUNDLE = {"type": "bundle", "id": "bundle--1", "objects": [stix(1), _MARKING]}
_ROOTS = {"/discovery": {"default": "/a/"}, "a": {"collections": []}}
_COLLECTION = {"id": "a", "title": "b", "can_read": True, "can_write": False}
_SERVER = {"title": "x", "api_roots": ["/a/"], "collections": [_COLLECTION], "objects": [stix(1)]}


def _lines() -> tuple[bytes, ...]:
    return (
        _line("initialize", protocolVersion="2025-06-18", capabilities={}),
        _line("tools/list"),
        _line("tools/call", name="search", arguments={"words": "kabinet"}),
        _line("resources/read", uri="inzet://paper/" + "ab" * 32),
    )


DOORS = (
    Target("files of objects", _objects, as_json(_BUNDLE, _EVENT, [_EVENT])),
    Target("an object", _object, as_json(stix(1), _MARKING, _EVENT, _HELD), tries=100),
    Target("a bundle as data", _bundle, as_json(_BUNDLE)),
    Target("queries of TAXII", _taxii, given(*_QUERIES[:2])),
    Target("queries of the API", _api, given(*_QUERIES)),
    Target("bodies of the API", _body, as_json({"verdict": "confirmed"}, {"by": "2023-01-01"})),
    Target("headers", _headers, given('W/"abc", "x,y", *', "application/taxii+json;version=2.1")),
    Target("MCP", _mcp, _lines, tries=40),
    Target("settings of TAXII", _settings, as_json({"title": "x", "roots": [{"name": "inzet"}]})),
    Target("seeds of TAXII", _seeding, as_json(_ROOTS, {"roots": []})),
    Target("settings of the log-in", _login, given('issuer = "https://a.example"\nclient = "x"')),
    Target("answers of TAXII", _pulled, as_json(_SERVER), tries=8),
    Target("addresses of TAXII", _address, given("https://a.example/taxii2/", "http://[::1]:1/")),
    Target(
        "a draft that comes back",
        _returned,
        lambda: (_draft()[1]["word/document.xml"],),
        largest=1 << 15,
        tries=8,
    ),
)
