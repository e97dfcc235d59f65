"""``inzet motions``: what was moved, what the government said of it, the vote, what came of it."""

from inzet.cli.motions.group import motions

__all__ = ["motions"]
