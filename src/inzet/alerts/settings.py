"""How mail is sent: from the environment or a settings file; the password only from a file."""

from __future__ import annotations

import ipaddress
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from inzet.vocabulary.errors import InputError, NotFound
from inzet.vocabulary.markings import PUBLIC

_PREFIX = "INZET_MAIL_"
_NAMES = (
    *("HOST", "PORT", "SECURITY", "USER", "PASSWORD_FILE", "FROM", "MARKINGS", "WORKSPACE"),
    *("CA", "SECONDS"),
)
_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_LONGEST = 254
# Plain addresses alone: what can be quoted or commented in one serves nobody but whoever slips
# something in.
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~][A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]*"
    r"@(?:localhost|(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9-]*[A-Za-z0-9])\Z",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Settings:
    """A mail server, and what may leave by it."""

    host: str
    port: int
    security: str
    """``starttls``, ``tls``, or ``none``: only to a server on this machine."""
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    markings: frozenset[str] = frozenset({PUBLIC})
    """What stands under another is never in a mail, which only says that there is something."""
    workspace: str = ""
    """Address of the workspace, for links; "" for none."""
    authorities: str | None = None
    """File with certificates of authorities to trust instead of the usual ones."""
    seconds: float = 30.0
    """How long the server may take over each step."""

    @classmethod
    def of_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """As they stand in ``INZET_MAIL_…``, or in the TOML file ``INZET_MAIL_SETTINGS``.

        Raises:
            NotFound: no server is set up.
            InputError: a setting that cannot be.
        """
        told = _told(environment)
        host = told.get("HOST", "").strip()
        if not host:
            raise NotFound(
                "no mail server is set up",
                where=f"{_PREFIX}HOST",
                fix="Set INZET_MAIL_HOST and INZET_MAIL_FROM; see docs/subscriptions.md.",
            )
        security = told.get("SECURITY", "starttls").strip().lower()
        if security not in _PORTS:
            raise _wrong("SECURITY", security, f"Use {', '.join(_PORTS)}.")
        if security == "none" and not _is_here(host):
            raise _wrong("SECURITY", security, "Without encryption only a server of this machine.")
        workspace = told.get("WORKSPACE", "").strip().rstrip("/")
        if workspace and not workspace.startswith(("https://", "http://127.", "http://localhost")):
            raise _wrong("WORKSPACE", workspace, "Give its address, https://…")
        markings = told.get("MARKINGS", PUBLIC).replace(",", " ").split()
        return cls(
            host=host,
            port=int(_number("PORT", told.get("PORT", ""), _PORTS[security], 65_535)),
            security=security,
            sender=checked_address(told.get("FROM", ""), where=f"{_PREFIX}FROM"),
            user=told.get("USER", "").strip(),
            password=_password(told.get("PASSWORD_FILE", "")),
            markings=frozenset(markings),
            workspace=workspace,
            authorities=told.get("CA") or None,
            seconds=_number("SECONDS", told.get("SECONDS", ""), 30, 600),
        )


def checked_address(typed: str, *, where: str = "address") -> str:
    """An address that mail can be sent to, and that nothing can be slipped in with.

    Raises:
        InputError: it is none.
    """
    typed = typed.strip()
    if len(typed) > _LONGEST or not _ADDRESS.match(typed):
        raise InputError(
            "this is no mail address",
            where=where,
            fix="Write it as name@example.org, and only that.",
        )
    return typed


def _told(environment: Mapping[str, str]) -> dict[str, str]:
    file, found = environment.get(f"{_PREFIX}SETTINGS", ""), {}
    if file:
        try:
            written = tomllib.loads(Path(file).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise InputError(
                f"the settings of mail cannot be read ({type(error).__name__})",
                where=file,
                fix="It is a TOML file with host, from and the like.",
            ) from None
        found = {name.upper(): str(value) for name, value in written.items()}
        unknown = sorted(set(found) - set(_NAMES))
        if unknown:
            raise InputError(
                f"“{unknown[0].lower()}” is no setting of mail",
                where=file,
                fix=f"Use {', '.join(name.lower() for name in _NAMES)}.",
            )
    stated = {name: environment.get(_PREFIX + name) for name in _NAMES}
    return found | {name: value for name, value in stated.items() if value is not None}


def _password(file: str) -> str:
    if not file.strip():
        return ""
    try:
        return Path(file).read_text("utf-8").strip()
    except (OSError, ValueError):
        raise InputError(
            "the file with the password of the mail server cannot be read",
            where=file,
            fix="Make it readable for whoever runs Inzet, and for nobody else.",
        ) from None


def _number(name: str, typed: str, default: float, most: float) -> float:
    try:
        found = float(typed) if typed.strip() else default
    except ValueError:
        found = 0
    if not 0 < found <= most:
        raise _wrong(name, typed, f"A number up to {most:g}.")
    return found


def _wrong(name: str, value: str, fix: str) -> InputError:
    return InputError(f"“{value[:80]}” cannot be", where=f"{_PREFIX}{name}", fix=fix)


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
