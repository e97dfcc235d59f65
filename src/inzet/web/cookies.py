"""The one cookie that there is: the secret of a session, or of a log-in under way."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

SESSION = "inzet"
LOGIN = "inzet-login"
"""Binds the form of the log-in page to the browser that asked for it."""
_LOGIN_SECONDS = 3600


def name_of(kind: str, scheme: str) -> str:
    """What a cookie is called; ``__Host-`` has the browser hold it to this very host and TLS."""
    return f"__Host-{kind}" if scheme == "https" else kind


def secret_in(headers: Headers, kind: str, scheme: str) -> str | None:
    """The secret that a browser shows; None where it shows none."""
    wanted = name_of(kind, scheme)
    for line in headers.getlist("cookie"):
        for pair in line.split(";"):
            name, _, value = pair.strip().partition("=")
            if name == wanted and value:
                return value
    return None


def give(response: Response, request: Request, kind: str, secret: str) -> None:
    """Has the browser keep a secret: for this site, out of reach of scripts."""
    scheme = request.url.scheme
    response.set_cookie(
        name_of(kind, scheme),
        secret,
        # A session ends with the browser at the latest; the file says when at the earliest.
        max_age=_LOGIN_SECONDS if kind == LOGIN else None,
        path="/",
        secure=scheme == "https",
        httponly=True,
        samesite="lax",
    )


def forget(response: Response, request: Request, kind: str) -> None:
    """Has the browser drop it."""
    scheme = request.url.scheme
    response.delete_cookie(
        name_of(kind, scheme), path="/", secure=scheme == "https", httponly=True, samesite="lax"
    )
