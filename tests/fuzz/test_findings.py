"""What was found by fuzzing, each by the input that found it."""

from __future__ import annotations

import pytest

from inzet.vocabulary.addresses import joined, parts_of
from tests.fuzz.target import tried
from tests.fuzz.targets import TARGETS

_ADDRESSES = b"\xff\xff\xff\xffrom: a@a.e: multipart/mixed; boundary=x\ne"

FOUND = [
    # Of text that is no UTF-8, msgspec raises UnicodeDecodeError, which is none of its own errors.
    ("gold, sentences", b'{"type":"\xee"}'),
    ("gold, papers", b'{"language":"\xfd"}'),
    ("co-signatures", b"\x91\x81\xa4name\xa1\xc4"),
    ("what is asked", b"\x81\xa1\xe2\x80"),
    ("heads", b'{"\xb8":[1,2,"cd"]}'),
    ("bodies of the API", b'{"verdict":"\xbe"}'),
    ("settings of TAXII", b'{"title":"\xdd"}'),
    ("seeds of TAXII", b'["\xfb"]'),
    ("a refusal", b'{"title":"\xe2"}'),
    # Nested too deep it raises RecursionError.
    ("a refusal", b'{"title":' + b"[" * 3000),
    ("who answers", b'{"name":' + b"[" * 3000),
    # What urlsplit raises ValueError for.
    ("addresses of TAXII", b"http://[/"),
    ("addresses of TAXII", b"http://a.example:99999/"),
    ("addresses of TAXII", b"http://x@" + b"a" * 3000),
    # Bytes that no character of Windows has, in what is clearly that otherwise.
    ("plain text", b"caf\xe9 " * 30 + b"a\x81a"),
    ("csv", b"a,b\n" + b"caf\xe9,1\n" * 30 + b"a\x8d,2\n"),
    # Bytes of no encoding in the headers of a message.
    ("mail", b"From:\xff\xff\xff.exam\n\nx"),
    # A list of addresses that cannot be written anew.
    ("mail", b"From:: a@a.exam0a.em: a@a.a@a.%xamF" + _ADDRESSES),
    ("mail", b"Message-ID: \xff\xfe\nSubject: \xff\n\nx"),
    ("answers of TAXII", b'{"title":"x","api_roots":["http://["]}'),
]


@pytest.mark.parametrize(("name", "data"), FOUND)
def test_it_is_mended(name: str, data: bytes) -> None:
    assert tried(TARGETS[name], data) is None


@pytest.mark.parametrize("address", ["http://[", "http://a:99999", "http://a:x", "http://[v1]/"])
def test_what_is_no_address_has_no_parts(address: str) -> None:
    assert not parts_of(address).hostname
    assert not parts_of(address).scheme


def test_a_link_that_leads_nowhere_stays_where_it_stands() -> None:
    assert joined("https://a.example/b/", "http://[") == "https://a.example/b/"
    assert joined("https://a.example/b/", "c") == "https://a.example/b/c"
