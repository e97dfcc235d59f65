"""Where a language model may be asked, and about which papers: the operator says; off else."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from inzet.vocabulary.addresses import parts_of
from inzet.vocabulary.errors import InputError, UnknownValue
from inzet.vocabulary.markings import PUBLIC

SECONDS = 120.0
"""How long the model may take over one paper, all its questions together."""


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """An endpoint that speaks the chat-completions protocol, and what may be sent there."""

    url: str
    """Such as ``http://127.0.0.1:11434/v1``; ``/chat/completions`` is added."""
    model: str
    key: str = field(default="", repr=False)
    markings: frozenset[str] = frozenset((PUBLIC,))
    """Markings of which papers may be sent."""
    seconds: float = SECONDS

    def permit(self, marking: str) -> None:
        """Refuses a paper whose marking was not allowed for this endpoint.

        Raises:
            InputError: it was not; nothing was sent.
        """
        if marking not in self.markings:
            raise InputError(
                f"papers marked {marking} are not sent to a model; nothing was sent",
                where=f"INZET_MODEL_MARKINGS={','.join(sorted(self.markings))}",
                fix=f"Read it without --model, or add {marking} to INZET_MODEL_MARKINGS when "
                "this endpoint may see such papers.",
            )


def settings(environment: Mapping[str, str] | None = None) -> ModelSettings:
    """What the operator set, from ``INZET_MODEL_*``.

    Raises:
        InputError: no endpoint or model is named.
        UnknownValue: the address is none, or would send text over an open line.
    """
    given = os.environ if environment is None else environment
    url, model = given.get("INZET_MODEL_URL", "").strip(), given.get("INZET_MODEL", "").strip()
    if not url or not model:
        raise InputError(
            "no language model is set up",
            where="INZET_MODEL_URL and INZET_MODEL",
            fix="Set both, for instance INZET_MODEL_URL=http://127.0.0.1:11434/v1 and "
            "INZET_MODEL=name, or read without --model.",
        )
    markings = [one.strip() for one in given.get("INZET_MODEL_MARKINGS", PUBLIC).split(",")]
    return ModelSettings(
        url=_address(url, open_line=given.get("INZET_MODEL_OPEN_LINE") == "1"),
        model=model,
        key=given.get("INZET_MODEL_KEY", "").strip(),
        markings=frozenset(filter(None, markings)),
        seconds=_seconds(given.get("INZET_MODEL_SECONDS", "")),
    )


def _address(url: str, *, open_line: bool) -> str:
    parts = parts_of(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UnknownValue(
            f"“{url}” is no address", where="INZET_MODEL_URL", fix="Begin with https:// or http://."
        )
    if parts.username or parts.password:
        raise UnknownValue(
            "a password does not belong in an address",
            where="INZET_MODEL_URL",
            fix="Put the key in INZET_MODEL_KEY.",
        )
    if parts.scheme == "http" and not open_line and not _is_here(parts.hostname):
        raise UnknownValue(
            "papers would go over an open line",
            where="INZET_MODEL_URL",
            fix="Use https, or set INZET_MODEL_OPEN_LINE=1 when the line is your own.",
        )
    return url.rstrip("/")


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _seconds(given: str) -> float:
    if not given:
        return SECONDS
    try:
        seconds = float(given)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 3600:
        raise UnknownValue(
            f"“{given}” is no number of seconds", where="INZET_MODEL_SECONDS", fix="1 to 3600."
        )
    return seconds
