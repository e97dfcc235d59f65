"""Signed requests: the RFC's own vector, and everything that makes one count for nothing."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from inzet.exchange.signing import Asking, claimed, digest, signature_base, signed_headers
from inzet.record.keys import fingerprint, signed
from tests.exchange.nodes.nodes import PERSON, Clock, Node, meet, node
from tests.web.client import Client

# RFC 9421, appendix B.1.4 and B.2.6.
SECRET = "9f8362f87a484a954e6e740c5b4c0e84229139a20aa8ab56ff66586f6a7d29c5"
PUBLIC = "26b40b8f93fff3d897112f7ebc582b232dbd72517d082fe83cfb30ddce43d1bb"
SIGNATURE = (
    "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw=="
)


def test_the_vector_of_the_rfc() -> None:
    covered = [
        ("date", "Tue, 20 Apr 2021 02:07:55 GMT"),
        ("@method", "POST"),
        ("@path", "/foo"),
        ("@authority", "example.com"),
        ("content-type", "application/json"),
        ("content-length", "18"),
    ]
    names = " ".join(f'"{name}"' for name, _ in covered)
    base = signature_base(covered, f'({names});created=1618884473;keyid="test-key-ed25519"')
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(SECRET))
    assert key.public_key().public_bytes_raw().hex() == PUBLIC
    assert base64.b64encode(key.sign(base)).decode() == SIGNATURE
    assert signed(bytes.fromhex(PUBLIC), base, base64.b64decode(SIGNATURE))


def test_the_digest_is_that_of_rfc_9530() -> None:
    # RFC 9530, appendix D, of {"hello": "world"} and a line feed.
    expected = "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:"
    assert digest(b'{"hello": "world"}\n') == expected


def test_what_is_signed_is_read_back_and_nothing_else() -> None:
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(SECRET))
    asking = Asking("POST", "/nodes/parcels", "a=1", b"body", "ab" * 32)
    headers = signed_headers(asking, by=fingerprint(b"x"), sign=key.sign, now=1_700_000_000.9)
    lower = {name.lower(): value for name, value in headers.items()}
    asked = {"method": "POST", "path": "/nodes/parcels", "query": "a=1", "body": b"body"}
    found = claimed(lower, **asked)  # type: ignore[arg-type]
    assert found is not None
    assert found.created == 1_700_000_000
    assert signed(bytes.fromhex(PUBLIC), found.message, found.signature)
    for name, value in (
        ("method", "GET"),
        ("path", "/nodes/feeds"),
        ("query", "a=2"),
        ("body", b"other"),
    ):
        other = claimed(lower, **{**asked, name: value})  # type: ignore[arg-type]
        assert other is None or not signed(bytes.fromhex(PUBLIC), other.message, other.signature)
    for name, old, new in (
        ("signature-input", "created=1700000000", "created=1700000001"),
        ("signature-input", 'alg="ed25519"', 'alg="hmac-sha256"'),
        ("signature-input", ' "@query"', ""),
        ("signature-input", "inzet=", "sig1="),
        ("signature", "inzet=:", "inzet=:A"),
        ("inzet-to", "ab", "cd"),
        ("content-digest", "sha-256", "sha-512"),
    ):
        changed = {**lower, name: lower[name].replace(old, new, 1)}
        assert changed != lower
        other = claimed(changed, **asked)  # type: ignore[arg-type]
        assert other is None or not signed(bytes.fromhex(PUBLIC), other.message, other.signature)


@pytest.fixture
def two(tmp_path: Path, clock: Clock) -> Iterator[tuple[Node, Node]]:
    one, other = node(tmp_path, "One", clock), node(tmp_path, "Other", clock)
    meet(one, other)
    one.write("PUBLIC", "Openbaar")
    yield one, other
    for each in (one, other):
        each.record.close()


def asked(by: Node, of: Node, *, to: str = "", sign: Any = None, **more: Any) -> dict[str, str]:
    asking = Asking("GET", "/nodes/feeds", more.get("query", ""), b"", to or of.id)
    now = by.clock().timestamp() + more.get("ahead", 0)
    return signed_headers(asking, by=by.id, sign=sign or by.record.sign, now=now)


def get(of: Node, headers: dict[str, str], path: str = "/nodes/feeds") -> httpx.Response:
    return Client(of.app).get(path, headers=headers)


def test_whoever_is_not_known_or_proven_is_answered_in_the_same_words(
    two: tuple[Node, Node], tmp_path: Path, clock: Clock
) -> None:
    one, other = two
    stranger = node(tmp_path, "Stranger", clock)
    assert get(one, asked(other, one)).status_code == 200
    ways: dict[str, Callable[[], httpx.Response]] = {
        "no signature": lambda: get(one, {}),
        "an unknown key": lambda: get(one, asked(stranger, one)),
        "another's key": lambda: get(one, asked(other, one, sign=stranger.record.sign)),
        "for another node": lambda: get(one, asked(other, one, to=stranger.id)),
        "another query": lambda: get(one, asked(other, one), "/nodes/feeds?x=1"),
        "another path": lambda: Client(one.app).post(
            "/nodes/parcels", headers=asked(other, one), content=b"\x80"
        ),
    }
    answers = {name: way() for name, way in ways.items()}
    assert {each.status_code for each in answers.values()} == {401}
    assert len({each.content for each in answers.values()}) == 1
    one.here.peers.add(
        id_=stranger.id, name="Stranger", public_key=stranger.record.organisation.public_key
    )
    unconfirmed = get(one, asked(stranger, one))
    assert unconfirmed.content == answers["no signature"].content
    stranger.record.close()


def test_a_peer_that_is_known_by_its_fingerprint_alone_may_ask(
    tmp_path: Path, clock: Clock
) -> None:
    one, other = node(tmp_path, "One", clock), node(tmp_path, "Other", clock)
    third = node(tmp_path, "Third", clock)
    other.knows(one)
    one.here.peers.add(id_=other.id, name="Other")
    one.here.peers.confirm(other.id, other.id, PERSON)
    one.write("PUBLIC", "Openbaar")
    # Without its key nothing proves, nor with the key of somebody else.
    assert get(one, asked(other, one)).status_code == 401
    false = {"Inzet-Key": third.record.organisation.public_key.hex()}
    assert get(one, asked(other, one) | false).status_code == 401
    assert other.pull(one).is_whole
    assert one.peer(other).public_key == other.record.organisation.public_key
    for each in (one, other, third):
        each.record.close()


def test_a_request_counts_once(two: tuple[Node, Node]) -> None:
    one, other = two
    headers = asked(other, one)
    assert get(one, headers).status_code == 200
    again = get(one, headers)
    assert again.status_code == 401
    assert "once" in again.json()["detail"]


@pytest.mark.parametrize(("ahead", "word"), [(400, "ahead of"), (-400, "behind")])
def test_a_clock_that_differs_is_told_to_a_peer(
    two: tuple[Node, Node], ahead: int, word: str
) -> None:
    one, other = two
    answer = get(one, asked(other, one, ahead=ahead))
    assert answer.status_code == 401
    assert word in answer.json()["detail"]
    assert get(one, asked(other, one, ahead=ahead // 2)).status_code == 200


def test_a_node_tells_anybody_its_name_and_key_and_no_more(two: tuple[Node, Node]) -> None:
    one, _ = two
    answer = Client(one.app).get("/nodes/self")
    own = one.record.organisation
    assert answer.json() == {"name": "One", "key": own.public_key.hex(), "protocol": 1}


def test_a_body_larger_than_may_be_is_refused(two: tuple[Node, Node]) -> None:
    one, _ = two
    answer = Client(one.app).post("/nodes/parcels", content=bytes(2**20 + 1))
    assert answer.status_code == 413
