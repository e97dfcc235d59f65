"""Connections that showed a certificate: it stands in the scope of their requests.

As the TLS extension of ASGI says: ``scope["extensions"]["tls"]["client_cert_chain"]``, as PEM, the
leaf first. The server has proven it against those that it believes before any request is read.
"""

from __future__ import annotations

import asyncio
import ssl
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol


class Certified(H11Protocol):
    """The protocol of a connection, which tells the application what was shown on it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Looks at what the connection showed: the handshake is over by now."""
        super().connection_made(transport)
        found = transport.get_extra_info("ssl_object")
        der = found.getpeercert(True) if found is not None else None
        if der:
            self.app: Any = _showing(self.app, ssl.DER_cert_to_PEM_cert(der))


def _showing(app: ASGIApp, pem: str) -> ASGIApp:
    async def showing(scope: Scope, receive: Receive, send: Send) -> None:
        extensions = scope.get("extensions") or {}
        scope["extensions"] = {**extensions, "tls": {"client_cert_chain": [pem]}}
        await app(scope, receive, send)

    return showing


def shown(scope: Scope) -> str:
    """The certificate that a request's connection showed, as PEM; "" for none."""
    chain = ((scope.get("extensions") or {}).get("tls") or {}).get("client_cert_chain") or [""]
    return str(chain[0])
