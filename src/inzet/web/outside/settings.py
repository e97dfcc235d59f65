"""The settings of a log-in by an OpenID provider: a TOML file of the operator."""

from __future__ import annotations

import ipaddress
import os
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from inzet.vocabulary.addresses import parts_of
from inzet.vocabulary.errors import InputError, UnreadableFile
from inzet.vocabulary.rights import Role

SECRET = "INZET_OIDC_SECRET"
EVERY_MARKING = "*"


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whom to trust, and what their word means here."""

    issuer: str
    """Address under which the provider is known, to the letter."""
    client: str
    """As which this workspace is registered there."""
    name: str
    """What the log-in page calls it."""
    secret_file: str = ""
    """A file with the client's secret; else it is in ``INZET_OIDC_SECRET``."""
    scopes: tuple[str, ...] = ("openid", "profile")
    account_claim: str = "preferred_username"
    """The claim after which a new account is called."""
    name_claim: str = "name"
    groups_claim: str = "groups"
    make_accounts: bool = False
    """Whether somebody without an account is given one."""
    roles: Mapping[str, tuple[Role, ...]] = {}
    """Per group its roles; with none, roles are given here by an administrator."""
    markings: Mapping[str, tuple[str, ...]] = {}
    """Per group the markings that its people need to know; ``*`` for all."""

    def roles_of(self, groups: Iterable[str]) -> tuple[Role, ...] | None:
        """The roles of whoever is in these groups; None where groups give none at all."""
        if not self.roles:
            return None
        given = {role for group in groups for role in self.roles.get(group, ())}
        return tuple(role for role in Role if role in given)

    def markings_of(self, groups: Iterable[str]) -> tuple[str, ...] | None:
        """The markings that they need to know; None for all."""
        given = {each for group in groups for each in self.markings.get(group, ())}
        return None if EVERY_MARKING in given else tuple(sorted(given))

    def secret(self) -> str:
        """The client's secret; "" for a public client.

        Raises:
            UnreadableFile: the file that holds it cannot be read.
        """
        if not self.secret_file:
            return os.environ.get(SECRET, "").strip()
        try:
            return Path(self.secret_file).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise UnreadableFile(
                "the secret of the log-in cannot be read",
                where=self.secret_file,
                fix="Give the server's user the right to read it.",
            ) from None


def read(path: Path) -> Settings:
    """The settings in a file.

    Raises:
        UnreadableFile: no such file, or no TOML.
        InputError: something in it is missing, unknown, or not safe.
    """
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableFile(
            "the settings of the log-in cannot be read", where=str(path), fix=f"{error}"
        ) from None
    try:
        settings = msgspec.convert(found, Settings)
    except msgspec.ValidationError as error:
        raise InputError(
            f"the settings of the log-in are not right: {error}",
            where=str(path),
            fix="docs/running.md tells what stands in it.",
        ) from None
    if not is_safe(settings.issuer) or "openid" not in settings.scopes:
        raise InputError(
            "the issuer is no address by https, or “openid” is not among the scopes",
            where=str(path),
            fix="Without https anybody on the way could say who somebody is.",
        )
    return settings


def is_safe(address: str) -> bool:
    """Whether an address can be trusted to be who it says: by TLS, or on this machine itself."""
    parts = parts_of(address)
    if parts.scheme == "https":
        return bool(parts.hostname)
    if parts.scheme != "http" or not parts.hostname:
        return False
    try:
        return ipaddress.ip_address(parts.hostname).is_loopback
    except ValueError:
        return parts.hostname == "localhost"
