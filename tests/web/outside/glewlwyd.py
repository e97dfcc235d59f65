"""Glewlwyd, an OpenID provider in C that Debian packages, set up from nothing on loopback."""

from __future__ import annotations

import gzip
import json
import socket
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

TABLES = Path("/usr/share/doc/glewlwyd/database/init.sqlite3.sql.gz")
MODULES = Path("/usr/lib/glewlwyd")
CLIENT, SECRET, PASSWORD = "inzet", "a secret of the client", "a password of a person"
PERSON = "anna"
_SETTINGS = """\
port={port}
bind_address="127.0.0.1"
external_url="http://127.0.0.1:{port}"
api_prefix="api"
log_mode="file"
log_level="ERROR"
log_file="{folder}/log"
cookie_domain="127.0.0.1"
cookie_secure=false
session_expiration=3600
session_key="GLEWLWYD2_SESSION_ID"
login_url="login.html"
login_api_enabled=true
max_post_size=1048576
admin_scope="g_admin"
profile_scope="g_profile"
user_module_path="{modules}/user"
client_module_path="{modules}/client"
user_auth_scheme_module_path="{modules}/scheme"
plugin_module_path="{modules}/plugin"
hash_algorithm="SHA512"
database = {{ type="sqlite3"; path="{folder}/provider.db"; }};
"""
_CODE_ALONE = ("token", "id-token", "none", "password", "client", "device", "refresh")


def is_here() -> bool:
    """Whether it is installed."""
    return TABLES.exists() and MODULES.is_dir()


@dataclass(frozen=True)
class Glewlwyd:
    """The provider as it runs."""

    site: str

    @property
    def issuer(self) -> str:
        """What it calls itself."""
        return f"{self.site}/api/oidc"

    def log_in(self, address: str) -> str:
        """What a person does there who was sent to ``address``; where they are sent back to."""
        with httpx.Client(base_url=self.site) as browser:
            answer = browser.post("/api/auth/", json={"username": PERSON, "password": PASSWORD})
            assert answer.status_code == 200, answer.text
            answer = browser.put(f"/api/auth/grant/{CLIENT}", json={"scope": "openid"})
            assert answer.status_code == 200, answer.text
            # What its log-in page adds when the person goes on.
            answer = browser.get(f"{address}&g_continue")
            assert answer.status_code == 302, answer.text
            return answer.headers["location"]


@contextmanager
def glewlwyd(folder: Path, redirect: str) -> Iterator[Glewlwyd]:
    """A provider with one client and one person in two groups."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    _make_tables(folder / "provider.db")
    settings = folder / "settings"
    settings.write_text(_SETTINGS.format(port=port, folder=folder, modules=MODULES), "utf-8")
    process = subprocess.Popen(
        ["glewlwyd", "--config-file", str(settings)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    made = Glewlwyd(f"http://127.0.0.1:{port}")
    try:
        _wait(made.site)
        _set_up(made, redirect)
        yield made
    finally:
        process.terminate()
        process.wait(10)


def _make_tables(path: Path) -> None:
    file = sqlite3.connect(path)
    file.execute("PRAGMA synchronous = OFF")
    file.executescript(gzip.decompress(TABLES.read_bytes()).decode())
    table = "g_user_module_instance"
    (told,) = file.execute(f"SELECT gumi_parameters FROM {table}").fetchone()
    kept = json.loads(told)
    kept["data-format"]["groups"] = {"multiple": True, "read": True, "write": True}
    file.execute(f"UPDATE {table} SET gumi_parameters = ?", (json.dumps(kept),))
    file.commit()
    file.close()


def _wait(site: str) -> None:
    for _ in range(200):
        try:
            httpx.get(f"{site}/config")
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("glewlwyd does not begin to answer")


def _set_up(made: Glewlwyd, redirect: str) -> None:
    key = rsa.generate_private_key(65537, 2048)
    form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, *form).decode()
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    plugin = {
        "iss": made.issuer,
        "jwt-type": "rsa",
        "jwt-key-size": "256",
        "key": private,
        "cert": public.decode(),
        "access-token-duration": 3600,
        "refresh-token-duration": 3600,
        "code-duration": 600,
        "refresh-token-rolling": False,
        "allow-non-oidc": False,
        "auth-type-code-enabled": True,
        **{f"auth-type-{kind}-enabled": False for kind in _CODE_ALONE},
        "pkce-allowed": True,
        "pkce-required": True,
        "pkce-method-plain-allowed": False,
        "subject-type": "public",
        "jwks-show": True,
        "name-claim": "mandatory",
        "email-claim": "mandatory",
        "scope-claim": "no",
        "claims": [
            {"name": "groups", "user-property": "groups", "type": "string", "mandatory": True}
        ],
    }
    client = {
        "client_id": CLIENT,
        "name": "Inzet",
        "enabled": True,
        "confidential": True,
        "password": SECRET,
        "redirect_uri": [redirect],
        "authorization_type": ["code"],
        "scope": ["openid"],
        "token_endpoint_auth_method": ["client_secret_basic"],
    }
    person = {
        "username": PERSON,
        "name": "Anna de Vries",
        "password": PASSWORD,
        "email": "anna@example.org",
        "scope": ["openid"],
        "enabled": True,
        "groups": ["inzet-editors", "inzet-nato"],
    }
    with httpx.Client(base_url=made.site, timeout=30) as admin:
        for path, body in (
            ("auth", {"username": "admin", "password": "password"}),
            ("mod/plugin", {"module": "oidc", "name": "oidc", "parameters": plugin}),
            ("client", client),
            ("user", person),
        ):
            answer = admin.post(f"/api/{path}/", json=body)
            assert answer.status_code == 200, (path, answer.text)
