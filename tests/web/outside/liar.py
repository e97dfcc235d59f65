"""A small provider on loopback that tells whatever a test wants it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT = "inzet"


class Liar:
    """Answers as its fields say; ``asked`` is what came to it."""

    def __init__(self, site: str) -> None:
        self.issuer = site
        self.key = RSAKey.generate_key(2048, {"kid": "first"})
        self.shown = [self.key]
        self.description: dict[str, Any] = {
            "issuer": site,
            "authorization_endpoint": f"{site}/auth",
            "token_endpoint": f"{site}/token",
            "jwks_uri": f"{site}/keys",
        }
        self.asked: list[tuple[str, dict[str, list[str]]]] = []
        self.claims: dict[str, Any] = {}
        self.token: str | None = None
        """What is given for any code; a well-made one with ``claims`` where it is None."""
        self.status = 200
        self.body: bytes | None = None

    def made(
        self, *, key: Any = None, alg: str = "RS256", kid: str | None = None, **over: Any
    ) -> str:
        """A token; what is over is told in place of what is right, None leaves it away."""
        now = int(time.time())
        right = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "subject-1",
            "exp": now + 300,
            "iat": now,
        }
        claims = {k: v for k, v in {**right, **self.claims, **over}.items() if v is not None}
        key = key or self.key
        header = {"alg": "RS256", "kid": kid or key.kid}
        return jwt.encode(header, claims, key)

    def answer(self, path: str) -> object:
        if path == "/.well-known/openid-configuration":
            return self.description
        if path == "/keys":
            return KeySet(list(self.shown)).as_dict(private=False)
        return {"id_token": self.token or self.made(), "token_type": "Bearer"}


@contextmanager
def lying() -> Iterator[Liar]:
    """A liar that listens."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", "0")))
            self._answer(parse_qs(body.decode()))

        def _answer(self, form: dict[str, list[str]]) -> None:
            liar.asked.append((self.path, form))
            body = json.dumps(liar.answer(self.path)).encode()
            status = 200
            if self.path == "/token":
                status, body = liar.status, liar.body if liar.body is not None else body
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    liar = Liar(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield liar
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
