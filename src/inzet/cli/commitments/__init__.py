"""``inzet commitments``: what was promised, when it is due, and which paper keeps it."""

from inzet.cli.commitments.group import commitments

__all__ = ["commitments"]
