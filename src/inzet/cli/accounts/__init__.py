"""``inzet accounts``: who may come into the workspace."""

from inzet.cli.accounts.group import accounts

__all__ = ["accounts"]
