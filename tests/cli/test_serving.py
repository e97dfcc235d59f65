"""What ``inzet serve`` refuses before it listens, and that it serves what it does not refuse."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from inzet.cli.serving import Asked, check
from inzet.vocabulary.errors import InputError
from tests.cli.conftest import PROGRAM, Run
from tests.cli.records import make

NAME = ("--name", "inzet.example.org")
TLS = ("--tls-cert", "c.pem", "--tls-key", "k.pem")
ADD = ("accounts", "add", "anna", "--role", "administrator", "--role", "editor")
PASSWORD = "four unrelated words here\n"


@pytest.fixture
def made(run: Run, tmp_path: Path) -> Run:
    """Runs beside a record."""
    make(tmp_path / "inzet.db").close()
    return run


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate of this machine for itself, ``c.pem`` and ``k.pem``."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (tmp_path / "c.pem").write_bytes(made.public_bytes(pem))
    (tmp_path / "k.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return tmp_path


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        (("--host", "0.0.0.0"), ("nobody has an account", "on the way", "no name")),
        (("--host", "0.0.0.0", *TLS, *NAME), ("nobody has an account",)),
        (("--host", "10.0.0.1"), ("nobody has an account", "on the way")),
        (("--host", "::"), ("nobody has an account", "on the way", "no name")),
        (("--behind-proxy", "127.0.0.1"), ("nobody has an account", "no name")),
        (("--accounts",), ("nobody has an account",)),
        (("--host", "example.org"), ("not an address",)),
        (("--behind-proxy", "*", *NAME), ("not an address of a proxy",)),
        (("--behind-proxy", "0.0.0.0/0", *NAME), ("everybody",)),
        (("--tls-cert", "c.pem"), ("go together",)),
        (("--accounts", "--reader", "PUBLIC"), ("as their account says",)),
        (("--public",), ("nobody is asked",)),
    ],
)
def test_what_is_missing_is_told_at_once(
    made: Run, line: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    ran = made("serve", "--port", "0", *line)
    assert ran.code == 2
    for each in missing:
        assert each in ran.err
    assert "Traceback" not in ran.err


def test_accounts_alone_are_not_enough_for_others() -> None:
    def asked(host: str, *, proxies: tuple[str, ...] = (), cert: str | None = None) -> Asked:
        return Asked(host, ("inzet.example.org",), False, False, proxies, cert, cert, None)

    with pytest.raises(InputError, match="on the way"):
        check(asked("0.0.0.0"), has_accounts=True)
    check(asked("0.0.0.0", proxies=("10.0.0.1",)), has_accounts=True)
    check(asked("127.0.0.1"), has_accounts=False)
    assert not asked("127.0.0.1").asks_who
    assert asked("127.0.0.1", proxies=("127.0.0.1",)).asks_who
    assert asked("192.0.2.1").answers_to == ("inzet.example.org", "192.0.2.1")


def test_a_certificate_that_cannot_be_used_is_told(made: Run, tmp_path: Path) -> None:
    assert made(*ADD, "--stdin", given=PASSWORD).code == 0
    (tmp_path / "c.pem").write_text("nonsense")
    (tmp_path / "k.pem").write_text("nonsense")
    ran = made("serve", "--host", "127.0.0.1", "--port", "0", *TLS)
    assert ran.code == 2
    assert "cannot be used" in ran.err


@contextmanager
def serving(folder: Path, *line: str) -> Iterator[str]:
    process = subprocess.Popen(
        [*PROGRAM, "serve", "--port", "0", *line],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().split()[3]
    finally:
        process.terminate()
        process.communicate(timeout=20)


def ask(address: str, **headers: str) -> tuple[int, dict[str, str]]:
    """Status and headers; a redirect is not followed, and any certificate is taken."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None:
            return None

    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    opener = urllib.request.build_opener(Stay, urllib.request.HTTPSHandler(context=context))
    try:
        with opener.open(urllib.request.Request(address, headers=headers), timeout=20) as answer:
            return answer.status, {k.lower(): v for k, v in answer.headers.items()}
    except urllib.error.HTTPError as error:
        return error.code, {k.lower(): v for k, v in error.headers.items()}


def test_tls_of_its_own(made: Run, certificate: Path) -> None:
    assert made(*ADD, "--stdin", given=PASSWORD).code == 0
    with serving(certificate, "--accounts", *TLS) as address:
        assert address.startswith("https://127.0.0.1:")
        status, headers = ask(address + "/")
        assert (status, headers["location"]) == (303, "/login")
        assert headers["strict-transport-security"].startswith("max-age=")
        # No proxy was declared, so nobody is believed who says that it came otherwise.
        _, headers = ask(address + "/login", **{"X-Forwarded-Proto": "http"})
        assert headers["set-cookie"].startswith("__Host-inzet-login=")
        assert "Secure" in headers["set-cookie"]


def test_a_proxy_is_believed_and_nobody_else(made: Run, tmp_path: Path) -> None:
    assert made(*ADD, "--stdin", given=PASSWORD).code == 0
    forwarded = {"Host": NAME[1], "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
    with serving(tmp_path, "--behind-proxy", "127.0.0.1", *NAME) as address:
        status, headers = ask(address + "/login", **forwarded)
        assert status == 200
        assert "Secure" in headers["set-cookie"]
        assert "strict-transport-security" in headers
        assert ask(address + "/login", Host=NAME[1])[0] == 421, "not by https"
        assert ask(address + "/login", **{**forwarded, "Host": "other.example.org"})[0] == 421
        assert ask(address + "/health")[0] == 200
    with serving(tmp_path, "--behind-proxy", "192.0.2.1", *NAME) as address:
        assert ask(address + "/login", **forwarded)[0] == 421, "whoever asks is not the proxy"


def test_a_taken_port_is_told_before_anything_is_served(made: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = made("serve", "--port", str(taken.getsockname()[1]))
        assert ran.code == 2
